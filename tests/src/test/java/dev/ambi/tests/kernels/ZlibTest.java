package dev.ambi.tests.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.kernel.Kernels;
import dev.ambi.bridge.kernel.Library;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.util.Random;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** zlib as a kernel against the JDK's own. */
class ZlibTest {
  private static final Zlib ZLIB = Kernels.bind(Zlib.class, Library.find("z"));

  private static byte[] samples(int n) {
    byte[] bytes = new byte[n];
    new Random(n).nextBytes(bytes);
    return bytes;
  }

  private static long sum(Checksum checksum, byte[] bytes) {
    checksum.update(bytes);
    return checksum.getValue();
  }

  private static NDArray array(byte[] bytes) {
    return NDArray.of(bytes).view(DType.UINT8);
  }

  @Test
  void sums() {
    for (int n : new int[] {0, 1, 1000, 1_000_000}) {
      byte[] bytes = samples(n);
      assertThat(ZLIB.crc32(0, array(bytes))).isEqualTo(sum(new CRC32(), bytes));
      assertThat(ZLIB.adler32(1, array(bytes))).isEqualTo(sum(new Adler32(), bytes));
    }
    byte[] text = "123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertThat(ZLIB.crc32(0, array(text))).isEqualTo(0xCBF43926L);
  }

  @Test
  void onTheJavaHeap() {
    byte[] bytes = samples(1000);
    long expected = sum(new CRC32(), bytes);
    assertThat(ZLIB.crc32OnHeap(0, bytes, 1000)).isEqualTo(expected);
    NDArray heap = NDArray.wrap(bytes).view(DType.UINT8);
    assertThat(ZLIB.crc32Anywhere(0, heap, 1000)).isEqualTo(expected);
    assertThat(ZLIB.crc32Anywhere(0, array(bytes), 1000)).isEqualTo(expected);
    long half = ZLIB.crc32Anywhere(0, heap, 400);
    assertThat(ZLIB.crc32Anywhere(half, heap.get("400:"), 600)).isEqualTo(expected);
    assertThatThrownBy(() -> ZLIB.crc32(0, heap)).hasMessageContaining("on the Java heap");
    assertThatThrownBy(() -> ZLIB.crc32OnHeap(0, bytes, 1001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void compression() throws DataFormatException {
    byte[] bytes = new byte[100_000];
    System.arraycopy(samples(1000), 0, bytes, 500, 1000);
    byte[] compressed = ZLIB.compressed(bytes, 9);
    assertThat(compressed.length).isLessThan(2000);
    Inflater inflater = new Inflater();
    inflater.setInput(compressed);
    byte[] inflated = new byte[bytes.length];
    assertThat(inflater.inflate(inflated)).isEqualTo(bytes.length);
    inflater.end();
    assertThat(inflated).isEqualTo(bytes);
    assertThat(ZLIB.uncompressed(array(compressed), 200_000)).isEqualTo(array(bytes));
    assertThatThrownBy(() -> ZLIB.uncompressed(array(compressed), 10)).hasMessage("zlib gives -5");
  }

  @Test
  void thereAndBack() {
    for (int n : new int[] {0, 1, 1000, 1_000_000}) {
      NDArray bytes = array(samples(n));
      assertThat(ZLIB.uncompressed(ZLIB.compressed(bytes), n)).isEqualTo(bytes);
    }
    NDArray zeros = NDArray.zeros(DType.UINT8, 1_000_000);
    NDArray compressed = ZLIB.compressed(zeros);
    assertThat(compressed.size()).isLessThan(2000);
    assertThat(ZLIB.uncompressed(compressed, 1_000_000)).isEqualTo(zeros);
  }

  @Test
  void noMoreRoomThanThereIs() {
    NDArray bytes = array(samples(100));
    NDArray target = NDArray.zeros(DType.UINT8, 50);
    assertThatThrownBy(() -> ZLIB.compress(target, new long[] {51}, bytes, 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Zlib.compress: target has the shape (50,), of which the kernel can reach 50 elements;"
                + " it needs unsigned(targetLength[0]) = 51");
    assertThatThrownBy(() -> ZLIB.compress(target, new long[] {-1}, bytes, 100))
        .hasMessageEndingWith("it needs unsigned(targetLength[0]) = more than 2^63");
    assertThatThrownBy(() -> ZLIB.compress(target, new long[] {50}, bytes, -1))
        .hasMessageEndingWith("it needs unsigned(length) = more than 2^63");
    assertThatThrownBy(() -> ZLIB.compress(target, new long[0], bytes, 100))
        .hasMessage("Zlib.compress: targetLength has 0 elements, and its element 0 is a length");
    assertThatThrownBy(() -> ZLIB.compress2(new byte[10], new long[] {11}, new byte[1], 1, 9))
        .hasMessage(
            "Zlib.compress2: target has 10 elements, and the kernel needs"
                + " unsigned(targetLength[0]) = 11");
    long[] tooLittle = {50};
    assertThat(ZLIB.compress(target, tooLittle, bytes, 100)).isEqualTo(-5);
    assertThat(tooLittle).containsExactly(50);
  }
}
