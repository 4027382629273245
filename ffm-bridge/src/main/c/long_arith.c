/* int: sums, products, floor division, powers, true division. */
#include "values.h"

#include "containers.h"

#include <float.h>
#include <math.h>

#define CHECK_BINARY(a, b) \
  if (!PyLong_Check(a) || !PyLong_Check(b)) Py_RETURN_NOTIMPLEMENTED

/* |a| + |b|, or its negative. */
static PyObject *add_magnitudes(PyObject *a, PyObject *b, bool negative) {
  Py_ssize_t n = ambi_long_length(a), m = ambi_long_length(b);
  if (n < m) {
    PyObject *o = a;
    a = b, b = o;
    n = ambi_long_length(a), m = ambi_long_length(b);
  }
  PyLongObject *r = ambi_long_new(n + 1);
  if (!r) return NULL;
  ambi_digits_add(r->ob_digit, AMBI_DIGITS(a), n, AMBI_DIGITS(b), m);
  if (negative) Py_SET_SIZE(r, -Py_SIZE(r));
  return ambi_long_finish(r);
}

/* |a| - |b|, or its negative. */
static PyObject *subtract_magnitudes(PyObject *a, PyObject *b, bool negative) {
  Py_ssize_t n = ambi_long_length(a), m = ambi_long_length(b);
  int order = ambi_digits_compare(AMBI_DIGITS(a), n, AMBI_DIGITS(b), m);
  if (order == 0) return ambi_long_from_int64(0);
  if (order < 0) {
    PyObject *o = a;
    a = b, b = o;
    n = ambi_long_length(a), m = ambi_long_length(b);
    negative = !negative;
  }
  PyLongObject *r = ambi_long_new(n);
  if (!r) return NULL;
  ambi_digits_subtract(r->ob_digit, AMBI_DIGITS(a), n, AMBI_DIGITS(b), m);
  if (negative) Py_SET_SIZE(r, -Py_SIZE(r));
  return ambi_long_finish(r);
}

PyObject *ambi_long_add(PyObject *a, PyObject *b) {
  if (ambi_long_is_medium(a) && ambi_long_is_medium(b)) {
    return ambi_long_from_int64(ambi_long_medium(a) + ambi_long_medium(b));
  }
  bool negative = ambi_long_is_negative(a);
  return negative == ambi_long_is_negative(b) ? add_magnitudes(a, b, negative)
                                              : subtract_magnitudes(a, b, negative);
}

PyObject *ambi_long_subtract(PyObject *a, PyObject *b) {
  if (ambi_long_is_medium(a) && ambi_long_is_medium(b)) {
    return ambi_long_from_int64(ambi_long_medium(a) - ambi_long_medium(b));
  }
  bool negative = ambi_long_is_negative(a);
  return negative == ambi_long_is_negative(b) ? subtract_magnitudes(a, b, negative)
                                              : add_magnitudes(a, b, negative);
}

PyObject *ambi_long_multiply(PyObject *a, PyObject *b) {
  if (ambi_long_is_medium(a) && ambi_long_is_medium(b)) {
    return ambi_long_from_int64(ambi_long_medium(a) * ambi_long_medium(b));
  }
  Py_ssize_t n = ambi_long_length(a), m = ambi_long_length(b);
  if (n == 0 || m == 0) return ambi_long_from_int64(0);
  PyLongObject *r = ambi_long_new(n + m);
  if (!r) return NULL;
  if (ambi_digits_multiply(r->ob_digit, AMBI_DIGITS(a), n, AMBI_DIGITS(b), m) < 0) {
    Py_DECREF(r);
    return PyErr_NoMemory();
  }
  if (ambi_long_is_negative(a) != ambi_long_is_negative(b)) Py_SET_SIZE(r, -Py_SIZE(r));
  return ambi_long_finish(r);
}

