package dev.ambi.core.internal.loop;

import jdk.incubator.vector.Vector;

/**
 * Combines the lanes of a vector in an order that is always the same: that of {@code reduceLanes}
 * is not defined, and differs between interpreted and compiled code.
 */
interface LaneFold {
  /** {@return a vector whose first lane is the combination of lanes} */
  Vector<Object> fold(Vector<Object> v);
}
