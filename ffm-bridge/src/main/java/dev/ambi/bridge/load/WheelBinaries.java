package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The shared libraries in a wheel, for those who look at them and load none: the wheel may be for
 * another Python or machine than this one.
 */
public final class WheelBinaries {
  private WheelBinaries() {}

  /**
   * Reads the shared libraries of a wheel ({@code .so}, {@code .so} and a version, or {@code .pyd},
   * as Python's modules are named on Windows), one after another, by the order of their names.
   * Nothing is written to disk.
   *
   * @param wheel the wheel
   * @param visitor is given the path inside the wheel, and the bytes, which are its own
   * @throws ExtensionLoadException if it is no wheel, is damaged, has unsafe entries, or its RECORD
   *     lists other files than it holds
   */
  public static void forEach(Path wheel, BiConsumer<String, byte[]> visitor) {
    Failures.requireRegularFile(wheel);
    try (FileChannel channel = FileChannel.open(wheel, StandardOpenOption.READ)) {
      FileContent content = FileContent.of(wheel, channel);
      ZipArchive archive = ZipArchive.open(wheel, content);
      Map<String, WheelFile> files =
          new TreeMap<>(Wheel.readFiles(wheel, WheelName.of(wheel), content));
      for (Map.Entry<String, WheelFile> file : files.entrySet()) {
        String name = file.getKey();
        if (name.endsWith(".so") || name.contains(".so.") || name.endsWith(".pyd")) {
          visitor.accept(name, archive.bytes(file.getValue().entry()));
        }
      }
    } catch (IOException e) {
      throw Failures.unreadable(wheel, e);
    }
  }
}
