package dev.ambi.core.internal.sort;

import dev.ambi.core.internal.Parallel;
import java.util.Arrays;

/**
 * Sorts longs by their digits. A part that is larger than the cache is first split by its leading
 * digit; one that fits is sorted by just as many leading bits as tell its elements apart if they
 * are spread evenly, from the last of those digits to the first; where elements are still tied, the
 * same again on the tied ones. Digits are taken of the distance from the least element, so that no
 * time goes into bits that all have in common, and each step uses up bits: the time is linear in
 * the number of elements, whatever they are.
 *
 * <p>Not for use by several threads at once; but it splits its own work over threads, part by part,
 * where {@link Parallel} is on.
 */
final class RadixSort {

  /** Up to here insertion is fastest. */
  private static final int INSERTION = 16;

  /** Up to here the JDK's own sort is faster than counting digits. */
  private static final int SMALL = 100;

  /** As many elements, and as many again to scatter them to, fit into the second-level cache. */
  private static final int CACHED = 1 << 15;

  /** More parts at once than 2**9 cost more in cache misses than a further level costs. */
  private static final int SPLIT_BITS = 9;

  private static final int MAX_DIGIT_BITS = 11;

  /** Bits more than would number the elements: so few are tied that mending them costs little. */
  private static final int SPARE_BITS = 7;

  private long[] spare = {};
  private int[] wanted;
  private final int[] counts = new int[1 << MAX_DIGIT_BITS];

  RadixSort() {}

  /** One for another thread, to sort a part while {@code other} waits. */
  private RadixSort(RadixSort other) {
    this.spare = other.spare;
    this.wanted = other.wanted;
  }

  /**
   * {@return an array for intermediate results that {@link #sort} overwrites}
   *
   * @param n its least length
   */
  long[] spare(int n) {
    if (spare.length < n) {
      spare = new long[n];
    }
    return spare;
  }

  /**
   * Sorts a part of an array in signed order.
   *
   * @param a the array
   * @param from the start of the part
   * @param to its end
   * @param floor how many low bits are known to be in order already among elements whose other bits
   *     are equal
   * @param wanted the positions, in order, at which the right element has to be, with none that is
   *     greater before it; null for all
   */
  void sort(long[] a, int from, int to, int floor, int[] wanted) {
    spare(to);
    this.wanted = wanted;
    part(a, from, to, floor);
  }

  /** {@return whether one of the positions, which are in order, lies within the bounds} */
  static boolean anyWithin(int[] positions, int from, int to) {
    int i = Arrays.binarySearch(positions, from);
    return i >= 0 || (-1 - i < positions.length && positions[-1 - i] < to);
  }

  private void part(long[] a, int from, int to, int floor) {
    if (wanted != null && !anyWithin(wanted, from, to)) {
      return;
    }
    int n = to - from;
    if (n <= SMALL) {
      small(a, from, to);
      return;
    }
    long min = a[from];
    long max = min;
    for (int i = from; i < to; i++) {
      min = Math.min(min, a[i]);
      max = Math.max(max, a[i]);
    }
    long base = min & (-1L << floor);
    int bits = Long.SIZE - Long.numberOfLeadingZeros(max - base);
    if (bits <= floor) {
      return;
    }
    if (floor == 0 && Long.compareUnsigned(max - min, n) < 0) {
      count(a, from, to, min, (int) (max - min) + 1);
    } else if (n > CACHED) {
      split(a, from, to, floor, base, bits);
    } else {
      byDigits(a, from, to, floor, base, bits);
    }
  }

  /** For values so dense that counting how often each occurs is all that is needed. */
  private static void count(long[] a, int from, int to, long min, int values) {
    int[] times = new int[values];
    for (int i = from; i < to; i++) {
      times[(int) (a[i] - min)]++;
    }
    int at = from;
    for (int v = 0; v < values; v++) {
      int end = at + times[v];
      Arrays.fill(a, at, end, min + v);
      at = end;
    }
  }

