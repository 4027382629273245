/* int to and from text, in every base from 2 to 36. */
#include "values.h"

/*
 * CPython's guard against quadratic time (since 3.11): the limit of decimal digits, and the length
 * below which it is not looked at. Bases that are powers of two are linear, and not limited.
 */
#define MAX_DIGITS 4300
#define DIGITS_THRESHOLD 640

/* ---- to text --------------------------------------------------------------------------------- */

static PyObject *too_long_to_print(void) {
  return ambi_raise(PyExc_ValueError,
                    "Exceeds the limit (%d digits) for integer string conversion; use "
                    "sys.set_int_max_str_digits() to increase the limit",
                    MAX_DIGITS);
}

static PyObject *format_medium(int64_t v) {
  char text[24], *p = text + sizeof text;
  uint64_t x = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
  do {
    *--p = (char)('0' + x % 10);
    x /= 10;
  } while (x);
  if (v < 0) *--p = '-';
  return PyUnicode_FromStringAndSize(p, text + sizeof text - p);
}

static PyObject *format_decimal(PyObject *v) {
  if (ambi_long_is_medium(v)) return format_medium(ambi_long_medium(v));
  Py_ssize_t n = ambi_long_length(v);
  if (n >= 10 * DIGITS_THRESHOLD / (3 * PyLong_SHIFT) + 2 &&
      MAX_DIGITS / (3 * PyLong_SHIFT) <= (n - 11) / 10) {
    return too_long_to_print();
  }
  /* Nine decimal digits at a time; a binary digit holds a little more than nine. */
  Py_ssize_t groups_max = n + n / 100 + 1, groups = 0;
  digit *work = malloc((size_t)(n + groups_max) * sizeof(digit));
  char *text = malloc((size_t)groups_max * 9 + 2);
  PyObject *result = NULL;
  if (!work || !text) {
    PyErr_NoMemory();
  } else {
    digit *group = work + n;
    memcpy(work, AMBI_DIGITS(v), (size_t)n * sizeof(digit));
    for (Py_ssize_t left = n; left; left = ambi_digits_trim(work, left)) {
      group[groups++] = ambi_digits_divide_by_digit(work, work, left, 1000000000);
    }
    char *p = text;
    if (ambi_long_is_negative(v)) *p++ = '-';
    char *digits = p;
    p += sprintf(p, "%u", group[--groups]);
    while (groups) p += sprintf(p, "%09u", group[--groups]);
    result =
        p - digits > MAX_DIGITS ? too_long_to_print() : PyUnicode_FromStringAndSize(text, p - text);
  }
  free(work);
  free(text);
  return result;
}

/* 2, 8 or 16, with Python's prefix. */
static PyObject *format_power_of_two(PyObject *v, int bits, char prefix) {
  Py_ssize_t count = ((Py_ssize_t)_PyLong_NumBits(v) + bits - 1) / bits;
  if (count == 0) count = 1;
  PyObject *s = PyUnicode_New(count + 2 + ambi_long_is_negative(v), 0x7f);
  if (!s) return NULL;
  char *out = PyUnicode_DATA(s);
  if (ambi_long_is_negative(v)) *out++ = '-';
  *out++ = '0';
  *out++ = prefix;
  uint64_t pending = 0;
  int have = 0;
  Py_ssize_t at = 0;
  for (Py_ssize_t i = count; i-- > 0;) {
    if (have < bits && at < ambi_long_length(v)) {
      pending |= (uint64_t)AMBI_DIGITS(v)[at++] << have;
      have += PyLong_SHIFT;
    }
    out[i] = "0123456789abcdef"[pending & ((1u << bits) - 1)];
    pending >>= bits;
    have -= bits;
  }
  return s;
}

