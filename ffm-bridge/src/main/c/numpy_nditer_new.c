/* Making, copying and freeing an NpyIter. */
#include "numpy_nditer.h"

#define ARRAY(it, op) ambi_array((it)->arrays[op])

static int fail(const char *message) {
  PyErr_SetString(PyExc_ValueError, message);
  return -1;
}

static int check_flags(uint32_t flags) {
  if (flags & NPY_ITER_PER_OP_FLAGS) {
    return fail("A per-operand flag was passed as a global flag to the iterator constructor");
  }
  if ((flags & AMBI_NDITER_INDEX) == AMBI_NDITER_INDEX) {
    return fail("Iterator flags C_INDEX and F_INDEX cannot both be specified");
  }
  if ((flags & NPY_ITER_EXTERNAL_LOOP) && (flags & (AMBI_NDITER_INDEX | NPY_ITER_MULTI_INDEX))) {
    return fail("Iterator flag EXTERNAL_LOOP cannot be used if an index or multi-index is being tracked");
  }
  if ((flags & NPY_ITER_RANGED) && (flags & NPY_ITER_EXTERNAL_LOOP) && !(flags & NPY_ITER_BUFFERED)) {
    return fail("Iterator flag RANGED cannot be used with the flag EXTERNAL_LOOP unless BUFFERED is also enabled");
  }
  return 0;
}

static int rows_of(int ndim) { return ndim > 0 ? ndim : 1; }

/* An iterator with room for `nop` operands and `ndim` axes, all in one block. */
static NpyIter *new_iterator(int nop, int ndim) {
  size_t n = (size_t)nop + 1, rows = (size_t)rows_of(ndim);
  size_t words = 6 * n + rows * n; /* pointers and lengths are of one size */
  NpyIter *it = calloc(1, sizeof *it + words * sizeof(void *) + n * sizeof *it->ops);
  if (!it) return (NpyIter *)PyErr_NoMemory();
  it->nop = nop;
  it->maskop = -1;
  it->first = (char **)(it + 1);
  it->at = it->first + n;
  it->shown = it->at + n;
  it->arrays = (PyObject **)(it->shown + n);
  it->dtypes = it->arrays + n;
  it->buffer_strides = (npy_intp *)(it->dtypes + n);
  it->strides = it->buffer_strides + n;
  it->ops = (nditer_operand *)(it->strides + rows * n);
  return it;
}

/* Gives back the copies that stand for arrays. */
static int write_back(NpyIter *it, bool wanted) {
  int status = 0;
  for (int op = 0; op < it->nop; op++) {
    PyObject *target = it->ops[op].write_back;
    if (!target) continue;
    it->ops[op].write_back = NULL;
    if (wanted && ambi_array_assign(target, it->arrays[op]) < 0) status = -1;
    Py_DECREF(target);
  }
  return status;
}

static void free_iterator(NpyIter *it) {
  ambi_nditer_free_buffers(it);
  for (int op = 0; op < it->nop; op++) {
    Py_XDECREF(it->arrays[op]);
    Py_XDECREF(it->dtypes[op]);
  }
  free(it);
}

AMBI_EXPORT int NpyIter_Deallocate(NpyIter *it) {
  if (!it) return 1;
  /* What is pending must survive, and must not be replaced. */
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  bool failed = type != NULL;
  int status = ambi_nditer_flush(it);
  if (write_back(it, true) < 0) status = -1;
  free_iterator(it);
  if (failed) {
    PyErr_Clear();
    PyErr_Restore(type, value, traceback);
  }
  return status == 0;
}

/* ---- copies that stand for operands --------------------------------------------------------------------------- */

/* The bytes between an array's first and last. */
static void extent(PyArrayObject_fields *a, char **low, char **high) {
  *low = a->data;
  *high = a->data + ambi_array_elsize(a);
  for (int i = 0; i < a->nd; i++) {
    npy_intp span = (a->dimensions[i] - 1) * a->strides[i];
    if (a->dimensions[i] == 0) *high = *low;
    if (a->dimensions[i] == 0) return;
    *(span < 0 ? low : high) += span;
  }
}

static bool may_overlap(PyArrayObject_fields *a, PyArrayObject_fields *b) {
  char *a_low, *a_high, *b_low, *b_high;
  extent(a, &a_low, &a_high);
  extent(b, &b_low, &b_high);
  return a_low < b_high && b_low < a_high;
}

