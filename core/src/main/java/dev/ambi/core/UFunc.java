package dev.ambi.core;

import dev.ambi.core.internal.ClosedArena;
import dev.ambi.core.internal.ufunc.Accumulation;
import dev.ambi.core.internal.ufunc.Arguments;
import dev.ambi.core.internal.ufunc.Execution;
import dev.ambi.core.internal.ufunc.IndexedUpdate;
import dev.ambi.core.internal.ufunc.LoopTable;
import dev.ambi.core.internal.ufunc.Reduction;
import dev.ambi.core.internal.ufunc.SegmentReduction;
import java.util.List;
import java.util.Objects;

/**
 * A universal function: a function of elements that works on whole arrays, with broadcasting, type
 * resolution, casting and output arrays, as NumPy's {@code ufunc}.
 *
 * <p>What it computes is a table of inner loops by dtype signature, in order of preference: a call
 * takes the first whose inputs the arguments convert to safely. Others may add to the table. The
 * functions that come with Ambi are in {@link UFuncs}.
 *
 * <p>Arguments are {@link NDArray}s, or {@link Number}s, {@link Boolean}s and {@link Complex}
 * numbers, which adapt to the dtypes of the arrays beside them (NEP 50).
 *
 * <p>Safe for use by several threads.
 */
public final class UFunc {

  private final String name;
  private final LoopTable table;
  private final Object identity;
  private final boolean reorderable;
  private final CoreSignature signature;

  private UFunc(
      String name,
      int inputs,
      int outputs,
      Object identity,
      boolean reorderable,
      CoreSignature signature) {
    this.name = Objects.requireNonNull(name, "name");
    this.table = new LoopTable(name, inputs, outputs, signature == null);
    this.identity = identity;
    this.reorderable = reorderable;
    this.signature = signature;
  }

