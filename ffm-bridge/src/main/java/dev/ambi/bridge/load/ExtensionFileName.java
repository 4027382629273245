package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the name of an extension file says: {@code reduce.cpython-311-x86_64-linux-gnu.so} is the
 * module {@code reduce}, for CPython 3.11 on x86-64 Linux with glibc.
 *
 * <p>A name that says nothing ({@code reduce.so}) is not held against the file: its ELF header and
 * its symbols are looked at anyway.
 *
 * @param module the module's own name, without its packages
 * @param tag what stands between the module's name and the ending: {@code
 *     cpython-311-x86_64-linux-gnu}, {@code abi3}; empty if nothing
 * @param ending {@code so}, or {@code pyd} or {@code dylib} elsewhere; empty if there is none
 */
public record ExtensionFileName(String module, String tag, String ending) {

  /**
   * Takes a file name apart. Any name can be; whether it fits is for {@link #check}.
   *
   * @param file a path, of which the last name counts
   * @return its parts
   */
  public static ExtensionFileName of(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString();
    int first = name.indexOf('.');
    int dot = name.lastIndexOf('.');
    if (first < 0) {
      return new ExtensionFileName(name, "", "");
    }
    return new ExtensionFileName(
        name.substring(0, first),
        first == dot ? "" : name.substring(first + 1, dot),
        name.substring(dot + 1));
  }

  /**
   * Whether the name says that the extension keeps to the stable ABI.
   *
   * @return whether the tag is {@code abi3}
   */
  public boolean isStableAbi() {
    return tag.equals("abi3") || tag.startsWith("abi3-");
  }

  /**
   * Refuses a file whose name says that it was built for another Python or another platform.
   *
   * @param file the file that has this name, for the message
   * @throws ExtensionLoadException with {@link Reason#OTHER_PYTHON}, {@link Reason#OTHER_PLATFORM}
   *     or {@link Reason#OTHER_MACHINE}
   */
  public void check(Path file) {
    Optional<Refusal> refusal = refusal(Platform.current());
    if (refusal.isPresent()) {
      throw refusal.get().of(file);
    }
  }

  /** Why the name does not fit; empty if it does. */
  Optional<Refusal> refusal(Platform platform) {
    if (ending.equals("pyd") || ending.equals("dll")) {
      return Optional.of(
          new Refusal(
              Reason.OTHER_PLATFORM, "is an extension module for Windows (." + ending + ")"));
    }
    if (tag.isEmpty()) {
      return Optional.empty();
    }
    if (isStableAbi()) {
      return PlatformTag.checkExtension(tag.replaceFirst("^abi3-?", ""), platform);
    }
    String[] parts = tag.split("-", 3);
    return switch (parts[0]) {
      case "cpython" -> checkCpython(parts, platform);
      case "abi3t" -> Optional.of(otherPython("the stable ABI of free-threaded CPython"));
      default -> otherInterpreter(parts).map(this::otherPython);
    };
  }

  private static Optional<String> otherInterpreter(String[] parts) {
    if (parts[0].startsWith("pypy")) {
      return Optional.of(
          PythonTag.parse("pp" + parts[0].substring("pypy".length()))
              .map(PythonTag::words)
              .orElse("PyPy"));
    }
    if (parts[0].startsWith("graalpy")) {
      return Optional.of(
          PythonTag.parse("graalpy" + (parts.length > 1 ? parts[1] : ""))
              .map(PythonTag::words)
              .orElse("GraalPy"));
    }
    if (parts[0].startsWith("hpy")) {
      return Optional.of("HPy's universal ABI");
    }
    // Not one of Python's tags: a dot in the module's name, or a version as in libx.2.so.
    return Optional.empty();
  }

  private Optional<Refusal> checkCpython(String[] parts, Platform platform) {
    PythonTag python = parts.length < 2 ? null : PythonTag.parse("cp" + parts[1]).orElse(null);
    if (python == null) {
      return Optional.of(otherPython("an unknown CPython"));
    }
    if (!python.isOffered()) {
      return Optional.of(otherPython(python.words()));
    }
    return PlatformTag.checkExtension(parts.length < 3 ? "" : parts[2], platform);
  }

  private Refusal otherPython(String builtFor) {
    return new Refusal(
        Reason.OTHER_PYTHON, "was built for " + builtFor + " (" + tag + "); " + PythonTag.OFFER);
  }
}
