package dev.ambi.bridge;

import java.util.Objects;

/**
 * A keyword argument of a call: {@code f.call(x, Keyword.of("axis", 0))}. Keyword arguments come
 * after the positional ones.
 *
 * @param name the parameter's name
 * @param value what would be allowed as a positional argument; null is None
 */
public record Keyword(String name, Object value) {
  /** Checks the name. */
  public Keyword {
    Objects.requireNonNull(name, "the name of a keyword argument");
  }

  /** A keyword argument. */
  public static Keyword of(String name, Object value) {
    return new Keyword(name, value);
  }
}
