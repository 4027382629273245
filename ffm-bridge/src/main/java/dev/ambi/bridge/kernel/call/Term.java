package dev.ambi.bridge.kernel.call;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A length as {@link dev.ambi.bridge.kernel.Array} writes it. Its value is a long; what overflows
 * stays at the end of longs, so that a hostile argument cannot wrap around to a small length.
 */
sealed interface Term {
  /** {@return what stands before the value of a term in a message; nothing before a number's} */
  static String prefix(String term) {
    return term.matches("\\d+") ? "" : term + " = ";
  }

  /** A number. */
  record Constant(long value) implements Term {}

  /** A parameter, or a length that has this name wherever it occurs. */
  record Name(String name) implements Term {}

  /** What an array of whole numbers has at an index before the call: a length behind a pointer. */
  record Element(String array, int index) implements Term {}

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
    DISTANCE("distance"),
    /** Of {@code right} as C's unsigned numbers, with {@code left} 0. */
    UNSIGNED("unsigned");

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
        case UNSIGNED -> "unsigned(" + right.text() + ")";
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
      case Element e -> e.array() + "[" + e.index() + "]";
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
    return leaves()
        .filter(Name.class::isInstance)
        .map(t -> ((Name) t).name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** {@return the elements of arrays in the term} */
  default List<Element> elements() {
    return leaves().filter(Element.class::isInstance).map(Element.class::cast).toList();
  }

  private Stream<Term> leaves() {
    return switch (this) {
      case Constant _, Name _, Element _ -> Stream.of(this);
      case Combined c -> Stream.of(c.left(), c.right()).flatMap(Term::leaves);
      case Choice c ->
          Stream.of(c.left(), c.right(), c.then(), c.otherwise()).flatMap(Term::leaves);
    };
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
