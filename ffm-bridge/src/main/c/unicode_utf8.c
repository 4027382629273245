/* The codec utf-8, and the UTF-8 that a str keeps for PyUnicode_AsUTF8. */
#include "unicode_errors.h"

/* How many bytes from the start are ASCII. */
static Py_ssize_t ascii_prefix(const unsigned char *s, Py_ssize_t n) {
  Py_ssize_t i = 0;
  for (uint64_t word; i + 8 <= n; i += 8) {
    memcpy(&word, s + i, 8);
    if (word & 0x8080808080808080u) break;
  }
  while (i < n && s[i] < 0x80) i++;
  return i;
}

static inline bool is_continuation(unsigned char b) { return (b & 0xc0) == 0x80; }

/* Decodes one character that is not ASCII, or reports why it cannot. */
static int decode_one(ambi_decoder *d) {
  const unsigned char *p = d->s + d->at;
  Py_ssize_t start = d->at, left = d->n - start;
  unsigned lead = p[0];
  int need = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (!need) return ambi_decode_error(d, start, start + 1, "invalid start byte");
  Py_UCS4 ch = lead & (0x7fu >> need);
  for (int i = 1; i < need; i++) {
    if (i >= left) return ambi_decode_error(d, start, d->n, "unexpected end of data");
    bool valid = is_continuation(p[i]);
    if (i == 1) {
      /* No overlong form, no surrogate, nothing above U+10FFFF. */
      if (lead == 0xe0) valid &= p[1] >= 0xa0;
      if (lead == 0xed) valid &= p[1] < 0xa0;
      if (lead == 0xf0) valid &= p[1] >= 0x90;
      if (lead == 0xf4) valid &= p[1] < 0x90;
    }
    if (!valid) return ambi_decode_error(d, start, start + i, "invalid continuation byte");
    ch = ch << 6 | (p[i] & 0x3f);
  }
  d->at += need;
  return ambi_writer_char(&d->text, ch);
}

AMBI_EXPORT PyObject *PyUnicode_DecodeUTF8(const char *string, Py_ssize_t n, const char *errors) {
  const unsigned char *s = (const unsigned char *)string;
  if (n == 0) return ambi_unicode_empty();
  Py_ssize_t ascii = ascii_prefix(s, n);
  if (ascii == n) {
    if (n == 1) return ambi_unicode_char(s[0]);
    PyObject *str = PyUnicode_New(n, 0x7f);
    if (str) memcpy(PyUnicode_DATA(str), s, (size_t)n);
    return str;
  }
  ambi_decoder d = {.encoding = "utf-8", .s = s, .n = n, .errors = errors};
  while (d.at < n) {
    Py_ssize_t run = ascii_prefix(s + d.at, n - d.at);
    if (run) {
      if (ambi_writer_ascii(&d.text, string + d.at, run) < 0) break;
      d.at += run;
    } else if (decode_one(&d) < 0) {
      ambi_writer_discard(&d.text);
      return NULL;
    }
  }
  if (d.at < n) {
    ambi_writer_discard(&d.text);
    return NULL;
  }
  return ambi_writer_finish(&d.text);
}

static int encode_char(ambi_bytes_buffer *b, Py_UCS4 ch) {
  unsigned char out[4];
  int n = ch < 0x80 ? 1 : ch < 0x800 ? 2 : ch < 0x10000 ? 3 : 4;
  if (n == 1) {
    out[0] = (unsigned char)ch;
  } else {
    for (int i = n - 1; i > 0; i--, ch >>= 6) out[i] = 0x80 | (ch & 0x3f);
    out[0] = (unsigned char)(0xf00u >> n | ch);
  }
  return ambi_buffer_add(b, out, n);
}

static int encode(PyObject *str, const char *errors, ambi_bytes_buffer *b) {
  Py_ssize_t n = PyUnicode_GET_LENGTH(str);
  for (Py_ssize_t i = 0; i < n;) {
    Py_UCS4 ch = ambi_unicode_at(str, i);
    if (ch >= 0xd800 && ch <= 0xdfff) {
      Py_ssize_t end = i + 1;
      while (end < n && ambi_unicode_at(str, end) >= 0xd800 && ambi_unicode_at(str, end) <= 0xdfff)
        end++;
      if (ambi_encode_error(b, "utf-8", errors, str, i, end, "surrogates not allowed",
                            encode_char) < 0)
        return -1;
      i = end;
    } else {
      if (encode_char(b, ch) < 0) return -1;
      i++;
    }
  }
  return 0;
}

