/* Py_BuildValue: from C values to Python objects by a format string. */
#include "ambi.h"

typedef struct {
  const char *format;
  va_list values;
  bool size_t_clean; /* whether PY_SSIZE_T_CLEAN was defined: lengths of # units are Py_ssize_t */
} building;

static PyObject *build_one(building *from);

/* How many objects the format makes up to `end`; -1 with an error set. */
static Py_ssize_t count_units(const char *format, char end) {
  Py_ssize_t count = 0;
  int level = 0;
  for (; level > 0 || *format != end; format++) {
    switch (*format) {
      case '\0':
        PyErr_SetString(PyExc_SystemError, "unmatched paren in format");
        return -1;
      case '(':
      case '[':
      case '{':
        if (level++ == 0) count++;
        break;
      case ')':
      case ']':
      case '}': level--; break;
      case '#':
      case '&':
      case ',':
      case ':':
      case ' ':
      case '\t': break;
      default:
        if (level == 0) count++;
    }
  }
  return count;
}

/* The closing parenthesis of what was just built. */
static bool closed(building *from, char end) {
  if (end == '\0') return true;
  if (*from->format != end) {
    PyErr_SetString(PyExc_SystemError, "Unmatched paren in format");
    return false;
  }
  from->format++;
  return true;
}

/*
 * After a failure, the rest up to `end` is built all the same and dropped, since N units own their objects. The error that
 * counts is the first one. `count` is what was left to build.
 */
static PyObject *drop_rest(building *from, char end, Py_ssize_t count) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  while (count-- > 0) {
    PyObject *unwanted = build_one(from);
    if (!unwanted) PyErr_Clear();
    Py_XDECREF(unwanted);
  }
  PyErr_Restore(type, value, traceback);
  if (end && *from->format == end) from->format++;
  return NULL;
}

static PyObject *build_sequence(building *from, char end, Py_ssize_t count, bool list) {
  PyObject *result = count < 0 ? NULL : list ? PyList_New(count) : PyTuple_New(count);
  if (!result) return count < 0 ? NULL : drop_rest(from, end, count);
  for (Py_ssize_t i = 0; i < count; i++) {
    PyObject *item = build_one(from);
    if (!item) {
      Py_DECREF(result);
      return drop_rest(from, end, count - i - 1);
    }
    if (list) {
      PyList_SET_ITEM(result, i, item);
    } else {
      PyTuple_SET_ITEM(result, i, item);
    }
  }
  if (!closed(from, end)) Py_CLEAR(result);
  return result;
}

static PyObject *build_dict(building *from, Py_ssize_t count) {
  if (count < 0) return NULL;
  if (count % 2) {
    PyErr_SetString(PyExc_SystemError, "Bad dict format");
    return drop_rest(from, '}', count);
  }
  PyObject *dict = PyDict_New();
  if (!dict) return drop_rest(from, '}', count);
  for (Py_ssize_t i = 0; i < count; i += 2) {
    PyObject *key = build_one(from);
    if (!key) {
      Py_DECREF(dict);
      return drop_rest(from, '}', count - i - 1);
    }
    PyObject *value = build_one(from);
    int failed = !value || PyDict_SetItem(dict, key, value) < 0;
    Py_DECREF(key);
    Py_XDECREF(value);
    if (failed) {
      Py_DECREF(dict);
      return drop_rest(from, '}', count - i - 2);
    }
  }
  if (!closed(from, '}')) Py_CLEAR(dict);
  return dict;
}

/* The length that follows a pointer when the unit has a #; -1 when it has none, -2 with an error set. */
static Py_ssize_t read_length(building *from) {
  if (*from->format != '#') return -1;
  from->format++;
  if (from->size_t_clean) return va_arg(from->values, Py_ssize_t);
  (void)va_arg(from->values, int);
  PyErr_SetString(PyExc_SystemError, "PY_SSIZE_T_CLEAN macro must be defined for '#' formats");
  return -2;
}

