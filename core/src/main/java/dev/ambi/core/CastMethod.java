package dev.ambi.core;

/** How elements of one family of dtypes become elements of another; an entry of the cast table. */
public interface CastMethod {

  /**
   * {@return how much the conversion may change a value, or null if there is none between these
   * two}
   *
   * @param from the dtype of the source
   * @param to the dtype of the result
   */
  Casting level(DType from, DType to);

  /**
   * {@return the loop that converts}
   *
   * @param from the dtype of the source, of any byte order
   * @param to the dtype of the result, of any byte order
   * @throws IllegalArgumentException if there is no conversion between these two
   */
  CastLoop loop(DType from, DType to);
}
