/* Arithmetic on magnitudes of 30-bit digits: schoolbook and Karatsuba products, Knuth's division.
 */
#include "long_digits.h"

/* Where Karatsuba's product begins to win over the schoolbook's, in digits of the shorter operand.
 */
#define KARATSUBA_CUTOFF 70

int ambi_digits_compare(const digit *a, Py_ssize_t n, const digit *b, Py_ssize_t m) {
  if (n != m) return n < m ? -1 : 1;
  for (Py_ssize_t i = n; i-- > 0;) {
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  }
  return 0;
}

void ambi_digits_add(digit *r, const digit *a, Py_ssize_t n, const digit *b, Py_ssize_t m) {
  digit carry = 0;
  Py_ssize_t i = 0;
  for (; i < m; i++) {
    carry += a[i] + b[i];
    r[i] = carry & PyLong_MASK;
    carry >>= PyLong_SHIFT;
  }
  for (; i < n; i++) {
    carry += a[i];
    r[i] = carry & PyLong_MASK;
    carry >>= PyLong_SHIFT;
  }
  r[n] = carry;
}

void ambi_digits_subtract(digit *r, const digit *a, Py_ssize_t n, const digit *b, Py_ssize_t m) {
  digit borrow = 0;
  for (Py_ssize_t i = 0; i < n; i++) {
    borrow = a[i] - (i < m ? b[i] : 0) - borrow;
    r[i] = borrow & PyLong_MASK;
    borrow = (borrow >> PyLong_SHIFT) & 1;
  }
}

static void multiply_schoolbook(digit *r, const digit *a, Py_ssize_t n, const digit *b,
                                Py_ssize_t m) {
  memset(r, 0, (size_t)(n + m) * sizeof(digit));
  for (Py_ssize_t i = 0; i < n; i++) {
    twodigits carry = 0, factor = a[i];
    for (Py_ssize_t j = 0; j < m; j++) {
      carry += r[i + j] + factor * b[j];
      r[i + j] = (digit)(carry & PyLong_MASK);
      carry >>= PyLong_SHIFT;
    }
    r[i + m] = (digit)carry;
  }
}

/* r[0..n) += a[0..m), where the sum fits. */
static void add_into(digit *r, Py_ssize_t n, const digit *a, Py_ssize_t m) {
  digit carry = 0;
  for (Py_ssize_t i = 0; i < n && (i < m || carry); i++) {
    carry += r[i] + (i < m ? a[i] : 0);
    r[i] = carry & PyLong_MASK;
    carry >>= PyLong_SHIFT;
  }
}

/* A long operand is cut into pieces of the short one's length. */
static int multiply_lopsided(digit *r, const digit *a, Py_ssize_t n, const digit *b, Py_ssize_t m) {
  digit *product = malloc((size_t)(2 * m) * sizeof(digit));
  if (!product) return -1;
  memset(r, 0, (size_t)(n + m) * sizeof(digit));
  for (Py_ssize_t i = 0; i < n; i += m) {
    Py_ssize_t piece = n - i < m ? n - i : m;
    if (ambi_digits_multiply(product, b, m, a + i, piece) < 0) {
      free(product);
      return -1;
    }
    add_into(r + i, n + m - i, product, m + piece);
  }
  free(product);
  return 0;
}

/*
 * (ah*X + al) * (bh*X + bl) = ah*bh*X^2 + ((ah+al)*(bh+bl) - ah*bh - al*bl)*X + al*bl, for m > n/2.
 */
static int multiply_karatsuba(digit *r, const digit *a, Py_ssize_t n, const digit *b,
                              Py_ssize_t m) {
  Py_ssize_t h = n / 2, high_a = n - h, high_b = m - h;
  Py_ssize_t sum = high_a + 1, products = 2 * sum;
  digit *work = malloc((size_t)(2 * sum + products) * sizeof(digit));
  if (!work) return -1;
  digit *sum_a = work, *sum_b = work + sum, *middle = work + 2 * sum;
  ambi_digits_add(sum_a, a + h, high_a, a, h);
  if (high_b >= h) {
    ambi_digits_add(sum_b, b + h, high_b, b, h);
  } else {
    ambi_digits_add(sum_b, b, h, b + h, high_b);
  }
  Py_ssize_t length_b = (high_b >= h ? high_b : h) + 1;
  if (ambi_digits_multiply(middle, sum_a, sum, sum_b, length_b) < 0 ||
      ambi_digits_multiply(r, a, h, b, h) < 0 ||
      ambi_digits_multiply(r + 2 * h, a + h, high_a, b + h, high_b) < 0) {
    free(work);
    return -1;
  }
  Py_ssize_t length = sum + length_b;
  ambi_digits_subtract(middle, middle, length, r, ambi_digits_trim(r, 2 * h));
  ambi_digits_subtract(middle, middle, length, r + 2 * h, high_a + high_b);
  add_into(r + h, n + m - h, middle, ambi_digits_trim(middle, length));
  free(work);
  return 0;
}

