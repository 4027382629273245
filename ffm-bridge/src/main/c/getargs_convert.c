/* One format unit of PyArg_Parse*: converting an object by it, and passing over it. */
#include <limits.h>

#include "getargs.h"

#define FAILED "(conversion failed)" /* an error is set: its words do not matter */

/* ---- what is undone when a later argument fails -------------------------------------------------- */

static bool add_cleanup(getargs *parse, void *item, void (*undo)(void *, void *), void *converter) {
  if (parse->cleanup_count == parse->cleanup_capacity) {
    int capacity = parse->cleanup_capacity * 2;
    bool first = parse->cleanups == parse->small;
    getargs_cleanup *larger = PyMem_Realloc(first ? NULL : parse->cleanups, (size_t)capacity * sizeof *larger);
    if (!larger) {
      undo(item, converter);
      PyErr_NoMemory();
      return false;
    }
    if (first) memcpy(larger, parse->small, sizeof parse->small);
    parse->cleanups = larger;
    parse->cleanup_capacity = capacity;
  }
  parse->cleanups[parse->cleanup_count++] = (getargs_cleanup){item, undo, converter};
  return true;
}

static void undo_buffer(void *item, void *unused AMBI_UNUSED) { PyBuffer_Release(item); }

static void undo_memory(void *item, void *unused AMBI_UNUSED) {
  PyMem_Free(*(void **)item);
  *(void **)item = NULL;
}

static void undo_converted(void *item, void *converter) { ((int (*)(PyObject *, void *))converter)(NULL, item); }

/* ---- phrases --------------------------------------------------------------------------------------- */

static const char *must_be(getargs *parse, const char *expected, PyObject *arg) {
  if (expected[0] == '(') {
    snprintf(parse->message, sizeof parse->message, "%.100s", expected);
  } else {
    snprintf(parse->message, sizeof parse->message, "must be %.50s, not %.50s", expected,
             arg == Py_None ? "None" : Py_TYPE(arg)->tp_name);
  }
  return parse->message;
}

static bool take(getargs *parse, char c) {
  if (*parse->format != c) return false;
  parse->format++;
  return true;
}

static bool lengths_are_clean(getargs *parse) {
  if (parse->size_t_clean) return true;
  PyErr_SetString(PyExc_SystemError, "PY_SSIZE_T_CLEAN macro must be defined for '#' formats");
  return false;
}

/* ---- numbers ----------------------------------------------------------------------------------------- */

/* The value of an int in [least, most], into *value; otherwise OverflowError about a `what`. */
static bool in_range(PyObject *arg, long least, long most, const char *what, long *value) {
  *value = PyLong_AsLong(arg);
  if (*value == -1 && PyErr_Occurred()) return false;
  if (*value >= least && *value <= most) return true;
  PyErr_Format(PyExc_OverflowError, "%s is %s", what, *value < least ? "less than minimum" : "greater than maximum");
  return false;
}

