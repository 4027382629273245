/* memoryview: making, exporting and releasing views. Indexing is in memoryview_index.c, methods in memoryview_methods.c. */
#include "memoryview.h"

/* ---- the buffer that views share ----------------------------------------------------------------- */

static _PyManagedBufferObject *managed_new(void) {
  _PyManagedBufferObject *mbuf = (_PyManagedBufferObject *)_PyObject_GC_New(&_PyManagedBuffer_Type);
  if (!mbuf) return NULL;
  mbuf->flags = 0;
  mbuf->exports = 0;
  memset(&mbuf->master, 0, sizeof mbuf->master);
  return mbuf;
}

static void managed_release(_PyManagedBufferObject *mbuf) {
  if (mbuf->flags & _Py_MANAGED_BUFFER_RELEASED) return;
  mbuf->flags |= _Py_MANAGED_BUFFER_RELEASED;
  PyBuffer_Release(&mbuf->master);
}

static void managed_dealloc(PyObject *self) {
  _PyManagedBufferObject *mbuf = (_PyManagedBufferObject *)self;
  managed_release(mbuf);
  if (mbuf->flags & _Py_MANAGED_BUFFER_FREE_FORMAT) PyMem_Free(mbuf->master.format);
  PyObject_GC_Del(self);
}

AMBI_EXPORT PyTypeObject _PyManagedBuffer_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "managedbuffer",
    .tp_basicsize = sizeof(_PyManagedBufferObject),
    .tp_dealloc = managed_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
};

/* ---- views ----------------------------------------------------------------------------------- */

void ambi_view_set_flags(PyMemoryViewObject *mv) {
  const Py_buffer *view = &mv->view;
  int flags = 0;
  if (view->ndim == 0) flags = _Py_MEMORYVIEW_SCALAR | _Py_MEMORYVIEW_C | _Py_MEMORYVIEW_FORTRAN;
  if (view->ndim > 0) {
    if (PyBuffer_IsContiguous(view, 'C')) flags |= _Py_MEMORYVIEW_C;
    if (PyBuffer_IsContiguous(view, 'F')) flags |= _Py_MEMORYVIEW_FORTRAN;
    if (view->suboffsets) flags |= _Py_MEMORYVIEW_PIL;
  }
  mv->flags = flags;
}

PyMemoryViewObject *ambi_view_new(_PyManagedBufferObject *mbuf, const Py_buffer *source, int ndim) {
  if (ndim > PyBUF_MAX_NDIM) {
    PyErr_Format(PyExc_ValueError, "memoryview: number of dimensions must not exceed %d", PyBUF_MAX_NDIM);
    return NULL;
  }
  if (mbuf->flags & _Py_MANAGED_BUFFER_RELEASED) {
    PyErr_SetString(PyExc_ValueError, "operation forbidden on released memoryview object");
    return NULL;
  }
  PyMemoryViewObject *mv = (PyMemoryViewObject *)_PyObject_GC_NewVar(&PyMemoryView_Type, 3 * ndim);
  if (!mv) return NULL;
  mv->mbuf = (_PyManagedBufferObject *)AMBI_NEWREF(mbuf);
  mbuf->exports++;
  mv->hash = -1;
  mv->exports = 0;
  mv->weakreflist = NULL;
  Py_buffer *view = &mv->view;
  *view = *source;
  view->ndim = ndim;
  view->shape = ndim ? mv->ob_array : NULL;
  view->strides = ndim ? mv->ob_array + ndim : NULL;
  view->suboffsets = source->suboffsets ? mv->ob_array + 2 * ndim : NULL;
  view->internal = NULL;
  if (!view->format) view->format = (char *)"B";
  if (ndim == source->ndim) {
    for (int i = 0; i < ndim; i++) {
      view->shape[i] = source->shape ? source->shape[i] : source->len / source->itemsize;
      if (source->strides) view->strides[i] = source->strides[i];
      if (source->suboffsets) view->suboffsets[i] = source->suboffsets[i];
    }
    if (!source->strides) {
      PyBuffer_FillContiguousStrides(ndim, view->shape, view->strides, (int)view->itemsize, 'C');
    }
    ambi_view_set_flags(mv);
  }
  return mv;
}

/* A view of a managed buffer, whose reference it takes. */
static PyObject *view_of(_PyManagedBufferObject *mbuf) {
  PyMemoryViewObject *mv = ambi_view_new(mbuf, &mbuf->master, mbuf->master.ndim);
  Py_DECREF(mbuf);
  return (PyObject *)mv;
}

AMBI_EXPORT PyObject *PyMemoryView_FromMemory(char *memory, Py_ssize_t size, int flags) {
  _PyManagedBufferObject *mbuf = managed_new();
  if (!mbuf) return NULL;
  PyBuffer_FillInfo(&mbuf->master, NULL, memory, size, flags != PyBUF_WRITE, PyBUF_FULL_RO);
  return view_of(mbuf);
}

