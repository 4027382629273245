package dev.ambi.cli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SourceAuditHostileTest {
  private static final String CODE =
      """
      #if NPY_ABI_VERSION < 0x02000000
      #define A(x) ((PyArray_Descr *)(x))->elsize
      #endif
      cdef extern from *:
      long f(PyArray_Descr *d) { return d->elsize + PyArray_DESCR(a)->f[(1 ? 2 : 3)]; }
      \"\"\" x '''
      """;

  private static SourceReport audit(String name, byte[] bytes) {
    return new SourceAudit(SourceVersion.newest(), Duration.ofSeconds(3))
        .audit(Path.of(name), bytes);
  }

  private static SourceReport audit(String name, String text) {
    return audit(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "c, (",
    "c, {",
    "c, '#if 1\n'",
    "c, [",
    "c, a->",
    "c, '*'",
    "c, '!'",
    "c, 'x?'",
    "cpp, template<",
    "cpp, (",
    "cpp, '#define A(x) '",
    "pyx, (",
    "pyx, '\"\"\"'",
    "pyx, '<'",
    "pyx, '\\'",
    "c, '\"'",
    "c, 'PyArray_Descr *f('",
    "c, 'int x; {'"
  })
  void nestingAsDeepAsItLikes(String ending, String piece) {
    SourceReport report = audit("a." + ending, piece.repeat(100_000));
    assertThat(report.files()).isEqualTo(1);
    assertThat(report.isClean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"c", "cpp", "h", "pyx"})
  void anEmptyFileHasNothing(String ending) {
    assertThat(audit("a." + ending, "").findings()).isEmpty();
    assertThat(audit("a." + ending, "\n\n").findings()).isEmpty();
  }

  @Test
  void whatFollowsAnErrorIsStillSeen() {
    String code = "int f( { ]] \n\nlong g(PyArray_Descr *d) { return d->elsize; }\n";
    assertThat(audit("a.c", code).findings()).hasSize(1);
  }

  @Property(tries = 200)
  void anyBytesAreAnAnswer(@ForAll @Size(max = 300) byte[] bytes) {
    for (String name : new String[] {"a.c", "a.cpp", "a.pyx"}) {
      assertThat(audit(name, bytes).skipped()).isEmpty();
    }
  }

  @Test
  void sourcesCutAndMixed() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 6; j++) {
        int from = random.nextInt(CODE.length());
        text.append(CODE, from, from + random.nextInt(CODE.length() - from + 1));
      }
      for (String name : new String[] {"a.c", "a.cpp", "a.pyx"}) {
        assertThat(audit(name, text.toString()).files()).isEqualTo(1);
      }
    }
  }

  @Test
  void whatTakesTooLongIsSkipped() {
    SourceReport report =
        new SourceAudit(SourceVersion.newest(), Duration.ZERO)
            .audit(Path.of("a.c"), "int x;\n".repeat(100_000).getBytes(StandardCharsets.UTF_8));
    assertThat(report.skipped())
        .singleElement()
        .satisfies(s -> assertThat(s.reason()).isNotBlank());
  }

  @Test
  void whatIsNoTextIsSkipped(@TempDir Path dir) throws IOException {
    Files.write(dir.resolve("a.c"), new byte[] {0x7f, 'E', 'L', 'F', 0, 0, 1});
    Files.writeString(dir.resolve("b.c"), "int n = NPY_OWNDATA;");
    Files.createDirectory(dir.resolve(".git"));
    Files.writeString(dir.resolve(".git/c.c"), "int n = NPY_OWNDATA;");
    Files.writeString(dir.resolve("npy_2_compat.h"), "int n = NPY_OWNDATA;");
    Files.createSymbolicLink(dir.resolve("loop"), dir);
    SourceReport report = new SourceAudit(SourceVersion.newest(), Duration.ofSeconds(3)).audit(dir);
    assertThat(report.skipped())
        .containsExactly(new SourceReport.Skipped(Path.of("a.c"), "it is no text"));
    assertThat(report.findings())
        .singleElement()
        .extracting(f -> f.file().toString())
        .isEqualTo("b.c");
    assertThat(report.isClean()).isFalse();
  }

  @Test
  void whatASourceDefinesItsOtherFilesMayUse(@TempDir Path dir) throws IOException {
    Files.writeString(dir.resolve("own.h"), "#define NPY_OWNDATA NPY_ARRAY_OWNDATA\n");
    Files.writeString(dir.resolve("use.c"), "int n = NPY_OWNDATA;");
    assertThat(new SourceAudit(SourceVersion.newest(), Duration.ofSeconds(3)).audit(dir).findings())
        .isEmpty();
  }

  @Test
  void aMissingDirectoryIsAnError(@TempDir Path dir) {
    assertThatThrownBy(() ->
            new SourceAudit(SourceVersion.newest(), Duration.ofSeconds(3)).audit(dir.resolve("no")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
