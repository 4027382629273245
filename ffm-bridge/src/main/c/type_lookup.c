/* Attributes of types: the search along the MRO with its cache, and type's own getattro and
 * setattro. */
#include "types.h"

/*
 * The cache holds what the MRO search gave for (version of the type, interned name). A type gets a
 * version on its first lookup and loses it when it or a base changes, so stale entries match
 * nothing. Nothing in it is owned: while the version stands, the type's dicts hold the values; and
 * a name is known by its address and its hash, since another string may come to the address of a
 * dead one.
 */
#define CACHE_BITS 12
static struct {
  PyObject *name, *value;
  Py_hash_t hash;
  unsigned version;
} cache[1 << CACHE_BITS];
static unsigned last_version;

static inline unsigned slot_of(unsigned version, PyObject *name) {
  return (version ^ (unsigned)((uintptr_t)name >> 4) * 2654435761u) & ((1u << CACHE_BITS) - 1);
}

static bool is_interned(PyObject *name) {
  return PyUnicode_CheckExact(name) && ((PyASCIIObject *)name)->state.interned;
}

/* All bases must have a version first: a change in one finds its subclasses by it. */
static bool assign_version(PyTypeObject *type) {
  if (PyType_HasFeature(type, Py_TPFLAGS_VALID_VERSION_TAG)) return true;
  if (!PyType_HasFeature(type, Py_TPFLAGS_READY) || last_version == UINT32_MAX) return false;
  PyObject *mro = type->tp_mro;
  for (Py_ssize_t i = 1; i < PyTuple_GET_SIZE(mro); i++) {
    PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(mro, i);
    /* A base that is not among type's recorded ancestors could change without our hearing of it. */
    if (!PyType_HasFeature(base, Py_TPFLAGS_READY) || !PyType_IsSubtype(type, base)) return false;
  }
  PyObject *bases = type->tp_bases;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
    if (!assign_version((PyTypeObject *)PyTuple_GET_ITEM(bases, i))) return false;
  }
  type->tp_version_tag = ++last_version;
  type->tp_flags |= Py_TPFLAGS_VALID_VERSION_TAG;
  return true;
}

AMBI_EXPORT void PyType_Modified(PyTypeObject *type) {
  if (!PyType_HasFeature(type, Py_TPFLAGS_VALID_VERSION_TAG)) return;
  type->tp_flags &= ~Py_TPFLAGS_VALID_VERSION_TAG;
  type->tp_version_tag = 0;
  if (!type->tp_subclasses) return;
  PyObject *key, *value;
  Py_ssize_t position = 0;
  while (PyDict_Next(type->tp_subclasses, &position, &key, &value)) {
    PyType_Modified((PyTypeObject *)PyLong_AsVoidPtr(key));
  }
}

AMBI_EXPORT unsigned int PyType_ClearCache(void) {
  memset(cache, 0, sizeof cache);
  return last_version;
}

static PyObject *search_mro(PyTypeObject *type, PyObject *name) {
  PyObject *mro = type->tp_mro, *found = NULL;
  if (!mro) return NULL; /* not ready */
  Py_INCREF(mro);        /* comparing keys may run code that changes it */
  for (Py_ssize_t i = 0, n = PyTuple_GET_SIZE(mro); i < n && !found; i++) {
    PyObject *dict = ((PyTypeObject *)PyTuple_GET_ITEM(mro, i))->tp_dict;
    if (!dict) continue;
    found = PyDict_GetItemWithError(dict, name);
    if (!found && PyErr_Occurred()) {
      PyErr_Clear();
      break;
    }
  }
  Py_DECREF(mro);
  return found;
}

/* An error that is set when it is called stays set: callers look up names while they unwind. */
static PyObject *search_keeping_error(PyTypeObject *type, PyObject *name) {
  if (AMBI_LIKELY(!PyErr_Occurred())) return search_mro(type, name);
  PyObject *error, *value, *traceback;
  PyErr_Fetch(&error, &value, &traceback);
  PyObject *found = search_mro(type, name);
  PyErr_Restore(error, value, traceback);
  return found;
}

