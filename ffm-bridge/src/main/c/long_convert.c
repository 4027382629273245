/* int from and to C's integers, doubles and byte arrays, with CPython's range errors. */
#include "values.h"

#include <float.h>
#include <limits.h>
#include <math.h>

/* ---- from C ---------------------------------------------------------------------------------- */

static PyObject *from_magnitude(uint64_t magnitude, bool negative) {
  if (magnitude <= PyLong_MASK) {
    int64_t v = negative ? -(int64_t)magnitude : (int64_t)magnitude;
    if (v >= AMBI_SMALL_INT_MIN && v < AMBI_SMALL_INT_MIN + AMBI_SMALL_INT_COUNT) {
      return AMBI_NEWREF(&ambi_small_ints[v - AMBI_SMALL_INT_MIN]);
    }
  }
  Py_ssize_t n = magnitude <= PyLong_MASK ? 1 : magnitude >> (2 * PyLong_SHIFT) ? 3 : 2;
  PyLongObject *r = ambi_long_new(n);
  if (!r) return NULL;
  for (Py_ssize_t i = 0; i < n; i++) {
    r->ob_digit[i] = (digit)(magnitude & PyLong_MASK);
    magnitude >>= PyLong_SHIFT;
  }
  Py_SET_SIZE(r, negative ? -n : n);
  return (PyObject *)r;
}

PyObject *ambi_long_from_int64(int64_t v) {
  return from_magnitude(v < 0 ? 0 - (uint64_t)v : (uint64_t)v, v < 0);
}

AMBI_EXPORT PyObject *PyLong_FromLong(long v) { return ambi_long_from_int64(v); }
AMBI_EXPORT PyObject *PyLong_FromLongLong(long long v) { return ambi_long_from_int64(v); }
AMBI_EXPORT PyObject *PyLong_FromSsize_t(Py_ssize_t v) { return ambi_long_from_int64(v); }
AMBI_EXPORT PyObject *PyLong_FromUnsignedLong(unsigned long v) { return from_magnitude(v, false); }
AMBI_EXPORT PyObject *PyLong_FromUnsignedLongLong(unsigned long long v) {
  return from_magnitude(v, false);
}
AMBI_EXPORT PyObject *PyLong_FromSize_t(size_t v) { return from_magnitude(v, false); }
AMBI_EXPORT PyObject *PyLong_FromVoidPtr(void *p) { return from_magnitude((uintptr_t)p, false); }

AMBI_EXPORT PyObject *PyLong_FromDouble(double v) {
  if (isinf(v)) return ambi_raise(PyExc_OverflowError, "cannot convert float infinity to integer");
  if (isnan(v)) return ambi_raise(PyExc_ValueError, "cannot convert float NaN to integer");
  if (fabs(v) < 0x1p62) return ambi_long_from_int64((int64_t)v);
  int exponent;
  double fraction = frexp(fabs(v), &exponent);
  Py_ssize_t n = (exponent - 1) / PyLong_SHIFT + 1;
  PyLongObject *r = ambi_long_new(n);
  if (!r) return NULL;
  fraction = ldexp(fraction, (exponent - 1) % PyLong_SHIFT + 1);
  for (Py_ssize_t i = n; i-- > 0;) {
    digit d = (digit)fraction;
    r->ob_digit[i] = d;
    fraction = ldexp(fraction - d, PyLong_SHIFT);
  }
  if (v < 0) Py_SET_SIZE(r, -n);
  return (PyObject *)r;
}

/* ---- to C ------------------------------------------------------------------------------------ */

/* The magnitude; false where it needs more than 64 bits. */
static bool magnitude_of(PyObject *v, uint64_t *magnitude) {
  uint64_t x = 0;
  for (Py_ssize_t i = ambi_long_length(v); i-- > 0;) {
    if (x >> (64 - PyLong_SHIFT)) return false;
    x = x << PyLong_SHIFT | AMBI_DIGITS(v)[i];
  }
  *magnitude = x;
  return true;
}

/* The value, or which way it is out of range: -1 or 1. */
static int to_int64(PyObject *v, int64_t *value) {
  uint64_t x;
  bool negative = ambi_long_is_negative(v);
  if (ambi_long_is_medium(v)) {
    *value = ambi_long_medium(v);
    return 0;
  }
  if (!magnitude_of(v, &x) || x > (uint64_t)INT64_MAX + negative) return negative ? -1 : 1;
  *value = (int64_t)(negative ? 0 - x : x);
  return 0;
}

/* Modulo 2**64. */
static uint64_t to_mask(PyObject *v) {
  uint64_t x = 0;
  for (Py_ssize_t i = ambi_long_length(v); i-- > 0;) x = x << PyLong_SHIFT | AMBI_DIGITS(v)[i];
  return ambi_long_is_negative(v) ? 0 - x : x;
}

/* The object itself, or what its __index__ gives: a new reference. */
static PyObject *as_index(PyObject *o) {
  if (!o) {
    PyErr_BadInternalCall();
    return NULL;
  }
  return PyLong_Check(o) ? AMBI_NEWREF(o) : PyNumber_Index(o);
}

