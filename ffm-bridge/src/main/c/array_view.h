/* Arrays that Java owns, shown to C. */
#ifndef AMBI_ARRAY_VIEW_H
#define AMBI_ARRAY_VIEW_H

#include "ambi.h"

#include <ambi/numpy.h>

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

/* The dealloc of every array type. */
void ambi_array_dealloc(PyObject *array);

#endif
