/* str.find and its kin, startswith, endswith, removeprefix, removesuffix. */
#include "unicode_methods.h"

static int slice_end(PyObject *o, Py_ssize_t *value) {
  if (!o || o == Py_None) return 0;
  if (!PyIndex_Check(o)) {
    PyErr_SetString(PyExc_TypeError,
                    "slice indices must be integers or None or have an __index__ method");
    return -1;
  }
  *value = PyNumber_AsSsize_t(o, NULL);
  return *value == -1 && PyErr_Occurred() ? -1 : 0;
}

int ambi_parse_find(PyObject *args, const char *format, PyObject **sub, Py_ssize_t *start,
                    Py_ssize_t *end) {
  PyObject *first = NULL, *last = NULL;
  *start = 0;
  *end = PY_SSIZE_T_MAX;
  if (!PyArg_ParseTuple(args, format, sub, &first, &last)) return -1;
  return slice_end(first, start) < 0 || slice_end(last, end) < 0 ? -1 : 0;
}

static Py_ssize_t find(PyObject *self, PyObject *args, const char *format, int direction) {
  PyObject *sub;
  Py_ssize_t start, end;
  if (ambi_parse_find(args, format, &sub, &start, &end) < 0 || ambi_unicode_check(sub) < 0)
    return -2;
  return ambi_unicode_search(self, sub, start, end, direction);
}

static PyObject *position(Py_ssize_t at) { return at == -2 ? NULL : PyLong_FromSsize_t(at); }

static PyObject *found_position(Py_ssize_t at) {
  return at == -1 ? ambi_raise(PyExc_ValueError, "substring not found") : position(at);
}

PyObject *ambi_str_find(PyObject *self, PyObject *args) {
  return position(find(self, args, "O|OO:find", 1));
}
PyObject *ambi_str_rfind(PyObject *self, PyObject *args) {
  return position(find(self, args, "O|OO:rfind", -1));
}
PyObject *ambi_str_index(PyObject *self, PyObject *args) {
  return found_position(find(self, args, "O|OO:index", 1));
}
PyObject *ambi_str_rindex(PyObject *self, PyObject *args) {
  return found_position(find(self, args, "O|OO:rindex", -1));
}

PyObject *ambi_str_count(PyObject *self, PyObject *args) {
  PyObject *sub;
  Py_ssize_t start, end;
  if (ambi_parse_find(args, "O|OO:count", &sub, &start, &end) < 0 || ambi_unicode_check(sub) < 0)
    return NULL;
  return PyLong_FromSsize_t(PyUnicode_Count(self, sub, start, end));
}

static PyObject *tail_match(PyObject *self, PyObject *args, const char *name, int direction) {
  char format[24];
  snprintf(format, sizeof format, "O|OO:%s", name);
  PyObject *sub;
  Py_ssize_t start, end;
  if (ambi_parse_find(args, format, &sub, &start, &end) < 0) return NULL;
  if (!PyTuple_Check(sub)) {
    if (!PyUnicode_Check(sub)) {
      return ambi_raise(PyExc_TypeError, "%s first arg must be str or a tuple of str, not %.100s",
                        name, Py_TYPE(sub)->tp_name);
    }
    return PyBool_FromLong(PyUnicode_Tailmatch(self, sub, start, end, direction));
  }
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(sub); i++) {
    PyObject *item = PyTuple_GET_ITEM(sub, i);
    if (!PyUnicode_Check(item)) {
      return ambi_raise(PyExc_TypeError, "tuple for %s must only contain str, not %.100s", name,
                        Py_TYPE(item)->tp_name);
    }
    if (PyUnicode_Tailmatch(self, item, start, end, direction)) Py_RETURN_TRUE;
  }
  Py_RETURN_FALSE;
}

PyObject *ambi_str_startswith(PyObject *self, PyObject *args) {
  return tail_match(self, args, "startswith", -1);
}
PyObject *ambi_str_endswith(PyObject *self, PyObject *args) {
  return tail_match(self, args, "endswith", 1);
}

static PyObject *remove_part(PyObject *self, PyObject *part, const char *name, int direction) {
  if (!PyUnicode_Check(part)) {
    return ambi_raise(PyExc_TypeError, "%s() argument must be str, not %.200s", name,
                      Py_TYPE(part)->tp_name);
  }
  Py_ssize_t n = PyUnicode_GET_LENGTH(self), m = PyUnicode_GET_LENGTH(part);
  if (!PyUnicode_Tailmatch(self, part, 0, PY_SSIZE_T_MAX, direction))
    return PyUnicode_FromObject(self);
  return direction < 0 ? PyUnicode_Substring(self, m, n) : PyUnicode_Substring(self, 0, n - m);
}

PyObject *ambi_str_removeprefix(PyObject *self, PyObject *arg) {
  return remove_part(self, arg, "removeprefix", -1);
}
PyObject *ambi_str_removesuffix(PyObject *self, PyObject *arg) {
  return remove_part(self, arg, "removesuffix", 1);
}
