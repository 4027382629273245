package dev.ambi.core.internal.memory;

import dev.ambi.core.DType;
import dev.ambi.core.internal.Shapes;
import java.lang.foreign.MemorySegment;
import java.util.Locale;

/** Memory for arrays for which the program names no arena. */
public final class Allocations {
  private static final long MIB = 1 << 20;

  private static final long HEAP = Runtime.getRuntime().maxMemory();

  /**
   * As much as the heap may have is allowed to wait for the collector: a heap of that size would
   * let as much garbage wait.
   */
  static final Recycler RECYCLER =
      new Recycler(
          BlockSource.best(),
          Math.clamp(HEAP / 4, 64 * MIB, 1024 * MIB),
          Math.min(64 * MIB, HEAP / 4),
          HEAP / 2);

  private Allocations() {}

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
