package dev.ambi.bridge.trace;

import java.util.List;
import java.util.StringJoiner;

/**
 * A call of an API function through a table. Addresses are those of then: what they pointed to may
 * be gone.
 *
 * @param function what was called
 * @param arguments the declared ones: integers as their declaration has them, addresses, doubles as
 *     their bits; those of a variable number are not recorded
 * @param returned whether the call had come back when this was read
 * @param result as an argument; 0 where the call has not come back or gives nothing
 * @param raised whether a Python error was set when it came back
 * @param locked whether the thread had the interpreter lock
 * @param caller the return address, in the extension's code
 */
public record TracedCall(
    ApiFunction function,
    List<Long> arguments,
    boolean returned,
    long result,
    boolean raised,
    boolean locked,
    long caller) {

  /** From registers. */
  public TracedCall {
    arguments = List.copyOf(arguments);
  }

  /**
   * An argument as C would write it: {@code 12}, {@code 0x7f10a8}, {@code NULL}, {@code 0.5}.
   *
   * @param index from 0
   * @return the text
   */
  public String text(int index) {
    return text(function.parameters().get(index), arguments.get(index));
  }

  private static String text(CParameter type, long word) {
    if (type.kind() == CParameter.Kind.DOUBLE) {
      return Double.toString(Double.longBitsToDouble(word));
    } else if (type.kind().isPointer()) {
      return word == 0 ? "NULL" : "0x" + Long.toHexString(word);
    }
    return Long.toString(word);
  }

  /** As {@code "PyArray_CastTo(PyArrayObject * 0x7f01, PyArrayObject * 0x7f02) = 0"}. */
  @Override
  public String toString() {
    StringJoiner list = new StringJoiner(", ", function.name() + "(", ")");
    for (int i = 0; i < arguments.size(); i++) {
      String type = function.parameters().get(i).cType();
      list.add(type + " " + text(i));
    }
    if (function.variadic()) {
      list.add("...");
    }
    String came =
        !returned
            ? " has not returned"
            : function.result().kind() == CParameter.Kind.VOID
                ? ""
                : " = " + text(function.result(), result);
    return list + came + (raised ? " with an error" : "");
  }
}
