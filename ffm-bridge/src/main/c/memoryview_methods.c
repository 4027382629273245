/* The attributes and methods of memoryview. */
#include "memoryview.h"

#define RETURN_IF_RELEASED(self) \
  if (!ambi_view_usable((PyMemoryViewObject *)(self))) return NULL

static PyObject *tuple_of(const Py_ssize_t *values, int n) { return ambi_tuple_of_sizes(values, values ? n : 0); }

static PyObject *get_obj(PyObject *self, void *closure AMBI_UNUSED) {
  RETURN_IF_RELEASED(self);
  PyObject *o = VIEW(self)->obj;
  return AMBI_NEWREF(o ? o : Py_None);
}

static PyObject *get_nbytes(PyObject *self, void *closure AMBI_UNUSED) {
  RETURN_IF_RELEASED(self);
  return PyLong_FromSsize_t(VIEW(self)->len);
}

static PyObject *get_format(PyObject *self, void *closure AMBI_UNUSED) {
  RETURN_IF_RELEASED(self);
  return PyUnicode_FromString(VIEW(self)->format);
}

static PyObject *get_itemsize(PyObject *self, void *closure AMBI_UNUSED) {
  RETURN_IF_RELEASED(self);
  return PyLong_FromSsize_t(VIEW(self)->itemsize);
}

static PyObject *get_ndim(PyObject *self, void *closure AMBI_UNUSED) {
  RETURN_IF_RELEASED(self);
  return PyLong_FromLong(VIEW(self)->ndim);
}

static PyObject *get_shape(PyObject *self, void *closure AMBI_UNUSED) {
  RETURN_IF_RELEASED(self);
  return tuple_of(VIEW(self)->shape, VIEW(self)->ndim);
}

static PyObject *get_strides(PyObject *self, void *closure AMBI_UNUSED) {
  RETURN_IF_RELEASED(self);
  return tuple_of(VIEW(self)->strides, VIEW(self)->ndim);
}

static PyObject *get_suboffsets(PyObject *self, void *closure AMBI_UNUSED) {
  RETURN_IF_RELEASED(self);
  return tuple_of(VIEW(self)->suboffsets, VIEW(self)->ndim);
}

static PyObject *get_readonly(PyObject *self, void *closure AMBI_UNUSED) {
  RETURN_IF_RELEASED(self);
  return PyBool_FromLong(VIEW(self)->readonly);
}

/* The closure is the set of layouts that count. */
static PyObject *get_contiguous(PyObject *self, void *layouts) {
  RETURN_IF_RELEASED(self);
  return PyBool_FromLong((((PyMemoryViewObject *)self)->flags & (int)(intptr_t)layouts) != 0);
}

PyGetSetDef ambi_view_getset[] = {
    {"c_contiguous", get_contiguous, NULL, NULL, (void *)_Py_MEMORYVIEW_C},
    {"contiguous", get_contiguous, NULL, NULL, (void *)(_Py_MEMORYVIEW_C | _Py_MEMORYVIEW_FORTRAN)},
    {"f_contiguous", get_contiguous, NULL, NULL, (void *)_Py_MEMORYVIEW_FORTRAN},
    {"format", get_format, NULL, NULL, NULL},
    {"itemsize", get_itemsize, NULL, NULL, NULL},
    {"nbytes", get_nbytes, NULL, NULL, NULL},
    {"ndim", get_ndim, NULL, NULL, NULL},
    {"obj", get_obj, NULL, NULL, NULL},
    {"readonly", get_readonly, NULL, NULL, NULL},
    {"shape", get_shape, NULL, NULL, NULL},
    {"strides", get_strides, NULL, NULL, NULL},
    {"suboffsets", get_suboffsets, NULL, NULL, NULL},
    {0},
};

static PyObject *view_release(PyObject *self, PyObject *unused AMBI_UNUSED) {
  if (ambi_view_release((PyMemoryViewObject *)self) < 0) return NULL;
  Py_RETURN_NONE;
}

static PyObject *view_enter(PyObject *self, PyObject *unused AMBI_UNUSED) {
  RETURN_IF_RELEASED(self);
  return AMBI_NEWREF(self);
}

