/* The module: functions and types of the other files, and a few constants. Single-phase initialisation. */
#include "objects.h"

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "capi_objects",
    .m_doc = "Small functions over CPython's C API.",
    .m_size = -1,
    .m_methods = number_methods,
};

static int fill(PyObject *module) {
  PyMethodDef *const tables[] = {argument_methods,  calling_methods, capsule_methods, container_methods,
                                 convention_methods, error_methods,  stack_methods,   text_methods,
                                 thread_methods,    value_methods};
  for (size_t i = 0; i < Py_ARRAY_LENGTH(tables); i++) {
    if (PyModule_AddFunctions(module, tables[i]) < 0) return -1;
  }
  if (PyModule_AddIntConstant(module, "ANSWER", 42) < 0 || PyModule_AddStringConstant(module, "GREETING", "hello") < 0) {
    return -1;
  }
  PyObject *version = PyFloat_FromDouble(0.5);
  if (!version || PyModule_AddObject(module, "VERSION", version) < 0) {
    Py_XDECREF(version);
    return -1;
  }
  return add_exceptions(module) < 0 || add_points(module) < 0 || add_ranges(module) < 0 ? -1 : 0;
}

PyMODINIT_FUNC PyInit_capi_objects(void) {
  PyObject *module = PyModule_Create(&definition);
  if (module && fill(module) < 0) Py_CLEAR(module);
  return module;
}
