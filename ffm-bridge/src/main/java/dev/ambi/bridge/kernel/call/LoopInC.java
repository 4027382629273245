package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.nativelib.Failures;
import dev.ambi.core.DType;
import dev.ambi.core.InnerLoop;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/** A loop that calls C. */
public final class LoopInC implements InnerLoop {
  private final MethodHandle call;
  private final MemorySegment data;
  private final int inputs;
  private final int operands;
  private final long[] itemSizes;

  /**
   * Links the function.
   *
   * @param function of the signature {@code PyUFuncGenericFunction}
   * @param data what it is given as its last argument
   * @param types the dtypes of its operands
   */
  public LoopInC(MemorySegment function, MemorySegment data, LoopTypes types) {
    this.inputs = types.inputs().size();
    this.operands = inputs + types.outputs().size();
    this.itemSizes = types.all().stream().mapToLong(DType::itemSize).toArray();
    // The memory of the operands goes along as further arguments, which C does not look at (with
    // each calling convention here the caller removes the arguments). While a segment is an
    // argument, no other thread can close its arena.
    MemoryLayout[] arguments = new MemoryLayout[4 + operands];
    Arrays.fill(arguments, ValueLayout.ADDRESS);
    this.call =
        Linker.nativeLinker()
            .downcallHandle(function, FunctionDescriptor.ofVoid(arguments))
            .asSpreader(4, MemorySegment[].class, operands);
    this.data = data;
  }

  @Override
  public void run(MemorySegment[] memory, long[] at, long[] strides, long n) {
    for (int i = 0; i < operands; i++) {
      if (!memory[i].isNative()) {
        runOnCopies(memory, at, strides, n);
        return;
      }
    }
    // In C: args; the length of the run, then those of the core dimensions; the steps.
    int lengths = 1 + at.length - operands;
    Frame frame = Frame.open();
    try {
      MemorySegment block = frame.allocate(8L * (operands + lengths + strides.length), 8);
      for (int i = 0; i < operands; i++) {
        block.setAtIndex(ValueLayout.JAVA_LONG, i, memory[i].address() + at[i]);
      }
      block.setAtIndex(ValueLayout.JAVA_LONG, operands, n);
      for (int i = operands; i < at.length; i++) {
        block.setAtIndex(ValueLayout.JAVA_LONG, i + 1L, at[i]);
      }
      for (int i = 0; i < strides.length; i++) {
        block.setAtIndex(ValueLayout.JAVA_LONG, (long) operands + lengths + i, strides[i]);
      }
      call.invokeExact(
          block,
          block.asSlice(8L * operands),
          block.asSlice(8L * (operands + lengths)),
          data,
          memory);
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    } finally {
      frame.close();
    }
  }

  /**
   * For arrays on the Java heap: what the run touches is copied, once for all its operands there.
   */
  private void runOnCopies(MemorySegment[] memory, long[] at, long[] strides, long n) {
    MemorySegment[] copies = memory.clone();
    long[] places = at.clone();
    long[] starts = new long[operands];
    Frame frame = Frame.open();
    try {
      for (int i = 0; i < operands; i++) {
        if (memory[i].isNative()) {
          continue;
        }
        int same = sameMemory(memory, i);
        if (same < i) {
          copies[i] = copies[same];
          starts[i] = starts[same];
        } else {
          long from = Long.MAX_VALUE;
          long to = 0;
          for (int k = i; k < operands; k++) {
            if (sameMemory(memory, k) == i) {
              from = Math.min(from, start(k, at, strides, n));
              to = Math.max(to, end(k, at, strides, n, memory[k].byteSize()));
            }
          }
          starts[i] = from;
          copies[i] = frame.allocate(Math.max(to - from, 1), 16);
          MemorySegment.copy(memory[i], from, copies[i], 0, to - from);
        }
        places[i] = at[i] - starts[i];
      }
      run(copies, places, strides, n);
      for (int i = inputs; i < operands; i++) {
        if (!memory[i].isNative()) {
          long from = start(i, at, strides, n);
          long to = end(i, at, strides, n, memory[i].byteSize());
          MemorySegment.copy(copies[i], from - starts[i], memory[i], from, to - from);
        }
      }
    } finally {
      frame.close();
    }
  }

  /** The first operand that lies in the same Java array. */
  private static int sameMemory(MemorySegment[] memory, int i) {
    Object base = memory[i].heapBase().orElse(null);
    for (int k = 0; k < i; k++) {
      if (!memory[k].isNative()
          && memory[k].heapBase().orElse(null) == base
          && memory[k].address() == memory[i].address()
          && memory[k].byteSize() == memory[i].byteSize()) {
        return k;
      }
    }
    return i;
  }

  /** Of a loop with core dimensions all of the memory: it is not known which axes are whose. */
  private long start(int i, long[] at, long[] strides, long n) {
    return at.length > operands ? 0 : at[i] + Math.min(0, strides[i] * (n - 1));
  }

  private long end(int i, long[] at, long[] strides, long n, long size) {
    return at.length > operands ? size : at[i] + Math.max(0, strides[i] * (n - 1)) + itemSizes[i];
  }
}
