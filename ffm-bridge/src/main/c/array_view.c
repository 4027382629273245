/* The life of array objects: views of Java's arrays, and arrays that C owns. */
#include "array_view.h"

#include "generated_ids.h"
#include "gil.h"
#include "numpy_array.h"

/*
 * An idle view. `shape` has nd dimensions and then nd strides in bytes; they are copied. `type` and `descr` must
 * outlive it (both are immortal). NULL where there is no memory. Does not need the lock.
 */
AMBI_EXPORT PyObject *ambi_array_view_new(PyTypeObject *type, void *data, int64_t nd,
                                          const int64_t *shape, PyObject *descr, int64_t flags,
                                          int64_t handle) {
  ambi_java_view *view = malloc(sizeof *view + 2 * (size_t)nd * sizeof(npy_intp));
  if (!view) return NULL;
  view->nd = nd;
  memcpy(view->shape, shape, 2 * (size_t)nd * sizeof *view->shape);
  view->fields = (PyArrayObject_fields){
      .ob_base = {0, type},
      .data = data,
      .nd = (int)nd,
      .dimensions = view->shape,
      .strides = view->shape + nd,
      .descr = descr,
      .flags = (int)flags,
      ._buffer_info = (void *)(intptr_t)(handle << AMBI_VIEW_SHIFT | AMBI_VIEW),
  };
  return &view->fields.ob_base;
}

/* A shape that C gave the view in place ends with the call: Java's array still has its own. */
static void restore_shape(ambi_java_view *view) {
  if (view->fields.dimensions == view->shape) return;
  free(view->fields.dimensions);
  view->fields.nd = (int)view->nd;
  view->fields.dimensions = view->shape;
  view->fields.strides = view->shape + view->nd;
  PyArray_UpdateFlags(&view->fields.ob_base, NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_F_CONTIGUOUS | NPY_ARRAY_ALIGNED);
}

/* For an idle view whose NDArray is gone. Does not need the lock: nobody else knows the view. */
AMBI_EXPORT void ambi_array_view_free(PyObject *view) { free(view); }

/* Whether the view is still referenced; if so it is marked, and Java will be told of its end. Needs the lock. */
AMBI_EXPORT int64_t ambi_array_view_retain(PyObject *view) {
  PyArrayObject_fields *a = (PyArrayObject_fields *)view;
  if (Py_REFCNT(view) == 0) return 0;
  a->_buffer_info = (void *)((intptr_t)a->_buffer_info | AMBI_VIEW_RETAINED);
  return 1;
}

void ambi_array_dealloc(PyObject *array) {
  PyArrayObject_fields *a = (PyArrayObject_fields *)array;
  intptr_t info = ambi_view_info(array);
  if (info & AMBI_VIEW) {
    restore_shape((ambi_java_view *)array);
    if (info & AMBI_VIEW_RETAINED) {
      a->_buffer_info = (void *)(info & ~(intptr_t)AMBI_VIEW_RETAINED);
      AmbiJava_view_idle(info >> AMBI_VIEW_SHIFT);
    }
    return;
  }
  if (a->weakreflist) PyObject_ClearWeakRefs(array);
  Py_XDECREF(a->base);
  if (a->flags & NPY_ARRAY_OWNDATA) {
    if (a->descr && ambi_descr_type_num(a->descr) == NPY_OBJECT) ambi_array_drop_objects(array);
    free(a->data);
  }
  free(a->dimensions); /* strides are in the same block */
  Py_XDECREF(a->descr);
  Py_TYPE(array)->tp_free(array);
}

/* ambi_view_take for Java. Needs the lock. */
AMBI_EXPORT PyObject *ambi_array_view_take(PyObject *view) { return ambi_view_take(view); }
