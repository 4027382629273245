package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.nio.file.Path;

/** Why a tag in a file's name says that the file is not for here; {@code words} has no subject. */
record Refusal(Reason reason, String words) {

  ExtensionLoadException of(Path file) {
    return new ExtensionLoadException(reason, file, words);
  }
}
