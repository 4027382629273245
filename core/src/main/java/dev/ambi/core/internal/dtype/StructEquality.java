package dev.ambi.core.internal.dtype;

import dev.ambi.core.Field;
import dev.ambi.core.NDArray;
import dev.ambi.core.StructDType;
import java.util.Objects;

/** Equality and hash of structured arrays, field by field: what lies between fields is nothing. */
public final class StructEquality {

  private StructEquality() {}

  /**
   * {@return whether all fields of two arrays are equal}
   *
   * @param a one array
   * @param b the other, of the same dtype and shape
   */
  public static boolean equal(NDArray a, NDArray b) {
    for (Field f : ((StructDType) a.dtype()).fields()) {
      if (!a.field(f.name()).equals(b.field(f.name()))) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return a hash that agrees with {@link #equal}}
   *
   * @param a the array
   */
  public static int hash(NDArray a) {
    int hash = 1;
    for (Field f : ((StructDType) a.dtype()).fields()) {
      hash = 31 * hash + Objects.hashCode(a.field(f.name()));
    }
    return hash;
  }
}
