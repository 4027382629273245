package dev.ambi.bridge;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An extension, or the wheel that holds it, cannot be loaded. The message names the file and says
 * in words what is wrong with it; {@link #reason()} says the same to a program.
 *
 * <p>Nothing of the file has been run when this is thrown for a reason other than {@link
 * Reason#INIT_FAILED}.
 */
public final class ExtensionLoadException extends RuntimeException {

  /** What kept a file from being loaded. */
  public enum Reason {
    /** There is no file of that name. */
    NO_SUCH_FILE,
    /** The file is there but cannot be read: a directory, no permission, a failing disk. */
    UNREADABLE,
    /** Not a compiled binary at all: empty, a text file, an archive of something else. */
    NOT_A_BINARY,
    /** A compiled binary, but no shared library: an object file, a static archive, a program. */
    NOT_A_LIBRARY,
    /** The file ends before the parts that its header announces. */
    TRUNCATED,
    /** The file contradicts itself. */
    MALFORMED,
    /** Built for another processor. */
    OTHER_MACHINE,
    /** Built for another operating system or C library. */
    OTHER_PLATFORM,
    /** Built for another Python than those whose ABI is offered. */
    OTHER_PYTHON,
    /** Needs symbols that nothing offers; the message lists all of them. */
    MISSING_SYMBOLS,
    /** Needs shared libraries that are not on this machine; the message lists all of them. */
    MISSING_LIBRARY,
    /** A shared library without the {@code PyInit_} function that a module begins with. */
    NOT_A_MODULE,
    /** The wheel holds no module of that name; the message lists those that it holds. */
    NO_SUCH_MODULE,
    /** Asks for a NumPy ABI or feature version that is not the one emulated. */
    NUMPY_VERSION,
    /** Not a wheel: no zip archive, or one without a wheel's name or metadata. */
    NOT_A_WHEEL,
    /** A file of the wheel is not listed in its RECORD, or listed and not there. */
    BAD_RECORD,
    /** A file of the wheel has another hash or size than its RECORD says. */
    WRONG_HASH,
    /** An entry of the wheel would be written outside its directory, or over another entry. */
    UNSAFE_PATH,
    /** The wheel unpacks to more than is sensible for its size. */
    TOO_LARGE,
    /** The directory for unpacked wheels or private copies cannot be written. */
    CACHE,
    /** The system's loader refused the library; the message has the loader's own words. */
    DLOPEN_FAILED,
    /** The module's initialisation raised a Python error, which is the cause. */
    INIT_FAILED
  }

  private static final long serialVersionUID = 1L;

  /** The kind of failure. */
  private final Reason reason;

  private final transient Path file;

  /**
   * An exception whose message is {@code FILE: WORDS}.
   *
   * @param reason the kind of failure
   * @param file the file that cannot be loaded
   * @param words what is wrong with it
   */
  public ExtensionLoadException(Reason reason, Path file, String words) {
    this(reason, file, words, null);
  }

  /**
   * An exception whose message is {@code FILE: WORDS}, with a cause.
   *
   * @param reason the kind of failure
   * @param file the file that cannot be loaded
   * @param words what is wrong with it
   * @param cause what was thrown underneath, or null
   */
  public ExtensionLoadException(Reason reason, Path file, String words, Throwable cause) {
    super(file + ": " + words, cause);
    this.reason = reason;
    this.file = file;
  }

  /**
   * The kind of failure.
   *
   * @return the kind of failure
   */
  public Reason reason() {
    return reason;
  }

  /**
   * The file that cannot be loaded; empty only in an exception that was serialised.
   *
   * @return the file
   */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }
}
