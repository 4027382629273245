package dev.ambi.bridge.abi;

/**
 * A {@code PyArray_Descr} has a value in one of its fields that makes no sense, or that the shape
 * which it shall be told in has no room for. The message names the field and the value, and says
 * what is wrong.
 */
public final class DescrFieldException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String value;

  /**
   * An exception.
   *
   * @param shape whose descriptor it is, as {@code "NumPy 1.x"}
   * @param field the C name of the field; that of a field of a field is a path, {@code
   *     fields['x'].elsize}
   * @param value of the field, in words
   * @param why it cannot be, as the end of a sentence
   */
  public DescrFieldException(String shape, String field, String value, String why) {
    super("%s = %s of a descriptor of %s: %s".formatted(field, value, shape, why));
    this.field = field;
    this.value = value;
  }

  /** {@return the C name of the field, or the path to it} */
  public String field() {
    return field;
  }

  /** {@return the value that the field has, in words} */
  public String value() {
    return value;
  }
}
