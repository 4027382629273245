/* int: what Python code calls by name, and int() itself. */
#include "values.h"

PyObject *ambi_long_new_object(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"", "base", NULL};
  PyObject *x = NULL, *base = NULL, *v = NULL;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|OO:int", names, &x, &base)) return NULL;
  if (!x) {
    if (base) return ambi_raise(PyExc_TypeError, "int() missing string argument");
    v = PyLong_FromLong(0);
  } else if (!base) {
    v = PyNumber_Long(x);
  } else {
    Py_ssize_t b = PyNumber_AsSsize_t(base, NULL);
    if (b == -1 && PyErr_Occurred()) return NULL;
    if ((b != 0 && b < 2) || b > 36) {
      return ambi_raise(PyExc_ValueError, "int() base must be >= 2 and <= 36, or 0");
    }
    if (PyUnicode_Check(x)) {
      v = PyLong_FromUnicodeObject(x, (int)b);
    } else if (PyBytes_Check(x)) {
      v = _PyLong_FromBytes(PyBytes_AS_STRING(x), Py_SIZE(x), (int)b);
    } else if (PyByteArray_Check(x)) {
      v = _PyLong_FromBytes(PyByteArray_AsString(x), Py_SIZE(x), (int)b);
    } else {
      return ambi_raise(PyExc_TypeError, "int() can't convert non-string with explicit base");
    }
  }
  if (!v || type == &PyLong_Type) return v;
  Py_ssize_t n = ambi_long_length(v);
  PyObject *r = type->tp_alloc(type, n ? n : 1);
  if (r) {
    memcpy(AMBI_DIGITS(r), AMBI_DIGITS(v), (size_t)n * sizeof(digit));
    Py_SET_SIZE(r, Py_SIZE(v));
  }
  Py_DECREF(v);
  return r;
}

static PyObject *long_self(PyObject *v, PyObject *arg AMBI_UNUSED) { return ambi_long_exact(v); }

static PyObject *long_bit_length(PyObject *v, PyObject *arg AMBI_UNUSED) {
  return PyLong_FromSize_t(_PyLong_NumBits(v));
}

static PyObject *long_bit_count(PyObject *v, PyObject *arg AMBI_UNUSED) {
  Py_ssize_t count = 0;
  for (Py_ssize_t i = ambi_long_length(v); i-- > 0;) count += __builtin_popcount(AMBI_DIGITS(v)[i]);
  return PyLong_FromSsize_t(count);
}

static PyObject *long_as_integer_ratio(PyObject *v, PyObject *arg AMBI_UNUSED) {
  PyObject *exact = ambi_long_exact(v);
  if (!exact) return NULL;
  PyObject *pair = PyTuple_Pack(2, exact, (PyObject *)&ambi_small_ints[1 - AMBI_SMALL_INT_MIN]);
  Py_DECREF(exact);
  return pair;
}

static PyObject *long_getnewargs(PyObject *v, PyObject *arg AMBI_UNUSED) {
  PyObject *exact = ambi_long_exact(v);
  PyObject *args = exact ? PyTuple_Pack(1, exact) : NULL;
  Py_XDECREF(exact);
  return args;
}

static PyObject *long_sizeof(PyObject *v, PyObject *arg AMBI_UNUSED) {
  Py_ssize_t n = ambi_long_length(v);
  return PyLong_FromSsize_t(Py_TYPE(v)->tp_basicsize + (n ? n : 1) * Py_TYPE(v)->tp_itemsize);
}

/* Whether the byte order is "little"; -1 with ValueError for another word. */
static int is_little_endian(PyObject *order) {
  if (!order) return 0;
  if (!PyUnicode_Check(order)) {
    PyErr_Format(PyExc_TypeError, "argument 'byteorder' must be str, not %s",
                 Py_TYPE(order)->tp_name);
    return -1;
  }
  if (_PyUnicode_EqualToASCIIString(order, "little")) return 1;
  if (_PyUnicode_EqualToASCIIString(order, "big")) return 0;
  PyErr_SetString(PyExc_ValueError, "byteorder must be either 'little' or 'big'");
  return -1;
}

static PyObject *long_to_bytes(PyObject *v, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"length", "byteorder", "signed", NULL};
  Py_ssize_t length = 1;
  PyObject *order = NULL;
  int is_signed = 0;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|nO$p:to_bytes", names, &length, &order,
                                   &is_signed))
    return NULL;
  int little = is_little_endian(order);
  if (little < 0) return NULL;
  if (length < 0) return ambi_raise(PyExc_ValueError, "length argument must be non-negative");
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, length);
  if (bytes && _PyLong_AsByteArray((PyLongObject *)v, (unsigned char *)PyBytes_AS_STRING(bytes),
                                   (size_t)length, little, is_signed) < 0) {
    Py_CLEAR(bytes);
  }
  return bytes;
}

