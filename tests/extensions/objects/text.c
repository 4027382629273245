/* Text and bytes. */
#define PY_SSIZE_T_CLEAN
#include "objects.h"

static PyObject *from_utf8(PyObject *UNUSED(self), PyObject *args) {
  const char *bytes;
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "y#", &bytes, &size)) return NULL;
  return PyUnicode_FromStringAndSize(bytes, size);
}

static PyObject *from_c_string(PyObject *UNUSED(self), PyObject *args) {
  const char *bytes;
  if (!PyArg_ParseTuple(args, "y", &bytes)) return NULL;
  return PyUnicode_FromString(bytes);
}

static PyObject *to_utf8(PyObject *UNUSED(self), PyObject *text) {
  Py_ssize_t size;
  const char *utf8 = PyUnicode_AsUTF8AndSize(text, &size);
  return utf8 ? PyBytes_FromStringAndSize(utf8, size) : NULL;
}

static PyObject *utf8_length(PyObject *UNUSED(self), PyObject *text) {
  const char *utf8 = PyUnicode_AsUTF8(text);
  return utf8 ? PyLong_FromSize_t(strlen(utf8)) : NULL;
}

static PyObject *to_ascii(PyObject *UNUSED(self), PyObject *text) { return PyUnicode_AsASCIIString(text); }

static PyObject *concat(PyObject *UNUSED(self), PyObject *args) {
  PyObject *left, *right;
  if (!PyArg_ParseTuple(args, "OO", &left, &right)) return NULL;
  return PyUnicode_Concat(left, right);
}

/* What the macros read from the struct: the length, the kind, the compact and ASCII flags, the code points. */
static PyObject *code_points(PyObject *UNUSED(self), PyObject *text) {
  if (!PyUnicode_Check(text)) {
    PyErr_SetString(PyExc_TypeError, "code_points() takes a str");
    return NULL;
  }
  if (PyUnicode_READY(text) < 0) return NULL;
  Py_ssize_t length = PyUnicode_GET_LENGTH(text);
  int kind = PyUnicode_KIND(text);
  const void *data = PyUnicode_DATA(text);
  PyObject *points = PyTuple_New(length);
  if (!points) return NULL;
  for (Py_ssize_t i = 0; i < length; i++) {
    PyObject *point = PyLong_FromLong((long)PyUnicode_READ(kind, data, i));
    if (!point) {
      Py_DECREF(points);
      return NULL;
    }
    PyTuple_SET_ITEM(points, i, point);
  }
  return Py_BuildValue("(iiiN)", kind, PyUnicode_IS_COMPACT(text) ? 1 : 0, PyUnicode_IS_ASCII(text) ? 1 : 0, points);
}

static PyObject *is_interned_once(PyObject *UNUSED(self), PyObject *args) {
  const char *text;
  if (!PyArg_ParseTuple(args, "s", &text)) return NULL;
  PyObject *first = PyUnicode_InternFromString(text);
  PyObject *second = PyUnicode_InternFromString(text);
  PyObject *answer = first && second ? PyBool_FromLong(first == second) : NULL;
  Py_XDECREF(first);
  Py_XDECREF(second);
  return answer;
}

static PyObject *str_of(PyObject *UNUSED(self), PyObject *object) { return PyObject_Str(object); }

static PyObject *reversed_bytes(PyObject *UNUSED(self), PyObject *bytes) {
  if (!PyBytes_Check(bytes)) {
    return PyErr_Format(PyExc_TypeError, "reversed_bytes() takes bytes, not %.200s", Py_TYPE(bytes)->tp_name);
  }
  Py_ssize_t size = PyBytes_GET_SIZE(bytes);
  PyObject *result = PyBytes_FromStringAndSize(NULL, size);
  if (!result) return NULL;
  for (Py_ssize_t i = 0; i < size; i++) {
    PyBytes_AS_STRING(result)[i] = PyBytes_AS_STRING(bytes)[size - 1 - i];
  }
  return result;
}

static PyObject *formatted(PyObject *UNUSED(self), PyObject *args) {
  const char *name;
  long number;
  PyObject *object;
  if (!PyArg_ParseTuple(args, "slO", &name, &number, &object)) return NULL;
  return PyUnicode_FromFormat("%s|%.2s|%5ld|%05ld|%lx|%c|%%|%S|%R|%A|%U|%V|%zd|%lld|%u", name, name, number, number,
                              (unsigned long)number, 'x', object, object, object, PyTuple_GET_ITEM(args, 0),
                              NULL, "fallback", (Py_ssize_t)number, (long long)number, (unsigned)number);
}

/* A directive that is not known ends the format: the rest is copied. */
static PyObject *formatted_unknown(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) {
  return PyUnicode_FromFormat("%d|%-5d|%s", 1, 2, "three");
}

/* The text, cut to the buffer, and the length that it would have had. */
static PyObject *printed(PyObject *UNUSED(self), PyObject *args) {
  const char *text;
  double number;
  if (!PyArg_ParseTuple(args, "sd", &text, &number)) return NULL;
  char buffer[24];
  int length = PyOS_snprintf(buffer, sizeof buffer, "%s=%.3f", text, number);
  return Py_BuildValue("(si)", buffer, length);
}

static PyObject *is_equal_to_ascii(PyObject *UNUSED(self), PyObject *args) {
  PyObject *text;
  const char *ascii;
  if (!PyArg_ParseTuple(args, "Us", &text, &ascii)) return NULL;
  return PyLong_FromLong(PyUnicode_CompareWithASCIIString(text, ascii));
}

PyMethodDef text_methods[] = {
    {"from_utf8", from_utf8, METH_VARARGS, NULL},
    {"from_c_string", from_c_string, METH_VARARGS, NULL},
    {"to_utf8", to_utf8, METH_O, NULL},
    {"utf8_length", utf8_length, METH_O, NULL},
    {"to_ascii", to_ascii, METH_O, NULL},
    {"concat", concat, METH_VARARGS, NULL},
    {"code_points", code_points, METH_O, NULL},
    {"is_interned_once", is_interned_once, METH_VARARGS, NULL},
    {"str_of", str_of, METH_O, NULL},
    {"reversed_bytes", reversed_bytes, METH_O, NULL},
    {"formatted", formatted, METH_VARARGS, NULL},
    {"formatted_unknown", formatted_unknown, METH_NOARGS, NULL},
    {"printed", printed, METH_VARARGS, NULL},
    {"is_equal_to_ascii", is_equal_to_ascii, METH_VARARGS, NULL},
    {0},
};