PyObject *ambi_encode_utf8(PyObject *str, const char *errors) {
  if (PyUnicode_IS_ASCII(str))
    return PyBytes_FromStringAndSize(PyUnicode_DATA(str), PyUnicode_GET_LENGTH(str));
  ambi_bytes_buffer b = {0};
  encode(str, errors, &b);
  return ambi_buffer_finish(&b);
}

AMBI_EXPORT PyObject *PyUnicode_AsUTF8String(PyObject *str) {
  if (PyUnicode_Check(str)) return ambi_encode_utf8(str, NULL);
  PyErr_BadArgument();
  return NULL;
}

AMBI_EXPORT const char *PyUnicode_AsUTF8AndSize(PyObject *str, Py_ssize_t *size) {
  if (!PyUnicode_Check(str)) {
    PyErr_BadArgument();
    return NULL;
  }
  if (PyUnicode_IS_ASCII(str)) {
    if (size) *size = PyUnicode_GET_LENGTH(str);
    return PyUnicode_DATA(str);
  }
  PyCompactUnicodeObject *c = (PyCompactUnicodeObject *)str;
  if (!c->utf8) {
    ambi_bytes_buffer b = {0};
    if (encode(str, NULL, &b) < 0 || ambi_buffer_add(&b, "", 1) < 0) {
      PyMem_Free(b.data);
      return NULL;
    }
    c->utf8 = (char *)b.data;
    c->utf8_length = b.length - 1;
  }
  if (size) *size = c->utf8_length;
  return c->utf8;
}

AMBI_EXPORT const char *PyUnicode_AsUTF8(PyObject *str) {
  return PyUnicode_AsUTF8AndSize(str, NULL);
}

/* ---- the file system's encoding is UTF-8 here ------------------------------------------------ */

AMBI_EXPORT PyObject *PyUnicode_DecodeFSDefaultAndSize(const char *s, Py_ssize_t n) {
  return PyUnicode_DecodeUTF8(s, n, "surrogateescape");
}

AMBI_EXPORT PyObject *PyUnicode_DecodeFSDefault(const char *s) {
  return PyUnicode_DecodeFSDefaultAndSize(s, (Py_ssize_t)strlen(s));
}

AMBI_EXPORT PyObject *PyUnicode_DecodeLocale(const char *s, const char *errors) {
  return PyUnicode_DecodeUTF8(s, (Py_ssize_t)strlen(s), errors);
}

AMBI_EXPORT PyObject *PyUnicode_EncodeFSDefault(PyObject *str) {
  return ambi_encode_utf8(str, "surrogateescape");
}

/* A converter for PyArg_Parse*: a path as bytes. Called with NULL it frees what it gave. */
AMBI_EXPORT int PyUnicode_FSConverter(PyObject *arg, void *address) {
  const int cleanup_supported = 0x20000;
  PyObject **result = address;
  if (!arg) {
    Py_CLEAR(*result);
    return 1;
  }
  PyObject *path = NULL;
  if (PyUnicode_Check(arg) || PyBytes_Check(arg)) {
    path = AMBI_NEWREF(arg);
  } else {
    PyObject *method = _PyType_Lookup(Py_TYPE(arg), AMBI_ID("__fspath__"));
    if (!method) {
      PyErr_Format(PyExc_TypeError, "expected str, bytes or os.PathLike object, not %.200s",
                   Py_TYPE(arg)->tp_name);
      return 0;
    }
    path = PyObject_CallOneArg(method, arg);
    if (!path) return 0;
    if (!PyUnicode_Check(path) && !PyBytes_Check(path)) {
      PyErr_Format(PyExc_TypeError,
                   "expected %.200s.__fspath__() to return str or bytes, not %.200s",
                   Py_TYPE(arg)->tp_name, Py_TYPE(path)->tp_name);
      Py_DECREF(path);
      return 0;
    }
  }
  if (PyUnicode_Check(path)) {
    Py_SETREF(path, PyUnicode_EncodeFSDefault(path));
    if (!path) return 0;
  }
  if (memchr(PyBytes_AS_STRING(path), '\0', (size_t)Py_SIZE(path))) {
    PyErr_SetString(PyExc_ValueError, "embedded null byte");
    Py_DECREF(path);
    return 0;
  }
  *result = path;
  return cleanup_supported;
}
