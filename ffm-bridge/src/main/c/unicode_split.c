/* str: joining, splitting, partitioning, replacing. */
#include "unicode_ctype.h"
#include "unicode_methods.h"

AMBI_EXPORT PyObject *PyUnicode_Join(PyObject *separator, PyObject *seq) {
  PyObject *items = PySequence_Fast(seq, "can only join an iterable");
  if (!items) return NULL;
  bool list = PyList_Check(items);
  Py_ssize_t n = Py_SIZE(items), length = 0;
  Py_UCS4 max = 0x7f;
  PyObject *r = NULL, *only = NULL, *space = NULL;
#define ITEM(i) (list ? PyList_GET_ITEM(items, i) : PyTuple_GET_ITEM(items, i))
  if (n == 0) {
    r = ambi_unicode_empty();
    goto done;
  }
  if (n == 1 && PyUnicode_CheckExact(only = ITEM(0))) {
    r = AMBI_NEWREF(only);
    goto done;
  }
  if (!separator) {
    separator = space = ambi_unicode_char(' ');
  } else if (!PyUnicode_Check(separator)) {
    PyErr_Format(PyExc_TypeError, "separator: expected str instance, %.80s found",
                 Py_TYPE(separator)->tp_name);
    goto done;
  }
  if (n > 1) max = ambi_unicode_limit(separator);
  for (Py_ssize_t i = 0; i < n; i++) {
    PyObject *item = ITEM(i);
    if (!PyUnicode_Check(item)) {
      PyErr_Format(PyExc_TypeError, "sequence item %zd: expected str instance, %.80s found", i,
                   Py_TYPE(item)->tp_name);
      goto done;
    }
    Py_UCS4 limit = ambi_unicode_limit(item);
    if (limit > max) max = limit;
    if (__builtin_add_overflow(length, PyUnicode_GET_LENGTH(item), &length) ||
        (i && __builtin_add_overflow(length, PyUnicode_GET_LENGTH(separator), &length))) {
      PyErr_SetString(PyExc_OverflowError, "join() result is too long for a Python string");
      goto done;
    }
  }
  r = PyUnicode_New(length, max);
  for (Py_ssize_t i = 0, at = 0; r && length && i < n; i++) {
    if (i) {
      _PyUnicode_FastCopyCharacters(r, at, separator, 0, PyUnicode_GET_LENGTH(separator));
      at += PyUnicode_GET_LENGTH(separator);
    }
    _PyUnicode_FastCopyCharacters(r, at, ITEM(i), 0, PyUnicode_GET_LENGTH(ITEM(i)));
    at += PyUnicode_GET_LENGTH(ITEM(i));
  }
done:
  Py_XDECREF(space);
  Py_DECREF(items);
  return r;
#undef ITEM
}

/* Appends s[start:end); takes the list away on failure. */
static bool add_part(PyObject **list, PyObject *s, Py_ssize_t start, Py_ssize_t end) {
  PyObject *part = PyUnicode_Substring(s, start, end);
  int status = part ? PyList_Append(*list, part) : -1;
  Py_XDECREF(part);
  if (status == 0) return true;
  Py_CLEAR(*list);
  return false;
}

static PyObject *split_space(PyObject *s, Py_ssize_t most, bool from_right) {
  PyObject *list = PyList_New(0);
  Py_ssize_t n = PyUnicode_GET_LENGTH(s), start = 0, end = n;
#define SPACE(i) _PyUnicode_IsWhitespace(ambi_unicode_at(s, i))
  for (; list; most--) {
    while (start < end && SPACE(start)) start++;
    while (start < end && from_right && SPACE(end - 1)) end--;
    if (start == end) break;
    if (most == 0) {
      /* What is left keeps the white space at its far end. */
      add_part(&list, s, from_right ? 0 : start, end);
      break;
    }
    if (from_right) {
      Py_ssize_t at = end;
      while (at > start && !SPACE(at - 1)) at--;
      if (!add_part(&list, s, at, end)) break;
      end = at;
    } else {
      Py_ssize_t at = start;
      while (at < end && !SPACE(at)) at++;
      if (!add_part(&list, s, start, at)) break;
      start = at;
    }
  }
#undef SPACE
  return list;
}

static PyObject *split_separator(PyObject *s, PyObject *sep, Py_ssize_t most, bool from_right) {
  Py_ssize_t m = PyUnicode_GET_LENGTH(sep), start = 0, end = PyUnicode_GET_LENGTH(s);
  if (m == 0) return ambi_raise(PyExc_ValueError, "empty separator");
  PyObject *list = PyList_New(0);
  for (; list; most--) {
    Py_ssize_t at = most == 0 ? -1 : ambi_unicode_search(s, sep, start, end, from_right ? -1 : 1);
    if (at < 0) {
      add_part(&list, s, start, end);
      break;
    }
    if (from_right) {
      if (!add_part(&list, s, at + m, end)) break;
      end = at;
    } else {
      if (!add_part(&list, s, start, at)) break;
      start = at + m;
    }
  }
  return list;
}

/* sep is NULL for white space; most is negative for no limit. */
static PyObject *split(PyObject *s, PyObject *sep, Py_ssize_t most, bool from_right) {
  if (sep && !PyUnicode_Check(sep)) {
    return ambi_raise(PyExc_TypeError, "must be str or None, not %.100s", Py_TYPE(sep)->tp_name);
  }
  PyObject *list =
      sep ? split_separator(s, sep, most, from_right) : split_space(s, most, from_right);
  if (list && from_right && PyList_Reverse(list) < 0) Py_CLEAR(list);
  return list;
}

