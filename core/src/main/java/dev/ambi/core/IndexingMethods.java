package dev.ambi.core;

import dev.ambi.core.internal.Transfer;
import dev.ambi.core.internal.View;
import dev.ambi.core.internal.index.BasicIndex;
import dev.ambi.core.internal.index.Selection;
import dev.ambi.core.internal.index.Values;

/**
 * Selecting elements of an array and assigning to them. Part of {@link NDArray}.
 *
 * <p>An index of integers, slices, new axes and an ellipsis selects a view; one with an array of
 * integers or a mask in it selects a copy. Either can be assigned to. What is assigned is an {@link
 * NDArray}, which broadcasts to the shape of what is selected and is converted by the rules of C,
 * or a single value as {@link NDArray#setObject} takes it. It may overlap the array. Before
 * anything is written, every position is checked. The value comes first, as in every {@code set}.
 */
public sealed interface IndexingMethods permits NDArray {

  private NDArray self() {
    return (NDArray) this;
  }

  /**
   * {@return what the index selects: a view, or a copy if there is an array in the index}
   *
   * @param index an entry for each axis; missing ones at the end are whole axes. One position for
   *     every axis gives an array of no dimensions
   * @throws IndexOutOfBoundsException if a position is not on its axis, there are too many entries,
   *     a mask has another shape than the axes that it indexes, or arrays do not broadcast together
   */
  default NDArray get(Index... index) {
    NDArray a = self();
    if (Selection.copies(index)) {
      a.checkAlive();
      return Selection.get(a, index);
    }
    return a.show(BasicIndex.select(new View(a.offset, a.shape, a.strides), index));
  }

  /**
   * {@return a view of what the index selects}
   *
   * @param index in Python's notation: {@code a.get(":, 1:5")}, {@code a.get("..., ::-1")}
   * @throws IllegalArgumentException if the text is malformed
   * @throws IndexOutOfBoundsException as {@link #get(Index...)}
   */
  default NDArray get(String index) {
    return get(Index.parse(index));
  }

  /**
   * {@return a copy of the elements for which a mask is true, or of those at positions on the first
   * axis}
   *
   * @param index a mask of bool, or integers
   * @throws IndexOutOfBoundsException as {@link #get(Index...)}
   */
  default NDArray get(NDArray index) {
    return get(Index.of(index));
  }

  /**
   * Assigns to what the index selects.
   *
   * @param value an array or a single value
   * @param index as for {@link #get(Index...)}
   * @throws IndexOutOfBoundsException as {@link #get(Index...)}
   * @throws IllegalArgumentException if the value does not broadcast to what is selected
   * @throws UnsupportedOperationException if the array is read-only
   */
  default void set(Object value, Index... index) {
    NDArray a = self();
    a.checkWritable();
    NDArray source = Values.of(a, value);
    if (Selection.copies(index)) {
      Selection.set(a, index, source);
    } else {
      Transfer.assign(get(index), source);
    }
  }

  /**
   * Assigns to what the index selects.
   *
   * @param value an array or a single value
   * @param index in Python's notation: {@code a.set(0, ":, 1:5")}, as for {@link #get(String)}
   * @throws IllegalArgumentException if the text is malformed, or as {@link #set(Object, Index...)}
   */
  default void set(Object value, String index) {
    set(value, Index.parse(index));
  }

  /**
   * Assigns to where a mask is true, or to positions on the first axis: {@code a.set(0,
   * a.greater(5))}.
   *
   * @param value an array or a single value
   * @param index a mask of bool, or integers
   */
  default void set(Object value, NDArray index) {
    set(value, Index.of(index));
  }

  /**
   * {@return the elements at positions counted through the whole array in row-major order}
   *
   * @param indices integers; the result has their shape
   * @see Indexing#take(NDArray, NDArray)
   */
  default NDArray take(NDArray indices) {
    return Indexing.take(self(), indices);
  }

  /**
   * {@return what lies at positions along an axis}
   *
   * @param indices integers; in the shape of the result their shape stands where the axis stood
   * @param axis the axis
   * @see Indexing#take(NDArray, NDArray, int, IndexMode, NDArray)
   */
  default NDArray take(NDArray indices, int axis) {
    return Indexing.take(self(), indices, axis);
  }

  /**
   * Assigns to positions counted through the whole array in row-major order.
   *
   * @param indices integers
   * @param values an array whose elements are taken in row-major order, again from the first where
   *     they do not suffice, or a single value
   * @see Indexing#put
   */
  default void put(NDArray indices, Object values) {
    Indexing.put(self(), indices, values, IndexMode.RAISE);
  }

  /**
   * {@return the slices along an axis for which a condition is true}
   *
   * @param condition truth values on one axis
   * @param axis the axis
   * @see Indexing#compress
   */
  default NDArray compress(NDArray condition, int axis) {
    return Indexing.compress(condition, self(), axis);
  }

  /**
   * {@return for each axis the positions of the elements that are not zero}
   *
   * @see Indexing#nonzero
   */
  default NDArray[] nonzero() {
    return Indexing.nonzero(self());
  }

  /** {@return a read-only view of the main diagonal of the first two axes} */
  default NDArray diagonal() {
    return Indexing.diagonal(self(), 0, 0, 1);
  }
}
