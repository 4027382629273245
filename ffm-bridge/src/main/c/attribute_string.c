/* The attribute functions that take a name as a C string. */
#include "types.h"

/*
 * Extensions ask for the same few names again and again, as literals. The str of each is kept, so
 * that asking costs no allocation and meets the cache of type lookups, which wants interned names.
 */
#define NAME_BITS 9
#define LONGEST 40
static PyObject *names[1 << NAME_BITS];

/* A new reference. */
static PyObject *name_of(const char *text) {
  unsigned hash = 2166136261u; /* FNV-1a */
  size_t n = 0;
  for (; text[n] && n < LONGEST; n++) hash = (hash ^ (unsigned char)text[n]) * 16777619u;
  if (n == LONGEST) return PyUnicode_FromString(text);
  PyObject **kept = &names[(hash ^ hash >> 16) & ((1u << NAME_BITS) - 1)];
  if (AMBI_LIKELY(*kept != NULL) && (size_t)PyUnicode_GET_LENGTH(*kept) == n &&
      memcmp(PyUnicode_DATA(*kept), text, n) == 0) {
    return AMBI_NEWREF(*kept);
  }
  PyObject *name = PyUnicode_InternFromString(text);
  if (name && PyUnicode_IS_ASCII(name)) Py_SETREF(*kept, AMBI_NEWREF(name));
  return name;
}

AMBI_EXPORT PyObject *PyObject_GetAttrString(PyObject *o, const char *name) {
  if (!Py_TYPE(o)->tp_getattro && Py_TYPE(o)->tp_getattr)
    return Py_TYPE(o)->tp_getattr(o, (char *)name);
  PyObject *key = name_of(name);
  if (!key) return NULL;
  PyObject *value = PyObject_GetAttr(o, key);
  Py_DECREF(key);
  return value;
}

AMBI_EXPORT int PyObject_HasAttrString(PyObject *o, const char *name) {
  PyObject *key = name_of(name);
  if (!key) {
    PyErr_Clear();
    return 0;
  }
  int found = PyObject_HasAttr(o, key);
  Py_DECREF(key);
  return found;
}

AMBI_EXPORT int PyObject_SetAttrString(PyObject *o, const char *name, PyObject *value) {
  if (Py_TYPE(o)->tp_setattr) return Py_TYPE(o)->tp_setattr(o, (char *)name, value);
  PyObject *key = name_of(name);
  if (!key) return -1;
  int result = PyObject_SetAttr(o, key, value);
  Py_DECREF(key);
  return result;
}

int ambi_get_method_string(PyObject *o, const char *name, PyObject **method) {
  PyObject *key = name_of(name);
  *method = NULL;
  if (!key) return 0;
  int unbound = _PyObject_GetMethod(o, key, method);
  Py_DECREF(key);
  return unbound;
}
