package dev.ambi.core;

import java.util.Locale;

/** How much a conversion between two dtypes may change the values, as NumPy's {@code casting=}. */
public enum Casting {
  /** No change at all, not even of byte order. */
  NO,
  /** Only the byte order may change. */
  EQUIV,
  /** Only conversions that keep every value. */
  SAFE,
  /** Safe ones, and those within a kind, such as float64 to float32. */
  SAME_KIND,
  /** Any conversion that exists. */
  UNSAFE;

  /** {@return NumPy's spelling, such as {@code same_kind}} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
