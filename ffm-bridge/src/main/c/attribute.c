/* Attributes of objects: the generic search (data descriptor, instance dict, class), and the
 * functions on top. */
#include "types.h"

AMBI_EXPORT PyObject **_PyObject_GetDictPtr(PyObject *o) {
  PyTypeObject *type = Py_TYPE(o);
  Py_ssize_t offset = type->tp_dictoffset;
  if (offset == 0) return NULL;
  if (offset < 0) {
    /* Counted from the end of an object of variable size, whose ob_size may carry a sign. */
    Py_ssize_t n = Py_SIZE(o) < 0 ? -Py_SIZE(o) : Py_SIZE(o);
    Py_ssize_t size = type->tp_basicsize + n * type->tp_itemsize;
    offset += (size + 7) & ~(Py_ssize_t)7;
  }
  return (PyObject **)((char *)o + offset);
}

static int check_name(PyObject *name) {
  if (AMBI_LIKELY(PyUnicode_Check(name))) return 0;
  PyErr_Format(PyExc_TypeError, "attribute name must be string, not '%.200s'",
               Py_TYPE(name)->tp_name);
  return -1;
}

/* ---- the generic search ---------------------------------------------------------------------- */

/* With `suppress`, an attribute that is not there is NULL without an error, and never costs a
 * message. */
static PyObject *generic_get(PyObject *o, PyObject *name, PyObject *dict, bool suppress) {
  PyTypeObject *type = Py_TYPE(o);
  if (check_name(name) < 0) return NULL;
  if (AMBI_UNLIKELY(!type->tp_dict) && PyType_Ready(type) < 0) return NULL;
  PyObject *descr = _PyType_Lookup(type, name), *value;
  descrgetfunc get = NULL;
  if (descr) {
    Py_INCREF(descr);
    get = Py_TYPE(descr)->tp_descr_get;
    if (get && PyDescr_IsData(descr)) {
      value = get(descr, o, (PyObject *)type);
      Py_DECREF(descr);
      goto found;
    }
  }
  if (!dict) {
    PyObject **at = _PyObject_GetDictPtr(o);
    dict = at ? *at : NULL;
  }
  if (dict) {
    Py_INCREF(dict);
    value = AMBI_XNEWREF(PyDict_GetItemWithError(dict, name));
    Py_DECREF(dict);
    if (value || PyErr_Occurred()) {
      Py_XDECREF(descr);
      goto found;
    }
  }
  if (get) {
    value = get(descr, o, (PyObject *)type);
    Py_DECREF(descr);
    goto found;
  }
  if (descr) return descr;
  if (!suppress) {
    PyErr_Format(PyExc_AttributeError, "'%.50s' object has no attribute '%U'", type->tp_name, name);
  }
  return NULL;
found:
  if (!value && suppress && PyErr_ExceptionMatches(PyExc_AttributeError)) PyErr_Clear();
  return value;
}

AMBI_EXPORT PyObject *_PyObject_GenericGetAttrWithDict(PyObject *o, PyObject *name, PyObject *dict,
                                                       int suppress) {
  return generic_get(o, name, dict, suppress != 0);
}

AMBI_EXPORT PyObject *PyObject_GenericGetAttr(PyObject *o, PyObject *name) {
  return generic_get(o, name, NULL, false);
}

static int no_attribute_to_set(PyObject *o, PyObject *name, bool read_only) {
  PyErr_Format(PyExc_AttributeError,
               read_only ? "'%.100s' object attribute '%U' is read-only"
                         : "'%.100s' object has no attribute '%U'",
               Py_TYPE(o)->tp_name, name);
  return -1;
}

static int set_in_dict(PyObject *o, PyObject *dict, PyObject *name, PyObject *value) {
  Py_INCREF(dict);
  int result = value ? PyDict_SetItem(dict, name, value) : PyDict_DelItem(dict, name);
  Py_DECREF(dict);
  if (result < 0 && PyErr_ExceptionMatches(PyExc_KeyError)) {
    PyErr_Clear();
    if (PyType_Check(o)) {
      PyErr_Format(PyExc_AttributeError, "type object '%.50s' has no attribute '%U'",
                   ((PyTypeObject *)o)->tp_name, name);
    } else {
      no_attribute_to_set(o, name, false);
    }
  }
  return result;
}

AMBI_EXPORT int _PyObject_GenericSetAttrWithDict(PyObject *o, PyObject *name, PyObject *value,
                                                 PyObject *dict) {
  PyTypeObject *type = Py_TYPE(o);
  if (check_name(name) < 0) return -1;
  if (!type->tp_dict && PyType_Ready(type) < 0) return -1;
  PyObject *descr = _PyType_Lookup(type, name);
  Py_XINCREF(descr);
  Py_INCREF(name);
  int result;
  descrsetfunc set = descr ? Py_TYPE(descr)->tp_descr_set : NULL;
  if (set) {
    result = set(descr, o, value);
  } else if (dict) {
    result = set_in_dict(o, dict, name, value);
  } else {
    PyObject **at = _PyObject_GetDictPtr(o);
    if (!at) {
      result = no_attribute_to_set(o, name, descr != NULL);
    } else if (!*at && !(*at = PyDict_New())) {
      result = -1;
    } else {
      result = set_in_dict(o, *at, name, value);
    }
  }
  Py_DECREF(name);
  Py_XDECREF(descr);
  return result;
}

AMBI_EXPORT int PyObject_GenericSetAttr(PyObject *o, PyObject *name, PyObject *value) {
  return _PyObject_GenericSetAttrWithDict(o, name, value, NULL);
}

