/*
 * The iterators that extensions look into: over one array, over several, over a neighborhood. NpyIter is opaque.
 *
 * They have room for 32 dimensions, also in NumPy 2.x, which has arrays of 64: for those, use NpyIter.
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

/* Iteration over one array. */
static inline void ambi_iter_reset(PyArrayIterObject *it) {
  it->index = 0;
  it->dataptr = ((PyArrayObject_fields *)(void *)it->ao)->data;
  for (int i = 0; i <= it->nd_m1; i++) {
    it->coordinates[i] = 0;
  }
}

static inline void ambi_iter_next(PyArrayIterObject *it) {
  it->index++;
  for (int i = it->nd_m1; i >= 0; i--) {
    if (it->coordinates[i] < it->dims_m1[i]) {
      it->coordinates[i]++;
      it->dataptr += it->strides[i];
      return;
    }
    it->coordinates[i] = 0;
    it->dataptr -= it->backstrides[i];
  }
}

static inline void ambi_iter_goto(PyArrayIterObject *it, const npy_intp *destination) {
  it->index = 0;
  it->dataptr = ((PyArrayObject_fields *)(void *)it->ao)->data;
  for (int i = 0; i <= it->nd_m1; i++) {
    npy_intp coordinate = destination[i] < 0 ? destination[i] + it->dims_m1[i] + 1 : destination[i];
    it->coordinates[i] = coordinate;
    it->dataptr += coordinate * it->strides[i];
    it->index += coordinate * it->factors[i];
  }
}

/* The element of a number in row-major order. */
static inline void ambi_iter_goto1d(PyArrayIterObject *it, npy_intp index) {
  npy_intp rest = index < 0 ? index + it->size : index;
  it->index = rest;
  it->dataptr = ((PyArrayObject_fields *)(void *)it->ao)->data;
  for (int i = 0; i <= it->nd_m1; i++) {
    it->coordinates[i] = rest / it->factors[i];
    it->dataptr += it->coordinates[i] * it->strides[i];
    rest %= it->factors[i];
  }
}

#define PyArray_ITER_RESET(it) ambi_iter_reset((PyArrayIterObject *)(it))
#define PyArray_ITER_NEXT(it) ambi_iter_next((PyArrayIterObject *)(it))
#define PyArray_ITER_GOTO(it, destination) ambi_iter_goto((PyArrayIterObject *)(it), destination)
#define PyArray_ITER_GOTO1D(it, index) ambi_iter_goto1d((PyArrayIterObject *)(it), index)
#define PyArray_ITER_DATA(it) ((void *)((PyArrayIterObject *)(it))->dataptr)
#define PyArray_ITER_NOTDONE(it) (((PyArrayIterObject *)(it))->index < ((PyArrayIterObject *)(it))->size)

/* Iteration over several, which are broadcast to one shape. */
static inline void ambi_multi_iter_reset(PyArrayMultiIterObject *multi) {
  multi->index = 0;
  for (int i = 0; i < multi->numiter; i++) {
    ambi_iter_reset(multi->iters[i]);
  }
}

static inline void ambi_multi_iter_next(PyArrayMultiIterObject *multi) {
  multi->index++;
  for (int i = 0; i < multi->numiter; i++) {
    ambi_iter_next(multi->iters[i]);
  }
}

static inline void ambi_multi_iter_goto(PyArrayMultiIterObject *multi, const npy_intp *destination) {
  for (int i = 0; i < multi->numiter; i++) {
    ambi_iter_goto(multi->iters[i], destination);
  }
  multi->index = multi->iters[0]->index;
}

static inline void ambi_multi_iter_goto1d(PyArrayMultiIterObject *multi, npy_intp index) {
  for (int i = 0; i < multi->numiter; i++) {
    ambi_iter_goto1d(multi->iters[i], index);
  }
  multi->index = multi->iters[0]->index;
}

#define AMBI_MULTI(multi) ((PyArrayMultiIterObject *)(multi))
#define PyArray_MultiIter_RESET(multi) ambi_multi_iter_reset(AMBI_MULTI(multi))
#define PyArray_MultiIter_NEXT(multi) ambi_multi_iter_next(AMBI_MULTI(multi))
#define PyArray_MultiIter_GOTO(multi, destination) ambi_multi_iter_goto(AMBI_MULTI(multi), destination)
#define PyArray_MultiIter_GOTO1D(multi, index) ambi_multi_iter_goto1d(AMBI_MULTI(multi), index)
#define PyArray_MultiIter_DATA(multi, i) ((void *)AMBI_MULTI(multi)->iters[i]->dataptr)
#define PyArray_MultiIter_NEXTi(multi, i) ambi_iter_next(AMBI_MULTI(multi)->iters[i])
#define PyArray_MultiIter_NOTDONE(multi) (AMBI_MULTI(multi)->index < AMBI_MULTI(multi)->size)
#define PyArray_MultiIter_NUMITER(multi) (AMBI_MULTI(multi)->numiter)
#define PyArray_MultiIter_SIZE(multi) (AMBI_MULTI(multi)->size)
#define PyArray_MultiIter_INDEX(multi) (AMBI_MULTI(multi)->index)
#define PyArray_MultiIter_NDIM(multi) (AMBI_MULTI(multi)->nd)
#define PyArray_MultiIter_DIMS(multi) (AMBI_MULTI(multi)->dimensions)
#define PyArray_MultiIter_ITERS(multi) ((void **)AMBI_MULTI(multi)->iters)

/* Iteration over the neighborhood of where another iterator stands. Gives 0. */
static inline int PyArrayNeighborhoodIter_Reset(PyArrayNeighborhoodIterObject *it) {
  for (npy_intp i = 0; i < it->nd; i++) {
    it->coordinates[i] = it->bounds[i][0];
  }
  it->dataptr = it->translate((PyArrayIterObject *)(void *)it, it->coordinates);
  return 0;
}

static inline int PyArrayNeighborhoodIter_Next(PyArrayNeighborhoodIterObject *it) {
  for (npy_intp i = it->nd - 1; i >= 0; i--) {
    if (it->coordinates[i] < it->bounds[i][1]) {
      it->coordinates[i]++;
      break;
    }
    it->coordinates[i] = it->bounds[i][0];
  }
  it->dataptr = it->translate((PyArrayIterObject *)(void *)it, it->coordinates);
  return 0;
}

#ifdef __cplusplus
}
#endif

#endif
