package dev.ambi.compat.audit;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.load.ElfImage;
import dev.ambi.bridge.load.ExtensionFileName;
import dev.ambi.bridge.load.WheelBinaries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Looks at compiled extensions: for which of NumPy's ABIs they were built, which versions will take
 * them, and which functions of NumPy's C API they use.
 *
 * <p>The functions are found by disassembling: the pointer to a table is followed from where the
 * binary gets it to where it reads the table. That is done for x86-64; of binaries for other
 * machines, all else is told. Nothing is run, unless {@link #tracing} allows it: where the code
 * cannot be followed to the end, importing the binary tells more.
 *
 * <p>An instance is immutable and may be shared between threads.
 */
public final class Audit {
  private final NumpyVersion version;
  private final Tracing tracing;
  private final ImportTracer tracer;

  private Audit(NumpyVersion version, Tracing tracing, ImportTracer tracer) {
    this.version = version;
    this.tracing = tracing;
    this.tracer = tracer;
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
    return new Audit(version, Tracing.NEVER, new ImportTracer(ImportTracer.LONGEST));
  }

  /**
   * An audit that may import binaries, each in a Java process of its own that ends after 20 seconds
   * at the latest. What a binary calls meanwhile through NumPy's tables is in the report beside
   * what the disassembly found, with {@code tracing} for how it was found. What can be imported is
   * a module for CPython 3.11 on x86-64 Linux, here; of others a remark says why it was not.
   *
   * @param which which binaries to import
   * @return the audit
   */
  public Audit tracing(Tracing which) {
    return new Audit(version, Objects.requireNonNull(which), tracer);
  }

  /** The same with another limit of time. */
  Audit tracing(Tracing which, Duration longest) {
    return new Audit(version, which, new ImportTracer(longest));
  }

  /**
   * Looks at a binary, or at each extension module of a wheel and those of its other libraries that
   * ask for NumPy's tables. The files may be for another machine or Python than this one, and may
   * be hostile.
   *
   * @param file a shared library, or a wheel (its name ends in {@code .whl})
   * @return what was found, of a wheel by the paths in it
   * @throws ExtensionLoadException if the file cannot be read, is no ELF shared library or wheel,
   *     or is cut or damaged; the message says which and how
   */
  public List<BinaryReport> of(Path file) {
    if (!file.toString().endsWith(".whl")) {
      ElfImage image = ElfImage.read(file);
      return List.of(report(image, v -> tracer.trace(file, null, name(file), v)));
    }
    List<BinaryReport> reports = new ArrayList<>();
    WheelBinaries.forEach(
        file,
        (path, bytes) -> {
          ElfImage image = ElfImage.of(Path.of(file + "::" + path), bytes);
          if (image.isExtensionModule()) {
            reports.add(
                report(image, v -> tracer.trace(file, module(path), name(Path.of(path)), v)));
          } else if (ApiTable.areNamedIn(image)) {
            reports.add(report(image, v -> ImportTrace.none("it is no module of its own")));
          }
        });
    return reports;
  }

  private BinaryReport report(ElfImage image, Function<NumpyVersion, ImportTrace> importing) {
    return new Reporter(image, version).report(tracing, importing);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  /** The dotted name of the module that stands at a path of a wheel. */
  private static String module(String path) {
    String last = ExtensionFileName.of(Path.of(path)).module();
    return path.substring(0, path.lastIndexOf('/') + 1).replace('/', '.') + last;
  }
}
