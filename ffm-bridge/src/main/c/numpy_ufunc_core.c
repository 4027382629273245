/* Generalized ufuncs: the loop works on the last dimensions of each argument, as its signature says. */
#include "numpy_ufunc.h"

#define ARRAY(call, i) ambi_array((call)->arrays[i])

/* The shapes of one call. */
typedef struct {
  npy_intp core_sizes[AMBI_MAXDIMS]; /* of each distinct core dimension; -1 while it is unknown */
  bool missing[AMBI_MAXDIMS];        /* "m?": an argument lacks it */
  int outer;                         /* dimensions that the loop is repeated over */
  npy_intp outer_shape[AMBI_MAXDIMS];
} core_shapes;

/* The distinct dimension that is core dimension `k` of argument `i`. */
static int core_dim(PyUFuncObject *u, int i, int k) { return u->core_dim_ixs[u->core_offsets[i] + k]; }

static const char *side(PyUFuncObject *u, int i) { return i < u->nin ? "Input" : "Output"; }

/* How many core dimensions argument `i` really has. */
static int core_count(PyUFuncObject *u, const core_shapes *s, int i) {
  int count = 0;
  for (int k = 0; k < u->core_num_dims[i]; k++) count += !s->missing[core_dim(u, i, k)];
  return count;
}

/* Dimensions that may be left out are missing where an argument has too few. */
static int find_missing(PyUFuncObject *u, ufunc_call *call, core_shapes *s) {
  for (int i = 0; i < u->nargs; i++) {
    if (!call->arrays[i]) continue;
    int nd = ARRAY(call, i)->nd;
    for (int k = 0; k < u->core_num_dims[i] && nd < core_count(u, s, i); k++) {
      int dim = core_dim(u, i, k);
      if (u->core_dim_flags[dim] & UFUNC_CORE_DIM_CAN_IGNORE) s->missing[dim] = true;
    }
    int wanted = core_count(u, s, i);
    if (nd < wanted) {
      PyErr_Format(PyExc_ValueError,
                   "%s: %s operand %d does not have enough dimensions (has %d, gufunc core with signature %s requires %d)",
                   ufunc_name(u), side(u, i), i < u->nin ? i : i - u->nin, nd, u->core_signature, wanted);
      return -1;
    }
  }
  return 0;
}

static int fit_core(PyUFuncObject *u, ufunc_call *call, core_shapes *s, int i) {
  PyArrayObject_fields *a = ARRAY(call, i);
  int at = a->nd - core_count(u, s, i);
  for (int k = 0; k < u->core_num_dims[i]; k++) {
    int dim = core_dim(u, i, k);
    if (s->missing[dim]) continue;
    npy_intp length = a->dimensions[at++];
    if (s->core_sizes[dim] < 0) {
      s->core_sizes[dim] = length;
    } else if (s->core_sizes[dim] != length) {
      PyErr_Format(PyExc_ValueError,
                   "%s: %s operand %d has a mismatch in its core dimension %d, with gufunc signature %s (size %zd is "
                   "different from %zd)",
                   ufunc_name(u), side(u, i), i < u->nin ? i : i - u->nin, k, u->core_signature, (Py_ssize_t)length,
                   (Py_ssize_t)s->core_sizes[dim]);
      return -1;
    }
  }
  return 0;
}

static int find_core_sizes(PyUFuncObject *u, ufunc_call *call, core_shapes *s) {
  for (int d = 0; d < u->core_num_dim_ix; d++) {
    s->core_sizes[d] = u->core_dim_flags[d] & UFUNC_CORE_DIM_SIZE_INFERRED ? -1 : u->core_dim_sizes[d];
  }
  if (find_missing(u, call, s) < 0) return -1;
  for (int d = 0; d < u->core_num_dim_ix; d++) {
    if (s->missing[d]) s->core_sizes[d] = 1;
  }
  for (int i = 0; i < u->nargs; i++) {
    if (call->arrays[i] && fit_core(u, call, s, i) < 0) return -1;
  }
  if (ufunc_abi(u) == 2 && u->process_core_dims_func && u->process_core_dims_func(u, s->core_sizes) < 0) return -1;
  for (int i = u->nin; i < u->nargs; i++) {
    for (int k = 0; k < u->core_num_dims[i]; k++) {
      if (s->core_sizes[core_dim(u, i, k)] >= 0) continue;
      PyErr_Format(PyExc_ValueError, "%s: Output operand %d has core dimension %d unspecified, with gufunc signature %s",
                   ufunc_name(u), i - u->nin, k, u->core_signature);
      return -1;
    }
  }
  return 0;
}

