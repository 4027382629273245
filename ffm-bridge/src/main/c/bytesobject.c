/* bytes: the type, its objects, the functions that C calls. */
#include "values.h"

#include <stddef.h>

#define HEAD offsetof(PyBytesObject, ob_sval)

/* ---- the empty bytes and the 256 of one byte: static ----------------------------------------- */

static struct {
  PyBytesObject head;
  char rest[8];
} empty_bytes, single_bytes[256];

/* Before anything can ask for bytes. */
__attribute__((constructor)) static void make_static_bytes(void) {
  empty_bytes.head.ob_base = (PyVarObject)PyVarObject_HEAD_INIT(&PyBytes_Type, 0);
  empty_bytes.head.ob_shash = -1;
  for (int i = 0; i < 256; i++) {
    single_bytes[i].head.ob_base = (PyVarObject)PyVarObject_HEAD_INIT(&PyBytes_Type, 1);
    single_bytes[i].head.ob_shash = -1;
    ((char *)&single_bytes[i])[HEAD] = (char)i;
  }
}

static bool is_static(PyObject *o) {
  char *p = (char *)o;
  return p == (char *)&empty_bytes ||
         (p >= (char *)single_bytes && p < (char *)(single_bytes + 256));
}

static void bytes_dealloc(PyObject *o) {
  if (AMBI_UNLIKELY(is_static(o))) {
    /* A missing Py_INCREF somewhere; the shared object stays. */
    ambi_count_revived();
    o->ob_refcnt = AMBI_IMMORTAL;
    return;
  }
  Py_TYPE(o)->tp_free(o);
}

/* ---- making ---------------------------------------------------------------------------------- */

AMBI_EXPORT PyObject *PyBytes_FromStringAndSize(const char *s, Py_ssize_t n) {
  if (n < 0)
    return ambi_raise(PyExc_SystemError, "Negative size passed to PyBytes_FromStringAndSize");
  if (n == 0) return AMBI_NEWREF(&empty_bytes);
  if (n == 1 && s) return AMBI_NEWREF(&single_bytes[(unsigned char)*s]);
  if ((size_t)n > (size_t)PY_SSIZE_T_MAX - HEAD - 1)
    return ambi_raise(PyExc_OverflowError, "byte string is too large");
  PyBytesObject *o = PyObject_Malloc(HEAD + (size_t)n + 1);
  if (!o) return PyErr_NoMemory();
  PyObject_InitVar((PyVarObject *)o, &PyBytes_Type, n);
  o->ob_shash = -1;
  char *data = (char *)o + HEAD;
  if (s) memcpy(data, s, (size_t)n);
  data[n] = '\0';
  return (PyObject *)o;
}

AMBI_EXPORT PyObject *PyBytes_FromString(const char *s) {
  return PyBytes_FromStringAndSize(s, (Py_ssize_t)strlen(s));
}

AMBI_EXPORT int _PyBytes_Resize(PyObject **p, Py_ssize_t n) {
  PyObject *o = *p;
  if (!o || !PyBytes_Check(o) || n < 0) {
    *p = NULL;
    Py_XDECREF(o);
    PyErr_BadInternalCall();
    return -1;
  }
  Py_ssize_t old = Py_SIZE(o);
  if (old == n) return 0;
  if (old == 0 || n == 0 || is_static(o) || Py_REFCNT(o) != 1) {
    if (old != 0 && n != 0 && !is_static(o)) {
      *p = NULL;
      Py_DECREF(o);
      PyErr_BadInternalCall();
      return -1;
    }
    PyObject *r = PyBytes_FromStringAndSize(NULL, n);
    if (r) memcpy(PyBytes_AS_STRING(r), PyBytes_AS_STRING(o), (size_t)(n < old ? n : old));
    Py_DECREF(o);
    *p = r;
    return r ? 0 : -1;
  }
  PyBytesObject *r = PyObject_Realloc(o, HEAD + (size_t)n + 1);
  if (!r) {
    *p = NULL;
    Py_DECREF(o);
    PyErr_NoMemory();
    return -1;
  }
  Py_SET_SIZE(r, n);
  r->ob_shash = -1;
  ((char *)r)[HEAD + (size_t)n] = '\0';
  *p = (PyObject *)r;
  return 0;
}

