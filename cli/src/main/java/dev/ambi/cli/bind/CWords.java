package dev.ambi.cli.bind;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** C as people write it, whatever spaces a header or its macros have. */
final class CWords {
  private static final Map<String, String> SPELLINGS =
      Map.of(
          "_Complex_float", "float _Complex",
          "_Complex_double", "double _Complex",
          "_Complex_long_double", "long double _Complex");

  private static final Set<String> CLOSING = Set.of(",", ")", "]", ";", "[");

  private CWords() {}

  /** The tokens of a declaration on one line, without {@code extern} and the semicolon. */
  static String of(List<Token> tokens) {
    StringBuilder text = new StringBuilder();
    String last = "";
    int brackets = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token t = tokens.get(i);
      boolean linkage = i == 0 && t.is("extern");
      if (linkage || (i == tokens.size() - 1 && t.is(";"))) {
        continue;
      }
      String next = i + 1 < tokens.size() ? tokens.get(i + 1).text() : "";
      // A length is an expression, which stays as the header has it.
      boolean spaced = brackets > 0 ? t.spaced() : isSpaced(last, t, next);
      if (!last.isEmpty() && (spaced || Lexer.wouldJoin(tokens.get(i - 1), t))) {
        text.append(' ');
      }
      brackets += t.is("[") ? 1 : t.is("]") ? -1 : 0;
      text.append(SPELLINGS.getOrDefault(t.text(), t.text()));
      last = t.text();
    }
    return text.toString();
  }

  private static boolean isSpaced(String last, Token t, String next) {
    if (CLOSING.contains(t.text())) {
      return false;
    }
    if (t.is("(")) {
      // A function's parameters stand close to its name, a pointer to a function does not.
      return next.equals("*") && !last.equals("(") && !last.equals("*");
    }
    if (t.is("*")) {
      return !last.equals("*") && !last.equals("(");
    }
    return !last.equals("(") && !last.equals("[") && !last.equals("*");
  }
}
