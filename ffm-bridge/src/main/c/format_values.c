/* __format__ of int, float, complex and str. */
#include "format_spec.h"

#include <math.h>

#define ADD_DOT_0 0x02 /* Py_DTSF_ADD_DOT_0 */

static PyObject *finish(ambi_writer *text, int status) {
  if (status == 0) return ambi_writer_finish(text);
  ambi_writer_discard(text);
  return NULL;
}

/* The spec as a str; 1 where it is empty and str(self) is the answer; -1 with an error set. */
static int check_spec(PyObject *spec) {
  if (!PyUnicode_Check(spec)) {
    PyErr_Format(PyExc_TypeError, "__format__() argument must be str, not %.200s",
                 Py_TYPE(spec)->tp_name);
    return -1;
  }
  return PyUnicode_GET_LENGTH(spec) == 0;
}

/* ---- str ------------------------------------------------------------------------------------- */

PyObject *ambi_format_str(PyObject *self, PyObject *spec) {
  ambi_format_spec f;
  int empty = check_spec(spec);
  if (empty < 0) return NULL;
  if (empty) return PyUnicode_CheckExact(self) ? AMBI_NEWREF(self) : PyObject_Str(self);
  if (ambi_parse_format_spec(spec, self, 's', '<', &f) < 0) return NULL;
  if (f.type != 's') return ambi_unknown_format_code(f.type, self);
  if (f.sign) {
    return ambi_raise(PyExc_ValueError, f.sign == ' '
                                            ? "Space not allowed in string format specifier"
                                            : "Sign not allowed in string format specifier");
  }
  if (f.no_negative_zero) {
    return ambi_raise(PyExc_ValueError,
                      "Negative zero coercion (z) not allowed in string format specifier");
  }
  if (f.alternate)
    return ambi_raise(PyExc_ValueError,
                      "Alternate form (#) not allowed in string format specifier");
  if (f.align == '=')
    return ambi_raise(PyExc_ValueError, "'=' alignment not allowed in string format specifier");
  Py_ssize_t n = PyUnicode_GET_LENGTH(self);
  if (f.precision >= 0 && n > f.precision) n = f.precision;
  Py_ssize_t padding = f.width > n ? f.width - n : 0;
  Py_ssize_t left = f.align == '>' ? padding : f.align == '^' ? padding / 2 : 0;
  ambi_writer text = {0};
  return finish(&text, ambi_writer_fill(&text, f.fill, left) < 0 ||
                               ambi_writer_str(&text, self, n) < 0 ||
                               ambi_writer_fill(&text, f.fill, padding - left) < 0
                           ? -1
                           : 0);
}

/* ---- float ----------------------------------------------------------------------------------- */

static PyObject *format_double(double v, const ambi_format_spec *f) {
  char *number = f->type == 0 ? ambi_double_by_spec(v, f, 'r', 0, ADD_DOT_0)
                              : ambi_double_by_spec(v, f, f->type, 6, 0);
  if (number && f->type == '%') {
    char *longer = PyMem_Realloc(number, strlen(number) + 2);
    if (!longer) {
      PyMem_Free(number);
      return PyErr_NoMemory();
    }
    number = strcat(longer, "%");
  }
  if (!number) return NULL;
  ambi_number_parts parts = {.negative = *number == '-', .prefix = ""};
  ambi_split_number(number + parts.negative, &parts);
  ambi_writer text = {0};
  PyObject *r = finish(&text, ambi_lay_out_number(&text, f, &parts));
  PyMem_Free(number);
  return r;
}

static bool is_float_type(Py_UCS4 type) {
  return type < 128 && type && strchr("eEfFgG%", (int)type);
}

PyObject *ambi_format_float(PyObject *self, PyObject *spec) {
  ambi_format_spec f;
  int empty = check_spec(spec);
  if (empty < 0) return NULL;
  if (empty) return PyObject_Str(self);
  if (ambi_parse_format_spec(spec, self, 0, '>', &f) < 0) return NULL;
  if (f.type != 0 && f.type != 'n' && !is_float_type(f.type))
    return ambi_unknown_format_code(f.type, self);
  return format_double(PyFloat_AS_DOUBLE(self), &f);
}

/* ---- int ------------------------------------------------------------------------------------- */

static PyObject *format_char(PyObject *self, const ambi_format_spec *f) {
  if (f->sign)
    return ambi_raise(PyExc_ValueError, "Sign not allowed with integer format specifier 'c'");
  if (f->alternate) {
    return ambi_raise(PyExc_ValueError,
                      "Alternate form (#) not allowed with integer format specifier 'c'");
  }
  long point = PyLong_AsLong(self);
  if (point == -1 && PyErr_Occurred()) return NULL;
  if (point < 0 || point > 0x10ffff)
    return ambi_raise(PyExc_OverflowError, "%%c arg not in range(0x110000)");
  Py_ssize_t padding = f->width > 1 ? f->width - 1 : 0;
  Py_ssize_t left = f->align == '<' ? 0 : f->align == '^' ? padding / 2 : padding;
  ambi_writer text = {0};
  return finish(&text, ambi_writer_fill(&text, f->fill, left) < 0 ||
                               ambi_writer_char(&text, (Py_UCS4)point) < 0 ||
                               ambi_writer_fill(&text, f->fill, padding - left) < 0
                           ? -1
                           : 0);
}

