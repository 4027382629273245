/* set and frozenset: the C API and the slots. The methods and operators are in set_methods.c. */
#include "setobject.h"

int ambi_set_update(PySetObject *set, PyObject *iterable) {
  if (PyAnySet_Check(iterable)) return ambi_set_merge(set, AS_SET(iterable));
  if (PyDict_CheckExact(iterable)) {
    Py_ssize_t n = PyDict_GET_SIZE(iterable), pos = 0;
    if ((size_t)(set->fill + n) * 5 >= (size_t)set->mask * 3 && ambi_set_reserve(set, (set->used + n) * 2) < 0) {
      return -1;
    }
    PyObject *key;
    while (PyDict_Next(iterable, &pos, &key, NULL)) {
      Py_hash_t hash = ambi_hash(key);
      if (hash == -1 || ambi_set_insert(set, key, hash) < 0) return -1;
    }
    return 0;
  }
  PyObject *it = PyObject_GetIter(iterable), *key;
  if (!it) return -1;
  int result = 0;
  while (result == 0 && (key = PyIter_Next(it))) {
    Py_hash_t hash = ambi_hash(key);
    result = hash == -1 ? -1 : ambi_set_insert(set, key, hash);
    Py_DECREF(key);
  }
  Py_DECREF(it);
  return result < 0 || PyErr_Occurred() ? -1 : 0;
}

PyObject *ambi_set_of_type(PyTypeObject *type, PyObject *iterable) {
  PySetObject *set = (PySetObject *)type->tp_alloc(type, 0);
  if (!set) return NULL;
  ambi_set_make_empty(set);
  set->weakreflist = NULL;
  if (iterable && ambi_set_update(set, iterable) < 0) Py_CLEAR(set);
  return (PyObject *)set;
}

PyObject *ambi_set_like(PyObject *like, PyObject *iterable) {
  return ambi_set_of_type(PySet_Check(like) ? &PySet_Type : &PyFrozenSet_Type, iterable);
}

AMBI_EXPORT PyObject *PySet_New(PyObject *iterable) { return ambi_set_of_type(&PySet_Type, iterable); }
AMBI_EXPORT PyObject *PyFrozenSet_New(PyObject *iterable) { return ambi_set_of_type(&PyFrozenSet_Type, iterable); }

static void set_dealloc(PyObject *self) {
  if (ambi_dealloc_deferred(self, set_dealloc)) return;
  if (AS_SET(self)->weakreflist) PyObject_ClearWeakRefs(self);
  if (AS_SET(self)->table) ambi_set_empty(AS_SET(self));
  Py_TYPE(self)->tp_free(self);
  ambi_dealloc_done();
}

/* ---- C API ------------------------------------------------------------------------------------ */

AMBI_EXPORT Py_ssize_t PySet_Size(PyObject *self) {
  if (!PyAnySet_Check(self)) {
    PyErr_BadInternalCall();
    return -1;
  }
  return AS_SET(self)->used;
}

AMBI_EXPORT int PySet_Contains(PyObject *self, PyObject *key) {
  if (!PyAnySet_Check(self)) {
    PyErr_BadInternalCall();
    return -1;
  }
  Py_hash_t hash = ambi_hash(key);
  return hash == -1 ? -1 : ambi_set_find(AS_SET(self), key, hash);
}

AMBI_EXPORT int PySet_Add(PyObject *self, PyObject *key) {
  /* A frozenset can be filled while nobody else has seen it. */
  if (!PySet_Check(self) && (!PyFrozenSet_Check(self) || Py_REFCNT(self) != 1)) {
    PyErr_BadInternalCall();
    return -1;
  }
  Py_hash_t hash = ambi_hash(key);
  return hash == -1 ? -1 : ambi_set_insert(AS_SET(self), key, hash);
}

AMBI_EXPORT int PySet_Discard(PyObject *self, PyObject *key) {
  if (!PySet_Check(self)) {
    PyErr_BadInternalCall();
    return -1;
  }
  Py_hash_t hash = ambi_hash(key);
  return hash == -1 ? -1 : ambi_set_remove(AS_SET(self), key, hash);
}

AMBI_EXPORT int PySet_Clear(PyObject *self) {
  if (!PySet_Check(self)) {
    PyErr_BadInternalCall();
    return -1;
  }
  ambi_set_empty(AS_SET(self));
  return 0;
}