AMBI_EXPORT PyObject *PyMemoryView_FromBuffer(const Py_buffer *info) {
  if (!info->buf) {
    return ambi_raise(PyExc_ValueError, "PyMemoryView_FromBuffer(): info->buf must not be NULL");
  }
  _PyManagedBufferObject *mbuf = managed_new();
  if (!mbuf) return NULL;
  mbuf->master = *info;
  mbuf->master.obj = NULL; /* whoever filled it in releases it */
  return view_of(mbuf);
}

AMBI_EXPORT PyObject *PyMemoryView_FromObject(PyObject *base) {
  if (PyMemoryView_Check(base)) {
    PyMemoryViewObject *mv = (PyMemoryViewObject *)base;
    if (!ambi_view_usable(mv)) return NULL;
    return (PyObject *)ambi_view_new(mv->mbuf, &mv->view, mv->view.ndim);
  }
  if (!PyObject_CheckBuffer(base)) {
    return ambi_raise(PyExc_TypeError, "memoryview: a bytes-like object is required, not '%.200s'",
                      Py_TYPE(base)->tp_name);
  }
  _PyManagedBufferObject *mbuf = managed_new();
  if (!mbuf) return NULL;
  if (PyObject_GetBuffer(base, &mbuf->master, PyBUF_FULL_RO) < 0) {
    mbuf->master.obj = NULL;
    Py_DECREF(mbuf);
    return NULL;
  }
  return view_of(mbuf);
}

/* A view whose memory is a copy of the elements of `view` in C or Fortran order. */
static PyObject *contiguous_copy(PyMemoryViewObject *source, char order) {
  const Py_buffer *view = &source->view;
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, view->len);
  if (!bytes) return NULL;
  if (PyBuffer_ToContiguous(PyBytes_AS_STRING(bytes), view, view->len, order == 'F' ? 'F' : 'C') < 0) {
    Py_DECREF(bytes);
    return NULL;
  }
  PyObject *flat = PyMemoryView_FromObject(bytes);
  Py_DECREF(bytes);
  if (!flat) return NULL;
  _PyManagedBufferObject *mbuf = ((PyMemoryViewObject *)flat)->mbuf;
  size_t format_bytes = strlen(view->format) + 1;
  char *format = PyMem_Malloc(format_bytes);
  if (!format) {
    Py_DECREF(flat);
    return PyErr_NoMemory();
  }
  /* The format of the source may die before the copy does. */
  mbuf->master.format = memcpy(format, view->format, format_bytes);
  mbuf->flags |= _Py_MANAGED_BUFFER_FREE_FORMAT;
  Py_buffer shaped = mbuf->master;
  Py_ssize_t strides[PyBUF_MAX_NDIM];
  shaped.ndim = view->ndim;
  shaped.itemsize = view->itemsize;
  shaped.shape = view->shape;
  shaped.strides = strides;
  PyBuffer_FillContiguousStrides(view->ndim, view->shape, strides, (int)view->itemsize, order == 'F' ? 'F' : 'C');
  PyObject *result = (PyObject *)ambi_view_new(mbuf, &shaped, view->ndim);
  Py_DECREF(flat);
  return result;
}

AMBI_EXPORT PyObject *PyMemoryView_GetContiguous(PyObject *o, int buffer_type, char order) {
  PyMemoryViewObject *mv = (PyMemoryViewObject *)PyMemoryView_FromObject(o);
  if (!mv) return NULL;
  PyObject *result = NULL;
  if (buffer_type == PyBUF_WRITE && mv->view.readonly) {
    PyErr_SetString(PyExc_BufferError, "underlying buffer is not writable");
  } else if (PyBuffer_IsContiguous(&mv->view, order)) {
    return (PyObject *)mv;
  } else if (buffer_type == PyBUF_WRITE) {
    PyErr_SetString(PyExc_BufferError, "writable contiguous buffer requested for a non-contiguous object.");
  } else {
    result = contiguous_copy(mv, order);
  }
  Py_DECREF(mv);
  return result;
}

bool ambi_view_usable(PyMemoryViewObject *mv) {
  if (!(mv->flags & _Py_MEMORYVIEW_RELEASED) && !(mv->mbuf->flags & _Py_MANAGED_BUFFER_RELEASED)) return true;
  PyErr_SetString(PyExc_ValueError, "operation forbidden on released memoryview object");
  return false;
}

/* Lets go of the shared buffer, and releases that with its last view. */
static void detach(PyMemoryViewObject *mv) {
  if (mv->flags & _Py_MEMORYVIEW_RELEASED) return;
  mv->flags |= _Py_MEMORYVIEW_RELEASED;
  if (--mv->mbuf->exports == 0) managed_release(mv->mbuf);
}

int ambi_view_release(PyMemoryViewObject *mv) {
  if ((mv->flags & _Py_MEMORYVIEW_RELEASED) || mv->exports == 0) {
    detach(mv);
    return 0;
  }
  PyErr_Format(PyExc_BufferError, "memoryview has %zd exported buffer%s", mv->exports, mv->exports == 1 ? "" : "s");
  return -1;
}