static PyObject *format_int(PyObject *self, const ambi_format_spec *f) {
  if (f->precision >= 0)
    return ambi_raise(PyExc_ValueError, "Precision not allowed in integer format specifier");
  if (f->no_negative_zero) {
    return ambi_raise(PyExc_ValueError,
                      "Negative zero coercion (z) not allowed in integer format specifier");
  }
  if (f->type == 'c') return format_char(self, f);
  int base = f->type == 'b' ? 2 : f->type == 'o' ? 8 : f->type == 'x' || f->type == 'X' ? 16 : 10;
  PyObject *number = _PyLong_Format(self, base);
  if (!number) return NULL;
  char *digits = PyUnicode_DATA(number), prefix[3] = "", *upper = NULL;
  ambi_number_parts parts = {.negative = *digits == '-', .prefix = prefix};
  digits += parts.negative;
  if (base != 10) {
    if (f->alternate) {
      prefix[0] = '0';
      prefix[1] = (char)f->type;
    }
    digits += 2;
  }
  PyObject *r = NULL;
  if (f->type == 'X') {
    upper = PyMem_Malloc(strlen(digits) + 1);
    if (!upper) {
      Py_DECREF(number);
      return PyErr_NoMemory();
    }
    for (size_t i = 0; i <= strlen(digits); i++)
      upper[i] = (char)(digits[i] >= 'a' ? digits[i] - 32 : digits[i]);
    digits = upper;
  }
  parts.digits = digits;
  parts.n_digits = (Py_ssize_t)strlen(digits);
  ambi_writer text = {0};
  r = finish(&text, ambi_lay_out_number(&text, f, &parts));
  PyMem_Free(upper);
  Py_DECREF(number);
  return r;
}

PyObject *ambi_format_long(PyObject *self, PyObject *spec) {
  ambi_format_spec f;
  int empty = check_spec(spec);
  if (empty < 0) return NULL;
  if (empty) return PyObject_Str(self);
  if (ambi_parse_format_spec(spec, self, 'd', '>', &f) < 0) return NULL;
  if (is_float_type(f.type)) {
    double v = PyLong_AsDouble(self);
    return v == -1.0 && PyErr_Occurred() ? NULL : format_double(v, &f);
  }
  if (f.type >= 128 || !f.type || !strchr("bcdoxXn", (int)f.type))
    return ambi_unknown_format_code(f.type, self);
  return format_int(self, &f);
}

/* ---- complex --------------------------------------------------------------------------------- */

/* Both parts without padding, then the whole padded as a string is. */
static int lay_out_complex(ambi_writer *to, const ambi_format_spec *f, Py_complex v) {
  bool plain = f->type == 0, skip_real = plain && v.real == 0.0 && !signbit(v.real);
  char *real = plain ? ambi_double_by_spec(v.real, f, 'r', 0, 0)
                     : ambi_double_by_spec(v.real, f, f->type, 6, 0);
  char *imag = plain ? ambi_double_by_spec(v.imag, f, 'r', 0, 0)
                     : ambi_double_by_spec(v.imag, f, f->type, 6, 0);
  int status = real && imag ? 0 : -1;
  ambi_format_spec part = *f;
  part.fill = ' ';
  part.align = '<';
  part.width = -1;
  bool brackets = plain && !skip_real;
  if (status == 0 && brackets) status = ambi_writer_char(to, '(');
  if (status == 0 && !skip_real) {
    ambi_number_parts parts = {.negative = *real == '-', .prefix = ""};
    ambi_split_number(real + parts.negative, &parts);
    status = ambi_lay_out_number(to, &part, &parts);
    part.sign = '+';
  }
  if (status == 0) {
    ambi_number_parts parts = {.negative = *imag == '-', .prefix = ""};
    ambi_split_number(imag + parts.negative, &parts);
    status = ambi_lay_out_number(to, &part, &parts);
  }
  if (status == 0) status = ambi_writer_ascii(to, "j)", 1 + brackets);
  PyMem_Free(real);
  PyMem_Free(imag);
  return status;
}

PyObject *ambi_format_complex(PyObject *self, PyObject *spec) {
  ambi_format_spec f;
  int empty = check_spec(spec);
  if (empty < 0) return NULL;
  if (empty) return PyObject_Str(self);
  if (ambi_parse_format_spec(spec, self, 0, '>', &f) < 0) return NULL;
  if (f.type != 0 && f.type != 'n' && (!is_float_type(f.type) || f.type == '%')) {
    return ambi_unknown_format_code(f.type, self);
  }
  if (f.fill == '0')
    return ambi_raise(PyExc_ValueError, "Zero padding is not allowed in complex format specifier");
  if (f.align == '=') {
    return ambi_raise(PyExc_ValueError,
                      "'=' alignment flag is not allowed in complex format specifier");
  }
  ambi_writer inner = {0};
  PyObject *number = finish(&inner, lay_out_complex(&inner, &f, ((PyComplexObject *)self)->cval));
  if (!number) return NULL;
  Py_ssize_t n = PyUnicode_GET_LENGTH(number), padding = f.width > n ? f.width - n : 0;
  Py_ssize_t left = f.align == '>' ? padding : f.align == '^' ? padding / 2 : 0;
  ambi_writer text = {0};
  PyObject *r = finish(&text, ambi_writer_fill(&text, f.fill, left) < 0 ||
                                      ambi_writer_str(&text, number, n) < 0 ||
                                      ambi_writer_fill(&text, f.fill, padding - left) < 0
                                  ? -1
                                  : 0);
  Py_DECREF(number);
  return r;
}
