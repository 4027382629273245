package dev.ambi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.NumpyVersion;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallOptionsTest {
  private static CallOptions parse(String... words) {
    return CallOptions.parse(List.of(words));
  }

  private static List<Object> args(String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "m.so";
    all[1] = "f";
    System.arraycopy(words, 0, all, 2, words.length);
    return parse(all).request().args();
  }

  @Test
  void binaryModuleAndFunction() {
    CallOptions options = parse("dir/b.whl::bottleneck.reduce", "nanmean");
    assertThat(options.request())
        .isEqualTo(
            new CallRequest(
                new Target(Path.of("dir/b.whl"), "bottleneck.reduce"),
                "nanmean",
                List.of(),
                Map.of(),
                null));
    assertThat(options.json()).isFalse();
    assertThat(options.numpy()).isEqualTo(NumpyVersion.AUTO);
    assertThat(parse("m.so", "f").request().target()).isEqualTo(new Target(Path.of("m.so"), null));
  }

  @Test
  void argumentsAreJsonOrArraysOrStrings() {
    assertThat(
            args(
                "3",
                "-1",
                "null",
                "true",
                "[1, 2]",
                "NaN",
                "-Infinity",
                "\"text\"",
                "2.5",
                "1e3",
                "18446744073709551616",
                "@x.npy",
                "@@x",
                "word",
                "nan",
                "",
                "-x",
                "None",
                "a b",
                "{\"k\": \"@v\"}",
                "-"))
        .isEqualTo(
            Arrays.asList(
                3L,
                -1L,
                null,
                true,
                List.of(1L, 2L),
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                "text",
                2.5,
                1000.0,
                BigInteger.TWO.pow(64),
                new ArrayFile(Path.of("x.npy")),
                "@x",
                "word",
                "nan",
                "",
                "-x",
                "None",
                "a b",
                Map.of("k", "@v"),
                "-"));
  }

  @Test
  void keywordsHaveAnIdentifierForAName() {
    CallRequest request =
        parse("m.so", "f", "axis=0", "@x.npy", "_a1=@y.npy", "é=\"t\"", "empty=", "n=a=b")
            .request();
    assertThat(request.args()).containsExactly(new ArrayFile(Path.of("x.npy")));
    assertThat(request.kwargs())
        .containsExactly(
            Map.entry("axis", 0L),
            Map.entry("_a1", new ArrayFile(Path.of("y.npy"))),
            Map.entry("é", "t"),
            Map.entry("empty", ""),
            Map.entry("n", "a=b"));
    assertThat(args("=1", "1a=2", "a b=3", "a-b=4", "\"a=b\"", "a.b=5"))
        .containsExactly("=1", "1a=2", "a b=3", "a-b=4", "a=b", "a.b=5");
  }

  @Test
  void optionsMayStandAnywhere() {
    CallOptions options =
        parse("--numpy", "1.26", "m.so", "--json", "f", "3", "--out=r.npy", "--", "--json");
    assertThat(options.numpy()).isEqualTo(NumpyVersion.of("1.26"));
    assertThat(options.json()).isTrue();
    assertThat(options.request().out()).isEqualTo(Path.of("r.npy"));
    assertThat(options.request().args()).containsExactly(3L, "--json");
  }

  @Test
  void aBatchHasItsCallsInAFile() {
    CallOptions options = parse("--batch", "-", "--numpy=2.4");
    assertThat(options.batch()).isEqualTo("-");
    assertThat(options.request()).isNull();
    assertThat(options.numpy()).isEqualTo(NumpyVersion.of("2.4"));
  }

  @Test
  void helpNeedsNothingElse() {
    assertThat(parse("--help").help()).isTrue();
    assertThat(parse("m.so", "-h").help()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                       | binary",
        "m.so                     | function of m.so",
        "::m f                    | file name is empty",
        "m.so:: f                 | no module's name",
        "-x m.so f                | no option -x",
        "m.so f --what            | no option --what",
        "m.so f @                 | no file name after @",
        "m.so f a=1 a=2           | a is given twice",
        "m.so f --out             | --out needs a value",
        "m.so f --out=            | --out needs a value",
        "m.so f --json=1          | --json takes no value",
        "--out a --out b m.so f   | --out is given twice",
        "--numpy 1.7 m.so f       | NumPy 1.7 is not a version",
        "--batch b.jsonl m.so     | the file says what to call",
        "--batch b.jsonl --out x  | each line",
      })
  void wrongUseIsToldInWords(String words, String message) {
    List<String> list = words.isEmpty() ? List.of() : List.of(words.split(" +"));
    assertThatThrownBy(() -> CallOptions.parse(list))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }
}
