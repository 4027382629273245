package dev.ambi.bridge.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ambi.bridge.ExtensionLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged library gives an answer or an {@link ExtensionLoadException}, and soon. */
class ElfFuzzTest {

  private static final int ROUNDS = 20_000;

  @TempDir Path dir;

  @Test
  void survivesMutations() throws IOException {
    Path file =
        CSource.module("m")
            .library(dir.resolve("m.so"), "-Wl,--hash-style=gnu", "-Wl,-rpath,$ORIGIN");
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(20_251_122);
    int[] outcomes = new int[2];
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = Mutation.of(good, random);
            try {
              parse(file, bytes);
              outcomes[0]++;
            } catch (ExtensionLoadException e) {
              assertThat(e).hasMessageStartingWith(file + ": ");
              outcomes[1]++;
            }
          }
        });
    // Both happen often, or the mutations miss what they are to hit.
    assertThat(outcomes[0]).isGreaterThan(ROUNDS / 100);
    assertThat(outcomes[1]).isGreaterThan(ROUNDS / 10);
  }

  private static void parse(Path file, byte[] bytes) {
    FileContent content = FileContent.of(file, bytes);
    // Looking a symbol up by the hash table answers whatever is in the table.
    ElfSymbolTable table = new ElfReader(file, content, Platform.current()).read().symbols();
    assertThat(table.exports("PyInit_m") && table.exports("no such name")).isFalse();
    ElfFile.parse(file, content, Platform.current());
  }

  @Test
  void survivesMutationsOfTheHeaders() throws IOException {
    Path file = CSource.module("m").library(dir.resolve("m.so"), "-Wl,--hash-style=both");
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(3);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
              Mutation.overwrite(bytes, random.nextInt(1200), random);
            }
            try {
              parse(file, bytes);
            } catch (ExtensionLoadException e) {
              assertThat(e.reason()).isNotNull();
            }
          }
        });
  }
}
