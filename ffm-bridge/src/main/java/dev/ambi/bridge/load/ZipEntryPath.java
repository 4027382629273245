package dev.ambi.bridge.load;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The rules for an entry's name, so that it can be a path below the directory unpacked into. */
final class ZipEntryPath {

  private static final int LONGEST_PART = 255;

  private ZipEntryPath() {}

  /** The name as text; empty if its bytes are no UTF-8, of which ASCII is a part. */
  static Optional<String> decode(byte[] name) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** What is unsafe about a name, to follow "the entry NAME"; empty if nothing is. */
  static Optional<String> danger(String name) {
    if (name.isEmpty()) {
      return Optional.of("has no name");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < 0x20 || c == 0x7f) {
        return Optional.of("has a control character in its name");
      }
      if (c == '\\') {
        return Optional.of("has a backslash in its name");
      }
    }
    if (name.charAt(0) == '/') {
      return Optional.of("has an absolute path");
    }
    if (name.length() > 1 && name.charAt(1) == ':' && Character.isLetter(name.charAt(0))) {
      return Optional.of("names a drive");
    }
    String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        return Optional.of("leaves the directory that it is unpacked into");
      }
      if (part.isEmpty() || part.equals(".")) {
        return Optional.of("has an empty part in its path");
      }
      if (part.getBytes(StandardCharsets.UTF_8).length > LONGEST_PART) {
        return Optional.of("has a part of more than " + LONGEST_PART + " bytes in its path");
      }
    }
    return Optional.empty();
  }

  /** A name as a message can show it: control characters escaped, not longer than a line. */
  static String show(String name) {
    StringBuilder shown = new StringBuilder("'");
    for (int i = 0; i < Math.min(name.length(), 120); i++) {
      char c = name.charAt(i);
      if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
        shown.append(String.format("\\x%02x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.append(name.length() > 120 ? "...'" : "'").toString();
  }
}
