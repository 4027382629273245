package dev.ambi.core;

import dev.ambi.core.internal.index.IndexParser;

/**
 * One entry of an index: what {@link NDArray#get(Index...)} takes for one axis.
 *
 * <p>Integers, slices, new axes and the ellipsis select views. Arrays of integers and masks copy.
 * Where several arrays are in one index they broadcast together, integers with them; the axes of
 * the result that stand for them are where the first of them stood, or first of all if something
 * else stood between them.
 */
public sealed interface Index permits Slice, Index.At, Index.Of, Index.NewAxis, Index.Ellipsis {

  /** A new axis of length one at this place. */
  Index NEW_AXIS = new NewAxis();

  /** As many whole axes as the other entries leave over. */
  Index ELLIPSIS = new Ellipsis();

  /**
   * {@return the entry that picks one place and drops the axis}
   *
   * @param position the place; a negative one counts from the end
   */
  static Index at(long position) {
    return new At(position);
  }

  /**
   * {@return the slice {@code start:stop}}
   *
   * @param start the first place; a negative one counts from the end
   * @param stop the place before which to stop
   */
  static Slice slice(long start, long stop) {
    return Slice.of(start, stop);
  }

  /**
   * {@return the slice {@code start:stop:step}}
   *
   * @param start the first place, null for absent
   * @param stop the place before which to stop, null for absent
   * @param step the distance between places, not zero
   */
  static Slice slice(Long start, Long stop, long step) {
    return Slice.of(start, stop, step);
  }

  /** {@return the whole axis, {@code :}} */
  static Slice all() {
    return Slice.ALL;
  }

  /**
   * {@return the entry that picks places of one axis, or, for a mask, of as many axes as it has}
   *
   * @param array integers, or a mask of bool. It is not copied: it is read when the index is used
   * @throws IndexOutOfBoundsException if the dtype is another
   */
  static Index of(NDArray array) {
    return new Of(array);
  }

  /**
   * {@return the entry that picks places of one axis}
   *
   * @param positions the places; negative ones count from the end
   */
  static Index of(long... positions) {
    return new Of(NDArray.of(positions));
  }

  /**
   * {@return the entry that picks the places of one axis at which a value is true}
   *
   * @param mask a value for each place of the axis
   */
  static Index of(boolean... mask) {
    return new Of(NDArray.of(mask));
  }

  /**
   * {@return the entries that the text names, in the notation of Python}
   *
   * @param text such as {@code ":, 1:5"}, {@code "..., ::-1"}, {@code "0, None"}
   * @throws IllegalArgumentException if the text is malformed; the message shows where
   */
  static Index[] parse(String text) {
    return IndexParser.parse(text);
  }

  /**
   * One place along an axis.
   *
   * @param position the place; a negative one counts from the end
   */
  record At(long position) implements Index {}

  /**
   * Places along an axis, or a mask over several.
   *
   * @param array integers or bool
   */
  record Of(NDArray array) implements Index {
    /** Checks the dtype. */
    public Of {
      if (!array.dtype().id().isInteger() && array.dtype().id() != TypeId.BOOL) {
        throw new IndexOutOfBoundsException(
            "arrays used as indices must be of integer (or boolean) type, not " + array.dtype());
      }
    }

    /** {@return whether the array is a mask} */
    public boolean isMask() {
      return array.dtype().id() == TypeId.BOOL;
    }
  }

  /** See {@link #NEW_AXIS}. */
  record NewAxis() implements Index {}

  /** See {@link #ELLIPSIS}. */
  record Ellipsis() implements Index {}
}
