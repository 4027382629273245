package dev.ambi.bridge.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that a file is refused, for the right reason and in words that name it. */
final class Refused {

  private Refused() {}

  static void refused(Path file, Reason reason, String words, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(ExtensionLoadException.class);
    ExtensionLoadException refusal = (ExtensionLoadException) thrown;
    assertThat(refusal).hasMessageStartingWith(file + ": ").hasMessageContaining(words);
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.file()).contains(file);
  }
}
