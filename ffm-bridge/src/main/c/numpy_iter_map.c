/*
 * Indexing by arrays: elements at distances from the first one, which Java finds (FancyKey). And the iterator that the
 * C API of 1.x has for it, whose struct extensions read: it stands on the elements in the order of `array[index]`, so
 * that there is nothing to swap, no subspace and no iterator inside.
 */
#include "numpy_array.h"
#include "numpy_iter.h"

#include "generated_ids.h"

#define MAXDIMS_1X 32

typedef struct {
  PyObject ob_base;
  int numiter;
  npy_intp size, index;
  int nd;
  npy_intp dimensions[MAXDIMS_1X];
  void *outer;
  void *unused[MAXDIMS_1X - 2];
  PyObject *array;
  PyObject *ait;
  PyObject *subspace;
  int iteraxes[MAXDIMS_1X];
  npy_intp fancy_strides[MAXDIMS_1X];
  char *baseoffset;
  int consec;
  char *dataptr;
  int nd_fancy;
  npy_intp fancy_dims[MAXDIMS_1X];
  int needs_api;
  PyObject *extra_op, *extra_op_dtype;
  uint32_t *extra_op_flags;
  void *extra_op_iter, *extra_op_next;
  char **extra_op_ptrs;
  void *outer_next;
  char **outer_ptrs;
  npy_intp *outer_strides;
  void *subspace_iter, *subspace_next;
  char **subspace_ptrs;
  npy_intp *subspace_strides;
  npy_intp iter_count;
} PyArrayMapIterObject;
_Static_assert(offsetof(PyArrayMapIterObject, ait) == 560 && offsetof(PyArrayMapIterObject, dataptr) == 976 &&
                   sizeof(PyArrayMapIterObject) == 1368,
               "PyArrayMapIterObject as in numpy/ndarraytypes.h of 1.26");

/* Behind what extensions see: the distances, and whether the array is a copy that is to be written back. */
typedef struct {
  PyArrayMapIterObject base;
  PyObject *offsets;
  bool write_back;
} map_iterator;

static npy_intp offset_at(PyObject *offsets, npy_intp i) { return ((npy_intp *)(void *)ambi_array(offsets)->data)[i]; }

static void dealloc(PyObject *o) {
  map_iterator *it = (map_iterator *)o;
  if (it->write_back && it->base.array) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (PyArray_ResolveWritebackIfCopy(it->base.array) < 0) PyErr_WriteUnraisable(it->base.array);
    PyErr_Restore(type, value, traceback);
  }
  Py_XDECREF(it->offsets);
  Py_XDECREF(it->base.array);
  Py_XDECREF(it->base.ait);
  Py_TYPE(o)->tp_free(o);
}

AMBI_EXPORT PyTypeObject PyArrayMapIter_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "numpy.mapiter",
    .tp_basicsize = sizeof(map_iterator),
    .tp_dealloc = dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_alloc = PyType_GenericAlloc,
    .tp_free = PyObject_Free,
};

AMBI_EXPORT void PyArray_MapIterNext(PyArrayMapIterObject *it) {
  if (++it->index < it->size) it->dataptr = it->baseoffset + offset_at(((map_iterator *)it)->offsets, it->index);
}

/* The axes are in the order of `array[index]` from the beginning. */
AMBI_EXPORT void PyArray_MapIterSwapAxes(PyArrayMapIterObject *it AMBI_UNUSED, PyObject **array AMBI_UNUSED,
                                         int getmap AMBI_UNUSED) {}

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

static bool may_overlap(PyObject *a, PyObject *b) {
  char *a_low, *a_high, *b_low, *b_high;
  extent(ambi_array(a), &a_low, &a_high);
  extent(ambi_array(b), &b_low, &b_high);
  return a_low < b_high && b_low < a_high;
}

/* A copy that is written back to the array when it is resolved. */
static PyObject *copy_to_write_back(PyObject *array) {
  PyObject *copy = PyArray_NewLikeArray(array, NPY_KEEPORDER, NULL, 0);
  if (copy && (ambi_array_assign(copy, array) < 0 || PyArray_SetWritebackIfCopyBase(copy, AMBI_NEWREF(array)) < 0)) {
    Py_CLEAR(copy);
  }
  return copy;
}

