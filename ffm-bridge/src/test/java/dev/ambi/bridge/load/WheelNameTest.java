package dev.ambi.bridge.load;

import static dev.ambi.bridge.load.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WheelNameTest {

  private static final Platform X86 =
      new Platform(Platform.System.LINUX, Platform.Machine.X86_64, Platform.Libc.GLIBC);

  @Test
  void takesCompressedSetsApart() {
    WheelName name =
        WheelName.of(
            Path.of(
                "d/Foo_bar-1.3.8-2-cp310.cp311-cp311-manylinux_2_5_x86_64.manylinux1_x86_64.whl"));
    assertThat(name.name()).isEqualTo("Foo_bar");
    assertThat(name.version()).isEqualTo("1.3.8");
    assertThat(name.pythons()).containsExactly("cp310", "cp311");
    assertThat(name.abis()).containsExactly("cp311");
    assertThat(name.platforms()).containsExactly("manylinux_2_5_x86_64", "manylinux1_x86_64");
    assertThat(name.refusal(X86)).isEmpty();
    assertThat(name.isOwn("foo.bar-1.3.8.dist-info/")).isTrue();
    assertThat(name.isOwn("foo-1.3.8.dist-info/")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a-1-cp311-cp311-linux_x86_64.whl",
        "a-1-cp311-cp311-manylinux2014_x86_64.whl",
        "a-1-cp38-abi3-manylinux_2_28_x86_64.whl",
        "a-1-cp311-abi3-manylinux_2_28_x86_64.whl",
        "a-1-py3-none-manylinux1_x86_64.whl",
        "a-1-py2.py3-none-any.whl",
        "a-1-py311-none-any.whl",
        "a-1-cp311-none-any.whl",
        "a-1-cp311-cp311-macosx_11_0_arm64.manylinux1_x86_64.whl"
      })
  void acceptsWhatFits(String name) {
    assertThat(WheelName.of(Path.of(name)).refusal(X86)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a-1-cp312-cp312-manylinux1_x86_64.whl, OTHER_PYTHON, was built for CPython 3.12 (cp312-cp312)",
    "a-1-cp313-cp313t-manylinux1_x86_64.whl, OTHER_PYTHON, free-threaded CPython 3.13",
    "a-1-cp37-cp37m-manylinux1_x86_64.whl, OTHER_PYTHON, was built for CPython 3.7",
    "a-1-cp312-abi3-manylinux1_x86_64.whl, OTHER_PYTHON, the stable ABI of CPython 3.12 and later",
    "a-1-pp310-pypy310_pp73-manylinux1_x86_64.whl, OTHER_PYTHON, was built for PyPy 3.10",
    "a-1-graalpy311-graalpy240_311_native-manylinux_2_28_x86_64.whl, OTHER_PYTHON, GraalPy 3.11",
    "a-1-py2-none-any.whl, OTHER_PYTHON, was built for Python 2",
    "a-1-.-.-any.whl, OTHER_PYTHON, was built for",
    "a-1-cp311-cp311-manylinux_2_17_aarch64.manylinux2014_aarch64.whl, OTHER_MACHINE, aarch64",
    "a-1-cp311-cp311-manylinux_2_17_i686.whl, OTHER_MACHINE, was built for i686",
    "a-1-cp311-cp311-musllinux_1_2_x86_64.whl, OTHER_PLATFORM, was built for Linux with musl",
    "a-1-cp311-cp311-macosx_11_0_arm64.whl, OTHER_PLATFORM, was built for macOS",
    "a-1-cp311-cp311-win_amd64.whl, OTHER_PLATFORM, was built for Windows",
    "a-1-cp311-cp311-win32.whl, OTHER_PLATFORM, was built for Windows",
    "a-1-cp311-cp311-emscripten_3_1_wasm32.whl, OTHER_PLATFORM, was built for another system"
  })
  void refusesInWords(String name, Reason reason, String words) {
    Refusal refusal = WheelName.of(Path.of(name)).refusal(X86).orElseThrow();
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.words()).contains(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.whl",
        "a-1-cp311-cp311.whl",
        "a-1--cp311-any.whl",
        "a.zip",
        "a-1-2-3-4-5-6.whl"
      })
  void refusesNamesOfNoWheel(String name) {
    Path file = Path.of(name);
    refused(
        file, Reason.NOT_A_WHEEL, "does not have the name of a wheel", () -> WheelName.of(file));
  }
}
