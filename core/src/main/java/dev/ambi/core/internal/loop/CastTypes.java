package dev.ambi.core.internal.loop;

import dev.ambi.core.TypeId;

/**
 * What the templates of casts have to know of the types, as constants that fold away.
 *
 * @param from the lane of the source
 * @param to the lane of the result
 * @param fromFloat whether the source is a float
 * @param toFloat whether the result is a float
 * @param fromUnsigned64 whether the source is uint64
 * @param toUnsigned64 whether the result is uint64
 */
record CastTypes(
    int from,
    int to,
    boolean fromFloat,
    boolean toFloat,
    boolean fromUnsigned64,
    boolean toUnsigned64) {

  static CastTypes of(TypeId from, TypeId to) {
    return new CastTypes(
        Lanes.of(from),
        Lanes.of(to),
        from.isFloat(),
        to.isFloat(),
        from == TypeId.UINT64,
        to == TypeId.UINT64);
  }
}
