/* What bytes and bytearray share besides their methods: construction, comparison, concatenation,
 * subscripts. */
#include "values.h"

PyObject *ambi_bytes_like(PyObject *like, const char *s, Py_ssize_t n) {
  return PyBytes_Check(like) ? PyBytes_FromStringAndSize(s, n)
                             : PyByteArray_FromStringAndSize(s, n);
}

int ambi_byte_value(PyObject *o) {
  int overflow = 0;
  PyObject *index = PyNumber_Index(o);
  if (!index) return -1;
  long v = PyLong_AsLongAndOverflow(index, &overflow);
  Py_DECREF(index);
  if (!overflow && v >= 0 && v < 256) return (int)v;
  PyErr_SetString(PyExc_ValueError, "byte must be in range(0, 256)");
  return -1;
}

/* ---- from objects ---------------------------------------------------------------------------- */

static PyObject *from_iterable(PyObject *o, const char *range_error) {
  PyObject *it = PyObject_GetIter(o), *r = NULL;
  if (!it) return NULL;
  char *data = NULL;
  Py_ssize_t n = 0, capacity = 0;
  for (PyObject *item; (item = PyIter_Next(it)); n++) {
    PyObject *index = PyNumber_Index(item);
    Py_DECREF(item);
    int overflow = 0;
    long v = index ? PyLong_AsLongAndOverflow(index, &overflow) : -1;
    Py_XDECREF(index);
    if (index && (overflow || v < 0 || v > 255)) PyErr_SetString(PyExc_ValueError, range_error);
    if (PyErr_Occurred()) goto done;
    if (n == capacity) {
      capacity = capacity * 2 + 64;
      char *larger = PyMem_Realloc(data, (size_t)capacity);
      if (!larger) {
        PyErr_NoMemory();
        goto done;
      }
      data = larger;
    }
    data[n] = (char)v;
  }
  if (!PyErr_Occurred()) r = PyBytes_FromStringAndSize(data, n);
done:
  PyMem_Free(data);
  Py_DECREF(it);
  return r;
}

static PyObject *from_buffer(PyObject *o) {
  Py_buffer view;
  const int full_read_only =
      0x0100 | 0x0018 | 0x0004; /* PyBUF_FULL_RO: indirect, strides, format */
  if (PyObject_GetBuffer(o, &view, full_read_only) < 0) return NULL;
  PyObject *r = PyBytes_FromStringAndSize(NULL, view.len);
  if (r && view.len && PyBuffer_ToContiguous(PyBytes_AS_STRING(r), &view, view.len, 'C') < 0)
    Py_CLEAR(r);
  PyBuffer_Release(&view);
  return r;
}

PyObject *ambi_bytes_from_object(PyObject *o, const char *to) {
  if (PyObject_CheckBuffer(o)) return from_buffer(o);
  if (!PyUnicode_Check(o)) {
    PyObject *r = from_iterable(o, strcmp(to, "bytes") == 0 ? "bytes must be in range(0, 256)"
                                                            : "byte must be in range(0, 256)");
    /* What is no iterable gets a message of its own. */
    if (r || !PyErr_ExceptionMatches(PyExc_TypeError) || Py_TYPE(o)->tp_iter || PySequence_Check(o))
      return r;
  }
  return ambi_raise(PyExc_TypeError, "cannot convert '%.200s' object to %s", Py_TYPE(o)->tp_name,
                    to);
}

AMBI_EXPORT PyObject *PyBytes_FromObject(PyObject *o) {
  if (!o) {
    PyErr_BadInternalCall();
    return NULL;
  }
  return PyBytes_CheckExact(o) ? AMBI_NEWREF(o) : ambi_bytes_from_object(o, "bytes");
}

