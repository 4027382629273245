package dev.ambi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @Test
  void aloneItHelps() {
    Ran ran = Ran.of();
    assertThat(ran.status()).isZero();
    assertThat(ran.out()).isEqualTo(Help.of("ambi"));
    assertThat(ran.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ambi", "api", "audit", "bench", "bind", "call", "demo", "layout"})
  void helpFitsAScreen(String topic) {
    assertThat(Help.of(topic).lines()).allMatch(line -> line.length() <= 100);
    assertThat(Help.usage(topic)).startsWith("usage: ambi");
    assertThat(Ran.of("help", topic).out()).isEqualTo(Help.of(topic));
  }

  @Test
  void everyCommandHelps() {
    assertThat(Ran.of("--help").out()).isEqualTo(Help.of("ambi"));
    assertThat(Ran.of("call", "--help").out()).isEqualTo(Help.of("call"));
    assertThat(Ran.of("demo", "--help").out()).isEqualTo(Help.of("demo"));
    assertThat(Ran.of("bind", "--help").out()).isEqualTo(Help.of("bind"));
    assertThat(Ran.of("api", "--help").out()).isEqualTo(Help.of("api"));
    assertThat(Ran.of("layout", "--help").out()).isEqualTo(Help.of("layout"));
  }

  @Test
  void tellsItsVersion() {
    Ran ran = Ran.of("--version");
    assertThat(ran.status()).isZero();
    assertThat(ran.out()).startsWith("ambi ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "bench", "call", "call m.so", "demo x", "help x", "--json"})
  void wrongUseIsStatusTwoWithAHint(String words) {
    Ran ran = Ran.of(words.split(" "));
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("usage: ambi").contains("--help").doesNotContain("\tat ");
  }

  @Test
  void aMissingArrayIsFileNotFound() {
    Ran ran = Ran.of("call", "m.so", "f", "@/no/such.npy");
    String error = "[Errno 2] No such file or directory: '/no/such.npy'";
    assertThat(ran).isEqualTo(new Ran(1, "", "FileNotFoundError: " + error + "\n"));
    assertThat(Ran.of("call", "--json", "m.so", "f", "@/no/such.npy"))
        .isEqualTo(
            new Ran(1, "{\"error\": \"FileNotFoundError\", \"message\": \"" + error + "\"}\n", ""));
  }

  @Test
  void aMissingBatchIsFileNotFound() {
    Ran ran = Ran.of("call", "--batch", "/no/such.jsonl");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).startsWith("{\"error\": \"FileNotFoundError\"").endsWith("}\n");
  }

  @Test
  void aBatchGoesOnAfterMalformedLines() {
    Ran ran =
        Ran.withInput(
            """
            {"binary":
            {"binary": "m.so", "function": "f", "args": ["@/no/such.npy"]}

            3
            """,
            "call",
            "--batch",
            "-");
    assertThat(ran.status()).isZero();
    assertThat(ran.err()).isEmpty();
    List<String> lines = ran.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith("{\"error\": \"ValueError\", \"message\": \"line 1: no JSON");
    assertThat(lines.get(1)).startsWith("{\"error\": \"FileNotFoundError\"");
    assertThat(lines.get(2)).contains("line 4: a JSON object is expected");
  }
}
