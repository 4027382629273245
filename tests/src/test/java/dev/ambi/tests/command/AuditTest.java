package dev.ambi.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ambi.tests.Wheels;
import dev.ambi.tests.extensions.TestExtensions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ambi audit} on the wheels of Bottleneck, whose sources are known. */
class AuditTest {
  /** What every module reads to check the versions. */
  private static final List<Integer> IMPORT = List.of(0, 210, 211);

  /** What the sources of each module call, beside that: the same in all versions. */
  private static final Map<String, List<Integer>> SLOTS =
      Map.of(
          "move", List.of(2, 45, 49, 69, 85, 100, 184),
          "nonreduce", List.of(2, 158),
          "nonreduce_axis", List.of(2, 45, 69, 85, 100, 130, 157, 158, 184),
          "reduce", List.of(2, 45, 69, 100, 157, 158, 184));

  @TempDir Path directory;

  private static JsonNode json(Command command) throws Exception {
    return new ObjectMapper().readTree(command.out());
  }

  private static void checkFunctions(JsonNode reports) {
    assertThat(reports).hasSize(SLOTS.size());
    for (JsonNode report : reports) {
      String file = report.get("file").textValue();
      String module = file.replaceAll(".*/(\\w+)\\.cpython.*", "$1");
      List<Integer> expected = new ArrayList<>(IMPORT);
      expected.addAll(SLOTS.get(module));
      List<Integer> slots = new ArrayList<>();
      for (JsonNode use : report.get("functions")) {
        assertThat(use.get("table").textValue()).isEqualTo("multiarray");
        assertThat(use.get("how").textValue()).isEqualTo("disassembly");
        slots.add(use.get("slot").intValue());
      }
      assertThat(slots).as(file).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(report.get("symbols_missing")).as(file).isEmpty();
    }
  }

  @Test
  void aWheelForNumpy1() throws Exception {
    Command command = Command.run("audit", "--json", Wheels.bottleneck("1.3.8").toString());
    assertThat(command.status()).as(command.err()).isEqualTo(1);
    JsonNode reports = json(command);
    checkFunctions(reports);
    for (JsonNode report : reports) {
      assertThat(report.get("abi").textValue()).isEqualTo("1.x");
      assertThat(report.get("feature_version").intValue()).isEqualTo(16);
      assertThat(report.get("accepted_by").toString())
          .isEqualTo("[\"1.23\",\"1.24\",\"1.25\",\"1.26\"]");
      assertThat(report.get("problems")).hasSize(1);
      assertThat(report.get("problems").get(0).get("kind").textValue()).isEqualTo("refused");
    }
    assertThat(
            Command.run("audit", "--for", "1.26", Wheels.bottleneck("1.3.8").toString()).status())
        .isZero();
  }

  @Test
  void wheelsForBoth() throws Exception {
    Map<String, Integer> features = Map.of("1.4.2", 14, "1.6.0", 16);
    for (Map.Entry<String, Integer> version : features.entrySet()) {
      Command command =
          Command.run("audit", "--json", Wheels.bottleneck(version.getKey()).toString());
      assertThat(command.status()).as(command.err()).isZero();
      JsonNode reports = json(command);
      checkFunctions(reports);
      for (JsonNode report : reports) {
        assertThat(report.get("abi").textValue()).isEqualTo("both");
        assertThat(report.get("feature_version").intValue()).isEqualTo(version.getValue());
        assertThat(report.get("accepted_by")).hasSizeGreaterThanOrEqualTo(9);
        assertThat(report.get("problems")).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1.3.8, 1.26", "1.6.0, 2.4"})
  void tracingTellsWhatImportingCalls(String version, String numpy) throws Exception {
    Command command =
        Command.run("audit", "--trace", "--json", Wheels.bottleneck(version).toString());
    JsonNode reports = json(command);
    checkFunctions(reports); // what was found by disassembly stays so
    for (JsonNode report : reports) {
      List<String> remarks = new ArrayList<>();
      report.get("remarks").forEach(remark -> remarks.add(remark.textValue()));
      assertThat(remarks)
          .singleElement()
          .asString()
          .contains("emulated NumPy " + numpy)
          .contains("it called 3 functions, all of them found by disassembly too");
    }
  }

  @Test
  void whatIsFoundByTracingSaysSo() throws Exception {
    Path file = TestExtensions.require("copied-table");
    Command command = Command.run("audit", "--json", file.toString());
    assertThat(command.status()).as(command.err()).isZero();
    List<String> uses = new ArrayList<>();
    for (JsonNode use : json(command).get(0).get("functions")) {
      uses.add(use.get("how").textValue() + " " + use.get("name").textValue());
    }
    assertThat(uses)
        .contains("tracing PyArray_DescrFromType", "disassembly PyArray_GetNDArrayCFeatureVersion")
        .doesNotContain("disassembly PyArray_DescrFromType");
    assertThat(Command.run("audit", file.toString()).out())
        .containsPattern("PyArray_DescrFromType +tracing, at 0x");
    assertThat(Command.run("audit", "--no-trace", file.toString()).out())
        .doesNotContain("tracing")
        .contains("there may be more uses");
    assertThat(Command.run("audit", "--trace", "--no-trace", file.toString()).status())
        .isEqualTo(2);
  }

  /** As on a platform that the jar has no library for. */
  @Test
  void withoutDisassemblerAllButTheFunctionsIsTold() throws Exception {
    Command command =
        Command.withOptions(
            List.of("-Dos.arch=none"), "audit", "--json", Wheels.bottleneck("1.3.8").toString());
    assertThat(command.status()).as(command.err()).isEqualTo(1);
    assertThat(command.err()).isEmpty();
    for (JsonNode report : json(command)) {
      assertThat(report.get("abi").textValue()).isEqualTo("1.x");
      assertThat(report.get("problems")).hasSize(1);
      assertThat(report.get("functions")).isEmpty();
      assertThat(report.get("remarks")).hasSize(1);
      assertThat(report.get("remarks").get(0).textValue())
          .contains("there is no disassembler here")
          .contains("libcapstone.so");
    }
  }

  @Test
  void isReadableByPeople() throws Exception {
    Command command = Command.run("audit", Wheels.bottleneck("1.6.0").toString());
    assertThat(command.status()).isZero();
    assertThat(command.out())
        .contains("built for NumPy 2.x, and 1.x too, feature version 16 or later")
        .contains("PyArray_CastToType")
        .endsWith("4 binaries: 4 clean for NumPy 2.4, 0 not\n");
  }

  @Test
  void whatCannotBeReadIsStatusTwoAndTheRestIsTold() throws Exception {
    Path cut = directory.resolve("cut.so");
    Files.write(cut, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
    Command command =
        Command.run("audit", "--json", cut.toString(), Wheels.bottleneck("1.6.0").toString());
    assertThat(command.status()).isEqualTo(2);
    assertThat(command.err()).contains("cut.so: is cut").doesNotContain("\tat ");
    assertThat(json(command)).hasSize(5);
    assertThat(json(command).get(4).get("error").textValue()).contains("is cut");
  }
}
