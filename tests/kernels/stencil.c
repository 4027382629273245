/* The heat equation's step on a matrix of doubles that may lie anyhow. Borders are kept. */
#include <ambi/kernel.h>

AMBI_KERNEL void heat_step(const ambi_array *from, const ambi_array *to, double rate) {
  int64_t rows = from->shape[0], columns = from->shape[1];
  for (int64_t i = 0; i < rows; i++) {
    for (int64_t j = 0; j < columns; j++) {
      double here = *(const double *)ambi_at2(from, i, j);
      if (i > 0 && j > 0 && i + 1 < rows && j + 1 < columns) {
        double around = *(const double *)ambi_at2(from, i - 1, j) + *(const double *)ambi_at2(from, i + 1, j) +
                        *(const double *)ambi_at2(from, i, j - 1) + *(const double *)ambi_at2(from, i, j + 1);
        here += rate * (around - 4 * here);
      }
      *(double *)ambi_at2(to, i, j) = here;
    }
  }
}
