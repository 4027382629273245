/* The built-in iterators enumerate, reversed and zip. */
#include "containers.h"

/* ---- enumerate -------------------------------------------------------------------------------- */

typedef struct {
  PyObject ob_base;
  PyObject *index; /* the next one */
  PyObject *iterator;
} enumerate_object;

static PyObject *enumerate_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"iterable", "start", NULL};
  PyObject *iterable, *start = NULL;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O|O:enumerate", names, &iterable, &start)) return NULL;
  enumerate_object *self = (enumerate_object *)type->tp_alloc(type, 0);
  if (!self) return NULL;
  self->index = start ? PyNumber_Index(start) : PyLong_FromLong(0);
  self->iterator = self->index ? PyObject_GetIter(iterable) : NULL;
  if (!self->iterator) Py_CLEAR(self);
  return (PyObject *)self;
}

static void enumerate_dealloc(PyObject *self) {
  Py_XDECREF(((enumerate_object *)self)->index);
  Py_XDECREF(((enumerate_object *)self)->iterator);
  Py_TYPE(self)->tp_free(self);
}

static PyObject *enumerate_next(PyObject *self) {
  enumerate_object *e = (enumerate_object *)self;
  PyObject *item = Py_TYPE(e->iterator)->tp_iternext(e->iterator);
  if (!item) return NULL;
  PyObject *pair = PyTuple_New(2), *one = pair ? PyLong_FromLong(1) : NULL;
  PyObject *next = one ? PyNumber_Add(e->index, one) : NULL;
  Py_XDECREF(one);
  if (!next) {
    Py_DECREF(item);
    Py_XDECREF(pair);
    return NULL;
  }
  PyTuple_SET_ITEM(pair, 0, e->index);
  PyTuple_SET_ITEM(pair, 1, item);
  e->index = next;
  return pair;
}

AMBI_EXPORT PyTypeObject PyEnum_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "enumerate",
    .tp_basicsize = sizeof(enumerate_object),
    .tp_dealloc = enumerate_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = enumerate_next,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = enumerate_new,
    .tp_free = PyObject_GC_Del,
};

/* ---- reversed --------------------------------------------------------------------------------- */

typedef struct {
  PyObject ob_base;
  Py_ssize_t index;
  PyObject *seq; /* NULL once exhausted */
} reversed_object;

/* The result of the object's own __reversed__; NULL without an error if it has none. */
static PyObject *own_reversed(PyObject *o) {
  PyObject *method = _PyType_Lookup(Py_TYPE(o), AMBI_ID("__reversed__"));
  if (!method) return NULL;
  if (method == Py_None) {
    return ambi_raise(PyExc_TypeError, "'%.200s' object is not reversible", Py_TYPE(o)->tp_name);
  }
  descrgetfunc get = Py_TYPE(method)->tp_descr_get;
  Py_INCREF(method);
  PyObject *bound = get ? get(method, o, (PyObject *)Py_TYPE(o)) : AMBI_NEWREF(method);
  Py_DECREF(method);
  if (!bound) return NULL;
  PyObject *result = PyObject_CallNoArgs(bound);
  Py_DECREF(bound);
  return result;
}

static PyObject *reversed_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  if (type == &PyReversed_Type && !ambi_no_keywords("reversed", kwargs)) return NULL;
  if (!ambi_arity("reversed", PyTuple_GET_SIZE(args), 1, 1)) return NULL;
  PyObject *seq = PyTuple_GET_ITEM(args, 0);
  PyObject *own = own_reversed(seq);
  if (own || PyErr_Occurred()) return own;
  if (!PySequence_Check(seq)) {
    return ambi_raise(PyExc_TypeError, "'%.200s' object is not reversible", Py_TYPE(seq)->tp_name);
  }
  Py_ssize_t n = PySequence_Size(seq);
  if (n < 0) return NULL;
  reversed_object *self = (reversed_object *)type->tp_alloc(type, 0);
  if (!self) return NULL;
  self->index = n - 1;
  self->seq = AMBI_NEWREF(seq);
  return (PyObject *)self;
}

static void reversed_dealloc(PyObject *self) {
  Py_XDECREF(((reversed_object *)self)->seq);
  Py_TYPE(self)->tp_free(self);
}

static PyObject *reversed_next(PyObject *self) {
  reversed_object *r = (reversed_object *)self;
  if (r->index >= 0) {
    PyObject *item = PySequence_GetItem(r->seq, r->index);
    if (item) {
      r->index--;
      return item;
    }
    if (PyErr_ExceptionMatches(PyExc_IndexError) || PyErr_ExceptionMatches(PyExc_StopIteration)) PyErr_Clear();
  }
  r->index = -1;
  Py_CLEAR(r->seq);
  return NULL;
}

