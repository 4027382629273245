/* str: encode, strip, padding, expandtabs, translate; and the table of all its methods. */
#include "unicode_methods.h"

static PyObject *str_encode(PyObject *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"encoding", "errors", NULL};
  PyObject *encoding_str = NULL, *errors_str = NULL;
  const char *encoding, *errors;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|OO:encode", names, &encoding_str, &errors_str) ||
      ambi_codec_arguments("encode", encoding_str, errors_str, &encoding, &errors) < 0) {
    return NULL;
  }
  return PyUnicode_AsEncodedString(self, encoding, errors);
}

/* ---- strip ----------------------------------------------------------------------------------- */

static PyObject *strip(PyObject *s, PyObject *args, const char *name, bool left, bool right) {
  PyObject *chars = Py_None;
  if (!PyArg_UnpackTuple(args, name, 0, 1, &chars)) return NULL;
  if (chars != Py_None && !PyUnicode_Check(chars)) {
    return ambi_raise(PyExc_TypeError, "%s arg must be None or str", name);
  }
  Py_ssize_t start = 0, end = PyUnicode_GET_LENGTH(s);
#define GOES(i)                                                      \
  (chars == Py_None ? _PyUnicode_IsWhitespace(ambi_unicode_at(s, i)) \
                    : PyUnicode_FindChar(chars, ambi_unicode_at(s, i), 0, PY_SSIZE_T_MAX, 1) >= 0)
  while (left && start < end && GOES(start)) start++;
  while (right && end > start && GOES(end - 1)) end--;
#undef GOES
  return PyUnicode_Substring(s, start, end);
}

static PyObject *str_strip(PyObject *self, PyObject *args) {
  return strip(self, args, "strip", true, true);
}
static PyObject *str_lstrip(PyObject *self, PyObject *args) {
  return strip(self, args, "lstrip", true, false);
}
static PyObject *str_rstrip(PyObject *self, PyObject *args) {
  return strip(self, args, "rstrip", false, true);
}

/* ---- padding --------------------------------------------------------------------------------- */

static PyObject *pad(PyObject *s, Py_ssize_t left, Py_ssize_t right, Py_UCS4 fill) {
  if (left <= 0 && right <= 0) return PyUnicode_FromObject(s);
  ambi_writer text = {0};
  if (ambi_writer_fill(&text, fill, left) < 0 || ambi_writer_all(&text, s) < 0 ||
      ambi_writer_fill(&text, fill, right) < 0) {
    ambi_writer_discard(&text);
    return NULL;
  }
  return ambi_writer_finish(&text);
}

static int parse_pad(PyObject *args, const char *name, Py_ssize_t *width, Py_UCS4 *fill) {
  char format[16];
  snprintf(format, sizeof format, "n|O:%s", name);
  PyObject *character = NULL;
  *fill = ' ';
  if (!PyArg_ParseTuple(args, format, width, &character)) return -1;
  if (!character) return 0;
  if (!PyUnicode_Check(character)) {
    PyErr_Format(PyExc_TypeError, "The fill character must be a unicode character, not %.100s",
                 Py_TYPE(character)->tp_name);
    return -1;
  }
  if (PyUnicode_GET_LENGTH(character) != 1) {
    PyErr_SetString(PyExc_TypeError, "The fill character must be exactly one character long");
    return -1;
  }
  *fill = ambi_unicode_at(character, 0);
  return 0;
}

static PyObject *str_ljust(PyObject *self, PyObject *args) {
  Py_ssize_t width;
  Py_UCS4 fill;
  if (parse_pad(args, "ljust", &width, &fill) < 0) return NULL;
  Py_ssize_t n = PyUnicode_GET_LENGTH(self);
  return pad(self, 0, width > n ? width - n : 0, fill);
}

static PyObject *str_rjust(PyObject *self, PyObject *args) {
  Py_ssize_t width;
  Py_UCS4 fill;
  if (parse_pad(args, "rjust", &width, &fill) < 0) return NULL;
  Py_ssize_t n = PyUnicode_GET_LENGTH(self);
  return pad(self, width > n ? width - n : 0, 0, fill);
}

static PyObject *str_center(PyObject *self, PyObject *args) {
  Py_ssize_t width;
  Py_UCS4 fill;
  if (parse_pad(args, "center", &width, &fill) < 0) return NULL;
  Py_ssize_t margin = width - PyUnicode_GET_LENGTH(self);
  if (margin <= 0) return PyUnicode_FromObject(self);
  /* An odd one goes to the left where the width is odd. */
  Py_ssize_t left = margin / 2 + (margin & width & 1);
  return pad(self, left, margin - left, fill);
}

static PyObject *str_zfill(PyObject *self, PyObject *arg) {
  Py_ssize_t width = PyNumber_AsSsize_t(arg, PyExc_OverflowError), n = PyUnicode_GET_LENGTH(self);
  if (width == -1 && PyErr_Occurred()) return NULL;
  if (width <= n) return PyUnicode_FromObject(self);
  Py_UCS4 sign = n ? ambi_unicode_at(self, 0) : 0;
  bool is_signed = sign == '+' || sign == '-';
  ambi_writer text = {0};
  if ((is_signed && ambi_writer_char(&text, sign) < 0) ||
      ambi_writer_fill(&text, '0', width - n) < 0 ||
      ambi_writer_slice(&text, self, is_signed, n) < 0) {
    ambi_writer_discard(&text);
    return NULL;
  }
  return ambi_writer_finish(&text);
}

