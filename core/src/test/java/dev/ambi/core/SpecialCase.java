package dev.ambi.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.DoublePredicate;

/**
 * A row of {@code special-cases.tsv}, whose head tells the notation.
 *
 * @param function the array API standard's name
 * @param operands the kind of operands
 * @param condition what must hold of the inputs
 * @param result what is wanted, the standard's answer or NumPy's
 */
record SpecialCase(String function, String operands, String condition, String result) {

  private static final List<String> REAL_PARTS = List.of("x1", "x2", "x3");
  private static final List<String> COMPLEX_PARTS = List.of("a", "b", "c", "d");

  private static final Map<String, DoublePredicate> WORDS =
      Map.ofEntries(
          Map.entry("any", x -> true),
          Map.entry("nan", Double::isNaN),
          Map.entry("inf", Double::isInfinite),
          Map.entry("+inf", x -> x == Double.POSITIVE_INFINITY),
          Map.entry("-inf", x -> x == Double.NEGATIVE_INFINITY),
          Map.entry("zero", x -> x == 0),
          Map.entry("+0", x -> x == 0 && !bit(x)),
          Map.entry("-0", x -> x == 0 && bit(x)),
          Map.entry("finite", Double::isFinite),
          Map.entry("nonzero", x -> x < 0 || x > 0),
          Map.entry("pos", x -> x > 0),
          Map.entry("neg", x -> x < 0),
          Map.entry("integer", x -> Double.isFinite(x) && x == Math.rint(x)),
          Map.entry("odd", x -> Math.abs(x % 2) == 1),
          Map.entry("half", x -> Math.abs(x % 1) == 0.5),
          Map.entry("bit0", x -> !bit(x)),
          Map.entry("bit1", SpecialCase::bit));

  private static final Map<String, BiPredicate<double[], double[]>> PAIRS =
      Map.of(
          "equal", (x, y) -> every(x, y, (p, q) -> p.doubleValue() == q),
          "unequal", (x, y) -> !every(x, y, (p, q) -> p.doubleValue() == q),
          "opposite", (x, y) -> every(x, y, (p, q) -> -p == q),
          "same-sign", (x, y) -> every(x, y, (p, q) -> bit(p) == bit(q)),
          "other-sign", (x, y) -> every(x, y, (p, q) -> bit(p) != bit(q)));

  /** {@return all rows} */
  static List<SpecialCase> all() {
    return Recorded.rows("special-cases.tsv").stream()
        .filter(row -> !row[0].startsWith("#"))
        .map(row ->
            new SpecialCase(
                row[0], row[1], row[2], row.length > 5 && row[5].equals("numpy") ? row[4] : row[3]))
        .toList();
  }

  /** {@return whether the sign bit is set} */
  static boolean bit(double x) {
    return Double.doubleToRawLongBits(x) < 0;
  }

  private static boolean every(double[] x, double[] y, BiPredicate<Double, Double> test) {
    for (int i = 0; i < x.length; i++) {
      if (!test.test(x[i], y[i])) {
        return false;
      }
    }
    return true;
  }

  /** {@return whether a word holds of a number} */
  static boolean holds(String word, double x) {
    if (word.startsWith("!")) {
      return !holds(word.substring(1), x);
    }
    if (word.startsWith("mag")) {
      return holds(word.substring(3), Math.abs(x));
    }
    DoublePredicate test = WORDS.get(word);
    if (test != null) {
      return test.test(x);
    }
    double y = Double.parseDouble(word.substring(1));
    return switch (word.charAt(0)) {
      case '>' -> x > y;
      case '<' -> x < y;
      case '=' -> x == y;
      default -> throw new IllegalArgumentException(word);
    };
  }

  /** {@return whether all words hold of a number} */
  static boolean all(String words, double x) {
    return Arrays.stream(words.split(" ")).allMatch(word -> holds(word, x));
  }

  /** {@return the names of the parts of so many numbers} */
  static List<String> names(boolean complex, int inputs) {
    return complex ? COMPLEX_PARTS.subList(0, 2 * inputs) : REAL_PARTS.subList(0, inputs);
  }

  /**
   * {@return the numbers that meet the condition, the parts of all inputs side by side}
   *
   * @param part the dtype of the parts
   * @param complex whether a number has two parts
   * @param inputs how many inputs the function has
   */
  List<double[]> samples(DType part, boolean complex, int inputs) {
    Map<String, String> words = new HashMap<>();
    for (String one : condition.split("; ")) {
      String[] named = one.split(" ", 2);
      if (named.length == 2) {
        words.put(named[0].equals("x") ? "x1" : named[0], named[1]);
      }
    }
    List<String> names = names(complex, inputs);
    List<double[]> found = new ArrayList<>();
    found.add(new double[0]);
    for (String name : names) {
      List<double[]> longer = new ArrayList<>();
      for (double[] before : found) {
        for (double x : SpecialInputs.pool(part, names.size() > 2)) {
          if (all(words.getOrDefault(name, "any"), x)) {
            double[] with = Arrays.copyOf(before, before.length + 1);
            with[before.length] = x;
            longer.add(with);
          }
        }
      }
      found = longer;
    }
    String pair = words.get("pair");
    if (pair != null) {
      int half = names.size() / 2;
      BiPredicate<double[], double[]> test = PAIRS.get(pair);
      found.removeIf(
          all -> !test.test(Arrays.copyOf(all, half), Arrays.copyOfRange(all, half, all.length)));
    }
    return found;
  }
}
