package dev.ambi.core;

import dev.ambi.core.internal.ClosedArena;
import dev.ambi.core.internal.ufunc.LoopTable;
import dev.ambi.core.internal.ufunc.Reduction;

/** A reduction by a {@link UFunc} with options. Not safe for use by several threads. */
public final class UFuncReduction {

  private final UFunc ufunc;
  private final LoopTable table;
  private int[] axes = {};
  private boolean keepDims;
  private NDArray out;
  private NDArray where;
  private DType dtype;
  private Object initial;

  UFuncReduction(UFunc ufunc, LoopTable table) {
    this.ufunc = ufunc;
    this.table = table;
  }

  /**
   * Names the axes that are combined away.
   *
   * @param list the axes; none for all of them
   * @return this
   */
  public UFuncReduction axes(int... list) {
    axes = list.clone();
    return this;
  }

  /**
   * Says whether the result keeps the axes, with a length of one.
   *
   * @param keep whether it does
   * @return this
   */
  public UFuncReduction keepDims(boolean keep) {
    keepDims = keep;
    return this;
  }

  /**
   * Names where the result goes.
   *
   * @param array the array
   * @return this
   */
  public UFuncReduction out(NDArray array) {
    out = array;
    return this;
  }

  /**
   * Leaves elements out.
   *
   * @param mask a bool array that broadcasts to the array
   * @return this
   */
  public UFuncReduction where(NDArray mask) {
    where = mask;
    return this;
  }

  /**
   * Names the dtype to compute in.
   *
   * @param type the dtype
   * @return this
   */
  public UFuncReduction dtype(DType type) {
    dtype = type;
    return this;
  }

  /**
   * Names the value to start with.
   *
   * @param value as {@link NDArray#setObject} takes it
   * @return this
   */
  public UFuncReduction initial(Object value) {
    initial = value;
    return this;
  }

  /**
   * {@return the reduction}
   *
   * @param a the array
   * @throws IndexOutOfBoundsException if an axis is not one of the array's
   * @throws IllegalArgumentException if there is no element and no identity, or dtypes or shapes do
   *     not fit
   */
  public NDArray of(NDArray a) {
    try {
      return new Reduction(ufunc, table, axes, keepDims, out, where, dtype, initial).run(a);
    } catch (IllegalStateException e) {
      throw ClosedArena.explain(e, ufunc.name() + ".reduce", a, out, where);
    }
  }
}
