package dev.ambi.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * What a reduction is asked for.
 *
 * @param dtype the dtype of the array
 * @param shape its shape
 * @param layout how it lies in memory
 * @param axisBits which axes go
 * @param keepDims whether they stay with a length of one
 * @param maskBits which axes a mask has in full; -1 for no mask
 * @param seed what elements, signs of axes and mask are made from
 */
record ReductionCase(
    DType dtype,
    List<Integer> shape,
    Layout layout,
    int axisBits,
    boolean keepDims,
    int maskBits,
    long seed) {

  private static final List<DType> DTYPES =
      List.of(
          DType.BOOL,
          DType.INT8,
          DType.UINT8,
          DType.INT16,
          DType.UINT32,
          DType.INT64,
          DType.UINT64,
          DType.FLOAT16,
          DType.FLOAT32,
          DType.FLOAT64,
          DType.COMPLEX64,
          DType.COMPLEX128);

  /** {@return cases of all dtypes, of small shapes and of such with one long axis} */
  static Arbitrary<ReductionCase> any() {
    Arbitrary<List<Integer>> small = Arbitraries.integers().between(0, 5).list().ofMaxSize(4);
    Arbitrary<List<Integer>> deep = Arbitraries.integers().between(1, 2).list().ofMaxSize(8);
    Arbitrary<List<Integer>> longer =
        Combinators.combine(
                Arbitraries.integers().between(1, 4).list().ofMaxSize(2),
                Arbitraries.integers().between(10, 700),
                Arbitraries.integers().between(0, 2))
            .as((rest, n, at) -> {
              List<Integer> shape = new ArrayList<>(rest);
              shape.add(Math.min(at, rest.size()), n);
              return shape;
            });
    return Combinators.combine(
            Arbitraries.of(DTYPES),
            Arbitraries.oneOf(small, longer, deep),
            Arbitraries.of(Layout.class),
            Arbitraries.integers().between(0, 255),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(-128, 255),
            Arbitraries.longs())
        .as((dtype, shape, layout, axes, keep, mask, seed) ->
            new ReductionCase(dtype, shape, layout, axes, keep, Math.max(mask, -1), seed));
  }

  /** {@return the case with another dtype} */
  ReductionCase of(DType other) {
    return new ReductionCase(other, shape, layout, axisBits, keepDims, maskBits, seed);
  }

  /** {@return whether it is a signed integer} */
  static boolean isSigned(TypeId id) {
    return id.isInteger() && !id.name().startsWith("U");
  }

  private long[] lengths() {
    return shape.stream().mapToLong(n -> n).toArray();
  }

  /** {@return the axes that go, in any order, some counted from the end; none for all} */
  int[] axes() {
    Random random = new Random(seed + 1);
    List<Integer> axes = new ArrayList<>();
    for (int k = 0; k < shape.size(); k++) {
      if ((axisBits >> k & 1) != 0) {
        axes.add(random.nextBoolean() ? k : k - shape.size());
      }
    }
    Collections.shuffle(axes, random);
    return axes.stream().mapToInt(k -> k).toArray();
  }

  /** {@return the array in row-major order} */
  NDArray plain() {
    return plain(false);
  }

  /** {@return the array with NaN here and there, if its dtype has one} */
  NDArray withNan() {
    return plain(true);
  }

  private NDArray plain(boolean nan) {
    Random random = new Random(seed);
    NDArray a = NDArray.empty(DType.COMPLEX128, lengths());
    NDArray flat = a.reshape(-1);
    TypeId id = dtype.id();
    boolean halves = id.isFloat() || id.isComplex();
    boolean negative = halves || isSigned(id);
    for (long i = 0; i < flat.size(); i++) {
      double re = (random.nextInt(9) - (negative ? 4 : 0)) / (halves ? 2.0 : 1);
      double im = id.isComplex() ? (random.nextInt(9) - 4) / 2.0 : 0;
      re = nan && halves && random.nextInt(20) == 0 ? Double.NaN : re;
      flat.setComplex(new Complex(re, im), i);
    }
    return as(a);
  }

  /** {@return units: numbers whose products are units, or small powers of two} */
  NDArray units() {
    Random random = new Random(seed);
    NDArray a = NDArray.empty(DType.COMPLEX128, lengths());
    NDArray flat = a.reshape(-1);
    boolean signed = isSigned(dtype.id()) || dtype.id().isFloat() || dtype.id().isComplex();
    double[][] units = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    int kinds = dtype.id().isComplex() ? 4 : signed ? 2 : 1;
    int twos = 5;
    for (long i = 0; i < flat.size(); i++) {
      double[] unit = units[random.nextInt(kinds)];
      int scale = twos > 0 && random.nextInt(4) == 0 ? 2 : 1;
      twos -= scale - 1;
      scale = random.nextInt(200) == 0 ? 0 : scale;
      flat.setComplex(new Complex(scale * unit[0], scale * unit[1]), i);
    }
    return as(a);
  }

  private NDArray as(NDArray values) {
    NDArray real = dtype.id().isComplex() ? values : Ops.real(values);
    return dtype.id() == TypeId.BOOL ? Ops.notEqual(real, 0.0) : real.astype(dtype, Casting.UNSAFE);
  }

  /** {@return an array in the layout, which may not be written to} */
  NDArray laidOut(NDArray a) {
    return layout.of(a).readOnly();
  }

  /** {@return the mask, whose axes may have a length of one; null for none} */
  NDArray mask() {
    if (maskBits < 0) {
      return null;
    }
    Random random = new Random(seed + 2);
    long[] lengths = lengths();
    for (int k = 0; k < lengths.length; k++) {
      lengths[k] = (maskBits >> k & 1) != 0 ? lengths[k] : 1;
    }
    NDArray mask = NDArray.empty(DType.BOOL, lengths);
    NDArray flat = mask.reshape(-1);
    for (long i = 0; i < flat.size(); i++) {
      flat.setBoolean(random.nextInt(4) > 0, i);
    }
    return layout == Layout.SWAPPED ? mask : layout.of(mask);
  }

  /** {@return the mask in the shape of the array; null for none} */
  NDArray fullMask() {
    NDArray mask = mask();
    return mask == null ? null : mask.broadcastTo(lengths());
  }

  /** {@return a call with axes, mask and dimensions} */
  StatisticsCall call() {
    return Statistics.with().axes(axes()).keepDims(keepDims).where(mask());
  }

  @Override
  public String toString() {
    return dtype
        + " "
        + shape
        + " "
        + layout
        + " axes "
        + Arrays.toString(axes())
        + (keepDims ? " kept" : "")
        + (maskBits < 0 ? "" : " mask " + Integer.toBinaryString(maskBits))
        + " seed "
        + seed;
  }
}
