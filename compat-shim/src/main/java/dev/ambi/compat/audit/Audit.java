package dev.ambi.compat.audit;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.load.ElfImage;
import dev.ambi.bridge.load.WheelBinaries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Looks at compiled extensions without running them: for which of NumPy's ABIs they were built,
 * which versions will take them, and which functions of NumPy's C API they use.
 *
 * <p>The functions are found by disassembling: the pointer to a table is followed from where the
 * binary gets it to where it reads the table. That is done for x86-64; of binaries for other
 * machines, all else is told.
 *
 * <p>An instance is immutable and may be shared between threads.
 */
public final class Audit {
  private final NumpyVersion version;

  private Audit(NumpyVersion version) {
    this.version = version;
  }

  /**
   * An audit for a version of NumPy.
   *
   * @param version the version for which binaries should be clean
   * @return the audit
   * @throws IllegalArgumentException for {@link NumpyVersion#AUTO}
   */
  public static Audit forVersion(NumpyVersion version) {
    if (Objects.requireNonNull(version).isAuto()) {
      throw new IllegalArgumentException("an audit is for one version of NumPy, not for auto");
    }
    return new Audit(version);
  }

  /**
   * Looks at a binary, or at each extension module of a wheel. The files may be for another machine
   * or Python than this one, and may be hostile.
   *
   * @param file a shared library, or a wheel (its name ends in {@code .whl})
   * @return what was found, of a wheel by the paths in it
   * @throws ExtensionLoadException if the file cannot be read, is no ELF shared library or wheel,
   *     or is cut or damaged; the message says which and how
   */
  public List<BinaryReport> of(Path file) {
    if (!file.toString().endsWith(".whl")) {
      return List.of(report(ElfImage.read(file)));
    }
    List<BinaryReport> reports = new ArrayList<>();
    WheelBinaries.forEach(
        file,
        (path, bytes) -> {
          ElfImage image = ElfImage.of(Path.of(file + "::" + path), bytes);
          if (image.isExtensionModule()) {
            reports.add(report(image));
          }
        });
    return reports;
  }

  private BinaryReport report(ElfImage image) {
    return new Reporter(image, version).report();
  }
}
