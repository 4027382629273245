/* float: the type, its objects, arithmetic, comparison. */
#include "values.h"

#include <errno.h>
#include <float.h>
#include <math.h>

/* ---- memory: boxing a double is on the hot path ---------------------------------------------- */

/* Freed exact floats, linked through ob_type. */
#define FREE_LIST_MAX 256
static PyObject *free_list;
static int free_count;

AMBI_EXPORT PyObject *PyFloat_FromDouble(double v) {
  PyObject *o = free_list;
  if (AMBI_LIKELY(o != NULL)) {
    free_list = (PyObject *)o->ob_type;
    free_count--;
    ambi_count_revived();
    o->ob_refcnt = 1;
    o->ob_type = &PyFloat_Type;
  } else if (!(o = _PyObject_New(&PyFloat_Type))) {
    return NULL;
  }
  PyFloat_AS_DOUBLE(o) = v;
  return o;
}

static void float_dealloc(PyObject *o) {
  if (AMBI_LIKELY(PyFloat_CheckExact(o) && free_count < FREE_LIST_MAX)) {
    o->ob_type = (PyTypeObject *)free_list;
    free_list = o;
    free_count++;
    return;
  }
  Py_TYPE(o)->tp_free(o);
}

/* ---- from and to other objects --------------------------------------------------------------- */

AMBI_EXPORT double PyFloat_AsDouble(PyObject *o) {
  if (!o) {
    PyErr_BadArgument();
    return -1.0;
  }
  if (AMBI_LIKELY(PyFloat_CheckExact(o)) || PyFloat_Check(o)) return PyFloat_AS_DOUBLE(o);
  PyNumberMethods *number = Py_TYPE(o)->tp_as_number;
  if (!number || !number->nb_float) {
    if (!number || !number->nb_index) {
      PyErr_Format(PyExc_TypeError, "must be real number, not %.50s", Py_TYPE(o)->tp_name);
      return -1.0;
    }
    PyObject *index = PyNumber_Index(o);
    if (!index) return -1.0;
    double v = PyLong_AsDouble(index);
    Py_DECREF(index);
    return v;
  }
  PyObject *f = number->nb_float(o);
  if (!f) return -1.0;
  double v = -1.0;
  if (PyFloat_Check(f)) {
    v = PyFloat_AS_DOUBLE(f);
  } else {
    PyErr_Format(PyExc_TypeError, "%.50s.__float__ returned non-float (type %.50s)",
                 Py_TYPE(o)->tp_name, Py_TYPE(f)->tp_name);
  }
  Py_DECREF(f);
  return v;
}

AMBI_EXPORT double PyFloat_GetMax(void) { return DBL_MAX; }
AMBI_EXPORT double PyFloat_GetMin(void) { return DBL_MIN; }

/* Underscores may stand between digits only; they are taken out into `out`. False where one stands
 * elsewhere. */
static bool drop_underscores(const char *s, Py_ssize_t n, char *out) {
  char previous = '\0';
  for (Py_ssize_t i = 0; i < n; i++) {
    bool digit_before = previous >= '0' && previous <= '9', is_digit = s[i] >= '0' && s[i] <= '9';
    if (s[i] == '_' ? !digit_before : previous == '_' && !is_digit) return false;
    if (s[i] != '_') *out++ = s[i];
    previous = s[i];
  }
  *out = '\0';
  return previous != '_';
}

/* A float out of all of s, with white space around it; `shown` goes into the error. */
static PyObject *parse_float(const char *s, Py_ssize_t n, PyObject *shown) {
  while (n && (*s == ' ' || (*s >= '\t' && *s <= '\r'))) s++, n--;
  while (n && (s[n - 1] == ' ' || (s[n - 1] >= '\t' && s[n - 1] <= '\r'))) n--;
  char *copy = PyMem_Malloc((size_t)n + 1), *end;
  if (!copy) return PyErr_NoMemory();
  PyObject *result = NULL;
  if (n && !memchr(s, '\0', (size_t)n) && drop_underscores(s, n, copy)) {
    double v = PyOS_string_to_double(copy, &end, NULL);
    if (end != copy && *end == '\0') {
      result = PyFloat_FromDouble(v);
    } else {
      PyErr_Clear();
    }
  }
  PyMem_Free(copy);
  if (!result && !PyErr_Occurred())
    PyErr_Format(PyExc_ValueError, "could not convert string to float: %R", shown);
  return result;
}