/* s z U y u: text and bytes, None for NULL. */
static PyObject *build_text(building *from, char unit) {
  const void *text = va_arg(from->values, const void *);
  Py_ssize_t length = read_length(from);
  if (length == -2) return NULL;
  if (!text) Py_RETURN_NONE;
  if (unit == 'u') return PyUnicode_FromWideChar(text, length);
  if (length < 0) {
    size_t measured = strlen(text);
    if (measured > (size_t)PY_SSIZE_T_MAX) {
      PyErr_SetString(PyExc_OverflowError, "string too long for Python string");
      return NULL;
    }
    length = (Py_ssize_t)measured;
  }
  return unit == 'y' ? PyBytes_FromStringAndSize(text, length) : PyUnicode_FromStringAndSize(text, length);
}

/* O S N, and O& with its converter. */
static PyObject *build_object(building *from, char unit) {
  if (*from->format == '&') {
    from->format++;
    PyObject *(*converter)(void *) = va_arg(from->values, PyObject *(*)(void *));
    void *value = va_arg(from->values, void *);
    return converter(value);
  }
  PyObject *object = va_arg(from->values, PyObject *);
  if (!object) {
    /* The call that made it failed, and has set an error. If not, that is one. */
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_SystemError, "NULL object passed to Py_BuildValue");
    return NULL;
  }
  if (unit != 'N') Py_INCREF(object);
  return object;
}

static PyObject *build_one(building *from) {
  for (;;) {
    char unit = *from->format++;
    switch (unit) {
      case '(': return build_sequence(from, ')', count_units(from->format, ')'), false);
      case '[': return build_sequence(from, ']', count_units(from->format, ']'), true);
      case '{': return build_dict(from, count_units(from->format, '}'));
      case 'b':
      case 'B':
      case 'h':
      case 'i': return PyLong_FromLong(va_arg(from->values, int));
      case 'H': return PyLong_FromLong((long)va_arg(from->values, unsigned int));
      case 'I': return PyLong_FromUnsignedLong(va_arg(from->values, unsigned int));
      case 'n': return PyLong_FromSsize_t(va_arg(from->values, Py_ssize_t));
      case 'l': return PyLong_FromLong(va_arg(from->values, long));
      case 'k': return PyLong_FromUnsignedLong(va_arg(from->values, unsigned long));
      case 'L': return PyLong_FromLongLong(va_arg(from->values, long long));
      case 'K': return PyLong_FromUnsignedLongLong(va_arg(from->values, unsigned long long));
      case 'f':
      case 'd': return PyFloat_FromDouble(va_arg(from->values, double));
      case 'D': return PyComplex_FromCComplex(*va_arg(from->values, Py_complex *));
      case 'c': {
        char byte = (char)va_arg(from->values, int);
        return PyBytes_FromStringAndSize(&byte, 1);
      }
      case 'C': return PyUnicode_FromOrdinal(va_arg(from->values, int));
      case 's':
      case 'z':
      case 'U':
      case 'y':
      case 'u': return build_text(from, unit);
      case 'N':
      case 'S':
      case 'O': return build_object(from, unit);
      case ',':
      case ':':
      case ' ':
      case '\t': break;
      default:
        PyErr_SetString(PyExc_SystemError, "bad format char passed to Py_BuildValue");
        return NULL;
    }
  }
}

static PyObject *build(const char *format, va_list values, bool size_t_clean) {
  Py_ssize_t count = count_units(format, '\0');
  if (count < 0) return NULL;
  if (count == 0) Py_RETURN_NONE;
  building from = {.format = format, .size_t_clean = size_t_clean};
  va_copy(from.values, values);
  PyObject *result = count == 1 ? build_one(&from) : build_sequence(&from, '\0', count, false);
  va_end(from.values);
  return result;
}

AMBI_EXPORT PyObject *Py_VaBuildValue(const char *format, va_list values) { return build(format, values, false); }

AMBI_EXPORT PyObject *_Py_VaBuildValue_SizeT(const char *format, va_list values) { return build(format, values, true); }

AMBI_EXPORT PyObject *Py_BuildValue(const char *format, ...) {
  va_list values;
  va_start(values, format);
  PyObject *result = build(format, values, false);
  va_end(values);
  return result;
}

AMBI_EXPORT PyObject *_Py_BuildValue_SizeT(const char *format, ...) {
  va_list values;
  va_start(values, format);
  PyObject *result = build(format, values, true);
  va_end(values);
  return result;
}
