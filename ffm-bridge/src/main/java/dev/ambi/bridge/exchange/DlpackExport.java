package dev.ambi.bridge.exchange;

import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.view.DlTensor;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;

/** Writes a tensor: the struct, and after it shape and strides, in one loan. */
final class DlpackExport {

  private DlpackExport() {}

  static MemorySegment write(DlpackStruct struct, NDArray array, ExportMode mode) {
    int word = DlpackDtypes.word(array.dtype());
    Lendable lent = Lendable.of(array, mode);
    NDArray a = lent.array();
    if (!struct.isVersioned() && !a.isWritable()) {
      throw new IllegalArgumentException(
          "a DLManagedTensor cannot say that an array is read-only: use exportVersioned, or"
              + " ExportMode.COPY");
    }
    int ndim = a.ndim();
    long[] strides = elementStrides(a);
    long loan = Loans.make(struct.bytes() + 2L * Long.BYTES * ndim, a);
    long tensor = loan + struct.tensor();
    long shape = loan + struct.bytes();
    for (int i = 0; i < ndim; i++) {
      Memory.putLong(shape + (long) Long.BYTES * i, a.shape(i));
      Memory.putLong(shape + (long) Long.BYTES * (ndim + i), strides[i]);
    }
    Memory.putLong(tensor + DlTensor.DATA, a.address());
    Memory.putInt(tensor + DlTensor.DEVICE_TYPE, DlTensor.CPU);
    Memory.putInt(tensor + DlTensor.NDIM, ndim);
    Memory.putInt(tensor + DlTensor.DTYPE, word);
    Memory.putLong(tensor + DlTensor.SHAPE, ndim == 0 ? 0 : shape);
    Memory.putLong(tensor + DlTensor.STRIDES, ndim == 0 ? 0 : shape + (long) Long.BYTES * ndim);
    Memory.putLong(loan + struct.context(), loan);
    Memory.putLong(loan + struct.deleter(), struct.ourDeleter());
    if (struct.isVersioned()) {
      Memory.putInt(loan, DlpackStruct.MAJOR);
      Memory.putLong(
          loan + struct.flags(),
          (a.isWritable() ? 0 : DlpackStruct.READ_ONLY)
              | (lent.copied() ? DlpackStruct.IS_COPIED : 0));
    }
    return Memory.segment(loan, struct.bytes());
  }

  /** Where no step is ever taken, a stride means nothing: then it is that of a gapless array. */
  private static long[] elementStrides(NDArray a) {
    long item = a.itemSize();
    long[] strides = a.strides();
    long gapless = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      if (a.size() == 0 || a.shape(i) == 1) {
        strides[i] = gapless;
      } else if (strides[i] % item != 0) {
        throw new IllegalArgumentException(
            "DLPack counts strides in elements, and on axis %d neighbours are %d bytes apart, no"
                    .formatted(i, strides[i])
                + " multiple of %d; export the array with ExportMode.COPY".formatted(item));
      } else {
        strides[i] /= item;
      }
      gapless *= Math.max(a.shape(i), 1);
    }
    return strides;
  }
}
