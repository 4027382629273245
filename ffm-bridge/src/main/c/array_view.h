/* Arrays that Java owns, shown to C. */
#ifndef AMBI_ARRAY_VIEW_H
#define AMBI_ARRAY_VIEW_H

#include "ambi.h"

#include <ambi/numpy_layouts.h>

/*
 * A view is a PyArrayObject on memory that belongs to a Java NDArray. Java makes it once for each
 * array and ABI and keeps it while the NDArray is reachable. Between calls it is idle: its reference
 * count is 0 and it is not a live object. A call takes it (the count goes to 1, the object lives); when
 * the last reference is dropped it is idle again. An extension that keeps a reference keeps it live: Java then
 * marks it retained, holds its NDArray, and is told when it becomes idle.
 *
 * Where an array that C made has its own buffer information, a view has the number by which Java knows it.
 */
enum { AMBI_VIEW = 1, AMBI_VIEW_RETAINED = 2, AMBI_VIEW_SHIFT = 2 };

static inline intptr_t ambi_view_info(PyObject *array) {
  return (intptr_t)((PyArrayObject_fields *)array)->_buffer_info;
}

/* A new reference to the view, making it live where it was idle. */
static inline PyObject *ambi_view_take(PyObject *view) {
  if (view->ob_refcnt++ == 0) ambi_count_revived();
  return view;
}

/* A view's own shape lies behind its struct; one that was given another shape in place has a block of its own. */
typedef struct {
  PyArrayObject_fields fields;
  int64_t nd;
  npy_intp shape[]; /* nd dimensions, then nd strides */
} ambi_java_view;

/* Frees the block of dimensions and strides, unless it is a view's own; before another one is put in its place. */
static inline void ambi_array_free_shape(PyObject *array) {
  npy_intp *block = ((PyArrayObject_fields *)array)->dimensions;
  bool own = (ambi_view_info(array) & AMBI_VIEW) && block == ((ambi_java_view *)array)->shape;
  if (!own) free(block);
}

/* The dealloc of every array type. */
void ambi_array_dealloc(PyObject *array);

#endif
