/* slice, and the arithmetic of its indices. */
#include "containers.h"

/* The last slice that died: indexing makes one and drops it at once. Under the lock. */
static PySliceObject *spare;

AMBI_EXPORT PyObject *PySlice_New(PyObject *start, PyObject *stop, PyObject *step) {
  PySliceObject *slice = spare;
  if (slice) {
    spare = NULL;
    Py_REFCNT(slice) = 1;
    ambi_count_revived();
  } else if (!(slice = (PySliceObject *)_PyObject_GC_New(&PySlice_Type))) {
    return NULL;
  }
  slice->start = AMBI_NEWREF(start ? start : Py_None);
  slice->stop = AMBI_NEWREF(stop ? stop : Py_None);
  slice->step = AMBI_NEWREF(step ? step : Py_None);
  return (PyObject *)slice;
}

static void slice_dealloc(PyObject *self) {
  PySliceObject *slice = (PySliceObject *)self;
  Py_DECREF(slice->start);
  Py_DECREF(slice->stop);
  Py_DECREF(slice->step);
  if (spare) {
    PyObject_GC_Del(self);
  } else {
    spare = slice;
  }
}

static int slice_traverse(PyObject *self, visitproc visit, void *arg) {
  PySliceObject *slice = (PySliceObject *)self;
  int stop = visit(slice->start, arg);
  if (stop == 0) stop = visit(slice->stop, arg);
  return stop != 0 ? stop : visit(slice->step, arg);
}

static PyObject *not_an_index(void) {
  return ambi_raise(PyExc_TypeError, "slice indices must be integers or None or have an __index__ method");
}

/* A part of the slice clamped to Py_ssize_t; *value is left alone where it is None. */
static bool unpack_part(PyObject *part, Py_ssize_t *value) {
  if (part == Py_None) return true;
  if (!PyIndex_Check(part)) {
    not_an_index();
    return false;
  }
  *value = PyNumber_AsSsize_t(part, NULL);
  return *value != -1 || !PyErr_Occurred();
}

AMBI_EXPORT int PySlice_Unpack(PyObject *self, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t *step) {
  PySliceObject *slice = (PySliceObject *)self;
  *step = 1;
  if (!unpack_part(slice->step, step)) return -1;
  if (*step == 0) {
    PyErr_SetString(PyExc_ValueError, "slice step cannot be zero");
    return -1;
  }
  if (*step < -PY_SSIZE_T_MAX) *step = -PY_SSIZE_T_MAX; /* so that -step is a Py_ssize_t too */
  *start = *step < 0 ? PY_SSIZE_T_MAX : 0;
  *stop = *step < 0 ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX;
  return unpack_part(slice->start, start) && unpack_part(slice->stop, stop) ? 0 : -1;
}

static Py_ssize_t adjust(Py_ssize_t i, Py_ssize_t length, bool backwards) {
  if (i < 0) {
    i += length;
    return i < 0 ? (backwards ? -1 : 0) : i;
  }
  return i >= length ? (backwards ? length - 1 : length) : i;
}

AMBI_EXPORT Py_ssize_t PySlice_AdjustIndices(Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t step) {
  *start = adjust(*start, length, step < 0);
  *stop = adjust(*stop, length, step < 0);
  if (step < 0) return *stop < *start ? (*start - *stop - 1) / -step + 1 : 0;
  return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
}

AMBI_EXPORT int PySlice_GetIndicesEx(PyObject *self, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop,
                                     Py_ssize_t *step, Py_ssize_t *slice_length) {
  if (PySlice_Unpack(self, start, stop, step) < 0) return -1;
  *slice_length = PySlice_AdjustIndices(length, start, stop, *step);
  return 0;
}

/* The old function: only ints, and out of range is -1 without an error. */
AMBI_EXPORT int PySlice_GetIndices(PyObject *self, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop,
                                   Py_ssize_t *step) {
  PySliceObject *slice = (PySliceObject *)self;
  *step = 1;
  if (slice->step != Py_None) {
    if (!PyLong_Check(slice->step)) return -1;
    *step = PyLong_AsSsize_t(slice->step);
  }
  *start = *step < 0 ? length - 1 : 0;
  if (slice->start != Py_None) {
    if (!PyLong_Check(slice->start)) return -1;
    *start = PyLong_AsSsize_t(slice->start);
    if (*start < 0) *start += length;
  }
  *stop = *step < 0 ? -1 : length;
  if (slice->stop != Py_None) {
    if (!PyLong_Check(slice->stop)) return -1;
    *stop = PyLong_AsSsize_t(slice->stop);
    if (*stop < 0) *stop += length;
  }
  return *stop > length || *start >= length || *step == 0 ? -1 : 0;
}

/* ---- slice.indices: the same for ints of any size ------------------------------------------------ */

