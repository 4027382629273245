/* The codecs ascii, latin-1, utf-16 and utf-32; and which codec a name means. */
#include "unicode_errors.h"

#include <ctype.h>

PyObject *ambi_encode_utf8(PyObject *str, const char *errors);

/* ---- ascii and latin-1 ----------------------------------------------------------------------- */

AMBI_EXPORT PyObject *PyUnicode_DecodeASCII(const char *s, Py_ssize_t n, const char *errors) {
  ambi_decoder d = {.encoding = "ascii", .s = (const unsigned char *)s, .n = n, .errors = errors};
  while (d.at < n) {
    Py_ssize_t run = 0;
    while (d.at + run < n && d.s[d.at + run] < 0x80) run++;
    if (ambi_writer_ascii(&d.text, s + d.at, run) < 0) break;
    d.at += run;
    if (d.at < n && ambi_decode_error(&d, d.at, d.at + 1, "ordinal not in range(128)") < 0) break;
  }
  if (!PyErr_Occurred()) return ambi_writer_finish(&d.text);
  ambi_writer_discard(&d.text);
  return NULL;
}

AMBI_EXPORT PyObject *PyUnicode_DecodeLatin1(const char *s, Py_ssize_t n,
                                             const char *errors AMBI_UNUSED) {
  return PyUnicode_FromKindAndData(1, s, n);
}

static int encode_byte(ambi_bytes_buffer *b, Py_UCS4 ch) {
  unsigned char byte = (unsigned char)ch;
  return ambi_buffer_add(b, &byte, 1);
}

static PyObject *encode_limited(PyObject *str, const char *errors, Py_UCS4 limit) {
  Py_ssize_t n = PyUnicode_GET_LENGTH(str);
  if (ambi_unicode_limit(str) <= limit) return PyBytes_FromStringAndSize(PyUnicode_DATA(str), n);
  ambi_bytes_buffer b = {0};
  for (Py_ssize_t i = 0; i < n; i++) {
    Py_UCS4 ch = ambi_unicode_at(str, i);
    if (ch <= limit) {
      if (encode_byte(&b, ch) < 0) break;
      continue;
    }
    Py_ssize_t end = i + 1;
    while (end < n && ambi_unicode_at(str, end) > limit) end++;
    if (ambi_encode_error(&b, limit == 0x7f ? "ascii" : "latin-1", errors, str, i, end,
                          limit == 0x7f ? "ordinal not in range(128)" : "ordinal not in range(256)",
                          encode_byte) < 0) {
      break;
    }
    i = end - 1;
  }
  return ambi_buffer_finish(&b);
}

AMBI_EXPORT PyObject *PyUnicode_AsASCIIString(PyObject *str) {
  if (PyUnicode_Check(str)) return encode_limited(str, NULL, 0x7f);
  PyErr_BadArgument();
  return NULL;
}

AMBI_EXPORT PyObject *PyUnicode_AsLatin1String(PyObject *str) {
  if (PyUnicode_Check(str)) return encode_limited(str, NULL, 0xff);
  PyErr_BadArgument();
  return NULL;
}

/* ---- utf-16 and utf-32 ----------------------------------------------------------------------- */

/* Names as errors have them; the byte order: 0 for native with a mark, -1 little, 1 big. */
typedef struct {
  const char *name;
  int width, order;
} wide_codec;

static Py_UCS4 read_unit(const unsigned char *p, int width, bool big) {
  Py_UCS4 unit = 0;
  for (int i = 0; i < width; i++) unit |= (Py_UCS4)p[i] << 8 * (big ? width - 1 - i : i);
  return unit;
}

static int decode_wide_one(ambi_decoder *d, const wide_codec *c, bool big) {
  Py_ssize_t start = d->at;
  if (d->n - start < c->width) return ambi_decode_error(d, start, d->n, "truncated data");
  Py_UCS4 ch = read_unit(d->s + start, c->width, big);
  if (c->width == 4) {
    if (ch > 0x10ffff)
      return ambi_decode_error(d, start, start + 4, "code point not in range(0x110000)");
    if (ch >= 0xd800 && ch <= 0xdfff) {
      return ambi_decode_error(d, start, start + 4,
                               "code point in surrogate code point range(0xd800, 0xe000)");
    }
  } else if (ch >= 0xdc00 && ch <= 0xdfff) {
    return ambi_decode_error(d, start, start + 2, "illegal encoding");
  } else if (ch >= 0xd800 && ch <= 0xdbff) {
    if (d->n - start < 4) return ambi_decode_error(d, start, d->n, "unexpected end of data");
    Py_UCS4 low = read_unit(d->s + start + 2, 2, big);
    if (low < 0xdc00 || low > 0xdfff)
      return ambi_decode_error(d, start, start + 2, "illegal UTF-16 surrogate");
    ch = 0x10000 + ((ch & 0x3ff) << 10 | (low & 0x3ff));
    d->at += 2;
  }
  d->at += c->width;
  return ambi_writer_char(&d->text, ch);
}

