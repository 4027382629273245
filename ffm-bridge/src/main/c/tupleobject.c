/* tuple. Making one is on the path of every call, so the small sizes have free lists. */
#include "containers.h"

#include <stdarg.h>

enum { FREE_SIZES = 16, FREE_LIMIT = 512 };

/* Dead exact tuples by size, linked through ob_item[0]; type and size are still set. Under the lock. */
static PyTupleObject *free_tuples[FREE_SIZES];
static int free_counts[FREE_SIZES];

static PyTupleObject empty_tuple = {.ob_base = {{AMBI_IMMORTAL, &PyTuple_Type}, 0}};

/* A tuple of n > 0 uninitialised items. */
static PyObject *tuple_alloc(Py_ssize_t n) {
  if (AMBI_LIKELY(n < FREE_SIZES) && AMBI_LIKELY(free_tuples[n] != NULL)) {
    PyTupleObject *t = free_tuples[n];
    free_tuples[n] = (PyTupleObject *)t->ob_item[0];
    free_counts[n]--;
    Py_REFCNT(t) = 1;
    ambi_count_revived();
    return (PyObject *)t;
  }
  return (PyObject *)_PyObject_GC_NewVar(&PyTuple_Type, n);
}

AMBI_EXPORT PyObject *PyTuple_New(Py_ssize_t size) {
  if (AMBI_UNLIKELY(size <= 0)) {
    if (size == 0) return AMBI_NEWREF(&empty_tuple);
    PyErr_BadInternalCall();
    return NULL;
  }
  PyObject *t = tuple_alloc(size);
  if (AMBI_LIKELY(t != NULL)) {
    memset(((PyTupleObject *)t)->ob_item, 0, (size_t)size * sizeof(PyObject *));
  }
  return t;
}

static void tuple_dealloc(PyObject *self) {
  Py_ssize_t n = Py_SIZE(self);
  if (n == 0 && self == (PyObject *)&empty_tuple) { /* a missing Py_INCREF somewhere */
    Py_REFCNT(self) = AMBI_IMMORTAL;
    ambi_count_revived();
    return;
  }
  if (ambi_dealloc_deferred(self, tuple_dealloc)) return;
  PyTupleObject *t = (PyTupleObject *)self;
  if (n == 2) {
    Py_XDECREF(t->ob_item[1]);
    Py_XDECREF(t->ob_item[0]);
  } else {
    for (Py_ssize_t i = n; i-- > 0;) Py_XDECREF(t->ob_item[i]);
  }
  if (n > 0 && n < FREE_SIZES && free_counts[n] < FREE_LIMIT && PyTuple_CheckExact(self)) {
    t->ob_item[0] = (PyObject *)free_tuples[n];
    free_tuples[n] = t;
    free_counts[n]++;
  } else {
    Py_TYPE(self)->tp_free(self);
  }
  ambi_dealloc_done();
}

PyObject *ambi_tuple_from_array(PyObject *const *items, Py_ssize_t n) {
  if (n == 0) return AMBI_NEWREF(&empty_tuple);
  PyObject *t = tuple_alloc(n);
  if (!t) return NULL;
  for (Py_ssize_t i = 0; i < n; i++) PyTuple_SET_ITEM(t, i, AMBI_NEWREF(items[i]));
  return t;
}

PyObject *ambi_tuple_of_two(PyObject *first, PyObject *second) {
  PyObject *t = tuple_alloc(2);
  if (AMBI_UNLIKELY(!t)) {
    Py_DECREF(first);
    Py_DECREF(second);
    return NULL;
  }
  PyTuple_SET_ITEM(t, 0, first);
  PyTuple_SET_ITEM(t, 1, second);
  return t;
}

PyObject *ambi_tuple_of_sizes(const Py_ssize_t *values, Py_ssize_t n) {
  PyObject *t = PyTuple_New(n);
  for (Py_ssize_t i = 0; t && i < n; i++) {
    PyObject *value = PyLong_FromSsize_t(values[i]);
    if (value) {
      PyTuple_SET_ITEM(t, i, value);
    } else {
      Py_CLEAR(t);
    }
  }
  return t;
}

AMBI_EXPORT PyObject *PyTuple_Pack(Py_ssize_t n, ...) {
  if (n == 0) return AMBI_NEWREF(&empty_tuple);
  PyObject *t = PyTuple_New(n);
  if (!t) return NULL;
  va_list items;
  va_start(items, n);
  for (Py_ssize_t i = 0; i < n; i++) {
    PyObject *item = va_arg(items, PyObject *);
    if (!item) { /* CPython dies of it */
      va_end(items);
      Py_DECREF(t);
      if (!PyErr_Occurred()) PyErr_SetString(PyExc_SystemError, "NULL object passed to PyTuple_Pack");
      return NULL;
    }
    PyTuple_SET_ITEM(t, i, AMBI_NEWREF(item));
  }
  va_end(items);
  return t;
}

