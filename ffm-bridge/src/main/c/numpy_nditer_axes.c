/* The axes of an NpyIter: the shape that its operands broadcast to, the order in which it is walked, coalescing. */
#include "numpy_nditer.h"

#define ARRAY(it, op) ambi_array((it)->arrays[op])

/* The operand's axis that an entry of op_axes names, -1 for none; whether it is reduced along it. */
static int named_axis(int entry, bool *reduction) {
  *reduction = entry >= AMBI_REDUCTION_AXIS - 1;
  return *reduction ? entry - AMBI_REDUCTION_AXIS : entry;
}

int ambi_nditer_check_op_axes(const nditer_request *q) {
  if (q->oa_ndim < 0) {
    if (!q->op_axes && !q->itershape) return 0;
    PyErr_SetString(PyExc_ValueError, "If 'op_axes' or 'itershape' is not NULL in the iterator constructor, "
                                      "'oa_ndim' must be zero or greater");
    return -1;
  }
  if (q->oa_ndim > AMBI_MAXDIMS) {
    PyErr_Format(PyExc_ValueError,
                 "Cannot construct an iterator with more than %d dimensions (%d were requested for op_axes)",
                 AMBI_MAXDIMS, q->oa_ndim);
    return -1;
  }
  if (!q->op_axes) {
    PyErr_SetString(PyExc_ValueError, "If 'oa_ndim' is zero or greater in the iterator constructor, then op_axes "
                                      "cannot be NULL");
    return -1;
  }
  for (int op = 0; op < q->nop; op++) {
    uint64_t seen = 0;
    for (int i = 0; q->op_axes[op] && i < q->oa_ndim; i++) {
      bool reduction;
      int axis = named_axis(q->op_axes[op][i], &reduction);
      if (axis < 0) continue;
      if (axis >= AMBI_MAXDIMS) {
        PyErr_Format(PyExc_ValueError,
                     "The 'op_axes' provided to the iterator constructor for operand %d contained invalid values %d", op,
                     axis);
        return -1;
      }
      if (seen & UINT64_C(1) << axis) {
        PyErr_Format(PyExc_ValueError,
                     "The 'op_axes' provided to the iterator constructor for operand %d contained duplicate value %d",
                     op, axis);
        return -1;
      }
      seen |= UINT64_C(1) << axis;
    }
  }
  return 0;
}

/* ---- the broadcast shape ---------------------------------------------------------------------------------------- */

static PyObject *append_shape(PyObject *text, int nd, const npy_intp *dims, const char *suffix) {
  if (text) PyUnicode_AppendAndDel(&text, ambi_shape_text(nd, dims, suffix));
  return text;
}

static void remapped(const nditer_request *q, NpyIter *it, int op, npy_intp *dims) {
  for (int i = 0; i < q->oa_ndim; i++) {
    bool reduction;
    int axis = named_axis(q->op_axes[op][i], &reduction);
    dims[i] = axis >= 0 && axis < ARRAY(it, op)->nd ? ARRAY(it, op)->dimensions[axis] : -1;
  }
}

static int cannot_broadcast(const nditer_request *q, NpyIter *it) {
  PyObject *text = PyUnicode_FromString(
      q->op_axes ? "operands could not be broadcast together with remapped shapes [original->remapped]: "
                 : "operands could not be broadcast together with shapes ");
  for (int op = 0; op < it->nop && text; op++) {
    if (!it->arrays[op]) continue;
    bool mapped = q->op_axes && q->op_axes[op];
    text = append_shape(text, ARRAY(it, op)->nd, ARRAY(it, op)->dimensions, mapped ? "->" : " ");
    if (mapped) {
      npy_intp dims[AMBI_MAXDIMS];
      remapped(q, it, op, dims);
      text = append_shape(text, q->oa_ndim, dims, " ");
    }
  }
  if (text && q->itershape) {
    PyUnicode_AppendAndDel(&text, PyUnicode_FromString(" and requested shape "));
    text = append_shape(text, q->oa_ndim, q->itershape, "");
  }
  if (text) PyErr_SetObject(PyExc_ValueError, text);
  Py_XDECREF(text);
  return -1;
}

