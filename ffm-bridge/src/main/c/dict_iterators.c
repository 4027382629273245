/* Iterators over the keys, values and items of a dict, forwards and backwards. */
#include "dictobject.h"

typedef struct {
  PyObject ob_base;
  PyObject *dict;  /* NULL once exhausted */
  Py_ssize_t used; /* size of the dict at the start; -1 once it was found to have changed */
  Py_ssize_t pos;  /* next entry to look at */
  Py_ssize_t left; /* items still to come */
} dict_iterator;

static bool is_reverse(PyTypeObject *type) {
  return type == &ambi_dict_reverse_key_iterator_type || type == &ambi_dict_reverse_value_iterator_type ||
         type == &ambi_dict_reverse_item_iterator_type;
}

PyObject *ambi_dict_iterator(PyObject *dict, PyTypeObject *type) {
  dict_iterator *it = (dict_iterator *)_PyObject_GC_New(type);
  if (!it) return NULL;
  it->dict = AMBI_NEWREF(dict);
  it->used = it->left = PyDict_GET_SIZE(dict);
  it->pos = is_reverse(type) ? AMBI_DICT_TABLE(dict)->count - 1 : 0;
  return (PyObject *)it;
}

static void dict_iterator_dealloc(PyObject *self) {
  Py_XDECREF(((dict_iterator *)self)->dict);
  PyObject_GC_Del(self);
}

static int dict_iterator_traverse(PyObject *self, visitproc visit, void *arg) {
  PyObject *dict = ((dict_iterator *)self)->dict;
  return dict ? visit(dict, arg) : 0;
}

/* The next entry, or NULL: exhausted, or with RuntimeError set where the dict changed. */
static const ambi_dict_entry *advance(dict_iterator *it) {
  if (!it->dict) return NULL;
  if (it->used != PyDict_GET_SIZE(it->dict)) {
    it->used = -1; /* stays so, even if the size comes back */
    PyErr_SetString(PyExc_RuntimeError, "dictionary changed size during iteration");
    return NULL;
  }
  const ambi_dict_table *table = AMBI_DICT_TABLE(it->dict);
  int step = is_reverse(Py_TYPE(it)) ? -1 : 1;
  Py_ssize_t i = it->pos;
  while (i >= 0 && i < table->count && !table->entries[i].key) i += step;
  if (i < 0 || i >= table->count) {
    Py_CLEAR(it->dict);
    return NULL;
  }
  if (it->left == 0) { /* the same size, but other entries */
    PyErr_SetString(PyExc_RuntimeError, "dictionary keys changed during iteration");
    Py_CLEAR(it->dict);
    return NULL;
  }
  it->pos = i + step;
  it->left--;
  return &table->entries[i];
}

static PyObject *next_key(PyObject *self) {
  const ambi_dict_entry *entry = advance((dict_iterator *)self);
  return entry ? AMBI_NEWREF(entry->key) : NULL;
}

static PyObject *next_value(PyObject *self) {
  const ambi_dict_entry *entry = advance((dict_iterator *)self);
  return entry ? AMBI_NEWREF(entry->value) : NULL;
}

static PyObject *next_item(PyObject *self) {
  const ambi_dict_entry *entry = advance((dict_iterator *)self);
  return entry ? PyTuple_Pack(2, entry->key, entry->value) : NULL;
}

static PyObject *length_hint(PyObject *self, PyObject *unused AMBI_UNUSED) {
  dict_iterator *it = (dict_iterator *)self;
  return PyLong_FromSsize_t(it->dict && it->used == PyDict_GET_SIZE(it->dict) ? it->left : 0);
}

static PyMethodDef dict_iterator_methods[] = {
    {"__length_hint__", length_hint, METH_NOARGS, NULL},
    {0},
};

#define DICT_ITERATOR_TYPE(name, next)                                                     \
  {                                                                                        \
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0), .tp_name = name,                    \
    .tp_basicsize = sizeof(dict_iterator), .tp_dealloc = dict_iterator_dealloc,            \
    .tp_getattro = PyObject_GenericGetAttr,                                                \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION, \
    .tp_traverse = dict_iterator_traverse, .tp_iter = PyObject_SelfIter,                   \
    .tp_iternext = next, .tp_methods = dict_iterator_methods,                              \
  }

AMBI_EXPORT PyTypeObject PyDictIterKey_Type = DICT_ITERATOR_TYPE("dict_keyiterator", next_key);
AMBI_EXPORT PyTypeObject PyDictIterValue_Type = DICT_ITERATOR_TYPE("dict_valueiterator", next_value);
AMBI_EXPORT PyTypeObject PyDictIterItem_Type = DICT_ITERATOR_TYPE("dict_itemiterator", next_item);
PyTypeObject ambi_dict_reverse_key_iterator_type = DICT_ITERATOR_TYPE("dict_reversekeyiterator", next_key);
PyTypeObject ambi_dict_reverse_value_iterator_type = DICT_ITERATOR_TYPE("dict_reversevalueiterator", next_value);
PyTypeObject ambi_dict_reverse_item_iterator_type = DICT_ITERATOR_TYPE("dict_reverseitemiterator", next_item);
