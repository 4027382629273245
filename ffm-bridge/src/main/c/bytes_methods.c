/*
 * The methods that bytes and bytearray share. Searching, replacing, splitting at a separator and
 * padding are the same on bytes as on their Latin-1 text, so those go through str; what looks at
 * classes of characters (case, white space, line breaks) knows ASCII only here, and stands on its
 * own.
 */
#include "unicode_methods.h"

#include <ctype.h>

/* ---- through str ----------------------------------------------------------------------------- */

static PyObject *to_text(PyObject *o) {
  if (!PyObject_CheckBuffer(o)) {
    return ambi_raise(PyExc_TypeError, "a bytes-like object is required, not '%.100s'",
                      Py_TYPE(o)->tp_name);
  }
  Py_buffer view;
  if (PyObject_GetBuffer(o, &view, 0) < 0) return NULL;
  PyObject *text = PyUnicode_DecodeLatin1(view.buf, view.len, NULL);
  PyBuffer_Release(&view);
  return text;
}

/* Takes a str, or a tuple or list of them, and gives the same of bytes like `self`; other objects
 * pass. */
static PyObject *from_text(PyObject *self, PyObject *r) {
  if (!r) return NULL;
  PyObject *converted = r;
  if (PyUnicode_Check(r)) {
    /* CPython hands out the same object for unchanged bytes; to make that sure is not worth a
     * comparison. */
    converted = ambi_bytes_like(self, PyUnicode_DATA(r), PyUnicode_GET_LENGTH(r));
  } else if (PyTuple_Check(r)) {
    converted = PyTuple_New(PyTuple_GET_SIZE(r));
    for (Py_ssize_t i = 0; converted && i < PyTuple_GET_SIZE(r); i++) {
      PyObject *item = from_text(self, AMBI_NEWREF(PyTuple_GET_ITEM(r, i)));
      if (!item) {
        Py_CLEAR(converted);
      } else {
        PyTuple_SET_ITEM(converted, i, item);
      }
    }
  } else if (PyList_Check(r)) {
    converted = PyList_New(PyList_GET_SIZE(r));
    for (Py_ssize_t i = 0; converted && i < PyList_GET_SIZE(r); i++) {
      PyObject *item = from_text(self, AMBI_NEWREF(PyList_GET_ITEM(r, i)));
      if (!item) {
        Py_CLEAR(converted);
      } else {
        PyList_SET_ITEM(converted, i, item);
      }
    }
  } else {
    return r;
  }
  Py_DECREF(r);
  return converted;
}

/* Calls str's function on the text of self, with the first `count` arguments turned to text. */
static PyObject *through_text(PyObject *self, PyObject *args, Py_ssize_t count,
                              PyCFunction function) {
  PyObject *text = to_text(self), *converted = text ? PyTuple_New(PyTuple_GET_SIZE(args)) : NULL,
           *r = NULL;
  if (!converted) goto done;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    PyObject *arg = PyTuple_GET_ITEM(args, i);
    PyObject *item = i < count ? to_text(arg) : AMBI_NEWREF(arg);
    if (!item) goto done;
    PyTuple_SET_ITEM(converted, i, item);
  }
  r = from_text(self, function(text, converted));
done:
  Py_XDECREF(text);
  Py_XDECREF(converted);
  return r;
}

static PyObject *through_text_with(PyObject *self, PyObject *arg, PyCFunction function) {
  PyObject *text = to_text(self), *part = text ? to_text(arg) : NULL;
  PyObject *r = part ? from_text(self, function(text, part)) : NULL;
  Py_XDECREF(text);
  Py_XDECREF(part);
  return r;
}

/* find and its kin also take a single byte as an int. */
static PyObject *find(PyObject *self, PyObject *args, const char *name, PyCFunction function) {
  PyObject *sub;
  Py_ssize_t start, end;
  char format[16];
  snprintf(format, sizeof format, "O|OO:%s", name);
  if (ambi_parse_find(args, format, &sub, &start, &end) < 0) return NULL;
  PyObject *byte = NULL, *converted, *r = NULL;
  if (!PyObject_CheckBuffer(sub)) {
    if (!PyIndex_Check(sub)) {
      return ambi_raise(PyExc_TypeError,
                        "argument should be integer or bytes-like object, not '%.200s'",
                        Py_TYPE(sub)->tp_name);
    }
    int value = ambi_byte_value(sub);
    if (value < 0) return NULL;
    char c = (char)value;
    byte = PyBytes_FromStringAndSize(&c, 1);
  }
  converted = Py_BuildValue("(Onn)", byte ? byte : sub, start, end);
  if (converted) r = through_text(self, converted, 1, function);
  Py_XDECREF(converted);
  Py_XDECREF(byte);
  if (!r && PyErr_ExceptionMatches(PyExc_ValueError)) {
    PyErr_Clear();
    PyErr_SetString(PyExc_ValueError, "subsection not found");
  }
  return r;
}

