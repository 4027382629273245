/* The module: it imports both of NumPy's tables, and collects the functions of the other files. */
#define CAPI_ARRAYS_MODULE
#include "arrays.h"

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "capi_arrays",
    .m_doc = "Small functions over NumPy's C API.",
    .m_size = -1,
    .m_methods = fact_methods,
};

PyMODINIT_FUNC PyInit_capi_arrays(void) {
  import_array();
  import_ufunc();
  PyObject *module = PyModule_Create(&definition);
  PyMethodDef *const tables[] = {cents_methods,    conversion_methods, creation_methods,
                                 dtype_methods,    iterator_methods,   nditer_methods,
                                 scalar_methods,   shape_methods,      ufunc_methods,
                                 indexing_methods};
  for (size_t i = 0; module && i < Py_ARRAY_LENGTH(tables); i++) {
    if (PyModule_AddFunctions(module, tables[i]) < 0) Py_CLEAR(module);
  }
  if (module && (add_ufuncs(module) < 0 || add_cents_dtype(module) < 0)) Py_CLEAR(module);
  return module;
}
