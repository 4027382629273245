package dev.ambi.cli.bind;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A token of the preprocessor.
 *
 * @param kind what it is
 * @param text as it is written
 * @param place where; of what a macro became, where the macro was used
 * @param spaced whether a space stands before it
 * @param first whether it is the first of its line, so that a {@code #} begins a directive
 * @param hidden the macros that it came from, which are not expanded in it again
 */
record Token(
    Kind kind, String text, Place place, boolean spaced, boolean first, Set<String> hidden) {

  /** What tokens there are. */
  enum Kind {
    /** A name or keyword. */
    WORD,
    NUMBER,
    STRING,
    CHARACTER,
    /** Anything else. */
    SYMBOL,
    /** The rest of a {@code #pragma}. */
    PRAGMA
  }

  static Token of(Kind kind, String text, Place place) {
    return new Token(kind, text, place, true, false, Set.of());
  }

  boolean is(String wanted) {
    return text.equals(wanted) && kind != Kind.STRING && kind != Kind.CHARACTER;
  }

  boolean isWord() {
    return kind == Kind.WORD;
  }

  /** The same at another place, as a macro leaves it. */
  Token at(Place there, boolean space, Set<String> more) {
    return new Token(kind, text, there, space, false, union(hidden, more));
  }

  Token as(Kind other, String words) {
    return new Token(other, words, place, spaced, first, hidden);
  }

  static Set<String> union(Set<String> a, Set<String> b) {
    if (a.containsAll(b)) {
      return a;
    }
    if (a.isEmpty()) {
      return b;
    }
    Set<String> both = new HashSet<>(a);
    both.addAll(b);
    return both;
  }

  /** The text of tokens, on one line. */
  static String text(List<Token> tokens) {
    StringBuilder text = new StringBuilder();
    Token last = null;
    for (Token t : tokens) {
      if (last != null && (t.spaced || t.first || Lexer.wouldJoin(last, t))) {
        text.append(' ');
      }
      text.append(t.text);
      last = t;
    }
    return text.toString();
  }
}
