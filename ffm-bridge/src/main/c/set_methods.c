/* The Python-visible methods and the operators of set and frozenset. */
#include "setobject.h"

/* ---- operations on any iterable; each gives a new set, or changes `self` and gives 0 or -1 -------- */

static PyObject *copy(PyObject *self) { return ambi_set_like(self, self); }

/* Calls `visit` with each key of an iterable and its hash, until it gives other than 0. */
typedef int (*key_visitor)(PyObject *key, Py_hash_t hash, PyObject *self, PySetObject *result);

static int for_each_key(PyObject *iterable, key_visitor visit, PyObject *self, PySetObject *result) {
  int stop = 0;
  if (PyAnySet_Check(iterable)) {
    Py_ssize_t pos = 0;
    const setentry *entry;
    while (stop == 0 && (entry = ambi_set_next(AS_SET(iterable), &pos))) {
      PyObject *key = AMBI_NEWREF(entry->key);
      stop = visit(key, entry->hash, self, result);
      Py_DECREF(key);
    }
    return stop;
  }
  PyObject *it = PyObject_GetIter(iterable), *key;
  if (!it) return -1;
  while (stop == 0 && (key = PyIter_Next(it))) {
    Py_hash_t hash = ambi_hash(key);
    stop = hash == -1 ? -1 : visit(key, hash, self, result);
    Py_DECREF(key);
  }
  Py_DECREF(it);
  return PyErr_Occurred() ? -1 : stop;
}

static int add_if_in(PyObject *key, Py_hash_t hash, PyObject *self, PySetObject *result) {
  int in = ambi_set_find(AS_SET(self), key, hash);
  return in > 0 ? ambi_set_insert(result, key, hash) : in;
}

static int stop_if_in(PyObject *key, Py_hash_t hash, PyObject *self, PySetObject *result AMBI_UNUSED) {
  return ambi_set_find(AS_SET(self), key, hash);
}

static int discard(PyObject *key, Py_hash_t hash, PyObject *self, PySetObject *result AMBI_UNUSED) {
  return ambi_set_remove(AS_SET(self), key, hash) < 0 ? -1 : 0;
}

static int toggle(PyObject *key, Py_hash_t hash, PyObject *self, PySetObject *result AMBI_UNUSED) {
  int was_in = ambi_set_remove(AS_SET(self), key, hash);
  if (was_in != 0) return was_in < 0 ? -1 : 0;
  return ambi_set_insert(AS_SET(self), key, hash);
}

static PyObject *intersection(PyObject *self, PyObject *other) {
  if (self == other) return copy(self);
  PyObject *result = ambi_set_like(self, NULL);
  if (!result) return NULL;
  if (PyAnySet_Check(other) && AS_SET(other)->used > AS_SET(self)->used) {
    PyObject *smaller = self;
    self = other;
    other = smaller;
  }
  if (for_each_key(other, add_if_in, self, AS_SET(result)) < 0) Py_CLEAR(result);
  return result;
}

static int difference_update(PyObject *self, PyObject *other) {
  if (self == other) {
    ambi_set_empty(AS_SET(self));
    return 0;
  }
  if (for_each_key(other, discard, self, NULL) < 0) return -1;
  /* Rebuild when more than a quarter of the table is removed keys. */
  PySetObject *set = AS_SET(self);
  if ((size_t)(set->fill - set->used) <= (size_t)set->mask / 4) return 0;
  return ambi_set_reserve(set, set->used > 50000 ? set->used * 2 : set->used * 4);
}

