package dev.ambi.bridge.exchange;

import dev.ambi.core.NDArray;

/**
 * Elements of which some are null.
 *
 * @param values the elements; anything where they are null
 * @param mask bools of the same shape, true where an element is null, as in {@code numpy.ma}
 */
public record MaskedArray(NDArray values, NDArray mask) {}
