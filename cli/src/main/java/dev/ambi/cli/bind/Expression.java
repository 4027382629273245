package dev.ambi.cli.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A constant expression of C, read by precedence and computed as C does, types and all. */
final class Expression {
  private static final int DEEPEST = 200;

  /** From the loosest to the tightest. */
  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("||"),
          Set.of("&&"),
          Set.of("|"),
          Set.of("^"),
          Set.of("&"),
          Set.of("==", "!="),
          Set.of("<", ">", "<=", ">="),
          Set.of("<<", ">>"),
          Set.of("+", "-"),
          Set.of("*", "/", "%"));

  /** What is no constant, or no expression; the message says why. */
  static final class NotConstantException extends Exception {
    private static final long serialVersionUID = 1L;

    NotConstantException(String message) {
      super(message);
    }
  }

  /** What names mean in an expression. */
  interface Names {
    /** The value of a name, such as that of an enumeration constant; null for none. */
    Constant value(String name) throws NotConstantException;

    /** The type that words name, as in a cast; null where they name none. */
    CType type(List<Token> words);

    /** The size of a type in bytes. */
    long size(CType type) throws NotConstantException;

    /** The number type that it is in the end; null where it is none. */
    CNumber number(CType type);
  }

  private final List<Token> tokens;
  private final Names names;
  private int at;
  private int depth;

  private Expression(List<Token> tokens, Names names) {
    this.tokens = tokens;
    this.names = names;
  }

  /** The value of the condition of an {@code #if}, macros expanded. */
  static Constant forCondition(List<Token> tokens) throws NotConstantException {
    return new Expression(tokens, null).whole();
  }

  /** The value of an expression, macros expanded. */
  static Constant of(List<Token> tokens, Names names) throws NotConstantException {
    return new Expression(tokens, names).whole();
  }

  private Constant whole() throws NotConstantException {
    Constant value = conditional();
    if (at < tokens.size()) {
      throw new NotConstantException("'" + tokens.get(at).text() + "' is not expected there");
    }
    return value;
  }

  private boolean next(String symbol) {
    if (at < tokens.size() && tokens.get(at).is(symbol)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String symbol) throws NotConstantException {
    if (!next(symbol)) {
      throw new NotConstantException("'" + symbol + "' is missing");
    }
  }

  private Constant conditional() throws NotConstantException {
    if (++depth > DEEPEST) {
      throw new NotConstantException("it nests too deeply");
    }
    Constant condition = binary(0);
    if (next("?")) {
      Constant yes = conditional();
      expect(":");
      Constant no = conditional();
      condition = Arithmetic.chosen(condition, yes, no);
    }
    depth--;
    return condition;
  }

  private Constant binary(int level) throws NotConstantException {
    if (level == LEVELS.size()) {
      return unary();
    }
    Constant left = binary(level + 1);
    while (at < tokens.size() && isOperator(tokens.get(at), level)) {
      String operator = tokens.get(at++).text();
      left = combined(operator, left, level);
    }
    return left;
  }

  private static boolean isOperator(Token t, int level) {
    return t.kind() == Token.Kind.SYMBOL && LEVELS.get(level).contains(t.text());
  }

  /** With what follows on the right; a division by zero that is not reached is none. */
  private Constant combined(String operator, Constant left, int level) throws NotConstantException {
    int start = at;
    Constant right;
    boolean decided =
        (operator.equals("&&") && !left.isTrue()) || (operator.equals("||") && left.isTrue());
    try {
      right = binary(level + 1);
    } catch (NotConstantException e) {
      if (!decided) {
        throw e;
      }
      at = start;
      skipOperand();
      return Arithmetic.truth(left.isTrue());
    }
    return Arithmetic.binary(operator, left, right);
  }

  private void skipOperand() {
    int open = 0;
    while (at < tokens.size()) {
      Token t = tokens.get(at);
      if (open == 0 && (t.is("||") || t.is("&&") || t.is("?") || t.is(":") || t.is(")"))) {
        return;
      }
      open += t.is("(") ? 1 : t.is(")") ? -1 : 0;
      at++;
    }
  }

  private Constant unary() throws NotConstantException {
    if (++depth > DEEPEST) {
      throw new NotConstantException("it nests too deeply");
    }
    try {
      if (at >= tokens.size()) {
        throw new NotConstantException("it ends too early");
      }
      Token t = tokens.get(at++);
      return switch (t.kind()) {
        case NUMBER -> Literals.number(t.text(), names == null);
        case CHARACTER -> Literals.character(t.text());
        case STRING -> text(t);
        case WORD -> word(t);
        case SYMBOL -> symbol(t);
        case PRAGMA -> throw new NotConstantException("a #pragma stands in it");
      };
    } finally {
      depth--;
    }
  }

  private Constant symbol(Token t) throws NotConstantException {
    if (t.is("(")) {
      CType type = names == null ? null : typeInParentheses();
      if (type != null) {
        return Arithmetic.cast(unary(), names.number(type));
      }
      Constant value = conditional();
      expect(")");
      return value;
    }
    return switch (t.text()) {
      case "+", "-", "~", "!" -> Arithmetic.unary(t.text(), unary());
      default -> throw new NotConstantException("'" + t.text() + "' is not expected there");
    };
  }

  private Constant word(Token t) throws NotConstantException {
    if (names == null) {
      // To the preprocessor, a name that is no macro is 0.
      return new Constant.Whole(t.is("true") ? 1 : 0, CNumber.LONG);
    }
    if (t.is("sizeof") || t.is("_Alignof") || t.is("__alignof__")) {
      expect("(");
      CType type = typeInParentheses();
      if (type == null || !t.is("sizeof")) {
        throw new NotConstantException(t.text() + " of that is not known");
      }
      return new Constant.Whole(names.size(type), CNumber.UNSIGNED_LONG);
    }
    Constant value = names.value(t.text());
    if (value == null) {
      throw new NotConstantException(t.text() + " is no constant");
    }
    return value;
  }

  /** A type up to the parenthesis that closes, behind the one that opens; null for none. */
  private CType typeInParentheses() {
    int end = at;
    while (end < tokens.size()
        && !tokens.get(end).is(")")
        && (tokens.get(end).isWord() || tokens.get(end).is("*"))) {
      end++;
    }
    if (end == at || end >= tokens.size() || !tokens.get(end).is(")")) {
      return null;
    }
    CType type = names.type(tokens.subList(at, end));
    if (type != null) {
      at = end + 1;
    }
    return type;
  }

  private Constant text(Token first) throws NotConstantException {
    List<Token> parts = new ArrayList<>(List.of(first));
    while (at < tokens.size() && tokens.get(at).kind() == Token.Kind.STRING) {
      parts.add(tokens.get(at++));
    }
    return Literals.text(parts);
  }
}
