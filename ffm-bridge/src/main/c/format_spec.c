/* The mini-language of format specifications:
 * [[fill]align][sign][z][#][0][width][grouping][.precision][type]. */
#include "format_spec.h"

#include <limits.h>

static bool is_align(Py_UCS4 ch) { return ch == '<' || ch == '>' || ch == '=' || ch == '^'; }

/* Digits at *at; -1 where there are none, -2 with ValueError. */
static Py_ssize_t parse_digits(PyObject *s, Py_ssize_t *at) {
  Py_ssize_t v = -1;
  for (; *at < PyUnicode_GET_LENGTH(s); ++*at) {
    Py_UCS4 ch = ambi_unicode_at(s, *at);
    if (ch < '0' || ch > '9') break;
    if (v > (PY_SSIZE_T_MAX - 9) / 10) {
      PyErr_SetString(PyExc_ValueError, "Too many decimal digits in format string");
      return -2;
    }
    v = (v < 0 ? 0 : v) * 10 + (Py_ssize_t)(ch - '0');
  }
  return v;
}

static int cannot_group(char grouping, Py_UCS4 type) {
  if (type > 32 && type < 128) {
    PyErr_Format(PyExc_ValueError, "Cannot specify '%c' with '%c'.", grouping, (char)type);
  } else {
    PyErr_Format(PyExc_ValueError, "Cannot specify '%c' with '\\x%x'.", grouping, (unsigned)type);
  }
  return -1;
}

static int check_grouping(const ambi_format_spec *f) {
  switch (f->type) {
    case 'd':
    case 'e':
    case 'f':
    case 'g':
    case 'E':
    case 'G':
    case '%':
    case 'F':
    case 0: return 0;
    case 'b':
    case 'o':
    case 'x':
    case 'X': return f->grouping == '_' ? 0 : cannot_group(f->grouping, f->type);
    default: return cannot_group(f->grouping, f->type);
  }
}

int ambi_parse_format_spec(PyObject *spec, PyObject *object, Py_UCS4 default_type,
                           Py_UCS4 default_align, ambi_format_spec *f) {
  Py_ssize_t at = 0, n = PyUnicode_GET_LENGTH(spec);
  bool align_given = true, fill_given = false;
  *f = (ambi_format_spec){
      .fill = ' ', .align = default_align, .type = default_type, .width = -1, .precision = -1};
#define CH(i) ((i) < n ? ambi_unicode_at(spec, i) : 0)
  if (n >= 2 && is_align(CH(1))) {
    f->fill = CH(0);
    f->align = CH(1);
    fill_given = true;
    at = 2;
  } else if (n >= 1 && is_align(CH(0))) {
    f->align = CH(0);
    at = 1;
  } else {
    align_given = false;
  }
  if (CH(at) == '+' || CH(at) == '-' || CH(at) == ' ') {
    f->sign = (char)CH(at);
    at++;
  }
  if (CH(at) == 'z') {
    f->no_negative_zero = true;
    at++;
  }
  if (CH(at) == '#') {
    f->alternate = true;
    at++;
  }
  if (!fill_given && CH(at) == '0') {
    f->fill = '0';
    if (!align_given && default_align == '>') f->align = '=';
    at++;
  }
  if ((f->width = parse_digits(spec, &at)) == -2) return -1;
  if (CH(at) == ',') {
    f->grouping = ',';
    at++;
  }
  if (CH(at) == '_') {
    if (f->grouping) {
      PyErr_SetString(PyExc_ValueError, "Cannot specify both ',' and '_'.");
      return -1;
    }
    f->grouping = '_';
    at++;
  }
  if (CH(at) == ',' && f->grouping == '_') {
    PyErr_SetString(PyExc_ValueError, "Cannot specify both ',' and '_'.");
    return -1;
  }
  if (CH(at) == '.') {
    at++;
    f->precision = parse_digits(spec, &at);
    if (f->precision == -2) return -1;
    if (f->precision == -1) {
      PyErr_SetString(PyExc_ValueError, "Format specifier missing precision");
      return -1;
    }
  }
  if (n - at > 1) {
    PyErr_Format(PyExc_ValueError, "Invalid format specifier '%U' for object of type '%.200s'",
                 spec, Py_TYPE(object)->tp_name);
    return -1;
  }
  if (n - at == 1) f->type = CH(at);
#undef CH
  return f->grouping ? check_grouping(f) : 0;
}

PyObject *ambi_unknown_format_code(Py_UCS4 code, PyObject *object) {
  if (code > 32 && code < 128) {
    return ambi_raise(PyExc_ValueError, "Unknown format code '%c' for object of type '%.200s'",
                      (char)code, Py_TYPE(object)->tp_name);
  }
  return ambi_raise(PyExc_ValueError, "Unknown format code '\\x%x' for object of type '%.200s'",
                    (unsigned)code, Py_TYPE(object)->tp_name);
}

