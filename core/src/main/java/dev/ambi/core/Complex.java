package dev.ambi.core;

/**
 * A complex number, the value of one element of a complex64 or complex128 array.
 *
 * @param re the real part
 * @param im the imaginary part
 */
public record Complex(double re, double im) {
  /** {@return the number as Python's {@code repr} of a {@code complex} writes it} */
  @Override
  public String toString() {
    return NDArray.formatScalar(DType.COMPLEX128, this);
  }
}
