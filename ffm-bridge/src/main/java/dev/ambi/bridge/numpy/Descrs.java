package dev.ambi.bridge.numpy;

import dev.ambi.bridge.abi.DescrFieldException;
import dev.ambi.bridge.layout.NumPy2.PyArray_ArrayDescr;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;

/** Descriptors of either ABI, and from one to the other. Needs the interpreter lock. */
public final class Descrs {
  private static final long TYPE_2X = LibAmbi.address("PyArrayDescr_Type");
  private static final long TYPE_1X = LibAmbi.address("PyArrayDescr_Type_abi1");

  private static final long TRANSLATE = LibAmbi.address("ambi_descr_translate");
  private static final long TRANSLATE_FIELDS = LibAmbi.address("ambi_fields_translate");
  private static final long FREE = LibAmbi.address("PyMem_RawFree");

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
   * @throws dev.ambi.bridge.abi.DescrFieldException where the descriptor makes no sense, or the
   *     other ABI's cannot say it: an item size or a flag does not fit
   */
  public static long translate(NativeAbi from, long descr, NativeAbi to) {
    if (from.tag() == to.tag()) {
      return Py.incref(descr);
    }
    long translated = Downcalls.call(TRANSLATE, descr, from.tag());
    return translated == 0 ? translateAnything(from, descr, to) : translated;
  }

  /**
   * As {@link #translate} from one ABI to the other, for a caller that need not have the lock: what
   * C translates itself, and that is all that is ordinary.
   *
   * @param from 1 or 2
   * @return a new reference, or 0 for what {@link #translate} is to be asked
   */
  public static long translateOrdinary(int from, long descr) {
    return Downcalls.call(TRANSLATE, descr, from);
  }

  private static long translateAnything(NativeAbi from, long descr, NativeAbi to) {
    StructDescrs a = from.descrs();
    StructDescrs b = to.descrs();
    DescrReader.check(a, descr);
    BuiltinType type = a.type(descr);
    if (type == null) {
      throw PythonError.type(
          "dtype %s, which an extension registered for %s, cannot be shown to a binary built for %s: there is no cast between the two"
              .formatted(new DescrText(from).name(descr), from.displayName(), to.displayName()));
    }
    if (a.names(descr) != 0 || a.subarray(descr) != 0 || a.cMetadata(descr) != 0) {
      return copy(from, descr, to);
    }
    long like = b.of(type, a.elsize(descr), a.isSwapped(descr));
    return saysTheSame(a, descr, b, like) ? Py.incref(like) : copy(from, descr, to);
  }

  /** Whether those are equal that an extension may have changed in a copy of a built-in one. */
  private static boolean saysTheSame(StructDescrs a, long descr, StructDescrs b, long like) {
    return Memory.getByte(descr + DescrLayout.TYPE) == Memory.getByte(like + DescrLayout.TYPE)
        && Memory.getByte(descr + DescrLayout.BYTEORDER)
            == Memory.getByte(like + DescrLayout.BYTEORDER)
        && a.flags(descr) == b.flags(like)
        && a.alignment(descr) == b.alignment(like)
        && a.typeobj(descr) == b.typeobj(like)
        && a.metadata(descr) == b.metadata(like);
  }

  private static void copyUnit(StructDescrs from, long descr, StructDescrs to, long copy) {
    Memory.putLong(
        to.cMetadata(copy) + TimeUnits.OFFSET,
        Memory.getLong(from.cMetadata(descr) + TimeUnits.OFFSET));
  }

  /**
   * All fields, with fields and subarray of translated descriptors. What was made so far is dropped
   * where the other ABI cannot say one of them.
   */
  private static long copy(NativeAbi from, long descr, NativeAbi to) {
    StructDescrs a = from.descrs();
    StructDescrs b = to.descrs();
    long copy = b.copy(b.builtin(a.type(descr)));
    long builtinScalar = b.typeobj(copy);
    try {
      DescrFields.copy(
          a.layout(),
          Memory.segment(descr, a.layout().size()),
          b.layout(),
          Memory.segment(copy, b.layout().size()));
      Py.incref(b.typeobj(copy));
      Py.decref(builtinScalar);
      if (b.metadata(copy) != 0) {
        Py.incref(b.metadata(copy));
      }
      if (a.cMetadata(descr) != 0 && b.cMetadata(copy) != 0) {
        copyUnit(a, descr, b, copy);
      }
      if (a.subarray(descr) != 0) {
        b.setSubarray(copy, subarray(from, a.subarray(descr), to));
      }
      if (a.names(descr) != 0) {
        b.setFields(copy, Py.incref(a.names(descr)), fields(from, a.fields(descr), to));
      }
      return copy;
    } catch (RuntimeException e) {
      Py.decref(copy);
      throw e;
    }
  }

  /**
   * A {@code PyArray_ArrayDescr} of a translated base: memory that a descriptor takes over.
   *
   * @param subarray the struct in a descriptor of {@code from}
   * @throws DescrFieldException where the other ABI cannot say it
   */
  public static long subarray(NativeAbi from, long subarray, NativeAbi to) {
    long shape = Memory.getLong(subarray + PyArray_ArrayDescr.SHAPE);
    DescrLayout other = to.descrs().layout();
    if (Py.size(shape) > other.maxDims()) {
      throw new DescrFieldException(
          other.name(),
          "subarray->shape",
          "a tuple of " + Py.size(shape),
          "it has at most %d dimensions there (NPY_MAXDIMS)".formatted(other.maxDims()));
    }
    long base = translate(from, Memory.getLong(subarray + PyArray_ArrayDescr.BASE), to);
    return StructDescrs.newSubarray(base, Py.incref(shape));
  }

  /**
   * Drops what {@link #subarray} gave, if no descriptor has taken it over.
   *
   * @param subarray the struct; 0 for none
   */
  public static void dropSubarray(long subarray) {
    if (subarray != 0) {
      Py.decref(Memory.getLong(subarray + PyArray_ArrayDescr.BASE));
      Py.decref(Memory.getLong(subarray + PyArray_ArrayDescr.SHAPE));
      Downcalls.call(FREE, subarray);
    }
  }

  /**
   * A dict of translated fields: new reference.
   *
   * @param fields the dict of a descriptor of {@code from} that was checked
   * @throws DescrFieldException where the other ABI cannot say one of them
   */
  public static long fields(NativeAbi from, long fields, NativeAbi to) {
    long ordinary = Downcalls.call(TRANSLATE_FIELDS, fields, from.tag());
    if (ordinary != 0) {
      return ordinary;
    }
    long translated = Py.newDict();
    try {
      Py.forEachEntry(
          fields,
          (name, field) -> {
            long[] items = new long[(int) Py.size(field)];
            items[0] = translate(from, Py.tupleItem(field, 0), to);
            for (int i = 1; i < items.length; i++) {
              items[i] = Py.incref(Py.tupleItem(field, i));
            }
            Py.setTaken(translated, Py.incref(name), Py.newTuple(items));
          });
      return translated;
    } catch (RuntimeException e) {
      Py.decref(translated);
      throw e;
    }
  }
}
