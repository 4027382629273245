/* The buffer protocol: asking for, releasing and copying buffers. */
#include "buffer.h"

AMBI_EXPORT int PyObject_CheckBuffer(PyObject *o) {
  PyBufferProcs *procs = Py_TYPE(o)->tp_as_buffer;
  return procs && procs->bf_getbuffer;
}

AMBI_EXPORT int PyObject_GetBuffer(PyObject *o, Py_buffer *view, int flags) {
  if (!PyObject_CheckBuffer(o)) {
    PyErr_Format(PyExc_TypeError, "a bytes-like object is required, not '%.100s'", Py_TYPE(o)->tp_name);
    return -1;
  }
  return Py_TYPE(o)->tp_as_buffer->bf_getbuffer(o, view, flags);
}

AMBI_EXPORT void PyBuffer_Release(Py_buffer *view) {
  PyObject *o = view->obj;
  if (!o) return;
  PyBufferProcs *procs = Py_TYPE(o)->tp_as_buffer;
  if (procs && procs->bf_releasebuffer) procs->bf_releasebuffer(o, view);
  view->obj = NULL;
  Py_DECREF(o);
}

AMBI_EXPORT int PyObject_CheckReadBuffer(PyObject *o) {
  Py_buffer view;
  if (!PyObject_CheckBuffer(o)) return 0;
  if (PyObject_GetBuffer(o, &view, PyBUF_SIMPLE) < 0) {
    PyErr_Clear();
    return 0;
  }
  PyBuffer_Release(&view);
  return 1;
}

AMBI_EXPORT int PyBuffer_FillInfo(Py_buffer *view, PyObject *o, void *buf, Py_ssize_t len, int readonly, int flags) {
  if (!view) {
    PyErr_SetString(PyExc_BufferError, "PyBuffer_FillInfo: view==NULL argument is obsolete");
    return -1;
  }
  if ((flags & PyBUF_WRITABLE) && readonly) {
    PyErr_SetString(PyExc_BufferError, "Object is not writable.");
    return -1;
  }
  view->obj = AMBI_XNEWREF(o);
  view->buf = buf;
  view->len = len;
  view->readonly = readonly;
  view->itemsize = 1;
  view->format = flags & PyBUF_FORMAT ? (char *)"B" : NULL;
  view->ndim = 1;
  view->shape = flags & PyBUF_ND ? &view->len : NULL;
  view->strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? &view->itemsize : NULL;
  view->suboffsets = NULL;
  view->internal = NULL;
  return 0;
}

/* ---- layout ---------------------------------------------------------------------------------- */

static bool c_contiguous(const Py_buffer *view) {
  if (view->len == 0 || !view->strides) return true;
  Py_ssize_t expected = view->itemsize;
  for (int i = view->ndim; i-- > 0;) {
    if (view->shape[i] > 1 && view->strides[i] != expected) return false;
    expected *= view->shape[i];
  }
  return true;
}

static bool fortran_contiguous(const Py_buffer *view) {
  if (view->len == 0) return true;
  if (!view->strides) { /* C order by definition: Fortran order too, if at most one dimension is long */
    int long_dims = 0;
    if (view->ndim > 1 && view->shape) {
      for (int i = 0; i < view->ndim; i++) long_dims += view->shape[i] > 1;
    }
    return long_dims <= 1;
  }
  Py_ssize_t expected = view->itemsize;
  for (int i = 0; i < view->ndim; i++) {
    if (view->shape[i] > 1 && view->strides[i] != expected) return false;
    expected *= view->shape[i];
  }
  return true;
}

AMBI_EXPORT int PyBuffer_IsContiguous(const Py_buffer *view, char order) {
  if (view->suboffsets) return 0;
  switch (order) {
    case 'C': return c_contiguous(view);
    case 'F': return fortran_contiguous(view);
    case 'A': return c_contiguous(view) || fortran_contiguous(view);
    default: return 0;
  }
}

AMBI_EXPORT void PyBuffer_FillContiguousStrides(int ndim, Py_ssize_t *shape, Py_ssize_t *strides, int itemsize,
                                                char order) {
  Py_ssize_t stride = itemsize;
  for (int k = 0; k < ndim; k++) {
    int i = order == 'F' ? k : ndim - 1 - k;
    strides[i] = stride;
    stride *= shape[i];
  }
}

