/* flatiter: an array's elements one after the other in C order. Its fields are walked by NumPy's macros. */
#include "numpy_iter.h"

#include "numpy_objects.h"

static char *pointer_at(PyArrayIterObject *it, const npy_intp *coordinates) {
  char *p = it->ao->data;
  for (int i = 0; i < it->ao->nd; i++) p += coordinates[i] * it->ao->strides[i];
  return p;
}

void ambi_iter_reset(PyArrayIterObject *it) {
  it->index = 0;
  it->dataptr = it->ao->data;
  memset(it->coordinates, 0, (size_t)(it->nd_m1 + 1) * sizeof it->coordinates[0]);
}

void ambi_iter_broadcast(PyArrayIterObject *it, int nd, const npy_intp *dims, npy_intp size) {
  PyArrayObject_fields *a = it->ao;
  it->size = size;
  it->nd_m1 = nd - 1;
  npy_intp factor = 1;
  for (int i = nd - 1; i >= 0; i--) {
    int own = i - (nd - a->nd);
    bool repeated = own < 0 || a->dimensions[own] != dims[i];
    if (repeated) it->contiguous = 0;
    it->dims_m1[i] = dims[i] - 1;
    it->strides[i] = repeated ? 0 : a->strides[own];
    it->backstrides[i] = it->strides[i] * it->dims_m1[i];
    it->factors[i] = factor;
    factor *= dims[i];
  }
  ambi_iter_reset(it);
}

void ambi_iter_init(PyArrayIterObject *it, PyArrayObject_fields *a) {
  it->ao = a;
  Py_INCREF(a);
  it->contiguous = (a->flags & NPY_ARRAY_C_CONTIGUOUS) != 0;
  it->translate = pointer_at;
  ambi_iter_broadcast(it, a->nd, a->dimensions, ambi_array_size(&a->ob_base));
  for (int i = 0; i < a->nd; i++) {
    it->bounds[i][0] = it->limits[i][0] = 0;
    it->bounds[i][1] = it->limits[i][1] = a->dimensions[i] - 1;
    it->limits_sizes[i] = a->dimensions[i];
  }
}

static bool check_ndim(PyArrayObject_fields *a) {
  if (a->nd <= AMBI_ITER_MAXDIMS) return true;
  PyErr_Format(PyExc_RuntimeError, "this function only supports up to 32 dimensions but the array has %d.", a->nd);
  return false;
}

