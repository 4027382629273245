/* Running a chosen loop over the elements of arrays that broadcast together. */
#include "numpy_ufunc.h"

#define ARRAY(call, i) ambi_array((call)->arrays[i])

/* From here on giving up the lock is worth it (NPY_BEGIN_THREADS_THRESHOLDED). */
#define LONG_LOOP 500

bool ambi_ufunc_has_objects(PyUFuncObject *u, const ufunc_loop *loop) {
  for (int i = 0; i < u->nargs; i++) {
    if (ambi_descr_has_object(loop->dtypes[i])) return true;
  }
  return false;
}

void ambi_ufunc_inner(const ufunc_loop *loop, char **args, const npy_intp *dimensions, const npy_intp *steps, bool objects) {
  if (objects || dimensions[0] <= LONG_LOOP || loop->function == ambi_core_loop) {
    loop->function(args, dimensions, steps, loop->data);
    return;
  }
  PyThreadState *state = PyEval_SaveThread();
  loop->function(args, dimensions, steps, loop->data);
  PyEval_RestoreThread(state);
}

/* ---- the common case: no casts, and all elements in one row ----------------------------------------------------------- */

/* Whether the array can be handed to the loop as it is. */
static bool is_plain(PyArrayObject_fields *a, PyObject *dtype) {
  int num = ambi_descr_type_num(dtype);
  return num <= NPY_CLONGDOUBLE && ambi_array_type_num(a) == num && !ambi_array_swapped(a) && ambi_array_is_aligned(a);
}

static bool same_shape(PyArrayObject_fields *a, PyArrayObject_fields *b) {
  return a->nd == b->nd && memcmp(a->dimensions, b->dimensions, (size_t)a->nd * sizeof *a->dimensions) == 0;
}

/* The input whose shape the outputs have, if all inputs are alike or single elements; -1 otherwise. */
static int shape_giver(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop) {
  int giver = -1;
  for (int i = 0; i < u->nin; i++) {
    PyArrayObject_fields *a = ARRAY(call, i);
    if (!is_plain(a, loop->dtypes[i])) return -1;
    if (a->nd == 0) continue;
    if (a->nd > 1 && !(a->flags & NPY_ARRAY_C_CONTIGUOUS)) return -1;
    if (giver >= 0 && !same_shape(a, ARRAY(call, giver))) return -1;
    giver = i;
  }
  return giver < 0 ? 0 : giver;
}

/* 1 when it ran, 0 when it is no such case, -1 with an error. */
static int run_row(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop) {
  if (call->where || u->nin == 0 || (call->order != NPY_KEEPORDER && call->order != NPY_CORDER)) return 0;
  for (int i = u->nin; i < u->nargs; i++) {
    if (call->arrays[i] || ambi_descr_type_num(loop->dtypes[i]) > NPY_CLONGDOUBLE) return 0;
  }
  int giver = shape_giver(u, call, loop);
  if (giver < 0) return 0;
  PyArrayObject_fields *shape = ARRAY(call, giver);
  npy_intp count = ambi_array_size(&shape->ob_base), steps[AMBI_MAXARGS];
  char *args[AMBI_MAXARGS];
  for (int i = 0; i < u->nargs; i++) {
    if (i >= u->nin) {
      call->arrays[i] =
          ambi_array_make(AMBI_NEWREF(loop->dtypes[i]), shape->nd, shape->dimensions, NULL, NULL, NULL, true);
      if (!call->arrays[i]) return -1;
    }
    PyArrayObject_fields *a = ARRAY(call, i);
    args[i] = a->data;
    steps[i] = a->nd == 0 ? 0 : a->nd == 1 ? a->strides[0] : ambi_array_elsize(a);
  }
  if (count) ambi_ufunc_inner(loop, args, &count, steps, false);
  return PyErr_Occurred() ? -1 : 1;
}

/* ---- the general case -------------------------------------------------------------------------------------------------- */

