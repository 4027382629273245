/* PyNumber_Index, _Long, _Float, _AsSsize_t, _ToBase and _Check: from any object to a number. */
#include "abstract.h"

AMBI_EXPORT int PyIndex_Check(PyObject *o) { return HAS_INDEX(o); }

AMBI_EXPORT int PyNumber_Check(PyObject *o) {
  if (!o) return 0;
  return HAS_INDEX(o) || NUMBER_SLOT(o, nb_int) || NUMBER_SLOT(o, nb_float) || PyComplex_Check(o);
}

/*
 * Checks what a conversion method gave. An instance of a strict subclass goes through, with a warning; anything
 * else that is not the type is an error. Takes the reference, and returns it or NULL.
 */
static PyObject *check_result(PyObject *result, bool ok, const char *method, const char *type, const char *of) {
  char prefix[64] = "";
  if (of) snprintf(prefix, sizeof prefix, "%.50s.", of);
  if (!ok) {
    PyErr_Format(PyExc_TypeError, "%s%s returned non-%s (type %.200s)", prefix, method, type, TYPE_NAME(result));
  } else if (PyErr_WarnFormat(PyExc_DeprecationWarning, 1,
                              "%s%s returned non-%s (type %.200s).  The ability to return an instance of a strict "
                              "subclass of %s is deprecated, and may not be supported in a future version of Python.",
                              prefix, method, type, TYPE_NAME(result), type) == 0) {
    return result;
  }
  Py_DECREF(result);
  return NULL;
}

PyObject *ambi_number_index(PyObject *o) {
  if (!o) return ambi_null_argument();
  if (PyLong_Check(o)) return AMBI_NEWREF(o);
  if (!HAS_INDEX(o)) return ambi_type_error("'%.200s' object cannot be interpreted as an integer", o);
  PyObject *result = NUMBER_SLOT(o, nb_index)(o);
  if (!result || PyLong_CheckExact(result)) return result;
  return check_result(result, PyLong_Check(result), "__index__", "int", NULL);
}

static PyObject *exact_int(PyObject *value) {
  if (value && !PyLong_CheckExact(value)) Py_SETREF(value, _PyLong_Copy((PyLongObject *)value));
  return value;
}

AMBI_EXPORT PyObject *PyNumber_Index(PyObject *o) { return exact_int(ambi_number_index(o)); }

AMBI_EXPORT Py_ssize_t PyNumber_AsSsize_t(PyObject *o, PyObject *exc) {
  PyObject *value = ambi_number_index(o);
  if (!value) return -1;
  Py_ssize_t result = PyLong_AsSsize_t(value);
  if (result == -1 && PyErr_ExceptionMatches(PyExc_OverflowError)) {
    PyErr_Clear();
    if (exc) {
      PyErr_Format(exc, "cannot fit '%.200s' into an index-sized integer", TYPE_NAME(o));
    } else {
      result = _PyLong_Sign(value) < 0 ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX;
    }
  }
  Py_DECREF(value);
  return result;
}

/* An int from digits in a buffer that may have NULs in it, which no number has. */
static PyObject *int_from_bytes(const char *bytes, Py_ssize_t length, PyObject *o) {
  char *copy = PyMem_Malloc((size_t)length + 1);
  if (!copy) return PyErr_NoMemory();
  memcpy(copy, bytes, (size_t)length);
  copy[length] = '\0';
  char *end = NULL;
  PyObject *result = PyLong_FromString(copy, &end, 10);
  if (result ? end != copy + length : PyErr_ExceptionMatches(PyExc_ValueError)) {
    Py_CLEAR(result);
    PyErr_Format(PyExc_ValueError, "invalid literal for int() with base 10: %.200R", o);
  }
  PyMem_Free(copy);
  return result;
}

static PyObject *int_from_trunc(PyObject *trunc) {
  if (PyErr_WarnEx(PyExc_DeprecationWarning, "The delegation of int() to __trunc__ is deprecated.", 1) < 0) return NULL;
  PyObject *result = PyObject_CallNoArgs(trunc);
  if (!result || PyLong_Check(result)) return exact_int(result);
  if (!HAS_INDEX(result)) {
    PyErr_Format(PyExc_TypeError, "__trunc__ returned non-Integral (type %.200s)", TYPE_NAME(result));
    Py_DECREF(result);
    return NULL;
  }
  Py_SETREF(result, PyNumber_Index(result));
  return result;
}

