package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Compares ufuncs with the answers that NumPy gave; see {@code record_ufuncs.py}. */
class UFuncsAgainstNumPyTest {

  private static final Map<String, Map<Layout, NDArray>> INPUTS = inputs();

  private final List<String> wrong = new ArrayList<>();

  private static Map<String, Map<Layout, NDArray>> inputs() {
    Map<String, Map<Layout, NDArray>> all = new HashMap<>();
    for (String[] row : Recorded.rows("ufunc-inputs.tsv")) {
      NDArray a = Answer.array(row[1]);
      Map<Layout, NDArray> layouts = new EnumMap<>(Layout.class);
      for (Layout layout : Layout.values()) {
        layouts.put(layout, layout.of(a));
      }
      all.put(row[0], layouts);
    }
    return all;
  }

  /** {@return whether the answer is right} */
  private boolean check(String what, String difference) {
    if (difference != null) {
      wrong.add(what + ": " + difference);
    }
    return difference == null;
  }

  @AfterEach
  void nothingIsWrong() {
    assertThat(wrong).as(wrong.size() + " answers").isEmpty();
  }

  private static UFunc ufunc(String name) {
    return UFuncs.named(name).orElse(null);
  }

  /** What is not element-wise is no part of this test. */
  private static final Set<String> OF_MATRICES = Set.of("matmul", "matvec", "vecdot", "vecmat");

  @Test
  void everyElementwiseUFuncOfNumPyIsThere() {
    for (String[] row : Recorded.rows("ufunc-names.tsv")) {
      UFunc f = ufunc(row[0]);
      if (f == null) {
        check(row[0], OF_MATRICES.contains(row[0]) ? null : "is missing");
      } else {
        boolean identity =
            f.signature() != null
                || identity(f).equalsIgnoreCase(row[3].replace("-inf", "-Infinity"));
        boolean same = row[1].equals("" + f.inputs()) && row[2].equals("" + f.outputs());
        check(row[0], identity && same ? null : f.inputs() + " " + f.outputs() + " " + identity(f));
      }
    }
  }

  private static String identity(UFunc f) {
    return f.identity() == null ? "None" : f.identity().toString();
  }

  @Test
  void functionsOfOneInputAnswerAsNumPysDo() {
    for (String[] row : Recorded.rows("ufunc-unary.tsv")) {
      UFunc f = ufunc(row[0]);
      Answer answer = Answer.parse(row[3]);
      for (Layout layout : Layout.values()) {
        NDArray a = INPUTS.get(row[2]).get(layout);
        if (!check(
                row[0] + "(" + row[2] + ") " + layout,
                answer.differs(row[1], () -> f.with().callAll(a), a))
            || answer.error() != null) {
          break;
        }
      }
    }
  }

  @Test
  void functionsOfTwoInputsAnswerAsNumPysDo() {
    for (String[] row : Recorded.rows("ufunc-binary.tsv")) {
      UFunc f = ufunc(row[0]);
      Answer answer = Answer.parse(row[4]);
      for (Layout layout : Layout.values()) {
        NDArray a = INPUTS.get(row[2]).get(layout);
        NDArray b = INPUTS.get(row[3]).get(layout);
        if (!check(
                row[0] + "(" + row[2] + ", " + row[3] + ") " + layout,
                answer.differs(accuracy(row), () -> f.with().callAll(a, b), a, b))
            || answer.error() != null) {
          break;
        }
      }
    }
  }

  /** NumPy leaves open which of two equal zeros it returns. */
  private static String accuracy(String[] row) {
    return List.of("maximum", "minimum", "fmax", "fmin").contains(row[0]) ? "zeros" : row[1];
  }

  @Test
  void numbersTakeTheDTypeOfTheArray() {
    Map<String, NDArray> arrays = new HashMap<>();
    for (String[] row : Recorded.rows("ufunc-scalars.tsv")) {
      UFunc f = ufunc(row[0]);
      NDArray a = arrays.computeIfAbsent(row[2], UFuncsAgainstNumPyTest::firstAndLast);
      Object s = scalar(row[3]);
      boolean right = row[4].equals("right");
      check(
          row[0] + "(" + (right ? row[2] + ", " + row[3] : row[3] + ", " + row[2]) + ")",
          Answer.parse(row[5])
              .differs(row[1], () -> right ? f.with().callAll(a, s) : f.with().callAll(s, a), a));
    }
  }

  private static NDArray firstAndLast(String dtype) {
    NDArray few = INPUTS.get("left " + dtype).get(Layout.CONTIGUOUS).reshape(-1);
    NDArray a = NDArray.empty(few.dtype(), 2);
    a.setObject(few.getObject(1), 0);
    a.setObject(few.getObject(few.size() - 1), 1);
    return a;
  }

  /** What Python's {@code repr} writes. */
  private static Object scalar(String text) {
    return switch (text) {
      case "True" -> true;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "nan" -> Double.NaN;
      case "2j" -> new Complex(0, 2);
      case "(1+1e+300j)" -> new Complex(1, 1e300);
      default -> {
        if (!text.matches("-?\\d+")) {
          yield Double.valueOf(text);
        }
        BigInteger n = new BigInteger(text);
        if (n.bitLength() < 64) {
          yield n.longValue();
        }
        yield n;
      }
    };
  }
}
