/* Other views of the same memory, and copies where there is no such view. */
#include "array_view.h"
#include "numpy_array.h"
#include "numpy_errors.h"

#define MAX_DIMS 64
#define KEPT_FLAGS(array) (FIELDS(array)->flags & (NPY_ARRAY_WRITEABLE | NPY_ARRAY_ALIGNED))

/* A view with other lengths and strides of the array's memory, which it keeps alive. */
PyObject *ambi_array_part(PyObject *array, int nd, npy_intp const *dims, npy_intp const *strides, npy_intp offset) {
  PyObject *view = PyArray_NewFromDescr(Py_TYPE(array), AMBI_NEWREF(FIELDS(array)->descr), nd, dims, strides,
                                        FIELDS(array)->data + offset, KEPT_FLAGS(array), array);
  if (view && PyArray_SetBaseObject(view, AMBI_NEWREF(array)) < 0) {
    Py_DECREF(view);
    return NULL;
  }
  return view;
}

/* Steals `descr`; NULL for the array's own. Another item size changes the last dimension. */
AMBI_EXPORT PyObject *PyArray_View(PyObject *array, PyObject *descr, PyTypeObject *type) {
  PyArrayObject_fields *a = FIELDS(array);
  npy_intp dims[MAX_DIMS], strides[MAX_DIMS];
  memcpy(dims, a->dimensions, (size_t)a->nd * sizeof *dims);
  memcpy(strides, a->strides, (size_t)a->nd * sizeof *strides);
  if (!descr) descr = AMBI_NEWREF(a->descr);
  npy_intp old_size = ambi_descr_elsize(a->descr), size = ambi_descr_elsize(descr);
  if (size != old_size) {
    const char *why = NULL;
    int last = a->nd - 1;
    if (a->nd == 0) {
      why = "Changing the dtype of a 0d array is only supported if the itemsize is unchanged";
    } else if (dims[last] != 1 && ambi_array_size(array) && strides[last] != old_size) {
      why = "To change to a dtype of a different size, the last axis must be contiguous";
    } else if (size < old_size) {
      if (size == 0 || old_size % size) {
        why = "When changing to a smaller dtype, its size must be a divisor of the size of original dtype";
      } else {
        dims[last] *= old_size / size;
      }
    } else if (dims[last] * old_size % size) {
      why = "When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array.";
    } else {
      dims[last] = dims[last] * old_size / size;
    }
    if (why) {
      Py_DECREF(descr);
      return ambi_raise(PyExc_ValueError, why);
    }
    strides[last] = size;
  }
  if (!type) type = ambi_descr_abi(descr) == ambi_array_abi(array) ? Py_TYPE(array) : ambi_array_type(ambi_descr_abi(descr));
  PyObject *view = PyArray_NewFromDescr(type, descr, a->nd, dims, strides, a->data, KEPT_FLAGS(array), array);
  if (view && PyArray_SetBaseObject(view, AMBI_NEWREF(array)) < 0) {
    Py_DECREF(view);
    return NULL;
  }
  return view;
}

AMBI_EXPORT PyObject *PyArray_Transpose(PyObject *array, PyArray_Dims *permutation) {
  PyArrayObject_fields *a = FIELDS(array);
  npy_intp dims[MAX_DIMS], strides[MAX_DIMS];
  bool seen[MAX_DIMS] = {false};
  if (permutation && permutation->len != a->nd) return ambi_raise(PyExc_ValueError, "axes don't match array");
  for (int i = 0; i < a->nd; i++) {
    int axis = permutation ? (int)permutation->ptr[i] : a->nd - 1 - i;
    if (ambi_checked_axis(&axis, a->nd, "") < 0) return NULL;
    if (seen[axis]) return ambi_raise(PyExc_ValueError, "repeated axis in transpose");
    seen[axis] = true;
    dims[i] = a->dimensions[axis];
    strides[i] = a->strides[axis];
  }
  return ambi_array_part(array, a->nd, dims, strides, 0);
}

AMBI_EXPORT PyObject *PyArray_SwapAxes(PyObject *array, int x, int y) {
  npy_intp order[MAX_DIMS];
  int nd = FIELDS(array)->nd;
  if (ambi_checked_axis(&x, nd, "axis1: ") < 0 || ambi_checked_axis(&y, nd, "axis2: ") < 0) return NULL;
  for (int i = 0; i < nd; i++) order[i] = i == x ? y : i == y ? x : i;
  PyArray_Dims permutation = {order, nd};
  return PyArray_Transpose(array, &permutation);
}

