/* What can be asked of an NpyIter, and how it can be changed before it runs. */
#include "numpy_nditer.h"

static int fail(PyObject *type, const char *message) {
  PyErr_SetString(type, message);
  return 0;
}

/* ---- changes ---------------------------------------------------------------------------------------------------- */

/* The iteration axis that is the caller's `axis`. */
static int find_axis(NpyIter *it, int axis) {
  int place = it->ndim - 1 - axis;
  for (int k = 0; k < it->ndim; k++) {
    if (it->perm[k] == place || it->perm[k] == -1 - place) return k;
  }
  return -1;
}

AMBI_EXPORT int NpyIter_RemoveAxis(NpyIter *it, int axis) {
  if (!ambi_nditer_has(it, NPY_ITER_MULTI_INDEX)) {
    return fail(PyExc_RuntimeError, "Iterator RemoveAxis may only be called if a multi-index is being tracked");
  }
  if (ambi_nditer_has(it, AMBI_NDITER_INDEX)) {
    return fail(PyExc_RuntimeError, "Iterator RemoveAxis may not be called on an iterator which is tracking an index");
  }
  if (ambi_nditer_has(it, NPY_ITER_BUFFERED)) {
    return fail(PyExc_RuntimeError, "Iterator RemoveAxis may not be called on a buffered iterator");
  }
  if (axis < 0 || axis >= it->ndim) return fail(PyExc_ValueError, "axis out of bounds in iterator RemoveAxis");
  int gone = find_axis(it, axis), place = it->ndim - 1 - axis;
  npy_intp *strides = ambi_nditer_strides(it, gone);
  if (it->perm[gone] < 0) {
    /* The caller counts from the axis' own start. */
    for (int op = 0; op < it->nop; op++) {
      npy_intp shift = (it->shape[gone] - 1) * strides[op];
      it->first[op] += shift;
      it->ops[op].offset += shift;
    }
  }
  it->ndim--;
  size_t row = (size_t)(it->nop + 1) * sizeof(npy_intp);
  memmove(strides, ambi_nditer_strides(it, gone + 1), (size_t)(it->ndim - gone) * row);
  memmove(it->shape + gone, it->shape + gone + 1, (size_t)(it->ndim - gone) * sizeof *it->shape);
  memmove(it->perm + gone, it->perm + gone + 1, (size_t)(it->ndim - gone) * sizeof *it->perm);
  for (int k = 0; k < it->ndim; k++) {
    int other = it->perm[k] < 0 ? -1 - it->perm[k] : it->perm[k];
    if (other > place) it->perm[k] += it->perm[k] < 0 ? 1 : -1;
  }
  if (it->ndim == 0) {
    it->shape[0] = 1;
    memset(it->strides, 0, row);
  }
  it->itersize = PyArray_OverflowMultiplyList(it->shape, it->ndim);
  it->iterstart = 0;
  it->iterend = it->itersize;
  return ambi_nditer_restart(it) == 0;
}

AMBI_EXPORT int NpyIter_RemoveMultiIndex(NpyIter *it) {
  if (it->itersize < 0) return fail(PyExc_ValueError, "iterator is too large");
  if (!ambi_nditer_has(it, NPY_ITER_MULTI_INDEX)) return 1;
  if (ambi_nditer_flush(it) < 0) return 0;
  it->flags &= ~NPY_ITER_MULTI_INDEX;
  ambi_nditer_coalesce(it);
  return it->buffers_ready ? ambi_nditer_restart(it) == 0 : 1;
}

AMBI_EXPORT int NpyIter_EnableExternalLoop(NpyIter *it) {
  if (ambi_nditer_has(it, AMBI_NDITER_INDEX | NPY_ITER_MULTI_INDEX)) {
    return fail(PyExc_ValueError,
                "Iterator flag EXTERNAL_LOOP cannot be used if an index or multi-index is being tracked");
  }
  if (ambi_nditer_has(it, NPY_ITER_RANGED) && !ambi_nditer_has(it, NPY_ITER_BUFFERED)) {
    return fail(PyExc_ValueError,
                "Iterator flag EXTERNAL_LOOP cannot be used with ranged iteration unless buffering is also enabled");
  }
  if (ambi_nditer_has(it, NPY_ITER_EXTERNAL_LOOP)) return 1;
  it->flags |= NPY_ITER_EXTERNAL_LOOP;
  if (!it->buffers_ready) return 1;
  return ambi_nditer_flush(it) == 0 && ambi_nditer_restart(it) == 0;
}