AMBI_EXPORT PyObject *PySet_Pop(PyObject *self) {
  if (!PySet_Check(self)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  PyObject *key = ambi_set_take_any(AS_SET(self));
  if (!key) PyErr_SetString(PyExc_KeyError, "pop from an empty set");
  return key;
}

AMBI_EXPORT int _PySet_NextEntry(PyObject *self, Py_ssize_t *pos, PyObject **key, Py_hash_t *hash) {
  if (!PyAnySet_Check(self)) {
    PyErr_BadInternalCall();
    return -1;
  }
  const setentry *entry = ambi_set_next(AS_SET(self), pos);
  if (!entry) return 0;
  *key = entry->key;
  *hash = entry->hash;
  return 1;
}

/* ---- slots ----------------------------------------------------------------------------------- */

int ambi_set_contains(PyObject *self, PyObject *key) {
  Py_hash_t hash = ambi_hash(key);
  if (hash != -1) return ambi_set_find(AS_SET(self), key, hash);
  if (!PySet_Check(key) || !PyErr_ExceptionMatches(PyExc_TypeError)) return -1;
  PyErr_Clear();
  PyObject *frozen = PyFrozenSet_New(key);
  if (!frozen) return -1;
  hash = ambi_hash(frozen);
  int found = hash == -1 ? -1 : ambi_set_find(AS_SET(self), frozen, hash);
  Py_DECREF(frozen);
  return found;
}

int ambi_set_is_subset(PySetObject *a, PySetObject *b) {
  if (a->used > b->used) return 0;
  Py_ssize_t pos = 0;
  const setentry *entry;
  while ((entry = ambi_set_next(a, &pos))) {
    PyObject *key = AMBI_NEWREF(entry->key);
    int found = ambi_set_find(b, key, entry->hash);
    Py_DECREF(key);
    if (found <= 0) return found;
  }
  return 1;
}

static PyObject *set_richcompare(PyObject *v, PyObject *w, int op) {
  if (!PyAnySet_Check(v) || !PyAnySet_Check(w)) Py_RETURN_NOTIMPLEMENTED;
  PySetObject *a = AS_SET(v), *b = AS_SET(w);
  int holds;
  switch (op) {
    case Py_EQ:
    case Py_NE:
      holds = a->used == b->used && (a->hash == -1 || b->hash == -1 || a->hash == b->hash);
      if (holds) holds = ambi_set_is_subset(a, b);
      if (op == Py_NE && holds >= 0) holds = !holds;
      break;
    case Py_LT: holds = a->used < b->used ? ambi_set_is_subset(a, b) : 0; break;
    case Py_LE: holds = ambi_set_is_subset(a, b); break;
    case Py_GT: holds = a->used > b->used ? ambi_set_is_subset(b, a) : 0; break;
    default: holds = ambi_set_is_subset(b, a); break;
  }
  return holds < 0 ? NULL : PyBool_FromLong(holds);
}

static Py_uhash_t shuffle_bits(Py_uhash_t h) { return ((h ^ 89869747UL) ^ (h << 16)) * 3644798167UL; }

/* Independent of order; the constants are CPython's, so that hashes of sets of numbers agree. */
static Py_hash_t frozenset_hash(PyObject *self) {
  PySetObject *set = AS_SET(self);
  if (set->hash != -1) return set->hash;
  Py_uhash_t hash = 0;
  Py_ssize_t pos = 0;
  const setentry *entry;
  while ((entry = ambi_set_next(set, &pos))) hash ^= shuffle_bits((Py_uhash_t)entry->hash);
  hash ^= ((Py_uhash_t)set->used + 1) * 1927868237UL;
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069U + 907133923UL;
  if (hash == (Py_uhash_t)-1) hash = 590923713UL;
  return set->hash = (Py_hash_t)hash;
}

static PyObject *set_repr(PyObject *self) {
  const char *name = Py_TYPE(self)->tp_name;
  if (AS_SET(self)->used == 0) return PyUnicode_FromFormat("%s()", name);
  int entered = Py_ReprEnter(self);
  if (entered != 0) return entered > 0 ? PyUnicode_FromFormat("%s(...)", name) : NULL;
  PyObject *keys = PySequence_List(self), *result = NULL;
  if (keys) {
    ambi_text text;
    ambi_text_start(&text);
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(keys); i++) {
      if (i > 0) ambi_text_add(&text, ", ");
      ambi_text_add_repr(&text, PyList_GET_ITEM(keys, i));
    }
    PyObject *inside = ambi_text_finish(&text);
    Py_DECREF(keys);
    if (inside) {
      result = Py_IS_TYPE(self, &PySet_Type) ? PyUnicode_FromFormat("{%U}", inside)
                                             : PyUnicode_FromFormat("%s({%U})", name, inside);
      Py_DECREF(inside);
    }
  }
  Py_ReprLeave(self);
  return result;
}

static Py_ssize_t set_length(PyObject *self) { return AS_SET(self)->used; }

static PyObject *set_new(PyTypeObject *type, PyObject *args AMBI_UNUSED, PyObject *kwargs AMBI_UNUSED) {
  return ambi_set_of_type(type, NULL);
}

static int set_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  if (Py_IS_TYPE(self, &PySet_Type) && !ambi_no_keywords("set", kwargs)) return -1;
  if (!ambi_arity("set", PyTuple_GET_SIZE(args), 0, 1)) return -1;
  ambi_set_empty(AS_SET(self));
  AS_SET(self)->hash = -1;
  if (PyTuple_GET_SIZE(args) == 0) return 0;
  return ambi_set_update(AS_SET(self), PyTuple_GET_ITEM(args, 0));
}

