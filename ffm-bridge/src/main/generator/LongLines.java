/** Lines of C that a reader's window has no room for. */
final class LongLines {
  /** The longest line. */
  static final int WIDTH = 110;

  private LongLines() {}

  /**
   * Writes a declaration, broken after commas where it is too long.
   *
   * @param indent what the further lines begin with
   */
  static void append(StringBuilder out, String text, String indent) {
    String rest = text;
    while (rest.length() > WIDTH) {
      int comma = rest.lastIndexOf(", ", WIDTH);
      out.append(rest, 0, comma + 1).append('\n');
      rest = indent + rest.substring(comma + 2);
    }
    out.append(rest).append('\n');
  }
}