AMBI_EXPORT PyObject *PyUnicode_Split(PyObject *s, PyObject *sep, Py_ssize_t most) {
  if (ambi_unicode_check(s) < 0 || (sep && ambi_unicode_check(sep) < 0)) return NULL;
  return split(s, sep, most, false);
}

static PyObject *split_method(PyObject *self, PyObject *args, PyObject *kwargs, const char *format,
                              bool from_right) {
  static char *names[] = {"sep", "maxsplit", NULL};
  PyObject *sep = Py_None;
  Py_ssize_t most = -1;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, format, names, &sep, &most)) return NULL;
  return split(self, sep == Py_None ? NULL : sep, most, from_right);
}

PyObject *ambi_str_split(PyObject *self, PyObject *args, PyObject *kwargs) {
  return split_method(self, args, kwargs, "|On:split", false);
}

PyObject *ambi_str_rsplit(PyObject *self, PyObject *args, PyObject *kwargs) {
  return split_method(self, args, kwargs, "|On:rsplit", true);
}

AMBI_EXPORT PyObject *PyUnicode_Splitlines(PyObject *s, int keepends) {
  if (ambi_unicode_check(s) < 0) return NULL;
  PyObject *list = PyList_New(0);
  Py_ssize_t n = PyUnicode_GET_LENGTH(s);
  for (Py_ssize_t start = 0; list && start < n;) {
    Py_ssize_t end = start;
    while (end < n && !ambi_is_line_break(ambi_unicode_at(s, end))) end++;
    Py_ssize_t next = end;
    if (next < n)
      next +=
          ambi_unicode_at(s, next) == '\r' && next + 1 < n && ambi_unicode_at(s, next + 1) == '\n'
              ? 2
              : 1;
    add_part(&list, s, start, keepends ? next : end);
    start = next;
  }
  return list;
}

PyObject *ambi_str_splitlines(PyObject *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"keepends", NULL};
  int keepends = 0;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|p:splitlines", names, &keepends)) return NULL;
  return PyUnicode_Splitlines(self, keepends);
}

static PyObject *partition(PyObject *s, PyObject *sep, int direction) {
  if (ambi_unicode_check(sep) < 0) return NULL;
  Py_ssize_t n = PyUnicode_GET_LENGTH(s), m = PyUnicode_GET_LENGTH(sep);
  if (m == 0) return ambi_raise(PyExc_ValueError, "empty separator");
  Py_ssize_t at = ambi_unicode_search(s, sep, 0, n, direction);
  Py_ssize_t first_end = at >= 0         ? at
                         : direction > 0 ? n
                                         : 0,
             last_start = at >= 0         ? at + m
                          : direction > 0 ? n
                                          : 0;
  PyObject *first = PyUnicode_Substring(s, 0, first_end),
           *last = PyUnicode_Substring(s, last_start, n);
  PyObject *middle = at >= 0 ? AMBI_NEWREF(sep) : ambi_unicode_empty();
  PyObject *r = first && last ? PyTuple_Pack(3, first, middle, last) : NULL;
  Py_XDECREF(first);
  Py_XDECREF(last);
  Py_DECREF(middle);
  return r;
}

PyObject *ambi_str_partition(PyObject *self, PyObject *arg) { return partition(self, arg, 1); }
PyObject *ambi_str_rpartition(PyObject *self, PyObject *arg) { return partition(self, arg, -1); }

static PyObject *replace(PyObject *s, PyObject *from, PyObject *to, Py_ssize_t most) {
  Py_ssize_t n = PyUnicode_GET_LENGTH(s), m = PyUnicode_GET_LENGTH(from), at = 0, hit;
  if (most < 0) most = PY_SSIZE_T_MAX;
  if (most == 0 || (hit = ambi_unicode_search(s, from, 0, n, 1)) < 0)
    return PyUnicode_FromObject(s);
  ambi_writer text = {0};
  for (; most > 0 && hit >= 0; most--) {
    if (ambi_writer_slice(&text, s, at, hit) < 0 || ambi_writer_all(&text, to) < 0) goto failed;
    at = hit + m;
    if (m == 0) {
      /* The empty string stands before each character and at the end. */
      if (at == n) break;
      if (ambi_writer_slice(&text, s, at, at + 1) < 0) goto failed;
      hit = ++at;
    } else {
      hit = ambi_unicode_search(s, from, at, n, 1);
    }
  }
  if (ambi_writer_slice(&text, s, at, n) < 0) goto failed;
  return ambi_writer_finish(&text);
failed:
  ambi_writer_discard(&text);
  return NULL;
}

AMBI_EXPORT PyObject *PyUnicode_Replace(PyObject *s, PyObject *from, PyObject *to,
                                        Py_ssize_t most) {
  if (ambi_unicode_check(s) < 0 || ambi_unicode_check(from) < 0 || ambi_unicode_check(to) < 0)
    return NULL;
  return replace(s, from, to, most);
}

PyObject *ambi_str_replace(PyObject *self, PyObject *args) {
  PyObject *from, *to;
  Py_ssize_t most = -1;
  if (!PyArg_ParseTuple(args, "UU|n:replace", &from, &to, &most)) return NULL;
  return replace(self, from, to, most);
}
