package dev.ambi.core.internal.sort;

import dev.ambi.core.DType;
import java.lang.foreign.MemorySegment;

/**
 * The order of complex numbers: by the real part, then by the imaginary part; those with NaN come
 * last, those with NaN in the imaginary part alone before those with NaN in the real part alone,
 * both sorted by the other part, and last those with NaN in both.
 */
final class ComplexKeys implements ElementKeys {

  private static final long IMAGINARY_NAN = Long.MAX_VALUE - 2;
  private static final long REAL_NAN = Long.MAX_VALUE - 1;
  private static final long BOTH_NAN = Long.MAX_VALUE;

  private final WordKeys part;

  ComplexKeys(DType dtype) {
    part = WordKeys.of(DType.of(dtype.id().realPart()).withByteOrder(dtype.byteOrder()));
  }

  @Override
  public int words() {
    return 2;
  }

  @Override
  public long key(MemorySegment m, long at, int word) {
    long real = part.key(m, at, 0);
    long imaginary = part.key(m, at + part.size(), 0);
    boolean realNaN = real == part.magnitude();
    boolean imaginaryNaN = imaginary == part.magnitude();
    if (word == 1) {
      return realNaN && imaginaryNaN ? 0 : imaginaryNaN ? real : imaginary;
    }
    if (realNaN) {
      return imaginaryNaN ? BOTH_NAN : REAL_NAN;
    }
    return imaginaryNaN ? IMAGINARY_NAN : real;
  }

  @Override
  public boolean isMissing(MemorySegment m, long at) {
    return part.isMissing(m, at) || part.isMissing(m, at + part.size());
  }
}
