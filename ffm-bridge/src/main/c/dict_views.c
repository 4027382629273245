/* dict.keys(), dict.values() and dict.items(): live views. Keys and items behave as sets. */
#include "dictobject.h"

typedef struct {
  PyObject ob_base;
  PyObject *dict;
} dict_view;

#define DICT_OF(view) (((dict_view *)(view))->dict)

static bool is_set_view(PyObject *o) {
  return PyObject_TypeCheck(o, &PyDictKeys_Type) || PyObject_TypeCheck(o, &PyDictItems_Type);
}

PyObject *ambi_dict_view(PyObject *dict, PyTypeObject *type) {
  dict_view *view = (dict_view *)_PyObject_GC_New(type);
  if (!view) return NULL;
  view->dict = AMBI_NEWREF(dict);
  return (PyObject *)view;
}

static void view_dealloc(PyObject *self) {
  if (ambi_dealloc_deferred(self, view_dealloc)) return;
  Py_XDECREF(DICT_OF(self));
  PyObject_GC_Del(self);
  ambi_dealloc_done();
}

static int view_traverse(PyObject *self, visitproc visit, void *arg) {
  return DICT_OF(self) ? visit(DICT_OF(self), arg) : 0;
}

static Py_ssize_t view_length(PyObject *self) { return PyDict_GET_SIZE(DICT_OF(self)); }

static PyObject *view_repr(PyObject *self) {
  int entered = Py_ReprEnter(self);
  if (entered != 0) return entered > 0 ? PyUnicode_FromString("...") : NULL;
  PyObject *result = NULL, *list = PySequence_List(self);
  if (list) {
    result = PyUnicode_FromFormat("%s(%R)", Py_TYPE(self)->tp_name, list);
    Py_DECREF(list);
  }
  Py_ReprLeave(self);
  return result;
}

static PyObject *keys_iter(PyObject *self) { return ambi_dict_iterator(DICT_OF(self), &PyDictIterKey_Type); }
static PyObject *values_iter(PyObject *self) { return ambi_dict_iterator(DICT_OF(self), &PyDictIterValue_Type); }
static PyObject *items_iter(PyObject *self) { return ambi_dict_iterator(DICT_OF(self), &PyDictIterItem_Type); }

static PyObject *keys_reversed(PyObject *self, PyObject *unused AMBI_UNUSED) {
  return ambi_dict_iterator(DICT_OF(self), &ambi_dict_reverse_key_iterator_type);
}
static PyObject *values_reversed(PyObject *self, PyObject *unused AMBI_UNUSED) {
  return ambi_dict_iterator(DICT_OF(self), &ambi_dict_reverse_value_iterator_type);
}
static PyObject *items_reversed(PyObject *self, PyObject *unused AMBI_UNUSED) {
  return ambi_dict_iterator(DICT_OF(self), &ambi_dict_reverse_item_iterator_type);
}

static int keys_contains(PyObject *self, PyObject *key) { return PyDict_Contains(DICT_OF(self), key); }

static int items_contains(PyObject *self, PyObject *pair) {
  if (!PyTuple_Check(pair) || PyTuple_GET_SIZE(pair) != 2) return 0;
  PyObject *value = PyDict_GetItemWithError(DICT_OF(self), PyTuple_GET_ITEM(pair, 0));
  if (!value) return PyErr_Occurred() ? -1 : 0;
  Py_INCREF(value);
  int equal = PyObject_RichCompareBool(value, PyTuple_GET_ITEM(pair, 1), Py_EQ);
  Py_DECREF(value);
  return equal;
}

/* ---- keys and items as sets -------------------------------------------------------------------- */

/* Whether every item of `a` is in `b`; -1 on error. */
static int all_in(PyObject *a, PyObject *b) {
  PyObject *it = PyObject_GetIter(a), *item;
  if (!it) return -1;
  int in = 1;
  while (in > 0 && (item = PyIter_Next(it))) {
    in = PySequence_Contains(b, item);
    Py_DECREF(item);
  }
  Py_DECREF(it);
  return PyErr_Occurred() ? -1 : in;
}

static PyObject *view_richcompare(PyObject *self, PyObject *other, int op) {
  if (!PyAnySet_Check(other) && !is_set_view(other)) Py_RETURN_NOTIMPLEMENTED;
  Py_ssize_t n = view_length(self), m = PyObject_Size(other);
  if (m < 0) return NULL;
  int holds = 0;
  switch (op) {
    case Py_EQ:
    case Py_NE:
      holds = n == m ? all_in(self, other) : 0;
      if (op == Py_NE && holds >= 0) holds = !holds;
      break;
    case Py_LT: holds = n < m ? all_in(self, other) : 0; break;
    case Py_LE: holds = n <= m ? all_in(self, other) : 0; break;
    case Py_GT: holds = n > m ? all_in(other, self) : 0; break;
    default: holds = n >= m ? all_in(other, self) : 0; break;
  }
  return holds < 0 ? NULL : PyBool_FromLong(holds);
}

