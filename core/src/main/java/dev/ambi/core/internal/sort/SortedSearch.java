package dev.ambi.core.internal.sort;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Searches a sorted line. Where there are many needles the words of the line are loaded first;
 * needles that are themselves sorted are searched from where the one before was found.
 */
public final class SortedSearch {

  private static final int BLOCK = 1024;

  /** As many places for each element make a table that is worth it. */
  private static final long DENSE = 6;

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
    boolean load =
        sorter == null && keys instanceof WordKeys && n / 8 <= needles && n <= LineSort.LIMIT;
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
    if (words != null) {
      forEachBlock(
          needles,
          right,
          (first, block, found, count) -> {
            for (int i = 0; i < count; i++) {
              to.set(JAVA_LONG_UNALIGNED, start + (first + i) * 8, found[i]);
            }
          });
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
    MemorySegment to = out.memory();
    MemorySegment m = needles.memory();
    long size = needles.itemSize();
    boolean[] table = words == null ? null : table(needles.size());
    if (table != null) {
      contained(needles, invert, out, table);
      return;
    }
    if (words != null) {
      forEachBlock(
          needles,
          false,
          (first, block, found, count) -> {
            for (int i = 0; i < count; i++) {
              boolean isThere =
                  found[i] < n
                      && words[found[i]] == block[i]
                      && !keys.isMissing(m, needles.offset() + (first + i) * size);
              to.set(JAVA_BYTE, out.offset() + first + i, (byte) (isThere ^ invert ? 1 : 0));
            }
          });
      return;
    }
    for (long i = 0; i < needles.size(); i++) {
      long at = needles.offset() + i * size;
      long position = find(m, at, false);
      boolean isThere =
          position < n
              && keys.compare(line.memory(), place(position), m, at) == 0
              && !keys.isMissing(m, at);
      to.set(JAVA_BYTE, out.offset() + i, (byte) (isThere ^ invert ? 1 : 0));
    }
  }

  /** Which words between the first and the last there are, or null where that is not worth it. */
  private boolean[] table(long needles) {
    if (n == 0) {
      return null;
    }
    long range = words[words.length - 1] - words[0];
    if (range < 0 || range > DENSE * Math.min(n + needles, 1L << 26)) {
      return null;
    }
    boolean[] table = new boolean[(int) range + 1];
    for (long word : words) {
      table[(int) (word - words[0])] = true;
    }
    return table;
  }

  private void contained(NDArray needles, boolean invert, NDArray out, boolean[] table) {
    long size = needles.itemSize();
    long[] block = new long[BLOCK];
    for (long first = 0; first < needles.size(); first += BLOCK) {
      int count = (int) Math.min(BLOCK, needles.size() - first);
      keys.load(needles.memory(), needles.offset() + first * size, size, 0, block, count);
      for (int i = 0; i < count; i++) {
        long place = block[i] - words[0];
        boolean isThere = Long.compareUnsigned(place, table.length) < 0 && table[(int) place];
        isThere &= !keys.isMissing(needles.memory(), needles.offset() + (first + i) * size);
        out.memory().set(JAVA_BYTE, out.offset() + first + i, (byte) (isThere ^ invert ? 1 : 0));
      }
    }
  }

  /** What is done with a block of needles that were found. */
  @FunctionalInterface
  private interface Block {
    void accept(long first, long[] needles, int[] found, int count);
  }

  private void forEachBlock(NDArray needles, boolean right, Block body) {
    long size = needles.itemSize();
    int length = (int) Math.min(BLOCK, needles.size());
    long[] block = new long[length];
    int[] found = new int[length];
    for (long first = 0; first < needles.size(); first += BLOCK) {
      int count = (int) Math.min(BLOCK, needles.size() - first);
      keys.load(needles.memory(), needles.offset() + first * size, size, 0, block, count);
      if (isSorted(block, count)) {
        searchSorted(block, right, found, count);
      } else {
        search(block, right, found, count);
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

  /** All needles step by step together, so that the memory they wait for comes at once. */
  private void search(long[] needles, boolean right, int[] found, int count) {
    Arrays.fill(found, 0, count, 0);
    int length = words.length;
    while (length > 1) {
      int half = length >>> 1;
      for (int i = 0; i < count; i++) {
        int base = found[i];
        long word = words[base + half - 1];
        found[i] = base + ((right ? word <= needles[i] : word < needles[i]) ? half : 0);
      }
      length -= half;
    }
    for (int i = 0; length == 1 && i < count; i++) {
      found[i] += isBefore(words[found[i]], needles[i], right) ? 1 : 0;
    }
  }

  /** Each needle from where the one before was found. */
  private void searchSorted(long[] needles, boolean right, int[] found, int count) {
    int at = lookUp(needles[0], right, 0, words.length);
    for (int i = 0; i < count; i++) {
      long key = needles[i];
      int low = at;
      int step = 1;
      while (low + step <= words.length && isBefore(words[low + step - 1], key, right)) {
        low += step;
        step *= 2;
      }
      at = lookUp(key, right, low, Math.min(words.length, low + step - 1));
      found[i] = at;
    }
  }

  private static boolean isBefore(long word, long key, boolean right) {
    return right ? word <= key : word < key;
  }

  private int lookUp(long key, boolean right, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(words[middle], key, right)) {
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
