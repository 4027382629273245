/* Flat iterators, iterators over all axes but one, broadcasting and neighbourhoods: mostly macros over their structs. */
#include "arrays.h"

#define NEED_DOUBLES(array)                                                                \
  if (PyArray_TYPE(array) != NPY_DOUBLE) {                                                 \
    return PyErr_Format(PyExc_TypeError, "no doubles, but type %d", PyArray_TYPE(array));  \
  }

/* The items in the iterator's order, with its index and coordinates. */
static PyObject *walk(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &a)) return NULL;
  NEED_DOUBLES(a);
  PyArrayIterObject *it = (PyArrayIterObject *)PyArray_IterNew((PyObject *)a);
  if (!it) return NULL;
  PyObject *list = PyList_New(0);
  while (list && PyArray_ITER_NOTDONE(it)) {
    PyObject *item = Py_BuildValue("(dnN)", *(double *)PyArray_ITER_DATA(it), (Py_ssize_t)it->index,
                                   tuple_of(PyArray_NDIM(a), it->coordinates));
    if (!item || PyList_Append(list, item) < 0) Py_CLEAR(list);
    Py_XDECREF(item);
    PyArray_ITER_NEXT(it);
  }
  PyObject *answer = list ? Py_BuildValue("(Nnii)", list, (Py_ssize_t)it->size, it->nd_m1, it->contiguous != 0) : NULL;
  Py_DECREF(it);
  return answer;
}

/* Items by PyArray_ITER_GOTO1D, and after a reset the first. */
static PyObject *jump(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  PyArray_Dims to = {NULL, 0};
  if (!PyArg_ParseTuple(args, "O!O&", &PyArray_Type, &a, PyArray_IntpConverter, &to)) return NULL;
  PyArrayIterObject *it = (PyArrayIterObject *)PyArray_IterNew((PyObject *)a);
  PyObject *list = it ? PyList_New(0) : NULL;
  for (int i = 0; list && i < to.len; i++) {
    if (to.ptr[i] >= it->size) continue;
    PyArray_ITER_GOTO1D(it, to.ptr[i]);
    PyObject *item = PyArray_ToScalar(PyArray_ITER_DATA(it), a);
    if (!item || PyList_Append(list, item) < 0) Py_CLEAR(list);
    Py_XDECREF(item);
  }
  if (list) {
    PyArray_ITER_RESET(it);
    if (it->size) {
      PyObject *item = PyArray_ToScalar(PyArray_ITER_DATA(it), a);
      if (!item || PyList_Append(list, item) < 0) Py_CLEAR(list);
      Py_XDECREF(item);
    }
  }
  Py_XDECREF(it);
  PyDimMem_FREE(to.ptr);
  return list;
}

static PyObject *iter_of(PyObject *UNUSED(self), PyObject *object) {
  PyObject *it = PyArray_IterNew(object);
  if (!it) return NULL;
  Py_ssize_t size = ((PyArrayIterObject *)it)->size;
  int is_iterator = Py_TYPE(it) == &PyArrayIter_Type;
  Py_DECREF(it);
  return Py_BuildValue("(ni)", size, is_iterator);
}

/* The sums along an axis, -1 for the one that the iterator chooses. */
static PyObject *sums(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  int axis, smallest = 0;
  if (!PyArg_ParseTuple(args, "O!i|p", &PyArray_Type, &a, &axis, &smallest)) return NULL;
  NEED_DOUBLES(a);
  int chosen = smallest ? -1 : axis;
  PyArrayIterObject *it = (PyArrayIterObject *)PyArray_IterAllButAxis((PyObject *)a, smallest ? &chosen : &axis);
  if (!it) return NULL;
  if (!smallest) chosen = axis;
  npy_intp length = PyArray_NDIM(a) ? PyArray_DIM(a, chosen) : 1, stride = PyArray_NDIM(a) ? PyArray_STRIDE(a, chosen) : 0;
  PyObject *list = PyList_New(0);
  while (list && PyArray_ITER_NOTDONE(it)) {
    double sum = 0;
    for (npy_intp i = 0; i < length; i++) sum += *(double *)((char *)PyArray_ITER_DATA(it) + i * stride);
    PyObject *item = PyFloat_FromDouble(sum);
    if (!item || PyList_Append(list, item) < 0) Py_CLEAR(list);
    Py_XDECREF(item);
    PyArray_ITER_NEXT(it);
  }
  Py_DECREF(it);
  return Py_BuildValue("(iN)", chosen, list);
}

