/* format % args, for str and for bytes. */
#include "values.h"

#include <limits.h>

/* A bytes format is read as Latin-1 text, and its result written back so. */
typedef struct {
  PyObject *format, *args;
  bool bytes, is_tuple;
  PyObject *mapping; /* borrowed; NULL where args is no mapping */
  Py_ssize_t at, next_arg;
  ambi_writer text;
} percent;

/* One directive. */
typedef struct {
  bool left, plus, space, alternate, zero;
  Py_ssize_t width, precision; /* -1 where not given */
  Py_UCS4 type;
} directive;

static Py_UCS4 peek(const percent *p) {
  return p->at < PyUnicode_GET_LENGTH(p->format) ? ambi_unicode_at(p->format, p->at) : 0;
}

static bool at_end(const percent *p) { return p->at >= PyUnicode_GET_LENGTH(p->format); }

static int incomplete(void) {
  PyErr_SetString(PyExc_ValueError, "incomplete format");
  return -1;
}

/* The next argument: a new reference. */
static PyObject *next_argument(percent *p) {
  if (p->is_tuple) {
    if (p->next_arg < PyTuple_GET_SIZE(p->args))
      return AMBI_NEWREF(PyTuple_GET_ITEM(p->args, p->next_arg++));
  } else if (p->next_arg == 0) {
    p->next_arg = 1;
    return AMBI_NEWREF(p->args);
  }
  return ambi_raise(PyExc_TypeError, "not enough arguments for format string");
}

/* The value of "(key)", at its opening parenthesis: a new reference. */
static PyObject *keyed_argument(percent *p) {
  if (!p->mapping) return ambi_raise(PyExc_TypeError, "format requires a mapping");
  Py_ssize_t start = ++p->at;
  for (int depth = 1; depth > 0; p->at++) {
    if (at_end(p)) return ambi_raise(PyExc_ValueError, "incomplete format key");
    depth += peek(p) == '(' ? 1 : peek(p) == ')' ? -1 : 0;
  }
  PyObject *key = PyUnicode_Substring(p->format, start, p->at - 1);
  if (key && p->bytes) Py_SETREF(key, PyUnicode_AsLatin1String(key));
  PyObject *value = key ? PyObject_GetItem(p->mapping, key) : NULL;
  Py_XDECREF(key);
  return value;
}

/* A number or "*". Returns -1 with an error set. */
static int parse_size(percent *p, Py_ssize_t *size, const char *what, bool *negative) {
  *negative = false;
  if (peek(p) == '*') {
    p->at++;
    PyObject *arg = next_argument(p);
    if (!arg) return -1;
    if (!PyLong_Check(arg)) {
      PyErr_SetString(PyExc_TypeError, "* wants int");
      Py_DECREF(arg);
      return -1;
    }
    Py_ssize_t v = strcmp(what, "width") == 0 ? PyLong_AsSsize_t(arg) : _PyLong_AsInt(arg);
    Py_DECREF(arg);
    if (v == -1 && PyErr_Occurred()) return -1;
    *negative = v < 0;
    *size = v < 0 ? -v : v;
    return 0;
  }
  for (*size = -1; peek(p) >= '0' && peek(p) <= '9'; p->at++) {
    Py_ssize_t v = *size < 0 ? 0 : *size;
    if (v >
        ((strcmp(what, "width") == 0 ? PY_SSIZE_T_MAX : INT_MAX) - ((Py_ssize_t)peek(p) - '0')) /
            10) {
      PyErr_Format(PyExc_ValueError, "%s too big", what);
      return -1;
    }
    *size = v * 10 + (Py_ssize_t)(peek(p) - '0');
  }
  return 0;
}