AMBI_EXPORT PyObject *PyArray_Squeeze(PyObject *array) {
  PyArrayObject_fields *a = FIELDS(array);
  npy_intp dims[MAX_DIMS], strides[MAX_DIMS];
  int n = 0;
  for (int i = 0; i < a->nd; i++) {
    if (a->dimensions[i] == 1) continue;
    dims[n] = a->dimensions[i];
    strides[n++] = a->strides[i];
  }
  return n == a->nd ? AMBI_NEWREF(array) : ambi_array_part(array, n, dims, strides, 0);
}

/* ---- another shape ------------------------------------------------------------------------------------------------- */

/*
 * Strides for the new shape on the same memory, elements taken in the order; false where there are none. Old and new
 * dimensions are matched in groups of equal product; inside a group the old dimensions must follow each other in memory.
 */
static bool strides_without_copy(PyObject *array, int n, npy_intp const *dims, npy_intp *strides, bool fortran) {
  PyArrayObject_fields *a = FIELDS(array);
  npy_intp old_dims[MAX_DIMS], old_strides[MAX_DIMS];
  int old_n = 0;
  for (int i = 0; i < a->nd; i++) {
    if (a->dimensions[i] == 1) continue;
    old_dims[old_n] = a->dimensions[i];
    old_strides[old_n++] = a->strides[i];
  }
  int oi = 0, oj = 1, ni = 0, nj = 1;
  while (ni < n && oi < old_n) {
    npy_intp np = dims[ni], op = old_dims[oi];
    while (np != op) {
      if (np < op) {
        np *= dims[nj++];
      } else {
        op *= old_dims[oj++];
      }
    }
    for (int k = oi; k < oj - 1; k++) {
      if (fortran ? old_strides[k + 1] != old_dims[k] * old_strides[k] : old_strides[k] != old_dims[k + 1] * old_strides[k + 1]) {
        return false;
      }
    }
    if (fortran) {
      strides[ni] = old_strides[oi];
      for (int k = ni + 1; k < nj; k++) strides[k] = strides[k - 1] * dims[k - 1];
    } else {
      strides[nj - 1] = old_strides[oj - 1];
      for (int k = nj - 1; k > ni; k--) strides[k - 1] = strides[k] * dims[k];
    }
    ni = nj++;
    oi = oj++;
  }
  npy_intp last = ni > 0 ? strides[ni - 1] * (fortran ? dims[ni - 1] : 1) : ambi_descr_elsize(a->descr);
  for (int k = ni; k < n; k++) strides[k] = last;
  return true;
}

/* NumPy writes an unknown length as newaxis, and leading ones not at all. */
static void shape_text(int n, npy_intp const *dims, char *text) {
  int first = 0;
  while (first < n && dims[first] < 0) first++;
  text += sprintf(text, "(");
  for (int i = first; i < n; i++) {
    const char *comma = i > first ? "," : "";
    text += dims[i] < 0 ? sprintf(text, "%snewaxis", comma) : sprintf(text, "%s%td", comma, dims[i]);
  }
  sprintf(text, n == 1 && first < n ? ",)" : ")");
}

/* Replaces a -1 among the lengths; false with an error where they do not fit. */
static bool complete_shape(PyObject *array, PyArray_Dims const *wanted, npy_intp *dims) {
  npy_intp size = ambi_array_size(array), known = 1;
  int unknown = -1;
  for (int i = 0; i < wanted->len; i++) {
    dims[i] = wanted->ptr[i];
    if (dims[i] < 0) {
      if (unknown >= 0) {
        PyErr_SetString(PyExc_ValueError, "can only specify one unknown dimension");
        return false;
      }
      unknown = i;
    } else if (__builtin_mul_overflow(known, dims[i], &known)) {
      known = -1;
      break;
    }
  }
  if (unknown >= 0 && known > 0 && size % known == 0) {
    dims[unknown] = size / known;
    return true;
  }
  if (unknown < 0 && known == size) return true;
  char text[MAX_DIMS * 21 + 4];
  shape_text(wanted->len, wanted->ptr, text);
  PyErr_Format(PyExc_ValueError, "cannot reshape array of size %zd into shape %s", size, text);
  return false;
}

