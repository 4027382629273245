package dev.ambi.cli.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts C text into tokens of the preprocessor. Comments are gone, and lines that end with a
 * backslash are joined. A quote that is not closed on its line is a token of its own: in text that
 * a condition leaves out it does no harm, and elsewhere it does not parse.
 */
final class Lexer {
  private static final List<String> SYMBOLS =
      List.of(
          "%:%:",
          "<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||",
          "*=", "/=", "%=", "+=", "-=", "&=", "^=", "|=", "##");

  private final String file;
  private final StringBuilder text;
  private final int[] lines;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean spaced;
  private boolean first = true;

  private Lexer(String file, String source) {
    this.file = file;
    this.text = new StringBuilder(source.length());
    this.lines = new int[source.length() + 1];
    join(source);
  }

  /**
   * The tokens of a text.
   *
   * @param file what messages call it
   * @throws BindException for a comment without an end
   */
  static List<Token> tokens(String file, String source) {
    Lexer lexer = new Lexer(file, source);
    lexer.run();
    return lexer.tokens;
  }

  /** Whether two tokens, written without a space between them, would be read as others. */
  static boolean wouldJoin(Token a, Token b) {
    char last = a.text().isEmpty() ? ' ' : a.text().charAt(a.text().length() - 1);
    char next = b.text().isEmpty() ? ' ' : b.text().charAt(0);
    if (isPart(last)) {
      return isPart(next) || (a.kind() == Token.Kind.NUMBER && "+-.".indexOf(next) >= 0);
    }
    return SYMBOLS.contains("" + last + next) || (last == '/' && (next == '/' || next == '*'));
  }

  /** Joins continued lines, keeping the line of each character. */
  private void join(String source) {
    int line = 1;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\\') {
        int end = i + 1;
        if (end < source.length() && source.charAt(end) == '\r') {
          end++;
        }
        if (end < source.length() && source.charAt(end) == '\n') {
          line++;
          i = end;
          continue;
        }
      }
      lines[text.length()] = line;
      text.append(c);
      if (c == '\n') {
        line++;
      }
    }
    lines[text.length()] = line;
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  private void run() {
    while (at < text.length()) {
      char c = peek(0);
      if (c == '\n') {
        first = true;
        spaced = true;
        at++;
      } else if (c <= ' ' || c == '\ufeff') {
        spaced = true;
        at++;
      } else if (c == '/' && peek(1) == '/') {
        while (at < text.length() && peek(0) != '\n') {
          at++;
        }
      } else if (c == '/' && peek(1) == '*') {
        comment();
      } else {
        token(c);
        spaced = false;
        first = false;
      }
    }
  }

  private void comment() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      throw new BindException(
          new Place(file, lines[at]), "the comment that begins here has no end");
    }
    at = end + 2;
    spaced = true;
  }

  private void token(char c) {
    int start = at;
    if (isStart(c)) {
      while (isPart(peek(0))) {
        at++;
      }
      char quote = peek(0);
      String prefix = text.substring(start, at);
      if ((quote == '"' || quote == '\'') && Set.of("L", "u", "U", "u8").contains(prefix)) {
        if (quoted(quote)) {
          add(quote == '"' ? Token.Kind.STRING : Token.Kind.CHARACTER, start);
          return;
        }
      }
      add(Token.Kind.WORD, start);
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      number();
      add(Token.Kind.NUMBER, start);
    } else if ((c == '"' || c == '\'') && quoted(c)) {
      add(c == '"' ? Token.Kind.STRING : Token.Kind.CHARACTER, start);
    } else {
      at += symbol();
      add(Token.Kind.SYMBOL, start);
    }
  }

  private int symbol() {
    for (String s : SYMBOLS) {
      if (text.length() - at >= s.length() && text.substring(at, at + s.length()).equals(s)) {
        return s.length();
      }
    }
    return 1;
  }

  private void number() {
    char last = '\0';
    while (isPart(peek(0))
        || peek(0) == '.'
        || ((peek(0) == '+' || peek(0) == '-') && "eEpP".indexOf(last) >= 0)) {
      last = peek(0);
      at++;
    }
  }

  /** Goes behind a literal; stays where it is, if that has no end on its line. */
  private boolean quoted(char quote) {
    int i = at + 1;
    while (i < text.length() && text.charAt(i) != '\n') {
      char c = text.charAt(i);
      if (c == quote) {
        at = i + 1;
        return true;
      }
      i += c == '\\' ? 2 : 1;
    }
    return false;
  }

  private void add(Token.Kind kind, int start) {
    Place place = new Place(file, lines[start]);
    tokens.add(new Token(kind, text.substring(start, at), place, spaced, first, Set.of()));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isStart(char c) {
    return c == '_' || (c != '\0' && Character.isUnicodeIdentifierStart(c)) || c == '$';
  }

  private static boolean isPart(char c) {
    return isStart(c) || isDigit(c) || (c > 127 && Character.isUnicodeIdentifierPart(c));
  }
}
