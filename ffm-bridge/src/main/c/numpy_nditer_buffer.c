/*
 * Buffers of an NpyIter: the loop sees a chunk of at most `buffersize` elements of each operand, in the dtype that it asked
 * for. An operand that needs no cast is shown in place where the chunk's elements have one stride.
 */
#include "numpy_nditer.h"

#define ARRAY(it, op) ambi_array((it)->arrays[op])

int ambi_nditer_make_buffers(NpyIter *it) {
  it->buffers_ready = true;
  return 0;
}

/* Objects in a buffer are its own references. */
static void release_items(NpyIter *it, int op) {
  nditer_operand *operand = &it->ops[op];
  if (!operand->buffer || ambi_descr_type_num(it->dtypes[op]) != NPY_OBJECT) return;
  PyObject **items = (PyObject **)(void *)operand->buffer;
  for (npy_intp i = 0; i < operand->buffer_items; i++) Py_CLEAR(items[i]);
}

void ambi_nditer_free_buffers(NpyIter *it) {
  for (int op = 0; op < it->nop; op++) {
    release_items(it, op);
    free(it->ops[op].buffer);
    it->ops[op].buffer = NULL;
    it->ops[op].in_buffer = false;
  }
}

/* Buffers are made when an operand first needs one. */
static char *buffer_of(NpyIter *it, int op) {
  nditer_operand *operand = &it->ops[op];
  if (!operand->buffer) {
    npy_intp items = it->itersize < it->buffersize ? it->itersize : it->buffersize;
    size_t size = (size_t)(items * ambi_descr_elsize(it->dtypes[op]));
    operand->buffer = ambi_descr_has_object(it->dtypes[op]) ? calloc(1, size) : malloc(size ? size : 1);
    if (!operand->buffer) PyErr_NoMemory();
  }
  return operand->buffer;
}

/* Between the chunk's elements in the array, from where the iterator stands, and the buffer. */
static int move(NpyIter *it, int op, bool to_array) {
  PyArrayObject_fields *a = ARRAY(it, op);
  PyObject *dtype = it->dtypes[op];
  npy_intp size = ambi_descr_elsize(dtype), coords[AMBI_MAXDIMS], left = it->ops[op].buffer_items;
  memcpy(coords, it->coords, sizeof coords);
  char *at = it->at[op], *item = it->ops[op].buffer;
  const npy_bool *mask = to_array && it->ops[op].masked ? (const npy_bool *)it->ops[it->maskop].buffer : NULL;
  npy_intp mask_stride = 1;
  if (mask && !it->ops[it->maskop].in_buffer) mask = NULL;
  if (to_array && it->ops[op].masked && !mask) {
    mask = (const npy_bool *)it->at[it->maskop];
    mask_stride = it->buffer_strides[it->maskop];
  }
  npy_intp inner = ambi_nditer_strides(it, 0)[op];
  while (left > 0) {
    npy_intp run = it->shape[0] - coords[0];
    if (run > left) run = left;
    ambi_run_of in_array = {a->descr, at, inner, a}, in_buffer = {dtype, item, size, NULL};
    ambi_run_of from = to_array ? in_buffer : in_array, to = to_array ? in_array : in_buffer;
    int status = mask ? ambi_transfer_masked(from, to, run, mask, mask_stride) : ambi_transfer(from, to, run);
    if (status < 0) return -1;
    left -= run;
    item += run * size;
    if (mask) mask += run * mask_stride;
    if (left == 0) break;
    at -= coords[0] * inner;
    coords[0] = 0;
    for (int k = 1; k < it->ndim; k++) {
      npy_intp stride = ambi_nditer_strides(it, k)[op];
      at += stride;
      if (++coords[k] < it->shape[k]) break;
      at -= stride * it->shape[k];
      coords[k] = 0;
    }
  }
  return 0;
}

/* Whether all elements of the operand are one. */
static bool is_constant(NpyIter *it, int op) {
  for (int k = 0; k < it->ndim; k++) {
    if (ambi_nditer_strides(it, k)[op] != 0) return false;
  }
  return true;
}

static bool is_scattered(NpyIter *it, int op) {
  return it->ops[op].contig && ambi_nditer_strides(it, 0)[op] != ambi_descr_elsize(it->dtypes[op]);
}

static bool needs_buffer(NpyIter *it, int op) { return it->ops[op].cast || is_scattered(it, op); }

/* How many elements the next chunk shows. */
static npy_intp chunk_size(NpyIter *it) {
  npy_intp rest = it->iterend - it->iterindex, row = it->shape[0] - it->coords[0];
  bool casts = false;
  for (int op = 0; op < it->nop; op++) casts |= needs_buffer(it, op);
  if (!casts && ambi_nditer_has(it, NPY_ITER_GROWINNER)) return row < rest ? row : rest;
  npy_intp size = it->buffersize < rest ? it->buffersize : rest;
  /* A reduced operand has one stride within a row only; without a cast, rows are shown where they are. */
  return (it->reduce || !casts) && row < size ? row : size;
}

static int show(NpyIter *it, int op) {
  nditer_operand *operand = &it->ops[op];
  npy_intp row = it->shape[0] - it->coords[0], inner = ambi_nditer_strides(it, 0)[op];
  bool constant = is_constant(it, op) || (it->chunk <= row && inner == 0);
  operand->in_buffer = needs_buffer(it, op) || (it->chunk > row && !constant);
  if (!operand->in_buffer) {
    it->shown[op] = it->at[op];
    it->buffer_strides[op] = constant ? 0 : inner;
    return 0;
  }
  if (!buffer_of(it, op)) return -1;
  operand->buffer_items = constant && it->arrays[op] ? 1 : it->chunk;
  it->shown[op] = operand->buffer;
  it->buffer_strides[op] = operand->buffer_items == 1 && it->chunk > 1 ? 0 : ambi_descr_elsize(it->dtypes[op]);
  return it->arrays[op] && operand->read ? move(it, op, false) : 0;
}

int ambi_nditer_fill(NpyIter *it) {
  ambi_nditer_goto(it, it->iterindex);
  it->chunk = it->iterindex < it->iterend ? chunk_size(it) : 0;
  it->chunk_end = it->iterindex + it->chunk;
  for (int op = 0; op < it->nop; op++) {
    if (show(it, op) == 0) continue;
    /* Nothing half filled may be written back. */
    for (int i = 0; i < it->nop; i++) it->ops[i].in_buffer = false;
    it->chunk = 0;
    return -1;
  }
  return 0;
}

int ambi_nditer_flush(NpyIter *it) {
  if (!ambi_nditer_has(it, NPY_ITER_BUFFERED) || !it->buffers_ready) return 0;
  int status = 0;
  for (int op = 0; op < it->nop; op++) {
    if (!it->ops[op].in_buffer || !it->chunk || !it->arrays[op] || !it->ops[op].write) continue;
    if (status == 0) status = move(it, op, true);
  }
  for (int op = 0; op < it->nop; op++) {
    if (it->ops[op].in_buffer) release_items(it, op);
    it->ops[op].in_buffer = false;
  }
  it->chunk = 0;
  return status;
}
