/* What changes an array in place: its layout, its dtype, its values. */
#include "array_view.h"
#include "numpy_array.h"
#include "numpy_errors.h"

#define MAX_DIMS 64

AMBI_EXPORT int64_t ambi_array_itemsize(PyObject *array) { return ambi_descr_elsize(FIELDS(array)->descr); }

AMBI_EXPORT int64_t ambi_array_may_write(PyObject *array) { return ambi_array_base_writeable(array); }

/* `values`: nd lengths, then nd strides. */
AMBI_EXPORT int ambi_array_set_layout(PyObject *array, int64_t nd, const npy_intp *values) {
  npy_intp *block = nd ? malloc(2 * (size_t)nd * sizeof *block) : NULL;
  if (nd && !block) {
    PyErr_NoMemory();
    return -1;
  }
  if (nd) memcpy(block, values, 2 * (size_t)nd * sizeof *block);
  ambi_array_free_shape(array);
  FIELDS(array)->nd = (int)nd;
  FIELDS(array)->dimensions = block;
  FIELDS(array)->strides = block ? block + nd : NULL;
  PyArray_UpdateFlags(array, NPY_ARRAY_UPDATE_ALL);
  return 0;
}

AMBI_EXPORT int ambi_array_set_descr(PyObject *array, PyObject *descr) {
  PyObject *old = FIELDS(array)->descr;
  FIELDS(array)->descr = AMBI_NEWREF(descr);
  Py_DECREF(old);
  return 0;
}

/* ---- values ------------------------------------------------------------------------------------------------------- */

/* An array of no dimensions with the value, of the same dtype. New reference. */
static PyObject *single(PyObject *array, PyObject *value) {
  PyObject *descr = FIELDS(array)->descr;
  PyObject *one = PyArray_NewFromDescr(ambi_array_type(ambi_descr_abi(descr)), AMBI_NEWREF(descr), 0, NULL, NULL, NULL, 0, NULL);
  if (one && ambi_descr_funcs(descr)->setitem(value, FIELDS(one)->data, one) < 0) {
    Py_DECREF(one);
    return NULL;
  }
  return one;
}

AMBI_EXPORT int ambi_array_fill(PyObject *array, PyObject *value) {
  PyObject *one = single(array, value);
  int status = one ? ambi_array_assign(array, one) : -1;
  Py_XDECREF(one);
  return status;
}

AMBI_EXPORT int PyArray_FillWithScalar(PyObject *array, PyObject *value) {
  if (PyArray_FailUnlessWriteable(array, "assignment destination") < 0) return -1;
  return ambi_array_fill(array, value);
}

AMBI_EXPORT int PyArray_AssignZero(PyObject *array, PyObject *mask AMBI_UNUSED) {
  PyObject *zero = PyLong_FromLong(0);
  int status = zero ? ambi_array_fill(array, zero) : -1;
  Py_XDECREF(zero);
  return status;
}

/* Counts the references that an object array's elements hold: for arrays whose memory is another's. */
AMBI_EXPORT int PyArray_INCREF(PyObject *array) {
  if (ambi_descr_type_num(FIELDS(array)->descr) != NPY_OBJECT || !(FIELDS(array)->flags & NPY_ARRAY_C_CONTIGUOUS)) return 0;
  PyObject **items = (PyObject **)FIELDS(array)->data;
  for (npy_intp i = 0, n = ambi_array_size(array); i < n; i++) Py_XINCREF(items[i]);
  return 0;
}

AMBI_EXPORT int PyArray_XDECREF(PyObject *array) {
  if (ambi_descr_type_num(FIELDS(array)->descr) != NPY_OBJECT || !(FIELDS(array)->flags & NPY_ARRAY_C_CONTIGUOUS)) return 0;
  PyObject **items = (PyObject **)FIELDS(array)->data;
  for (npy_intp i = 0, n = ambi_array_size(array); i < n; i++) Py_XDECREF(items[i]);
  return 0;
}

