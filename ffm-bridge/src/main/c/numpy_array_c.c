/* Arrays as C's own nested pointers, and constants of a dtype. */
#include "generated_ids.h"
#include "numpy_array.h"

/* The bytes of a value in the array's dtype; freed with PyDataMem_FREE (PyArray_free). */
static char *constant(PyObject *array, long value) {
  PyObject *descr = FIELDS(array)->descr;
  npy_intp size = ambi_descr_elsize(descr);
  char *item = calloc(1, size ? (size_t)size : 1);
  PyObject *o = item ? PyLong_FromLong(value) : NULL;
  if (!o) {
    free(item);
    return item ? NULL : (char *)PyErr_NoMemory();
  }
  if (ambi_descr_type_num(descr) == NPY_OBJECT) {
    memcpy(item, &o, sizeof o); /* small ints are immortal */
    return item;
  }
  int status = ambi_descr_funcs(descr)->setitem(o, item, array);
  Py_DECREF(o);
  if (status < 0) {
    free(item);
    return NULL;
  }
  return item;
}

AMBI_EXPORT char *PyArray_Zero(PyObject *array) { return constant(array, 0); }
AMBI_EXPORT char *PyArray_One(PyObject *array) { return constant(array, 1); }

/*
 * Replaces *object by a C-contiguous array of it with `nd` (1 to 3) dimensions, and points *pointer to its data: T*, T** or
 * T***. Steals `descr`. To be undone by PyArray_Free.
 */
AMBI_EXPORT int PyArray_AsCArray(PyObject **object, void *pointer, npy_intp *dims, int nd, PyObject *descr) {
  enum { CARRAY = NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_ALIGNED | NPY_ARRAY_WRITEABLE };
  if (nd < 1 || nd > 3) {
    Py_XDECREF(descr);
    PyErr_SetString(PyExc_ValueError, "C arrays of only 1-3 dimensions available");
    return -1;
  }
  PyObject *array = AmbiJava_from_any(*object, descr, nd, nd, CARRAY);
  if (!array) return -1;
  PyArrayObject_fields *a = FIELDS(array);
  npy_intp n = a->dimensions[0], m = nd > 1 ? a->dimensions[1] : 0;
  if (nd == 1) {
    *(char **)pointer = a->data;
  } else {
    char **rows = malloc((size_t)(nd == 3 ? n * (m + 1) : n) * sizeof *rows + 1);
    if (!rows) {
      Py_DECREF(array);
      PyErr_NoMemory();
      return -1;
    }
    for (npy_intp i = 0; i < n; i++) {
      rows[i] = a->data + i * a->strides[0];
      if (nd == 3) {
        rows[i] = (char *)&rows[n + i * m];
        for (npy_intp j = 0; j < m; j++) rows[n + i * m + j] = a->data + i * a->strides[0] + j * a->strides[1];
      }
    }
    *(char ***)pointer = rows;
  }
  memcpy(dims, a->dimensions, (size_t)nd * sizeof *dims);
  *object = array;
  return 0;
}

/* In the 1.x table, where they take the dtype by number and give lengths as int. */
AMBI_EXPORT int PyArray_As1D(PyObject **object, char **pointer, int *length, int type_num) {
  npy_intp dims[1];
  PyObject *descr = ambi_descr_from_type(1, type_num);
  if (!descr || PyArray_AsCArray(object, pointer, dims, 1, descr) < 0) return -1;
  *length = (int)dims[0];
  return 0;
}

AMBI_EXPORT int PyArray_As2D(PyObject **object, char ***pointer, int *rows, int *columns, int type_num) {
  npy_intp dims[2];
  PyObject *descr = ambi_descr_from_type(1, type_num);
  if (!descr || PyArray_AsCArray(object, pointer, dims, 2, descr) < 0) return -1;
  *rows = (int)dims[0];
  *columns = (int)dims[1];
  return 0;
}
