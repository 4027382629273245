/*
 * A binary to be looked at, never run: it gets NumPy's tables as NumPy's headers do, and uses slots in the ways that
 * compilers find for them. NUMPY is 1 or 2, FEATURE the feature version that it demands.
 */
#include "ambi/numpy_layouts.h"

#ifndef FEATURE
#define FEATURE 16
#endif

extern PyObject *PyImport_ImportModule(const char *);
extern PyObject *PyObject_GetAttrString(PyObject *, const char *);
extern void *PyCapsule_GetPointer(PyObject *, const char *);
extern PyObject *PyErr_Format(PyObject *, const char *, ...);
extern PyObject *PyModule_Create2(void *, int);
extern void PyErr_Clear(void);
extern void NoSuchThingInPython(void);
extern void Py_NoSuchFunction(void);

/* With a linkage that the command line may give; static is the default of NumPy's headers. */
#ifndef LINKAGE
#define LINKAGE static
#endif
LINKAGE void **PyArray_API = 0;
LINKAGE void **PyUFunc_API = 0;
static int runtime_version = 0;

#define SLOT(table, slot, type) (*(type)(table)[slot])

typedef unsigned version_function(void);
typedef PyObject *one(PyObject *);
typedef PyObject *two(PyObject *, PyObject *);
typedef int copy(PyObject *, PyObject *);

static void **table(PyObject *module, const char *name) {
  PyObject *capsule = PyObject_GetAttrString(module, name);
  if (capsule == 0) {
    return 0;
  }
  void **found = PyCapsule_GetPointer(capsule, 0);
  if (--capsule->ob_refcnt == 0) {
    PyErr_Clear();
  }
  return found;
}

static int import_array(void) {
#if NUMPY == 1
  PyObject *numpy = PyImport_ImportModule("numpy.core._multiarray_umath");
#else
  PyObject *numpy = PyImport_ImportModule("numpy._core._multiarray_umath");
#if FEATURE < 18
  if (numpy == 0) {
    PyErr_Clear();
    numpy = PyImport_ImportModule("numpy.core._multiarray_umath");
  }
#endif
#endif
  if (numpy == 0) {
    return -1;
  }
  PyArray_API = table(numpy, "_ARRAY_API");
  if (PyArray_API == 0) {
    return -1;
  }
#if NUMPY == 1
  if (SLOT(PyArray_API, 0, version_function *)() != 0x01000009) {
#else
  if (SLOT(PyArray_API, 0, version_function *)() > 0x02000000) {
#endif
    PyErr_Format(0, "the ABI");
    return -1;
  }
  runtime_version = (int)SLOT(PyArray_API, 211, version_function *)();
  if (runtime_version < FEATURE) {
    PyErr_Format(0, "the feature version");
    return -1;
  }
  PyUFunc_API = table(numpy, "_UFUNC_API");
  return PyUFunc_API == 0 ? -1 : 0;
}

/* A last call, which a compiler makes a jump. */
PyObject *ends_with_a_call(PyObject *x) {
  return SLOT(PyArray_API, 76, one *)(x);
}

/* The pointer is kept in a register or on the stack across calls. */
int in_a_loop(PyObject **xs, int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) {
    sum += SLOT(PyArray_API, NUMPY == 1 ? 82 : 50, copy *)(xs[i], xs[0]);
    PyErr_Clear();
  }
  return sum;
}

/* A type in the table, compared with and not called. */
int is_array(PyObject *x) {
  return (PyObject *)x->ob_type == PyArray_API[2];
}

/* A switch, which becomes a table of jumps. */
PyObject *switches(int what, PyObject *x) {
  void **api = PyArray_API;
  switch (what) {
    case 0: return SLOT(api, 59, one *)(x);
    case 1: return SLOT(api, 85, two *)(x, x);
    case 2: return SLOT(api, 123, two *)(x, 0);
    case 3: return SLOT(api, 135, two *)(x, 0);
    case 4: return SLOT(api, 136, one *)(x);
    case 5: return SLOT(api, 137, two *)(x, 0);
    default: return 0;
  }
}

/* Handed to another function. */
__attribute__((noinline)) static PyObject *through(void **api, PyObject *x) {
  return SLOT(api, 157, two *)(x, 0);
}

PyObject *hands_on(PyObject *x) {
  return through(PyArray_API, x);
}

/* Functions put by where something else calls them. */
struct functions {
  void *a, *b;
};

void copies(struct functions *to) {
  to->a = PyArray_API[45];
  to->b = PyArray_API[46];
}

#if NUMPY == 1
/* 65 is another function in 2.x, 66 none. */
PyObject *old(PyObject *x) {
  SLOT(PyArray_API, 66, one *)(x);
  return SLOT(PyArray_API, 65, one *)(x);
}
#endif

PyObject *ufunc(PyObject *x) {
  return SLOT(PyUFunc_API, 1, one *)(x);
}

/* None of NumPy's: a table of another's, and an array with a slot's offset. */
static void **other_API;

int not_numpy(PyObject *module, void **array) {
  other_API = PyCapsule_GetPointer(PyObject_GetAttrString(module, "_OTHER_API"), "other");
  return SLOT(other_API, 300, copy *)(module, module) + SLOT(array, 301, copy *)(module, module);
}

PyObject *PyInit_fixture(void) {
  Py_NoSuchFunction();
  NoSuchThingInPython();
  return import_array() < 0 ? 0 : PyModule_Create2(0, 1013);
}