static PyObject *difference(PyObject *self, PyObject *other) {
  Py_ssize_t other_size = PyAnySet_Check(other)       ? AS_SET(other)->used
                          : PyDict_CheckExact(other) ? PyDict_GET_SIZE(other)
                                                     : -1;
  if (other_size < 0 || AS_SET(self)->used >> 2 > other_size) {
    PyObject *result = copy(self);
    if (result && difference_update(result, other) < 0) Py_CLEAR(result);
    return result;
  }
  PyObject *result = ambi_set_like(self, NULL);
  Py_ssize_t pos = 0;
  const setentry *entry;
  while (result && (entry = ambi_set_next(AS_SET(self), &pos))) {
    PyObject *key = AMBI_NEWREF(entry->key);
    Py_hash_t hash = entry->hash;
    int in = PyAnySet_Check(other) ? ambi_set_find(AS_SET(other), key, hash) : PyDict_Contains(other, key);
    if (in == 0) in = ambi_set_insert(AS_SET(result), key, hash);
    Py_DECREF(key);
    if (in < 0) Py_CLEAR(result);
  }
  return result;
}

static int symmetric_difference_update(PyObject *self, PyObject *other) {
  if (self == other) {
    ambi_set_empty(AS_SET(self));
    return 0;
  }
  /* An iterable may give a key twice, a set not: two togglings would bring it back. */
  PyObject *keys = PyAnySet_Check(other) ? AMBI_NEWREF(other) : ambi_set_like(self, other);
  if (!keys) return -1;
  int result = for_each_key(keys, toggle, self, NULL);
  Py_DECREF(keys);
  return result;
}

static PyObject *symmetric_difference(PyObject *self, PyObject *other) {
  PyObject *result = ambi_set_like(self, other);
  if (result && symmetric_difference_update(result, self) < 0) Py_CLEAR(result);
  return result;
}

/* Puts the keys of `source`, a new set of whatever order, in the place of those of `self`; takes the reference. */
static int replace_keys(PyObject *self, PyObject *source) {
  if (!source) return -1;
  ambi_set_empty(AS_SET(self));
  int result = ambi_set_merge(AS_SET(self), AS_SET(source));
  Py_DECREF(source);
  return result;
}

/* ---- operators: both sides must be sets ---------------------------------------------------------- */

static bool both_sets(PyObject *a, PyObject *b) { return PyAnySet_Check(a) && PyAnySet_Check(b); }

static PyObject *set_or(PyObject *a, PyObject *b) {
  if (!both_sets(a, b)) Py_RETURN_NOTIMPLEMENTED;
  PyObject *result = copy(a);
  if (result && a != b && ambi_set_update(AS_SET(result), b) < 0) Py_CLEAR(result);
  return result;
}

static PyObject *set_and(PyObject *a, PyObject *b) {
  if (!both_sets(a, b)) Py_RETURN_NOTIMPLEMENTED;
  return intersection(a, b);
}

static PyObject *set_subtract(PyObject *a, PyObject *b) {
  if (!both_sets(a, b)) Py_RETURN_NOTIMPLEMENTED;
  return difference(a, b);
}

static PyObject *set_xor(PyObject *a, PyObject *b) {
  if (!both_sets(a, b)) Py_RETURN_NOTIMPLEMENTED;
  return symmetric_difference(a, b);
}

static PyObject *set_inplace_or(PyObject *self, PyObject *other) {
  if (!PyAnySet_Check(other)) Py_RETURN_NOTIMPLEMENTED;
  return ambi_set_update(AS_SET(self), other) < 0 ? NULL : AMBI_NEWREF(self);
}

static PyObject *set_inplace_and(PyObject *self, PyObject *other) {
  if (!PyAnySet_Check(other)) Py_RETURN_NOTIMPLEMENTED;
  return replace_keys(self, intersection(self, other)) < 0 ? NULL : AMBI_NEWREF(self);
}

static PyObject *set_inplace_subtract(PyObject *self, PyObject *other) {
  if (!PyAnySet_Check(other)) Py_RETURN_NOTIMPLEMENTED;
  return difference_update(self, other) < 0 ? NULL : AMBI_NEWREF(self);
}

