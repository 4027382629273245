/* reduce, accumulate and outer: a binary ufunc along an axis, and over all pairs. */
#include "numpy_ufunc.h"

#define ARRAY(call, i) ambi_array((call)->arrays[i])

/* What reduce and accumulate are given besides the common keywords. */
typedef struct {
  PyObject *array, *axis, *out, *initial;
  bool keepdims;
} reduction;

static int fail(PyObject *type, const char *message) {
  PyErr_SetString(type, message);
  return -1;
}

static int check_binary(PyUFuncObject *u, const char *method) {
  if (u->core_enabled) return fail(PyExc_RuntimeError, "Reduction not defined on ufunc with signature");
  if (u->nin == 2 && u->nout == 1) return 0;
  PyErr_Format(PyExc_ValueError, "%s only supported for binary functions", method);
  return -1;
}

/* array, axis, dtype, out, then what only reduce has. */
static int read_arguments(PyUFuncObject *u, ufunc_call *call, reduction *r, PyObject *args, PyObject *kwargs, bool reduce) {
  static const char *const names[] = {"array", "axis", "dtype", "out", "keepdims", "initial"};
  PyObject *values[6] = {NULL};
  Py_ssize_t n = PyTuple_GET_SIZE(args), most = reduce ? 6 : 4;
  if (n < 1 || n > most) {
    const char *method = reduce ? "reduce" : "accumulate";
    if (n < 1) {
      PyErr_Format(PyExc_TypeError, "%s() missing required argument 'array' (pos 0)", method);
    } else {
      PyErr_Format(PyExc_TypeError, "%s() takes from 1 to %zd positional arguments but %zd were given", method, most, n);
    }
    return -1;
  }
  for (Py_ssize_t i = 0; i < n; i++) values[i] = PyTuple_GET_ITEM(args, i);
  PyObject *name, *value;
  for (Py_ssize_t at = 0; kwargs && PyDict_Next(kwargs, &at, &name, &value);) {
    int known = -1;
    for (int i = 1; i < most; i++) {
      if (PyUnicode_CompareWithASCIIString(name, names[i]) == 0) known = i;
    }
    if (known >= 0) {
      values[known] = value;
      continue;
    }
    int status = ambi_ufunc_common_keyword(u, call, name, value);
    if (status < 0) return -1;
    if (status > 0) {
      PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument '%U'", reduce ? "reduce" : "accumulate", name);
      return -1;
    }
  }
  if (call->where) return fail(PyExc_NotImplementedError, "not implemented yet: a reduction with 'where'");
  if (values[2] && ambi_ufunc_common_keyword(u, call, AMBI_ID("dtype"), values[2]) < 0) return -1;
  *r = (reduction){values[0], values[1], values[3], values[5], false};
  if (r->out && PyTuple_Check(r->out) && PyTuple_GET_SIZE(r->out) == 1) r->out = PyTuple_GET_ITEM(r->out, 0);
  if (r->out == Py_None) r->out = NULL;
  if (r->out && !PyArray_Check(r->out)) return fail(PyExc_TypeError, "return arrays must be of ArrayType");
  if (r->out && PyArray_FailUnlessWriteable(r->out, "output array") < 0) return -1;
  int keep = values[4] ? PyObject_IsTrue(values[4]) : 0;
  r->keepdims = keep > 0;
  return keep < 0 ? -1 : 0;
}

/* One axis, negative from the end; -1 with an error. */
static int read_axis(PyObject *value, int nd) {
  long axis = value ? PyLong_AsLong(value) : 0;
  if (axis == -1 && PyErr_Occurred()) return -1;
  if (axis < -nd || axis >= nd) {
    PyErr_Format(PyExc_ValueError, "axis %ld is out of bounds for array of dimension %d", axis, nd);
    return -1;
  }
  return (int)(axis < 0 ? axis + nd : axis);
}

