package dev.ambi.cli.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file's text for a parser: one character a byte, where all that is not ASCII is an {@code x}, as
 * which it cannot be taken for anything but a part of a name, a comment or a string. Knows lines
 * and columns of the text as people see it.
 */
final class SourceText {
  private static final int LONGEST = 120;

  private final byte[] bytes;
  private final String ascii;
  private final int[] lines;

  SourceText(byte[] bytes) {
    this.bytes = bytes;
    byte[] plain = bytes.clone();
    int count = 1;
    for (int i = 0; i < plain.length; i++) {
      if (plain[i] < 0) {
        plain[i] = 'x';
      } else if (plain[i] == 0) {
        plain[i] = ' ';
      } else if (plain[i] == '\n') {
        count++;
      }
    }
    ascii = new String(plain, StandardCharsets.US_ASCII);
    lines = new int[count];
    for (int i = 0, line = 1; i < plain.length; i++) {
      if (plain[i] == '\n') {
        lines[line++] = i + 1;
      }
    }
  }

  String ascii() {
    return ascii;
  }

  /** The line of an offset, from 1. */
  int line(int offset) {
    int at = Arrays.binarySearch(lines, offset);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** The column of an offset, from 1, in characters of UTF-8. */
  int column(int offset) {
    int column = 1;
    for (int i = lines[line(offset) - 1]; i < offset; i++) {
      // What continues a character of UTF-8 does not count.
      if ((bytes[i] & 0xc0) != 0x80) {
        column++;
      }
    }
    return column;
  }

  /** A part of the text on one line, cut where it is long. */
  String excerpt(int start, int end) {
    int stop = Math.min(end, start + 4 * LONGEST);
    String text =
        new String(bytes, start, stop - start, StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    text = text.replaceAll("\\p{Cntrl}", "?");
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }
}
