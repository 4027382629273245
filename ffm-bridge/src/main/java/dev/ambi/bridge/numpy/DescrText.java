package dev.ambi.bridge.numpy;

import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import java.util.ArrayList;
import java.util.List;

/** The texts of a descriptor: {@code str}, {@code repr}, {@code dtype.name}, {@code dtype.str}. */
final class DescrText {
  private final StructDescrs descrs;

  DescrText(NativeAbi abi) {
    this.descrs = abi.descrs();
  }

  /** {@code dtype.str}: {@code <f8}. */
  String typestr(long descr) {
    BuiltinType type = descrs.type(descr);
    if (type == null) {
      return "<V" + descrs.elsize(descr);
    }
    char order = !type.isOrdered() ? '|' : descrs.isSwapped(descr) ? '>' : '<';
    if (type == BuiltinType.OBJECT) {
      return "|O";
    }
    long size = type == BuiltinType.UNICODE ? descrs.elsize(descr) / 4 : descrs.elsize(descr);
    return "" + order + type.kind() + size + unit(descr);
  }

  private String unit(long descr) {
    long metadata = descrs.cMetadata(descr);
    return metadata == 0 ? "" : TimeUnits.text(Memory.getLong(metadata + TimeUnits.OFFSET));
  }

  /** {@code dtype.name}: {@code float64}, {@code str96}. */
  String name(long descr) {
    BuiltinType type = descrs.type(descr);
    if (type == null) {
      String name = Py.typeName(Memory.getLong(descr + DescrLayout.TYPEOBJ));
      return name.substring(name.lastIndexOf('.') + 1);
    }
    long size = descrs.elsize(descr);
    return type.text()
        + (type.isFlexible() && size > 0 ? String.valueOf(size * 8) : "")
        + unit(descr);
  }

  /** {@code str(dtype)}. */
  String str(long descr) {
    if (descrs.subarray(descr) != 0) {
      return subarray(descr);
    }
    if (descrs.names(descr) != 0) {
      return structure(descr);
    }
    BuiltinType type = descrs.type(descr);
    if (type == null) {
      return name(descr);
    }
    return type.isFlexible() || descrs.isSwapped(descr) ? typestr(descr) : name(descr);
  }

  /** {@code repr(dtype)}. */
  String repr(long descr) {
    return "dtype(" + inner(descr) + ")";
  }

  /** What stands between the parentheses of the repr. */
  private String inner(long descr) {
    if (isStructured(descr)) {
      return descrs.subarray(descr) != 0 ? subarray(descr) : structure(descr);
    }
    BuiltinType type = descrs.type(descr);
    if (type == null) {
      return name(descr);
    }
    boolean named = type.isNumber() && !descrs.isSwapped(descr);
    return "'" + (named ? name(descr) : code(descr)) + "'";
  }

  private boolean isStructured(long descr) {
    return descrs.subarray(descr) != 0 || descrs.names(descr) != 0;
  }

  /**
   * {@code <f8}, but without an order that says nothing, and without a size of 0: {@code S5},
   * {@code O}.
   */
  private String code(long descr) {
    String text = typestr(descr);
    if (text.charAt(0) == '|') {
      text = text.substring(1);
    }
    boolean unsized = descrs.type(descr).isFlexible() && descrs.elsize(descr) == 0;
    return unsized ? text.substring(0, text.length() - 1) : text;
  }

  private String subarray(long descr) {
    long subarray = descrs.subarray(descr);
    String shape = Py.str(Memory.getLong(subarray + 8));
    return "(" + format(Memory.getLong(subarray)) + ", " + shape + ")";
  }

  /** As the format of a field, whose byte order is always written out. */
  private String format(long descr) {
    BuiltinType type = descrs.type(descr);
    if (type == null || isStructured(descr)) {
      return inner(descr);
    }
    return type == BuiltinType.BOOL ? "'?'" : "'" + code(descr) + "'";
  }

  private String structure(long descr) {
    long names = descrs.names(descr);
    long fields = descrs.fields(descr);
    List<String> parts = new ArrayList<>();
    List<String> formats = new ArrayList<>();
    List<String> offsets = new ArrayList<>();
    List<String> quoted = new ArrayList<>();
    long end = 0;
    boolean packed = true;
    for (long i = 0; i < Py.size(names); i++) {
      long name = Py.tupleItem(names, i);
      long field = Py.dictGet(fields, Py.string(name));
      long type = Py.tupleItem(field, 0);
      long offset = Py.asLong(Py.tupleItem(field, 1));
      packed &= offset == end;
      end = offset + descrs.elsize(type);
      quoted.add(Py.repr(name));
      formats.add(format(type));
      offsets.add(Long.toString(offset));
      long subarray = descrs.subarray(type);
      parts.add(
          "("
              + Py.repr(name)
              + ", "
              + (subarray == 0
                  ? format(type)
                  : format(Memory.getLong(subarray)) + ", " + Py.str(Memory.getLong(subarray + 8)))
              + ")");
    }
    if (packed && end == descrs.elsize(descr)) {
      return "[" + String.join(", ", parts) + "]";
    }
    return "{'names': [%s], 'formats': [%s], 'offsets': [%s], 'itemsize': %d}"
        .formatted(
            String.join(", ", quoted),
            String.join(", ", formats),
            String.join(", ", offsets),
            descrs.elsize(descr));
  }
}