/* The set of `self`, after set.METHOD(other). */
static PyObject *set_changed_by(PyObject *self, PyObject *other, PyObject *method) {
  PyObject *set = PySet_New(self);
  if (!set) return NULL;
  PyObject *none = PyObject_CallMethodObjArgs(set, method, other, NULL);
  if (!none) Py_CLEAR(set);
  Py_XDECREF(none);
  return set;
}

static PyObject *view_subtract(PyObject *self, PyObject *other) {
  return set_changed_by(self, other, AMBI_ID("difference_update"));
}

static PyObject *view_or(PyObject *self, PyObject *other) {
  return set_changed_by(self, other, AMBI_ID("update"));
}

static PyObject *view_xor(PyObject *self, PyObject *other) {
  return set_changed_by(self, other, AMBI_ID("symmetric_difference_update"));
}

static PyObject *view_and(PyObject *self, PyObject *other) {
  /* Either may be the view: this also stands for `iterable & view`. */
  if (!is_set_view(self) || (is_set_view(other) && view_length(other) > view_length(self))) {
    PyObject *swap = self;
    self = other;
    other = swap;
  }
  PyObject *set = PySet_New(NULL), *it = set ? PyObject_GetIter(other) : NULL, *item;
  int in = it ? 0 : -1;
  while (in >= 0 && (item = PyIter_Next(it))) {
    in = PySequence_Contains(self, item);
    if (in > 0) in = PySet_Add(set, item);
    Py_DECREF(item);
  }
  Py_XDECREF(it);
  if (in < 0 || PyErr_Occurred()) Py_CLEAR(set);
  return set;
}

static PyObject *view_isdisjoint(PyObject *self, PyObject *other) {
  if (self == other) return PyBool_FromLong(view_length(self) == 0);
  PyObject *it = PyObject_GetIter(other), *item;
  if (!it) return NULL;
  int in = 0;
  while (in == 0 && (item = PyIter_Next(it))) {
    in = PySequence_Contains(self, item);
    Py_DECREF(item);
  }
  Py_DECREF(it);
  return in < 0 || PyErr_Occurred() ? NULL : PyBool_FromLong(!in);
}

static PyObject *view_mapping(PyObject *self, void *closure AMBI_UNUSED) { return PyDictProxy_New(DICT_OF(self)); }

static PyGetSetDef view_getset[] = {
    {"mapping", view_mapping, NULL, NULL, NULL},
    {0},
};

static PyNumberMethods view_as_number = {
    .nb_subtract = view_subtract,
    .nb_and = view_and,
    .nb_xor = view_xor,
    .nb_or = view_or,
};

static PySequenceMethods keys_as_sequence = {.sq_length = view_length, .sq_contains = keys_contains};
static PySequenceMethods items_as_sequence = {.sq_length = view_length, .sq_contains = items_contains};
static PySequenceMethods values_as_sequence = {.sq_length = view_length};

static PyMethodDef keys_methods[] = {
    {"__reversed__", keys_reversed, METH_NOARGS, NULL},
    {"isdisjoint", view_isdisjoint, METH_O, NULL},
    {0},
};

static PyMethodDef values_methods[] = {
    {"__reversed__", values_reversed, METH_NOARGS, NULL},
    {0},
};

static PyMethodDef items_methods[] = {
    {"__reversed__", items_reversed, METH_NOARGS, NULL},
    {"isdisjoint", view_isdisjoint, METH_O, NULL},
    {0},
};

#define VIEW_FLAGS (Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION)

AMBI_EXPORT PyTypeObject PyDictKeys_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "dict_keys",
    .tp_basicsize = sizeof(dict_view),
    .tp_dealloc = view_dealloc,
    .tp_repr = view_repr,
    .tp_as_number = &view_as_number,
    .tp_as_sequence = &keys_as_sequence,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = VIEW_FLAGS,
    .tp_traverse = view_traverse,
    .tp_richcompare = view_richcompare,
    .tp_iter = keys_iter,
    .tp_methods = keys_methods,
    .tp_getset = view_getset,
};

AMBI_EXPORT PyTypeObject PyDictValues_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "dict_values",
    .tp_basicsize = sizeof(dict_view),
    .tp_dealloc = view_dealloc,
    .tp_repr = view_repr,
    .tp_as_sequence = &values_as_sequence,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = VIEW_FLAGS,
    .tp_traverse = view_traverse,
    .tp_iter = values_iter,
    .tp_methods = values_methods,
    .tp_getset = view_getset,
};

AMBI_EXPORT PyTypeObject PyDictItems_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "dict_items",
    .tp_basicsize = sizeof(dict_view),
    .tp_dealloc = view_dealloc,
    .tp_repr = view_repr,
    .tp_as_number = &view_as_number,
    .tp_as_sequence = &items_as_sequence,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = VIEW_FLAGS,
    .tp_traverse = view_traverse,
    .tp_richcompare = view_richcompare,
    .tp_iter = items_iter,
    .tp_methods = items_methods,
    .tp_getset = view_getset,
};
