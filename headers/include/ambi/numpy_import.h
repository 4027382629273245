/*
 * Fetching NumPy's tables: import_array() and import_umath(), in CPython and in Ambi.
 *
 *     PyMODINIT_FUNC PyInit_example(void) {
 *       import_array();
 *       import_umath();
 *       return PyModule_Create(&example);
 *     }
 *
 * Each returns from the function that it stands in where NumPy is not there or does not serve this binary: with NULL, or with what
 * import_array1(ret) names. The exception that is set then says why.
 */
#ifndef AMBI_NUMPY_IMPORT_H
#define AMBI_NUMPY_IMPORT_H

#include "numpy_api.h"
#include "numpy_ufunc_api.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The address in a capsule of NumPy's C module, or NULL and an exception. */
static inline void **ambi_numpy_table(const char *name) {
  /* numpy._core came with 2.0; 1.26 has both names. */
  PyObject *module = PyImport_ImportModule("numpy._core._multiarray_umath");
  if (module == NULL && PyErr_ExceptionMatches(PyExc_ModuleNotFoundError)) {
    PyErr_Clear();
    module = PyImport_ImportModule("numpy.core._multiarray_umath");
  }
  if (module == NULL) {
    return NULL;
  }
  PyObject *capsule = PyObject_GetAttrString(module, name);
  Py_DECREF(module);
  if (capsule == NULL) {
    return NULL;
  }
  void **table = NULL;
  if (PyCapsule_CheckExact(capsule)) {
    table = (void **)PyCapsule_GetPointer(capsule, NULL);
  } else {
    PyErr_Format(PyExc_RuntimeError, "%s of NumPy is no capsule", name);
  }
  Py_DECREF(capsule);
  return table;
}

/* 0, or -1 and an exception. */
static inline int ambi_import_array(void) {
  void **table = ambi_numpy_table("_ARRAY_API");
  if (table == NULL) {
    return -1;
  }
  PyArray_API = table;
  unsigned int abi = PyArray_GetNDArrayCVersion();
  int feature = (int)PyArray_GetNDArrayCFeatureVersion();
  if (abi > NPY_ABI_VERSION) {
    PyArray_API = NULL;
    PyErr_Format(PyExc_RuntimeError, "this module is compiled for NumPy's ABI up to 0x%x, and NumPy has 0x%x",
                 (unsigned int)NPY_ABI_VERSION, abi);
    return -1;
  }
  if (feature < NPY_FEATURE_VERSION) {
    PyArray_API = NULL;
    PyErr_Format(PyExc_RuntimeError,
                 "this module is compiled for NumPy " NPY_FEATURE_VERSION_STRING
                 " and later (C API 0x%x), and NumPy has the C API 0x%x",
                 (unsigned int)NPY_FEATURE_VERSION, (unsigned int)feature);
    return -1;
  }
  const int one = 1;
  if (PyArray_GetEndianness() != (*(const char *)&one == 1 ? 1 : 2)) {
    PyArray_API = NULL;
    PyErr_SetString(PyExc_RuntimeError, "this module and NumPy are compiled for different byte orders");
    return -1;
  }
  PyArray_RUNTIME_VERSION = feature;
  return 0;
}

static inline int ambi_import_umath(void) {
  void **table = ambi_numpy_table("_UFUNC_API");
  if (table == NULL) {
    return -1;
  }
  PyUFunc_API = table;
  return 0;
}

/* For code that may run before the module's initialisation has: 0, or -1 and an exception. */
static inline int PyArray_ImportNumPyAPI(void) {
  return PyArray_API != NULL ? 0 : ambi_import_array();
}

static inline int PyUFunc_ImportUFuncAPI(void) {
  return PyUFunc_API != NULL ? 0 : ambi_import_umath();
}

#define import_array1(ret)         \
  do {                             \
    if (ambi_import_array() < 0) { \
      return ret;                  \
    }                              \
  } while (0)
#define import_array() import_array1(NULL)

#define import_umath1(ret)         \
  do {                             \
    if (ambi_import_umath() < 0) { \
      return ret;                  \
    }                              \
  } while (0)
#define import_umath() import_umath1(NULL)

/* Goes on where it fails; the exception is set. */
#define import_ufunc() ((void)ambi_import_umath())

#ifdef __cplusplus
}
#endif

#endif
