/* complex. */
#include "values.h"

#include <errno.h>
#include <math.h>
#include <stddef.h>

#define CVAL(o) (((PyComplexObject *)(o))->cval)

AMBI_EXPORT PyObject *PyComplex_FromCComplex(Py_complex v) {
  PyObject *o = _PyObject_New(&PyComplex_Type);
  if (o) CVAL(o) = v;
  return o;
}

AMBI_EXPORT PyObject *PyComplex_FromDoubles(double real, double imag) {
  return PyComplex_FromCComplex((Py_complex){real, imag});
}

/* What __complex__ gives: a new complex; NULL without an error where there is no such method. */
static PyObject *call_complex_method(PyObject *o) {
  PyObject *method = _PyType_Lookup(Py_TYPE(o), AMBI_ID("__complex__"));
  if (!method) return NULL;
  PyObject *r = PyObject_CallOneArg(method, o);
  if (r && !PyComplex_Check(r)) {
    PyErr_Format(PyExc_TypeError, "%.200s.__complex__() returned non-complex (type %.200s)",
                 Py_TYPE(o)->tp_name, Py_TYPE(r)->tp_name);
    Py_CLEAR(r);
  }
  return r;
}

AMBI_EXPORT Py_complex PyComplex_AsCComplex(PyObject *o) {
  Py_complex failed = {-1.0, 0.0};
  if (PyComplex_Check(o)) return CVAL(o);
  PyObject *c = call_complex_method(o);
  if (c) {
    Py_complex v = CVAL(c);
    Py_DECREF(c);
    return v;
  }
  if (PyErr_Occurred()) return failed;
  return (Py_complex){PyFloat_AsDouble(o), 0.0};
}

AMBI_EXPORT double PyComplex_RealAsDouble(PyObject *o) {
  return PyComplex_Check(o) ? CVAL(o).real : PyFloat_AsDouble(o);
}

AMBI_EXPORT double PyComplex_ImagAsDouble(PyObject *o) {
  return PyComplex_Check(o) ? CVAL(o).imag : 0.0;
}

/* ---- arithmetic ------------------------------------------------------------------------------ */

static int operand(PyObject *o, Py_complex *v) {
  v->imag = 0.0;
  if (PyComplex_Check(o)) {
    *v = CVAL(o);
  } else if (PyFloat_Check(o)) {
    v->real = PyFloat_AS_DOUBLE(o);
  } else if (PyLong_Check(o)) {
    v->real = PyLong_AsDouble(o);
    if (v->real == -1.0 && PyErr_Occurred()) return -1;
  } else {
    return 0;
  }
  return 1;
}

#define OPERANDS(a, b, x, y)                         \
  Py_complex x, y;                                   \
  do {                                               \
    int ambi_found = operand(a, &x);                 \
    if (ambi_found > 0) ambi_found = operand(b, &y); \
    if (ambi_found < 0) return NULL;                 \
    if (ambi_found == 0) Py_RETURN_NOTIMPLEMENTED;   \
  } while (0)

static Py_complex product(Py_complex x, Py_complex y) {
  return (Py_complex){x.real * y.real - x.imag * y.imag, x.real * y.imag + x.imag * y.real};
}

/* Scaled by the larger part of the divisor, against overflow. *zero where the divisor is zero. */
static Py_complex quotient(Py_complex x, Py_complex y, bool *zero) {
  double size_real = fabs(y.real), size_imag = fabs(y.imag);
  *zero = false;
  if (size_real >= size_imag) {
    if (size_real == 0.0) {
      *zero = true;
      return (Py_complex){0.0, 0.0};
    }
    double ratio = y.imag / y.real, scale = y.real + y.imag * ratio;
    return (Py_complex){(x.real + x.imag * ratio) / scale, (x.imag - x.real * ratio) / scale};
  }
  if (size_imag >= size_real) {
    double ratio = y.real / y.imag, scale = y.real * ratio + y.imag;
    return (Py_complex){(x.real * ratio + x.imag) / scale, (x.imag * ratio - x.real) / scale};
  }
  return (Py_complex){(double)NAN, (double)NAN};
}

static PyObject *complex_add(PyObject *a, PyObject *b) {
  OPERANDS(a, b, x, y);
  return PyComplex_FromDoubles(x.real + y.real, x.imag + y.imag);
}

static PyObject *complex_subtract(PyObject *a, PyObject *b) {
  OPERANDS(a, b, x, y);
  return PyComplex_FromDoubles(x.real - y.real, x.imag - y.imag);
}

