package dev.ambi.core;

import dev.ambi.core.internal.file.NpzArchive;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;

/**
 * An open {@code .npz} file: a zip archive of {@code .npy} files, each of which is read when it is
 * asked for. Safe for threads.
 *
 * <p>The names of its members are names only: nothing is ever unpacked to the file system.
 */
public final class NpzFile implements AutoCloseable {
  private final NpzArchive archive;

  private NpzFile(NpzArchive archive) {
    this.archive = archive;
  }

  /**
   * {@return the archive; only the list of its members was read}
   *
   * @param file the file
   * @throws NpyFormatException if it is no zip archive, or damaged, or encrypted, or has two
   *     members of one name
   * @throws IOException if it cannot be read
   */
  public static NpzFile open(Path file) throws IOException {
    return new NpzFile(NpzArchive.open(file));
  }

  /** {@return the names of the arrays, in their order; without the members' {@code .npy}} */
  public List<String> names() {
    return archive.names();
  }

  /**
   * {@return whether there is an array of that name}
   *
   * @param name its name
   */
  public boolean contains(String name) {
    return archive.names().contains(name);
  }

  /**
   * {@return a copy of an array, writable, freed by the collector}
   *
   * @param name its name
   * @throws java.util.NoSuchElementException if there is no such array
   * @throws NpyFormatException if the member is no {@code .npy} file, is damaged, or holds what is
   *     not supported
   * @throws IOException if it cannot be read
   * @throws IllegalStateException if the archive is closed
   */
  public NDArray get(String name) throws IOException {
    return archive.get(name, null);
  }

  /**
   * {@return a copy of an array, writable}
   *
   * @param name its name
   * @param arena where the memory comes from
   * @throws java.util.NoSuchElementException if there is no such array
   * @throws NpyFormatException if the member is no {@code .npy} file, is damaged, or holds what is
   *     not supported
   * @throws IOException if it cannot be read
   * @throws IllegalStateException if the archive is closed
   */
  public NDArray get(String name, Arena arena) throws IOException {
    return archive.get(name, arena);
  }

  /**
   * {@return a read-only array over the mapped archive, which is read when and where it is looked
   * at}
   *
   * <p>It can be used after the archive was closed. Its checksum is not verified. The file must not
   * become shorter while it is mapped.
   *
   * @param name its name; the member must not be compressed
   * @param arena when it closes, the mapping ends
   * @throws java.util.NoSuchElementException if there is no such array
   * @throws NpyFormatException if the member is compressed, is no {@code .npy} file, or holds what
   *     is not supported
   * @throws IOException if it cannot be mapped
   * @throws IllegalStateException if the archive is closed
   */
  public NDArray map(String name, Arena arena) throws IOException {
    return archive.map(name, arena);
  }

  /** Closes the file. Arrays that came from it stay. */
  @Override
  public void close() throws IOException {
    archive.close();
  }
}