AMBI_EXPORT PyObject *PyArray_Newshape(PyObject *array, PyArray_Dims *wanted, int order) {
  PyArrayObject_fields *a = FIELDS(array);
  npy_intp dims[MAX_DIMS], strides[MAX_DIMS];
  if (wanted->len < 0 || wanted->len > MAX_DIMS) {
    return ambi_raise(PyExc_ValueError, "maximum supported dimension for an ndarray is %d, found %d", MAX_DIMS, wanted->len);
  }
  if (order == NPY_ANYORDER) {
    order = (a->flags & NPY_ARRAY_F_CONTIGUOUS) && !(a->flags & NPY_ARRAY_C_CONTIGUOUS) ? NPY_FORTRANORDER : NPY_CORDER;
  } else if (order == NPY_KEEPORDER) {
    return ambi_raise(PyExc_ValueError, "order 'K' is not permitted for reshaping");
  }
  if (!complete_shape(array, wanted, dims)) return NULL;
  bool fortran = order == NPY_FORTRANORDER;
  if (!ambi_array_size(array)) {
    npy_intp step = ambi_descr_elsize(a->descr);
    for (int k = 0; k < wanted->len; k++) {
      int i = fortran ? k : wanted->len - 1 - k;
      strides[i] = step;
      step *= dims[i] ? dims[i] : 1;
    }
    return ambi_array_part(array, wanted->len, dims, strides, 0);
  }
  if (strides_without_copy(array, wanted->len, dims, strides, fortran)) {
    return ambi_array_part(array, wanted->len, dims, strides, 0);
  }
  PyObject *copy = PyArray_NewCopy(array, order);
  if (!copy) return NULL;
  bool laid_out = strides_without_copy(copy, wanted->len, dims, strides, fortran);
  PyObject *shaped = laid_out ? ambi_array_part(copy, wanted->len, dims, strides, 0) : NULL;
  Py_DECREF(copy);
  return shaped;
}

AMBI_EXPORT PyObject *PyArray_Reshape(PyObject *array, PyObject *shape) {
  npy_intp dims[MAX_DIMS];
  PyObject *items = PyLong_Check(shape) ? PyTuple_Pack(1, shape) : PySequence_Tuple(shape);
  if (!items) return NULL;
  PyArray_Dims wanted = {dims, (int)PyTuple_GET_SIZE(items)};
  for (int i = 0; i < wanted.len && i < MAX_DIMS; i++) {
    dims[i] = PyNumber_AsSsize_t(PyTuple_GET_ITEM(items, i), PyExc_OverflowError);
    if (dims[i] == -1 && PyErr_Occurred()) {
      Py_DECREF(items);
      return NULL;
    }
  }
  Py_DECREF(items);
  return PyArray_Newshape(array, &wanted, NPY_CORDER);
}

AMBI_EXPORT PyObject *PyArray_Flatten(PyObject *array, int order) {
  PyArrayObject_fields *a = FIELDS(array);
  if (order == NPY_ANYORDER) {
    order = (a->flags & NPY_ARRAY_F_CONTIGUOUS) && !(a->flags & NPY_ARRAY_C_CONTIGUOUS) ? NPY_FORTRANORDER : NPY_CORDER;
  }
  PyObject *copy = PyArray_NewCopy(array, order);
  if (!copy || FIELDS(copy)->nd == 1) return copy;
  /* The copy has no gaps: one dimension on its memory, in its own order. */
  npy_intp size = ambi_array_size(copy);
  npy_intp *block = malloc(2 * sizeof *block);
  if (!block) {
    Py_DECREF(copy);
    return PyErr_NoMemory();
  }
  block[0] = size;
  block[1] = ambi_descr_elsize(FIELDS(copy)->descr);
  free(FIELDS(copy)->dimensions);
  FIELDS(copy)->dimensions = block;
  FIELDS(copy)->strides = block + 1;
  FIELDS(copy)->nd = 1;
  PyArray_UpdateFlags(copy, NPY_ARRAY_UPDATE_ALL);
  return copy;
}

