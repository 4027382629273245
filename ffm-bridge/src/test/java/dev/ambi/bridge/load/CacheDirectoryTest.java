package dev.ambi.bridge.load;

import static dev.ambi.bridge.load.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wheels are unpacked once, mended when damaged, and by many at once. */
class CacheDirectoryTest {

  private static final byte[] TEXT = "some text\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path dir;
  private Path wheel;
  private CacheDirectory cache;

  @BeforeEach
  void makeWheel() throws IOException {
    wheel = new WheelBuilder().file("pkg/a.txt", TEXT).file("pkg/b.txt", TEXT).write(dir);
    cache = new CacheDirectory(dir.resolve("cache"));
  }

  private Path unpack() {
    return Wheel.open(wheel).unpack(cache).root();
  }

  private static Object identity(Path path) throws IOException {
    return Files.readAttributes(path, "unix:ino").get("ino");
  }

  @Test
  void unpacksOnce() throws IOException {
    Path root = unpack();
    Object first = identity(root.resolve("pkg/a.txt"));
    assertThat(unpack()).isEqualTo(root);
    assertThat(identity(root.resolve("pkg/a.txt"))).isEqualTo(first);
  }

  @Test
  void keepsWheelsOfOneNameApart() throws IOException {
    Path first = unpack();
    wheel = new WheelBuilder().file("pkg/a.txt", "other").write(dir);
    Path second = unpack();
    assertThat(second).isNotEqualTo(first);
    assertThat(first.resolve("pkg/a.txt")).hasBinaryContent(TEXT);
    assertThat(second.resolve("pkg/a.txt")).hasContent("other");
  }

  @Test
  void remembersHashesOfFilesThatAreSettled() throws IOException {
    FileStamp fresh = FileStamp.of(wheel);
    Path known = dir.resolve("known");
    fresh.remember(known, "0".repeat(32));
    assertThat(fresh.recall(known)).as("written just now").isNull();

    Path old = Path.of(System.getProperty("java.home"), "release");
    FileStamp settled = FileStamp.of(old);
    settled.remember(known, "1".repeat(32));
    assertThat(settled.recall(known)).isEqualTo("1".repeat(32));
    assertThat(fresh.recall(known)).as("another file").isNull();
    Files.writeString(known, Files.readString(known).replace("111", "../"));
    assertThat(settled.recall(known)).as("no hash").isNull();
  }

  @Test
  void mendsWhatWasChanged() throws IOException {
    Path file = unpack().resolve("pkg/a.txt");

    Files.writeString(file, "sOme text\n"); // the same size
    unpack();
    assertThat(file).hasBinaryContent(TEXT);

    Files.writeString(file, "longer than it was");
    unpack();
    assertThat(file).hasBinaryContent(TEXT);

    Files.delete(file);
    unpack();
    assertThat(file).hasBinaryContent(TEXT);

    Files.delete(file);
    Files.createSymbolicLink(file, wheel);
    unpack();
    assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(file).hasBinaryContent(TEXT);
  }

  @Test
  void leavesWhatWasOnlyTouched() throws IOException {
    Path file = unpack().resolve("pkg/a.txt");
    Object first = identity(file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
    unpack();
    assertThat(identity(file)).isEqualTo(first);
  }

  @Test
  void cleansUpAfterAProcessThatEnded() throws IOException {
    Path left = dir.resolve("cache/wheels/.unfinished-123/new");
    Files.createDirectories(left);
    Files.writeString(left.resolve("half"), "half");
    unpack();
    try (Stream<Path> children = Files.list(dir.resolve("cache/wheels"))) {
      assertThat(children.map(p -> p.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".unfinished"));
    }
  }

  @Test
  void saysWhenItCannotBeWritten() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "in the way");
    cache = new CacheDirectory(file);
    refused(wheel, Reason.CACHE, "cannot be unpacked into the cache " + file, this::unpack);
    refused(wheel, Reason.CACHE, "AMBI_CACHE names another): Not a directory: ", this::unpack);
  }

  @Test
  void servesThreadsAtOnce() throws Exception {
    Set<Path> roots = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Path>> futures = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        futures.add(threads.submit(this::unpack));
      }
      for (Future<Path> future : futures) {
        roots.add(future.get());
      }
    }
    assertThat(roots).hasSize(1);
    assertThat(roots.iterator().next().resolve("pkg/b.txt")).hasBinaryContent(TEXT);
  }

  /** What the other processes run. */
  static final class Unpacking {
    private Unpacking() {}

    public static void main(String[] arguments) {
      System.out.println(Wheel.open(Path.of(arguments[0])).unpack().root());
    }
  }

  @Test
  void servesProcessesAtOnceWhereTheyAreTold() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(
          new ProcessBuilder(
                  ChildJvm.command(
                      Unpacking.class, "-Dambi.cache=" + dir.resolve("told"), wheel.toString()))
              .redirectErrorStream(true)
              .start());
    }
    Set<String> printed = new HashSet<>();
    for (Process process : processes) {
      printed.add(
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
      assertThat(process.waitFor()).as(printed.toString()).isZero();
    }
    assertThat(printed).hasSize(1);
    Path root = Path.of(printed.iterator().next());
    assertThat(root.startsWith(dir.resolve("told/wheels"))).isTrue();
    assertThat(root.resolve("pkg/a.txt")).hasBinaryContent(TEXT);
  }
}
