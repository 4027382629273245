package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the texts in a binary say of the NumPy that it will ask for. They are hints: what it really
 * asks for is seen when its initialisation imports a module and reads its table, and a binary may
 * compose the name of that module (pybind11 does from 2.12 on).
 *
 * <p>The headers of NumPy 1.x make {@code import_array} import {@code
 * numpy.core._multiarray_umath}. Those of 2.x make it import {@code numpy._core._multiarray_umath},
 * and the old name too if that is not found and the build allowed for older versions.
 *
 * @param modules the names of NumPy's modules that are there as whole strings, in the order of
 *     {@link #NAMES}
 * @param featureVersion the oldest NumPy that the binary says it runs on, such as {@code 1.23}; the
 *     headers write it from 1.25 on
 */
public record NumpyHints(Set<String> modules, Optional<String> featureVersion) {

  /** The modules through which an extension gets NumPy's tables: first those of 2.x. */
  public static final List<String> NAMES =
      List.of(
          "numpy._core._multiarray_umath",
          "numpy._core.multiarray",
          "numpy._core.umath",
          "numpy.core._multiarray_umath",
          "numpy.core.multiarray",
          "numpy.core.umath");

  private static final int NAMES_OF_2 = 3;

  private static final byte[] FEATURE =
      "was compiled against NumPy C-API version 0x%x (NumPy ".getBytes(StandardCharsets.US_ASCII);

  private static final int BLOCK = 1 << 20;
  private static final int OVERLAP = 256;

  /** Which NumPy a binary asks for. */
  public enum Asks {
    /** Only for the module that NumPy 1.x has. */
    NUMPY_1,
    /** Only for the module that NumPy 2.x has. */
    NUMPY_2,
    /** For that of 2.x, and when it is not there, for that of 1.x: built for 2.x. */
    BOTH,
    /** For none that can be seen. */
    NONE
  }

  /** Copies the set. */
  public NumpyHints {
    modules = Collections.unmodifiableSet(new LinkedHashSet<>(modules));
  }

  /**
   * Looks through a file.
   *
   * @param file the binary; any file will do
   * @return the hints in it
   * @throws ExtensionLoadException if the file cannot be read
   */
  public static NumpyHints of(Path file) {
    Failures.requireRegularFile(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return of(FileContent.of(file, channel));
    } catch (IOException e) {
      throw Failures.unreadable(file, e);
    }
  }

  /**
   * Looks through a file that is in memory already.
   *
   * @param image the binary
   * @return the hints in it
   */
  public static NumpyHints of(ElfImage image) {
    return of(FileContent.of(image.file(), image.bytes()));
  }

  static NumpyHints of(FileContent content) {
    List<byte[]> texts = new ArrayList<>();
    for (String name : NAMES) {
      texts.add((name + '\0').getBytes(StandardCharsets.US_ASCII));
    }
    boolean[] found = new boolean[NAMES.size()];
    String feature = null;
    // Each piece begins with the end of the one before, for what lies across.
    for (long at = 0; at < content.size(); at += BLOCK) {
      int length = (int) Math.min(BLOCK + OVERLAP, content.size() - at);
      byte[] block = new byte[length];
      content.read(at, length, "the file").get(block);
      for (int i = 0; i < length; i++) {
        // All texts have this letter first: n of numpy, w of was.
        if (block[i] == 'n') {
          for (int n = 0; n < found.length; n++) {
            found[n] |= startsWith(block, i, texts.get(n));
          }
        } else if (block[i] == 'w' && feature == null && startsWith(block, i, FEATURE)) {
          feature = version(block, i + FEATURE.length);
        }
      }
    }
    Set<String> modules = new LinkedHashSet<>();
    for (int n = 0; n < found.length; n++) {
      if (found[n]) {
        modules.add(NAMES.get(n));
      }
    }
    return new NumpyHints(modules, Optional.ofNullable(feature));
  }

  private static boolean startsWith(byte[] block, int at, byte[] text) {
    if (at > block.length - text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (block[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static String version(byte[] block, int begin) {
    int end = begin;
    while (end < block.length
        && end - begin < 16
        && (Character.isDigit(block[end]) || block[end] == '.')) {
      end++;
    }
    return end < block.length && end > begin && block[end] == ')'
        ? new String(block, begin, end - begin, StandardCharsets.US_ASCII)
        : null;
  }

  /**
   * Which NumPy the binary asks for, as far as the names of modules tell.
   *
   * @return the NumPy
   */
  public Asks asks() {
    boolean two = false;
    boolean one = false;
    for (int n = 0; n < NAMES.size(); n++) {
      if (modules.contains(NAMES.get(n))) {
        two |= n < NAMES_OF_2;
        one |= n >= NAMES_OF_2;
      }
    }
    return two ? (one ? Asks.BOTH : Asks.NUMPY_2) : one ? Asks.NUMPY_1 : Asks.NONE;
  }

  /**
   * Whether the binary asks for NumPy 1.x and for nothing newer.
   *
   * @return whether {@link #asks} is {@link Asks#NUMPY_1}
   */
  public boolean asksForNumpy1() {
    return asks() == Asks.NUMPY_1;
  }

  /**
   * Whether the binary was built for NumPy 2.x, whether or not it runs on 1.x too.
   *
   * @return whether {@link #asks} is {@link Asks#NUMPY_2} or {@link Asks#BOTH}
   */
  public boolean asksForNumpy2() {
    return asks() == Asks.NUMPY_2 || asks() == Asks.BOTH;
  }
}