static const char *convert_number(getargs *parse, char unit, PyObject *arg) {
  void *to = va_arg(parse->variables, void *);
  long value;
  switch (unit) {
    case 'b':
      if (!in_range(arg, 0, UCHAR_MAX, "unsigned byte integer", &value)) return FAILED;
      *(unsigned char *)to = (unsigned char)value;
      return NULL;
    case 'h':
      if (!in_range(arg, SHRT_MIN, SHRT_MAX, "signed short integer", &value)) return FAILED;
      *(short *)to = (short)value;
      return NULL;
    case 'i':
      if (!in_range(arg, INT_MIN, INT_MAX, "signed integer", &value)) return FAILED;
      *(int *)to = (int)value;
      return NULL;
    case 'l':
      if (!in_range(arg, LONG_MIN, LONG_MAX, "", &value)) return FAILED;
      *(long *)to = value;
      return NULL;
    case 'B':
    case 'H':
    case 'I': {
      unsigned long bits = PyLong_AsUnsignedLongMask(arg);
      if (bits == (unsigned long)-1 && PyErr_Occurred()) return FAILED;
      if (unit == 'B') *(unsigned char *)to = (unsigned char)bits;
      if (unit == 'H') *(unsigned short *)to = (unsigned short)bits;
      if (unit == 'I') *(unsigned int *)to = (unsigned int)bits;
      return NULL;
    }
    case 'k':
      if (!PyLong_Check(arg)) return must_be(parse, "int", arg);
      *(unsigned long *)to = PyLong_AsUnsignedLongMask(arg);
      return NULL;
    case 'K':
      if (!PyLong_Check(arg)) return must_be(parse, "int", arg);
      *(unsigned long long *)to = PyLong_AsUnsignedLongLongMask(arg);
      return NULL;
    case 'L': {
      long long wide = PyLong_AsLongLong(arg);
      if (wide == -1 && PyErr_Occurred()) return FAILED;
      *(long long *)to = wide;
      return NULL;
    }
    case 'n': {
      PyObject *index = PyNumber_Index(arg);
      Py_ssize_t size = index ? PyLong_AsSsize_t(index) : -1;
      Py_XDECREF(index);
      if (size == -1 && PyErr_Occurred()) return FAILED;
      *(Py_ssize_t *)to = size;
      return NULL;
    }
    case 'f':
    case 'd': {
      double real = PyFloat_AsDouble(arg);
      if (real == -1.0 && PyErr_Occurred()) return FAILED;
      if (unit == 'f') *(float *)to = (float)real;
      if (unit == 'd') *(double *)to = real;
      return NULL;
    }
    case 'D': {
      Py_complex complex = PyComplex_AsCComplex(arg);
      if (complex.real == -1.0 && PyErr_Occurred()) return FAILED;
      *(Py_complex *)to = complex;
      return NULL;
    }
    default: { /* 'p' */
      int truth = PyObject_IsTrue(arg);
      if (truth < 0) return FAILED;
      *(int *)to = truth;
      return NULL;
    }
  }
}

/* ---- text and bytes ------------------------------------------------------------------------------------ */

/* A view of the object's memory. NULL, or what the object must be. */
static const char *get_buffer(PyObject *arg, Py_buffer *view) {
  if (PyObject_GetBuffer(arg, view, 0) < 0) return "bytes-like object";
  if (PyBuffer_IsContiguous(view, 'C')) return NULL;
  PyBuffer_Release(view);
  return "contiguous buffer";
}

/* Memory that stays where it is without a view being held. NULL, or what the object must be. */
static const char *get_lasting_buffer(PyObject *arg, const void **bytes, Py_ssize_t *length) {
  *bytes = NULL;
  PyBufferProcs *procs = Py_TYPE(arg)->tp_as_buffer;
  if (procs && procs->bf_releasebuffer) return "read-only bytes-like object";
  Py_buffer view;
  const char *wrong = get_buffer(arg, &view);
  if (wrong) return wrong;
  *bytes = view.buf;
  *length = view.len;
  PyBuffer_Release(&view);
  return NULL;
}

/* s* z* y*: a Py_buffer that the caller releases. */
static const char *convert_to_view(getargs *parse, char unit, PyObject *arg) {
  Py_buffer *view = va_arg(parse->variables, Py_buffer *);
  if (unit == 'z' && arg == Py_None) {
    if (PyBuffer_FillInfo(view, NULL, NULL, 0, 1, 0) < 0) return FAILED;
  } else if (unit != 'y' && PyUnicode_Check(arg)) {
    Py_ssize_t length;
    const char *utf8 = PyUnicode_AsUTF8AndSize(arg, &length);
    if (!utf8) return must_be(parse, "(unicode conversion error)", arg);
    if (PyBuffer_FillInfo(view, arg, (void *)(uintptr_t)utf8, length, 1, 0) < 0) return FAILED;
  } else {
    const char *wrong = get_buffer(arg, view);
    if (wrong) return must_be(parse, wrong, arg);
  }
  return add_cleanup(parse, view, undo_buffer, NULL) ? NULL : FAILED;
}