PyObject *ambi_long_negative(PyObject *v) {
  if (ambi_long_is_medium(v)) return ambi_long_from_int64(-ambi_long_medium(v));
  PyObject *r = _PyLong_Copy((PyLongObject *)v);
  if (r) Py_SET_SIZE(r, -Py_SIZE(r));
  return r;
}

/* Truncating division of magnitudes with C's signs, for a divisor that is not zero. */
static int divide_truncating(PyObject *a, PyObject *b, PyObject **quotient, PyObject **remainder) {
  Py_ssize_t n = ambi_long_length(a), m = ambi_long_length(b);
  *quotient = *remainder = NULL;
  if (ambi_digits_compare(AMBI_DIGITS(a), n, AMBI_DIGITS(b), m) < 0) {
    *quotient = ambi_long_from_int64(0);
    *remainder = ambi_long_exact(a);
    return *remainder ? 0 : -1;
  }
  PyLongObject *q = ambi_long_new(n - m + 1), *r = q ? ambi_long_new(m) : NULL;
  if (!r) {
    Py_XDECREF(q);
    return -1;
  }
  if (m == 1) {
    r->ob_digit[0] = ambi_digits_divide_by_digit(q->ob_digit, AMBI_DIGITS(a), n, AMBI_DIGITS(b)[0]);
  } else if (ambi_digits_divide(q->ob_digit, r->ob_digit, AMBI_DIGITS(a), n, AMBI_DIGITS(b), m) <
             0) {
    Py_DECREF(q);
    Py_DECREF(r);
    PyErr_NoMemory();
    return -1;
  }
  if (ambi_long_is_negative(a) != ambi_long_is_negative(b)) Py_SET_SIZE(q, -Py_SIZE(q));
  if (ambi_long_is_negative(a)) Py_SET_SIZE(r, -Py_SIZE(r));
  *quotient = ambi_long_finish(q);
  *remainder = ambi_long_finish(r);
  return 0;
}

int ambi_long_divmod(PyObject *a, PyObject *b, PyObject **quotient, PyObject **remainder,
                     const char *by_zero) {
  if (Py_SIZE(b) == 0) {
    PyErr_SetString(PyExc_ZeroDivisionError, by_zero);
    return -1;
  }
  if (ambi_long_is_medium(a) && ambi_long_is_medium(b)) {
    int64_t x = ambi_long_medium(a), y = ambi_long_medium(b), q = x / y, r = x % y;
    if (r && (r < 0) != (y < 0)) {
      q--;
      r += y;
    }
    PyObject *first = NULL;
    if (quotient && !(first = *quotient = ambi_long_from_int64(q))) return -1;
    if (remainder && !(*remainder = ambi_long_from_int64(r))) {
      Py_XDECREF(first);
      return -1;
    }
    return 0;
  }
  PyObject *q, *r;
  if (divide_truncating(a, b, &q, &r) < 0) return -1;
  if (Py_SIZE(r) != 0 && ambi_long_is_negative(r) != ambi_long_is_negative(b)) {
    PyObject *one = (PyObject *)&ambi_small_ints[1 - AMBI_SMALL_INT_MIN];
    Py_SETREF(q, quotient ? ambi_long_subtract(q, one) : NULL);
    Py_SETREF(r, remainder ? ambi_long_add(r, b) : NULL);
    if ((quotient && !q) || (remainder && !r)) {
      Py_XDECREF(q);
      Py_XDECREF(r);
      return -1;
    }
  }
  if (quotient) {
    *quotient = q;
  } else {
    Py_XDECREF(q);
  }
  if (remainder) {
    *remainder = r;
  } else {
    Py_XDECREF(r);
  }
  return 0;
}

