package dev.ambi.tests.answers;

import java.util.List;

/**
 * What one call left behind in CPython, because the binary forgot about it.
 *
 * @param objects how many objects it made and never freed
 * @param references how many references it kept to each array argument, in the order of {@link
 *     Case#arrays()}; empty if there are none
 */
public record Leaks(int objects, List<Integer> references) {

  /** Nothing was left. */
  public static final Leaks NONE = new Leaks(0, List.of());
}
