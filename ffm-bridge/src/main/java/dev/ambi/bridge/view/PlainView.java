package dev.ambi.bridge.view;

import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.numpy.BuiltinType;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.util.stream.Stream;

/**
 * An array as an {@code ambi_array} (see {@code ambi/kernel.h}), whose head is a {@link DlTensor},
 * with its shape and strides.
 *
 * <p>The segments have the lifetime of the array's memory as far as a call is concerned: while one
 * is passed to C, that memory cannot be freed. What they point to is freed with the array: who
 * passes them keeps it reachable.
 */
public final class PlainView {
  /** {@code ambi_array}. */
  public static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
              Stream.concat(
                      DlTensor.LAYOUT.memberLayouts().stream(),
                      Stream.of(
                          ValueLayout.JAVA_LONG.withName("itemsize"),
                          ValueLayout.JAVA_INT.withName("flags"),
                          ValueLayout.JAVA_INT.withName("type_num"),
                          ValueLayout.JAVA_LONG.withName("reserved")))
                  .toArray(MemoryLayout[]::new))
          .withName("ambi_array");

  private static final long ITEMSIZE = Memory.offset(LAYOUT, "itemsize");
  private static final long FLAGS = Memory.offset(LAYOUT, "flags");
  private static final long TYPE_NUM = Memory.offset(LAYOUT, "type_num");

  /** Owns the memory. */
  private final MemorySegment block;

  private final MemorySegment struct;
  private final MemorySegment shape;
  private final MemorySegment strides;
  private final MemorySegment byteStrides;

  private PlainView(MemorySegment block, NDArray array, boolean wholeElements) {
    long step = 8L * array.ndim();
    Lifetime lifetime = new Lifetime(array.memory().scope());
    this.block = block;
    this.shape = part(LAYOUT.byteSize(), step, lifetime);
    this.byteStrides = part(LAYOUT.byteSize() + step, step, lifetime);
    this.strides = wholeElements ? part(LAYOUT.byteSize() + 2 * step, step, lifetime) : null;
    this.struct = wholeElements ? part(0, LAYOUT.byteSize(), lifetime) : null;
  }

  private MemorySegment part(long at, long size, Lifetime lifetime) {
    return lifetime.segment(block.address() + at, size);
  }

  static PlainView of(NDArray array) {
    DType dtype = array.dtype();
    if (!dtype.isNative()) {
      throw new IllegalArgumentException(
          "has the dtype "
              + dtype
              + ", and an ambi_array is in the machine's byte order; astype(dtype().toNative())"
              + " is");
    }
    int nd = array.ndim();
    MemorySegment block = Arena.ofAuto().allocate(LAYOUT.byteSize() + 24L * nd, 16);
    long item = dtype.itemSize();
    boolean whole = true;
    long lengths = LAYOUT.byteSize();
    for (int i = 0; i < nd; i++) {
      long stride = array.strides(i);
      block.set(ValueLayout.JAVA_LONG, lengths + 8L * i, array.shape(i));
      block.set(ValueLayout.JAVA_LONG, lengths + 8L * (nd + i), stride);
      if (item != 0 && stride % item == 0) {
        block.set(ValueLayout.JAVA_LONG, lengths + 8L * (2L * nd + i), stride / item);
      } else {
        whole &= stride == 0;
      }
    }
    BuiltinType number = BuiltinType.find(dtype);
    block.set(ValueLayout.JAVA_LONG, DlTensor.DATA, array.address());
    block.set(ValueLayout.JAVA_INT, DlTensor.DEVICE_TYPE, DlTensor.CPU);
    block.set(ValueLayout.JAVA_INT, DlTensor.NDIM, nd);
    block.set(ValueLayout.JAVA_INT, DlTensor.DTYPE, DlTensor.word(dtype));
    block.set(ValueLayout.JAVA_LONG, DlTensor.SHAPE, block.address() + lengths);
    block.set(ValueLayout.JAVA_LONG, DlTensor.STRIDES, block.address() + lengths + 16L * nd);
    block.set(ValueLayout.JAVA_LONG, ITEMSIZE, item);
    block.set(ValueLayout.JAVA_INT, FLAGS, ArrayViews.flags(array, array.isWritable()));
    block.set(
        ValueLayout.JAVA_INT, TYPE_NUM, number == null ? typeNum(dtype.id()) : number.ordinal());
    return new PlainView(block, array, whole);
  }

  private static int typeNum(TypeId id) {
    return switch (id) {
      case DATETIME64 -> BuiltinType.DATETIME.ordinal();
      case TIMEDELTA64 -> BuiltinType.TIMEDELTA.ordinal();
      default -> BuiltinType.VOID.ordinal();
    };
  }

  /**
   * {@return the {@code ambi_array}}
   *
   * @throws IllegalArgumentException where a stride is no multiple of the size of an element
   */
  public MemorySegment struct() {
    return whole(struct);
  }

  /** {@return the length of each axis, as {@code int64_t}} */
  public MemorySegment shape() {
    return shape;
  }

  /** {@return the distance between neighbours on each axis in bytes, as {@code int64_t}} */
  public MemorySegment byteStrides() {
    return byteStrides;
  }

  /**
   * {@return the distance between neighbours on each axis in elements, as {@code int64_t}}
   *
   * @throws IllegalArgumentException where a stride is no multiple of the size of an element
   */
  public MemorySegment strides() {
    return whole(strides);
  }

  private static MemorySegment whole(MemorySegment part) {
    if (part == null) {
      throw new IllegalArgumentException(
          "has strides that are no multiples of the size of an element, as the kernel counts them;"
              + " copy() has others");
    }
    return part;
  }
}
