package dev.ambi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.PythonException;
import dev.ambi.core.NpyFormatException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FailureTest {
  private static String text(Throwable thrown) {
    return Failure.of(thrown).toString();
  }

  @Test
  void areSaidInPythonsWords() {
    assertThat(text(new PythonException("TypeError", "no", "m.f", null)))
        .isEqualTo("TypeError: no");
    assertThat(text(new PythonException("KeyboardInterrupt", "", "m.f", null)))
        .isEqualTo("KeyboardInterrupt");
    assertThat(
            text(
                new ExtensionLoadException(
                    ExtensionLoadException.Reason.NO_SUCH_FILE, Path.of("m.so"), "not there")))
        .isEqualTo("ImportError: m.so: not there");
    assertThat(text(new NoSuchFileException("x.npy")))
        .isEqualTo("FileNotFoundError: [Errno 2] No such file or directory: 'x.npy'");
    assertThat(text(new AccessDeniedException("x.npy")))
        .isEqualTo("PermissionError: [Errno 13] Permission denied: 'x.npy'");
    assertThat(text(new NpyFormatException(Path.of("x.npy"), "it is cut")))
        .startsWith("ValueError: ")
        .contains("x.npy")
        .contains("it is cut");
    assertThat(text(new IOException("disk"))).isEqualTo("OSError: disk");
    assertThat(text(new IllegalStateException("bug")))
        .isEqualTo("SystemError: IllegalStateException: bug");
  }
}