/* All between "%" (or "%(key)") and the type, and the type. */
static int parse_directive(percent *p, directive *d) {
  *d = (directive){.width = -1, .precision = -1};
  bool negative;
  for (;; p->at++) {
    Py_UCS4 ch = peek(p);
    if (ch == '-') {
      d->left = true;
    } else if (ch == '+') {
      d->plus = true;
    } else if (ch == ' ') {
      d->space = true;
    } else if (ch == '#') {
      d->alternate = true;
    } else if (ch == '0') {
      d->zero = true;
    } else {
      break;
    }
  }
  if (parse_size(p, &d->width, "width", &negative) < 0) return -1;
  if (negative) d->left = true;
  if (peek(p) == '.') {
    p->at++;
    if (parse_size(p, &d->precision, "precision", &negative) < 0) return -1;
    if (negative || d->precision < 0) d->precision = 0;
  }
  if (peek(p) == 'h' || peek(p) == 'l' || peek(p) == 'L') p->at++;
  if (at_end(p)) return incomplete();
  d->type = peek(p);
  p->at++;
  return 0;
}

/* ---- the types ------------------------------------------------------------------------------- */

/* The int for %d, %x and their kin: a new reference. */
static PyObject *integer_argument(PyObject *arg, Py_UCS4 type, bool bytes) {
  if (PyLong_Check(arg)) return AMBI_NEWREF(arg);
  bool hex = type == 'x' || type == 'X' || type == 'o';
  if (PyNumber_Check(arg)) {
    PyObject *v = hex ? PyNumber_Index(arg) : PyNumber_Long(arg);
    if (v || !PyErr_ExceptionMatches(PyExc_TypeError)) return v;
    PyErr_Clear();
  }
  return ambi_raise(PyExc_TypeError, "%%%c format: %s is required, not %.200s",
                    bytes && type == 'i' ? 'd' : (char)type, hex ? "an integer" : "a real number",
                    Py_TYPE(arg)->tp_name);
}

/* Sign and digits for an int; led by zeros to the precision; a prefix after the sign where
 * alternate. */
static PyObject *integer_text(PyObject *arg, const directive *d, bool bytes) {
  PyObject *v = integer_argument(arg, d->type, bytes);
  if (!v) return NULL;
  int base = d->type == 'o' ? 8 : d->type == 'x' || d->type == 'X' ? 16 : 10;
  PyObject *s = _PyLong_Format(v, base);
  Py_DECREF(v);
  if (!s || (base == 10 && d->precision <= 0)) return s;
  const char *text = PyUnicode_DATA(s);
  bool negative = *text == '-';
  text += negative + (base == 10 ? 0 : 2);
  Py_ssize_t n = (Py_ssize_t)strlen(text);
  ambi_writer out = {0};
  int status = negative ? ambi_writer_char(&out, '-') : 0;
  if (status == 0 && d->alternate && base != 10) {
    status = ambi_writer_ascii(&out, (char[]){'0', (char)d->type}, 2);
  }
  if (status == 0) status = ambi_writer_fill(&out, '0', d->precision > n ? d->precision - n : 0);
  for (; status == 0 && *text; text++) {
    status = ambi_writer_char(&out, (Py_UCS4)(d->type == 'X' && *text >= 'a' ? *text - 32 : *text));
  }
  Py_DECREF(s);
  if (status == 0) return ambi_writer_finish(&out);
  ambi_writer_discard(&out);
  return NULL;
}

static PyObject *float_text(PyObject *arg, const directive *d, bool bytes) {
  double v = PyFloat_AsDouble(arg);
  if (v == -1.0 && PyErr_Occurred()) {
    if (!bytes) return NULL;
    PyErr_Clear();
    return ambi_raise(PyExc_TypeError, "float argument required, not %.200s",
                      Py_TYPE(arg)->tp_name);
  }
  int precision = d->precision < 0 ? 6 : (int)d->precision;
  char *text = PyOS_double_to_string(v, (char)d->type, precision,
                                     d->alternate ? 0x04 /* Py_DTSF_ALT */ : 0, NULL);
  if (!text) return NULL;
  PyObject *s = PyUnicode_FromString(text);
  PyMem_Free(text);
  return s;
}

