package dev.ambi.bridge;

import dev.ambi.bridge.host.LoadedModule;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Upcalls;
import dev.ambi.bridge.object.Py;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An extension module that a host has loaded. Thread-safe. */
public final class ExtensionModule {
  private static final long MODULE_DICT = LibAmbi.address("PyModule_GetDict");

  private final ExtensionHost host;
  private final String name;
  private final Path file;
  private final long module;
  private final CallContext context;
  private final boolean usesNumpy;
  private final Map<String, ExtensionFunction> functions = new ConcurrentHashMap<>();

  /** Takes over the reference to the module object. */
  ExtensionModule(ExtensionHost host, LoadedModule loaded) {
    this.host = host;
    name = loaded.name();
    file = loaded.file();
    module = loaded.module();
    context = loaded.context();
    usesNumpy = loaded.usesNumpy();
  }

  /** The dotted name. */
  public String name() {
    return name;
  }

  /** The file that it was loaded from: the {@code .so}, or the {@code .whl}. */
  public Path file() {
    return file;
  }

  /** Whether the module took NumPy's C API. */
  public boolean usesNumpy() {
    return usesNumpy;
  }

  /** The NumPy ABI that the module took, in words: {@code "NumPy 1.x"}. */
  public String numpyAbi() {
    return context.abi().displayName();
  }

  /** The major version of the NumPy ABI that the module took: 1 or 2. */
  public int numpyMajor() {
    return context.abi().tag();
  }

  /** The feature version ({@code PyArray_GetNDArrayCFeatureVersion}) that the module was given. */
  public int featureVersion() {
    return host.state().featureVersion(context.abi().tag());
  }

  /** The names of the callables in the module, in the module's order, private ones left out. */
  public List<String> functions() {
    host.requireOpen();
    return Upcalls.underLock(
        context,
        () -> {
          List<String> names = new ArrayList<>();
          Py.forEachEntry(
              Downcalls.call(MODULE_DICT, module),
              (key, value) -> {
                String key0 = Py.string(key);
                if (!key0.startsWith("_") && Py.isCallable(value)) {
                  names.add(key0);
                }
              });
          return names;
        });
  }

  /**
   * A callable of the module; keep it to call it often.
   *
   * @throws PythonException AttributeError, when the module has no such attribute
   * @throws IllegalArgumentException when the attribute cannot be called
   */
  public ExtensionFunction function(String function) {
    ExtensionFunction known = functions.get(function);
    return known != null ? known : functions.computeIfAbsent(function, this::find);
  }

  private ExtensionFunction find(String function) {
    host.requireOpen();
    long callable =
        Upcalls.underLock(
            context,
            () -> {
              long attribute = PythonCalls.getAttribute(module, function, name);
              if (!Py.isCallable(attribute)) {
                String type = Py.typeName(Py.type(attribute));
                Py.decref(attribute);
                throw new IllegalArgumentException(
                    name + "." + function + " is a " + type + " and cannot be called");
              }
              return attribute;
            });
    return new ExtensionFunction(host, context, name + "." + function, callable);
  }

  /**
   * The value of an attribute.
   *
   * @throws PythonException AttributeError, when there is none
   */
  public Value get(String attribute) {
    host.requireOpen();
    return Upcalls.underLock(
        context,
        () -> Results.take(PythonCalls.getAttribute(module, attribute, name), context, name));
  }

  /** Calls a function; see {@link ExtensionFunction#call}. */
  public Value call(String function, Object... arguments) {
    return function(function).call(arguments);
  }

  /** Drops what this holds; the lock is held. */
  void release() {
    functions.values().forEach(f -> Py.decref(f.callable()));
    Py.decref(module);
  }

  /** The name and the file. */
  @Override
  public String toString() {
    return "module " + name + " from " + file;
  }
}
