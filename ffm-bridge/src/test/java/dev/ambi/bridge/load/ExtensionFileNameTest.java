package dev.ambi.bridge.load;

import static dev.ambi.bridge.load.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionFileNameTest {

  private static final Platform X86 =
      new Platform(Platform.System.LINUX, Platform.Machine.X86_64, Platform.Libc.GLIBC);

  @ParameterizedTest
  @CsvSource({
    "reduce.cpython-311-x86_64-linux-gnu.so, reduce, cpython-311-x86_64-linux-gnu",
    "a/b/_core.abi3.so, _core, abi3",
    "plain.so, plain, ''",
    "none, none, ''"
  })
  void takesNamesApart(String path, String module, String tag) {
    ExtensionFileName name = ExtensionFileName.of(Path.of(path));
    assertThat(name.module()).isEqualTo(module);
    assertThat(name.tag()).isEqualTo(tag);
    assertThat(name.refusal(X86)).isEmpty();
  }

  @Test
  void knowsTheStableAbi() {
    assertThat(ExtensionFileName.of(Path.of("a.abi3.so")).isStableAbi()).isTrue();
    assertThat(ExtensionFileName.of(Path.of("a.cpython-311.so")).isStableAbi()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"a.cpython-311.so", "a.abi3-x86_64-linux-gnu.so", "liba.1.2.so", "my.module.so"})
  void acceptsWhatDoesNotSpeakAgainstIt(String name) {
    assertThat(ExtensionFileName.of(Path.of(name)).refusal(X86)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a.cpython-312-x86_64-linux-gnu.so, OTHER_PYTHON, was built for CPython 3.12 (",
    "a.cpython-36m-x86_64-linux-gnu.so, OTHER_PYTHON, was built for CPython 3.6 (",
    "a.cpython-313t-x86_64-linux-gnu.so, OTHER_PYTHON, was built for free-threaded CPython 3.13",
    "a.cpython-311d-x86_64-linux-gnu.so, OTHER_PYTHON, was built for a debug build of CPython 3.11",
    "a.pypy310-pp73-x86_64-linux-gnu.so, OTHER_PYTHON, was built for PyPy 3.10",
    "a.graalpy240-311-native-x86_64-linux.so, OTHER_PYTHON, was built for GraalPy 3.11",
    "a.graalpy.so, OTHER_PYTHON, was built for GraalPy (",
    "a.hpy0.so, OTHER_PYTHON, was built for HPy's universal ABI",
    "a.abi3t.so, OTHER_PYTHON, stable ABI of free-threaded CPython",
    "a.cpython-xyz.so, OTHER_PYTHON, an unknown CPython",
    "a.cpython.so, OTHER_PYTHON, an unknown CPython",
    "a.cpython-311-aarch64-linux-gnu.so, OTHER_MACHINE, 'was built for aarch64 (aarch64-linux-gnu),"
        + " this machine is x86-64'",
    "a.cpython-311-x86_64-linux-gnux32.so, OTHER_MACHINE, was built for x32",
    "a.abi3-aarch64-linux-gnu.so, OTHER_MACHINE, was built for aarch64",
    "a.cpython-311-x86_64-linux-musl.so, OTHER_PLATFORM, was built for Linux with musl",
    "a.cpython-311-darwin.so, OTHER_PLATFORM, was built for macOS",
    "a.cp311-win_amd64.pyd, OTHER_PLATFORM, Windows"
  })
  void refusesInWords(String fileName, Reason reason, String words) {
    ExtensionFileName name = ExtensionFileName.of(Path.of(fileName));
    Optional<Refusal> refusal = name.refusal(X86);
    assertThat(refusal).isPresent();
    assertThat(refusal.get().reason()).isEqualTo(reason);
    assertThat(refusal.get().words()).contains(words);
    if (reason == Reason.OTHER_PYTHON) {
      assertThat(refusal.get().words())
          .endsWith("; Ambi offers CPython 3.11's ABI and the stable ABI");
    }
  }

  @Test
  void namesTheFile() {
    Path file = Path.of("x/a.cpython-312.so");
    refused(
        file, Reason.OTHER_PYTHON, "CPython 3.12", () -> ExtensionFileName.of(file).check(file));
  }
}
