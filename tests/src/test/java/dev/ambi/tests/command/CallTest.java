package dev.ambi.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.tests.Wheels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ambi call} promises: what it prints, where, and with which exit status. */
class CallTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  @TempDir static Path directory;

  /** Bottleneck for NumPy 1.x only, and for both. */
  private static Path wheel1;

  private static Path wheel2;
  private static Path x;

  @BeforeAll
  static void prepare() throws Exception {
    wheel1 = Wheels.bottleneck("1.3.8");
    wheel2 = Wheels.bottleneck("1.6.0");
    x = directory.resolve("x.npy");
    NDArray.of(new double[] {1, Double.NaN, 3, 4, 5, 9}, 2, 3).save(x);
  }

  private static Command call(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("call"));
    all.addAll(List.of(words));
    return Command.run(all.toArray(String[]::new));
  }

  private static String reduce(Path wheel) {
    return wheel + "::bottleneck.reduce";
  }

  @Test
  void printsAScalarAndAnArray() throws Exception {
    assertThat(call(reduce(wheel1), "nanmean", "@" + x)).isEqualTo(new Command(0, "4.4\n", ""));
    assertThat(call(reduce(wheel2), "nanmean", "@" + x, "axis=0"))
        .isEqualTo(new Command(0, "[2.5 5.  6. ]\n", ""));
    assertThat(call(reduce(wheel2), "nansum", "[1, 2, 3]")).isEqualTo(new Command(0, "6\n", ""));
  }

  @Test
  void jsonHasDtypeAndShapeForArrays() throws Exception {
    assertThat(call("--json", reduce(wheel2), "nanmean", "@" + x, "1"))
        .isEqualTo(
            new Command(
                0, "{\"value\": [2.0, 6.0], \"dtype\": \"float64\", \"shape\": [2]}\n", ""));
    assertThat(call("--json", reduce(wheel1), "anynan", "@" + x))
        .isEqualTo(new Command(0, "{\"value\": true}\n", ""));
  }

  @Test
  void savesArraysAndScalars() throws Exception {
    Path out = directory.resolve("out.npy");
    call("--out", out.toString(), reduce(wheel2), "nanmean", "@" + x, "axis=1");
    assertThat(NDArray.load(out)).isEqualTo(NDArray.of(new double[] {2, 6}));
    call("--out", out.toString(), reduce(wheel2), "nanmean", "@" + x);
    assertThat(NDArray.load(out)).isEqualTo(NDArray.scalar(4.4));
    call("--out", out.toString(), reduce(wheel2), "anynan", "@" + x);
    assertThat(NDArray.load(out)).isEqualTo(NDArray.scalar(DType.BOOL, true));
  }

  @Test
  void aPythonErrorIsOneLineAndStatusOne() throws Exception {
    Command plain = call(reduce(wheel2), "nanmean", "@" + x, "axis=5");
    assertThat(plain.status()).isEqualTo(1);
    assertThat(plain.out()).isEmpty();
    assertThat(plain.err()).matches("ValueError: axis\\(=5\\) out of bounds\\R");

    Command json = call("--json", reduce(wheel2), "nanmean", "@" + x, "axis=5");
    assertThat(json)
        .isEqualTo(
            new Command(
                1, "{\"error\": \"ValueError\", \"message\": \"axis(=5) out of bounds\"}\n", ""));
  }

  @Test
  void aFunctionThatIsNotThereIsAnAttributeError() throws Exception {
    Command command = call(reduce(wheel2), "nosuch", "3");
    assertThat(command.status()).isEqualTo(1);
    assertThat(command.err())
        .isEqualTo("AttributeError: module 'bottleneck.reduce' has no attribute 'nosuch'\n");
  }

  @Test
  void whatCannotBeLoadedIsAnImportError() throws Exception {
    Path text = Files.writeString(directory.resolve("text.cpython-311-x86_64-linux-gnu.so"), "hi");
    for (String binary :
        List.of("/no/such.so", text.toString(), wheel2 + "::bottleneck.none", wheel2.toString())) {
      Command command = call(binary, "f");
      assertThat(command.status()).isEqualTo(1);
      assertThat(command.out()).isEmpty();
      assertThat(command.err()).startsWith("ImportError: ").doesNotContain("\tat ");
    }
  }

  @Test
  void aBinaryForNumpy1IsRefusedByAHostThatIsNumpy2() throws Exception {
    Command refused = call("--numpy", "2.4", reduce(wheel1), "nanmean", "@" + x);
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).startsWith("ImportError: ").contains("1.x").contains("auto");
    for (String numpy : List.of("auto", "1.26")) {
      assertThat(call("--numpy", numpy, reduce(wheel1), "nanmean", "@" + x).out())
          .isEqualTo("4.4\n");
    }
    for (String numpy : List.of("2.4", "1.26")) {
      assertThat(call("--numpy", numpy, reduce(wheel2), "nanmean", "@" + x).out())
          .isEqualTo("4.4\n");
    }
  }

  @Test
  void badArrayFilesAreTold() throws Exception {
    assertThat(call(reduce(wheel2), "nanmean", "@/no/such.npy"))
        .isEqualTo(
            new Command(
                1, "", "FileNotFoundError: [Errno 2] No such file or directory: '/no/such.npy'\n"));
    Path cut = directory.resolve("cut.npy");
    byte[] whole = Files.readAllBytes(x);
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length - 8));
    Command command = call(reduce(wheel2), "nanmean", "@" + cut);
    assertThat(command.status()).isEqualTo(1);
    assertThat(command.err()).startsWith("ValueError: ").contains("cut.npy");
  }

  @Test
  void wrongUseIsStatusTwo() throws Exception {
    Command command = call("--numpy", "1.7", reduce(wheel2), "nanmean", "@" + x);
    assertThat(command.status()).isEqualTo(2);
    assertThat(command.out()).isEmpty();
    assertThat(command.err()).contains("1.7").contains("usage: ambi call");
  }

  @Test
  void aBatchGoesOnAfterErrors() throws Exception {
    Path out = directory.resolve("batch.npy");
    String lines =
        """
        {"binary": "WHEEL2", "module": "bottleneck.reduce", "function": "nanmean", "args": ["@X"]}
        {"binary": "WHEEL1", "module": "bottleneck.reduce", "function": "nanmean", "args": ["@X"]}
        {"binary": "WHEEL1", "module": "bottleneck.reduce", "function": "nanmean", "args": ["@X"],
        {"binary": "WHEEL2", "module": "bottleneck.move", "function": "move_sum",\
         "args": ["@X"], "kwargs": {"window": 2, "axis": 1}, "out": "OUT"}
        {"binary": "WHEEL2", "module": "bottleneck.reduce", "function": "nanmean"}
        {"binary": "/no/such.so", "function": "f"}
        {"binary": "WHEEL2", "module": "bottleneck.nonreduce", "function": "replace",\
         "args": ["@X", NaN, 0]}
        {"binary": "WHEEL2", "module": "bottleneck.reduce", "function": "nanmean", "args": ["@X"]}
        """
            .replace("WHEEL1", wheel1.toString())
            .replace("WHEEL2", wheel2.toString())
            .replace("@X", "@" + x)
            .replace("OUT", out.toString());
    Command command = Command.withInput(lines, "call", "--batch", "-");
    assertThat(command.status()).isZero();
    assertThat(command.err()).isEmpty();
    List<JsonNode> answers = new ArrayList<>();
    for (String line : command.out().lines().toList()) {
      answers.add(JSON.readTree(line));
    }
    assertThat(answers).hasSize(8);
    assertThat(answers.get(0).get("value").doubleValue()).isEqualTo(4.4);
    assertThat(answers.get(1).get("value").doubleValue()).isEqualTo(4.4);
    assertThat(answers.get(2).get("message").textValue()).startsWith("line 3: no JSON");
    assertThat(answers.get(3).get("shape").toString()).isEqualTo("[2,3]");
    assertThat(answers.get(4).get("error").textValue()).isEqualTo("TypeError");
    assertThat(answers.get(5).get("error").textValue()).isEqualTo("ImportError");
    assertThat(answers.get(6).get("value").toString()).isEqualTo("[[1.0,0.0,3.0],[4.0,5.0,9.0]]");
    assertThat(answers.get(7).get("value").doubleValue()).isEqualTo(4.4);

    double nan = Double.NaN;
    assertThat(NDArray.load(out))
        .isEqualTo(NDArray.of(new double[] {nan, nan, nan, nan, 9, 14}, 2, 3));
  }
}
