/* A C library that a test binds with jextract. */
#include <ambi/kernel.h>

/* The sum of doubles of any shape. */
AMBI_KERNEL double total(const ambi_array *x);

/* The scalar product of doubles without gaps. */
AMBI_KERNEL double dot(int64_t n, const double *x, const double *y);