static PyObject *char_text(PyObject *arg) {
  if (PyUnicode_Check(arg)) {
    if (PyUnicode_GET_LENGTH(arg) == 1) return AMBI_NEWREF(arg);
    return ambi_raise(PyExc_TypeError, "%%c requires int or char");
  }
  int overflow = 0;
  PyObject *index = PyNumber_Index(arg);
  if (!index) {
    if (!PyErr_ExceptionMatches(PyExc_TypeError)) return NULL;
    PyErr_Clear();
    return ambi_raise(PyExc_TypeError, "%%c requires int or char");
  }
  long point = PyLong_AsLongAndOverflow(index, &overflow);
  Py_DECREF(index);
  if (overflow || point < 0 || point > 0x10ffff)
    return ambi_raise(PyExc_OverflowError, "%%c arg not in range(0x110000)");
  return ambi_unicode_char((Py_UCS4)point);
}

static PyObject *byte_text(PyObject *arg) {
  if ((PyBytes_Check(arg) || PyByteArray_Check(arg)) && Py_SIZE(arg) == 1) {
    return ambi_unicode_char((unsigned char)*ambi_bytes_data(arg));
  }
  if (PyLong_Check(arg)) {
    int overflow;
    long v = PyLong_AsLongAndOverflow(arg, &overflow);
    if (overflow || v < 0 || v > 255)
      return ambi_raise(PyExc_OverflowError, "%%c arg not in range(256)");
    return ambi_unicode_char((Py_UCS4)v);
  }
  return ambi_raise(PyExc_TypeError, "%%c requires an integer in range(256) or a single byte");
}

/* %b and %s of a bytes format: a buffer, or what __bytes__ gives. */
static PyObject *buffer_text(PyObject *arg) {
  PyObject *bytes = NULL;
  if (!PyObject_CheckBuffer(arg)) {
    PyObject *method = _PyType_Lookup(Py_TYPE(arg), AMBI_ID("__bytes__"));
    if (!method) {
      return ambi_raise(
          PyExc_TypeError,
          "%%b requires a bytes-like object, or an object that implements __bytes__, not '%.100s'",
          Py_TYPE(arg)->tp_name);
    }
    bytes = PyObject_CallOneArg(method, arg);
    if (!bytes) return NULL;
    if (!PyBytes_Check(bytes)) {
      PyErr_Format(PyExc_TypeError, "__bytes__ returned non-bytes (type %.200s)",
                   Py_TYPE(bytes)->tp_name);
      Py_DECREF(bytes);
      return NULL;
    }
    arg = bytes;
  }
  Py_buffer view;
  PyObject *s = NULL;
  if (PyObject_GetBuffer(arg, &view, 0) == 0) {
    s = PyUnicode_DecodeLatin1(view.buf, view.len, NULL);
    PyBuffer_Release(&view);
  }
  Py_XDECREF(bytes);
  return s;
}

static PyObject *unsupported(const percent *p, const directive *d) {
  return ambi_raise(PyExc_ValueError, "unsupported format character '%c' (0x%x) at index %zd",
                    31 <= d->type && d->type <= 126 ? (int)d->type : '?', (unsigned)d->type,
                    p->at - 1);
}

/* The text of an argument before padding; *numeric where zeros may fill it up. */
static PyObject *argument_text(const percent *p, PyObject *arg, const directive *d, bool *numeric) {
  *numeric = false;
  switch (d->type) {
    case 'b':
      if (!p->bytes) return unsupported(p, d);
      return buffer_text(arg);
    case 's': return p->bytes ? buffer_text(arg) : PyObject_Str(arg);
    case 'r': return p->bytes ? PyObject_ASCII(arg) : PyObject_Repr(arg);
    case 'a': return PyObject_ASCII(arg);
    case 'c': return p->bytes ? byte_text(arg) : char_text(arg);
    case 'i':
    case 'd':
    case 'u':
    case 'o':
    case 'x':
    case 'X': *numeric = true; return integer_text(arg, d, p->bytes);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': *numeric = true; return float_text(arg, d, p->bytes);
    default: return unsupported(p, d);
  }
}

