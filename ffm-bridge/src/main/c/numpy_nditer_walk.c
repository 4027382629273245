/* Going through an NpyIter: from one element or inner loop to the next, to an index, to the start. */
#include "numpy_nditer.h"

#define FAIL 0
#define SUCCEED 1

/* A message for the caller who has no interpreter lock, or else an exception. */
static int fail(char **errmsg, PyObject *type, const char *message) {
  if (errmsg) {
    *errmsg = (char *)message;
  } else {
    PyErr_SetString(type, message);
  }
  return FAIL;
}

void ambi_nditer_goto(NpyIter *it, npy_intp index) {
  it->iterindex = index;
  memcpy(it->at, it->first, (size_t)(it->nop + 1) * sizeof *it->at);
  if (it->itersize == 0) {
    memset(it->coords, 0, sizeof it->coords);
    return;
  }
  for (int k = 0; k < it->ndim; k++) {
    it->coords[k] = index % it->shape[k];
    index /= it->shape[k];
    npy_intp *strides = ambi_nditer_strides(it, k);
    for (int op = 0; op <= it->nop; op++) it->at[op] += it->coords[k] * strides[op];
  }
}

/* Steps axis `k`, and those behind it on a carry. */
static inline void step(NpyIter *it, int k) {
  for (; k < it->ndim; k++) {
    npy_intp *strides = ambi_nditer_strides(it, k);
    if (++it->coords[k] < it->shape[k]) {
      for (int op = 0; op <= it->nop; op++) it->at[op] += strides[op];
      return;
    }
    npy_intp back = it->shape[k] - 1;
    for (int op = 0; op <= it->nop; op++) it->at[op] -= strides[op] * back;
    it->coords[k] = 0;
  }
}

static int next_element(NpyIter *it) {
  if (++it->iterindex >= it->iterend) return 0;
  step(it, 0);
  return 1;
}

static int next_row(NpyIter *it) {
  it->iterindex += it->shape[0];
  if (it->iterindex >= it->iterend) return 0;
  step(it, 1);
  return 1;
}

static int next_chunk(NpyIter *it) {
  npy_intp next = it->chunk_end;
  if (ambi_nditer_flush(it) < 0) {
    it->iterindex = it->iterend;
    return 0;
  }
  it->iterindex = next;
  if (next >= it->iterend) return 0;
  return ambi_nditer_fill(it) == 0;
}

/* The tracked index of the element, where it is not stepped along. */
static void show_index(NpyIter *it) {
  npy_intp at = (npy_intp)it->first[it->nop], index = it->iterindex;
  for (int k = 0; k < it->ndim; k++) {
    at += index % it->shape[k] * ambi_nditer_strides(it, k)[it->nop];
    index /= it->shape[k];
  }
  it->at[it->nop] = (char *)at;
}

static int next_buffered(NpyIter *it) {
  if (it->iterindex + 1 >= it->chunk_end) return next_chunk(it);
  it->iterindex++;
  for (int op = 0; op < it->nop; op++) it->shown[op] += it->buffer_strides[op];
  if (ambi_nditer_has(it, AMBI_NDITER_INDEX)) show_index(it);
  return 1;
}

AMBI_EXPORT NpyIter_IterNextFunc *NpyIter_GetIterNext(NpyIter *it, char **errmsg) {
  if (!it->buffers_ready) {
    fail(errmsg, PyExc_ValueError,
         "GetIterNext called on an iterator with delayed buffer allocation, but no reset yet performed");
    return NULL;
  }
  bool rows = ambi_nditer_has(it, NPY_ITER_EXTERNAL_LOOP);
  if (ambi_nditer_has(it, NPY_ITER_BUFFERED)) return rows ? next_chunk : next_buffered;
  return rows ? next_row : next_element;
}

/* ---- resetting ----------------------------------------------------------------------------------------------------- */

int ambi_nditer_restart(NpyIter *it) {
  bool buffered = ambi_nditer_has(it, NPY_ITER_BUFFERED);
  if (buffered && !it->buffers_ready && ambi_nditer_make_buffers(it) < 0) return -1;
  ambi_nditer_goto(it, it->iterstart);
  return buffered ? ambi_nditer_fill(it) : 0;
}

static int restart(NpyIter *it, char **errmsg) {
  if (ambi_nditer_flush(it) == 0 && ambi_nditer_restart(it) == 0) return SUCCEED;
  if (errmsg) {
    PyErr_Clear();
    *errmsg = (char *)"Iterator buffers could not be filled or written back";
  }
  return FAIL;
}

