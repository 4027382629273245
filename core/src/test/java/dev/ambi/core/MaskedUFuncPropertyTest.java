package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Calls and reductions with a mask, of operands and masks in all layouts: each against the same
 * without a mask, put together element by element.
 */
class MaskedUFuncPropertyTest {

  private static final List<DType> DTYPES =
      List.of(
          DType.BOOL,
          DType.INT8,
          DType.UINT16,
          DType.INT32,
          DType.INT64,
          DType.FLOAT16,
          DType.FLOAT32,
          DType.FLOAT64,
          DType.COMPLEX64);

  @Provide
  Arbitrary<DType> dtypes() {
    return Arbitraries.of(DTYPES);
  }

  private static NDArray numbers(DType dtype, long seed, long... shape) {
    Random random = new Random(seed);
    NDArray a = NDArray.empty(DType.INT64, shape);
    NDArray flat = a.reshape(-1);
    for (long i = 0; i < flat.size(); i++) {
      flat.setLong(random.nextInt(12), i);
    }
    return a.astype(dtype, Casting.UNSAFE);
  }

  /** Mostly true, so that there are long stretches. */
  private static NDArray mask(long seed, long... shape) {
    Random random = new Random(seed);
    NDArray mask = NDArray.empty(DType.BOOL, shape);
    NDArray flat = mask.reshape(-1);
    for (long i = 0; i < flat.size(); i++) {
      flat.setBoolean(random.nextInt(30) > 0, i);
    }
    return mask;
  }

  @Property(tries = 1000)
  void calls(
      @ForAll("dtypes") DType dtype,
      @ForAll Layout first,
      @ForAll Layout second,
      @ForAll Layout output,
      @ForAll Layout masks,
      @ForAll @IntRange(min = 1, max = 3) int rows,
      @ForAll @IntRange(max = 90) int n,
      @ForAll long seed) {
    NDArray a = numbers(dtype, seed, rows, n);
    NDArray b = numbers(dtype, seed + 1, rows, n);
    NDArray mask = mask(seed + 2, rows, n);
    NDArray before = numbers(dtype, seed + 3, rows, n);
    NDArray out = output.of(before);
    UFuncs.ADD.with().where(masks.of(mask)).out(out).call(first.of(a), second.of(b));
    assertThat(Outcome.inNativeOrder(out)).isEqualTo(Ops.where(mask, Ops.add(a, b), before));

    if (dtype.id() != TypeId.BOOL) { // whose square is an int8
      NDArray one = output.of(before);
      UFuncs.SQUARE.with().where(masks.of(mask)).out(one).call(first.of(a));
      assertThat(Outcome.inNativeOrder(one)).isEqualTo(Ops.where(mask, Ops.square(a), before));
    }
  }

  @Property(tries = 1000)
  void sumsOfRows(
      @ForAll("dtypes") DType dtype,
      @ForAll Layout input,
      @ForAll Layout output,
      @ForAll Layout masks,
      @ForAll @IntRange(min = 1, max = 4) int rows,
      @ForAll @IntRange(max = 90) int n,
      @ForAll long seed) {
    NDArray a = numbers(dtype, seed, rows, n);
    NDArray mask = mask(seed + 2, rows, n);
    NDArray chosen = Ops.where(mask, a, NDArray.zeros(dtype, rows, n));
    NDArray out = output.of(NDArray.zeros(dtype, n));
    UFuncReduction call = UFuncs.ADD.reduction().where(masks.of(mask)).axes(0);
    call.dtype(dtype).out(out).of(input.of(a));
    NDArray expected = chosen.get("0").copy();
    for (int row = 1; row < rows; row++) {
      expected = Ops.add(expected, chosen.get(Integer.toString(row)));
    }
    assertThat(Outcome.inNativeOrder(out)).isEqualTo(expected);
  }

  @Property(tries = 100)
  void anOutputMayBePartOfTheMask(@ForAll @IntRange(max = 90) int n, @ForAll long seed) {
    NDArray a = numbers(DType.INT32, seed, n);
    NDArray memory = mask(seed + 1, n + 1);
    NDArray mask = memory.get(":" + n);
    for (NDArray out : List.of(mask, mask.get("::-1"), memory.get("1:"))) {
      NDArray expected = Ops.where(mask, Ops.less(a, 6), out);
      NDArray before = memory.copy();
      UFuncs.LESS.with().where(mask).out(out).call(a, 6);
      assertThat(out).isEqualTo(expected);
      memory.assign(before);
    }
  }
}
