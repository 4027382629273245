package dev.ambi.bridge.exchange;

import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.view.DlTensor;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads a tensor, checks it, and makes an array over its memory. */
final class DlpackImport {
  private static final int MAX_DIMS = 64;

  /** The structs that are imported now; each has one deleter, to be called once. */
  private static final Set<Long> IMPORTED = ConcurrentHashMap.newKeySet();

  private DlpackImport() {}

  static NDArray read(DlpackStruct struct, MemorySegment managed, Arena arena) {
    long address = Structs.address(managed, struct.bytes(), struct.name());
    boolean readOnly = false;
    if (struct.isVersioned()) {
      checkVersion(address);
      readOnly = (Memory.getLong(address + struct.flags()) & DlpackStruct.READ_ONLY) != 0;
    }
    long tensor = address + struct.tensor();
    int device = Memory.getInt(tensor + DlTensor.DEVICE_TYPE);
    if (device != DlTensor.CPU) {
      throw bad("device.device_type", "is " + device + ", and only the CPU's, 1, can be read");
    }
    DType dtype = DlpackDtypes.dtype(Memory.getInt(tensor + DlTensor.DTYPE));
    int ndim = Memory.getInt(tensor + DlTensor.NDIM);
    if (ndim < 0 || ndim > MAX_DIMS) {
      throw bad("ndim", "is " + ndim + ", and an array has 0 to " + MAX_DIMS);
    }
    long[] shape = longs(Memory.getLong(tensor + DlTensor.SHAPE), ndim);
    if (shape == null) {
      throw bad("shape", "is NULL with ndim " + ndim);
    }
    long[] steps = longs(Memory.getLong(tensor + DlTensor.STRIDES), ndim);
    Extent extent = Extent.of(dtype.itemSize(), shape, steps);
    long data = data(tensor, extent.bytes() == 0, shape);
    extent.check(data);
    if (!IMPORTED.add(address)) {
      throw new IllegalStateException(
          "%s at 0x%x is imported already, and has one deleter to be called once"
              .formatted(struct.name(), address));
    }
    try {
      Borrowed memory = new Borrowed(arena, () -> delete(struct, address));
      NDArray array =
          NDArray.of(
              memory.memory(data - extent.first(), extent.bytes()),
              extent.first(),
              dtype,
              shape,
              extent.strides(),
              true);
      memory.begin();
      return readOnly ? array.readOnly() : array;
    } catch (RuntimeException | Error e) {
      IMPORTED.remove(address);
      throw e;
    }
  }

  /** Calls the deleter, if there is one. */
  static void delete(DlpackStruct struct, long address) {
    long deleter = Memory.getLong(address + struct.deleter());
    // Before: what the deleter frees, the producer may hand out again.
    IMPORTED.remove(address);
    if (deleter != 0) {
      Downcalls.call(deleter, address);
    }
  }

  static void checkNotImported(DlpackStruct struct, long address) {
    if (IMPORTED.contains(address)) {
      throw new IllegalStateException(
          "%s at 0x%x is imported: it is deleted when the array is no longer used, or its arena"
                  .formatted(struct.name(), address)
              + " closes");
    }
  }

  private static void checkVersion(long address) {
    int major = Memory.getInt(address);
    if (major != DlpackStruct.MAJOR) {
      throw new IllegalArgumentException(
          "DLManagedTensorVersioned: version %s.%s is not known, only 1.x; it can only be released"
              .formatted(
                  Integer.toUnsignedString(major),
                  Integer.toUnsignedString(Memory.getInt(address + 4))));
    }
  }

  private static long data(long tensor, boolean empty, long[] shape) {
    long data = Memory.getLong(tensor + DlTensor.DATA);
    long offset = Memory.getLong(tensor + DlTensor.BYTE_OFFSET);
    if (empty) {
      return 0;
    }
    if (data == 0) {
      throw bad("data", "is NULL with shape " + Shape.of(shape));
    }
    if (data < 0 || offset < 0 || data + offset < 0) {
      throw bad(
          "byte_offset",
          "of %s leaves the address space with data at 0x%x"
              .formatted(Long.toUnsignedString(offset), data));
    }
    return data + offset;
  }

  private static long[] longs(long address, int n) {
    if (n == 0) {
      return new long[0];
    }
    return address == 0 ? null : Memory.longs(address, n);
  }

  private static IllegalArgumentException bad(String field, String problem) {
    return new IllegalArgumentException("DLTensor: " + field + " " + problem);
  }
}