/* Runs the loop where the mask, the operand behind the others, is true. */
static void masked_inner(PyUFuncObject *u, const ufunc_loop *loop, char **args, npy_intp count, const npy_intp *steps,
                         bool objects) {
  const npy_bool *mask = (const npy_bool *)args[u->nargs];
  npy_intp mask_step = steps[u->nargs];
  char *at[AMBI_MAXARGS];
  for (npy_intp i = 0; i < count;) {
    while (i < count && !mask[i * mask_step]) i++;
    npy_intp start = i;
    while (i < count && mask[i * mask_step]) i++;
    npy_intp run = i - start;
    if (!run) break;
    for (int j = 0; j < u->nargs; j++) at[j] = args[j] + start * steps[j];
    ambi_ufunc_inner(loop, at, &run, steps, objects);
  }
}

static int iterate(PyUFuncObject *u, ufunc_call *call, const ufunc_loop *loop, NpyIter *it) {
  bool objects = ambi_ufunc_has_objects(u, loop);
  if (it->itersize == 0) return 0;
  if (ambi_nditer_restart(it) < 0) return -1;
  do {
    npy_intp count = it->chunk;
    char *args[AMBI_MAXARGS + 1];
    memcpy(args, it->shown, (size_t)it->nop * sizeof *args);
    if (call->where) {
      masked_inner(u, loop, args, count, it->buffer_strides, objects);
    } else {
      ambi_ufunc_inner(loop, args, &count, it->buffer_strides, objects);
    }
    if (PyErr_Occurred()) return -1;
    it->iterindex = it->chunk_end;
    if (ambi_nditer_flush(it) < 0) return -1;
    if (it->iterindex >= it->iterend) return 0;
  } while (ambi_nditer_fill(it) == 0);
  return -1;
}

static int run_iterator(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop) {
  uint32_t op_flags[AMBI_MAXARGS + 1];
  PyObject *dtypes[AMBI_MAXARGS + 1], *arrays[AMBI_MAXARGS + 1];
  for (int i = 0; i < u->nargs; i++) {
    bool input = i < u->nin;
    arrays[i] = call->arrays[i];
    dtypes[i] = loop->dtypes[i];
    op_flags[i] = NPY_ITER_ALIGNED | NPY_ITER_OVERLAP_ASSUME_ELEMENTWISE |
                  (input ? NPY_ITER_READONLY
                         : (call->where ? NPY_ITER_READWRITE : NPY_ITER_WRITEONLY) | NPY_ITER_ALLOCATE |
                               NPY_ITER_NO_BROADCAST | NPY_ITER_NO_SUBTYPE);
  }
  int nop = u->nargs;
  if (call->where) {
    arrays[nop] = call->where;
    dtypes[nop] = ambi_builtin_descrs[ufunc_abi(u)][NPY_BOOL];
    op_flags[nop++] = NPY_ITER_READONLY;
  }
  uint32_t flags = NPY_ITER_EXTERNAL_LOOP | NPY_ITER_REFS_OK | NPY_ITER_ZEROSIZE_OK | NPY_ITER_BUFFERED |
                   NPY_ITER_GROWINNER | NPY_ITER_DELAY_BUFALLOC | NPY_ITER_COPY_IF_OVERLAP;
  NpyIter *it = NpyIter_AdvancedNew(nop, arrays, flags, call->order, NPY_UNSAFE_CASTING, op_flags, dtypes, -1, NULL, NULL, 0);
  if (!it) return -1;
  int status = iterate(u, call, loop, it);
  for (int i = u->nin; i < u->nargs; i++) {
    if (!call->arrays[i]) call->arrays[i] = AMBI_NEWREF(it->arrays[i]);
  }
  if (!NpyIter_Deallocate(it)) status = -1;
  return status;
}

int ambi_ufunc_run(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop) {
  PyUFunc_clearfperr();
  int status = run_row(u, call, loop);
  if (status == 0) status = run_iterator(u, call, loop) < 0 ? -1 : 1;
  if (status < 0) return -1;
  int errors = PyUFunc_getfperr();
  return errors ? PyUFunc_GiveFloatingpointErrors(ufunc_name(u), errors) : 0;
}
