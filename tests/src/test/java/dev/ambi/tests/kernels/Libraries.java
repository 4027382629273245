package dev.ambi.tests.kernels;

import dev.ambi.bridge.kernel.KernelLinkException;
import dev.ambi.bridge.kernel.Library;
import dev.ambi.bridge.load.Wheel;
import dev.ambi.tests.Wheels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the examples' libraries are: the system's, or else those in wheels. */
final class Libraries {
  private static final String OPENBLAS = "scipy-openblas32==0.3.34.481.3";
  private static final String NUMPY = "numpy==2.4.6";
  private static final String PYFFTW = "pyfftw==0.15.1";

  private Libraries() {}

  /** OpenBLAS with LAPACK and 32-bit integers. */
  static Library openblas() {
    try {
      Library system = Library.find("openblas");
      if (system.lookup("LAPACKE_dgesv").isPresent()) {
        return system;
      }
    } catch (KernelLinkException _) {
      // The system has none.
    }
    // In the wheel, every name has this before it: so that it can be loaded beside the system's.
    Library wheel = inWheel(OPENBLAS, "scipy_openblas32/lib", "libscipy_openblas");
    return Library.of(wheel.name(), symbol -> wheel.lookup("scipy_" + symbol));
  }

  /** The OpenBLAS that NumPy's wheel brings along, with 64-bit integers. */
  static Library openblasOfNumpy() {
    return inWheel(NUMPY, "numpy.libs", "libscipy_openblas64_");
  }

  /** FFTW for double. */
  static Library fftw() {
    try {
      return Library.find("fftw3");
    } catch (KernelLinkException _) {
      return inWheel(PYFFTW, "pyfftw.libs", "libfftw3-");
    }
  }

  /** The library in a wheel whose name begins so. */
  private static Library inWheel(String requirement, String directory, String name) {
    Path root = Wheel.open(Wheels.require(requirement)).unpack().root();
    try (Stream<Path> files = Files.list(root.resolve(directory))) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().startsWith(name)).toList();
      if (found.size() != 1) {
        throw new IllegalStateException(requirement + " has for " + name + ": " + found);
      }
      return Library.open(found.getFirst());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
