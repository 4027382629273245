package dev.ambi.core.internal.ufunc;

import dev.ambi.core.DType;
import dev.ambi.core.InnerLoop;
import dev.ambi.core.UFunc;
import dev.ambi.core.UFuncLoop;
import dev.ambi.core.internal.Scratch;
import java.lang.foreign.MemorySegment;

/** The quotient rounded down, and the remainder: the loops of both, one after the other. */
public final class DivmodUFunc {

  private static final int BLOCK = 512;

  private DivmodUFunc() {}

  /** Quotient and remainder. */
  public static final UFunc DIVMOD = made();

  private static UFunc made() {
    UFunc ufunc = UFunc.of("divmod", 2, 2);
    for (UFuncLoop quotient : ArithmeticUFuncs.FLOOR_DIVIDE.loops()) {
      DType d = quotient.dtypes().get(0);
      if (quotient.resolver() != null) {
        continue;
      }
      ArithmeticUFuncs.REMAINDER.loops().stream()
          .filter(l -> l.resolver() == null && l.dtypes().equals(quotient.dtypes()))
          .findFirst()
          .ifPresent(rest ->
              ufunc.register(
                  UFuncLoop.lazy(
                      () -> both(quotient.loop(), rest.loop(), d.itemSize()), d, d, d, d)));
    }
    return ufunc;
  }

  /** The outputs may be where the inputs are, so a block of both is finished before any is kept. */
  private static InnerLoop both(InnerLoop quotient, InnerLoop rest, long item) {
    return (memory, at, strides, n) -> {
      try (Scratch taken = Scratch.take(Math.min(n, BLOCK) * item)) {
        MemorySegment scratch = taken.memory();
        for (long done = 0; done < n; done += BLOCK) {
          long m = Math.min(BLOCK, n - done);
          long a = at[0] + done * strides[0];
          long b = at[1] + done * strides[1];
          long[] inner = {strides[0], strides[1], item};
          quotient.run(
              new MemorySegment[] {memory[0], memory[1], scratch}, new long[] {a, b, 0}, inner, m);
          // The remainder is written where no quotient is yet: the inputs are still as they were.
          rest.run(
              new MemorySegment[] {memory[0], memory[1], memory[3]},
              new long[] {a, b, at[3] + done * strides[3]},
              new long[] {strides[0], strides[1], strides[3]},
              m);
          for (long i = 0; i < m; i++) {
            MemorySegment.copy(scratch, i * item, memory[2], at[2] + (done + i) * strides[2], item);
          }
        }
      }
    };
  }
}
