package dev.ambi.compat.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Compiles the sources in the resources, which tell what they use, against our own headers. */
final class Fixture {
  private static final Path HEADERS = Path.of("../headers/include");

  private Fixture() {}

  static Path compile(Path directory, String... options) throws Exception {
    return compile("fixture", directory, options);
  }

  static Path compile(String name, Path directory, String... options) throws Exception {
    Path source = directory.resolve(name + ".c");
    try (InputStream in = Fixture.class.getResourceAsStream(name + ".c")) {
      Files.write(source, in.readAllBytes());
    }
    Path library = directory.resolve(name + ".cpython-311-x86_64-linux-gnu.so");
    List<String> command =
        new ArrayList<>(
            List.of("cc", "-shared", "-fPIC", "-I" + HEADERS, "-o", library.toString()));
    command.add(source.toString());
    command.addAll(List.of(options));
    run(command);
    return library;
  }

  /** A wheel with some files. */
  static Path wheel(Path directory, Map<String, byte[]> files) throws Exception {
    Path wheel = directory.resolve("p-1.0-cp311-cp311-linux_x86_64.whl");
    Map<String, byte[]> all = new TreeMap<>(files);
    all.put(
        "p-1.0.dist-info/WHEEL",
        "Wheel-Version: 1.0\nRoot-Is-Purelib: false\n".getBytes(StandardCharsets.UTF_8));
    StringBuilder record = new StringBuilder("p-1.0.dist-info/RECORD,,\n");
    for (Map.Entry<String, byte[]> file : all.entrySet()) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.getValue());
      record.append(
          "%s,sha256=%s,%d\n"
              .formatted(
                  file.getKey(),
                  Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
                  file.getValue().length));
    }
    all.put("p-1.0.dist-info/RECORD", record.toString().getBytes(StandardCharsets.UTF_8));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
      for (Map.Entry<String, byte[]> file : all.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return wheel;
  }

  /** Runs a command and gives what it printed; fails if the command does. */
  static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command) + ": " + printed);
    }
    return printed;
  }
}