AMBI_EXPORT PyObject *PyFloat_FromString(PyObject *o) {
  PyObject *result;
  if (PyUnicode_Check(o)) {
    PyObject *ascii = ambi_unicode_to_ascii_number(o);
    if (!ascii) return NULL;
    result = parse_float(PyUnicode_DATA(ascii), PyUnicode_GET_LENGTH(ascii), o);
    Py_DECREF(ascii);
    return result;
  }
  if (PyBytes_Check(o) || PyByteArray_Check(o))
    return parse_float(ambi_bytes_data(o), Py_SIZE(o), o);
  Py_buffer view;
  if (PyObject_CheckBuffer(o) && PyObject_GetBuffer(o, &view, 0) == 0) {
    result = parse_float(view.buf, view.len, o);
    PyBuffer_Release(&view);
    return result;
  }
  PyErr_Clear();
  return ambi_raise(PyExc_TypeError,
                    "float() argument must be a string or a real number, not '%.200s'",
                    Py_TYPE(o)->tp_name);
}

static PyObject *float_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  PyObject *x = NULL;
  if (type == &PyFloat_Type && kwargs && PyDict_GET_SIZE(kwargs)) {
    return ambi_raise(PyExc_TypeError, "float() takes no keyword arguments");
  }
  if (!PyArg_UnpackTuple(args, "float", 0, 1, &x)) return NULL;
  PyObject *v = !x                        ? PyFloat_FromDouble(0.0)
                : PyUnicode_CheckExact(x) ? PyFloat_FromString(x)
                                          : PyNumber_Float(x);
  if (!v || type == &PyFloat_Type) return v;
  PyObject *o = type->tp_alloc(type, 0);
  if (o) PyFloat_AS_DOUBLE(o) = PyFloat_AS_DOUBLE(v);
  Py_DECREF(v);
  return o;
}

/* ---- arithmetic ------------------------------------------------------------------------------ */

/* 1 and the value for a float or an int; 0 for another type; -1 for an int that is too large. */
static int operand(PyObject *o, double *v) {
  if (PyFloat_Check(o)) {
    *v = PyFloat_AS_DOUBLE(o);
    return 1;
  }
  if (!PyLong_Check(o)) return 0;
  *v = PyLong_AsDouble(o);
  return *v == -1.0 && PyErr_Occurred() ? -1 : 1;
}

#define OPERANDS(a, b, x, y)                         \
  double x, y;                                       \
  do {                                               \
    int ambi_found = operand(a, &x);                 \
    if (ambi_found > 0) ambi_found = operand(b, &y); \
    if (ambi_found < 0) return NULL;                 \
    if (ambi_found == 0) Py_RETURN_NOTIMPLEMENTED;   \
  } while (0)

static PyObject *float_add(PyObject *a, PyObject *b) {
  OPERANDS(a, b, x, y);
  return PyFloat_FromDouble(x + y);
}

static PyObject *float_subtract(PyObject *a, PyObject *b) {
  OPERANDS(a, b, x, y);
  return PyFloat_FromDouble(x - y);
}

static PyObject *float_multiply(PyObject *a, PyObject *b) {
  OPERANDS(a, b, x, y);
  return PyFloat_FromDouble(x * y);
}

static PyObject *float_true_divide(PyObject *a, PyObject *b) {
  OPERANDS(a, b, x, y);
  if (y == 0.0) return ambi_raise(PyExc_ZeroDivisionError, "float division by zero");
  return PyFloat_FromDouble(x / y);
}

/* Floor division and its remainder, whose sign is the divisor's, for y != 0. */
static void divide_floor(double x, double y, double *quotient, double *remainder) {
  double r = fmod(x, y), q = (x - r) / y;
  if (r != 0.0) {
    if ((y < 0) != (r < 0)) {
      r += y;
      q -= 1.0;
    }
  } else {
    r = copysign(0.0, y);
  }
  if (q != 0.0) {
    *quotient = floor(q);
    if (q - *quotient > 0.5) *quotient += 1.0;
  } else {
    *quotient = copysign(0.0, x / y);
  }
  *remainder = r;
}

static PyObject *float_floor_divide(PyObject *a, PyObject *b) {
  OPERANDS(a, b, x, y);
  if (y == 0.0) return ambi_raise(PyExc_ZeroDivisionError, "float floor division by zero");
  double q, r;
  divide_floor(x, y, &q, &r);
  return PyFloat_FromDouble(q);
}

static PyObject *float_remainder(PyObject *a, PyObject *b) {
  OPERANDS(a, b, x, y);
  if (y == 0.0) return ambi_raise(PyExc_ZeroDivisionError, "float modulo");
  double q, r;
  divide_floor(x, y, &q, &r);
  return PyFloat_FromDouble(r);
}

static PyObject *float_divmod(PyObject *a, PyObject *b) {
  OPERANDS(a, b, x, y);
  if (y == 0.0) return ambi_raise(PyExc_ZeroDivisionError, "float divmod()");
  double q, r;
  divide_floor(x, y, &q, &r);
  return Py_BuildValue("(dd)", q, r);
}

