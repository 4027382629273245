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
    assertThat(ZLIB.uncompressed(compressed, 200_000)).isEqualTo(array(bytes));
    assertThatThrownBy(() -> ZLIB.uncompressed(compressed, 10)).hasMessage("zlib gives -5");
  }
}
