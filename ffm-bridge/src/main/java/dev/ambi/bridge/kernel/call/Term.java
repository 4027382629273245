package dev.ambi.bridge.kernel.call;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A length as {@link dev.ambi.bridge.kernel.Array} writes it. Its value is a long; what overflows
 * stays at the end of longs, so that a hostile argument cannot wrap around to a small length.
 */
sealed interface Term {
  /** A number. */
  record Constant(long value) implements Term {}

  /** A parameter, or a length that has this name wherever it occurs. */
  record Name(String name) implements Term {}

  /** Two terms, or one twice, combined. */
  record Combined(Operator operator, Term left, Term right) implements Term {}

  /** One of two terms, by whether two others are equal. */
  record Choice(Term left, Term right, Term then, Term otherwise) implements Term {}

  /** The static methods of {@link Saturating} by their names. */
  enum Operator {
    ADD("add"),
    SUBTRACT("subtract"),
    MULTIPLY("multiply"),
    DIVIDE("divide"),
    MAX("max"),
    MIN("min"),
    /** Of {@code left - right} with {@code left} 0. */
    DISTANCE("distance");

    private final String method;

    Operator(String method) {
      this.method = method;
    }

    String method() {
      return method;
    }

    private String text(Term left, Term right) {
      return switch (this) {
        case ADD -> summand(left) + " + " + summand(right);
        case SUBTRACT -> summand(left) + " - " + inBrackets(right);
        case MULTIPLY -> inBrackets(left) + " * " + divisor(right, DIVIDE);
        case DIVIDE -> inBrackets(left) + " / " + divisor(right, DIVIDE, MULTIPLY);
        case MAX, MIN -> method + "(" + left.text() + ", " + right.text() + ")";
        case DISTANCE -> "abs(" + right.text() + ")";
      };
    }

    private static String divisor(Term term, Operator... bracketed) {
      return term instanceof Combined c && List.of(bracketed).contains(c.operator())
          ? "(" + term.text() + ")"
          : inBrackets(term);
    }

    private static String summand(Term term) {
      return term instanceof Choice ? inBrackets(term) : term.text();
    }

    private static String inBrackets(Term term) {
      boolean loose =
          term instanceof Choice
              || (term instanceof Combined c && (c.operator() == ADD || c.operator() == SUBTRACT));
      return loose ? "(" + term.text() + ")" : term.text();
    }
  }

  /** {@return the term as a person would write it} */
  default String text() {
    return switch (this) {
      case Constant c -> Long.toString(c.value());
      case Name n -> n.name();
      case Combined c -> c.operator().text(c.left(), c.right());
      case Choice c ->
          "%s == %s ? %s : %s"
              .formatted(
                  Operator.summand(c.left()),
                  Operator.summand(c.right()),
                  c.then().text(),
                  c.otherwise().text());
    };
  }

  /** {@return the names in the term} */
  default Set<String> names() {
    Set<String> names = new TreeSet<>();
    collect(this, names);
    return names;
  }

  private static void collect(Term term, Set<String> names) {
    switch (term) {
      case Constant _ -> {}
      case Name n -> names.add(n.name());
      case Combined c -> {
        collect(c.left(), names);
        collect(c.right(), names);
      }
      case Choice c -> {
        collect(c.left(), names);
        collect(c.right(), names);
        collect(c.then(), names);
        collect(c.otherwise(), names);
      }
    }
  }

  /**
   * {@return the term that a text says}
   *
   * @throws IllegalArgumentException if it is none, with the place
   */
  static Term parse(String text) {
    return new TermParser(text).whole();
  }

  /**
   * {@return the terms of a shape}
   *
   * @throws IllegalArgumentException if it is none, with the place
   */
  static List<Term> parseShape(String text) {
    String inner = text.strip();
    if (inner.startsWith("(") && inner.endsWith(")") && TermParser.closes(inner)) {
      inner = inner.substring(1, inner.length() - 1);
      inner = inner.stripTrailing();
      inner = inner.endsWith(",") ? inner.substring(0, inner.length() - 1) : inner;
    }
    return inner.isBlank() ? List.of() : new TermParser(inner).list();
  }
}
