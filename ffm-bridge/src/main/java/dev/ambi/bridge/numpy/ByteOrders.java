package dev.ambi.bridge.numpy;

import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;

/** Byte orders as NumPy spells them. */
final class ByteOrders {
  private ByteOrders() {}

  /** One of {@code s < > = |}, from any of NumPy's spellings. */
  static char parse(long object) {
    String text =
        Py.isString(object)
            ? Py.string(object)
            : Py.isInstance(object, Py.BYTES_TYPE)
                ? new String(Py.bytes(object), java.nio.charset.StandardCharsets.ISO_8859_1)
                : null;
    if (text == null || text.isEmpty()) {
      throw PythonError.value("Byteorder string must be at least length 1");
    }
    return switch (text.charAt(0)) {
      case '>', 'B', 'b' -> '>';
      case '<', 'L', 'l' -> '<';
      case '=', 'N', 'n' -> '=';
      case '|', 'I', 'i' -> '|';
      case 's', 'S' -> 's';
      default -> throw PythonError.value(text + " is an unrecognized byteorder");
    };
  }

  /** The descriptor in another byte order: new reference. 's' swaps, '|' leaves. */
  static long apply(NativeAbi abi, long descr, char order) {
    StructDescrs descrs = abi.descrs();
    BuiltinType type = descrs.type(descr);
    if (type == null || !type.isOrdered() || order == '|') {
      return descrs.copy(descr);
    }
    boolean swapped =
        switch (order) {
          case 's' -> !descrs.isSwapped(descr);
          case '>' -> true;
          default -> false;
        };
    long copy = descrs.copy(descr);
    descrs.setByteOrder(copy, swapped ? '>' : '=');
    return copy;
  }
}
