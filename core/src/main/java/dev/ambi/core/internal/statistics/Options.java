package dev.ambi.core.internal.statistics;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.UFunc;
import dev.ambi.core.UFuncs;
import dev.ambi.core.internal.Outputs;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import java.util.Arrays;

/**
 * What a statistic is asked for with.
 *
 * @param axes the axes that are combined away; none for all
 * @param keepDims whether these stay with a length of one
 * @param out where the result goes, or null
 * @param where a mask of the elements that count, or null
 * @param dtype the dtype to compute in, or null
 * @param initial the value to start with, or null
 * @param correction what is taken off the number of elements in a variance
 */
@SuppressWarnings("ArrayRecordComponent")
public record Options(
    int[] axes,
    boolean keepDims,
    NDArray out,
    NDArray where,
    DType dtype,
    Object initial,
    double correction) {

  private static final int[] ALL = {};

  /** Nothing but the defaults. */
  public static final Options NONE = over(ALL);

  /**
   * {@return the defaults over some axes}
   *
   * @param axes the axes; none for all
   */
  public static Options over(int... axes) {
    return new Options(axes, false, null, null, null, null, 0);
  }

  /**
   * {@return the same with another dtype and without an output}
   *
   * @param type the dtype, or null
   */
  Options in(DType type) {
    return new Options(axes, keepDims, null, where, type, initial, correction);
  }

  /** {@return the same, keeping the axes, without an output} */
  Options keeping() {
    return new Options(axes, true, null, where, dtype, initial, correction);
  }

  /**
   * {@return the same with a mask}
   *
   * @param mask the mask
   */
  public Options masked(NDArray mask) {
    NDArray both = where == null ? mask : UFuncs.LOGICAL_AND.call(where, mask);
    return new Options(axes, keepDims, out, both, dtype, initial, correction);
  }

  /**
   * {@return the reduction by a ufunc}
   *
   * @param ufunc the ufunc
   * @param a the array
   */
  public NDArray reduce(UFunc ufunc, NDArray a) {
    return ufunc
        .reduction()
        .axes(axes)
        .keepDims(keepDims)
        .out(out)
        .where(where)
        .dtype(dtype)
        .initial(initial)
        .of(a);
  }

  /**
   * {@return for each axis whether it goes}
   *
   * @param ndim how many there are
   */
  boolean[] gone(int ndim) {
    boolean[] gone = new boolean[ndim];
    if (axes.length == 0) {
      Arrays.fill(gone, true);
    }
    for (int axis : axes) {
      int k = Shapes.axis(axis, ndim);
      if (gone[k]) {
        throw new IllegalArgumentException("duplicate value in 'axis'");
      }
      gone[k] = true;
    }
    return gone;
  }

  /**
   * {@return how many elements become one}
   *
   * @param a the array
   */
  long count(NDArray a) {
    boolean[] gone = gone(a.ndim());
    long count = 1;
    for (int i = 0; i < gone.length; i++) {
      count *= gone[i] ? a.shape(i) : 1;
    }
    return count;
  }

  /**
   * {@return how many elements count for each element of the result, as a float64 array}
   *
   * @param a the array
   */
  NDArray counts(NDArray a) {
    NDArray mask = where.broadcastTo(RawShape.of(a));
    return new Options(axes, keepDims, null, null, DType.FLOAT64, null, 0).reduce(UFuncs.ADD, mask);
  }

  /**
   * {@return the shape of a result}
   *
   * @param a the array
   */
  long[] resultShape(NDArray a) {
    boolean[] gone = gone(a.ndim());
    long[] shape = new long[gone.length];
    int n = 0;
    for (int i = 0; i < gone.length; i++) {
      if (!gone[i] || keepDims) {
        shape[n++] = gone[i] ? 1 : a.shape(i);
      }
    }
    return Arrays.copyOf(shape, n);
  }

  /**
   * Puts a result where it was asked for.
   *
   * @param name the name of the function, for messages
   * @param result the result
   * @return the output, or the result if there is none
   */
  NDArray deliver(String name, NDArray result) {
    if (out == null) {
      return result;
    }
    Outputs.checkReduction(name, out, RawShape.of(result), result.dtype());
    out.assign(result, Casting.UNSAFE);
    return out;
  }
}
