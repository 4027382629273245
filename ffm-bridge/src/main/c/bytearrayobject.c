/* bytearray: the type, its objects, the functions that C calls. */
#include "values.h"

#define ARRAY(o) ((PyByteArrayObject *)(o))

/* What PyByteArray_AS_STRING gives for an array without memory. */
AMBI_EXPORT char _PyByteArray_empty_string[] = "";

/* ---- memory ---------------------------------------------------------------------------------- */

AMBI_EXPORT int PyByteArray_Resize(PyObject *o, Py_ssize_t n) {
  PyByteArrayObject *a = ARRAY(o);
  if (n == Py_SIZE(a)) return 0;
  if (a->ob_exports > 0) {
    PyErr_SetString(PyExc_BufferError, "Existing exports of data: object cannot be re-sized");
    return -1;
  }
  if (n + 1 > a->ob_alloc || n < a->ob_alloc / 2) {
    Py_ssize_t capacity =
        n <= a->ob_alloc * 1.125 && n + 1 > a->ob_alloc ? n + (n >> 3) + (n < 9 ? 3 : 6) : n + 1;
    char *data = n == PY_SSIZE_T_MAX ? NULL : PyObject_Realloc(a->ob_bytes, (size_t)capacity);
    if (!data) {
      PyErr_NoMemory();
      return -1;
    }
    a->ob_bytes = a->ob_start = data;
    a->ob_alloc = capacity;
  }
  Py_SET_SIZE(a, n);
  a->ob_start[n] = '\0';
  return 0;
}

AMBI_EXPORT PyObject *PyByteArray_FromStringAndSize(const char *s, Py_ssize_t n) {
  if (n < 0)
    return ambi_raise(PyExc_SystemError, "Negative size passed to PyByteArray_FromStringAndSize");
  PyByteArrayObject *a = (PyByteArrayObject *)_PyObject_New(&PyByteArray_Type);
  if (!a) return NULL;
  Py_SET_SIZE(a, 0);
  a->ob_alloc = a->ob_exports = 0;
  a->ob_bytes = a->ob_start = NULL;
  if (PyByteArray_Resize((PyObject *)a, n) < 0) {
    Py_DECREF(a);
    return NULL;
  }
  if (s && n) memcpy(a->ob_start, s, (size_t)n);
  return (PyObject *)a;
}

static void bytearray_dealloc(PyObject *o) {
  if (ARRAY(o)->ob_exports > 0) {
    PyErr_SetString(PyExc_SystemError, "deallocated bytearray object has exported buffers");
    PyErr_Print();
  }
  PyObject_Free(ARRAY(o)->ob_bytes);
  Py_TYPE(o)->tp_free(o);
}

AMBI_EXPORT PyObject *PyByteArray_FromObject(PyObject *o) {
  return PyObject_CallOneArg((PyObject *)&PyByteArray_Type, o);
}
AMBI_EXPORT Py_ssize_t PyByteArray_Size(PyObject *o) { return Py_SIZE(o); }
AMBI_EXPORT char *PyByteArray_AsString(PyObject *o) { return ambi_bytes_data(o); }

AMBI_EXPORT PyObject *PyByteArray_Concat(PyObject *a, PyObject *b) {
  PyObject *r = ambi_bytes_concat(a, b);
  if (!r || PyByteArray_Check(r)) return r;
  Py_SETREF(r, PyByteArray_FromStringAndSize(PyBytes_AS_STRING(r), Py_SIZE(r)));
  return r;
}

static int bytearray_init(PyObject *o, PyObject *args, PyObject *kwargs) {
  PyObject *b = ambi_bytes_from_arguments(args, kwargs, "bytearray", "bytearray");
  if (!b) return -1;
  Py_ssize_t n = Py_SIZE(b);
  int status = PyByteArray_Resize(o, n);
  if (status == 0 && n) memcpy(ARRAY(o)->ob_start, PyBytes_AS_STRING(b), (size_t)n);
  Py_DECREF(b);
  return status;
}

/* ---- changing -------------------------------------------------------------------------------- */

