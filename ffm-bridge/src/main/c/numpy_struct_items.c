/*
 * The elements of void dtypes: a structure is a tuple in Python, a sub-array an array, and what is neither is bytes.
 */
#include "generated_ids.h"
#include "numpy_elements.h"
#include "numpy_struct.h"

/* A structure from C may hold itself. */
#define WHERE " in a structure that holds itself"

static PyObject *descr_of(void *array) { return ((PyArrayObject_fields *)array)->descr; }

/* ---- reading ------------------------------------------------------------------------------------------------------ */

static PyObject *tuple_of(char *data, PyObject *descr) {
  Py_ssize_t n = PyTuple_GET_SIZE(ambi_descr_names(descr));
  if (Py_EnterRecursiveCall(WHERE) < 0) return NULL;
  PyObject *tuple = PyTuple_New(n);
  for (Py_ssize_t i = 0; tuple && i < n; i++) {
    ambi_field field;
    PyObject *item = NULL;
    if (ambi_descr_field(descr, i, &field) == 0) {
      PyArrayObject_fields array = ambi_stand_in(field.descr);
      item = ambi_descr_funcs(field.descr)->getitem(data + field.offset, &array);
    }
    if (item) {
      PyTuple_SET_ITEM(tuple, i, item);
    } else {
      Py_CLEAR(tuple);
    }
  }
  Py_LeaveRecursiveCall();
  return tuple;
}

/* The elements of a sub-array, as an array on the memory of the element. */
static PyObject *array_on(char *data, PyObject *descr) {
  PyArray_ArrayDescr *sub = ambi_descr_subarray(descr);
  npy_intp dims[AMBI_MAXDIMS];
  int nd = ambi_subarray_lengths(descr, dims);
  if (nd < 0) return NULL;
  PyObject *array = PyArray_NewFromDescr(ambi_array_type(ambi_descr_abi(sub->base)), AMBI_NEWREF(sub->base), nd, dims, NULL,
                                         data, NPY_ARRAY_WRITEABLE, NULL);
  /* Text of no characters becomes text of one there, for which there is no room here. */
  if (array && !ambi_descr_elsize(sub->base) && ambi_descr_elsize(FIELDS(array)->descr)) {
    ambi_descr_set_elsize(FIELDS(array)->descr, 0);
    for (int i = 0; i < FIELDS(array)->nd; i++) FIELDS(array)->strides[i] = 0;
  }
  return array;
}

PyObject *ambi_void_getitem(void *data, void *array) {
  PyObject *descr = descr_of(array);
  if (ambi_descr_names(descr)) return tuple_of(data, descr);
  if (!ambi_descr_subarray(descr)) return PyBytes_FromStringAndSize(data, ambi_descr_elsize(descr));
  PyObject *elements = array_on(data, descr);
  /* Nobody could say whether the memory outlives it. */
  PyObject *copy = elements ? PyArray_NewCopy(elements, NPY_CORDER) : NULL;
  Py_XDECREF(elements);
  return copy;
}

/* ---- writing ------------------------------------------------------------------------------------------------------ */

static int set_field(PyObject *descr, Py_ssize_t i, PyObject *o, char *data) {
  ambi_field field;
  if (ambi_descr_field(descr, i, &field) < 0) return -1;
  if (Py_EnterRecursiveCall(WHERE) < 0) return -1;
  PyArrayObject_fields array = ambi_stand_in(field.descr);
  int status = ambi_descr_funcs(field.descr)->setitem(o, data + field.offset, &array);
  Py_LeaveRecursiveCall();
  return status;
}

static int set_structure(PyObject *descr, PyObject *o, char *data) {
  ambi_run_of target = {descr, data, 0, NULL};
  if (PyArray_Check(o)) {
    if (ambi_array_size(o) == 1) return ambi_transfer((ambi_run_of){FIELDS(o)->descr, FIELDS(o)->data, 0, o}, target, 1);
    PyErr_SetString(PyExc_ValueError, "setting an array element with a sequence.");
    return -1;
  }
  if (PyObject_TypeCheck(o, &PyVoidArrType_Type)) {
    PyVoidScalarObject *scalar = (PyVoidScalarObject *)o;
    return ambi_transfer((ambi_run_of){scalar->descr, scalar->obval, 0, NULL}, target, 1);
  }
  Py_ssize_t n = PyTuple_GET_SIZE(ambi_descr_names(descr));
  bool tuple = PyTuple_Check(o);
  if (tuple && PyTuple_GET_SIZE(o) != n) {
    PyErr_Format(PyExc_ValueError, "could not assign tuple of length %zd to structure with %zd fields.",
                 PyTuple_GET_SIZE(o), n);
    return -1;
  }
  for (Py_ssize_t i = 0; i < n; i++) {
    if (set_field(descr, i, tuple ? PyTuple_GET_ITEM(o, i) : o, data) < 0) return -1;
  }
  return 0;
}

