/* range over ints of any size, and its iterators: one for C longs, one for what is larger. */
#include "containers.h"

typedef struct {
  PyObject ob_base;
  PyObject *start, *stop, *step, *length; /* exact results of __index__; length is an int */
} range_object;

typedef struct {
  PyObject ob_base;
  long start, step, length, index;
} range_iterator;

typedef struct {
  PyObject ob_base;
  PyObject *start, *step, *length, *index;
} long_range_iterator;

#define AS_RANGE(o) ((range_object *)(o))

/* ---- arithmetic; each gives a new reference, or NULL with an error set ------------------------------ */

/* left + index * step */
static PyObject *value_at(PyObject *start, PyObject *step, PyObject *index) {
  PyObject *offset = PyNumber_Multiply(index, step);
  if (!offset) return NULL;
  PyObject *value = PyNumber_Add(start, offset);
  Py_DECREF(offset);
  return value;
}

/* How many values there are: 0, or (distance - 1) // |step| + 1. */
static PyObject *compute_length(PyObject *start, PyObject *stop, PyObject *step) {
  bool up = _PyLong_Sign(step) > 0;
  PyObject *distance = up ? PyNumber_Subtract(stop, start) : PyNumber_Subtract(start, stop);
  if (!distance) return NULL;
  PyObject *result = NULL, *one = NULL, *last = NULL, *size = NULL, *steps = NULL;
  if (_PyLong_Sign(distance) <= 0) {
    result = PyLong_FromLong(0);
  } else if ((one = PyLong_FromLong(1)) && (last = PyNumber_Subtract(distance, one)) &&
             (size = PyNumber_Absolute(step)) && (steps = PyNumber_FloorDivide(last, size))) {
    result = PyNumber_Add(steps, one);
  }
  Py_DECREF(distance);
  Py_XDECREF(one);
  Py_XDECREF(last);
  Py_XDECREF(size);
  Py_XDECREF(steps);
  return result;
}

/* Takes the three references; NULL if one of them is NULL. */
static PyObject *make(PyObject *start, PyObject *stop, PyObject *step) {
  range_object *range = NULL;
  PyObject *length = start && stop && step ? compute_length(start, stop, step) : NULL;
  if (length) range = PyObject_New(range_object, &PyRange_Type);
  if (!range) {
    Py_XDECREF(start);
    Py_XDECREF(stop);
    Py_XDECREF(step);
    Py_XDECREF(length);
    return NULL;
  }
  range->start = start;
  range->stop = stop;
  range->step = step;
  range->length = length;
  return (PyObject *)range;
}

static PyObject *range_new(PyTypeObject *type AMBI_UNUSED, PyObject *args, PyObject *kwargs) {
  Py_ssize_t n = PyTuple_GET_SIZE(args);
  if (!ambi_no_keywords("range", kwargs) || !ambi_arity("range", n, 1, 3)) return NULL;
  if (n == 1) {
    PyObject *stop = PyNumber_Index(PyTuple_GET_ITEM(args, 0));
    return stop ? make(PyLong_FromLong(0), stop, PyLong_FromLong(1)) : NULL;
  }
  PyObject *start = PyNumber_Index(PyTuple_GET_ITEM(args, 0));
  PyObject *stop = start ? PyNumber_Index(PyTuple_GET_ITEM(args, 1)) : NULL;
  PyObject *step = !stop ? NULL : n == 3 ? PyNumber_Index(PyTuple_GET_ITEM(args, 2)) : PyLong_FromLong(1);
  if (step && _PyLong_Sign(step) == 0) {
    PyErr_SetString(PyExc_ValueError, "range() arg 3 must not be zero");
    Py_CLEAR(step);
  }
  return make(start, stop, step);
}

static void range_dealloc(PyObject *self) {
  Py_DECREF(AS_RANGE(self)->start);
  Py_DECREF(AS_RANGE(self)->stop);
  Py_DECREF(AS_RANGE(self)->step);
  Py_DECREF(AS_RANGE(self)->length);
  PyObject_Free(self);
}

static Py_ssize_t range_length(PyObject *self) { return PyLong_AsSsize_t(AS_RANGE(self)->length); }

static int range_bool(PyObject *self) { return _PyLong_Sign(AS_RANGE(self)->length) != 0; }