int ambi_digits_multiply(digit *r, const digit *a, Py_ssize_t n, const digit *b, Py_ssize_t m) {
  if (n < m) {
    const digit *digits = a;
    Py_ssize_t length = n;
    a = b, n = m;
    b = digits, m = length;
  }
  if (m <= KARATSUBA_CUTOFF) {
    multiply_schoolbook(r, b, m, a, n);
    return 0;
  }
  return 2 * m <= n ? multiply_lopsided(r, a, n, b, m) : multiply_karatsuba(r, a, n, b, m);
}

digit ambi_digits_divide_by_digit(digit *q, const digit *a, Py_ssize_t n, digit d) {
  twodigits rest = 0;
  for (Py_ssize_t i = n; i-- > 0;) {
    rest = rest << PyLong_SHIFT | a[i];
    q[i] = (digit)(rest / d);
    rest %= d;
  }
  return (digit)rest;
}

digit ambi_digits_shift_left(digit *r, const digit *a, Py_ssize_t n, int bits) {
  digit carry = 0;
  for (Py_ssize_t i = 0; i < n; i++) {
    twodigits wide = (twodigits)a[i] << bits | carry;
    r[i] = (digit)(wide & PyLong_MASK);
    carry = (digit)(wide >> PyLong_SHIFT);
  }
  return carry;
}

digit ambi_digits_shift_right(digit *r, const digit *a, Py_ssize_t n, int bits) {
  digit carry = 0, mask = ((digit)1 << bits) - 1;
  for (Py_ssize_t i = n; i-- > 0;) {
    twodigits wide = (twodigits)carry << PyLong_SHIFT | a[i];
    carry = (digit)wide & mask;
    r[i] = (digit)(wide >> bits);
  }
  return carry;
}

/* Knuth, The Art of Computer Programming, volume 2, algorithm D. */
int ambi_digits_divide(digit *q, digit *r, const digit *a, Py_ssize_t n, const digit *b,
                       Py_ssize_t m) {
  digit *work = malloc((size_t)(n + 1 + m) * sizeof(digit));
  if (!work) return -1;
  digit *w = work, *v = work + n + 1;
  int shift = PyLong_SHIFT - ambi_digit_bits(b[m - 1]);
  ambi_digits_shift_left(v, b, m, shift);
  w[n] = ambi_digits_shift_left(w, a, n, shift);
  twodigits top = v[m - 1], next = v[m - 2];
  for (Py_ssize_t k = n - m; k >= 0; k--) {
    digit *part = w + k;
    twodigits numerator = (twodigits)part[m] << PyLong_SHIFT | part[m - 1];
    twodigits guess = numerator / top, rest = numerator % top;
    while (guess >= PyLong_BASE || guess * next > (rest << PyLong_SHIFT | part[m - 2])) {
      guess--;
      rest += top;
      if (rest >= PyLong_BASE) break;
    }
    int64_t borrow = 0;
    for (Py_ssize_t i = 0; i < m; i++) {
      int64_t d = (int64_t)part[i] + borrow - (int64_t)(guess * v[i]);
      part[i] = (digit)(d & PyLong_MASK);
      borrow = d >> PyLong_SHIFT;
    }
    int64_t last = (int64_t)part[m] + borrow;
    part[m] = 0;
    if (last < 0) {
      digit carry = 0;
      for (Py_ssize_t i = 0; i < m; i++) {
        carry += part[i] + v[i];
        part[i] = carry & PyLong_MASK;
        carry >>= PyLong_SHIFT;
      }
      guess--;
    }
    if (q) q[k] = (digit)guess;
  }
  ambi_digits_shift_right(r, w, m, shift);
  free(work);
  return 0;
}
