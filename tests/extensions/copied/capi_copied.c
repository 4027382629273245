/*
 * Keeps a copy of NumPy's table and calls through that, as it is imported and later: for the audit, which sees by disassembly
 * where the pointer to the table goes and not what is called.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <numpy/arrayobject.h>

enum { SLOTS = 300, DESCR_FROM_TYPE = 45, ZEROS = 183 };

static void *copied[SLOTS];

typedef PyArray_Descr *descr_from_type(int);
typedef PyObject *zeros(int, npy_intp const *, PyArray_Descr *, int);

/* The slots' numbers are known as the code runs only. */
static volatile int from_type_slot = DESCR_FROM_TYPE;
static volatile int zeros_slot = ZEROS;

static PyArray_Descr *doubles(void) {
  return ((descr_from_type *)copied[from_type_slot])(NPY_DOUBLE);
}

static PyObject *make(PyObject *self, PyObject *length) {
  (void)self;
  npy_intp n = PyLong_AsSsize_t(length);
  if (n == -1 && PyErr_Occurred() != NULL) {
    return NULL;
  }
  PyArray_Descr *descr = doubles();
  return descr == NULL ? NULL : ((zeros *)copied[zeros_slot])(1, &n, descr, 0);
}

static PyMethodDef methods[] = {
    {"make", make, METH_O, "make(n): n zeros"},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "capi_copied",
    .m_size = -1,
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit_capi_copied(void) {
  import_array();
  for (volatile int slot = 0; slot < SLOTS; slot++) {
    copied[slot] = PyArray_API[slot];
  }
  PyArray_Descr *descr = doubles();
  if (descr == NULL) {
    return NULL;
  }
  Py_DECREF(descr);
  return PyModule_Create(&definition);
}
