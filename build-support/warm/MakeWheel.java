import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs a module into a wheel, with which the launcher's cache is trained: {@code SO WHEEL}. */
final class MakeWheel {
  private final StringBuilder record = new StringBuilder();
  private final ZipOutputStream zip;

  private MakeWheel(OutputStream out) {
    zip = new ZipOutputStream(out);
  }

  public static void main(String[] args) throws Exception {
    Path library = Path.of(args[0]);
    try (OutputStream out = Files.newOutputStream(Path.of(args[1]))) {
      new MakeWheel(out).write(library);
    }
  }

  private void write(Path library) throws IOException, NoSuchAlgorithmException {
    add(library.getFileName().toString(), Files.readAllBytes(library));
    add("warm-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: warm\nVersion: 1.0\n");
    add("warm-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: false\n");
    String name = "warm-1.0.dist-info/RECORD";
    add(name, record + name + ",,\n");
    zip.finish();
  }

  private void add(String name, String text) throws IOException, NoSuchAlgorithmException {
    add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(String name, byte[] content) throws IOException, NoSuchAlgorithmException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    record.append(name + ",sha256=" + text + "," + content.length + "\n");
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