AMBI_EXPORT long long PyLong_AsLongLongAndOverflow(PyObject *o, int *overflow) {
  *overflow = 0;
  if (AMBI_LIKELY(o && PyLong_CheckExact(o) && ambi_long_is_medium(o))) return ambi_long_medium(o);
  PyObject *v = as_index(o);
  if (!v) return -1;
  int64_t value;
  *overflow = to_int64(v, &value);
  Py_DECREF(v);
  return *overflow ? -1 : value;
}

AMBI_EXPORT long PyLong_AsLongAndOverflow(PyObject *o, int *overflow) {
  return PyLong_AsLongLongAndOverflow(o, overflow);
}

AMBI_EXPORT long PyLong_AsLong(PyObject *o) {
  int overflow;
  long v = PyLong_AsLongAndOverflow(o, &overflow);
  if (overflow) PyErr_SetString(PyExc_OverflowError, "Python int too large to convert to C long");
  return v;
}

AMBI_EXPORT int _PyLong_AsInt(PyObject *o) {
  int overflow;
  long v = PyLong_AsLongAndOverflow(o, &overflow);
  if (overflow || v > INT_MAX || v < INT_MIN) {
    PyErr_SetString(PyExc_OverflowError, "Python int too large to convert to C int");
    return -1;
  }
  return (int)v;
}

AMBI_EXPORT long long PyLong_AsLongLong(PyObject *o) {
  int overflow;
  long long v = PyLong_AsLongLongAndOverflow(o, &overflow);
  if (overflow) PyErr_SetString(PyExc_OverflowError, "int too big to convert");
  return v;
}

/* Of the conversions that take an int only, and not what has __index__. */
static int require_int(PyObject *o) {
  if (!o) {
    PyErr_BadInternalCall();
    return -1;
  }
  if (PyLong_Check(o)) return 0;
  PyErr_SetString(PyExc_TypeError, "an integer is required");
  return -1;
}

AMBI_EXPORT Py_ssize_t PyLong_AsSsize_t(PyObject *o) {
  int64_t v;
  if (require_int(o) < 0) return -1;
  if (to_int64(o, &v) == 0) return v;
  PyErr_SetString(PyExc_OverflowError, "Python int too large to convert to C ssize_t");
  return -1;
}

static uint64_t as_unsigned(PyObject *o, const char *negative, const char *too_large) {
  uint64_t v;
  if (require_int(o) < 0) return (uint64_t)-1;
  if (ambi_long_is_negative(o)) {
    PyErr_SetString(PyExc_OverflowError, negative);
  } else if (magnitude_of(o, &v)) {
    return v;
  } else {
    PyErr_SetString(PyExc_OverflowError, too_large);
  }
  return (uint64_t)-1;
}

AMBI_EXPORT unsigned long PyLong_AsUnsignedLong(PyObject *o) {
  return as_unsigned(o, "can't convert negative value to unsigned int",
                     "Python int too large to convert to C unsigned long");
}

AMBI_EXPORT size_t PyLong_AsSize_t(PyObject *o) {
  return as_unsigned(o, "can't convert negative value to size_t",
                     "Python int too large to convert to C size_t");
}

AMBI_EXPORT unsigned long long PyLong_AsUnsignedLongLong(PyObject *o) {
  return as_unsigned(o, "can't convert negative int to unsigned", "int too big to convert");
}

AMBI_EXPORT unsigned long long PyLong_AsUnsignedLongLongMask(PyObject *o) {
  PyObject *v = as_index(o);
  if (!v) return (unsigned long long)-1;
  uint64_t x = to_mask(v);
  Py_DECREF(v);
  return x;
}

AMBI_EXPORT unsigned long PyLong_AsUnsignedLongMask(PyObject *o) {
  return PyLong_AsUnsignedLongLongMask(o);
}

AMBI_EXPORT void *PyLong_AsVoidPtr(PyObject *o) {
  uintptr_t x;
  if (o && PyLong_Check(o) && ambi_long_is_negative(o)) {
    x = (uintptr_t)PyLong_AsLong(o);
  } else {
    x = PyLong_AsUnsignedLong(o);
  }
  return x == (uintptr_t)-1 && PyErr_Occurred() ? NULL : (void *)x;
}

AMBI_EXPORT int _PyLong_Sign(PyObject *v) { return Py_SIZE(v) < 0 ? -1 : Py_SIZE(v) > 0; }

AMBI_EXPORT size_t _PyLong_NumBits(PyObject *v) {
  Py_ssize_t n = ambi_long_length(v);
  return n ? (size_t)(n - 1) * PyLong_SHIFT + (size_t)ambi_digit_bits(AMBI_DIGITS(v)[n - 1]) : 0;
}

/* ---- doubles --------------------------------------------------------------------------------- */

