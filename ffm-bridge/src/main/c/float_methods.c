/* float: what Python code calls by name. */
#include "values.h"

#include <ctype.h>
#include <float.h>
#include <math.h>
#include <strings.h>

static PyObject *float_is_integer(PyObject *v, PyObject *arg AMBI_UNUSED) {
  double x = PyFloat_AS_DOUBLE(v);
  return PyBool_FromLong(isfinite(x) && floor(x) == x);
}

static PyObject *float_conjugate(PyObject *v, PyObject *arg AMBI_UNUSED) {
  return PyFloat_CheckExact(v) ? AMBI_NEWREF(v) : PyFloat_FromDouble(PyFloat_AS_DOUBLE(v));
}

static PyObject *float_trunc(PyObject *v, PyObject *arg AMBI_UNUSED) {
  return PyLong_FromDouble(PyFloat_AS_DOUBLE(v));
}
static PyObject *float_floor(PyObject *v, PyObject *arg AMBI_UNUSED) {
  return PyLong_FromDouble(floor(PyFloat_AS_DOUBLE(v)));
}
static PyObject *float_ceil(PyObject *v, PyObject *arg AMBI_UNUSED) {
  return PyLong_FromDouble(ceil(PyFloat_AS_DOUBLE(v)));
}

/* x rounded to a multiple of 10**-ndigits, half to even, by its exact decimal expansion. */
static PyObject *round_decimal(double x, int ndigits) {
  char *text;
  double r;
  if (ndigits >= 0) {
    text = ambi_double_format(x, 'f', ndigits, false);
  } else {
    /* All the digits there are: a double with an integral part has at most 309, and 52 after them.
     */
    text = ambi_double_format(x, 'e', 400, false);
  }
  if (!text) return NULL;
  if (ndigits < 0) {
    char *e = strchr(text, 'e'), *digits = text + (x < 0);
    int kept = atoi(e + 1) + 1 + ndigits; /* of the significant digits */
    PyMem_Free(kept > 0 ? text : NULL);
    if (kept > 0) {
      text = ambi_double_format(x, 'e', kept - 1, false);
      if (!text) return NULL;
    } else {
      bool up =
          kept == 0 && (digits[0] > '5' || (digits[0] == '5' && strspn(digits + 2, "0") < 400));
      PyMem_Free(text);
      text = PyMem_Malloc(32);
      if (!text) return PyErr_NoMemory();
      snprintf(text, 32, "%s%de%d", x < 0 ? "-" : "", up, -ndigits);
    }
  }
  r = ambi_strtod(text, NULL);
  PyMem_Free(text);
  if (isinf(r)) return ambi_raise(PyExc_OverflowError, "rounded value too large to represent");
  return PyFloat_FromDouble(r);
}

static PyObject *float_round(PyObject *v, PyObject *args) {
  PyObject *ndigits = Py_None;
  if (!PyArg_ParseTuple(args, "|O:__round__", &ndigits)) return NULL;
  double x = PyFloat_AS_DOUBLE(v);
  if (ndigits == Py_None) {
    double r = round(x);
    if (fabs(x - r) == 0.5) r = 2.0 * round(x / 2.0);
    return PyLong_FromDouble(r);
  }
  Py_ssize_t n = PyNumber_AsSsize_t(ndigits, NULL);
  if (n == -1 && PyErr_Occurred()) return NULL;
  const int most = (int)((DBL_MANT_DIG - DBL_MIN_EXP) * 0.30103),
            least = -(int)((DBL_MAX_EXP + 1) * 0.30103);
  if (!isfinite(x) || x == 0.0 || n > most) return PyFloat_FromDouble(x);
  if (n < least) return PyFloat_FromDouble(0.0 * x);
  return round_decimal(x, (int)n);
}

static PyObject *float_as_integer_ratio(PyObject *v, PyObject *arg AMBI_UNUSED) {
  double x = PyFloat_AS_DOUBLE(v);
  if (isinf(x)) return ambi_raise(PyExc_OverflowError, "cannot convert Infinity to integer ratio");
  if (isnan(x)) return ambi_raise(PyExc_ValueError, "cannot convert NaN to integer ratio");
  int exponent;
  double fraction = frexp(x, &exponent);
  for (int i = 0; i < 300 && fraction != floor(fraction); i++) {
    fraction *= 2.0;
    exponent--;
  }
  PyObject *numerator = PyLong_FromDouble(fraction), *denominator = PyLong_FromLong(1),
           *pair = NULL;
  PyObject *count = PyLong_FromLong(abs(exponent));
  if (numerator && denominator && count) {
    PyObject **scaled = exponent > 0 ? &numerator : &denominator;
    Py_SETREF(*scaled, ambi_long_shift_left(*scaled, count));
    if (*scaled) pair = PyTuple_Pack(2, numerator, denominator);
  }
  Py_XDECREF(numerator);
  Py_XDECREF(denominator);
  Py_XDECREF(count);
  return pair;
}

/* ---- hexadecimal ----------------------------------------------------------------------------- */