static PyObject *complex_multiply(PyObject *a, PyObject *b) {
  OPERANDS(a, b, x, y);
  return PyComplex_FromCComplex(product(x, y));
}

static PyObject *complex_true_divide(PyObject *a, PyObject *b) {
  OPERANDS(a, b, x, y);
  bool zero;
  Py_complex r = quotient(x, y, &zero);
  if (zero) return ambi_raise(PyExc_ZeroDivisionError, "complex division by zero");
  return PyComplex_FromCComplex(r);
}

/* By repeated squaring. */
static Py_complex power_of_int(Py_complex x, long n) {
  Py_complex r = {1.0, 0.0};
  for (long mask = 1; mask > 0 && n >= mask; mask <<= 1) {
    if (n & mask) r = product(r, x);
    x = product(x, x);
  }
  return r;
}

static Py_complex power(Py_complex x, Py_complex y, bool *zero) {
  *zero = false;
  if (y.real == 0.0 && y.imag == 0.0) return (Py_complex){1.0, 0.0};
  if (x.real == 0.0 && x.imag == 0.0) {
    *zero = y.imag != 0.0 || y.real < 0.0;
    return (Py_complex){0.0, 0.0};
  }
  double size = hypot(x.real, x.imag), length = pow(size, y.real), angle = atan2(x.imag, x.real),
         phase = angle * y.real;
  if (y.imag != 0.0) {
    length *= exp(-angle * y.imag);
    phase += y.imag * log(size);
  }
  return (Py_complex){length * cos(phase), length * sin(phase)};
}

static PyObject *complex_power(PyObject *a, PyObject *b, PyObject *modulus) {
  OPERANDS(a, b, x, y);
  if (modulus != Py_None) return ambi_raise(PyExc_ValueError, "complex modulo");
  bool zero = false;
  Py_complex r;
  errno = 0;
  if (y.imag == 0.0 && y.real == floor(y.real) && fabs(y.real) <= 100.0) {
    long n = (long)y.real;
    r = n > 0 ? power_of_int(x, n) : quotient((Py_complex){1.0, 0.0}, power_of_int(x, -n), &zero);
  } else {
    r = power(x, y, &zero);
  }
  /* CPython takes every domain error of the C library, also the cosine of infinity, for this. */
  if (zero || errno == EDOM)
    return ambi_raise(PyExc_ZeroDivisionError, "0.0 to a negative or complex power");
  if (isinf(r.real) || isinf(r.imag))
    return ambi_raise(PyExc_OverflowError, "complex exponentiation");
  return PyComplex_FromCComplex(r);
}

static PyObject *complex_negative(PyObject *v) {
  return PyComplex_FromDoubles(-CVAL(v).real, -CVAL(v).imag);
}

static PyObject *complex_positive(PyObject *v) {
  return PyComplex_CheckExact(v) ? AMBI_NEWREF(v) : PyComplex_FromCComplex(CVAL(v));
}

static PyObject *complex_absolute(PyObject *v) {
  Py_complex x = CVAL(v);
  double r = hypot(x.real, x.imag);
  if (isinf(r) && isfinite(x.real) && isfinite(x.imag)) {
    return ambi_raise(PyExc_OverflowError, "absolute value too large");
  }
  return PyFloat_FromDouble(r);
}

static int complex_bool(PyObject *v) { return CVAL(v).real != 0.0 || CVAL(v).imag != 0.0; }

static PyNumberMethods complex_as_number = {
    .nb_add = complex_add,
    .nb_subtract = complex_subtract,
    .nb_multiply = complex_multiply,
    .nb_power = complex_power,
    .nb_negative = complex_negative,
    .nb_positive = complex_positive,
    .nb_absolute = complex_absolute,
    .nb_bool = complex_bool,
    .nb_true_divide = complex_true_divide,
};

/* ---- comparison, hash, text ------------------------------------------------------------------ */

static PyObject *complex_richcompare(PyObject *a, PyObject *b, int op) {
  if (op != Py_EQ && op != Py_NE) Py_RETURN_NOTIMPLEMENTED;
  bool equal;
  if (PyLong_Check(b) || PyFloat_Check(b)) {
    if (CVAL(a).imag != 0.0) {
      equal = false;
    } else {
      PyObject *real = PyFloat_FromDouble(CVAL(a).real);
      if (!real) return NULL;
      PyObject *r = PyObject_RichCompare(real, b, op);
      Py_DECREF(real);
      return r;
    }
  } else if (PyComplex_Check(b)) {
    equal = CVAL(a).real == CVAL(b).real && CVAL(a).imag == CVAL(b).imag;
  } else {
    Py_RETURN_NOTIMPLEMENTED;
  }
  return PyBool_FromLong(equal == (op == Py_EQ));
}

