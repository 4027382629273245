/* The Python-visible methods of list. */
#include "listobject.h"

static PyObject *list_append(PyObject *self, PyObject *item) {
  if (PyList_Append(self, item) < 0) return NULL;
  Py_RETURN_NONE;
}

static PyObject *list_insert(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
  if (!ambi_arity("insert", nargs, 2, 2)) return NULL;
  PyObject *number = PyNumber_Index(args[0]);
  if (!number) return NULL;
  Py_ssize_t i = PyLong_AsSsize_t(number);
  Py_DECREF(number);
  if (i == -1 && PyErr_Occurred()) return NULL;
  if (PyList_Insert(self, i, args[1]) < 0) return NULL;
  Py_RETURN_NONE;
}

static PyObject *list_extend(PyObject *self, PyObject *iterable) {
  return _PyList_Extend((PyListObject *)self, iterable);
}

static PyObject *list_clear(PyObject *self, PyObject *unused AMBI_UNUSED) {
  ambi_list_clear((PyListObject *)self);
  Py_RETURN_NONE;
}

static PyObject *list_copy(PyObject *self, PyObject *unused AMBI_UNUSED) {
  return PyList_GetSlice(self, 0, Py_SIZE(self));
}

static PyObject *list_pop(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
  if (!ambi_arity("pop", nargs, 0, 1)) return NULL;
  Py_ssize_t i = -1;
  if (nargs > 0) {
    PyObject *number = PyNumber_Index(args[0]);
    if (!number) return NULL;
    i = PyLong_AsSsize_t(number);
    Py_DECREF(number);
    if (i == -1 && PyErr_Occurred()) return NULL;
  }
  Py_ssize_t n = Py_SIZE(self);
  if (n == 0) return ambi_raise(PyExc_IndexError, "pop from empty list");
  if (i < 0) i += n;
  if ((size_t)i >= (size_t)n) return ambi_raise(PyExc_IndexError, "pop index out of range");
  PyObject *item = AMBI_NEWREF(PyList_GET_ITEM(self, i));
  if (PyList_SetSlice(self, i, i + 1, NULL) < 0) Py_CLEAR(item);
  return item;
}

/* The first index in [start, stop) of an item equal to value, -1 if there is none, -2 on error. */
static Py_ssize_t find(PyObject *self, PyObject *value, Py_ssize_t start, Py_ssize_t stop) {
  for (Py_ssize_t i = start; i < stop && i < Py_SIZE(self); i++) {
    PyObject *item = AMBI_NEWREF(PyList_GET_ITEM(self, i));
    int equal = PyObject_RichCompareBool(item, value, Py_EQ);
    Py_DECREF(item);
    if (equal < 0) return -2;
    if (equal) return i;
  }
  return -1;
}

static PyObject *list_index(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
  Py_ssize_t start = 0, stop = PY_SSIZE_T_MAX;
  if (!ambi_arity("index", nargs, 1, 3)) return NULL;
  if (nargs > 1 && !ambi_slice_index(args[1], &start)) return NULL;
  if (nargs > 2 && !ambi_slice_index(args[2], &stop)) return NULL;
  if (start < 0) start = start + Py_SIZE(self) < 0 ? 0 : start + Py_SIZE(self);
  if (stop < 0) stop = stop + Py_SIZE(self) < 0 ? 0 : stop + Py_SIZE(self);
  Py_ssize_t i = find(self, args[0], start, stop);
  if (i >= 0) return PyLong_FromSsize_t(i);
  return i == -2 ? NULL : ambi_raise(PyExc_ValueError, "%R is not in list", args[0]);
}

static PyObject *list_count(PyObject *self, PyObject *value) {
  Py_ssize_t count = 0, i = -1;
  while ((i = find(self, value, i + 1, PY_SSIZE_T_MAX)) >= 0) count++;
  return i == -2 ? NULL : PyLong_FromSsize_t(count);
}

static PyObject *list_remove(PyObject *self, PyObject *value) {
  Py_ssize_t i = find(self, value, 0, PY_SSIZE_T_MAX);
  if (i == -2) return NULL;
  if (i == -1) return ambi_raise(PyExc_ValueError, "list.remove(x): x not in list");
  if (PyList_SetSlice(self, i, i + 1, NULL) < 0) return NULL;
  Py_RETURN_NONE;
}

static PyObject *list_reverse(PyObject *self, PyObject *unused AMBI_UNUSED) {
  PyList_Reverse(self);
  Py_RETURN_NONE;
}

static PyObject *list_sort(PyObject *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"key", "reverse", NULL};
  PyObject *key = NULL;
  int reverse = 0;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|$Oi:sort", names, &key, &reverse)) return NULL;
  if (ambi_list_sort((PyListObject *)self, key, reverse) < 0) return NULL;
  Py_RETURN_NONE;
}

static PyObject *list_reversed(PyObject *self, PyObject *unused AMBI_UNUSED) {
  return ambi_sequence_iterator(&ambi_list_reverse_iterator_type, self, Py_SIZE(self) - 1);
}

static PyObject *list_getitem(PyObject *self, PyObject *key) {
  return PyList_Type.tp_as_mapping->mp_subscript(self, key);
}

#define FAST(f) ((PyCFunction)(void (*)(void))(f))

PyMethodDef ambi_list_methods[] = {
    {"__getitem__", list_getitem, METH_O | METH_COEXIST, NULL},
    {"__reversed__", list_reversed, METH_NOARGS, NULL},
    {"append", list_append, METH_O, NULL},
    {"clear", list_clear, METH_NOARGS, NULL},
    {"copy", list_copy, METH_NOARGS, NULL},
    {"count", list_count, METH_O, NULL},
    {"extend", list_extend, METH_O, NULL},
    {"index", FAST(list_index), METH_FASTCALL, NULL},
    {"insert", FAST(list_insert), METH_FASTCALL, NULL},
    {"pop", FAST(list_pop), METH_FASTCALL, NULL},
    {"remove", list_remove, METH_O, NULL},
    {"reverse", list_reverse, METH_NOARGS, NULL},
    {"sort", FAST(list_sort), METH_VARARGS | METH_KEYWORDS, NULL},
    {0},
};
