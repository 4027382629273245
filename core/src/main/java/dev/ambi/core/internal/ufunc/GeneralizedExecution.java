package dev.ambi.core.internal.ufunc;

import dev.ambi.core.CoreSignature;
import dev.ambi.core.DType;
import dev.ambi.core.InnerLoop;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.CastErrors;
import dev.ambi.core.internal.Outputs;
import dev.ambi.core.internal.Shapes;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Calls the loop of a generalized ufunc over the loop dimensions of its operands. The loop's {@code
 * at} has, as in C, first the offsets of the operands and then the lengths of the core dimensions
 * in the order of their first mention; its {@code strides} first those of the loop dimension and
 * then, operand by operand, those of the core dimensions.
 */
public final class GeneralizedExecution {

  private GeneralizedExecution() {}

  /**
   * {@return the results}
   *
   * @param signature the core dimensions
   * @param table the loops
   * @param inputs arrays and scalars
   * @param options what the caller asks for
   */
  public static NDArray[] call(
      CoreSignature signature, LoopTable table, Object[] inputs, CallOptions options) {
    if (options.where() != null) {
      throw new IllegalArgumentException(
          table.name() + "() got an unexpected keyword argument 'where'");
    }
    Arguments arguments = Arguments.of(table.name(), table.inputs(), inputs);
    Resolved r = arguments.resolve(table, options.dtype());
    NDArray[] in = arguments.arrays(r);
    NDArray[] given = given(table, options);
    CoreDimensions dims = CoreDimensions.of(table.name(), signature, in, given);
    long[] loop = dims.loop(in, given);
    NDArray[] operands = new NDArray[in.length + given.length];
    for (int k = 0; k < in.length; k++) {
      DType wanted = r.dtypes()[k];
      if (!DType.canCast(in[k].dtype(), wanted, options.casting())) {
        throw CastErrors.ofOperand(
            table.name(), "input " + k, in[k].dtype(), wanted, options.casting());
      }
      NDArray a = in[k].dtype().equals(wanted) ? in[k] : in[k].astype(wanted);
      operands[k] = dims.widen(a, k, loop);
    }
    NDArray[] made = new NDArray[given.length];
    for (int k = 0; k < given.length; k++) {
      DType dtype = r.dtypes()[in.length + k];
      long[] shape = joined(loop, dims.output(k, false));
      check(table, given[k], shape, dtype, options);
      // Into memory of its own: an output may overlap an input, whose elements are read many times.
      NDArray own = NDArray.empty(dtype, joined(loop, dims.output(k, true)));
      operands[in.length + k] = own;
      made[k] = own.reshape(shape);
    }
    walk(signature, r.loop(), operands, loop, dims.sizes());
    return finish(made, options);
  }

  private static NDArray[] given(LoopTable table, CallOptions options) {
    if (options.out() == null) {
      return new NDArray[table.outputs()];
    }
    if (options.out().length != table.outputs()) {
      throw new IllegalArgumentException(
          "The 'out' tuple must have exactly one entry per ufunc output");
    }
    return options.out();
  }

  private static long[] joined(long[] loop, long[] core) {
    long[] shape = Arrays.copyOf(loop, loop.length + core.length);
    System.arraycopy(core, 0, shape, loop.length, core.length);
    return shape;
  }

  private static void check(
      LoopTable table, NDArray out, long[] shape, DType dtype, CallOptions options) {
    if (out != null) {
      Outputs.checkBroadcast(out, shape);
      CastErrors.checkOutput(table.name(), dtype, out.dtype(), options.casting());
    }
  }

  private static NDArray[] finish(NDArray[] made, CallOptions options) {
    NDArray[] result = made.clone();
    for (int k = 0; k < made.length; k++) {
      if (options.out() != null && options.out()[k] != null) {
        result[k] = options.out()[k];
        result[k].assign(made[k], options.casting());
      }
    }
    return result;
  }

  private static void walk(
      CoreSignature signature, InnerLoop inner, NDArray[] operands, long[] loop, long[] sizes) {
    int count = operands.length;
    if (Shapes.size(loop) == 0) {
      return;
    }
    List<List<String>> cores = new ArrayList<>(signature.inputs());
    cores.addAll(signature.outputs());
    int coreStrides = cores.stream().mapToInt(List::size).sum();
    long[] strides = new long[count + coreStrides];
    MemorySegment[] memory = new MemorySegment[count];
    int next = count;
    int last = loop.length - 1;
    for (int k = 0; k < count; k++) {
      memory[k] = operands[k].memory();
      strides[k] = last < 0 ? 0 : operands[k].strides(last);
      for (int i = 0; i < cores.get(k).size(); i++) {
        strides[next++] = operands[k].strides(loop.length + i);
      }
    }
    long[] at = new long[count + sizes.length];
    System.arraycopy(sizes, 0, at, count, sizes.length);
    long n = last < 0 ? 1 : loop[last];
    long[] index = new long[loop.length];
    while (true) {
      for (int k = 0; k < count; k++) {
        at[k] = operands[k].offset();
        for (int i = 0; i < last; i++) {
          at[k] += index[i] * operands[k].strides(i);
        }
      }
      inner.run(memory, at, strides, n);
      int axis = last - 1;
      while (axis >= 0 && ++index[axis] == loop[axis]) {
        index[axis--] = 0;
      }
      if (axis < 0) {
        return;
      }
    }
  }
}
