/* Generalized ufuncs: the loop works on the last dimensions of each argument, as its signature says. */
#include "numpy_ufunc.h"

#define ARRAY(call, i) ambi_array((call)->arrays[i])

/* The distinct dimension that is core dimension `k` of argument `i`. */
static int core_dim(PyUFuncObject *u, int i, int k) { return u->core_dim_ixs[u->core_offsets[i] + k]; }

static const char *side(PyUFuncObject *u, int i) { return i < u->nin ? "Input" : "Output"; }

/* A dimension that may be left out is missing from all arguments. */
static void leave_out(PyUFuncObject *u, ufunc_core *s, int dim) {
  s->missing[dim] = true;
  s->sizes[dim] = 1;
  for (int i = 0; i < u->nargs; i++) {
    for (int k = 0; k < u->core_num_dims[i]; k++) s->core[i] -= core_dim(u, i, k) == dim;
  }
}

/* Dimensions that may be left out are missing where an argument has too few. */
static int find_missing(PyUFuncObject *u, ufunc_call *call, ufunc_core *s) {
  for (int i = 0; i < u->nargs; i++) {
    if (!call->arrays[i]) continue;
    int nd = ARRAY(call, i)->nd;
    for (int k = 0; k < u->core_num_dims[i] && nd < s->core[i]; k++) {
      int dim = core_dim(u, i, k);
      if ((u->core_dim_flags[dim] & UFUNC_CORE_DIM_CAN_IGNORE) && !s->missing[dim]) leave_out(u, s, dim);
    }
    int wanted = s->core[i];
    if (nd < wanted) {
      PyErr_Format(PyExc_ValueError,
                   "%s: %s operand %d does not have enough dimensions (has %d, gufunc core with signature %s requires %d)",
                   ufunc_name(u), side(u, i), i < u->nin ? i : i - u->nin, nd, u->core_signature, wanted);
      return -1;
    }
  }
  return 0;
}

static int fit_core(PyUFuncObject *u, ufunc_call *call, ufunc_core *s, int i) {
  PyArrayObject_fields *a = ARRAY(call, i);
  int at = a->nd - s->core[i];
  for (int k = 0; k < u->core_num_dims[i]; k++) {
    int dim = core_dim(u, i, k);
    if (s->missing[dim]) continue;
    npy_intp length = a->dimensions[s->axis_of[i][at++]];
    if (s->sizes[dim] < 0) {
      s->sizes[dim] = length;
    } else if (s->sizes[dim] != length) {
      PyErr_Format(PyExc_ValueError,
                   "%s: %s operand %d has a mismatch in its core dimension %d, with gufunc signature %s (size %zd is "
                   "different from %zd)",
                   ufunc_name(u), side(u, i), i < u->nin ? i : i - u->nin, k, u->core_signature, (Py_ssize_t)length,
                   (Py_ssize_t)s->sizes[dim]);
      return -1;
    }
  }
  return 0;
}

/* How many core and outer dimensions there are. With keepdims the outputs keep the inputs' core dimensions, of length 1. */
static int count_dimensions(PyUFuncObject *u, ufunc_call *call, ufunc_core *s) {
  for (int d = 0; d < u->core_num_dim_ix; d++) {
    s->sizes[d] = u->core_dim_flags[d] & UFUNC_CORE_DIM_SIZE_INFERRED ? -1 : u->core_dim_sizes[d];
  }
  for (int i = 0; i < u->nargs; i++) {
    s->core[i] = u->core_num_dims[i >= u->nin && call->keepdims == KEEPDIMS_YES ? 0 : i];
  }
  if (find_missing(u, call, s) < 0) return -1;
  for (int i = 0; i < u->nargs; i++) {
    int own = call->arrays[i] ? ARRAY(call, i)->nd - s->core[i] : 0;
    if (own > s->outer) s->outer = own;
  }
  return 0;
}

static int find_core_sizes(PyUFuncObject *u, ufunc_call *call, ufunc_core *s) {
  for (int i = 0; i < u->nargs; i++) {
    if (call->arrays[i] && fit_core(u, call, s, i) < 0) return -1;
  }
  if (ufunc_abi(u) == 2 && u->process_core_dims_func && u->process_core_dims_func(u, s->sizes) < 0) return -1;
  for (int i = u->nin; i < u->nargs; i++) {
    for (int k = 0; k < u->core_num_dims[i]; k++) {
      if (s->sizes[core_dim(u, i, k)] >= 0) continue;
      PyErr_Format(PyExc_ValueError, "%s: Output operand %d has core dimension %d unspecified, with gufunc signature %s",
                   ufunc_name(u), i - u->nin, k, u->core_signature);
      return -1;
    }
  }
  return 0;
}

/* ---- running ---------------------------------------------------------------------------------------------------------- */

/* An iterator over the outer dimensions and, so that it makes the outputs in the order that is asked for, the core
   dimensions of each output, which no other argument has. */