/* Puts n bytes, which may lie in the array itself, in place of [start, end). */
static int splice(PyObject *o, Py_ssize_t start, Py_ssize_t end, const char *s, Py_ssize_t n) {
  Py_ssize_t old = Py_SIZE(o), growth = n - (end - start);
  char *copy = n ? PyMem_Malloc((size_t)n) : NULL;
  if (n && !copy) {
    PyErr_NoMemory();
    return -1;
  }
  if (n) memcpy(copy, s, (size_t)n);
  char *data = ambi_bytes_data(o);
  int status = 0;
  if (growth < 0 && ARRAY(o)->ob_exports == 0)
    memmove(data + end + growth, data + end, (size_t)(old - end));
  if (growth != 0) status = PyByteArray_Resize(o, old + growth);
  if (status == 0) {
    data = ambi_bytes_data(o);
    if (growth > 0) memmove(data + end + growth, data + end, (size_t)(old - end));
    if (n) memcpy(data + start, copy, (size_t)n);
  }
  PyMem_Free(copy);
  return status;
}

/* What may be assigned to a slice: a new bytes, empty for a deletion. */
static PyObject *assignable(PyObject *values) {
  if (!values) return PyBytes_FromStringAndSize(NULL, 0);
  if (!PyByteArray_Check(values) && (PyNumber_Check(values) || PyUnicode_Check(values))) {
    return ambi_raise(PyExc_TypeError,
                      "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
  }
  return ambi_bytes_from_object(values, "bytearray");
}

/* The same with the contents of `b`, whose reference it takes; -1 where that is NULL. */
static int splice_bytes(PyObject *o, Py_ssize_t start, Py_ssize_t end, PyObject *b) {
  if (!b) return -1;
  int status = splice(o, start, end, PyBytes_AS_STRING(b), Py_SIZE(b));
  Py_DECREF(b);
  return status;
}

static int set_item(PyObject *o, Py_ssize_t i, PyObject *value) {
  int byte = value ? ambi_byte_value(value) : 0;
  if (byte < 0) return -1;
  if (i < 0) i += Py_SIZE(o);
  if (i < 0 || i >= Py_SIZE(o)) {
    PyErr_SetString(PyExc_IndexError, "bytearray index out of range");
    return -1;
  }
  if (!value) return splice(o, i, i + 1, NULL, 0);
  ARRAY(o)->ob_start[i] = (char)byte;
  return 0;
}

/* o[start::step] of `length` items, the step not 1. */
static int set_extended_slice(PyObject *o, Py_ssize_t start, Py_ssize_t step, Py_ssize_t length,
                              PyObject *values) {
  PyObject *b = assignable(values);
  if (!b) return -1;
  if (Py_SIZE(b) == 0) {
    Py_DECREF(b);
    /* From the end, so that positions before stay right. */
    for (Py_ssize_t i = 0; i < length; i++) {
      Py_ssize_t at = step > 0 ? start + (length - 1 - i) * step : start + i * step;
      if (splice(o, at, at + 1, NULL, 0) < 0) return -1;
    }
    return 0;
  }
  int status = 0;
  if (Py_SIZE(b) != length) {
    PyErr_Format(PyExc_ValueError,
                 "attempt to assign bytes of size %zd to extended slice of size %zd", Py_SIZE(b),
                 length);
    status = -1;
  }
  for (Py_ssize_t i = 0; status == 0 && i < length; i++)
    ARRAY(o)->ob_start[start + i * step] = PyBytes_AS_STRING(b)[i];
  Py_DECREF(b);
  return status;
}

static int bytearray_ass_subscript(PyObject *o, PyObject *key, PyObject *value) {
  Py_ssize_t start, stop, step;
  if (PyIndex_Check(key)) {
    Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    return i == -1 && PyErr_Occurred() ? -1 : set_item(o, i, value);
  }
  if (!PySlice_Check(key)) {
    PyErr_Format(PyExc_TypeError, "bytearray indices must be integers or slices, not %.200s",
                 Py_TYPE(key)->tp_name);
    return -1;
  }
  if (PySlice_Unpack(key, &start, &stop, &step) < 0) return -1;
  Py_ssize_t length = PySlice_AdjustIndices(Py_SIZE(o), &start, &stop, step);
  if (step == 1)
    return splice_bytes(o, start, start + (length > 0 ? length : 0), assignable(value));
  return set_extended_slice(o, start, step, length, value);
}

/* ---- methods that change it ------------------------------------------------------------------ */

static PyObject *none_or_null(int status) { return status < 0 ? NULL : AMBI_NEWREF(Py_None); }

static PyObject *insert_byte(PyObject *o, Py_ssize_t at, PyObject *value) {
  int byte = ambi_byte_value(value);
  if (byte < 0) return NULL;
  char c = (char)byte;
  return none_or_null(splice(o, at, at, &c, 1));
}

static PyObject *bytearray_append(PyObject *o, PyObject *value) {
  return insert_byte(o, Py_SIZE(o), value);
}

static PyObject *bytearray_insert(PyObject *o, PyObject *args) {
  Py_ssize_t at;
  PyObject *value;
  if (!PyArg_ParseTuple(args, "nO:insert", &at, &value)) return NULL;
  if (at < 0 && (at += Py_SIZE(o)) < 0) at = 0;
  return insert_byte(o, at > Py_SIZE(o) ? Py_SIZE(o) : at, value);
}

static PyObject *bytearray_extend(PyObject *o, PyObject *values) {
  return none_or_null(
      splice_bytes(o, Py_SIZE(o), Py_SIZE(o), ambi_bytes_from_object(values, "bytearray")));
}

static PyObject *bytearray_clear(PyObject *o, PyObject *arg AMBI_UNUSED) {
  return none_or_null(PyByteArray_Resize(o, 0));
}

static PyObject *bytearray_copy(PyObject *o, PyObject *arg AMBI_UNUSED) {
  return PyByteArray_FromStringAndSize(ambi_bytes_data(o), Py_SIZE(o));
}

static PyObject *bytearray_pop(PyObject *o, PyObject *args) {
  Py_ssize_t at = -1, n = Py_SIZE(o);
  if (!PyArg_ParseTuple(args, "|n:pop", &at)) return NULL;
  if (n == 0) return ambi_raise(PyExc_IndexError, "pop from empty bytearray");
  if (at < 0) at += n;
  if (at < 0 || at >= n) return ambi_raise(PyExc_IndexError, "pop index out of range");
  int value = (unsigned char)ARRAY(o)->ob_start[at];
  return splice(o, at, at + 1, NULL, 0) < 0 ? NULL : PyLong_FromLong(value);
}

static PyObject *bytearray_remove(PyObject *o, PyObject *arg) {
  int value = ambi_byte_value(arg);
  if (value < 0) return NULL;
  char *at = Py_SIZE(o) ? memchr(ARRAY(o)->ob_start, value, (size_t)Py_SIZE(o)) : NULL;
  if (!at) return ambi_raise(PyExc_ValueError, "value not found in bytearray");
  Py_ssize_t i = at - ARRAY(o)->ob_start;
  return none_or_null(splice(o, i, i + 1, NULL, 0));
}

static PyObject *bytearray_reverse(PyObject *o, PyObject *arg AMBI_UNUSED) {
  char *s = ambi_bytes_data(o);
  for (Py_ssize_t i = 0, j = Py_SIZE(o) - 1; i < j; i++, j--) {
    char c = s[i];
    s[i] = s[j];
    s[j] = c;
  }
  Py_RETURN_NONE;
}

/* ---- slots ----------------------------------------------------------------------------------- */

static PyObject *bytearray_repr(PyObject *o) {
  char before[128];
  const char *name = strrchr(Py_TYPE(o)->tp_name, '.');
  snprintf(before, sizeof before, "%.100s(", name ? name + 1 : Py_TYPE(o)->tp_name);
  return ambi_bytes_repr(ambi_bytes_data(o), Py_SIZE(o), before, ")", true);
}

static Py_ssize_t bytearray_length(PyObject *o) { return Py_SIZE(o); }

static PyObject *bytearray_item(PyObject *o, Py_ssize_t i) {
  if (i < 0 || i >= Py_SIZE(o)) return ambi_raise(PyExc_IndexError, "bytearray index out of range");
  return PyLong_FromLong((unsigned char)ARRAY(o)->ob_start[i]);
}

static PyObject *bytearray_repeat(PyObject *o, Py_ssize_t count) {
  Py_ssize_t n = Py_SIZE(o);
  if (count < 0) count = 0;
  if (count && n > PY_SSIZE_T_MAX / count) return PyErr_NoMemory();
  PyObject *r = PyByteArray_FromStringAndSize(NULL, n * count);
  for (Py_ssize_t i = 0; r && n && i < count; i++)
    memcpy(ARRAY(r)->ob_start + i * n, ARRAY(o)->ob_start, (size_t)n);
  return r;
}

static PyObject *bytearray_iconcat(PyObject *o, PyObject *other) {
  if (!PyObject_CheckBuffer(other)) {
    return ambi_raise(PyExc_TypeError, "can't concat %.100s to %.100s", Py_TYPE(other)->tp_name,
                      Py_TYPE(o)->tp_name);
  }
  return splice_bytes(o, Py_SIZE(o), Py_SIZE(o), ambi_bytes_from_object(other, "bytearray")) < 0
             ? NULL
             : AMBI_NEWREF(o);
}

static PyObject *bytearray_irepeat(PyObject *o, Py_ssize_t count) {
  PyObject *r = bytearray_repeat(o, count);
  if (!r) return NULL;
  int status = splice(o, 0, Py_SIZE(o), ambi_bytes_data(r), Py_SIZE(r));
  Py_DECREF(r);
  return status < 0 ? NULL : AMBI_NEWREF(o);
}

static PyObject *bytearray_remainder(PyObject *format, PyObject *args) {
  if (!PyByteArray_Check(format)) Py_RETURN_NOTIMPLEMENTED;
  PyObject *b = ambi_bytes_percent(format, args);
  if (b) Py_SETREF(b, PyByteArray_FromStringAndSize(PyBytes_AS_STRING(b), Py_SIZE(b)));
  return b;
}

static int bytearray_getbuffer(PyObject *o, Py_buffer *view, int flags) {
  if (!view) {
    PyErr_SetString(PyExc_BufferError, "bytearray_getbuffer: view==NULL argument is obsolete");
    return -1;
  }
  if (PyBuffer_FillInfo(view, o, ambi_bytes_data(o), Py_SIZE(o), 0, flags) < 0) return -1;
  ARRAY(o)->ob_exports++;
  return 0;
}

static void bytearray_releasebuffer(PyObject *o, Py_buffer *view AMBI_UNUSED) {
  ARRAY(o)->ob_exports--;
}

static PyMethodDef bytearray_methods[] = {
    {"append", bytearray_append, METH_O, NULL},
    {"insert", bytearray_insert, METH_VARARGS, NULL},
    {"extend", bytearray_extend, METH_O, NULL},
    {"pop", bytearray_pop, METH_VARARGS, NULL},
    {"remove", bytearray_remove, METH_O, NULL},
    {"clear", bytearray_clear, METH_NOARGS, NULL},
    {"reverse", bytearray_reverse, METH_NOARGS, NULL},
    {"copy", bytearray_copy, METH_NOARGS, NULL},
    {0},
};

/* Those that bytes has too: PyType_Ready takes one table, so these go in as descriptors. */
int ambi_init_bytearray_methods(void) {
  for (PyMethodDef *def = ambi_bytes_methods; def->ml_name; def++) {
    PyObject *d = def->ml_flags & METH_CLASS ? PyDescr_NewClassMethod(&PyByteArray_Type, def)
                                             : PyDescr_NewMethod(&PyByteArray_Type, def);
    int status = d ? PyDict_SetItemString(PyByteArray_Type.tp_dict, def->ml_name, d) : -1;
    Py_XDECREF(d);
    if (status < 0) return -1;
  }
  PyType_Modified(&PyByteArray_Type);
  return 0;
}

static PyNumberMethods bytearray_as_number = {.nb_remainder = bytearray_remainder};

static PySequenceMethods bytearray_as_sequence = {
    .sq_length = bytearray_length,
    .sq_concat = ambi_bytes_concat,
    .sq_repeat = bytearray_repeat,
    .sq_item = bytearray_item,
    .sq_ass_item = set_item,
    .sq_contains = ambi_bytes_contains,
    .sq_inplace_concat = bytearray_iconcat,
    .sq_inplace_repeat = bytearray_irepeat,
};

static PyMappingMethods bytearray_as_mapping = {
    .mp_length = bytearray_length,
    .mp_subscript = ambi_bytes_subscript,
    .mp_ass_subscript = bytearray_ass_subscript,
};

static PyBufferProcs bytearray_as_buffer = {bytearray_getbuffer, bytearray_releasebuffer};

AMBI_EXPORT PyTypeObject PyByteArray_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "bytearray",
    .tp_basicsize = sizeof(PyByteArrayObject),
    .tp_dealloc = bytearray_dealloc,
    .tp_repr = bytearray_repr,
    .tp_as_number = &bytearray_as_number,
    .tp_as_sequence = &bytearray_as_sequence,
    .tp_as_mapping = &bytearray_as_mapping,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_str = bytearray_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_as_buffer = &bytearray_as_buffer,
    .tp_flags = Py_TPFLAGS_BASETYPE,
    .tp_richcompare = ambi_bytes_compare,
    .tp_iter = PySeqIter_New,
    .tp_methods = bytearray_methods,
    .tp_init = bytearray_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_Free,
};
