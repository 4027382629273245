package dev.ambi.bridge.numpy;

import dev.ambi.bridge.abi.DescrFieldException;
import dev.ambi.bridge.layout.NumPy2._PyArray_LegacyDescr;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The fields of a descriptor that have the same value in every shape, from one shape to another:
 * numbers, characters and addresses of what both ABIs share.
 */
public final class DescrFields {
  /** How many flags the byte of 1.x has room for. */
  private static final int FLAG_BITS = 8;

  private DescrFields() {}

  /**
   * Writes typeobj, kind, type, byteorder, type_num, flags, elsize, alignment and metadata; and
   * {@code hash} as one that is not computed yet. Counts no references. Writes nothing where it
   * throws.
   *
   * @param from where the source has its fields
   * @param to where the target has them
   * @throws DescrFieldException where the target has no room for a value
   */
  public static void copy(
      DescrLayout from, MemorySegment source, DescrLayout to, MemorySegment target) {
    requireRoom(from, source, to);
    write(from, source, to, target);
  }

  /** {@link #copy} where {@link #requireRoom} was asked before. */
  public static void write(
      DescrLayout from, MemorySegment source, DescrLayout to, MemorySegment target) {
    long flags = flags(from, source);
    target.set(
        ValueLayout.JAVA_LONG,
        DescrLayout.TYPEOBJ,
        source.get(ValueLayout.JAVA_LONG, DescrLayout.TYPEOBJ));
    copyByte(source, target, DescrLayout.KIND);
    copyByte(source, target, DescrLayout.TYPE);
    copyByte(source, target, DescrLayout.BYTEORDER);
    target.set(
        ValueLayout.JAVA_INT,
        DescrLayout.TYPE_NUM,
        source.get(ValueLayout.JAVA_INT, DescrLayout.TYPE_NUM));
    if (to.wideFlags()) {
      target.set(ValueLayout.JAVA_LONG, to.flags(), flags);
    } else {
      target.set(ValueLayout.JAVA_BYTE, to.flags(), (byte) flags);
    }
    putSize(to, target, to.elsize(), size(from, source, from.elsize()));
    putSize(to, target, to.alignment(), size(from, source, from.alignment()));
    target.set(
        ValueLayout.JAVA_LONG, to.metadata(), source.get(ValueLayout.JAVA_LONG, from.metadata()));
    target.set(ValueLayout.JAVA_LONG, to.hash(), -1L);
    if (to.wideFlags()) {
      target.set(ValueLayout.JAVA_BYTE, _PyArray_LegacyDescr._FORMER_FLAGS, (byte) 0);
      target.set(ValueLayout.JAVA_LONG, _PyArray_LegacyDescr.RESERVED_NULL, 0L);
      target.set(ValueLayout.JAVA_LONG, _PyArray_LegacyDescr.RESERVED_NULL + Long.BYTES, 0L);
    }
  }

  /**
   * Refuses what {@link #copy} refuses.
   *
   * @throws DescrFieldException where the target has no room for a value
   */
  public static void requireRoom(DescrLayout from, MemorySegment source, DescrLayout to) {
    requireRoom(to, "elsize", size(from, source, from.elsize()));
    requireRoom(to, "alignment", size(from, source, from.alignment()));
    long flags = flags(from, source);
    if (!to.wideFlags() && flags >>> FLAG_BITS != 0) {
      throw new DescrFieldException(
          to.name(), "flags", "0x%x".formatted(flags), "the one byte for them has no room");
    }
  }

  private static long flags(DescrLayout layout, MemorySegment descr) {
    return layout.wideFlags()
        ? descr.get(ValueLayout.JAVA_LONG, layout.flags())
        : descr.get(ValueLayout.JAVA_BYTE, layout.flags()) & 0xffL;
  }

  private static void copyByte(MemorySegment source, MemorySegment target, long offset) {
    target.set(ValueLayout.JAVA_BYTE, offset, source.get(ValueLayout.JAVA_BYTE, offset));
  }

  private static long size(DescrLayout layout, MemorySegment descr, long offset) {
    return layout.wide()
        ? descr.get(ValueLayout.JAVA_LONG, offset)
        : descr.get(ValueLayout.JAVA_INT, offset);
  }

  private static void putSize(DescrLayout layout, MemorySegment descr, long offset, long value) {
    if (layout.wide()) {
      descr.set(ValueLayout.JAVA_LONG, offset, value);
    } else {
      descr.set(ValueLayout.JAVA_INT, offset, (int) value);
    }
  }

  private static void requireRoom(DescrLayout to, String field, long value) {
    if (value < 0) {
      throw new DescrFieldException(to.name(), field, Long.toString(value), "it is not negative");
    }
    if (!to.wide() && value > Integer.MAX_VALUE) {
      throw new DescrFieldException(
          to.name(), field, Long.toString(value), "it has 32 bits there, at most 2147483647");
    }
  }
}