  /**
   * {@return a new ufunc without loops, which cannot be reduced over several axes}
   *
   * @param name its name, for messages
   * @param inputs how many inputs it has, at least one
   * @param outputs how many outputs it has, at least one
   */
  public static UFunc of(String name, int inputs, int outputs) {
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "ufunc '" + name + "' with " + inputs + " inputs and " + outputs + " outputs");
    }
    return new UFunc(name, inputs, outputs, null, false, null);
  }

  /**
   * {@return a new ufunc without loops, associative and commutative}
   *
   * @param name its name, for messages
   * @param identity what reducing no elements gives, as {@link NDArray#setObject} takes it; null if
   *     there is no such value
   */
  public static UFunc reorderable(String name, Object identity) {
    return new UFunc(name, 2, 1, identity, true, null);
  }

  /**
   * {@return a new generalized ufunc without loops, whose loops work on sub-arrays}
   *
   * @param name its name, for messages
   * @param signature the core dimensions, such as {@code (m,n),(n,p)->(m,p)}
   */
  public static UFunc generalized(String name, String signature) {
    CoreSignature s = CoreSignature.parse(signature);
    return new UFunc(name, s.inputs().size(), s.outputs().size(), null, false, s);
  }

  /**
   * Adds a loop; one of the same dtypes is replaced.
   *
   * @param loop the loop
   * @return this ufunc
   * @throws IllegalArgumentException if the number of dtypes is not that of the operands
   */
  public UFunc register(UFuncLoop loop) {
    table.add(loop);
    return this;
  }

  /** {@return the name} */
  public String name() {
    return name;
  }

  /** {@return the number of inputs} */
  public int inputs() {
    return table.inputs();
  }

  /** {@return the number of outputs} */
  public int outputs() {
    return table.outputs();
  }

  /** {@return what reducing no elements gives; null if there is no such value} */
  public Object identity() {
    return identity;
  }

  /** {@return whether the order in which elements are reduced does not matter} */
  public boolean isReorderable() {
    return reorderable;
  }

  /** {@return the core dimensions of a generalized ufunc; null if this is none} */
  public CoreSignature signature() {
    return signature;
  }

  /** {@return the loops, in the order in which they are tried} */
  public List<UFuncLoop> loops() {
    return table.loops();
  }

  /**
   * {@return the result of a call, of a ufunc of one output}
   *
   * @param inputs the inputs
   * @throws IllegalArgumentException if the number of inputs, their shapes or dtypes do not fit
   */
  public NDArray call(Object... inputs) {
    return with().call(inputs);
  }

  /**
   * {@return the result of a call}
   *
   * @param a the only input
   */
  public NDArray call(NDArray a) {
    try {
      NDArray r = Execution.fast(table, a, null);
      return r != null ? r : with().call(a);
    } catch (IllegalStateException e) {
      throw ClosedArena.explain(e, name, a);
    }
  }

  /**
   * {@return the result of a call}
   *
   * @param a the first input
   * @param b the second input
   */
  public NDArray call(NDArray a, NDArray b) {
    try {
      NDArray r = Execution.fast(table, a, b, null);
      return r != null ? r : with().call(a, b);
    } catch (IllegalStateException e) {
      throw ClosedArena.explain(e, name, a, b);
    }
  }

  /**
   * {@return the result of a call}
   *
   * @param a the first input
   * @param b the second input, which adapts to the dtype of the first (NEP 50)
   */
  public NDArray call(NDArray a, Number b) {
    try {
      NDArray scalar = Arguments.beside(a, b);
      NDArray r = scalar == null ? null : Execution.fast(table, a, scalar, null);
      return r != null ? r : with().call(a, b);
    } catch (IllegalStateException e) {
      throw ClosedArena.explain(e, name, a);
    }
  }

  /**
   * Calls, with the result in an array that is there.
   *
   * @param out where the result goes
   * @param a the only input
   * @return {@code out}
   */
  public NDArray into(NDArray out, NDArray a) {
    try {
      NDArray r = Execution.fast(table, a, out);
      return r != null ? r : with().out(out).call(a);
    } catch (IllegalStateException e) {
      throw ClosedArena.explain(e, name, out, a);
    }
  }

  /**
   * Calls, with the result in an array that is there.
   *
   * @param out where the result goes
   * @param a the first input
   * @param b the second input
   * @return {@code out}
   */
  public NDArray into(NDArray out, NDArray a, NDArray b) {
    try {
      NDArray r = Execution.fast(table, a, b, out);
      return r != null ? r : with().out(out).call(a, b);
    } catch (IllegalStateException e) {
      throw ClosedArena.explain(e, name, out, a, b);
    }
  }

  /** {@return a call with options} */
  public UFuncCall with() {
    return new UFuncCall(this, table);
  }

  /** {@return a reduction with options} */
  public UFuncReduction reduction() {
    return new UFuncReduction(this, table);
  }

  /**
   * {@return the array with axes combined away}
   *
   * @param a the array
   * @param axes the axes; none for all of them
   */
  public NDArray reduce(NDArray a, int... axes) {
    try {
      NDArray r = Reduction.plain(this, table, a, axes);
      return r != null ? r : reduction().axes(axes).of(a);
    } catch (IllegalStateException e) {
      throw ClosedArena.explain(e, name, a);
    }
  }

  /**
   * {@return the array of the results so far along an axis}
   *
   * @param a an array of at least one dimension
   * @param axis the axis
   */
  public NDArray accumulate(NDArray a, int axis) {
    return Accumulation.run(this, table, a, axis, null, null);
  }

  /**
   * {@return the array of the results so far along an axis}
   *
   * @param a an array of at least one dimension
   * @param axis the axis
   * @param dtype the dtype to compute in; null for the usual one
   * @param out where the result goes; null for a new array
   */
  public NDArray accumulate(NDArray a, int axis, DType dtype, NDArray out) {
    return Accumulation.run(this, table, a, axis, dtype, out);
  }

  /**
   * {@return the reductions of slices of an axis: for each {@code i} of {@code indices[i]} up to
   * {@code indices[i + 1]}, or of the one element where that is not greater}
   *
   * @param a the array
   * @param indices a one-dimensional array of integers
   * @param axis the axis
   */
  public NDArray reduceAt(NDArray a, NDArray indices, int axis) {
    return SegmentReduction.run(this, table, a, indices, axis);
  }

  /**
   * {@return the function of every pair of elements, of the axes of {@code a} and then those of
   * {@code b}}
   *
   * @param a the first input
   * @param b the second input
   */
  public NDArray outer(NDArray a, NDArray b) {
    if (signature != null) {
      throw new IllegalArgumentException(
          "method outer is not allowed in ufunc with non-trivial signature " + signature);
    }
    if (inputs() != 2) {
      throw new IllegalArgumentException("outer product only supported for binary functions");
    }
    long[] shape = new long[a.ndim() + b.ndim()];
    java.util.Arrays.fill(shape, 1);
    System.arraycopy(a.shape, 0, shape, 0, a.ndim());
    return call(a.reshape(shape), b);
  }

  /**
   * Changes elements in place, {@code a[indices] = f(a[indices], b)}, where an index that occurs
   * several times counts several times.
   *
   * @param a the array
   * @param indices integers that select along the first axis
   * @param b the second input, an array or a scalar that broadcasts to the selected elements; none
   *     for a function of one input
   */
  public void at(NDArray a, NDArray indices, Object... b) {
    IndexedUpdate.run(this, a, indices, b);
  }

  @Override
  public String toString() {
    return "<ufunc '" + name + "'>";
  }
}
