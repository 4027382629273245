package dev.ambi.tests.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.kernel.Errno;
import dev.ambi.bridge.kernel.Kernels;
import dev.ambi.bridge.kernel.Library;
import dev.ambi.core.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The C library, which every process has. */
class CLibraryTest {
  private static final int ENOENT = 2;
  private static final int EINVAL = 22;
  private static final int ERANGE = 34;

  private static final CLibrary C = Kernels.bind(CLibrary.class, Library.system());

  private static final CLibrary.Compare ASCENDING =
      (a, b) -> Double.compare(a.getDouble(), b.getDouble());

  @Test
  void sortAndSearch() {
    double[] values = new Random(1).doubles(1000).toArray();
    NDArray x = NDArray.of(values);
    C.qsort(x, 1000, Double.BYTES, ASCENDING);
    Arrays.sort(values);
    assertThat(x.toDoubleArray()).isEqualTo(values);
    MemorySegment found = C.bsearch(NDArray.scalar(values[123]), x, 1000, Double.BYTES, ASCENDING);
    assertThat(found.address() - x.memory().address() - x.offset()).isEqualTo(123 * Double.BYTES);
    assertThat(C.bsearch(NDArray.scalar(2.0), x, 1000, Double.BYTES, ASCENDING))
        .isEqualTo(MemorySegment.NULL);
  }

  @Test
  void whatTheOrderThrows() {
    NDArray x = NDArray.of(new double[] {2, 1});
    assertThatThrownBy(() ->
            C.qsort(
                x,
                2,
                Double.BYTES,
                (a, b) -> {
                  throw new IllegalStateException("no order");
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no order");
  }

  @Test
  void errno(@TempDir Path directory) {
    Errno errno = new Errno();
    assertThat(C.open(directory.resolve("none").toString(), CLibrary.O_RDONLY, 0, errno))
        .isEqualTo(-1);
    assertThat(errno.code()).isEqualTo(ENOENT);
    assertThat(errno.message()).isEqualTo("No such file or directory");
    int file = C.open(directory.toString(), CLibrary.O_RDONLY, 0, errno);
    assertThat(file).isPositive();
    assertThat(C.close(file)).isZero();
  }

  @Test
  void numbersInTexts() {
    Errno errno = new Errno();
    MemorySegment[] end = new MemorySegment[1];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom("0x1f seconds");
      assertThat(C.strtol(text, end, 16, errno)).isEqualTo(31);
      assertThat(end[0].address() - text.address()).isEqualTo(4);
      MemorySegment large = arena.allocateFrom("9".repeat(30));
      assertThat(C.strtol(large, end, 10, errno)).isEqualTo(Long.MAX_VALUE);
      assertThat(errno.code()).isEqualTo(ERANGE);
    }
  }

  @Test
  void structsByPointer() {
    CLibrary.Timespec[] now = new CLibrary.Timespec[1];
    Instant before = Instant.now();
    assertThat(C.clock_gettime(0, now)).isZero();
    assertThat(Instant.ofEpochSecond(now[0].seconds(), now[0].nanoseconds()))
        .isBetween(before.minusMillis(1), Instant.now().plusMillis(1));
    CLibrary.Tm[] tm = new CLibrary.Tm[1];
    C.gmtime_r(new long[] {before.getEpochSecond()}, tm);
    ZonedDateTime utc = before.atZone(ZoneOffset.UTC);
    assertThat(tm[0].year() + 1900).isEqualTo(utc.getYear());
    assertThat(tm[0].yday() + 1).isEqualTo(utc.getDayOfYear());
    assertThat(tm[0].sec()).isEqualTo(utc.getSecond());
    assertThat(C.timegm(tm)).isEqualTo(before.getEpochSecond());
    tm[0] = new CLibrary.Tm(0, 0, 0, 32, 0, 121, 0, 0, 0, 0, MemorySegment.NULL);
    assertThat(C.timegm(tm)).isEqualTo(Instant.parse("2021-02-01T00:00:00Z").getEpochSecond());
    assertThat(tm[0].mday()).isEqualTo(1);
    Errno errno = new Errno();
    assertThat(C.nanosleep(new CLibrary.Timespec(0, 1), null, errno)).isZero();
    assertThat(C.nanosleep(new CLibrary.Timespec(0, -1), null, errno)).isEqualTo(-1);
    assertThat(errno.code()).isEqualTo(EINVAL);
    assertThatThrownBy(() -> C.nanosleep(null, null, errno))
        .hasMessage("CLibrary.nanosleep: request is null");
  }

  @Test
  void variadic() {
    byte[] target = new byte[64];
    int n = C.format(target, target.length, "%03d %.3f %s", 7, Math.PI, "für");
    assertThat(new String(target, 0, n, StandardCharsets.UTF_8)).isEqualTo("007 3.142 für");
    assertThat(C.format(target, 4, "%ld", 123_456_789_012L)).isEqualTo(12);
    assertThat(Arrays.copyOf(target, 4)).containsExactly('1', '2', '3', 0);
  }
}
