package dev.ambi.core.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.core.NDArray;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of 64 bits, in archives that are not large. */
class Zip64Test {

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({"0,0", "0,8", "400,0", "400,8", "100000,8"})
  void archivesWithNumbersOf64BitsAreReadByOthersAndByUs(long large, int method)
      throws IOException {
    Path file = dir.resolve("a.npz");
    NDArray[] arrays = {NDArray.arange(10), NDArray.arange(1000), NDArray.scalar(3L)};
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      ZipOutput zip = new ZipOutput(channel, large);
      for (int i = 0; i < arrays.length; i++) {
        NDArray a = arrays[i];
        long size = NpyOutput.header(a).toBytes().length + a.nbytes();
        zip.add("a" + i + ".npy", size, method, to -> NpyOutput.write(a, to));
      }
      zip.finish();
    }
    Path single = dir.resolve("a.npy");
    try (ZipFile zip = new ZipFile(file.toFile());
        NpzArchive npz = NpzArchive.open(file)) {
      assertThat(zip.size()).isEqualTo(3);
      for (int i = 0; i < arrays.length; i++) {
        NpyFile.save(arrays[i], single);
        try (InputStream in = zip.getInputStream(zip.getEntry("a" + i + ".npy"))) {
          assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(single));
        }
        assertThat(npz.get("a" + i, null)).isEqualTo(arrays[i]);
        if (method == ZipMember.STORED) {
          assertThat(npz.map("a" + i, Arena.ofAuto()).address() % 64).isZero();
        }
      }
    }
  }
}