AMBI_EXPORT void *PyBuffer_GetPointer(const Py_buffer *view, const Py_ssize_t *indices) {
  char *p = view->buf;
  for (int i = 0; i < view->ndim; i++) p = ambi_buffer_step(view, p, i, indices[i]);
  return p;
}

/* ---- copies ---------------------------------------------------------------------------------- */

/* Moves `indices` to the next element; the last index runs fastest, or the first for 'F'. */
static void next_element(const Py_buffer *view, Py_ssize_t *indices, char order) {
  for (int k = 0; k < view->ndim; k++) {
    int i = order == 'F' ? k : view->ndim - 1 - k;
    if (++indices[i] < view->shape[i]) return;
    indices[i] = 0;
  }
}

/* Copies up to `len` bytes between contiguous memory in `order` and the elements of a view with any strides. */
static int copy_elements(const Py_buffer *view, char *contiguous, Py_ssize_t len, char order, bool to_view) {
  if (view->ndim > PyBUF_MAX_NDIM) {
    PyErr_Format(PyExc_ValueError, "memoryview: number of dimensions must not exceed %d", PyBUF_MAX_NDIM);
    return -1;
  }
  Py_ssize_t indices[PyBUF_MAX_NDIM] = {0};
  Py_ssize_t strides[PyBUF_MAX_NDIM];
  Py_buffer copy = *view;
  if (!copy.strides) {
    PyBuffer_FillContiguousStrides(copy.ndim, copy.shape, strides, (int)copy.itemsize, 'C');
    copy.strides = strides;
  }
  size_t itemsize = (size_t)view->itemsize;
  for (Py_ssize_t left = len / view->itemsize; left > 0; left--) {
    char *element = PyBuffer_GetPointer(&copy, indices);
    memcpy(to_view ? element : contiguous, to_view ? contiguous : element, itemsize);
    contiguous += itemsize;
    next_element(&copy, indices, order);
  }
  return 0;
}

AMBI_EXPORT int PyBuffer_ToContiguous(void *buf, const Py_buffer *view, Py_ssize_t len, char order) {
  if (len != view->len) {
    PyErr_SetString(PyExc_ValueError, "PyBuffer_ToContiguous: len != view->len");
    return -1;
  }
  if (PyBuffer_IsContiguous(view, order)) {
    memcpy(buf, view->buf, (size_t)len);
    return 0;
  }
  /* 'A' of what is contiguous in neither order is C */
  return copy_elements(view, buf, len, order == 'F' ? 'F' : 'C', false);
}

AMBI_EXPORT int PyBuffer_FromContiguous(const Py_buffer *view, const void *buf, Py_ssize_t len, char order) {
  if (len > view->len) len = view->len;
  if (PyBuffer_IsContiguous(view, order)) {
    memcpy(view->buf, buf, (size_t)len);
    return 0;
  }
  return copy_elements(view, (char *)(uintptr_t)buf, len, order == 'F' ? 'F' : 'C', true);
}

/* PyObject_CopyData copies what `src` exports into the buffer of `dest`, element by element in C order. */
AMBI_EXPORT int PyObject_CopyData(PyObject *dest, PyObject *src) {
  Py_buffer to, from;
  if (!PyObject_CheckBuffer(dest) || !PyObject_CheckBuffer(src)) {
    PyErr_SetString(PyExc_TypeError, "both destination and source must be bytes-like objects");
    return -1;
  }
  if (PyObject_GetBuffer(dest, &to, PyBUF_INDIRECT | PyBUF_FORMAT | PyBUF_WRITABLE) < 0) return -1;
  if (PyObject_GetBuffer(src, &from, PyBUF_FULL_RO) < 0) {
    PyBuffer_Release(&to);
    return -1;
  }
  int result = -1;
  char *elements = NULL;
  if (to.len < from.len) {
    PyErr_SetString(PyExc_BufferError, "destination is too small to receive data from source");
  } else if (!(elements = PyMem_Malloc((size_t)from.len))) {
    PyErr_NoMemory();
  } else if (PyBuffer_ToContiguous(elements, &from, from.len, 'C') == 0) {
    result = PyBuffer_FromContiguous(&to, elements, from.len, 'C');
  }
  PyMem_Free(elements);
  PyBuffer_Release(&to);
  PyBuffer_Release(&from);
  return result;
}
