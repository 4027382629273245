/* The Python-visible methods of dict. */
#include "dictobject.h"

static PyObject *dict_get(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
  if (!ambi_arity("get", nargs, 1, 2)) return NULL;
  Py_hash_t hash = ambi_hash(args[0]);
  if (hash == -1) return NULL;
  Py_ssize_t entry = ambi_dict_find((PyDictObject *)self, args[0], hash);
  if (entry == AMBI_DICT_ERROR) return NULL;
  if (entry == AMBI_DICT_MISSING) return AMBI_NEWREF(nargs > 1 ? args[1] : Py_None);
  return AMBI_NEWREF(ambi_dict_entry_value((PyDictObject *)self, entry));
}

static PyObject *dict_setdefault(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
  if (!ambi_arity("setdefault", nargs, 1, 2)) return NULL;
  return AMBI_XNEWREF(PyDict_SetDefault(self, args[0], nargs > 1 ? args[1] : Py_None));
}

static PyObject *dict_pop(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
  if (!ambi_arity("pop", nargs, 1, 2)) return NULL;
  return _PyDict_Pop(self, args[0], nargs > 1 ? args[1] : NULL);
}

static PyObject *dict_popitem(PyObject *self, PyObject *unused AMBI_UNUSED) {
  if (PyDict_GET_SIZE(self) == 0) {
    return ambi_raise(PyExc_KeyError, "popitem(): dictionary is empty");
  }
  PyObject *pair = PyTuple_New(2);
  if (!pair) return NULL;
  ambi_dict_table *table = AMBI_DICT_TABLE(self);
  Py_ssize_t last = table->count - 1;
  while (!table->entries[last].key) last--;
  ambi_dict_entry taken = ambi_dict_take((PyDictObject *)self, last);
  table->count = last; /* what follows is deleted: emptying a dict from its end takes linear time */
  PyTuple_SET_ITEM(pair, 0, taken.key);
  PyTuple_SET_ITEM(pair, 1, taken.value);
  return pair;
}

static PyObject *dict_update(PyObject *self, PyObject *args, PyObject *kwargs) {
  if (ambi_dict_update(self, args, kwargs, "update") < 0) return NULL;
  Py_RETURN_NONE;
}

static PyObject *dict_clear(PyObject *self, PyObject *unused AMBI_UNUSED) {
  PyDict_Clear(self);
  Py_RETURN_NONE;
}

static PyObject *dict_copy(PyObject *self, PyObject *unused AMBI_UNUSED) { return PyDict_Copy(self); }

static PyObject *dict_fromkeys(PyObject *type, PyObject *const *args, Py_ssize_t nargs) {
  if (!ambi_arity("fromkeys", nargs, 1, 2)) return NULL;
  PyObject *value = nargs > 1 ? args[1] : Py_None;
  PyObject *dict = PyObject_CallNoArgs(type);
  if (!dict) return NULL;
  PyObject *it = PyObject_GetIter(args[0]), *key;
  bool failed = !it;
  while (!failed && (key = PyIter_Next(it))) {
    failed = (PyDict_CheckExact(dict) ? PyDict_SetItem(dict, key, value) : PyObject_SetItem(dict, key, value)) < 0;
    Py_DECREF(key);
  }
  Py_XDECREF(it);
  if (failed || PyErr_Occurred()) Py_CLEAR(dict);
  return dict;
}

static PyObject *dict_contains(PyObject *self, PyObject *key) {
  int found = PyDict_Contains(self, key);
  return found < 0 ? NULL : PyBool_FromLong(found);
}

static PyObject *dict_keys(PyObject *self, PyObject *unused AMBI_UNUSED) {
  return ambi_dict_view(self, &PyDictKeys_Type);
}

static PyObject *dict_values(PyObject *self, PyObject *unused AMBI_UNUSED) {
  return ambi_dict_view(self, &PyDictValues_Type);
}

static PyObject *dict_items(PyObject *self, PyObject *unused AMBI_UNUSED) {
  return ambi_dict_view(self, &PyDictItems_Type);
}

static PyObject *dict_reversed(PyObject *self, PyObject *unused AMBI_UNUSED) {
  return ambi_dict_iterator(self, &ambi_dict_reverse_key_iterator_type);
}

#define FAST(f) ((PyCFunction)(void (*)(void))(f))

PyMethodDef ambi_dict_methods[] = {
    {"__contains__", dict_contains, METH_O | METH_COEXIST, NULL},
    {"__getitem__", ambi_dict_subscript, METH_O | METH_COEXIST, NULL},
    {"__reversed__", dict_reversed, METH_NOARGS, NULL},
    {"clear", dict_clear, METH_NOARGS, NULL},
    {"copy", dict_copy, METH_NOARGS, NULL},
    {"fromkeys", FAST(dict_fromkeys), METH_FASTCALL | METH_CLASS, NULL},
    {"get", FAST(dict_get), METH_FASTCALL, NULL},
    {"items", dict_items, METH_NOARGS, NULL},
    {"keys", dict_keys, METH_NOARGS, NULL},
    {"pop", FAST(dict_pop), METH_FASTCALL, NULL},
    {"popitem", dict_popitem, METH_NOARGS, NULL},
    {"setdefault", FAST(dict_setdefault), METH_FASTCALL, NULL},
    {"update", FAST(dict_update), METH_VARARGS | METH_KEYWORDS, NULL},
    {"values", dict_values, METH_NOARGS, NULL},
    {0},
};
