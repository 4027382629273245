package dev.ambi.bridge.host;

import dev.ambi.bridge.nativelib.CApi;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Causes;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;

/** {@code PyImport_*}: modules by name, in the host of the extension that asks. */
@CApi
public final class Imports {
  private Imports() {}

  /** New reference to the module, as {@code importlib.import_module} gives it. */
  public static long PyImport_ImportModule(CallContext context, long name) {
    return Py.incref(find(context, Memory.string(name)));
  }

  /** As {@link #PyImport_ImportModule}. */
  public static long PyImport_ImportModuleNoBlock(CallContext context, long name) {
    return PyImport_ImportModule(context, name);
  }

  /** As {@link #PyImport_ImportModule}, the name being a str. */
  public static long PyImport_Import(CallContext context, long name) {
    return Py.incref(find(context, Py.string(name)));
  }

  /**
   * {@code __import__}: the top package, unless {@code fromlist} has items. Relative imports have
   * no package here.
   */
  public static long PyImport_ImportModuleLevelObject(
      CallContext context, long name, long globals, long locals, long fromlist, int level) {
    if (level > 0) {
      throw PythonError.of("ImportError", "attempted relative import with no known parent package");
    }
    String text = Py.string(name);
    long module = find(context, text);
    boolean whole = fromlist != 0 && fromlist != Py.NONE && Py.isTrue(fromlist);
    int dot = text.indexOf('.');
    return Py.incref(whole || dot < 0 ? module : find(context, text.substring(0, dot)));
  }

  /** New reference to the module if it is loaded; else NULL without an error. */
  public static long PyImport_GetModule(CallContext context, long name) {
    Long module = context.host().modules().get(Py.string(name));
    return module == null ? 0 : Py.incref(module);
  }

  /** Borrowed reference to the module of that name, made empty where there is none. */
  public static long PyImport_AddModule(CallContext context, long name) {
    return add(context, Memory.string(name));
  }

  /** As {@link #PyImport_AddModule}, the name being a str. */
  public static long PyImport_AddModuleObject(CallContext context, long name) {
    return add(context, Py.string(name));
  }

  /** Borrowed reference to a dict of the loaded modules. */
  public static long PyImport_GetModuleDict(CallContext context) {
    long sys = find(context, "sys");
    long modules = Py.getAttr(sys, "modules");
    context
        .host()
        .modules()
        .forEach((name, module) -> Py.setTaken(modules, Py.newString(name), Py.incref(module)));
    Py.decref(modules);
    return modules;
  }

  private static long add(CallContext context, String name) {
    HostState host = context.host();
    return host.loading(() -> host.modules().computeIfAbsent(name, StandardModules::empty));
  }

  /** The first part of a dotted name that cannot be imported, as CPython names it. */
  private static String missing(HostState host, String name) {
    int dot = name.indexOf('.');
    String top = dot < 0 ? name : name.substring(0, dot);
    return host.loader().hasPackage(top) ? name : top;
  }

  /** Borrowed reference to the module. */
  private static long find(CallContext context, String name) {
    Long known = context.host().modules().get(name);
    boolean plain = known != null && !name.startsWith("numpy");
    return plain ? known : context.host().loading(() -> search(context, name));
  }

  private static long search(CallContext context, String name) {
    HostState host = context.host();
    if (name.equals("numpy") || name.startsWith("numpy.")) {
      return NumpyModules.find(context, name);
    }
    Long standard = StandardModules.make(name);
    if (standard != null) {
      host.modules().put(name, standard);
      return standard;
    }
    return host.loader()
        .importSibling(name)
        .orElseThrow(() -> {
          PythonError error =
              PythonError.of(
                  "ModuleNotFoundError", "No module named '" + missing(host, name) + "'");
          host.loader()
              .pythonFile(name)
              .ifPresent(file ->
                  Causes.remember(
                      new UnsupportedOperationException(
                          name + " is Python code (" + file + "), and Ambi runs no Python")));
          return error;
        });
  }
}
