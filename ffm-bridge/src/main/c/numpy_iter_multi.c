/* broadcast: several arrays walked together, each repeated to their common shape. */
#include "numpy_iter.h"

#include <stdarg.h>

static PyArrayMultiIterObject *multi_of(PyObject *o) { return (PyArrayMultiIterObject *)o; }

static int dimension(PyArrayIterObject *it, int nd, int axis, npy_intp *length) {
  int own = axis - (nd - it->ao->nd);
  *length = own < 0 ? 1 : it->ao->dimensions[own];
  return *length != 1;
}

static int mismatch(PyArrayIterObject *a, int i, PyArrayIterObject *b, int j) {
  PyObject *p = PyArray_IntTupleFromIntp(a->ao->nd, a->ao->dimensions);
  PyObject *q = p ? PyArray_IntTupleFromIntp(b->ao->nd, b->ao->dimensions) : NULL;
  if (q) {
    PyErr_Format(PyExc_ValueError,
                 "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg %d with "
                 "shape %S and arg %d with shape %S.",
                 i, p, j, q);
  }
  Py_XDECREF(p);
  Py_XDECREF(q);
  return -1;
}

AMBI_EXPORT int PyArray_Broadcast(PyArrayMultiIterObject *multi) {
  int nd = 0;
  for (int i = 0; i < multi->numiter; i++) {
    if (multi->iters[i]->ao->nd > nd) nd = multi->iters[i]->ao->nd;
  }
  multi->nd = nd;
  for (int axis = 0; axis < nd; axis++) {
    int giver = -1;
    multi->dimensions[axis] = 1;
    for (int i = 0; i < multi->numiter; i++) {
      npy_intp length;
      if (!dimension(multi->iters[i], nd, axis, &length)) continue;
      if (giver < 0) {
        giver = i;
        multi->dimensions[axis] = length;
      } else if (length != multi->dimensions[axis]) {
        return mismatch(multi->iters[giver], giver, multi->iters[i], i);
      }
    }
  }
  npy_intp size = PyArray_OverflowMultiplyList(multi->dimensions, nd);
  if (size < 0) {
    PyErr_SetString(PyExc_ValueError, "broadcast dimensions too large.");
    return -1;
  }
  multi->size = size;
  for (int i = 0; i < multi->numiter; i++) ambi_iter_broadcast(multi->iters[i], nd, multi->dimensions, size);
  return 0;
}

AMBI_EXPORT int PyArray_RemoveSmallest(PyArrayMultiIterObject *multi) {
  if (multi->nd == 0) return -1;
  int axis = 0;
  npy_intp smallest = 0;
  for (int i = 0; i < multi->nd; i++) {
    npy_intp sum = 0;
    for (int j = 0; j < multi->numiter; j++) sum += multi->iters[j]->strides[i];
    if (i == 0 || sum < smallest) {
      axis = i;
      smallest = sum;
    }
  }
  for (int j = 0; j < multi->numiter; j++) {
    PyArrayIterObject *it = multi->iters[j];
    it->contiguous = 0;
    if (it->size != 0) it->size /= it->dims_m1[axis] + 1;
    it->dims_m1[axis] = 0;
    it->backstrides[axis] = 0;
  }
  multi->size = multi->iters[0]->size;
  return axis;
}

/* Appends iterators over `o`: one, or those of another broadcast. */
static int append(PyArrayMultiIterObject *multi, PyObject *o, int abi) {
  bool several = PyObject_TypeCheck(o, &PyArrayMultiIter_Type);
  int count = several ? multi_of(o)->numiter : 1;
  if (multi->numiter + count > AMBI_MAXARGS_OF(abi)) {
    PyErr_Format(PyExc_ValueError, "Need at least 0 and at most %d array objects.", AMBI_MAXARGS_OF(abi));
    return -1;
  }
  for (int i = 0; i < count; i++) {
    PyObject *array = several ? AMBI_NEWREF(multi_of(o)->iters[i]->ao) : ambi_as_array(o, abi);
    PyObject *it = array ? PyArray_IterNew(array) : NULL;
    Py_XDECREF(array);
    if (!it) return -1;
    multi->iters[multi->numiter++] = (PyArrayIterObject *)it;
  }
  return 0;
}

static PyObject *new_multi(PyObject **objects, int n, int abi) {
  PyObject *o = PyArrayMultiIter_Type.tp_alloc(&PyArrayMultiIter_Type, 0);
  if (!o) return NULL;
  for (int i = 0; i < n; i++) {
    if (append(multi_of(o), objects[i], abi) < 0) {
      Py_DECREF(o);
      return NULL;
    }
  }
  if (PyArray_Broadcast(multi_of(o)) < 0) {
    Py_DECREF(o);
    return NULL;
  }
  return o;
}

