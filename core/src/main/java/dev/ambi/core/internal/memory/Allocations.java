package dev.ambi.core.internal.memory;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.Shapes;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;

/** Memory for arrays for which the program names no arena. */
public final class Allocations {
  private static final long MIB = 1 << 20;

  /**
   * How much may wait for the collector, and is kept afterwards. A collection of a small heap takes
   * as long as to write 50 to 100 MB: with this, collections take a tenth to a fifth of the time of
   * a loop that only allocates and writes. More was measured to gain less than its fresh pages
   * cost.
   */
  private static final long WAITING = Math.min(512 * MIB, Runtime.getRuntime().maxMemory() / 4);

  /** Where a program starts: what the processor's caches hold. */
  private static final long FIRST_WAITING = 32 * MIB;

  private static final MethodHandle ALLOCATE;

  static {
    try {
      ALLOCATE =
          MethodHandles.privateLookupIn(NDArray.class, MethodHandles.lookup())
              .findStatic(
                  NDArray.class,
                  "allocate",
                  MethodType.methodType(
                      NDArray.class, DType.class, long[].class, long[].class, boolean.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static final Recycler RECYCLER =
      new Recycler(BlockSource.best(), WAITING, FIRST_WAITING, WAITING);

  private Allocations() {}

  /**
   * {@return a new row-major array whose elements may be anything}
   *
   * @param dtype the type of the elements
   * @param shape the shape, already checked; it becomes the array's own
   * @throws OutOfMemoryError if there is no memory
   */
  public static NDArray empty(DType dtype, long[] shape) {
    return empty(dtype, shape, Shapes.strides(shape, dtype.itemSize()));
  }

  /**
   * {@return a new array whose elements may be anything}
   *
   * @param dtype the type of the elements
   * @param shape the shape, already checked; it becomes the array's own
   * @param strides the strides of a gapless array; they become the array's own
   * @throws OutOfMemoryError if there is no memory
   */
  public static NDArray empty(DType dtype, long[] shape, long[] strides) {
    try {
      return (NDArray) ALLOCATE.invokeExact(dtype, shape, strides, false);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * {@return memory aligned to 64 bytes: of the innermost {@link ScopeMemory} that the thread has
   * opened, or usable while it is reachable}
   *
   * @param dtype what it is for
   * @param shape what it is for, already checked
   * @param zeroed whether it holds zeros; else it may hold anything
   * @throws OutOfMemoryError if there is none
   */
  public static MemorySegment memory(DType dtype, long[] shape, boolean zeroed) {
    long bytes = Math.max(Shapes.size(shape) * dtype.itemSize(), 1);
    ThreadMemory thread = ThreadMemory.own();
    MemorySegment memory;
    if (thread.scope != null) {
      memory = thread.scope.allocate(bytes, zeroed);
    } else if (bytes <= ThreadMemory.SMALL) {
      memory = thread.allocate(bytes);
      if (zeroed && memory != null) {
        memory.fill((byte) 0);
      }
    } else {
      memory = RECYCLER.allocate(bytes, zeroed);
      if (memory != null && memory.byteSize() != bytes) {
        memory = memory.asSlice(0, bytes);
      }
    }
    if (memory == null) {
      throw new OutOfMemoryError(
          "Unable to allocate "
              + readable(bytes)
              + " for an array with shape "
              + Shapes.tuple(shape)
              + " and data type "
              + dtype.name());
    }
    return memory;
  }

  /** As NumPy writes sizes: three digits and a unit. */
  private static String readable(long bytes) {
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    int unit = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
    double n = bytes / Math.pow(2, 10 * unit);
    if (unit > 0 && Math.round(n) == 1024) {
      unit++;
      n = 1;
    }
    if (unit == 0) {
      return bytes + " bytes";
    }
    String form = n < 10 ? "%.2f %s" : n < 100 ? "%.1f %s" : "%.0f. %s";
    return String.format(Locale.ROOT, form, n, units[unit]);
  }

  /** {@return how many bytes are in use, or not yet seen to be unused by the collector} */
  public static long leasedBytes() {
    return RECYCLER.leased();
  }

  /** {@return how many bytes are kept for the next array} */
  public static long cachedBytes() {
    return RECYCLER.cached();
  }

  /** Gives back to the system what is kept for the next array. */
  public static void trim() {
    RECYCLER.trim();
  }
}
