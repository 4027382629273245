package dev.ambi.bridge;

import dev.ambi.bridge.numpy.LongDoubleDType;
import dev.ambi.core.DType;

/**
 * A complex number of two {@link LongDouble}s: an element of an array of NumPy's {@code
 * clongdouble}.
 *
 * @param re the real part
 * @param im the imaginary part
 */
public record ComplexLongDouble(LongDouble re, LongDouble im) {
  /** {@return NumPy's {@code clongdouble}, for arrays of such numbers} */
  public static DType dtype() {
    return LongDoubleDType.COMPLEX;
  }

  /** As NumPy's {@code str} writes it: {@code (1+2.5j)}. */
  @Override
  public String toString() {
    String imaginary = part(im) + "j";
    if (re.isFinite() && re.doubleValue() == 0 && !re.isNegative()) {
      return imaginary;
    }
    return "(" + part(re) + (imaginary.startsWith("-") ? "" : "+") + imaginary + ")";
  }

  private static String part(LongDouble value) {
    String text = value.toString();
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