/* ---- flags ------------------------------------------------------------------------------------------------------------ */

#define HAS(name, flags) \
  AMBI_EXPORT unsigned char name(NpyIter *it) { return ambi_nditer_has(it, flags); }
HAS(NpyIter_HasExternalLoop, NPY_ITER_EXTERNAL_LOOP)
HAS(NpyIter_HasMultiIndex, NPY_ITER_MULTI_INDEX)
HAS(NpyIter_HasIndex, AMBI_NDITER_INDEX)
HAS(NpyIter_IsBuffered, NPY_ITER_BUFFERED)
HAS(NpyIter_IsGrowInner, NPY_ITER_GROWINNER)
#undef HAS

AMBI_EXPORT unsigned char NpyIter_HasDelayedBufAlloc(NpyIter *it) { return !it->buffers_ready; }

AMBI_EXPORT unsigned char NpyIter_RequiresBuffering(NpyIter *it) {
  if (!ambi_nditer_has(it, NPY_ITER_BUFFERED)) return 0;
  for (int op = 0; op < it->nop; op++) {
    if (it->ops[op].cast) return 1;
  }
  return 0;
}

AMBI_EXPORT unsigned char NpyIter_IterationNeedsAPI(NpyIter *it) {
  for (int op = 0; op < it->nop; op++) {
    if (ambi_descr_has_object(it->dtypes[op])) return 1;
    if (it->arrays[op] && ambi_descr_has_object(ambi_array(it->arrays[op])->descr)) return 1;
  }
  return 0;
}

#define NPY_METH_REQUIRES_PYAPI 2
#define NPY_METH_NO_FLOATINGPOINT_ERRORS 4

AMBI_EXPORT int NpyIter_GetTransferFlags(NpyIter *it) {
  return (NpyIter_IterationNeedsAPI(it) ? NPY_METH_REQUIRES_PYAPI : 0) |
         (NpyIter_RequiresBuffering(it) ? 0 : NPY_METH_NO_FLOATINGPOINT_ERRORS);
}

AMBI_EXPORT void NpyIter_GetReadFlags(NpyIter *it, char *flags) {
  for (int op = 0; op < it->nop; op++) flags[op] = it->ops[op].read;
}

AMBI_EXPORT void NpyIter_GetWriteFlags(NpyIter *it, char *flags) {
  for (int op = 0; op < it->nop; op++) flags[op] = it->ops[op].write;
}

/* ---- sizes, pointers, strides -------------------------------------------------------------------------------------------- */

AMBI_EXPORT int NpyIter_GetNDim(NpyIter *it) { return it->ndim; }
AMBI_EXPORT int NpyIter_GetNOp(NpyIter *it) { return it->nop; }
AMBI_EXPORT npy_intp NpyIter_GetBufferSize(NpyIter *it) {
  return ambi_nditer_has(it, NPY_ITER_BUFFERED) ? it->buffersize : 0;
}

AMBI_EXPORT int NpyIter_GetShape(NpyIter *it, npy_intp *shape) {
  for (int k = 0; k < it->ndim; k++) {
    shape[it->ndim - 1 - (it->perm[k] < 0 ? -1 - it->perm[k] : it->perm[k])] = it->shape[k];
  }
  return 1;
}

AMBI_EXPORT char **NpyIter_GetDataPtrArray(NpyIter *it) { return it->shown; }
AMBI_EXPORT char **NpyIter_GetInitialDataPtrArray(NpyIter *it) { return it->first; }
AMBI_EXPORT PyObject **NpyIter_GetDescrArray(NpyIter *it) { return it->dtypes; }
AMBI_EXPORT PyObject **NpyIter_GetOperandArray(NpyIter *it) { return it->arrays; }

AMBI_EXPORT npy_intp *NpyIter_GetInnerStrideArray(NpyIter *it) {
  return ambi_nditer_has(it, NPY_ITER_BUFFERED) ? it->buffer_strides : it->strides;
}

AMBI_EXPORT npy_intp *NpyIter_GetInnerLoopSizePtr(NpyIter *it) {
  return ambi_nditer_has(it, NPY_ITER_BUFFERED) ? &it->chunk : &it->shape[0];
}