static bool same_view(PyArrayObject_fields *a, PyArrayObject_fields *b) {
  return a->data == b->data && a->nd == b->nd && ambi_array_elsize(a) == ambi_array_elsize(b) &&
         memcmp(a->dimensions, b->dimensions, (size_t)a->nd * sizeof *a->dimensions) == 0 &&
         memcmp(a->strides, b->strides, (size_t)a->nd * sizeof *a->strides) == 0;
}

/* Whether writing to `op` might change what is yet to be read. */
static bool disturbs(NpyIter *it, int op) {
  if (!it->ops[op].write || !it->arrays[op]) return false;
  for (int other = 0; other < it->nop; other++) {
    if (other == op || !it->arrays[other]) continue;
    if (it->ops[op].elementwise && it->ops[other].elementwise && same_view(ARRAY(it, op), ARRAY(it, other)) &&
        !it->ops[op].cast && !it->ops[other].cast) {
      continue;
    }
    if (may_overlap(ARRAY(it, op), ARRAY(it, other))) return true;
  }
  return false;
}

/* A copy of the operand in the loop's dtype, which is written back in the end if the operand is written. */
static int use_copy(NpyIter *it, const nditer_axes *axes, int op) {
  PyArrayObject_fields *a = ARRAY(it, op);
  PyObject *copy = ambi_array_make(AMBI_NEWREF(it->dtypes[op]), a->nd, a->dimensions, NULL, NULL, NULL, true);
  if (!copy) return -1;
  if (it->ops[op].read && ambi_array_assign(copy, &a->ob_base) < 0) {
    Py_DECREF(copy);
    return -1;
  }
  if (it->ops[op].write) {
    it->ops[op].write_back = &a->ob_base;
  } else {
    Py_DECREF(a);
  }
  it->arrays[op] = copy;
  it->ops[op].cast = false;
  ambi_nditer_attach(it, axes, op);
  return 0;
}

static int settle_operand(const nditer_request *q, NpyIter *it, nditer_axes *axes, int op) {
  if (!it->arrays[op]) {
    if (!(q->op_flags[op] & NPY_ITER_ALLOCATE)) {
      it->ops[op].cast = true; /* a virtual operand has a buffer and nothing else */
      return 0;
    }
    it->arrays[op] = ambi_nditer_allocate(it, q, axes, op, it->dtypes[op]);
    if (!it->arrays[op]) return -1;
    ambi_nditer_attach(it, axes, op);
    return 0;
  }
  bool copy = it->ops[op].cast && (q->op_flags[op] & (NPY_ITER_COPY | NPY_ITER_UPDATEIFCOPY)) &&
              (!it->ops[op].write || (q->op_flags[op] & NPY_ITER_UPDATEIFCOPY));
  if (copy || (ambi_nditer_has(it, NPY_ITER_COPY_IF_OVERLAP) && disturbs(it, op))) return use_copy(it, axes, op);
  ambi_nditer_attach(it, axes, op);
  if (it->ops[op].cast && !ambi_nditer_has(it, NPY_ITER_BUFFERED)) {
    PyErr_SetString(PyExc_TypeError,
                    "Iterator operand required copying or buffering, but neither copying nor buffering was enabled");
    return -1;
  }
  return 0;
}

/* ---- construction ----------------------------------------------------------------------------------------------- */

static int find_abi(const nditer_request *q) {
  for (int op = 0; op < q->nop; op++) {
    if (q->op_dtypes && q->op_dtypes[op]) return ambi_descr_is_1x(q->op_dtypes[op]) ? 1 : 2;
    if (q->arrays[op]) return ambi_array_abi(q->arrays[op]);
  }
  return 2;
}

static int construct(const nditer_request *q, NpyIter *it) {
  int mapping[q->nop ? q->nop : 1][AMBI_MAXDIMS];
  nditer_axes axes = {.axis_of = mapping};
  it->flags = q->flags;
  it->abi = find_abi(q);
  for (int op = 0; op < it->nop; op++) it->arrays[op] = AMBI_XNEWREF(q->arrays[op]);
  if (ambi_nditer_check_operands(q, it) < 0 || ambi_nditer_map_axes(q, it, &axes) < 0) return -1;
  if (it->itersize < 0) return fail("iterator is too large");
  if (it->itersize == 0 && !ambi_nditer_has(it, NPY_ITER_ZEROSIZE_OK)) {
    return fail("Iteration of zero-sized operands is not enabled");
  }
  if (ambi_nditer_find_dtypes(q, it) < 0) return -1;
  ambi_nditer_order(q, it, &axes);
  for (int op = 0; op < it->nop; op++) {
    if (settle_operand(q, it, &axes, op) < 0) return -1;
  }
  ambi_nditer_track_index(it);
  if (!ambi_nditer_has(it, NPY_ITER_MULTI_INDEX)) ambi_nditer_coalesce(it);
  it->iterend = it->itersize;
  it->buffersize = q->buffersize > 0 ? q->buffersize : AMBI_NDITER_BUFFERSIZE;
  if (!ambi_nditer_has(it, NPY_ITER_BUFFERED)) {
    it->shown = it->at;
    it->buffers_ready = true;
  } else if (ambi_nditer_has(it, NPY_ITER_DELAY_BUFALLOC)) {
    return 0;
  }
  return ambi_nditer_restart(it);
}

