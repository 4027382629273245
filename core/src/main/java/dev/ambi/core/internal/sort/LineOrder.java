package dev.ambi.core.internal.sort;

import java.util.List;

/** The order of positions along a line, which may be longer than a Java array. */
interface LineOrder {

  /**
   * {@return the order of a part}
   *
   * @param start the position that becomes number 0
   * @param n how many positions
   */
  SortKey part(long start, int n);

  /**
   * {@return the order of two positions: negative, zero or positive}
   *
   * @param i one
   * @param j the other
   */
  int compare(long i, long j);

  /**
   * The order of the elements there.
   *
   * @param keys the order of their dtype
   * @param place where they are
   * @param descending whether the opposite order is wanted
   */
  record OfElements(ElementKeys keys, Place place, boolean descending) implements LineOrder {
    @Override
    public SortKey part(long start, int n) {
      return LineKey.of(keys, place.from(start), n, descending);
    }

    @Override
    public int compare(long i, long j) {
      int c = keys.compare(place.memory(), place.at(i), place.memory(), place.at(j));
      return descending ? -Integer.signum(c) : c;
    }
  }

  /**
   * Several orders, a later one deciding where the earlier ones do not.
   *
   * @param orders the orders, the most important first
   */
  record OfSeveral(List<LineOrder> orders) implements LineOrder {
    @Override
    public SortKey part(long start, int n) {
      return JoinedKey.of(orders.stream().map(o -> o.part(start, n)).toList());
    }

    @Override
    public int compare(long i, long j) {
      int c = 0;
      for (int k = 0; c == 0 && k < orders.size(); k++) {
        c = orders.get(k).compare(i, j);
      }
      return c;
    }
  }
}