/* ---- the dimensions in front of the core's ------------------------------------------------------------------------ */

/* An argument as NumPy's iterator sees it: the outer dimensions, and then the core dimensions of each output as axes of
   their own, which the other arguments lack (-1). */
static int remapped(PyUFuncObject *u, const core_shapes *s, PyArrayObject_fields *a, int i, npy_intp *dims) {
  int own = a->nd - core_count(u, s, i), nd = 0;
  for (; nd < s->outer; nd++) dims[nd] = nd < s->outer - own ? -1 : a->dimensions[nd - (s->outer - own)];
  for (int j = u->nin; j < u->nargs; j++) {
    for (int k = 0; k < u->core_num_dims[j] && nd < 2 * AMBI_MAXDIMS; k++) {
      dims[nd++] = i == j ? s->core_sizes[core_dim(u, j, k)] : -1;
    }
  }
  return nd;
}

static int cannot_broadcast(PyUFuncObject *u, ufunc_call *call, const core_shapes *s) {
  PyObject *text = PyUnicode_FromString(
      "operands could not be broadcast together with remapped shapes [original->remapped]: ");
  npy_intp dims[2 * AMBI_MAXDIMS], requested[2 * AMBI_MAXDIMS];
  int nd = 0;
  for (; nd < s->outer; nd++) requested[nd] = -1;
  for (int i = u->nin; i < u->nargs; i++) {
    for (int k = 0; k < u->core_num_dims[i] && nd < 2 * AMBI_MAXDIMS; k++) requested[nd++] = s->core_sizes[core_dim(u, i, k)];
  }
  for (int i = 0; text && i < u->nargs; i++) {
    if (!call->arrays[i]) continue;
    PyArrayObject_fields *a = ARRAY(call, i);
    PyUnicode_AppendAndDel(&text, ambi_shape_text(a->nd, a->dimensions, "->"));
    if (text) PyUnicode_AppendAndDel(&text, ambi_shape_text(remapped(u, s, a, i, dims), dims, " "));
  }
  if (text) PyUnicode_AppendAndDel(&text, PyUnicode_FromString(" and requested shape "));
  if (text) PyUnicode_AppendAndDel(&text, ambi_shape_text(nd, requested, ""));
  if (text) PyErr_SetObject(PyExc_ValueError, text);
  Py_XDECREF(text);
  return -1;
}

/* NumPy tells the remapped dimensions from the last to the first. */
static int cannot_repeat(PyUFuncObject *u, const core_shapes *s, PyArrayObject_fields *a, int i) {
  npy_intp dims[2 * AMBI_MAXDIMS], backwards[2 * AMBI_MAXDIMS];
  int nd = remapped(u, s, a, i, dims);
  for (int d = 0; d < nd; d++) backwards[d] = dims[nd - 1 - d];
  for (int d = 0; d < s->outer; d++) dims[d] = s->outer_shape[d];
  PyObject *own = ambi_shape_text(a->nd, a->dimensions, ""), *mapped = ambi_shape_text(nd, backwards, "");
  PyObject *wanted = ambi_shape_text(nd, dims, "");
  if (own && mapped && wanted) {
    PyErr_Format(PyExc_ValueError,
                 "non-broadcastable output operand with shape %U [remapped to %U] doesn't match the broadcast shape %U", own,
                 mapped, wanted);
  }
  Py_XDECREF(own);
  Py_XDECREF(mapped);
  Py_XDECREF(wanted);
  return -1;
}

/* An output has all outer dimensions. */
static int check_output(PyUFuncObject *u, const core_shapes *s, PyArrayObject_fields *a, int i) {
  int own = a->nd - core_count(u, s, i);
  for (int d = 0; d < s->outer; d++) {
    int axis = d - (s->outer - own);
    if (s->outer_shape[d] == (axis < 0 ? 1 : a->dimensions[axis])) continue;
    if (axis >= 0) return cannot_repeat(u, s, a, i);
    PyErr_SetString(PyExc_ValueError, "output operand requires a reduction along dimension -1, but the reduction is not "
                                      "enabled. The dimension size of 1 does not match the expected output shape.");
    return -1;
  }
  return 0;
}