/* Which axes are reduced: the first, a given one, a tuple, or all (None). */
static int read_axes(PyUFuncObject *u, PyObject *value, int nd, bool *reduced) {
  memset(reduced, 0, AMBI_MAXDIMS);
  int count = 0;
  if (value == Py_None) {
    for (; count < nd; count++) reduced[count] = true;
  } else if (value && PyTuple_Check(value)) {
    for (; count < PyTuple_GET_SIZE(value); count++) {
      int axis = read_axis(PyTuple_GET_ITEM(value, count), nd);
      if (axis < 0) return -1;
      if (reduced[axis]) return fail(PyExc_ValueError, "duplicate value in 'axis'");
      reduced[axis] = true;
    }
  } else if (nd > 0) {
    int axis = read_axis(value, nd);
    if (axis < 0) return -1;
    reduced[axis] = true;
    count = 1;
  }
  if (count > 1 && u->identity == PyUFunc_None) {
    PyErr_Format(PyExc_ValueError, "reduction operation '%s' is not reorderable, so at most one axis may be specified",
                 ufunc_name(u));
    return -1;
  }
  return 0;
}

/* A loop from and to one dtype: that of the array, of `out` or of dtype=. */
static int find_loop(PyUFuncObject *u, ufunc_call *call, PyObject *array, PyObject *out, ufunc_loop *loop) {
  if (out && !call->any_fixed && ambi_can_cast(ambi_array(array)->descr, ambi_array(out)->descr, NPY_SAFE_CASTING)) {
    call->any_fixed = true;
    call->fixed[2] = ambi_array_type_num(ambi_array(out));
  }
  call->arrays[0] = AMBI_NEWREF(array);
  call->arrays[1] = AMBI_NEWREF(array);
  if (ambi_ufunc_resolve(u, call, loop) < 0) return -1;
  if (ambi_same_descr(loop->dtypes[0], loop->dtypes[2]) && ambi_same_descr(loop->dtypes[1], loop->dtypes[2])) return 0;
  PyErr_Format(PyExc_TypeError, "the resolved dtypes are not compatible with %s.reduce", ufunc_name(u));
  ambi_ufunc_free_loop(u, loop);
  return -1;
}

/* `array` in the loop's dtype, aligned. New reference. */
static PyObject *in_dtype(PyObject *array, PyObject *dtype) {
  PyArrayObject_fields *a = ambi_array(array);
  if (ambi_same_descr(a->descr, dtype) && ambi_array_is_aligned(a)) return AMBI_NEWREF(array);
  PyObject *copy = ambi_array_make(AMBI_NEWREF(dtype), a->nd, a->dimensions, NULL, NULL, NULL, true);
  if (copy && ambi_array_assign(copy, array) < 0) Py_CLEAR(copy);
  return copy;
}

/* A view of `a` with one axis cut to [from, from + length). */
static PyObject *slice(PyObject *array, int axis, npy_intp from, npy_intp length) {
  PyArrayObject_fields *a = ambi_array(array);
  npy_intp dims[AMBI_MAXDIMS];
  memcpy(dims, a->dimensions, (size_t)a->nd * sizeof *dims);
  dims[axis] = length;
  return ambi_array_make(AMBI_NEWREF(a->descr), a->nd, dims, a->strides, a->data + from * a->strides[axis], array, true);
}

/* result = f(result, element) for the source's elements along one axis from number `from` on; `step` is the result's: 0 to
   reduce, its stride to accumulate. Both have the same number of dimensions; the result has its start value already. */
static int fold(PyUFuncObject *u, const ufunc_loop *loop, PyArrayObject_fields *result, PyArrayObject_fields *source,
                int axis, npy_intp from, npy_intp step) {
  npy_intp count = source->dimensions[axis] - from, index[AMBI_MAXDIMS] = {0};
  char *out = result->data, *in = source->data + from * source->strides[axis];
  if (count <= 0 || ambi_array_size(&source->ob_base) == 0) return 0;
  npy_intp steps[3] = {step, source->strides[axis], step};
  bool objects = ambi_ufunc_has_objects(u, loop);
  for (;;) {
    char *args[3] = {out, in, out + step};
    ambi_ufunc_inner(loop, args, &count, steps, objects);
    if (PyErr_Occurred()) return -1;
    int d = source->nd - 1;
    for (; d >= 0; d--) {
      if (d == axis) continue;
      out += result->strides[d];
      in += source->strides[d];
      if (++index[d] < source->dimensions[d]) break;
      out -= result->strides[d] * source->dimensions[d];
      in -= source->strides[d] * source->dimensions[d];
      index[d] = 0;
    }
    if (d < 0) return 0;
  }
}

