/* Iterators that walk a sequence by index (tuple, list, any with __getitem__), and iter(callable, sentinel). */
#include "containers.h"

typedef struct {
  PyObject ob_base;
  Py_ssize_t index;
  PyObject *seq; /* NULL once exhausted */
} sequence_iterator;

PyObject *ambi_sequence_iterator(PyTypeObject *type, PyObject *seq, Py_ssize_t index) {
  sequence_iterator *it = (sequence_iterator *)_PyObject_GC_New(type);
  if (!it) return NULL;
  it->index = index;
  it->seq = AMBI_NEWREF(seq);
  return (PyObject *)it;
}

AMBI_EXPORT PyObject *PySeqIter_New(PyObject *seq) {
  if (!PySequence_Check(seq)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  return ambi_sequence_iterator(&PySeqIter_Type, seq, 0);
}

static void iterator_dealloc(PyObject *self) {
  if (ambi_dealloc_deferred(self, iterator_dealloc)) return;
  Py_XDECREF(((sequence_iterator *)self)->seq);
  PyObject_GC_Del(self);
  ambi_dealloc_done();
}

static int iterator_traverse(PyObject *self, visitproc visit, void *arg) {
  PyObject *seq = ((sequence_iterator *)self)->seq;
  return seq ? visit(seq, arg) : 0;
}

static PyObject *tuple_next(PyObject *self) {
  sequence_iterator *it = (sequence_iterator *)self;
  if (!it->seq) return NULL;
  if (it->index < Py_SIZE(it->seq)) return AMBI_NEWREF(PyTuple_GET_ITEM(it->seq, it->index++));
  Py_CLEAR(it->seq);
  return NULL;
}

static PyObject *list_next(PyObject *self) {
  sequence_iterator *it = (sequence_iterator *)self;
  if (!it->seq) return NULL;
  if (it->index < Py_SIZE(it->seq)) return AMBI_NEWREF(PyList_GET_ITEM(it->seq, it->index++));
  Py_CLEAR(it->seq);
  return NULL;
}

static PyObject *list_reverse_next(PyObject *self) {
  sequence_iterator *it = (sequence_iterator *)self;
  if (!it->seq) return NULL;
  if (it->index >= 0 && it->index < Py_SIZE(it->seq)) {
    return AMBI_NEWREF(PyList_GET_ITEM(it->seq, it->index--));
  }
  it->index = -1;
  Py_CLEAR(it->seq);
  return NULL;
}

static PyObject *seq_next(PyObject *self) {
  sequence_iterator *it = (sequence_iterator *)self;
  if (!it->seq) return NULL;
  if (it->index == PY_SSIZE_T_MAX) return ambi_raise(PyExc_OverflowError, "iter index too large");
  PyObject *item = PySequence_GetItem(it->seq, it->index);
  if (item) {
    it->index++;
    return item;
  }
  if (PyErr_ExceptionMatches(PyExc_IndexError) || PyErr_ExceptionMatches(PyExc_StopIteration)) {
    PyErr_Clear();
    Py_CLEAR(it->seq);
  }
  return NULL;
}

static PyObject *iterator_length_hint(PyObject *self, PyObject *unused AMBI_UNUSED) {
  sequence_iterator *it = (sequence_iterator *)self;
  if (!it->seq) return PyLong_FromLong(0);
  Py_ssize_t n = PySequence_Size(it->seq);
  if (n < 0) return NULL;
  return PyLong_FromSsize_t(n > it->index ? n - it->index : 0);
}

static PyObject *reverse_length_hint(PyObject *self, PyObject *unused AMBI_UNUSED) {
  sequence_iterator *it = (sequence_iterator *)self;
  Py_ssize_t n = it->index + 1;
  return PyLong_FromSsize_t(it->seq && PyList_GET_SIZE(it->seq) >= n ? n : 0);
}

static PyMethodDef iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, METH_NOARGS, NULL},
    {0},
};

static PyMethodDef reverse_methods[] = {
    {"__length_hint__", reverse_length_hint, METH_NOARGS, NULL},
    {0},
};

AMBI_EXPORT PyTypeObject PyTupleIter_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "tuple_iterator",
    .tp_basicsize = sizeof(sequence_iterator),
    .tp_dealloc = iterator_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = iterator_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = tuple_next,
    .tp_methods = iterator_methods,
};

AMBI_EXPORT PyTypeObject PyListIter_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "list_iterator",
    .tp_basicsize = sizeof(sequence_iterator),
    .tp_dealloc = iterator_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = iterator_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = list_next,
    .tp_methods = iterator_methods,
};

PyTypeObject ambi_list_reverse_iterator_type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "list_reverseiterator",
    .tp_basicsize = sizeof(sequence_iterator),
    .tp_dealloc = iterator_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = iterator_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = list_reverse_next,
    .tp_methods = reverse_methods,
};

AMBI_EXPORT PyTypeObject PySeqIter_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "iterator",
    .tp_basicsize = sizeof(sequence_iterator),
    .tp_dealloc = iterator_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = iterator_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = seq_next,
    .tp_methods = iterator_methods,
};

/* ---- iter(callable, sentinel) ------------------------------------------------------------------ */

typedef struct {
  PyObject ob_base;
  PyObject *callable; /* both NULL once exhausted */
  PyObject *sentinel;
} call_iterator;

AMBI_EXPORT PyObject *PyCallIter_New(PyObject *callable, PyObject *sentinel) {
  call_iterator *it = (call_iterator *)_PyObject_GC_New(&PyCallIter_Type);
  if (!it) return NULL;
  it->callable = AMBI_NEWREF(callable);
  it->sentinel = AMBI_NEWREF(sentinel);
  return (PyObject *)it;
}

static void call_iterator_clear(call_iterator *it) {
  Py_CLEAR(it->callable);
  Py_CLEAR(it->sentinel);
}

static void call_iterator_dealloc(PyObject *self) {
  call_iterator_clear((call_iterator *)self);
  PyObject_GC_Del(self);
}

static PyObject *call_iterator_next(PyObject *self) {
  call_iterator *it = (call_iterator *)self;
  if (!it->callable) return NULL;
  PyObject *callable = AMBI_NEWREF(it->callable), *sentinel = AMBI_NEWREF(it->sentinel);
  PyObject *result = PyObject_CallNoArgs(callable);
  if (result) {
    int equal = PyObject_RichCompareBool(sentinel, result, Py_EQ);
    if (equal > 0) call_iterator_clear(it);
    if (equal != 0) Py_CLEAR(result);
  } else if (PyErr_ExceptionMatches(PyExc_StopIteration)) {
    PyErr_Clear();
    call_iterator_clear(it);
  }
  Py_DECREF(callable);
  Py_DECREF(sentinel);
  return result;
}

AMBI_EXPORT PyTypeObject PyCallIter_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "callable_iterator",
    .tp_basicsize = sizeof(call_iterator),
    .tp_dealloc = call_iterator_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = call_iterator_next,
};
