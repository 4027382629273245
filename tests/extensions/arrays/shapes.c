/* Views of other shapes, and resizing. */
#include "arrays.h"

static PyObject *transposed(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  PyArray_Dims axes = {NULL, 0};
  if (!PyArg_ParseTuple(args, "O!|O&", &PyArray_Type, &a, PyArray_IntpConverter, &axes)) return NULL;
  PyObject *view = PyArray_Transpose(a, axes.ptr ? &axes : NULL);
  PyDimMem_FREE(axes.ptr);
  return view;
}

static PyObject *reshaped(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  PyArray_Dims shape = {NULL, 0};
  NPY_ORDER order = NPY_CORDER;
  if (!PyArg_ParseTuple(args, "O!O&|O&", &PyArray_Type, &a, PyArray_IntpConverter, &shape, PyArray_OrderConverter, &order)) {
    PyDimMem_FREE(shape.ptr);
    return NULL;
  }
  PyObject *view = PyArray_Newshape(a, &shape, order);
  int shares = view && PyArray_BYTES((PyArrayObject *)view) == PyArray_BYTES(a);
  PyDimMem_FREE(shape.ptr);
  return view ? Py_BuildValue("(Ni)", view, shares) : NULL;
}

static PyObject *squeezed(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &a)) return NULL;
  return PyArray_Squeeze(a);
}

static PyObject *swapped(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  int first, second;
  if (!PyArg_ParseTuple(args, "O!ii", &PyArray_Type, &a, &first, &second)) return NULL;
  return PyArray_SwapAxes(a, first, second);
}

static PyObject *raveled(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  NPY_ORDER order = NPY_CORDER;
  if (!PyArg_ParseTuple(args, "O!|O&", &PyArray_Type, &a, PyArray_OrderConverter, &order)) return NULL;
  PyObject *flat = PyArray_Ravel(a, order);
  int shares = flat && PyArray_BYTES((PyArrayObject *)flat) == PyArray_BYTES(a);
  return flat ? Py_BuildValue("(Ni)", flat, shares) : NULL;
}

/* The same memory as another dtype; None keeps it. */
static PyObject *viewed(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  PyArray_Descr *descr = NULL;
  if (!PyArg_ParseTuple(args, "O!O&", &PyArray_Type, &a, PyArray_DescrConverter2, &descr)) return NULL;
  return PyArray_View(a, descr, NULL);
}

/* A new array 1..n, resized. The resizing function gives None. */
static PyObject *resized(PyObject *UNUSED(self), PyObject *args) {
  Py_ssize_t n;
  PyArray_Dims shape = {NULL, 0};
  if (!PyArg_ParseTuple(args, "nO&", &n, PyArray_IntpConverter, &shape)) return NULL;
  PyArrayObject *array = (PyArrayObject *)PyArray_Arange(1, (double)n + 1, 1, NPY_INT64);
  PyObject *none = array ? PyArray_Resize(array, &shape, 1, NPY_CORDER) : NULL;
  PyDimMem_FREE(shape.ptr);
  if (!none) {
    Py_XDECREF(array);
    return NULL;
  }
  return Py_BuildValue("(NN)", none, array);
}

/* An array of someone else cannot be resized. */
static PyObject *resize_this(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  PyArray_Dims shape = {NULL, 0};
  if (!PyArg_ParseTuple(args, "O!O&", &PyArray_Type, &a, PyArray_IntpConverter, &shape)) return NULL;
  PyObject *none = PyArray_Resize(a, &shape, 0, NPY_CORDER);
  PyDimMem_FREE(shape.ptr);
  return none;
}

/* What PyArray_Return makes of an array: a scalar of one without axes. */
static PyObject *returned(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &a)) return NULL;
  Py_INCREF(a);
  return PyArray_Return(a);
}

PyMethodDef shape_methods[] = {
    {"transposed", transposed, METH_VARARGS, NULL}, {"reshaped", reshaped, METH_VARARGS, NULL},
    {"squeezed", squeezed, METH_VARARGS, NULL},     {"swapped", swapped, METH_VARARGS, NULL},
    {"raveled", raveled, METH_VARARGS, NULL},       {"viewed", viewed, METH_VARARGS, NULL},
    {"resized", resized, METH_VARARGS, NULL},       {"resize_this", resize_this, METH_VARARGS, NULL},
    {"returned", returned, METH_VARARGS, NULL},     {0},
};
