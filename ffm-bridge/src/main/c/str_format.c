/* str.format: replacement fields, attribute and item lookups, conversions, nested specs. */
#include "values.h"

/* Automatic numbering ("{}") and numbers in the format ("{0}") exclude each other. */
typedef enum { NUMBERING_UNKNOWN, NUMBERING_AUTOMATIC, NUMBERING_MANUAL } numbering;

typedef struct {
  PyObject *format, *args, *kwargs; /* kwargs: any mapping, or NULL */
  numbering mode;
  Py_ssize_t next_auto;
} formatter;

static Py_UCS4 at(const formatter *f, Py_ssize_t i) { return ambi_unicode_at(f->format, i); }

static int value_error(const char *message) {
  PyErr_SetString(PyExc_ValueError, message);
  return -1;
}

/* A non-negative decimal in format[start:end), -1 where it is none, -2 with ValueError. */
static Py_ssize_t parse_index(const formatter *f, Py_ssize_t start, Py_ssize_t end) {
  Py_ssize_t v = 0;
  if (start == end) return -1;
  for (Py_ssize_t i = start; i < end; i++) {
    if (at(f, i) < '0' || at(f, i) > '9') return -1;
    if (v > (PY_SSIZE_T_MAX - 9) / 10)
      return value_error("Too many decimal digits in format string") - 1;
    v = v * 10 + (Py_ssize_t)(at(f, i) - '0');
  }
  return v;
}

/* ---- the object of a field ------------------------------------------------------------------- */

static int set_numbering(formatter *f, numbering mode) {
  if (f->mode == NUMBERING_UNKNOWN) f->mode = mode;
  if (f->mode == mode) return 0;
  return value_error(
      mode == NUMBERING_MANUAL
          ? "cannot switch from automatic field numbering to manual field specification"
          : "cannot switch from manual field specification to automatic field numbering");
}

/* The argument that format[start:end), the part before "." and "[", names: a new reference. */
static PyObject *first_object(formatter *f, Py_ssize_t start, Py_ssize_t end) {
  Py_ssize_t index = parse_index(f, start, end);
  if (index == -2) return NULL;
  if (index >= 0) {
    if (set_numbering(f, NUMBERING_MANUAL) < 0) return NULL;
  } else if (start == end) {
    if (set_numbering(f, NUMBERING_AUTOMATIC) < 0) return NULL;
    index = f->next_auto++;
  }
  if (index >= 0) {
    if (!f->args) return ambi_raise(PyExc_ValueError, "Format string contains positional fields");
    if (index >= PyTuple_GET_SIZE(f->args)) {
      return ambi_raise(PyExc_IndexError,
                        "Replacement index %zd out of range for positional args tuple", index);
    }
    return AMBI_NEWREF(PyTuple_GET_ITEM(f->args, index));
  }
  PyObject *key = PyUnicode_Substring(f->format, start, end), *value = NULL;
  if (key && f->kwargs) {
    value = PyObject_GetItem(f->kwargs, key);
  } else if (key) {
    PyErr_SetObject(PyExc_KeyError, key);
  }
  Py_XDECREF(key);
  return value;
}

/* One ".name" or "[key]" at *i; replaces the object. */
static int follow(const formatter *f, PyObject **object, Py_ssize_t *i, Py_ssize_t end) {
  PyObject *key, *value;
  Py_ssize_t start = *i + 1, stop = start;
  if (at(f, *i) == '.') {
    while (stop < end && at(f, stop) != '.' && at(f, stop) != '[') stop++;
    if (stop == start) return value_error("Empty attribute in format string");
    key = PyUnicode_Substring(f->format, start, stop);
    value = key ? PyObject_GetAttr(*object, key) : NULL;
    *i = stop;
  } else if (at(f, *i) == '[') {
    while (stop < end && at(f, stop) != ']') stop++;
    if (stop == end) return value_error("Missing ']' in format string");
    if (stop == start) return value_error("Empty attribute in format string");
    Py_ssize_t index = parse_index(f, start, stop);
    if (index == -2) return -1;
    key = index >= 0 ? PyLong_FromSsize_t(index) : PyUnicode_Substring(f->format, start, stop);
    value = key ? PyObject_GetItem(*object, key) : NULL;
    *i = stop + 1;
  } else {
    return value_error("Only '.' or '[' may follow ']' in format field specifier");
  }
  Py_XDECREF(key);
  Py_SETREF(*object, value);
  return value ? 0 : -1;
}

static PyObject *field_object(formatter *f, Py_ssize_t start, Py_ssize_t end) {
  Py_ssize_t i = start;
  while (i < end && at(f, i) != '.' && at(f, i) != '[') i++;
  PyObject *object = first_object(f, start, i);
  while (object && i < end) {
    if (follow(f, &object, &i, end) < 0) Py_CLEAR(object);
  }
  return object;
}

