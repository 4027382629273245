package dev.ambi.core.internal.sort;

import java.util.Arrays;

/**
 * The order of the elements along a line of an array.
 *
 * @param keys the order of their dtype
 * @param place where they are
 * @param turn 0, or -1 for the opposite order
 */
record LineKey(ElementKeys keys, Place place, long turn) implements SortKey {

  /**
   * {@return the order of a line}
   *
   * @param keys the order of its dtype
   * @param place where it is
   * @param n the number of elements
   * @param descending whether the opposite order is wanted
   */
  static SortKey of(ElementKeys keys, Place place, int n, boolean descending) {
    LineKey line = new LineKey(keys, place, descending ? -1 : 0);
    return keys.hasWords() ? line : new Ranks(line.ranks(n));
  }

  @Override
  public int words() {
    return keys.words();
  }

  @Override
  public long key(int word, int i) {
    return keys.key(place.memory(), place.at(i), word) ^ turn;
  }

  @Override
  public void load(int word, long[] out, int n) {
    keys.load(place.memory(), place.at(), place.stride(), word, out, n);
    if (turn != 0) {
      for (int i = 0; i < n; i++) {
        out[i] = ~out[i];
      }
    }
  }

  private int compare(int i, int j) {
    return keys.compare(place.memory(), place.at(i), place.memory(), place.at(j));
  }

  /** For each element how many distinct elements come before it: found by merging, bottom up. */
  private long[] ranks(int n) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    int[] other = new int[n];
    for (int width = 1; width > 0 && width < n; width *= 2) {
      for (int start = 0; start < n; start += 2 * width) {
        int middle = Math.min(start + width, n);
        merge(order, other, start, middle, Math.min(middle + width, n));
        if (n - start <= 2L * width) {
          break;
        }
      }
      int[] t = order;
      order = other;
      other = t;
    }
    long[] ranks = new long[n];
    long rank = 0;
    for (int i = 0; i < n; i++) {
      if (i > 0 && compare(order[i - 1], order[i]) != 0) {
        rank++;
      }
      ranks[order[i]] = rank ^ turn;
    }
    return ranks;
  }

  private void merge(int[] from, int[] to, int start, int middle, int end) {
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      boolean takeRight = left == middle || (right < end && compare(from[right], from[left]) < 0);
      to[i] = takeRight ? from[right++] : from[left++];
    }
  }

  /** Elements whose order is known by number. */
  private record Ranks(long[] ranks) implements SortKey {
    @Override
    public int words() {
      return 1;
    }

    @Override
    public long key(int word, int i) {
      return ranks[i];
    }

    @Override
    public void load(int word, long[] out, int n) {
      System.arraycopy(ranks, 0, out, 0, n);
    }
  }
}