/* The value at a Python int; negative ones count from the end. */
static PyObject *range_at(PyObject *self, PyObject *index) {
  range_object *range = AS_RANGE(self);
  PyObject *i = _PyLong_Sign(index) < 0 ? PyNumber_Add(range->length, index) : AMBI_NEWREF(index);
  if (!i) return NULL;
  int beyond = _PyLong_Sign(i) < 0 ? 1 : PyObject_RichCompareBool(i, range->length, Py_GE);
  if (beyond > 0) PyErr_SetString(PyExc_IndexError, "range object index out of range");
  PyObject *value = beyond == 0 ? value_at(range->start, range->step, i) : NULL;
  Py_DECREF(i);
  return value;
}

static PyObject *range_item(PyObject *self, Py_ssize_t i) {
  PyObject *index = PyLong_FromSsize_t(i);
  if (!index) return NULL;
  PyObject *value = range_at(self, index);
  Py_DECREF(index);
  return value;
}

/* range[slice]: slice.indices(len) are indices of this range. */
static PyObject *range_slice(PyObject *self, PyObject *slice) {
  range_object *range = AS_RANGE(self);
  PyObject *indices = PyObject_CallMethodObjArgs(slice, AMBI_ID("indices"), range->length, NULL);
  if (!indices) return NULL;
  PyObject *step = PyNumber_Multiply(range->step, PyTuple_GET_ITEM(indices, 2));
  PyObject *start = step ? value_at(range->start, range->step, PyTuple_GET_ITEM(indices, 0)) : NULL;
  PyObject *stop = start ? value_at(range->start, range->step, PyTuple_GET_ITEM(indices, 1)) : NULL;
  Py_DECREF(indices);
  return make(start, stop, step);
}

static PyObject *range_subscript(PyObject *self, PyObject *key) {
  if (PyIndex_Check(key)) {
    PyObject *index = PyNumber_Index(key);
    if (!index) return NULL;
    PyObject *value = range_at(self, index);
    Py_DECREF(index);
    return value;
  }
  if (PySlice_Check(key)) return range_slice(self, key);
  return ambi_raise(PyExc_TypeError, "range indices must be integers or slices, not %.200s", Py_TYPE(key)->tp_name);
}

/* The index of an exact int or bool as a new int; NULL without an error if it is not in the range. */
static PyObject *index_of(PyObject *self, PyObject *value) {
  range_object *range = AS_RANGE(self);
  bool up = _PyLong_Sign(range->step) > 0;
  int past_start = PyObject_RichCompareBool(value, range->start, up ? Py_GE : Py_LE);
  int before_stop = past_start > 0 ? PyObject_RichCompareBool(value, range->stop, up ? Py_LT : Py_GT) : 0;
  if (past_start <= 0 || before_stop <= 0) return NULL;
  PyObject *offset = PyNumber_Subtract(value, range->start);
  PyObject *rest = offset ? PyNumber_Remainder(offset, range->step) : NULL;
  PyObject *index = NULL;
  if (rest && _PyLong_Sign(rest) == 0) index = PyNumber_FloorDivide(offset, range->step);
  Py_XDECREF(offset);
  Py_XDECREF(rest);
  return index;
}

static bool is_plain_int(PyObject *o) { return PyLong_CheckExact(o) || PyBool_Check(o); }

static int range_contains(PyObject *self, PyObject *value) {
  if (is_plain_int(value)) {
    PyObject *index = index_of(self, value);
    Py_XDECREF(index);
    return index ? 1 : PyErr_Occurred() ? -1 : 0;
  }
  /* Anything else is compared with every value. */
  PyObject *it = PyObject_GetIter(self), *item;
  int found = it ? 0 : -1;
  while (found == 0 && (item = PyIter_Next(it))) {
    found = PyObject_RichCompareBool(item, value, Py_EQ);
    Py_DECREF(item);
  }
  Py_XDECREF(it);
  return PyErr_Occurred() ? -1 : found;
}

static PyObject *range_index(PyObject *self, PyObject *value) {
  if (!is_plain_int(value)) {
    Py_ssize_t i = 0;
    PyObject *it = PyObject_GetIter(self), *item;
    int found = it ? 0 : -1;
    while (found == 0 && (item = PyIter_Next(it))) {
      found = PyObject_RichCompareBool(item, value, Py_EQ);
      Py_DECREF(item);
      if (found == 0) i++;
    }
    Py_XDECREF(it);
    if (PyErr_Occurred()) return NULL;
    if (found > 0) return PyLong_FromSsize_t(i);
    return ambi_raise(PyExc_ValueError, "sequence.index(x): x not in sequence");
  }
  PyObject *index = index_of(self, value);
  if (!index && !PyErr_Occurred()) PyErr_Format(PyExc_ValueError, "%R is not in range", value);
  return index;
}

