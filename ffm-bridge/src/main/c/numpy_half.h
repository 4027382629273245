/* IEEE 754 binary16 and back, rounding to nearest even. */
#ifndef AMBI_NUMPY_HALF_H
#define AMBI_NUMPY_HALF_H

#include <math.h>
#include <stdint.h>
#include <string.h>

static inline double ambi_double_of_half(uint16_t h) {
  int exponent = h >> 10 & 31, mantissa = h & 1023;
  double magnitude = exponent == 31  ? (mantissa ? (double)NAN : (double)INFINITY)
                     : exponent == 0 ? ldexp(mantissa, -24)
                                     : ldexp(mantissa | 1024, exponent - 25);
  return h & 0x8000 ? -magnitude : magnitude;
}

static inline uint16_t ambi_half_of_double(double value) {
  uint16_t sign = signbit(value) ? 0x8000 : 0;
  if (isnan(value)) return sign | 0x7e00;
  double magnitude = fabs(value);
  if (magnitude >= 65520.0) return sign | 0x7c00; /* infinity, and what rounds to it */
  int exponent;
  frexp(magnitude, &exponent); /* magnitude = [0.5, 1) * 2^exponent */
  if (magnitude == 0.0) return sign;
  int scale = exponent < -13 ? 24 : 11 - exponent;
  double units = nearbyint(ldexp(magnitude, scale));
  /* A carry out of the mantissa moves into the exponent by itself. */
  return exponent < -13 ? (uint16_t)(sign | (uint16_t)units)
                        : (uint16_t)(sign | (((exponent + 14) << 10) + ((int)units - 1024)));
}

#endif
