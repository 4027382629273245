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

  private static final long BOTH_ZEROS = 3;

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
    if (keys.isFloat()) {
      long special = toExactFloats(a, n);
      int numbers = n - (int) (special >>> 2);
      if (numbers < n) {
        moveNaNsToEnd(a, n, numbers, spare);
      }
      sortNumbers(memory.radix(), a, numbers);
      if ((special & BOTH_ZEROS) == BOTH_ZEROS && wanted == null) {
        keys.loadBits(from.memory(), from.at(), from.stride(), spare, n);
        restoreZeros(a, spare, n);
      }
    } else {
      keys.toExact(a, 0, n);
      sortNumbers(memory.radix(), a, n);
    }
    if (descending) {
      reverse(a, n);
    }
    keys.toBits(a, 0, n);
    keys.storeBits(a, to.memory(), to.at(), to.stride(), n);
  }

  /**
   * Turns the bits of floats into exact keys. Returns four times the number of NaNs, plus 1 if
   * there is a 0.0, plus 2 if there is a -0.0.
   */
  private long toExactFloats(long[] a, int n) {
    long magnitude = keys.magnitude();
    long infinity = keys.infinity();
    long missing = 0;
    int zeros = 0;
    for (int i = 0; i < n; i++) {
      long bits = a[i];
      missing += (bits & magnitude) > infinity ? 1 : 0;
      zeros |= (bits == 0 ? 1 : 0) | (bits == ~magnitude ? 2 : 0);
      a[i] = bits ^ ((bits >> 63) & magnitude);
    }
    return missing << 2 | zeros;
  }

  /** What is reversed in the end has to be in reverse before. */
  private void moveNaNsToEnd(long[] a, int n, int numbers, long[] spare) {
    int at = 0;
    int apart = 0;
    for (int i = 0; i < n; i++) {
      // NaNs with a sign are less than all numbers, those without are greater.
      if (a[i] > keys.infinity() || a[i] < ~keys.infinity()) {
        spare[descending ? n - numbers - 1 - apart : apart] = a[i];
        apart++;
      } else {
        a[at++] = a[i];
      }
    }
    System.arraycopy(spare, 0, a, numbers, n - numbers);
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

  private void restoreZeros(long[] sorted, long[] bits, int n) {
    int at = 0;
    // The exact keys of zeros are 0 and -1.
    while (sorted[at] < -1) {
      at++;
    }
    for (int i = 0; i < n; i++) {
      long b = bits[descending ? n - 1 - i : i];
      if ((b & keys.magnitude()) == 0) {
        sorted[at++] = b == 0 ? 0 : -1;
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