/* ---- access ---------------------------------------------------------------------------------- */

static int expect_bytes(PyObject *o) {
  if (PyBytes_Check(o)) return 0;
  PyErr_Format(PyExc_TypeError, "expected bytes, %.200s found", Py_TYPE(o)->tp_name);
  return -1;
}

AMBI_EXPORT Py_ssize_t PyBytes_Size(PyObject *o) { return expect_bytes(o) < 0 ? -1 : Py_SIZE(o); }
AMBI_EXPORT char *PyBytes_AsString(PyObject *o) {
  return expect_bytes(o) < 0 ? NULL : PyBytes_AS_STRING(o);
}

AMBI_EXPORT int PyBytes_AsStringAndSize(PyObject *o, char **s, Py_ssize_t *n) {
  if (!s) {
    PyErr_BadInternalCall();
    return -1;
  }
  if (expect_bytes(o) < 0) return -1;
  *s = PyBytes_AS_STRING(o);
  if (n) {
    *n = Py_SIZE(o);
  } else if (strlen(*s) != (size_t)Py_SIZE(o)) {
    PyErr_SetString(PyExc_ValueError, "embedded null byte");
    return -1;
  }
  return 0;
}

/* ---- concatenation and joining --------------------------------------------------------------- */

AMBI_EXPORT void PyBytes_Concat(PyObject **p, PyObject *right) {
  if (!*p) return;
  if (!right) {
    Py_CLEAR(*p);
    return;
  }
  PyObject *r = ambi_bytes_concat(*p, right);
  Py_SETREF(*p, r);
}

AMBI_EXPORT void PyBytes_ConcatAndDel(PyObject **p, PyObject *right) {
  PyBytes_Concat(p, right);
  Py_XDECREF(right);
}

AMBI_EXPORT PyObject *_PyBytes_Join(PyObject *sep, PyObject *iterable) {
  PyObject *items = PySequence_Fast(iterable, "can only join an iterable");
  if (!items) return NULL;
  PyObject *r = PyBytes_FromStringAndSize(NULL, 0);
  Py_ssize_t n = Py_SIZE(items), m = Py_SIZE(sep), length = 0;
  Py_buffer *views = PyMem_Calloc((size_t)n + 1, sizeof *views);
  Py_ssize_t held = 0;
  if (!views) PyErr_NoMemory();
  for (; views && held < n; held++) {
    PyObject *item =
        PyList_Check(items) ? PyList_GET_ITEM(items, held) : PyTuple_GET_ITEM(items, held);
    if (!PyObject_CheckBuffer(item) || PyObject_GetBuffer(item, &views[held], 0) < 0) {
      PyErr_Format(PyExc_TypeError, "sequence item %zd: expected a bytes-like object, %.80s found",
                   held, Py_TYPE(item)->tp_name);
      break;
    }
    length += views[held].len + (held ? m : 0);
  }
  Py_CLEAR(r);
  if (views && held == n && (r = PyBytes_FromStringAndSize(NULL, length)) && length) {
    char *to = PyBytes_AS_STRING(r);
    for (Py_ssize_t i = 0; i < n; i++) {
      if (i) {
        memcpy(to, ambi_bytes_data(sep), (size_t)m);
        to += m;
      }
      memcpy(to, views[i].buf, (size_t)views[i].len);
      to += views[i].len;
    }
  }
  while (held > 0) PyBuffer_Release(&views[--held]);
  PyMem_Free(views);
  Py_DECREF(items);
  return r;
}

/* ---- text ------------------------------------------------------------------------------------ */