AMBI_EXPORT int NpyIter_Reset(NpyIter *it, char **errmsg) { return restart(it, errmsg); }

AMBI_EXPORT int NpyIter_ResetBasePointers(NpyIter *it, char **baseptrs, char **errmsg) {
  if (ambi_nditer_flush(it) < 0) return FAIL;
  for (int op = 0; op < it->nop; op++) it->first[op] = baseptrs[op] + it->ops[op].offset;
  return restart(it, errmsg);
}

AMBI_EXPORT int NpyIter_ResetToIterIndexRange(NpyIter *it, npy_intp start, npy_intp end, char **errmsg) {
  if (!ambi_nditer_has(it, NPY_ITER_RANGED)) {
    return fail(errmsg, PyExc_ValueError, "Cannot call ResetToIterIndexRange on an iterator without requesting ranged "
                                          "iteration support in the constructor");
  }
  if (start < 0 || end > it->itersize) {
    if (errmsg) return fail(errmsg, NULL, "Out-of-bounds range passed to ResetToIterIndexRange");
    PyErr_Format(PyExc_ValueError, "Out-of-bounds range [%zd, %zd) passed to ResetToIterIndexRange", (Py_ssize_t)start,
                 (Py_ssize_t)end);
    return FAIL;
  }
  if (end < start) {
    if (errmsg) return fail(errmsg, NULL, "Invalid range passed to ResetToIterIndexRange");
    PyErr_Format(PyExc_ValueError, "Invalid range [%zd, %zd) passed to ResetToIterIndexRange", (Py_ssize_t)start,
                 (Py_ssize_t)end);
    return FAIL;
  }
  if (ambi_nditer_flush(it) < 0) return FAIL;
  it->iterstart = start;
  it->iterend = end;
  return restart(it, errmsg);
}

/* ---- going somewhere ------------------------------------------------------------------------------------------------- */

AMBI_EXPORT int NpyIter_GotoIterIndex(NpyIter *it, npy_intp index) {
  if (ambi_nditer_has(it, NPY_ITER_EXTERNAL_LOOP)) {
    return fail(NULL, PyExc_ValueError, "Cannot call GotoIterIndex on an iterator which has the flag EXTERNAL_LOOP");
  }
  if (index < it->iterstart || index >= it->iterend) {
    return fail(NULL, PyExc_IndexError,
                index < 0 || index >= it->itersize
                    ? "Iterator GotoIterIndex called with an iterindex outside the iteration range."
                    : "Iterator GotoIterIndex called with an iterindex outside the restricted iteration range.");
  }
  if (!ambi_nditer_has(it, NPY_ITER_BUFFERED)) {
    ambi_nditer_goto(it, index);
    return SUCCEED;
  }
  if (ambi_nditer_flush(it) < 0) return FAIL;
  it->iterindex = index;
  return ambi_nditer_fill(it) == 0 ? SUCCEED : FAIL;
}

/* Unbuffered iterators only: to the element at `coordinates` of the caller's axes, of which some are walked backwards. */
static int goto_coordinates(NpyIter *it, const npy_intp *coordinates, const char *outside, const char *restricted) {
  npy_intp index = 0, factor = 1;
  for (int k = 0; k < it->ndim; k++) {
    bool backwards = it->perm[k] < 0;
    npy_intp i = coordinates[it->ndim - 1 - (backwards ? -1 - it->perm[k] : it->perm[k])];
    if (i < 0 || i >= it->shape[k]) return fail(NULL, PyExc_IndexError, outside);
    index += factor * (backwards ? it->shape[k] - 1 - i : i);
    factor *= it->shape[k];
  }
  if (index < it->iterstart || index >= it->iterend) return fail(NULL, PyExc_IndexError, restricted);
  ambi_nditer_goto(it, index);
  return SUCCEED;
}

AMBI_EXPORT int NpyIter_GotoMultiIndex(NpyIter *it, const npy_intp *multi_index) {
  if (!ambi_nditer_has(it, NPY_ITER_MULTI_INDEX)) {
    return fail(NULL, PyExc_ValueError,
                "Cannot call GotoMultiIndex on an iterator without requesting a multi-index in the constructor");
  }
  if (ambi_nditer_has(it, NPY_ITER_BUFFERED)) {
    return fail(NULL, PyExc_ValueError, "Cannot call GotoMultiIndex on an iterator which is buffered");
  }
  if (ambi_nditer_has(it, NPY_ITER_EXTERNAL_LOOP)) {
    return fail(NULL, PyExc_ValueError, "Cannot call GotoMultiIndex on an iterator which has the flag EXTERNAL_LOOP");
  }
  return goto_coordinates(it, multi_index, "Iterator GotoMultiIndex called with an out-of-bounds multi-index",
                          "Iterator GotoMultiIndex called with a multi-index outside the restricted iteration range");
}

