package dev.ambi.cli.bind;

/** Values as Java writes them. */
final class JavaLiterals {
  private JavaLiterals() {}

  /** A text, in quotes; what is not ASCII as it is. */
  static String text(String value) {
    StringBuilder literal = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      switch (c) {
        case '"' -> literal.append("\\\"");
        case '\\' -> literal.append("\\\\");
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        case '\t' -> literal.append("\\t");
        default -> {
          if (Character.isISOControl(c) || Character.isSurrogate(c) || isInvisible(c)) {
            literal.append("\\u%04x".formatted((int) c));
          } else {
            literal.append(c);
          }
        }
      }
    }
    return literal.append('"').toString();
  }

  private static boolean isInvisible(char c) {
    int type = Character.getType(c);
    return type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.UNASSIGNED;
  }

  static String real(double value) {
    return Double.isNaN(value)
        ? "Double.NaN"
        : Double.isInfinite(value)
            ? "Double." + (value > 0 ? "POSITIVE" : "NEGATIVE") + "_INFINITY"
            : Double.toString(value);
  }

  static String single(float value) {
    return Float.isNaN(value)
        ? "Float.NaN"
        : Float.isInfinite(value)
            ? "Float." + (value > 0 ? "POSITIVE" : "NEGATIVE") + "_INFINITY"
            : value + "f";
  }
}
