package dev.ambi.core.internal.loop;

import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Combines the lanes of a vector into the first, or the first of each half of pairs: each step the
 * upper half of the lanes with the lower. Unlike {@code reduceLanes} in an order that is known.
 *
 * @param by32 what moves lanes down by 32, or null where the fold has no such step; the others
 *     alike
 */
record Fold(
    VectorShuffle<Object> by32,
    VectorShuffle<Object> by16,
    VectorShuffle<Object> by8,
    VectorShuffle<Object> by4,
    VectorShuffle<Object> by2,
    VectorShuffle<Object> by1) {

  /**
   * {@return a fold}
   *
   * @param species the vectors
   * @param step how far apart the lanes are that are combined: one or two
   */
  static Fold of(VectorSpecies<Object> species, int step) {
    return new Fold(
        shuffle(species, step, 32),
        shuffle(species, step, 16),
        shuffle(species, step, 8),
        shuffle(species, step, 4),
        shuffle(species, step, 2),
        shuffle(species, step, 1));
  }

  private static VectorShuffle<Object> shuffle(VectorSpecies<Object> species, int step, int by) {
    int n = species.length();
    return by < step || 2 * by > n ? null : VectorShuffle.fromOp(species, i -> (i + by) & (n - 1));
  }

  /** {@return a vector whose first lanes are combined from all} */
  @Flattened
  static Vector<Object> fold(Vector<Object> v, VectorOperators.Associative operator, Fold by) {
    Vector<Object> r = v;
    r = by.by32() == null ? r : r.lanewise(operator, r.rearrange(by.by32()));
    r = by.by16() == null ? r : r.lanewise(operator, r.rearrange(by.by16()));
    r = by.by8() == null ? r : r.lanewise(operator, r.rearrange(by.by8()));
    r = by.by4() == null ? r : r.lanewise(operator, r.rearrange(by.by4()));
    r = by.by2() == null ? r : r.lanewise(operator, r.rearrange(by.by2()));
    return by.by1() == null ? r : r.lanewise(operator, r.rearrange(by.by1()));
  }
}
