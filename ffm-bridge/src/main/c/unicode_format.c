/* PyUnicode_FromFormat and what is built on it: PyErr_Format. */
#include "format_directive.h"
#include "text_writer.h"

static int write_padding(ambi_writer *to, Py_ssize_t width, Py_ssize_t length, Py_UCS4 with) {
  return width > length ? ambi_writer_fill(to, with, width - length) : 0;
}

/* A precision is the least number of characters here, sign included, and flag 0 fills in front of the sign. */
static int write_number(ambi_writer *to, const ambi_directive *directive, const char *text, Py_ssize_t length) {
  Py_ssize_t zeros = directive->precision > length ? directive->precision - length : 0;
  if (write_padding(to, directive->width, length + zeros, directive->zero ? '0' : ' ') < 0) return -1;
  if (zeros && ambi_writer_fill(to, '0', zeros) < 0) return -1;
  return ambi_writer_ascii(to, text, length);
}

static int write_str(ambi_writer *to, const ambi_directive *directive, PyObject *str) {
  Py_ssize_t length = PyUnicode_GET_LENGTH(str);
  if (directive->precision >= 0 && directive->precision < length) length = directive->precision;
  if (write_padding(to, directive->width, length, ' ') < 0) return -1;
  return ambi_writer_str(to, str, length);
}

/* A C string in UTF-8, broken bytes replaced; the precision is in bytes, and needs no terminator behind it. */
static int write_utf8(ambi_writer *to, const ambi_directive *directive, const char *text) {
  size_t length = ambi_bounded_length(text, directive->precision);
  bool ascii = true;
  for (size_t i = 0; i < length && ascii; i++) ascii = (signed char)text[i] >= 0;
  if (ascii) {
    if (write_padding(to, directive->width, (Py_ssize_t)length, ' ') < 0) return -1;
    return ambi_writer_ascii(to, text, (Py_ssize_t)length);
  }
  PyObject *str = PyUnicode_DecodeUTF8(text, (Py_ssize_t)length, "replace");
  if (!str) return -1;
  ambi_directive all = *directive;
  all.precision = -1;
  int failed = write_str(to, &all, str);
  Py_DECREF(str);
  return failed;
}

/* The text that `as` makes of an object. */
static int write_object(ambi_writer *to, const ambi_directive *directive, PyObject *(*as)(PyObject *), PyObject *o) {
  PyObject *str = as(o);
  if (!str) return -1;
  int failed = write_str(to, directive, str);
  Py_DECREF(str);
  return failed;
}

/* 1 when it is no directive that there is. */
static int write_directive(ambi_writer *to, const ambi_directive *directive, va_list *arguments) {
  switch (directive->conversion) {
    case 'd':
    case 'i':
    case 'u':
    case 'x': {
      char text[AMBI_NUMBER_TEXT];
      int length = ambi_format_number(directive, arguments, text);
      return write_number(to, directive, text, length);
    }
    case 'p': {
      char text[AMBI_NUMBER_TEXT];
      return ambi_writer_ascii(to, text, ambi_format_number(directive, arguments, text));
    }
    case 'c': {
      int ordinal = va_arg(*arguments, int);
      if (ordinal < 0 || ordinal > 0x10ffff) {
        PyErr_SetString(PyExc_OverflowError, "character argument not in range(0x110000)");
        return -1;
      }
      return ambi_writer_fill(to, (Py_UCS4)ordinal, 1);
    }
    case 's': return write_utf8(to, directive, va_arg(*arguments, const char *));
    case 'U': return write_str(to, directive, va_arg(*arguments, PyObject *));
    case 'V': {
      PyObject *str = va_arg(*arguments, PyObject *);
      const char *otherwise = va_arg(*arguments, const char *);
      return str ? write_str(to, directive, str) : write_utf8(to, directive, otherwise);
    }
    case 'S': return write_object(to, directive, PyObject_Str, va_arg(*arguments, PyObject *));
    case 'R': return write_object(to, directive, PyObject_Repr, va_arg(*arguments, PyObject *));
    case 'A': return write_object(to, directive, PyObject_ASCII, va_arg(*arguments, PyObject *));
    case '%': return ambi_writer_fill(to, '%', 1);
    default: return 1;
  }
}

static int write_literal(ambi_writer *to, const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if ((signed char)text[i] < 0) {
      PyErr_Format(PyExc_ValueError,
                   "PyUnicode_FromFormatV() expects an ASCII-encoded format string, got a non-ASCII byte: 0x%02x",
                   (unsigned char)text[i]);
      return -1;
    }
  }
  return ambi_writer_ascii(to, text, (Py_ssize_t)length);
}

static int write_all(ambi_writer *to, const char *format, va_list *arguments) {
  while (*format) {
    const char *percent = strchr(format, '%');
    size_t literal = percent ? (size_t)(percent - format) : strlen(format);
    if (literal && write_literal(to, format, literal) < 0) return -1;
    if (!percent) return 0;
    ambi_directive directive;
    format = ambi_read_directive(percent + 1, &directive);
    if (!format) return -1;
    int wrote = write_directive(to, &directive, arguments);
    /* What the argument of an unknown directive is, nobody knows: the rest of the format is written as it stands. */
    if (wrote > 0) return ambi_writer_ascii(to, percent, (Py_ssize_t)strlen(percent));
    if (wrote < 0) return -1;
  }
  return 0;
}

AMBI_EXPORT PyObject *PyUnicode_FromFormatV(const char *format, va_list vargs) {
  va_list arguments;
  va_copy(arguments, vargs);
  ambi_writer text;
  text.text = NULL;
  text.length = text.capacity = 0;
  int failed = write_all(&text, format, &arguments);
  va_end(arguments);
  if (failed) {
    ambi_writer_discard(&text);
    return NULL;
  }
  return ambi_writer_finish(&text);
}

AMBI_EXPORT PyObject *PyUnicode_FromFormat(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  PyObject *result = PyUnicode_FromFormatV(format, arguments);
  va_end(arguments);
  return result;
}

AMBI_EXPORT PyObject *PyErr_FormatV(PyObject *exception, const char *format, va_list vargs) {
  /* Formatting may run an object's __repr__, which must not find an error that is set. */
  PyErr_Clear();
  PyObject *text = PyUnicode_FromFormatV(format, vargs);
  if (text) PyErr_SetObject(exception, text);
  Py_XDECREF(text);
  return NULL;
}

AMBI_EXPORT PyObject *PyErr_Format(PyObject *exception, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  PyErr_FormatV(exception, format, arguments);
  va_end(arguments);
  return NULL;
}
