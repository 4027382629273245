package dev.ambi.bridge.host;

import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.load.PrivateCopy;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Upcalls;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.trace.CallTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What belongs to a host: the emulated version, a call context for each ABI, modules, private
 * copies of binaries.
 */
public final class HostState {
  private final NumpyVersion version;
  private final Map<Integer, CallContext> contexts = new HashMap<>();
  private final List<CallContext> contextList;
  private final PrivateCopy copies;
  private final ModuleLoader loader;

  /** How deep in {@link #loading} the thread with the lock is, and what has been counted there. */
  private int loading;

  private long loadedObjects;

  /** Null where nothing is traced. */
  private final HostTrace trace;

  /** {@code sys.modules} of this host: new references. Guarded by the interpreter lock. */
  private final Map<String, Long> modules = new LinkedHashMap<>();

  /** The state of a new host that traces nothing. */
  public HostState(NumpyVersion version) {
    this(version, 0);
  }

  /**
   * The state of a new host.
   *
   * @param version the NumPy to emulate
   * @param tracedCalls how many calls to record; 0 for a host that traces nothing
   */
  public HostState(NumpyVersion version, int tracedCalls) {
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
    trace = tracedCalls == 0 ? null : Upcalls.underLock(defaultContext(), () -> trace(tracedCalls));
  }

  private HostTrace trace(int calls) {
    HostTrace opened = HostTrace.open(calls);
    contextList.forEach(opened::watch);
    return opened;
  }

  /** What the host records; empty where nothing is traced. */
  public Optional<CallTrace> trace() {
    return Optional.ofNullable(trace);
  }

  /** The table that binaries of ABI {@code tag} get. The lock is held. */
  long table(int tag, boolean ufunc) {
    NumpyAbi abi = context(tag).abi();
    return trace != null ? trace.table(abi, ufunc) : ufunc ? abi.ufuncTable() : abi.arrayTable();
  }

  /** The NumPy that the host emulates. */
  public NumpyVersion numpyVersion() {
    return version;
  }

  /**
   * What {@code PyArray_GetNDArrayCVersion} tells binaries that use the table of ABI {@code tag}.
   */
  public int abiVersion(int tag) {
    return version.isAuto() ? context(tag).abi().abiVersion() : version.abiVersion();
  }

  /**
   * What {@code PyArray_GetNDArrayCFeatureVersion} tells binaries that use the table of ABI {@code
   * tag}.
   */
  public int featureVersion(int tag) {
    return emulated(tag).featureVersion();
  }

  /** The release whose behaviour a binary of ABI {@code tag} sees. */
  public NumpyVersion emulated(int tag) {
    return version.isAuto() ? NumpyVersion.newest(tag) : version;
  }

  /** The call context for ABI {@code tag}. */
  public CallContext context(int tag) {
    CallContext context = contexts.get(tag);
    if (context == null) {
      throw new IllegalStateException("no implementation of NumPy ABI " + tag + " is installed");
    }
    return context;
  }

  /** One for each ABI, the current one first. */
  public List<CallContext> contexts() {
    return contextList;
  }

  /** The context that code runs in before it has said which ABI it wants. */
  public CallContext defaultContext() {
    return version.major() == 1 ? context(1) : contextList.getFirst();
  }

  /** Loads modules for this host. */
  public ModuleLoader loader() {
    return loader;
  }

  /** The {@code numpy} module of an ABI: borrowed; the lock is held. */
  public long numpyModule(int tag) {
    return NumpyModules.find(context(tag), "numpy", tag);
  }

  /** Gives the {@code numpy} module of an ABI an attribute; the lock is held. */
  public void keepNumpyAttribute(int tag, String name, long value) {
    Long module = modules.get(NumpyModules.key(this, "numpy", tag));
    if (module != null) {
      Py.setAttr(module, name, value);
    }
  }

  /**
   * Runs what loads or imports modules, and counts the objects that it leaves. The lock is held.
   */
  <T> T loading(Supplier<T> body) {
    long before = LibAmbi.liveObjects();
    loading++;
    try {
      return body.get();
    } finally {
      if (--loading == 0) {
        loadedObjects += LibAmbi.liveObjects() - before;
      }
    }
  }

  /** Objects that loading and importing made and left alive. The lock is held. */
  public long loadedObjects() {
    return loadedObjects;
  }

  Map<String, Long> modules() {
    return modules;
  }

  /** Refuses further calls and drops the modules. The lock is held. */
  public void closeContexts() {
    long close = LibAmbi.address("ambi_close_context");
    contextList.forEach(c -> Downcalls.call(close, c.id()));
    modules.values().forEach(Py::decref);
    modules.clear();
    if (trace != null) {
      trace.close();
    }
    // The contexts stay registered: an object that outlives the host may call back. They are small.
  }

  /** Deletes the private copies of the binaries; what is mapped stays mapped. */
  public void deleteCopies() {
    copies.close();
  }
}
