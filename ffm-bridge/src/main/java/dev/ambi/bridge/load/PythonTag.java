package dev.ambi.bridge.load;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern FORM = Pattern.compile("([a-z]+)(\\d)(?:_?(\\d{1,3}))?([a-z]*)");

  static Optional<PythonTag> parse(String tag) {
    Matcher m = FORM.matcher(tag);
    if (!m.matches()) {
      return Optional.empty();
    }
    int minor = m.group(3) == null ? -1 : Integer.parseInt(m.group(3));
    return Optional.of(new PythonTag(m.group(1), Integer.parseInt(m.group(2)), minor, m.group(4)));
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
