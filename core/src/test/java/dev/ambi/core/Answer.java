package dev.ambi.core;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.zip.InflaterInputStream;

/**
 * What NumPy answered to a call: arrays, or an error; see {@code record_ufuncs.py}.
 *
 * @param arrays the results; null if there was an error
 * @param error the simple name of the exception that is wanted, a colon and its message
 */
record Answer(List<NDArray> arrays, String error) {

  /** How many units in the last place what is not exact may be off. */
  private static final double ULPS = 4;

  /** {@return the answer in a cell} */
  static Answer parse(String cell) {
    if (cell.startsWith("!")) {
      return new Answer(null, cell.substring(1).translateEscapes());
    }
    return new Answer(Arrays.stream(cell.split(";")).map(Answer::array).toList(), null);
  }

  /** {@return the array in a cell: dtype, shape and bits} */
  static NDArray array(String cell) {
    String[] parts = cell.replaceFirst("^\\|", "=").split("\\|", -1);
    DType dtype = DType.parse(parts[0].replace('=', '|'));
    byte[] bits = Base64.getDecoder().decode(parts[2]);
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bits))) {
      NDArray a = NDArray.empty(dtype, Recorded.numbers(parts[1]));
      MemorySegment.copy(
          MemorySegment.ofArray(in.readAllBytes()), 0, a.memory(), a.offset(), a.nbytes());
      return a;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return how a call differs from this answer; null if it does not}
   *
   * @param accuracy {@code exact}, but for the sign of {@code zeros}; {@code ulp}, {@code norm} for
   *     complex numbers as a whole, {@code product} for those whose infinite parts are open, {@code
   *     terms} for the size of the inputs, {@code power} for that of the logarithm of a power too;
   *     {@code chain} for what goes through several roundings
   * @param call the call
   * @param inputs its inputs
   */
  String differs(String accuracy, Supplier<NDArray[]> call, NDArray... inputs) {
    NDArray[] got;
    try {
      got = call.get();
    } catch (RuntimeException e) {
      String said = e.getClass().getSimpleName() + ":" + e.getMessage();
      return said.equals(error)
          ? null
          : error == null ? "threw " + said : "threw " + said + "\n      want  " + error;
    }
    if (error != null) {
      return "gave " + Arrays.toString(got) + "\n      want error " + error;
    }
    if (got.length != arrays.size()) {
      return got.length + " results";
    }
    for (int i = 0; i < got.length; i++) {
      String d = differs(accuracy, got[i], arrays.get(i), inputs);
      if (d != null) {
        return d;
      }
    }
    return null;
  }

  private static String differs(String accuracy, NDArray got, NDArray want, NDArray[] inputs) {
    if (!got.dtype().equals(want.dtype()) || !got.hasShapeOf(want)) {
      return got.dtype() + " " + got.shape() + " instead of " + want.dtype() + " " + want.shape();
    }
    NDArray g = got.copy(Order.C);
    NDArray w = want.copy(Order.C);
    int wrong = 0;
    String first = null;
    for (long i = 0; i < w.size(); i++) {
      if (!same(accuracy, g, w, i, inputs)) {
        wrong++;
        long at = i;
        first = first == null ? describe(g, w, at, inputs) : first;
      }
    }
    return wrong == 0 ? null : wrong + " of " + w.size() + " wrong, such as " + first;
  }

  private static String describe(NDArray g, NDArray w, long i, NDArray[] inputs) {
    List<String> in =
        IntStream.range(0, inputs.length)
            .mapToObj(k ->
                broadcast(inputs[k], w).hasShapeOf(w)
                    ? String.valueOf(element(broadcast(inputs[k], w), i))
                    : "?")
            .toList();
    return in + " -> " + element(g, i) + " instead of " + element(w, i);
  }

  private static NDArray broadcast(NDArray a, NDArray like) {
    try {
      return a.broadcastTo(like.shape());
    } catch (IllegalArgumentException e) {
      return a;
    }
  }

  private static Object element(NDArray a, long i) {
    return a.reshape(-1).getObject(i);
  }

  private static boolean same(String accuracy, NDArray g, NDArray w, long i, NDArray[] inputs) {
    TypeId id = w.dtype().id();
    long item = w.itemSize();
    if (!id.isFloat() && !id.isComplex()) {
      return g.memory()
              .asSlice(g.offset() + i * item, item)
              .mismatch(w.memory().asSlice(w.offset() + i * item, item))
          < 0;
    }
    TypeId part = id.realPart();
    int n = id.isComplex() ? 2 : 1;
    double[] a = new double[n];
    double[] b = new double[n];
    for (int k = 0; k < n; k++) {
      a[k] = real(part, g, i * n + k);
      b[k] = real(part, w, i * n + k);
    }
    double size = accuracy.equals("zeros") ? Double.MIN_VALUE : 0;
    if (List.of("norm", "product", "power", "chain").contains(accuracy) && n == 2) {
      // Where parts cancel, so do the signs of their zeros.
      size = Math.max(Math.hypot(b[0], b[1]), Double.MIN_VALUE);
      if (accuracy.equals("product") && !Double.isFinite(b[0] + b[1])) {
        return !Double.isFinite(a[0] + a[1]);
      }
    } else if (accuracy.equals("terms")) {
      for (NDArray in : inputs) {
        size = Math.max(size, Math.abs(number(in, w, i).re()));
      }
    }
    double ulps =
        switch (accuracy) {
          case "exact", "zeros" -> 0;
          case "chain" -> 16 * ULPS;
          case "power" -> ULPS * (1 + exponent(w, i, inputs));
          default -> ULPS;
        };
    for (int k = 0; k < n; k++) {
      if (!same(part, a[k], b[k], ulps, size)) {
        return false;
      }
    }
    return true;
  }

  private static Complex number(NDArray in, NDArray like, long i) {
    return broadcast(in, like).reshape(-1).astype(DType.COMPLEX128).getComplex(i);
  }

  /** The size of what a power is the exponential of: its error is that of the exponent. */
  private static double exponent(NDArray like, long i, NDArray[] inputs) {
    if (inputs.length < 2) {
      return 1000;
    }
    Complex a = number(inputs[0], like, i);
    Complex b = number(inputs[1], like, i);
    double log = Math.abs(Math.log(Math.hypot(a.re(), a.im()))) + Math.PI;
    double size = Math.hypot(b.re(), b.im()) * log;
    return Double.isFinite(size) ? size : 0;
  }

  private static boolean same(TypeId part, double a, double b, double ulps, double size) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.isNaN(a) && Double.isNaN(b);
    }
    if (a == b) {
      return a != 0 || size != 0 || 1 / a == 1 / b;
    }
    double reach = Math.max(Math.abs(b), size);
    if (ulps == 0 || Double.isInfinite(a) && Math.abs(b) < max(part)) {
      return false;
    }
    if (Double.isInfinite(b)) {
      return Math.abs(a) >= max(part) && a > 0 == b > 0;
    }
    return Math.abs(a - b) <= ulps * ulp(part, Double.isFinite(reach) ? reach : Math.abs(b));
  }

  private static double max(TypeId part) {
    return switch (part) {
      case FLOAT16 -> 65504;
      case FLOAT32 -> Float.MAX_VALUE;
      default -> Double.MAX_VALUE;
    };
  }

  private static double ulp(TypeId part, double x) {
    return switch (part) {
      case FLOAT16 -> Math.max(Math.ulp(x) * 0x1p42, 0x1p-24);
      case FLOAT32 -> Math.ulp((float) x);
      default -> Math.ulp(x);
    };
  }

  private static double real(TypeId part, NDArray a, long i) {
    MemorySegment m = a.memory();
    return switch (part) {
      case FLOAT16 -> Float.float16ToFloat(m.get(JAVA_SHORT_UNALIGNED, a.offset() + 2 * i));
      case FLOAT32 -> m.get(JAVA_FLOAT_UNALIGNED, a.offset() + 4 * i);
      default -> m.get(JAVA_DOUBLE_UNALIGNED, a.offset() + 8 * i);
    };
  }
}
