package dev.ambi.core.internal.ufunc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.ambi.core.DType;
import dev.ambi.core.InnerLoop;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.Parallel;
import dev.ambi.core.internal.StridedNest;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** One call of a loop over arrays of one shape: run after run, cast and masked where needed. */
final class Walk {

  private final InnerLoop loop;
  private final NDArray[] operands;
  private final MemorySegment[] memory;
  private final NDArray mask;
  private final long[] shape;
  private final DType[] dtypes;
  private final int inputs;

  Walk(Resolved resolved, NDArray[] in, NDArray[] out, NDArray mask, long[] shape) {
    this.loop = resolved.loop();
    this.dtypes = resolved.dtypes();
    this.mask = mask;
    this.shape = shape;
    this.operands = Arrays.copyOf(in, in.length + out.length);
    System.arraycopy(out, 0, operands, in.length, out.length);
    this.memory = new MemorySegment[operands.length];
    Arrays.setAll(memory, k -> operands[k].memory());
    this.inputs = in.length;
  }

  private NDArray[] walked() {
    if (mask == null) {
      return operands;
    }
    NDArray[] walked = Arrays.copyOf(operands, operands.length + 1);
    walked[operands.length] = mask;
    return walked;
  }

  void run() {
    StridedNest nest = Execution.nest(shape, walked());
    if (Parallel.mayShare(memory) && (mask == null || Parallel.mayShare(mask.memory()))) {
      nest.forEachPart(Parallel.GRAIN, this::walk);
    } else {
      walk(nest);
    }
  }

  private void walk(StridedNest nest) {
    try (OperandBuffers buffers = OperandBuffers.of(loop, memory, dtypes, operands, inputs)) {
      StridedNest.Body body = buffers::run;
      nest.forEachTiledRun(mask == null ? body : masked(mask.memory(), operands.length, body));
    }
  }

  /**
   * {@return a body that hands on the stretches of a run where a mask is true}
   *
   * @param m where the mask is: an operand of the run behind those that are handed on
   * @param k how many are handed on
   * @param body what is done with each stretch
   */
  static StridedNest.Body masked(MemorySegment m, int k, StridedNest.Body body) {
    return (at, strides, n) -> {
      // A loop chooses its way by the strides of its operands: the mask is none of them.
      long[] own = Arrays.copyOf(strides, k);
      long[] start = new long[k];
      long i = 0;
      while (i < n) {
        while (i < n && m.get(JAVA_BYTE, at[k] + i * strides[k]) == 0) {
          i++;
        }
        long from = i;
        while (i < n && m.get(JAVA_BYTE, at[k] + i * strides[k]) != 0) {
          i++;
        }
        if (i > from) {
          for (int o = 0; o < k; o++) {
            start[o] = at[o] + from * strides[o];
          }
          body.run(start, own, i - from);
        }
      }
    };
  }
}
