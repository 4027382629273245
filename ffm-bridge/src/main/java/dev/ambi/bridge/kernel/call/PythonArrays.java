package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.host.KnownAbis;
import dev.ambi.bridge.kernel.KernelLinkException;
import dev.ambi.bridge.kernel.Part;
import dev.ambi.bridge.view.ArrayViews;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;

/** Arrays as the {@code PyArrayObject *} of an ABI. */
record PythonArrays(NumpyAbi abi) {

  static PythonArrays of(Part part, String where) {
    int tag = part == Part.NUMPY_1X ? 1 : 2;
    return KnownAbis.all().stream()
        .filter(a -> a.tag() == tag)
        .findFirst()
        .map(PythonArrays::new)
        .orElseThrow(() ->
            new KernelLinkException(
                where + ": " + part + " needs the module dev.ambi.compat, which is not there"));
  }

  /** The lock is held. */
  MemorySegment show(NDArray array, ArrayCheck check) {
    try {
      return ArrayViews.segment(array, abi);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          check.where() + ", " + check.name() + ": " + e.getMessage(), e);
    }
  }
}
