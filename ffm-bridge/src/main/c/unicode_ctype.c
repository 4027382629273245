/* Classes and cases of code points, as CPython 3.11 has them. */
#include "unicode_ctype.h"

#include "unicode_data.h"

static unsigned kind_of(Py_UCS4 ch) {
  static uint8_t latin[256];
  static bool filled;
  if (AMBI_LIKELY(ch < 256 && filled)) return latin[ch];
  size_t low = 0, high = sizeof unicode_ranges / sizeof *unicode_ranges;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (unicode_ranges[middle] >> 8 <= ch) {
      low = middle;
    } else {
      high = middle;
    }
  }
  unsigned kind = unicode_ranges[low] & 0xff;
  if (ch < 256) {
    for (size_t i = 0, r = 0; i < 256; i++) {
      if (unicode_ranges[r + 1] >> 8 <= i) r++;
      latin[i] = (uint8_t)(unicode_ranges[r] & 0xff);
    }
    filled = true;
  }
  return kind;
}

bool ambi_is(Py_UCS4 ch, ambi_char_class class) {
  return ch <= 0x10ffff && (unicode_kinds[kind_of(ch)].flags & class) != 0;
}

int ambi_change_case(Py_UCS4 ch, ambi_case which, Py_UCS4 to[3]) {
  unsigned kind = kind_of(ch);
  if (!(unicode_kinds[kind].flags >> (10 + which) & 1)) {
    to[0] = (Py_UCS4)((int64_t)ch + unicode_kinds[kind].delta[which]);
    return 1;
  }
  for (size_t i = 0; i < sizeof unicode_expansions / sizeof *unicode_expansions; i++) {
    if (unicode_expansions[i].from == ch && unicode_expansions[i].which == (uint32_t)which) {
      int n = 0;
      while (n < 3 && unicode_expansions[i].to[n]) {
        to[n] = unicode_expansions[i].to[n];
        n++;
      }
      return n;
    }
  }
  to[0] = ch;
  return 1;
}

/* The digits of every script stand in runs of ten, zero first. */
int ambi_decimal_value(Py_UCS4 ch) {
  if (ch < 128) return ch >= '0' && ch <= '9' ? (int)(ch - '0') : -1;
  if (!ambi_is(ch, AMBI_IS_DECIMAL)) return -1;
  Py_UCS4 start = ch;
  while (ambi_is(start - 1, AMBI_IS_DECIMAL)) start--;
  /* Scripts that follow each other without a gap make runs of several tens. */
  return (int)((ch - start) % 10);
}

AMBI_EXPORT int _PyUnicode_IsWhitespace(const Py_UCS4 ch) {
  return (ch >= 0x09 && ch <= 0x0d) || (ch >= 0x1c && ch <= 0x20) || ch == 0x85 || ch == 0xa0 ||
         ch == 0x1680 || (ch >= 0x2000 && ch <= 0x200a) || ch == 0x2028 || ch == 0x2029 ||
         ch == 0x202f || ch == 0x205f || ch == 0x3000;
}

AMBI_EXPORT const unsigned char _Py_ascii_whitespace[128] = {
    ['\t'] = 1, ['\n'] = 1, ['\v'] = 1, ['\f'] = 1, ['\r'] = 1,
    [0x1c] = 1, [0x1d] = 1, [0x1e] = 1, [0x1f] = 1, [' '] = 1,
};

bool ambi_is_line_break(Py_UCS4 ch) {
  return (ch >= '\n' && ch <= '\r') || (ch >= 0x1c && ch <= 0x1e) || ch == 0x85 || ch == 0x2028 ||
         ch == 0x2029;
}

PyObject *ambi_unicode_to_ascii_number(PyObject *s) {
  if (PyUnicode_IS_ASCII(s)) return AMBI_NEWREF(s);
  Py_ssize_t n = PyUnicode_GET_LENGTH(s);
  PyObject *r = PyUnicode_New(n, 0x7f);
  if (!r) return NULL;
  Py_UCS1 *out = PyUnicode_DATA(r);
  for (Py_ssize_t i = 0; i < n; i++) {
    Py_UCS4 ch = ambi_unicode_at(s, i);
    int value = ambi_decimal_value(ch);
    out[i] = value >= 0                    ? (Py_UCS1)('0' + value)
             : ch < 128                    ? (Py_UCS1)ch
             : _PyUnicode_IsWhitespace(ch) ? ' '
                                           : '?';
  }
  return r;
}
