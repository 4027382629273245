/* PyArg_ParseTupleAndKeywords. */
#include <limits.h>

#include "getargs.h"

/* The names of the parameters: the first ones, with empty names, are positional only. */
typedef struct {
  char **names;
  int positional_only, count;
  const char *function; /* NULL: none in the format */
} parameters;

static const char *function_or(const parameters *of, const char *otherwise) {
  return of->function ? of->function : otherwise;
}

static const char *parens(const parameters *of) { return of->function ? "()" : ""; }

static bool wrong_number(const parameters *of, const char *how, int bound, const char *kind, Py_ssize_t given) {
  PyErr_Format(PyExc_TypeError, "%.200s%s takes %s %d %sargument%s (%zd given)", function_or(of, "function"),
               parens(of), how, bound, kind, bound == 1 ? "" : "s", given);
  return false;
}

static bool bad_format(const char *message) {
  PyErr_SetString(PyExc_SystemError, message);
  return false;
}

/* Every keyword names a parameter, and none of those that came by position. */
static bool check_keywords(const parameters *of, PyObject *kwargs, Py_ssize_t positional) {
  for (Py_ssize_t i = of->positional_only; i < positional; i++) {
    PyObject *value = _PyDict_GetItemStringWithError(kwargs, of->names[i]);
    if (value) {
      PyErr_Format(PyExc_TypeError, "argument for %.200s%s given by name ('%s') and position (%d)",
                   function_or(of, "function"), parens(of), of->names[i], (int)i + 1);
    }
    if (PyErr_Occurred()) return false;
  }
  PyObject *key;
  for (Py_ssize_t at = 0; PyDict_Next(kwargs, &at, &key, NULL);) {
    if (!PyUnicode_Check(key)) {
      PyErr_SetString(PyExc_TypeError, "keywords must be strings");
      return false;
    }
    bool known = false;
    for (int i = of->positional_only; i < of->count && !known; i++) {
      known = _PyUnicode_EqualToASCIIString(key, of->names[i]);
    }
    if (!known) {
      PyErr_Format(PyExc_TypeError, "'%U' is an invalid keyword argument for %.200s%s", key,
                   function_or(of, "this function"), parens(of));
      return false;
    }
  }
  return true;
}

static bool parse_all(getargs *parse, const parameters *of, PyObject *args, PyObject *kwargs, const char *message) {
  Py_ssize_t positional = PyTuple_GET_SIZE(args);
  Py_ssize_t by_name = kwargs ? PyDict_GET_SIZE(kwargs) : 0;
  if (positional + by_name > of->count) {
    return wrong_number(of, "at most", of->count, positional == 0 ? "keyword " : "", positional + by_name);
  }

  int least = INT_MAX, most = INT_MAX, i; /* positions of | and $ */
  bool skip = false; /* a positional-only argument is missing: read on only to learn least and most */
  for (i = 0; i < of->count; i++) {
    if (*parse->format == '|') {
      if (least != INT_MAX) return bad_format("Invalid format string (| specified twice)");
      least = i;
      parse->format++;
      if (most != INT_MAX) return bad_format("Invalid format string ($ before |)");
    }
    if (*parse->format == '$') {
      if (most != INT_MAX) return bad_format("Invalid format string ($ specified twice)");
      most = i;
      parse->format++;
      if (most < of->positional_only) return bad_format("Empty parameter name after $");
      if (skip) break;
      if (most < positional && most == 0) {
        PyErr_Format(PyExc_TypeError, "%.200s%s takes no positional arguments", function_or(of, "function"),
                     parens(of));
        return false;
      }
      if (most < positional) {
        return wrong_number(of, least != INT_MAX ? "at most" : "exactly", most, "positional ", positional);
      }
    }
    if (ambi_getargs_at_end(parse->format)) {
      PyErr_Format(PyExc_SystemError, "More keyword list entries (%d) than format specifiers (%d)", of->count, i);
      return false;
    }
    if (!skip) {
      PyObject *arg = NULL;
      if (i < positional) {
        arg = PyTuple_GET_ITEM(args, i);
      } else if (by_name && i >= of->positional_only) {
        arg = _PyDict_GetItemStringWithError(kwargs, of->names[i]);
        if (arg) {
          by_name--;
        } else if (PyErr_Occurred()) {
          return false;
        }
      }
      if (arg) {
        const char *phrase = ambi_getargs_convert(parse, arg, parse->levels);
        if (phrase) {
          ambi_getargs_error(parse, i + 1, phrase, of->function, message);
          return false;
        }
        continue;
      }
      if (i < least) {
        if (i >= of->positional_only) {
          PyErr_Format(PyExc_TypeError, "%.200s%s missing required argument '%s' (pos %i)",
                       function_or(of, "function"), parens(of), of->names[i], i + 1);
          return false;
        }
        skip = true;
      }
      /* All that was given has been read, and nothing more is required. */
      if (!by_name && !skip) return true;
    }
    const char *unit = parse->format;
    const char *wrong = ambi_getargs_skip(parse);
    if (wrong) {
      if (!PyErr_Occurred()) PyErr_Format(PyExc_SystemError, "%s: '%s'", wrong, unit);
      return false;
    }
  }

  if (skip) {
    int bound = of->positional_only < least ? of->positional_only : least;
    return wrong_number(of, bound < i ? "at least" : "exactly", bound, "positional ", positional);
  }
  if (!ambi_getargs_at_end(parse->format) && *parse->format != '|' && *parse->format != '$') {
    PyErr_Format(PyExc_SystemError, "more argument specifiers than keyword list entries (remaining format:'%s')",
                 parse->format);
    return false;
  }
  return by_name == 0 || check_keywords(of, kwargs, positional);
}

