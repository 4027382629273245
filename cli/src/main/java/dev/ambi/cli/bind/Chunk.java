package dev.ambi.cli.bind;

import java.util.Arrays;
import java.util.List;

/** One declaration, as text for the parser, with the place of each of its tokens. */
final class Chunk {
  private final List<Token> tokens;
  private final String symbol;
  private final String trouble;
  private final String text;
  private final int[] starts;

  /**
   * A declaration.
   *
   * @param tokens its tokens, without attributes
   * @param symbol the name in the library that {@code __asm__} gives it; null for none
   * @param trouble an attribute that changes how structs lie; null for none
   */
  Chunk(List<Token> tokens, String symbol, String trouble) {
    this.tokens = tokens;
    this.symbol = symbol;
    this.trouble = trouble;
    this.starts = new int[tokens.size()];
    StringBuilder all = new StringBuilder();
    Token last = null;
    for (int i = 0; i < starts.length; i++) {
      Token t = tokens.get(i);
      if (last != null && (t.spaced() || t.first() || Lexer.wouldJoin(last, t))) {
        all.append(' ');
      }
      starts[i] = all.length();
      all.append(t.text());
      last = t;
    }
    this.text = all.toString();
  }

  List<Token> tokens() {
    return tokens;
  }

  String symbol() {
    return symbol;
  }

  String trouble() {
    return trouble;
  }

  /** On one line. */
  String text() {
    return text;
  }

  /** For a parser that counts bytes: what is not ASCII is an {@code x}. */
  String ascii() {
    StringBuilder ascii = new StringBuilder(text);
    for (int i = 0; i < ascii.length(); i++) {
      if (ascii.charAt(i) > 126) {
        ascii.setCharAt(i, 'x');
      }
    }
    return ascii.toString();
  }

  Place place() {
    return tokens.getFirst().place();
  }

  /** Where the token at an offset of the text stands. */
  Place place(int offset) {
    return tokens.get(index(offset)).place();
  }

  /** The tokens of a part of the text. */
  List<Token> tokens(int start, int end) {
    int from = index(start);
    int to = from;
    while (to < starts.length && starts[to] < end) {
      to++;
    }
    return tokens.subList(from, to);
  }

  private int index(int offset) {
    int at = Arrays.binarySearch(starts, offset);
    return at >= 0 ? at : Math.max(0, -at - 2);
  }

  /** The text, cut where it is long. */
  String excerpt() {
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }
}