AMBI_EXPORT Py_ssize_t PyTuple_Size(PyObject *self) {
  if (!PyTuple_Check(self)) {
    PyErr_BadInternalCall();
    return -1;
  }
  return Py_SIZE(self);
}

AMBI_EXPORT PyObject *PyTuple_GetItem(PyObject *self, Py_ssize_t i) {
  if (!PyTuple_Check(self)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  if ((size_t)i >= (size_t)Py_SIZE(self)) {
    PyErr_SetString(PyExc_IndexError, "tuple index out of range");
    return NULL;
  }
  return PyTuple_GET_ITEM(self, i);
}

AMBI_EXPORT int PyTuple_SetItem(PyObject *self, Py_ssize_t i, PyObject *item) {
  if (!PyTuple_Check(self) || Py_REFCNT(self) != 1) {
    Py_XDECREF(item);
    PyErr_BadInternalCall();
    return -1;
  }
  if ((size_t)i >= (size_t)Py_SIZE(self)) {
    Py_XDECREF(item);
    PyErr_SetString(PyExc_IndexError, "tuple assignment index out of range");
    return -1;
  }
  Py_SETREF(PyTuple_GET_ITEM(self, i), item);
  return 0;
}

static Py_ssize_t clamp(Py_ssize_t i, Py_ssize_t low, Py_ssize_t high) {
  return i < low ? low : i > high ? high : i;
}

AMBI_EXPORT PyObject *PyTuple_GetSlice(PyObject *self, Py_ssize_t low, Py_ssize_t high) {
  if (!self || !PyTuple_Check(self)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  Py_ssize_t n = Py_SIZE(self);
  low = clamp(low, 0, n);
  high = clamp(high, low, n);
  if (low == 0 && high == n && PyTuple_CheckExact(self)) return AMBI_NEWREF(self);
  return ambi_tuple_from_array(&PyTuple_GET_ITEM(self, low), high - low);
}

AMBI_EXPORT int _PyTuple_Resize(PyObject **pt, Py_ssize_t size) {
  PyObject *t = *pt;
  if (!t || !PyTuple_CheckExact(t) || size < 0 || (Py_SIZE(t) != 0 && Py_REFCNT(t) != 1)) {
    *pt = NULL;
    Py_XDECREF(t);
    PyErr_BadInternalCall();
    return -1;
  }
  Py_ssize_t old = Py_SIZE(t);
  if (old == size) return 0;
  PyObject *resized = PyTuple_New(size);
  if (resized) {
    Py_ssize_t kept = old < size ? old : size;
    for (Py_ssize_t i = 0; i < kept; i++) {
      PyTuple_SET_ITEM(resized, i, PyTuple_GET_ITEM(t, i));
      PyTuple_SET_ITEM(t, i, NULL);
    }
  }
  Py_DECREF(t);
  *pt = resized;
  return resized ? 0 : -1;
}

/* ---- slots ----------------------------------------------------------------------------------- */

static Py_ssize_t tuple_length(PyObject *self) { return Py_SIZE(self); }

static PyObject *tuple_item(PyObject *self, Py_ssize_t i) {
  if ((size_t)i >= (size_t)Py_SIZE(self)) {
    return ambi_raise(PyExc_IndexError, "tuple index out of range");
  }
  return AMBI_NEWREF(PyTuple_GET_ITEM(self, i));
}

static int tuple_contains(PyObject *self, PyObject *value) {
  int found = 0;
  for (Py_ssize_t i = 0; found == 0 && i < Py_SIZE(self); i++) {
    found = PyObject_RichCompareBool(PyTuple_GET_ITEM(self, i), value, Py_EQ);
  }
  return found;
}

static PyObject *tuple_concat(PyObject *self, PyObject *other) {
  if (Py_SIZE(self) == 0 && PyTuple_CheckExact(other)) return AMBI_NEWREF(other);
  if (!PyTuple_Check(other)) {
    return ambi_raise(PyExc_TypeError, "can only concatenate tuple (not \"%.200s\") to tuple",
                      Py_TYPE(other)->tp_name);
  }
  if (Py_SIZE(other) == 0 && PyTuple_CheckExact(self)) return AMBI_NEWREF(self);
  Py_ssize_t n = Py_SIZE(self), m = Py_SIZE(other);
  if (n > PY_SSIZE_T_MAX - m) return PyErr_NoMemory();
  PyObject *result = PyTuple_New(n + m);
  if (!result) return NULL;
  for (Py_ssize_t i = 0; i < n; i++) {
    PyTuple_SET_ITEM(result, i, AMBI_NEWREF(PyTuple_GET_ITEM(self, i)));
  }
  for (Py_ssize_t i = 0; i < m; i++) {
    PyTuple_SET_ITEM(result, n + i, AMBI_NEWREF(PyTuple_GET_ITEM(other, i)));
  }
  return result;
}

static PyObject *tuple_repeat(PyObject *self, Py_ssize_t times) {
  Py_ssize_t n = Py_SIZE(self);
  if ((n == 0 || times == 1) && PyTuple_CheckExact(self)) return AMBI_NEWREF(self);
  if (n == 0 || times <= 0) return PyTuple_New(0);
  if (n > PY_SSIZE_T_MAX / times) return PyErr_NoMemory();
  PyObject *result = PyTuple_New(n * times);
  if (!result) return NULL;
  for (Py_ssize_t i = 0; i < n * times; i++) {
    PyTuple_SET_ITEM(result, i, AMBI_NEWREF(PyTuple_GET_ITEM(self, i % n)));
  }
  return result;
}

static PyObject *tuple_subscript(PyObject *self, PyObject *key) {
  if (PyIndex_Check(key)) {
    Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred()) return NULL;
    return tuple_item(self, i < 0 ? i + Py_SIZE(self) : i);
  }
  if (!PySlice_Check(key)) {
    return ambi_raise(PyExc_TypeError, "tuple indices must be integers or slices, not %.200s",
                      Py_TYPE(key)->tp_name);
  }
  Py_ssize_t start, stop, step;
  if (PySlice_Unpack(key, &start, &stop, &step) < 0) return NULL;
  Py_ssize_t n = PySlice_AdjustIndices(Py_SIZE(self), &start, &stop, step);
  if (n == Py_SIZE(self) && start == 0 && step == 1 && PyTuple_CheckExact(self)) return AMBI_NEWREF(self);
  PyObject *result = PyTuple_New(n > 0 ? n : 0);
  if (!result) return NULL;
  for (Py_ssize_t i = 0; i < n; i++) {
    PyTuple_SET_ITEM(result, i, AMBI_NEWREF(PyTuple_GET_ITEM(self, start + i * step)));
  }
  return result;
}

/* xxHash's mixing, as in CPython from 3.8 on: hashes of tuples of numbers are the same there and here. */
static Py_hash_t tuple_hash(PyObject *self) {
  const Py_uhash_t prime1 = 11400714785074694791ULL;
  const Py_uhash_t prime2 = 14029467366897019727ULL;
  const Py_uhash_t prime5 = 2870177450012600261ULL;
  Py_ssize_t n = Py_SIZE(self);
  Py_uhash_t sum = prime5;
  for (Py_ssize_t i = 0; i < n; i++) {
    Py_uhash_t lane = (Py_uhash_t)PyObject_Hash(PyTuple_GET_ITEM(self, i));
    if (lane == (Py_uhash_t)-1) return -1;
    sum += lane * prime2;
    sum = (sum << 31) | (sum >> 33);
    sum *= prime1;
  }
  sum += (Py_uhash_t)n ^ (prime5 ^ 3527539ULL);
  return sum == (Py_uhash_t)-1 ? 1546275796 : (Py_hash_t)sum;
}

static PyObject *tuple_richcompare(PyObject *v, PyObject *w, int op) {
  if (!PyTuple_Check(v) || !PyTuple_Check(w)) Py_RETURN_NOTIMPLEMENTED;
  Py_ssize_t n = Py_SIZE(v), m = Py_SIZE(w), i = 0;
  for (; i < n && i < m; i++) {
    int equal = PyObject_RichCompareBool(PyTuple_GET_ITEM(v, i), PyTuple_GET_ITEM(w, i), Py_EQ);
    if (equal < 0) return NULL;
    if (!equal) break;
  }
  if (i < n && i < m) {
    if (op == Py_EQ) Py_RETURN_FALSE;
    if (op == Py_NE) Py_RETURN_TRUE;
    return PyObject_RichCompare(PyTuple_GET_ITEM(v, i), PyTuple_GET_ITEM(w, i), op);
  }
  return PyBool_FromLong(AMBI_COMPARE(n, m, op));
}

static PyObject *tuple_repr(PyObject *self) {
  Py_ssize_t n = Py_SIZE(self);
  if (n == 0) return PyUnicode_FromString("()");
  int entered = Py_ReprEnter(self);
  if (entered != 0) return entered > 0 ? PyUnicode_FromString("(...)") : NULL;
  ambi_text text;
  ambi_text_start(&text);
  ambi_text_add(&text, "(");
  for (Py_ssize_t i = 0; i < n; i++) {
    if (i > 0) ambi_text_add(&text, ", ");
    ambi_text_add_repr(&text, PyTuple_GET_ITEM(self, i));
  }
  ambi_text_add(&text, n == 1 ? ",)" : ")");
  PyObject *result = ambi_text_finish(&text);
  Py_ReprLeave(self);
  return result;
}

static PyObject *tuple_iter(PyObject *self) { return ambi_sequence_iterator(&PyTupleIter_Type, self, 0); }

static PyObject *tuple_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  /* A subtype may take keywords in its own __init__. */
  if (type == &PyTuple_Type && !ambi_no_keywords("tuple", kwargs)) return NULL;
  if (!ambi_arity("tuple", PyTuple_GET_SIZE(args), 0, 1)) return NULL;
  PyObject *items = PyTuple_GET_SIZE(args) ? PySequence_Tuple(PyTuple_GET_ITEM(args, 0)) : PyTuple_New(0);
  if (type == &PyTuple_Type || !items) return items;
  Py_ssize_t n = Py_SIZE(items);
  PyObject *self = type->tp_alloc(type, n);
  for (Py_ssize_t i = 0; self && i < n; i++) {
    PyTuple_SET_ITEM(self, i, AMBI_NEWREF(PyTuple_GET_ITEM(items, i)));
  }
  Py_DECREF(items);
  return self;
}