static int cannot_repeat(const nditer_request *q, NpyIter *it, const nditer_axes *axes, int op) {
  PyObject *text = PyUnicode_FromString(it->ops[op].write ? "non-broadcastable output operand with shape "
                                                          : "non-broadcastable operand with shape ");
  text = append_shape(text, ARRAY(it, op)->nd, ARRAY(it, op)->dimensions, "");
  if (text && q->op_axes && q->op_axes[op]) {
    /* NumPy tells these dimensions from the last to the first. */
    npy_intp dims[AMBI_MAXDIMS], backwards[AMBI_MAXDIMS];
    remapped(q, it, op, dims);
    for (int i = 0; i < q->oa_ndim; i++) backwards[i] = dims[q->oa_ndim - 1 - i];
    PyUnicode_AppendAndDel(&text, PyUnicode_FromString(" [remapped to "));
    text = append_shape(text, q->oa_ndim, backwards, "]");
  }
  if (text) PyUnicode_AppendAndDel(&text, PyUnicode_FromString(" doesn't match the broadcast shape "));
  text = append_shape(text, axes->ndim, axes->shape, "");
  if (text) PyErr_SetObject(PyExc_ValueError, text);
  Py_XDECREF(text);
  return -1;
}

/* The axis of operand `op` for each of the iteration's. */
static int map_operand(const nditer_request *q, NpyIter *it, nditer_axes *axes, int op) {
  const int *given = q->op_axes ? q->op_axes[op] : NULL;
  PyArrayObject_fields *a = it->arrays[op] ? ARRAY(it, op) : NULL;
  int nd = a ? a->nd : axes->ndim;
  if (!given && nd > axes->ndim) {
    PyErr_SetString(PyExc_ValueError, "input operand has more dimensions than allowed by the axis remapping");
    return -1;
  }
  for (int i = 0; i < axes->ndim; i++) {
    bool reduction = false;
    int axis = given ? named_axis(given[i], &reduction) : i - (axes->ndim - nd);
    axes->axis_of[op][i] = axis < 0 ? -1 : axis;
    if (axis < 0 || !a) continue;
    if (axis >= nd) {
      PyErr_Format(PyExc_ValueError,
                   "Iterator input op_axes[%d][%d] (==%d) is not a valid axis of op[%d], which has %d dimensions ", op, i,
                   axis, op, nd);
      return -1;
    }
    npy_intp length = a->dimensions[axis];
    if (reduction && length != 1) {
      PyErr_Format(PyExc_ValueError,
                   "operand was set up as a reduction along axis %d, but the length of the axis is %zd (it has to be 1)",
                   i, (Py_ssize_t)length);
      return -1;
    }
    if (axes->shape[i] == 1) {
      axes->shape[i] = length;
    } else if (length != 1 && length != axes->shape[i]) {
      return cannot_broadcast(q, it);
    }
  }
  return 0;
}

/* An operand that is written to more than once at an axis. NumPy counts the axis from the last, and tells the operand's own
   where the axes are mapped. */
static int check_reduction(NpyIter *it, int op, int axis) {
  if (!ambi_nditer_has(it, NPY_ITER_REDUCE_OK)) {
    PyErr_Format(PyExc_ValueError,
                 "output operand requires a reduction along dimension %d, but the reduction is not enabled. The dimension "
                 "size of 1 does not match the expected output shape.",
                 axis);
    return -1;
  }
  if (!it->ops[op].read) {
    PyErr_SetString(PyExc_ValueError,
                    "output operand requires a reduction, but is flagged as write-only, not read-write");
    return -1;
  }
  it->reduce = it->ops[op].reduced = true;
  return 0;
}

static int check_repeats(const nditer_request *q, NpyIter *it, nditer_axes *axes, int op) {
  bool mapped = q->op_axes && q->op_axes[op];
  for (int i = axes->ndim - 1; i >= 0; i--) {
    int axis = axes->axis_of[op][i];
    bool reduction = false;
    if (mapped) named_axis(q->op_axes[op][i], &reduction);
    npy_intp own = axis < 0 ? 1 : it->arrays[op] ? ARRAY(it, op)->dimensions[axis] : reduction ? 1 : axes->shape[i];
    if (own == axes->shape[i] && (axis >= 0 || axes->shape[i] == 1)) continue;
    if (it->arrays[op] && (!mapped || axis >= 0) && (q->op_flags[op] & NPY_ITER_NO_BROADCAST)) {
      return cannot_repeat(q, it, axes, op);
    }
    int told = mapped ? axis : it->arrays[op] ? axes->ndim - 1 - i : -1;
    if (it->ops[op].write && check_reduction(it, op, told) < 0) return -1;
  }
  return 0;
}

