/*
 * The iterators that extensions look into: over one array, over several, over a neighborhood. NpyIter is opaque.
 *
 * How they are walked is in numpy_walk.h. They have room for 32 dimensions, also in NumPy 2.x, which has arrays of 64: for those, use NpyIter.
 */
#ifndef AMBI_NUMPY_ITERATORS_H
#define AMBI_NUMPY_ITERATORS_H

#include "numpy_layouts.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NPY_MAXDIMS_LEGACY_ITERS 32

/* An array as a type of its own: what it holds, the macros of numpy_array.h and PyArrayObject_fields say. */
typedef struct {
  PyObject ob_base;
} PyArrayObject;

typedef struct PyArrayIterObject_tag PyArrayIterObject;
typedef char *(*npy_iter_get_dataptr_t)(PyArrayIterObject *iter, const npy_intp *coordinates);

struct PyArrayIterObject_tag {
  PyObject ob_base;
  int nd_m1; /* dimensions less one */
  npy_intp index, size;
  npy_intp coordinates[NPY_MAXDIMS_LEGACY_ITERS];
  npy_intp dims_m1[NPY_MAXDIMS_LEGACY_ITERS];
  npy_intp strides[NPY_MAXDIMS_LEGACY_ITERS];
  npy_intp backstrides[NPY_MAXDIMS_LEGACY_ITERS];
  npy_intp factors[NPY_MAXDIMS_LEGACY_ITERS];
  PyArrayObject *ao;
  char *dataptr; /* the element */
  npy_bool contiguous;
  npy_intp bounds[NPY_MAXDIMS_LEGACY_ITERS][2];
  npy_intp limits[NPY_MAXDIMS_LEGACY_ITERS][2];
  npy_intp limits_sizes[NPY_MAXDIMS_LEGACY_ITERS];
  npy_iter_get_dataptr_t translate;
};

/* As 1.x has it. In 2.x `iters` may be longer, and is declared without a length; its place is the same. */
typedef struct {
  PyObject ob_base;
  int numiter;
  npy_intp size;
  npy_intp index;
  int nd;
  npy_intp dimensions[NPY_MAXDIMS_LEGACY_ITERS];
  PyArrayIterObject *iters[NPY_MAXDIMS_LEGACY_ITERS];
} PyArrayMultiIterObject;

typedef struct {
  PyObject ob_base;
  int nd_m1;
  npy_intp index, size;
  npy_intp coordinates[NPY_MAXDIMS_LEGACY_ITERS];
  npy_intp dims_m1[NPY_MAXDIMS_LEGACY_ITERS];
  npy_intp strides[NPY_MAXDIMS_LEGACY_ITERS];
  npy_intp backstrides[NPY_MAXDIMS_LEGACY_ITERS];
  npy_intp factors[NPY_MAXDIMS_LEGACY_ITERS];
  PyArrayObject *ao;
  char *dataptr;
  npy_bool contiguous;
  npy_intp bounds[NPY_MAXDIMS_LEGACY_ITERS][2];
  npy_intp limits[NPY_MAXDIMS_LEGACY_ITERS][2];
  npy_intp limits_sizes[NPY_MAXDIMS_LEGACY_ITERS];
  npy_iter_get_dataptr_t translate;
  npy_intp nd;
  npy_intp dimensions[NPY_MAXDIMS_LEGACY_ITERS];
  PyArrayIterObject *_internal_iter; /* the iterator that it goes around */
  char *constant;                    /* what is beyond the array, for constant padding */
  int mode;                          /* NPY_NEIGHBORHOOD_ITER_... */
} PyArrayNeighborhoodIterObject;

typedef struct NpyIter_InternalOnly NpyIter;
typedef int(NpyIter_IterNextFunc)(NpyIter *iter);
typedef void(NpyIter_GetMultiIndexFunc)(NpyIter *iter, npy_intp *outcoords);

#ifdef __cplusplus
}
#endif

#endif
