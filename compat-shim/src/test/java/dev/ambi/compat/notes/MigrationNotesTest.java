package dev.ambi.compat.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.abi.ApiSlot;
import dev.ambi.bridge.abi.ApiSlots;
import dev.ambi.bridge.layout.FieldFacts;
import dev.ambi.bridge.layout.LayoutSet;
import dev.ambi.bridge.layout.Layouts;
import dev.ambi.bridge.layout.StructFacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MigrationNotesTest {
  private static final Pattern NAME =
      Pattern.compile(
          "\\b_?(PyArray|PyUFunc|PyDataType|PyDataMem|PyTypeNum|Npy|NPY|npy|PyErr|PyObject|PyUnicode"
              + "|PyImport)_?\\w*_\\w+\\b");

  /** Names of files, and what only stands for several names. */
  private static final Pattern NO_NAME =
      Pattern.compile("npy_\\w*compat|npy_interrupt|npy_math|NPY_ARRAY_");

  private static List<ApiSlot> changed() {
    return ApiSlots.all().stream()
        .filter(s -> s.change() != ApiSlot.Change.SAME && s.change() != ApiSlot.Change.ADDED)
        .toList();
  }

  private static List<MigrationNote> notes(MigrationNote.Kind kind) {
    return MigrationNotes.all().stream().filter(n -> n.kind() == kind).toList();
  }

  @Test
  void everyChangedSlotHasANoteOfItsOwn() {
    assertThat(changed()).hasSizeGreaterThan(40);
    assertThat(changed())
        .allSatisfy(slot -> {
          MigrationNote note = MigrationNotes.of(slot).orElseThrow();
          assertThat(note.names()).containsExactly(slot.name1());
          assertThat(note.kind()).isEqualTo(MigrationNote.Kind.FUNCTION);
          assertThat(note.text()).isNotBlank();
          boolean elsewhere = ApiSlots.all().stream().anyMatch(s -> slot.name1().equals(s.name2()));
          assertThat(note.change())
              .hasToString(
                  slot.change() == ApiSlot.Change.REMOVED && elsewhere
                      ? "moved"
                      : slot.change().toString());
        });
  }

  @Test
  void whatIsWrittenInsteadStandsInOnePlace() {
    assertThat(changed())
        .filteredOn(s -> s.instead() != null)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            s -> assertThat(MigrationNotes.of(s).orElseThrow().instead()).isEqualTo(s.instead()));
  }

  @Test
  void noNoteAboutAFunctionIsOrphaned() {
    Set<String> known = changed().stream().map(ApiSlot::name1).collect(Collectors.toSet());
    for (MigrationNote note : notes(MigrationNote.Kind.FUNCTION)) {
      if (note.change() == MigrationNote.Change.BEHAVIOUR) {
        assertThat(ApiSlots.named(note.names().getFirst()))
            .isNotEmpty()
            .allMatch(s -> s.change() == ApiSlot.Change.SAME);
      } else {
        assertThat(known).containsAll(note.names());
      }
    }
  }

  @Test
  void everyChangedFieldHasANoteAndNoOther() {
    Set<String> noted = new TreeSet<>();
    notes(MigrationNote.Kind.FIELD).forEach(n -> noted.addAll(n.names()));
    // C99's complex numbers and Cython's names: no structs, and so in no layout.
    noted.removeIf(n -> n.startsWith("npy_c") || n.startsWith("numpy.dtype."));
    assertThat(noted).isEqualTo(changedFields((a, b) -> true));
    assertThat(noted).contains("PyArray_Descr.elsize", "PyArray_Descr.names", "PyArray_Descr.f");
  }

  @Test
  void theChangeOfAFieldIsTheFactsOne() {
    for (String name : changedFields((a, b) -> b == null)) {
      assertThat(MigrationNotes.find(name).orElseThrow().change())
          .as(name)
          .isEqualTo(MigrationNote.Change.REMOVED);
    }
    for (String name : changedFields((a, b) -> b != null && a.cType().equals(b.cType()))) {
      assertThat(MigrationNotes.find(name).orElseThrow().change())
          .as(name)
          .isEqualTo(MigrationNote.Change.MOVED);
    }
  }

  private interface Which {
    boolean matches(FieldFacts before, FieldFacts now);
  }

  /** Fields of NumPy 1.26 that the newest release has elsewhere, otherwise or not at all. */
  private static Set<String> changedFields(Which which) {
    LayoutSet old = Layouts.numpy("1.26");
    LayoutSet now = Layouts.numpy(Layouts.numpyReleases().getLast());
    Set<String> changed = new TreeSet<>();
    for (String name : old.names()) {
      if (!now.has(name)) {
        continue;
      }
      StructFacts struct = now.struct(name);
      for (FieldFacts before : old.struct(name).fields()) {
        FieldFacts after = struct.has(before.name()) ? struct.field(before.name()) : null;
        if (!before.equals(after) && which.matches(before, after)) {
          changed.add(name + "." + before.name());
        }
      }
    }
    return changed;
  }

  @Test
  void whatIsRecommendedExists() throws IOException {
    Set<String> known = names();
    List<String> missing = new ArrayList<>();
    for (MigrationNote note : MigrationNotes.all()) {
      for (String name : named(note.instead())) {
        if (!known.contains(name)) {
          missing.add(note.names().getFirst() + ": " + name);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void whatATextNamesExistsOrIsWhatItIsAbout() throws IOException {
    Set<String> known = names();
    Predicate<String> noted = n -> MigrationNotes.find(n).isPresent();
    for (MigrationNote note : MigrationNotes.all()) {
      assertThat(named(note.text()))
          .as(note.names().getFirst())
          .allMatch(n -> known.contains(n) || noted.test(n));
    }
  }

  @Test
  void whatIsRemovedIsNotInTheHeadersAnyMore() throws IOException {
    Set<String> known = names();
    for (MigrationNote note : MigrationNotes.all()) {
      boolean gone =
          note.change() == MigrationNote.Change.REMOVED
              || note.change() == MigrationNote.Change.RENAMED;
      if (gone && note.kind() != MigrationNote.Kind.FIELD) {
        assertThat(known).doesNotContainAnyElementsOf(note.names());
      }
    }
  }

  @Test
  void summaries() {
    assertThat(MigrationNotes.find("PyArray_FieldNames").orElseThrow().summary())
        .isEqualTo(
            "PyArray_FieldNames was removed in NumPy 2.0; use PyDataType_NAMES"
                + " (in 2.x, and in 1.x with npy_2_compat.h)");
    assertThat(MigrationNotes.find("NPY_OWNDATA").orElseThrow().summary("NPY_OWNDATA"))
        .startsWith("NPY_OWNDATA was removed in NumPy 2.0; use the same name with NPY_ARRAY_");
    assertThat(MigrationNotes.find("PyArray_Descr.elsize").orElseThrow().summary())
        .startsWith("PyArray_Descr.elsize has another type since NumPy 2.0; use PyDataType_ELSIZE");
    assertThat(MigrationNotes.find("PyArray_Sort")).isEmpty();
  }

  private static List<String> named(String text) {
    return NAME.matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(n -> !NO_NAME.matcher(n).matches() && !n.endsWith("_"))
        .toList();
  }

  private static Set<String> names() throws IOException {
    try (InputStream in = MigrationNotesTest.class.getResourceAsStream("names.txt")) {
      Set<String> names = new TreeSet<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(names::add);
      // Those headers hide what is newer than the version that a binary asks for.
      ApiSlots.all().stream().map(ApiSlot::name2).filter(Objects::nonNull).forEach(names::add);
      return names;
    }
  }
}