static PyObject *range_count(PyObject *self, PyObject *value) {
  if (is_plain_int(value)) {
    int found = range_contains(self, value);
    return found < 0 ? NULL : PyLong_FromLong(found);
  }
  PyObject *it = PyObject_GetIter(self), *item;
  Py_ssize_t count = 0;
  int equal = it ? 0 : -1;
  while (equal >= 0 && (item = PyIter_Next(it))) {
    equal = PyObject_RichCompareBool(item, value, Py_EQ);
    count += equal > 0;
    Py_DECREF(item);
  }
  Py_XDECREF(it);
  return PyErr_Occurred() ? NULL : PyLong_FromSsize_t(count);
}

/* (length, start or None, step or None): equal for ranges with the same values. */
static PyObject *identity(PyObject *self) {
  range_object *range = AS_RANGE(self);
  Py_ssize_t n = PyLong_AsSsize_t(range->length);
  if (n == -1) PyErr_Clear(); /* very long */
  return PyTuple_Pack(3, range->length, n == 0 ? Py_None : range->start, n == 0 || n == 1 ? Py_None : range->step);
}

static Py_hash_t range_hash(PyObject *self) {
  PyObject *parts = identity(self);
  if (!parts) return -1;
  Py_hash_t hash = PyObject_Hash(parts);
  Py_DECREF(parts);
  return hash;
}

static PyObject *range_richcompare(PyObject *self, PyObject *other, int op) {
  if (!Py_IS_TYPE(other, &PyRange_Type) || (op != Py_EQ && op != Py_NE)) Py_RETURN_NOTIMPLEMENTED;
  PyObject *a = identity(self), *b = a ? identity(other) : NULL;
  PyObject *result = b ? PyObject_RichCompare(a, b, op) : NULL;
  Py_XDECREF(a);
  Py_XDECREF(b);
  return result;
}

static PyObject *range_repr(PyObject *self) {
  range_object *range = AS_RANGE(self);
  Py_ssize_t step = PyNumber_AsSsize_t(range->step, NULL);
  if (step == 1) return PyUnicode_FromFormat("range(%R, %R)", range->start, range->stop);
  return PyUnicode_FromFormat("range(%R, %R, %R)", range->start, range->stop, range->step);
}

/* ---- iterators ---------------------------------------------------------------------------------- */

/* Gives the iterator over start, start + step, ...; borrows all three. */
static PyObject *iterate(PyObject *start, PyObject *step, PyObject *length) {
  int o1, o2, o3;
  long first = PyLong_AsLongAndOverflow(start, &o1), by = PyLong_AsLongAndOverflow(step, &o2);
  long n = PyLong_AsLongAndOverflow(length, &o3), span, last;
  if (!o1 && !o2 && !o3 && !__builtin_mul_overflow(by, n, &span) && !__builtin_add_overflow(first, span, &last)) {
    range_iterator *it = PyObject_New(range_iterator, &PyRangeIter_Type);
    if (!it) return NULL;
    it->start = first;
    it->step = by;
    it->length = n;
    it->index = 0;
    return (PyObject *)it;
  }
  PyObject *zero = PyLong_FromLong(0);
  long_range_iterator *it = zero ? PyObject_New(long_range_iterator, &ambi_long_range_iterator_type) : NULL;
  if (!it) {
    Py_XDECREF(zero);
    return NULL;
  }
  it->start = AMBI_NEWREF(start);
  it->step = AMBI_NEWREF(step);
  it->length = AMBI_NEWREF(length);
  it->index = zero;
  return (PyObject *)it;
}

static PyObject *range_iter(PyObject *self) {
  range_object *range = AS_RANGE(self);
  return iterate(range->start, range->step, range->length);
}

