package dev.ambi.core.internal.ufunc;

import java.util.Set;

/** The ufuncs that compare. */
final class Comparisons {

  private static final Set<String> NAMES =
      Set.of("equal", "not_equal", "less", "less_equal", "greater", "greater_equal");

  private Comparisons() {}

  static boolean is(String name) {
    return NAMES.contains(name);
  }
}
