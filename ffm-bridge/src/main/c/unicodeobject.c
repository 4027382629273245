/* str: the type, str(), repr, indexing, iteration. */
#include "unicode_ctype.h"

#include <stddef.h>

void ambi_unicode_dealloc(PyObject *s);

/* ---- str() ----------------------------------------------------------------------------------- */

/* A str of a subclass is never compact: its code points are in a block of their own. */
static PyObject *copy_into_subtype(PyTypeObject *type, PyObject *s) {
  Py_ssize_t n = PyUnicode_GET_LENGTH(s);
  unsigned kind = PyUnicode_KIND(s);
  void *data = PyObject_Malloc(((size_t)n + 1) * kind);
  if (!data) return PyErr_NoMemory();
  PyObject *o = type->tp_alloc(type, 0);
  if (!o) {
    PyObject_Free(data);
    return NULL;
  }
  memcpy(data, PyUnicode_DATA(s), ((size_t)n + 1) * kind);
  PyASCIIObject *a = (PyASCIIObject *)o;
  PyUnicodeObject *u = (PyUnicodeObject *)o;
  a->length = n;
  a->hash = ((PyASCIIObject *)s)->hash;
  a->state.interned = 0;
  a->state.kind = kind & 7;
  a->state.compact = 0;
  a->state.ascii = PyUnicode_IS_ASCII(s);
  a->state.ready = 1;
  u->data.any = data;
  if (a->state.ascii) {
    u->_base.utf8 = data;
    u->_base.utf8_length = n;
  }
  return o;
}

static PyObject *unicode_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"object", "encoding", "errors", NULL};
  PyObject *x = NULL, *encoding_str = NULL, *errors_str = NULL;
  const char *encoding, *errors;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|OOO:str", names, &x, &encoding_str,
                                   &errors_str) ||
      ambi_codec_arguments("str", encoding_str, errors_str, &encoding, &errors) < 0) {
    return NULL;
  }
  PyObject *s = !x                   ? ambi_unicode_empty()
                : encoding || errors ? PyUnicode_FromEncodedObject(x, encoding, errors)
                                     : PyObject_Str(x);
  if (!s || type == &PyUnicode_Type) return s;
  PyObject *o = copy_into_subtype(type, s);
  Py_DECREF(s);
  return o;
}

/* ---- text ------------------------------------------------------------------------------------ */

static int add_escaped(ambi_writer *text, Py_UCS4 ch, Py_UCS4 quote) {
  char escape[12];
  if (ch == quote || ch == '\\')
    return ambi_writer_char(text, '\\') < 0 ? -1 : ambi_writer_char(text, ch);
  if (ch >= ' ' && ch < 0x7f) return ambi_writer_char(text, ch);
  if (ch == '\n' || ch == '\r' || ch == '\t') {
    return ambi_writer_ascii(text, ch == '\n' ? "\\n" : ch == '\r' ? "\\r" : "\\t", 2);
  }
  if (ch >= 0x80 && ambi_is(ch, AMBI_IS_PRINTABLE)) return ambi_writer_char(text, ch);
  int n = snprintf(escape, sizeof escape,
                   ch < 0x100     ? "\\x%02x"
                   : ch < 0x10000 ? "\\u%04x"
                                  : "\\U%08x",
                   ch);
  return ambi_writer_ascii(text, escape, n);
}

PyObject *ambi_unicode_repr(PyObject *s) {
  Py_ssize_t n = PyUnicode_GET_LENGTH(s);
  bool single = PyUnicode_FindChar(s, '\'', 0, n, 1) >= 0,
       twofold = PyUnicode_FindChar(s, '"', 0, n, 1) >= 0;
  Py_UCS4 quote = single && !twofold ? '"' : '\'';
  ambi_writer text = {0};
  int status = ambi_writer_char(&text, quote);
  for (Py_ssize_t i = 0; status == 0 && i < n; i++)
    status = add_escaped(&text, ambi_unicode_at(s, i), quote);
  if (status == 0) status = ambi_writer_char(&text, quote);
  if (status == 0) return ambi_writer_finish(&text);
  ambi_writer_discard(&text);
  return NULL;
}

static PyObject *unicode_str(PyObject *s) { return PyUnicode_FromObject(s); }

/* ---- sequence and mapping -------------------------------------------------------------------- */

static Py_ssize_t unicode_length(PyObject *s) { return PyUnicode_GET_LENGTH(s); }

static PyObject *unicode_item(PyObject *s, Py_ssize_t i) {
  if (i < 0 || i >= PyUnicode_GET_LENGTH(s))
    return ambi_raise(PyExc_IndexError, "string index out of range");
  return ambi_unicode_char(ambi_unicode_at(s, i));
}

