package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * What a file is that does not begin as the one that was wanted.
 *
 * @param reason why it cannot be loaded
 * @param words what it is, to follow "is"
 */
record FileKind(Reason reason, String words) {

  private static final int LOOKED_AT = 512;

  private record Magic(String hex, Reason reason, String words) {}

  private static final List<Magic> MAGICS =
      List.of(
          new Magic(
              "213c617263683e0a",
              Reason.NOT_A_LIBRARY,
              "a static archive (.a), which is linked into libraries and not loaded"),
          new Magic(
              "213c7468696e3e0a",
              Reason.NOT_A_LIBRARY,
              "a thin static archive (.a), which is linked into libraries and not loaded"),
          new Magic("4d5a", Reason.OTHER_PLATFORM, "a Windows binary (PE)"),
          new Magic("feedface", Reason.OTHER_PLATFORM, "a macOS binary (Mach-O, 32-bit)"),
          new Magic("feedfacf", Reason.OTHER_PLATFORM, "a macOS binary (Mach-O)"),
          new Magic("cefaedfe", Reason.OTHER_PLATFORM, "a macOS binary (Mach-O, 32-bit)"),
          new Magic("cffaedfe", Reason.OTHER_PLATFORM, "a macOS binary (Mach-O)"),
          // A universal binary shares its magic with a Java class; its count of machines is small
          // where a class has its version.
          new Magic("cafebabe000000", Reason.OTHER_PLATFORM, "a macOS binary (Mach-O, universal)"),
          new Magic("cafebabe0000", Reason.NOT_A_BINARY, "a Java class"),
          new Magic("0061736d", Reason.OTHER_PLATFORM, "a WebAssembly module"),
          new Magic("4243c0de", Reason.NOT_A_LIBRARY, "LLVM bitcode"),
          new Magic("7f454c46", Reason.NOT_A_WHEEL, "an ELF binary"),
          new Magic("504b", Reason.NOT_A_BINARY, "a zip archive (a wheel's name ends in .whl)"),
          new Magic("1f8b", Reason.NOT_A_BINARY, "a gzip archive"),
          new Magic("934e554d5059", Reason.NOT_A_BINARY, "a NumPy array file (.npy)"));

  /** Says what {@code content} is, judging by its first bytes. */
  static FileKind of(FileContent content) {
    if (content.size() == 0) {
      return new FileKind(Reason.NOT_A_BINARY, "empty");
    }
    byte[] head = new byte[(int) Math.min(LOOKED_AT, content.size())];
    content.read(0, head.length, "its beginning").get(head);
    String hex = HexFormat.of().formatHex(head);
    if (hex.startsWith("cafebabe000000") && head.length > 7 && head[7] >= 45) {
      return new FileKind(Reason.NOT_A_BINARY, "a Java class");
    }
    for (Magic magic : MAGICS) {
      if (hex.startsWith(magic.hex)) {
        return new FileKind(magic.reason, magic.words);
      }
    }
    if (isText(head)) {
      return new FileKind(Reason.NOT_A_BINARY, "a text file" + firstLine(head));
    }
    String begin = HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(8, head.length));
    return new FileKind(
        Reason.NOT_A_BINARY,
        "of a kind that is not known (it begins with the bytes " + begin + ")");
  }

  private static boolean isText(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
        return false;
      }
    }
    // The last character may be cut where the look ends.
    int length = head.length;
    for (int i = 0; i < 3 && length > 1 && head.length == LOOKED_AT && head[length - 1] < 0; i++) {
      length--;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head, 0, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String firstLine(byte[] head) {
    String line = new String(head, StandardCharsets.UTF_8).lines().findFirst().orElse("").strip();
    if (line.isEmpty()) {
      return "";
    }
    return " that begins \"" + (line.length() > 40 ? line.substring(0, 40) + "..." : line) + '"';
  }
}
