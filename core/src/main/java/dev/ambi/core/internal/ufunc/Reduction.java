package dev.ambi.core.internal.ufunc;

import dev.ambi.core.CastLoop;
import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFunc;
import dev.ambi.core.internal.CastErrors;
import dev.ambi.core.internal.Casts;
import dev.ambi.core.internal.Outputs;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.StridedNest;
import dev.ambi.core.internal.Transfer;
import dev.ambi.core.internal.datetime.TemporalTypes;
import dev.ambi.core.internal.loop.ReduceLoop;
import java.util.Arrays;
import java.util.Set;

/** Combines axes of an array away. One use each. */
@SuppressWarnings("ArrayRecordComponent")
public record Reduction(
    UFunc ufunc,
    LoopTable table,
    int[] axes,
    boolean keepDims,
    NDArray out,
    NDArray where,
    DType dtype,
    Object initial) {

  /** As the initial value: the first element as it is, also of a ufunc that has an identity. */
  static final Object FIRST = new Object();

  private static final Set<String> LOGICAL = Set.of("logical_and", "logical_or", "logical_xor");

  /**
   * {@return the reduction}
   *
   * @param a the array
   */
  public NDArray run(NDArray a) {
    checkBinary(ufunc, "reduce");
    boolean[] gone = gone(a.ndim());
    long count = 1;
    int number = 0;
    for (int i = 0; i < gone.length; i++) {
      count *= gone[i] ? a.shape(i) : 1;
      number += gone[i] ? 1 : 0;
    }
    if (number > 1 && !ufunc.isReorderable()) {
      throw new IllegalArgumentException(
          "reduction operation '"
              + ufunc.name()
              + "' is not reorderable, so at most one axis may be specified");
    }
    Resolved r = resolve(ufunc, table, a.dtype(), out == null ? null : out.dtype(), dtype);
    NoLoop.checkReducible(ufunc.name() + ".reduce", r, false);
    DType type = r.dtypes()[2];
    if (!DType.canCast(a.dtype(), type, Casting.UNSAFE)) {
      throw new IllegalArgumentException("cannot reduce " + a.dtype() + " as " + type);
    }
    Object identity = ReductionTypes.identity(ufunc.identity(), type);
    Object start = initial == FIRST ? null : initial != null ? initial : identity;
    if (initial == null && count > 0 && where == null) {
      start = ReductionTypes.neutral(start, type);
    }
    if (where != null) {
      CastErrors.check(where.dtype(), DType.BOOL, Casting.SAFE);
    }
    long[] shape = resultShape(a, gone);
    checkOut(shape, type);
    boolean own =
        out == null
            || !out.dtype().equals(type)
            || Transfer.overlaps(out, a)
            || (where != null && Transfer.overlaps(out, where));
    NDArray result = own ? NDArray.empty(type, shape) : out;
    if (start == null && count == 0 && result.size() > 0) {
      if (identity == null) {
        throw new IllegalArgumentException(
            "zero-size array to reduction operation " + ufunc.name() + " which has no identity");
      }
      start = identity;
    }
    if (start == null && where != null) {
      if (identity == null) {
        throw new IllegalArgumentException(
            "reduction operation '"
                + ufunc.name()
                + "' does not have an identity, so to use a where mask one has to specify"
                + " 'initial'");
      }
      start = identity;
    }
    NDArray full = withAxes(result, gone, a.ndim());
    if (start != null) {
      result.fill(start);
      combine(r, a, full, gone);
    } else if (count > 0 && result.size() > 0) {
      startWithFirst(r, a, full, gone);
    }
    if (own && out != null) {
      out.assign(result, Casting.UNSAFE);
      result = out;
    }
    return result;
  }

  /**
   * {@return the reduction without options where it is simple, else null}
   *
   * @param ufunc the ufunc
   * @param table its loops
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray plain(UFunc ufunc, LoopTable table, NDArray a, int[] axes) {
    if (axes.length > 1 || (axes.length == 0 && a.ndim() > 1 && !ufunc.isReorderable())) {
      return null;
    }
    PlainReduction reduction = table.reduction(ufunc, a.dtype());
    if (reduction == null) {
      return null;
    }
    if (axes.length == 0) {
      return reduction.all(a);
    }
    return a.ndim() == 0 ? null : reduction.along(a, axes[0]);
  }

  static void checkBinary(UFunc ufunc, String what) {
    if (ufunc.signature() != null) {
      throw new IllegalArgumentException(
          "Reduction not defined on ufunc with signature: "
              + ufunc.name()
              + " has "
              + ufunc.signature());
    }
    if (ufunc.inputs() != 2) {
      throw new IllegalArgumentException(what + " only supported for binary functions");
    }
    if (ufunc.outputs() != 1) {
      throw new IllegalArgumentException(
          what + " only supported for functions returning a single value");
    }
  }

  private boolean[] gone(int ndim) {
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

  private long[] resultShape(NDArray a, boolean[] gone) {
    long[] shape = new long[gone.length];
    int n = 0;
    for (int i = 0; i < gone.length; i++) {
      if (!gone[i]) {
        shape[n++] = a.shape(i);
      } else if (keepDims) {
        shape[n++] = 1;
      }
    }
    return Arrays.copyOf(shape, n);
  }

  private void checkOut(long[] shape, DType made) {
    if (out != null) {
      Outputs.checkReduction(ufunc.name(), out, shape, made);
    }
  }

  /** The result with an axis of length one for each that is combined away. */
  private NDArray withAxes(NDArray result, boolean[] gone, int ndim) {
    long[] shape = new long[ndim];
    long[] strides = new long[ndim];
    int n = 0;
    for (int i = 0; i < ndim; i++) {
      if (gone[i]) {
        shape[i] = 1;
        n += keepDims ? 1 : 0;
      } else {
        shape[i] = result.shape(n);
        strides[i] = result.strides(n++);
      }
    }
    return NDArray.of(
        result.memory(), result.offset(), result.dtype(), shape, strides, result.isWritable());
  }

  /**
   * {@return the loop of a reduction: one whose first input and output have one dtype}
   *
   * @param ufunc the ufunc
   * @param table its loops
   * @param in the dtype of the elements
   * @param out the dtype of the output; null if there is none
   * @param asked the dtype asked for, or null
   */
  static Resolved resolve(UFunc ufunc, LoopTable table, DType in, DType out, DType asked) {
    DType type = asked;
    if (type == null && out != null && ufunc.identity() instanceof Long && out.isNumeric()) {
      type = out.toNative();
    }
    if (asked != null) {
      return table.resolve(new DType[] {asked, asked}, asked.toNative());
    }
    if (type == null) {
      type = ReductionTypes.of(ufunc.name(), in);
    }
    if (LOGICAL.contains(ufunc.name())) {
      // Logical functions of any dtype give bool, and are reduced as bool.
      type = DType.BOOL;
    }
    if (Comparisons.is(ufunc.name()) && type.id() != TypeId.BOOL && type.isNumeric()) {
      throw NoLoop.classes(ufunc.name(), TemporalTypes.className(DType.BOOL), type);
    }
    return table.resolve(new DType[] {type, type}, null);
  }

  /** Takes the first element along each axis that goes, then combines the rest. */
  private void startWithFirst(Resolved r, NDArray a, NDArray result, boolean[] gone) {
    long[] shape = RawShape.of(a);
    long[] strides = a.strides();
    long[] first = shape.clone();
    for (int i = 0; i < gone.length; i++) {
      if (gone[i]) {
        first[i] = 1;
      }
    }
    result.assign(
        NDArray.of(a.memory(), a.offset(), a.dtype(), first, strides, false), Casting.UNSAFE);
    // The rest is not one box: for each axis, its further elements at the first of those before.
    long offset = a.offset();
    long[] box = shape.clone();
    for (int i = 0; i < gone.length; i++) {
      if (gone[i] && shape[i] > 1) {
        long[] part = box.clone();
        part[i] = shape[i] - 1;
        for (int j = i + 1; j < gone.length; j++) {
          part[j] = shape[j];
        }
        combine(
            r,
            NDArray.of(a.memory(), offset + strides[i], a.dtype(), part, strides, false),
            result,
            gone);
      }
      if (gone[i]) {
        box[i] = 1;
      }
    }
  }

  private void combine(Resolved r, NDArray a, NDArray result, boolean[] gone) {
    if (a.size() == 0) {
      return;
    }
    long[] shape = RawShape.of(a);
    long[] accumulator = result.strides();
    for (int i = 0; i < gone.length; i++) {
      if (gone[i]) {
        accumulator[i] = 0;
      }
    }
    CastLoop load = a.dtype().equals(r.dtypes()[1]) ? null : Casts.find(a.dtype(), r.dtypes()[1]);
    ReduceLoop loop = BuiltinReductions.find(ufunc, r.dtypes()[2]);
    try (ReduceRuns runs = new ReduceRuns(r, loop, load, a, result)) {
      if (where == null) {
        runs.walk(nest(shape, a, result, a.strides(), accumulator));
      } else {
        NDArray mask = where.broadcastTo(shape);
        runs.walk(nest(shape, a, result, a.strides(), accumulator, mask.strides()), mask.memory());
      }
    }
  }

  private StridedNest nest(long[] shape, NDArray a, NDArray result, long[]... strides) {
    long[] offsets = {a.offset(), result.offset(), where == null ? 0 : where.offset()};
    return ufunc.isReorderable()
        ? new StridedNest(shape, Arrays.copyOf(offsets, strides.length), strides)
        : StridedNest.rowMajor(shape, Arrays.copyOf(offsets, strides.length), strides);
  }
}
