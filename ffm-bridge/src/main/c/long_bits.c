/* int: shifts and bitwise operations, on two's complement of unlimited width. */
#include "values.h"

#define CHECK_BINARY(a, b) \
  if (!PyLong_Check(a) || !PyLong_Check(b)) Py_RETURN_NOTIMPLEMENTED

/* Splits a shift count into digits and bits. Returns 1 where it is too large to be a length, -1 on
 * error. */
static int split_count(PyObject *count, Py_ssize_t *digits, int *bits) {
  if (ambi_long_is_negative(count)) {
    PyErr_SetString(PyExc_ValueError, "negative shift count");
    return -1;
  }
  if (ambi_long_length(count) > 2) return 1;
  int64_t n = 0;
  for (Py_ssize_t i = ambi_long_length(count); i-- > 0;)
    n = n << PyLong_SHIFT | AMBI_DIGITS(count)[i];
  *digits = n / PyLong_SHIFT;
  *bits = (int)(n % PyLong_SHIFT);
  return 0;
}

PyObject *ambi_long_shift_left(PyObject *v, PyObject *count) {
  Py_ssize_t digits;
  int bits;
  int large = split_count(count, &digits, &bits);
  if (large < 0) return NULL;
  if (Py_SIZE(v) == 0) return ambi_long_from_int64(0);
  if (large) return ambi_raise(PyExc_OverflowError, "too many digits in integer");
  Py_ssize_t n = ambi_long_length(v);
  PyLongObject *r = ambi_long_new(n + digits + 1);
  if (!r) return NULL;
  memset(r->ob_digit, 0, (size_t)digits * sizeof(digit));
  r->ob_digit[n + digits] = ambi_digits_shift_left(r->ob_digit + digits, AMBI_DIGITS(v), n, bits);
  if (ambi_long_is_negative(v)) Py_SET_SIZE(r, -Py_SIZE(r));
  return ambi_long_finish(r);
}

PyObject *ambi_long_shift_right(PyObject *v, PyObject *count) {
  Py_ssize_t digits = 0;
  int bits = 0;
  int large = split_count(count, &digits, &bits);
  if (large < 0) return NULL;
  Py_ssize_t n = ambi_long_length(v);
  bool negative = ambi_long_is_negative(v);
  if (large || digits >= n) return ambi_long_from_int64(negative ? -1 : 0);
  bool inexact = false;
  for (Py_ssize_t i = 0; i < digits; i++) inexact |= AMBI_DIGITS(v)[i] != 0;
  PyLongObject *r = ambi_long_new(n - digits + 1);
  if (!r) return NULL;
  r->ob_digit[n - digits] = 0;
  inexact |= ambi_digits_shift_right(r->ob_digit, AMBI_DIGITS(v) + digits, n - digits, bits) != 0;
  if (negative) {
    /* Towards minus infinity: the magnitude is rounded up. */
    if (inexact) {
      for (Py_ssize_t i = 0; (r->ob_digit[i] = (r->ob_digit[i] + 1) & PyLong_MASK) == 0; i++)
        continue;
    }
    Py_SET_SIZE(r, -Py_SIZE(r));
  }
  return ambi_long_finish(r);
}

/* Digit i of the two's complement of v; `carry` starts as 1 for a negative v and is kept from digit
 * to digit. */
static digit complement_digit(PyObject *v, Py_ssize_t i, digit *carry) {
  digit d = i < ambi_long_length(v) ? AMBI_DIGITS(v)[i] : 0;
  if (!ambi_long_is_negative(v)) return d;
  d = (d ^ PyLong_MASK) + *carry;
  *carry = d >> PyLong_SHIFT;
  return d & PyLong_MASK;
}

static PyObject *bitwise(PyObject *a, PyObject *b, char op) {
  if (!PyLong_Check(a) || !PyLong_Check(b)) Py_RETURN_NOTIMPLEMENTED;
  Py_ssize_t n =
      ambi_long_length(a) > ambi_long_length(b) ? ambi_long_length(a) : ambi_long_length(b);
  PyLongObject *r = ambi_long_new(n + 1);
  if (!r) return NULL;
  digit carry_a = 1, carry_b = 1;
  for (Py_ssize_t i = 0; i <= n; i++) {
    digit x = complement_digit(a, i, &carry_a), y = complement_digit(b, i, &carry_b);
    r->ob_digit[i] = op == '&' ? (x & y) : op == '|' ? (x | y) : (x ^ y);
  }
  if (r->ob_digit[n]) {
    digit carry = 1;
    for (Py_ssize_t i = 0; i <= n; i++) {
      digit d = (r->ob_digit[i] ^ PyLong_MASK) + carry;
      r->ob_digit[i] = d & PyLong_MASK;
      carry = d >> PyLong_SHIFT;
    }
    Py_SET_SIZE(r, -Py_SIZE(r));
  }
  return ambi_long_finish(r);
}

PyObject *ambi_long_invert(PyObject *v) {
  PyObject *minus_one = (PyObject *)&ambi_small_ints[-1 - AMBI_SMALL_INT_MIN];
  return ambi_long_subtract(minus_one, v);
}

PyObject *ambi_long_lshift_slot(PyObject *a, PyObject *b) {
  CHECK_BINARY(a, b);
  return ambi_long_shift_left(a, b);
}

PyObject *ambi_long_rshift_slot(PyObject *a, PyObject *b) {
  CHECK_BINARY(a, b);
  return ambi_long_shift_right(a, b);
}

PyObject *ambi_long_and_slot(PyObject *a, PyObject *b) { return bitwise(a, b, '&'); }
PyObject *ambi_long_or_slot(PyObject *a, PyObject *b) { return bitwise(a, b, '|'); }
PyObject *ambi_long_xor_slot(PyObject *a, PyObject *b) { return bitwise(a, b, '^'); }