/* What the reduction starts from: `initial`, or the identity; new reference. NULL without an error where it starts from the
   first element: there is none, or it is unwanted (None), or objects are reduced that may know no such number. */
static PyObject *start_value(PyUFuncObject *u, const ufunc_loop *loop, const reduction *r, bool empty) {
  if (r->initial) return r->initial == Py_None ? NULL : AMBI_NEWREF(r->initial);
  if (!empty && ambi_descr_type_num(loop->dtypes[2]) == NPY_OBJECT) return NULL;
  PyObject *identity = PyObject_GetAttrString((PyObject *)u, "identity");
  if (identity == Py_None) Py_CLEAR(identity);
  return identity;
}

/* Gives all elements of `array` one value. */
static int fill(PyObject *array, PyObject *value) {
  PyObject *scalar = ambi_as_array(value, ambi_array_abi(array));
  int status = scalar ? ambi_array_assign(array, scalar) : -1;
  Py_XDECREF(scalar);
  return status;
}

/* A copy in the same order in memory. New reference. */
static PyObject *copy_of(PyObject *array, PyObject *dtype) {
  PyObject *copy = PyArray_NewLikeArray(array, NPY_KEEPORDER, AMBI_NEWREF(dtype), 0);
  if (copy && ambi_array_assign(copy, array) < 0) Py_CLEAR(copy);
  return copy;
}

/* Along one axis, from `start` or, where that is NULL, from the first element. The result keeps the axis, with length 1. */
static PyObject *reduce_axis(PyUFuncObject *u, const ufunc_loop *loop, PyObject *source, int axis, PyObject *start) {
  PyObject *first = slice(source, axis, 0, 1);
  PyObject *result = first ? copy_of(first, loop->dtypes[2]) : NULL;
  Py_XDECREF(first);
  int status = result ? 0 : -1;
  if (status == 0 && start) status = fill(result, start);
  if (status == 0) status = fold(u, loop, ambi_array(result), ambi_array(source), axis, start ? 0 : 1, 0);
  if (status < 0) Py_CLEAR(result);
  return result;
}

/* f(start, element) for each, where no axis is reduced; the elements themselves without a start. */
static PyObject *reduce_none(PyUFuncObject *u, const ufunc_loop *loop, PyObject *source, PyObject *start) {
  PyArrayObject_fields *a = ambi_array(source);
  PyObject *result = ambi_array_make(AMBI_NEWREF(loop->dtypes[2]), a->nd, a->dimensions, NULL, NULL, NULL, true);
  if (!result || ambi_array_assign(result, source) < 0) {
    Py_XDECREF(result);
    return NULL;
  }
  if (!start) return result;
  PyObject *left = ambi_array_make(AMBI_NEWREF(loop->dtypes[0]), a->nd, a->dimensions, NULL, NULL, NULL, true);
  int status = left ? fill(left, start) : -1;
  if (status == 0) {
    npy_intp count = ambi_array_size(result), size = ambi_array_elsize(ambi_array(result)), steps[3] = {size, size, size};
    char *args[3] = {ambi_array(left)->data, ambi_array(result)->data, ambi_array(result)->data};
    ambi_ufunc_inner(loop, args, &count, steps, ambi_ufunc_has_objects(u, loop));
    if (PyErr_Occurred()) status = -1;
  }
  Py_XDECREF(left);
  if (status < 0) Py_CLEAR(result);
  return result;
}

/* Nothing to reduce: the start value everywhere. */
static PyObject *reduce_empty(PyUFuncObject *u, const ufunc_loop *loop, PyArrayObject_fields *a, const npy_intp *dims,
                              PyObject *start) {
  if (!start && PyArray_OverflowMultiplyList(dims, a->nd) != 0) {
    return ambi_raise(PyExc_ValueError, "zero-size array to reduction operation %s which has no identity", ufunc_name(u));
  }
  PyObject *result = ambi_array_make(AMBI_NEWREF(loop->dtypes[2]), a->nd, dims, NULL, NULL, NULL, true);
  if (result && start && fill(result, start) < 0) Py_CLEAR(result);
  return result;
}