PyObject *ambi_bytes_repr(const char *s, Py_ssize_t n, const char *before, const char *after,
                          bool smart_quotes) {
  /* A bytearray escapes a single quote also between double ones. */
  bool array = *before != 0;
  char quote = '\'';
  if (smart_quotes && n && memchr(s, '\'', (size_t)n) && !memchr(s, '"', (size_t)n)) quote = '"';
  ambi_writer text = {0};
  int status = ambi_writer_ascii(&text, before, (Py_ssize_t)strlen(before));
  if (status == 0) status = ambi_writer_ascii(&text, (char[]){'b', quote}, 2);
  for (Py_ssize_t i = 0; status == 0 && i < n; i++) {
    unsigned char c = (unsigned char)s[i];
    char out[8];
    int length = c == (unsigned char)(array ? '\'' : quote) || c == '\\'
                     ? snprintf(out, sizeof out, "\\%c", c)
                 : c == '\t'            ? snprintf(out, sizeof out, "\\t")
                 : c == '\n'            ? snprintf(out, sizeof out, "\\n")
                 : c == '\r'            ? snprintf(out, sizeof out, "\\r")
                 : c < ' ' || c >= 0x7f ? snprintf(out, sizeof out, "\\x%02x", c)
                                        : snprintf(out, sizeof out, "%c", c);
    status = ambi_writer_ascii(&text, out, length);
  }
  if (status == 0) status = ambi_writer_ascii(&text, &quote, 1);
  if (status == 0) status = ambi_writer_ascii(&text, after, (Py_ssize_t)strlen(after));
  if (status == 0) return ambi_writer_finish(&text);
  ambi_writer_discard(&text);
  return NULL;
}

AMBI_EXPORT PyObject *PyBytes_Repr(PyObject *o, int smart_quotes) {
  return ambi_bytes_repr(PyBytes_AS_STRING(o), Py_SIZE(o), "", "", smart_quotes);
}

static PyObject *bytes_repr(PyObject *o) { return PyBytes_Repr(o, 1); }

/* ---- slots ----------------------------------------------------------------------------------- */

static Py_hash_t bytes_hash(PyObject *o) {
  PyBytesObject *b = (PyBytesObject *)o;
  if (b->ob_shash == -1) b->ob_shash = _Py_HashBytes(PyBytes_AS_STRING(o), Py_SIZE(o));
  return b->ob_shash;
}

static PyObject *bytes_richcompare(PyObject *a, PyObject *b, int op) {
  if (!PyBytes_Check(a) || !PyBytes_Check(b)) Py_RETURN_NOTIMPLEMENTED;
  return ambi_bytes_compare(a, b, op);
}

static Py_ssize_t bytes_length(PyObject *o) { return Py_SIZE(o); }

static PyObject *bytes_item(PyObject *o, Py_ssize_t i) {
  if (i < 0 || i >= Py_SIZE(o)) return ambi_raise(PyExc_IndexError, "index out of range");
  return PyLong_FromLong((unsigned char)PyBytes_AS_STRING(o)[i]);
}

static PyObject *bytes_repeat(PyObject *o, Py_ssize_t count) {
  Py_ssize_t n = Py_SIZE(o);
  if (count < 0) count = 0;
  if (count && n > PY_SSIZE_T_MAX / count)
    return ambi_raise(PyExc_OverflowError, "repeated bytes are too long");
  if (count == 1 && PyBytes_CheckExact(o)) return AMBI_NEWREF(o);
  if (n * count == 1) return PyBytes_FromStringAndSize(PyBytes_AS_STRING(o), 1);
  PyObject *r = PyBytes_FromStringAndSize(NULL, n * count);
  for (Py_ssize_t i = 0; r && n && i < count; i++)
    memcpy(PyBytes_AS_STRING(r) + i * n, PyBytes_AS_STRING(o), (size_t)n);
  return r;
}

