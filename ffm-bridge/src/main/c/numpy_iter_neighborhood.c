/*
 * Iterators over the neighbourhood of the element that another iterator stands on. NumPy's inline functions step the
 * coordinates and ask `translate` for the address, which decides what lies beyond the array's edge.
 */
#include "numpy_elements.h"
#include "numpy_iter.h"

enum { ZERO_PADDING, ONE_PADDING, CONSTANT_PADDING, CIRCULAR_PADDING, MIRROR_PADDING };

static PyArrayNeighborhoodIterObject *neighborhood(void *it) { return it; }

static char *padded_at(PyArrayIterObject *it, const npy_intp *offsets) {
  PyArrayIterObject *center = neighborhood(it)->_internal_iter;
  npy_intp at[AMBI_ITER_MAXDIMS];
  for (int i = 0; i < neighborhood(it)->nd; i++) {
    at[i] = center->coordinates[i] + offsets[i];
    if (at[i] < center->limits[i][0] || at[i] > center->limits[i][1]) return neighborhood(it)->constant;
  }
  return center->translate(center, at);
}

/* ... 1 0 | 0 1 2 ... n-1 | n-1 n-2 ... */
static npy_intp mirrored(npy_intp i, npy_intp n) {
  if (i < 0) i = -1 - i;
  npy_intp at = i % n;
  return (i / n) & 1 ? n - 1 - at : at;
}

static npy_intp wrapped(npy_intp i, npy_intp n) {
  npy_intp at = i % n;
  return at < 0 ? at + n : at;
}

static char *folded_at(PyArrayIterObject *it, const npy_intp *offsets, npy_intp (*fold)(npy_intp, npy_intp)) {
  PyArrayIterObject *center = neighborhood(it)->_internal_iter;
  npy_intp at[AMBI_ITER_MAXDIMS];
  for (int i = 0; i < neighborhood(it)->nd; i++) {
    npy_intp low = center->limits[i][0];
    at[i] = low + fold(center->coordinates[i] + offsets[i] - low, center->limits_sizes[i]);
  }
  return center->translate(center, at);
}

static char *mirrored_at(PyArrayIterObject *it, const npy_intp *offsets) { return folded_at(it, offsets, mirrored); }
static char *wrapped_at(PyArrayIterObject *it, const npy_intp *offsets) { return folded_at(it, offsets, wrapped); }

/* An element of the array's dtype and byte order with the value of `o`; takes the reference. NULL with an error. */
static char *new_element(PyArrayObject_fields *a, PyObject *o) {
  if (!o) return NULL;
  PyArray_ArrFuncs *f = ambi_arr_funcs(ambi_array_type_num(a));
  char *element = calloc(1, ambi_array_elsize(a) ? (size_t)ambi_array_elsize(a) : 1);
  if (!element) {
    PyErr_NoMemory();
  } else if (!f) {
    PyErr_Format(PyExc_NotImplementedError, "not implemented yet: padding of dtype %R", a->descr);
  }
  if (!element || !f || f->setitem(o, element, a) < 0) {
    free(element);
    element = NULL;
  }
  Py_DECREF(o);
  return element;
}

/* The first element of `fill`, as a Python object. */
static PyObject *value_of(PyArrayObject_fields *fill) {
  PyArray_ArrFuncs *f = fill ? ambi_arr_funcs(ambi_array_type_num(fill)) : NULL;
  if (!f) {
    PyErr_BadInternalCall();
    return NULL;
  }
  return f->getitem(fill->data, fill);
}

static int set_mode(PyArrayNeighborhoodIterObject *it, PyArrayObject_fields *a, int mode, PyArrayObject_fields *fill) {
  it->mode = mode;
  it->base.translate = mode == MIRROR_PADDING ? mirrored_at : mode == CIRCULAR_PADDING ? wrapped_at : padded_at;
  switch (mode) {
    case ZERO_PADDING:
      it->constant = new_element(a, PyLong_FromLong(0));
      break;
    case ONE_PADDING:
      it->constant = new_element(a, PyLong_FromLong(1));
      break;
    case CONSTANT_PADDING:
      it->constant = new_element(a, value_of(fill));
      break;
    case CIRCULAR_PADDING:
    case MIRROR_PADDING:
      return 0;
    default:
      PyErr_SetString(PyExc_ValueError, "Unsupported padding mode");
      return -1;
  }
  return it->constant ? 0 : -1;
}

AMBI_EXPORT PyObject *PyArray_NeighborhoodIterNew(PyArrayIterObject *center, const npy_intp *bounds, int mode,
                                                  PyArrayObject_fields *fill) {
  PyTypeObject *type = &PyArrayNeighborhoodIter_Type;
  PyArrayNeighborhoodIterObject *it = (PyArrayNeighborhoodIterObject *)type->tp_alloc(type, 0);
  if (!it) return NULL;
  PyArrayObject_fields *a = center->ao;
  ambi_iter_init(&it->base, a);
  it->_internal_iter = center;
  Py_INCREF(center);
  it->nd = a->nd;
  it->base.size = 1;
  for (int i = 0; i < a->nd; i++) {
    npy_intp low = bounds[2 * i], high = bounds[2 * i + 1], last = a->dimensions[i] - 1;
    it->dimensions[i] = a->dimensions[i];
    it->base.bounds[i][0] = low;
    it->base.bounds[i][1] = high;
    it->base.size *= high - low + 1;
    /* What an iterator over the neighbourhood of this one may reach: the neighbourhood and the array together. */
    it->base.limits[i][0] = low < 0 ? low : 0;
    it->base.limits[i][1] = high >= last ? high : last;
    it->base.limits_sizes[i] = it->base.limits[i][1] - it->base.limits[i][0] + 1;
  }
  if (set_mode(it, a, mode, fill) < 0) {
    Py_DECREF(it);
    return NULL;
  }
  /* The coordinates of the centre are needed, and PyArray_ITER_NEXT does not keep them for a contiguous one. */
  center->contiguous = 0;
  for (int i = 0; i < a->nd; i++) it->base.coordinates[i] = it->base.bounds[i][0];
  it->base.dataptr = it->base.translate(&it->base, it->base.coordinates);
  return (PyObject *)it;
}

void ambi_neighborhood_dealloc(PyObject *o) {
  PyArrayNeighborhoodIterObject *it = neighborhood(o);
  if (it->constant && ambi_array_type_num(it->base.ao) == NPY_OBJECT) {
    PyObject *value;
    memcpy(&value, it->constant, sizeof value);
    Py_XDECREF(value);
  }
  free(it->constant);
  Py_XDECREF(it->_internal_iter);
  Py_XDECREF(it->base.ao);
  Py_TYPE(o)->tp_free(o);
}