static PyObject *float_hex(PyObject *v, PyObject *arg AMBI_UNUSED) {
  double x = PyFloat_AS_DOUBLE(v);
  if (!isfinite(x)) return PyObject_Repr(v);
  const char *sign = signbit(x) ? "-" : "";
  char text[64];
  if (x == 0.0) {
    snprintf(text, sizeof text, "%s0x0.0p+0", sign);
  } else {
    int exponent;
    double fraction = frexp(fabs(x), &exponent);
    int shift = 1 - (DBL_MIN_EXP - exponent > 0 ? DBL_MIN_EXP - exponent : 0);
    fraction = ldexp(fraction, shift);
    exponent -= shift;
    int lead = (int)fraction;
    uint64_t rest = (uint64_t)ldexp(fraction - lead, 52);
    snprintf(text, sizeof text, "%s0x%d.%013llxp%c%d", sign, lead, (unsigned long long)rest,
             exponent < 0 ? '-' : '+', abs(exponent));
  }
  return PyUnicode_FromString(text);
}

static PyObject *invalid_hex(void) {
  return ambi_raise(PyExc_ValueError, "invalid hexadecimal floating-point string");
}

/* C's strtod reads hexadecimal floats with correct rounding; here their form is checked, and "0x"
 * put in front. */
static PyObject *float_fromhex(PyObject *type, PyObject *arg) {
  Py_ssize_t n;
  const char *s = PyUnicode_AsUTF8AndSize(arg, &n);
  if (!s) return NULL;
  while (isspace((unsigned char)*s)) s++;
  const char *start = s;
  bool negative = *s == '-';
  if (*s == '-' || *s == '+') s++;
  double v;
  const char *end = s;
  if (strncasecmp(s, "infinity", 8) == 0) {
    v = (double)INFINITY, end = s + 8;
  } else if (strncasecmp(s, "inf", 3) == 0) {
    v = (double)INFINITY, end = s + 3;
  } else if (strncasecmp(s, "nan", 3) == 0) {
    v = (double)NAN, end = s + 3;
  } else {
    if (s[0] == '0' && (s[1] | 0x20) == 'x') s += 2;
    const char *p = s;
    int digits = 0;
    for (; isxdigit((unsigned char)*p); p++) digits++;
    if (*p == '.') {
      for (p++; isxdigit((unsigned char)*p); p++) digits++;
    }
    if (!digits) return invalid_hex();
    if ((*p | 0x20) == 'p') {
      p++;
      if (*p == '+' || *p == '-') p++;
      if (!isdigit((unsigned char)*p)) return invalid_hex();
      while (isdigit((unsigned char)*p)) p++;
    }
    char *copy = PyMem_Malloc((size_t)(p - s) + 3);
    if (!copy) return PyErr_NoMemory();
    memcpy(copy, "0x", 2);
    memcpy(copy + 2, s, (size_t)(p - s));
    copy[2 + (p - s)] = '\0';
    v = ambi_strtod(copy, NULL);
    PyMem_Free(copy);
    if (isinf(v)) {
      return ambi_raise(PyExc_OverflowError, "hexadecimal value too large to represent as a float");
    }
    end = p;
  }
  while (isspace((unsigned char)*end)) end++;
  if (end == start || *end) return invalid_hex();
  PyObject *r = PyFloat_FromDouble(negative ? -v : v);
  if (r && type != (PyObject *)&PyFloat_Type) Py_SETREF(r, PyObject_CallOneArg(type, r));
  return r;
}

static PyObject *float_getnewargs(PyObject *v, PyObject *arg AMBI_UNUSED) {
  return Py_BuildValue("(d)", PyFloat_AS_DOUBLE(v));
}

static PyObject *float_real(PyObject *v, void *closure AMBI_UNUSED) {
  return float_conjugate(v, NULL);
}
static PyObject *float_imag(PyObject *v AMBI_UNUSED, void *closure AMBI_UNUSED) {
  return PyFloat_FromDouble(0.0);
}

PyGetSetDef ambi_float_getset[] = {
    {"real", float_real, NULL, "the real part of a complex number", NULL},
    {"imag", float_imag, NULL, "the imaginary part of a complex number", NULL},
    {0},
};

PyMethodDef ambi_float_methods[] = {
    {"conjugate", float_conjugate, METH_NOARGS, NULL},
    {"is_integer", float_is_integer, METH_NOARGS, NULL},
    {"as_integer_ratio", float_as_integer_ratio, METH_NOARGS, NULL},
    {"hex", float_hex, METH_NOARGS, NULL},
    {"fromhex", float_fromhex, METH_O | METH_CLASS, NULL},
    {"__trunc__", float_trunc, METH_NOARGS, NULL},
    {"__floor__", float_floor, METH_NOARGS, NULL},
    {"__ceil__", float_ceil, METH_NOARGS, NULL},
    {"__round__", float_round, METH_VARARGS, NULL},
    {"__getnewargs__", float_getnewargs, METH_NOARGS, NULL},
    {"__format__", ambi_format_float, METH_O, NULL},
    {0},
};
