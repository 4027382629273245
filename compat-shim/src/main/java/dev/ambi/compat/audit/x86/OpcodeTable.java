package dev.ambi.compat.audit.x86;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What follows each opcode, from {@code opcodes.txt}, which tells what the letters mean. */
final class OpcodeTable {
  private static final int SIZE = 256;
  private static final byte[] CODES = read();

  private OpcodeTable() {}

  /** The letter of an opcode. The maps 0F38 and 0F3A, and those that came later, are regular. */
  static char of(int map, int opcode) {
    return switch (map) {
      case 0, 1 -> (char) CODES[map * SIZE + opcode];
      case 3 -> 'B';
      default -> 'm';
    };
  }

  private static byte[] read() {
    try (var in = OpcodeTable.class.getResourceAsStream("opcodes.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      StringBuilder codes = new StringBuilder();
      text.lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("["))
          .forEach(codes::append);
      if (codes.length() != 2 * SIZE) {
        throw new IllegalStateException("opcodes.txt has " + codes.length() + " opcodes");
      }
      return codes.toString().getBytes(StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