static PyObject *decode_wide(const char *s, Py_ssize_t n, const char *errors, const wide_codec *c) {
  ambi_decoder d = {.encoding = c->name, .s = (const unsigned char *)s, .n = n, .errors = errors};
  bool big = c->order > 0;
  if (c->order == 0) d.encoding = c->width == 2 ? "utf-16-le" : "utf-32-le";
  if (c->order == 0 && n >= c->width) {
    if (read_unit(d.s, c->width, false) == 0xfeff) {
      d.at = c->width;
    } else if (read_unit(d.s, c->width, true) == 0xfeff) {
      d.at = c->width;
      big = true;
      d.encoding = c->width == 2 ? "utf-16-be" : "utf-32-be";
    }
  }
  while (d.at < n) {
    if (decode_wide_one(&d, c, big) < 0) {
      ambi_writer_discard(&d.text);
      return NULL;
    }
  }
  return ambi_writer_finish(&d.text);
}

static int write_unit(ambi_bytes_buffer *b, Py_UCS4 unit, int width, bool big) {
  unsigned char out[4];
  for (int i = 0; i < width; i++) out[i] = (unsigned char)(unit >> 8 * (big ? width - 1 - i : i));
  return ambi_buffer_add(b, out, width);
}

#define ENCODE_CHAR(name, width, big) \
  static int name(ambi_bytes_buffer *b, Py_UCS4 ch) { return write_unit(b, ch, width, big); }
ENCODE_CHAR(encode_16_little, 2, false)
ENCODE_CHAR(encode_16_big, 2, true)
ENCODE_CHAR(encode_32_little, 4, false)
ENCODE_CHAR(encode_32_big, 4, true)

static PyObject *encode_wide(PyObject *str, const char *errors, const wide_codec *c) {
  bool big = c->order > 0;
  ambi_encode_char encode = c->width == 2 ? (big ? encode_16_big : encode_16_little)
                                          : (big ? encode_32_big : encode_32_little);
  ambi_bytes_buffer b = {0};
  int status = c->order == 0 ? write_unit(&b, 0xfeff, c->width, false) : 0;
  for (Py_ssize_t i = 0; status == 0 && i < PyUnicode_GET_LENGTH(str); i++) {
    Py_UCS4 ch = ambi_unicode_at(str, i);
    if (ch >= 0xd800 && ch <= 0xdfff) {
      status =
          ambi_encode_error(&b, c->name, errors, str, i, i + 1, "surrogates not allowed", encode);
    } else if (ch > 0xffff && c->width == 2) {
      status = write_unit(&b, 0xd7c0 + (ch >> 10), 2, big);
      if (status == 0) status = write_unit(&b, 0xdc00 | (ch & 0x3ff), 2, big);
    } else {
      status = encode(&b, ch);
    }
  }
  return ambi_buffer_finish(&b);
}

/* ---- by name --------------------------------------------------------------------------------- */

typedef enum { CODEC_UTF8, CODEC_ASCII, CODEC_LATIN1, CODEC_WIDE } codec_family;

static const struct codec {
  const char *name; /* lower case, '_' for every other character */
  codec_family family;
  wide_codec wide;
} codecs[] = {
    {"utf_8", CODEC_UTF8, {0}},
    {"utf8", CODEC_UTF8, {0}},
    {"u8", CODEC_UTF8, {0}},
    {"utf", CODEC_UTF8, {0}},
    {"cp65001", CODEC_UTF8, {0}},
    {"ascii", CODEC_ASCII, {0}},
    {"us_ascii", CODEC_ASCII, {0}},
    {"646", CODEC_ASCII, {0}},
    {"latin_1", CODEC_LATIN1, {0}},
    {"latin1", CODEC_LATIN1, {0}},
    {"latin", CODEC_LATIN1, {0}},
    {"l1", CODEC_LATIN1, {0}},
    {"iso_8859_1", CODEC_LATIN1, {0}},
    {"iso8859_1", CODEC_LATIN1, {0}},
    {"8859", CODEC_LATIN1, {0}},
    {"cp819", CODEC_LATIN1, {0}},
    {"utf_16", CODEC_WIDE, {"utf-16", 2, 0}},
    {"utf16", CODEC_WIDE, {"utf-16", 2, 0}},
    {"u16", CODEC_WIDE, {"utf-16", 2, 0}},
    {"utf_16_le", CODEC_WIDE, {"utf-16-le", 2, -1}},
    {"utf_16le", CODEC_WIDE, {"utf-16-le", 2, -1}},
    {"utf_16_be", CODEC_WIDE, {"utf-16-be", 2, 1}},
    {"utf_16be", CODEC_WIDE, {"utf-16-be", 2, 1}},
    {"utf_32", CODEC_WIDE, {"utf-32", 4, 0}},
    {"utf32", CODEC_WIDE, {"utf-32", 4, 0}},
    {"u32", CODEC_WIDE, {"utf-32", 4, 0}},
    {"utf_32_le", CODEC_WIDE, {"utf-32-le", 4, -1}},
    {"utf_32le", CODEC_WIDE, {"utf-32-le", 4, -1}},
    {"utf_32_be", CODEC_WIDE, {"utf-32-be", 4, 1}},
    {"utf_32be", CODEC_WIDE, {"utf-32-be", 4, 1}},
};