AMBI_EXPORT PyObject *PyArray_IterNew(PyObject *array) {
  if (!PyArray_Check(array)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  if (!check_ndim(ambi_array(array))) return NULL;
  PyArrayIterObject *it = (PyArrayIterObject *)PyArrayIter_Type.tp_alloc(&PyArrayIter_Type, 0);
  if (it) ambi_iter_init(it, ambi_array(array));
  return (PyObject *)it;
}

AMBI_EXPORT PyObject *PyArray_BroadcastToShape(PyObject *array, npy_intp *dims, int nd) {
  PyArrayObject_fields *a = ambi_array(array);
  if (!check_ndim(a)) return NULL;
  bool fits = nd >= a->nd && nd <= AMBI_ITER_MAXDIMS;
  for (int i = 0; fits && i < a->nd; i++) {
    fits = a->dimensions[i] == 1 || a->dimensions[i] == dims[nd - a->nd + i];
  }
  if (!fits) return ambi_raise(PyExc_ValueError, "array is not broadcastable to correct shape");
  PyArrayIterObject *it = (PyArrayIterObject *)PyArrayIter_Type.tp_alloc(&PyArrayIter_Type, 0);
  if (!it) return NULL;
  ambi_iter_init(it, a);
  ambi_iter_broadcast(it, nd, dims, PyArray_OverflowMultiplyList(dims, nd));
  return (PyObject *)it;
}

/* The axis that a caller who left the choice to us should loop over: the one with the smallest stride. */
static int best_axis(PyArrayObject_fields *a) {
  npy_intp smallest = 0;
  for (int i = 0; i < a->nd && smallest == 0; i++) smallest = a->strides[i];
  int axis = 0;
  for (int i = 1; i < a->nd; i++) {
    if (a->strides[i] > 0 && a->strides[i] < smallest) {
      axis = i;
      smallest = a->strides[i];
    }
  }
  return axis;
}

AMBI_EXPORT PyObject *PyArray_IterAllButAxis(PyObject *array, int *inaxis) {
  PyArrayIterObject *it = (PyArrayIterObject *)PyArray_IterNew(array);
  if (!it || it->ao->nd == 0) return (PyObject *)it;
  if (*inaxis < 0) *inaxis = best_axis(it->ao);
  int axis = *inaxis;
  it->contiguous = 0;
  if (it->size != 0) it->size /= it->ao->dimensions[axis];
  /* The factors stay: such an iterator cannot go to a flat index. */
  it->dims_m1[axis] = 0;
  it->backstrides[axis] = 0;
  return (PyObject *)it;
}

void ambi_iter_advance(PyArrayIterObject *it) {
  it->index++;
  for (int i = it->nd_m1; i >= 0; i--) {
    if (it->coordinates[i] < it->dims_m1[i]) {
      it->coordinates[i]++;
      it->dataptr += it->strides[i];
      return;
    }
    it->coordinates[i] = 0;
    it->dataptr -= it->backstrides[i];
  }
}

void ambi_iter_goto(PyArrayIterObject *it, npy_intp index) {
  it->index = index;
  it->dataptr = it->ao->data;
  for (int i = 0; i <= it->nd_m1; i++) {
    it->coordinates[i] = index / it->factors[i];
    it->dataptr += it->coordinates[i] * it->strides[i];
    index %= it->factors[i];
  }
}

PyObject *ambi_iter_item(PyArrayIterObject *it) { return ambi_element(it->ao, it->dataptr); }

/* ---- as a Python object ---------------------------------------------------------------------------------- */

void ambi_iter_dealloc(PyObject *o) {
  Py_XDECREF(((PyArrayIterObject *)o)->ao);
  Py_TYPE(o)->tp_free(o);
}

PyObject *ambi_iter_next(PyObject *o) {
  PyArrayIterObject *it = (PyArrayIterObject *)o;
  if (it->index >= it->size) return NULL;
  PyObject *item = ambi_iter_item(it);
  ambi_iter_advance(it);
  return item;
}

static Py_ssize_t length(PyObject *o) { return ((PyArrayIterObject *)o)->size; }

/* Which elements a key names: `count` from `start` in steps; -1 with an error. */
static npy_intp range_of(PyArrayIterObject *it, PyObject *key, npy_intp *start, npy_intp *step) {
  *start = 0;
  *step = 1;
  if (key == Py_Ellipsis) return it->size;
  if (PySlice_Check(key)) {
    Py_ssize_t from, to, by;
    if (PySlice_Unpack(key, &from, &to, &by) < 0) return -1;
    npy_intp count = PySlice_AdjustIndices(it->size, &from, &to, by);
    *start = from;
    *step = by;
    return count;
  }
  if (!PyIndex_Check(key)) {
    PyErr_SetString(PyExc_IndexError, "unsupported iterator index");
    return -1;
  }
  Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
  if (i == -1 && PyErr_Occurred()) return -1;
  if (i < -it->size || i >= it->size) {
    PyErr_Format(PyExc_IndexError, "index %zd is out of bounds for size %zd", i, (Py_ssize_t)it->size);
    return -1;
  }
  *start = i < 0 ? i + it->size : i;
  return 1;
}

static PyObject *subscript(PyObject *o, PyObject *key) {
  PyArrayIterObject *it = (PyArrayIterObject *)o;
  npy_intp start, step, count = range_of(it, key, &start, &step);
  if (count < 0) return NULL;
  PyObject *result;
  if (PyIndex_Check(key) && !PySlice_Check(key)) {
    ambi_iter_goto(it, start);
    result = ambi_iter_item(it);
  } else {
    PyObject *descr = it->ao->descr;
    result = ambi_array_make(AMBI_NEWREF(descr), 1, &count, NULL, NULL, NULL, true);
    npy_intp size = ambi_descr_elsize(descr);
    for (npy_intp i = 0; result && i < count; i++) {
      ambi_iter_goto(it, start + i * step);
      ambi_run_of from = {descr, it->dataptr, size, it->ao}, to = {descr, ambi_array(result)->data + i * size, size, NULL};
      if (ambi_transfer(from, to, 1) < 0) Py_CLEAR(result);
    }
  }
  ambi_iter_reset(it);
  return result;
}

/* Values that are too few begin again. */
static int assign(PyObject *o, PyObject *key, PyObject *value) {
  PyArrayIterObject *it = (PyArrayIterObject *)o;
  if (!value) {
    PyErr_SetString(PyExc_TypeError, "Cannot delete iterator elements");
    return -1;
  }
  if (!(it->ao->flags & NPY_ARRAY_WRITEABLE)) {
    PyErr_SetString(PyExc_ValueError, "underlying array is read-only");
    return -1;
  }
  npy_intp start, step, count = range_of(it, key, &start, &step);
  if (count < 0) return -1;
  PyObject *values = ambi_as_array(value, ambi_array_abi(&it->ao->ob_base));
  PyObject *source = values ? PyArray_IterNew(values) : NULL;
  Py_XDECREF(values);
  if (!source) return -1;
  PyArrayIterObject *in = (PyArrayIterObject *)source;
  int status = 0;
  for (npy_intp i = 0; i < count && in->size > 0 && status == 0; i++) {
    ambi_iter_goto(it, start + i * step);
    ambi_run_of from = {in->ao->descr, in->dataptr, 0, in->ao}, to = {it->ao->descr, it->dataptr, 0, it->ao};
    status = ambi_transfer(from, to, 1);
    ambi_iter_advance(in);
    if (in->index == in->size) ambi_iter_reset(in);
  }
  Py_DECREF(source);
  ambi_iter_reset(it);
  return status;
}

PyMappingMethods ambi_iter_as_mapping = {length, subscript, assign};

/* A copy as a flat array; a view where the array is contiguous. */
static PyObject *as_array(PyObject *o, PyObject *args AMBI_UNUSED) {
  PyArrayIterObject *it = (PyArrayIterObject *)o;
  if (it->ao->flags & NPY_ARRAY_C_CONTIGUOUS) {
    return ambi_array_make(AMBI_NEWREF(it->ao->descr), 1, &it->size, NULL, it->ao->data, (PyObject *)it->ao,
                           it->ao->flags & NPY_ARRAY_WRITEABLE);
  }
  return subscript(o, Py_Ellipsis);
}

static PyObject *copy(PyObject *o, PyObject *args AMBI_UNUSED) { return subscript(o, Py_Ellipsis); }

PyMethodDef ambi_iter_methods[] = {
    {"__array__", as_array, METH_VARARGS, NULL},
    {"copy", copy, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

PyMemberDef ambi_iter_members[] = {
    {"base", T_OBJECT, offsetof(PyArrayIterObject, ao), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyObject *get_index(PyObject *o, void *c AMBI_UNUSED) {
  return PyLong_FromSsize_t(((PyArrayIterObject *)o)->index);
}

static PyObject *get_coords(PyObject *o, void *c AMBI_UNUSED) {
  PyArrayIterObject *it = (PyArrayIterObject *)o;
  return PyArray_IntTupleFromIntp(it->nd_m1 + 1, it->coordinates);
}

PyGetSetDef ambi_iter_getset[] = {
    {"index", get_index, NULL, NULL, NULL},
    {"coords", get_coords, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
