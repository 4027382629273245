package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The file name of a wheel, taken apart: {@code NAME-VERSION(-BUILD)-PYTHON-ABI-PLATFORM.whl},
 * where each of the last three is a set, compressed with dots.
 */
record WheelName(
    String name, String version, List<String> pythons, List<String> abis, List<String> platforms) {

  static WheelName of(Path file) {
    String fileName = String.valueOf(file.getFileName());
    String[] parts =
        fileName.endsWith(".whl")
            ? fileName.substring(0, fileName.length() - 4).split("-", -1)
            : new String[0];
    boolean complete = parts.length == 5 || parts.length == 6;
    for (String part : parts) {
      complete &= !part.isEmpty();
    }
    if (!complete) {
      throw new ExtensionLoadException(
          Reason.NOT_A_WHEEL,
          file,
          "does not have the name of a wheel, NAME-VERSION-PYTHON-ABI-PLATFORM.whl, which says what"
              + " it was built for");
    }
    int tags = parts.length - 3;
    return new WheelName(
        parts[0],
        parts[1],
        List.of(parts[tags].split("\\.", -1)),
        List.of(parts[tags + 1].split("\\.", -1)),
        List.of(parts[tags + 2].split("\\.", -1)));
  }

  /** Why the tags do not fit; empty if one combination of them does. */
  Optional<Refusal> refusal(Platform platform) {
    boolean fits = false;
    for (String python : pythons) {
      for (String abi : abis) {
        fits |= fits(python, abi);
      }
    }
    if (!fits) {
      return Optional.of(
          new Refusal(
              Reason.OTHER_PYTHON,
              "was built for "
                  + pythonWords()
                  + " ("
                  + String.join(".", pythons)
                  + "-"
                  + String.join(".", abis)
                  + "); "
                  + PythonTag.OFFER));
    }
    Optional<Refusal> first = Optional.empty();
    for (String tag : platforms) {
      Optional<Refusal> refusal = PlatformTag.checkWheel(tag, platform);
      if (refusal.isEmpty()) {
        return refusal;
      }
      first = first.isEmpty() ? refusal : first;
    }
    return first;
  }

  private static boolean fits(String python, String abi) {
    PythonTag tag = PythonTag.parse(python).orElse(null);
    PythonTag abiTag = PythonTag.parse(abi).orElse(null);
    if (tag == null) {
      return false;
    }
    return switch (abi) {
      case "abi3" -> tag.isCpython() && tag.isAtMostOffered();
      case "none" ->
          tag.isOffered() || (tag.implementation().equals("py") && tag.isAtMostOffered());
      default -> tag.isOffered() && abiTag != null && abiTag.isOffered();
    };
  }

  private String pythonWords() {
    Optional<PythonTag> abi = PythonTag.parse(abis.getFirst());
    Optional<PythonTag> python = PythonTag.parse(pythons.getFirst());
    if (abis.getFirst().equals("abi3") && python.isPresent()) {
      return "the stable ABI of " + python.get().words() + " and later";
    }
    return abi.filter(PythonTag::isCpython)
        .or(() -> python)
        .map(PythonTag::words)
        .orElse(pythons.getFirst());
  }

  /** Whether a directory {@code NAME-VERSION.*} is of this wheel, however the name is spelt. */
  boolean isOwn(String directory) {
    int dash = directory.indexOf('-');
    return dash > 0 && normal(directory.substring(0, dash)).equals(normal(name));
  }

  private static String normal(String s) {
    return s.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }
}