/* start or stop within [lower, upper]; `fallback` (borrowed) where it is None. */
static PyObject *indices_part(PyObject *part, PyObject *length, PyObject *lower, PyObject *upper, PyObject *fallback) {
  if (part == Py_None) return AMBI_NEWREF(fallback);
  if (!PyIndex_Check(part)) return not_an_index();
  PyObject *i = PyNumber_Index(part);
  if (!i) return NULL;
  if (_PyLong_Sign(i) < 0) {
    Py_SETREF(i, PyNumber_Add(i, length));
    if (!i) return NULL;
  }
  int below = PyObject_RichCompareBool(i, lower, Py_LT);
  int above = below == 0 ? PyObject_RichCompareBool(i, upper, Py_GT) : 0;
  if (below < 0 || above < 0) {
    Py_DECREF(i);
    return NULL;
  }
  if (below || above) {
    Py_INCREF(below ? lower : upper);
    Py_SETREF(i, below ? lower : upper);
  }
  return i;
}

static PyObject *slice_indices(PyObject *self, PyObject *arg) {
  PySliceObject *slice = (PySliceObject *)self;
  PyObject *step = NULL, *lower = NULL, *upper = NULL, *start = NULL, *stop = NULL, *result = NULL;
  PyObject *length = PyNumber_Index(arg);
  if (!length) return NULL;
  if (_PyLong_Sign(length) < 0) {
    PyErr_SetString(PyExc_ValueError, "length should not be negative");
    goto done;
  }
  if (slice->step == Py_None) {
    step = PyLong_FromLong(1);
  } else {
    step = PyIndex_Check(slice->step) ? PyNumber_Index(slice->step) : not_an_index();
  }
  if (!step) goto done;
  if (_PyLong_Sign(step) == 0) {
    PyErr_SetString(PyExc_ValueError, "slice step cannot be zero");
    goto done;
  }
  bool backwards = _PyLong_Sign(step) < 0;
  if (!(lower = PyLong_FromLong(backwards ? -1 : 0))) goto done;
  if (!(upper = PyNumber_Add(length, lower))) goto done;
  if (!(start = indices_part(slice->start, length, lower, upper, backwards ? upper : lower))) goto done;
  if (!(stop = indices_part(slice->stop, length, lower, upper, backwards ? lower : upper))) goto done;
  result = PyTuple_Pack(3, start, stop, step);
done:
  Py_DECREF(length);
  Py_XDECREF(step);
  Py_XDECREF(lower);
  Py_XDECREF(upper);
  Py_XDECREF(start);
  Py_XDECREF(stop);
  return result;
}

/* ---- slots ----------------------------------------------------------------------------------- */

static PyObject *slice_as_tuple(PyObject *self) {
  PySliceObject *slice = (PySliceObject *)self;
  return PyTuple_Pack(3, slice->start, slice->stop, slice->step);
}

static PyObject *slice_richcompare(PyObject *v, PyObject *w, int op) {
  if (!PySlice_Check(v) || !PySlice_Check(w)) Py_RETURN_NOTIMPLEMENTED;
  if (v == w) return PyBool_FromLong(op == Py_EQ || op == Py_LE || op == Py_GE);
  PyObject *result = NULL, *a = slice_as_tuple(v), *b = slice_as_tuple(w);
  if (a && b) result = PyObject_RichCompare(a, b, op);
  Py_XDECREF(a);
  Py_XDECREF(b);
  return result;
}

static PyObject *slice_repr(PyObject *self) {
  PySliceObject *slice = (PySliceObject *)self;
  return PyUnicode_FromFormat("slice(%R, %R, %R)", slice->start, slice->stop, slice->step);
}

static PyObject *slice_new(PyTypeObject *type AMBI_UNUSED, PyObject *args, PyObject *kwargs) {
  Py_ssize_t n = PyTuple_GET_SIZE(args);
  if (!ambi_no_keywords("slice", kwargs) || !ambi_arity("slice", n, 1, 3)) return NULL;
  if (n == 1) return PySlice_New(NULL, PyTuple_GET_ITEM(args, 0), NULL);
  return PySlice_New(PyTuple_GET_ITEM(args, 0), PyTuple_GET_ITEM(args, 1), n > 2 ? PyTuple_GET_ITEM(args, 2) : NULL);
}

static PyObject *slice_reduce(PyObject *self, PyObject *unused AMBI_UNUSED) {
  PyObject *parts = slice_as_tuple(self);
  if (!parts) return NULL;
  PyObject *result = PyTuple_Pack(2, (PyObject *)Py_TYPE(self), parts);
  Py_DECREF(parts);
  return result;
}

static PyMethodDef slice_methods[] = {
    {"__reduce__", slice_reduce, METH_NOARGS, NULL},
    {"indices", slice_indices, METH_O, NULL},
    {0},
};

static PyMemberDef slice_members[] = {
    {"start", T_OBJECT, offsetof(PySliceObject, start), READONLY, NULL},
    {"stop", T_OBJECT, offsetof(PySliceObject, stop), READONLY, NULL},
    {"step", T_OBJECT, offsetof(PySliceObject, step), READONLY, NULL},
    {0},
};

AMBI_EXPORT PyTypeObject PySlice_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "slice",
    .tp_basicsize = sizeof(PySliceObject),
    .tp_dealloc = slice_dealloc,
    .tp_repr = slice_repr,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = slice_traverse,
    .tp_richcompare = slice_richcompare,
    .tp_methods = slice_methods,
    .tp_members = slice_members,
    .tp_new = slice_new,
};