AMBI_EXPORT void PyArray_Item_INCREF(char *data, PyObject *descr) {
  if (ambi_descr_type_num(descr) == NPY_OBJECT) Py_XINCREF(*(PyObject **)data);
}

AMBI_EXPORT void PyArray_Item_XDECREF(char *data, PyObject *descr) {
  if (ambi_descr_type_num(descr) == NPY_OBJECT) Py_XDECREF(*(PyObject **)data);
}

/* ---- order --------------------------------------------------------------------------------------------------------- */

/* Does something with every line along an axis, as contiguous elements in native order. */
typedef int (*line_function)(PyObject *array, char *line, npy_intp n, npy_intp *indices);

static int along(PyObject *array, int axis, line_function function, PyObject *indices) {
  PyArrayObject_fields *a = FIELDS(array);
  npy_intp n = a->dimensions[axis], size = ambi_descr_elsize(a->descr), counter[MAX_DIMS] = {0};
  if (!ambi_array_size(array)) return 0;
  bool swap = ambi_descr_swapped(a->descr);
  PyArray_ArrFuncs *f = ambi_descr_funcs(a->descr);
  char *line = malloc((size_t)(n * size));
  npy_intp *order = malloc((size_t)n * sizeof *order);
  int status = line && order ? 0 : -1;
  if (status) PyErr_NoMemory();
  while (!status) {
    char *at = a->data, *out = indices ? FIELDS(indices)->data : NULL;
    for (int i = 0; i < a->nd; i++) {
      at += counter[i] * a->strides[i];
      if (indices) out += counter[i] * FIELDS(indices)->strides[i];
    }
    /* Moves references of objects as they are: the line is a permutation of itself in the end. */
    for (npy_intp i = 0; i < n; i++) {
      memcpy(line + i * size, at + i * a->strides[axis], (size_t)size);
      if (swap) f->copyswap(line + i * size, NULL, 1, array);
      order[i] = i;
    }
    status = function(array, line, n, order);
    if (PyErr_Occurred()) status = -1;
    for (npy_intp i = 0; !status && i < n; i++) {
      if (indices) {
        memcpy(out + i * FIELDS(indices)->strides[axis], &order[i], sizeof *order);
      } else {
        if (swap) f->copyswap(line + i * size, NULL, 1, array);
        memcpy(at + i * a->strides[axis], line + i * size, (size_t)size);
      }
    }
    int i = a->nd - 1;
    for (; i >= 0; i--) {
      if (i == axis) continue;
      if (++counter[i] < a->dimensions[i]) break;
      counter[i] = 0;
    }
    if (i < 0) break;
  }
  free(line);
  free(order);
  return status;
}

static int sort_line(PyObject *array, char *line, npy_intp n, npy_intp *indices AMBI_UNUSED) {
  return ambi_descr_funcs(FIELDS(array)->descr)->sort[0](line, n, array);
}

static int argsort_line(PyObject *array, char *line, npy_intp n, npy_intp *indices) {
  return ambi_descr_funcs(FIELDS(array)->descr)->argsort[0](line, indices, n, array);
}

static int sortable(PyObject *array) {
  if (ambi_descr_funcs(FIELDS(array)->descr)->sort[0]) return 0;
  PyErr_SetString(PyExc_TypeError, "type does not have compare function");
  return -1;
}

AMBI_EXPORT int ambi_array_sort(PyObject *array, int64_t axis) {
  if (PyArray_FailUnlessWriteable(array, "sort array") < 0 || sortable(array) < 0) return -1;
  return along(array, (int)axis, sort_line, NULL);
}

AMBI_EXPORT PyObject *ambi_array_argsort(PyObject *array, int64_t axis) {
  if (sortable(array) < 0) return NULL;
  int abi = ambi_array_abi(array);
  PyObject *indices = PyArray_NewFromDescr(ambi_array_type(abi), ambi_descr_from_type(abi, NPY_LONG), FIELDS(array)->nd,
                                           FIELDS(array)->dimensions, NULL, NULL, 0, NULL);
  if (indices && along(array, (int)axis, argsort_line, indices) < 0) {
    Py_DECREF(indices);
    return NULL;
  }
  return indices;
}

