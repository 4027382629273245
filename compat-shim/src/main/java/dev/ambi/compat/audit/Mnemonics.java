package dev.ambi.compat.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What each mnemonic means here, from {@code mnemonics.txt}. */
final class Mnemonics {
  /** {@code condition} is the processor's code, of kinds that depend on one; else a number too. */
  record Meaning(Kind kind, int condition) {}

  private static final Meaning OTHER = new Meaning(Kind.OTHER, 0);
  private static final Map<String, Meaning> MEANINGS = read();

  private Mnemonics() {}

  static Meaning of(String mnemonic) {
    return MEANINGS.getOrDefault(mnemonic, OTHER);
  }

  private static Map<String, Meaning> read() {
    Map<String, Meaning> meanings = new HashMap<>();
    try (var in = Mnemonics.class.getResourceAsStream("mnemonics.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      for (String line : text.split("\n")) {
        if (!line.startsWith("#")) {
          String[] words = line.split(" ");
          for (int i = 1; i < words.length; i++) {
            meanings.put(words[i], new Meaning(Kind.valueOf(words[0]), i - 1));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return meanings;
  }
}
