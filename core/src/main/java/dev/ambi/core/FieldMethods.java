package dev.ambi.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The fields of structured arrays. Part of {@link NDArray}. */
public sealed interface FieldMethods permits NDArray {

  private NDArray self() {
    return (NDArray) this;
  }

  private StructDType struct() {
    if (self().dtype() instanceof StructDType s) {
      return s;
    }
    throw new IndexOutOfBoundsException(
        "an array of " + self().dtype() + " has no fields: only structured arrays have");
  }

  /**
   * {@return a view of one field: of its dtype and this array's shape, followed by the shape of the
   * field where it is a sub-array}
   *
   * @param name its name or title
   * @throws IllegalArgumentException if there is no such field
   * @throws IndexOutOfBoundsException if the array is not structured
   */
  default NDArray field(String name) {
    Field f = struct().field(name);
    NDArray a = self();
    // There may be no memory behind the offset of an empty array.
    long at = a.size() == 0 ? a.offset() : a.offset() + f.offset();
    return NDArray.of(a.memory(), at, f.dtype(), a.shape, a.strides(), a.isWritable());
  }

  /**
   * {@return a view of several fields, in the given order: structured, its elements as large as
   * this array's}
   *
   * @param names their names
   * @throws IllegalArgumentException if there is no such field, one is named twice, or none is
   * @throws IndexOutOfBoundsException if the array is not structured
   */
  default NDArray fields(String... names) {
    StructDType s = struct();
    if (names.length == 0) {
      throw new IllegalArgumentException("a view of no fields");
    }
    Set<String> seen = new HashSet<>();
    List<Field> chosen = new ArrayList<>();
    for (String name : names) {
      Field f = s.field(name);
      if (!f.name().equals(name)) {
        throw new IllegalArgumentException("cannot use field titles in multi-field index");
      }
      if (!seen.add(name)) {
        throw new IllegalArgumentException("duplicate field of name '" + name + "'");
      }
      chosen.add(f);
    }
    return self().view(new StructDType(chosen, s.itemSize(), s.aligned()));
  }
}