static int run(PyObject *args, PyObject *kwargs, const char *format, char **names, va_list variables, bool size_t_clean) {
  if (!args || !PyTuple_Check(args) || (kwargs && !PyDict_Check(kwargs)) || !format || !names) {
    PyErr_BadInternalCall();
    return 0;
  }
  parameters of = {.names = names};
  const char *message = NULL;
  const char *colon = strchr(format, ':');
  if (colon) {
    of.function = colon + 1;
  } else {
    const char *semicolon = strchr(format, ';');
    if (semicolon) message = semicolon + 1;
  }
  while (names[of.positional_only] && !*names[of.positional_only]) of.positional_only++;
  of.count = of.positional_only;
  for (; names[of.count]; of.count++) {
    if (!*names[of.count]) {
      bad_format("Empty keyword parameter name");
      return 0;
    }
  }
  getargs parse;
  ambi_getargs_begin(&parse, format, variables, size_t_clean);
  return ambi_getargs_end(&parse, parse_all(&parse, &of, args, kwargs, message));
}

AMBI_EXPORT int PyArg_ParseTupleAndKeywords(PyObject *args, PyObject *kwargs, const char *format, char **names, ...) {
  va_list variables;
  va_start(variables, names);
  int result = run(args, kwargs, format, names, variables, false);
  va_end(variables);
  return result;
}

AMBI_EXPORT int _PyArg_ParseTupleAndKeywords_SizeT(PyObject *args, PyObject *kwargs, const char *format, char **names,
                                                   ...) {
  va_list variables;
  va_start(variables, names);
  int result = run(args, kwargs, format, names, variables, true);
  va_end(variables);
  return result;
}

AMBI_EXPORT int PyArg_VaParseTupleAndKeywords(PyObject *args, PyObject *kwargs, const char *format, char **names,
                                              va_list variables) {
  return run(args, kwargs, format, names, variables, false);
}

AMBI_EXPORT int _PyArg_VaParseTupleAndKeywords_SizeT(PyObject *args, PyObject *kwargs, const char *format, char **names,
                                                     va_list variables) {
  return run(args, kwargs, format, names, variables, true);
}

AMBI_EXPORT int PyArg_ValidateKeywordArguments(PyObject *kwargs) {
  if (!PyDict_Check(kwargs)) {
    PyErr_BadInternalCall();
    return 0;
  }
  PyObject *key;
  for (Py_ssize_t at = 0; PyDict_Next(kwargs, &at, &key, NULL);) {
    if (!PyUnicode_Check(key)) {
      PyErr_SetString(PyExc_TypeError, "keywords must be strings");
      return 0;
    }
  }
  return 1;
}
