package dev.ambi.bridge.numpy;

import dev.ambi.bridge.abi.DescrFieldException;
import dev.ambi.bridge.abi.DescrValue;
import dev.ambi.bridge.abi.DescrValue.Field;
import dev.ambi.bridge.abi.DescrValue.SubArray;
import dev.ambi.bridge.abi.DescrValue.TimeUnit;
import dev.ambi.bridge.layout.NumPy2.PyArray_DatetimeMetaData;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;

/** Makes descriptors that say a {@link DescrValue}. Needs the interpreter lock. */
public final class DescrWriter {
  /** NPY_USERDEF: the first number of a dtype that an extension registers. */
  private static final int USERDEF = 256;

  private DescrWriter() {}

  /**
   * A descriptor: new reference.
   *
   * @param descrs of the ABI whose shape it gets
   * @throws DescrFieldException for a type number that is not built in, or a value that the ABI has
   *     no room for
   */
  public static long write(StructDescrs descrs, DescrValue value) {
    BuiltinType type = BuiltinType.of(value.typeNum());
    if (type == null && value.typeNum() >= USERDEF && value.typeNum() < PlainFields.NPY_VSTRING) {
      return Py.incref(descrs.descrFor(RegisteredDType.of(value.typeNum())));
    }
    if (type == null) {
      throw new DescrFieldException(
          descrs.layout().name(),
          "type_num",
          Integer.toString(value.typeNum()),
          "only descriptors of built-in and registered dtypes can be made of a value");
    }
    long descr = descrs.copy(descrs.builtin(type));
    try {
      Memory.putByte(descr + DescrLayout.KIND, (byte) value.kind());
      Memory.putByte(descr + DescrLayout.TYPE, (byte) value.type());
      descrs.setByteOrder(descr, value.byteorder());
      descrs.setFlags(descr, value.flags());
      descrs.setElsize(descr, value.elsize());
      descrs.setAlignment(descr, value.alignment());
      value.unit().ifPresent(unit -> putUnit(descrs.cMetadata(descr) + TimeUnits.OFFSET, unit));
      value.subarray().ifPresent(s -> descrs.setSubarray(descr, subarray(descrs, s)));
      if (!value.fields().isEmpty()) {
        putFields(descrs, descr, value);
      }
      return descr;
    } catch (RuntimeException e) {
      Py.decref(descr);
      throw e;
    }
  }

  private static void putUnit(long at, TimeUnit unit) {
    Memory.putInt(at + PyArray_DatetimeMetaData.BASE, unit.base());
    Memory.putInt(at + PyArray_DatetimeMetaData.NUM, unit.num());
  }

  private static long subarray(StructDescrs descrs, SubArray value) {
    DescrLayout layout = descrs.layout();
    if (value.shape().size() > layout.maxDims()) {
      throw new DescrFieldException(
          layout.name(),
          "subarray->shape",
          "a tuple of " + value.shape().size(),
          "it has at most %d dimensions there (NPY_MAXDIMS)".formatted(layout.maxDims()));
    }
    long base = write(descrs, value.base());
    long[] shape = value.shape().stream().mapToLong(Long::longValue).toArray();
    return StructDescrs.newSubarray(base, Py.newLongTuple(shape));
  }

  private static void putFields(StructDescrs descrs, long descr, DescrValue value) {
    long fields = Py.newDict();
    long[] names = new long[value.fields().size()];
    try {
      for (int i = 0; i < names.length; i++) {
        Field field = value.fields().get(i);
        long type = write(descrs, field.type());
        long offset = Py.newLong(field.offset());
        long name = Py.newString(field.name());
        names[i] = name;
        if (field.title().isEmpty()) {
          Py.setTaken(fields, Py.incref(name), Py.newTuple(type, offset));
        } else {
          // A title is a second name for the same entry.
          long title = Py.newString(field.title().get());
          long entry = Py.newTuple(type, offset, Py.incref(title));
          Py.setTaken(fields, Py.incref(name), Py.incref(entry));
          Py.setTaken(fields, title, entry);
        }
      }
    } catch (RuntimeException e) {
      for (long name : names) {
        Py.xdecref(name);
      }
      Py.decref(fields);
      throw e;
    }
    descrs.setFields(descr, Py.newTuple(names), fields);
  }
}
