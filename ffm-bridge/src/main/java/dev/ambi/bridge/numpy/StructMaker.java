package dev.ambi.bridge.numpy;

import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;

/**
 * A structured descriptor in the making: its fields one after the other or at offsets, aligned as C
 * would or not. What was made is dropped when it is closed, but for the descriptor. Needs the
 * interpreter lock.
 */
final class StructMaker implements AutoCloseable {
  /** Flags that structured dtypes have, and those that they take over from their fields. */
  private static final long NPY_NEEDS_PYAPI = 0x10;

  private static final long NPY_FROM_FIELDS = 0x1b;
  private static final long NPY_ALIGNED_STRUCT = 0x80;

  private final StructDescrs descrs;
  private final boolean align;
  private final long names = Py.newList();
  private final long fields = Py.newDict();
  private long end;
  private long flags;
  private long alignment = 1;

  StructMaker(StructDescrs descrs, boolean align) {
    this.descrs = descrs;
    this.align = align;
  }

  /** A field behind the last one; takes over the reference to {@code descr}. */
  void add(String name, String title, long descr) {
    long own = descrs.alignment(descr);
    put(name, title, descr, align ? (end + own - 1) / own * own : end);
  }

  /**
   * A field at an offset; takes over the reference to {@code descr}.
   *
   * @throws PythonError ValueError where C would not align it so
   */
  void addAt(String name, String title, long descr, long offset) {
    long own = descrs.alignment(descr);
    if (offset < 0 || (align && offset % own != 0)) {
      Py.decref(descr);
      throw PythonError.value(
          offset < 0
              ? "offset " + offset + " cannot be negative"
              : "offset %d for NumPy dtype with fields is not divisible by the field alignment %d with align=True"
                  .formatted(offset, own));
    }
    put(name, title, descr, offset);
  }

  private void put(String name, String title, long descr, long at) {
    if (Py.dictGet(fields, name) != 0 || (title != null && Py.dictGet(fields, title) != 0)) {
      Py.decref(descr);
      throw PythonError.value("field '" + name + "' occurs more than once");
    }
    end = Math.max(end, at + descrs.elsize(descr));
    flags |= descrs.flags(descr);
    alignment = Math.max(alignment, descrs.alignment(descr));
    long offset = Py.newLong(at);
    if (title == null) {
      Py.setTaken(fields, Py.newString(name), Py.newTuple(descr, offset));
    } else {
      // A title is a second name for the same entry.
      long second = Py.newString(title);
      long entry = Py.newTuple(descr, offset, Py.incref(second));
      Py.setTaken(fields, Py.newString(name), Py.incref(entry));
      Py.setTaken(fields, second, entry);
    }
    Py.appendTaken(names, Py.newString(name));
  }

  /**
   * The descriptor: new reference.
   *
   * @param itemsize of an element; -1 for as much as the fields need
   */
  long finish(long itemsize) {
    if (itemsize >= 0 && itemsize < end) {
      throw PythonError.value(
          "NumPy dtype descriptor requires %d bytes, cannot override to smaller itemsize of %d"
              .formatted(end, itemsize));
    }
    if (align && itemsize >= 0 && itemsize % alignment != 0) {
      throw PythonError.value(
          "NumPy dtype descriptor requires alignment of %d bytes, which is not divisible into the specified itemsize %d"
              .formatted(alignment, itemsize));
    }
    long size =
        itemsize >= 0 ? itemsize : align ? (end + alignment - 1) / alignment * alignment : end;
    long copy = descrs.copy(descrs.builtin(BuiltinType.VOID));
    descrs.setElsize(copy, size);
    descrs.setFlags(
        copy, NPY_NEEDS_PYAPI | flags & NPY_FROM_FIELDS | (align ? NPY_ALIGNED_STRUCT : 0));
    if (align) {
      descrs.setAlignment(copy, alignment);
    }
    long[] items = new long[(int) Py.size(names)];
    for (int i = 0; i < items.length; i++) {
      items[i] = Py.incref(Py.listItem(names, i));
    }
    descrs.setFields(copy, Py.newTuple(items), Py.incref(fields));
    return copy;
  }

  @Override
  public void close() {
    Py.decref(names);
    Py.decref(fields);
  }
}
