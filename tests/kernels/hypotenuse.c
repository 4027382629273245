/* An inner loop of a ufunc: dimensions[0] pairs, each operand with a step of its own in bytes. */
#include <math.h>
#include <stddef.h>
#include <stdint.h>

void hypotenuse_loop(char **args, const int64_t *dimensions, const int64_t *steps, void *data) {
  char *x = args[0], *y = args[1], *z = args[2];
  (void)data;
  for (int64_t i = 0; i < dimensions[0]; i++) {
    *(double *)z = sqrt(*(double *)x * *(double *)x + *(double *)y * *(double *)y);
    x += steps[0];
    y += steps[1];
    z += steps[2];
  }
}
