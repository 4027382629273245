/*
 * Arithmetic on magnitudes: arrays of 30-bit digits, least significant first. No objects here.
 * A result array never overlaps an operand unless a function says that it may.
 */
#ifndef AMBI_LONG_DIGITS_H
#define AMBI_LONG_DIGITS_H

#include "ambi.h"

typedef uint64_t twodigits;

/* The length of a[0..n) without leading zeros. */
static inline Py_ssize_t ambi_digits_trim(const digit *a, Py_ssize_t n) {
  while (n > 0 && a[n - 1] == 0) n--;
  return n;
}

/* The number of bits of a digit that is not zero; 0 for zero. */
static inline int ambi_digit_bits(digit d) { return d ? 32 - __builtin_clz(d) : 0; }

/* Less than, equal to, or greater than zero; both without leading zeros. */
int ambi_digits_compare(const digit *a, Py_ssize_t n, const digit *b, Py_ssize_t m);

/* r[0..n] = a + b, for n >= m. r may be a. */
void ambi_digits_add(digit *r, const digit *a, Py_ssize_t n, const digit *b, Py_ssize_t m);

/* r[0..n) = a - b, for a >= b. r may be a. */
void ambi_digits_subtract(digit *r, const digit *a, Py_ssize_t n, const digit *b, Py_ssize_t m);

/* r[0..n+m) = a * b. Returns -1 where there is no memory (no error set). */
int ambi_digits_multiply(digit *r, const digit *a, Py_ssize_t n, const digit *b, Py_ssize_t m);

/* q[0..n) = a / d; returns the remainder. q may be a. */
digit ambi_digits_divide_by_digit(digit *q, const digit *a, Py_ssize_t n, digit d);

/*
 * q[0..n-m] = a / b and r[0..m) the remainder, for n >= m >= 2 and no leading zero in b.
 * q may be NULL. Returns -1 where there is no memory (no error set).
 */
int ambi_digits_divide(digit *q, digit *r, const digit *a, Py_ssize_t n, const digit *b,
                       Py_ssize_t m);

/* r[0..n) = a << bits, for bits < 30; returns the digit that is carried out. r may be a. */
digit ambi_digits_shift_left(digit *r, const digit *a, Py_ssize_t n, int bits);

/* r[0..n) = a >> bits, for bits < 30; returns the bits that fall out. r may be a. */
digit ambi_digits_shift_right(digit *r, const digit *a, Py_ssize_t n, int bits);

#endif
