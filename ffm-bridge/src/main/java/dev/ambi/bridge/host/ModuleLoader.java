package dev.ambi.bridge.host;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import dev.ambi.bridge.PythonException;
import dev.ambi.bridge.load.ElfFile;
import dev.ambi.bridge.load.ExtensionFileName;
import dev.ambi.bridge.load.PrivateCopy;
import dev.ambi.bridge.load.SymbolCheck;
import dev.ambi.bridge.load.UnpackedWheel;
import dev.ambi.bridge.load.Wheel;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.DynamicLibrary;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.nativelib.Upcalls;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * From a file to a module object: checks, a private copy, dlopen, PyInit, PEP 489's second phase.
 */
public final class ModuleLoader {
  /** PYTHON_API_VERSION. */
  private static final int API_VERSION = 1013;

  private static final SymbolCheck SYMBOLS = SymbolCheck.against(LibAmbi::has);

  private final HostState host;
  private final PrivateCopy copies;

  /** Wheels whose modules this host has loaded: their other modules can be imported by name. */
  private final Map<Path, UnpackedWheel> wheels = new LinkedHashMap<>();

  /** What the module that is being initialised has imported. Guarded by the interpreter lock. */
  private Progress progress;

  /** Whether a module took NumPy's API that was built with headers of 1.x. Guarded by the lock. */
  private boolean builtFor1;

  /** The ABI that a module took during its initialisation. */
  private static final class Progress {
    final Progress outer;
    int tag;
    boolean knowsNumpy2;
    String refused;

    Progress(Progress outer) {
      this.outer = outer;
    }
  }

  ModuleLoader(HostState host, PrivateCopy copies) {
    this.host = host;
    this.copies = copies;
  }

