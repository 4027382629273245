/* Indexing, slicing, assigning to and comparing memoryviews. */
#include "memoryview.h"

/* The address of item `i` of dimension `dim`; NULL with IndexError set. */
static char *item_at(const Py_buffer *view, char *p, int dim, Py_ssize_t i) {
  Py_ssize_t n = view->shape[dim];
  if (i < 0) i += n;
  if (i < 0 || i >= n) {
    return ambi_raise(PyExc_IndexError, "index out of bounds on dimension %d", dim + 1), NULL;
  }
  return ambi_buffer_step(view, p, dim, i);
}

static char *item_at_key(const Py_buffer *view, char *p, int dim, PyObject *key) {
  Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
  if (i == -1 && PyErr_Occurred()) return NULL;
  return item_at(view, p, dim, i);
}

/* A tuple of indices only; the empty one too. */
static bool is_multi_index(PyObject *key) {
  if (!PyTuple_Check(key)) return false;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(key); i++) {
    if (!PyIndex_Check(PyTuple_GET_ITEM(key, i))) return false;
  }
  return true;
}

/* The address of the element that a tuple of indices names. */
static char *element_at(const Py_buffer *view, PyObject *indices) {
  Py_ssize_t n = PyTuple_GET_SIZE(indices);
  if (n < view->ndim) return ambi_raise(PyExc_NotImplementedError, "sub-views are not implemented"), NULL;
  if (n > view->ndim) {
    return ambi_raise(PyExc_TypeError, "cannot index %zd-dimension view with %zd-element tuple",
                      (Py_ssize_t)view->ndim, n), NULL;
  }
  char *p = view->buf;
  for (int dim = 0; p && dim < view->ndim; dim++) p = item_at_key(view, p, dim, PyTuple_GET_ITEM(indices, dim));
  return p;
}

static PyObject *view_item(PyObject *self, Py_ssize_t i) {
  const Py_buffer *view = VIEW(self);
  if (!ambi_view_usable((PyMemoryViewObject *)self)) return NULL;
  if (!ambi_native_code(view->format)) return ambi_unpack(view->format, NULL);
  if (view->ndim == 0) return ambi_raise(PyExc_TypeError, "invalid indexing of 0-dim memory");
  if (view->ndim > 1) return ambi_raise(PyExc_NotImplementedError, "multi-dimensional sub-views are not implemented");
  char *p = item_at(view, view->buf, 0, i);
  return p ? ambi_unpack(view->format, p) : NULL;
}

/* Narrows the first dimension of a view to a slice. */
static int narrow(Py_buffer *view, PyObject *slice) {
  Py_ssize_t start, stop, step, n;
  if (PySlice_GetIndicesEx(slice, view->shape[0], &start, &stop, &step, &n) < 0) return -1;
  view->buf = (char *)view->buf + view->strides[0] * start;
  view->shape[0] = n;
  view->strides[0] *= step;
  view->len = view->itemsize;
  for (int i = 0; i < view->ndim; i++) view->len *= view->shape[i];
  return 0;
}

static PyObject *view_subscript(PyObject *self, PyObject *key) {
  PyMemoryViewObject *mv = (PyMemoryViewObject *)self;
  const Py_buffer *view = &mv->view;
  if (!ambi_view_usable(mv)) return NULL;
  if (view->ndim == 0) {
    if (PyTuple_Check(key) && PyTuple_GET_SIZE(key) == 0) return ambi_unpack(view->format, view->buf);
    if (key == Py_Ellipsis) return AMBI_NEWREF(self);
    return ambi_raise(PyExc_TypeError, "invalid indexing of 0-dim memory");
  }
  if (PyIndex_Check(key)) {
    Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred()) return NULL;
    return view_item(self, i);
  }
  if (PySlice_Check(key)) {
    PyMemoryViewObject *slice = ambi_view_new(mv->mbuf, view, view->ndim);
    if (!slice) return NULL;
    if (narrow(&slice->view, key) < 0) {
      Py_DECREF(slice);
      return NULL;
    }
    ambi_view_set_flags(slice);
    return (PyObject *)slice;
  }
  if (is_multi_index(key)) {
    char *p = element_at(view, key);
    return p ? ambi_unpack(view->format, p) : NULL;
  }
  return ambi_raise(PyExc_TypeError, "memoryview: invalid slice key");
}

/* ---- assignment ------------------------------------------------------------------------------ */

static bool same_shape(const Py_buffer *a, const Py_buffer *b) {
  if (a->ndim != b->ndim) return false;
  for (int i = 0; i < a->ndim; i++) {
    if (a->shape[i] != b->shape[i]) return false;
    if (a->shape[i] == 0) break; /* what follows does not matter */
  }
  return true;
}

static bool same_structure(const Py_buffer *a, const Py_buffer *b) {
  const char *f = a->format + (a->format[0] == '@'), *g = b->format + (b->format[0] == '@');
  return strcmp(f, g) == 0 && a->itemsize == b->itemsize && same_shape(a, b);
}

/* view[slice] = value, in one dimension; the two may overlap. */
static int assign_slice(PyMemoryViewObject *mv, PyObject *slice, PyObject *value) {
  if (!PyObject_CheckBuffer(value)) {
    PyErr_Format(PyExc_TypeError, "a bytes-like object is required, not '%.100s'", Py_TYPE(value)->tp_name);
    return -1;
  }
  PyMemoryViewObject *source = (PyMemoryViewObject *)PyMemoryView_FromObject(value), *target = NULL;
  char *elements = NULL;
  int result = -1;
  if (!source || !(target = ambi_view_new(mv->mbuf, &mv->view, 1)) || narrow(&target->view, slice) < 0) goto done;
  if (!same_structure(&target->view, &source->view)) {
    PyErr_SetString(PyExc_ValueError, "memoryview assignment: lvalue and rvalue have different structures");
    goto done;
  }
  Py_ssize_t bytes = source->view.len;
  if (!(elements = PyMem_Malloc((size_t)bytes))) {
    PyErr_NoMemory();
    goto done;
  }
  result = PyBuffer_ToContiguous(elements, &source->view, bytes, 'C');
  if (result == 0) result = PyBuffer_FromContiguous(&target->view, elements, bytes, 'C');
done:
  PyMem_Free(elements);
  Py_XDECREF(source);
  Py_XDECREF(target);
  return result;
}

