package dev.ambi.bridge.numpy;

import dev.ambi.bridge.abi.DescrFieldException;
import dev.ambi.bridge.layout.NumPy2;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;

/**
 * Whether the fields of a descriptor that are numbers and characters make sense. Allocates nothing,
 * since it stands before every array that comes from C.
 */
final class PlainFields {
  /** The first type number of 2.x that is no longer of the dtypes that 1.x knows. */
  static final int NPY_VSTRING = 2056;

  /** The first type number of extensions. */
  private static final int NPY_USERDEF = 256;

  /** NPY_DATETIMEUNIT of business days, which NumPy had once. */
  private static final int NPY_FR_B = 3;

  private PlainFields() {}

  /**
   * Checks; does not look into fields and subarray.
   *
   * @param path to the descriptor, for messages
   */
  static void check(StructDescrs descrs, long descr, String path) {
    Fields at = new Fields(descrs.layout().name(), path);
    if (descr == 0) {
      throw at.wrong("descr", "NULL", "there is no descriptor");
    }
    if (Py.type(descr) == 0) {
      throw at.wrong("ob_type", "NULL", "a descriptor has a type");
    }
    if (Descrs.tag(descr) != descrs.tag()) {
      throw at.wrong(
          "ob_type", Py.typeName(Py.type(descr)), "that is no type of descriptors there");
    }
    if (Memory.getLong(descr + DescrLayout.TYPEOBJ) == 0) {
      throw at.wrong("typeobj", "NULL", "a descriptor has a scalar type");
    }
    BuiltinType type = typeNum(descrs, descr, at);
    byteorder(descr, at);
    kind(descr, type, at);
    sizes(descrs, descr, type, at);
    long functions = descrs.layout().functions();
    if (functions >= 0 && Memory.getLong(descr + functions) == 0) {
      throw at.wrong("f", "NULL", "a descriptor has a PyArray_ArrFuncs");
    }
    if (type == BuiltinType.DATETIME || type == BuiltinType.TIMEDELTA) {
      unit(descrs.cMetadata(descr), at);
    }
  }

  private record Fields(String shape, String path) {
    DescrFieldException wrong(String field, String value, String why) {
      return new DescrFieldException(shape, path + field, value, why);
    }

    DescrFieldException wrong(String field, long value, String why) {
      return wrong(field, Long.toString(value), why);
    }
  }

  private static BuiltinType typeNum(StructDescrs descrs, long descr, Fields at) {
    int number = descrs.typeNum(descr);
    BuiltinType type = BuiltinType.of(number);
    boolean current = descrs.layout().functions() < 0;
    boolean user = number >= NPY_USERDEF && number < NPY_VSTRING;
    boolean modern = current && (number == -1 || number == NPY_VSTRING);
    if (type == null && !user && !modern) {
      throw at.wrong(
          "type_num",
          number,
          "the types that are built in have 0 to %d, those of extensions %d to %d"
              .formatted(BuiltinType.all().size() - 1, NPY_USERDEF, NPY_VSTRING - 1));
    }
    return type;
  }

  private static void byteorder(long descr, Fields at) {
    int order = Memory.getByte(descr + DescrLayout.BYTEORDER) & 0xff;
    if (order != '=' && order != '<' && order != '>' && order != '|') {
      throw at.wrong("byteorder", character(order), "it is one of = < > |");
    }
  }

  private static void kind(long descr, BuiltinType type, Fields at) {
    int kind = Memory.getByte(descr + DescrLayout.KIND) & 0xff;
    if (type != null && kind != type.kind()) {
      throw at.wrong(
          "kind",
          character(kind),
          "that of type_num %d (%s) is '%c'".formatted(type.number(), type.text(), type.kind()));
    }
    if (kind <= ' ' || kind > '~') {
      throw at.wrong("kind", character(kind), "it is a letter");
    }
  }

  private static void sizes(StructDescrs descrs, long descr, BuiltinType type, Fields at) {
    long elsize = descrs.elsize(descr);
    if (elsize < 0) {
      throw at.wrong("elsize", elsize, "the size of an element is not negative");
    }
    if (type != null && !type.isFlexible() && elsize != type.size()) {
      throw at.wrong(
          "elsize", elsize, "elements of %s have %d".formatted(type.text(), type.size()));
    }
    long alignment = descrs.alignment(descr);
    if (alignment <= 0 || Long.bitCount(alignment) != 1) {
      throw at.wrong("alignment", alignment, "it is a power of two");
    }
  }

  private static void unit(long metadata, Fields at) {
    if (metadata == 0) {
      throw at.wrong("c_metadata", "NULL", "the unit of a time is there");
    }
    int base = Memory.getInt(metadata + TimeUnits.OFFSET + NumPy2.PyArray_DatetimeMetaData.BASE);
    int num = Memory.getInt(metadata + TimeUnits.OFFSET + NumPy2.PyArray_DatetimeMetaData.NUM);
    if (base < 0 || base > TimeUnits.GENERIC || base == NPY_FR_B) {
      throw at.wrong("c_metadata.meta.base", base, "there is no such NPY_DATETIMEUNIT");
    }
    if (num <= 0) {
      throw at.wrong("c_metadata.meta.num", num, "a time counts at least one of its unit");
    }
  }

  private static String character(int code) {
    return code > ' ' && code <= '~' ? "'%c'".formatted(code) : Integer.toString(code);
  }
}
