package dev.ambi.core;

import java.util.Objects;
import java.util.Optional;

/**
 * A field of a structured dtype.
 *
 * @param name its name; may be empty
 * @param title a second name, or nothing
 * @param dtype the type of what it holds
 * @param offset where it starts within an element, in bytes
 */
public record Field(String name, Optional<String> title, DType dtype, long offset) {
  /**
   * Checks the offset.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Field {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(dtype, "dtype");
    if (offset < 0) {
      throw new IllegalArgumentException("offset " + offset + " cannot be negative");
    }
  }

  /**
   * A field without a title.
   *
   * @param name its name
   * @param dtype the type of what it holds
   * @param offset where it starts within an element, in bytes
   */
  public Field(String name, DType dtype, long offset) {
    this(name, Optional.empty(), dtype, offset);
  }

  /**
   * {@return the same field with another type}
   *
   * @param type the type
   */
  public Field withDType(DType type) {
    return new Field(name, title, type, offset);
  }
}