/* s# z# y#: a pointer and a length. */
static const char *convert_to_sized(getargs *parse, char unit, PyObject *arg) {
  const void **bytes = va_arg(parse->variables, const void **);
  if (!lengths_are_clean(parse)) return FAILED;
  Py_ssize_t *length = va_arg(parse->variables, Py_ssize_t *);
  if (unit == 'z' && arg == Py_None) {
    *bytes = NULL;
    *length = 0;
  } else if (unit != 'y' && PyUnicode_Check(arg)) {
    Py_ssize_t found;
    const char *utf8 = PyUnicode_AsUTF8AndSize(arg, &found);
    if (!utf8) return must_be(parse, "(unicode conversion error)", arg);
    *bytes = utf8;
    *length = found;
  } else {
    const char *wrong = get_lasting_buffer(arg, bytes, length);
    if (wrong) return must_be(parse, wrong, arg);
  }
  return NULL;
}

/* s z y: a pointer to a NUL-terminated string. */
static const char *convert_to_string(getargs *parse, char unit, PyObject *arg) {
  const void **bytes = va_arg(parse->variables, const void **);
  Py_ssize_t length;
  const char *embedded;
  if (unit == 'y') {
    const char *wrong = get_lasting_buffer(arg, bytes, &length);
    if (wrong) return must_be(parse, wrong, arg);
    embedded = "embedded null byte";
  } else if (unit == 'z' && arg == Py_None) {
    *bytes = NULL;
    return NULL;
  } else {
    if (!PyUnicode_Check(arg)) return must_be(parse, unit == 'z' ? "str or None" : "str", arg);
    const char *utf8 = PyUnicode_AsUTF8AndSize(arg, &length);
    if (!utf8) return must_be(parse, "(unicode conversion error)", arg);
    *bytes = utf8;
    embedded = "embedded null character";
  }
  if (strlen(*bytes) == (size_t)length) return NULL;
  PyErr_SetString(PyExc_ValueError, embedded);
  return FAILED;
}

static const char *convert_to_writable(getargs *parse, PyObject *arg) {
  enum { WRITABLE = 1 };
  Py_buffer *view = va_arg(parse->variables, Py_buffer *);
  if (!take(parse, '*')) return must_be(parse, "(invalid use of 'w' format character)", arg);
  if (PyObject_GetBuffer(arg, view, WRITABLE) < 0) {
    PyErr_Clear();
    return must_be(parse, "read-write bytes-like object", arg);
  }
  if (!PyBuffer_IsContiguous(view, 'C')) {
    PyBuffer_Release(view);
    return must_be(parse, "contiguous buffer", arg);
  }
  return add_cleanup(parse, view, undo_buffer, NULL) ? NULL : FAILED;
}

/* The bytes of es and et: encoded text, or for et bytes as they are. A new reference, or NULL and a phrase. */
static PyObject *encoded(getargs *parse, bool keep_bytes, const char *encoding, PyObject *arg, const char **phrase) {
  *phrase = NULL;
  if (keep_bytes && PyBytes_Check(arg)) return AMBI_NEWREF(arg);
  if (keep_bytes && PyByteArray_Check(arg)) {
    PyObject *copy = PyBytes_FromStringAndSize(PyByteArray_AsString(arg), PyByteArray_Size(arg));
    if (!copy) *phrase = FAILED;
    return copy;
  }
  if (!PyUnicode_Check(arg)) {
    *phrase = must_be(parse, keep_bytes ? "str, bytes or bytearray" : "str", arg);
    return NULL;
  }
  PyObject *bytes = PyUnicode_AsEncodedString(arg, encoding, NULL);
  if (!bytes) *phrase = must_be(parse, "(encoding failed)", arg);
  return bytes;
}

