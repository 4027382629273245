/* dict: the C API and the slots. The table is in dict_table.c, the methods in dict_methods.c, the views in dict_views.c. */
#include "dictobject.h"

/* Dead exact dicts, linked through ma_keys. Under the lock. */
enum { FREE_LIMIT = 80 };
static PyDictObject *free_dicts;
static int free_count;

AMBI_EXPORT PyObject *PyDict_New(void) {
  PyDictObject *dict = free_dicts;
  if (dict) {
    free_dicts = dict->ma_keys;
    free_count--;
    Py_REFCNT(dict) = 1;
    ambi_count_revived();
  } else {
    dict = (PyDictObject *)_PyObject_GC_New(&PyDict_Type);
    if (!dict) return NULL;
  }
  ambi_dict_make_empty(dict);
  return (PyObject *)dict;
}

AMBI_EXPORT PyObject *_PyDict_NewPresized(Py_ssize_t n) {
  PyObject *dict = PyDict_New();
  if (dict && n > 0 && ambi_dict_reserve((PyDictObject *)dict, n) < 0) Py_CLEAR(dict);
  return dict;
}

static void dict_dealloc(PyObject *self) {
  PyDictObject *dict = (PyDictObject *)self;
  if (ambi_dealloc_deferred(self, dict_dealloc)) return;
  /* No table yet in a subtype's instance whose tp_new was not dict's. */
  if (dict->ma_keys) ambi_dict_table_release(dict->ma_keys);
  if (PyDict_CheckExact(self) && free_count < FREE_LIMIT) {
    dict->ma_keys = free_dicts;
    free_dicts = dict;
    free_count++;
  } else {
    Py_TYPE(self)->tp_free(self);
  }
  ambi_dealloc_done();
}

/* ---- look-up --------------------------------------------------------------------------------- */

AMBI_EXPORT PyObject *PyDict_GetItem(PyObject *self, PyObject *key) {
  if (!PyDict_Check(self)) return NULL;
  PyDictObject *dict = (PyDictObject *)self;
  if (AMBI_LIKELY(PyUnicode_CheckExact(key))) {
    Py_hash_t hash = ambi_hash(key);
    if (AMBI_LIKELY(hash != -1)) {
      Py_ssize_t entry = ambi_dict_find_str(dict, key, hash);
      if (AMBI_LIKELY(entry != AMBI_DICT_ERROR)) return ambi_dict_entry_value(dict, entry);
    }
  }
  Py_hash_t hash = ambi_hash(key);
  if (hash == -1) { /* which replaced any error that was set before */
    PyErr_Clear();
    return NULL;
  }
  /* Errors of __eq__ are swallowed, but one that was set before stays set. */
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  Py_ssize_t entry = ambi_dict_find(dict, key, hash);
  PyErr_Restore(type, value, traceback);
  return ambi_dict_entry_value(dict, entry);
}

