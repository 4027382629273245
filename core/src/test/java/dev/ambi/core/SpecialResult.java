package dev.ambi.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a row of {@code special-cases.tsv} wants of the parts of one result.
 *
 * @param wanted a word or a formula for each part
 * @param part the dtype of the parts
 */
record SpecialResult(List<String> wanted, DType part) {

  /** How many units in the last place what is approximate may be off. */
  private static final double ULPS = 4;

  private static final Map<String, ToDoubleFunction<Inputs>> FORMULAS =
      Map.ofEntries(
          Map.entry("x1+x2", in -> in.get("x1") + in.get("x2")),
          Map.entry("x1-x2", in -> in.get("x1") - in.get("x2")),
          Map.entry("x1*x2", in -> in.get("x1") * in.get("x2")),
          Map.entry("x1/x2", in -> in.get("x1") / in.get("x2")),
          Map.entry("a+c", in -> in.get("a") + in.get("c")),
          Map.entry("b+d", in -> in.get("b") + in.get("d")),
          Map.entry("inf*cos(b)", in -> Math.cos(in.get("b")) / 0.0),
          Map.entry("inf*sin(b)", in -> Math.sin(in.get("b")) / 0.0),
          Map.entry("0*cos(b)", in -> Math.cos(in.get("b")) * 0.0),
          Map.entry("0*sin(b)", in -> Math.sin(in.get("b")) * 0.0),
          Map.entry("0*sin(2b)", in -> Math.sin(in.get("b")) * Math.cos(in.get("b")) * 0.0),
          Map.entry("sign(a)", in -> Math.signum(in.get("a"))),
          Map.entry("sign(b)", in -> Math.signum(in.get("b"))),
          Map.entry("even(x)", in -> Math.rint(in.get("x1"))),
          Map.entry("even(a)", in -> Math.rint(in.get("a"))),
          Map.entry("even(b)", in -> Math.rint(in.get("b"))),
          Map.entry("floor(x1/x2)", SpecialResult::floorOfQuotient),
          Map.entry("x1%x2", SpecialResult::remainder));

  private static final Map<String, ToDoubleFunction<Double>> ANY_SIGN =
      Map.of("inf?", x -> Double.isInfinite(x) ? 1 : 0, "0?", x -> x == 0 ? 1 : 0);

  /** The parts of the inputs by their names. */
  record Inputs(Map<String, Double> parts) {

    static Inputs of(List<String> names, double[] values) {
      Map<String, Double> parts = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        parts.put(names.get(i), values[i]);
      }
      return new Inputs(parts);
    }

    double get(String name) {
      return parts.get(name);
    }

