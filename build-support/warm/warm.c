/*
 * A small extension module that does what any numeric one does: import NumPy's table, take an array,
 * return a number. The launcher trains the JVM's ahead-of-time cache by calling it, since a clone has
 * no other binary at hand before it has downloaded one.
 */
#include <ambi/cpython_layouts.h>
#include <ambi/numpy_layouts.h>

extern PyObject *PyImport_ImportModule(const char *);
extern PyObject *PyObject_GetAttrString(PyObject *, const char *);
extern void *PyCapsule_GetPointer(PyObject *, const char *);
extern PyObject *PyModule_Create2(PyModuleDef *, int);
extern int PyArg_ParseTupleAndKeywords(PyObject *, PyObject *, const char *, char **, ...);
extern PyObject *PyFloat_FromDouble(double);
extern void _Py_Dealloc(PyObject *);

enum { SLOT_DESCR_FROM_TYPE = 45, SLOT_FROM_ANY = 69, PYTHON_API_VERSION = 1013 };

typedef PyObject *(*descr_from_type)(int);
typedef PyObject *(*from_any)(PyObject *, PyObject *, int, int, int, PyObject *);

static void **PyArray_API;

static void release(PyObject *object) {
  if (--object->ob_refcnt == 0) {
    _Py_Dealloc(object);
  }
}

static PyObject *mean(PyObject *module, PyObject *args, PyObject *keywords) {
  (void)module;
  static char *names[] = {"x", NULL};
  PyObject *x = NULL;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "O:mean", names, &x)) {
    return NULL;
  }
  PyObject *dtype = ((descr_from_type)PyArray_API[SLOT_DESCR_FROM_TYPE])(NPY_DOUBLE);
  PyObject *array = ((from_any)PyArray_API[SLOT_FROM_ANY])(
      x, dtype, 0, 0, NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_ALIGNED, NULL);
  if (array == NULL) {
    return NULL;
  }
  const PyArrayObject_fields *fields = (const PyArrayObject_fields *)array;
  npy_intp size = 1;
  for (int i = 0; i < fields->nd; i++) {
    size *= fields->dimensions[i];
  }
  double sum = 0;
  for (npy_intp i = 0; i < size; i++) {
    sum += ((const double *)fields->data)[i];
  }
  release(array);
  return PyFloat_FromDouble(sum / (double)size);
}

static PyMethodDef methods[] = {
    {"mean", (PyCFunction)(void (*)(void))mean, METH_VARARGS | METH_KEYWORDS, "mean(x)"},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {
    .m_base = {.ob_base = {.ob_refcnt = 1}},
    .m_name = "warm",
    .m_size = -1,
    .m_methods = methods,
};

__attribute__((visibility("default"))) PyObject *PyInit_warm(void);

PyObject *PyInit_warm(void) {
  PyObject *numpy = PyImport_ImportModule("numpy._core._multiarray_umath");
  if (numpy == NULL) {
    return NULL;
  }
  PyObject *capsule = PyObject_GetAttrString(numpy, "_ARRAY_API");
  release(numpy);
  if (capsule == NULL) {
    return NULL;
  }
  PyArray_API = PyCapsule_GetPointer(capsule, NULL);
  release(capsule);
  return PyArray_API == NULL ? NULL : PyModule_Create2(&definition, PYTHON_API_VERSION);
}
