package dev.ambi.core.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeTwinsTest {

  /** What the template does: a loop in a static method, and one in an instance method. */
  interface Sums {
    double sum(double first, MemorySegment a, long n, MemorySegment b);

    long bytes(MemorySegment a, int step);
  }

  static final class Template implements Sums {
    record Constants(double factor) {}

    private static final double FACTOR =
        Specializer.constants(MethodHandles.lookup(), Constants.class).factor();

    @Override
    public double sum(double first, MemorySegment a, long n, MemorySegment b) {
      return added(first, a, n, b, true);
    }

    private static double added(
        double first, MemorySegment a, long n, MemorySegment b, boolean twice) {
      double s = first;
      for (long i = 0; i < n; i++) {
        s += a.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 8 * i) * (twice ? FACTOR : 0);
        s += b == null ? 0 : b.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 8 * i);
      }
      return s;
    }

    @Override
    public long bytes(MemorySegment a, int step) {
      long s = 0;
      try {
        for (long i = 0; ; i += step) {
          s += a.get(ValueLayout.JAVA_BYTE, i);
        }
      } catch (IndexOutOfBoundsException e) {
        return s;
      }
    }
  }

  private static final Sums COPY =
      Specializer.specialize(
          MethodHandles.lookup(), Template.class, Sums.class, new Template.Constants(2));

  private static void fill(MemorySegment m) {
    for (int i = 0; i < 4; i++) {
      m.setAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i, i + 1);
    }
  }

  @Test
  void everyKindOfSegmentGivesTheSameAnswer(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("mapped");
    try (Arena arena = Arena.ofConfined();
        FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
      List<MemorySegment> all =
          List.of(
              arena.allocate(32),
              MemorySegment.ofArray(new double[4]),
              MemorySegment.ofArray(new byte[32]),
              channel.map(FileChannel.MapMode.READ_WRITE, 0, 32, arena));
      all.forEach(NativeTwinsTest::fill);
      for (MemorySegment a : all) {
        assertThat(COPY.sum(0.5, a, 4, null)).isEqualTo(20.5);
        assertThat(COPY.bytes(a, 1)).isEqualTo(COPY.bytes(all.getFirst(), 1));
        for (MemorySegment b : all) {
          assertThat(COPY.sum(0.5, a, 4, b)).isEqualTo(30.5);
        }
      }
      Files.deleteIfExists(file);
    }
  }

  @Test
  void onlyLoopsOverSegmentsHaveTwins() throws IOException {
    byte[] file;
    try (InputStream in = Template.class.getResourceAsStream("NativeTwinsTest$Template.class")) {
      file = in.readAllBytes();
    }
    List<String> names =
        ClassFile.of().parse(NativeTwins.in(Template.class, file)).methods().stream()
            .map(m -> m.methodName().stringValue())
            .toList();
    assertThat(names).contains("added$any", "bytes$any").doesNotContain("sum$any");
  }
}
