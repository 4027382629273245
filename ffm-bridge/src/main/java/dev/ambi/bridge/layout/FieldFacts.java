package dev.ambi.bridge.layout;

/**
 * A field of a C struct.
 *
 * @param name as in C
 * @param offset in bytes from the start of the struct; of a bit-field, that of its storage unit
 * @param size in bytes; 0 for a flexible array member; of a bit-field, that of its storage unit
 * @param cType the type in C's words, as {@code "PyObject *"} or {@code "npy_intp [32]"}; {@code
 *     "struct {...}"} and {@code "union {...}"} for a type without a name
 * @param bitPosition of a bit-field, its lowest bit in its storage unit; else 0
 * @param bitWidth how many bits a bit-field has; 0 for a field that is none
 */
public record FieldFacts(
    String name, long offset, long size, String cType, int bitPosition, int bitWidth) {
  /** {@return whether this is a bit-field, which shares its storage unit with others} */
  public boolean isBitField() {
    return bitWidth > 0;
  }
}
