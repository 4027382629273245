/*
 * What depends on the version of NumPy: on which one the module was built for and on which one it runs. One source,
 * which the headers of 1.26 and of 2.x both take; every answer must be the same wherever it runs, but that of
 * `versions`.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <numpy/arrayobject.h>

/* 1.x headers have the fields themselves; these are the names of npy_2_compat.h. */
#ifndef PyDataType_SET_ELSIZE
#if NPY_ABI_VERSION < 0x02000000
#define PyDataType_ELSIZE(descr) ((npy_intp)(descr)->elsize)
#define PyDataType_SET_ELSIZE(descr, size) ((descr)->elsize = (int)(size))
#define PyDataType_ALIGNMENT(descr) ((npy_intp)(descr)->alignment)
#define PyDataType_NAMES(descr) ((descr)->names)
#define PyDataType_FIELDS(descr) ((descr)->fields)
#define PyDataType_FLAGS(descr) ((unsigned char)(descr)->flags)
#define PyDataType_SUBARRAY(descr) ((descr)->subarray)
#endif
#endif

#define UNUSED(name) name __attribute__((unused))

/* The feature version that it was built for, NPY_MAXDIMS of its headers, and what the NumPy says that it runs on. */
static PyObject *versions(PyObject *UNUSED(self), PyObject *UNUSED(args)) {
  return Py_BuildValue("{s:I,s:i,s:I,s:I}", "target", (unsigned)NPY_FEATURE_VERSION, "maxdims", (int)NPY_MAXDIMS, "abi",
                       PyArray_GetNDArrayCVersion(), "runtime", PyArray_GetNDArrayCFeatureVersion());
}

/* size, alignment, whether it holds references, fields: as NumPy's macros read them from whatever shape is there. */
static PyObject *descriptor(PyObject *UNUSED(self), PyObject *args) {
  PyArray_Descr *descr;
  if (!PyArg_ParseTuple(args, "O&", PyArray_DescrConverter, &descr)) return NULL;
  PyObject *names = PyDataType_NAMES(descr) ? PyDataType_NAMES(descr) : Py_None;
  Py_ssize_t fields = PyDataType_FIELDS(descr) && PyDataType_FIELDS(descr) != Py_None ? PyDict_Size(PyDataType_FIELDS(descr)) : 0;
  PyObject *answer =
      Py_BuildValue("(nniOnCCi)", (Py_ssize_t)PyDataType_ELSIZE(descr), (Py_ssize_t)PyDataType_ALIGNMENT(descr),
                    (int)(PyDataType_FLAGS(descr) & 0xff), names, fields, descr->kind, descr->byteorder,
                    PyDataType_SUBARRAY(descr) != NULL);
  Py_DECREF(descr);
  return answer;
}

/* A new bytes dtype of that length, made by writing into a descriptor; its size as NumPy says it. */
static PyObject *sized(PyObject *UNUSED(self), PyObject *args) {
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "n", &size)) return NULL;
  PyArray_Descr *descr = PyArray_DescrNewFromType(NPY_STRING);
  if (!descr) return NULL;
  PyDataType_SET_ELSIZE(descr, size);
  npy_intp length = 2;
  PyObject *array = PyArray_Zeros(1, &length, descr, 0);
  if (!array) return NULL;
  PyObject *answer = PyLong_FromSsize_t(PyArray_ITEMSIZE((PyArrayObject *)array));
  Py_DECREF(array);
  return answer;
}

/* PyArray_CopyInto, which moved from slot 82 to 50: a copy as doubles. */
static PyObject *copied(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *from;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &from)) return NULL;
  PyObject *to = PyArray_SimpleNew(PyArray_NDIM(from), PyArray_DIMS(from), NPY_DOUBLE);
  if (to && PyArray_CopyInto((PyArrayObject *)to, from) < 0) Py_CLEAR(to);
  return to;
}

/* The number of dimensions of an array that C gets. */
static PyObject *ndim(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *array;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &array)) return NULL;
  npy_intp dims[NPY_MAXDIMS]; /* as extensions do: a longer shape would be written beyond it */
  for (int i = 0; i < PyArray_NDIM(array); i++) dims[i] = PyArray_DIM(array, i);
  return Py_BuildValue("(in)", PyArray_NDIM(array), (Py_ssize_t)PyArray_MultiplyList(dims, PyArray_NDIM(array)));
}

/* An array of ones with that many dimensions that C makes. */
static PyObject *of_ndim(PyObject *UNUSED(self), PyObject *args) {
  int nd;
  if (!PyArg_ParseTuple(args, "i", &nd)) return NULL;
  npy_intp dims[128];
  for (int i = 0; i < 128; i++) dims[i] = 1;
  PyObject *array = PyArray_ZEROS(nd < 128 ? nd : 128, dims, NPY_INT8, 0);
  return array;
}

static PyMethodDef methods[] = {
    {"versions", versions, METH_NOARGS, NULL}, {"descriptor", descriptor, METH_VARARGS, NULL},
    {"sized", sized, METH_VARARGS, NULL},      {"copied", copied, METH_VARARGS, NULL},
    {"ndim", ndim, METH_VARARGS, NULL},        {"of_ndim", of_ndim, METH_VARARGS, NULL},
    {0},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "capi_versions", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit_capi_versions(void) {
  import_array();
  return PyModule_Create(&definition);
}