PyObject *ambi_long_gcd(PyObject *a, PyObject *b) {
  PyObject *x = ambi_long_is_negative(a) ? ambi_long_negative(a) : ambi_long_exact(a);
  PyObject *y = ambi_long_is_negative(b) ? ambi_long_negative(b) : ambi_long_exact(b);
  while (x && y && Py_SIZE(y) != 0) {
    PyObject *r;
    if (ambi_long_divmod(x, y, NULL, &r, "") < 0) r = NULL;
    Py_DECREF(x);
    x = y;
    y = r;
  }
  if (!x || !y) {
    Py_XDECREF(x);
    Py_XDECREF(y);
    return NULL;
  }
  Py_DECREF(y);
  return x;
}

static PyObject *long_add(PyObject *a, PyObject *b) {
  CHECK_BINARY(a, b);
  return ambi_long_add(a, b);
}

static PyObject *long_subtract(PyObject *a, PyObject *b) {
  CHECK_BINARY(a, b);
  return ambi_long_subtract(a, b);
}

static PyObject *long_multiply(PyObject *a, PyObject *b) {
  CHECK_BINARY(a, b);
  return ambi_long_multiply(a, b);
}

static const char division_by_zero[] = "integer division or modulo by zero";
static const char modulo_by_zero[] = "integer modulo by zero";

static PyObject *long_floor_divide(PyObject *a, PyObject *b) {
  CHECK_BINARY(a, b);
  PyObject *q;
  return ambi_long_divmod(a, b, &q, NULL, division_by_zero) < 0 ? NULL : q;
}

static PyObject *long_remainder(PyObject *a, PyObject *b) {
  CHECK_BINARY(a, b);
  PyObject *r;
  return ambi_long_divmod(a, b, NULL, &r, modulo_by_zero) < 0 ? NULL : r;
}

static PyObject *long_divmod(PyObject *a, PyObject *b) {
  CHECK_BINARY(a, b);
  PyObject *q, *r;
  if (ambi_long_divmod(a, b, &q, &r, division_by_zero) < 0) return NULL;
  return ambi_tuple_of_two(q, r);
}

/* ---- powers ---------------------------------------------------------------------------------- */

/* *r = *r * factor, modulo `modulus` where there is one. */
static int multiply_step(PyObject **r, PyObject *factor, PyObject *modulus) {
  Py_SETREF(*r, ambi_long_multiply(*r, factor));
  if (!*r) return -1;
  if (modulus) {
    PyObject *reduced;
    if (ambi_long_divmod(*r, modulus, NULL, &reduced, modulo_by_zero) < 0) return -1;
    Py_SETREF(*r, reduced);
  }
  return 0;
}

/* The x with a * x = 1 modulo n: extended Euclid. A new reference, or NULL with ValueError. */
static PyObject *invert_modulo(PyObject *a, PyObject *n) {
  PyObject *b = PyLong_FromLong(1), *c = PyLong_FromLong(0), *x = AMBI_NEWREF(a),
           *y = AMBI_NEWREF(n);
  while (y && c && Py_SIZE(y) != 0) {
    PyObject *q, *r;
    if (ambi_long_divmod(x, y, &q, &r, division_by_zero) < 0) goto failed;
    Py_SETREF(x, y);
    y = r;
    PyObject *product = ambi_long_multiply(q, c);
    Py_DECREF(q);
    PyObject *next = product ? ambi_long_subtract(b, product) : NULL;
    Py_XDECREF(product);
    Py_SETREF(b, c);
    c = next;
  }
  if (!c) goto failed;
  Py_DECREF(c);
  Py_DECREF(y);
  bool one = Py_SIZE(x) == 1 && AMBI_DIGITS(x)[0] == 1;
  Py_DECREF(x);
  if (one) return b;
  Py_DECREF(b);
  return ambi_raise(PyExc_ValueError, "base is not invertible for the given modulus");
failed:
  Py_XDECREF(b);
  Py_XDECREF(c);
  Py_XDECREF(x);
  Py_XDECREF(y);
  return NULL;
}