AMBI_EXPORT PyObject *_PyLong_Format(PyObject *v, int base) {
  if (!PyLong_Check(v)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  switch (base) {
    case 2: return format_power_of_two(v, 1, 'b');
    case 8: return format_power_of_two(v, 3, 'o');
    case 16: return format_power_of_two(v, 4, 'x');
    default: return format_decimal(v);
  }
}

/* ---- from text ------------------------------------------------------------------------------- */

static int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 37;
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Digits of a base that is a power of two, `count` of them, underscores between. */
static PyObject *parse_power_of_two(const char *start, const char *end, int base,
                                    Py_ssize_t count) {
  int bits = ambi_digit_bits((digit)base) - 1;
  if (count > PY_SSIZE_T_MAX / bits - PyLong_SHIFT) {
    return ambi_raise(PyExc_ValueError, "int string too large to convert");
  }
  Py_ssize_t length = (count * bits + PyLong_SHIFT - 1) / PyLong_SHIFT, at = 0;
  PyLongObject *r = ambi_long_new(length);
  if (!r) return NULL;
  uint64_t pending = 0;
  int have = 0;
  while (end-- > start) {
    if (*end == '_') continue;
    pending |= (uint64_t)digit_value(*end) << have;
    have += bits;
    if (have >= PyLong_SHIFT) {
      r->ob_digit[at++] = (digit)(pending & PyLong_MASK);
      pending >>= PyLong_SHIFT;
      have -= PyLong_SHIFT;
    }
  }
  if (at < length) r->ob_digit[at++] = (digit)pending;
  return ambi_long_finish(r);
}

static PyObject *parse_other(const char *start, const char *end, int base, Py_ssize_t count) {
  if (count > DIGITS_THRESHOLD && count > MAX_DIGITS) {
    return ambi_raise(
        PyExc_ValueError,
        "Exceeds the limit (%d digits) for integer string conversion: value has %zd digits; use "
        "sys.set_int_max_str_digits() to increase the limit",
        MAX_DIGITS, count);
  }
  /* As many digits at a time as fit one binary digit. */
  int group = 0;
  for (uint64_t power = (uint64_t)base; power <= PyLong_BASE; power *= (uint64_t)base) group++;
  Py_ssize_t length = count * ambi_digit_bits((digit)base - 1) / PyLong_SHIFT + 1, used = 0;
  PyLongObject *r = ambi_long_new(length);
  if (!r) return NULL;
  for (const char *p = start; p < end;) {
    uint64_t value = 0, scale = 1;
    for (int i = 0; i < group && p < end; p++) {
      if (*p == '_') continue;
      value = value * (uint64_t)base + (uint64_t)digit_value(*p);
      scale *= (uint64_t)base;
      i++;
    }
    uint64_t carry = value;
    for (Py_ssize_t i = 0; i < used; i++) {
      carry += r->ob_digit[i] * scale;
      r->ob_digit[i] = (digit)(carry & PyLong_MASK);
      carry >>= PyLong_SHIFT;
    }
    if (carry) r->ob_digit[used++] = (digit)carry;
  }
  Py_SET_SIZE(r, used);
  return ambi_long_finish(r);
}

/*
 * Reads an int that ends at `limit` or before. *end is where it stopped. NULL without an error
 * where the text is no int; NULL with one where it is too long.
 */
static PyObject *parse(const char *s, const char *limit, int base, const char **end) {
  *end = s;
  while (s < limit && is_space(*s)) s++;
  bool negative = s < limit && *s == '-';
  if (s < limit && (*s == '-' || *s == '+')) s++;
  bool zeros_only = false;
  char prefix = limit - s >= 2 && s[0] == '0' ? (char)(s[1] | 0x20) : 0;
  int named = prefix == 'x' ? 16 : prefix == 'o' ? 8 : prefix == 'b' ? 2 : 0;
  if (base == 0) {
    base = named ? named : 10;
    /* "010" was octal in C's way once; only zero itself may begin with 0. */
    zeros_only = !named && s < limit && *s == '0';
  }
  bool prefixed = named && named == base;
  if (prefixed) {
    s += 2;
    if (s < limit && *s == '_') s++;
  }
  const char *start = s;
  Py_ssize_t count = 0;
  char previous = '_';
  for (; s < limit && (*s == '_' || digit_value(*s) < base); s++) {
    if (*s == '_') {
      if (previous == '_') return NULL;
    } else {
      count++;
    }
    previous = *s;
  }
  if (previous == '_') return NULL;
  const char *digits_end = s;
  PyObject *r = (base & (base - 1)) == 0 ? parse_power_of_two(start, digits_end, base, count)
                                         : parse_other(start, digits_end, base, count);
  if (!r) return NULL;
  if (zeros_only && Py_SIZE(r) != 0) {
    Py_DECREF(r);
    return NULL;
  }
  while (s < limit && is_space(*s)) s++;
  *end = s;
  if (negative) Py_SETREF(r, ambi_long_negative(r));
  return r;
}

static int check_base(int base) {
  if (base == 0 || (base >= 2 && base <= 36)) return 0;
  PyErr_SetString(PyExc_ValueError, "int() arg 2 must be >= 2 and <= 36");
  return -1;
}

/* An int out of all of the text; the error shows `shown`, or the text where that is NULL. */
static PyObject *parse_all(const char *s, Py_ssize_t n, int base, PyObject *shown) {
  const char *end;
  if (check_base(base) < 0) return NULL;
  PyObject *r = parse(s, s + n, base, &end);
  if (r && end == s + n) return r;
  if (!r && PyErr_Occurred()) return NULL;
  Py_XDECREF(r);
  PyObject *text = shown ? AMBI_NEWREF(shown) : PyBytes_FromStringAndSize(s, n < 200 ? n : 200);
  if (text)
    PyErr_Format(PyExc_ValueError, "invalid literal for int() with base %d: %.200R", base, text);
  Py_XDECREF(text);
  return NULL;
}

AMBI_EXPORT PyObject *_PyLong_FromBytes(const char *s, Py_ssize_t n, int base) {
  return parse_all(s, n, base, NULL);
}

AMBI_EXPORT PyObject *PyLong_FromUnicodeObject(PyObject *u, int base) {
  PyObject *ascii = ambi_unicode_to_ascii_number(u);
  if (!ascii) return NULL;
  PyObject *r = parse_all(PyUnicode_DATA(ascii), PyUnicode_GET_LENGTH(ascii), base, u);
  Py_DECREF(ascii);
  return r;
}

AMBI_EXPORT PyObject *PyLong_FromString(const char *s, char **end, int base) {
  size_t n = strlen(s);
  const char *stop;
  if (end) *end = (char *)s;
  if (check_base(base) < 0) return NULL;
  PyObject *r = parse(s, s + n, base, &stop);
  if (end) *end = (char *)stop;
  if (r && (end || *stop == '\0')) return r;
  if (!r && PyErr_Occurred()) return NULL;
  Py_XDECREF(r);
  PyObject *text = PyUnicode_FromStringAndSize(s, n < 200 ? (Py_ssize_t)n : 200);
  if (text)
    PyErr_Format(PyExc_ValueError, "invalid literal for int() with base %d: %.200R", base, text);
  Py_XDECREF(text);
  return NULL;
}