static PyObject *set_inplace_xor(PyObject *self, PyObject *other) {
  if (!PyAnySet_Check(other)) Py_RETURN_NOTIMPLEMENTED;
  return symmetric_difference_update(self, other) < 0 ? NULL : AMBI_NEWREF(self);
}

PyNumberMethods ambi_set_as_number = {
    .nb_subtract = set_subtract,
    .nb_and = set_and,
    .nb_xor = set_xor,
    .nb_or = set_or,
    .nb_inplace_subtract = set_inplace_subtract,
    .nb_inplace_and = set_inplace_and,
    .nb_inplace_xor = set_inplace_xor,
    .nb_inplace_or = set_inplace_or,
};

PyNumberMethods ambi_frozenset_as_number = {
    .nb_subtract = set_subtract,
    .nb_and = set_and,
    .nb_xor = set_xor,
    .nb_or = set_or,
};

/* ---- methods --------------------------------------------------------------------------------- */

static PyObject *set_add(PyObject *self, PyObject *key) {
  if (PySet_Add(self, key) < 0) return NULL;
  Py_RETURN_NONE;
}

static PyObject *set_clear(PyObject *self, PyObject *unused AMBI_UNUSED) {
  ambi_set_empty(AS_SET(self));
  Py_RETURN_NONE;
}

static PyObject *set_copy(PyObject *self, PyObject *unused AMBI_UNUSED) { return copy(self); }

static PyObject *frozenset_copy(PyObject *self, PyObject *unused AMBI_UNUSED) {
  return PyFrozenSet_CheckExact(self) ? AMBI_NEWREF(self) : copy(self);
}

static PyObject *set_contains(PyObject *self, PyObject *key) {
  int found = ambi_set_contains(self, key);
  return found < 0 ? NULL : PyBool_FromLong(found);
}

/* Removes a key, where a set stands for the frozenset of its keys: 1 if it was there, -1 on error. */
static int remove_key(PyObject *self, PyObject *key) {
  Py_hash_t hash = ambi_hash(key);
  if (hash != -1) return ambi_set_remove(AS_SET(self), key, hash);
  if (!PySet_Check(key) || !PyErr_ExceptionMatches(PyExc_TypeError)) return -1;
  PyErr_Clear();
  PyObject *frozen = PyFrozenSet_New(key);
  if (!frozen) return -1;
  int removed = PySet_Discard(self, frozen);
  Py_DECREF(frozen);
  return removed;
}

static PyObject *set_discard(PyObject *self, PyObject *key) {
  if (remove_key(self, key) < 0) return NULL;
  Py_RETURN_NONE;
}

static PyObject *set_remove(PyObject *self, PyObject *key) {
  int removed = remove_key(self, key);
  if (removed == 0) ambi_key_error(key);
  if (removed <= 0) return NULL;
  Py_RETURN_NONE;
}

static PyObject *set_pop(PyObject *self, PyObject *unused AMBI_UNUSED) { return PySet_Pop(self); }

static PyObject *set_update(PyObject *self, PyObject *args) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    if (ambi_set_update(AS_SET(self), PyTuple_GET_ITEM(args, i)) < 0) return NULL;
  }
  Py_RETURN_NONE;
}

static PyObject *set_union(PyObject *self, PyObject *args) {
  PyObject *result = copy(self);
  for (Py_ssize_t i = 0; result && i < PyTuple_GET_SIZE(args); i++) {
    PyObject *other = PyTuple_GET_ITEM(args, i);
    if (other != self && ambi_set_update(AS_SET(result), other) < 0) Py_CLEAR(result);
  }
  return result;
}

static PyObject *set_intersection(PyObject *self, PyObject *args) {
  if (PyTuple_GET_SIZE(args) == 0) return copy(self);
  PyObject *result = AMBI_NEWREF(self);
  for (Py_ssize_t i = 0; result && i < PyTuple_GET_SIZE(args); i++) {
    PyObject *smaller = intersection(result, PyTuple_GET_ITEM(args, i));
    Py_SETREF(result, smaller);
  }
  return result;
}

