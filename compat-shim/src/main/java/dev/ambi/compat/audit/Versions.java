package dev.ambi.compat.audit;

import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * What a binary demands of the two versions that NumPy's tables tell, as the comparisons behind the
 * calls say.
 */
final class Versions {
  /** Slot of PyArray_GetNDArrayCVersion. */
  static final int ABI_SLOT = 0;

  /** Slot of PyArray_GetNDArrayCFeatureVersion. */
  static final int FEATURE_SLOT = 211;

  private static final int POINTER = 8;

  private final TreeSet<Integer> features = new TreeSet<>();
  private int exactAbi;
  private int largestAbi;

  /** Whether a value is the pointer to a function that tells a version. */
  static boolean isVersion(long function) {
    return Values.is(function, Values.FUNCTION)
        && Values.table(function) == ApiTable.MULTIARRAY
        && (Values.offset(function) == ABI_SLOT * POINTER
            || Values.offset(function) == FEATURE_SLOT * POINTER);
  }

  /** What calling such a function gives. */
  static long result(long function) {
    return Values.of(Values.VERSION, Values.offset(function) / POINTER);
  }

  /**
   * Notes a comparison.
   *
   * @param version what was compared: a {@link Values#VERSION}
   * @param with the constant
   * @param condition the processor's code of the condition that is asked for then
   */
  void compared(long version, int with, int condition) {
    boolean equal = condition == 4 || condition == 5;
    boolean above = condition == 6 || condition == 7 || condition == 14 || condition == 15;
    if (Values.payload(version) == FEATURE_SLOT) {
      if (!equal && with >= 0 && with < 0x10000) {
        features.add(above ? with + 1 : with);
      }
    } else if (equal) {
      exactAbi = with;
    } else {
      largestAbi = Math.max(largestAbi, above ? with : with - 1);
    }
  }

  /** The feature version that is demanded, where a comparison was found. */
  OptionalInt feature() {
    return features.isEmpty() ? OptionalInt.empty() : OptionalInt.of(features.last());
  }

  /** The ABI version that is demanded, and no other; 0 if none is. */
  int exactAbi() {
    return exactAbi;
  }

  /** The largest ABI version that is accepted; 0 if there is no such demand. */
  int largestAbi() {
    return largestAbi;
  }
}