/* The products of two broadcast operands, with the shape that they broadcast to. */
static PyObject *products(PyObject *UNUSED(self), PyObject *args) {
  PyObject *a, *b;
  if (!PyArg_ParseTuple(args, "OO", &a, &b)) return NULL;
  PyObject *left = PyArray_FROM_OT(a, NPY_DOUBLE), *right = left ? PyArray_FROM_OT(b, NPY_DOUBLE) : NULL;
  PyArrayMultiIterObject *multi = (PyArrayMultiIterObject *)(right ? PyArray_MultiIterNew(2, left, right) : NULL);
  Py_XDECREF(left);
  Py_XDECREF(right);
  if (!multi) return NULL;
  PyArrayObject *out =
      (PyArrayObject *)PyArray_SimpleNew(PyArray_MultiIter_NDIM(multi), PyArray_MultiIter_DIMS(multi), NPY_DOUBLE);
  if (out) {
    double *to = PyArray_DATA(out);
    while (PyArray_MultiIter_NOTDONE(multi)) {
      *to++ = *(double *)PyArray_MultiIter_DATA(multi, 0) * *(double *)PyArray_MultiIter_DATA(multi, 1);
      PyArray_MultiIter_NEXT(multi);
    }
  }
  PyObject *answer = out ? Py_BuildValue("(Nnn)", out, (Py_ssize_t)PyArray_MultiIter_SIZE(multi),
                                         (Py_ssize_t)PyArray_MultiIter_INDEX(multi))
                         : NULL;
  Py_DECREF(multi);
  return answer;
}

/* The sums of three neighbours of every item of a line, itself in the middle; edges as the mode says. */
static PyObject *neighbours(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  int mode;
  if (!PyArg_ParseTuple(args, "O!i", &PyArray_Type, &a, &mode)) return NULL;
  NEED_DOUBLES(a);
  if (PyArray_NDIM(a) < 1 || PyArray_NDIM(a) > 2) return PyErr_Format(PyExc_ValueError, "one or two axes");
  PyArrayIterObject *it = (PyArrayIterObject *)PyArray_IterNew((PyObject *)a);
  if (!it) return NULL;
  npy_intp bounds[] = {-1, 1, 0, 1};
  PyArrayObject *fill = NULL;
  if (mode == NPY_NEIGHBORHOOD_ITER_CONSTANT_PADDING) {
    fill = (PyArrayObject *)PyArray_ZEROS(0, NULL, NPY_DOUBLE, 0);
    if (!fill) {
      Py_DECREF(it);
      return NULL;
    }
    *(double *)PyArray_DATA(fill) = 0.25;
  }
  PyArrayNeighborhoodIterObject *near =
      (PyArrayNeighborhoodIterObject *)PyArray_NeighborhoodIterNew(it, bounds, mode, fill);
  Py_XDECREF(fill);
  PyObject *list = near ? PyList_New(0) : NULL;
  while (list && PyArray_ITER_NOTDONE(it)) {
    PyArrayNeighborhoodIter_Reset(near);
    PyObject *around = PyList_New(0);
    for (npy_intp i = 0; around && i < near->size; i++, PyArrayNeighborhoodIter_Next(near)) {
      PyObject *item = PyFloat_FromDouble(*(double *)near->dataptr);
      if (!item || PyList_Append(around, item) < 0) Py_CLEAR(around);
      Py_XDECREF(item);
    }
    if (!around || PyList_Append(list, around) < 0) Py_CLEAR(list);
    Py_XDECREF(around);
    PyArray_ITER_NEXT(it);
  }
  Py_XDECREF(near);
  Py_DECREF(it);
  return list;
}

PyMethodDef iterator_methods[] = {
    {"walk", walk, METH_VARARGS, NULL},         {"jump", jump, METH_VARARGS, NULL},
    {"iter_of", iter_of, METH_O, NULL},         {"sums", sums, METH_VARARGS, NULL},
    {"products", products, METH_VARARGS, NULL}, {"neighbours", neighbours, METH_VARARGS, NULL},
    {0},
};
