package dev.ambi.bridge.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.load.ElfFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The list of what is implemented says what the library exports. */
class ImplementedTest {
  private static final Set<String> BEYOND_THE_SURVEY =
      Set.of("PyImport_AddModuleObject", "PyImport_ImportModuleNoBlock");

  private static Set<String> listed() throws IOException {
    try (var in = Implemented.class.getResourceAsStream("implemented-functions.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.substring(0, line.indexOf(' ')))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void whatJavaHasBeyondTheSurveyedSymbolsIsThere() {
    assertThat(BEYOND_THE_SURVEY).allMatch(Implemented::has);
    assertThat(Implemented.has("PyImport_NoSuchThing")).isFalse();
  }

  @Test
  void everyExportedSymbolOfPythonsIsListed() throws Exception {
    assertThat(exported()).isSubsetOf(listed()).hasSizeGreaterThan(500);
  }

  private static Set<String> exported() throws URISyntaxException {
    URL library = Implemented.class.getResource("/dev/ambi/bridge/native/linux-x86_64/libambi.so");
    Assumptions.assumeTrue(library != null, "libambi is for another platform");
    return ElfFile.read(Path.of(library.toURI())).exportedNames().stream()
        .filter(name -> name.startsWith("Py") || name.startsWith("_Py"))
        .collect(Collectors.toSet());
  }
}
