/* str: reading code points, copies for C, comparison, and search. */
#include "values.h"

/* ---- reading --------------------------------------------------------------------------------- */

AMBI_EXPORT Py_ssize_t PyUnicode_GetLength(PyObject *s) {
  if (PyUnicode_Check(s)) return PyUnicode_GET_LENGTH(s);
  PyErr_BadArgument();
  return -1;
}

AMBI_EXPORT Py_UCS4 PyUnicode_ReadChar(PyObject *s, Py_ssize_t i) {
  if (!PyUnicode_Check(s)) {
    PyErr_BadArgument();
  } else if (i < 0 || i >= PyUnicode_GET_LENGTH(s)) {
    PyErr_SetString(PyExc_IndexError, "string index out of range");
  } else {
    return ambi_unicode_at(s, i);
  }
  return (Py_UCS4)-1;
}

AMBI_EXPORT Py_UCS4 *PyUnicode_AsUCS4(PyObject *s, Py_UCS4 *buffer, Py_ssize_t size,
                                      int copy_null) {
  if (!buffer || size < 0) {
    PyErr_BadInternalCall();
    return NULL;
  }
  Py_ssize_t n = PyUnicode_GET_LENGTH(s);
  if (size < n + !!copy_null) {
    PyErr_SetString(PyExc_SystemError, "string is longer than the buffer");
    if (copy_null && size > 0) buffer[0] = 0;
    return NULL;
  }
  ambi_unicode_copy(4, buffer, PyUnicode_KIND(s), PyUnicode_DATA(s), n);
  if (copy_null) buffer[n] = 0;
  return buffer;
}

AMBI_EXPORT Py_UCS4 *PyUnicode_AsUCS4Copy(PyObject *s) {
  Py_ssize_t n = PyUnicode_GET_LENGTH(s);
  Py_UCS4 *copy = PyMem_Malloc(((size_t)n + 1) * sizeof *copy);
  if (!copy) {
    PyErr_NoMemory();
    return NULL;
  }
  return PyUnicode_AsUCS4(s, copy, n + 1, 1);
}

AMBI_EXPORT Py_ssize_t PyUnicode_AsWideChar(PyObject *s, wchar_t *w, Py_ssize_t size) {
  if (!s) {
    PyErr_BadInternalCall();
    return -1;
  }
  if (!PyUnicode_Check(s)) {
    PyErr_BadArgument();
    return -1;
  }
  Py_ssize_t n = PyUnicode_GET_LENGTH(s);
  if (!w) return n + 1;
  Py_ssize_t copied = size > n ? n : size;
  ambi_unicode_copy(sizeof(wchar_t), w, PyUnicode_KIND(s), PyUnicode_DATA(s), copied);
  if (size > n) w[n] = 0;
  return copied;
}

AMBI_EXPORT wchar_t *PyUnicode_AsWideCharString(PyObject *s, Py_ssize_t *size) {
  if (!s) {
    PyErr_BadInternalCall();
    return NULL;
  }
  if (!PyUnicode_Check(s)) {
    PyErr_BadArgument();
    return NULL;
  }
  Py_ssize_t n = PyUnicode_GET_LENGTH(s);
  if (!size && PyUnicode_FindChar(s, 0, 0, n, 1) >= 0) {
    PyErr_SetString(PyExc_ValueError, "embedded null character");
    return NULL;
  }
  wchar_t *w = PyMem_Malloc(((size_t)n + 1) * sizeof *w);
  if (!w) {
    PyErr_NoMemory();
    return NULL;
  }
  PyUnicode_AsWideChar(s, w, n + 1);
  if (size) *size = n;
  return w;
}

/* ---- comparison ------------------------------------------------------------------------------ */

static int compare(PyObject *a, PyObject *b) {
  if (a == b) return 0;
  Py_ssize_t n = PyUnicode_GET_LENGTH(a), m = PyUnicode_GET_LENGTH(b), shorter = n < m ? n : m;
  unsigned kind_a = PyUnicode_KIND(a), kind_b = PyUnicode_KIND(b);
  const void *data_a = PyUnicode_DATA(a), *data_b = PyUnicode_DATA(b);
  if (kind_a == 1 && kind_b == 1) {
    int order = memcmp(data_a, data_b, (size_t)shorter);
    if (order) return order < 0 ? -1 : 1;
  } else {
    for (Py_ssize_t i = 0; i < shorter; i++) {
      Py_UCS4 x = ambi_unicode_read(kind_a, data_a, i), y = ambi_unicode_read(kind_b, data_b, i);
      if (x != y) return x < y ? -1 : 1;
    }
  }
  return n < m ? -1 : n > m;
}

AMBI_EXPORT int PyUnicode_Compare(PyObject *a, PyObject *b) {
  if (PyUnicode_Check(a) && PyUnicode_Check(b)) return compare(a, b);
  PyErr_Format(PyExc_TypeError, "Can't compare %.100s and %.100s", Py_TYPE(a)->tp_name,
               Py_TYPE(b)->tp_name);
  return -1;
}

AMBI_EXPORT PyObject *PyUnicode_RichCompare(PyObject *a, PyObject *b, int op) {
  if (!PyUnicode_Check(a) || !PyUnicode_Check(b)) Py_RETURN_NOTIMPLEMENTED;
  if (op == Py_EQ || op == Py_NE) return PyBool_FromLong(ambi_unicode_equal(a, b) == (op == Py_EQ));
  int order = compare(a, b);
  return PyBool_FromLong(AMBI_COMPARE(order, 0, op));
}

