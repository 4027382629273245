package dev.ambi.cli;

import java.util.HashMap;
import java.util.Map;

/** The names that headers have for a struct beside that of its layout: tags, and older typedefs. */
final class StructNames {
  private static final String STRUCT = "struct ";
  private static final Map<String, String> LAYOUTS = new HashMap<>();

  static {
    LAYOUTS.put("_PyArray_Descr", "PyArray_Descr");
    LAYOUTS.put("_arr_descr", "PyArray_ArrayDescr");
    // With NPY_NO_DEPRECATED_API a PyArrayObject shows no fields, but has these all the same.
    LAYOUTS.put("PyArrayObject", "PyArrayObject_fields");
    LAYOUTS.put("tagPyArrayObject", "PyArrayObject_fields");
    LAYOUTS.put("tagPyArrayObject_fields", "PyArrayObject_fields");
    LAYOUTS.put("PyArrayIterObject_tag", "PyArrayIterObject");
    LAYOUTS.put("_tagPyUFuncObject", "PyUFuncObject");
    LAYOUTS.put("NpyAuxData_tag", "NpyAuxData");
    LAYOUTS.put("_object", "PyObject");
    LAYOUTS.put("_typeobject", "PyTypeObject");
    LAYOUTS.put("_heaptypeobject", "PyHeapTypeObject");
    LAYOUTS.put("_longobject", "PyLongObject");
    LAYOUTS.put("_ts", "PyThreadState");
    LAYOUTS.put("bufferinfo", "Py_buffer");
  }

  private StructNames() {}

  /** The name that the layouts have for what a header calls so; the name itself if it has one. */
  static String layout(String name) {
    String bare = name.strip();
    bare = bare.startsWith(STRUCT) ? bare.substring(STRUCT.length()).strip() : bare;
    return LAYOUTS.getOrDefault(bare, bare);
  }
}
