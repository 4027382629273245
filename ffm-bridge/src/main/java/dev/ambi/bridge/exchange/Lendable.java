package dev.ambi.bridge.exchange;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An array that native code may hold on to.
 *
 * @param array the caller's array, or a copy
 * @param copied whether it is a copy
 */
record Lendable(NDArray array, boolean copied) {

  /** {@return a lendable array for the mode, not yet checked for its layout} */
  static Lendable of(NDArray array, ExportMode mode) {
    array.checkAlive();
    return mode == ExportMode.COPY ? copy(array, array.dtype().toNative()) : shared(array, mode);
  }

  /** {@return a row-major copy of another dtype; in no scope that could end} */
  static Lendable copy(NDArray array, DType dtype) {
    NDArray copy = NDArray.empty(Arena.ofAuto(), dtype, Order.C, array.shape().toArray());
    copy.assign(array, Casting.UNSAFE);
    return new Lendable(copy, true);
  }

  private static Lendable shared(NDArray array, ExportMode mode) {
    if (!array.memory().isNative()) {
      throw new IllegalArgumentException(
          "an array on the Java heap cannot be shown to native code; export it with"
              + " ExportMode.COPY");
    }
    if (mode == ExportMode.SHARE && isCloseable(array.memory())) {
      throw new IllegalArgumentException(
          "the array's arena can be closed while native code still uses the array: export it with"
              + " ExportMode.COPY, or with ExportMode.TRUST where the arena stays open until the"
              + " consumer releases the export");
    }
    if (!array.dtype().isNative()) {
      throw new IllegalArgumentException(
          "elements of "
              + array.dtype().repr()
              + " are not in this machine's byte order; export them with ExportMode.COPY");
    }
    if (!array.isAligned()) {
      throw new IllegalArgumentException(
          "elements of %s are not aligned to %d bytes, which consumers count on; export them with"
                  .formatted(array.dtype().repr(), array.dtype().alignment())
              + " ExportMode.COPY");
    }
    return new Lendable(array, false);
  }

  /** What cannot be told to be kept by the collector, or for ever, counts as closeable. */
  private static boolean isCloseable(MemorySegment memory) {
    return !KeptScopes.CLASSES.contains(memory.scope().getClass());
  }

  /** The JDK has no question for it, but a class of scopes for each kind of arena. */
  private static final class KeptScopes {
    static final Set<Class<?>> CLASSES =
        Stream.of(
                Arena.ofAuto().scope(),
                Arena.global().scope(),
                MemorySegment.ofBuffer(ByteBuffer.allocateDirect(1)).scope())
            .map(Object::getClass)
            .collect(Collectors.toUnmodifiableSet());
  }
}