static PyObject *range_reversed(PyObject *self, PyObject *unused AMBI_UNUSED) {
  range_object *range = AS_RANGE(self);
  PyObject *one = PyLong_FromLong(1), *result = NULL;
  PyObject *last_index = one ? PyNumber_Subtract(range->length, one) : NULL;
  PyObject *last = last_index ? value_at(range->start, range->step, last_index) : NULL;
  PyObject *step = last ? PyNumber_Negative(range->step) : NULL;
  if (step) result = iterate(last, step, range->length);
  Py_XDECREF(one);
  Py_XDECREF(last_index);
  Py_XDECREF(last);
  Py_XDECREF(step);
  return result;
}

static void range_iterator_dealloc(PyObject *self) { PyObject_Free(self); }

static PyObject *range_iterator_next(PyObject *self) {
  range_iterator *it = (range_iterator *)self;
  if (it->index >= it->length) return NULL;
  return PyLong_FromLong(it->start + it->index++ * it->step);
}

static PyObject *range_iterator_hint(PyObject *self, PyObject *unused AMBI_UNUSED) {
  range_iterator *it = (range_iterator *)self;
  return PyLong_FromLong(it->length - it->index);
}

static void long_iterator_dealloc(PyObject *self) {
  long_range_iterator *it = (long_range_iterator *)self;
  Py_DECREF(it->start);
  Py_DECREF(it->step);
  Py_DECREF(it->length);
  Py_DECREF(it->index);
  PyObject_Free(self);
}

static PyObject *long_iterator_next(PyObject *self) {
  long_range_iterator *it = (long_range_iterator *)self;
  if (PyObject_RichCompareBool(it->index, it->length, Py_LT) != 1) return NULL;
  PyObject *one = PyLong_FromLong(1), *next = one ? PyNumber_Add(it->index, one) : NULL;
  PyObject *value = next ? value_at(it->start, it->step, it->index) : NULL;
  Py_XDECREF(one);
  if (value) {
    Py_SETREF(it->index, next);
  } else {
    Py_XDECREF(next);
  }
  return value;
}

static PyObject *long_iterator_hint(PyObject *self, PyObject *unused AMBI_UNUSED) {
  long_range_iterator *it = (long_range_iterator *)self;
  return PyNumber_Subtract(it->length, it->index);
}

static PyMethodDef range_iterator_methods[] = {{"__length_hint__", range_iterator_hint, METH_NOARGS, NULL}, {0}};
static PyMethodDef long_iterator_methods[] = {{"__length_hint__", long_iterator_hint, METH_NOARGS, NULL}, {0}};

AMBI_EXPORT PyTypeObject PyRangeIter_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "range_iterator",
    .tp_basicsize = sizeof(range_iterator),
    .tp_dealloc = range_iterator_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = range_iterator_next,
    .tp_methods = range_iterator_methods,
};

PyTypeObject ambi_long_range_iterator_type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "longrange_iterator",
    .tp_basicsize = sizeof(long_range_iterator),
    .tp_dealloc = long_iterator_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = long_iterator_next,
    .tp_methods = long_iterator_methods,
};

static PyMethodDef range_methods[] = {
    {"__reversed__", range_reversed, METH_NOARGS, NULL},
    {"count", range_count, METH_O, NULL},
    {"index", range_index, METH_O, NULL},
    {0},
};

static PyMemberDef range_members[] = {
    {"start", T_OBJECT_EX, offsetof(range_object, start), READONLY, NULL},
    {"stop", T_OBJECT_EX, offsetof(range_object, stop), READONLY, NULL},
    {"step", T_OBJECT_EX, offsetof(range_object, step), READONLY, NULL},
    {0},
};

static PyNumberMethods range_as_number = {.nb_bool = range_bool};
static PySequenceMethods range_as_sequence = {
    .sq_length = range_length,
    .sq_item = range_item,
    .sq_contains = range_contains,
};
static PyMappingMethods range_as_mapping = {.mp_length = range_length, .mp_subscript = range_subscript};

AMBI_EXPORT PyTypeObject PyRange_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "range",
    .tp_basicsize = sizeof(range_object),
    .tp_dealloc = range_dealloc,
    .tp_repr = range_repr,
    .tp_as_number = &range_as_number,
    .tp_as_sequence = &range_as_sequence,
    .tp_as_mapping = &range_as_mapping,
    .tp_hash = range_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_SEQUENCE,
    .tp_richcompare = range_richcompare,
    .tp_iter = range_iter,
    .tp_methods = range_methods,
    .tp_members = range_members,
    .tp_new = range_new,
};
