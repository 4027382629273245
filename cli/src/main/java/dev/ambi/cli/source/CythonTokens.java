package dev.ambi.cli.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tokens of a Cython file, in logical lines: a line goes on within brackets and after a
 * backslash. Comments are none; a string is one token.
 */
final class CythonTokens {
  /** What a token is. */
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    OPERATOR
  }

  /** A token and where it stands. */
  record Token(Kind kind, String text, int start, int end) {
    boolean is(String wanted) {
      return kind != Kind.STRING && text.equals(wanted);
    }

    boolean isName() {
      return kind == Kind.NAME;
    }
  }

  /** A logical line. */
  static final class Line {
    private final int indent;
    private final List<Token> tokens;
    private int[] behind;

    Line(int indent, List<Token> tokens) {
      this.indent = indent;
      this.tokens = tokens;
    }

    /** The column of its first token, from 0. */
    int indent() {
      return indent;
    }

    List<Token> tokens() {
      return tokens;
    }

    /** The token at an index; one without text where there is none. */
    Token at(int index) {
      return index >= 0 && index < tokens.size() ? tokens.get(index) : END;
    }

    int size() {
      return tokens.size();
    }

    /** The index behind the bracket that closes the one at {@code open}; else behind the line. */
    int behind(int open) {
      if (behind == null) {
        behind = match();
      }
      return open < behind.length ? behind[open] : tokens.size();
    }

    private int[] match() {
      int[] matched = new int[tokens.size()];
      Arrays.fill(matched, tokens.size());
      int[] opened = new int[tokens.size()];
      int depth = 0;
      for (int i = 0; i < matched.length; i++) {
        Token token = tokens.get(i);
        if (token.is("(") || token.is("[") || token.is("{")) {
          opened[depth++] = i;
        } else if (depth > 0 && (token.is(")") || token.is("]") || token.is("}"))) {
          matched[opened[--depth]] = i + 1;
        }
      }
      return matched;
    }
  }

  private static final Token END = new Token(Kind.OPERATOR, "", 0, 0);

  private final String text;
  private final List<Line> lines = new ArrayList<>();
  private List<Token> line = new ArrayList<>();
  private int at;
  private int brackets;
  private int indent;

  private CythonTokens(String text) {
    this.text = text;
  }

  static List<Line> read(String text) {
    CythonTokens tokens = new CythonTokens(text);
    tokens.readAll();
    return tokens.lines;
  }

  private void readAll() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        at++;
        if (brackets == 0) {
          endLine();
        }
      } else if (c == '\\' || Character.isWhitespace(c)) {
        // A backslash before the end of a line joins it with the next.
        at += c == '\\' && text.startsWith("\n", at + 1) ? 2 : 1;
      } else if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else {
        token(c);
      }
    }
    endLine();
  }

  private void endLine() {
    if (!line.isEmpty()) {
      lines.add(new Line(indent, line));
      line = new ArrayList<>();
    }
  }

  private void token(char c) {
    int start = at;
    Kind kind;
    if (isString()) {
      kind = Kind.STRING;
      string();
    } else if (Character.isLetter(c) || c == '_') {
      kind = Kind.NAME;
      word();
    } else if (Character.isDigit(c)) {
      kind = Kind.NUMBER;
      word();
    } else {
      kind = Kind.OPERATOR;
      at++;
      if ("([{".indexOf(c) >= 0) {
        brackets++;
      } else if (")]}".indexOf(c) >= 0) {
        brackets = Math.max(0, brackets - 1);
      }
    }
    if (line.isEmpty()) {
      indent = start - (text.lastIndexOf('\n', start) + 1);
    }
    line.add(new Token(kind, text.substring(start, at), start, at));
  }

  private void word() {
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
  }

  /** Whether a string begins here, which up to two letters may stand in front of. */
  private boolean isString() {
    for (int i = at; i < at + 3 && i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'') {
        return true;
      }
      if ("rRbBuUfFcC".indexOf(c) < 0) {
        return false;
      }
    }
    return false;
  }

  private void string() {
    boolean raw = false;
    while (text.charAt(at) != '"' && text.charAt(at) != '\'') {
      raw |= text.charAt(at) == 'r' || text.charAt(at) == 'R';
      at++;
    }
    String quote = text.substring(at, at + 1);
    boolean triple = text.startsWith(quote.repeat(3), at);
    String end = triple ? quote.repeat(3) : quote;
    at += end.length();
    while (at < text.length() && !text.startsWith(end, at)) {
      if (!triple && text.charAt(at) == '\n') {
        // A string that does not end: the line does.
        return;
      }
      at += text.charAt(at) == '\\' && !raw ? 2 : 1;
    }
    at = Math.min(text.length(), at + end.length());
  }
}
