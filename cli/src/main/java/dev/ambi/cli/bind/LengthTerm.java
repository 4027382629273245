package dev.ambi.cli.bind;

import java.util.List;
import java.util.Map;

/**
 * The length that C declares of an array parameter, {@code 2 * n + 1} in {@code double x[2 * n +
 * 1]}, as a term of {@code dev.ambi.bridge.kernel.Array#size}.
 */
final class LengthTerm {
  private static final int LONGEST = 80;

  private LengthTerm() {}

  /**
   * The term, or null where Java has no such term, or it names no parameter.
   *
   * @param bound the expression
   * @param parameters the names in Java of integer parameters, by those in C
   * @param used is told which of them it names
   */
  static String of(List<Token> bound, Map<String, String> parameters, List<String> used) {
    StringBuilder term = new StringBuilder();
    boolean operand = true;
    boolean any = false;
    for (Token t : bound) {
      String word = t.text();
      String name = parameters.get(word);
      boolean number = t.kind() == Token.Kind.NUMBER && word.matches("[0-9]{1,9}");
      if (operand && (name != null || number)) {
        operand = false;
        any |= name != null;
      } else if (!operand && List.of("+", "-", "*", "/").contains(word)) {
        operand = true;
      } else if (!(word.equals("(") && operand) && !(word.equals(")") && !operand)) {
        return null;
      }
      boolean tight = term.isEmpty() || word.equals(")") || term.charAt(term.length() - 1) == '(';
      term.append(tight ? "" : " ").append(name == null ? word : name);
      if (name != null) {
        used.add(name);
      }
    }
    if (!any || operand || term.length() > LONGEST) {
      return null;
    }
    return bound.size() > 1 ? "(" + term + ")" : term.toString();
  }
}
