package dev.ambi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditCommandTest {
  @Test
  void wrongUseIsStatusTwo() {
    assertThat(Ran.of("audit").err()).contains("which binary?").contains("usage: ambi audit");
    assertThat(Ran.of("audit").status()).isEqualTo(2);
    assertThat(Ran.of("audit", "--for", "1.7", "x.so").err()).contains("--for: NumPy 1.7 is not");
    assertThat(Ran.of("audit", "--for", "auto", "x.so").err()).contains("auto is no version");
    assertThat(Ran.of("audit", "--wrong", "x.so").status()).isEqualTo(2);
  }

  @Test
  void aFileThatIsNotThereIsStatusTwo() {
    Ran ran = Ran.of("audit", "/no/such.so");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).isEqualTo("ambi audit: /no/such.so: there is no such file\n");
  }
}
