package dev.ambi.core.internal.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The template of folds: the upper half of the lanes onto the lower one, until there is one. A
 * template, though all shuffles could be fields: where they are constants the fold is so small that
 * the JIT always inlines it, and no vector has to be put into an object.
 */
final class VectorFold implements LaneFold {

  /**
   * The constants of a copy.
   *
   * @param species the vectors
   * @param operator combines two
   * @param step how far apart the lanes are that are combined: one or two
   */
  record Constants(VectorSpecies<Object> species, VectorOperators.Associative operator, int step) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final VectorOperators.Associative OPERATOR = CONSTANTS.operator();
  private static final VectorShuffle<Object> BY_32 = shuffle(32);
  private static final VectorShuffle<Object> BY_16 = shuffle(16);
  private static final VectorShuffle<Object> BY_8 = shuffle(8);
  private static final VectorShuffle<Object> BY_4 = shuffle(4);
  private static final VectorShuffle<Object> BY_2 = shuffle(2);
  private static final VectorShuffle<Object> BY_1 = shuffle(1);

  /** What moves lanes down by so many, or null where the fold has no such step. */
  private static VectorShuffle<Object> shuffle(int by) {
    int n = CONSTANTS.species().length();
    return by < CONSTANTS.step() || 2 * by > n
        ? null
        : VectorShuffle.fromOp(CONSTANTS.species(), i -> (i + by) & (n - 1));
  }

  @Override
  public Vector<Object> fold(Vector<Object> v) {
    Vector<Object> r = v;
    r = BY_32 == null ? r : r.lanewise(OPERATOR, r.rearrange(BY_32));
    r = BY_16 == null ? r : r.lanewise(OPERATOR, r.rearrange(BY_16));
    r = BY_8 == null ? r : r.lanewise(OPERATOR, r.rearrange(BY_8));
    r = BY_4 == null ? r : r.lanewise(OPERATOR, r.rearrange(BY_4));
    r = BY_2 == null ? r : r.lanewise(OPERATOR, r.rearrange(BY_2));
    return BY_1 == null ? r : r.lanewise(OPERATOR, r.rearrange(BY_1));
  }
}
