/* PyArg_Parse, PyArg_ParseTuple, PyArg_UnpackTuple. */
#include "getargs.h"

void ambi_getargs_begin(getargs *parse, const char *format, va_list variables, bool size_t_clean) {
  parse->format = format;
  va_copy(parse->variables, variables);
  parse->size_t_clean = size_t_clean;
  parse->levels[0] = 0;
  parse->cleanups = parse->small;
  parse->cleanup_count = 0;
  parse->cleanup_capacity = sizeof parse->small / sizeof *parse->small;
}

int ambi_getargs_end(getargs *parse, bool ok) {
  for (int i = 0; !ok && i < parse->cleanup_count; i++) {
    getargs_cleanup *cleanup = &parse->cleanups[i];
    cleanup->undo(cleanup->item, cleanup->converter);
  }
  if (parse->cleanups != parse->small) PyMem_Free(parse->cleanups);
  va_end(parse->variables);
  return ok;
}

void ambi_getargs_error(getargs *parse, int position, const char *phrase, const char *function, const char *message) {
  if (PyErr_Occurred()) return;
  char text[512];
  if (!message) {
    size_t at = 0;
#define ADD(...) at += (size_t)snprintf(text + at, sizeof text - at, __VA_ARGS__)
    if (function) ADD("%.200s() ", function);
    ADD("argument");
    if (position) {
      ADD(" %d", position);
      for (int i = 0; i < AMBI_GETARGS_LEVELS && parse->levels[i] > 0 && at < 220; i++) {
        ADD(", item %d", parse->levels[i] - 1);
      }
    }
    ADD(" %.256s", phrase);
#undef ADD
    message = text;
  }
  PyErr_SetString(phrase[0] == '(' ? PyExc_SystemError : PyExc_TypeError, message);
}

/* What a format says before any argument is looked at. */
typedef struct {
  int least, most;
  const char *function; /* after ':' */
  const char *message;  /* after ';' */
} format_summary;

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static bool summarize(const char *format, format_summary *to) {
  int level = 0;
  *to = (format_summary){.least = -1};
  for (; *format && *format != ':' && *format != ';'; format++) {
    if (*format == '(') {
      if (level++ == 0) to->most++;
      if (level >= 30) {
        PyErr_SetString(PyExc_SystemError, "too many tuple nesting levels in argument format string");
        return false;
      }
    } else if (*format == ')') {
      if (level-- == 0) {
        PyErr_SetString(PyExc_SystemError, "excess ')' in getargs format");
        return false;
      }
    } else if (*format == '|') {
      if (level == 0) to->least = to->most;
    } else if (level == 0 && is_letter(*format) && *format != 'e') {
      /* es and et are one unit. */
      to->most++;
    }
  }
  if (level != 0) {
    PyErr_SetString(PyExc_SystemError, "missing ')' in getargs format");
    return false;
  }
  if (*format == ':') to->function = format + 1;
  if (*format == ';') to->message = format + 1;
  if (to->least < 0) to->least = to->most;
  return true;
}

/* PyArg_Parse: one argument, not in a tuple. */
static int parse_one(getargs *parse, PyObject *arg, const format_summary *summary) {
  const char *function = summary->function ? summary->function : "function";
  const char *parens = summary->function ? "()" : "";
  if (summary->most == 0) {
    if (!arg) return 1;
    PyErr_Format(PyExc_TypeError, "%.200s%s takes no arguments", function, parens);
    return 0;
  }
  if (summary->least != 1 || summary->most != 1) {
    PyErr_SetString(PyExc_SystemError, "old style getargs format uses new features");
    return 0;
  }
  if (!arg) {
    PyErr_Format(PyExc_TypeError, "%.200s%s takes at least one argument", function, parens);
    return 0;
  }
  const char *phrase = ambi_getargs_convert(parse, arg, parse->levels);
  if (!phrase) return 1;
  /* With a tuple for its only unit, the items are the arguments. */
  int position = parse->levels[0];
  memmove(parse->levels, parse->levels + 1, sizeof parse->levels - sizeof *parse->levels);
  ambi_getargs_error(parse, position, phrase, summary->function, summary->message);
  return 0;
}

