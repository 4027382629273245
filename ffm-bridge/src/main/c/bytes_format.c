/* PyBytes_FromFormat, and the C library's formatting under Python's names. */
#include "format_directive.h"

typedef struct {
  char *text;
  size_t length, capacity;
} buffer;

static int put(buffer *to, const char *text, size_t length) {
  if (length > to->capacity - to->length) {
    if (length > (size_t)PY_SSIZE_T_MAX / 2 - to->length) {
      PyErr_NoMemory();
      return -1;
    }
    size_t capacity = (to->length + length) * 2;
    char *larger = PyMem_Realloc(to->text, capacity);
    if (!larger) {
      PyErr_NoMemory();
      return -1;
    }
    to->text = larger;
    to->capacity = capacity;
  }
  memcpy(to->text + to->length, text, length);
  to->length += length;
  return 0;
}

/* 1 when it is no directive that there is. Widths are read over; a precision counts for %s only. */
static int put_directive(buffer *to, const ambi_directive *directive, va_list *arguments) {
  char text[AMBI_NUMBER_TEXT];
  switch (directive->conversion) {
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'p': {
      bool known = directive->size != 'q' && !(directive->size && directive->conversion == 'i');
      return known ? put(to, text, (size_t)ambi_format_number(directive, arguments, text)) : 1;
    }
    case 'c': {
      int byte = va_arg(*arguments, int);
      if (byte < 0 || byte > 255) {
        PyErr_SetString(PyExc_OverflowError,
                        "PyBytes_FromFormatV(): %c format expects an integer in range [0; 255]");
        return -1;
      }
      text[0] = (char)byte;
      return put(to, text, 1);
    }
    case 's': {
      const char *string = va_arg(*arguments, const char *);
      return put(to, string, ambi_bounded_length(string, directive->precision > 0 ? directive->precision : -1));
    }
    case '%': return put(to, "%", 1);
    default: return 1;
  }
}

static int put_all(buffer *to, const char *format, va_list *arguments) {
  while (*format) {
    const char *percent = strchr(format, '%');
    size_t literal = percent ? (size_t)(percent - format) : strlen(format);
    if (literal && put(to, format, literal) < 0) return -1;
    if (!percent) return 0;
    ambi_directive directive;
    format = ambi_read_directive(percent + 1, &directive);
    if (!format) return -1;
    int done = put_directive(to, &directive, arguments);
    if (done > 0) return put(to, percent, strlen(percent));
    if (done < 0) return -1;
  }
  return 0;
}

AMBI_EXPORT PyObject *PyBytes_FromFormatV(const char *format, va_list vargs) {
  va_list arguments;
  va_copy(arguments, vargs);
  buffer to = {0};
  int failed = put_all(&to, format, &arguments);
  va_end(arguments);
  PyObject *result = failed ? NULL : PyBytes_FromStringAndSize(to.length ? to.text : "", (Py_ssize_t)to.length);
  PyMem_Free(to.text);
  return result;
}

AMBI_EXPORT PyObject *PyBytes_FromFormat(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  PyObject *result = PyBytes_FromFormatV(format, arguments);
  va_end(arguments);
  return result;
}

/* Always ends with a NUL byte where there is room for one, unlike some C libraries' own. */
AMBI_EXPORT int PyOS_vsnprintf(char *str, size_t size, const char *format, va_list va) {
  int length = vsnprintf(str, size, format, va);
  if (size > 0) str[size - 1] = '\0';
  return length;
}

AMBI_EXPORT int PyOS_snprintf(char *str, size_t size, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = PyOS_vsnprintf(str, size, format, arguments);
  va_end(arguments);
  return length;
}
