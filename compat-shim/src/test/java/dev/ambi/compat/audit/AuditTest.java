package dev.ambi.compat.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.NumpyVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in a binary whose source is known, however it was compiled. */
class AuditTest {
  private static final List<String> SHARED =
      List.of(
          "multiarray 0",
          "multiarray 2",
          "multiarray 45",
          "multiarray 46",
          "multiarray 59",
          "multiarray 76",
          "multiarray 85",
          "multiarray 123",
          "multiarray 135",
          "multiarray 136",
          "multiarray 137",
          "multiarray 157",
          "multiarray 211",
          "ufunc 1");

  @TempDir Path directory;

  private BinaryReport audit(String version, String options) throws Exception {
    Path file = Fixture.compile(directory, options.split(" "));
    List<BinaryReport> reports = Audit.forVersion(NumpyVersion.of(version)).of(file);
    assertThat(reports).hasSize(1);
    return reports.getFirst();
  }

  private static List<String> slots(BinaryReport report) {
    return report.functions().stream().map(use -> use.table() + " " + use.slot()).toList();
  }

  private static List<String> with(String... further) {
    List<String> all = new ArrayList<>(SHARED);
    all.addAll(Arrays.asList(further));
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-O0",
        "-O1",
        "-O2",
        "-O3",
        "-Os",
        "-O2 -fno-plt",
        "-O2 -fno-plt -Wl,-z,now",
        "-O2 -fcf-protection=full",
        "-O2 -s",
        "-O3 -march=x86-64-v3",
        "-O2 -fno-omit-frame-pointer",
        "-O2 -fno-asynchronous-unwind-tables -s",
        "-O2 -DLINKAGE=",
        "-O1 -fno-plt -DLINKAGE=",
        "-O2 -fvisibility=hidden -DLINKAGE=",
        "-O2 -Wl,-z,noseparate-code",
        "-O2 -flto",
      })
  void findsWhatIsThereAndNothingElse(String options) throws Exception {
    BinaryReport one = audit("1.26", "-DNUMPY=1 " + options);
    assertThat(slots(one))
        .containsExactlyInAnyOrderElementsOf(
            with("multiarray 65", "multiarray 66", "multiarray 82"));
    assertThat(one.abi()).isEqualTo(BuiltFor.NUMPY_1);
    assertThat(one.featureVersion()).hasValue(16);

    BinaryReport two = audit("1.26", "-DNUMPY=2 " + options);
    assertThat(slots(two)).containsExactlyInAnyOrderElementsOf(with("multiarray 50"));
    assertThat(two.abi()).isEqualTo(BuiltFor.BOTH);
    assertThat(two.featureVersion()).hasValue(16);
  }

  @Test
  void namesAreThoseOfTheAbi() throws Exception {
    assertThat(audit("1.26", "-O2 -DNUMPY=1").functions())
        .extracting(FunctionUse::name)
        .contains("PyArray_CopyInto", "PyArray_ScalarFromObject", "PyArray_GetCastFunc");
    assertThat(audit("1.26", "-O2 -DNUMPY=2").functions())
        .filteredOn(use -> use.slot() == 50)
        .extracting(FunctionUse::name)
        .containsExactly("PyArray_CopyInto");
  }

  @Test
  void aBinaryFor1IsNotCleanFor2() throws Exception {
    BinaryReport report = audit("2.4", "-O2 -DNUMPY=1");
    assertThat(report.isClean()).isFalse();
    assertThat(report.acceptedBy().toString()).isEqualTo("[1.23, 1.24, 1.25, 1.26]");
    assertThat(report.problems())
        .extracting(problem -> problem.kind() + " " + problem.name())
        .containsExactly(
            "refused ",
            "reused PyArray_ScalarFromObject",
            "removed PyArray_GetCastFunc",
            "moved PyArray_CopyInto",
            "retyped PyUFunc_FromFuncAndData");
    assertThat(report.problems().getFirst().summary()).contains("1.x").contains("2.4");
    assertThat(audit("1.26", "-O2 -DNUMPY=1").isClean()).isTrue();
  }

  @Test
  void aBinaryFor1WantsItsFeatureVersion() throws Exception {
    BinaryReport report = audit("1.24", "-O2 -DNUMPY=1 -DFEATURE=17");
    assertThat(report.acceptedBy().toString()).isEqualTo("[1.25, 1.26]");
    assertThat(report.problems()).hasSize(1);
    assertThat(report.problems().getFirst().summary())
        .contains("feature version 17")
        .contains("NumPy 1.25 and 1.26")
        .contains("NumPy 1.24 has 16");
  }

  @Test
  void aBinaryForBothIsCleanForBoth() throws Exception {
    for (String version : List.of("1.23", "1.26", "2.0", "2.4")) {
      assertThat(audit(version, "-O2 -DNUMPY=2").problems()).isEmpty();
    }
  }

  @Test
  void aBinaryFor2OnlyIsNotCleanFor1() throws Exception {
    BinaryReport report = audit("1.26", "-O2 -DNUMPY=2 -DFEATURE=19");
    assertThat(report.abi()).isEqualTo(BuiltFor.NUMPY_2);
    assertThat(report.acceptedBy().toString()).isEqualTo("[2.1, 2.2, 2.3, 2.4]");
    assertThat(report.problems()).extracting(Problem::kind).containsExactly("refused");
  }

  @Test
  void tellsTheSymbolsThatAreMissing() throws Exception {
    BinaryReport report = audit("2.4", "-O2 -DNUMPY=2");
    assertThat(report.symbols()).contains("PyCapsule_GetPointer", "PyErr_Format");
    assertThat(report.symbols()).doesNotContain("NoSuchThingInPython");
    assertThat(report.symbolsMissing()).containsExactly("Py_NoSuchFunction");
  }

  @Test
  void aBinaryWithoutNumpyIsTakenByAll() throws Exception {
    Path source = Files.writeString(directory.resolve("plain.c"), "int f(void) { return 1; }\n");
    Path library = directory.resolve("plain.so");
    Fixture.run(List.of("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString()));
    BinaryReport report = Audit.forVersion(NumpyVersion.of("2.4")).of(library).getFirst();
    assertThat(report.abi()).isEqualTo(BuiltFor.NONE);
    assertThat(report.functions()).isEmpty();
    assertThat(report.acceptedBy()).isEqualTo(NumpyVersion.known());
    assertThat(report.isClean()).isTrue();
  }

  private BinaryReport cython(String version, int size, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("-DSIZE=" + size));
    all.addAll(List.of(options));
    Path file = Fixture.compile("cython", directory, all.toArray(String[]::new));
    return Audit.forVersion(NumpyVersion.of(version)).of(file).getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-O0", "-O1", "-O2", "-O3", "-Os", "-O2 -s", "-O2 -fno-plt", "-O2 -flto"})
  void cythonWantsADtypeOfTheSizeInTheHeaders(String options) throws Exception {
    BinaryReport one = cython("2.4", 96, options.split(" "));
    assertThat(one.abi()).isEqualTo(BuiltFor.NUMPY_1);
    assertThat(one.acceptedBy().toString()).isEqualTo("[1.23, 1.24, 1.25, 1.26]");
    assertThat(one.problems()).extracting(Problem::kind).containsExactly("refused");
    assertThat(one.remarks())
        .singleElement()
        .asString()
        .contains("at least 96 bytes")
        .contains("NumPy 2.4 has 88");
    assertThat(one.functions()).isEmpty();
  }

  @Test
  void whatCythonBuiltWithTheHeadersOf2OrForNoDtypeIsTakenByAll() throws Exception {
    // 88 in NumPy 2.0 to 2.4; Cython declares less of it where its size may change.
    for (int size : List.of(32, 88)) {
      BinaryReport two = cython("2.4", size, "-O2");
      assertThat(two.abi()).isEqualTo(BuiltFor.NONE);
      assertThat(two.acceptedBy()).isEqualTo(NumpyVersion.known());
      assertThat(two.problems()).isEmpty();
      assertThat(two.remarks()).isEmpty();
    }
    assertThat(cython("1.26", 96, "-O2").isClean()).isTrue();
  }

  @Test
  void ofAnotherMachineItIsToldThatCythonMayWantADtypeOf1() throws Exception {
    Path file = Fixture.compile("cython", directory, "-DSIZE=96");
    BinaryReport report = Audit.forVersion(NumpyVersion.of("2.4")).of(forAarch64(file)).getFirst();
    assertThat(report.remarks()).anySatisfy(r -> assertThat(r).contains("size of numpy.dtype"));
  }

  @Test
  void ofAnotherMachineTheNamesOfTheTablesTellThatNumpyIsAskedFor() throws Exception {
    // As pybind11 does, which has no whole name of a module.
    Path source =
        Files.writeString(
            directory.resolve("composed.c"),
            "const char *f(int i) { return i ? \"_ARRAY_API\" : \"numpy.\"; }\n");
    Path library = directory.resolve("composed.so");
    Fixture.run(List.of("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString()));
    BinaryReport report =
        Audit.forVersion(NumpyVersion.of("2.4")).of(forAarch64(library)).getFirst();
    assertThat(report.abi()).isEqualTo(BuiltFor.BOTH);
    assertThat(report.remarks()).anySatisfy(r -> assertThat(r).contains("pybind11"));
  }

  @Test
  void functionsOfPythonAreKnownByTheNamesThatPypyHas() throws Exception {
    List<String> renamed =
        Stream.of("PyObject_GetAttrString", "PyCapsule_GetPointer", "PyImport_ImportModule")
            .map(name -> " -D" + name + "=PyPy" + name.substring(2))
            .toList();
    BinaryReport report = audit("1.26", "-O2 -DNUMPY=1" + String.join("", renamed));
    assertThat(slots(report)).containsAll(SHARED);
    assertThat(report.featureVersion()).hasValue(16);
  }

  @Test
  void librariesOfAWheelThatAskForTablesAreLookedAtToo() throws Exception {
    Path module = Fixture.compile("cython", directory, "-DSIZE=88");
    Path helper = Fixture.compile(directory, "-O2", "-DNUMPY=1", "-DPyInit_fixture=init_tables");
    Path other = directory.resolve("other.so");
    Path source = Files.writeString(directory.resolve("other.c"), "int f(void) { return 1; }\n");
    Fixture.run(List.of("cc", "-shared", "-fPIC", "-o", other.toString(), source.toString()));
    Path wheel =
        Fixture.wheel(
            directory,
            Map.of(
                "p/" + module.getFileName(),
                Files.readAllBytes(module),
                "p/libhelper.so",
                Files.readAllBytes(helper),
                "p.libs/libother.so.1",
                Files.readAllBytes(other)));
    List<BinaryReport> reports =
        Audit.forVersion(NumpyVersion.of("2.4")).tracing(Tracing.ALWAYS).of(wheel);
    assertThat(reports)
        .extracting(report -> report.file().substring(report.file().indexOf("::")))
        .containsExactly("::p/" + module.getFileName(), "::p/libhelper.so");
    assertThat(reports.getLast().abi()).isEqualTo(BuiltFor.NUMPY_1);
    assertThat(slots(reports.getLast())).containsAll(SHARED);
    assertThat(reports.getLast().remarks()).anySatisfy(r -> assertThat(r).contains("no module"));
  }

  @Test
  void aWheelForWindowsIsNotClean() throws Exception {
    Path wheel =
        Fixture.wheel(
            directory, Map.of("p/m.cp311-win_amd64.pyd", "MZ and so on".getBytes(US_ASCII)));
    Audit audit = Audit.forVersion(NumpyVersion.of("2.4"));
    assertThatThrownBy(() -> audit.of(wheel))
        .isInstanceOf(ExtensionLoadException.class)
        .hasMessageContaining("p/m.cp311-win_amd64.pyd: is a Windows binary (PE)");
  }

  private static Path forAarch64(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    bytes[18] = (byte) 183; // e_machine
    return Files.write(file, bytes);
  }

  @Test
  void ofAnotherMachineAllButTheFunctionsIsTold() throws Exception {
    Path file = forAarch64(Fixture.compile(directory, "-O2", "-DNUMPY=2"));
    BinaryReport report = Audit.forVersion(NumpyVersion.of("2.4")).of(file).getFirst();
    assertThat(report.abi()).isEqualTo(BuiltFor.BOTH);
    assertThat(report.functions()).isEmpty();
    assertThat(report.remarks()).singleElement().asString().contains("aarch64");
    assertThat(report.symbolsMissing()).containsExactly("Py_NoSuchFunction");
  }

  @Test
  void whatIsNoBinaryIsRefused() throws Exception {
    Path text = Files.writeString(directory.resolve("text.so"), "hello\n");
    Audit audit = Audit.forVersion(NumpyVersion.of("2.4"));
    assertThatThrownBy(() -> audit.of(text))
        .isInstanceOf(ExtensionLoadException.class)
        .hasMessageContaining("text.so: is a text file");
    assertThatThrownBy(() -> audit.of(directory.resolve("none.so")))
        .isInstanceOf(ExtensionLoadException.class)
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> Audit.forVersion(NumpyVersion.AUTO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