    Complex complex(String re, String im) {
      return new Complex(get(re), get(im));
    }
  }

  static SpecialResult parse(String text, DType part) {
    boolean whole = text.startsWith("re(");
    return new SpecialResult(whole ? List.of(text) : List.of(text.split(", ")), part);
  }

  /** {@return whether the parts of a result are what is wanted} */
  boolean fits(double[] got, Inputs in) {
    if (wanted.get(0).startsWith("re(")) {
      return fitsWhole(got, in);
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!fits(wanted.get(i), got[i], in)) {
        return false;
      }
    }
    return true;
  }

  private boolean fits(String word, double got, Inputs in) {
    if (ANY_SIGN.containsKey(word)) {
      return ANY_SIGN.get(word).applyAsDouble(got) == 1;
    }
    return switch (word) {
      case "any" -> true;
      case "true" -> got == 1;
      case "false" -> got == 0;
      case "!zero", "nan", "+inf", "-inf", "+0", "-0" -> SpecialCase.holds(word, got);
      case "nan0", "nan1" -> Double.isNaN(got) && SpecialCase.bit(got) == word.endsWith("1");
      case "bit0", "bit1" -> Double.isNaN(got) || SpecialCase.holds(word, got);
      case "-1~" -> near(got, -1, 1);
      default -> word.contains("pi") ? fitsPi(word, got) : same(got, value(word, in));
    };
  }

  private boolean fitsPi(String word, double got) {
    String factor = word.replace("?", "").replaceFirst("pi(/.*)?$", "");
    double number = factor.isEmpty() ? 1 : factor.equals("-") ? -1 : Double.parseDouble(factor);
    int slash = word.indexOf('/');
    double divisor = slash < 0 ? 1 : Double.parseDouble(word.substring(slash + 1).replace("?", ""));
    double wanted = number * Math.PI / divisor;
    return near(word.endsWith("?") ? Math.abs(got) : got, wanted, wanted);
  }

  /** The value of a formula of the inputs, rounded as the dtype rounds it. */
  private double value(String word, Inputs in) {
    ToDoubleFunction<Inputs> formula = FORMULAS.get(word);
    if (formula != null) {
      return SpecialInputs.round(part, formula.applyAsDouble(in));
    }
    boolean negative = word.startsWith("-");
    String name = negative ? word.substring(1) : word;
    boolean size = name.startsWith("|");
    name = size ? name.substring(1, name.length() - 1) : name;
    Double x = in.parts().get(name.equals("x") ? "x1" : name);
    if (x == null) {
      return Double.parseDouble(word);
    }
    double y = size ? Math.abs(x) : x;
    return negative ? -y : y;
  }

  private static boolean same(double x, double y) {
    return Double.isNaN(x) || Double.isNaN(y)
        ? Double.isNaN(x) && Double.isNaN(y)
        : Double.doubleToLongBits(x) == Double.doubleToLongBits(y);
  }

  private boolean near(double x, double y, double size) {
    return Math.abs(x - y) <= ULPS * DataTypes.finfo(part).eps() * Math.abs(size);
  }

  /** Of complex numbers that a formula gives, the parts may be off by the size of the whole. */
  private boolean fitsWhole(double[] got, Inputs in) {
    String formula = wanted.get(0).substring(3, wanted.get(0).indexOf("), im("));
    Complex x = in.complex("a", "b");
    Complex y = in.parts().containsKey("c") ? in.complex("c", "d") : null;
    Complex z =
        switch (formula) {
          case "x1*x2" -> ComplexFormulas.times(x, y);
          case "x1/x2" -> ComplexFormulas.over(x, y);
          case "1/x" -> ComplexFormulas.over(new Complex(1, 0), x);
          case "exp(x2*log(x1))" ->
              ComplexFormulas.exp(ComplexFormulas.times(y, ComplexFormulas.log(x)));
          default -> throw new IllegalArgumentException(formula);
        };
    double size = Math.hypot(z.re(), z.im());
    FloatInfo info = DataTypes.finfo(part);
    if (!(size <= info.max() && size >= info.smallestNormal())) {
      return true;
    }
    double reach = formula.startsWith("exp") ? 100 * size : size;
    return near(got[0], z.re(), reach) && near(got[1], z.im(), reach);
  }

  private static BigDecimal quotient(Inputs in) {
    BigDecimal x = new BigDecimal(in.get("x1"));
    BigDecimal y = new BigDecimal(in.get("x2"));
    return x.subtract(exactRemainder(x, y)).divide(y, 0, RoundingMode.UNNECESSARY);
  }

  /** What is left of a division rounded down. */
  private static BigDecimal exactRemainder(BigDecimal x, BigDecimal y) {
    BigDecimal r = x.remainder(y);
    return r.signum() != 0 && r.signum() != y.signum() ? r.add(y) : r;
  }

  private static double floorOfQuotient(Inputs in) {
    double q = quotient(in).doubleValue();
    return q == 0 ? Math.copySign(0, in.get("x1") / in.get("x2")) : q;
  }

  private static double remainder(Inputs in) {
    BigDecimal r = exactRemainder(new BigDecimal(in.get("x1")), new BigDecimal(in.get("x2")));
    return r.signum() == 0 ? Math.copySign(0, in.get("x2")) : r.doubleValue();
  }
}
