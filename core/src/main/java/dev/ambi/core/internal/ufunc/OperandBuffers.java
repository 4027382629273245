package dev.ambi.core.internal.ufunc;

import dev.ambi.core.CastLoop;
import dev.ambi.core.DType;
import dev.ambi.core.InnerLoop;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.Casts;
import dev.ambi.core.internal.Scratch;
import java.lang.foreign.MemorySegment;

/**
 * Hands runs to a loop, through buffers for the operands that have another dtype or byte order than
 * the loop takes, or lie scattered where the loop prefers them together. A buffer is small enough
 * for the first-level cache.
 */
final class OperandBuffers implements AutoCloseable {

  /** The bytes of a buffer. */
  private static final long BYTES = 8192;

  /** Shorter runs are not worth copying together. */
  private static final long SHORT = 8;

  private final InnerLoop loop;
  private final MemorySegment[] memory;
  private final DType[] dtypes;
  private final int inputs;
  private final CastLoop[] in;
  private final CastLoop[] out;
  private final CastLoop[] moves;
  private final boolean always;
  private boolean together;
  private final long step;
  private final long slot;
  private final long[] item;
  private Scratch scratch;
  private MemorySegment[] buffered;
  private long[] bufferedAt;
  private long[] bufferedStrides;

  private OperandBuffers(
      InnerLoop loop, MemorySegment[] memory, DType[] dtypes, NDArray[] operands, int inputs) {
    int count = memory.length;
    this.loop = loop;
    this.memory = memory;
    this.dtypes = dtypes;
    this.inputs = inputs;
    this.in = new CastLoop[count];
    this.out = new CastLoop[count];
    this.moves = new CastLoop[count];
    this.item = new long[count];
    boolean any = false;
    long widest = 1;
    for (int k = 0; k < count; k++) {
      item[k] = dtypes[k].itemSize();
      widest = Math.max(widest, item[k]);
      DType own = operands[k].dtype();
      if (!own.equals(dtypes[k])) {
        any = true;
        if (k < inputs) {
          in[k] = Casts.find(own, dtypes[k]);
        } else {
          out[k] = Casts.find(dtypes[k], own);
        }
      }
    }
    this.always = any;
    this.step = Math.max(BYTES / widest, 1);
    this.slot = Math.max(BYTES, widest + 63 & -64);
  }

  static OperandBuffers of(
      InnerLoop loop, MemorySegment[] memory, DType[] dtypes, NDArray[] operands, int inputs) {
    return new OperandBuffers(loop, memory, dtypes, operands, inputs);
  }

  /** A run, as {@link dev.ambi.core.internal.StridedNest.Body}. */
  void run(long[] at, long[] strides, long n) {
    together = n > SHORT && !loop.isFastFor(strides);
    if (always || together) {
      bufferedRun(at, strides, n);
    } else {
      loop.run(memory, at, strides, n);
    }
  }

  private boolean isScattered(int k, long[] strides) {
    return strides[k] != item[k] && strides[k] != 0;
  }

  private boolean isBuffered(int k, long[] strides) {
    return in[k] != null || out[k] != null || (together && isScattered(k, strides));
  }

  private void bufferedRun(long[] at, long[] strides, long n) {
    int count = memory.length;
    prepare();
    for (int k = 0; k < count; k++) {
      if (isBuffered(k, strides)) {
        buffered[k] = scratch.memory();
        bufferedAt[k] = k * slot;
        bufferedStrides[k] = item[k];
        if (k < inputs && strides[k] == 0) {
          load(k, at, 0, 1);
          bufferedStrides[k] = 0;
        }
      } else {
        buffered[k] = memory[k];
        bufferedStrides[k] = strides[k];
      }
    }
    for (long done = 0; done < n; done += step) {
      long m = Math.min(step, n - done);
      for (int k = 0; k < count; k++) {
        if (!isBuffered(k, strides)) {
          bufferedAt[k] = at[k] + done * strides[k];
        } else if (k < inputs && strides[k] != 0) {
          load(k, at, strides[k], m, done);
        }
      }
      loop.run(buffered, bufferedAt, bufferedStrides, m);
      for (int k = inputs; k < count; k++) {
        if (isBuffered(k, strides)) {
          cast(out, k)
              .run(
                  buffered[k],
                  bufferedAt[k],
                  item[k],
                  memory[k],
                  at[k] + done * strides[k],
                  strides[k],
                  m);
        }
      }
    }
  }

  private void load(int k, long[] at, long stride, long m) {
    load(k, at, stride, m, 0);
  }

  private void load(int k, long[] at, long stride, long m, long done) {
    cast(in, k)
        .run(memory[k], at[k] + done * stride, stride, buffered[k], bufferedAt[k], item[k], m);
  }

  private CastLoop cast(CastLoop[] casts, int k) {
    if (casts[k] != null) {
      return casts[k];
    }
    if (moves[k] == null) {
      moves[k] = Casts.find(dtypes[k], dtypes[k]);
    }
    return moves[k];
  }

  private void prepare() {
    if (scratch == null) {
      int count = memory.length;
      scratch = Scratch.take(count * slot);
      buffered = new MemorySegment[count];
      bufferedAt = new long[count];
      bufferedStrides = new long[count];
    }
  }

  @Override
  public void close() {
    if (scratch != null) {
      scratch.close();
      scratch = null;
    }
  }
}
