package dev.ambi.bridge.numpy;

import dev.ambi.bridge.layout.NumPy2.PyArray_ArrayDescr;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;

/**
 * Descriptors that stay as long as the process, with all that they refer to. None of it counts as a
 * live object. Needs the interpreter lock.
 */
final class Immortal {
  private static final long MAKE_IMMORTAL = LibAmbi.address("ambi_make_immortal");

  private Immortal() {}

  /**
   * The descriptor, which {@link DescrWriter} made: those that were there before stay as they are.
   */
  static long descr(StructDescrs descrs, long descr) {
    if (descrs.type(descr) == null) {
      return descr;
    }
    long subarray = descrs.subarray(descr);
    if (subarray != 0) {
      tuple(Memory.getLong(subarray + PyArray_ArrayDescr.SHAPE));
      descr(descrs, Memory.getLong(subarray + PyArray_ArrayDescr.BASE));
    }
    long names = descrs.names(descr);
    if (names != 0) {
      tuple(names);
      long fields = descrs.fields(descr);
      Py.forEachEntry(
          fields,
          (name, entry) -> {
            object(name);
            descr(descrs, Py.tupleItem(entry, 0));
            tuple(entry);
          });
      object(fields);
    }
    return object(descr);
  }

  private static void tuple(long tuple) {
    for (long i = 0; i < Py.size(tuple); i++) {
      object(Py.tupleItem(tuple, i));
    }
    object(tuple);
  }

  private static long object(long object) {
    return Downcalls.call(MAKE_IMMORTAL, object);
  }
}