static int find_outer_shape(PyUFuncObject *u, ufunc_call *call, core_shapes *s) {
  for (int i = 0; i < u->nargs; i++) {
    int own = call->arrays[i] ? ARRAY(call, i)->nd - core_count(u, s, i) : 0;
    if (own > s->outer) s->outer = own;
  }
  for (int d = 0; d < s->outer; d++) s->outer_shape[d] = 1;
  for (int i = 0; i < u->nargs; i++) {
    if (!call->arrays[i]) continue;
    int own = ARRAY(call, i)->nd - core_count(u, s, i);
    for (int d = 0; d < own; d++) {
      npy_intp length = ARRAY(call, i)->dimensions[d], *shape = &s->outer_shape[s->outer - own + d];
      if (*shape == 1) {
        *shape = length;
      } else if (length != 1 && length != *shape) {
        return cannot_broadcast(u, call, s);
      }
    }
  }
  for (int i = u->nin; i < u->nargs; i++) {
    if (call->arrays[i] && check_output(u, s, ARRAY(call, i), i) < 0) return -1;
  }
  return 0;
}

/* ---- arrays that the loop can work on ------------------------------------------------------------------------------- */

static bool fits_loop(PyArrayObject_fields *a, PyObject *dtype) {
  return ambi_same_descr(a->descr, dtype) && ambi_array_is_aligned(a);
}

static bool may_overlap(PyArrayObject_fields *a, PyArrayObject_fields *b) {
  char *low[2], *high[2];
  PyArrayObject_fields *arrays[] = {a, b};
  for (int n = 0; n < 2; n++) {
    low[n] = high[n] = arrays[n]->data;
    for (int i = 0; i < arrays[n]->nd; i++) {
      npy_intp reach = arrays[n]->strides[i] * (arrays[n]->dimensions[i] - 1);
      *(reach < 0 ? &low[n] : &high[n]) += reach;
    }
    high[n] += ambi_array_elsize(arrays[n]);
  }
  return low[0] < high[1] && low[1] < high[0];
}

/* The array that the loop sees as argument `i`: the caller's, or one in the loop's dtype. New reference. */
static PyObject *loop_array(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop, const core_shapes *s, int i) {
  PyArrayObject_fields *a = call->arrays[i] ? ARRAY(call, i) : NULL;
  bool input = i < u->nin, as_it_is = a && fits_loop(a, loop->dtypes[i]);
  for (int j = 0; as_it_is && !input && j < u->nin; j++) as_it_is = !may_overlap(a, ARRAY(call, j));
  if (as_it_is) return AMBI_NEWREF(a);
  npy_intp dims[AMBI_MAXDIMS];
  int nd = 0;
  if (a) {
    nd = a->nd;
    memcpy(dims, a->dimensions, (size_t)nd * sizeof *dims);
  } else {
    if (s->outer + core_count(u, s, i) > AMBI_MAXDIMS) {
      return ambi_raise(PyExc_ValueError, "too many dimensions for the output of %s", ufunc_name(u));
    }
    for (; nd < s->outer; nd++) dims[nd] = s->outer_shape[nd];
    for (int k = 0; k < u->core_num_dims[i]; k++) {
      if (!s->missing[core_dim(u, i, k)]) dims[nd++] = s->core_sizes[core_dim(u, i, k)];
    }
  }
  PyObject *array = ambi_array_make(AMBI_NEWREF(loop->dtypes[i]), nd, dims, NULL, NULL, NULL, true);
  if (array && input && ambi_array_assign(array, &a->ob_base) < 0) Py_CLEAR(array);
  return array;
}

/* ---- running ---------------------------------------------------------------------------------------------------------- */

