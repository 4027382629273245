package dev.ambi.bridge.load;

import java.util.Optional;

/**
 * A file of a wheel.
 *
 * @param entry its entry in the archive
 * @param line what RECORD says of it; null for RECORD itself and its signatures
 */
record WheelFile(ZipArchive.Entry entry, WheelRecord.Line line) {

  /**
   * Where an entry goes below the root: {@code NAME.data/platlib/} and {@code purelib/} are the
   * root too. Empty for the rest of {@code NAME.data/} (scripts, headers), which belongs elsewhere
   * and which no extension needs.
   */
  static Optional<String> installedPath(String entry) {
    int slash = entry.indexOf('/');
    if (slash < 0 || !entry.substring(0, slash).endsWith(".data")) {
      return Optional.of(entry);
    }
    for (String scheme : new String[] {"platlib/", "purelib/"}) {
      if (entry.startsWith(scheme, slash + 1)) {
        return Optional.of(entry.substring(slash + 1 + scheme.length()));
      }
    }
    return Optional.empty();
  }
}
