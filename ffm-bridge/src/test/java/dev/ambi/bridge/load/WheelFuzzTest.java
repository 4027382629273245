package dev.ambi.bridge.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ambi.bridge.ExtensionLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged wheel gives its files or an {@link ExtensionLoadException}, and soon. */
class WheelFuzzTest {

  private static final int ROUNDS = 10_000;

  @TempDir Path dir;

  @Test
  void survivesMutations() throws IOException {
    byte[] module = Files.readAllBytes(CSource.module("reduce").library(dir.resolve("reduce.so")));
    byte[] good =
        new WheelBuilder()
            .file("pkg/__init__.py", "")
            .file("pkg/reduce.abi3.so", module)
            .file("pkg/a.txt", "some text")
            .bytes();
    Path file = dir.resolve(WheelBuilder.NAME + ".whl");
    WheelName name = WheelName.of(file);
    Random random = new Random(20_251_122);
    int[] outcomes = new int[2];
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = good.clone();
            if (round % 2 == 0) {
              bytes = Mutation.of(good, random);
            } else {
              // The directory is where the meaning is.
              Mutation.overwrite(bytes, good.length - 1 - random.nextInt(600), random);
            }
            try {
              read(file, name, FileContent.of(file, bytes));
              outcomes[0]++;
            } catch (ExtensionLoadException e) {
              assertThat(e).hasMessageStartingWith(file + ": ");
              outcomes[1]++;
            }
          }
        });
    assertThat(outcomes[0]).isGreaterThan(ROUNDS / 100);
    assertThat(outcomes[1]).isGreaterThan(ROUNDS / 10);
  }

  /** All that opening and unpacking does, but for the writing. */
  private static void read(Path file, WheelName name, FileContent content) throws IOException {
    ZipArchive archive = ZipArchive.open(file, content);
    for (Map.Entry<String, WheelFile> each : Wheel.readFiles(file, name, content).entrySet()) {
      assertThat(ZipEntryPath.danger(each.getKey())).isEmpty();
      archive.copy(each.getValue().entry(), (block, length) -> {});
    }
  }
}