/* The index is read before anything is written: only the operand that is written from may be disturbed. */
AMBI_EXPORT PyObject *PyArray_MapIterArrayCopyIfOverlap(PyObject *array, PyObject *index, int copy_if_overlap,
                                                        PyObject *extra_op) {
  bool copied = copy_if_overlap && extra_op && may_overlap(array, extra_op);
  PyObject *walked = copied ? copy_to_write_back(array) : AMBI_NEWREF(array);
  PyObject *offsets = walked ? AmbiJava_fancy_offsets(walked, index) : NULL;
  map_iterator *it = offsets ? (map_iterator *)PyType_GenericAlloc(&PyArrayMapIter_Type, 0) : NULL;
  PyObject *flat = it ? PyArray_IterNew(walked) : NULL;
  PyArrayObject_fields *shape = offsets ? ambi_array(offsets) : NULL;
  if (flat && shape->nd > MAXDIMS_1X) {
    PyErr_SetString(PyExc_IndexError, "too many dimensions for an iterator of indices");
    Py_CLEAR(flat);
  }
  if (!flat) {
    if (copied && walked) PyArray_ResolveWritebackIfCopy(walked); /* nothing was written to it */
    Py_XDECREF(walked);
    Py_XDECREF(offsets);
    Py_XDECREF(it);
    return NULL;
  }
  it->offsets = offsets;
  it->write_back = copied;
  it->base.array = walked;
  it->base.ait = flat;
  it->base.nd = it->base.nd_fancy = shape->nd;
  memcpy(it->base.dimensions, shape->dimensions, (size_t)shape->nd * sizeof *shape->dimensions);
  memcpy(it->base.fancy_dims, shape->dimensions, (size_t)shape->nd * sizeof *shape->dimensions);
  it->base.size = ambi_array_size(offsets);
  it->base.baseoffset = it->base.dataptr = ambi_array(walked)->data;
  if (it->base.size) it->base.dataptr += offset_at(offsets, 0);
  return (PyObject *)it;
}

AMBI_EXPORT PyObject *PyArray_MapIterArray(PyObject *array, PyObject *index) {
  return PyArray_MapIterArrayCopyIfOverlap(array, index, 0, NULL);
}

/* ---- array[index] and array[index] = value, for Java ---------------------------------------------------------------- */

static int move(PyObject *array, PyObject *offsets, PyObject *other, bool give) {
  PyArrayObject_fields *a = ambi_array(array), *b = ambi_array(other);
  npy_intp n = ambi_array_size(offsets), size = ambi_array_elsize(b);
  for (npy_intp i = 0; i < n; i++) {
    ambi_run_of own = {a->descr, a->data + offset_at(offsets, i), 0, a}, its = {b->descr, b->data + i * size, 0, b};
    if (ambi_transfer(give ? own : its, give ? its : own, 1) < 0) return -1;
  }
  return 0;
}

/* A new array of the elements at the distances. */
AMBI_EXPORT PyObject *ambi_array_take_offsets(PyObject *array, PyObject *offsets) {
  PyArrayObject_fields *shape = ambi_array(offsets);
  PyObject *taken =
      ambi_array_make(AMBI_NEWREF(ambi_array(array)->descr), shape->nd, shape->dimensions, NULL, NULL, NULL, true);
  if (taken && move(array, offsets, taken, true) < 0) Py_CLEAR(taken);
  return taken;
}

static int does_not_fit(PyArrayObject_fields *values, PyArrayObject_fields *shape) {
  PyObject *own = ambi_shape_text(values->nd, values->dimensions, "");
  PyObject *wanted = ambi_shape_text(shape->nd, shape->dimensions, "");
  if (own && wanted) {
    PyErr_Format(PyExc_ValueError,
                 "shape mismatch: value array of shape %U could not be broadcast to indexing result of shape %U", own, wanted);
  }
  Py_XDECREF(own);
  Py_XDECREF(wanted);
  return -1;
}

/* The values for a mask of the whole array are one for each true place, or one for all. */
static int check_masked(PyArrayObject_fields *values, npy_intp places) {
  if (values->nd > 1) {
    PyErr_Format(PyExc_TypeError,
                 "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has %d dimensions",
                 values->nd);
    return -1;
  }
  if (values->nd == 0 || values->dimensions[0] == 1 || values->dimensions[0] == places) return 0;
  PyErr_Format(PyExc_ValueError,
               "NumPy boolean array indexing assignment cannot assign %zd input values to the %zd output values where the "
               "mask is true",
               (Py_ssize_t)values->dimensions[0], (Py_ssize_t)places);
  return -1;
}

static int check_values(PyArrayObject_fields *values, PyArrayObject_fields *shape) {
  for (int i = 1; i <= values->nd; i++) {
    npy_intp own = values->dimensions[values->nd - i];
    if (own != 1 && (i > shape->nd || own != shape->dimensions[shape->nd - i])) return does_not_fit(values, shape);
  }
  return 0;
}

/* Writes an array that broadcasts to the shape of the distances. 0, or -1 with an error. */
AMBI_EXPORT int64_t ambi_array_put_offsets(PyObject *array, PyObject *offsets, PyObject *values, int64_t masked) {
  PyArrayObject_fields *shape = ambi_array(offsets), *given = ambi_array(values);
  if ((masked ? check_masked(given, ambi_array_size(offsets)) : check_values(given, shape)) < 0) return -1;
  PyObject *all =
      ambi_array_make(AMBI_NEWREF(ambi_array(array)->descr), shape->nd, shape->dimensions, NULL, NULL, NULL, true);
  int status = all ? ambi_array_assign(all, values) : -1;
  if (status == 0) status = move(array, offsets, all, false);
  Py_XDECREF(all);
  return status;
}