/* ---- layout ---------------------------------------------------------------------------------- */

void ambi_split_number(const char *text, ambi_number_parts *parts) {
  parts->digits = text;
  parts->n_digits = (Py_ssize_t)strspn(text, "0123456789");
  parts->rest = text + parts->n_digits;
  parts->n_rest = (Py_ssize_t)strlen(parts->rest);
}

/*
 * The digits with separators, led by zeros to at least `width` characters, written to the end of a
 * buffer. Returns how many characters; counts only where `end` is NULL.
 */
static Py_ssize_t group_digits(char *end, const char *digits, Py_ssize_t n, Py_ssize_t width,
                               char separator, Py_ssize_t group) {
  Py_ssize_t count = 0;
  bool separate = false;
  for (;;) {
    Py_ssize_t want = n > width ? n : width, size = want < 1 ? 1 : want;
    if (separator && size > group) size = group;
    Py_ssize_t taken = n < size ? n : size;
    if (separate) {
      count++;
      if (end) *--end = separator;
    }
    if (end) {
      end -= size;
      memset(end, '0', (size_t)(size - taken));
      memcpy(end + size - taken, digits + n - taken, (size_t)taken);
    }
    count += size;
    n -= taken;
    width -= size;
    if (n <= 0 && width <= 0) return count;
    width--;
    separate = true;
  }
}

static int pad_and_write(ambi_writer *to, const ambi_format_spec *f, const char *sign,
                         const ambi_number_parts *p, const char *digits, Py_ssize_t n_digits) {
  Py_ssize_t n_sign = (Py_ssize_t)strlen(sign), n_prefix = (Py_ssize_t)strlen(p->prefix);
  Py_ssize_t padding = f->width - (n_sign + n_prefix + n_digits + p->n_rest), left = 0, inside = 0;
  if (padding < 0) padding = 0;
  if (f->align == '>') left = padding;
  if (f->align == '^') left = padding / 2;
  if (f->align == '=') inside = padding;
  return ambi_writer_fill(to, f->fill, left) < 0 || ambi_writer_ascii(to, sign, n_sign) < 0 ||
                 ambi_writer_ascii(to, p->prefix, n_prefix) < 0 ||
                 ambi_writer_fill(to, f->fill, inside) < 0 ||
                 ambi_writer_ascii(to, digits, n_digits) < 0 ||
                 ambi_writer_ascii(to, p->rest, p->n_rest) < 0 ||
                 ambi_writer_fill(to, f->fill, padding - left - inside) < 0
             ? -1
             : 0;
}

int ambi_lay_out_number(ambi_writer *to, const ambi_format_spec *f, const ambi_number_parts *p) {
  const char *sign = p->negative ? "-" : f->sign == '+' ? "+" : f->sign == ' ' ? " " : "";
  Py_ssize_t width = 0;
  /* Zeros after the sign count as digits: they are grouped with the others. */
  if (f->fill == '0' && f->align == '=') {
    width = f->width - (Py_ssize_t)strlen(sign) - (Py_ssize_t)strlen(p->prefix) - p->n_rest;
    if (width < 0) width = 0;
  }
  Py_ssize_t group = f->type == 'b' || f->type == 'o' || f->type == 'x' || f->type == 'X' ? 4 : 3;
  /* Infinities and NaN: padded as they are. */
  if (p->n_digits == 0) return pad_and_write(to, f, sign, p, "", 0);
  Py_ssize_t count = group_digits(NULL, p->digits, p->n_digits, width, f->grouping, group);
  char *digits = PyMem_Malloc((size_t)count);
  if (!digits) {
    PyErr_NoMemory();
    return -1;
  }
  group_digits(digits + count, p->digits, p->n_digits, width, f->grouping, group);
  int status = pad_and_write(to, f, sign, p, digits, count);
  PyMem_Free(digits);
  return status;
}

char *ambi_double_by_spec(double v, const ambi_format_spec *f, Py_UCS4 type, int default_precision,
                          int flags) {
  if (f->precision > INT_MAX) {
    PyErr_SetString(PyExc_ValueError, "precision too big");
    return NULL;
  }
  int precision = (int)f->precision;
  if (f->alternate) flags |= 0x04;        /* Py_DTSF_ALT */
  if (f->no_negative_zero) flags |= 0x08; /* Py_DTSF_NO_NEG_0 */
  if (type == 'n') type = 'g';
  if (type == '%') {
    type = 'f';
    v *= 100;
  }
  if (precision < 0) {
    precision = default_precision;
  } else if (type == 'r') {
    type = 'g';
  }
  return PyOS_double_to_string(v, (char)type, precision, flags, NULL);
}
