package dev.ambi.core.internal;

import dev.ambi.core.DType;
import dev.ambi.core.TypeId;

/** The table of casts: which loop converts which pair of dtypes. */
public final class Casts {

  private Casts() {}

  /**
   * {@return the loop that converts one dtype to another}
   *
   * @param from the dtype of the source
   * @param to the dtype of the result
   */
  public static CastLoop find(DType from, DType to) {
    if (from.id() == to.id() && from.itemSize() == to.itemSize()) {
      int unit = from.id() == TypeId.STR ? 4 : from.id().realPart().size();
      return new MoveCast(from.itemSize(), from.byteOrder() == to.byteOrder() ? 0 : unit);
    }
    if (from.isNumeric() && to.isNumeric()) {
      return new NumericCast(from, to);
    }
    return new TextCast(from, to);
  }
}
