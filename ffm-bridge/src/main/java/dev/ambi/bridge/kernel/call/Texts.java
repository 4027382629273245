package dev.ambi.bridge.kernel.call;

import java.nio.charset.StandardCharsets;

/** Java's texts as C has them. */
final class Texts {
  private Texts() {}

  /**
   * {@return a text in UTF-8}
   *
   * @param where the parameter
   * @throws IllegalArgumentException if C could not see all of it
   */
  static byte[] bytes(String text, String where) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          where
              + " contains the character 0, where text ends in C: '"
              + text.replace("\0", "\\0")
              + "'");
    }
    int half = halfCharacter(text);
    if (half >= 0) {
      throw new IllegalArgumentException(
          "%s has half a character at %d, the surrogate U+%04X, which UTF-8 has no form for"
              .formatted(where, half, (int) text.charAt(half)));
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int halfCharacter(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
