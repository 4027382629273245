package dev.ambi.core.internal.sort;

import dev.ambi.core.BytesDType;
import dev.ambi.core.DType;
import dev.ambi.core.NumericDType;
import dev.ambi.core.StrDType;
import dev.ambi.core.StructDType;
import dev.ambi.core.SubArrayDType;
import dev.ambi.core.TemporalDType;
import dev.ambi.core.UserDType;
import dev.ambi.core.VoidDType;
import java.lang.foreign.MemorySegment;

/**
 * The order of the elements of a dtype, told by words: elements compare as their words do, signed,
 * the first word first. Elements that are equal in NumPy's order, such as 0.0 and -0.0 or two NaN,
 * have equal words. NaN and NaT come last.
 */
public sealed interface ElementKeys permits WordKeys, ComplexKeys, TextKeys, StructKeys, UserKeys {

  /**
   * {@return the order of a dtype's elements}
   *
   * @param dtype the dtype, of either byte order
   */
  static ElementKeys of(DType dtype) {
    return switch (dtype) {
      case NumericDType d when d.id().isComplex() -> new ComplexKeys(d);
      case NumericDType d -> WordKeys.of(d);
      case TemporalDType d -> WordKeys.of(d);
      case BytesDType d -> TextKeys.ofBytes(d.itemSize());
      case StrDType d -> TextKeys.ofStr(d);
      case VoidDType d -> TextKeys.ofBytes(d.itemSize());
      case StructDType d -> StructKeys.of(d);
      case SubArrayDType d -> TextKeys.ofBytes(d.itemSize());
      case UserDType d -> new UserKeys(d);
    };
  }

  /** {@return how many words an element has, at least one} */
  int words();

  /** {@return whether there are words; without them elements can be compared alone} */
  default boolean hasWords() {
    return true;
  }

  /**
   * {@return one word of an element}
   *
   * @param m the memory
   * @param at where the element is
   * @param word which word
   */
  long key(MemorySegment m, long at, int word);

  /**
   * Loads one word of each of a run of elements.
   *
   * @param m the memory
   * @param at where the first element is
   * @param stride the distance between elements in bytes
   * @param word which word
   * @param out where the words go, from index 0
   * @param n how many elements
   */
  default void load(MemorySegment m, long at, long stride, int word, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = key(m, at + i * stride, word);
    }
  }

  /**
   * {@return whether an element is NaN or NaT, which equals nothing}
   *
   * @param m the memory
   * @param at where the element is
   */
  default boolean isMissing(MemorySegment m, long at) {
    return false;
  }

  /**
   * {@return the order of two elements: negative, zero or positive}
   *
   * @param a the memory of one
   * @param aAt where it is
   * @param b the memory of the other
   * @param bAt where it is
   */
  default int compare(MemorySegment a, long aAt, MemorySegment b, long bAt) {
    int words = words();
    for (int w = 0; w < words; w++) {
      int c = Long.compare(key(a, aAt, w), key(b, bAt, w));
      if (c != 0) {
        return c;
      }
    }
    return 0;
  }
}