static NpyIter *new_iterator(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop, const ufunc_core *s) {
  int ndim = s->outer;
  for (int i = u->nin; i < u->nargs; i++) ndim += s->core[i];
  int axes[u->nargs][ndim + 1], *op_axes[AMBI_MAXARGS], at = s->outer;
  npy_intp shape[ndim + 1];
  uint32_t op_flags[AMBI_MAXARGS];
  for (int d = 0; d < ndim; d++) shape[d] = -1;
  for (int i = 0; i < u->nargs; i++) {
    bool input = i < u->nin;
    int own = ufunc_core_ndim(call, s, i) - s->core[i], lacking = s->outer - own;
    op_axes[i] = axes[i];
    op_flags[i] = NPY_ITER_ALIGNED | (input ? NPY_ITER_READONLY | NPY_ITER_COPY
                                            : NPY_ITER_WRITEONLY | NPY_ITER_UPDATEIFCOPY | NPY_ITER_ALLOCATE |
                                                  NPY_ITER_NO_BROADCAST);
    for (int d = 0; d < ndim; d++) axes[i][d] = d < lacking || d >= s->outer ? -1 : s->axis_of[i][d - lacking];
    if (input) continue;
    int k = 0;
    for (int d = 0; d < s->core[i]; d++, at++) {
      axes[i][at] = s->axis_of[i][own + d];
      while (k < u->core_num_dims[i] && s->missing[core_dim(u, i, k)]) k++;
      shape[at] = k < u->core_num_dims[i] ? s->sizes[core_dim(u, i, k++)] : 1;
    }
  }
  uint32_t flags = NPY_ITER_MULTI_INDEX | NPY_ITER_REFS_OK | NPY_ITER_ZEROSIZE_OK | NPY_ITER_COPY_IF_OVERLAP;
  return NpyIter_AdvancedNew(u->nargs, call->arrays, flags, call->order, NPY_UNSAFE_CASTING, op_flags, loop->dtypes, ndim,
                             op_axes, shape, 0);
}

/* The strides of an argument over its core dimensions, 0 for missing ones. */
static void put_strides(PyUFuncObject *u, const ufunc_core *s, PyArrayObject_fields *a, int i, npy_intp **core) {
  int at = a->nd - s->core[i];
  for (int k = 0; k < u->core_num_dims[i]; k++) {
    *(*core)++ = s->missing[core_dim(u, i, k)] ? 0 : a->strides[s->axis_of[i][at++]];
  }
}

static int repeat(PyUFuncObject *u, ufunc_loop *loop, const ufunc_core *s, NpyIter *it) {
  int total_core = 0, nargs = u->nargs;
  for (int i = 0; i < nargs; i++) total_core += u->core_num_dims[i];
  npy_intp steps[nargs + total_core + 1], dimensions[1 + AMBI_MAXDIMS], *core = steps + nargs;
  for (int i = 0; i < nargs; i++) put_strides(u, s, ambi_array(it->arrays[i]), i, &core);
  memcpy(dimensions + 1, s->sizes, (size_t)u->core_num_dim_ix * sizeof *dimensions);
  for (int d = it->ndim - 1; d >= s->outer; d--) {
    if (!NpyIter_RemoveAxis(it, d)) return -1;
  }
  if (!NpyIter_RemoveMultiIndex(it) || !NpyIter_EnableExternalLoop(it)) return -1;
  if (it->itersize == 0) return 0;
  bool objects = ambi_ufunc_has_objects(u, loop);
  NpyIter_IterNextFunc *next = NpyIter_GetIterNext(it, NULL);
  if (!next) return -1;
  memcpy(steps, NpyIter_GetInnerStrideArray(it), (size_t)nargs * sizeof *steps);
  do {
    char *args[AMBI_MAXARGS];
    memcpy(args, NpyIter_GetDataPtrArray(it), (size_t)nargs * sizeof *args);
    dimensions[0] = *NpyIter_GetInnerLoopSizePtr(it);
    ambi_ufunc_inner(loop, args, dimensions, steps, objects);
    if (PyErr_Occurred()) return -1;
  } while (next(it));
  return 0;
}

int ambi_gufunc_run(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop) {
  ufunc_core shapes = {.outer = 0}, *s = &shapes;
  if (u->core_num_dim_ix > AMBI_MAXDIMS) {
    PyErr_Format(PyExc_ValueError, "%s: more than %d core dimensions", ufunc_name(u), AMBI_MAXDIMS);
    return -1;
  }
  if (call->where) {
    PyErr_SetString(PyExc_TypeError, "'where' is an invalid keyword to a generalized ufunc");
    return -1;
  }
  if (ambi_ufunc_check_axes(u, call) < 0 || count_dimensions(u, call, s) < 0 || ambi_ufunc_map_axes(u, call, s) < 0 ||
      find_core_sizes(u, call, s) < 0) {
    return -1;
  }
  NpyIter *it = new_iterator(u, call, loop, s);
  if (!it) return -1;
  PyUFunc_clearfperr();
  int status = repeat(u, loop, s, it), errors = PyUFunc_getfperr();
  if (status == 0 && errors) status = PyUFunc_GiveFloatingpointErrors(ufunc_name(u), errors);
  for (int i = u->nin; i < u->nargs; i++) {
    if (!call->arrays[i]) call->arrays[i] = AMBI_NEWREF(it->arrays[i]);
  }
  return NpyIter_Deallocate(it) ? status : -1;
}