/* ---- fields ---------------------------------------------------------------------------------- */

typedef struct {
  Py_ssize_t name_start, name_end, spec_start, spec_end;
  Py_UCS4 conversion; /* 0 for none */
  bool nested;        /* the spec has fields of its own */
} field;

/* Reads a field from behind its "{" to behind its "}". */
static int parse_field(const formatter *f, Py_ssize_t *i, Py_ssize_t end, field *out) {
  *out = (field){.name_start = *i};
  Py_UCS4 ch = 0;
  bool bracket = false;
  for (; *i < end; ++*i) {
    ch = at(f, *i);
    if (bracket) {
      bracket = ch != ']';
      continue;
    }
    if (ch == '{') return value_error("unexpected '{' in field name");
    if (ch == '}' || ch == ':' || ch == '!') break;
    bracket = ch == '[';
  }
  out->name_end = *i;
  if (*i >= end) return value_error("expected '}' before end of string");
  if (ch == '!') {
    if (*i + 1 >= end) return value_error("end of string while looking for conversion specifier");
    out->conversion = at(f, *i + 1);
    *i += 2;
    if (*i >= end) return value_error("unmatched '{' in format spec");
    ch = at(f, *i);
    if (ch != ':' && ch != '}') return value_error("expected ':' after conversion specifier");
  }
  ++*i;
  out->spec_start = out->spec_end = *i;
  if (ch == '}') return 0;
  for (int depth = 1; *i < end; ++*i) {
    ch = at(f, *i);
    if (ch == '{') {
      out->nested = true;
      depth++;
    } else if (ch == '}' && --depth == 0) {
      out->spec_end = (*i)++;
      return 0;
    }
  }
  return value_error("unmatched '{' in format spec");
}

static PyObject *convert(PyObject *object, Py_UCS4 conversion) {
  switch (conversion) {
    case 0: return AMBI_NEWREF(object);
    case 'r': return PyObject_Repr(object);
    case 's': return PyObject_Str(object);
    case 'a': return PyObject_ASCII(object);
    default:
      if (conversion > 32 && conversion < 127) {
        return ambi_raise(PyExc_ValueError, "Unknown conversion specifier %c", (char)conversion);
      }
      return ambi_raise(PyExc_ValueError, "Unknown conversion specifier \\x%x",
                        (unsigned)conversion);
  }
}

static int expand(formatter *f, ambi_writer *to, Py_ssize_t start, Py_ssize_t end, int depth);

static PyObject *field_spec(formatter *f, const field *d, int depth) {
  if (!d->nested) return PyUnicode_Substring(f->format, d->spec_start, d->spec_end);
  ambi_writer text = {0};
  if (expand(f, &text, d->spec_start, d->spec_end, depth - 1) == 0)
    return ambi_writer_finish(&text);
  ambi_writer_discard(&text);
  return NULL;
}

static int write_field(formatter *f, ambi_writer *to, const field *d, int depth) {
  PyObject *object = field_object(f, d->name_start, d->name_end), *converted = NULL, *spec = NULL,
           *text = NULL;
  if (object && (converted = convert(object, d->conversion)) && (spec = field_spec(f, d, depth))) {
    text = PyObject_Format(converted, spec);
  }
  int status = text ? ambi_writer_all(to, text) : -1;
  Py_XDECREF(object);
  Py_XDECREF(converted);
  Py_XDECREF(spec);
  Py_XDECREF(text);
  return status;
}

static int expand(formatter *f, ambi_writer *to, Py_ssize_t start, Py_ssize_t end, int depth) {
  if (depth < 0) return value_error("Max string recursion exceeded");
  for (Py_ssize_t i = start; i < end;) {
    Py_ssize_t literal = i;
    while (i < end && at(f, i) != '{' && at(f, i) != '}') i++;
    if (ambi_writer_slice(to, f->format, literal, i) < 0) return -1;
    if (i == end) return 0;
    Py_UCS4 brace = at(f, i++);
    if (i < end && at(f, i) == brace) {
      if (ambi_writer_char(to, brace) < 0) return -1;
      i++;
      continue;
    }
    if (brace == '}') return value_error("Single '}' encountered in format string");
    if (i == end) return value_error("Single '{' encountered in format string");
    field d;
    if (parse_field(f, &i, end, &d) < 0 || write_field(f, to, &d, depth) < 0) return -1;
  }
  return 0;
}

PyObject *ambi_unicode_do_format(PyObject *self, PyObject *args, PyObject *kwargs) {
  formatter f = {.format = self, .args = args, .kwargs = kwargs};
  ambi_writer text = {0};
  if (expand(&f, &text, 0, PyUnicode_GET_LENGTH(self), 1) == 0) return ambi_writer_finish(&text);
  ambi_writer_discard(&text);
  return NULL;
}