AMBI_EXPORT NpyIter *NpyIter_AdvancedNew(int nop, PyObject **arrays, unsigned int flags, int order, int casting,
                                         unsigned int *op_flags, PyObject **op_dtypes, int oa_ndim, int **op_axes,
                                         npy_intp *itershape, npy_intp buffersize) {
  if (nop < 0) {
    fail("Cannot construct an iterator with less than 0 operands");
    return NULL;
  }
  /* Before 1.8 "no op_axes" was said with a zero. */
  if (oa_ndim == 0 && !op_axes && !itershape) oa_ndim = -1;
  nditer_request q = {nop, arrays, flags, order, casting, op_flags, op_dtypes, oa_ndim, op_axes, itershape, buffersize};
  if (ambi_nditer_check_op_axes(&q) < 0 || check_flags(flags) < 0) return NULL;
  int ndim = oa_ndim;
  for (int op = 0; oa_ndim < 0 && op < nop; op++) {
    if (arrays[op] && ambi_array(arrays[op])->nd > ndim) ndim = ambi_array(arrays[op])->nd;
  }
  NpyIter *it = new_iterator(nop, ndim);
  if (!it) return NULL;
  if (construct(&q, it) == 0) return it;
  write_back(it, false);
  free_iterator(it);
  return NULL;
}

AMBI_EXPORT NpyIter *NpyIter_MultiNew(int nop, PyObject **arrays, unsigned int flags, int order, int casting,
                                      unsigned int *op_flags, PyObject **op_dtypes) {
  return NpyIter_AdvancedNew(nop, arrays, flags, order, casting, op_flags, op_dtypes, -1, NULL, NULL, 0);
}

/* The flags of the iterator and of its operand together. */
AMBI_EXPORT NpyIter *NpyIter_New(PyObject *array, unsigned int flags, int order, int casting, PyObject *dtype) {
  unsigned int op_flags = flags & NPY_ITER_PER_OP_FLAGS;
  return NpyIter_AdvancedNew(1, &array, flags & ~NPY_ITER_PER_OP_FLAGS, order, casting, &op_flags, &dtype, -1, NULL, NULL,
                             0);
}

AMBI_EXPORT NpyIter *NpyIter_Copy(NpyIter *old) {
  NpyIter *it = new_iterator(old->nop, old->ndim);
  if (!it) return NULL;
  NpyIter blank = *it;
  *it = *old;
  it->first = blank.first;
  it->at = blank.at;
  it->shown = blank.shown;
  it->arrays = blank.arrays;
  it->dtypes = blank.dtypes;
  it->ops = blank.ops;
  it->buffer_strides = blank.buffer_strides;
  it->strides = blank.strides;
  size_t n = (size_t)old->nop + 1;
  memcpy(it->first, old->first, n * sizeof *it->first);
  memcpy(it->at, old->at, n * sizeof *it->at);
  memcpy(it->strides, old->strides, n * (size_t)rows_of(old->ndim) * sizeof *it->strides);
  memcpy(it->ops, old->ops, n * sizeof *it->ops);
  for (int op = 0; op < it->nop; op++) {
    it->arrays[op] = AMBI_XNEWREF(old->arrays[op]);
    it->dtypes[op] = AMBI_XNEWREF(old->dtypes[op]);
    Py_XINCREF(it->ops[op].write_back);
    it->ops[op].buffer = NULL;
    it->ops[op].in_buffer = false;
  }
  if (!ambi_nditer_has(it, NPY_ITER_BUFFERED)) {
    it->shown = it->at;
    return it;
  }
  if (!old->buffers_ready) return it;
  /* What the old one's loop wrote into its buffers is in the arrays before the copy reads them. */
  it->buffers_ready = false;
  npy_intp index = it->iterindex;
  if (ambi_nditer_flush(old) == 0 && ambi_nditer_fill(old) == 0 && ambi_nditer_make_buffers(it) == 0) {
    it->iterindex = index;
    if (ambi_nditer_fill(it) == 0) return it;
  }
  NpyIter_Deallocate(it);
  return NULL;
}
