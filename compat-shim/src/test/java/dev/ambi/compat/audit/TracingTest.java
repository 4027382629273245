package dev.ambi.compat.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.NumpyVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What importing a binary tells that copies NumPy's table, and what it cannot do to the audit. */
class TracingTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;

  private BinaryReport audit(Tracing tracing, Duration longest, String... options)
      throws Exception {
    Path file = Fixture.compile("copied", directory, options);
    List<BinaryReport> reports =
        Audit.forVersion(NumpyVersion.of("2.4")).tracing(tracing, longest).of(file);
    assertThat(reports).hasSize(1);
    return reports.getFirst();
  }

  private static List<String> uses(BinaryReport report) {
    return report.functions().stream()
        .map(use -> use.how() + " " + use.slot() + " " + use.name())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"1, -O0", "1, -O2", "2, -O0", "2, -O2"})
  void callsThroughACopyOfTheTableAreTraced(int numpy, String optimized) throws Exception {
    BinaryReport report = audit(Tracing.WHERE_NEEDED, LONG, "-DNUMPY=" + numpy, optimized);
    assertThat(uses(report))
        .filteredOn(use -> use.startsWith("tracing"))
        .containsExactly(
            "tracing 45 PyArray_DescrFromType", "tracing 211 PyArray_GetNDArrayCFeatureVersion");
    assertThat(report.remarks())
        .anySatisfy(remark ->
            assertThat(remark)
                .contains("called 2 functions, 2 of them not found by disassembly")
                .contains("emulated NumPy " + (numpy == 1 ? "1.26" : "2.4")));
    // A call comes back to behind an instruction of the binary's own code.
    Path file = directory.resolve("copied.cpython-311-x86_64-linux-gnu.so");
    String code = Fixture.run(List.of("objdump", "-d", "--no-show-raw-insn", file.toString()));
    for (FunctionUse use : report.functions()) {
      if (use.how().equals(FunctionUse.DISASSEMBLY)) {
        assertThat(use.slot()).isZero(); // where the copying begins
        continue;
      }
      List<String> lines = code.lines().toList();
      int at = indexOf(lines, "%x:".formatted(use.address()));
      assertThat(lines.get(at - 1)).contains("call");
    }
  }

  private static int indexOf(List<String> lines, String address) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().startsWith(address)) {
        return i;
      }
    }
    throw new AssertionError("there is no instruction at " + address);
  }

  @Test
  void nothingIsRunUnlessAllowed() throws Exception {
    BinaryReport report = audit(Tracing.NEVER, LONG, "-DNUMPY=2", "-DWHAT=CRASHES");
    assertThat(report.functions()).isEmpty();
    assertThat(report.remarks()).noneMatch(remark -> remark.contains("import"));
    BinaryReport byDefault =
        Audit.forVersion(NumpyVersion.of("2.4"))
            .of(directory.resolve("copied.cpython-311-x86_64-linux-gnu.so"))
            .getFirst();
    assertThat(byDefault.remarks()).isEqualTo(report.remarks());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CRASHES | importing it showed no call: it ended the process, with SIGSEGV",
        "ENDS | importing it showed no call: it ended the process, with status 0",
        "FAILS | The import failed: ",
      })
  void whatAnImportDoesIsNoHarm(String what, String remark) throws Exception {
    BinaryReport report = audit(Tracing.ALWAYS, LONG, "-DNUMPY=2", "-DWHAT=" + what);
    assertThat(report.abi()).isEqualTo(BuiltFor.NUMPY_2);
    assertThat(report.remarks()).anySatisfy(r -> assertThat(r).contains(remark));
    boolean came = what.equals("FAILS");
    assertThat(report.functions()).hasSize(came ? 2 : 0);
    if (came) {
      assertThat(report.remarks()).anySatisfy(r -> assertThat(r).contains("no such luck"));
    }
  }

  @Test
  void anImportThatHangsIsEnded() throws Exception {
    long before = ProcessHandle.current().descendants().count();
    BinaryReport report = audit(Tracing.ALWAYS, Duration.ofSeconds(3), "-DNUMPY=2", "-DWHAT=HANGS");
    assertThat(report.remarks())
        .contains("importing it showed no call: it took more than 3 seconds");
    assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).count())
        .isLessThanOrEqualTo(before + 1); // one that was killed may not be gone yet
  }

  @Test
  void whatAmbiCannotLoadIsSaid() throws Exception {
    Path file = Fixture.compile("copied", directory, "-DNUMPY=2");
    Path other = directory.resolve("copied.cpython-312-x86_64-linux-gnu.so");
    Files.move(file, other);
    BinaryReport report =
        Audit.forVersion(NumpyVersion.of("2.4")).tracing(Tracing.ALWAYS).of(other).getFirst();
    assertThat(report.functions()).isEmpty();
    assertThat(report.remarks())
        .anySatisfy(r -> assertThat(r).contains("showed no call").contains("3.12"));
  }

  @Test
  void whatDisassemblyFindsStaysAsItIs() throws Exception {
    Path file = Fixture.compile(directory, "-O2", "-DNUMPY=2");
    Audit audit = Audit.forVersion(NumpyVersion.of("2.4"));
    BinaryReport still = audit.of(file).getFirst();
    BinaryReport traced = audit.tracing(Tracing.ALWAYS).of(file).getFirst();
    assertThat(traced.functions()).isEqualTo(still.functions());
    assertThat(traced.remarks())
        .anySatisfy(r -> assertThat(r).contains("Py_NoSuchFunction")); // so it cannot be loaded
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call\tmultiarray\n",
        "call\tmultiarray\tx\t1\n",
        "call\tmultiarray\t99999999999\t1\n",
        "call\tmultiarray\t999\t1\n",
        "call\tnothing\t1\t1\n",
        "call\tmultiarray\t45\t\n",
        "failed\n",
        "\u0000\u00ff\n",
      })
  void aResultThatTheBinaryWroteIsNoHarm(String forged) throws Exception {
    Path result = directory.resolve("result");
    Files.writeString(result, forged + "done\n", StandardCharsets.ISO_8859_1);
    ImportTrace trace = ImportTracer.read(directory, result, 0);
    assertThat(trace.calls()).isEmpty();
    assertThat(trace.failure()).contains("no result that makes sense");
    Files.writeString(result, "x".repeat(1 << 21) + "\ndone\n");
    assertThat(ImportTracer.read(directory, result, 7).failure()).contains("with status 7");
    Files.writeString(result, "call\tmultiarray\t45\t4096\ndone\n");
    assertThat(ImportTracer.read(directory, result, 0))
        .isEqualTo(new ImportTrace(List.of(new ImportTrace.Call("multiarray", 45, 4096)), ""));
  }
}
