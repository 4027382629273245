/* UnicodeEncodeError, UnicodeDecodeError and UnicodeTranslateError. */
#include "exceptions.h"

#define SELF(o) ((PyUnicodeErrorObject *)(o))

static void take(PyUnicodeErrorObject *self, PyObject *encoding, PyObject *object, PyObject *reason) {
  Py_XINCREF(encoding);
  Py_SETREF(self->encoding, encoding);
  Py_INCREF(object);
  Py_SETREF(self->object, object);
  Py_INCREF(reason);
  Py_SETREF(self->reason, reason);
}

static int encode_init(PyObject *o, PyObject *args, PyObject *kwargs) {
  PyObject *encoding, *object, *reason;
  if (ambi_exc_init(o, args, kwargs) < 0) return -1;
  if (!PyArg_ParseTuple(args, "UUnnU", &encoding, &object, &SELF(o)->start, &SELF(o)->end, &reason)) return -1;
  take(SELF(o), encoding, object, reason);
  return 0;
}

static int decode_init(PyObject *o, PyObject *args, PyObject *kwargs) {
  PyObject *encoding, *object, *reason;
  if (ambi_exc_init(o, args, kwargs) < 0) return -1;
  if (!PyArg_ParseTuple(args, "UOnnU", &encoding, &object, &SELF(o)->start, &SELF(o)->end, &reason)) return -1;
  PyObject *bytes;
  if (PyBytes_Check(object)) {
    bytes = AMBI_NEWREF(object);
  } else {
    Py_buffer view;
    if (PyObject_GetBuffer(object, &view, 0) < 0) return -1;
    bytes = PyBytes_FromStringAndSize(view.buf, view.len);
    PyBuffer_Release(&view);
    if (!bytes) return -1;
  }
  take(SELF(o), encoding, bytes, reason);
  Py_DECREF(bytes);
  return 0;
}

static int translate_init(PyObject *o, PyObject *args, PyObject *kwargs) {
  PyObject *object, *reason;
  if (ambi_exc_init(o, args, kwargs) < 0) return -1;
  if (!PyArg_ParseTuple(args, "UnnU", &object, &SELF(o)->start, &SELF(o)->end, &reason)) return -1;
  take(SELF(o), NULL, object, reason);
  return 0;
}

static void unicode_dealloc(PyObject *self) {
  Py_CLEAR(SELF(self)->reason);
  ambi_exc_dealloc_fields(self, &SELF(self)->encoding, 2);
}

/* The position as messages tell it; what is left out of the message when there is one bad character only. */
static bool one_character(const PyUnicodeErrorObject *self, Py_ssize_t length) {
  return self->start >= 0 && self->start < length && self->end == self->start + 1;
}

static void escape(Py_UCS4 c, char *to, size_t size) {
  snprintf(to, size, c <= 0xff ? "\\x%02x" : c <= 0xffff ? "\\u%04x" : "\\U%08x", (unsigned)c);
}

static Py_UCS4 first_bad(const PyUnicodeErrorObject *self) {
  return ambi_unicode_read(PyUnicode_KIND(self->object), PyUnicode_DATA(self->object), self->start);
}

/* str() with the fields as text: `describe` writes the message. */
static PyObject *describe_with(PyObject *o, PyObject *(*describe)(PyUnicodeErrorObject *, PyObject *, PyObject *)) {
  PyUnicodeErrorObject *self = SELF(o);
  if (!self->object) return PyUnicode_FromStringAndSize(NULL, 0); /* __init__ did not run */
  PyObject *reason = PyObject_Str(self->reason);
  PyObject *encoding = PyObject_Str(self->encoding ? self->encoding : Py_None);
  PyObject *result = reason && encoding ? describe(self, encoding, reason) : NULL;
  Py_XDECREF(reason);
  Py_XDECREF(encoding);
  return result;
}

static PyObject *describe_encode(PyUnicodeErrorObject *self, PyObject *encoding, PyObject *reason) {
  if (one_character(self, PyUnicode_GET_LENGTH(self->object))) {
    char bad[16];
    escape(first_bad(self), bad, sizeof bad);
    return PyUnicode_FromFormat("'%U' codec can't encode character '%s' in position %zd: %U", encoding, bad,
                                self->start, reason);
  }
  return PyUnicode_FromFormat("'%U' codec can't encode characters in position %zd-%zd: %U", encoding, self->start,
                              self->end - 1, reason);
}

static PyObject *describe_decode(PyUnicodeErrorObject *self, PyObject *encoding, PyObject *reason) {
  if (one_character(self, PyBytes_GET_SIZE(self->object))) {
    int bad = PyBytes_AS_STRING(self->object)[self->start] & 0xff;
    return PyUnicode_FromFormat("'%U' codec can't decode byte 0x%02x in position %zd: %U", encoding, bad,
                                self->start, reason);
  }
  return PyUnicode_FromFormat("'%U' codec can't decode bytes in position %zd-%zd: %U", encoding, self->start,
                              self->end - 1, reason);
}

static PyObject *describe_translate(PyUnicodeErrorObject *self, PyObject *encoding AMBI_UNUSED, PyObject *reason) {
  if (one_character(self, PyUnicode_GET_LENGTH(self->object))) {
    char bad[16];
    escape(first_bad(self), bad, sizeof bad);
    return PyUnicode_FromFormat("can't translate character '%s' in position %zd: %U", bad, self->start, reason);
  }
  return PyUnicode_FromFormat("can't translate characters in position %zd-%zd: %U", self->start, self->end - 1, reason);
}

static PyObject *encode_str(PyObject *self) { return describe_with(self, describe_encode); }
static PyObject *decode_str(PyObject *self) { return describe_with(self, describe_decode); }
static PyObject *translate_str(PyObject *self) { return describe_with(self, describe_translate); }

static PyMemberDef unicode_members[] = {
    {"encoding", T_OBJECT, AMBI_FIELD(PyUnicodeErrorObject, encoding), 0, NULL},
    {"object", T_OBJECT, AMBI_FIELD(PyUnicodeErrorObject, object), 0, NULL},
    {"start", T_PYSSIZET, AMBI_FIELD(PyUnicodeErrorObject, start), 0, NULL},
    {"end", T_PYSSIZET, AMBI_FIELD(PyUnicodeErrorObject, end), 0, NULL},
    {"reason", T_OBJECT, AMBI_FIELD(PyUnicodeErrorObject, reason), 0, NULL},
    {0},
};

#define UNICODE_FAMILY(kind)                   \
  const ambi_exc_family ambi_exc_unicode_##kind = { \
      .basicsize = sizeof(PyUnicodeErrorObject), \
      .init = kind##_init,                     \
      .dealloc = unicode_dealloc,              \
      .str = kind##_str,                       \
      .members = unicode_members,              \
  }

UNICODE_FAMILY(encode);
UNICODE_FAMILY(decode);
UNICODE_FAMILY(translate);

AMBI_EXPORT PyObject *PyUnicodeDecodeError_Create(const char *encoding, const char *object, Py_ssize_t length,
                                                  Py_ssize_t start, Py_ssize_t end, const char *reason) {
  return PyObject_CallFunction(PyExc_UnicodeDecodeError, "sNnns", encoding, PyBytes_FromStringAndSize(object, length),
                               start, end, reason);
}
