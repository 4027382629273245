/* The error handlers of the codecs: strict, ignore, replace, surrogateescape, surrogatepass, ... */
#include "unicode_errors.h"

ambi_on_error ambi_error_handler(const char *errors) {
  static const char *const names[] = {"strict",           "ignore",        "replace",
                                      "surrogateescape",  "surrogatepass", "backslashreplace",
                                      "xmlcharrefreplace"};
  if (!errors) return ON_ERROR_STRICT;
  for (int i = 0; i < ON_ERROR_UNKNOWN; i++) {
    if (strcmp(errors, names[i]) == 0) return (ambi_on_error)i;
  }
  return ON_ERROR_UNKNOWN;
}

/* Sets UnicodeDecodeError or UnicodeEncodeError. */
static int raise_unicode_error(PyObject *type, const char *encoding, PyObject *object,
                               Py_ssize_t start, Py_ssize_t end, const char *reason) {
  PyObject *exception = PyObject_CallFunction(type, "sOnns", encoding, object, start, end, reason);
  if (exception) PyErr_SetObject(type, exception);
  Py_XDECREF(exception);
  return -1;
}

static int unknown_handler(const char *errors) {
  PyErr_Format(PyExc_LookupError, "unknown error handler name '%.400s'", errors);
  return -1;
}

/* A surrogate that was written in UTF-8 as if it were a character; 0 where there is none. */
static Py_UCS4 surrogate_in_utf8(const ambi_decoder *d, Py_ssize_t at) {
  const unsigned char *p = d->s + at;
  if (strcmp(d->encoding, "utf-8") != 0 || d->n - at < 3 || p[0] != 0xed || p[1] < 0xa0 ||
      p[1] > 0xbf || (p[2] & 0xc0) != 0x80) {
    return 0;
  }
  return 0xd000 | (Py_UCS4)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
}

int ambi_decode_error(ambi_decoder *d, Py_ssize_t start, Py_ssize_t end, const char *reason) {
  d->at = end;
  switch (ambi_error_handler(d->errors)) {
    case ON_ERROR_IGNORE: return 0;
    case ON_ERROR_REPLACE: return ambi_writer_char(&d->text, 0xfffd);
    case ON_ERROR_BACKSLASHREPLACE:
      for (Py_ssize_t i = start; i < end; i++) {
        char escape[8];
        snprintf(escape, sizeof escape, "\\x%02x", d->s[i]);
        if (ambi_writer_ascii(&d->text, escape, 4) < 0) return -1;
      }
      return 0;
    case ON_ERROR_SURROGATEESCAPE:
      if (d->s[start] < 0x80) break;
      /* As many bytes as are not ASCII; the decoder looks at the others again. */
      for (d->at = start; d->at < end && d->s[d->at] >= 0x80; d->at++) {
        if (ambi_writer_char(&d->text, 0xdc00u + d->s[d->at]) < 0) return -1;
      }
      return 0;
    case ON_ERROR_SURROGATEPASS: {
      Py_UCS4 ch = surrogate_in_utf8(d, start);
      if (!ch) break;
      d->at = start + 3;
      return ambi_writer_char(&d->text, ch);
    }
    case ON_ERROR_UNKNOWN: return unknown_handler(d->errors);
    default: break;
  }
  PyObject *bytes = PyBytes_FromStringAndSize((const char *)d->s, d->n);
  if (bytes) raise_unicode_error(PyExc_UnicodeDecodeError, d->encoding, bytes, start, end, reason);
  Py_XDECREF(bytes);
  return -1;
}

/* ---- encoding -------------------------------------------------------------------------------- */

int ambi_buffer_add(ambi_bytes_buffer *b, const void *data, Py_ssize_t n) {
  if (n > b->capacity - b->length) {
    Py_ssize_t capacity = b->capacity * 2 + n + 16;
    unsigned char *larger = PyMem_Realloc(b->data, (size_t)capacity);
    if (!larger) {
      PyErr_NoMemory();
      return -1;
    }
    b->data = larger;
    b->capacity = capacity;
  }
  if (n) memcpy(b->data + b->length, data, (size_t)n);
  b->length += n;
  return 0;
}

PyObject *ambi_buffer_finish(ambi_bytes_buffer *b) {
  PyObject *bytes = PyErr_Occurred() ? NULL : PyBytes_FromStringAndSize((char *)b->data, b->length);
  PyMem_Free(b->data);
  return bytes;
}

static int encode_ascii(ambi_bytes_buffer *b, const char *text, ambi_encode_char encode) {
  for (; *text; text++) {
    if (encode(b, (unsigned char)*text) < 0) return -1;
  }
  return 0;
}

int ambi_encode_error(ambi_bytes_buffer *b, const char *encoding, const char *errors, PyObject *str,
                      Py_ssize_t start, Py_ssize_t end, const char *reason,
                      ambi_encode_char encode) {
  ambi_on_error handler = ambi_error_handler(errors);
  if (handler == ON_ERROR_UNKNOWN) return unknown_handler(errors);
  bool utf = strncmp(encoding, "utf-", 4) == 0;
  for (Py_ssize_t i = start; i < end; i++) {
    Py_UCS4 ch = ambi_unicode_at(str, i);
    char text[16];
    switch (handler) {
      case ON_ERROR_IGNORE: continue;
      case ON_ERROR_REPLACE: strcpy(text, "?"); break;
      case ON_ERROR_BACKSLASHREPLACE:
        snprintf(text, sizeof text,
                 ch < 0x100     ? "\\x%02x"
                 : ch < 0x10000 ? "\\u%04x"
                                : "\\U%08x",
                 ch);
        break;
      case ON_ERROR_XMLCHARREFREPLACE: snprintf(text, sizeof text, "&#%u;", ch); break;
      case ON_ERROR_SURROGATEESCAPE: {
        if (ch < 0xdc80 || ch > 0xdcff) {
          return raise_unicode_error(PyExc_UnicodeEncodeError, encoding, str, start, end, reason);
        }
        unsigned char byte = (unsigned char)(ch - 0xdc00);
        if (ambi_buffer_add(b, &byte, 1) < 0) return -1;
        continue;
      }
      case ON_ERROR_SURROGATEPASS:
        if (!utf || ch < 0xd800 || ch > 0xdfff) {
          return raise_unicode_error(PyExc_UnicodeEncodeError, encoding, str, start, end, reason);
        }
        if (encode(b, ch) < 0) return -1;
        continue;
      default:
        return raise_unicode_error(PyExc_UnicodeEncodeError, encoding, str, start, end, reason);
    }
    if (encode_ascii(b, text, encode) < 0) return -1;
  }
  return 0;
}