#define FIND(name)                                                \
  static PyObject *bytes_##name(PyObject *self, PyObject *args) { \
    return find(self, args, #name, ambi_str_##name);              \
  }
FIND(find)
FIND(rfind)
FIND(index)
FIND(rindex)
FIND(count)

static PyObject *tail_match(PyObject *self, PyObject *args, const char *name,
                            PyCFunction function) {
  PyObject *sub;
  Py_ssize_t start, end;
  char format[24];
  snprintf(format, sizeof format, "O|OO:%s", name);
  if (ambi_parse_find(args, format, &sub, &start, &end) < 0) return NULL;
  bool tuple = PyTuple_Check(sub);
  if (!tuple && !PyObject_CheckBuffer(sub)) {
    return ambi_raise(PyExc_TypeError, "%s first arg must be bytes or a tuple of bytes, not %.100s",
                      name, Py_TYPE(sub)->tp_name);
  }
  for (Py_ssize_t i = 0; i < (tuple ? PyTuple_GET_SIZE(sub) : 1); i++) {
    PyObject *one = Py_BuildValue("(Onn)", tuple ? PyTuple_GET_ITEM(sub, i) : sub, start, end);
    PyObject *r = one ? through_text(self, one, 1, function) : NULL;
    Py_XDECREF(one);
    if (r != Py_False) return r;
    Py_DECREF(r);
  }
  Py_RETURN_FALSE;
}

static PyObject *bytes_startswith(PyObject *self, PyObject *args) {
  return tail_match(self, args, "startswith", ambi_str_startswith);
}
static PyObject *bytes_endswith(PyObject *self, PyObject *args) {
  return tail_match(self, args, "endswith", ambi_str_endswith);
}

static PyObject *bytes_replace(PyObject *self, PyObject *args) {
  return through_text(self, args, 2, ambi_str_replace);
}
static PyObject *bytes_partition(PyObject *self, PyObject *arg) {
  return through_text_with(self, arg, ambi_str_partition);
}
static PyObject *bytes_rpartition(PyObject *self, PyObject *arg) {
  return through_text_with(self, arg, ambi_str_rpartition);
}
static PyObject *bytes_removeprefix(PyObject *self, PyObject *arg) {
  return through_text_with(self, arg, ambi_str_removeprefix);
}
static PyObject *bytes_removesuffix(PyObject *self, PyObject *arg) {
  return through_text_with(self, arg, ambi_str_removesuffix);
}

static PyObject *bytes_join(PyObject *self, PyObject *iterable) {
  PyObject *r = _PyBytes_Join(self, iterable);
  if (r && PyByteArray_Check(self))
    Py_SETREF(r, PyByteArray_FromStringAndSize(PyBytes_AS_STRING(r), Py_SIZE(r)));
  return r;
}

/* ---- ASCII: white space, line breaks, case --------------------------------------------------- */

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
static bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_ascii_alpha(char c) { return is_ascii_upper(c) || is_ascii_lower(c); }

static int add_part(PyObject *list, PyObject *self, Py_ssize_t start, Py_ssize_t end) {
  PyObject *part = ambi_bytes_like(self, ambi_bytes_data(self) + start, end - start);
  int status = part ? PyList_Append(list, part) : -1;
  Py_XDECREF(part);
  return status;
}

static int split_space(PyObject *list, PyObject *self, Py_ssize_t most, bool from_right) {
  const char *s = ambi_bytes_data(self);
  Py_ssize_t start = 0, end = Py_SIZE(self);
  for (;; most--) {
    while (start < end && is_space(s[start])) start++;
    while (from_right && start < end && is_space(s[end - 1])) end--;
    if (start == end) return 0;
    if (most == 0) return add_part(list, self, from_right ? 0 : start, end);
    Py_ssize_t at = from_right ? end : start;
    if (from_right) {
      while (at > start && !is_space(s[at - 1])) at--;
      if (add_part(list, self, at, end) < 0) return -1;
      end = at;
    } else {
      while (at < end && !is_space(s[at])) at++;
      if (add_part(list, self, start, at) < 0) return -1;
      start = at;
    }
  }
}

