package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.call.Term.Choice;
import dev.ambi.bridge.kernel.call.Term.Combined;
import dev.ambi.bridge.kernel.call.Term.Constant;
import dev.ambi.bridge.kernel.call.Term.Name;
import dev.ambi.bridge.kernel.call.Term.Operator;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a {@link Term}: sums of products and quotients of names, elements, numbers, brackets, abs,
 * max, min and unsigned, and choices between such.
 */
final class TermParser {
  /** Deeper brackets than a person writes; keeps a hostile text from the end of the stack. */
  private static final int DEEPEST = 50;

  private final String text;
  private int at;
  private int depth;

  TermParser(String text) {
    this.text = text;
  }

  Term whole() {
    Term term = choice();
    if (peek() != 0) {
      throw wrong("an operator or the end");
    }
    return term;
  }

  List<Term> list() {
    List<Term> all = new ArrayList<>();
    all.add(choice());
    while (peek() == ',') {
      at++;
      all.add(choice());
    }
    if (peek() != 0) {
      throw wrong("a comma or the end");
    }
    return List.copyOf(all);
  }

  /** {@return whether the bracket that opens the text is closed by its last character} */
  static boolean closes(String text) {
    int open = 0;
    for (int i = 0; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (open == 0) {
        return false;
      }
    }
    return true;
  }

  private Term choice() {
    if (++depth > DEEPEST) {
      throw wrong("fewer brackets");
    }
    Term left = sum();
    if (peek() == '=') {
      expect('=');
      expect('=');
      Term right = sum();
      expect('?');
      Term then = choice();
      expect(':');
      left = new Choice(left, right, then, choice());
    }
    depth--;
    return left;
  }

  private Term sum() {
    Term left = product();
    while (peek() == '+' || peek() == '-') {
      Operator operator = text.charAt(at++) == '+' ? Operator.ADD : Operator.SUBTRACT;
      left = new Combined(operator, left, product());
    }
    return left;
  }

  private Term product() {
    Term left = factor();
    while (peek() == '*' || peek() == '/') {
      Operator operator = text.charAt(at++) == '*' ? Operator.MULTIPLY : Operator.DIVIDE;
      left = new Combined(operator, left, factor());
    }
    return left;
  }

  private Term factor() {
    char c = peek();
    if (c == '(') {
      at++;
      Term inner = choice();
      expect(')');
      return inner;
    }
    if (c >= '0' && c <= '9') {
      return number();
    }
    if (Character.isJavaIdentifierStart(c)) {
      return named();
    }
    throw wrong("a name, a number or a bracket");
  }

  private Term number() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    try {
      return new Constant(Long.parseLong(text.substring(start, at)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(text.substring(start, at) + " is too large a number", e);
    }
  }

  private Term named() {
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    if (peek() == '[') {
      return element(name);
    }
    if (peek() != '(') {
      return new Name(name);
    }
    at++;
    Term first = choice();
    if (name.equals("abs") || name.equals("unsigned")) {
      expect(')');
      return new Combined(
          name.equals("abs") ? Operator.DISTANCE : Operator.UNSIGNED, new Constant(0), first);
    }
    Operator operator =
        switch (name) {
          case "max" -> Operator.MAX;
          case "min" -> Operator.MIN;
          default ->
              throw new IllegalArgumentException(
                  "'"
                      + name
                      + "' in '"
                      + text
                      + "' is no function: there are abs, max, min and unsigned");
        };
    expect(',');
    Term second = choice();
    expect(')');
    return new Combined(operator, first, second);
  }

  private Term element(String array) {
    at++;
    if (peek() < '0' || peek() > '9') {
      throw wrong("the number of an element");
    }
    long index = ((Constant) number()).value();
    expect(']');
    if (index > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(index + " is no index of a Java array");
    }
    return new Term.Element(array, (int) index);
  }

  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw wrong("'" + c + "'");
    }
    at++;
  }

  private IllegalArgumentException wrong(String wanted) {
    return new IllegalArgumentException(
        "'%s' is no length: %s was expected at character %d".formatted(text, wanted, at + 1));
  }
}
