package dev.ambi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappedFilesTest {
  private static final List<String> LINES =
      List.of(
          "7f0000000000-7f0000001000 r--p 00000000 08:01 11                 /opt/a b/libambi.so",
          "7f0000001000-7f0000002000 r-xp 00001000 08:01 11                 /opt/a b/libambi.so",
          "7f0000002000-7f0000003000 r-xp 00000000 08:01 12   /t/m.cpython-311-x86_64.so (deleted)",
          "7f0000003000-7f0000004000 r--p 00000000 08:01 13                 /usr/share/python3.mo",
          "7f0000004000-7f0000005000 rwxp 00000000 00:00 0 ",
          "7ffd00000000-7ffd00001000 r-xp 00000000 00:00 0                  [vdso]");

  @Test
  void areThoseWithCode() {
    MappedFiles mapped = MappedFiles.parse(LINES);
    assertThat(mapped.files())
        .containsExactly(Path.of("/opt/a b/libambi.so"), Path.of("/t/m.cpython-311-x86_64.so"));
    assertThat(mapped.extensions()).containsExactly(Path.of("/t/m.cpython-311-x86_64.so"));
    assertThat(mapped.namesOf("libambi")).isEqualTo("libambi.so");
    assertThat(mapped.pythons()).isEmpty();
  }

  @Test
  void aPythonIsFound() {
    for (String file :
        List.of("/usr/bin/python3.11", "/usr/lib/libpython3.11.so.1.0", "/opt/libpypy3-c.so")) {
      String line = "7f0000001000-7f0000002000 r-xp 00001000 08:01 11     " + file;
      assertThat(MappedFiles.parse(List.of(line)).pythons()).containsExactly(Path.of(file));
    }
  }
}
