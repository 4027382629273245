package dev.ambi.core.internal.ufunc;

import dev.ambi.core.CoreSignature;
import dev.ambi.core.DType;
import dev.ambi.core.InnerLoop;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.CastErrors;
import dev.ambi.core.internal.Outputs;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    Map<String, Long> sizes = new HashMap<>();
    List<String> order = new ArrayList<>();
    long[][] outer = new long[in.length][];
    for (int k = 0; k < in.length; k++) {
      outer[k] = match(table.name(), signature, k, in[k], sizes, order);
    }
    long[] loop = Shapes.broadcast(outer);
    NDArray[] operands = new NDArray[in.length + table.outputs()];
    for (int k = 0; k < in.length; k++) {
      DType wanted = r.dtypes()[k];
      NDArray a = in[k].dtype().equals(wanted) ? in[k] : in[k].astype(wanted, options.casting());
      operands[k] = widen(a, loop, signature.inputs().get(k).size());
    }
    NDArray[] out = new NDArray[table.outputs()];
    for (int k = 0; k < out.length; k++) {
      out[k] = output(table, signature, k, sizes, loop, r.dtypes()[in.length + k], options);
      operands[in.length + k] = out[k];
    }
    walk(signature, r.loop(), operands, loop, order.stream().mapToLong(sizes::get).toArray());
    return finish(out, options);
  }

  private static long[] match(
      String name,
      CoreSignature signature,
      int k,
      NDArray a,
      Map<String, Long> sizes,
      List<String> order) {
    List<String> core = signature.inputs().get(k);
    int loop = a.ndim() - core.size();
    if (loop < 0) {
      throw new IllegalArgumentException(
          name
              + ": Input operand "
              + k
              + " does not have enough dimensions (has "
              + a.ndim()
              + ", gufunc core with signature "
              + signature
              + " requires "
              + core.size()
              + ")");
    }
    for (int i = 0; i < core.size(); i++) {
      String dim = core.get(i);
      long size = a.shape(loop + i);
      Long before = sizes.get(dim);
      long wanted = before != null ? before : isNumber(dim) ? Long.parseLong(dim) : size;
      if (size != wanted) {
        throw new IllegalArgumentException(
            name
                + ": Input operand "
                + k
                + " has a mismatch in its core dimension "
                + i
                + ", with gufunc signature "
                + signature
                + " (size "
                + size
                + " is different from "
                + wanted
                + ")");
      }
      if (before == null) {
        sizes.put(dim, size);
        order.add(dim);
      }
    }
    return Arrays.copyOf(RawShape.of(a), loop);
  }

  private static boolean isNumber(String dim) {
    return Character.isDigit(dim.charAt(0));
  }

  private static NDArray widen(NDArray a, long[] loop, int core) {
    long[] shape = Arrays.copyOf(loop, loop.length + core);
    for (int i = 0; i < core; i++) {
      shape[loop.length + i] = a.shape(a.ndim() - core + i);
    }
    return a.broadcastTo(shape);
  }

  private static NDArray output(
      LoopTable table,
      CoreSignature signature,
      int k,
      Map<String, Long> sizes,
      long[] loop,
      DType dtype,
      CallOptions options) {
    List<String> core = signature.outputs().get(k);
    long[] shape = Arrays.copyOf(loop, loop.length + core.size());
    for (int i = 0; i < core.size(); i++) {
      Long size = sizes.get(core.get(i));
      if (size == null) {
        throw new IllegalArgumentException(
            table.name() + ": output dimension " + core.get(i) + " is not one of the inputs'");
      }
      shape[loop.length + i] = size;
    }
    NDArray given = options.out() == null ? null : options.out()[k];
    if (given != null) {
      if (!Arrays.equals(RawShape.of(given), shape)) {
        throw new IllegalArgumentException(
            table.name()
                + ": Output operand "
                + k
                + " has shape "
                + given.shape()
                + ", not "
                + Shapes.tuple(shape));
      }
      Outputs.checkWritable(given);
      CastErrors.checkOutput(table.name(), dtype, given.dtype(), options.casting());
    }
    // Into memory of its own: an output may overlap an input, whose elements are read many times.
    return NDArray.empty(dtype, shape);
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
