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
  static String of(List<Token> bound, Map<String, LengthName> parameters, List<String> used) {
    StringBuilder term = new StringBuilder();
    boolean operand = true;
    boolean any = false;
    for (int i = 0; i < bound.size(); i++) {
      String word = bound.get(i).text();
      int length = operand ? reference(bound, i) : 0;
      LengthName name = parameters.get(length == 2 ? bound.get(i + 1).text() : word);
      if (name != null && name.isPointer() != (length > 0)) {
        return null;
      }
      boolean number = bound.get(i).kind() == Token.Kind.NUMBER && word.matches("[0-9]{1,9}");
      if (operand && (name != null || number)) {
        operand = false;
        any |= name != null;
      } else if (!operand && List.of("+", "-", "*", "/").contains(word)) {
        operand = true;
      } else if (!(word.equals("(") && operand) && !(word.equals(")") && !operand)) {
        return null;
      }
      boolean tight = term.isEmpty() || word.equals(")") || term.charAt(term.length() - 1) == '(';
      term.append(tight ? "" : " ").append(name == null ? word : name.term());
      if (name != null) {
        used.add(name.java());
        i += Math.max(length, 1) - 1;
      }
    }
    if (!any || operand || term.length() > LONGEST) {
      return null;
    }
    return bound.size() > 1 && term.indexOf(" ") >= 0 ? "(" + term + ")" : term.toString();
  }

  /** How many words there are of {@code *n} or {@code n[0]} at an index; 0 where it is neither. */
  private static int reference(List<Token> words, int at) {
    if (at + 1 < words.size() && words.get(at).is("*")) {
      return 2;
    }
    boolean first =
        at + 3 < words.size()
            && words.get(at + 1).is("[")
            && words.get(at + 2).is("0")
            && words.get(at + 3).is("]");
    return first ? 4 : 0;
  }
}
