package dev.ambi.cli;

import dev.ambi.bridge.layout.LayoutSet;
import dev.ambi.bridge.layout.Layouts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A release with layouts, as a word: {@code numpy-1.26}, {@code cpython-3.12}, {@code 1.26}. */
final class LayoutRelease {
  private static final String NUMPY = "numpy-";
  private static final String CPYTHON = "cpython-";

  private LayoutRelease() {}

  /**
   * The release of that name.
   *
   * @throws UsageException for one that is not known; lists those that are
   */
  static LayoutSet parse(String word) {
    try {
      if (word.startsWith(CPYTHON)) {
        return Layouts.cpython(word.substring(CPYTHON.length()));
      }
      return Layouts.numpy(word.startsWith(NUMPY) ? word.substring(NUMPY.length()) : word);
    } catch (IllegalArgumentException _) {
      throw new UsageException(
          "layout",
          "there are no layouts of %s; there are %s".formatted(word, String.join(", ", all())));
    }
  }

  /** Every release, as words. */
  static List<String> all() {
    return Stream.concat(
            Layouts.numpyReleases().stream().map(NUMPY::concat),
            Layouts.cpythonReleases().stream().map(CPYTHON::concat))
        .toList();
  }

  /** The release of a struct when none is asked for: NumPy's newest, else CPython 3.11's. */
  static LayoutSet ofStruct(String name) {
    List<LayoutSet> sets = new ArrayList<>();
    Layouts.numpyReleases().reversed().forEach(r -> sets.add(Layouts.numpy(r)));
    Layouts.cpythonReleases().forEach(r -> sets.add(Layouts.cpython(r)));
    for (LayoutSet set : sets) {
      // What NumPy's structs are made of is CPython's own; only CPython's releases tell it apart.
      if (set.names().contains(name)) {
        return set;
      }
    }
    List<String> known = sets.stream().flatMap(s -> s.names().stream()).distinct().toList();
    throw unknown("there is no struct " + name + " in any release", name, known);
  }

  static UsageException unknown(String message, String name, List<String> known) {
    String hint = NearNames.hint(name, known);
    return new UsageException(
        "layout", message + (hint.isEmpty() ? "; there are " + String.join(", ", known) : hint));
  }

  /** The word for a release: {@code "numpy-1.26"}. */
  static String word(LayoutSet set) {
    return (set.toString().startsWith("CPython") ? CPYTHON : NUMPY) + set.release();
  }
}