/* base ** exponent, for an exponent that is not negative. */
static PyObject *power(PyObject *base, PyObject *exponent, PyObject *modulus) {
  PyObject *r = PyLong_FromLong(1);
  for (Py_ssize_t i = ambi_long_length(exponent); i-- > 0;) {
    for (int bit = PyLong_SHIFT; bit-- > 0;) {
      if (multiply_step(&r, r, modulus) < 0) goto failed;
      if (AMBI_DIGITS(exponent)[i] >> bit & 1 && multiply_step(&r, base, modulus) < 0) goto failed;
    }
  }
  return r;
failed:
  Py_XDECREF(r);
  return NULL;
}

static PyObject *long_power(PyObject *a, PyObject *b, PyObject *modulus) {
  CHECK_BINARY(a, b);
  if (modulus == Py_None) {
    modulus = NULL;
  } else if (!PyLong_Check(modulus)) {
    Py_RETURN_NOTIMPLEMENTED;
  }
  if (!modulus) {
    if (!ambi_long_is_negative(b)) return power(a, b, NULL);
    /* An int to a negative power is a float. */
    return PyFloat_Type.tp_as_number->nb_power(a, b, Py_None);
  }
  if (Py_SIZE(modulus) == 0) return ambi_raise(PyExc_ValueError, "pow() 3rd argument cannot be 0");
  PyObject *r = NULL, *base = NULL, *exponent = AMBI_NEWREF(b);
  PyObject *positive =
      ambi_long_is_negative(modulus) ? ambi_long_negative(modulus) : AMBI_NEWREF(modulus);
  if (!positive || ambi_long_divmod(a, positive, NULL, &base, modulo_by_zero) < 0) goto done;
  if (ambi_long_is_negative(exponent)) {
    Py_SETREF(base, invert_modulo(base, positive));
    Py_SETREF(exponent, ambi_long_negative(exponent));
    if (!base || !exponent) goto done;
    PyObject *reduced;
    if (ambi_long_divmod(base, positive, NULL, &reduced, modulo_by_zero) < 0) goto done;
    Py_SETREF(base, reduced);
  }
  r = power(base, exponent, positive);
  /* Also brings the result 1 of a zero exponent under a modulus of 1, and gives it the modulus'
   * sign. */
  if (r) {
    PyObject *reduced;
    if (ambi_long_divmod(r, modulus, NULL, &reduced, modulo_by_zero) < 0) reduced = NULL;
    Py_SETREF(r, reduced);
  }
done:
  Py_XDECREF(positive);
  Py_XDECREF(base);
  Py_XDECREF(exponent);
  return r;
}

/* ---- true division --------------------------------------------------------------------------- */

/* Correctly rounded: the quotient is taken to at least 56 bits with a sticky last bit, then rounded
 * once. */
static PyObject *divide_rounding_once(PyObject *a, PyObject *b) {
  bool negative = ambi_long_is_negative(a) != ambi_long_is_negative(b);
  Py_ssize_t bits_a = (Py_ssize_t)_PyLong_NumBits(a), bits_b = (Py_ssize_t)_PyLong_NumBits(b);
  Py_ssize_t difference = bits_a - bits_b;
  if (difference > DBL_MAX_EXP) goto overflow;
  if (difference < DBL_MIN_EXP - DBL_MANT_DIG - 1) return PyFloat_FromDouble(negative ? -0.0 : 0.0);

  /* The quotient q * 2**-shift has 60 or 61 bits. */
  Py_ssize_t shift = 60 - difference;
  PyObject *count = PyLong_FromSsize_t(shift < 0 ? -shift : shift);
  PyObject *x = NULL, *y = NULL, *q = NULL, *r = NULL;
  if (count) {
    x = shift > 0 ? ambi_long_shift_left(a, count) : AMBI_NEWREF(a);
    y = shift < 0 ? ambi_long_shift_left(b, count) : AMBI_NEWREF(b);
    Py_DECREF(count);
  }
  bool done = x && y && divide_truncating(x, y, &q, &r) == 0;
  Py_XDECREF(x);
  Py_XDECREF(y);
  if (!done) return NULL;
  uint64_t mantissa = 0;
  for (Py_ssize_t i = ambi_long_length(q); i-- > 0;)
    mantissa = mantissa << PyLong_SHIFT | AMBI_DIGITS(q)[i];
  if (Py_SIZE(r) != 0) mantissa |= 1;
  Py_DECREF(q);
  Py_DECREF(r);

  /* How many low bits the double cannot keep: more for a subnormal result. */
  int bits = 64 - __builtin_clzll(mantissa);
  Py_ssize_t lost = bits - DBL_MANT_DIG, least = DBL_MIN_EXP - DBL_MANT_DIG + shift;
  if (lost < least) lost = least;
  if (lost > 62) lost = 62;
  uint64_t half = (uint64_t)1 << (lost - 1), rest = mantissa & (2 * half - 1);
  mantissa >>= lost;
  if (rest > half || (rest == half && mantissa & 1)) mantissa++;
  double result = ldexp((double)mantissa, (int)(lost - shift));
  if (isinf(result)) goto overflow;
  return PyFloat_FromDouble(negative ? -result : result);
overflow:
  return ambi_raise(PyExc_OverflowError, "integer division result too large for a float");
}

