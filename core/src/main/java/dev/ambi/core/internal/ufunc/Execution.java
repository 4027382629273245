package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import dev.ambi.core.internal.CastErrors;
import dev.ambi.core.internal.Outputs;
import dev.ambi.core.internal.Parallel;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.StridedNest;
import dev.ambi.core.internal.Transfer;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Calls an inner loop over whole arrays. */
public final class Execution {

  private Execution() {}

  /**
   * {@return the result of a call of one input, or null if it takes the general way}
   *
   * @param table the ufunc's loops
   * @param a the input
   * @param out where the result goes; null for a new array
   */
  public static NDArray fast(LoopTable table, NDArray a, NDArray out) {
    Resolved r = table.remembered(a.dtype());
    if (r == null || table.outputs() != 1 || !is(a, r, 0) || !isLine(a)) {
      return null;
    }
    if (out != null && !(fits(out, a, r, 1) && mayShare(out, a))) {
      return null;
    }
    long[] strides = {step(a), out == null ? r.dtypes()[1].itemSize() : step(out)};
    NDArray result = out == null ? emptyLike(a, r.dtypes()[1]) : out;
    if (result.size() > 0) {
      run(
          r,
          new NDArray[] {a, result},
          new MemorySegment[] {a.memory(), result.memory()},
          new long[] {a.offset(), result.offset()},
          strides);
    }
    return result;
  }

  /**
   * {@return the result of a call of two inputs, or null if it takes the general way}
   *
   * @param table the ufunc's loops
   * @param a the first input
   * @param b the second input
   * @param out where the result goes; null for a new array
   */
  public static NDArray fast(LoopTable table, NDArray a, NDArray b, NDArray out) {
    Resolved r = table.remembered(a.dtype(), b.dtype());
    if (r == null || table.outputs() != 1 || !is(a, r, 0) || !is(b, r, 1)) {
      return null;
    }
    NDArray shaped = a.ndim() >= b.ndim() ? a : b;
    NDArray other = a.ndim() >= b.ndim() ? b : a;
    if (!isLine(shaped) || !(other.ndim() == 0 || (shaped.hasShapeOf(other) && isLine(other)))) {
      return null;
    }
    if (out != null && !(fits(out, shaped, r, 2) && mayShare(out, a) && mayShare(out, b))) {
      return null;
    }
    long[] strides = {step(a), step(b), out == null ? r.dtypes()[2].itemSize() : step(out)};
    NDArray result = out == null ? emptyLike(shaped, r.dtypes()[2]) : out;
    if (result.size() > 0) {
      run(
          r,
          new NDArray[] {a, b, result},
          new MemorySegment[] {a.memory(), b.memory(), result.memory()},
          new long[] {a.offset(), b.offset(), result.offset()},
          strides);
    }
    return result;
  }

  private static NDArray emptyLike(NDArray a, DType dtype) {
    return a.isCContiguous() ? a.emptyLike(dtype) : NDArray.empty(dtype, a.shape(0));
  }

  /** Whether the elements lie in order at one distance. */
  private static boolean isLine(NDArray a) {
    return a.isCContiguous() || a.ndim() == 1;
  }

  /** The distance of the elements of a line; zero for one element that stands for many. */
  private static long step(NDArray a) {
    return a.ndim() == 0 ? 0 : a.ndim() == 1 ? a.strides(0) : a.itemSize();
  }

  private static boolean is(NDArray a, Resolved r, int k) {
    return a.dtype().id() == r.dtypes()[k].id();
  }

  private static boolean fits(NDArray out, NDArray like, Resolved r, int k) {
    return out.isWritable()
        && isLine(out)
        && out.dtype().equals(r.dtypes()[k])
        && out.hasShapeOf(like);
  }

  /** Apart, or element for element in the same place. */
  private static boolean mayShare(NDArray out, NDArray in) {
    return !Transfer.overlaps(out, in) || Transfer.isSameLayout(out, in);
  }

  /**
   * {@return whether a loop was run: over operands that are lines of one shape, or single elements,
   * and of the loop's dtypes}
   *
   * @param r the loop
   * @param operands the inputs and one output, of the shape of the call, which shares no memory
   *     with them other than element for element
   */
  static boolean lines(Resolved r, NDArray... operands) {
    int count = operands.length;
    NDArray out = operands[count - 1];
    MemorySegment[] memory = new MemorySegment[count];
    long[] at = new long[count];
    long[] strides = new long[count];
    for (int k = 0; k < count; k++) {
      NDArray a = operands[k];
      boolean line = a.ndim() == 0 || (isLine(a) && a.hasShapeOf(out));
      if (!line || !a.dtype().equals(r.dtypes()[k])) {
        return false;
      }
      memory[k] = a.memory();
      at[k] = a.offset();
      strides[k] = step(a);
    }
    if (out.size() > 0) {
      run(r, operands, memory, at, strides);
    }
    return true;
  }

  /** Runs over lines, the last of which is the result. */
  private static void run(
      Resolved r, NDArray[] lines, MemorySegment[] memory, long[] at, long[] strides) {
    long n = lines[lines.length - 1].size();
    if (n >= Parallel.GRAIN * 2 && Parallel.mayShare(memory)) {
      Parallel.ranges(
          n,
          Parallel.GRAIN,
          (from, to) -> {
            long[] start = new long[at.length];
            for (int k = 0; k < at.length; k++) {
              start[k] = at[k] + from * strides[k];
            }
            part(r, lines, memory, start, strides, to - from);
          });
    } else {
      part(r, lines, memory, at, strides, n);
    }
  }