static PyObject *long_from_bytes(PyObject *type, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"bytes", "byteorder", "signed", NULL};
  PyObject *source, *order = NULL;
  int is_signed = 0;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O|O$p:from_bytes", names, &source, &order,
                                   &is_signed))
    return NULL;
  int little = is_little_endian(order);
  if (little < 0) return NULL;
  PyObject *bytes = PyObject_Bytes(source);
  if (!bytes) return NULL;
  PyObject *v = _PyLong_FromByteArray((unsigned char *)PyBytes_AS_STRING(bytes),
                                      (size_t)Py_SIZE(bytes), little, is_signed);
  Py_DECREF(bytes);
  if (v && type != (PyObject *)&PyLong_Type) Py_SETREF(v, PyObject_CallOneArg(type, v));
  return v;
}

/* Rounds half to even at 10**-ndigits. */
static PyObject *long_round(PyObject *v, PyObject *args) {
  PyObject *ndigits = NULL;
  if (!PyArg_ParseTuple(args, "|O:__round__", &ndigits)) return NULL;
  if (!ndigits) return ambi_long_exact(v);
  PyObject *n = PyNumber_Index(ndigits);
  if (!n) return NULL;
  if (!ambi_long_is_negative(n)) {
    Py_DECREF(n);
    return ambi_long_exact(v);
  }
  Py_SETREF(n, ambi_long_negative(n));
  PyObject *ten = PyLong_FromLong(10), *unit = NULL, *quotient = NULL, *rest = NULL, *result = NULL;
  unit = n && ten ? PyNumber_Power(ten, n, Py_None) : NULL;
  Py_XDECREF(ten);
  Py_XDECREF(n);
  if (!unit || ambi_long_divmod(v, unit, &quotient, &rest, "") < 0) goto done;
  PyObject *twice = ambi_long_add(rest, rest);
  if (!twice) goto done;
  int order = ambi_long_compare(twice, unit);
  Py_DECREF(twice);
  result = ambi_long_subtract(v, rest);
  if (result &&
      (order > 0 || (order == 0 && Py_SIZE(quotient) != 0 && AMBI_DIGITS(quotient)[0] & 1))) {
    Py_SETREF(result, ambi_long_add(result, unit));
  }
done:
  Py_XDECREF(unit);
  Py_XDECREF(quotient);
  Py_XDECREF(rest);
  return result;
}

static PyObject *long_zero(PyObject *v AMBI_UNUSED, void *closure AMBI_UNUSED) {
  return PyLong_FromLong(0);
}
static PyObject *long_one(PyObject *v AMBI_UNUSED, void *closure AMBI_UNUSED) {
  return PyLong_FromLong(1);
}
static PyObject *long_value(PyObject *v, void *closure AMBI_UNUSED) { return ambi_long_exact(v); }

PyGetSetDef ambi_long_getset[] = {
    {"real", long_value, NULL, "the real part of a complex number", NULL},
    {"imag", long_zero, NULL, "the imaginary part of a complex number", NULL},
    {"numerator", long_value, NULL, "the numerator of a rational number in lowest terms", NULL},
    {"denominator", long_one, NULL, "the denominator of a rational number in lowest terms", NULL},
    {0},
};

#define KEYWORDS(f) ((PyCFunction)(void (*)(void))(f))

PyMethodDef ambi_long_methods[] = {
    {"conjugate", long_self, METH_NOARGS, NULL},
    {"bit_length", long_bit_length, METH_NOARGS, NULL},
    {"bit_count", long_bit_count, METH_NOARGS, NULL},
    {"to_bytes", KEYWORDS(long_to_bytes), METH_VARARGS | METH_KEYWORDS, NULL},
    {"from_bytes", KEYWORDS(long_from_bytes), METH_VARARGS | METH_KEYWORDS | METH_CLASS, NULL},
    {"as_integer_ratio", long_as_integer_ratio, METH_NOARGS, NULL},
    {"__trunc__", long_self, METH_NOARGS, NULL},
    {"__floor__", long_self, METH_NOARGS, NULL},
    {"__ceil__", long_self, METH_NOARGS, NULL},
    {"__round__", long_round, METH_VARARGS, NULL},
    {"__getnewargs__", long_getnewargs, METH_NOARGS, NULL},
    {"__format__", ambi_format_long, METH_O, NULL},
    {"__sizeof__", long_sizeof, METH_NOARGS, NULL},
    {0},
};