static PyObject *long_true_divide(PyObject *a, PyObject *b) {
  CHECK_BINARY(a, b);
  if (Py_SIZE(b) == 0) return ambi_raise(PyExc_ZeroDivisionError, "division by zero");
  if (Py_SIZE(a) == 0) return PyFloat_FromDouble(ambi_long_is_negative(b) ? -0.0 : 0.0);
  if (_PyLong_NumBits(a) <= DBL_MANT_DIG && _PyLong_NumBits(b) <= DBL_MANT_DIG) {
    return PyFloat_FromDouble(PyLong_AsDouble(a) / PyLong_AsDouble(b));
  }
  return divide_rounding_once(a, b);
}

/* ---- signs ----------------------------------------------------------------------------------- */

static PyObject *long_absolute(PyObject *v) {
  return ambi_long_is_negative(v) ? ambi_long_negative(v) : ambi_long_exact(v);
}

static int long_bool(PyObject *v) { return Py_SIZE(v) != 0; }

static PyObject *long_float(PyObject *v) {
  double d = PyLong_AsDouble(v);
  return d == -1.0 && PyErr_Occurred() ? NULL : PyFloat_FromDouble(d);
}

/* ---- shifts and bits: long_bits.c ------------------------------------------------------------ */

PyObject *ambi_long_invert(PyObject *v);
PyObject *ambi_long_lshift_slot(PyObject *a, PyObject *b);
PyObject *ambi_long_rshift_slot(PyObject *a, PyObject *b);
PyObject *ambi_long_and_slot(PyObject *a, PyObject *b);
PyObject *ambi_long_or_slot(PyObject *a, PyObject *b);
PyObject *ambi_long_xor_slot(PyObject *a, PyObject *b);

PyNumberMethods ambi_long_as_number = {
    .nb_add = long_add,
    .nb_subtract = long_subtract,
    .nb_multiply = long_multiply,
    .nb_remainder = long_remainder,
    .nb_divmod = long_divmod,
    .nb_power = long_power,
    .nb_negative = ambi_long_negative,
    .nb_positive = ambi_long_exact,
    .nb_absolute = long_absolute,
    .nb_bool = long_bool,
    .nb_invert = ambi_long_invert,
    .nb_lshift = ambi_long_lshift_slot,
    .nb_rshift = ambi_long_rshift_slot,
    .nb_and = ambi_long_and_slot,
    .nb_xor = ambi_long_xor_slot,
    .nb_or = ambi_long_or_slot,
    .nb_int = ambi_long_exact,
    .nb_float = long_float,
    .nb_floor_divide = long_floor_divide,
    .nb_true_divide = long_true_divide,
    .nb_index = ambi_long_exact,
};
