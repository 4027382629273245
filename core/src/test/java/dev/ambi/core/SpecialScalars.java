package dev.ambi.core;

import java.util.List;
import java.util.TreeSet;

/** Arrays without axes that become values of Java, of {@code special-cases.tsv}. */
final class SpecialScalars {

  private SpecialScalars() {}

  /** {@return what is not as a row wants it} */
  static TreeSet<String> wrong(SpecialCase row, DType dtype) {
    TreeSet<String> wrong = new TreeSet<>();
    if (dtype.id() == TypeId.BOOL) {
      NDArray a = NDArray.zeros(dtype).copy();
      a.setBoolean(row.condition().equals("true"));
      check(row, a, DType.FLOAT64, new double[] {a.getDouble()}, wrong);
      return wrong;
    }
    DType part = DType.of(dtype.id().realPart());
    for (double[] sample : row.samples(part, dtype.id().isComplex(), 1)) {
      NDArray a = SpecialInputs.array(dtype, List.of(sample), 0, 1, 0).get("0, ...");
      check(row, a, part, sample, wrong);
    }
    return wrong;
  }

  private static void check(
      SpecialCase row, NDArray a, DType part, double[] sample, TreeSet<String> wrong) {
    String got = "";
    boolean right;
    try {
      double[] value =
          switch (row.function()) {
            case "bool" -> new double[] {a.getBoolean() ? 1 : 0};
            case "int" -> new double[] {a.getLong()};
            case "float" -> new double[] {a.getDouble()};
            default -> new double[] {a.getComplex().re(), a.getComplex().im()};
          };
      got = java.util.Arrays.toString(value);
      var in = SpecialResult.Inputs.of(SpecialCase.names(sample.length == 2, 1), sample);
      right =
          switch (row.result()) {
            // What does not fit a long is an error, as it is for a dtype.
            case "whole part" -> value[0] == (double) (long) sample[0];
            case "0" -> value[0] == 0;
            default -> SpecialResult.parse(row.result(), part).fits(value, in);
          };
    } catch (ArithmeticException e) {
      got = e.toString();
      boolean large = row.function().equals("int") && Math.abs(sample[0]) >= 0x1p63;
      right = row.result().equals("OverflowError") || large;
    } catch (IllegalArgumentException e) {
      got = e.toString();
      right = row.result().equals("ValueError");
    }
    if (!right) {
      wrong.add(a + " -> " + got);
    }
  }
}
