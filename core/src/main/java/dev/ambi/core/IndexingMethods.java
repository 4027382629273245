package dev.ambi.core;

import dev.ambi.core.internal.Indexing;
import dev.ambi.core.internal.View;

/** Selecting elements of an array and assigning to them. Part of {@link NDArray}. */
public sealed interface IndexingMethods permits NDArray {

  private NDArray self() {
    return (NDArray) this;
  }

  /**
   * {@return a view of what the index selects}
   *
   * @param index an entry for each axis; missing ones at the end are whole axes. One position for
   *     every axis gives an array of no dimensions
   */
  default NDArray get(Index... index) {
    return self()
        .show(Indexing.select(new View(self().offset, self().shape, self().strides), index));
  }

  /**
   * {@return a view of what the index selects}
   *
   * @param index in Python's notation: {@code a.get(":, 1:5")}, {@code a.get("..., ::-1")}
   */
  default NDArray get(String index) {
    return get(Index.parse(index));
  }
}
