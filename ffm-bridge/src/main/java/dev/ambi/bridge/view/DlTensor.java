package dev.ambi.bridge.view;

import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.core.DType;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/**
 * {@code DLTensor} of DLPack's header {@code dlpack.h}: the head of an {@code ambi_array}, and what
 * DLPack's managed tensors hold. Offsets are in bytes from its beginning.
 */
public final class DlTensor {
  /** {@code DLTensor}. */
  public static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
              ValueLayout.ADDRESS.withName("data"),
              MemoryLayout.structLayout(
                      ValueLayout.JAVA_INT.withName("device_type"),
                      ValueLayout.JAVA_INT.withName("device_id"))
                  .withName("device"),
              ValueLayout.JAVA_INT.withName("ndim"),
              MemoryLayout.structLayout(
                      ValueLayout.JAVA_BYTE.withName("code"),
                      ValueLayout.JAVA_BYTE.withName("bits"),
                      ValueLayout.JAVA_SHORT.withName("lanes"))
                  .withName("dtype"),
              ValueLayout.ADDRESS.withName("shape"),
              ValueLayout.ADDRESS.withName("strides"),
              ValueLayout.JAVA_LONG.withName("byte_offset"))
          .withName("DLTensor");

  public static final long DATA = Memory.offset(LAYOUT, "data");
  public static final long DEVICE_TYPE = Memory.offset(LAYOUT, "device", "device_type");
  public static final long NDIM = Memory.offset(LAYOUT, "ndim");

  /** Of the whole {@code DLDataType}, a word of 32 bits. */
  public static final long DTYPE = Memory.offset(LAYOUT, "dtype");

  public static final long SHAPE = Memory.offset(LAYOUT, "shape");
  public static final long STRIDES = Memory.offset(LAYOUT, "strides");
  public static final long BYTE_OFFSET = Memory.offset(LAYOUT, "byte_offset");

  /** {@code kDLCPU}. */
  public static final int CPU = 1;

  /** {@code kDLOpaqueHandle}. */
  private static final int OPAQUE = 3;

  /** At each {@code DLDataTypeCode} the kind of dtype; '-' where there is none. */
  private static final String KINDS = "iuf--cb";

  private static final int MOST_BITS = 255;

  private DlTensor() {}

  /**
   * {@return a dtype as a {@code DLDataType} of one lane: the code in the lowest byte, above it the
   * number of bits, 0 where it does not fit, and the number of lanes}
   *
   * @param dtype any; one that DLPack has no code for is opaque
   */
  public static int word(DType dtype) {
    int code = KINDS.indexOf(dtype.kind());
    long bits = dtype.itemSize() * Byte.SIZE;
    return (code < 0 ? OPAQUE : code) | (bits > MOST_BITS ? 0 : (int) bits) << 8 | 1 << 16;
  }
}