/* The right side is Latin-1. */
AMBI_EXPORT int PyUnicode_CompareWithASCIIString(PyObject *s, const char *right) {
  Py_ssize_t n = PyUnicode_GET_LENGTH(s);
  for (Py_ssize_t i = 0; i < n; i++) {
    Py_UCS4 x = ambi_unicode_at(s, i), y = (unsigned char)right[i];
    if (x != y || !y) return x < y ? -1 : 1;
  }
  return right[n] ? -1 : 0;
}

AMBI_EXPORT int _PyUnicode_EqualToASCIIString(PyObject *s, const char *right) {
  size_t n = strlen(right);
  return PyUnicode_IS_ASCII(s) && (size_t)PyUnicode_GET_LENGTH(s) == n &&
         memcmp(PyUnicode_DATA(s), right, n) == 0;
}

/* ---- search ---------------------------------------------------------------------------------- */

static bool matches_at(PyObject *s, Py_ssize_t at, PyObject *needle) {
  Py_ssize_t m = PyUnicode_GET_LENGTH(needle);
  unsigned kind = PyUnicode_KIND(s), kind_needle = PyUnicode_KIND(needle);
  const void *data = PyUnicode_DATA(s), *wanted = PyUnicode_DATA(needle);
  if (kind == kind_needle)
    return memcmp((const char *)data + at * (Py_ssize_t)kind, wanted, (size_t)m * kind) == 0;
  for (Py_ssize_t i = 0; i < m; i++) {
    if (ambi_unicode_read(kind, data, at + i) != ambi_unicode_read(kind_needle, wanted, i))
      return false;
  }
  return true;
}

AMBI_EXPORT Py_ssize_t PyUnicode_FindChar(PyObject *s, Py_UCS4 ch, Py_ssize_t start, Py_ssize_t end,
                                          int direction) {
  if (start < 0 || end < 0) {
    PyErr_SetString(PyExc_IndexError, "string index out of range");
    return -2;
  }
  if (end > PyUnicode_GET_LENGTH(s)) end = PyUnicode_GET_LENGTH(s);
  if (start >= end) return -1;
  unsigned kind = PyUnicode_KIND(s);
  const void *data = PyUnicode_DATA(s);
  if (kind == 1 && direction > 0) {
    const char *at =
        ch > 0xff ? NULL : memchr((const char *)data + start, (int)ch, (size_t)(end - start));
    return at ? at - (const char *)data : -1;
  }
  if (direction > 0) {
    for (Py_ssize_t i = start; i < end; i++) {
      if (ambi_unicode_read(kind, data, i) == ch) return i;
    }
  } else {
    for (Py_ssize_t i = end; i-- > start;) {
      if (ambi_unicode_read(kind, data, i) == ch) return i;
    }
  }
  return -1;
}

Py_ssize_t ambi_unicode_search(PyObject *s, PyObject *needle, Py_ssize_t start, Py_ssize_t end,
                               int direction) {
  ambi_adjust_ends(&start, &end, PyUnicode_GET_LENGTH(s));
  Py_ssize_t m = PyUnicode_GET_LENGTH(needle);
  if (end - start < m) return -1;
  if (m == 0) return direction > 0 ? start : end;
  if (ambi_unicode_limit(needle) > ambi_unicode_limit(s)) return -1;
  Py_UCS4 first = ambi_unicode_at(needle, 0);
  if (direction > 0) {
    for (Py_ssize_t i = start; (i = PyUnicode_FindChar(s, first, i, end - m + 1, 1)) >= 0; i++) {
      if (matches_at(s, i, needle)) return i;
    }
  } else {
    for (Py_ssize_t i = end - m; i >= start; i--) {
      if (matches_at(s, i, needle)) return i;
    }
  }
  return -1;
}

AMBI_EXPORT Py_ssize_t PyUnicode_Find(PyObject *s, PyObject *needle, Py_ssize_t start,
                                      Py_ssize_t end, int direction) {
  if (ambi_unicode_check(s) < 0 || ambi_unicode_check(needle) < 0) return -2;
  return ambi_unicode_search(s, needle, start, end, direction);
}

AMBI_EXPORT Py_ssize_t PyUnicode_Count(PyObject *s, PyObject *needle, Py_ssize_t start,
                                       Py_ssize_t end) {
  if (ambi_unicode_check(s) < 0 || ambi_unicode_check(needle) < 0) return -1;
  ambi_adjust_ends(&start, &end, PyUnicode_GET_LENGTH(s));
  Py_ssize_t m = PyUnicode_GET_LENGTH(needle), count = 0;
  if (end - start < m) return 0;
  if (m == 0) return end - start + 1;
  for (Py_ssize_t i = start; (i = ambi_unicode_search(s, needle, i, end, 1)) >= 0; i += m) count++;
  return count;
}

AMBI_EXPORT Py_ssize_t PyUnicode_Tailmatch(PyObject *s, PyObject *part, Py_ssize_t start,
                                           Py_ssize_t end, int direction) {
  if (ambi_unicode_check(s) < 0 || ambi_unicode_check(part) < 0) return -1;
  ambi_adjust_ends(&start, &end, PyUnicode_GET_LENGTH(s));
  Py_ssize_t m = PyUnicode_GET_LENGTH(part);
  if (end - start < m) return 0;
  return m == 0 || matches_at(s, direction > 0 ? end - m : start, part);
}

AMBI_EXPORT int PyUnicode_Contains(PyObject *s, PyObject *needle) {
  if (!PyUnicode_Check(needle)) {
    PyErr_Format(PyExc_TypeError, "'in <string>' requires string as left operand, not %.100s",
                 Py_TYPE(needle)->tp_name);
    return -1;
  }
  if (ambi_unicode_check(s) < 0) return -1;
  return ambi_unicode_search(s, needle, 0, PY_SSIZE_T_MAX, 1) >= 0;
}
