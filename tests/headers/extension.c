/* An extension in what C and C++ have in common, compiled by every compiler with ambi/numpy.h alone. */
#include <ambi/numpy.h>

AMBI_DECLARE_MAXDIMS;

static PyObject *total(PyObject *module, PyObject *arg) {
  (void)module;
  PyArrayObject *a = (PyArrayObject *)(void *)PyArray_FROM_OTF(arg, NPY_DOUBLE, NPY_ARRAY_IN_ARRAY);
  if (a == NULL || ambi_check_array_ndim(a) < 0) {
    Py_XDECREF(a);
    return NULL;
  }
  double sum = 0;
  npy_intp n = PyArray_SIZE(a);
  const double *items = (const double *)PyArray_DATA(a);
  NPY_BEGIN_THREADS_DEF
  NPY_BEGIN_THREADS_THRESHOLDED(n)
  for (npy_intp i = 0; i < n; i++) {
    sum += items[i];
  }
  NPY_END_THREADS
  Py_DECREF(a);
  return PyFloat_FromDouble(sum);
}

/* Bytes of an element, through the accessor; whether the dtype has fields; the NumPy that runs. */
static PyObject *facts(PyObject *module, PyObject *arg) {
  (void)module;
  if (!PyArray_Check(arg)) {
    PyErr_SetString(PyExc_TypeError, "not an array");
    return NULL;
  }
  PyArray_Descr *descr = PyArray_DESCR(arg);
  return Py_BuildValue("nni", PyDataType_ELSIZE(descr), PyDataType_ALIGNMENT(descr),
                       PyArray_RUNTIME_VERSION >= NPY_2_0_API_VERSION);
}

/* A descriptor of text of so many bytes. */
static PyObject *text(PyObject *module, PyObject *arg) {
  (void)module;
  npy_intp size = PyLong_AsSsize_t(arg);
  if (size < 0) {
    return NULL;
  }
  PyArray_Descr *descr = PyArray_DescrNewFromType(NPY_STRING);
  if (descr == NULL) {
    return NULL;
  }
  PyDataType_SET_ELSIZE(descr, size);
  npy_intp dims[] = {2};
  return PyArray_Zeros(1, dims, descr, 0);
}

static void halve(char **args, const npy_intp *dimensions, const npy_intp *steps, void *data) {
  (void)data;
  for (npy_intp i = 0; i < dimensions[0]; i++) {
    *(double *)(void *)(args[1] + i * steps[1]) = *(double *)(void *)(args[0] + i * steps[0]) / 2;
  }
}

static PyUFuncGenericFunction loops[] = {halve};
static void *const no_data[] = {NULL};
static const char types[] = {NPY_DOUBLE, NPY_DOUBLE};

static PyMethodDef methods[] = {{"total", total, METH_O, "The sum of numbers"},
                                {"facts", facts, METH_O, NULL},
                                {"text", text, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};
static PyModuleDef definition = {PyModuleDef_HEAD_INIT, "headers_example", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_headers_example(void) {
  import_array();
  import_umath();
  PyObject *module = PyModule_Create(&definition);
  if (module != NULL) {
    PyObject *ufunc = PyUFunc_FromFuncAndData(loops, no_data, types, 1, 1, 1, PyUFunc_None, "halve", "x / 2", 0);
    if (ufunc == NULL || PyModule_AddObjectRef(module, "halve", ufunc) < 0) {
      Py_DECREF(module);
      module = NULL;
    }
    Py_XDECREF(ufunc);
  }
  return module;
}