static int set_bytes(PyObject *descr, PyObject *o, char *data) {
  npy_intp size = ambi_descr_elsize(descr);
  Py_buffer view;
  if (PyObject_TypeCheck(o, &PyGenericArrType_Type)) {
    PyObject *array = ambi_array_of_scalar(o, ambi_descr_abi(descr));
    if (!array) return -1;
    int status = ambi_transfer((ambi_run_of){FIELDS(array)->descr, FIELDS(array)->data, 0, array},
                               (ambi_run_of){descr, data, 0, NULL}, 1);
    Py_DECREF(array);
    return status;
  }
  if (PyObject_GetBuffer(o, &view, 0) < 0) return -1;
  npy_intp n = view.len < size ? view.len : size;
  memmove(data, view.buf, (size_t)n); /* a view of the element itself, perhaps */
  memset(data + n, 0, (size_t)(size - n));
  PyBuffer_Release(&view);
  return 0;
}

enum { FORCECAST = 0x0010 }; /* NPY_ARRAY_FORCECAST */

static int assign_any(PyObject *array, PyObject *o) {
  PyObject *from = AmbiJava_from_any(o, AMBI_NEWREF(FIELDS(array)->descr), 0, ~FIELDS(array)->nd, FORCECAST);
  int status = from ? ambi_array_assign(array, from) : -1;
  Py_XDECREF(from);
  return status;
}

int ambi_void_setitem(PyObject *o, void *data, void *array) {
  PyObject *descr = descr_of(array);
  if (ambi_descr_names(descr)) return set_structure(descr, o, data);
  if (!ambi_descr_subarray(descr)) return set_bytes(descr, o, data);
  PyObject *elements = array_on(data, descr);
  int status = elements ? assign_any(elements, o) : -1;
  Py_XDECREF(elements);
  return status;
}

/* ---- copying, and swapping each element's own bytes ----------------------------------------------------------------- */

/* -1 with an error, which copyswapn itself cannot give. */
static int copy_elements(PyObject *descr, char *to, npy_intp to_stride, char *from, npy_intp from_stride, npy_intp n, int swap) {
  if (Py_EnterRecursiveCall(WHERE) < 0) return -1;
  PyArrayObject_fields array = ambi_stand_in(descr);
  ambi_descr_funcs(descr)->copyswapn(to, to_stride, from, from_stride, n, swap, &array);
  Py_LeaveRecursiveCall();
  return PyErr_Occurred() ? -1 : 0;
}

static void copy_fields(PyObject *descr, char *to, npy_intp to_stride, char *from, npy_intp from_stride, npy_intp n, int swap) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(ambi_descr_names(descr)); i++) {
    ambi_field field;
    if (ambi_descr_field(descr, i, &field) < 0) return;
    char *source = from ? from + field.offset : NULL;
    if (copy_elements(field.descr, to + field.offset, to_stride, source, from_stride, n, swap) < 0) return;
  }
}

static void copy_subarrays(PyObject *descr, char *to, npy_intp to_stride, char *from, npy_intp from_stride, npy_intp n, int swap) {
  npy_intp dims[AMBI_MAXDIMS];
  int nd = ambi_subarray_lengths(descr, dims);
  if (nd < 0) return;
  PyObject *base = ambi_descr_subarray(descr)->base;
  npy_intp step = ambi_descr_elsize(base), count = step ? PyArray_OverflowMultiplyList(dims, nd) : 0;
  if (!ambi_descr_funcs(base)) return;
  for (npy_intp i = 0; i < n && count > 0; i++) {
    char *source = from ? from + i * from_stride : NULL;
    if (copy_elements(base, to + i * to_stride, step, source, step, count, swap) < 0) return;
  }
}

void ambi_void_copyswapn(void *to, npy_intp to_stride, void *from, npy_intp from_stride, npy_intp n, int swap, void *array) {
  PyObject *descr = descr_of(array);
  npy_intp size = ambi_descr_elsize(descr);
  bool parts = swap || ambi_descr_has_object(descr);
  if (parts && ambi_descr_names(descr)) {
    copy_fields(descr, to, to_stride, from, from_stride, n, swap);
    return;
  }
  if (parts && ambi_descr_subarray(descr)) {
    copy_subarrays(descr, to, to_stride, from, from_stride, n, swap);
    return;
  }
  for (npy_intp i = 0; from && i < n; i++) {
    memmove((char *)to + i * to_stride, (char *)from + i * from_stride, (size_t)size);
  }
}

void ambi_void_copyswap(void *to, void *from, int swap, void *array) {
  ambi_void_copyswapn(to, 0, from, 0, 1, swap, array);
}

/* For Java: writes the element at `data` from any value. */
AMBI_EXPORT int ambi_void_set(PyObject *descr, char *data, PyObject *o) {
  PyArrayObject_fields array = ambi_stand_in(descr);
  return ambi_void_setitem(o, data, &array);
}
