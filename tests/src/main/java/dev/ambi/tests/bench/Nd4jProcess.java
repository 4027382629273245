package dev.ambi.tests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts {@code tests/src/nd4j/Nd4jPeer.java}, with ND4J from Maven's repositories. */
final class Nd4jProcess {

  private Nd4jProcess() {}

  /**
   * Starts the peer.
   *
   * @throws IOException if Maven cannot fetch ND4J, or the process does not start
   */
  static EnginePeer start(Bench bench) throws IOException {
    Path sources = bench.files().file("tests/src/nd4j/Nd4jPeer.java");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(bench, sources.resolveSibling("pom.xml")),
                sources.toString()));
    return new EnginePeer("ND4J", builder);
  }

  private static String classPath(Bench bench, Path pom) throws IOException {
    Path file = Files.createTempFile("ambi-nd4j", ".classpath");
    try {
      Bench.progress("fetching ND4J with Maven, if it is not there yet");
      ProcessBuilder maven =
          new ProcessBuilder(
                  bench.files().file("mvnw").toString(),
                  "-q",
                  "-B",
                  "-ntp",
                  "-f",
                  pom.toString(),
                  "dependency:build-classpath",
                  "-Djavacpp.platform=linux-x86_64",
                  "-Dmdep.outputFile=" + file)
              .redirectOutput(ProcessBuilder.Redirect.to(new java.io.File("/dev/stderr")))
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
      int status = maven.start().waitFor();
      if (status != 0) {
        throw new IOException("Maven could not fetch ND4J: status " + status);
      }
      return Files.readString(file).strip();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Maven fetched ND4J", e);
    } finally {
      Files.delete(file);
    }
  }
}