/* The strides of an argument: over the outer dimensions, and over its core dimensions, 0 for missing ones. */
static void put_strides(PyUFuncObject *u, const core_shapes *s, PyArrayObject_fields *a, int i, npy_intp *outer,
                        npy_intp **core) {
  int own = a->nd - core_count(u, s, i), at = own;
  for (int d = 0; d < s->outer; d++) {
    int axis = d - (s->outer - own);
    outer[d] = axis < 0 || (a->dimensions[axis] == 1 && s->outer_shape[d] != 1) ? 0 : a->strides[axis];
  }
  for (int k = 0; k < u->core_num_dims[i]; k++) *(*core)++ = s->missing[core_dim(u, i, k)] ? 0 : a->strides[at++];
}

static int repeat(PyUFuncObject *u, ufunc_loop *loop, const core_shapes *s, PyObject **arrays) {
  int total_core = 0, last = s->outer - 1;
  for (int i = 0; i < u->nargs; i++) total_core += u->core_num_dims[i];
  npy_intp strides[AMBI_MAXARGS][AMBI_MAXDIMS], steps[AMBI_MAXARGS + total_core];
  npy_intp dimensions[1 + AMBI_MAXDIMS], index[AMBI_MAXDIMS] = {0}, *core = steps + u->nargs;
  char *at[AMBI_MAXARGS], *args[AMBI_MAXARGS];
  for (int i = 0; i < u->nargs; i++) {
    put_strides(u, s, ambi_array(arrays[i]), i, strides[i], &core);
    at[i] = ambi_array(arrays[i])->data;
    steps[i] = last < 0 ? 0 : strides[i][last];
  }
  dimensions[0] = last < 0 ? 1 : s->outer_shape[last];
  memcpy(dimensions + 1, s->core_sizes, (size_t)u->core_num_dim_ix * sizeof *dimensions);
  bool objects = ambi_ufunc_has_objects(u, loop);
  if (PyArray_OverflowMultiplyList(s->outer_shape, s->outer) == 0) return 0;
  for (;;) {
    memcpy(args, at, sizeof args[0] * (size_t)u->nargs);
    ambi_ufunc_inner(loop, args, dimensions, steps, objects);
    if (PyErr_Occurred()) return -1;
    int d = last - 1;
    for (; d >= 0; d--) {
      for (int i = 0; i < u->nargs; i++) at[i] += strides[i][d];
      if (++index[d] < s->outer_shape[d]) break;
      for (int i = 0; i < u->nargs; i++) at[i] -= strides[i][d] * s->outer_shape[d];
      index[d] = 0;
    }
    if (d < 0) return 0;
  }
}

/* Gives the results to the caller's outputs, or makes them the outputs. */
static int give(PyUFuncObject *u, ufunc_call *call, PyObject **arrays) {
  for (int i = u->nin; i < u->nargs; i++) {
    if (!call->arrays[i]) {
      call->arrays[i] = AMBI_NEWREF(arrays[i]);
    } else if (call->arrays[i] != arrays[i] && ambi_array_assign(call->arrays[i], arrays[i]) < 0) {
      return -1;
    }
  }
  return 0;
}

int ambi_gufunc_run(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop) {
  core_shapes shapes = {.outer = 0}, *s = &shapes;
  if (u->core_num_dim_ix > AMBI_MAXDIMS) {
    PyErr_Format(PyExc_ValueError, "%s: more than %d core dimensions", ufunc_name(u), AMBI_MAXDIMS);
    return -1;
  }
  if (call->where) {
    PyErr_SetString(PyExc_TypeError, "'where' is an invalid keyword to a generalized ufunc");
    return -1;
  }
  if (find_core_sizes(u, call, s) < 0 || find_outer_shape(u, call, s) < 0) return -1;
  PyObject *arrays[AMBI_MAXARGS];
  int made = 0, status = 0;
  for (; made < u->nargs; made++) {
    arrays[made] = loop_array(u, call, loop, s, made);
    if (!arrays[made]) break;
  }
  if (made < u->nargs) {
    status = -1;
  } else {
    PyUFunc_clearfperr();
    status = repeat(u, loop, s, arrays);
    int errors = PyUFunc_getfperr();
    if (status == 0 && errors) status = PyUFunc_GiveFloatingpointErrors(ufunc_name(u), errors);
    if (status == 0) status = give(u, call, arrays);
  }
  while (made > 0) Py_DECREF(arrays[--made]);
  return status;
}