static int tuple_traverse(PyObject *self, visitproc visit, void *arg) {
  for (Py_ssize_t i = Py_SIZE(self); i-- > 0;) {
    PyObject *item = PyTuple_GET_ITEM(self, i);
    int stop = item ? visit(item, arg) : 0;
    if (stop) return stop;
  }
  return 0;
}

/* ---- methods --------------------------------------------------------------------------------- */

static PyObject *tuple_index(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
  Py_ssize_t n = Py_SIZE(self), start = 0, stop = PY_SSIZE_T_MAX;
  if (!ambi_arity("index", nargs, 1, 3)) return NULL;
  if (nargs > 1 && !ambi_slice_index(args[1], &start)) return NULL;
  if (nargs > 2 && !ambi_slice_index(args[2], &stop)) return NULL;
  if (start < 0) start = start + n < 0 ? 0 : start + n;
  if (stop < 0) stop += n;
  if (stop > n) stop = n;
  for (Py_ssize_t i = start; i < stop; i++) {
    int equal = PyObject_RichCompareBool(PyTuple_GET_ITEM(self, i), args[0], Py_EQ);
    if (equal < 0) return NULL;
    if (equal) return PyLong_FromSsize_t(i);
  }
  return ambi_raise(PyExc_ValueError, "tuple.index(x): x not in tuple");
}