AMBI_EXPORT PyObject *PyObject_GenericGetDict(PyObject *o, void *context AMBI_UNUSED) {
  PyObject **at = _PyObject_GetDictPtr(o);
  if (!at) {
    PyErr_SetString(PyExc_AttributeError, "This object has no __dict__");
    return NULL;
  }
  if (!*at) *at = PyDict_New();
  return AMBI_XNEWREF(*at);
}

AMBI_EXPORT int PyObject_GenericSetDict(PyObject *o, PyObject *value, void *context AMBI_UNUSED) {
  PyObject **at = _PyObject_GetDictPtr(o);
  if (!at) {
    PyErr_SetString(PyExc_AttributeError, "This object has no __dict__");
    return -1;
  }
  if (!value) {
    PyErr_SetString(PyExc_TypeError, "cannot delete __dict__");
    return -1;
  }
  if (!PyDict_Check(value)) {
    PyErr_Format(PyExc_TypeError, "__dict__ must be set to a dictionary, not a '%.200s'",
                 Py_TYPE(value)->tp_name);
    return -1;
  }
  Py_SETREF(*at, AMBI_NEWREF(value));
  return 0;
}

/* ---- getting --------------------------------------------------------------------------------- */

AMBI_EXPORT PyObject *PyObject_GetAttr(PyObject *o, PyObject *name) {
  PyTypeObject *type = Py_TYPE(o);
  if (check_name(name) < 0) return NULL;
  if (AMBI_LIKELY(type->tp_getattro != NULL)) return type->tp_getattro(o, name);
  if (type->tp_getattr) {
    const char *text = PyUnicode_AsUTF8(name);
    return text ? type->tp_getattr(o, (char *)text) : NULL;
  }
  return PyErr_Format(PyExc_AttributeError, "'%.50s' object has no attribute '%U'", type->tp_name,
                      name);
}

AMBI_EXPORT int _PyObject_LookupAttr(PyObject *o, PyObject *name, PyObject **result) {
  *result = NULL;
  if (check_name(name) < 0) return -1;
  if (Py_TYPE(o)->tp_getattro == PyObject_GenericGetAttr) {
    *result = generic_get(o, name, NULL, true);
    return *result ? 1 : PyErr_Occurred() ? -1 : 0;
  }
  *result = PyObject_GetAttr(o, name);
  if (*result) return 1;
  if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
  PyErr_Clear();
  return 0;
}

AMBI_EXPORT int PyObject_HasAttr(PyObject *o, PyObject *name) {
  PyObject *value;
  int found = _PyObject_LookupAttr(o, name, &value);
  if (found < 0) PyErr_Clear();
  Py_XDECREF(value);
  return found > 0;
}

/*
 * The method `name` for a call: 1 and the plain function, to be called with `o` first, so that no
 * bound method is made; or 0 and the attribute, to be called as it is; or 0 and NULL with an error.
 */
AMBI_EXPORT int _PyObject_GetMethod(PyObject *o, PyObject *name, PyObject **method) {
  PyTypeObject *type = Py_TYPE(o);
  *method = NULL;
  if (type->tp_getattro != PyObject_GenericGetAttr || !PyUnicode_Check(name)) {
    *method = PyObject_GetAttr(o, name);
    return 0;
  }
  if (!type->tp_dict && PyType_Ready(type) < 0) return 0;
  PyObject *descr = _PyType_Lookup(type, name);
  if (!descr || !PyType_HasFeature(Py_TYPE(descr), Py_TPFLAGS_METHOD_DESCRIPTOR)) {
    *method = generic_get(o, name, NULL, false);
    return 0;
  }
  Py_INCREF(descr);
  PyObject **at = _PyObject_GetDictPtr(o);
  if (at && *at) {
    PyObject *own = PyDict_GetItemWithError(*at, name);
    if (own || PyErr_Occurred()) {
      Py_DECREF(descr);
      *method = AMBI_XNEWREF(own);
      return 0;
    }
  }
  *method = descr;
  return 1;
}

/* ---- setting --------------------------------------------------------------------------------- */

AMBI_EXPORT int PyObject_SetAttr(PyObject *o, PyObject *name, PyObject *value) {
  PyTypeObject *type = Py_TYPE(o);
  if (check_name(name) < 0) return -1;
  int result = -1;
  Py_INCREF(name);
  PyUnicode_InternInPlace(
      &name); /* attribute names repeat; dicts compare interned ones by address */
  if (type->tp_setattro) {
    result = type->tp_setattro(o, name, value);
  } else if (type->tp_setattr) {
    const char *text = PyUnicode_AsUTF8(name);
    if (text) result = type->tp_setattr(o, (char *)text, value);
  } else {
    PyErr_Format(PyExc_TypeError,
                 type->tp_getattr || type->tp_getattro
                     ? "'%.100s' object has only read-only attributes (%s .%U)"
                     : "'%.100s' object has no attributes (%s .%U)",
                 type->tp_name, value ? "assign to" : "del", name);
  }
  Py_DECREF(name);
  return result;
}

/* ---- dir
 * ------------------------------------------------------------------------------------------------------
 */

/* Without an object CPython lists the names of the running frame, of which there is none here. */
AMBI_EXPORT PyObject *PyObject_Dir(PyObject *o) {
  if (!o) {
    PyErr_SetString(PyExc_SystemError, "frame does not exist");
    return NULL;
  }
  PyObject *method = ambi_lookup_special(o, AMBI_ID("__dir__"));
  if (!method) {
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_TypeError, "object does not provide __dir__");
    return NULL;
  }
  PyObject *names = PyObject_CallNoArgs(method);
  Py_DECREF(method);
  if (!names) return NULL;
  PyObject *sorted = PySequence_List(names);
  Py_DECREF(names);
  if (sorted && PyList_Sort(sorted) < 0) Py_CLEAR(sorted);
  return sorted;
}