static PyObject *from_list(int abi, PyObject **given, int n, int more, va_list rest) {
  PyObject *objects[AMBI_MAXARGS];
  if (n < 0 || more < 0 || n > AMBI_MAXARGS_OF(abi) - more) {
    return ambi_raise(PyExc_ValueError, "Need at least 0 and at most %d array objects.", AMBI_MAXARGS_OF(abi));
  }
  for (int i = 0; i < n; i++) objects[i] = given[i];
  for (int i = 0; i < more; i++) objects[n + i] = va_arg(rest, PyObject *);
  return new_multi(objects, n + more, abi);
}

#define VARIADIC(call)      \
  va_list rest;             \
  va_start(rest, last);     \
  PyObject *multi = call;   \
  va_end(rest);             \
  return multi

/* Each ABI allows another number of arrays, and sees what is no array yet as arrays of its own. */
AMBI_EXPORT PyObject *PyArray_MultiIterNew(int last, ...) { VARIADIC(from_list(2, NULL, 0, last, rest)); }
AMBI_EXPORT PyObject *PyArray_MultiIterNew_abi1(int last, ...) { VARIADIC(from_list(1, NULL, 0, last, rest)); }
AMBI_EXPORT PyObject *PyArray_MultiIterFromObjects(PyObject **objects, int n, int last, ...) {
  VARIADIC(from_list(2, objects, n, last, rest));
}
AMBI_EXPORT PyObject *PyArray_MultiIterFromObjects_abi1(PyObject **objects, int n, int last, ...) {
  VARIADIC(from_list(1, objects, n, last, rest));
}

/* ---- as a Python object -------------------------------------------------------------------------------------- */

void ambi_multi_dealloc(PyObject *o) {
  for (int i = 0; i < multi_of(o)->numiter; i++) Py_XDECREF(multi_of(o)->iters[i]);
  Py_TYPE(o)->tp_free(o);
}

PyObject *ambi_multi_new(PyTypeObject *type AMBI_UNUSED, PyObject *args, PyObject *kwargs) {
  if (kwargs && PyDict_GET_SIZE(kwargs)) {
    return ambi_raise(PyExc_ValueError, "keyword arguments not accepted.");
  }
  if (PyTuple_GET_SIZE(args) > AMBI_MAXARGS) {
    return ambi_raise(PyExc_ValueError, "Need at least 0 and at most %d array objects.", AMBI_MAXARGS);
  }
  return new_multi(&PyTuple_GET_ITEM(args, 0), (int)PyTuple_GET_SIZE(args), 2);
}

PyObject *ambi_multi_next(PyObject *o) {
  PyArrayMultiIterObject *multi = multi_of(o);
  if (multi->index >= multi->size) return NULL;
  PyObject *tuple = PyTuple_New(multi->numiter);
  if (!tuple) return NULL;
  for (int i = 0; i < multi->numiter; i++) {
    PyObject *item = ambi_iter_item(multi->iters[i]);
    if (!item) {
      Py_DECREF(tuple);
      return NULL;
    }
    PyTuple_SET_ITEM(tuple, i, item);
    ambi_iter_advance(multi->iters[i]);
  }
  multi->index++;
  return tuple;
}

static PyObject *reset(PyObject *o, PyObject *args AMBI_UNUSED) {
  multi_of(o)->index = 0;
  for (int i = 0; i < multi_of(o)->numiter; i++) ambi_iter_reset(multi_of(o)->iters[i]);
  Py_RETURN_NONE;
}

PyMethodDef ambi_multi_methods[] = {
    {"reset", reset, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

PyMemberDef ambi_multi_members[] = {
    {"numiter", T_INT, offsetof(PyArrayMultiIterObject, numiter), READONLY, NULL},
    {"nd", T_INT, offsetof(PyArrayMultiIterObject, nd), READONLY, NULL},
    {"ndim", T_INT, offsetof(PyArrayMultiIterObject, nd), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyObject *get_size(PyObject *o, void *c AMBI_UNUSED) { return PyLong_FromSsize_t(multi_of(o)->size); }
static PyObject *get_index(PyObject *o, void *c AMBI_UNUSED) { return PyLong_FromSsize_t(multi_of(o)->index); }

static PyObject *get_shape(PyObject *o, void *c AMBI_UNUSED) {
  return PyArray_IntTupleFromIntp(multi_of(o)->nd, multi_of(o)->dimensions);
}

static PyObject *get_iters(PyObject *o, void *c AMBI_UNUSED) {
  PyObject *tuple = PyTuple_New(multi_of(o)->numiter);
  for (int i = 0; tuple && i < multi_of(o)->numiter; i++) PyTuple_SET_ITEM(tuple, i, AMBI_NEWREF(multi_of(o)->iters[i]));
  return tuple;
}

PyGetSetDef ambi_multi_getset[] = {
    {"size", get_size, NULL, NULL, NULL},   {"index", get_index, NULL, NULL, NULL},
    {"shape", get_shape, NULL, NULL, NULL}, {"iters", get_iters, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
