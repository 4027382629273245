package dev.ambi.tests.kernels;

import dev.ambi.bridge.kernel.Array;
import dev.ambi.bridge.kernel.Errno;
import dev.ambi.bridge.kernel.In;
import dev.ambi.bridge.kernel.InOut;
import dev.ambi.bridge.kernel.Length;
import dev.ambi.bridge.kernel.Out;
import dev.ambi.bridge.kernel.Symbol;
import dev.ambi.bridge.kernel.Variadic;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;

/** Functions of the C library: callbacks, {@code errno} and variadic arguments. */
interface CLibrary {
  int O_RDONLY = 0;

  /**
   * {@code int (*)(const void *, const void *)}: each points to an element, an array of no axes.
   */
  interface Compare {
    int compare(
        @In @Array(dtype = "float64", shape = "()") NDArray a,
        @In @Array(dtype = "float64", shape = "()") NDArray b);
  }

  void qsort(
      @InOut @Array(dtype = "float64", shape = "n") NDArray base,
      long n,
      long size,
      Compare compare);

  MemorySegment bsearch(
      @In @Array(dtype = "float64", size = "1") NDArray key,
      @In @Array(dtype = "float64", shape = "n") NDArray base,
      long n,
      long size,
      Compare compare);

  int open(String path, int flags, @Variadic int mode, Errno errno);

  int close(int file);

  /**
   * The number that the text begins with. The end of it is told as an address: so the text lies in
   * memory of the caller's, whose address is known.
   */
  long strtol(MemorySegment text, @Out @Length("1") MemorySegment[] end, int base, Errno errno);

  /** {@code struct timespec}. */
  record Timespec(long seconds, long nanoseconds) {}

  /** {@code struct tm}. */
  record Tm(
      int sec,
      int min,
      int hour,
      int mday,
      int mon,
      int year,
      int wday,
      int yday,
      int isdst,
      long gmtoff,
      MemorySegment zone) {}

  int clock_gettime(int clock, @Out Timespec[] now);

  /** What remains is written where the sleep is interrupted; null is C's NULL. */
  int nanosleep(@In Timespec request, @Out Timespec[] remaining, Errno errno);

  /** What it gives is the pointer that it was given, which Java has no use for. */
  MemorySegment gmtime_r(@In @Length("1") long[] time, @Out Tm[] tm);

  /** Writes as well: the 32nd of January becomes the 1st of February. */
  long timegm(@InOut Tm[] tm);

  /** With these variadic arguments; another method is for others. */
  @Symbol("snprintf")
  int format(
      @Out @Length("size") byte[] target,
      long size,
      String format,
      @Variadic int i,
      double d,
      String text);

  @Symbol("snprintf")
  int format(@Out @Length("size") byte[] target, long size, String format, @Variadic long l);
}
