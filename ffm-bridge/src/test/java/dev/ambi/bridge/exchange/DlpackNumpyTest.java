package dev.ambi.bridge.exchange;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The structs hold what NumPy writes for the same arrays: dlpack_numpy.py recorded it. */
class DlpackNumpyTest {

  static Stream<String> recorded() {
    try (var file = DlpackNumpyTest.class.getResourceAsStream("dlpack_numpy.csv")) {
      List<String> lines = new String(file.readAllBytes(), UTF_8).lines().toList();
      assertThat(lines).hasSizeGreaterThan(40);
      return lines.stream().filter(line -> !line.startsWith("#"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void sameStruct(String line) {
    String[] fields = line.split("\\|", -1);
    NDArray base = NDArray.arange(120).astype(DType.parse(fields[0])).reshape(4, 5, 6);
    NDArray a = base.get(fields[1]);
    boolean copy = fields[3].equals("1");
    MemorySegment m =
        Dlpack.exportVersioned(
            fields[2].equals("1") ? a.readOnly() : a, copy ? ExportMode.COPY : ExportMode.SHARE);
    try {
      int dtype = m.get(JAVA_INT, 52);
      int ndim = m.get(JAVA_INT, 48);
      assertThat(
              List.of(
                  m.get(JAVA_INT, 0) + "." + m.get(JAVA_INT, 4),
                  "" + m.get(JAVA_LONG, 24),
                  "" + m.get(JAVA_INT, 40),
                  "" + (dtype & 0xff),
                  "" + (dtype >>> 8 & 0xff),
                  "" + (dtype >>> 16)))
          .isEqualTo(Arrays.asList(fields).subList(4, 10));
      assertThat(longs(m.get(JAVA_LONG, 56), ndim)).isEqualTo(fields[11]);
      if (a.size() == 0) {
        return; // Where there are no elements, neither place nor strides mean anything.
      }
      assertThat(longs(m.get(JAVA_LONG, 64), ndim)).isEqualTo(fields[12]);
      if (!copy) {
        long first = m.get(JAVA_LONG, 32) + m.get(JAVA_LONG, 72) - base.address();
        assertThat("" + first).isEqualTo(fields[10]);
      }
    } finally {
      Dlpack.releaseVersioned(m);
    }
  }

  private static String longs(long address, int n) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < n; i++) {
      long value = MemorySegment.ofAddress(address).reinterpret(8L * n).getAtIndex(JAVA_LONG, i);
      text.append(i == 0 ? "" : " ").append(value);
    }
    return text.toString();
  }
}
