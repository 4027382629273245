package dev.ambi.bridge.numpy;

import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;

/** Descriptors of either ABI, and from one to the other. Needs the interpreter lock. */
public final class Descrs {
  private static final long TYPE_2X = LibAmbi.address("PyArrayDescr_Type");
  private static final long TYPE_1X = LibAmbi.address("PyArrayDescr_Type_abi1");

  private Descrs() {}

  /** 1 or 2 for a descriptor; 0 for another object. */
  public static int tag(long object) {
    long type = Py.type(object);
    return type == TYPE_1X
        ? 1
        : Py.isSubtype(type, TYPE_2X) ? 2 : Py.isSubtype(type, TYPE_1X) ? 1 : 0;
  }

  /** Whether the object is a descriptor, of either ABI. */
  public static boolean isDescr(long object) {
    return tag(object) != 0;
  }

  /** The ABI of a descriptor. */
  static NativeAbi abi(CallContext ctx, long descr) {
    return Arrays.abi(ctx, tag(descr));
  }

  /**
   * The same dtype as a descriptor of another ABI: new reference.
   *
   * @throws IllegalArgumentException when the other ABI's descriptors cannot say it: an item size
   *     or a flag does not fit
   */
  public static long translate(NativeAbi from, long descr, NativeAbi to) {
    if (from.tag() == to.tag()) {
      return Py.incref(descr);
    }
    StructDescrs a = from.descrs();
    StructDescrs b = to.descrs();
    BuiltinType type = a.type(descr);
    if (type == null) {
      throw PythonError.type(
          "dtype %s, which an extension registered for %s, cannot be shown to a binary built for %s: there is no cast between the two"
              .formatted(new DescrText(from).name(descr), from.displayName(), to.displayName()));
    }
    boolean plain = a.names(descr) == 0 && a.subarray(descr) == 0 && a.cMetadata(descr) == 0;
    if (plain) {
      return Py.incref(b.of(type, a.elsize(descr), a.isSwapped(descr)));
    }
    if (a.names(descr) != 0 || a.subarray(descr) != 0) {
      return structured(from, descr, to);
    }
    long copy = b.copy(b.of(type, a.elsize(descr), a.isSwapped(descr)));
    Memory.putLong(b.cMetadata(copy) + 32, Memory.getLong(a.cMetadata(descr) + 32));
    return copy;
  }

  /** Fields and subarrays: the same, of translated descriptors. */
  private static long structured(NativeAbi from, long descr, NativeAbi to) {
    StructDescrs a = from.descrs();
    StructDescrs b = to.descrs();
    long copy = b.copy(b.builtin(BuiltinType.VOID));
    b.setElsize(copy, a.elsize(descr));
    b.setFlags(copy, a.flags(descr));
    if (a.subarray(descr) != 0) {
      long base = translate(from, Memory.getLong(a.subarray(descr)), to);
      long shape = Py.incref(Memory.getLong(a.subarray(descr) + 8));
      b.setSubarray(copy, base, shape);
    }
    if (a.names(descr) != 0) {
      long fields = Py.newDict();
      Py.forEachEntry(
          a.fields(descr),
          (name, field) -> {
            long[] items = new long[(int) Py.size(field)];
            items[0] = translate(from, Py.tupleItem(field, 0), to);
            for (int i = 1; i < items.length; i++) {
              items[i] = Py.incref(Py.tupleItem(field, i));
            }
            Py.setTaken(fields, Py.incref(name), Py.newTuple(items));
          });
      b.setFields(copy, Py.incref(a.names(descr)), fields);
    }
    return copy;
  }
}