static int parse_tuple(getargs *parse, PyObject *args, const format_summary *summary) {
  Py_ssize_t count = PyTuple_GET_SIZE(args);
  if (count < summary->least || count > summary->most) {
    if (summary->message) {
      PyErr_SetString(PyExc_TypeError, summary->message);
    } else {
      bool few = count < summary->least;
      int bound = few ? summary->least : summary->most;
      PyErr_Format(PyExc_TypeError, "%.150s%s takes %s %d argument%s (%zd given)",
                   summary->function ? summary->function : "function", summary->function ? "()" : "",
                   summary->least == summary->most ? "exactly"
                   : few                           ? "at least"
                                                   : "at most",
                   bound, bound == 1 ? "" : "s", count);
    }
    return 0;
  }
  const char *format = parse->format;
  for (Py_ssize_t i = 0; i < count; i++) {
    if (*parse->format == '|') parse->format++;
    const char *phrase = ambi_getargs_convert(parse, PyTuple_GET_ITEM(args, i), parse->levels);
    if (phrase) {
      ambi_getargs_error(parse, (int)i + 1, phrase, summary->function, summary->message);
      return 0;
    }
  }
  if (!ambi_getargs_at_end(parse->format) && !is_letter(*parse->format) && *parse->format != '(' &&
      *parse->format != '|') {
    PyErr_Format(PyExc_SystemError, "bad format string: %.200s", format);
    return 0;
  }
  return 1;
}

static int run(PyObject *args, const char *format, va_list variables, bool size_t_clean, bool tuple) {
  format_summary summary;
  if (!summarize(format, &summary)) return 0;
  if (tuple && !PyTuple_Check(args)) {
    PyErr_SetString(PyExc_SystemError, "new style getargs format but argument is not a tuple");
    return 0;
  }
  getargs parse;
  ambi_getargs_begin(&parse, format, variables, size_t_clean);
  return ambi_getargs_end(&parse, tuple ? parse_tuple(&parse, args, &summary) : parse_one(&parse, args, &summary));
}

#define VARIADIC(last, call)          \
  va_list variables;                  \
  va_start(variables, last);          \
  int result = call;                  \
  va_end(variables);                  \
  return result

AMBI_EXPORT int PyArg_Parse(PyObject *args, const char *format, ...) {
  VARIADIC(format, run(args, format, variables, false, false));
}

AMBI_EXPORT int _PyArg_Parse_SizeT(PyObject *args, const char *format, ...) {
  VARIADIC(format, run(args, format, variables, true, false));
}

AMBI_EXPORT int PyArg_ParseTuple(PyObject *args, const char *format, ...) {
  VARIADIC(format, run(args, format, variables, false, true));
}

AMBI_EXPORT int _PyArg_ParseTuple_SizeT(PyObject *args, const char *format, ...) {
  VARIADIC(format, run(args, format, variables, true, true));
}

AMBI_EXPORT int PyArg_VaParse(PyObject *args, const char *format, va_list variables) {
  return run(args, format, variables, false, true);
}

AMBI_EXPORT int _PyArg_VaParse_SizeT(PyObject *args, const char *format, va_list variables) {
  return run(args, format, variables, true, true);
}

/* ---- without a format ---------------------------------------------------------------------------------- */

static int unpack(PyObject *args, const char *name, Py_ssize_t least, Py_ssize_t most, va_list variables) {
  if (!PyTuple_Check(args)) {
    PyErr_SetString(PyExc_SystemError, "PyArg_UnpackTuple() argument list is not a tuple");
    return 0;
  }
  Py_ssize_t count = PyTuple_GET_SIZE(args);
  if (count < least || count > most) {
    Py_ssize_t bound = count < least ? least : most;
    const char *how = least == most ? "" : count < least ? "at least " : "at most ";
    const char *plural = bound == 1 ? "" : "s";
    if (name) {
      PyErr_Format(PyExc_TypeError, "%.200s expected %s%zd argument%s, got %zd", name, how, bound, plural, count);
    } else {
      PyErr_Format(PyExc_TypeError, "unpacked tuple should have %s%zd element%s, but has %zd", how, bound, plural, count);
    }
    return 0;
  }
  for (Py_ssize_t i = 0; i < count; i++) *va_arg(variables, PyObject **) = PyTuple_GET_ITEM(args, i);
  return 1;
}

AMBI_EXPORT int PyArg_UnpackTuple(PyObject *args, const char *name, Py_ssize_t min, Py_ssize_t max, ...) {
  VARIADIC(max, unpack(args, name, min, max, variables));
}

AMBI_EXPORT int _PyArg_NoKeywords(const char *name, PyObject *kwargs) {
  if (!kwargs) return 1;
  if (!PyDict_Check(kwargs)) {
    PyErr_BadInternalCall();
    return 0;
  }
  if (PyDict_GET_SIZE(kwargs) == 0) return 1;
  PyErr_Format(PyExc_TypeError, "%.200s() takes no keyword arguments", name);
  return 0;
}

AMBI_EXPORT int _PyArg_NoPositional(const char *name, PyObject *args) {
  if (!args) return 1;
  if (!PyTuple_Check(args)) {
    PyErr_BadInternalCall();
    return 0;
  }
  if (PyTuple_GET_SIZE(args) == 0) return 1;
  PyErr_Format(PyExc_TypeError, "%.200s() takes no positional arguments", name);
  return 0;
}
