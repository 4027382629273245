package dev.ambi.cli.bind;

/** The value of a constant expression. */
sealed interface Constant {

  /** Whether a condition holds. */
  boolean isTrue();

  /**
   * A whole number.
   *
   * @param bits its value; of an unsigned type of 64 bits, its bits
   * @param type an integer type
   */
  record Whole(long bits, CNumber type) implements Constant {
    @Override
    public boolean isTrue() {
      return bits != 0;
    }
  }

  /** A floating-point number of type {@code float} or {@code double}. */
  record Real(double value, CNumber type) implements Constant {
    @Override
    public boolean isTrue() {
      return value != 0;
    }
  }

  /** A text. */
  record Text(String value) implements Constant {
    @Override
    public boolean isTrue() {
      return true;
    }
  }
}
