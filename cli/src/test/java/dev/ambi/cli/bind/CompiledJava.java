package dev.ambi.cli.bind;

import dev.ambi.bridge.kernel.Kernels;
import dev.ambi.core.NDArray;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/** A generated interface, compiled with every warning that javac has, each of them an error. */
final class CompiledJava {
  private CompiledJava() {}

  /** The class that a binding is, in a class loader of its own. */
  static Class<?> load(Path directory, Binding binding) throws IOException {
    Path source =
        Files.writeString(directory.resolve(binding.className() + ".java"), binding.source());
    Path classes = directory.resolve("classes");
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                out,
                out,
                "-Xlint:all",
                "-Werror",
                "-proc:none",
                "-cp",
                place(Kernels.class) + ":" + place(NDArray.class),
                "-d",
                classes.toString(),
                source.toString());
    if (status != 0) {
      throw new AssertionError(said + "\n" + binding.source());
    }
    try {
      URLClassLoader loader =
          new URLClassLoader(
              new URL[] {classes.toUri().toURL()}, CompiledJava.class.getClassLoader());
      return loader.loadClass(binding.className());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