AMBI_EXPORT PyObject *_PyType_Lookup(PyTypeObject *type, PyObject *name) {
  if (AMBI_UNLIKELY(!is_interned(name))) return search_keeping_error(type, name);
  unsigned i = slot_of(type->tp_version_tag, name);
  if (AMBI_LIKELY(cache[i].version == type->tp_version_tag && cache[i].name == name &&
                  cache[i].hash == ((PyASCIIObject *)name)->hash &&
                  PyType_HasFeature(type, Py_TPFLAGS_VALID_VERSION_TAG))) {
    return cache[i].value;
  }
  PyObject *found = search_keeping_error(type, name);
  if (assign_version(type)) {
    i = slot_of(type->tp_version_tag, name);
    cache[i].version = type->tp_version_tag;
    cache[i].value = found;
    cache[i].hash = ((PyASCIIObject *)name)->hash; /* interning computed it */
    cache[i].name = name;
  }
  return found;
}

/* ---- attributes of a type -------------------------------------------------------------------- */

static PyObject *meta_error(PyTypeObject *type, PyObject *name) {
  return PyErr_Format(PyExc_AttributeError, "type object '%.50s' has no attribute '%U'",
                      type->tp_name, name);
}

/* A data descriptor of the metaclass, the type's own MRO, the metaclass's other attributes: in this
 * order. */
PyObject *ambi_type_getattro(PyObject *o, PyObject *name) {
  PyTypeObject *type = (PyTypeObject *)o, *meta = Py_TYPE(o);
  if (!PyUnicode_Check(name)) {
    return PyErr_Format(PyExc_TypeError, "attribute name must be string, not '%.200s'",
                        Py_TYPE(name)->tp_name);
  }
  if (!type->tp_dict && PyType_Ready(type) < 0) return NULL;
  PyObject *from_meta = _PyType_Lookup(meta, name), *value;
  descrgetfunc get = NULL;
  if (from_meta) {
    get = Py_TYPE(from_meta)->tp_descr_get;
    Py_INCREF(from_meta);
    if (get && PyDescr_IsData(from_meta)) {
      value = get(from_meta, o, (PyObject *)meta);
      Py_DECREF(from_meta);
      return value;
    }
  }
  PyObject *own = _PyType_Lookup(type, name);
  if (own) {
    Py_XDECREF(from_meta);
    Py_INCREF(own);
    descrgetfunc own_get = Py_TYPE(own)->tp_descr_get;
    if (!own_get) return own;
    value = own_get(own, NULL, o);
    Py_DECREF(own);
    return value;
  }
  if (get) {
    value = get(from_meta, o, (PyObject *)meta);
    Py_DECREF(from_meta);
    return value;
  }
  return from_meta ? from_meta : meta_error(type, name);
}

static bool is_dunder(PyObject *name) {
  Py_ssize_t n = PyUnicode_GET_LENGTH(name);
  if (n < 5 || PyUnicode_KIND(name) != 1) return false;
  const char *text = PyUnicode_DATA(name);
  return text[0] == '_' && text[1] == '_' && text[n - 1] == '_' && text[n - 2] == '_';
}

int ambi_type_setattro(PyObject *o, PyObject *name, PyObject *value) {
  PyTypeObject *type = (PyTypeObject *)o;
  if (PyType_HasFeature(type, Py_TPFLAGS_IMMUTABLETYPE)) {
    PyErr_Format(PyExc_TypeError, "cannot set %R attribute of immutable type '%s'", name,
                 type->tp_name);
    return -1;
  }
  if (!PyUnicode_Check(name)) {
    PyErr_Format(PyExc_TypeError, "attribute name must be string, not '%.200s'",
                 Py_TYPE(name)->tp_name);
    return -1;
  }
  Py_INCREF(name);
  if (PyUnicode_CheckExact(name)) PyUnicode_InternInPlace(&name);
  int result = _PyObject_GenericSetAttrWithDict(o, name, value, NULL);
  PyType_Modified(type);
  if (result == 0 && is_dunder(name)) ambi_type_update_slot(type, name);
  Py_DECREF(name);
  return result;
}
