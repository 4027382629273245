package dev.ambi.compat.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.load.ElfImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A damaged binary gives a report or an {@link ExtensionLoadException}, and soon. For some seconds;
 * {@code -Dambi.fuzz.seconds=N} makes it more, {@code -Dambi.fuzz.seed=N} repeats a run.
 */
class AuditFuzzTest {
  private static final long SECONDS = Long.getLong("ambi.fuzz.seconds", 4);
  private static final long SEED = Long.getLong("ambi.fuzz.seed", System.nanoTime());

  /** So many at least, or what happens often may not happen. */
  private static final int ROUNDS = 200;

  /** Far more than the fixture needs, which is a few milliseconds. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final int HEADERS = 1024;

  @TempDir Path directory;

  @Test
  void damagedBinariesAreAnswered() throws Exception {
    Path file = Fixture.compile(directory, "-O2", "-DNUMPY=1");
    byte[] good = Files.readAllBytes(file);
    // The classes are loaded here: on a busy machine that may take longer than a report.
    new Reporter(ElfImage.of(file, good), NumpyVersion.of("2.4")).report();
    Random random = new Random(SEED);
    int reports = 0;
    int refusals = 0;
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    for (int round = 0; round < ROUNDS || System.nanoTime() < end; round++) {
      byte[] bytes = damaged(good, random);
      String which = "round %d of -Dambi.fuzz.seed=%d".formatted(round, SEED);
      try {
        BinaryReport report =
            assertTimeoutPreemptively(
                LONGEST,
                () -> new Reporter(ElfImage.of(file, bytes), NumpyVersion.of("2.4")).report(),
                which);
        assertThat(report.file()).as(which).isEqualTo(file.toString());
        reports++;
      } catch (ExtensionLoadException e) {
        assertThat(e).as(which).hasMessageStartingWith(file + ": ");
        refusals++;
      }
    }
    // Both happen often, or the damage misses what it is to hit.
    assertThat(reports).isGreaterThan((reports + refusals) / 20);
    assertThat(refusals).isGreaterThan((reports + refusals) / 20);
  }

  private static byte[] damaged(byte[] good, Random random) {
    if (random.nextInt(8) == 0) {
      return Arrays.copyOf(good, random.nextInt(good.length));
    }
    byte[] bytes = good.clone();
    // The headers and tables are small and rule all else; most of the rest is code.
    int range = random.nextBoolean() ? HEADERS : bytes.length;
    for (int i = random.nextInt(16); i >= 0; i--) {
      int at = random.nextInt(range);
      if (random.nextBoolean()) {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
      } else {
        byte value = random.nextBoolean() ? (byte) -random.nextInt(2) : (byte) random.nextInt();
        Arrays.fill(bytes, at, Math.min(bytes.length, at + (1 << random.nextInt(4))), value);
      }
    }
    return bytes;
  }
}
