/*
 * Walking with the iterators of numpy_iterators.h: PyArray_ITER_NEXT and the like.
 */
#ifndef AMBI_NUMPY_WALK_H
#define AMBI_NUMPY_WALK_H

#include "numpy_descr.h"
#include "numpy_iterators.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Iteration over one array. */
static inline npy_intp ambi_iter_elsize(const PyArrayIterObject *it) {
  return PyDataType_ELSIZE((PyArray_Descr *)((const PyArrayObject_fields *)(const void *)it->ao)->descr);
}

static inline void ambi_iter_reset(PyArrayIterObject *it) {
  it->index = 0;
  it->dataptr = ((PyArrayObject_fields *)(void *)it->ao)->data;
  for (int i = 0; i <= it->nd_m1; i++) {
    it->coordinates[i] = 0;
  }
}

/* Of several dimensions without gaps, `coordinates` are not kept: nor does NumPy. */
static inline void ambi_iter_next(PyArrayIterObject *it) {
  it->index++;
  if (it->nd_m1 > 0 && it->contiguous) {
    it->dataptr += ambi_iter_elsize(it);
    return;
  }
  if (it->nd_m1 == 0) {
    it->dataptr += it->strides[0];
    it->coordinates[0]++;
    return;
  }
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
  if (it->nd_m1 == 0 || it->contiguous) {
    it->dataptr += rest * (it->nd_m1 == 0 ? it->strides[0] : ambi_iter_elsize(it));
    return;
  }
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
