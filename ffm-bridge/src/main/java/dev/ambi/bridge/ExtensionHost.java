package dev.ambi.bridge;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.load.PrivateCopy;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Upcalls;
import dev.ambi.bridge.object.Py;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
 * <p>Several hosts can be open at once, each with its own NumPy version; each loads a private copy of a binary, so that the
 * copies share no static data. Built-in objects and the interpreter lock are one for the process.
 *
 * <p>Thread-safe. Closing a host makes its modules unusable; their code stays mapped, because objects that live on
 * may point into it.
 */
public final class ExtensionHost implements AutoCloseable {
  private final NumpyVersion version;
  private final Map<Integer, CallContext> contexts = new HashMap<>();
  private final List<CallContext> contextList;
  private final PrivateCopy copies;
  private final ModuleLoader loader;

  /** {@code sys.modules} of this host: new references. Guarded by the interpreter lock. */
  private final Map<String, Long> modules = new LinkedHashMap<>();

  /** What {@link #load} gave, by file and module name. Guarded by this. */
  private final Map<String, ExtensionModule> loaded = new HashMap<>();

  private volatile boolean closed;

  private ExtensionHost(NumpyVersion version) {
    LibAmbi.ensureStarted();
    this.version = version;
    List<CallContext> all = new ArrayList<>();
    for (NumpyAbi abi : KnownAbis.all()) {
      CallContext context = CallContext.register(this, abi);
      contexts.put(abi.tag(), context);
      all.add(context);
    }
    contextList = List.copyOf(all);
    copies = PrivateCopy.create();
    loader = new ModuleLoader(this, copies);
  }

  /** A host that gives each binary the NumPy ABI that it asks for. */
  public static ExtensionHost open() {
    return open(NumpyVersion.AUTO);
  }

  /** A host that behaves as the given NumPy does. */
  public static ExtensionHost open(NumpyVersion version) {
    return new ExtensionHost(Objects.requireNonNull(version, "version"));
  }

  /** The NumPy that this host emulates. */
  public NumpyVersion numpyVersion() {
    return version;
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
   * @param module the module's dotted name; null for a {@code .so}, whose file name says it, or a wheel that has only one
   * @throws ExtensionLoadException when the file cannot be loaded; says why
   * @throws IllegalStateException when this host is closed
   */
  public synchronized ExtensionModule load(Path file, String module) {
    Objects.requireNonNull(file, "file");
    requireOpen();
    String key = file.toAbsolutePath().normalize() + "::" + module;
    ExtensionModule known = loaded.get(key);
    if (known == null) {
      known = loader.load(file, module);
      loaded.put(key, known);
    }
    return known;
  }

  /**
   * Python objects that are alive in this process, static ones not counted. The same before and after a call, unless the
   * extension, or a {@link PythonObject}, holds something.
   */
  public static long liveObjects() {
    return LibAmbi.liveObjects();
  }

  /**
   * What {@code PyArray_GetNDArrayCVersion} tells binaries that use the table of the given ABI.
   *
   * @param tag 1 or 2
   */
  public int abiVersion(int tag) {
    return version.isAuto() ? contexts.get(tag).abi().abiVersion() : version.abiVersion();
  }

  /**
   * What {@code PyArray_GetNDArrayCFeatureVersion} tells binaries that use the table of the given ABI.
   *
   * @param tag 1 or 2
   */
  public int featureVersion(int tag) {
    return emulated(tag).featureVersion();
  }

  /** The release whose behaviour a binary of the given ABI sees. */
  public NumpyVersion emulated(int tag) {
    return version.isAuto() ? NumpyVersion.newest(tag) : version;
  }

  /** The call context for the ABI of that tag. */
  public CallContext context(int tag) {
    CallContext context = contexts.get(tag);
    if (context == null) {
      throw new IllegalStateException("no implementation of NumPy ABI " + tag + " is installed");
    }
    return context;
  }

  /** One for each ABI, the current one first. */
  List<CallContext> contexts() {
    return contextList;
  }

  /** The context that code runs in before it has said which ABI it wants. */
  CallContext defaultContext() {
    return version.major() == 1 ? context(1) : contextList.getFirst();
  }

  Map<String, Long> modules() {
    return modules;
  }

  ModuleLoader loader() {
    return loader;
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
        defaultContext(),
        () -> {
          contextList.forEach(c -> Downcalls.call(LibAmbi.address("ambi_close_context"), c.id()));
          loaded.values().forEach(ExtensionModule::release);
          modules.values().forEach(Py::decref);
          modules.clear();
        });
    copies.close();
    // The contexts stay registered: a call may still be running in another thread, and an object that outlives the host may call
    // back. They are small.
  }
}
