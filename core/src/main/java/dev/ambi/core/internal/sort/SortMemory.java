package dev.ambi.core.internal.sort;

import java.lang.ref.SoftReference;

/** What a thread sorts in, kept from one sort to the next. */
final class SortMemory {

  private static final ThreadLocal<SoftReference<SortMemory>> CURRENT = new ThreadLocal<>();

  private final RadixSort radix = new RadixSort();
  private final IndexSort indices = new IndexSort(this);
  private long[] words = {};

  private SortMemory() {}

  /** {@return this thread's} */
  static SortMemory get() {
    SoftReference<SortMemory> reference = CURRENT.get();
    SortMemory memory = reference == null ? null : reference.get();
    if (memory == null) {
      memory = new SortMemory();
      CURRENT.set(new SoftReference<>(memory));
    }
    return memory;
  }

  /**
   * {@return an array of anything}
   *
   * @param n its least length
   */
  long[] words(int n) {
    if (words.length < n) {
      words = new long[n];
    }
    return words;
  }

  RadixSort radix() {
    return radix;
  }

  IndexSort indices() {
    return indices;
  }
}
