package dev.ambi.junit;

import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.abi.ApiSlot;
import dev.ambi.bridge.abi.ApiSlots;
import dev.ambi.bridge.trace.ApiFunction;
import dev.ambi.compat.notes.MigrationNote;
import dev.ambi.compat.notes.MigrationNotes;
import java.util.List;
import java.util.Optional;

/** Which version of NumPy has which function. */
final class Functions {
  private Functions() {}

  /** The version of that name, which must be one release. */
  static NumpyVersion version(String name) {
    NumpyVersion version = NumpyVersion.of(name);
    if (version.isAuto()) {
      throw new IllegalArgumentException(
          "\"auto\" is no one version; there are " + NumpyVersion.known());
    }
    return version;
  }

  /** Refuses names that none of NumPy's tables has: an assertion about one would mean nothing. */
  static void require(String... names) {
    for (String name : names) {
      boolean known =
          name != null
              && (!ApiSlots.named(name).isEmpty() || name.matches("(multiarray|ufunc)\\[\\d+]"));
      if (!known) {
        throw new IllegalArgumentException(
            name + " is in neither table of NumPy's API, in 1.x or in 2.x (is it a macro?)");
      }
    }
  }

  /** Refuses no name too: an assertion about nothing could not fail. */
  static void requireSome(String... names) {
    if (names.length == 0) {
      throw new IllegalArgumentException("which function? An assertion about none cannot fail");
    }
    require(names);
  }

  /** Whether a version that is newer than the table does not have it. */
  static boolean isGone(ApiFunction function, NumpyVersion version) {
    if (function.empty()) {
      return function.slot().name1() != null; // it was there, and is called at its old place
    }
    return version.major() > function.abi() && !in2(function.name());
  }

  private static boolean in2(String name) {
    return ApiSlots.all().stream().anyMatch(s -> name.equals(s.name2()));
  }

  /** Whether it came after that version. */
  static boolean isNewer(ApiFunction function, NumpyVersion version) {
    if (function.empty()) {
      return false;
    }
    List<ApiSlot> slots = ApiSlots.named(function.name());
    boolean inOld = slots.stream().anyMatch(s -> function.name().equals(s.name1()));
    String since =
        slots.stream()
            .filter(s -> function.name().equals(s.name2()) && s.since() != null)
            .map(ApiSlot::since)
            .findFirst()
            .orElse(inOld ? "1.0" : "2.0");
    return release(since) > release(version.toString());
  }

  private static int release(String version) {
    String[] parts = version.split("\\.");
    return Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
  }

  /** What is to be known of a function, as the end of a line; may be empty. */
  static String note(ApiFunction function) {
    ApiSlot slot = function.slot();
    if (function.empty()) {
      String other = function.abi() == 1 ? slot.name2() : slot.name1();
      int otherMajor = 3 - function.abi();
      return ": NumPy %d.x has nothing there%s"
          .formatted(
              function.abi(), other == null ? "" : "; in " + otherMajor + ".x it is " + other);
    }
    if (!in2(function.name())) {
      Optional<MigrationNote> note = MigrationNotes.find(function.name());
      return note.map(n -> ": " + words(n, function.name())).orElse("");
    }
    return slot.since() == null ? "" : " (since NumPy " + slot.since() + ")";
  }

  /** Without the name, which the line begins with. */
  private static String words(MigrationNote note, String name) {
    return note.summary(name).substring(name.length() + 1)
        + (note.text().isEmpty() ? "" : ". " + note.text());
  }
}
