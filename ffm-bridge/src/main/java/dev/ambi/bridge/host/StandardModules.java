package dev.ambi.bridge.host;

import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import java.util.List;

/** The few modules of Python's own that C code imports and that need no Python code. */
final class StandardModules {
  private static final List<String> BUILTIN_TYPES =
      List.of(
          "PyBaseObject_Type",
          "PyType_Type",
          "PyBool_Type",
          "PyLong_Type",
          "PyFloat_Type",
          "PyComplex_Type",
          "PyUnicode_Type",
          "PyBytes_Type",
          "PyByteArray_Type",
          "PyTuple_Type",
          "PyList_Type",
          "PyDict_Type",
          "PySet_Type",
          "PyFrozenSet_Type",
          "PySlice_Type",
          "PyRange_Type",
          "PyMemoryView_Type",
          "PyProperty_Type",
          "PyStaticMethod_Type",
          "PyClassMethod_Type");

  private static final List<String> EXCEPTIONS =
      List.of(
          "BaseException",
          "Exception",
          "ArithmeticError",
          "AssertionError",
          "AttributeError",
          "BufferError",
          "EOFError",
          "FloatingPointError",
          "GeneratorExit",
          "ImportError",
          "IndexError",
          "KeyError",
          "KeyboardInterrupt",
          "LookupError",
          "MemoryError",
          "ModuleNotFoundError",
          "NameError",
          "NotImplementedError",
          "OSError",
          "OverflowError",
          "RecursionError",
          "ReferenceError",
          "RuntimeError",
          "StopIteration",
          "SyntaxError",
          "SystemError",
          "SystemExit",
          "TypeError",
          "UnboundLocalError",
          "UnicodeError",
          "ValueError",
          "ZeroDivisionError",
          "Warning",
          "DeprecationWarning",
          "FutureWarning",
          "RuntimeWarning",
          "UserWarning");

  private StandardModules() {}

  /** New reference to the module, or null where there is none of that name. */
  static Long make(String name) {
    return switch (name) {
      case "builtins" -> builtins();
      case "sys" -> sys();
      default -> null;
    };
  }

  /** New reference to an empty module. */
  static long empty(String name) {
    long text = Py.newString(name);
    try {
      return Py.checked(Downcalls.call(LibAmbi.address("PyModule_NewObject"), text));
    } finally {
      Py.decref(text);
    }
  }

  private static long builtins() {
    long module = empty("builtins");
    for (String symbol : BUILTIN_TYPES) {
      long type = LibAmbi.address(symbol);
      Py.setAttr(module, Py.typeName(type), type);
    }
    for (String name : EXCEPTIONS) {
      Py.setAttr(module, name, Memory.getLong(LibAmbi.address("PyExc_" + name)));
    }
    Py.setAttr(module, "None", Py.NONE);
    Py.setAttr(module, "True", Py.TRUE);
    Py.setAttr(module, "False", Py.FALSE);
    Py.setAttr(module, "NotImplemented", Py.NOT_IMPLEMENTED);
    Py.setAttr(module, "Ellipsis", Py.ELLIPSIS);
    return module;
  }

  private static long sys() {
    long module = empty("sys");
    long modules = Py.newDict();
    Py.setAttr(module, "modules", modules);
    Py.decref(modules);
    long maxsize = Py.newLong(Long.MAX_VALUE);
    Py.setAttr(module, "maxsize", maxsize);
    Py.decref(maxsize);
    long order = Py.newString("little");
    Py.setAttr(module, "byteorder", order);
    Py.decref(order);
    return module;
  }
}
