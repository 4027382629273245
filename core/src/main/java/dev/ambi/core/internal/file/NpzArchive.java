package dev.ambi.core.internal.file;

import dev.ambi.core.NDArray;
import dev.ambi.core.NpyFormatException;
import dev.ambi.core.internal.PythonLiteral.Malformed;
import dev.ambi.core.internal.ScalarText;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.zip.ZipException;

/** A zip archive of {@code .npy} files. */
public final class NpzArchive implements AutoCloseable {
  private static final String SUFFIX = ".npy";

  private final Path file;
  private final FileChannel channel;
  private final Map<String, ZipMember> members;

  private NpzArchive(Path file, FileChannel channel, Map<String, ZipMember> members) {
    this.file = file;
    this.channel = channel;
    this.members = members;
  }

  /**
   * {@return the archive, of which only the directory was read}
   *
   * @param file the file
   * @throws IOException if it cannot be read, or is no zip archive
   */
  public static NpzArchive open(Path file) throws IOException {
    if (!Files.isRegularFile(file) && Files.exists(file)) {
      throw new NpyFormatException(file, "no zip archive: it is not a regular file");
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    boolean good = false;
    try {
      Map<String, ZipMember> members = new LinkedHashMap<>();
      for (ZipMember member : ZipDirectory.read(channel).values()) {
        String name = member.name();
        String bare =
            name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        if (members.put(bare, member) != null) {
          throw new Malformed("the zip archive has two members " + ScalarText.quote(bare));
        }
      }
      good = true;
      return new NpzArchive(file, channel, members);
    } catch (Malformed e) {
      throw new NpyFormatException(file, e.getMessage());
    } finally {
      if (!good) {
        channel.close();
      }
    }
  }

  /** {@return the names of the arrays, without the suffix, in their order} */
  public List<String> names() {
    return List.copyOf(members.keySet());
  }

  /** Reads an array from a member. */
  @FunctionalInterface
  private interface Body {
    NDArray run(ZipMember member, ZipMemberInput bytes, NpyInput input, NpyHeader header)
        throws IOException, Malformed;
  }

  private NDArray read(String name, Body body) throws IOException {
    if (!channel.isOpen()) {
      throw new IllegalStateException("the archive " + file + " is closed");
    }
    String bare =
        name.endsWith(SUFFIX) && !members.containsKey(name)
            ? name.substring(0, name.length() - SUFFIX.length())
            : name;
    ZipMember member = members.get(bare);
    if (member == null) {
      throw new NoSuchElementException(
          ScalarText.quote(name) + " is not a file in the archive " + file);
    }
    try (ZipMemberInput bytes = ZipMemberInput.open(channel, member)) {
      NpyInput input = new NpyInput(bytes, member.size());
      NpyHeader header = input.header();
      if (input.position() + input.elementBytes() != member.size()) {
        throw new Malformed("there are bytes after the array");
      }
      return body.run(member, bytes, input, header);
    } catch (Malformed | ZipException e) {
      throw new NpyFormatException(
          file, "member " + ScalarText.quote(member.name()) + ": " + e.getMessage());
    }
  }

  /**
   * {@return a copy of an array of the archive}
   *
   * @param name its name
   * @param arena where the memory comes from; null to leave it to the collector
   * @throws IOException if it cannot be read, or is no {@code .npy} file
   */
  public NDArray get(String name, Arena arena) throws IOException {
    return read(
        name,
        (_, bytes, input, header) -> {
          NDArray array = NpyFile.read(input, header, arena);
          bytes.checkSum();
          return array;
        });
  }

  /**
   * {@return a read-only array over the archive}
   *
   * @param name its name
   * @param arena when it closes, the mapping ends
   * @throws IOException if it cannot be mapped, or is no {@code .npy} file, or compressed
   */
  public NDArray map(String name, Arena arena) throws IOException {
    return read(
        name,
        (member, bytes, input, _) -> {
          if (member.method() != ZipMember.STORED) {
            throw new Malformed("it is compressed: it can be read, not mapped");
          }
          return input.array(
              channel.map(
                  MapMode.READ_ONLY, bytes.start() + input.position(), input.elementBytes(), arena),
              false);
        });
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /**
   * Writes arrays. The file appears, or is replaced, when it is complete.
   *
   * @param file the file
   * @param arrays the arrays by their names
   * @param compressed whether to compress them
   * @throws IOException if the file cannot be written
   */
  public static void save(Path file, Map<String, NDArray> arrays, boolean compressed)
      throws IOException {
    Map<String, NDArray> named = new LinkedHashMap<>();
    List<Malformed> bad = new ArrayList<>();
    arrays.forEach((name, array) -> {
      if (!isHarmless(name)) {
        bad.add(new Malformed("no name for a member of an archive: " + ScalarText.quote(name)));
      }
      named.put(name + SUFFIX, array);
    });
    if (!bad.isEmpty()) {
      throw new IllegalArgumentException(bad.getFirst().getMessage());
    }
    int method = compressed ? ZipMember.DEFLATED : ZipMember.STORED;
    Replacement.write(
        file,
        channel -> {
          ZipOutput zip = new ZipOutput(channel, ZipOutput.LARGE);
          for (Map.Entry<String, NDArray> entry : named.entrySet()) {
            NDArray array = entry.getValue();
            long size = NpyOutput.header(array).toBytes().length + array.nbytes();
            zip.add(entry.getKey(), size, method, to -> NpyOutput.write(array, to));
          }
          zip.finish();
          return null;
        });
  }

  /** Whoever unpacks the archive must not be led out of his directory. */
  private static boolean isHarmless(String name) {
    return name.length() <= 10_000
        && !name.startsWith("/")
        && name.indexOf('\0') < 0
        && name.indexOf('\\') < 0
        && !List.of(name.split("/", -1)).contains("..");
  }
}
