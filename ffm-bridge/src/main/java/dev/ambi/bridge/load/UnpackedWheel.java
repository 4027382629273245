package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * A wheel whose files are in a directory, laid out as they would be in {@code site-packages}; so
 * libraries beside a package ({@code numpy.libs}) are found from its extensions.
 *
 * <p>An instance is immutable and may be shared between threads. The directory belongs to the cache
 * and is shared with other processes: nothing may be written into it.
 */
public final class UnpackedWheel {

  private final Path wheel;
  private final Path root;
  private final String name;
  private final String version;
  private final SequencedMap<String, Path> modules;

  UnpackedWheel(Path wheel, Path root, String name, String version, Collection<String> files) {
    this.wheel = wheel;
    this.root = root;
    this.name = name;
    this.version = version;
    this.modules = Collections.unmodifiableSequencedMap(findModules(root, files));
  }

  private static SequencedMap<String, Path> findModules(Path root, Collection<String> files) {
    SequencedMap<String, Path> modules = new TreeMap<>();
    for (String file : files) {
      if (file.endsWith(".so")) {
        Path path = root.resolve(file);
        String module = moduleName(file);
        if (module != null && isModule(path)) {
          modules.put(module, path);
        }
      }
    }
    return modules;
  }

  /** The dotted name that a file is imported by; null if Python could not import it. */
  private static String moduleName(String file) {
    String[] parts = file.split("/");
    parts[parts.length - 1] = ExtensionFileName.of(Path.of(file)).module();
    for (String part : parts) {
      if (!isIdentifier(part)) {
        return null; // a directory of libraries (numpy.libs) or metadata
      }
    }
    String whole = String.join(".", parts);
    // An extension can be a package itself.
    return whole.endsWith(".__init__")
        ? whole.substring(0, whole.length() - ".__init__".length())
        : whole;
  }

  private static boolean isIdentifier(String s) {
    if (s.isEmpty() || !Character.isUnicodeIdentifierStart(s.charAt(0)) && s.charAt(0) != '_') {
      return false;
    }
    for (int i = 1; i < s.length(); i++) {
      if (!Character.isUnicodeIdentifierPart(s.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isModule(Path path) {
    ExtensionFileName fileName = ExtensionFileName.of(path);
    if (fileName.refusal(Platform.current()).isPresent()) {
      return false;
    }
    if (!fileName.tag().isEmpty()) {
      return true;
    }
    // A plain .so in a package may as well be a library that is none of Python's.
    try {
      return ElfFile.read(path).exports("PyInit_" + fileName.module());
    } catch (ExtensionLoadException e) {
      return false;
    }
  }

  /**
   * The directory with the wheel's files.
   *
   * @return an absolute path
   */
  public Path root() {
    return root;
  }

  /**
   * The name of the distribution.
   *
   * @return the name, as the wheel's file name spells it
   */
  public String name() {
    return name;
  }

  /**
   * The version of the distribution.
   *
   * @return the version, as the wheel's file name spells it
   */
  public String version() {
    return version;
  }

  /**
   * The extension modules for this Python and machine, by their dotted names.
   *
   * @return an unmodifiable map, sorted by name
   */
  public SequencedMap<String, Path> modules() {
    return modules;
  }

  /**
   * The file of a module.
   *
   * @param module its dotted name
   * @return the file, below {@link #root()}
   * @throws ExtensionLoadException with {@link Reason#NO_SUCH_MODULE} if there is none; the message
   *     lists the modules that there are
   */
  public Path find(String module) {
    Path path = modules.get(module);
    if (path == null) {
      throw noModule("has no extension module " + ZipEntryPath.show(module));
    }
    return path;
  }

  /**
   * The name of the only module.
   *
   * @return its dotted name
   * @throws ExtensionLoadException with {@link Reason#NO_SUCH_MODULE} if there are several or none;
   *     the message lists them
   */
  public String onlyModule() {
    if (modules.size() != 1) {
      throw noModule("has no single extension module, one has to be named");
    }
    return modules.firstEntry().getKey();
  }

  private ExtensionLoadException noModule(String words) {
    return new ExtensionLoadException(
        Reason.NO_SUCH_MODULE,
        wheel,
        words
            + (modules.isEmpty()
                ? "; it has none at all"
                : "; it has " + String.join(", ", modules.sequencedKeySet())));
  }
}
