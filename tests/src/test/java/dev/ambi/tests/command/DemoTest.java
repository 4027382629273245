package dev.ambi.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class DemoTest {
  @Test
  void showsBothBinariesAgreeingWithoutPython() throws Exception {
    Command demo = Command.run("demo");
    assertThat(demo.status()).as(demo.err()).isZero();
    assertThat(demo.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(demo.out())
        .contains("NumPy 1.x", "NumPy 2.x", "14 of 14 answers agree bit for bit")
        .contains("Python's interpreter: none")
        .contains("libambi")
        .doesNotContain("DIFFER");
    for (String module : new String[] {"reduce", "nonreduce", "nonreduce_axis", "move"}) {
      assertThat(demo.out().lines()).anyMatch(line -> line.startsWith(module + "."));
      assertThat(demo.out().toLowerCase(Locale.ROOT)).contains("/" + module + ".cpython-311");
    }
  }
}