static PyObject *set_intersection_update(PyObject *self, PyObject *args) {
  if (replace_keys(self, set_intersection(self, args)) < 0) return NULL;
  Py_RETURN_NONE;
}

static PyObject *set_difference(PyObject *self, PyObject *args) {
  if (PyTuple_GET_SIZE(args) == 0) return copy(self);
  PyObject *result = difference(self, PyTuple_GET_ITEM(args, 0));
  for (Py_ssize_t i = 1; result && i < PyTuple_GET_SIZE(args); i++) {
    if (difference_update(result, PyTuple_GET_ITEM(args, i)) < 0) Py_CLEAR(result);
  }
  return result;
}

static PyObject *set_difference_update(PyObject *self, PyObject *args) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    if (difference_update(self, PyTuple_GET_ITEM(args, i)) < 0) return NULL;
  }
  Py_RETURN_NONE;
}

static PyObject *set_symmetric_difference_update(PyObject *self, PyObject *other) {
  if (symmetric_difference_update(self, other) < 0) return NULL;
  Py_RETURN_NONE;
}

static PyObject *set_isdisjoint(PyObject *self, PyObject *other) {
  if (self == other) return PyBool_FromLong(AS_SET(self)->used == 0);
  int common = for_each_key(other, stop_if_in, self, NULL);
  return common < 0 ? NULL : PyBool_FromLong(!common);
}

static PyObject *set_issubset(PyObject *self, PyObject *other) {
  PyObject *keys = PyAnySet_Check(other) ? AMBI_NEWREF(other) : ambi_set_like(self, other);
  if (!keys) return NULL;
  int holds = ambi_set_is_subset(AS_SET(self), AS_SET(keys));
  Py_DECREF(keys);
  return holds < 0 ? NULL : PyBool_FromLong(holds);
}

static PyObject *set_issuperset(PyObject *self, PyObject *other) {
  PyObject *keys = PyAnySet_Check(other) ? AMBI_NEWREF(other) : ambi_set_like(self, other);
  if (!keys) return NULL;
  int holds = ambi_set_is_subset(AS_SET(keys), AS_SET(self));
  Py_DECREF(keys);
  return holds < 0 ? NULL : PyBool_FromLong(holds);
}

#define METHODS_OF_BOTH                                                \
  {"__contains__", set_contains, METH_O | METH_COEXIST, NULL},         \
      {"difference", set_difference, METH_VARARGS, NULL},              \
      {"intersection", set_intersection, METH_VARARGS, NULL},          \
      {"isdisjoint", set_isdisjoint, METH_O, NULL},                    \
      {"issubset", set_issubset, METH_O, NULL},                        \
      {"issuperset", set_issuperset, METH_O, NULL},                    \
      {"symmetric_difference", symmetric_difference, METH_O, NULL},    \
      {"union", set_union, METH_VARARGS, NULL}

PyMethodDef ambi_frozenset_methods[] = {
    METHODS_OF_BOTH,
    {"copy", frozenset_copy, METH_NOARGS, NULL},
    {0},
};

PyMethodDef ambi_set_methods[] = {
    METHODS_OF_BOTH,
    {"add", set_add, METH_O, NULL},
    {"clear", set_clear, METH_NOARGS, NULL},
    {"copy", set_copy, METH_NOARGS, NULL},
    {"difference_update", set_difference_update, METH_VARARGS, NULL},
    {"discard", set_discard, METH_O, NULL},
    {"intersection_update", set_intersection_update, METH_VARARGS, NULL},
    {"pop", set_pop, METH_NOARGS, NULL},
    {"remove", set_remove, METH_O, NULL},
    {"symmetric_difference_update", set_symmetric_difference_update, METH_O, NULL},
    {"update", set_update, METH_VARARGS, NULL},
    {0},
};