AMBI_EXPORT PyObject *PyNumber_Long(PyObject *o) {
  if (!o) return ambi_null_argument();
  if (PyLong_CheckExact(o)) return AMBI_NEWREF(o);
  unaryfunc to_int = NUMBER_SLOT(o, nb_int);
  if (to_int) {
    PyObject *result = to_int(o);
    if (!result || PyLong_CheckExact(result)) return result;
    return exact_int(check_result(result, PyLong_Check(result), "__int__", "int", NULL));
  }
  if (HAS_INDEX(o)) return PyNumber_Index(o);
  PyObject *trunc = ambi_lookup_special(o, AMBI_ID("__trunc__"));
  if (trunc) {
    PyObject *result = int_from_trunc(trunc);
    Py_DECREF(trunc);
    return result;
  }
  if (PyErr_Occurred()) return NULL;
  if (PyUnicode_Check(o)) return PyLong_FromUnicodeObject(o, 10);
  if (PyBytes_Check(o)) return int_from_bytes(PyBytes_AS_STRING(o), PyBytes_GET_SIZE(o), o);
  if (PyObject_CheckBuffer(o)) {
    Py_buffer view;
    if (PyObject_GetBuffer(o, &view, 0) < 0) return NULL;
    PyObject *bytes = PyBytes_FromStringAndSize(view.buf, view.len);
    PyBuffer_Release(&view);
    if (!bytes) return NULL;
    PyObject *result = int_from_bytes(PyBytes_AS_STRING(bytes), PyBytes_GET_SIZE(bytes),
                                      PyByteArray_Check(o) ? o : bytes);
    Py_DECREF(bytes);
    return result;
  }
  return ambi_type_error("int() argument must be a string, a bytes-like object or a real number, not '%.200s'", o);
}

AMBI_EXPORT PyObject *PyNumber_Float(PyObject *o) {
  if (!o) return ambi_null_argument();
  if (PyFloat_CheckExact(o)) return AMBI_NEWREF(o);
  unaryfunc to_float = NUMBER_SLOT(o, nb_float);
  if (to_float) {
    PyObject *result = to_float(o);
    if (!result || PyFloat_CheckExact(result)) return result;
    result = check_result(result, PyFloat_Check(result), "__float__", "float", TYPE_NAME(o));
    if (result) Py_SETREF(result, PyFloat_FromDouble(PyFloat_AS_DOUBLE(result)));
    return result;
  }
  if (HAS_INDEX(o)) {
    PyObject *index = PyNumber_Index(o);
    if (!index) return NULL;
    double value = PyLong_AsDouble(index);
    Py_DECREF(index);
    return value == -1.0 && PyErr_Occurred() ? NULL : PyFloat_FromDouble(value);
  }
  /* A subclass of float whose type took its nb_float away. */
  if (PyFloat_Check(o)) return PyFloat_FromDouble(PyFloat_AS_DOUBLE(o));
  return PyFloat_FromString(o);
}

/* The digits of an int in base 2, 8 or 16, with the prefix that Python writes. */
static PyObject *int_to_power_of_two(PyObject *value, int bits, const char *prefix) {
  bool negative = _PyLong_Sign(value) < 0;
  PyObject *magnitude = negative ? PyNumber_Negative(value) : AMBI_NEWREF(value);
  if (!magnitude) return NULL;
  size_t wide = _PyLong_NumBits(magnitude);
  size_t bytes = wide / 8 + 1, digits = wide == 0 ? 1 : (wide + (size_t)bits - 1) / (size_t)bits;
  unsigned char *raw = PyMem_Calloc(bytes + 1, 1);
  char *text = PyMem_Malloc(digits + 4);
  PyObject *result = NULL;
  if (!raw || !text) {
    PyErr_NoMemory();
  } else if (_PyLong_AsByteArray((PyLongObject *)magnitude, raw, bytes, 1, 0) == 0) {
    size_t start = (size_t)sprintf(text, "%s%s", negative ? "-" : "", prefix);
    for (size_t i = 0; i < digits; i++) {
      size_t bit = i * (size_t)bits;
      /* A digit of base 8 may lie in two bytes; one byte more than needed was taken. */
      unsigned two = (unsigned)raw[bit / 8] | (unsigned)raw[bit / 8 + 1 <= bytes ? bit / 8 + 1 : bytes] << 8;
      text[start + digits - 1 - i] = "0123456789abcdef"[two >> (bit % 8) & ((1u << bits) - 1)];
    }
    result = PyUnicode_FromStringAndSize(text, (Py_ssize_t)(start + digits));
  }
  PyMem_Free(raw);
  PyMem_Free(text);
  Py_DECREF(magnitude);
  return result;
}

AMBI_EXPORT PyObject *PyNumber_ToBase(PyObject *n, int base) {
  if (base != 2 && base != 8 && base != 10 && base != 16) {
    return ambi_raise(PyExc_SystemError, "PyNumber_ToBase: base must be 2, 8, 10 or 16");
  }
  PyObject *value = PyNumber_Index(n);
  if (!value) return NULL;
  PyObject *result = base == 10  ? PyObject_Str(value)
                     : base == 2 ? int_to_power_of_two(value, 1, "0b")
                     : base == 8 ? int_to_power_of_two(value, 3, "0o")
                                 : int_to_power_of_two(value, 4, "0x");
  Py_DECREF(value);
  return result;
}