  private static void part(
      Resolved r, NDArray[] lines, MemorySegment[] memory, long[] at, long[] strides, long n) {
    if (r.loop().isFastFor(strides)) {
      r.loop().run(memory, at, strides, n);
      return;
    }
    int inputs = lines.length - 1;
    try (OperandBuffers b = OperandBuffers.of(r.loop(), memory, r.dtypes(), lines, inputs)) {
      b.run(at, strides, n);
    }
  }

  /**
   * {@return the results of a call}
   *
   * @param table the ufunc's loops
   * @param inputs arrays and scalars
   * @param options what the caller asks for
   */
  public static NDArray[] call(LoopTable table, Object[] inputs, CallOptions options) {
    Arguments arguments = Arguments.of(table.name(), table.inputs(), inputs);
    Resolved r = arguments.resolve(table, options.dtype());
    NDArray[] in = arguments.arrays(r);
    checkInputs(table, in, r, options.casting());

    NDArray[] out = outputs(table, options);
    NDArray mask = mask(options.where());
    long[] shape = shape(in, out, mask);
    checkOutputs(table, out, r, shape, options.casting());
    for (int k = 0; k < out.length; k++) {
      if (out[k] == null) {
        out[k] = allocate(r.dtypes()[in.length + k], shape, in, options.order());
      }
    }
    new Walk(r, apart(in, out), out, mask == null ? null : apart(mask, out), shape).run();
    return out;
  }

  private static NDArray[] outputs(LoopTable table, CallOptions options) {
    if (options.out() == null) {
      return new NDArray[table.outputs()];
    }
    if (options.out().length != table.outputs()) {
      throw new IllegalArgumentException(
          "The 'out' tuple must have exactly one entry per ufunc output");
    }
    return options.out().clone();
  }

  private static NDArray mask(NDArray where) {
    if (where != null) {
      CastErrors.check(where.dtype(), DType.BOOL, Casting.SAFE);
    }
    return where;
  }

  private static long[] shape(NDArray[] in, NDArray[] out, NDArray mask) {
    long[][] shapes = new long[in.length + out.length + 1][];
    int n = 0;
    for (NDArray a : in) {
      shapes[n++] = RawShape.of(a);
    }
    for (NDArray a : out) {
      if (a != null) {
        shapes[n++] = RawShape.of(a);
      }
    }
    if (mask != null) {
      shapes[n++] = RawShape.of(mask);
    }
    return n == 1 ? shapes[0] : Shapes.broadcast(Arrays.copyOf(shapes, n));
  }

  private static void checkInputs(LoopTable table, NDArray[] in, Resolved r, Casting casting) {
    for (int k = 0; k < in.length; k++) {
      if (!DType.canCast(in[k].dtype(), r.dtypes()[k], casting)) {
        throw cannotCast(table, "input", k, in.length, in[k].dtype(), r.dtypes()[k], casting);
      }
    }
  }

  private static void checkOutputs(
      LoopTable table, NDArray[] out, Resolved r, long[] shape, Casting casting) {
    for (int k = 0; k < out.length; k++) {
      DType made = r.dtypes()[table.inputs() + k];
      if (out[k] != null && !DType.canCast(made, out[k].dtype(), casting)) {
        throw cannotCast(
            table, "output", table.inputs() + k, out.length, made, out[k].dtype(), casting);
      }
    }
    for (int k = 0; k < out.length; k++) {
      if (out[k] != null) {
        Outputs.checkBroadcast(out[k], shape);
      }
    }
  }

  private static IllegalArgumentException cannotCast(
      LoopTable table, String what, int k, int of, DType from, DType to, Casting casting) {
    String operand = of > 1 ? what + " " + k : what;
    return CastErrors.ofOperand(table.name(), operand, from, to, casting);
  }

  /** A new output: by default in memory as the first input of its shape is. */
  private static NDArray allocate(DType dtype, long[] shape, NDArray[] in, Order order) {
    Order o = order;
    if (order == Order.A) {
      boolean fortran = Arrays.stream(in).allMatch(a -> a.isFContiguous());
      o = fortran && !Arrays.stream(in).allMatch(a -> a.isCContiguous()) ? Order.F : Order.C;
    }
    if (o == Order.K) {
      for (NDArray a : in) {
        if (Arrays.equals(RawShape.of(a), shape)) {
          return a.emptyLike(dtype);
        }
      }
    }
    return NDArray.empty(dtype, o, shape);
  }

  /** The inputs, copied where an output overlaps them other than element for element. */
  private static NDArray[] apart(NDArray[] in, NDArray[] out) {
    NDArray[] result = new NDArray[in.length];
    Arrays.setAll(result, k -> apart(in[k], out));
    return result;
  }

  private static NDArray apart(NDArray a, NDArray[] out) {
    for (NDArray o : out) {
      if (!mayShare(o, a)) {
        return a.copy(Order.K);
      }
    }
    return a;
  }

  /** {@return strides that walk an array over a larger shape} */
  static long[] spread(NDArray a, long[] shape) {
    return Shapes.broadcastStrides(RawShape.of(a), a.strides(), shape);
  }

  /** {@return a nest of the operands over a shape} */
  static StridedNest nest(long[] shape, NDArray... operands) {
    long[] offsets = new long[operands.length];
    long[][] strides = new long[operands.length][];
    for (int k = 0; k < operands.length; k++) {
      offsets[k] = operands[k].offset();
      strides[k] = spread(operands[k], shape);
    }
    return new StridedNest(shape, offsets, strides);
  }
}
