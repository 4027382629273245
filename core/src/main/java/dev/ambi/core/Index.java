package dev.ambi.core;

import dev.ambi.core.internal.IndexParser;

/**
 * One entry of an index: what {@link NDArray#get(Index...)} takes for one axis.
 *
 * <p>Arrays and masks as indices will be further kinds.
 */
public sealed interface Index permits Slice, Index.At, Index.NewAxis, Index.Ellipsis {

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

  /** See {@link #NEW_AXIS}. */
  record NewAxis() implements Index {}

  /** See {@link #ELLIPSIS}. */
  record Ellipsis() implements Index {}
}
