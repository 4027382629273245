package dev.ambi.core.internal.index;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.DataTypes;
import dev.ambi.core.IndexMode;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.CastErrors;
import dev.ambi.core.internal.Outputs;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.StridedNest;
import dev.ambi.core.internal.shape.Axes;
import dev.ambi.core.internal.ufunc.Choice;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Elements of several arrays: by numbers, or by conditions. */
public final class Choose {

  private Choose() {}

  /**
   * {@return for each position the element of the array of that number}
   *
   * @param a the numbers
   * @param choices the arrays
   * @param mode what becomes of numbers that are no array's
   * @param out where the result goes, or null
   */
  public static NDArray choose(NDArray a, NDArray[] choices, IndexMode mode, NDArray out) {
    if (choices.length == 0) {
      throw new IllegalArgumentException("0-length sequence.");
    }
    CastErrors.check(a.dtype(), DType.INT64, Casting.SAFE);
    DType type = DataTypes.resultType((Object[]) choices);
    NDArray[] from = new NDArray[choices.length + 1];
    for (int k = 0; k < choices.length; k++) {
      from[k] = choices[k].dtype().equals(type) ? choices[k] : choices[k].astype(type);
    }
    from[choices.length] = a;
    from = Axes.broadcast(from);
    long[] shape = RawShape.of(from[0]);
    checkOut(out, shape, type);
    NDArray which = NDArray.empty(DType.INT64, shape);
    which.assign(from[choices.length]);
    resolve(which, choices.length, mode);
    from = Arrays.copyOf(from, choices.length);
    NDArray result = NDArray.empty(type, shape);
    move(which, from, result);
    if (out == null) {
      return result;
    }
    out.assign(result, Casting.UNSAFE);
    return out;
  }

  private static void checkOut(NDArray out, long[] shape, DType type) {
    if (out == null) {
      return;
    }
    if (!Arrays.equals(RawShape.of(out), shape)) {
      throw new IllegalArgumentException(
          "choose: invalid shape for output array: "
              + out.shape()
              + " instead of "
              + Shapes.tuple(shape));
    }
    Outputs.checkWritable(out);
    CastErrors.check(type, out.dtype(), Casting.UNSAFE);
  }

  /** Makes all numbers those of arrays. */
  private static void resolve(NDArray which, int n, IndexMode mode) {
    MemorySegment m = which.memory();
    for (long i = 0; i < which.size(); i++) {
      long at = which.offset() + i * Long.BYTES;
      long k = m.get(JAVA_LONG, at);
      if (k < 0 || k >= n) {
        m.set(
            JAVA_LONG,
            at,
            switch (mode) {
              case WRAP -> Math.floorMod(k, (long) n);
              case CLIP -> k < 0 ? 0 : n - 1L;
              case RAISE ->
                  throw new IllegalArgumentException(
                      "invalid entry in choice array: " + k + " of " + n + " arrays");
            });
      }
    }
  }

  private static void move(NDArray which, NDArray[] from, NDArray to) {
    int count = from.length;
    long[] offsets = new long[count + 2];
    long[][] strides = new long[count + 2][];
    for (int k = 0; k < count + 2; k++) {
      NDArray a = k < count ? from[k] : k == count ? which : to;
      offsets[k] = a.offset();
      strides[k] = a.strides();
    }
    long item = to.itemSize();
    StridedNest nest = new StridedNest(RawShape.of(to), offsets, strides);
    nest.forEachRun((at, step, n) -> {
      for (long i = 0; i < n; i++) {
        int k = (int) which.memory().get(JAVA_LONG, at[count] + i * step[count]);
        MemorySegment.copy(
            from[k].memory(),
            at[k] + i * step[k],
            to.memory(),
            at[count + 1] + i * step[count + 1],
            item);
      }
    });
  }

  /**
   * {@return for each position the element of the first choice whose condition holds}
   *
   * @param conditions bool arrays
   * @param choices arrays and numbers, as many
   * @param otherwise what to take elsewhere
   */
  public static NDArray select(NDArray[] conditions, Object[] choices, Object otherwise) {
    if (conditions.length != choices.length) {
      throw new IllegalArgumentException(
          "list of cases must be same length as list of conditions: "
              + choices.length
              + " and "
              + conditions.length);
    }
    if (conditions.length == 0) {
      throw new IllegalArgumentException("select with an empty condition list is not possible");
    }
    for (int k = 0; k < conditions.length; k++) {
      if (conditions[k].dtype().id() != TypeId.BOOL) {
        throw new IllegalArgumentException(
            "invalid entry " + k + " in condlist: should be boolean ndarray");
      }
    }
    Object[] all = Arrays.copyOf(choices, choices.length + 1);
    all[choices.length] = otherwise;
    DType type = DataTypes.resultType(all);
    NDArray[] values = new NDArray[all.length];
    for (int k = 0; k < all.length; k++) {
      values[k] = array(all[k]).astype(type, Casting.UNSAFE);
    }
    NDArray condition = Axes.broadcast(conditions)[0];
    NDArray value = Axes.broadcast(values)[0];
    long[] shape = RawShape.of(Axes.broadcast(new NDArray[] {condition, value})[0]);
    NDArray result = values[choices.length].broadcastTo(shape).copy(Order.C);
    for (int k = conditions.length - 1; k >= 0; k--) {
      Choice.where(conditions[k].broadcastTo(shape), values[k].broadcastTo(shape), result, result);
    }
    return result;
  }

  private static NDArray array(Object value) {
    return value instanceof NDArray a ? a : NDArray.scalar(DataTypes.resultType(value), value);
  }
}