int ambi_nditer_map_axes(const nditer_request *q, NpyIter *it, nditer_axes *axes) {
  axes->ndim = q->oa_ndim;
  if (q->oa_ndim < 0) {
    axes->ndim = 0;
    for (int op = 0; op < it->nop; op++) {
      if (it->arrays[op] && ARRAY(it, op)->nd > axes->ndim) axes->ndim = ARRAY(it, op)->nd;
    }
  }
  for (int i = 0; i < axes->ndim; i++) {
    axes->shape[i] = q->itershape && q->itershape[i] >= 0 ? q->itershape[i] : 1;
  }
  for (int op = 0; op < it->nop; op++) {
    if (map_operand(q, it, axes, op) < 0) return -1;
  }
  for (int i = 0; q->itershape && i < axes->ndim; i++) {
    if (q->itershape[i] >= 0 && axes->shape[i] != q->itershape[i]) return cannot_broadcast(q, it);
  }
  for (int op = 0; op < it->nop; op++) {
    if (check_repeats(q, it, axes, op) < 0) return -1;
  }
  it->ndim = axes->ndim;
  it->itersize = PyArray_OverflowMultiplyList(axes->shape, axes->ndim);
  return 0;
}

/* ---- order -------------------------------------------------------------------------------------------------------- */

static npy_intp stride_of(NpyIter *it, const nditer_axes *axes, int op, int i) {
  int axis = axes->axis_of[op][i];
  if (!it->arrays[op] || axis < 0 || axes->shape[i] == 1 || ARRAY(it, op)->dimensions[axis] == 1) return 0;
  return ARRAY(it, op)->strides[axis];
}

static npy_intp magnitude(npy_intp stride) { return stride < 0 ? -stride : stride; }

/* Whether axis `a` should be walked faster than `b`: 1, 0, or -1 where no operand has a say. The first of the caller's
   order wins where operands disagree. */
static int is_faster(NpyIter *it, const nditer_axes *axes, int a, int b) {
  int faster = -1;
  for (int op = 0; op < it->nop; op++) {
    npy_intp p = magnitude(stride_of(it, axes, op, a)), q = magnitude(stride_of(it, axes, op, b));
    if (p == 0 || q == 0) continue;
    if (q <= p) return 0;
    faster = 1;
  }
  return faster;
}

static bool prefers_fortran(NpyIter *it) {
  bool any = false;
  for (int op = 0; op < it->nop; op++) {
    if (!it->arrays[op]) continue;
    any = true;
    if (!(ARRAY(it, op)->flags & NPY_ARRAY_F_CONTIGUOUS)) return false;
  }
  return any;
}

/* An axis is walked backwards where that goes forward in memory for all operands; never where one is to be made. */
static bool walk_backwards(NpyIter *it, const nditer_axes *axes, int i) {
  bool negative = false;
  for (int op = 0; op < it->nop; op++) {
    if (!it->arrays[op]) return false;
    npy_intp stride = stride_of(it, axes, op, i);
    if (stride > 0) return false;
    negative |= stride < 0;
  }
  return negative;
}

void ambi_nditer_order(const nditer_request *q, NpyIter *it, nditer_axes *axes) {
  int n = it->ndim, order = q->order;
  bool forced = order != NPY_KEEPORDER;
  if (order == NPY_ANYORDER) order = prefers_fortran(it) ? NPY_FORTRANORDER : NPY_CORDER;
  for (int k = 0; k < n; k++) it->perm[k] = order == NPY_FORTRANORDER ? n - 1 - k : k;
  for (int k = 1; !forced && k < n; k++) {
    int place = k, moving = it->perm[k];
    for (int j = k - 1; j >= 0; j--) {
      int faster = is_faster(it, axes, n - 1 - moving, n - 1 - it->perm[j]);
      if (faster == 0) break;
      if (faster == 1) place = j;
    }
    memmove(it->perm + place + 1, it->perm + place, (size_t)(k - place) * sizeof *it->perm);
    it->perm[place] = moving;
  }
  for (int k = 0; k < n; k++) {
    int i = n - 1 - it->perm[k];
    it->shape[k] = axes->shape[i];
    if (!forced && !ambi_nditer_has(it, NPY_ITER_DONT_NEGATE_STRIDES) && walk_backwards(it, axes, i)) {
      it->perm[k] = -1 - it->perm[k];
    }
  }
  if (n == 0) it->shape[0] = 1;
}