static PyObject *zeros(PyObject *count) {
  Py_ssize_t n = PyNumber_AsSsize_t(count, PyExc_OverflowError);
  if (n == -1 && PyErr_Occurred()) return NULL;
  if (n < 0) return ambi_raise(PyExc_ValueError, "negative count");
  if (n == 1) return PyBytes_FromStringAndSize("", 1);
  PyObject *r = PyBytes_FromStringAndSize(NULL, n);
  if (r) memset(PyBytes_AS_STRING(r), 0, (size_t)n);
  return r;
}

PyObject *ambi_bytes_from_arguments(PyObject *args, PyObject *kwargs, const char *function,
                                    const char *to) {
  static char *names[] = {"source", "encoding", "errors", NULL};
  PyObject *x = NULL, *encoding_str = NULL, *errors_str = NULL;
  const char *encoding, *errors;
  char format[24];
  snprintf(format, sizeof format, "|OOO:%s", function);
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, format, names, &x, &encoding_str, &errors_str) ||
      ambi_codec_arguments(function, encoding_str, errors_str, &encoding, &errors) < 0) {
    return NULL;
  }
  if (encoding || errors) {
    if (!x || !PyUnicode_Check(x)) {
      return ambi_raise(PyExc_TypeError, encoding ? "encoding without a string argument"
                                                  : "errors without a string argument");
    }
    if (!encoding) return ambi_raise(PyExc_TypeError, "string argument without an encoding");
    return PyUnicode_AsEncodedString(x, encoding, errors);
  }
  if (!x) return PyBytes_FromStringAndSize(NULL, 0);
  PyObject *method =
      strcmp(to, "bytes") == 0 ? _PyType_Lookup(Py_TYPE(x), AMBI_ID("__bytes__")) : NULL;
  if (method) {
    PyObject *r = PyObject_CallOneArg(method, x);
    if (r && !PyBytes_Check(r)) {
      PyErr_Format(PyExc_TypeError, "__bytes__ returned non-bytes (type %.200s)",
                   Py_TYPE(r)->tp_name);
      Py_CLEAR(r);
    }
    return r;
  }
  if (PyUnicode_Check(x)) return ambi_raise(PyExc_TypeError, "string argument without an encoding");
  if (PyIndex_Check(x)) {
    PyObject *r = zeros(x);
    if (r || !PyErr_ExceptionMatches(PyExc_TypeError)) return r;
    PyErr_Clear();
  }
  return PyBytes_CheckExact(x) ? AMBI_NEWREF(x) : ambi_bytes_from_object(x, to);
}

/* ---- comparison, containment ----------------------------------------------------------------- */

PyObject *ambi_bytes_compare(PyObject *a, PyObject *b, int op) {
  Py_buffer x, y;
  if (!PyObject_CheckBuffer(a) || !PyObject_CheckBuffer(b) || PyObject_GetBuffer(a, &x, 0) < 0) {
    PyErr_Clear();
    Py_RETURN_NOTIMPLEMENTED;
  }
  if (PyObject_GetBuffer(b, &y, 0) < 0) {
    PyErr_Clear();
    PyBuffer_Release(&x);
    Py_RETURN_NOTIMPLEMENTED;
  }
  Py_ssize_t shorter = x.len < y.len ? x.len : y.len;
  int order = shorter ? memcmp(x.buf, y.buf, (size_t)shorter) : 0;
  if (order == 0) order = x.len < y.len ? -1 : x.len > y.len;
  PyBuffer_Release(&x);
  PyBuffer_Release(&y);
  return PyBool_FromLong(AMBI_COMPARE(order, 0, op));
}

static bool contains(const char *s, Py_ssize_t n, const char *needle, Py_ssize_t m) {
  if (m == 0) return true;
  for (const char *p = s; n - (p - s) >= m; p++) {
    p = memchr(p, needle[0], (size_t)(n - (p - s) - m + 1));
    if (!p) return false;
    if (memcmp(p, needle, (size_t)m) == 0) return true;
  }
  return false;
}

