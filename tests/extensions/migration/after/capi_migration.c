/*
 * The functions of ../before, repaired: one source for the headers of NumPy 1.x and 2.x. PyDataType_ELSIZE knows where the
 * field is in the NumPy that runs; PyArray_CopyInto has cast since 1.7.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <numpy/arrayobject.h>

#ifndef PyDataType_ELSIZE /* came with the headers of 2.0 */
#if NPY_ABI_VERSION < 0x02000000
#define PyDataType_ELSIZE(descr) ((descr)->elsize)
#endif
#endif

static PyObject *itemsize(PyObject *module, PyObject *array) {
  (void)module;
  if (!PyArray_Check(array)) {
    PyErr_SetString(PyExc_TypeError, "itemsize() takes an array");
    return NULL;
  }
  return PyLong_FromSsize_t(PyDataType_ELSIZE(PyArray_DESCR((PyArrayObject *)array)));
}

static PyObject *as_float(PyObject *module, PyObject *object) {
  (void)module;
  PyArrayObject *from = (PyArrayObject *)PyArray_FROM_O(object);
  if (!from) return NULL;
  PyArrayObject *to = (PyArrayObject *)PyArray_SimpleNew(PyArray_NDIM(from), PyArray_DIMS(from), NPY_DOUBLE);
  if (to && PyArray_CopyInto(to, from) < 0) Py_CLEAR(to);
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
