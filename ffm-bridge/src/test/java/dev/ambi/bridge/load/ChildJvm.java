package dev.ambi.bridge.load;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** Runs a test's class in another JVM. */
final class ChildJvm {

  private ChildJvm() {}

  /** The command that runs {@code main}: tests are a patch of the module, or on the class path. */
  static List<String> command(Class<?> main, String option, String argument) {
    String path = location(main) + File.pathSeparator + location(ElfFile.class);
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xshare:auto",
        option,
        "-cp",
        path,
        main.getName(),
        argument);
  }

  private static String location(Class<?> type) {
    String resource = type.getName().replace('.', '/') + ".class";
    String url = String.valueOf(type.getClassLoader().getResource(resource));
    if (!url.startsWith("file:")) {
      throw new AssertionError("the classes are not in a directory: " + url);
    }
    return url.substring("file:".length(), url.length() - resource.length());
  }
}
