package dev.ambi.core.internal.sort;

import java.util.Arrays;

/**
 * Finds the order of things by their {@link SortKey}; stable.
 *
 * <p>The leading bits of a word and the number of the thing are packed into one long, and those are
 * sorted. Where things are tied the same is done again with the bits that did not fit, then with
 * the next word. What is left to do waits on a stack of its own: words may be many.
 */
final class IndexSort {

  private static final int INSERTION = 12;

  private final SortMemory memory;
  private int[] order = {};
  private int[] wanted;

  /** Runs that are tied up to a word: start, end, word. */
  private int[] pending = new int[96];

  private int pendingSize;

  IndexSort(SortMemory memory) {
    this.memory = memory;
  }

  /**
   * {@return the numbers of things in their order; the array may be longer, and is overwritten by
   * the next call}
   *
   * @param key their order
   * @param n how many there are
   * @param wanted the positions, in order, at which the right thing has to be, with none that is
   *     greater before it; null for all
   */
  int[] sort(SortKey key, int n, int[] wanted) {
    this.wanted = wanted;
    if (order.length < n) {
      order = new int[n];
    }
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    pendingSize = 0;
    if (n > 1) {
      run(key, 0, n, 0, true);
    }
    while (pendingSize > 0) {
      pendingSize -= 3;
      run(key, pending[pendingSize], pending[pendingSize + 1], pending[pendingSize + 2], false);
    }
    return order;
  }

  private void push(int from, int to, int word) {
    if (pendingSize == pending.length) {
      pending = Arrays.copyOf(pending, 2 * pendingSize);
    }
    pending[pendingSize++] = from;
    pending[pendingSize++] = to;
    pending[pendingSize++] = word;
  }

  private void run(SortKey key, int from, int to, int firstWord, boolean whole) {
    int n = to - from;
    long[] packed = memory.words(to);
    if (n <= INSERTION) {
      load(key, firstWord, packed, from, to, whole);
      insert(key, packed, from, to, firstWord + 1);
      return;
    }
    int word = firstWord;
    while (true) {
      load(key, word, packed, from, to, whole);
      if (!isOrdered(packed, from, to)) {
        break;
      }
      if (packed[from] != packed[to - 1]) {
        ties(packed, from, to, 0, word + 1, key.words());
        return;
      }
      if (++word == key.words()) {
        return;
      }
    }
    int dropped = pack(packed, from, to);
    int numberBits = Integer.SIZE - Integer.numberOfLeadingZeros(n - 1);
    memory.radix().sort(packed, from, to, numberBits, wanted);
    apply(packed, from, to, (1 << numberBits) - 1, whole);
    ties(packed, from, to, numberBits, dropped > 0 ? word : word + 1, key.words());
  }

  private void load(SortKey key, int word, long[] out, int from, int to, boolean whole) {
    if (whole) {
      key.load(word, out, to);
    } else {
      for (int i = from; i < to; i++) {
        out[i] = key.key(word, order[i]);
      }
    }
  }

  private static boolean isOrdered(long[] a, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (a[i - 1] > a[i]) {
        return false;
      }
    }
    return true;
  }

  /** Makes room in each word for the number of its place in the run; returns the bits it cost. */
  private static int pack(long[] a, int from, int to) {
    long min = a[from];
    long max = min;
    for (int i = from; i < to; i++) {
      min = Math.min(min, a[i]);
      max = Math.max(max, a[i]);
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(max - min);
    int numberBits = Integer.SIZE - Integer.numberOfLeadingZeros(to - from - 1);
    int drop = Math.max(0, bits + numberBits - (Long.SIZE - 1));
    for (int i = from; i < to; i++) {
      a[i] = ((a[i] - min) >>> drop << numberBits) | (i - from);
    }
    return drop;
  }

  private void apply(long[] packed, int from, int to, int mask, boolean whole) {
    if (whole) {
      for (int i = from; i < to; i++) {
        order[i] = (int) packed[i] & mask;
      }
      return;
    }
    long[] moved = memory.radix().spare(to);
    for (int i = from; i < to; i++) {
      moved[i] = order[from + ((int) packed[i] & mask)];
    }
    for (int i = from; i < to; i++) {
      order[i] = (int) moved[i];
    }
  }

  /** Leaves for later each run of things that are equal but for the lowest bits. */
  private void ties(long[] a, int from, int to, int low, int word, int words) {
    if (word == words) {
      return;
    }
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || a[i] >>> low != a[i - 1] >>> low) {
        if (i - start > 1 && (wanted == null || RadixSort.anyWithin(wanted, start, i))) {
          push(start, i, word);
        }
        start = i;
      }
    }
  }

  private void insert(SortKey key, long[] words, int from, int to, int nextWord) {
    boolean last = nextWord == key.words();
    for (int i = from + 1; i < to; i++) {
      long word = words[i];
      int v = order[i];
      int j = i - 1;
      while (j >= from
          && (words[j] > word
              || (!last && words[j] == word && compare(key, order[j], v, nextWord) > 0))) {
        words[j + 1] = words[j];
        order[j + 1] = order[j];
        j--;
      }
      words[j + 1] = word;
      order[j + 1] = v;
    }
  }

  private static int compare(SortKey key, int i, int j, int firstWord) {
    int words = key.words();
    for (int w = firstWord; w < words; w++) {
      int c = Long.compare(key.key(w, i), key.key(w, j));
      if (c != 0) {
        return c;
      }
    }
    return 0;
  }
}