/* Whether the elements fill their memory without gaps, in any order of dimensions and direction forward. */
static bool dense(PyObject *array) {
  PyArrayObject_fields *a = FIELDS(array);
  npy_intp strides[MAX_DIMS], dims[MAX_DIMS];
  int n = 0;
  for (int i = 0; i < a->nd; i++) {
    if (a->dimensions[i] == 1) continue;
    int at = n++;
    while (at > 0 && strides[at - 1] > a->strides[i]) {
      strides[at] = strides[at - 1];
      dims[at] = dims[at - 1];
      at--;
    }
    strides[at] = a->strides[i];
    dims[at] = a->dimensions[i];
  }
  npy_intp expected = ambi_descr_elsize(a->descr);
  for (int i = 0; i < n; i++) {
    if (strides[i] != expected) return false;
    expected *= dims[i];
  }
  return true;
}

AMBI_EXPORT PyObject *PyArray_Ravel(PyObject *array, int order) {
  PyArrayObject_fields *a = FIELDS(array);
  if (order == NPY_ANYORDER) order = a->flags & NPY_ARRAY_F_CONTIGUOUS && !(a->flags & NPY_ARRAY_C_CONTIGUOUS) ? NPY_FORTRANORDER : NPY_CORDER;
  if (order == NPY_KEEPORDER) {
    if (a->flags & NPY_ARRAY_C_CONTIGUOUS) order = NPY_CORDER;
    else if (a->flags & NPY_ARRAY_F_CONTIGUOUS) order = NPY_FORTRANORDER;
  }
  npy_intp size = ambi_array_size(array), stride = ambi_descr_elsize(a->descr);
  bool view = (order == NPY_CORDER && (a->flags & NPY_ARRAY_C_CONTIGUOUS)) ||
              (order == NPY_FORTRANORDER && (a->flags & NPY_ARRAY_F_CONTIGUOUS)) || (order == NPY_KEEPORDER && dense(array));
  if (view) return ambi_array_part(array, 1, &size, &stride, 0);
  return PyArray_Flatten(array, order);
}

/* ---- resizing in place -------------------------------------------------------------------------------------------------- */

/* None, or NULL. New elements are zero. */
AMBI_EXPORT PyObject *PyArray_Resize(PyObject *array, PyArray_Dims *wanted, int refcheck, int order AMBI_UNUSED) {
  PyArrayObject_fields *a = FIELDS(array);
  npy_intp elsize = ambi_descr_elsize(a->descr), bytes = elsize;
  if (!(a->flags & (NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_F_CONTIGUOUS))) {
    return ambi_raise(PyExc_ValueError, "resize only works on single-segment arrays");
  }
  bool empty = false;
  for (int i = 0; i < wanted->len; i++) {
    if (wanted->ptr[i] < 0) return ambi_raise(PyExc_ValueError, "negative dimensions not allowed");
    if (wanted->ptr[i] == 0) empty = true;
    else if (__builtin_mul_overflow(bytes, wanted->ptr[i], &bytes)) return PyErr_NoMemory();
  }
  if (empty) bytes = 0;
  npy_intp old_bytes = ambi_array_size(array) * elsize;
  if (bytes != old_bytes) {
    if (!(a->flags & NPY_ARRAY_OWNDATA)) return ambi_raise(PyExc_ValueError, "cannot resize this array: it does not own its data");
    if (a->base || a->weakreflist) {
      return ambi_raise(PyExc_ValueError, "cannot resize an array that references or is referenced\nby another array in this way. Use the np.resize function.");
    }
    if (refcheck && Py_REFCNT(array) > 2) {
      return ambi_raise(PyExc_ValueError, "cannot resize an array that references or is referenced\nby another array in this way.\nUse the np.resize function or refcheck=False");
    }
    char *data = realloc(a->data, bytes ? (size_t)bytes : elsize ? (size_t)elsize : 1);
    if (!data) return PyErr_NoMemory();
    if (bytes > old_bytes) memset(data + old_bytes, 0, (size_t)(bytes - old_bytes));
    a->data = data;
  }
  npy_intp *block = wanted->len ? malloc(2 * (size_t)wanted->len * sizeof *block) : NULL;
  if (wanted->len && !block) return PyErr_NoMemory();
  npy_intp step = elsize;
  for (int i = wanted->len - 1; i >= 0; i--) {
    block[i] = wanted->ptr[i];
    block[wanted->len + i] = step;
    step *= block[i] ? block[i] : 1;
  }
  ambi_array_free_shape(array);
  a->dimensions = block;
  a->strides = block ? block + wanted->len : NULL;
  a->nd = wanted->len;
  PyArray_UpdateFlags(array, NPY_ARRAY_UPDATE_ALL);
  Py_RETURN_NONE;
}
