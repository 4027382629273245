package dev.ambi.compat.audit;

/** Which of NumPy's binary interfaces a binary was built for. */
public enum BuiltFor {
  /** Built with headers of 1.x; no NumPy 2 takes it. */
  NUMPY_1("1.x"),
  /** Built for 2.x and nothing older. */
  NUMPY_2("2.x"),
  /** Built with headers of 2.x, for 1.x too. */
  BOTH("both"),
  /** It asks for none of NumPy's tables. */
  NONE("none");

  private final String label;

  BuiltFor(String label) {
    this.label = label;
  }

  /**
   * The word for it in a report.
   *
   * @return {@code 1.x}, {@code 2.x}, {@code both} or {@code none}
   */
  public String label() {
    return label;
  }
}
