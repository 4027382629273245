/*
 * A binary to be looked at, never run: it imports numpy.dtype as modules of Cython's do, which compare the size of its
 * objects with SIZE, and asks for none of NumPy's tables.
 */
#include <stddef.h>

extern void *PyImport_ImportModule(const char *);
extern void *PyObject_GetAttrString(void *, const char *);
extern void *PyErr_Format(void *, const char *, ...);
extern void *PyModule_Create2(void *, int);
extern size_t PyLong_AsSize_t(void *);

static void *array, *buffer, *type;

static void *import_type(void *module, const char *in, const char *name, size_t size, int check)
    __attribute__((noinline));

static void *import_type(void *module, const char *in, const char *name, size_t size, int check) {
  void *found = PyObject_GetAttrString(module, name);
  size_t basic = PyLong_AsSize_t(PyObject_GetAttrString(found, "__basicsize__"));
  if (basic < size || (check == 0 && basic != size)) {
    PyErr_Format(0,
                 "%.200s.%.200s size changed, may indicate binary incompatibility. "
                 "Expected %zd from C header, got %zd from PyObject",
                 in, name, size, basic);
    return 0;
  }
  return found;
}

void *PyInit_cython(void) {
  void *builtins = PyImport_ImportModule("builtins");
  type = import_type(builtins, "builtins", "type", 888, 2);
  if (type == 0) {
    return 0;
  }
  void *numpy = PyImport_ImportModule("numpy");
  void *dtype = import_type(numpy, "numpy", "dtype", SIZE, 2);
  if (dtype == 0) {
    return 0;
  }
  array = import_type(numpy, "numpy", "ndarray", 16, 2);
  /* Linkers merge this text with the one that it ends with. */
  buffer = PyObject_GetAttrString(array, "buffer dtype");
  return PyModule_Create2(0, 1013);
}