  /** Loads a module from a .so or a .whl; {@code module} may be null. */
  public LoadedModule load(Path file, String module) {
    if (!Files.exists(file)) {
      throw new ExtensionLoadException(Reason.NO_SUCH_FILE, file, "there is no such file");
    }
    if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".whl")) {
      UnpackedWheel wheel = Wheel.open(file).unpack();
      String name = module == null ? wheel.onlyModule() : module;
      Path binary = wheel.find(name);
      wheels.put(wheel.root(), wheel);
      return loadBinary(file, binary, name);
    }
    return loadBinary(file, file, module);
  }

  private LoadedModule loadBinary(Path origin, Path binary, String module) {
    ElfFile elf = ElfFile.read(binary);
    ExtensionFileName fileName = ExtensionFileName.of(binary);
    fileName.check(binary);
    String name = module == null ? fileName.module() : module;
    String init = elf.initFunction(name);
    SYMBOLS.require(elf);
    Path copy = copies.copy(elf);
    long library;
    try {
      library = DynamicLibrary.openLocal(copy);
    } catch (UnsatisfiedLinkError e) {
      throw new ExtensionLoadException(
          Reason.DLOPEN_FAILED, origin, "the dynamic linker refuses it: " + e.getMessage(), e);
    }
    long function = DynamicLibrary.symbol(library, init);
    return Upcalls.underLock(
        host.defaultContext(),
        () -> host.loading(() -> initialise(origin, name, function, library)));
  }

  private LoadedModule initialise(Path origin, String name, long init, long library) {
    progress = new Progress(progress);
    Progress mine = progress;
    Downcalls.call(Symbols.CAPTURE_BEGIN);
    long module = 0;
    PythonException failure = null;
    try {
      module = run(name, init, origin);
    } catch (PythonError e) {
      failure = (PythonException) PythonExceptions.of(e, name);
    } finally {
      progress = mine.outer;
      long printed = Downcalls.call(Symbols.CAPTURE_END);
      if (printed != 0) {
        PythonException first = PythonExceptions.take(printed, name);
        if (failure != null) {
          failure.addSuppressed(first);
        }
      }
    }
    if (failure != null) {
      DynamicLibrary.close(library);
      throw InitFailure.explain(host, origin, name, mine.refused, failure);
    }
    builtFor1 |= mine.tag != 0 && !mine.knowsNumpy2;
    host.modules().putIfAbsent(name, Py.incref(module));
    CallContext context = mine.tag == 0 ? host.defaultContext() : host.context(mine.tag);
    return new LoadedModule(name, origin, module, context, mine.tag != 0);
  }

  /**
   * Single-phase: PyInit gives the module. Multi-phase (PEP 489): it gives a definition, which is
   * then carried out.
   */
  private static long run(String name, long init, Path origin) {
    try (Arena arena = Arena.ofConfined()) {
      long fullName = arena.allocateFrom(name).address();
      long before = Memory.getLong(Symbols.PACKAGE_CONTEXT);
      Memory.putLong(Symbols.PACKAGE_CONTEXT, fullName);
      long result = Downcalls.call(init);
      Memory.putLong(Symbols.PACKAGE_CONTEXT, before);
      if (result == 0) {
        if (!Py.errorOccurred()) {
          throw PythonError.of(
              "SystemError", "initialization of " + name + " failed without raising an exception");
        }
        throw PythonError.ALREADY_SET;
      }
      if (Py.errorOccurred()) {
        throw PythonError.ALREADY_SET;
      }
      if (Py.type(result) != Symbols.MODULE_DEF_TYPE) {
        return result;
      }
      long spec = spec(name, origin);
      try {
        long module = Py.checked(Downcalls.call(Symbols.FROM_DEF, result, spec, API_VERSION));
        try {
          Py.checkedInt(Downcalls.call(Symbols.EXEC_DEF, module, result));
          return module;
        } catch (PythonError e) {
          Py.decref(module);
          throw e;
        }
      } finally {
        Py.decref(spec);
      }
    }
  }

  /** The attributes of importlib's ModuleSpec that C code reads. */
  private static long spec(String name, Path origin) {
    long text = Py.newString(name);
    long spec;
    try {
      spec = Py.checked(Downcalls.call(Symbols.NEW_MODULE, text));
      Py.setAttr(spec, "name", text);
    } finally {
      Py.decref(text);
    }
    long path = Py.newString(origin.toString());
    Py.setAttr(spec, "origin", path);
    Py.decref(path);
    int dot = name.lastIndexOf('.');
    long parent = Py.newString(dot < 0 ? "" : name.substring(0, dot));
    Py.setAttr(spec, "parent", parent);
    Py.decref(parent);
    Py.setAttr(spec, "loader", Py.NONE);
    Py.setAttr(spec, "submodule_search_locations", Py.NONE);
    return spec;
  }

  /** The module that is being initialised takes NumPy's API of that ABI. */
  void tookNumpy(int tag) {
    if (progress != null) {
      progress.tag = tag;
    }
  }

  /** Of which ABI the {@code numpy} is that code gets which names none. */
  int numpyTag(CallContext context) {
    return progress != null && progress.tag != 0 ? progress.tag : context.abi().tag();
  }

  /**
   * The module that is being initialised was built with headers of 2.x, which ask for this first.
   */
  void askedForNumpy2() {
    if (progress != null) {
      progress.knowsNumpy2 = true;
    }
  }

  /** Whether one of the modules that took NumPy's API was built with headers of 1.x. */
  boolean hasBuiltFor1() {
    return builtFor1;
  }

  /** The module that is being initialised asked for a NumPy that this host does not offer. */
  void refusedNumpy(String module) {
    if (progress != null) {
      progress.refused = module;
    }
  }

  /** Another extension module of a wheel that this host has loaded from; borrowed. */
  Optional<Long> importSibling(String name) {
    for (UnpackedWheel wheel : wheels.values()) {
      if (wheel.modules().containsKey(name)) {
        try {
          Py.decref(
              loadBinary(wheel.root(), wheel.find(name), name).module()); // the host has its own
          return Optional.ofNullable(host.modules().get(name));
        } catch (ExtensionLoadException e) {
          throw PythonError.of("ImportError", e.getMessage());
        }
      }
    }
    return Optional.empty();
  }

  /** Whether one of the wheels has a package (or module) of that name. */
  boolean hasPackage(String name) {
    return wheels.values().stream()
        .anyMatch(w ->
            Files.isDirectory(w.root().resolve(name))
                || Files.exists(w.root().resolve(name + ".py")));
  }

  /** The file of a Python module of that name in one of the wheels, for a better message. */
  Optional<Path> pythonFile(String name) {
    String path = name.replace('.', '/');
    for (UnpackedWheel wheel : wheels.values()) {
      for (String file : new String[] {path + ".py", path + "/__init__.py"}) {
        if (Files.exists(wheel.root().resolve(file))) {
          return Optional.of(Path.of(file));
        }
      }
    }
    return Optional.empty();
  }

  /** Symbols that only loading needs. */
  private static final class Symbols {
    static final long CAPTURE_BEGIN = LibAmbi.address("ambi_capture_begin");
    static final long CAPTURE_END = LibAmbi.address("ambi_capture_end");
    static final long PACKAGE_CONTEXT = LibAmbi.address("_Py_PackageContext");
    static final long MODULE_DEF_TYPE = LibAmbi.address("PyModuleDef_Type");
    static final long FROM_DEF = LibAmbi.address("PyModule_FromDefAndSpec2");
    static final long EXEC_DEF = LibAmbi.address("PyModule_ExecDef");
    static final long NEW_MODULE = LibAmbi.address("PyModule_NewObject");
  }
}
