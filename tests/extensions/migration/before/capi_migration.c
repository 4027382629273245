/*
 * Small functions over arrays as they were written for NumPy 1.x. Three habits of theirs do not survive NumPy 2: the fields of
 * a descriptor are read directly, PyArray_CastTo is called, and a cast of the descriptor to the old struct keeps the compiler
 * quiet when the headers are those of 2.x.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <numpy/arrayobject.h>

#if NPY_ABI_VERSION >= 0x02000000
#define DESCR(array) ((PyArray_DescrProto *)PyArray_DESCR(array))
#define CAST(to, from) PyArray_CopyInto(to, from)
#else
#define DESCR(array) PyArray_DESCR(array)
#define CAST(to, from) PyArray_CastTo(to, from)
#endif

static PyObject *itemsize(PyObject *module, PyObject *array) {
  (void)module;
  if (!PyArray_Check(array)) {
    PyErr_SetString(PyExc_TypeError, "itemsize() takes an array");
    return NULL;
  }
  return PyLong_FromLong((long)DESCR((PyArrayObject *)array)->elsize);
}

static PyObject *as_float(PyObject *module, PyObject *object) {
  (void)module;
  PyArrayObject *from = (PyArrayObject *)PyArray_FROM_O(object);
  if (!from) return NULL;
  PyArrayObject *to = (PyArrayObject *)PyArray_SimpleNew(PyArray_NDIM(from), PyArray_DIMS(from), NPY_DOUBLE);
  if (to && CAST(to, from) < 0) Py_CLEAR(to);
  Py_DECREF(from);
  return (PyObject *)to;
}

static PyMethodDef functions[] = {
    {"itemsize", itemsize, METH_O, "itemsize(array): the size of an element in bytes"},
    {"as_float", as_float, METH_O, "as_float(array): a copy of float64"},
    {NULL, NULL, 0, NULL}};

static PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "capi_migration", .m_size = -1, .m_methods = functions};

PyMODINIT_FUNC PyInit_capi_migration(void) {
  import_array();
  return PyModule_Create(&definition);
}
