package dev.ambi.core.internal.exchange;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.Shapes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;

/**
 * What a {@code DLTensor} of DLPack's header {@code dlpack.h} says, read and checked.
 *
 * @param data the address of the first element: of index 0 on every axis
 * @param dtype the type of the elements
 * @param shape the shape
 * @param strides for each axis the distance between neighbours in bytes
 */
public record DlpackTensor(long data, DType dtype, long[] shape, long[] strides) {

  /** The struct, in the order of its fields, without gaps. */
  public static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          ValueLayout.JAVA_LONG.withName("data"),
          ValueLayout.JAVA_INT.withName("device_type"),
          ValueLayout.JAVA_INT.withName("device_id"),
          ValueLayout.JAVA_INT.withName("ndim"),
          ValueLayout.JAVA_BYTE.withName("code"),
          ValueLayout.JAVA_BYTE.withName("bits"),
          ValueLayout.JAVA_SHORT.withName("lanes"),
          ValueLayout.JAVA_LONG.withName("shape"),
          ValueLayout.JAVA_LONG.withName("strides"),
          ValueLayout.JAVA_LONG.withName("byte_offset"));

  private static final VarHandle DATA = field("data");
  private static final VarHandle DEVICE = field("device_type");
  private static final VarHandle NDIM = field("ndim");
  private static final VarHandle CODE = field("code");
  private static final VarHandle BITS = field("bits");
  private static final VarHandle LANES = field("lanes");
  private static final VarHandle SHAPE = field("shape");
  private static final VarHandle STRIDES = field("strides");
  private static final VarHandle BYTE_OFFSET = field("byte_offset");

  private static final int CPU = 1;

  /** At each {@code DLDataTypeCode} the kind of dtype. */
  private static final String KINDS = "iuf--cb";

  private static final List<DType> DTYPES =
      Arrays.stream(TypeId.values()).filter(TypeId::isNumeric).map(DType::of).toList();

  private static VarHandle field(String name) {
    return LAYOUT.varHandle(PathElement.groupElement(name));
  }

  /**
   * Reads a struct.
   *
   * @param struct its memory, or its bare address
   * @throws IllegalArgumentException if a field holds what no array can have; it is named
   */
  public static DlpackTensor read(MemorySegment struct) {
    MemorySegment s =
        struct.byteSize() == 0 && struct.isNative() && struct.address() != 0
            ? struct.reinterpret(LAYOUT.byteSize())
            : struct;
    if (s.byteSize() < LAYOUT.byteSize()) {
      throw bad("the struct", "has " + s.byteSize() + " of " + LAYOUT.byteSize() + " bytes");
    }
    int device = (int) DEVICE.get(s, 0L);
    if (device != CPU) {
      throw bad("device.device_type", "is " + device + ", and only the CPU's, 1, can be read");
    }
    DType dtype =
        dtype(
            Byte.toUnsignedInt((byte) CODE.get(s, 0L)),
            Byte.toUnsignedInt((byte) BITS.get(s, 0L)),
            Short.toUnsignedInt((short) LANES.get(s, 0L)));
    int ndim = (int) NDIM.get(s, 0L);
    if (ndim < 0 || ndim > Shapes.MAX_DIMS) {
      throw bad("ndim", "is " + ndim + ", and an array has 0 to " + Shapes.MAX_DIMS);
    }
    long[] shape = longs((long) SHAPE.get(s, 0L), ndim);
    if (shape == null) {
      throw bad("shape", "is NULL with ndim " + ndim);
    }
    long size = Shapes.check(shape, dtype.itemSize());
    long[] steps = longs((long) STRIDES.get(s, 0L), ndim);
    long data = (long) DATA.get(s, 0L);
    if (data == 0 && size != 0) {
      throw bad("data", "is NULL with shape " + Shapes.tuple(shape));
    }
    return new DlpackTensor(
        data + (long) BYTE_OFFSET.get(s, 0L),
        dtype,
        shape,
        steps == null || size == 0 ? Shapes.strides(shape, dtype.itemSize()) : bytes(steps, dtype));
  }

  /**
   * {@return an array over the elements}
   *
   * @param arena where the memory belongs
   * @param release run when the arena ends; may be null
   * @throws IllegalArgumentException if the elements would lie outside of the address space
   */
  public NDArray array(Arena arena, Runnable release) {
    long first = 0;
    long bytes = 0;
    if (Shapes.size(shape) != 0) {
      try {
        bytes = dtype.itemSize();
        for (int i = 0; i < shape.length; i++) {
          long reach = Math.multiplyExact(shape[i] - 1, strides[i]);
          first = Math.addExact(first, Math.max(-reach, 0));
          bytes = Math.addExact(bytes, Math.abs(reach));
        }
        if (data < first || Math.addExact(data, bytes) < 0) {
          throw new ArithmeticException();
        }
      } catch (ArithmeticException e) {
        throw bad(
            "strides",
            "of %s bytes leave the address space with shape %s and the first element at 0x%x"
                .formatted(Shapes.tuple(strides), Shapes.tuple(shape), data));
      }
    }
    MemorySegment memory =
        MemorySegment.ofAddress(bytes == 0 ? 0 : data - first)
            .reinterpret(bytes, arena, release == null ? null : _ -> release.run());
    return NDArray.of(memory, first, dtype, shape, strides, true);
  }

  private static DType dtype(int code, int bits, int lanes) {
    for (DType dtype : DTYPES) {
      if (KINDS.indexOf(dtype.kind()) == code && 8 * dtype.itemSize() == bits && lanes == 1) {
        return dtype;
      }
    }
    throw bad(
        "dtype", "of code %d with %d bits and %d lanes has no equal".formatted(code, bits, lanes));
  }

  private static long[] longs(long address, int n) {
    if (n == 0) {
      return new long[0];
    }
    return address == 0
        ? null
        : MemorySegment.ofAddress(address)
            .reinterpret(8L * n)
            .toArray(ValueLayout.JAVA_LONG_UNALIGNED);
  }

  private static long[] bytes(long[] steps, DType dtype) {
    long[] strides = new long[steps.length];
    for (int i = 0; i < steps.length; i++) {
      long stride = steps[i] * dtype.itemSize();
      if (stride / dtype.itemSize() != steps[i]) {
        throw bad("strides", "has " + steps[i] + " elements, more than 2**63 bytes");
      }
      strides[i] = stride;
    }
    return strides;
  }

  private static IllegalArgumentException bad(String field, String problem) {
    return new IllegalArgumentException("DLTensor: " + field + " " + problem);
  }
}