static PyObject *split(PyObject *self, PyObject *args, PyObject *kwargs, bool from_right) {
  static char *names[] = {"sep", "maxsplit", NULL};
  PyObject *sep = Py_None;
  Py_ssize_t most = -1;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, from_right ? "|On:rsplit" : "|On:split", names,
                                   &sep, &most))
    return NULL;
  if (sep == Py_None) {
    PyObject *list = PyList_New(0);
    if (list &&
        (split_space(list, self, most, from_right) < 0 || (from_right && PyList_Reverse(list) < 0)))
      Py_CLEAR(list);
    return list;
  }
  PyObject *text = to_text(self), *separator = text ? to_text(sep) : NULL, *r = NULL;
  PyObject *arguments = separator ? Py_BuildValue("(On)", separator, most) : NULL;
  if (arguments) {
    r = from_text(self, from_right ? ambi_str_rsplit(text, arguments, NULL)
                                   : ambi_str_split(text, arguments, NULL));
  }
  Py_XDECREF(text);
  Py_XDECREF(separator);
  Py_XDECREF(arguments);
  return r;
}

static PyObject *bytes_split(PyObject *self, PyObject *args, PyObject *kwargs) {
  return split(self, args, kwargs, false);
}
static PyObject *bytes_rsplit(PyObject *self, PyObject *args, PyObject *kwargs) {
  return split(self, args, kwargs, true);
}

static PyObject *bytes_splitlines(PyObject *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"keepends", NULL};
  int keepends = 0;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|p:splitlines", names, &keepends)) return NULL;
  const char *s = ambi_bytes_data(self);
  PyObject *list = PyList_New(0);
  for (Py_ssize_t start = 0, n = Py_SIZE(self); list && start < n;) {
    Py_ssize_t end = start;
    while (end < n && s[end] != '\n' && s[end] != '\r') end++;
    Py_ssize_t next =
        end < n ? end + 1 + (s[end] == '\r' && end + 1 < n && s[end + 1] == '\n') : end;
    if (add_part(list, self, start, keepends ? next : end) < 0) Py_CLEAR(list);
    start = next;
  }
  return list;
}

static PyObject *strip(PyObject *self, PyObject *args, const char *name, bool left, bool right) {
  PyObject *chars = Py_None;
  Py_buffer view = {0};
  if (!PyArg_UnpackTuple(args, name, 0, 1, &chars)) return NULL;
  if (chars != Py_None) {
    if (!PyObject_CheckBuffer(chars)) {
      return ambi_raise(PyExc_TypeError, "a bytes-like object is required, not '%.100s'",
                        Py_TYPE(chars)->tp_name);
    }
    if (PyObject_GetBuffer(chars, &view, 0) < 0) return NULL;
  }
  const char *s = ambi_bytes_data(self);
  Py_ssize_t start = 0, end = Py_SIZE(self);
#define GOES(i)                      \
  (chars == Py_None ? is_space(s[i]) \
                    : view.len > 0 && memchr(view.buf, s[i], (size_t)view.len) != NULL)
  while (left && start < end && GOES(start)) start++;
  while (right && end > start && GOES(end - 1)) end--;
#undef GOES
  if (chars != Py_None) PyBuffer_Release(&view);
  if (start == 0 && end == Py_SIZE(self) && PyBytes_CheckExact(self)) return AMBI_NEWREF(self);
  return ambi_bytes_like(self, s + start, end - start);
}

static PyObject *bytes_strip(PyObject *self, PyObject *args) {
  return strip(self, args, "strip", true, true);
}
static PyObject *bytes_lstrip(PyObject *self, PyObject *args) {
  return strip(self, args, "lstrip", true, false);
}
static PyObject *bytes_rstrip(PyObject *self, PyObject *args) {
  return strip(self, args, "rstrip", false, true);
}

typedef enum { TO_UPPER, TO_LOWER, TO_SWAPPED, TO_TITLE, TO_CAPITALIZED } conversion;

