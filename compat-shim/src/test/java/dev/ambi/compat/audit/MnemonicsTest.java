package dev.ambi.compat.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.nativelib.Capstone;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MnemonicsTest {
  /** More than Capstone has of anything. */
  private static final int MOST = 4096;

  /** A word that Capstone does not use would mean nothing, and nobody would see it. */
  @Test
  void areCapstones() throws Exception {
    Set<String> names = new HashSet<>();
    try (Capstone capstone = new Capstone()) {
      for (int id = 1; id < MOST; id++) {
        names.add(capstone.instructionName(id));
      }
    }
    assertThat(names).hasSizeGreaterThan(1000);
    int words = 0;
    for (String word : words()) {
      assertThat(names).contains(word);
      words++;
    }
    assertThat(words).isGreaterThan(100);
  }

  @Test
  void haveAKind() throws Exception {
    for (String word : words()) {
      assertThat(Mnemonics.of(word).kind()).as(word).isNotEqualTo(Kind.OTHER);
    }
    assertThat(Mnemonics.of("aesenc").kind()).isEqualTo(Kind.OTHER);
  }

  private static List<String> words() throws Exception {
    try (var in = Mnemonics.class.getResourceAsStream("mnemonics.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> List.of(line.split(" ")).stream().skip(1))
          .toList();
    }
  }
}