/* es et es# et#: memory that the caller frees, or with # fills if it gave some. */
static const char *convert_to_encoded(getargs *parse, PyObject *arg) {
  const char *encoding = va_arg(parse->variables, const char *);
  if (!encoding) encoding = "utf-8";
  bool keep_bytes = *parse->format == 't';
  if (!keep_bytes && *parse->format != 's') return must_be(parse, "(unknown parser marker combination)", arg);
  parse->format++;
  char **to = va_arg(parse->variables, char **);
  if (!to) return must_be(parse, "(buffer is NULL)", arg);
  Py_ssize_t *length = NULL;
  if (*parse->format == '#') {
    if (!lengths_are_clean(parse)) return FAILED;
    parse->format++;
    length = va_arg(parse->variables, Py_ssize_t *);
    if (!length) return must_be(parse, "(buffer_len is NULL)", arg);
  }

  const char *phrase;
  PyObject *bytes = encoded(parse, keep_bytes, encoding, arg, &phrase);
  if (!bytes) return phrase;
  Py_ssize_t size = PyBytes_GET_SIZE(bytes);
  const char *source = PyBytes_AS_STRING(bytes);
  bool make = !length || !*to;
  if (!length && strlen(source) != (size_t)size) {
    phrase = must_be(parse, "encoded string without null bytes", arg);
  } else if (!make && size + 1 > *length) {
    PyErr_Format(PyExc_ValueError, "encoded string too long (%zd, maximum length %zd)", size, *length - 1);
    phrase = FAILED;
  } else {
    if (make) *to = PyMem_Malloc((size_t)size + 1);
    if (!*to) {
      PyErr_NoMemory();
      phrase = FAILED;
    } else if (make && !add_cleanup(parse, to, undo_memory, NULL)) {
      phrase = FAILED;
    } else {
      memcpy(*to, source, (size_t)size + 1);
      if (length) *length = size;
    }
  }
  Py_DECREF(bytes);
  return phrase;
}

/* c and C: one byte, one character. */
static const char *convert_character(getargs *parse, char unit, PyObject *arg) {
  void *to = va_arg(parse->variables, void *);
  if (unit == 'C') {
    if (!PyUnicode_Check(arg) || PyUnicode_GET_LENGTH(arg) != 1) return must_be(parse, "a unicode character", arg);
    *(int *)to = (int)ambi_unicode_read(PyUnicode_KIND(arg), PyUnicode_DATA(arg), 0);
    return NULL;
  }
  if (PyBytes_Check(arg) && PyBytes_GET_SIZE(arg) == 1) {
    *(char *)to = PyBytes_AS_STRING(arg)[0];
  } else if (PyByteArray_Check(arg) && PyByteArray_Size(arg) == 1) {
    *(char *)to = PyByteArray_AsString(arg)[0];
  } else {
    return must_be(parse, "a byte string of length 1", arg);
  }
  return NULL;
}

/* ---- objects ------------------------------------------------------------------------------------------- */

static const char *convert_object(getargs *parse, PyObject *arg) {
  if (take(parse, '!')) {
    PyTypeObject *type = va_arg(parse->variables, PyTypeObject *);
    PyObject **to = va_arg(parse->variables, PyObject **);
    if (!PyObject_TypeCheck(arg, type)) return must_be(parse, type->tp_name, arg);
    *to = arg;
  } else if (take(parse, '&')) {
    int (*converter)(PyObject *, void *) = va_arg(parse->variables, int (*)(PyObject *, void *));
    void *to = va_arg(parse->variables, void *);
    int result = converter(arg, to);
    if (result == 0) return must_be(parse, "(unspecified)", arg);
    if (result == Py_CLEANUP_SUPPORTED && !add_cleanup(parse, to, undo_converted, (void *)converter)) return FAILED;
  } else {
    *va_arg(parse->variables, PyObject **) = arg;
  }
  return NULL;
}

static const char *convert_exact(getargs *parse, bool is_it, const char *expected, PyObject *arg) {
  PyObject **to = va_arg(parse->variables, PyObject **);
  if (!is_it) return must_be(parse, expected, arg);
  *to = arg;
  return NULL;
}

static const char *convert_simple(getargs *parse, PyObject *arg) {
  char unit = *parse->format++;
  switch (unit) {
    case 'b': case 'B': case 'h': case 'H': case 'i': case 'I': case 'l': case 'k': case 'L': case 'K':
    case 'n': case 'f': case 'd': case 'D': case 'p':
      return convert_number(parse, unit, arg);
    case 's': case 'z': case 'y':
      if (take(parse, '*')) return convert_to_view(parse, unit, arg);
      if (take(parse, '#')) return convert_to_sized(parse, unit, arg);
      return convert_to_string(parse, unit, arg);
    case 'e': return convert_to_encoded(parse, arg);
    case 'w': return convert_to_writable(parse, arg);
    case 'c': case 'C': return convert_character(parse, unit, arg);
    case 'S': return convert_exact(parse, PyBytes_Check(arg), "bytes", arg);
    case 'Y': return convert_exact(parse, PyByteArray_Check(arg), "bytearray", arg);
    case 'U': return convert_exact(parse, PyUnicode_Check(arg), "str", arg);
    case 'O': return convert_object(parse, arg);
    default: return must_be(parse, "(impossible<bad format char>)", arg);
  }
}