/* NPY_MAX_INTP where the stride is not the same in each chunk. */
AMBI_EXPORT void NpyIter_GetInnerFixedStrideArray(NpyIter *it, npy_intp *strides) {
  for (int op = 0; op < it->nop; op++) {
    npy_intp inner = it->strides[op];
    bool fixed = !ambi_nditer_has(it, NPY_ITER_BUFFERED) || (it->ndim <= 1 && !it->ops[op].cast && !it->ops[op].contig);
    bool item = !fixed && it->ops[op].cast && inner != 0 && !it->reduce;
    strides[op] = fixed ? inner : item ? ambi_descr_elsize(it->dtypes[op]) : PY_SSIZE_T_MAX;
  }
}

AMBI_EXPORT npy_intp *NpyIter_GetAxisStrideArray(NpyIter *it, int axis) {
  if (axis < 0 || axis >= it->ndim) {
    PyErr_SetString(PyExc_ValueError, "axis out of bounds in iterator GetStrideAxisArray");
    return NULL;
  }
  int k = ambi_nditer_has(it, NPY_ITER_MULTI_INDEX) ? find_axis(it, axis) : it->ndim - 1 - axis;
  return ambi_nditer_strides(it, k);
}

AMBI_EXPORT int NpyIter_CreateCompatibleStrides(NpyIter *it, npy_intp itemsize, npy_intp *strides) {
  if (!ambi_nditer_has(it, NPY_ITER_MULTI_INDEX)) {
    return fail(PyExc_RuntimeError,
                "Iterator CreateCompatibleStrides may only be called if a multi-index is being tracked");
  }
  for (int k = 0; k < it->ndim; k++) {
    if (it->perm[k] < 0) {
      return fail(PyExc_RuntimeError, "Iterator CreateCompatibleStrides may only be called if DONT_NEGATE_STRIDES was "
                                      "used to prevent reverse iteration of an axis");
    }
    strides[it->ndim - 1 - it->perm[k]] = itemsize;
    itemsize *= it->shape[k];
  }
  return 1;
}

AMBI_EXPORT PyObject *NpyIter_GetIterView(NpyIter *it, npy_intp op) {
  if (op < 0) return ambi_raise(PyExc_IndexError, "index provided for an iterator view was out of bounds");
  if (ambi_nditer_has(it, NPY_ITER_BUFFERED)) {
    return ambi_raise(PyExc_ValueError, "cannot provide an iterator view when buffering is enabled");
  }
  npy_intp shape[AMBI_MAXDIMS], strides[AMBI_MAXDIMS];
  for (int k = 0; k < it->ndim; k++) {
    shape[it->ndim - 1 - k] = it->shape[k];
    strides[it->ndim - 1 - k] = ambi_nditer_strides(it, k)[op];
  }
  return ambi_array_make(AMBI_NEWREF(ambi_array(it->arrays[op])->descr), it->ndim, shape, strides, it->first[op],
                         it->arrays[op], it->ops[op].write);
}

AMBI_EXPORT void NpyIter_DebugPrint(NpyIter *it) {
  printf("NpyIter %p: flags 0x%x, %d axes, %d operands, index %zd in [%zd, %zd) of %zd\n", (void *)it, it->flags, it->ndim,
         it->nop, (size_t)it->iterindex, (size_t)it->iterstart, (size_t)it->iterend, (size_t)it->itersize);
  for (int k = 0; k < it->ndim; k++) {
    printf("  axis %d (%d): length %zd, at %zd, strides", k, it->perm[k], (size_t)it->shape[k], (size_t)it->coords[k]);
    for (int op = 0; op <= it->nop; op++) printf(" %zd", (size_t)ambi_nditer_strides(it, k)[op]);
    printf("\n");
  }
  for (int op = 0; op < it->nop; op++) {
    printf("  operand %d: array %p, dtype number %d,%s%s%s data %p\n", op, (void *)it->arrays[op],
           ambi_descr_type_num(it->dtypes[op]), it->ops[op].read ? " read" : "", it->ops[op].write ? " write" : "",
           it->ops[op].cast ? " cast" : "", (void *)it->shown[op]);
  }
  fflush(stdout);
}