static int fail(PyObject *type, const char *message) {
  PyErr_SetString(type, message);
  return -1;
}

static int view_ass_subscript(PyObject *self, PyObject *key, PyObject *value) {
  PyMemoryViewObject *mv = (PyMemoryViewObject *)self;
  const Py_buffer *view = &mv->view;
  if (!ambi_view_usable(mv)) return -1;
  if (view->readonly) return fail(PyExc_TypeError, "cannot modify read-only memory");
  if (!value) return fail(PyExc_TypeError, "cannot delete memory");
  if (view->ndim == 0) {
    if (key == Py_Ellipsis || (PyTuple_Check(key) && PyTuple_GET_SIZE(key) == 0)) {
      return ambi_pack(view->format, view->buf, value);
    }
    return fail(PyExc_TypeError, "invalid indexing of 0-dim memory");
  }
  char *p = NULL;
  if (PyIndex_Check(key)) {
    if (view->ndim > 1) return fail(PyExc_NotImplementedError, "sub-views are not implemented");
    p = item_at_key(view, view->buf, 0, key);
  } else if (PySlice_Check(key) && view->ndim == 1) {
    return assign_slice(mv, key, value);
  } else if (is_multi_index(key)) {
    p = element_at(view, key);
  } else if (PySlice_Check(key)) {
    return fail(PyExc_NotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1");
  } else {
    return fail(PyExc_TypeError, "memoryview: invalid slice key");
  }
  if (!p) return -1;
  /* Converting the value can run code: it may release the view. */
  char element[16];
  Py_ssize_t itemsize = view->itemsize;
  if (itemsize > (Py_ssize_t)sizeof element) return ambi_pack(view->format, p, value);
  if (ambi_pack(view->format, element, value) < 0 || !ambi_view_usable(mv)) return -1;
  memcpy(p, element, (size_t)itemsize);
  return 0;
}

static Py_ssize_t view_length(PyObject *self) {
  if (!ambi_view_usable((PyMemoryViewObject *)self)) return -1;
  return VIEW(self)->ndim == 0 ? 1 : VIEW(self)->shape[0];
}

PySequenceMethods ambi_view_as_sequence = {.sq_length = view_length, .sq_item = view_item};
PyMappingMethods ambi_view_as_mapping = {
    .mp_length = view_length,
    .mp_subscript = view_subscript,
    .mp_ass_subscript = view_ass_subscript,
};

/* ---- as lists, and equality -------------------------------------------------------------------- */

static PyObject *list_from(const Py_buffer *view, char *p, int dim) {
  if (dim == view->ndim) return ambi_unpack(view->format, p);
  PyObject *list = PyList_New(view->shape[dim]);
  for (Py_ssize_t i = 0; list && i < view->shape[dim]; i++) {
    PyObject *item = list_from(view, ambi_buffer_step(view, p, dim, i), dim + 1);
    if (item) {
      PyList_SET_ITEM(list, i, item);
    } else {
      Py_CLEAR(list);
    }
  }
  return list;
}

PyObject *ambi_view_tolist(const Py_buffer *view) { return list_from(view, view->buf, 0); }

/* 1 if the elements are equal as Python objects, 0 if not, -1 on error. */
static int equal_elements(const Py_buffer *a, char *p, const Py_buffer *b, char *q, int dim) {
  if (dim == a->ndim) {
    PyObject *x = ambi_unpack(a->format, p), *y = x ? ambi_unpack(b->format, q) : NULL;
    int equal = y ? PyObject_RichCompareBool(x, y, Py_EQ) : -1;
    Py_XDECREF(x);
    Py_XDECREF(y);
    return equal;
  }
  int equal = 1;
  for (Py_ssize_t i = 0; equal > 0 && i < a->shape[dim]; i++) {
    equal = equal_elements(a, ambi_buffer_step(a, p, dim, i), b, ambi_buffer_step(b, q, dim, i), dim + 1);
  }
  return equal;
}

PyObject *ambi_view_richcompare(PyObject *v, PyObject *w, int op) {
  PyMemoryViewObject *a = (PyMemoryViewObject *)v;
  if ((op != Py_EQ && op != Py_NE) || !PyMemoryView_Check(v)) Py_RETURN_NOTIMPLEMENTED;
  if ((a->flags & _Py_MEMORYVIEW_RELEASED) ||
      (PyMemoryView_Check(w) && (((PyMemoryViewObject *)w)->flags & _Py_MEMORYVIEW_RELEASED))) {
    return PyBool_FromLong((v == w) == (op == Py_EQ)); /* released: only itself */
  }
  PyObject *other = PyMemoryView_FromObject(w);
  if (!other) {
    PyErr_Clear();
    Py_RETURN_NOTIMPLEMENTED;
  }
  const Py_buffer *b = VIEW(other);
  int equal = same_shape(&a->view, b) ? equal_elements(&a->view, a->view.buf, b, b->buf, 0) : 0;
  Py_DECREF(other);
  return equal < 0 ? NULL : PyBool_FromLong(equal == (op == Py_EQ));
}