static const struct codec *find_codec(const char *encoding) {
  char name[32];
  size_t n = encoding ? strlen(encoding) : 0;
  if (!encoding) return &codecs[0];
  if (n < sizeof name) {
    for (size_t i = 0; i <= n; i++) {
      unsigned char c = (unsigned char)encoding[i];
      name[i] = (char)(isalnum(c) || !c ? tolower(c) : '_');
    }
    for (size_t i = 0; i < sizeof codecs / sizeof *codecs; i++) {
      if (strcmp(codecs[i].name, name) == 0) return &codecs[i];
    }
  }
  PyErr_Format(PyExc_LookupError, "unknown encoding: %s", encoding);
  return NULL;
}

AMBI_EXPORT PyObject *PyUnicode_Decode(const char *s, Py_ssize_t n, const char *encoding,
                                       const char *errors) {
  const struct codec *c = find_codec(encoding);
  if (!c) return NULL;
  switch (c->family) {
    case CODEC_UTF8: return PyUnicode_DecodeUTF8(s, n, errors);
    case CODEC_ASCII: return PyUnicode_DecodeASCII(s, n, errors);
    case CODEC_LATIN1: return PyUnicode_DecodeLatin1(s, n, errors);
    default: return decode_wide(s, n, errors, &c->wide);
  }
}

AMBI_EXPORT PyObject *PyUnicode_AsEncodedString(PyObject *str, const char *encoding,
                                                const char *errors) {
  if (!PyUnicode_Check(str)) {
    PyErr_BadArgument();
    return NULL;
  }
  const struct codec *c = find_codec(encoding);
  if (!c) return NULL;
  switch (c->family) {
    case CODEC_UTF8: return ambi_encode_utf8(str, errors);
    case CODEC_ASCII: return encode_limited(str, errors, 0x7f);
    case CODEC_LATIN1: return encode_limited(str, errors, 0xff);
    default: return encode_wide(str, errors, &c->wide);
  }
}

AMBI_EXPORT PyObject *PyUnicode_FromEncodedObject(PyObject *o, const char *encoding,
                                                  const char *errors) {
  if (!o) {
    PyErr_BadInternalCall();
    return NULL;
  }
  /* Without bytes no codec is looked up. */
  if (PyBytes_Check(o)) {
    return Py_SIZE(o) ? PyUnicode_Decode(PyBytes_AS_STRING(o), Py_SIZE(o), encoding, errors)
                      : ambi_unicode_empty();
  }
  if (PyUnicode_Check(o)) return ambi_raise(PyExc_TypeError, "decoding str is not supported");
  Py_buffer view;
  if (!PyObject_CheckBuffer(o) || PyObject_GetBuffer(o, &view, 0) < 0) {
    return ambi_raise(PyExc_TypeError, "decoding to str: need a bytes-like object, %.80s found",
                      Py_TYPE(o)->tp_name);
  }
  PyObject *str =
      view.len ? PyUnicode_Decode(view.buf, view.len, encoding, errors) : ambi_unicode_empty();
  PyBuffer_Release(&view);
  return str;
}

static int text_argument(const char *function, const char *name, PyObject *o, const char **text) {
  Py_ssize_t n;
  *text = NULL;
  if (!o) return 0;
  if (!PyUnicode_Check(o)) {
    PyErr_Format(PyExc_TypeError, "%s() argument '%s' must be str, not %.50s", function, name,
                 o == Py_None ? "None" : Py_TYPE(o)->tp_name);
    return -1;
  }
  if (!(*text = PyUnicode_AsUTF8AndSize(o, &n))) return -1;
  if (strlen(*text) == (size_t)n) return 0;
  PyErr_SetString(PyExc_ValueError, "embedded null character");
  return -1;
}

int ambi_codec_arguments(const char *function, PyObject *encoding_str, PyObject *errors_str,
                         const char **encoding, const char **errors) {
  if (text_argument(function, "encoding", encoding_str, encoding) < 0) return -1;
  return text_argument(function, "errors", errors_str, errors);
}
