package dev.ambi.core.internal.memory;

/** Sizes of blocks: eight to each power of two, so that at most an eighth is unused. */
final class SizeClass {
  static final int COUNT = 8 * 61;

  private SizeClass() {}

  private static int shift(long bytes) {
    return Math.max(60 - Long.numberOfLeadingZeros(bytes - 1), 0);
  }

  /**
   * {@return the number of the class}
   *
   * @param bytes a size, at least 16
   */
  static int of(long bytes) {
    int shift = shift(bytes);
    return 8 * shift + (int) ((bytes - 1) >>> shift) - 8;
  }

  /**
   * {@return the size of the blocks of the class}
   *
   * @param bytes a size in it, at least 16
   */
  static long size(long bytes) {
    int shift = shift(bytes);
    long size = (((bytes - 1) >>> shift) + 1) << shift;
    return size < 0 ? bytes : size;
  }
}
