package dev.ambi.core;

/**
 * How an array is written as text; NumPy's print options of the same names.
 *
 * @param precision how many digits behind the point a float has at most
 * @param threshold an array of more elements is summarized
 * @param edgeItems how many items a summary shows at each end of an axis
 * @param lineWidth how many characters a line has at most
 * @param suppress whether small floats are written with a point, never with an exponent
 */
public record PrintOptions(
    int precision, long threshold, int edgeItems, int lineWidth, boolean suppress) {

  /** NumPy's defaults. */
  public static final PrintOptions DEFAULT = new PrintOptions(8, 1000, 3, 75, false);

  /** Refuses negative numbers. */
  public PrintOptions {
    if (precision < 0 || threshold < 0 || edgeItems < 0 || lineWidth < 0) {
      throw new IllegalArgumentException("a negative print option");
    }
  }
}