  private void split(long[] a, int from, int to, int floor, long base, int bits) {
    int digit = Math.min(SPLIT_BITS, bits - floor);
    int shift = bits - digit;
    // Its own, since the parts are sorted while it tells where they end.
    int[] ends = new int[1 << digit];
    if (!scatter(a, spare, from, to, base, shift, ends, 1 << digit)) {
      System.arraycopy(spare, from, a, from, to - from);
    }
    if (shift > floor) {
      Parallel.ranges(
          to - from,
          Parallel.GRAIN,
          (first, behind) -> {
            RadixSort sort = Parallel.isOn() ? new RadixSort(this) : this;
            sort.parts(a, ends, from, from + first, from + behind, floor);
          });
    }
  }

  /** Sorts those parts that start within bounds. */
  private void parts(long[] a, int[] ends, int from, long first, long behind, int floor) {
    int start = from;
    for (int end : ends) {
      if (start >= first && start < behind) {
        part(a, start, end, floor);
      }
      start = end;
    }
  }

  private void byDigits(long[] a, int from, int to, int floor, long base, int bits) {
    int n = to - from;
    int wanted =
        Math.min(bits - floor, Integer.SIZE - Integer.numberOfLeadingZeros(n) + SPARE_BITS);
    int passes = (wanted + MAX_DIGIT_BITS - 1) / MAX_DIGIT_BITS;
    int digit = (wanted + passes - 1) / passes;
    int low = Math.max(floor, bits - passes * digit);
    long[] source = a;
    long[] target = spare;
    for (int shift = low; shift < bits; shift += digit) {
      Arrays.fill(counts, 0, 1 << digit, 0);
      if (!scatter(source, target, from, to, base, shift, counts, 1 << digit)) {
        long[] t = source;
        source = target;
        target = t;
      }
    }
    // The arrays change places in turn: which is which is known by identity alone.
    if (target == a) {
      System.arraycopy(source, from, a, from, n);
    }
    if (low > floor) {
      mendTies(a, from, to, floor, base, low);
    }
  }

  /**
   * Copies elements into the order of one digit, or finds that they all have the same digit.
   *
   * @param ends zeros; becomes where each digit's elements end
   * @return whether all have the same digit: then nothing was copied
   */
  private static boolean scatter(
      long[] source,
      long[] target,
      int from,
      int to,
      long base,
      int shift,
      int[] ends,
      int digits) {
    int mask = digits - 1;
    for (int i = from; i < to; i++) {
      ends[(int) ((source[i] - base) >>> shift) & mask]++;
    }
    boolean same = ends[(int) ((source[from] - base) >>> shift) & mask] == to - from;
    int sum = from;
    for (int d = 0; d < digits; d++) {
      int count = ends[d];
      ends[d] = same ? sum + count : sum;
      sum += count;
    }
    if (!same) {
      for (int i = from; i < to; i++) {
        long v = source[i];
        target[ends[(int) ((v - base) >>> shift) & mask]++] = v;
      }
    }
    return same;
  }

  /** Sorts each run of elements that have all bits from {@code low} on in common. */
  private void mendTies(long[] a, int from, int to, int floor, long base, int low) {
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i < to && (a[i] - base) >>> low == (a[i - 1] - base) >>> low) {
        continue;
      }
      if (i - start == 2) {
        long first = a[start];
        long second = a[start + 1];
        a[start] = Math.min(first, second);
        a[start + 1] = Math.max(first, second);
      } else if (i - start > 2) {
        part(a, start, i, floor);
      }
      start = i;
    }
  }

  private static void small(long[] a, int from, int to) {
    if (to - from > INSERTION) {
      Arrays.sort(a, from, to);
      return;
    }
    // Least and greatest instead of branches, which would be guessed wrong.
    for (int i = from + 1; i < to; i++) {
      long v = a[i];
      for (int j = from; j < i; j++) {
        long w = a[j];
        a[j] = Math.min(v, w);
        v = Math.max(v, w);
      }
      a[i] = v;
    }
  }
}
