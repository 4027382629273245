package dev.ambi.core.internal.sort;

/**
 * Sorts a line of elements that have one word. NaNs, and zeros of either sign, keep the order that
 * they had among themselves, bit for bit.
 *
 * @param keys the order of the elements
 * @param descending whether the opposite order is wanted
 * @param wanted the positions, in order, at which the right element has to be, with none that is
 *     greater before it; null for all
 */
record ValueSort(WordKeys keys, boolean descending, int[] wanted) {

  /**
   * Sorts from one place to another, which may be the same.
   *
   * @param from the elements
   * @param to where they go in order
   * @param n how many elements
   */
  void sort(Place from, Place to, int n) {
    SortMemory memory = SortMemory.get();
    long[] a = memory.words(n);
    long[] spare = memory.radix().spare(n);
    keys.loadBits(from.memory(), from.at(), from.stride(), a, n);
    int numbers = keys.isFloat() ? n - moveNaNsToEnd(a, n, spare) : n;
    boolean bothZeros = wanted == null && keys.isFloat() && hasBothZeros(a, numbers);
    keys.toExact(a, 0, n);
    sortNumbers(memory.radix(), a, numbers);
    if (bothZeros) {
      keys.loadBits(from.memory(), from.at(), from.stride(), spare, n);
      keys.toExact(spare, 0, n);
      restoreZeros(a, spare, n);
    }
    if (descending) {
      reverse(a, n);
    }
    keys.toBits(a, 0, n);
    keys.storeBits(a, to.memory(), to.at(), to.stride(), n);
  }

  /** Returns how many there are. What is reversed in the end has to be in reverse before. */
  private int moveNaNsToEnd(long[] a, int n, long[] spare) {
    int missing = 0;
    for (int i = 0; i < n; i++) {
      missing += keys.isNaN(a[i]) ? 1 : 0;
    }
    if (missing == 0) {
      return 0;
    }
    int numbers = 0;
    int apart = 0;
    for (int i = 0; i < n; i++) {
      if (keys.isNaN(a[i])) {
        spare[descending ? missing - 1 - apart : apart] = a[i];
        apart++;
      } else {
        a[numbers++] = a[i];
      }
    }
    System.arraycopy(spare, 0, a, numbers, missing);
    return missing;
  }

  private boolean hasBothZeros(long[] a, int n) {
    boolean positive = false;
    boolean negative = false;
    for (int i = 0; i < n; i++) {
      positive |= a[i] == 0;
      negative |= a[i] == ~keys.magnitude();
    }
    return positive && negative;
  }

  private void sortNumbers(RadixSort radix, long[] a, int n) {
    int i = 1;
    while (i < n && a[i - 1] <= a[i]) {
      i++;
    }
    if (i >= n) {
      return;
    }
    int j = 1;
    while (j < n && a[j - 1] >= a[j]) {
      j++;
    }
    if (j == n) {
      reverse(a, n);
    } else {
      radix.sort(a, 0, n, 0, wanted);
    }
  }

  /** The exact keys of zeros are 0 and -1. */
  private void restoreZeros(long[] sorted, long[] unsorted, int n) {
    int at = 0;
    while (sorted[at] < -1) {
      at++;
    }
    for (int i = 0; i < n; i++) {
      long key = unsorted[descending ? n - 1 - i : i];
      if (key == 0 || key == -1) {
        sorted[at++] = key;
      }
    }
  }

  private static void reverse(long[] a, int n) {
    for (int i = 0, j = n - 1; i < j; i++, j--) {
      long t = a[i];
      a[i] = a[j];
      a[j] = t;
    }
  }
}