static PyObject *tuple_count(PyObject *self, PyObject *value) {
  Py_ssize_t count = 0;
  for (Py_ssize_t i = 0; i < Py_SIZE(self); i++) {
    int equal = PyObject_RichCompareBool(PyTuple_GET_ITEM(self, i), value, Py_EQ);
    if (equal < 0) return NULL;
    count += equal;
  }
  return PyLong_FromSsize_t(count);
}

static PyObject *tuple_getnewargs(PyObject *self, PyObject *unused AMBI_UNUSED) {
  PyObject *items = ambi_tuple_from_array(((PyTupleObject *)self)->ob_item, Py_SIZE(self));
  if (!items) return NULL;
  PyObject *args = PyTuple_Pack(1, items);
  Py_DECREF(items);
  return args;
}

static PyMethodDef tuple_methods[] = {
    {"index", (PyCFunction)(void (*)(void))tuple_index, METH_FASTCALL, NULL},
    {"count", tuple_count, METH_O, NULL},
    {"__getnewargs__", tuple_getnewargs, METH_NOARGS, NULL},
    {0},
};

static PySequenceMethods tuple_as_sequence = {
    .sq_length = tuple_length,
    .sq_concat = tuple_concat,
    .sq_repeat = tuple_repeat,
    .sq_item = tuple_item,
    .sq_contains = tuple_contains,
};

static PyMappingMethods tuple_as_mapping = {
    .mp_length = tuple_length,
    .mp_subscript = tuple_subscript,
};

AMBI_EXPORT PyTypeObject PyTuple_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "tuple",
    .tp_basicsize = offsetof(PyTupleObject, ob_item),
    .tp_itemsize = sizeof(PyObject *),
    .tp_dealloc = tuple_dealloc,
    .tp_repr = tuple_repr,
    .tp_as_sequence = &tuple_as_sequence,
    .tp_as_mapping = &tuple_as_mapping,
    .tp_hash = tuple_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE |
                Py_TPFLAGS_TUPLE_SUBCLASS | Py_TPFLAGS_SEQUENCE | AMBI_TPFLAGS_MATCH_SELF,
    .tp_traverse = tuple_traverse,
    .tp_richcompare = tuple_richcompare,
    .tp_iter = tuple_iter,
    .tp_methods = tuple_methods,
    .tp_new = tuple_new,
    .tp_free = PyObject_GC_Del,
};