static PyObject *convert(PyObject *self, conversion to) {
  Py_ssize_t n = Py_SIZE(self);
  PyObject *r = PyByteArray_FromStringAndSize(ambi_bytes_data(self), n);
  if (!r) return NULL;
  char *s = ambi_bytes_data(r);
  for (Py_ssize_t i = 0; i < n; i++) {
    bool first = to == TO_TITLE ? i == 0 || !is_ascii_alpha(s[i - 1]) : i == 0;
    bool up =
        to == TO_UPPER || (to == TO_SWAPPED && is_ascii_lower(s[i])) || (to >= TO_TITLE && first);
    if (is_ascii_alpha(s[i])) s[i] = (char)(up ? s[i] & ~0x20 : s[i] | 0x20);
  }
  if (PyBytes_Check(self)) Py_SETREF(r, PyBytes_FromStringAndSize(s, n));
  return r;
}

static PyObject *bytes_upper(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return convert(self, TO_UPPER);
}
static PyObject *bytes_lower(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return convert(self, TO_LOWER);
}
static PyObject *bytes_swapcase(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return convert(self, TO_SWAPPED);
}
static PyObject *bytes_title(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return convert(self, TO_TITLE);
}
static PyObject *bytes_capitalize(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return convert(self, TO_CAPITALIZED);
}

#define ALL_ARE(name, condition, of_empty)                                   \
  static PyObject *bytes_##name(PyObject *self, PyObject *arg AMBI_UNUSED) { \
    const char *s = ambi_bytes_data(self);                                   \
    for (Py_ssize_t i = 0; i < Py_SIZE(self); i++) {                         \
      char c = s[i];                                                         \
      if (!(condition)) Py_RETURN_FALSE;                                     \
    }                                                                        \
    return PyBool_FromLong(Py_SIZE(self) > 0 || of_empty);                   \
  }
ALL_ARE(isspace, is_space(c), false)
ALL_ARE(isdigit, is_ascii_digit(c), false)
ALL_ARE(isalpha, is_ascii_alpha(c), false)
ALL_ARE(isalnum, is_ascii_alpha(c) || is_ascii_digit(c), false)
ALL_ARE(isascii, !((unsigned char)c & 0x80), true)

static PyObject *is_of_case(PyObject *self, bool upper) {
  const char *s = ambi_bytes_data(self);
  bool found = false;
  for (Py_ssize_t i = 0; i < Py_SIZE(self); i++) {
    if (upper ? is_ascii_lower(s[i]) : is_ascii_upper(s[i])) Py_RETURN_FALSE;
    found |= is_ascii_alpha(s[i]);
  }
  return PyBool_FromLong(found);
}

static PyObject *bytes_isupper(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return is_of_case(self, true);
}
static PyObject *bytes_islower(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return is_of_case(self, false);
}

/* ---- text ------------------------------------------------------------------------------------ */

static PyObject *bytes_decode(PyObject *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"encoding", "errors", NULL};
  PyObject *encoding_str = NULL, *errors_str = NULL;
  const char *encoding, *errors;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|OO:decode", names, &encoding_str, &errors_str) ||
      ambi_codec_arguments("decode", encoding_str, errors_str, &encoding, &errors) < 0) {
    return NULL;
  }
  return PyUnicode_FromEncodedObject(self, encoding, errors);
}

/* bytes.hex([sep[, bytes_per_sep]]): groups are counted from the right, from the left where the
 * number is negative. */
static PyObject *bytes_hex(PyObject *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"sep", "bytes_per_sep", NULL};
  PyObject *sep = NULL;
  int group = 1;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|Oi:hex", names, &sep, &group)) return NULL;
  char separator = 0;
  if (sep) {
    Py_ssize_t length = PyUnicode_Check(sep) ? PyUnicode_GET_LENGTH(sep)
                        : PyBytes_Check(sep) ? Py_SIZE(sep)
                                             : -1;
    if (length < 0) return ambi_raise(PyExc_TypeError, "sep must be str or bytes.");
    if (length != 1) return ambi_raise(PyExc_ValueError, "sep must be length 1.");
    Py_UCS4 ch =
        PyUnicode_Check(sep) ? ambi_unicode_at(sep, 0) : (unsigned char)PyBytes_AS_STRING(sep)[0];
    if (ch > 0x7f) return ambi_raise(PyExc_ValueError, "sep must be ASCII.");
    separator = (char)ch;
  }
  Py_ssize_t n = Py_SIZE(self), size = group < 0 ? -(Py_ssize_t)group : group;
  ambi_writer text = {0};
  for (Py_ssize_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)ambi_bytes_data(self)[i];
    char out[3] = {separator, "0123456789abcdef"[c >> 4], "0123456789abcdef"[c & 15]};
    bool border = sep && size && i && (group > 0 ? (n - i) % size == 0 : i % size == 0);
    if (ambi_writer_ascii(&text, border ? out : out + 1, border ? 3 : 2) < 0) {
      ambi_writer_discard(&text);
      return NULL;
    }
  }
  return ambi_writer_finish(&text);
}