static PyObject *view_exit(PyObject *self, PyObject *args AMBI_UNUSED) { return view_release(self, NULL); }

static PyObject *view_tolist(PyObject *self, PyObject *unused AMBI_UNUSED) {
  RETURN_IF_RELEASED(self);
  return ambi_view_tolist(VIEW(self));
}

static PyObject *view_tobytes(PyObject *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"order", NULL};
  const char *name = NULL;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|z:tobytes", names, &name)) return NULL;
  RETURN_IF_RELEASED(self);
  char order = 'C';
  if (name) {
    if (strcmp(name, "F") != 0 && strcmp(name, "C") != 0 && strcmp(name, "A") != 0) {
      return ambi_raise(PyExc_ValueError, "order must be 'C', 'F' or 'A'");
    }
    order = *name;
  }
  const Py_buffer *view = VIEW(self);
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, view->len);
  if (bytes && PyBuffer_ToContiguous(PyBytes_AS_STRING(bytes), view, view->len, order) < 0) Py_CLEAR(bytes);
  return bytes;
}

static PyObject *view_toreadonly(PyObject *self, PyObject *unused AMBI_UNUSED) {
  RETURN_IF_RELEASED(self);
  PyMemoryViewObject *mv = (PyMemoryViewObject *)self;
  PyMemoryViewObject *copy = ambi_view_new(mv->mbuf, &mv->view, mv->view.ndim);
  if (copy) copy->view.readonly = 1;
  return (PyObject *)copy;
}

/* ---- cast ------------------------------------------------------------------------------------ */

/* The static string of a native format, with the '@' if the given one has it; NULL if it is none. */
static const char *static_format(const char *format) {
  static const char table[] = "@c\0@b\0@B\0@?\0@h\0@H\0@i\0@I\0@l\0@L\0@q\0@Q\0@n\0@N\0@f\0@d\0@P";
  char code = ambi_native_code(format);
  for (const char *p = table; code && p < table + sizeof table; p += 3) {
    if (p[1] == code) return *format == '@' ? p : p + 1;
  }
  return NULL;
}

static bool is_byte_code(char code) { return code == 'b' || code == 'B' || code == 'c'; }

/* Gives the view another format, and one dimension. */
static int cast_to_1d(PyMemoryViewObject *mv, const char *format) {
  Py_buffer *view = &mv->view;
  const char *target = static_format(format);
  char from = ambi_native_code(view->format);
  if (!target) {
    PyErr_SetString(PyExc_ValueError,
                    "memoryview: destination format must be a native single character format prefixed with an "
                    "optional '@'");
    return -1;
  }
  if (!from) {
    PyErr_SetString(PyExc_ValueError,
                    "memoryview: source format must be a native single character format prefixed with an optional "
                    "'@'");
    return -1;
  }
  char to = ambi_native_code(target);
  if (!is_byte_code(from) && !is_byte_code(to)) {
    PyErr_SetString(PyExc_TypeError, "memoryview: cannot cast between two non-byte formats");
    return -1;
  }
  Py_ssize_t itemsize = ambi_native_size(to);
  if (view->len % itemsize != 0) {
    PyErr_SetString(PyExc_TypeError, "memoryview: length is not a multiple of itemsize");
    return -1;
  }
  view->format = (char *)(uintptr_t)target;
  view->itemsize = itemsize;
  view->ndim = 1;
  view->shape[0] = view->len / itemsize;
  view->strides[0] = itemsize;
  view->suboffsets = NULL;
  return 0;
}

