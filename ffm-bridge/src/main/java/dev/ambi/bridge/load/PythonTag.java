package dev.ambi.bridge.load;

import java.util.Optional;

/**
 * An interpreter and its version as tags abbreviate them: {@code cp311}, {@code pp310}, {@code
 * graalpy311}, {@code py3}, {@code cp313t}.
 *
 * @param implementation the letters: {@code cp}, {@code pp}, {@code py} and so on
 * @param major the major version
 * @param minor the minor version, -1 if none is said
 * @param flags letters behind the version, such as {@code t} for a build without the GIL
 */
record PythonTag(String implementation, int major, int minor, String flags) {

  /** The version whose full ABI is offered. */
  static final int OFFERED_MAJOR = 3;

  /** The version whose full ABI is offered. */
  static final int OFFERED_MINOR = 11;

  /** What is offered, in words. */
  static final String OFFER =
      "Ambi offers CPython " + OFFERED_MAJOR + "." + OFFERED_MINOR + "'s ABI and the stable ABI";

  /** Takes a tag apart; empty if it has not the form letters, digits, letters. */
  static Optional<PythonTag> parse(String tag) {
    // By hand: this runs in each start, where a regular expression costs milliseconds.
    int digits = skip(tag, 0, 'a', 'z');
    int end = skip(tag, digits, '0', '9');
    if (digits == 0
        || end == digits
        || end - digits > 4
        || skip(tag, end, 'a', 'z') < tag.length()) {
      return Optional.empty();
    }
    return Optional.of(
        new PythonTag(
            tag.substring(0, digits),
            tag.charAt(digits) - '0',
            end == digits + 1 ? -1 : Integer.parseInt(tag, digits + 1, end, 10),
            tag.substring(end)));
  }

  private static int skip(String text, int begin, char first, char last) {
    int at = begin;
    while (at < text.length() && text.charAt(at) >= first && text.charAt(at) <= last) {
      at++;
    }
    return at;
  }

  boolean isCpython() {
    return implementation.equals("cp");
  }

  /** Whether this is exactly the CPython whose ABI is offered. */
  boolean isOffered() {
    return isCpython() && major == OFFERED_MAJOR && minor == OFFERED_MINOR && flags.isEmpty();
  }

  /** Whether what asks for this version or a later one can have the one that is offered. */
  boolean isAtMostOffered() {
    return major == OFFERED_MAJOR && minor <= OFFERED_MINOR && flags.isEmpty();
  }

  /** The interpreter in words: {@code CPython 3.12}. */
  String words() {
    String name =
        switch (implementation) {
          case "cp" -> "CPython";
          case "pp" -> "PyPy";
          case "py" -> "Python";
          case "graalpy" -> "GraalPy";
          case "ip" -> "IronPython";
          case "jy" -> "Jython";
          default -> implementation;
        };
    String version = name + " " + major + (minor < 0 ? "" : "." + minor);
    if (flags.contains("t")) {
      return "free-threaded " + version;
    }
    return flags.contains("d") ? "a debug build of " + version : version;
  }
}
