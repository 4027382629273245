package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.Layout;
import dev.ambi.bridge.kernel.Part;
import dev.ambi.core.DType;
import java.util.List;

/**
 * What a kernel may assume of an array.
 *
 * @param direction which way the elements go
 * @param dtype null for any
 * @param layout how the elements lie
 * @param aligned whether each is aligned
 * @param minDims the least number of dimensions
 * @param maxDims the greatest
 * @param shape the length of each axis; null for any shape
 * @param size how many elements C may touch; null where the shape says it
 * @param copy whether what does not fit is passed as a copy
 * @param nullable whether null is NULL
 * @param heap whether the array may lie on the Java heap
 * @param parts what the array becomes in C
 */
record ArrayRule(
    Direction direction,
    DType dtype,
    Layout layout,
    boolean aligned,
    int minDims,
    int maxDims,
    List<Term> shape,
    Term size,
    boolean copy,
    boolean nullable,
    boolean heap,
    List<Part> parts) {

  boolean isPython() {
    return parts.contains(Part.NUMPY_1X) || parts.contains(Part.NUMPY_2X);
  }
}
