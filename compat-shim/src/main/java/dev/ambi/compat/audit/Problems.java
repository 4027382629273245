package dev.ambi.compat.audit;

import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.abi.ApiSlot;
import dev.ambi.bridge.abi.ApiSlots;
import dev.ambi.compat.notes.MigrationNote;
import dev.ambi.compat.notes.MigrationNotes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What is wrong with a binary for one version of NumPy. */
final class Problems {
  private static final Map<String, ApiSlot> SLOTS = new HashMap<>();

  static {
    for (ApiSlot slot : ApiSlots.all()) {
      SLOTS.put(slot.table() + ' ' + slot.index(), slot);
    }
  }

  private final NumpyVersion version;
  private final BuiltFor abi;
  private final OptionalInt feature;
  private final List<NumpyVersion> accepted;

  Problems(NumpyVersion version, BuiltFor abi, OptionalInt feature, List<NumpyVersion> accepted) {
    this.version = version;
    this.abi = abi;
    this.feature = feature;
    this.accepted = accepted;
  }

  /** The facts of a slot; null if no known NumPy has it. */
  static ApiSlot slot(String table, int slot) {
    return SLOTS.get(table + ' ' + slot);
  }

  List<Problem> of(List<FunctionUse> functions) {
    List<Problem> problems = new ArrayList<>();
    if (!accepted.contains(version)) {
      problems.add(new Problem("refused", "", refusal(), ""));
    }
    for (FunctionUse use : functions) {
      ApiSlot slot = slot(use.table(), use.slot());
      if (slot != null && concerns(slot)) {
        problems.add(problem(use.name(), slot));
      }
    }
    return problems;
  }

  /**
   * Whether a change matters. What was built with the headers of 2.x has the names and types of
   * 2.x; where it runs on 1.x too, those headers hide or guard what 1.x has not.
   */
  private boolean concerns(ApiSlot slot) {
    return switch (slot.change()) {
      case REMOVED, RENAMED, RETYPED -> abi == BuiltFor.NUMPY_1 && version.major() > 1;
      case REUSED ->
          abi == BuiltFor.NUMPY_1 && version.major() > 1
              || abi == BuiltFor.NUMPY_2 && version.major() == 1;
      case ADDED -> abi == BuiltFor.NUMPY_2 && version.major() == 1;
      case SAME -> false;
    };
  }

  private static Problem problem(String name, ApiSlot slot) {
    if (slot.change() == ApiSlot.Change.ADDED || slot.name1() == null) {
      String since = slot.since() == null ? "a newer NumPy" : "NumPy " + slot.since();
      return new Problem("added", name, name + " came with " + since, "");
    }
    Optional<MigrationNote> note = MigrationNotes.of(slot);
    return new Problem(
        note.map(n -> n.change().toString()).orElse(slot.change().toString()),
        name,
        note.map(n -> n.summary(slot.name1())).orElse(name + " was changed in NumPy 2.0"),
        note.map(MigrationNote::text).orElse(""));
  }

  private String refusal() {
    String takes =
        accepted.isEmpty()
            ? "no known NumPy takes it"
            : accepted.stream()
                .map(NumpyVersion::toString)
                .collect(Collectors.joining(", ", "it runs on ", ""));
    if (abi == BuiltFor.NUMPY_1 && version.major() > 1) {
      return "it was built with the headers of NumPy 1.x, which NumPy %s refuses: build it with the headers of 2.x, which gives a binary for both; %s"
          .formatted(version, takes);
    }
    if (feature.isPresent() && feature.getAsInt() > version.featureVersion()) {
      return "it demands the feature version %d (%s), NumPy %s has %d: build it with NPY_TARGET_VERSION set to that of the oldest NumPy it should run on; %s"
          .formatted(
              feature.getAsInt(),
              NumpyVersion.releasesOf(feature.getAsInt()),
              version,
              version.featureVersion(),
              takes);
    }
    return "it asks for a module that NumPy %s has not; %s".formatted(version, takes);
  }
}
