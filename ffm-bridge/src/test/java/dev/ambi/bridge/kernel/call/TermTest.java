package dev.ambi.bridge.kernel.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The lengths that annotations write. */
class TermTest {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  /** Of one term; the other is zero. */
  private static final Set<Term.Operator> SINGLE =
      Set.of(Term.Operator.DISTANCE, Term.Operator.UNSIGNED);

  private static long clamped(BigInteger v) {
    return v.max(LEAST).min(MOST).longValueExact();
  }

  @Property
  void arithmeticStaysAtTheEnds(@ForAll long a, @ForAll long b) {
    BigInteger x = BigInteger.valueOf(a);
    BigInteger y = BigInteger.valueOf(b);
    assertThat(Saturating.add(a, b)).isEqualTo(clamped(x.add(y)));
    assertThat(Saturating.subtract(a, b)).isEqualTo(clamped(x.subtract(y)));
    assertThat(Saturating.multiply(a, b)).isEqualTo(clamped(x.multiply(y)));
    assertThat(Saturating.distance(0, a)).isEqualTo(clamped(x.abs()));
    assertThat(Saturating.unsigned(0, a)).isEqualTo(a < 0 ? Long.MAX_VALUE : a);
    if (b > 0) {
      assertThat(Saturating.divide(a, b)).isEqualTo(Math.floorDiv(a, b));
    }
  }

  @Property
  void textIsReadAsItWasWritten(@ForAll("terms") Term term) {
    assertThat(Term.parse(term.text()).text()).isEqualTo(term.text());
    assertThat(Term.parse("((" + term.text() + "))").names()).isEqualTo(term.names());
  }

  @Example
  void textSaysWhatTheTermIs() {
    for (String text :
        List.of(
            "1 + (n - 1) * abs(incx)",
            "n / 2 + 1",
            "n / (2 * m)",
            "n * (m / 2)",
            "n / 2 * m",
            "1 + ((t == 111 ? n : m) - 1) * k",
            "(t == 1 ? n : m) + 1",
            "a == 1 ? n : a == 2 ? m : 0",
            "unsigned(length[0]) * shape[12]")) {
      assertThat(Term.parse(text.replace(" ", "")).text()).isEqualTo(text);
    }
  }

  @Example
  void whatNoNumberDivides() {
    assertThat(Saturating.divide(7, 0)).isEqualTo(Long.MAX_VALUE);
    assertThat(Saturating.divide(-7, 0)).isEqualTo(Long.MAX_VALUE);
    assertThat(Saturating.divide(Long.MIN_VALUE, -1)).isEqualTo(Long.MAX_VALUE);
  }

  @Provide
  Arbitrary<Term> terms() {
    Arbitrary<Term> leaves =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, Long.MAX_VALUE).map(Term.Constant::new),
            Arbitraries.of("n", "m", "incx", "Ärger").map(Term.Name::new),
            Combinators.combine(
                    Arbitraries.of("n", "len"), Arbitraries.integers().greaterOrEqual(0))
                .as(Term.Element::new));
    return Arbitraries.recursive(
        () -> leaves,
        inner ->
            Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(Term.Operator.class), inner, inner)
                    .as((o, a, b) ->
                        new Term.Combined(o, SINGLE.contains(o) ? new Term.Constant(0) : a, b)),
                Combinators.combine(inner, leaves, inner, inner).as(Term.Choice::new)),
        0,
        4);
  }

  @Property
  void anyTextIsATermOrRefused(@ForAll String text) {
    try {
      assertThat(Term.parse(text)).isNotNull();
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Example
  void shapes() {
    assertThat(Term.parseShape("m, 2 * n").stream().map(Term::text)).containsExactly("m", "2 * n");
    assertThat(Term.parseShape("(n,)").stream().map(Term::text)).containsExactly("n");
    assertThat(Term.parseShape("(a + b) * (c)").stream().map(Term::text))
        .containsExactly("(a + b) * c");
    assertThat(Term.parseShape("()")).isEqualTo(List.of());
    assertThatThrownBy(() -> Term.parseShape("n,,m")).isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void whatIsWrongIsSaid() {
    assertThatThrownBy(() -> Term.parse("n +"))
        .hasMessage(
            "'n +' is no length: a name, a number or a bracket was expected at character 4");
    assertThatThrownBy(() -> Term.parse("t = 1 ? n : m"))
        .hasMessageEndingWith("'=' was expected at character 5");
    assertThatThrownBy(() -> Term.parse("t == 1")).hasMessageContaining("'?' was expected");
    assertThatThrownBy(() -> Term.parse("t == 1 ? n")).hasMessageContaining("':' was expected");
    assertThatThrownBy(() -> Term.parse("sqrt(n)"))
        .hasMessage("'sqrt' in 'sqrt(n)' is no function: there are abs, max, min and unsigned");
    assertThatThrownBy(() -> Term.parse("99999999999999999999"))
        .hasMessage("99999999999999999999 is too large a number");
    assertThatThrownBy(() -> Term.parse("(".repeat(10_000) + "n"))
        .hasMessageContaining("fewer brackets");
  }
}
