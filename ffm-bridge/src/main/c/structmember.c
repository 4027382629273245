/* PyMemberDef: C fields as attributes. */
#include "types.h"

AMBI_EXPORT PyObject *PyMember_GetOne(const char *object, PyMemberDef *def) {
  const char *at = object + def->offset;
#define READ(T) (*(const T *)at)
  switch (def->type) {
    case T_BOOL: return PyBool_FromLong(READ(char));
    case T_BYTE: return PyLong_FromLong(READ(signed char));
    case T_UBYTE: return PyLong_FromUnsignedLong(READ(unsigned char));
    case T_SHORT: return PyLong_FromLong(READ(short));
    case T_USHORT: return PyLong_FromUnsignedLong(READ(unsigned short));
    case T_INT: return PyLong_FromLong(READ(int));
    case T_UINT: return PyLong_FromUnsignedLong(READ(unsigned int));
    case T_LONG: return PyLong_FromLong(READ(long));
    case T_ULONG: return PyLong_FromUnsignedLong(READ(unsigned long));
    case T_LONGLONG: return PyLong_FromLongLong(READ(long long));
    case T_ULONGLONG: return PyLong_FromUnsignedLongLong(READ(unsigned long long));
    case T_PYSSIZET: return PyLong_FromSsize_t(READ(Py_ssize_t));
    case T_FLOAT: return PyFloat_FromDouble(READ(float));
    case T_DOUBLE: return PyFloat_FromDouble(READ(double));
    case T_STRING: {
      const char *text = READ(char *);
      return text ? PyUnicode_FromString(text) : AMBI_NEWREF(Py_None);
    }
    case T_STRING_INPLACE: return PyUnicode_FromString(at);
    case T_CHAR: return PyUnicode_FromStringAndSize(at, 1);
    case T_OBJECT: {
      PyObject *value = *(PyObject *const *)at;
      return AMBI_NEWREF(value ? value : Py_None);
    }
    case T_OBJECT_EX: {
      PyObject *value = *(PyObject *const *)at;
      if (value) return AMBI_NEWREF(value);
      return PyErr_Format(PyExc_AttributeError, "'%.200s' object has no attribute '%s'",
                          Py_TYPE(object)->tp_name, def->name);
    }
    case T_NONE: Py_RETURN_NONE;
    default: PyErr_SetString(PyExc_SystemError, "bad memberdescr type"); return NULL;
  }
}

static int truncated(const char *type) {
  return PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "Truncation of value to %s", type);
}

/* An integer into a field narrower than long; a warning, not an error, tells that it did not fit.
 */
static int set_narrow(char *at, PyObject *value, int size, long min, long max, const char *type) {
  long n = PyLong_AsLong(value);
  if (n == -1 && PyErr_Occurred()) return -1;
  memcpy(at, &n, (size_t)size); /* little-endian */
  return n < min || n > max ? truncated(type) : 0;
}

/* Negative values are taken, with a warning, by their two's complement. */
static int set_unsigned(char *at, PyObject *value, size_t size, const char *type) {
  unsigned long n = PyLong_AsUnsignedLong(value);
  int warn = 0;
  if (n == (unsigned long)-1 && PyErr_Occurred()) {
    PyErr_Clear();
    n = (unsigned long)PyLong_AsLong(value);
    if (n == (unsigned long)-1 && PyErr_Occurred()) return -1;
    warn = 1;
  }
  memcpy(at, &n, size);
  if (warn)
    return PyErr_WarnEx(PyExc_RuntimeWarning, "Writing negative value into unsigned field", 1);
  return size < sizeof n && n >> (8 * size) ? truncated(type) : 0;
}

static int set_long_long(char *at, PyObject *value) {
  long long n = PyLong_AsLongLong(value);
  if (n == -1 && PyErr_Occurred()) return -1;
  memcpy(at, &n, sizeof n);
  return 0;
}

static int set_unsigned_long_long(char *at, PyObject *value) {
  unsigned long long n = PyLong_AsUnsignedLongLong(value);
  if (n == (unsigned long long)-1 && PyErr_Occurred()) {
    PyErr_Clear();
    n = (unsigned long long)PyLong_AsLong(value);
    if (n == (unsigned long long)-1 && PyErr_Occurred()) return -1;
  }
  memcpy(at, &n, sizeof n);
  return 0;
}

static int set_double(char *at, PyObject *value, int type) {
  double x = PyFloat_AsDouble(value);
  if (x == -1.0 && PyErr_Occurred()) return -1;
  if (type == T_FLOAT) {
    *(float *)at = (float)x;
  } else {
    *(double *)at = x;
  }
  return 0;
}

static int fail(PyObject *type, const char *message) {
  PyErr_SetString(type, message);
  return -1;
}

AMBI_EXPORT int PyMember_SetOne(char *object, PyMemberDef *def, PyObject *value) {
  char *at = object + def->offset;
  if (def->flags & READONLY) return fail(PyExc_AttributeError, "readonly attribute");
  if (!value && def->type != T_OBJECT && def->type != T_OBJECT_EX) {
    return fail(PyExc_TypeError, "can't delete numeric/char attribute");
  }
  switch (def->type) {
    case T_BOOL:
      if (!PyBool_Check(value)) return fail(PyExc_TypeError, "attribute value type must be bool");
      *at = value == Py_True;
      return 0;
    case T_BYTE: return set_narrow(at, value, 1, INT8_MIN, INT8_MAX, "char");
    case T_UBYTE: return set_narrow(at, value, 1, 0, UINT8_MAX, "unsigned char");
    case T_SHORT: return set_narrow(at, value, 2, INT16_MIN, INT16_MAX, "short");
    case T_USHORT: return set_narrow(at, value, 2, 0, UINT16_MAX, "unsigned short");
    case T_INT: return set_narrow(at, value, 4, INT32_MIN, INT32_MAX, "int");
    case T_UINT: return set_unsigned(at, value, sizeof(unsigned), "unsigned int");
    case T_LONG: return set_narrow(at, value, sizeof(long), INT64_MIN, INT64_MAX, "long");
    case T_ULONG: return set_unsigned(at, value, sizeof(unsigned long), "unsigned long");
    case T_PYSSIZET: {
      Py_ssize_t n = PyLong_AsSsize_t(value);
      if (n == -1 && PyErr_Occurred()) return -1;
      *(Py_ssize_t *)at = n;
      return 0;
    }
    case T_LONGLONG: return set_long_long(at, value);
    case T_ULONGLONG: return set_unsigned_long_long(at, value);
    case T_FLOAT:
    case T_DOUBLE: return set_double(at, value, def->type);
    case T_OBJECT_EX:
      if (!value && !*(PyObject **)at) {
        PyErr_SetString(PyExc_AttributeError, def->name);
        return -1;
      }
      /* fall through */
    case T_OBJECT: Py_SETREF(*(PyObject **)at, AMBI_XNEWREF(value)); return 0;
    case T_CHAR: {
      Py_ssize_t size;
      const char *text = PyUnicode_AsUTF8AndSize(value, &size);
      if (!text) return -1;
      if (size != 1) {
        PyErr_BadArgument();
        return -1;
      }
      *at = *text;
      return 0;
    }
    case T_STRING:
    case T_STRING_INPLACE: return fail(PyExc_TypeError, "readonly attribute");
    default: PyErr_Format(PyExc_SystemError, "bad memberdescr type for %s", def->name); return -1;
  }
}
