package dev.ambi.tests.answers;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** Compares an array with a recorded one: the dtype, the shape, the order in memory, every bit. */
public final class ArrayComparison {

  private ArrayComparison() {}

  /**
   * What is different, in words; empty if nothing is.
   *
   * @param asked the case whose answer it is
   * @param expected the array that CPython gave
   * @param actual the array to compare
   */
  public static Optional<String> difference(Case asked, ArrayValue expected, NDArray actual) {
    String made = isComposed(expected) ? actual.dtype().repr() : actual.dtype().typestr();
    String wanted = isComposed(expected) ? DType.parse(expected.dtype()).repr() : expected.dtype();
    if (!wanted.equals(made)) {
      return differ("the dtype", wanted, made);
    }
    if (!actual.shape().is(expected.shape())) {
      return differ("the shape", Shape.of(expected.shape()), actual.shape());
    }
    if (!sameStrides(expected, actual)) {
      return differ(
          "the strides", Arrays.toString(expected.strides()), Arrays.toString(actual.strides()));
    }
    return difference(asked, expected, Items.of(actual));
  }

  /** A structure is recorded with its fields, anything else by NumPy's {@code dtype.str}. */
  private static boolean isComposed(ArrayValue expected) {
    return "[({".indexOf(expected.dtype().charAt(0)) >= 0;
  }

  private static Optional<String> difference(Case asked, ArrayValue expected, byte[] items) {
    byte[] wanted = expected.items();
    if (asked.nanOrder()) {
      byte[] ranked = asked.arrays().getFirst().items();
      sortRanksOfNans(ranked, wanted);
      sortRanksOfNans(ranked, items);
    }
    int at = Arrays.mismatch(wanted, items);
    if (at < 0) {
      return Optional.empty();
    }
    String which =
        "the items, first at byte %d (%02x, not %02x),".formatted(at, wanted[at], items[at]);
    return differ(
        which, Items.toString(expected.dtype(), wanted), Items.toString(expected.dtype(), items));
  }

  private static Optional<String> differ(String what, Object expected, Object actual) {
    return Optional.of("expected %s %s, but got %s".formatted(what, expected, actual));
  }

  /** A stride says something only where there are neighbours. */
  private static boolean sameStrides(ArrayValue expected, NDArray actual) {
    if (actual.size() == 0) {
      return true;
    }
    for (int axis = 0; axis < expected.shape().length; axis++) {
      if (expected.shape()[axis] > 1 && expected.strides()[axis] != actual.strides(axis)) {
        return false;
      }
    }
    return true;
  }

  /**
   * NumPy sorts NaNs to the end and leaves their order open (it differs from one processor to the
   * next), so which of them has which rank does not count, but which ranks they have does.
   *
   * @param ranked the items that were ranked, float64 or float32
   * @param ranks their ranks, float64, in the same order
   */
  private static void sortRanksOfNans(byte[] ranked, byte[] ranks) {
    ByteBuffer from = ByteBuffer.wrap(ranked).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer to = ByteBuffer.wrap(ranks).order(ByteOrder.LITTLE_ENDIAN);
    int count = ranks.length / Double.BYTES;
    boolean wide = ranked.length == ranks.length;
    int[] places = new int[count];
    double[] values = new double[count];
    int nans = 0;
    for (int i = 0; i < count; i++) {
      if (Double.isNaN(wide ? from.getDouble(i * Double.BYTES) : from.getFloat(i * Float.BYTES))) {
        places[nans] = i;
        values[nans++] = to.getDouble(i * Double.BYTES);
      }
    }
    Arrays.sort(values, 0, nans);
    for (int i = 0; i < nans; i++) {
      to.putDouble(places[i] * Double.BYTES, values[i]);
    }
  }
}
