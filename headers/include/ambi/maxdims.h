/*
 * How many dimensions a kernel is made for.
 *
 * NumPy 1.x has arrays of up to 32 dimensions, NumPy 2.x of up to 64. Code that keeps one index for each dimension
 * in an array of fixed length has to know which. 64 is right for both; where 32 was written into the code, say so:
 *
 *     #define AMBI_MAXDIMS 32         before this header, or -DAMBI_MAXDIMS=32
 *     AMBI_DECLARE_MAXDIMS;           once in the library, outside of any function
 *
 * The second line exports the constant `ambi_maxdims`, which Ambi reads when it binds a function of the library: it
 * refuses an array of more dimensions before the call. ambi_check_ndim is the same check from the inside, for
 * callers that are not Ambi.
 */
#ifndef AMBI_MAXDIMS_H
#define AMBI_MAXDIMS_H

#include <stdint.h>

#define AMBI_MAXDIMS_NUMPY_1 32
#define AMBI_MAXDIMS_NUMPY_2 64

#ifndef AMBI_MAXDIMS
#define AMBI_MAXDIMS 64
#endif

#if AMBI_MAXDIMS < 1 || AMBI_MAXDIMS > AMBI_MAXDIMS_NUMPY_2
#error "AMBI_MAXDIMS is the number of dimensions that this code is made for: 1 to 64, and 32 for code of NumPy 1.x"
#endif

#ifdef __cplusplus
#define AMBI_EXTERN_C extern "C"
#else
#define AMBI_EXTERN_C extern
#endif

#if defined(_WIN32)
#define AMBI_VISIBLE __declspec(dllexport)
#else
#define AMBI_VISIBLE __attribute__((visibility("default")))
#endif

#define AMBI_DECLARE_MAXDIMS                            \
  AMBI_EXTERN_C AMBI_VISIBLE const int32_t ambi_maxdims; \
  const int32_t ambi_maxdims = AMBI_MAXDIMS

/* Whether this code is made for arrays of so many dimensions: 1 or 0. */
static inline int ambi_check_ndim(int32_t ndim) {
  return ndim >= 0 && ndim <= AMBI_MAXDIMS;
}

#endif