static PyObject *bytes_fromhex(PyObject *type, PyObject *arg) {
  if (!PyUnicode_Check(arg)) {
    return ambi_raise(PyExc_TypeError, "fromhex() argument must be str, not %.200s",
                      Py_TYPE(arg)->tp_name);
  }
  Py_ssize_t n = PyUnicode_GET_LENGTH(arg), length = 0;
  char *data = PyMem_Malloc((size_t)n + 1);
  if (!data) return PyErr_NoMemory();
  PyObject *r = NULL;
  for (Py_ssize_t i = 0; i < n; i++) {
    Py_UCS4 ch = ambi_unicode_at(arg, i);
    if (ch < 128 && is_space((char)ch)) continue;
    int value = 0;
    for (Py_ssize_t j = i; j < i + 2; j++) {
      ch = j < n ? ambi_unicode_at(arg, j) : 0;
      if (ch > 127 || !isxdigit((int)ch)) {
        PyErr_Format(PyExc_ValueError,
                     "non-hexadecimal number found in fromhex() arg at position %zd", j);
        goto done;
      }
      value = value << 4 | (ch <= '9' ? (int)ch - '0' : ((int)ch | 0x20) - 'a' + 10);
    }
    data[length++] = (char)value;
    i++;
  }
  bool array = PyType_IsSubtype((PyTypeObject *)type, &PyByteArray_Type);
  r = array ? PyByteArray_FromStringAndSize(data, length) : PyBytes_FromStringAndSize(data, length);
  if (r && type != (PyObject *)Py_TYPE(r)) Py_SETREF(r, PyObject_CallOneArg(type, r));
done:
  PyMem_Free(data);
  return r;
}

static PyObject *bytes_getnewargs(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return Py_BuildValue("(N)", PyBytes_FromStringAndSize(ambi_bytes_data(self), Py_SIZE(self)));
}

#define ASCII(name) {#name, bytes_##name, METH_NOARGS, NULL}

PyMethodDef ambi_bytes_methods[] = {
    {"decode", KEYWORDS(bytes_decode), METH_VARARGS | METH_KEYWORDS, NULL},
    {"hex", KEYWORDS(bytes_hex), METH_VARARGS | METH_KEYWORDS, NULL},
    {"fromhex", bytes_fromhex, METH_O | METH_CLASS, NULL},
    {"find", bytes_find, METH_VARARGS, NULL},
    {"rfind", bytes_rfind, METH_VARARGS, NULL},
    {"index", bytes_index, METH_VARARGS, NULL},
    {"rindex", bytes_rindex, METH_VARARGS, NULL},
    {"count", bytes_count, METH_VARARGS, NULL},
    {"startswith", bytes_startswith, METH_VARARGS, NULL},
    {"endswith", bytes_endswith, METH_VARARGS, NULL},
    {"replace", bytes_replace, METH_VARARGS, NULL},
    {"partition", bytes_partition, METH_O, NULL},
    {"rpartition", bytes_rpartition, METH_O, NULL},
    {"removeprefix", bytes_removeprefix, METH_O, NULL},
    {"removesuffix", bytes_removesuffix, METH_O, NULL},
    {"join", bytes_join, METH_O, NULL},
    {"split", KEYWORDS(bytes_split), METH_VARARGS | METH_KEYWORDS, NULL},
    {"rsplit", KEYWORDS(bytes_rsplit), METH_VARARGS | METH_KEYWORDS, NULL},
    {"splitlines", KEYWORDS(bytes_splitlines), METH_VARARGS | METH_KEYWORDS, NULL},
    {"strip", bytes_strip, METH_VARARGS, NULL},
    {"lstrip", bytes_lstrip, METH_VARARGS, NULL},
    {"rstrip", bytes_rstrip, METH_VARARGS, NULL},
    ASCII(upper),
    ASCII(lower),
    ASCII(swapcase),
    ASCII(title),
    ASCII(capitalize),
    ASCII(isspace),
    ASCII(isdigit),
    ASCII(isalpha),
    ASCII(isalnum),
    ASCII(isascii),
    ASCII(isupper),
    ASCII(islower),
    {"__getnewargs__", bytes_getnewargs, METH_NOARGS, NULL},
    {0},
};
