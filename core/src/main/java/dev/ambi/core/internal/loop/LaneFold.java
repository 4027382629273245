package dev.ambi.core.internal.loop;

import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Combines the lanes of a vector in an order that is always the same: that of {@code reduceLanes}
 * is not defined, and differs between interpreted and compiled code.
 *
 * @param by32 moves the upper half of 64 lanes down; null where there are fewer
 * @param by16 of 32 lanes
 * @param by8 of 16 lanes
 * @param by4 of 8 lanes
 * @param by2 of 4 lanes
 * @param by1 of 2 lanes; null also if lanes two apart are combined
 */
record LaneFold(
    VectorShuffle<Object> by32,
    VectorShuffle<Object> by16,
    VectorShuffle<Object> by8,
    VectorShuffle<Object> by4,
    VectorShuffle<Object> by2,
    VectorShuffle<Object> by1) {

  /**
   * {@return the fold}
   *
   * @param species the vectors
   * @param step how far apart the lanes are that are combined: one or two
   */
  static LaneFold of(VectorSpecies<Object> species, int step) {
    return new LaneFold(
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

  /** {@return a vector whose first lane is the combination of lanes} */
  Vector<Object> fold(Vector<Object> v, VectorOperators.Associative op) {
    Vector<Object> r = v;
    r = by32 == null ? r : r.lanewise(op, r.rearrange(by32));
    r = by16 == null ? r : r.lanewise(op, r.rearrange(by16));
    r = by8 == null ? r : r.lanewise(op, r.rearrange(by8));
    r = by4 == null ? r : r.lanewise(op, r.rearrange(by4));
    r = by2 == null ? r : r.lanewise(op, r.rearrange(by2));
    return by1 == null ? r : r.lanewise(op, r.rearrange(by1));
  }
}
