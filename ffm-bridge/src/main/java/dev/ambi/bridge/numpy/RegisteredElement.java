package dev.ambi.bridge.numpy;

import dev.ambi.bridge.UserElement;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.nativelib.Upcalls;
import dev.ambi.bridge.object.Py;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** An element of a {@link RegisteredDType}, apart from any array. */
public final class RegisteredElement implements UserElement {
  private final RegisteredDType dtype;
  private final byte[] bytes;

  RegisteredElement(RegisteredDType dtype, byte[] bytes) {
    this.dtype = dtype;
    this.bytes = bytes;
  }

  @Override
  public RegisteredDType dtype() {
    return dtype;
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The scalar with its value: new reference. The lock is held. */
  public long toPython() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment item = arena.allocate(bytes.length, 16);
      MemorySegment.copy(bytes, 0, item, ValueLayout.JAVA_BYTE, 0, bytes.length);
      return dtype.element(item.address());
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RegisteredElement e
        && dtype.equals(e.dtype)
        && Arrays.equals(bytes, e.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** {@code repr(element)}. */
  @Override
  public String toString() {
    return Upcalls.underLock(
        null,
        () -> {
          long object = toPython();
          try {
            return Py.repr(object);
          } finally {
            Py.decref(object);
          }
        });
  }

  static byte[] read(long address, int size) {
    return Memory.segment(address, size).toArray(ValueLayout.JAVA_BYTE);
  }
}
