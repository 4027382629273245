package dev.ambi.core.internal.loop;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.ambi.core.CastLoop;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** The template of loops that move words of one size, with their bytes reversed or not. */
final class ScalarMove implements CastLoop {

  /**
   * The constants of a copy.
   *
   * @param word the size of a word: 1, 2, 4 or 8
   * @param words how many words an element has
   * @param swap whether the bytes of each are reversed
   */
  record Constants(int word, int words, boolean swap) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final int WORD = CONSTANTS.word();
  private static final int WORDS = CONSTANTS.words();
  private static final boolean SWAP = CONSTANTS.swap();

  @Override
  public void run(
      MemorySegment src,
      long srcAt,
      long srcStride,
      MemorySegment dst,
      long dstAt,
      long dstStride,
      long n) {
    for (long i = 0; i < n; i++) {
      long from = srcAt + i * srcStride;
      long to = dstAt + i * dstStride;
      for (int w = 0; w < WORDS * WORD; w += WORD) {
        move(src, from + w, dst, to + w);
      }
    }
  }

  private static void move(MemorySegment src, long from, MemorySegment dst, long to) {
    switch (WORD) {
      case 1 -> dst.set(JAVA_BYTE, to, src.get(JAVA_BYTE, from));
      case 2 -> {
        short v = src.get(JAVA_SHORT_UNALIGNED, from);
        dst.set(JAVA_SHORT_UNALIGNED, to, SWAP ? Short.reverseBytes(v) : v);
      }
      case 4 -> {
        int v = src.get(JAVA_INT_UNALIGNED, from);
        dst.set(JAVA_INT_UNALIGNED, to, SWAP ? Integer.reverseBytes(v) : v);
      }
      default -> {
        long v = src.get(JAVA_LONG_UNALIGNED, from);
        dst.set(JAVA_LONG_UNALIGNED, to, SWAP ? Long.reverseBytes(v) : v);
      }
    }
  }
}
