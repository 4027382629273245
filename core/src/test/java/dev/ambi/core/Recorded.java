package dev.ambi.core;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.InflaterInputStream;

/** What {@code src/test/python/record.py} recorded of NumPy. */
final class Recorded {

  private Recorded() {}

  /** The rows of a file, split at tabs. */
  static List<String[]> rows(String name) {
    try (InputStream in = Recorded.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of a recorded {@code .npy} file. */
  static byte[] npy(String cell) {
    byte[] compressed = Base64.getDecoder().decode(cell);
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The array in a recorded {@code .npy} file. */
  static NDArray array(String cell) {
    try {
      Path file = Files.createTempFile("recorded", ".npy");
      try {
        Files.write(file, npy(cell));
        return NDArray.load(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A recorded text. */
  static String text(String cell) {
    return cell.translateEscapes();
  }

  /** Numbers separated by commas. */
  static long[] numbers(String cell) {
    return cell.isEmpty()
        ? new long[0]
        : List.of(cell.split(",")).stream().mapToLong(Long::parseLong).toArray();
  }
}
