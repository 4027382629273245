package dev.ambi.tests.extensions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.load.ElfFile;
import dev.ambi.bridge.load.ElfSymbol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The test extensions use what real ones need most, so that it is tested. */
class CoverageTest {
  private static final int MOST_NEEDED = 100;
  private static final String SYMBOLS = "/dev/ambi/bridge/abi/cpython-3.11-symbols.csv";

  @Test
  void theMostNeededSymbolsOfCPythonAreImported() throws IOException {
    Set<String> imported = new HashSet<>();
    for (String build : List.of("objects", "phases")) {
      ElfFile.read(TestExtensions.require(build)).undefined().stream()
          .map(ElfSymbol::name)
          .forEach(imported::add);
    }
    assertThat(imported).containsAll(mostNeededSymbols());
  }

  /** The file lists them in that order. */
  private static List<String> mostNeededSymbols() throws IOException {
    try (InputStream stream = ElfFile.class.getResourceAsStream(SYMBOLS);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("symbol,"))
          .map(line -> line.substring(0, line.indexOf(',')))
          .limit(MOST_NEEDED)
          .toList();
    }
  }

  @Test
  void theMostUsedSlotsOfNumpyAreCalled() throws IOException {
    String source;
    try (Stream<Path> files = Files.list(TestExtensions.sources().resolve("arrays"))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.sorted().toList()) {
        all.append(Files.readString(file));
      }
      source = all.toString();
    }
    List<String> slots =
        Files.readAllLines(TestExtensions.sources().resolve("slots.txt")).stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.substring(line.lastIndexOf(',') + 1))
            .toList();
    assertThat(slots).hasSize(60);
    assertThat(slots)
        .allSatisfy(
            name -> assertThat(source).containsPattern("\\b" + Pattern.quote(name) + "\\b"));
  }
}
