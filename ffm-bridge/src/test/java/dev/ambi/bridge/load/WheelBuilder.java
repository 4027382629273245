package dev.ambi.bridge.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** Builds wheels, good ones unless it is told otherwise. */
final class WheelBuilder {

  static final String NAME = "demo-1.0-cp311-abi3-linux_" + Platform.current().machine().tag();
  static final String INFO = "demo-1.0.dist-info/";

  private final ZipWriter zip = new ZipWriter();
  private final StringBuilder record = new StringBuilder();
  private UnaryOperator<String> recordEdit = text -> text;
  private String wheel = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: false\n";

  /** A file with its line in RECORD. */
  WheelBuilder file(String path, byte[] content) {
    zip.add(path, content);
    return line(path, content);
  }

  WheelBuilder file(String path, String content) {
    return file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /** A file without its line. */
  WheelBuilder unlisted(String path, byte[] content) {
    zip.add(path, content);
    return this;
  }

  /** An entry as it stands, with its line if its name is text. */
  WheelBuilder entry(byte[] name, byte[] content, ZipWriter.Claim claim) {
    zip.add(name, content, claim);
    return line(new String(name, StandardCharsets.UTF_8), content);
  }

  WheelBuilder line(String path, byte[] content) {
    String field = path.matches("[^,\"\r\n]*") ? path : '"' + path.replace("\"", "\"\"") + '"';
    return text(field + ",sha256=" + hash("SHA-256", content) + "," + content.length + "\n");
  }

  /** A piece of RECORD as it stands. */
  WheelBuilder text(String line) {
    record.append(line);
    return this;
  }

  WheelBuilder record(UnaryOperator<String> edit) {
    recordEdit = edit;
    return this;
  }

  WheelBuilder wheel(String text) {
    wheel = text;
    return this;
  }

  static String hash(String algorithm, byte[] content) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Digests.get(algorithm).digest(content));
  }

  byte[] bytes() {
    if (wheel != null) {
      file(INFO + "WHEEL", wheel);
    }
    text(INFO + "RECORD,,\n");
    zip.add(INFO + "RECORD", recordEdit.apply(record.toString()).getBytes(StandardCharsets.UTF_8));
    return zip.finish();
  }

  Path write(Path directory) throws IOException {
    return Files.write(directory.resolve(NAME + ".whl"), bytes());
  }
}
