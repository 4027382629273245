package dev.ambi.bridge.numpy;

import dev.ambi.bridge.abi.DescrFieldException;
import dev.ambi.bridge.abi.DescrValue;
import dev.ambi.bridge.abi.DescrValue.Field;
import dev.ambi.bridge.abi.DescrValue.SubArray;
import dev.ambi.bridge.abi.DescrValue.TimeUnit;
import dev.ambi.bridge.layout.NumPy2;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads descriptors that C made, and trusts none of their fields: whatever is wrong, down to the
 * fields of fields, is a {@link DescrFieldException} that names the field. An address that is not
 * NULL is taken for that of an object, since C has no means to tell.
 *
 * <p>One reader reads one descriptor. Needs the interpreter lock.
 */
public final class DescrReader {
  /** Deeper nests are refused: they would exhaust the stack. */
  private static final int DEEPEST = 64;

  private static final long DICT_GET = LibAmbi.address("PyDict_GetItemWithError");

  private final StructDescrs descrs;
  private final DescrLayout layout;

  /** On the way from the outermost descriptor to the one that is read now. */
  private final Set<Long> within = new HashSet<>();

  /** What was read before: a descriptor may be the type of many fields. */
  private final Map<Long, DescrValue> known = new HashMap<>();

  /**
   * A reader.
   *
   * @param descrs of the ABI whose shape the descriptor has
   */
  public DescrReader(StructDescrs descrs) {
    this.descrs = descrs;
    this.layout = descrs.layout();
  }

  /**
   * Refuses what {@link #read} refuses, and is quick for descriptors without fields and subarray.
   *
   * @throws DescrFieldException for a descriptor that makes no sense
   */
  static void check(StructDescrs descrs, long descr) {
    PlainFields.check(descrs, descr, "");
    if (!isFlat(descrs, descr)) {
      new DescrReader(descrs).read(descr);
    }
  }

  /** Whether it has neither fields nor a subarray. */
  static boolean isFlat(StructDescrs descrs, long descr) {
    return !isLegacy(descrs, descr)
        || (Memory.getLong(descr + descrs.layout().subarray()) == 0
            && isNothing(Memory.getLong(descr + descrs.layout().names()))
            && isNothing(descrs.fields(descr)));
  }

  /**
   * What the descriptor says.
   *
   * @param descr its address
   * @throws DescrFieldException for a descriptor that makes no sense
   */
  public DescrValue read(long descr) {
    return read(descr, "");
  }

  /** Whether the struct has the fields that 2.x keeps for the dtypes of 1.x only. */
  static boolean isLegacy(StructDescrs descrs, long descr) {
    int number = descrs.typeNum(descr);
    return number >= 0 && number < PlainFields.NPY_VSTRING;
  }

  private static boolean isNothing(long object) {
    return object == 0 || object == Py.NONE;
  }

  /**
   * @param path to the descriptor, {@code "fields['x']."}
   */
  private DescrValue read(long descr, String path) {
    DescrValue before = known.get(descr);
    if (before != null) {
      return before;
    }
    PlainFields.check(descrs, descr, path);
    if (!within.add(descr)) {
      throw wrong(path, "fields", "a cycle", "the descriptor is inside of itself");
    }
    if (within.size() > DEEPEST) {
      throw wrong(path, "fields", "a deep nest", "more than " + DEEPEST + " levels are not read");
    }
    boolean legacy = isLegacy(descrs, descr);
    DescrValue value =
        new DescrValue(
            descrs.typeNum(descr),
            (char) (Memory.getByte(descr + DescrLayout.KIND) & 0xff),
            (char) (Memory.getByte(descr + DescrLayout.TYPE) & 0xff),
            (char) (Memory.getByte(descr + DescrLayout.BYTEORDER) & 0xff),
            descrs.flags(descr),
            descrs.elsize(descr),
            descrs.alignment(descr),
            legacy ? subarray(descr, path) : Optional.empty(),
            legacy ? fields(descr, path) : List.of(),
            unit(descr));
    within.remove(descr);
    known.put(descr, value);
    return value;
  }

  private Optional<TimeUnit> unit(long descr) {
    int number = descrs.typeNum(descr);
    if (number != BuiltinType.DATETIME.number() && number != BuiltinType.TIMEDELTA.number()) {
      return Optional.empty();
    }
    long at = descrs.cMetadata(descr) + TimeUnits.OFFSET;
    return Optional.of(
        new TimeUnit(
            Memory.getInt(at + NumPy2.PyArray_DatetimeMetaData.BASE),
            Memory.getInt(at + NumPy2.PyArray_DatetimeMetaData.NUM)));
  }

  // ---- subarrays --------------------------------------------------------------------------------

