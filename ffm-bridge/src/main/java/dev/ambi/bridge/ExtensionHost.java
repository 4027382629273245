package dev.ambi.bridge;

import dev.ambi.bridge.host.HostState;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Upcalls;
import dev.ambi.bridge.trace.CallTrace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Loads compiled Python extensions into this JVM, and emulates a NumPy for them.
 *
 * <pre>{@code
 * try (ExtensionHost host = ExtensionHost.open()) {
 *   NDArray x = NDArray.load(Path.of("data.npy"));
 *   ExtensionModule bn = host.load(Path.of("Bottleneck-1.3.8-cp311-....whl"), "bottleneck.reduce");
 *   double mean = bn.call("nanmean", x).asDouble();
 *   NDArray byColumn = bn.call("nanmean", x, 0).asArray();
 * }
 * }</pre>
 *
 * <p>Several hosts can be open at once, each with its own NumPy version; each loads a private copy
 * of a binary, so that the copies share no static data. Built-in objects and the interpreter lock
 * are one for the process.
 *
 * <p>Thread-safe. Closing a host makes its modules unusable; their code stays mapped, because
 * objects that live on may point into it.
 */
public final class ExtensionHost implements AutoCloseable {
  private final HostState state;

  /** What {@link #load} gave, by file and module name. Guarded by this. */
  private final Map<String, ExtensionModule> loaded = new HashMap<>();

  private volatile boolean closed;

  private ExtensionHost(NumpyVersion version, int tracedCalls) {
    state = new HostState(Objects.requireNonNull(version, "version"), tracedCalls);
  }

  /** A host that gives each binary the NumPy ABI that it asks for. */
  public static ExtensionHost open() {
    return open(NumpyVersion.AUTO);
  }

  /** A host that behaves as the given NumPy does. */
  public static ExtensionHost open(NumpyVersion version) {
    return new ExtensionHost(version, 0);
  }

  /**
   * A host that records which functions of NumPy's API its extensions call, and with what. The
   * calls of its extensions take longer for it; other hosts do not notice. At most eight such hosts
   * can be open.
   *
   * @param version the NumPy to emulate
   * @param calls for how many calls the arguments are recorded, at 160 bytes each; all are counted
   * @throws UnsupportedOperationException on a machine that is not x86-64 Linux
   * @throws IllegalStateException when eight traced hosts are open
   */
  public static ExtensionHost openTraced(NumpyVersion version, int calls) {
    if (calls <= 0) {
      throw new IllegalArgumentException("a trace of " + calls + " calls");
    }
    return new ExtensionHost(version, calls);
  }

  /**
   * What this host records; can be read when the host is closed, too.
   *
   * @throws IllegalStateException when it was not opened with {@link #openTraced}
   */
  public CallTrace trace() {
    return state
        .trace()
        .orElseThrow(() ->
            new IllegalStateException(
                "this host records nothing: open it with ExtensionHost.openTraced"));
  }

  /** The NumPy that this host emulates. */
  public NumpyVersion numpyVersion() {
    return state.numpyVersion();
  }

  /**
   * Loads the only module of a file: a {@code .so}, or a {@code .whl} with one extension module.
   *
   * @throws ExtensionLoadException when the file cannot be loaded; says why
   */
  public ExtensionModule load(Path file) {
    return load(file, null);
  }

  /**
   * Loads a module. A second call for the same file and module gives the same module.
   *
   * @param file a {@code .so}, or a {@code .whl}
   * @param module the module's dotted name; null for a {@code .so}, whose file name says it, or a
   *     wheel that has only one
   * @throws ExtensionLoadException when the file cannot be loaded; says why
   * @throws IllegalStateException when this host is closed
   */
  public synchronized ExtensionModule load(Path file, String module) {
    Objects.requireNonNull(file, "file");
    requireOpen();
    String key = file.toAbsolutePath().normalize() + "::" + module;
    ExtensionModule known = loaded.get(key);
    if (known == null) {
      known = new ExtensionModule(this, state.loader().load(file, module));
      loaded.put(key, known);
    }
    return known;
  }

  /**
   * Python objects that are alive in this process, static ones not counted. The same before and
   * after a call, unless the extension, or a {@link PythonObject}, holds something.
   */
  public static long liveObjects() {
    return LibAmbi.liveObjects();
  }

  /**
   * Objects that this host's loading and importing of modules has made and left alive: modules,
   * their functions and types. They live as long as the host, and those that refer to each other
   * longer. What {@link #liveObjects} has grown by beyond them came from calls.
   */
  public long loadedObjects() {
    return Upcalls.underLock(state.defaultContext(), state::loadedObjects);
  }

  HostState state() {
    return state;
  }

  void requireOpen() {
    if (closed) {
      throw closed();
    }
  }

  static IllegalStateException closed() {
    return new IllegalStateException("this ExtensionHost is closed");
  }

  /** Whether {@link #close} was called. */
  public boolean isClosed() {
    return closed;
  }

  /** Forgets all modules. Closing again does nothing. Waits for no call that is under way. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    Upcalls.underLock(
        state.defaultContext(),
        () -> {
          loaded.values().forEach(ExtensionModule::release);
          state.closeContexts();
        });
    state.deleteCopies();
  }
}
