/*
 * Hashes. Those of numbers are CPython's (a value modulo 2**61 - 1, so that equal numbers of all
 * types hash alike); those of text are our own: CPython's are seeded at random, so no extension can
 * depend on them.
 */
#include "values.h"

#include <math.h>

static inline uint64_t read_word(const unsigned char *p) {
  uint64_t w;
  memcpy(&w, p, sizeof w);
  return w;
}

/* Both halves of the 128-bit product, folded. */
static inline uint64_t mix(uint64_t a, uint64_t b) {
  __extension__ unsigned __int128 product = (unsigned __int128)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

AMBI_EXPORT Py_hash_t _Py_HashBytes(const void *data, Py_ssize_t n) {
  if (n == 0) return 0;
  const unsigned char *p = data;
  const uint64_t k0 = 0x9e3779b97f4a7c15u, k1 = 0xd6e8feb86659fd93u, k2 = 0xa0761d6478bd642fu;
  uint64_t h = mix((uint64_t)n ^ k0, k1), a, b;
  Py_ssize_t left = n;
  for (; left > 16; left -= 16, p += 16) h = mix(read_word(p) ^ k1, read_word(p + 8) ^ h);
  if (left >= 8) {
    a = read_word(p);
    b = read_word(p + left - 8);
  } else {
    a = 0;
    for (Py_ssize_t i = 0; i < left; i++) a = a << 8 | p[i];
    b = (uint64_t)left;
  }
  h = mix(a ^ k2, b ^ h);
  h = mix(h ^ k0, k1);
  Py_hash_t hash = (Py_hash_t)h;
  return hash == -1 ? -2 : hash;
}

AMBI_EXPORT Py_hash_t _Py_HashPointer(const void *p) {
  /* The low bits are the same for all objects. */
  uintptr_t x = (uintptr_t)p;
  Py_hash_t hash = (Py_hash_t)(x >> 4 | x << (8 * sizeof x - 4));
  return hash == -1 ? -2 : hash;
}

AMBI_EXPORT Py_hash_t _Py_HashDouble(PyObject *o, double v) {
  if (isnan(v)) return _Py_HashPointer(o);
  if (isinf(v)) return v > 0 ? 314159 : -314159;
  const int bits = 61;
  const uint64_t modulus = ((uint64_t)1 << bits) - 1;
  int exponent;
  double fraction = frexp(fabs(v), &exponent);
  /* The 53 bits of the mantissa in one step, then a rotation for the power of two. */
  uint64_t x = (uint64_t)ldexp(fraction, 53);
  exponent = (exponent - 53) % bits;
  if (exponent < 0) exponent += bits;
  if (exponent) x = (x << exponent & modulus) | x >> (bits - exponent);
  Py_hash_t hash = v < 0 ? -(Py_hash_t)x : (Py_hash_t)x;
  return hash == -1 ? -2 : hash;
}