  private Optional<SubArray> subarray(long descr, String path) {
    long subarray = Memory.getLong(descr + layout.subarray());
    if (subarray == 0) {
      return Optional.empty();
    }
    long tuple = Memory.getLong(subarray + NumPy2.PyArray_ArrayDescr.SHAPE);
    List<Long> shape = shape(tuple, path);
    DescrValue base =
        read(Memory.getLong(subarray + NumPy2.PyArray_ArrayDescr.BASE), path + "subarray->base.");
    long size = base.elsize();
    for (long length : shape) {
      if (length != 0 && size > Long.MAX_VALUE / length) {
        throw wrong(path, "subarray->shape", shape.toString(), "so many bytes have no number");
      }
      size *= length;
    }
    if (size != descrs.elsize(descr)) {
      throw wrong(
          path,
          "elsize",
          Long.toString(descrs.elsize(descr)),
          "the subarray %s of elements of %d bytes has %d".formatted(shape, base.elsize(), size));
    }
    return Optional.of(new SubArray(base, shape));
  }

  private List<Long> shape(long tuple, String path) {
    requireType(tuple, Py.TUPLE_TYPE, "a tuple", path, "subarray->shape");
    long nd = Py.size(tuple);
    if (nd < 0 || nd > layout.maxDims()) {
      throw wrong(
          path,
          "subarray->shape",
          "a tuple of " + nd,
          "it has at most " + layout.maxDims() + " dimensions (NPY_MAXDIMS)");
    }
    List<Long> shape = new ArrayList<>();
    for (long i = 0; i < nd; i++) {
      shape.add(number(Py.tupleItem(tuple, i), path, "subarray->shape[" + i + "]"));
    }
    return shape;
  }

  // ---- fields -----------------------------------------------------------------------------------

  private List<Field> fields(long descr, String path) {
    long names = Memory.getLong(descr + layout.names());
    long fields = descrs.fields(descr);
    if (isNothing(names)) {
      if (!isNothing(fields)) {
        requireType(fields, Py.DICT_TYPE, "a dict", path, "fields");
        if (Py.size(fields) != 0) {
          throw wrong(path, "names", "NULL", "there are fields, and each has a name");
        }
      }
      return List.of();
    }
    requireType(names, Py.TUPLE_TYPE, "a tuple of str", path, "names");
    requireType(fields, Py.DICT_TYPE, "a dict, for there are names,", path, "fields");
    List<Field> read = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (long i = 0; i < Py.size(names); i++) {
      long name = Py.tupleItem(names, i);
      requireType(name, Py.UNICODE_TYPE, "a str", path, "names[" + i + "]");
      String text = Py.string(name);
      if (!seen.add(text)) {
        throw wrong(path, "names", quoted(text), "the name is there twice");
      }
      read.add(field(descr, text, Downcalls.call(DICT_GET, fields, name), path));
    }
    return read;
  }

  private Field field(long descr, String text, long entry, String path) {
    String at = "fields[" + quoted(text) + "]";
    requireType(entry, Py.TUPLE_TYPE, "a tuple (descriptor, offset[, title])", path, at);
    long parts = Py.size(entry);
    if (parts != 2 && parts != 3) {
      throw wrong(path, at, "a tuple of " + parts, "it is (descriptor, offset[, title])");
    }
    DescrValue type = read(Py.tupleItem(entry, 0), path + at + ".");
    long offset = number(Py.tupleItem(entry, 1), path, at + ".offset");
    long elsize = descrs.elsize(descr);
    if (offset > elsize - type.elsize()) {
      throw wrong(
          path,
          at + ".offset",
          Long.toString(offset),
          "the field's %d bytes end outside the element's %d".formatted(type.elsize(), elsize));
    }
    return new Field(text, type, offset, parts == 3 ? title(entry, path, at) : Optional.empty());
  }

  private Optional<String> title(long entry, String path, String at) {
    long title = Py.tupleItem(entry, 2);
    if (title == Py.NONE) {
      return Optional.empty();
    }
    if (title == 0 || Py.type(title) == 0) {
      throw wrong(path, at + ".title", "NULL", "it is an object");
    }
    return Optional.of(Py.isString(title) ? Py.string(title) : Py.repr(title));
  }

  // ---- objects ----------------------------------------------------------------------------------

  private long number(long object, String path, String field) {
    requireType(object, Py.LONG_TYPE, "an int", path, field);
    BigInteger value = Py.asBigInteger(object);
    if (value.signum() < 0 || value.bitLength() > Long.SIZE - 1) {
      throw wrong(path, field, value.toString(), "it is a number from 0 to 2**63 - 1");
    }
    return value.longValueExact();
  }

  private void requireType(long object, long type, String words, String path, String field) {
    if (object == 0) {
      throw wrong(path, field, "NULL", "it is " + words);
    }
    if (Py.type(object) == 0) {
      throw wrong(path, field, "an object without type", "it is " + words);
    }
    if (!Py.isInstance(object, type)) {
      throw wrong(
          path, field, "an object of type " + Py.typeName(Py.type(object)), "it is " + words);
    }
  }

  private DescrFieldException wrong(String path, String field, String value, String why) {
    return new DescrFieldException(layout.name(), path + field, value, why);
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }
}
