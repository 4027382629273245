package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.KernelLinkException;
import dev.ambi.bridge.kernel.Library;
import dev.ambi.bridge.nativelib.Failures;
import dev.ambi.core.MatrixMultiplier;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.EnumMap;
import java.util.Map;

/** {@code c = a b} by a library's {@code cblas_?gemm}. */
public final class CblasGemm implements MatrixMultiplier {
  private static final int ROW_MAJOR = 101;
  private static final int NO_TRANS = 111;
  private static final int TRANS = 112;

  /** What may stand before and after the name; with {@code 64_} integers have 64 bits. */
  private static final String[][] NAMES = {
    {"", ""}, {"scipy_", ""}, {"", "64_"}, {"scipy_", "64_"}, {"", "_64"}
  };

  /** 1 and 0 of the largest dtype, complex128; the others' are at other places. */
  private static final MemorySegment ONE_64 = pair(true);

  private static final MemorySegment ONE_32 = pair(false);
  private static final MemorySegment ZERO = Arena.global().allocate(16, 16);

  private final Map<TypeId, MethodHandle> functions;
  private final long largest;

  private CblasGemm(Map<TypeId, MethodHandle> functions, long largest) {
    this.functions = functions;
    this.largest = largest;
  }

  private static MemorySegment pair(boolean isDouble) {
    MemorySegment one = Arena.global().allocate(16, 16);
    if (isDouble) {
      one.set(ValueLayout.JAVA_DOUBLE, 0, 1);
    } else {
      one.set(ValueLayout.JAVA_FLOAT, 0, 1);
    }
    return one;
  }

  /**
   * {@return the multiplier}
   *
   * @param library a BLAS with the C interface
   * @throws KernelLinkException if it is none
   */
  public static CblasGemm of(Library library) {
    for (String[] name : NAMES) {
      boolean wide = !name[1].isEmpty();
      Map<TypeId, MethodHandle> functions = new EnumMap<>(TypeId.class);
      add(functions, TypeId.FLOAT32, library, name, "sgemm", ValueLayout.JAVA_FLOAT);
      add(functions, TypeId.FLOAT64, library, name, "dgemm", ValueLayout.JAVA_DOUBLE);
      add(functions, TypeId.COMPLEX64, library, name, "cgemm", ValueLayout.ADDRESS);
      add(functions, TypeId.COMPLEX128, library, name, "zgemm", ValueLayout.ADDRESS);
      if (!functions.isEmpty()) {
        return new CblasGemm(functions, wide ? Long.MAX_VALUE : Integer.MAX_VALUE);
      }
    }
    throw new KernelLinkException(
        library.name()
            + " has no cblas_dgemm, nor with scipy_ before or 64_ after it: no BLAS with"
            + " the C interface");
  }

  private static void add(
      Map<TypeId, MethodHandle> functions,
      TypeId id,
      Library library,
      String[] name,
      String function,
      MemoryLayout scalar) {
    MemoryLayout size = name[1].isEmpty() ? ValueLayout.JAVA_INT : ValueLayout.JAVA_LONG;
    FunctionDescriptor descriptor =
        FunctionDescriptor.ofVoid(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            size,
            size,
            size,
            scalar,
            ValueLayout.ADDRESS,
            size,
            ValueLayout.ADDRESS,
            size,
            scalar,
            ValueLayout.ADDRESS,
            size);
    library
        .lookup(name[0] + "cblas_" + function + name[1])
        .ifPresent(f ->
            functions.put(
                id,
                MethodHandles.explicitCastArguments(
                    bound(Linker.nativeLinker().downcallHandle(f, descriptor), id),
                    MethodType.methodType(
                        void.class,
                        int.class,
                        int.class,
                        int.class,
                        long.class,
                        long.class,
                        long.class,
                        MemorySegment.class,
                        long.class,
                        MemorySegment.class,
                        long.class,
                        MemorySegment.class,
                        long.class))));
  }

  /** With alpha 1 and beta 0. */
  private static MethodHandle bound(MethodHandle gemm, TypeId id) {
    Object one =
        switch (id) {
          case FLOAT32 -> 1f;
          case FLOAT64 -> 1.0;
          case COMPLEX64 -> ONE_32;
          default -> ONE_64;
        };
    Object zero =
        switch (id) {
          case FLOAT32 -> 0f;
          case FLOAT64 -> 0.0;
          default -> ZERO;
        };
    return MethodHandles.insertArguments(MethodHandles.insertArguments(gemm, 11, zero), 6, one);
  }

  @Override
  public boolean multiply(NDArray a, NDArray b, NDArray c) {
    MethodHandle gemm = functions.get(c.dtype().id());
    if (gemm == null || !c.memory().isNative() || !c.isAligned()) {
      return false;
    }
    long n = c.shape(0);
    long m = c.shape(1);
    long k = a.shape(1);
    Side left = Side.of(a);
    Side right = Side.of(b);
    if (Math.max(Math.max(n, m), Math.max(k, Math.max(left.step(), right.step()))) > largest) {
      return false;
    }
    try {
      gemm.invokeExact(
          ROW_MAJOR,
          left.transposed() ? TRANS : NO_TRANS,
          right.transposed() ? TRANS : NO_TRANS,
          n,
          m,
          k,
          ArrayCheck.data(left.matrix()),
          left.step(),
          ArrayCheck.data(right.matrix()),
          right.step(),
          ArrayCheck.data(c),
          Math.max(m, 1));
      return true;
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    }
  }

  /** A factor as BLAS takes it: one axis without gaps, the other with a step in elements. */
  private record Side(NDArray matrix, boolean transposed, long step) {
    static Side of(NDArray a) {
      Side s = find(a);
      return s == null ? find(a.copy()) : s;
    }

    private static Side find(NDArray a) {
      if (!a.memory().isNative() || !a.isAligned()) {
        return null;
      }
      long item = a.itemSize();
      if (isRows(a.strides(0), a.strides(1), a.shape(0), a.shape(1), item)) {
        return new Side(a, false, step(a.strides(0), a.shape(0), a.shape(1), item));
      }
      if (isRows(a.strides(1), a.strides(0), a.shape(1), a.shape(0), item)) {
        return new Side(a, true, step(a.strides(1), a.shape(1), a.shape(0), item));
      }
      return null;
    }

    private static boolean isRows(long row, long column, long rows, long columns, long item) {
      boolean dense = columns == 1 || column == item;
      return dense && (rows == 1 || (row >= columns * item && row % item == 0));
    }

    private static long step(long row, long rows, long columns, long item) {
      return rows == 1 ? Math.max(columns, 1) : row / item;
    }
  }
}
