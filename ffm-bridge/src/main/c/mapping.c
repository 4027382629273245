/* PyMapping_* */
#include "abstract.h"

AMBI_EXPORT int PyMapping_Check(PyObject *o) { return o && MAPPING_SLOT(o, mp_subscript) != NULL; }

AMBI_EXPORT Py_ssize_t PyMapping_Size(PyObject *o) {
  if (!o) {
    ambi_null_argument();
    return -1;
  }
  lenfunc length = MAPPING_SLOT(o, mp_length);
  if (length) return length(o);
  ambi_type_error(SEQUENCE_SLOT(o, sq_length) ? "%.200s is not a mapping" : "object of type '%.200s' has no len()", o);
  return -1;
}

AMBI_EXPORT Py_ssize_t PyMapping_Length(PyObject *o) { return PyMapping_Size(o); }

AMBI_EXPORT PyObject *PyMapping_GetItemString(PyObject *o, const char *key) {
  if (!key) return ambi_null_argument();
  PyObject *name = PyUnicode_FromString(key);
  if (!name) return NULL;
  PyObject *result = PyObject_GetItem(o, name);
  Py_DECREF(name);
  return result;
}

AMBI_EXPORT int PyMapping_SetItemString(PyObject *o, const char *key, PyObject *value) {
  if (!key) {
    ambi_null_argument();
    return -1;
  }
  PyObject *name = PyUnicode_FromString(key);
  if (!name) return -1;
  int result = PyObject_SetItem(o, name, value);
  Py_DECREF(name);
  return result;
}

/* Both hide every error, as documented: a lookup that fails is a key that is not there. */
AMBI_EXPORT int PyMapping_HasKeyString(PyObject *o, const char *key) {
  PyObject *value = PyMapping_GetItemString(o, key);
  if (!value) PyErr_Clear();
  Py_XDECREF(value);
  return value != NULL;
}

AMBI_EXPORT int PyMapping_HasKey(PyObject *o, PyObject *key) {
  PyObject *value = PyObject_GetItem(o, key);
  if (!value) PyErr_Clear();
  Py_XDECREF(value);
  return value != NULL;
}

/* The list of what o.method() iterates over. */
static PyObject *list_of(PyObject *o, PyObject *method) {
  PyObject *given = PyObject_CallMethodObjArgs(o, method, NULL);
  if (!given) return NULL;
  PyObject *iterator = PyObject_GetIter(given);
  if (!iterator && PyErr_ExceptionMatches(PyExc_TypeError)) {
    PyErr_Format(PyExc_TypeError, "%.200s.%U() returned a non-iterable (type %.200s)", TYPE_NAME(o), method,
                 TYPE_NAME(given));
  }
  Py_DECREF(given);
  if (!iterator) return NULL;
  PyObject *list = PySequence_List(iterator);
  Py_DECREF(iterator);
  return list;
}

AMBI_EXPORT PyObject *PyMapping_Keys(PyObject *o) {
  if (!o) return ambi_null_argument();
  return Py_IS_TYPE(o, &PyDict_Type) ? PyDict_Keys(o) : list_of(o, AMBI_ID("keys"));
}

AMBI_EXPORT PyObject *PyMapping_Values(PyObject *o) {
  if (!o) return ambi_null_argument();
  return Py_IS_TYPE(o, &PyDict_Type) ? PyDict_Values(o) : list_of(o, AMBI_ID("values"));
}

AMBI_EXPORT PyObject *PyMapping_Items(PyObject *o) {
  if (!o) return ambi_null_argument();
  return Py_IS_TYPE(o, &PyDict_Type) ? PyDict_Items(o) : list_of(o, AMBI_ID("items"));
}