/* The lengths in a list or tuple, whose product must fill the buffer. */
static int read_shape(const Py_buffer *view, PyObject *shape, Py_ssize_t *lengths, Py_ssize_t ndim) {
  Py_ssize_t bytes = view->itemsize;
  for (Py_ssize_t i = 0; i < ndim; i++) {
    PyObject *item = PyTuple_Check(shape) ? PyTuple_GET_ITEM(shape, i) : PyList_GET_ITEM(shape, i);
    if (!PyLong_Check(item)) {
      PyErr_SetString(PyExc_TypeError, "memoryview.cast(): elements of shape must be integers");
      return -1;
    }
    Py_ssize_t n = PyLong_AsSsize_t(item);
    if (n == -1 && PyErr_Occurred()) return -1;
    if (n <= 0) {
      PyErr_SetString(PyExc_ValueError, "memoryview.cast(): elements of shape must be integers > 0");
      return -1;
    }
    if (__builtin_mul_overflow(bytes, n, &bytes)) {
      PyErr_SetString(PyExc_ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX");
      return -1;
    }
    lengths[i] = n;
  }
  if (bytes != view->len) {
    PyErr_SetString(PyExc_TypeError, "memoryview: product(shape) * itemsize != buffer size");
    return -1;
  }
  return 0;
}

static bool has_zero(const Py_buffer *view) {
  for (int i = 0; i < view->ndim; i++) {
    if (view->shape[i] == 0 || view->strides[i] == 0) return true;
  }
  return false;
}

static PyObject *view_cast(PyObject *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"format", "shape", NULL};
  PyMemoryViewObject *mv = (PyMemoryViewObject *)self;
  PyObject *format, *shape = NULL;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "U|O:cast", names, &format, &shape)) return NULL;
  RETURN_IF_RELEASED(self);
  const char *format_text = PyUnicode_AsUTF8(format);
  if (!format_text) return NULL;
  if (!(mv->flags & _Py_MEMORYVIEW_C)) {
    return ambi_raise(PyExc_TypeError, "memoryview: casts are restricted to C-contiguous views");
  }
  if ((shape || mv->view.ndim != 1) && has_zero(&mv->view)) {
    return ambi_raise(PyExc_TypeError, "memoryview: cannot cast view with zeros in shape or strides");
  }
  Py_ssize_t ndim = 1;
  if (shape) {
    if (!PyList_Check(shape) && !PyTuple_Check(shape)) {
      return ambi_raise(PyExc_TypeError, "shape must be a list or a tuple");
    }
    ndim = Py_SIZE(shape);
    if (ndim > PyBUF_MAX_NDIM) {
      return ambi_raise(PyExc_ValueError, "memoryview: number of dimensions must not exceed %d", PyBUF_MAX_NDIM);
    }
    if (mv->view.ndim != 1 && ndim != 1) {
      return ambi_raise(PyExc_TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D");
    }
  }
  /* Room for one dimension too: every cast goes by way of one. */
  PyMemoryViewObject *cast = ambi_view_new(mv->mbuf, &mv->view, (int)(ndim > 1 ? ndim : 1));
  if (!cast) return NULL;
  Py_ssize_t lengths[PyBUF_MAX_NDIM];
  if (cast_to_1d(cast, format_text) < 0 || (shape && read_shape(&cast->view, shape, lengths, ndim) < 0)) {
    Py_DECREF(cast);
    return NULL;
  }
  if (shape) {
    Py_buffer *view = &cast->view;
    view->ndim = (int)ndim;
    view->shape = ndim ? view->shape : NULL;
    view->strides = ndim ? view->strides : NULL;
    for (Py_ssize_t i = 0; i < ndim; i++) view->shape[i] = lengths[i];
    PyBuffer_FillContiguousStrides((int)ndim, view->shape, view->strides, (int)view->itemsize, 'C');
  }
  ambi_view_set_flags(cast);
  return (PyObject *)cast;
}

PyMethodDef ambi_view_methods[] = {
    {"__enter__", view_enter, METH_NOARGS, NULL},
    {"__exit__", view_exit, METH_VARARGS, NULL},
    {"cast", (PyCFunction)(void (*)(void))view_cast, METH_VARARGS | METH_KEYWORDS, NULL},
    {"release", view_release, METH_NOARGS, NULL},
    {"tobytes", (PyCFunction)(void (*)(void))view_tobytes, METH_VARARGS | METH_KEYWORDS, NULL},
    {"tolist", view_tolist, METH_NOARGS, NULL},
    {"toreadonly", view_toreadonly, METH_NOARGS, NULL},
    {0},
};
