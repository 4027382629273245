package dev.ambi.cli.bind;

/**
 * A parameter that a length may name.
 *
 * @param java its name in Java
 * @param isUnsigned whether C takes it for unsigned, and Java does not
 * @param isPointer whether it is a pointer to the number
 */
record LengthName(String java, boolean isUnsigned, boolean isPointer) {
  /** The value of it, in a term. */
  String term() {
    String value = isPointer ? java + "[0]" : java;
    return isUnsigned ? "unsigned(" + value + ")" : value;
  }
}