static int bytes_getbuffer(PyObject *o, Py_buffer *view, int flags) {
  return PyBuffer_FillInfo(view, o, PyBytes_AS_STRING(o), Py_SIZE(o), 1, flags);
}

static PyObject *bytes_remainder(PyObject *format, PyObject *args) {
  if (!PyBytes_Check(format)) Py_RETURN_NOTIMPLEMENTED;
  return ambi_bytes_percent(format, args);
}

static PyObject *bytes_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  PyObject *b = ambi_bytes_from_arguments(args, kwargs, "bytes", "bytes");
  if (!b || type == &PyBytes_Type) return b;
  PyObject *o = type->tp_alloc(type, Py_SIZE(b));
  if (o) {
    ((PyBytesObject *)o)->ob_shash = ((PyBytesObject *)b)->ob_shash;
    memcpy(PyBytes_AS_STRING(o), PyBytes_AS_STRING(b), (size_t)Py_SIZE(b) + 1);
  }
  Py_DECREF(b);
  return o;
}

/* ---- iteration ------------------------------------------------------------------------------- */

typedef struct {
  PyObject ob_base;
  Py_ssize_t at;
  PyObject *bytes; /* NULL when exhausted */
} bytes_iterator;

static PyTypeObject bytes_iterator_type;

static PyObject *bytes_iter(PyObject *o) {
  bytes_iterator *it = (bytes_iterator *)_PyObject_GC_New(&bytes_iterator_type);
  if (!it) return NULL;
  it->at = 0;
  it->bytes = AMBI_NEWREF(o);
  return (PyObject *)it;
}

static void iterator_dealloc(PyObject *o) {
  Py_XDECREF(((bytes_iterator *)o)->bytes);
  PyObject_GC_Del(o);
}

static PyObject *iterator_next(PyObject *o) {
  bytes_iterator *it = (bytes_iterator *)o;
  if (!it->bytes) return NULL;
  if (it->at < Py_SIZE(it->bytes))
    return PyLong_FromLong((unsigned char)PyBytes_AS_STRING(it->bytes)[it->at++]);
  Py_CLEAR(it->bytes);
  return NULL;
}

static PyTypeObject bytes_iterator_type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "bytes_iterator",
    .tp_basicsize = sizeof(bytes_iterator),
    .tp_dealloc = iterator_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_HAVE_GC,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = iterator_next,
};

int ambi_init_bytes_iterator(void) { return PyType_Ready(&bytes_iterator_type); }

/* ---- the type -------------------------------------------------------------------------------- */

static PyNumberMethods bytes_as_number = {.nb_remainder = bytes_remainder};

static PySequenceMethods bytes_as_sequence = {
    .sq_length = bytes_length,
    .sq_concat = ambi_bytes_concat,
    .sq_repeat = bytes_repeat,
    .sq_item = bytes_item,
    .sq_contains = ambi_bytes_contains,
};

static PyMappingMethods bytes_as_mapping = {.mp_length = bytes_length,
                                            .mp_subscript = ambi_bytes_subscript};
static PyBufferProcs bytes_as_buffer = {.bf_getbuffer = bytes_getbuffer};

AMBI_EXPORT PyTypeObject PyBytes_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "bytes",
    .tp_basicsize = HEAD + 1,
    .tp_itemsize = 1,
    .tp_dealloc = bytes_dealloc,
    .tp_repr = bytes_repr,
    .tp_as_number = &bytes_as_number,
    .tp_as_sequence = &bytes_as_sequence,
    .tp_as_mapping = &bytes_as_mapping,
    .tp_hash = bytes_hash,
    .tp_str = bytes_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_as_buffer = &bytes_as_buffer,
    .tp_flags = Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BYTES_SUBCLASS,
    .tp_richcompare = bytes_richcompare,
    .tp_iter = bytes_iter,
    .tp_methods = ambi_bytes_methods,
    .tp_new = bytes_new,
    .tp_free = PyObject_Free,
};