double ambi_long_frexp(PyObject *v, Py_ssize_t *exponent) {
  Py_ssize_t n = ambi_long_length(v), bits = (Py_ssize_t)_PyLong_NumBits(v);
  if (n == 0) {
    *exponent = 0;
    return 0.0;
  }
  /* The leading 64 bits, then a sticky bit for all that follow. */
  uint64_t x = 0;
  int have = 0;
  Py_ssize_t i = n;
  bool sticky = false;
  while (i-- > 0) {
    int width = i == n - 1 ? ambi_digit_bits(AMBI_DIGITS(v)[i]) : PyLong_SHIFT, room = 64 - have;
    digit d = AMBI_DIGITS(v)[i];
    if (width <= room) {
      x = x << width | d;
      have += width;
    } else {
      if (room) x = x << room | d >> (width - room);
      have = 64;
      sticky |= (d & (((digit)1 << (width - room)) - 1)) != 0;
    }
  }
  if (have < 64) x <<= 64 - have;
  uint64_t kept = x >> 11, rest = x & 0x7ff;
  if (rest > 0x400 || (rest == 0x400 && (sticky || kept & 1))) kept++;
  double r = ldexp((double)kept, -53);
  if (r == 1.0) {
    r = 0.5;
    bits++;
  }
  *exponent = bits;
  return ambi_long_is_negative(v) ? -r : r;
}

AMBI_EXPORT double PyLong_AsDouble(PyObject *o) {
  if (require_int(o) < 0) return -1.0;
  if (ambi_long_is_medium(o)) return (double)ambi_long_medium(o);
  Py_ssize_t exponent;
  double x = ambi_long_frexp(o, &exponent);
  if (exponent > DBL_MAX_EXP) {
    PyErr_SetString(PyExc_OverflowError, "int too large to convert to float");
    return -1.0;
  }
  return ldexp(x, (int)exponent);
}

/* ---- byte arrays ----------------------------------------------------------------------------- */

AMBI_EXPORT PyObject *_PyLong_FromByteArray(const unsigned char *bytes, size_t n, int little_endian,
                                            int is_signed) {
  bool negative = is_signed && n && (little_endian ? bytes[n - 1] : bytes[0]) >= 0x80;
  size_t used = n;
  /* Leading bytes that only repeat the sign. */
  while (used && (little_endian ? bytes[used - 1] : bytes[n - used]) == (negative ? 0xff : 0))
    used--;
  if (negative && used < n) used++;
  if (used > (size_t)PY_SSIZE_T_MAX / 8)
    return ambi_raise(PyExc_OverflowError, "byte array too long to convert to int");
  Py_ssize_t length = (Py_ssize_t)((used * 8 + PyLong_SHIFT - 1) / PyLong_SHIFT);
  PyLongObject *r = ambi_long_new(length);
  if (!r) return NULL;
  uint64_t pending = 0;
  int bits = 0;
  Py_ssize_t at = 0;
  unsigned carry = 1;
  for (size_t i = 0; i < used; i++) {
    unsigned b = little_endian ? bytes[i] : bytes[n - 1 - i];
    if (negative) {
      b = (b ^ 0xff) + carry;
      carry = b >> 8;
      b &= 0xff;
    }
    pending |= (uint64_t)b << bits;
    bits += 8;
    if (bits >= PyLong_SHIFT) {
      r->ob_digit[at++] = (digit)(pending & PyLong_MASK);
      pending >>= PyLong_SHIFT;
      bits -= PyLong_SHIFT;
    }
  }
  if (bits && at < length) r->ob_digit[at++] = (digit)pending;
  Py_SET_SIZE(r, negative ? -at : at);
  return ambi_long_finish(r);
}

AMBI_EXPORT int _PyLong_AsByteArray(PyLongObject *v, unsigned char *bytes, size_t n,
                                    int little_endian, int is_signed) {
  PyObject *o = (PyObject *)v;
  bool negative = ambi_long_is_negative(o);
  if (negative && !is_signed) {
    PyErr_SetString(PyExc_OverflowError, "can't convert negative int to unsigned");
    return -1;
  }
  Py_ssize_t length = ambi_long_length(o), at = 0;
  uint64_t pending = 0;
  int bits = 0;
  digit carry = 1;
  for (size_t i = 0; i < n; i++) {
    if (bits < 8) {
      digit d = at < length ? v->ob_digit[at] : 0;
      if (negative) {
        d = (d ^ PyLong_MASK) + carry;
        carry = d >> PyLong_SHIFT;
        d &= PyLong_MASK;
      }
      at++;
      pending |= (uint64_t)d << bits;
      bits += PyLong_SHIFT;
    }
    bytes[little_endian ? i : n - 1 - i] = (unsigned char)pending;
    pending >>= 8;
    bits -= 8;
  }
  size_t need = _PyLong_NumBits(o);
  if (is_signed && need) {
    /* A sign bit more, but for -2**k. */
    bool power = negative && (v->ob_digit[length - 1] & (v->ob_digit[length - 1] - 1)) == 0;
    for (Py_ssize_t i = 0; power && i < length - 1; i++) power = v->ob_digit[i] == 0;
    if (!power) need++;
  }
  if (need <= 8 * (uint64_t)n) return 0;
  PyErr_SetString(PyExc_OverflowError, "int too big to convert");
  return -1;
}
