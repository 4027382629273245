package dev.ambi.cli.bind;

import java.util.List;

/** A type of C, as it is declared: names of types are not resolved yet. */
sealed interface CType {

  /** {@code void}. */
  record None() implements CType {}

  /** A number. */
  record Number(CNumber kind) implements CType {}

  /** The name of a type. */
  record Alias(String name) implements CType {}

  /** A struct or union; {@link CHeader#struct} has its members. */
  record Struct(String key) implements CType {}

  /** An enumeration. */
  record Enumeration(String key) implements CType {}

  /** A pointer. */
  record Pointer(CType target) implements CType {}

  /** What may not be written. */
  record Const(CType of) implements CType {}

  /**
   * An array.
   *
   * @param bound its length, an expression; empty where there is none
   */
  record Sequence(CType element, List<Token> bound) implements CType {}

  /** A function. */
  record Function(CType result, List<CParameter> parameters, boolean variadic) implements CType {}

  /** What Java has no form for, or nobody knows. */
  record Strange(String words, String reason) implements CType {
    String text() {
      return words + ": " + reason;
    }
  }
}
