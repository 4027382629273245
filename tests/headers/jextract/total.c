#include "total.h"

double total(const ambi_array *x) {
  int64_t index[AMBI_MAXDIMS] = {0};
  double sum = 0;
  for (int64_t left = ambi_size(x); left > 0; left--) {
    sum += *(const double *)ambi_at(x, index);
    for (int32_t i = x->ndim - 1; i >= 0 && ++index[i] == x->shape[i]; i--) {
      index[i] = 0;
    }
  }
  return sum;
}

double dot(int64_t n, const double *x, const double *y) {
  double sum = 0;
  for (int64_t i = 0; i < n; i++) {
    sum += x[i] * y[i];
  }
  return sum;
}