AMBI_EXPORT int PyArray_Sort(PyObject *array, int axis, int kind AMBI_UNUSED) {
  if (ambi_checked_axis(&axis, FIELDS(array)->nd, "") < 0) return -1;
  return ambi_array_sort(array, axis);
}

AMBI_EXPORT PyObject *PyArray_ArgSort(PyObject *array, int axis, int kind AMBI_UNUSED) {
  if (FIELDS(array)->nd == 0) {
    npy_intp one = 1;
    PyArray_Dims shape = {&one, 1};
    PyObject *line = PyArray_Newshape(array, &shape, NPY_CORDER), *indices = line ? ambi_array_argsort(line, 0) : NULL;
    Py_XDECREF(line);
    return indices;
  }
  if (ambi_checked_axis(&axis, FIELDS(array)->nd, "") < 0) return NULL;
  return ambi_array_argsort(array, axis);
}

/* A sorted array is partitioned at every place, which is all that is promised. */
AMBI_EXPORT int PyArray_Partition(PyObject *array, PyObject *kth AMBI_UNUSED, int axis, int which AMBI_UNUSED) {
  return PyArray_Sort(array, axis, 0);
}

AMBI_EXPORT PyObject *PyArray_ArgPartition(PyObject *array, PyObject *kth AMBI_UNUSED, int axis, int which AMBI_UNUSED) {
  return PyArray_ArgSort(array, axis, 0);
}

/* ---- __array_struct__ -------------------------------------------------------------------------------------------------- */

static void free_interface(PyObject *capsule) {
  PyArrayInterface *i = PyCapsule_GetPointer(capsule, NULL);
  Py_XDECREF((PyObject *)PyCapsule_GetContext(capsule));
  Py_XDECREF(i->descr);
  free(i->shape);
  free(i);
}

AMBI_EXPORT PyObject *ambi_array_interface(PyObject *array) {
  enum { NOTSWAPPED = 0x0200 };
  PyArrayObject_fields *a = FIELDS(array);
  PyArrayInterface *i = calloc(1, sizeof *i);
  npy_intp *shape = malloc(2 * (size_t)(a->nd ? a->nd : 1) * sizeof *shape);
  if (!i || !shape) {
    free(i);
    free(shape);
    return PyErr_NoMemory();
  }
  memcpy(shape, a->dimensions, (size_t)a->nd * sizeof *shape);
  memcpy(shape + a->nd, a->strides, (size_t)a->nd * sizeof *shape);
  *i = (PyArrayInterface){
      .two = 2,
      .nd = a->nd,
      .typekind = ((ambi_descr_1x *)a->descr)->kind,
      .itemsize = (int)ambi_descr_elsize(a->descr),
      .flags = (a->flags & ~(NPY_ARRAY_WRITEBACKIFCOPY | NPY_ARRAY_OWNDATA)) | (ambi_descr_swapped(a->descr) ? 0 : NOTSWAPPED),
      .shape = shape,
      .strides = shape + a->nd,
      .data = a->data,
  };
  PyObject *capsule = PyCapsule_New(i, NULL, free_interface);
  if (!capsule) {
    free(shape);
    free(i);
    return NULL;
  }
  PyCapsule_SetContext(capsule, AMBI_NEWREF(array));
  return capsule;
}

/* ---- small pieces -------------------------------------------------------------------------------------------------------- */

AMBI_EXPORT PyObject *PyArray_ToList(PyObject *array) {
  PyObject *name = AMBI_ID("tolist");
  return PyObject_CallMethodObjArgs(array, name, NULL);
}

AMBI_EXPORT int PyArray_Free(PyObject *o, void *p) {
  if (FIELDS(o)->nd >= 2) free(p);
  Py_DECREF(o);
  return 0;
}