/* The reduction in the loop's dtype, reduced axes of length 1. The start value comes in at the last of them. */
static PyObject *reduce_all(PyUFuncObject *u, const ufunc_loop *loop, const reduction *r, PyObject *source,
                            const bool *reduced) {
  PyArrayObject_fields *a = ambi_array(source);
  npy_intp dims[AMBI_MAXDIMS];
  bool empty = false;
  int last = -1;
  for (int i = 0; i < a->nd; i++) {
    dims[i] = reduced[i] ? 1 : a->dimensions[i];
    empty |= reduced[i] && a->dimensions[i] == 0;
    if (reduced[i]) last = i;
  }
  PyObject *start = start_value(u, loop, r, empty), *result = NULL;
  if (!PyErr_Occurred()) {
    if (empty) {
      result = reduce_empty(u, loop, a, dims, start);
    } else if (last < 0) {
      result = reduce_none(u, loop, source, start);
    } else {
      result = AMBI_NEWREF(source);
      for (int i = 0; i < a->nd && result; i++) {
        if (reduced[i]) Py_SETREF(result, reduce_axis(u, loop, result, i, i == last ? start : NULL));
      }
    }
  }
  Py_XDECREF(start);
  return result;
}

/* Takes the axes that were reduced out of a result that nobody else has yet. */
static void drop_axes(PyObject *array, const bool *reduced) {
  PyArrayObject_fields *a = ambi_array(array);
  int nd = 0;
  for (int i = 0; i < a->nd; i++) {
    if (reduced[i]) continue;
    a->dimensions[nd] = a->dimensions[i];
    a->strides[nd++] = a->strides[i];
  }
  a->nd = nd;
  PyArray_UpdateFlags(array, NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_F_CONTIGUOUS);
}

/* The result, or `out` with it; takes the reference. */
static PyObject *give(PyObject *result, PyObject *out) {
  if (!result || !out) return result ? ambi_array_return(result) : NULL;
  int status = ambi_array_assign(out, result);
  Py_DECREF(result);
  return status == 0 ? AMBI_NEWREF(out) : NULL;
}

static int check_errors(const char *method) {
  int errors = PyUFunc_getfperr();
  return errors ? PyUFunc_GiveFloatingpointErrors(method, errors) : 0;
}

static PyObject *ufunc_reduce(PyObject *o, PyObject *args, PyObject *kwargs) {
  PyUFuncObject *u = ufunc_of(o);
  ufunc_call call;
  ufunc_loop loop;
  reduction r;
  bool reduced[AMBI_MAXDIMS];
  PyObject *result = NULL, *array = NULL, *source = NULL;
  if (check_binary(u, "reduce") < 0) return NULL;
  ambi_ufunc_begin(&call);
  if (read_arguments(u, &call, &r, args, kwargs, true) < 0 || !(array = ambi_as_array(r.array, ufunc_abi(u))) ||
      read_axes(u, r.axis, ambi_array(array)->nd, reduced) < 0 || find_loop(u, &call, array, r.out, &loop) < 0) {
    Py_XDECREF(array);
    ambi_ufunc_end(u, &call);
    return NULL;
  }
  PyUFunc_clearfperr();
  if ((source = in_dtype(array, loop.dtypes[0]))) {
    result = reduce_all(u, &loop, &r, source, reduced);
    if (result && !r.keepdims) drop_axes(result, reduced);
    if (result && check_errors("reduce") < 0) Py_CLEAR(result);
    result = give(result, r.out);
    Py_DECREF(source);
  }
  ambi_ufunc_free_loop(u, &loop);
  Py_DECREF(array);
  ambi_ufunc_end(u, &call);
  return result;
}

static PyObject *accumulate(PyUFuncObject *u, const ufunc_loop *loop, PyObject *source, int axis) {
  PyArrayObject_fields *a = ambi_array(source);
  PyObject *result = PyArray_NewLikeArray(source, NPY_KEEPORDER, AMBI_NEWREF(loop->dtypes[2]), 0);
  if (!result || a->dimensions[axis] == 0) return result;
  PyObject *first = slice(source, axis, 0, 1), *target = first ? slice(result, axis, 0, 1) : NULL;
  int status = target ? ambi_array_assign(target, first) : -1;
  Py_XDECREF(first);
  Py_XDECREF(target);
  if (status == 0) status = fold(u, loop, ambi_array(result), a, axis, 1, ambi_array(result)->strides[axis]);
  if (status < 0) Py_CLEAR(result);
  return result;
}