static PyObject *unicode_repeat(PyObject *s, Py_ssize_t count) {
  Py_ssize_t n = PyUnicode_GET_LENGTH(s);
  if (count <= 0 || n == 0) return ambi_unicode_empty();
  if (count == 1) return PyUnicode_FromObject(s);
  if (n > PY_SSIZE_T_MAX / count)
    return ambi_raise(PyExc_OverflowError, "repeated string is too long");
  PyObject *r = PyUnicode_New(n * count, ambi_unicode_limit(s));
  for (Py_ssize_t i = 0; r && i < count; i++) _PyUnicode_FastCopyCharacters(r, i * n, s, 0, n);
  return r;
}

static PyObject *unicode_subscript(PyObject *s, PyObject *key) {
  Py_ssize_t n = PyUnicode_GET_LENGTH(s);
  if (PyIndex_Check(key)) {
    Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred()) return NULL;
    return unicode_item(s, i < 0 ? i + n : i);
  }
  if (!PySlice_Check(key)) {
    return ambi_raise(PyExc_TypeError, "string indices must be integers, not '%.200s'",
                      Py_TYPE(key)->tp_name);
  }
  Py_ssize_t start, stop, step;
  if (PySlice_Unpack(key, &start, &stop, &step) < 0) return NULL;
  Py_ssize_t length = PySlice_AdjustIndices(n, &start, &stop, step);
  if (length <= 0) return ambi_unicode_empty();
  if (step == 1) return PyUnicode_Substring(s, start, start + length);
  ambi_writer text = {0};
  for (Py_ssize_t i = 0; i < length; i++) {
    if (ambi_writer_char(&text, ambi_unicode_at(s, start + i * step)) < 0) {
      ambi_writer_discard(&text);
      return NULL;
    }
  }
  return ambi_writer_finish(&text);
}

static PyObject *unicode_remainder(PyObject *format, PyObject *args) {
  if (!PyUnicode_Check(format)) Py_RETURN_NOTIMPLEMENTED;
  return PyUnicode_Format(format, args);
}

static PyNumberMethods unicode_as_number = {.nb_remainder = unicode_remainder};

static PySequenceMethods unicode_as_sequence = {
    .sq_length = unicode_length,
    .sq_concat = PyUnicode_Concat,
    .sq_repeat = unicode_repeat,
    .sq_item = unicode_item,
    .sq_contains = PyUnicode_Contains,
};

static PyMappingMethods unicode_as_mapping = {.mp_length = unicode_length,
                                              .mp_subscript = unicode_subscript};

/* ---- iteration ------------------------------------------------------------------------------- */

typedef struct {
  PyObject ob_base;
  Py_ssize_t at;
  PyObject *str; /* NULL when exhausted */
} str_iterator;

static PyObject *unicode_iter(PyObject *s) {
  str_iterator *it = (str_iterator *)_PyObject_GC_New(&PyUnicodeIter_Type);
  if (!it) return NULL;
  it->at = 0;
  it->str = AMBI_NEWREF(s);
  PyObject_GC_Track(it);
  return (PyObject *)it;
}

static void iterator_dealloc(PyObject *o) {
  Py_XDECREF(((str_iterator *)o)->str);
  PyObject_GC_Del(o);
}

static PyObject *iterator_next(PyObject *o) {
  str_iterator *it = (str_iterator *)o;
  if (!it->str) return NULL;
  if (it->at < PyUnicode_GET_LENGTH(it->str))
    return ambi_unicode_char(ambi_unicode_at(it->str, it->at++));
  Py_CLEAR(it->str);
  return NULL;
}

static PyObject *iterator_length_hint(PyObject *o, PyObject *arg AMBI_UNUSED) {
  str_iterator *it = (str_iterator *)o;
  return PyLong_FromSsize_t(it->str ? PyUnicode_GET_LENGTH(it->str) - it->at : 0);
}

static PyMethodDef iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, METH_NOARGS, NULL}, {0}};

AMBI_EXPORT PyTypeObject PyUnicodeIter_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "str_iterator",
    .tp_basicsize = sizeof(str_iterator),
    .tp_dealloc = iterator_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_HAVE_GC,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = iterator_next,
    .tp_methods = iterator_methods,
};

/* ---- the type -------------------------------------------------------------------------------- */

AMBI_EXPORT PyTypeObject PyUnicode_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "str",
    .tp_basicsize = sizeof(PyUnicodeObject),
    .tp_dealloc = ambi_unicode_dealloc,
    .tp_repr = ambi_unicode_repr,
    .tp_as_number = &unicode_as_number,
    .tp_as_sequence = &unicode_as_sequence,
    .tp_as_mapping = &unicode_as_mapping,
    .tp_hash = ambi_unicode_hash,
    .tp_str = unicode_str,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_BASETYPE | Py_TPFLAGS_UNICODE_SUBCLASS,
    .tp_richcompare = PyUnicode_RichCompare,
    .tp_iter = unicode_iter,
    .tp_methods = ambi_unicode_methods,
    .tp_new = unicode_new,
    .tp_free = PyObject_Free,
};