static Py_hash_t complex_hash(PyObject *v) {
  Py_uhash_t real = (Py_uhash_t)_Py_HashDouble(v, CVAL(v).real),
             imag = (Py_uhash_t)_Py_HashDouble(v, CVAL(v).imag);
  Py_hash_t hash = (Py_hash_t)(real + 1000003u * imag);
  return hash == -1 ? -2 : hash;
}

static PyObject *complex_repr(PyObject *v) {
  Py_complex x = CVAL(v);
  bool imag_only = x.real == 0.0 && !signbit(x.real);
  char *real = imag_only ? NULL : PyOS_double_to_string(x.real, 'r', 0, 0, NULL);
  char *imag = PyOS_double_to_string(x.imag, 'r', 0, imag_only ? 0 : 1 /* Py_DTSF_SIGN */, NULL);
  PyObject *s = NULL;
  if (imag && imag_only) {
    s = PyUnicode_FromFormat("%sj", imag);
  } else if (imag && real) {
    s = PyUnicode_FromFormat("(%s%sj)", real, imag);
  }
  PyMem_Free(real);
  PyMem_Free(imag);
  return s;
}

/* ---- complex() ------------------------------------------------------------------------------- */

static PyObject *complex_alloc(PyTypeObject *type, Py_complex v) {
  if (type == &PyComplex_Type) return PyComplex_FromCComplex(v);
  PyObject *o = type->tp_alloc(type, 0);
  if (o) CVAL(o) = v;
  return o;
}

static PyObject *malformed(void) {
  return ambi_raise(PyExc_ValueError, "complex() arg is a malformed string");
}

/* A float at *s, where there is one. */
static bool scan_part(const char **s, double *v) {
  char *end;
  *v = PyOS_string_to_double(*s, &end, NULL);
  if (end == *s) PyErr_Clear();
  bool found = end != *s;
  *s = end;
  return found;
}

/* <float>, <float>j, <float><signed float>j, and j alone for 1j; white space and parentheses around
 * it. */
static PyObject *parse_complex(PyTypeObject *type, const char *s, Py_ssize_t n) {
  const char *end = s + n;
  while (s < end && (*s == ' ' || (*s >= '\t' && *s <= '\r'))) s++;
  bool bracket = *s == '(';
  if (bracket) {
    s++;
    while (*s == ' ' || (*s >= '\t' && *s <= '\r')) s++;
  }
  double x = 0.0, y = 0.0, first;
  if (scan_part(&s, &first)) {
    if (*s == '+' || *s == '-') {
      x = first;
      if (!scan_part(&s, &y)) {
        y = *s == '+' ? 1.0 : -1.0;
        s++;
      }
      if ((*s | 0x20) != 'j') return malformed();
      s++;
    } else if ((*s | 0x20) == 'j') {
      y = first;
      s++;
    } else {
      x = first;
    }
  } else {
    y = 1.0;
    if (*s == '+' || *s == '-') y = *s++ == '+' ? 1.0 : -1.0;
    if ((*s | 0x20) != 'j') return malformed();
    s++;
  }
  while (*s == ' ' || (*s >= '\t' && *s <= '\r')) s++;
  if (bracket) {
    if (*s != ')') return malformed();
    s++;
    while (*s == ' ' || (*s >= '\t' && *s <= '\r')) s++;
  }
  if (s != end) return malformed();
  return complex_alloc(type, (Py_complex){x, y});
}

static PyObject *complex_from_string(PyTypeObject *type, PyObject *str) {
  PyObject *ascii = ambi_unicode_to_ascii_number(str);
  if (!ascii) return NULL;
  const char *s = PyUnicode_DATA(ascii);
  Py_ssize_t n = PyUnicode_GET_LENGTH(ascii), at = 0;
  char *copy = PyMem_Malloc((size_t)n + 1);
  PyObject *r = NULL;
  if (!copy) {
    PyErr_NoMemory();
  } else {
    bool wrong = false;
    for (Py_ssize_t i = 0; i < n; i++) {
      if (s[i] != '_') {
        copy[at++] = s[i];
      } else {
        wrong |= i == 0 || i == n - 1 || s[i - 1] < '0' || s[i - 1] > '9' || s[i + 1] < '0' ||
                 s[i + 1] > '9';
      }
    }
    copy[at] = '\0';
    if (wrong) {
      PyErr_Format(PyExc_ValueError, "could not convert string to complex: %R", str);
    } else {
      r = parse_complex(type, copy, at);
    }
    PyMem_Free(copy);
  }
  Py_DECREF(ascii);
  return r;
}

