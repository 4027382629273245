package dev.ambi.cli.bind;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Functions that an option names. Remembers which of them were ever looked up. */
final class FunctionNames {
  private final String option;
  private final Set<String> wanted = new LinkedHashSet<>();
  private final Set<String> used = new LinkedHashSet<>();

  /**
   * Reads an option.
   *
   * @param words names, or several with commas between
   */
  FunctionNames(String option, List<String> words) {
    this.option = option;
    for (String word : words) {
      for (String name : word.split(",", -1)) {
        if (name.isBlank()) {
          throw new BindException(option + " " + word + ": a function's name is expected");
        }
        wanted.add(name.strip());
      }
    }
  }

  /** Whether the option names the function. */
  boolean has(CFunction function) {
    if (!wanted.contains(function.name())) {
      return false;
    }
    used.add(function.name());
    return true;
  }

  /**
   * Looks that every name was one.
   *
   * @throws BindException for those that were not
   */
  void requireUsed() {
    Set<String> unused = new LinkedHashSet<>(wanted);
    unused.removeAll(used);
    if (!unused.isEmpty()) {
      throw new BindException(
          option + ": no function that is bound is called " + String.join(", ", unused));
    }
  }
}
