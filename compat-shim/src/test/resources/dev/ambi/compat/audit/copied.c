/*
 * An extension that keeps a copy of NumPy's table and calls through that: a disassembler sees where the pointer to the table
 * goes and not what is called. WHAT tells what importing it does otherwise.
 */
#include "ambi/cpython_layouts.h"
#include "ambi/numpy_layouts.h"

extern PyObject *PyImport_ImportModule(const char *);
extern PyObject *PyObject_GetAttrString(PyObject *, const char *);
extern void *PyCapsule_GetPointer(PyObject *, const char *);
extern PyObject *PyModule_Create2(void *, int);
extern void PyErr_SetString(PyObject *, const char *);
extern PyObject *PyExc_ImportError;
extern void Py_DecRef(PyObject *);
extern int puts(const char *);
extern void _exit(int);

#define ORDINARY 0
#define CRASHES 1
#define HANGS 2
#define ENDS 3
#define FAILS 4
#ifndef WHAT
#define WHAT ORDINARY
#endif

#define SLOTS 300

static PyModuleDef definition = {.m_base = {.ob_base = {.ob_refcnt = 1}}, .m_name = "copied", .m_size = -1};

static void *copy[SLOTS];

/* Each slot goes through a volatile, so that no compiler makes one move of them all. */
static void take(void **table) {
  for (volatile int slot = 0; slot < SLOTS; slot++) {
    copy[slot] = table[slot];
  }
}

typedef unsigned version_function(void);
typedef PyObject *descr_function(int);

__attribute__((visibility("default"))) PyObject *PyInit_copied(void) {
#if NUMPY == 1
  PyObject *numpy = PyImport_ImportModule("numpy.core._multiarray_umath");
#else
  PyObject *numpy = PyImport_ImportModule("numpy._core._multiarray_umath");
#endif
  PyObject *capsule = numpy == 0 ? 0 : PyObject_GetAttrString(numpy, "_ARRAY_API");
  void **table = capsule == 0 ? 0 : PyCapsule_GetPointer(capsule, 0);
  if (table == 0) {
    return 0;
  }
  take(table);
  Py_DecRef(capsule);
  Py_DecRef(numpy);
  volatile int version = 211;
  volatile int from_type = 45;
  if (((version_function *)copy[version])() == 0) {
    return 0;
  }
  PyObject *descr = ((descr_function *)copy[from_type])(12);
  if (descr == 0) {
    return 0;
  }
  Py_DecRef(descr);
  puts("call\tmultiarray\t1\t1\ndone");
#if WHAT == CRASHES
  *(volatile int *)8 = 1;
#elif WHAT == HANGS
  for (volatile int i = 0;; i++) {
  }
#elif WHAT == ENDS
  _exit(0);
#elif WHAT == FAILS
  PyErr_SetString(PyExc_ImportError, "no such luck");
  return 0;
#endif
  return PyModule_Create2(&definition, 1013);
}
