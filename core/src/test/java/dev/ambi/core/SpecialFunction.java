package dev.ambi.core;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An element-wise function of the array API standard.
 *
 * @param ops the function of {@link Ops}
 * @param ufunc the ufunc; null if there is none
 * @param inputs how many inputs it has
 */
record SpecialFunction(Method ops, UFunc ufunc, int inputs) {

  private static final Map<String, String> NUMPY =
      Map.ofEntries(
          Map.entry("abs", "absolute"),
          Map.entry("acos", "arccos"),
          Map.entry("acosh", "arccosh"),
          Map.entry("asin", "arcsin"),
          Map.entry("asinh", "arcsinh"),
          Map.entry("atan", "arctan"),
          Map.entry("atan2", "arctan2"),
          Map.entry("atanh", "arctanh"),
          Map.entry("pow", "power"),
          Map.entry("round", "rint"));

  /** Takes what came of a sample. */
  interface Check {
    void check(String way, double[] sample, double[] got);
  }

  static SpecialFunction named(String name) {
    String java =
        Pattern.compile("_(.)").matcher(name).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
    Method method =
        Arrays.stream(Ops.class.getMethods())
            .filter(m -> m.getName().equals(java))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no Ops." + java));
    Optional<UFunc> ufunc = UFuncs.named(NUMPY.getOrDefault(name, name));
    return new SpecialFunction(method, ufunc.orElse(null), method.getParameterCount());
  }

  NDArray of(NDArray... in) {
    try {
      return (NDArray) ops.invoke(null, (Object[]) in);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** {@return the inputs of samples, again and again, in contiguous lines} */
  NDArray[] line(DType dtype, List<double[]> samples, int size) {
    return line(dtype, samples, size, 0);
  }

  private NDArray[] line(DType dtype, List<double[]> samples, int size, int shift) {
    int parts = dtype.id().isComplex() ? 2 : 1;
    NDArray[] in = new NDArray[inputs];
    for (int k = 0; k < inputs; k++) {
      in[k] = SpecialInputs.array(dtype, samples, k * parts, size, shift);
    }
    return in;
  }

  /** Tries samples in every layout, alone and beside one element. */
  void everyWay(DType dtype, List<double[]> samples, int size, int singles, Check check) {
    for (Layout layout : Layout.values()) {
      int shift = layout.ordinal();
      NDArray[] in = line(dtype, samples, size, shift);
      for (int k = 0; k < inputs; k++) {
        in[k] = layout.of(in[k]);
      }
      checkLine(layout.name(), of(in), samples, shift, check);
    }
    NDArray[] in = line(dtype, samples, size);
    if (ufunc != null) {
      NDArray like = ufunc.call((Object[]) in);
      NDArray out = NDArray.empty(like.dtype(), 2L * size).get("::2");
      ufunc.with().out(out).call((Object[]) in);
      checkLine("out", out, samples, 0, check);
      if (inputs == 2) {
        ufunc.into(like, in[0], in[1]);
      } else {
        ufunc.into(like, in[0]);
      }
      checkLine("into", like, samples, 0, check);
    }
    for (int i = 0; i < samples.size(); i += 1 + samples.size() / singles) {
      NDArray[] one = line(dtype, List.of(samples.get(i)), 1);
      for (int k = 0; k < inputs; k++) {
        one[k] = one[k].get("0, ...");
      }
      check.check("single", samples.get(i), parts(of(one), 0));
    }
    for (int k = 0; inputs == 2 && k < 2; k++) {
      beside(dtype, samples, size, k, check);
    }
  }

  /** One input is a single element, beside a line of all that goes with it. */
  private void beside(DType dtype, List<double[]> samples, int size, int k, Check check) {
    int parts = dtype.id().isComplex() ? 2 : 1;
    Set<List<Long>> seen = new LinkedHashSet<>();
    for (double[] sample : samples) {
      seen.add(key(sample, k * parts, parts));
    }
    for (List<Long> value : seen.stream().limit(20).toList()) {
      List<double[]> all = new ArrayList<>();
      for (double[] sample : samples) {
        if (key(sample, k * parts, parts).equals(value)) {
          all.add(sample);
        }
      }
      NDArray[] in = line(dtype, all, Math.min(size, Math.max(131, all.size())));
      in[k] = in[k].get("0, ...");
      checkLine("beside one " + (k + 1), of(in), all, 0, check);
    }
  }

  private static List<Long> key(double[] sample, int at, int parts) {
    return Arrays.stream(sample, at, at + parts).mapToObj(Double::doubleToRawLongBits).toList();
  }

  private static void checkLine(
      String way, NDArray got, List<double[]> samples, int shift, Check check) {
    NDArray line = got.copy(Order.C);
    for (int i = 0; i < line.size(); i++) {
      check.check(way, samples.get((i + shift) % samples.size()), parts(line, i));
    }
  }

  /** {@return the parts of an element, of contiguous elements in native byte order} */
  static double[] parts(NDArray a, long i) {
    DType dtype = a.dtype();
    if (dtype.id() == TypeId.BOOL) {
      return new double[] {a.reshape(-1).getDouble(i)};
    }
    int n = dtype.id().isComplex() ? 2 : 1;
    long[] shape = {a.size() * n};
    DType part = DType.of(dtype.id().realPart());
    NDArray flat =
        NDArray.of(a.memory(), a.offset(), part, shape, new long[] {part.itemSize()}, false);
    double[] parts = new double[n];
    for (int k = 0; k < n; k++) {
      parts[k] = SpecialInputs.get(flat, i * n + k);
    }
    return parts;
  }
}