static PyObject *float_power(PyObject *a, PyObject *b, PyObject *modulus) {
  if (modulus != Py_None) {
    return ambi_raise(PyExc_TypeError,
                      "pow() 3rd argument not allowed unless all arguments are integers");
  }
  OPERANDS(a, b, x, y);
  /* C99's pow has Python's special cases, but for a zero base and for negative bases. */
  if (x == 0.0 && y < 0.0 && isfinite(y)) {
    return ambi_raise(PyExc_ZeroDivisionError, "0.0 cannot be raised to a negative power");
  }
  if (isfinite(x) && x < 0.0 && isfinite(y) && y != floor(y)) {
    return PyComplex_Type.tp_as_number->nb_power(a, b, modulus);
  }
  double r = pow(x, y);
  if (isinf(r) && isfinite(x) && isfinite(y)) {
    errno = ERANGE;
    return PyErr_SetFromErrno(PyExc_OverflowError);
  }
  return PyFloat_FromDouble(r);
}

static PyObject *float_negative(PyObject *v) { return PyFloat_FromDouble(-PyFloat_AS_DOUBLE(v)); }
static PyObject *float_absolute(PyObject *v) {
  return PyFloat_FromDouble(fabs(PyFloat_AS_DOUBLE(v)));
}
static int float_bool(PyObject *v) { return PyFloat_AS_DOUBLE(v) != 0.0; }
static PyObject *float_int(PyObject *v) { return PyLong_FromDouble(PyFloat_AS_DOUBLE(v)); }

static PyObject *float_float(PyObject *v) {
  return PyFloat_CheckExact(v) ? AMBI_NEWREF(v) : PyFloat_FromDouble(PyFloat_AS_DOUBLE(v));
}

static PyNumberMethods float_as_number = {
    .nb_add = float_add,
    .nb_subtract = float_subtract,
    .nb_multiply = float_multiply,
    .nb_remainder = float_remainder,
    .nb_divmod = float_divmod,
    .nb_power = float_power,
    .nb_negative = float_negative,
    .nb_positive = float_float,
    .nb_absolute = float_absolute,
    .nb_bool = float_bool,
    .nb_int = float_int,
    .nb_float = float_float,
    .nb_floor_divide = float_floor_divide,
    .nb_true_divide = float_true_divide,
};

/* ---- comparison, hash, text ------------------------------------------------------------------ */

/* Compares a double with an int of any size, exactly: -1, 0, 1; -2 on error. v is not NaN. */
static int compare_with_int(double v, PyObject *w) {
  if (isinf(v)) return v > 0 ? 1 : -1;
  if (ambi_long_is_medium(w)) {
    double x = (double)ambi_long_medium(w);
    return v < x ? -1 : v > x;
  }
  PyObject *whole = PyLong_FromDouble(v);
  if (!whole) return -2;
  int order = ambi_long_compare(whole, w);
  Py_DECREF(whole);
  if (order) return order;
  double fraction = v - trunc(v);
  return fraction < 0 ? -1 : fraction > 0;
}

static PyObject *float_richcompare(PyObject *a, PyObject *b, int op) {
  double x = PyFloat_AS_DOUBLE(a);
  if (PyLong_Check(b) && !isnan(x)) {
    int order = compare_with_int(x, b);
    if (order == -2) return NULL;
    return PyBool_FromLong(AMBI_COMPARE(order, 0, op));
  }
  if (!PyFloat_Check(b) && !PyLong_Check(b)) Py_RETURN_NOTIMPLEMENTED;
  double y = PyFloat_Check(b) ? PyFloat_AS_DOUBLE(b) : 0.0;
  return PyBool_FromLong(AMBI_COMPARE(x, y, op));
}

static Py_hash_t float_hash(PyObject *v) { return _Py_HashDouble(v, PyFloat_AS_DOUBLE(v)); }

static PyObject *float_repr(PyObject *v) {
  char *text = PyOS_double_to_string(PyFloat_AS_DOUBLE(v), 'r', 0, 2 /* Py_DTSF_ADD_DOT_0 */, NULL);
  if (!text) return NULL;
  PyObject *s = PyUnicode_FromString(text);
  PyMem_Free(text);
  return s;
}

AMBI_EXPORT PyTypeObject PyFloat_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "float",
    .tp_basicsize = sizeof(PyFloatObject),
    .tp_dealloc = float_dealloc,
    .tp_repr = float_repr,
    .tp_as_number = &float_as_number,
    .tp_hash = float_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_BASETYPE,
    .tp_richcompare = float_richcompare,
    .tp_methods = ambi_float_methods,
    .tp_getset = ambi_float_getset,
    .tp_new = float_new,
    .tp_free = PyObject_Free,
};
