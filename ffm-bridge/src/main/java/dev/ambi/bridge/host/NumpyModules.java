package dev.ambi.bridge.host;

import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.numpy.ApiTables;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import java.util.List;

/**
 * NumPy's modules as extensions see them: which of them a host offers follows from the version that
 * it emulates, and decides which table a binary gets. Binaries built for 1.x ask for {@code
 * numpy.core._multiarray_umath}; those built for 2.x for {@code numpy._core._multiarray_umath}, and
 * fall back to the old name where their headers allowed for older versions.
 */
final class NumpyModules {
  /** {@code numpy._core} came to 1.26 as an alias of {@code numpy.core}. */
  private static final int FIRST_MINOR_WITH_ALIAS = 26;

  private static final String OLD = "numpy.core";
  private static final String NEW = "numpy._core";

  private static final List<String> WITH_API = List.of("multiarray", "_multiarray_umath", "umath");

  /** Types that {@code numpy} has as attributes, under the last part of their names. */
  private static final List<String> TYPES =
      List.of(
          "PyGenericArrType_Type",
          "PyNumberArrType_Type",
          "PyIntegerArrType_Type",
          "PySignedIntegerArrType_Type",
          "PyUnsignedIntegerArrType_Type",
          "PyInexactArrType_Type",
          "PyFloatingArrType_Type",
          "PyComplexFloatingArrType_Type",
          "PyFlexibleArrType_Type",
          "PyCharacterArrType_Type",
          "PyBoolArrType_Type",
          "PyByteArrType_Type",
          "PyShortArrType_Type",
          "PyIntArrType_Type",
          "PyLongArrType_Type",
          "PyLongLongArrType_Type",
          "PyUByteArrType_Type",
          "PyUShortArrType_Type",
          "PyUIntArrType_Type",
          "PyULongArrType_Type",
          "PyULongLongArrType_Type",
          "PyHalfArrType_Type",
          "PyFloatArrType_Type",
          "PyDoubleArrType_Type",
          "PyLongDoubleArrType_Type",
          "PyCFloatArrType_Type",
          "PyCDoubleArrType_Type",
          "PyCLongDoubleArrType_Type",
          "PyObjectArrType_Type",
          "PyStringArrType_Type",
          "PyUnicodeArrType_Type",
          "PyVoidArrType_Type",
          "PyDatetimeArrType_Type",
          "PyTimedeltaArrType_Type");

  private static final long EXPERIMENTAL = LibAmbi.address("ambi_experimental_dtype_api");
  private static final long GETATTR = LibAmbi.address("ambi_numpy_getattr");

  private NumpyModules() {}

  /**
   * Under which name a host keeps a module. A host of both ABIs has the top module once for each:
   * what is registered in it belongs to the dtypes of one.
   */
  static String key(HostState host, String name, int tag) {
    boolean shared = !name.equals("numpy") || !host.numpyVersion().isAuto();
    return shared || tag == host.contexts().getFirst().abi().tag() ? name : name + "/" + tag;
  }

  /** Borrowed reference to the module. */
  static long find(CallContext context, String name) {
    HostState host = context.host();
    boolean old = name.equals(OLD) || name.startsWith(OLD + ".");
    boolean current = name.equals(NEW) || name.startsWith(NEW + ".");
    if (current) {
      host.loader().askedForNumpy2();
    }
    NumpyVersion version = host.numpyVersion();
    int tag;
    if (!old && !current) {
      tag = version.isAuto() ? host.loader().numpyTag(context) : version.major();
    } else if (version.isAuto()) {
      tag = old ? 1 : 2;
    } else if (version.major() == 1) {
      if (current && version.minor() < FIRST_MINOR_WITH_ALIAS) {
        throw PythonError.of("ModuleNotFoundError", "No module named 'numpy._core'");
      }
      tag = 1;
    } else {
      if (old && hasApi(name)) {
        host.loader().refusedNumpy(name);
        throw PythonError.of(
            "ImportError",
            "A module that was compiled using NumPy 1.x cannot be run in NumPy " + version);
      }
      tag = 2;
    }
    if (hasApi(name)) {
      host.loader().tookNumpy(tag);
    }
    return find(context, name, tag);
  }

  /** Borrowed reference to the module of an ABI. */
  static long find(CallContext context, String name, int tag) {
    HostState host = context.host();
    return host.modules().computeIfAbsent(key(host, name, tag), _ -> make(name, host, tag));
  }

  private static boolean hasApi(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0
        && WITH_API.contains(name.substring(dot + 1))
        && (name.startsWith(OLD) || name.startsWith(NEW));
  }

  private static long make(String name, HostState host, int tag) {
    NumpyAbi abi = host.context(tag).abi();
    long module = StandardModules.empty(name);
    if (hasApi(name)) {
      set(module, "_ARRAY_API", ApiTables.newCapsule(host.table(tag, false)));
      set(module, "_UFUNC_API", ApiTables.newCapsule(host.table(tag, true)));
      if (tag == 1) {
        set(module, "_get_experimental_dtype_api", Downcalls.call(EXPERIMENTAL));
      }
    }
    if (name.equals("numpy") || hasApi(name) || name.equals(OLD) || name.equals(NEW)) {
      set(module, "ndarray", Py.incref(abi.arrayType()));
      set(module, "dtype", Py.incref(abi.descrType()));
      for (String symbol : TYPES) {
        long type = LibAmbi.address(symbol);
        String full = Py.typeName(type);
        set(module, full.substring(full.lastIndexOf('.') + 1), Py.incref(type));
      }
    }
    if (name.equals("numpy")) {
      set(module, "__version__", Py.newString(host.emulated(tag) + ".0"));
      set(module, "__getattr__", Downcalls.call(GETATTR, abi.tag()));
    }
    return module;
  }

  /** Takes over the value. */
  private static void set(long module, String name, long value) {
    try {
      Py.setAttr(module, name, value);
    } finally {
      Py.decref(value);
    }
  }
}
