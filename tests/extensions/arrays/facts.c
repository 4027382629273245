/* What macros read from an array and its descriptor, and what the plainest functions say of them. */
#include "arrays.h"

PyObject *tuple_of(int count, const npy_intp *numbers) {
  PyObject *tuple = PyTuple_New(count);
  for (int i = 0; tuple && i < count; i++) {
    PyObject *number = PyLong_FromSsize_t(numbers[i]);
    if (number) PyTuple_SET_ITEM(tuple, i, number);
    else Py_CLEAR(tuple);
  }
  return tuple;
}

static PyObject *facts(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &a)) return NULL;
  int nd = PyArray_NDIM(a);
  return Py_BuildValue("(iNNiinnii)", nd, tuple_of(nd, PyArray_DIMS(a)), tuple_of(nd, PyArray_STRIDES(a)),
                       PyArray_TYPE(a), PyArray_FLAGS(a), (Py_ssize_t)PyArray_ITEMSIZE(a), (Py_ssize_t)PyArray_SIZE(a),
                       PyArray_CheckExact(a), PyArray_BYTES(a) == PyArray_DATA(a));
}

static PyObject *flags(PyObject *UNUSED(self), PyObject *object) {
  if (!PyArray_Check(object)) return PyErr_Format(PyExc_TypeError, "no array: %.100s", Py_TYPE(object)->tp_name);
  PyArrayObject *a = (PyArrayObject *)object;
  return Py_BuildValue("(iiiiiiii)", !!PyArray_IS_C_CONTIGUOUS(a), !!PyArray_IS_F_CONTIGUOUS(a), !!PyArray_ISALIGNED(a),
                       !!PyArray_ISWRITEABLE(a), !!PyArray_ISBEHAVED(a), !!PyArray_ISCARRAY(a), !!PyArray_ISFARRAY(a),
                       !!PyArray_ISONESEGMENT(a));
}

static PyObject *kinds(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &a)) return NULL;
  return Py_BuildValue("(iiiiiiiiii)", PyArray_ISBOOL(a), PyArray_ISINTEGER(a), PyArray_ISUNSIGNED(a),
                       PyArray_ISSIGNED(a), PyArray_ISFLOAT(a), PyArray_ISCOMPLEX(a), PyArray_ISNUMBER(a),
                       PyArray_ISFLEXIBLE(a), PyArray_ISOBJECT(a), PyArray_ISNOTSWAPPED(a));
}

static PyObject *descriptor(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &a)) return NULL;
  PyArray_Descr *d = PyArray_DESCR(a);
  return Py_BuildValue("(CCCinniis)", d->kind, d->type, d->byteorder, d->type_num, (Py_ssize_t)PyDataType_ELSIZE(d),
                       (Py_ssize_t)PyDataType_ALIGNMENT(d), PyArray_DescrCheck(d), PyDataType_ISNOTSWAPPED(d) ? 1 : 0,
                       d->typeobj->tp_name);
}

/* PyArray_Size takes any object; the size of a non-array is 0. */
static PyObject *size(PyObject *UNUSED(self), PyObject *object) {
  npy_intp count = PyArray_Size(object);
  if (count < 0 && PyErr_Occurred()) return NULL;
  return PyLong_FromSsize_t(count);
}

static PyObject *product(PyObject *UNUSED(self), PyObject *args) {
  PyArray_Dims dims = {NULL, 0};
  if (!PyArg_ParseTuple(args, "O&", PyArray_IntpConverter, &dims)) return NULL;
  PyObject *answer = Py_BuildValue("(nNi)", (Py_ssize_t)PyArray_MultiplyList(dims.ptr, dims.len),
                                   tuple_of(dims.len, dims.ptr), PyArray_CompareLists(dims.ptr, dims.ptr, dims.len));
  PyDimMem_FREE(dims.ptr);
  return answer;
}

/* The items at [i] or [i, j] of an array of doubles, through the macros that know the number of axes. */
static PyObject *double_at(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  Py_ssize_t i = 0, j = 0;
  if (!PyArg_ParseTuple(args, "O!|nn", &PyArray_Type, &a, &i, &j)) return NULL;
  if (PyArray_TYPE(a) != NPY_DOUBLE) return PyErr_Format(PyExc_TypeError, "no doubles, but type %d", PyArray_TYPE(a));
  const npy_intp index[] = {i, j};
  for (int axis = 0; axis < PyArray_NDIM(a) && axis < 2; axis++) {
    if (index[axis] < 0 || index[axis] >= PyArray_DIM(a, axis)) {
      return PyErr_Format(PyExc_IndexError, "index %zd of axis %d", index[axis], axis);
    }
  }
  switch (PyArray_NDIM(a)) {
    case 0: return PyFloat_FromDouble(*(double *)PyArray_DATA(a));
    case 1: return PyFloat_FromDouble(*(double *)PyArray_GETPTR1(a, i));
    case 2: {
      npy_intp at[] = {i, j};
      double direct = *(double *)PyArray_GETPTR2(a, i, j), general = *(double *)PyArray_GetPtr(a, at);
      return Py_BuildValue("(dd)", direct, general);
    }
    default: return PyErr_Format(PyExc_ValueError, "%d axes", PyArray_NDIM(a));
  }
}

/* The first item as a Python object, and the array with another object as its first item. */
static PyObject *get_item(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &a)) return NULL;
  if (PyArray_SIZE(a) == 0) return PyErr_Format(PyExc_IndexError, "no items");
  return PyArray_GETITEM(a, PyArray_BYTES(a));
}

static PyObject *set_item(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O!O", &PyArray_Type, &a, &value)) return NULL;
  if (PyArray_FailUnlessWriteable(a, "the array") < 0) return NULL;
  if (PyArray_SIZE(a) == 0) return PyErr_Format(PyExc_IndexError, "no items");
  if (PyArray_SETITEM(a, PyArray_BYTES(a), value) < 0) return NULL;
  return Py_NewRef((PyObject *)a);
}

/* Twice every item of a contiguous array of doubles, in place and without the lock. */
static PyObject *doubled(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &a)) return NULL;
  if (PyArray_TYPE(a) != NPY_DOUBLE || !PyArray_ISCARRAY(a)) {
    PyErr_SetString(PyExc_TypeError, "a contiguous, writable array of doubles is needed");
    return NULL;
  }
  double *items = PyArray_DATA(a);
  npy_intp count = PyArray_SIZE(a);
  NPY_BEGIN_THREADS_DEF;
  NPY_BEGIN_THREADS_THRESHOLDED(0);
  for (npy_intp i = 0; i < count; i++) items[i] *= 2;
  NPY_END_THREADS;
  return Py_NewRef((PyObject *)a);
}

PyMethodDef fact_methods[] = {
    {"facts", facts, METH_VARARGS, NULL},           {"flags", flags, METH_O, NULL},
    {"kinds", kinds, METH_VARARGS, NULL},           {"descriptor", descriptor, METH_VARARGS, NULL},
    {"size", size, METH_O, NULL},                   {"product", product, METH_VARARGS, NULL},
    {"double_at", double_at, METH_VARARGS, NULL},   {"get_item", get_item, METH_VARARGS, NULL},
    {"set_item", set_item, METH_VARARGS, NULL},     {"doubled", doubled, METH_VARARGS, NULL},
    {0},
};