static PyObject *ufunc_accumulate(PyObject *o, PyObject *args, PyObject *kwargs) {
  PyUFuncObject *u = ufunc_of(o);
  ufunc_call call;
  ufunc_loop loop;
  reduction r;
  PyObject *result = NULL, *array = NULL;
  if (check_binary(u, "accumulate") < 0) return NULL;
  ambi_ufunc_begin(&call);
  if (read_arguments(u, &call, &r, args, kwargs, false) == 0) array = ambi_as_array(r.array, ufunc_abi(u));
  if (array && ambi_array(array)->nd == 0) {
    fail(PyExc_TypeError, "cannot accumulate on a scalar");
    Py_CLEAR(array);
  }
  int axis = array ? read_axis(r.axis, ambi_array(array)->nd) : -1;
  if (axis >= 0 && find_loop(u, &call, array, r.out, &loop) == 0) {
    PyUFunc_clearfperr();
    PyObject *source = in_dtype(array, loop.dtypes[0]);
    result = source ? accumulate(u, &loop, source, axis) : NULL;
    Py_XDECREF(source);
    if (result && check_errors("accumulate") < 0) Py_CLEAR(result);
    result = give(result, r.out);
    ambi_ufunc_free_loop(u, &loop);
  }
  Py_XDECREF(array);
  ambi_ufunc_end(u, &call);
  return result;
}

/* f(a[:, None...], b) with as many new axes as b has. */
static PyObject *ufunc_outer(PyObject *o, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
  PyUFuncObject *u = ufunc_of(o);
  if (u->core_enabled) return ambi_raise(PyExc_TypeError, "method outer is not allowed in ufunc with non-trivial signature");
  if (u->nin != 2) return ambi_raise(PyExc_ValueError, "outer product only supported for binary functions");
  if (nargs != 2) return ambi_raise(PyExc_TypeError, "exactly two arguments expected");
  PyObject *a = ambi_as_array(args[0], ufunc_abi(u)), *b = a ? ambi_as_array(args[1], ufunc_abi(u)) : NULL;
  PyObject *spread = NULL, *result = NULL;
  int nd = b ? ambi_array(a)->nd + ambi_array(b)->nd : 0;
  if (b && nd > AMBI_MAXDIMS) {
    PyErr_SetString(PyExc_ValueError, "maximum supported dimension for an ndarray is currently 64");
  } else if (b) {
    npy_intp dims[AMBI_MAXDIMS], strides[AMBI_MAXDIMS];
    PyArrayObject_fields *left = ambi_array(a);
    for (int i = 0; i < nd; i++) {
      dims[i] = i < left->nd ? left->dimensions[i] : 1;
      strides[i] = i < left->nd ? left->strides[i] : 0;
    }
    spread = ambi_array_make(AMBI_NEWREF(left->descr), nd, dims, strides, left->data, a, false);
  }
  if (spread) {
    Py_ssize_t more = kwnames ? PyTuple_GET_SIZE(kwnames) : 0;
    PyObject *all[2 + more];
    all[0] = spread;
    all[1] = b;
    for (Py_ssize_t i = 0; i < more; i++) all[2 + i] = args[2 + i];
    result = ambi_ufunc_vectorcall(o, all, 2, kwnames);
  }
  Py_XDECREF(spread);
  Py_XDECREF(b);
  Py_XDECREF(a);
  return result;
}

PyMethodDef ambi_ufunc_methods[] = {
    {"reduce", (PyCFunction)(void (*)(void))ufunc_reduce, METH_VARARGS | METH_KEYWORDS, NULL},
    {"accumulate", (PyCFunction)(void (*)(void))ufunc_accumulate, METH_VARARGS | METH_KEYWORDS, NULL},
    {"outer", (PyCFunction)(void (*)(void))ufunc_outer, METH_FASTCALL | METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL},
};