static PyObject *frozenset_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  if (type == &PyFrozenSet_Type && !ambi_no_keywords("frozenset", kwargs)) return NULL;
  if (!ambi_arity("frozenset", PyTuple_GET_SIZE(args), 0, 1)) return NULL;
  PyObject *iterable = PyTuple_GET_SIZE(args) ? PyTuple_GET_ITEM(args, 0) : NULL;
  if (type == &PyFrozenSet_Type && iterable && PyFrozenSet_CheckExact(iterable)) return AMBI_NEWREF(iterable);
  return ambi_set_of_type(type, iterable);
}

static int set_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_ssize_t pos = 0;
  const setentry *entry;
  while ((entry = ambi_set_next(AS_SET(self), &pos))) {
    int stop = visit(entry->key, arg);
    if (stop) return stop;
  }
  return 0;
}

static int set_tp_clear(PyObject *self) {
  ambi_set_empty(AS_SET(self));
  return 0;
}

/* ---- iterator -------------------------------------------------------------------------------- */

typedef struct {
  PyObject ob_base;
  PySetObject *set; /* NULL once exhausted */
  Py_ssize_t used;  /* size at the start; -1 once the set was found to have changed */
  Py_ssize_t pos;
  Py_ssize_t left;
} set_iterator;

static PyObject *set_iter(PyObject *self) {
  set_iterator *it = (set_iterator *)_PyObject_GC_New(&PySetIter_Type);
  if (!it) return NULL;
  it->set = (PySetObject *)AMBI_NEWREF(self);
  it->used = it->left = AS_SET(self)->used;
  it->pos = 0;
  return (PyObject *)it;
}

static void set_iterator_dealloc(PyObject *self) {
  Py_XDECREF(((set_iterator *)self)->set);
  PyObject_GC_Del(self);
}

static int set_iterator_traverse(PyObject *self, visitproc visit, void *arg) {
  PySetObject *set = ((set_iterator *)self)->set;
  return set ? visit((PyObject *)set, arg) : 0;
}

static PyObject *set_iterator_next(PyObject *self) {
  set_iterator *it = (set_iterator *)self;
  if (!it->set) return NULL;
  if (it->used != it->set->used) {
    it->used = -1;
    return ambi_raise(PyExc_RuntimeError, "Set changed size during iteration");
  }
  const setentry *entry = ambi_set_next(it->set, &it->pos);
  if (!entry) {
    Py_CLEAR(it->set);
    return NULL;
  }
  it->left--;
  return AMBI_NEWREF(entry->key);
}

static PyObject *set_iterator_length_hint(PyObject *self, PyObject *unused AMBI_UNUSED) {
  set_iterator *it = (set_iterator *)self;
  return PyLong_FromSsize_t(it->set && it->used == it->set->used ? it->left : 0);
}

static PyMethodDef set_iterator_methods[] = {
    {"__length_hint__", set_iterator_length_hint, METH_NOARGS, NULL},
    {0},
};

AMBI_EXPORT PyTypeObject PySetIter_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "set_iterator",
    .tp_basicsize = sizeof(set_iterator),
    .tp_dealloc = set_iterator_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = set_iterator_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = set_iterator_next,
    .tp_methods = set_iterator_methods,
};

static PySequenceMethods set_as_sequence = {
    .sq_length = set_length,
    .sq_contains = ambi_set_contains,
};

#define SET_FLAGS (Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | AMBI_TPFLAGS_MATCH_SELF)

AMBI_EXPORT PyTypeObject PySet_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "set",
    .tp_basicsize = sizeof(PySetObject),
    .tp_dealloc = set_dealloc,
    .tp_repr = set_repr,
    .tp_as_number = &ambi_set_as_number,
    .tp_as_sequence = &set_as_sequence,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = SET_FLAGS,
    .tp_traverse = set_traverse,
    .tp_clear = set_tp_clear,
    .tp_richcompare = set_richcompare,
    .tp_weaklistoffset = offsetof(PySetObject, weakreflist),
    .tp_iter = set_iter,
    .tp_methods = ambi_set_methods,
    .tp_init = set_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = set_new,
    .tp_free = PyObject_GC_Del,
};

AMBI_EXPORT PyTypeObject PyFrozenSet_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "frozenset",
    .tp_basicsize = sizeof(PySetObject),
    .tp_dealloc = set_dealloc,
    .tp_repr = set_repr,
    .tp_as_number = &ambi_frozenset_as_number,
    .tp_as_sequence = &set_as_sequence,
    .tp_hash = frozenset_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = SET_FLAGS,
    .tp_traverse = set_traverse,
    .tp_clear = set_tp_clear,
    .tp_richcompare = set_richcompare,
    .tp_weaklistoffset = offsetof(PySetObject, weakreflist),
    .tp_iter = set_iter,
    .tp_methods = ambi_frozenset_methods,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = frozenset_new,
    .tp_free = PyObject_GC_Del,
};