static PyObject *str_expandtabs(PyObject *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"tabsize", NULL};
  int size = 8;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|i:expandtabs", names, &size)) return NULL;
  ambi_writer text = {0};
  Py_ssize_t column = 0;
  for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(self); i++) {
    Py_UCS4 ch = ambi_unicode_at(self, i);
    Py_ssize_t width = ch != '\t' ? 1 : size > 0 ? size - column % size : 0;
    if (ambi_writer_fill(&text, ch == '\t' ? ' ' : ch, width) < 0) {
      ambi_writer_discard(&text);
      return NULL;
    }
    column = ch == '\n' || ch == '\r' ? 0 : column + width;
  }
  return ambi_writer_finish(&text);
}

/* ---- translate ------------------------------------------------------------------------------- */

static int add_translated(ambi_writer *text, Py_UCS4 ch, PyObject *table) {
  PyObject *key = PyLong_FromLong((long)ch);
  PyObject *to = key ? PyObject_GetItem(table, key) : NULL;
  Py_XDECREF(key);
  int status = -1;
  if (!to) {
    if (!PyErr_ExceptionMatches(PyExc_LookupError)) return -1;
    PyErr_Clear();
    return ambi_writer_char(text, ch);
  }
  if (to == Py_None) {
    status = 0;
  } else if (PyLong_Check(to)) {
    int overflow;
    long point = PyLong_AsLongAndOverflow(to, &overflow);
    if (overflow || point < 0 || point > 0x10ffff) {
      PyErr_SetString(PyExc_ValueError, "character mapping must be in range(0x110000)");
    } else {
      status = ambi_writer_char(text, (Py_UCS4)point);
    }
  } else if (PyUnicode_Check(to)) {
    status = ambi_writer_all(text, to);
  } else {
    PyErr_SetString(PyExc_TypeError, "character mapping must return integer, None or str");
  }
  Py_DECREF(to);
  return status;
}

static PyObject *str_translate(PyObject *self, PyObject *table) {
  ambi_writer text = {0};
  for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(self); i++) {
    if (add_translated(&text, ambi_unicode_at(self, i), table) < 0) {
      ambi_writer_discard(&text);
      return NULL;
    }
  }
  return ambi_writer_finish(&text);
}

/* ---- the rest -------------------------------------------------------------------------------- */

static PyObject *str_join(PyObject *self, PyObject *iterable) {
  return PyUnicode_Join(self, iterable);
}

static PyObject *str_getnewargs(PyObject *self, PyObject *arg AMBI_UNUSED) {
  PyObject *copy = PyUnicode_FromKindAndData((int)PyUnicode_KIND(self), PyUnicode_DATA(self),
                                             PyUnicode_GET_LENGTH(self));
  PyObject *args = copy ? PyTuple_Pack(1, copy) : NULL;
  Py_XDECREF(copy);
  return args;
}

static PyObject *str_format_map(PyObject *self, PyObject *mapping) {
  return ambi_unicode_do_format(self, NULL, mapping);
}

#define TEXT(name) {#name, ambi_str_##name, METH_NOARGS, NULL}

PyMethodDef ambi_unicode_methods[] = {
    {"encode", KEYWORDS(str_encode), METH_VARARGS | METH_KEYWORDS, NULL},
    {"replace", ambi_str_replace, METH_VARARGS, NULL},
    {"split", KEYWORDS(ambi_str_split), METH_VARARGS | METH_KEYWORDS, NULL},
    {"rsplit", KEYWORDS(ambi_str_rsplit), METH_VARARGS | METH_KEYWORDS, NULL},
    {"splitlines", KEYWORDS(ambi_str_splitlines), METH_VARARGS | METH_KEYWORDS, NULL},
    {"join", str_join, METH_O, NULL},
    {"partition", ambi_str_partition, METH_O, NULL},
    {"rpartition", ambi_str_rpartition, METH_O, NULL},
    {"find", ambi_str_find, METH_VARARGS, NULL},
    {"rfind", ambi_str_rfind, METH_VARARGS, NULL},
    {"index", ambi_str_index, METH_VARARGS, NULL},
    {"rindex", ambi_str_rindex, METH_VARARGS, NULL},
    {"count", ambi_str_count, METH_VARARGS, NULL},
    {"startswith", ambi_str_startswith, METH_VARARGS, NULL},
    {"endswith", ambi_str_endswith, METH_VARARGS, NULL},
    {"removeprefix", ambi_str_removeprefix, METH_O, NULL},
    {"removesuffix", ambi_str_removesuffix, METH_O, NULL},
    {"strip", str_strip, METH_VARARGS, NULL},
    {"lstrip", str_lstrip, METH_VARARGS, NULL},
    {"rstrip", str_rstrip, METH_VARARGS, NULL},
    {"ljust", str_ljust, METH_VARARGS, NULL},
    {"rjust", str_rjust, METH_VARARGS, NULL},
    {"center", str_center, METH_VARARGS, NULL},
    {"zfill", str_zfill, METH_O, NULL},
    {"expandtabs", KEYWORDS(str_expandtabs), METH_VARARGS | METH_KEYWORDS, NULL},
    {"translate", str_translate, METH_O, NULL},
    TEXT(upper),
    TEXT(lower),
    TEXT(title),
    TEXT(capitalize),
    TEXT(swapcase),
    TEXT(isupper),
    TEXT(islower),
    TEXT(istitle),
    TEXT(isspace),
    TEXT(isalpha),
    TEXT(isalnum),
    TEXT(isdecimal),
    TEXT(isdigit),
    TEXT(isnumeric),
    TEXT(isascii),
    TEXT(isprintable),
    TEXT(isidentifier),
    {"format", KEYWORDS(ambi_unicode_do_format), METH_VARARGS | METH_KEYWORDS, NULL},
    {"format_map", str_format_map, METH_O, NULL},
    {"__format__", ambi_format_str, METH_O, NULL},
    {"__getnewargs__", str_getnewargs, METH_NOARGS, NULL},
    {0},
};