AMBI_EXPORT int NpyIter_GotoIndex(NpyIter *it, npy_intp flat_index) {
  if (!ambi_nditer_has(it, AMBI_NDITER_INDEX)) {
    return fail(NULL, PyExc_ValueError,
                "Cannot call GotoIndex on an iterator without requesting a C or Fortran index in the constructor");
  }
  if (ambi_nditer_has(it, NPY_ITER_BUFFERED)) {
    return fail(NULL, PyExc_ValueError, "Cannot call GotoIndex on an iterator which is buffered");
  }
  if (ambi_nditer_has(it, NPY_ITER_EXTERNAL_LOOP)) {
    return fail(NULL, PyExc_ValueError, "Cannot call GotoIndex on an iterator which has the flag EXTERNAL_LOOP");
  }
  if (flat_index < 0 || flat_index >= it->itersize) {
    return fail(NULL, PyExc_IndexError, "Iterator GotoIndex called with an out-of-bounds index");
  }
  /* From the axis with the longest step of the index down; they may be coalesced, so the strides say it. */
  npy_intp index = 0, factor = 1;
  for (int k = 0; k < it->ndim; k++) {
    npy_intp stride = ambi_nditer_strides(it, k)[it->nop], length = it->shape[k];
    npy_intp i = stride == 0 ? 0 : flat_index / (stride < 0 ? -stride : stride) % length;
    index += factor * (stride < 0 ? length - 1 - i : i);
    factor *= length;
  }
  if (index < it->iterstart || index >= it->iterend) {
    return fail(NULL, PyExc_IndexError,
                "Iterator GotoIndex called with an index outside the restricted iteration range.");
  }
  ambi_nditer_goto(it, index);
  return SUCCEED;
}

/* ---- where it is ------------------------------------------------------------------------------------------------------- */

static void get_multi_index(NpyIter *it, npy_intp *out) {
  npy_intp index = it->iterindex;
  for (int k = 0; k < it->ndim; k++) {
    npy_intp i = index % it->shape[k];
    index /= it->shape[k];
    bool backwards = it->perm[k] < 0;
    out[it->ndim - 1 - (backwards ? -1 - it->perm[k] : it->perm[k])] = backwards ? it->shape[k] - 1 - i : i;
  }
}

AMBI_EXPORT NpyIter_GetMultiIndexFunc *NpyIter_GetGetMultiIndex(NpyIter *it, char **errmsg) {
  if (!ambi_nditer_has(it, NPY_ITER_MULTI_INDEX)) {
    fail(errmsg, PyExc_ValueError,
         "Cannot retrieve a GetMultiIndex function for an iterator that doesn't track a multi-index.");
    return NULL;
  }
  if (ambi_nditer_has(it, NPY_ITER_EXTERNAL_LOOP)) {
    fail(errmsg, PyExc_ValueError,
         "Cannot retrieve a GetMultiIndex function for an iterator that used the flag EXTERNAL_LOOP");
    return NULL;
  }
  return get_multi_index;
}

AMBI_EXPORT npy_intp NpyIter_GetIterIndex(NpyIter *it) { return it->iterindex; }
AMBI_EXPORT npy_intp NpyIter_GetIterSize(NpyIter *it) { return it->itersize; }
AMBI_EXPORT void NpyIter_GetIterIndexRange(NpyIter *it, npy_intp *start, npy_intp *end) {
  *start = it->iterstart;
  *end = it->iterend;
}
AMBI_EXPORT npy_intp *NpyIter_GetIndexPtr(NpyIter *it) {
  return ambi_nditer_has(it, AMBI_NDITER_INDEX) ? (npy_intp *)(void *)&it->at[it->nop] : NULL;
}

AMBI_EXPORT unsigned char NpyIter_IsFirstVisit(NpyIter *it, int op) {
  for (int k = 0; k < it->ndim; k++) {
    if (it->coords[k] != 0 && ambi_nditer_strides(it, k)[op] == 0) return 0;
  }
  return 1;
}
