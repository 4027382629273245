package dev.ambi.core.internal;

import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.datetime.Step;
import dev.ambi.core.internal.datetime.StepParser;
import dev.ambi.core.internal.datetime.TemporalTypes;
import dev.ambi.core.internal.dtype.DTypeLiteral;
import dev.ambi.core.internal.dtype.FormatString;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the texts by which NumPy names a dtype. */
public final class DTypeParser {

  private static final Map<String, TypeId> NAMES = new HashMap<>();

  static {
    for (TypeId id : TypeId.values()) {
      if (id.isNumeric()) {
        NAMES.put(id.baseName(), id);
        NAMES.put("" + id.typeChar(), id);
        NAMES.put("" + id.kind() + id.size(), id);
      }
    }
    // C's names on 64-bit Linux and macOS, and Python's.
    String aliases =
        "q=int64 Q=uint64 p=int64 P=uint64 byte=int8 ubyte=uint8 short=int16 ushort=uint16"
            + " intc=int32 uintc=uint32 long=int64 ulong=uint64 longlong=int64 ulonglong=uint64"
            + " int=int64 uint=uint64 intp=int64 uintp=uint64 half=float16 single=float32"
            + " double=float64 float=float64 csingle=complex64 cdouble=complex128"
            + " complex=complex128 bool_=bool";
    for (String alias : aliases.split(" ")) {
      String[] pair = alias.split("=");
      NAMES.put(pair[0], NAMES.get(pair[1]));
    }
  }

  private DTypeParser() {}

  /**
   * {@return the dtype that the text names}
   *
   * @param text the name
   */
  public static DType parse(String text) {
    if (text.isEmpty()) {
      throw unknown(text);
    }
    if ("[{(".indexOf(text.charAt(0)) >= 0 && "]})".indexOf(text.charAt(text.length() - 1)) >= 0) {
      return DTypeLiteral.parse(text);
    }
    if (FormatString.is(text)) {
      return FormatString.parse(text, false);
    }
    return parseOne(text);
  }

  /**
   * {@return the dtype that the text names, which is neither structured nor a sub-array}
   *
   * @param text the name
   */
  public static DType parseOne(String text) {
    if (text.isEmpty()) {
      throw unknown(text);
    }
    ByteOrder order = ByteOrder.nativeOrder();
    String rest = text;
    switch (text.charAt(0)) {
      case '<' -> order = ByteOrder.LITTLE_ENDIAN;
      case '>' -> order = ByteOrder.BIG_ENDIAN;
      case '=', '|' -> {}
      default -> rest = null;
    }
    rest = rest == null ? text : text.substring(1);
    TypeId id = NAMES.get(rest);
    if (id != null) {
      return DType.of(id).withByteOrder(order);
    }
    DType temporal = temporal(rest);
    if (temporal != null) {
      return temporal.withByteOrder(order);
    }
    if (rest.equals("void") || rest.startsWith("V")) {
      return DType.ofVoid(rest.equals("void") ? 0 : number(text, rest.substring(1)));
    }
    if (rest.equals("bytes") || rest.equals("str")) {
      return flexible(rest.equals("bytes") ? 'S' : 'U', 0, order);
    }
    if (!rest.isEmpty() && "SaU".indexOf(rest.charAt(0)) >= 0) {
      return flexible(rest.charAt(0), number(text, rest.substring(1)), order);
    }
    if (rest.startsWith("bytes") || rest.startsWith("str")) {
      char kind = rest.charAt(0) == 'b' ? 'S' : 'U';
      long bits = number(text, rest.substring(kind == 'S' ? 5 : 3));
      int unit = kind == 'S' ? 8 : 32;
      if (bits % unit == 0) {
        return flexible(kind, bits / unit, order);
      }
    }
    throw unknown(text);
  }

  private static DType temporal(String text) {
    for (TypeId id : List.of(TypeId.DATETIME64, TypeId.TIMEDELTA64)) {
      if (text.equals("" + id.typeChar())) {
        return TemporalTypes.of(id, Step.GENERIC);
      }
      for (String name : List.of(id.typeChar() + "8", id.baseName())) {
        if (text.startsWith(name)) {
          return TemporalTypes.of(id, StepParser.parse(text.substring(name.length())));
        }
      }
    }
    return null;
  }

  private static DType flexible(char kind, long length, ByteOrder order) {
    return kind == 'U' ? DType.str(length).withByteOrder(order) : DType.bytes(length);
  }

  /** The item size has to fit C's int, as in NumPy's constructor of a dtype. */
  private static long number(String text, String digits) {
    if (digits.isEmpty()) {
      return 0;
    }
    if (digits.length() > 10 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw unknown(text);
    }
    long n = Long.parseLong(digits);
    if (n * (text.indexOf('U') >= 0 ? 4 : 1) > Integer.MAX_VALUE) {
      throw unknown(text);
    }
    return n;
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException("data type '" + text + "' not understood");
  }
}