/* One argument of complex(): a complex, or something with __complex__, __float__ or __index__. */
static int part(PyObject *o, Py_complex *v, bool *is_complex, const char *role) {
  *is_complex = PyComplex_Check(o);
  if (*is_complex) {
    *v = CVAL(o);
    return 0;
  }
  PyNumberMethods *number = Py_TYPE(o)->tp_as_number;
  if (!number || (!number->nb_float && !number->nb_index)) {
    PyErr_Format(PyExc_TypeError, "complex() %s argument must be a %snumber, not '%.200s'", role,
                 role[0] == 'f' ? "string or a " : "", Py_TYPE(o)->tp_name);
    return -1;
  }
  v->real = PyFloat_AsDouble(o);
  v->imag = 0.0;
  return v->real == -1.0 && PyErr_Occurred() ? -1 : 0;
}

static PyObject *complex_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"real", "imag", NULL};
  PyObject *real = NULL, *imag = NULL;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|OO:complex", names, &real, &imag)) return NULL;
  if (real && !imag && type == &PyComplex_Type && PyComplex_CheckExact(real))
    return AMBI_NEWREF(real);
  if (real && PyUnicode_Check(real)) {
    if (imag)
      return ambi_raise(PyExc_TypeError, "complex() can't take second arg if first is a string");
    return complex_from_string(type, real);
  }
  if (imag && PyUnicode_Check(imag))
    return ambi_raise(PyExc_TypeError, "complex() second arg can't be a string");
  Py_complex x = {0.0, 0.0}, y = {0.0, 0.0};
  bool real_is_complex = false, imag_is_complex = false;
  if (real) {
    PyObject *converted = PyComplex_Check(real) ? NULL : call_complex_method(real);
    if (!converted && PyErr_Occurred()) return NULL;
    int status = part(converted ? converted : real, &x, &real_is_complex, "first");
    Py_XDECREF(converted);
    if (status < 0) return NULL;
  }
  if (imag && part(imag, &y, &imag_is_complex, "second") < 0) return NULL;
  /* real + imag * 1j, without the arithmetic that would lose the sign of a zero. */
  if (imag_is_complex) x.real -= y.imag;
  if (imag) x.imag = real_is_complex ? x.imag + y.real : y.real;
  return complex_alloc(type, x);
}

/* ---- the type -------------------------------------------------------------------------------- */

static PyObject *complex_conjugate(PyObject *v, PyObject *arg AMBI_UNUSED) {
  return PyComplex_FromDoubles(CVAL(v).real, -CVAL(v).imag);
}

static PyObject *complex_complex(PyObject *v, PyObject *arg AMBI_UNUSED) {
  return complex_positive(v);
}

static PyObject *complex_getnewargs(PyObject *v, PyObject *arg AMBI_UNUSED) {
  return Py_BuildValue("(dd)", CVAL(v).real, CVAL(v).imag);
}

static PyMethodDef complex_methods[] = {
    {"conjugate", complex_conjugate, METH_NOARGS, NULL},
    {"__complex__", complex_complex, METH_NOARGS, NULL},
    {"__getnewargs__", complex_getnewargs, METH_NOARGS, NULL},
    {"__format__", ambi_format_complex, METH_O, NULL},
    {0},
};

static PyMemberDef complex_members[] = {
    {"real", T_DOUBLE, offsetof(PyComplexObject, cval.real), READONLY,
     "the real part of a complex number"},
    {"imag", T_DOUBLE, offsetof(PyComplexObject, cval.imag), READONLY,
     "the imaginary part of a complex number"},
    {0},
};

static void complex_dealloc(PyObject *v) { Py_TYPE(v)->tp_free(v); }

AMBI_EXPORT PyTypeObject PyComplex_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "complex",
    .tp_basicsize = sizeof(PyComplexObject),
    .tp_dealloc = complex_dealloc,
    .tp_repr = complex_repr,
    .tp_as_number = &complex_as_number,
    .tp_hash = complex_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_BASETYPE,
    .tp_richcompare = complex_richcompare,
    .tp_methods = complex_methods,
    .tp_members = complex_members,
    .tp_new = complex_new,
    .tp_free = PyObject_Free,
};