AMBI_EXPORT PyObject *_PyDict_GetItem_KnownHash(PyObject *self, PyObject *key, Py_hash_t hash) {
  if (!PyDict_Check(self)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  return ambi_dict_entry_value((PyDictObject *)self, ambi_dict_find((PyDictObject *)self, key, hash));
}

AMBI_EXPORT PyObject *PyDict_GetItemWithError(PyObject *self, PyObject *key) {
  if (!PyDict_Check(self)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  Py_hash_t hash = ambi_hash(key);
  if (hash == -1) return NULL;
  return ambi_dict_entry_value((PyDictObject *)self, ambi_dict_find((PyDictObject *)self, key, hash));
}

AMBI_EXPORT PyObject *PyDict_GetItemString(PyObject *self, const char *key) {
  if (AMBI_LIKELY(PyDict_Check(self))) {
    Py_ssize_t entry = ambi_dict_find_ascii((PyDictObject *)self, key);
    if (AMBI_LIKELY(entry != AMBI_DICT_ERROR)) return ambi_dict_entry_value((PyDictObject *)self, entry);
  }
  PyObject *name = PyUnicode_FromString(key);
  if (!name) {
    PyErr_Clear();
    return NULL;
  }
  PyObject *value = PyDict_GetItem(self, name);
  Py_DECREF(name);
  return value;
}

AMBI_EXPORT PyObject *_PyDict_GetItemStringWithError(PyObject *self, const char *key) {
  if (AMBI_LIKELY(PyDict_Check(self))) {
    Py_ssize_t entry = ambi_dict_find_ascii((PyDictObject *)self, key);
    if (AMBI_LIKELY(entry != AMBI_DICT_ERROR)) return ambi_dict_entry_value((PyDictObject *)self, entry);
  }
  PyObject *name = PyUnicode_FromString(key);
  if (!name) return NULL;
  PyObject *value = PyDict_GetItemWithError(self, name);
  Py_DECREF(name);
  return value;
}

AMBI_EXPORT int PyDict_Contains(PyObject *self, PyObject *key) {
  Py_hash_t hash = ambi_hash(key);
  if (hash == -1) return -1;
  Py_ssize_t entry = ambi_dict_find((PyDictObject *)self, key, hash);
  return entry == AMBI_DICT_ERROR ? -1 : entry >= 0;
}

AMBI_EXPORT Py_ssize_t PyDict_Size(PyObject *self) {
  if (!self || !PyDict_Check(self)) {
    PyErr_BadInternalCall();
    return -1;
  }
  return PyDict_GET_SIZE(self);
}

AMBI_EXPORT int PyDict_Next(PyObject *self, Py_ssize_t *pos, PyObject **key, PyObject **value) {
  if (!PyDict_Check(self)) return 0;
  ambi_dict_table *table = AMBI_DICT_TABLE(self);
  Py_ssize_t i = *pos;
  if (i < 0) return 0;
  while (i < table->count && !table->entries[i].key) i++;
  if (i >= table->count) return 0;
  *pos = i + 1;
  if (key) *key = table->entries[i].key;
  if (value) *value = table->entries[i].value;
  return 1;
}

/* ---- change ---------------------------------------------------------------------------------- */

AMBI_EXPORT int PyDict_SetItem(PyObject *self, PyObject *key, PyObject *value) {
  if (!PyDict_Check(self)) {
    PyErr_BadInternalCall();
    return -1;
  }
  Py_hash_t hash = ambi_hash(key);
  return hash == -1 ? -1 : ambi_dict_put((PyDictObject *)self, key, hash, value);
}

AMBI_EXPORT int _PyDict_SetItem_KnownHash(PyObject *self, PyObject *key, PyObject *value, Py_hash_t hash) {
  if (!PyDict_Check(self)) {
    PyErr_BadInternalCall();
    return -1;
  }
  return ambi_dict_put((PyDictObject *)self, key, hash, value);
}

AMBI_EXPORT int PyDict_SetItemString(PyObject *self, const char *key, PyObject *value) {
  PyObject *name = PyUnicode_FromString(key);
  if (!name) return -1;
  PyUnicode_InternInPlace(&name);
  int result = PyDict_SetItem(self, name, value);
  Py_DECREF(name);
  return result;
}

AMBI_EXPORT int PyDict_DelItem(PyObject *self, PyObject *key) {
  if (!PyDict_Check(self)) {
    PyErr_BadInternalCall();
    return -1;
  }
  Py_hash_t hash = ambi_hash(key);
  if (hash == -1) return -1;
  Py_ssize_t entry = ambi_dict_find((PyDictObject *)self, key, hash);
  if (entry < 0) {
    if (entry == AMBI_DICT_MISSING) ambi_key_error(key);
    return -1;
  }
  ambi_dict_entry taken = ambi_dict_take((PyDictObject *)self, entry);
  Py_DECREF(taken.key);
  Py_DECREF(taken.value);
  return 0;
}

AMBI_EXPORT int PyDict_DelItemString(PyObject *self, const char *key) {
  PyObject *name = PyUnicode_FromString(key);
  if (!name) return -1;
  int result = PyDict_DelItem(self, name);
  Py_DECREF(name);
  return result;
}

AMBI_EXPORT void PyDict_Clear(PyObject *self) {
  if (!PyDict_Check(self) || AMBI_DICT_TABLE(self)->count == 0) return;
  ambi_dict_table *old = AMBI_DICT_TABLE(self);
  ambi_dict_make_empty((PyDictObject *)self);
  ambi_dict_table_release(old);
}

AMBI_EXPORT PyObject *PyDict_SetDefault(PyObject *self, PyObject *key, PyObject *value) {
  if (!PyDict_Check(self)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  PyDictObject *dict = (PyDictObject *)self;
  Py_hash_t hash = ambi_hash(key);
  if (hash == -1) return NULL;
  Py_ssize_t entry = ambi_dict_find(dict, key, hash);
  if (entry >= 0) return ambi_dict_entry_value(dict, entry);
  if (entry == AMBI_DICT_ERROR || ambi_dict_add(dict, key, hash, value) < 0) return NULL;
  return value;
}

AMBI_EXPORT PyObject *_PyDict_Pop(PyObject *self, PyObject *key, PyObject *fallback) {
  PyDictObject *dict = (PyDictObject *)self;
  Py_ssize_t entry = AMBI_DICT_MISSING;
  if (dict->ma_used > 0) { /* an empty dict does not ask for the key's hash */
    Py_hash_t hash = ambi_hash(key);
    if (hash == -1) return NULL;
    entry = ambi_dict_find(dict, key, hash);
    if (entry == AMBI_DICT_ERROR) return NULL;
  }
  if (entry == AMBI_DICT_MISSING) {
    if (fallback) return AMBI_NEWREF(fallback);
    ambi_key_error(key);
    return NULL;
  }
  ambi_dict_entry taken = ambi_dict_take(dict, entry);
  Py_DECREF(taken.key);
  return taken.value;
}

/* ---- copies and merging ------------------------------------------------------------------------ */

/* Adds every entry of `source`, another dict. */
static int merge_dict(PyDictObject *dict, PyDictObject *source, bool override) {
  if (source == dict || source->ma_used == 0) return 0;
  bool was_empty = dict->ma_used == 0;
  if (AMBI_DICT_TABLE(dict)->usable * 3 < source->ma_used * 2 &&
      ambi_dict_reserve(dict, dict->ma_used + source->ma_used) < 0) {
    return -1;
  }
  Py_ssize_t pos = 0, used = source->ma_used;
  PyObject *key, *value;
  while (PyDict_Next((PyObject *)source, &pos, &key, &value)) {
    Py_hash_t hash = AMBI_DICT_TABLE(source)->entries[pos - 1].hash;
    /* A comparison may change either dict, so hold on to both objects. */
    Py_INCREF(key);
    Py_INCREF(value);
    int result;
    if (was_empty) {
      result = ambi_dict_add(dict, key, hash, value);
    } else if (override) {
      result = ambi_dict_put(dict, key, hash, value);
    } else {
      Py_ssize_t entry = ambi_dict_find(dict, key, hash);
      result = entry == AMBI_DICT_ERROR     ? -1
               : entry == AMBI_DICT_MISSING ? ambi_dict_add(dict, key, hash, value)
                                            : 0;
    }
    Py_DECREF(key);
    Py_DECREF(value);
    if (result < 0) return -1;
    if (source->ma_used != used) {
      PyErr_SetString(PyExc_RuntimeError, "dict mutated during update");
      return -1;
    }
  }
  return 0;
}

/* Adds source[key] for every key of source.keys(). */
static int merge_mapping(PyObject *dict, PyObject *source, bool override) {
  PyObject *keys = PyMapping_Keys(source);
  if (!keys) return -1;
  PyObject *it = PyObject_GetIter(keys);
  Py_DECREF(keys);
  if (!it) return -1;
  PyObject *key;
  int result = 0;
  while (result == 0 && (key = PyIter_Next(it))) {
    int present = override ? 0 : PyDict_Contains(dict, key);
    if (present < 0) {
      result = -1;
    } else if (!present) {
      PyObject *value = PyObject_GetItem(source, key);
      result = value ? PyDict_SetItem(dict, key, value) : -1;
      Py_XDECREF(value);
    }
    Py_DECREF(key);
  }
  Py_DECREF(it);
  return result < 0 || PyErr_Occurred() ? -1 : 0;
}

AMBI_EXPORT int PyDict_Merge(PyObject *self, PyObject *source, int override) {
  if (!self || !PyDict_Check(self) || !source) {
    PyErr_BadInternalCall();
    return -1;
  }
  /* A subtype that iterates in its own way is asked for its keys. */
  if (PyDict_Check(source) && Py_TYPE(source)->tp_iter == PyDict_Type.tp_iter) {
    return merge_dict((PyDictObject *)self, (PyDictObject *)source, override);
  }
  return merge_mapping(self, source, override);
}

AMBI_EXPORT int PyDict_Update(PyObject *self, PyObject *source) { return PyDict_Merge(self, source, 1); }

/* Adds one pair, element number i of the sequence. */
static int merge_pair(PyObject *self, PyObject *element, Py_ssize_t i, int override) {
  PyObject *pair = PySequence_Fast(element, "");
  if (!pair) {
    if (PyErr_ExceptionMatches(PyExc_TypeError)) {
      PyErr_Format(PyExc_TypeError, "cannot convert dictionary update sequence element #%zd to a sequence", i);
    }
    return -1;
  }
  int result = -1;
  if (Py_SIZE(pair) != 2) {
    PyErr_Format(PyExc_ValueError, "dictionary update sequence element #%zd has length %zd; 2 is required", i,
                 Py_SIZE(pair));
  } else {
    PyObject **items = PyList_Check(pair) ? ((PyListObject *)pair)->ob_item : ((PyTupleObject *)pair)->ob_item;
    PyObject *key = AMBI_NEWREF(items[0]), *value = AMBI_NEWREF(items[1]);
    if (override) {
      result = PyDict_SetItem(self, key, value);
    } else {
      result = PyDict_SetDefault(self, key, value) ? 0 : -1;
    }
    Py_DECREF(key);
    Py_DECREF(value);
  }
  Py_DECREF(pair);
  return result;
}

AMBI_EXPORT int PyDict_MergeFromSeq2(PyObject *self, PyObject *pairs, int override) {
  PyObject *it = PyObject_GetIter(pairs), *element;
  if (!it) return -1;
  int result = 0;
  for (Py_ssize_t i = 0; result == 0 && (element = PyIter_Next(it)); i++) {
    result = merge_pair(self, element, i, override);
    Py_DECREF(element);
  }
  Py_DECREF(it);
  return result < 0 || PyErr_Occurred() ? -1 : 0;
}

int ambi_dict_update_from(PyObject *self, PyObject *source) {
  if (PyDict_CheckExact(source)) return PyDict_Merge(self, source, 1);
  PyObject *keys;
  if (_PyObject_LookupAttr(source, AMBI_ID("keys"), &keys) < 0) return -1;
  if (!keys) return PyDict_MergeFromSeq2(self, source, 1);
  Py_DECREF(keys);
  return PyDict_Merge(self, source, 1);
}

int ambi_dict_update(PyObject *self, PyObject *args, PyObject *kwargs, const char *name) {
  if (!ambi_arity(name, PyTuple_GET_SIZE(args), 0, 1)) return -1;
  if (PyTuple_GET_SIZE(args) && ambi_dict_update_from(self, PyTuple_GET_ITEM(args, 0)) < 0) return -1;
  if (!kwargs) return 0;
  return PyArg_ValidateKeywordArguments(kwargs) ? PyDict_Merge(self, kwargs, 1) : -1;
}

AMBI_EXPORT PyObject *PyDict_Copy(PyObject *self) {
  if (!self || !PyDict_Check(self)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  PyObject *copy = PyDict_New();
  if (copy && PyDict_Merge(copy, self, 1) < 0) Py_CLEAR(copy);
  return copy;
}

enum what { KEYS, VALUES, ITEMS };

static PyObject *list_of(PyObject *self, enum what what) {
  if (!self || !PyDict_Check(self)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  Py_ssize_t n = PyDict_GET_SIZE(self), pos = 0;
  PyObject *list = PyList_New(n), *key, *value;
  for (Py_ssize_t i = 0; list && i < n && PyDict_Next(self, &pos, &key, &value); i++) {
    PyObject *item = what == KEYS ? AMBI_NEWREF(key) : what == VALUES ? AMBI_NEWREF(value) : PyTuple_Pack(2, key, value);
    if (item) {
      PyList_SET_ITEM(list, i, item);
    } else {
      Py_CLEAR(list);
    }
  }
  return list;
}

AMBI_EXPORT PyObject *PyDict_Keys(PyObject *self) { return list_of(self, KEYS); }
AMBI_EXPORT PyObject *PyDict_Values(PyObject *self) { return list_of(self, VALUES); }
AMBI_EXPORT PyObject *PyDict_Items(PyObject *self) { return list_of(self, ITEMS); }

/* ---- slots ----------------------------------------------------------------------------------- */

static Py_ssize_t dict_length(PyObject *self) { return PyDict_GET_SIZE(self); }

/* type(self).__missing__(self, key), for a subtype that has one; otherwise KeyError(key). */
static PyObject *dict_missing(PyObject *self, PyObject *key) {
  PyObject *missing = PyDict_CheckExact(self) ? NULL : _PyType_Lookup(Py_TYPE(self), AMBI_ID("__missing__"));
  if (!missing) {
    ambi_key_error(key);
    return NULL;
  }
  descrgetfunc get = Py_TYPE(missing)->tp_descr_get;
  Py_INCREF(missing);
  PyObject *bound = get ? get(missing, self, (PyObject *)Py_TYPE(self)) : AMBI_NEWREF(missing);
  Py_DECREF(missing);
  if (!bound) return NULL;
  PyObject *result = PyObject_CallOneArg(bound, key);
  Py_DECREF(bound);
  return result;
}

PyObject *ambi_dict_subscript(PyObject *self, PyObject *key) {
  Py_hash_t hash = ambi_hash(key);
  if (hash == -1) return NULL;
  Py_ssize_t entry = ambi_dict_find((PyDictObject *)self, key, hash);
  if (entry == AMBI_DICT_ERROR) return NULL;
  if (entry == AMBI_DICT_MISSING) return dict_missing(self, key);
  return AMBI_NEWREF(ambi_dict_entry_value((PyDictObject *)self, entry));
}

static int dict_ass_subscript(PyObject *self, PyObject *key, PyObject *value) {
  return value ? PyDict_SetItem(self, key, value) : PyDict_DelItem(self, key);
}

static PyObject *dict_or(PyObject *self, PyObject *other) {
  if (!PyDict_Check(self) || !PyDict_Check(other)) Py_RETURN_NOTIMPLEMENTED;
  PyObject *result = PyDict_Copy(self);
  if (result && ambi_dict_update_from(result, other) < 0) Py_CLEAR(result);
  return result;
}

static PyObject *dict_inplace_or(PyObject *self, PyObject *other) {
  return ambi_dict_update_from(self, other) < 0 ? NULL : AMBI_NEWREF(self);
}

/* Whether two dicts have the same keys with equal values; -1 on error. */
static int dict_equal(PyObject *a, PyObject *b) {
  if (PyDict_GET_SIZE(a) != PyDict_GET_SIZE(b)) return 0;
  Py_ssize_t pos = 0;
  PyObject *key, *value;
  while (PyDict_Next(a, &pos, &key, &value)) {
    Py_hash_t hash = AMBI_DICT_TABLE(a)->entries[pos - 1].hash;
    Py_INCREF(key);
    Py_INCREF(value);
    Py_ssize_t entry = ambi_dict_find((PyDictObject *)b, key, hash);
    int equal = entry == AMBI_DICT_ERROR ? -1 : 0;
    if (entry >= 0) {
      PyObject *other = AMBI_NEWREF(ambi_dict_entry_value((PyDictObject *)b, entry));
      equal = PyObject_RichCompareBool(value, other, Py_EQ);
      Py_DECREF(other);
    }
    Py_DECREF(key);
    Py_DECREF(value);
    if (equal <= 0) return equal;
  }
  return 1;
}

static PyObject *dict_richcompare(PyObject *v, PyObject *w, int op) {
  if (!PyDict_Check(v) || !PyDict_Check(w) || (op != Py_EQ && op != Py_NE)) Py_RETURN_NOTIMPLEMENTED;
  int equal = dict_equal(v, w);
  return equal < 0 ? NULL : PyBool_FromLong(equal == (op == Py_EQ));
}

static PyObject *dict_repr(PyObject *self) {
  if (PyDict_GET_SIZE(self) == 0) return PyUnicode_FromString("{}");
  int entered = Py_ReprEnter(self);
  if (entered != 0) return entered > 0 ? PyUnicode_FromString("{...}") : NULL;
  ambi_text text;
  ambi_text_start(&text);
  Py_ssize_t pos = 0;
  PyObject *key, *value;
  const char *before = "{";
  while (PyDict_Next(self, &pos, &key, &value)) {
    /* repr() may run code that changes the dict. */
    Py_INCREF(key);
    Py_INCREF(value);
    ambi_text_add(&text, before);
    ambi_text_add_repr(&text, key);
    ambi_text_add(&text, ": ");
    ambi_text_add_repr(&text, value);
    Py_DECREF(key);
    Py_DECREF(value);
    before = ", ";
  }
  ambi_text_add(&text, "}");
  PyObject *result = ambi_text_finish(&text);
  Py_ReprLeave(self);
  return result;
}

static PyObject *dict_iter(PyObject *self) { return ambi_dict_iterator(self, &PyDictIterKey_Type); }

static PyObject *dict_new(PyTypeObject *type, PyObject *args AMBI_UNUSED, PyObject *kwargs AMBI_UNUSED) {
  if (type == &PyDict_Type) return PyDict_New();
  PyObject *self = type->tp_alloc(type, 0);
  if (self) ambi_dict_make_empty((PyDictObject *)self);
  return self;
}

static int dict_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  return ambi_dict_update(self, args, kwargs, "dict");
}

static int dict_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_ssize_t pos = 0;
  PyObject *key, *value;
  while (PyDict_Next(self, &pos, &key, &value)) {
    int stop = visit(key, arg);
    if (stop == 0) stop = visit(value, arg);
    if (stop != 0) return stop;
  }
  return 0;
}

static int dict_tp_clear(PyObject *self) {
  PyDict_Clear(self);
  return 0;
}

static PyNumberMethods dict_as_number = {
    .nb_or = dict_or,
    .nb_inplace_or = dict_inplace_or,
};

static PySequenceMethods dict_as_sequence = {
    .sq_contains = PyDict_Contains,
};

static PyMappingMethods dict_as_mapping = {
    .mp_length = dict_length,
    .mp_subscript = ambi_dict_subscript,
    .mp_ass_subscript = dict_ass_subscript,
};

AMBI_EXPORT PyTypeObject PyDict_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "dict",
    .tp_basicsize = sizeof(PyDictObject),
    .tp_dealloc = dict_dealloc,
    .tp_repr = dict_repr,
    .tp_as_number = &dict_as_number,
    .tp_as_sequence = &dict_as_sequence,
    .tp_as_mapping = &dict_as_mapping,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE |
                Py_TPFLAGS_DICT_SUBCLASS | Py_TPFLAGS_MAPPING | AMBI_TPFLAGS_MATCH_SELF,
    .tp_traverse = dict_traverse,
    .tp_clear = dict_tp_clear,
    .tp_richcompare = dict_richcompare,
    .tp_iter = dict_iter,
    .tp_methods = ambi_dict_methods,
    .tp_init = dict_init,
    .tp_new = dict_new,
    .tp_free = PyObject_GC_Del,
};