void ambi_nditer_attach(NpyIter *it, const nditer_axes *axes, int op) {
  it->ops[op].offset = 0;
  for (int k = 0; k < it->ndim; k++) {
    bool backwards = it->perm[k] < 0;
    int place = backwards ? -1 - it->perm[k] : it->perm[k];
    npy_intp stride = stride_of(it, axes, op, it->ndim - 1 - place);
    if (backwards && it->shape[k] > 0) it->ops[op].offset += stride * (it->shape[k] - 1);
    ambi_nditer_strides(it, k)[op] = backwards ? -stride : stride;
  }
  it->first[op] = it->arrays[op] ? ARRAY(it, op)->data + it->ops[op].offset : NULL;
}

PyObject *ambi_nditer_allocate(NpyIter *it, const nditer_request *q, nditer_axes *axes, int op, PyObject *dtype) {
  npy_intp dims[AMBI_MAXDIMS], strides[AMBI_MAXDIMS], stride = ambi_descr_elsize(dtype);
  uint64_t used = 0;
  int nd = 0;
  for (int k = 0; k < it->ndim; k++) {
    int i = it->ndim - 1 - (it->perm[k] < 0 ? -1 - it->perm[k] : it->perm[k]);
    int axis = axes->axis_of[op][i];
    if (axis < 0) continue;
    bool reduction = false;
    if (q->op_axes && q->op_axes[op]) named_axis(q->op_axes[op][i], &reduction);
    dims[axis] = reduction ? 1 : it->shape[k];
    strides[axis] = stride;
    if (dims[axis] > 0) stride *= dims[axis];
    used |= UINT64_C(1) << axis;
    if (axis >= nd) nd = axis + 1;
  }
  if (nd && used != (nd == 64 ? ~UINT64_C(0) : (UINT64_C(1) << nd) - 1)) {
    return ambi_raise(PyExc_ValueError,
                      "automatically allocated output array specified with an inconsistent axis mapping");
  }
  return ambi_array_make(AMBI_NEWREF(dtype), nd, dims, strides, NULL, NULL, true);
}

void ambi_nditer_track_index(NpyIter *it) {
  it->first[it->nop] = NULL;
  for (int k = 0; k < it->ndim; k++) ambi_nditer_strides(it, k)[it->nop] = 0;
  if (!ambi_nditer_has(it, AMBI_NDITER_INDEX)) return;
  bool c_order = ambi_nditer_has(it, NPY_ITER_C_INDEX);
  npy_intp stride = 1, start = 0;
  for (int n = 0; n < it->ndim; n++) {
    int wanted = c_order ? n : it->ndim - 1 - n;
    for (int k = 0; k < it->ndim; k++) {
      bool backwards = it->perm[k] < 0;
      if ((backwards ? -1 - it->perm[k] : it->perm[k]) != wanted) continue;
      ambi_nditer_strides(it, k)[it->nop] = it->shape[k] == 1 ? 0 : backwards ? -stride : stride;
      if (backwards) start += stride * (it->shape[k] - 1);
      stride *= it->shape[k];
      break;
    }
  }
  it->first[it->nop] = (char *)start;
}

/* ---- fewer, longer axes ---------------------------------------------------------------------------------------------- */

static bool continues(NpyIter *it, int inner, int outer) {
  npy_intp *a = ambi_nditer_strides(it, inner), *b = ambi_nditer_strides(it, outer);
  if (it->shape[inner] == 1 || it->shape[outer] == 1) return true;
  for (int op = 0; op <= it->nop; op++) {
    if (a[op] * it->shape[inner] != b[op]) return false;
  }
  return true;
}

void ambi_nditer_coalesce(NpyIter *it) {
  int kept = 0;
  size_t row = (size_t)(it->nop + 1) * sizeof(npy_intp);
  for (int k = 1; k < it->ndim; k++) {
    if (continues(it, kept, k)) {
      if (it->shape[kept] == 1) memcpy(ambi_nditer_strides(it, kept), ambi_nditer_strides(it, k), row);
      it->shape[kept] *= it->shape[k];
    } else if (++kept != k) {
      memcpy(ambi_nditer_strides(it, kept), ambi_nditer_strides(it, k), row);
      it->shape[kept] = it->shape[k];
    }
  }
  if (it->ndim > 1) it->ndim = kept + 1;
  for (int k = 0; k < it->ndim; k++) it->perm[k] = k;
  memset(it->coords, 0, sizeof it->coords);
}