static int write_padded(ambi_writer *to, PyObject *s, const directive *d, bool numeric) {
  Py_ssize_t start = 0, n = PyUnicode_GET_LENGTH(s);
  bool cut = d->type == 's' || d->type == 'r' || d->type == 'a' || d->type == 'b';
  if (cut && d->precision >= 0 && n > d->precision) n = d->precision;
  char lead[3] = "";
  int n_lead = 0;
  if (numeric) {
    Py_UCS4 first = ambi_unicode_at(s, 0);
    if (first == '-' || first == '+') {
      lead[n_lead++] = (char)first;
      start = 1;
    } else if (d->plus || d->space) {
      lead[n_lead++] = d->plus ? '+' : ' ';
    }
    if (d->alternate && (d->type == 'x' || d->type == 'X' || d->type == 'o')) {
      lead[n_lead++] = '0';
      lead[n_lead++] = (char)d->type;
      start += 2;
    }
  }
  Py_ssize_t padding = d->width - n_lead - (n - start);
  if (padding < 0) padding = 0;
  bool zeros = numeric && d->zero;
  if (!d->left && !zeros && ambi_writer_fill(to, ' ', padding) < 0) return -1;
  if (ambi_writer_ascii(to, lead, n_lead) < 0) return -1;
  if (!d->left && zeros && ambi_writer_fill(to, '0', padding) < 0) return -1;
  if (ambi_writer_slice(to, s, start, n) < 0) return -1;
  return d->left ? ambi_writer_fill(to, ' ', padding) : 0;
}

/* One directive, after its "%". */
static int convert(percent *p) {
  PyObject *keyed = NULL;
  directive d;
  if (peek(p) == '%') {
    p->at++;
    return ambi_writer_char(&p->text, '%');
  }
  if (peek(p) == '(' && !(keyed = keyed_argument(p))) return -1;
  if (parse_directive(p, &d) < 0) {
    Py_XDECREF(keyed);
    return -1;
  }
  PyObject *arg = keyed ? keyed : next_argument(p);
  if (!arg) return -1;
  bool numeric;
  PyObject *s = argument_text(p, arg, &d, &numeric);
  Py_DECREF(arg);
  int status = s ? write_padded(&p->text, s, &d, numeric) : -1;
  Py_XDECREF(s);
  return status;
}

static PyObject *format(percent *p) {
  Py_ssize_t n = PyUnicode_GET_LENGTH(p->format);
  p->is_tuple = PyTuple_Check(p->args);
  bool text_like =
      p->bytes ? PyBytes_Check(p->args) || PyByteArray_Check(p->args) : PyUnicode_Check(p->args);
  if (!p->is_tuple && !text_like && PyMapping_Check(p->args)) p->mapping = p->args;
  while (p->at < n) {
    Py_ssize_t next = PyUnicode_FindChar(p->format, '%', p->at, n, 1), stop = next < 0 ? n : next;
    if (ambi_writer_slice(&p->text, p->format, p->at, stop) < 0) goto failed;
    p->at = stop + 1;
    if (next >= 0 && (at_end(p) ? incomplete() : convert(p)) < 0) goto failed;
  }
  if (!p->mapping && p->next_arg < (p->is_tuple ? PyTuple_GET_SIZE(p->args) : 1)) {
    PyErr_Format(PyExc_TypeError, "not all arguments converted during %s formatting",
                 p->bytes ? "bytes" : "string");
    goto failed;
  }
  return ambi_writer_finish(&p->text);
failed:
  ambi_writer_discard(&p->text);
  return NULL;
}

AMBI_EXPORT PyObject *PyUnicode_Format(PyObject *fmt, PyObject *args) {
  if (!fmt || !args) {
    PyErr_BadInternalCall();
    return NULL;
  }
  if (ambi_unicode_check(fmt) < 0) return NULL;
  percent p = {.format = fmt, .args = args};
  return format(&p);
}

PyObject *ambi_bytes_percent(PyObject *fmt, PyObject *args) {
  PyObject *text = PyUnicode_DecodeLatin1(ambi_bytes_data(fmt), Py_SIZE(fmt), NULL);
  if (!text) return NULL;
  percent p = {.format = text, .args = args, .bytes = true};
  PyObject *r = format(&p);
  Py_DECREF(text);
  if (r) Py_SETREF(r, PyUnicode_AsLatin1String(r));
  return r;
}
