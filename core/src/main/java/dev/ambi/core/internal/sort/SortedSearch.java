package dev.ambi.core.internal.sort;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;

/**
 * Searches a sorted line. Where there are many needles the words of the line are loaded first;
 * needles that are themselves sorted are searched from where the one before was found.
 */
public final class SortedSearch {

  private static final int BLOCK = 1024;

  private final ElementKeys keys;
  private final Place line;
  private final long n;
  private final NDArray sorter;

  /** The words of the line, or null if they are looked up where they are. */
  private final long[] words;

  /**
   * Prepares a search.
   *
   * @param a the sorted array, of one dimension
   * @param sorter an int64 array of the positions that bring it into order, or null if it is in
   *     order
   * @param needles how many needles there will be
   */
  public SortedSearch(NDArray a, NDArray sorter, long needles) {
    this.keys = ElementKeys.of(a.dtype());
    this.line = new Place(a.memory(), a.offset(), a.strides(0));
    this.n = a.size();
    this.sorter = sorter;
    boolean load = sorter == null && keys instanceof WordKeys && n / 8 <= needles && n < 1 << 26;
    this.words = load ? new long[(int) n] : null;
    if (load) {
      keys.load(line.memory(), line.at(), line.stride(), 0, words, (int) n);
    }
  }

  /**
   * Finds where needles would have to be put.
   *
   * @param needles an array of the same dtype, gapless and row-major
   * @param right whether behind equal elements, else before them
   * @param out an int64 array of the same shape, gapless and row-major
   */
  public void positions(NDArray needles, boolean right, NDArray out) {
    MemorySegment to = out.memory();
    long start = out.offset();
    if (keys instanceof WordKeys) {
      forEachBlock(
          needles,
          right,
          (first, block, found, count) ->
              MemorySegment.copy(found, 0, to, JAVA_LONG_UNALIGNED, start + first * 8, count));
      return;
    }
    for (long i = 0; i < needles.size(); i++) {
      long at = needles.offset() + i * needles.itemSize();
      to.set(JAVA_LONG_UNALIGNED, start + i * 8, find(needles.memory(), at, right));
    }
  }

  /**
   * Finds which needles are there. NaN is not, even if it is.
   *
   * @param needles an array of the same dtype, gapless and row-major
   * @param invert whether to tell which are not there
   * @param out a bool array of the same shape, gapless and row-major
   */
  public void contained(NDArray needles, boolean invert, NDArray out) {
    for (long i = 0; i < needles.size(); i++) {
      long at = needles.offset() + i * needles.itemSize();
      boolean found = !keys.isMissing(needles.memory(), at) && contains(needles.memory(), at);
      out.memory().set(JAVA_BYTE, out.offset() + i, (byte) (found ^ invert ? 1 : 0));
    }
  }

  private boolean contains(MemorySegment m, long at) {
    if (words != null) {
      long key = keys.key(m, at, 0);
      int i = lower(words, (int) n, key);
      return i < n && words[i] == key;
    }
    long i = find(m, at, false);
    return i < n && keys.compare(line.memory(), place(i), m, at) == 0;
  }

  /** What is done with a block of needles that were found. */
  @FunctionalInterface
  private interface Block {
    void accept(long first, long[] needles, long[] found, int count);
  }

  private void forEachBlock(NDArray needles, boolean right, Block body) {
    long size = needles.itemSize();
    int length = (int) Math.min(BLOCK, needles.size());
    long[] block = new long[length];
    long[] found = new long[length];
    for (long first = 0; first < needles.size(); first += BLOCK) {
      int count = (int) Math.min(BLOCK, needles.size() - first);
      keys.load(needles.memory(), needles.offset() + first * size, size, 0, block, count);
      if (words == null) {
        for (int i = 0; i < count; i++) {
          found[i] = lookUp(block[i], right);
        }
      } else if (isSorted(block, count)) {
        searchSorted(block, right, found, count);
      } else {
        for (int i = 0; i < count; i++) {
          found[i] = insertion(block[i], right);
        }
      }
      body.accept(first, block, found, count);
    }
  }

  private static boolean isSorted(long[] a, int n) {
    for (int i = 1; i < n; i++) {
      if (a[i - 1] > a[i]) {
        return false;
      }
    }
    return true;
  }

  private int insertion(long key, boolean right) {
    if (right) {
      // Behind the equal ones is before the next greater.
      return key == Long.MAX_VALUE ? (int) n : lower(words, (int) n, key + 1);
    }
    return lower(words, (int) n, key);
  }

  /** The number of words that are less; without a branch that depends on them. */
  private static int lower(long[] words, int n, long key) {
    int base = 0;
    int length = n;
    while (length > 1) {
      int half = length >>> 1;
      base += words[base + half - 1] < key ? half : 0;
      length -= half;
    }
    return length == 1 && words[base] < key ? base + 1 : base;
  }

  private void searchSorted(long[] needles, boolean right, long[] found, int count) {
    int at = insertion(needles[0], right);
    for (int i = 0; i < count; i++) {
      long key = needles[i];
      int low = at;
      int step = 1;
      while (low + step <= n && isBefore(words[low + step - 1], key, right)) {
        low += step;
        step *= 2;
      }
      int high = (int) Math.min(n, (long) low + step - 1);
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (isBefore(words[middle], key, right)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      at = low;
      found[i] = at;
    }
  }

  private static boolean isBefore(long word, long key, boolean right) {
    return right ? word <= key : word < key;
  }

  private long lookUp(long key, boolean right) {
    long low = 0;
    long high = n;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (isBefore(keys.key(line.memory(), place(middle), 0), key, right)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long find(MemorySegment m, long at, boolean right) {
    long low = 0;
    long high = n;
    while (low < high) {
      long middle = (low + high) >>> 1;
      int c = keys.compare(line.memory(), place(middle), m, at);
      if (c < 0 || (right && c == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long place(long i) {
    if (sorter == null) {
      return line.at(i);
    }
    long j = sorter.getLong(i);
    if (j < 0 || j >= n) {
      throw new IllegalArgumentException(
          "Sorter index out of range: " + j + " for an array of size " + n);
    }
    return line.at(j);
  }
}