/* ---- slots ----------------------------------------------------------------------------------- */

static void view_dealloc(PyObject *self) {
  PyMemoryViewObject *mv = (PyMemoryViewObject *)self;
  detach(mv);
  Py_CLEAR(mv->mbuf);
  if (mv->weakreflist) PyObject_ClearWeakRefs(self);
  PyObject_GC_Del(self);
}

static int refuse(const char *why) {
  PyErr_SetString(PyExc_BufferError, why);
  return -1;
}

static int view_getbuffer(PyObject *self, Py_buffer *view, int flags) {
  PyMemoryViewObject *mv = (PyMemoryViewObject *)self;
  bool indirect = (flags & PyBUF_INDIRECT) == PyBUF_INDIRECT, strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES;
  bool is_c = mv->flags & _Py_MEMORYVIEW_C, is_fortran = mv->flags & _Py_MEMORYVIEW_FORTRAN;
  if (!ambi_view_usable(mv)) return -1;
  *view = mv->view;
  view->obj = NULL;
  if ((flags & PyBUF_WRITABLE) && view->readonly) return refuse("memoryview: underlying buffer is not writable");
  if (!(flags & PyBUF_FORMAT)) view->format = NULL;
  if ((flags & PyBUF_C_CONTIGUOUS) == PyBUF_C_CONTIGUOUS && !is_c) {
    return refuse("memoryview: underlying buffer is not C-contiguous");
  }
  if ((flags & PyBUF_F_CONTIGUOUS) == PyBUF_F_CONTIGUOUS && !is_fortran) {
    return refuse("memoryview: underlying buffer is not Fortran contiguous");
  }
  if ((flags & PyBUF_ANY_CONTIGUOUS) == PyBUF_ANY_CONTIGUOUS && !is_c && !is_fortran) {
    return refuse("memoryview: underlying buffer is not contiguous");
  }
  if (!indirect && view->suboffsets) return refuse("memoryview: underlying buffer requires suboffsets");
  if (!strides) {
    if (!is_c) return refuse("memoryview: underlying buffer is not C-contiguous");
    view->strides = NULL;
  }
  if (!(flags & PyBUF_ND)) {
    if (view->format) return refuse("memoryview: cannot cast to unsigned bytes if the format flag is present");
    view->ndim = 1;
    view->shape = NULL;
  }
  view->obj = AMBI_NEWREF(self);
  mv->exports++;
  return 0;
}

static void view_releasebuffer(PyObject *self, Py_buffer *view AMBI_UNUSED) {
  ((PyMemoryViewObject *)self)->exports--;
}

static PyObject *view_new(PyTypeObject *type AMBI_UNUSED, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"object", NULL};
  PyObject *object;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O:memoryview", names, &object)) return NULL;
  return PyMemoryView_FromObject(object);
}

static PyObject *view_repr(PyObject *self) {
  bool released = ((PyMemoryViewObject *)self)->flags & _Py_MEMORYVIEW_RELEASED;
  return PyUnicode_FromFormat(released ? "<released memory at %p>" : "<memory at %p>", self);
}

static Py_hash_t view_hash(PyObject *self) {
  PyMemoryViewObject *mv = (PyMemoryViewObject *)self;
  if (mv->hash != -1) return mv->hash;
  if (!ambi_view_usable(mv)) return -1;
  if (!mv->view.readonly) {
    PyErr_SetString(PyExc_ValueError, "cannot hash writable memoryview object");
    return -1;
  }
  char code = ambi_native_code(mv->view.format);
  if (code != 'B' && code != 'b' && code != 'c') {
    PyErr_SetString(PyExc_ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    return -1;
  }
  if (mv->view.obj && PyObject_Hash(mv->view.obj) == -1) return -1;
  char *bytes = PyMem_Malloc((size_t)mv->view.len);
  if (!bytes) {
    PyErr_NoMemory();
    return -1;
  }
  if (PyBuffer_ToContiguous(bytes, &mv->view, mv->view.len, 'C') == 0) mv->hash = _Py_HashBytes(bytes, mv->view.len);
  PyMem_Free(bytes);
  return mv->hash;
}

static PyBufferProcs view_as_buffer = {view_getbuffer, view_releasebuffer};

AMBI_EXPORT PyTypeObject PyMemoryView_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "memoryview",
    .tp_basicsize = offsetof(PyMemoryViewObject, ob_array),
    .tp_itemsize = sizeof(Py_ssize_t),
    .tp_dealloc = view_dealloc,
    .tp_repr = view_repr,
    .tp_as_sequence = &ambi_view_as_sequence,
    .tp_as_mapping = &ambi_view_as_mapping,
    .tp_hash = view_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_as_buffer = &view_as_buffer,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_SEQUENCE,
    .tp_richcompare = ambi_view_richcompare,
    .tp_weaklistoffset = offsetof(PyMemoryViewObject, weakreflist),
    .tp_iter = PySeqIter_New,
    .tp_methods = ambi_view_methods,
    .tp_getset = ambi_view_getset,
    .tp_new = view_new,
};
