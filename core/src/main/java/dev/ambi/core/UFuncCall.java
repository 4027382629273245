package dev.ambi.core;

import dev.ambi.core.internal.ClosedArena;
import dev.ambi.core.internal.ufunc.CallOptions;
import dev.ambi.core.internal.ufunc.Execution;
import dev.ambi.core.internal.ufunc.GeneralizedExecution;
import dev.ambi.core.internal.ufunc.LoopTable;
import java.util.Arrays;
import java.util.stream.Stream;

/** A call of a {@link UFunc} with options. Not safe for use by several threads. */
public final class UFuncCall {

  private final UFunc ufunc;
  private final LoopTable table;
  private CallOptions options = CallOptions.NONE;

  UFuncCall(UFunc ufunc, LoopTable table) {
    this.ufunc = ufunc;
    this.table = table;
  }

  /**
   * Names where the results go. An output that overlaps an input gives the right answer.
   *
   * @param arrays an array for each output; null for a new one
   * @return this
   */
  public UFuncCall out(NDArray... arrays) {
    options = options.withOut(arrays);
    return this;
  }

  /**
   * Computes some elements only; the others stay as they are in {@code out}, undefined in a new
   * array.
   *
   * @param mask a bool array that broadcasts with the inputs
   * @return this
   */
  public UFuncCall where(NDArray mask) {
    options = options.withWhere(mask);
    return this;
  }

  /**
   * Names the dtype to compute in: that of the loop's outputs.
   *
   * @param dtype the dtype
   * @return this
   */
  public UFuncCall dtype(DType dtype) {
    options = options.withDType(dtype);
    return this;
  }

  /**
   * Says what may be cast.
   *
   * @param casting the level; {@link Casting#SAME_KIND} if not given
   * @return this
   */
  public UFuncCall casting(Casting casting) {
    options = options.withCasting(casting);
    return this;
  }

  /**
   * Says how new arrays lie in memory.
   *
   * @param order the order; {@link Order#K} if not given
   * @return this
   */
  public UFuncCall order(Order order) {
    options = options.withOrder(order);
    return this;
  }

  /**
   * {@return the result of a function of one output}
   *
   * @param inputs arrays, numbers, booleans or complex numbers
   * @throws IllegalArgumentException if their number, shapes or dtypes do not fit, or there are
   *     several outputs
   */
  public NDArray call(Object... inputs) {
    if (ufunc.outputs() != 1) {
      throw new IllegalArgumentException(
          ufunc.name() + "() has " + ufunc.outputs() + " outputs: use callAll");
    }
    if (options.isOnlyOut() && ufunc.signature() == null) {
      NDArray out = options.out() == null ? null : options.out()[0];
      NDArray r = null;
      if (inputs.length == 1 && inputs[0] instanceof NDArray a && ufunc.inputs() == 1) {
        r = Execution.fast(table, a, out);
      } else if (inputs.length == 2
          && inputs[0] instanceof NDArray a
          && inputs[1] instanceof NDArray b) {
        r = Execution.fast(table, a, b, out);
      }
      if (r != null) {
        return r;
      }
    }
    return callAll(inputs)[0];
  }

  /**
   * {@return the results}
   *
   * @param inputs arrays, numbers, booleans or complex numbers
   * @throws IllegalArgumentException if their number, shapes or dtypes do not fit
   */
  public NDArray[] callAll(Object... inputs) {
    try {
      return ufunc.signature() == null
          ? Execution.call(table, inputs, options)
          : GeneralizedExecution.call(ufunc.signature(), table, inputs, options);
    } catch (IllegalStateException e) {
      NDArray[] out = options.out() == null ? new NDArray[0] : options.out();
      Object[] all =
          Stream.of(inputs, out, new Object[] {options.where()}).flatMap(Arrays::stream).toArray();
      throw ClosedArena.explain(e, ufunc.name(), all);
    }
  }
}