static PyObject *reversed_length_hint(PyObject *self, PyObject *unused AMBI_UNUSED) {
  reversed_object *r = (reversed_object *)self;
  if (!r->seq) return PyLong_FromLong(0);
  Py_ssize_t n = PySequence_Size(r->seq);
  if (n < 0) return NULL;
  return PyLong_FromSsize_t(n < r->index + 1 ? 0 : r->index + 1);
}

static PyMethodDef reversed_methods[] = {{"__length_hint__", reversed_length_hint, METH_NOARGS, NULL}, {0}};

AMBI_EXPORT PyTypeObject PyReversed_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "reversed",
    .tp_basicsize = sizeof(reversed_object),
    .tp_dealloc = reversed_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = reversed_next,
    .tp_methods = reversed_methods,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = reversed_new,
    .tp_free = PyObject_GC_Del,
};

/* ---- zip -------------------------------------------------------------------------------------- */

typedef struct {
  PyObject ob_base;
  PyObject *iterators; /* a tuple */
  int strict;
} zip_object;

static PyObject *zip_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  int strict = 0;
  if (kwargs) {
    static char *names[] = {"strict", NULL};
    PyObject *none = PyTuple_New(0);
    int parsed = none ? PyArg_ParseTupleAndKeywords(none, kwargs, "|$p:zip", names, &strict) : 0;
    Py_XDECREF(none);
    if (!parsed) return NULL;
  }
  Py_ssize_t n = PyTuple_GET_SIZE(args);
  PyObject *iterators = PyTuple_New(n);
  for (Py_ssize_t i = 0; iterators && i < n; i++) {
    PyObject *it = PyObject_GetIter(PyTuple_GET_ITEM(args, i));
    if (it) {
      PyTuple_SET_ITEM(iterators, i, it);
    } else {
      Py_CLEAR(iterators);
    }
  }
  if (!iterators) return NULL;
  zip_object *self = (zip_object *)type->tp_alloc(type, 0);
  if (!self) {
    Py_DECREF(iterators);
    return NULL;
  }
  self->iterators = iterators;
  self->strict = strict;
  return (PyObject *)self;
}

static void zip_dealloc(PyObject *self) {
  Py_XDECREF(((zip_object *)self)->iterators);
  Py_TYPE(self)->tp_free(self);
}

static PyObject *wrong_length(Py_ssize_t i, const char *how) {
  if (i == 1) return ambi_raise(PyExc_ValueError, "zip() argument 2 is %s than argument 1", how);
  return ambi_raise(PyExc_ValueError, "zip() argument %zd is %s than arguments 1-%zd", i + 1, how, i);
}

/* Iterator number `ended` gave nothing: with strict=True, was it the first, and have all others ended too? */
static PyObject *check_strict(PyObject *iterators, Py_ssize_t ended) {
  if (PyErr_Occurred()) {
    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) return NULL;
    PyErr_Clear();
  }
  if (ended > 0) return wrong_length(ended, "shorter");
  for (Py_ssize_t i = 1; i < PyTuple_GET_SIZE(iterators); i++) {
    PyObject *it = PyTuple_GET_ITEM(iterators, i), *item = Py_TYPE(it)->tp_iternext(it);
    if (item) {
      Py_DECREF(item);
      return wrong_length(i, "longer");
    }
    if (PyErr_Occurred()) {
      if (!PyErr_ExceptionMatches(PyExc_StopIteration)) return NULL;
      PyErr_Clear();
    }
  }
  return NULL;
}

static PyObject *zip_next(PyObject *self) {
  zip_object *z = (zip_object *)self;
  Py_ssize_t n = PyTuple_GET_SIZE(z->iterators);
  if (n == 0) return NULL;
  PyObject *items = PyTuple_New(n);
  for (Py_ssize_t i = 0; items && i < n; i++) {
    PyObject *it = PyTuple_GET_ITEM(z->iterators, i), *item = Py_TYPE(it)->tp_iternext(it);
    if (!item) {
      Py_DECREF(items);
      return z->strict ? check_strict(z->iterators, i) : NULL;
    }
    PyTuple_SET_ITEM(items, i, item);
  }
  return items;
}

AMBI_EXPORT PyTypeObject PyZip_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "zip",
    .tp_basicsize = sizeof(zip_object),
    .tp_dealloc = zip_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = zip_next,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = zip_new,
    .tp_free = PyObject_GC_Del,
};
