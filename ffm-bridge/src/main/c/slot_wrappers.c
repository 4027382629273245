/* Slots called with Python arguments: one function for each signature that slots have. */
#include "slots.h"

static bool count_is(PyObject *args, Py_ssize_t n) {
  Py_ssize_t given = PyTuple_GET_SIZE(args);
  if (given == n) return true;
  PyErr_Format(PyExc_TypeError, "expected %d argument%s, got %zd", (int)n, n == 1 ? "" : "s",
               given);
  return false;
}

#define ARG(i) PyTuple_GET_ITEM(args, i)
#define WRAPPER(name) PyObject *ambi_wrap_##name(PyObject *self, PyObject *args, void *wrapped)

static PyObject *none_unless_error(int result) {
  if (result < 0 && PyErr_Occurred()) return NULL;
  Py_RETURN_NONE;
}

WRAPPER(unary) { return count_is(args, 0) ? ((unaryfunc)wrapped)(self) : NULL; }
WRAPPER(binary) { return count_is(args, 1) ? ((binaryfunc)wrapped)(self, ARG(0)) : NULL; }
WRAPPER(binary_l) { return count_is(args, 1) ? ((binaryfunc)wrapped)(self, ARG(0)) : NULL; }
WRAPPER(binary_r) { return count_is(args, 1) ? ((binaryfunc)wrapped)(ARG(0), self) : NULL; }

WRAPPER(ternary) {
  PyObject *other, *third = Py_None;
  if (!PyArg_UnpackTuple(args, "", 1, 2, &other, &third)) return NULL;
  return ((ternaryfunc)wrapped)(self, other, third);
}

WRAPPER(ternary_r) {
  PyObject *other, *third = Py_None;
  if (!PyArg_UnpackTuple(args, "", 1, 2, &other, &third)) return NULL;
  return ((ternaryfunc)wrapped)(other, self, third);
}

WRAPPER(inquiry) {
  if (!count_is(args, 0)) return NULL;
  int truth = ((inquiry)wrapped)(self);
  return truth == -1 && PyErr_Occurred() ? NULL : PyBool_FromLong(truth);
}

WRAPPER(length) {
  if (!count_is(args, 0)) return NULL;
  Py_ssize_t n = ((lenfunc)wrapped)(self);
  return n == -1 && PyErr_Occurred() ? NULL : PyLong_FromSsize_t(n);
}

WRAPPER(hash) {
  if (!count_is(args, 0)) return NULL;
  Py_hash_t hash = ((hashfunc)wrapped)(self);
  return hash == -1 && PyErr_Occurred() ? NULL : PyLong_FromSsize_t(hash);
}

WRAPPER(index_argument) {
  PyObject *o;
  if (!PyArg_UnpackTuple(args, "", 1, 1, &o)) return NULL;
  Py_ssize_t i = PyNumber_AsSsize_t(o, PyExc_OverflowError);
  return i == -1 && PyErr_Occurred() ? NULL : ((ssizeargfunc)wrapped)(self, i);
}

/* Sequence slots take an index from zero; a negative one counts from the end where there is a
 * length. */
static Py_ssize_t sequence_index(PyObject *self, PyObject *o) {
  Py_ssize_t i = PyNumber_AsSsize_t(o, PyExc_OverflowError);
  if (i == -1 && PyErr_Occurred()) return -1;
  PySequenceMethods *sq = Py_TYPE(self)->tp_as_sequence;
  if (i < 0 && sq && sq->sq_length) {
    Py_ssize_t n = sq->sq_length(self);
    if (n < 0) return -1;
    i += n;
  }
  return i;
}

WRAPPER(sq_item) {
  if (!count_is(args, 1)) return NULL;
  Py_ssize_t i = sequence_index(self, ARG(0));
  return i == -1 && PyErr_Occurred() ? NULL : ((ssizeargfunc)wrapped)(self, i);
}

WRAPPER(sq_setitem) {
  PyObject *index, *value;
  if (!PyArg_UnpackTuple(args, "", 2, 2, &index, &value)) return NULL;
  Py_ssize_t i = sequence_index(self, index);
  if (i == -1 && PyErr_Occurred()) return NULL;
  return none_unless_error(((ssizeobjargproc)wrapped)(self, i, value));
}

