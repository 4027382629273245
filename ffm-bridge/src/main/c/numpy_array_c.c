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

/* In the 1.x table, where NumPy has long left them as errors. */
AMBI_EXPORT int PyArray_As1D(PyObject **object AMBI_UNUSED, char **pointer AMBI_UNUSED, int *length AMBI_UNUSED,
                             int type_num AMBI_UNUSED) {
  PyErr_SetString(PyExc_NotImplementedError, "PyArray_As1D: use PyArray_AsCArray.");
  return -1;
}

AMBI_EXPORT int PyArray_As2D(PyObject **object AMBI_UNUSED, char ***pointer AMBI_UNUSED, int *rows AMBI_UNUSED,
                             int *columns AMBI_UNUSED, int type_num AMBI_UNUSED) {
  PyErr_SetString(PyExc_NotImplementedError, "PyArray_As2D: use PyArray_AsCArray.");
  return -1;
}