/* ---- tuples -------------------------------------------------------------------------------------------- */

/* How many units stand up to the parenthesis that closes. */
static int count_units(const char *format) {
  int count = 0, level = 0;
  for (;; format++) {
    if (*format == '(') {
      if (level++ == 0) count++;
    } else if (*format == ')') {
      if (level-- == 0) return count;
    } else if (ambi_getargs_at_end(format)) {
      return count;
    } else if (level == 0 && ((*format >= 'a' && *format <= 'z') || (*format >= 'A' && *format <= 'Z')) &&
               *format != 'e') {
      count++;
    }
  }
}

static const char *convert_tuple(getargs *parse, PyObject *arg, int *levels) {
  int count = count_units(parse->format);
  levels[0] = 0;
  if (!PySequence_Check(arg) || PyBytes_Check(arg)) {
    snprintf(parse->message, sizeof parse->message, "must be %d-item sequence, not %.50s", count,
             arg == Py_None ? "None" : Py_TYPE(arg)->tp_name);
    return parse->message;
  }
  Py_ssize_t length = PySequence_Size(arg);
  if (length != count) {
    snprintf(parse->message, sizeof parse->message, "must be sequence of length %d, not %zd", count, length);
    return parse->message;
  }
  for (int i = 0; i < count; i++) {
    PyObject *item = PySequence_GetItem(arg, i);
    levels[0] = i + 1;
    levels[1] = 0;
    if (!item) {
      PyErr_Clear();
      snprintf(parse->message, sizeof parse->message, "is not retrievable");
      return parse->message;
    }
    const char *phrase = ambi_getargs_convert(parse, item, levels + 1);
    /* The sequence holds it, as far as anyone can know; CPython borrows here too. */
    Py_DECREF(item);
    if (phrase) return phrase;
  }
  levels[0] = 0;
  return NULL;
}

const char *ambi_getargs_convert(getargs *parse, PyObject *arg, int *levels) {
  if (*parse->format != '(') {
    const char *phrase = convert_simple(parse, arg);
    if (phrase) levels[0] = 0;
    return phrase;
  }
  parse->format++;
  const char *phrase = convert_tuple(parse, arg, levels);
  if (!phrase) parse->format++;
  return phrase;
}

/* ---- passing over --------------------------------------------------------------------------------------- */

const char *ambi_getargs_skip(getargs *parse) {
  char unit = *parse->format++;
  switch (unit) {
    case 'b': case 'B': case 'h': case 'H': case 'i': case 'I': case 'l': case 'k': case 'L': case 'K':
    case 'n': case 'f': case 'd': case 'D': case 'p': case 'c': case 'C': case 'S': case 'Y': case 'U':
      (void)va_arg(parse->variables, void *);
      return NULL;
    case 'e':
      (void)va_arg(parse->variables, const char *);
      if (*parse->format != 's' && *parse->format != 't') return "impossible<bad format char>";
      parse->format++;
      break;
    case 's': case 'z': case 'y': case 'w': break;
    case 'O':
      (void)va_arg(parse->variables, void *);
      if (take(parse, '!') || take(parse, '&')) (void)va_arg(parse->variables, void *);
      return NULL;
    case '(':
      while (*parse->format != ')') {
        if (ambi_getargs_at_end(parse->format)) return "Unmatched left paren in format string";
        const char *wrong = ambi_getargs_skip(parse);
        if (wrong) return wrong;
      }
      parse->format++;
      return NULL;
    case ')': return "Unmatched right paren in format string";
    default: return "impossible<bad format char>";
  }
  (void)va_arg(parse->variables, void *);
  if (take(parse, '#')) {
    if (!lengths_are_clean(parse)) return FAILED;
    (void)va_arg(parse->variables, Py_ssize_t *);
  } else if (unit != 'e') {
    take(parse, '*');
  }
  return NULL;
}