WRAPPER(sq_delitem) {
  if (!count_is(args, 1)) return NULL;
  Py_ssize_t i = sequence_index(self, ARG(0));
  if (i == -1 && PyErr_Occurred()) return NULL;
  return none_unless_error(((ssizeobjargproc)wrapped)(self, i, NULL));
}

WRAPPER(contains) {
  if (!count_is(args, 1)) return NULL;
  int found = ((objobjproc)wrapped)(self, ARG(0));
  return found == -1 && PyErr_Occurred() ? NULL : PyBool_FromLong(found);
}

WRAPPER(setitem) {
  PyObject *key, *value;
  if (!PyArg_UnpackTuple(args, "", 2, 2, &key, &value)) return NULL;
  return none_unless_error(((objobjargproc)wrapped)(self, key, value));
}

WRAPPER(delitem) {
  if (!count_is(args, 1)) return NULL;
  return none_unless_error(((objobjargproc)wrapped)(self, ARG(0), NULL));
}

/*
 * object.__setattr__(int, ...) would get around what type.__setattr__ forbids, so a slot may be
 * used through a base only when it is the one of the nearest base that is no Python-made class.
 */
static bool setattr_is_safe(PyObject *self, setattrofunc function, const char *what) {
  PyTypeObject *type = Py_TYPE(self), *base = type;
  while (base && base->tp_setattro == ambi_slot_tp_setattro) base = base->tp_base;
  if (!base || base->tp_setattro == function) return true;
  PyErr_Format(PyExc_TypeError, "can't apply this %s to %s object", what, type->tp_name);
  return false;
}

WRAPPER(setattr) {
  PyObject *name, *value;
  if (!PyArg_UnpackTuple(args, "", 2, 2, &name, &value)) return NULL;
  if (!setattr_is_safe(self, (setattrofunc)wrapped, "__setattr__")) return NULL;
  return none_unless_error(((setattrofunc)wrapped)(self, name, value));
}

WRAPPER(delattr) {
  if (!count_is(args, 1)) return NULL;
  if (!setattr_is_safe(self, (setattrofunc)wrapped, "__delattr__")) return NULL;
  return none_unless_error(((setattrofunc)wrapped)(self, ARG(0), NULL));
}

WRAPPER(next) {
  if (!count_is(args, 0)) return NULL;
  PyObject *value = ((iternextfunc)wrapped)(self);
  if (!value && !PyErr_Occurred()) PyErr_SetNone(PyExc_StopIteration);
  return value;
}

WRAPPER(descr_get) {
  PyObject *instance, *type = NULL;
  if (!PyArg_UnpackTuple(args, "", 1, 2, &instance, &type)) return NULL;
  if (instance == Py_None) instance = NULL;
  if (type == Py_None) type = NULL;
  if (!type && !instance) {
    PyErr_SetString(PyExc_TypeError, "__get__(None, None) is invalid");
    return NULL;
  }
  return ((descrgetfunc)wrapped)(self, instance, type);
}

WRAPPER(descr_set) {
  PyObject *instance, *value;
  if (!PyArg_UnpackTuple(args, "", 2, 2, &instance, &value)) return NULL;
  return ((descrsetfunc)wrapped)(self, instance, value) < 0 ? NULL : AMBI_NEWREF(Py_None);
}

WRAPPER(descr_delete) {
  if (!count_is(args, 1)) return NULL;
  return ((descrsetfunc)wrapped)(self, ARG(0), NULL) < 0 ? NULL : AMBI_NEWREF(Py_None);
}

WRAPPER(del) {
  if (!count_is(args, 0)) return NULL;
  ((destructor)wrapped)(self);
  Py_RETURN_NONE;
}

#define COMPARISON(name, op) \
  WRAPPER(name) { return count_is(args, 1) ? ((richcmpfunc)wrapped)(self, ARG(0), op) : NULL; }
COMPARISON(lt, Py_LT)
COMPARISON(le, Py_LE)
COMPARISON(eq, Py_EQ)
COMPARISON(ne, Py_NE)
COMPARISON(gt, Py_GT)
COMPARISON(ge, Py_GE)

PyObject *ambi_wrap_call(PyObject *self, PyObject *args, void *wrapped, PyObject *kwargs) {
  return ((ternaryfunc)wrapped)(self, args, kwargs);
}

PyObject *ambi_wrap_init(PyObject *self, PyObject *args, void *wrapped, PyObject *kwargs) {
  return ((initproc)wrapped)(self, args, kwargs) < 0 ? NULL : AMBI_NEWREF(Py_None);
}