int ambi_bytes_contains(PyObject *self, PyObject *arg) {
  if (PyIndex_Check(arg)) {
    int value = ambi_byte_value(arg);
    if (value < 0) return -1;
    return Py_SIZE(self) && memchr(ambi_bytes_data(self), value, (size_t)Py_SIZE(self)) != NULL;
  }
  Py_buffer view;
  if (PyObject_GetBuffer(arg, &view, 0) < 0) return -1;
  bool found = contains(ambi_bytes_data(self), Py_SIZE(self), view.buf, view.len);
  PyBuffer_Release(&view);
  return found;
}

/* ---- concatenation, subscripts --------------------------------------------------------------- */

/* The result is a bytearray where the left side is one. */
PyObject *ambi_bytes_concat(PyObject *a, PyObject *b) {
  Py_buffer x, y;
  if (!PyObject_CheckBuffer(a) || !PyObject_CheckBuffer(b) || PyObject_GetBuffer(a, &x, 0) < 0) {
    return ambi_raise(PyExc_TypeError, "can't concat %.100s to %.100s", Py_TYPE(b)->tp_name,
                      Py_TYPE(a)->tp_name);
  }
  if (PyObject_GetBuffer(b, &y, 0) < 0) {
    PyBuffer_Release(&x);
    return ambi_raise(PyExc_TypeError, "can't concat %.100s to %.100s", Py_TYPE(b)->tp_name,
                      Py_TYPE(a)->tp_name);
  }
  PyObject *r = NULL;
  if (x.len > PY_SSIZE_T_MAX - y.len) {
    PyErr_NoMemory();
  } else if (y.len == 0 && PyBytes_CheckExact(a)) {
    r = AMBI_NEWREF(a);
  } else if (x.len == 0 && PyBytes_CheckExact(a) && PyBytes_CheckExact(b)) {
    r = AMBI_NEWREF(b);
  } else if ((r = PyByteArray_Check(a) ? PyByteArray_FromStringAndSize(NULL, x.len + y.len)
                                       : PyBytes_FromStringAndSize(NULL, x.len + y.len))) {
    if (x.len) memcpy(ambi_bytes_data(r), x.buf, (size_t)x.len);
    if (y.len) memcpy(ambi_bytes_data(r) + x.len, y.buf, (size_t)y.len);
  }
  PyBuffer_Release(&x);
  PyBuffer_Release(&y);
  return r;
}

PyObject *ambi_bytes_subscript(PyObject *self, PyObject *key) {
  Py_ssize_t n = Py_SIZE(self), start, stop, step;
  bool array = PyByteArray_Check(self);
  if (PyIndex_Check(key)) {
    Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred()) return NULL;
    if (i < 0) i += n;
    if (i < 0 || i >= n) {
      return ambi_raise(PyExc_IndexError,
                        array ? "bytearray index out of range" : "index out of range");
    }
    return PyLong_FromLong((unsigned char)ambi_bytes_data(self)[i]);
  }
  if (!PySlice_Check(key)) {
    return ambi_raise(PyExc_TypeError, "%s indices must be integers or slices, not %.200s",
                      array ? "bytearray" : "byte", Py_TYPE(key)->tp_name);
  }
  if (PySlice_Unpack(key, &start, &stop, &step) < 0) return NULL;
  Py_ssize_t length = PySlice_AdjustIndices(n, &start, &stop, step);
  if (step == 1 && length == n && PyBytes_CheckExact(self)) return AMBI_NEWREF(self);
  if (length <= 0) return ambi_bytes_like(self, NULL, 0);
  if (step == 1 || length == 1) return ambi_bytes_like(self, ambi_bytes_data(self) + start, length);
  PyObject *r = ambi_bytes_like(self, NULL, length);
  for (Py_ssize_t i = 0; r && i < length; i++)
    ambi_bytes_data(r)[i] = ambi_bytes_data(self)[start + i * step];
  return r;
}
