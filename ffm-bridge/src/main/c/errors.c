/* The error indicator of the thread, and what reads and sets it. */
#include "ambi.h"

#include <errno.h>

#undef PyErr_BadInternalCall
int ambi_warn(PyObject *category, PyObject *text, Py_ssize_t stack_level);

static PyThreadState *state(void) { return &ambi_thread()->py; }

AMBI_EXPORT PyObject *PyErr_Occurred(void) { return state()->curexc_type; }

AMBI_EXPORT void PyErr_Restore(PyObject *type, PyObject *value, PyObject *traceback) {
  PyThreadState *ts = state();
  PyObject *old_type = ts->curexc_type, *old_value = ts->curexc_value, *old_tb = ts->curexc_traceback;
  ts->curexc_type = type;
  ts->curexc_value = value;
  ts->curexc_traceback = traceback;
  Py_XDECREF(old_type);
  Py_XDECREF(old_value);
  Py_XDECREF(old_tb);
}

AMBI_EXPORT void PyErr_Fetch(PyObject **type, PyObject **value, PyObject **traceback) {
  PyThreadState *ts = state();
  *type = ts->curexc_type;
  *value = ts->curexc_value;
  *traceback = ts->curexc_traceback;
  ts->curexc_type = ts->curexc_value = ts->curexc_traceback = NULL;
}

AMBI_EXPORT void PyErr_Clear(void) {
  if (state()->curexc_type) PyErr_Restore(NULL, NULL, NULL);
}

/* An instance of `type` made as `raise type(value)` would make it; NULL with an error. */
static PyObject *instantiate(PyObject *type, PyObject *value) {
  if (!value || value == Py_None) return PyObject_CallNoArgs(type);
  if (PyTuple_Check(value)) return PyObject_Call(type, value, NULL);
  return PyObject_CallOneArg(type, value);
}

/* PEP 3134: what is raised while another exception is handled keeps that one as its context. */
static PyObject *with_context(PyObject *type, PyObject *value, PyObject *handled) {
  PyObject *instance =
      value && PyExceptionInstance_Check(value) ? AMBI_NEWREF(value) : instantiate(type, value);
  if (!instance) return NULL;
  if (instance != handled && PyExceptionInstance_Check(instance)) {
    for (PyObject *o = handled, *next; o; o = next) { /* break a cycle that would run through it */
      next = ((PyBaseExceptionObject *)o)->context;
      if (next == instance) {
        Py_CLEAR(((PyBaseExceptionObject *)o)->context);
        break;
      }
    }
    PyException_SetContext(instance, AMBI_NEWREF(handled));
  }
  return instance;
}

AMBI_EXPORT void PyErr_SetObject(PyObject *type, PyObject *value) {
  if (type && !PyExceptionClass_Check(type)) {
    PyErr_Format(PyExc_SystemError, "_PyErr_SetObject: exception %R is not a BaseException subclass", type);
    return;
  }
  PyObject *handled = NULL;
  for (_PyErr_StackItem *item = state()->exc_info; item; item = item->previous_item) {
    if (item->exc_value && item->exc_value != Py_None) {
      handled = item->exc_value;
      break;
    }
  }
  Py_XINCREF(value);
  if (handled && type) {
    Py_INCREF(handled);
    PyObject *instance = with_context(type, value, handled);
    Py_DECREF(handled);
    Py_XDECREF(value);
    if (!instance) return; /* what its constructor raised is the error now */
    value = instance;
  }
  PyErr_Restore(AMBI_XNEWREF(type), value, NULL);
}

AMBI_EXPORT void PyErr_SetNone(PyObject *type) { PyErr_SetObject(type, NULL); }

AMBI_EXPORT void PyErr_SetString(PyObject *type, const char *text) {
  PyObject *value = PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "replace");
  if (!value) return;
  PyErr_SetObject(type, value);
  Py_DECREF(value);
}

AMBI_EXPORT PyObject *PyErr_NoMemory(void) {
  PyErr_SetNone(PyExc_MemoryError);
  return NULL;
}

AMBI_EXPORT int PyErr_BadArgument(void) {
  PyErr_SetString(PyExc_TypeError, "bad argument type for built-in operation");
  return 0;
}

AMBI_EXPORT void _PyErr_BadInternalCall(const char *file, int line) {
  PyErr_Format(PyExc_SystemError, "%s:%d: bad argument to internal function", file, line);
}

AMBI_EXPORT void PyErr_BadInternalCall(void) {
  PyErr_SetString(PyExc_SystemError, "bad argument to internal function");
}

AMBI_EXPORT PyObject *PyErr_SetFromErrno(PyObject *type) {
  int code = errno;
  PyObject *args = Py_BuildValue("(is)", code, strerror(code));
  if (!args) return NULL;
  PyObject *instance = PyObject_Call(type, args, NULL);
  Py_DECREF(args);
  if (!instance) return NULL;
  PyErr_SetObject((PyObject *)Py_TYPE(instance), instance);
  Py_DECREF(instance);
  return NULL;
}

AMBI_EXPORT PyObject *PyErr_SetImportError(PyObject *message, PyObject *name, PyObject *path) {
  PyObject *kwargs = PyDict_New();
  PyObject *args = kwargs ? PyTuple_Pack(1, message) : NULL;
  PyObject *instance = NULL;
  if (args && PyDict_SetItemString(kwargs, "name", name ? name : Py_None) == 0 &&
      PyDict_SetItemString(kwargs, "path", path ? path : Py_None) == 0) {
    instance = PyObject_Call(PyExc_ImportError, args, kwargs);
  }
  Py_XDECREF(kwargs);
  Py_XDECREF(args);
  if (instance) PyErr_SetObject((PyObject *)Py_TYPE(instance), instance);
  Py_XDECREF(instance);
  return NULL;
}

AMBI_EXPORT int PyErr_CheckSignals(void) { return 0; }

AMBI_EXPORT int PyErr_GivenExceptionMatches(PyObject *error, PyObject *wanted) {
  if (!error || !wanted) return 0;
  if (PyTuple_Check(wanted)) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(wanted); i++) {
      if (PyErr_GivenExceptionMatches(error, PyTuple_GET_ITEM(wanted, i))) return 1;
    }
    return 0;
  }
  if (PyExceptionInstance_Check(error)) error = (PyObject *)Py_TYPE(error);
  if (PyExceptionClass_Check(error) && PyExceptionClass_Check(wanted)) {
    return PyType_IsSubtype((PyTypeObject *)error, (PyTypeObject *)wanted);
  }
  return error == wanted;
}

AMBI_EXPORT int PyErr_ExceptionMatches(PyObject *wanted) {
  return PyErr_GivenExceptionMatches(PyErr_Occurred(), wanted);
}

AMBI_EXPORT void PyErr_NormalizeException(PyObject **type, PyObject **value, PyObject **traceback) {
  /* A constructor that raises replaces the exception; bounded, as its replacement may raise too. */
  for (int attempt = 0; *type && attempt < 32; attempt++) {
    if (!PyExceptionClass_Check(*type)) return;
    if (*value && PyExceptionInstance_Check(*value) &&
        PyType_IsSubtype(Py_TYPE(*value), (PyTypeObject *)*type)) {
      if ((PyObject *)Py_TYPE(*value) != *type) Py_SETREF(*type, AMBI_NEWREF(Py_TYPE(*value)));
      return;
    }
    PyObject *instance = instantiate(*type, *value);
    if (instance) {
      Py_XDECREF(*value);
      *value = instance;
      if (PyExceptionInstance_Check(instance)) {
        Py_SETREF(*type, AMBI_NEWREF(Py_TYPE(instance)));
        return;
      }
      PyErr_Format(PyExc_TypeError, "calling %R should have returned an instance of BaseException, not %s",
                   *type, Py_TYPE(instance)->tp_name);
    }
    PyObject *old_tb = *traceback;
    Py_XDECREF(*type);
    Py_XDECREF(*value);
    PyErr_Fetch(type, value, traceback);
    if (!*traceback) {
      *traceback = old_tb;
    } else {
      Py_XDECREF(old_tb);
    }
  }
}

/* ---- the exception being handled -------------------------------------------------------------- */

static PyObject *handled_value(void) {
  for (_PyErr_StackItem *item = state()->exc_info; item; item = item->previous_item) {
    if (item->exc_value && item->exc_value != Py_None) return item->exc_value;
  }
  return NULL;
}

AMBI_EXPORT PyObject *PyErr_GetHandledException(void) { return AMBI_XNEWREF(handled_value()); }

AMBI_EXPORT void PyErr_SetHandledException(PyObject *value) {
  Py_SETREF(state()->exc_info->exc_value, value == Py_None ? NULL : AMBI_XNEWREF(value));
}

AMBI_EXPORT void PyErr_GetExcInfo(PyObject **type, PyObject **value, PyObject **traceback) {
  PyObject *handled = handled_value();
  *value = AMBI_XNEWREF(handled);
  *type = handled ? AMBI_NEWREF(Py_TYPE(handled)) : NULL;
  *traceback = handled ? PyException_GetTraceback(handled) : NULL;
}

AMBI_EXPORT void PyErr_SetExcInfo(PyObject *type, PyObject *value, PyObject *traceback) {
  PyErr_SetHandledException(value);
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
}

AMBI_EXPORT void _PyErr_ChainExceptions(PyObject *type, PyObject *value, PyObject *traceback) {
  if (!type) return;
  if (!PyErr_Occurred()) {
    PyErr_Restore(type, value, traceback);
    return;
  }
  PyErr_NormalizeException(&type, &value, &traceback);
  PyObject *type2, *value2, *traceback2;
  PyErr_Fetch(&type2, &value2, &traceback2);
  PyErr_NormalizeException(&type2, &value2, &traceback2);
  if (value2 && value) PyException_SetContext(value2, AMBI_NEWREF(value));
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  PyErr_Restore(type2, value2, traceback2);
}

/* ---- showing errors ----------------------------------------------------------------------------- */

static void print_line(const char *head, PyObject *type, PyObject *value) {
  const char *name = type && PyType_Check(type) ? ((PyTypeObject *)type)->tp_name : "?";
  const char *dot = strrchr(name, '.');
  PyObject *text = value ? PyObject_Str(value) : NULL;
  const char *utf8 = text ? PyUnicode_AsUTF8(text) : NULL;
  if (!utf8) PyErr_Clear();
  fprintf(stderr, "%s%s%s%s\n", head, dot ? dot + 1 : name, utf8 && *utf8 ? ": " : "", utf8 ? utf8 : "");
  Py_XDECREF(text);
}

static void print_and_clear(const char *head) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (!type) return;
  PyErr_NormalizeException(&type, &value, &traceback);
  print_line(head, type, value);
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
}

/* While Java initialises a module, what the module prints (import_array does) is kept for the exception's cause. */
static PyObject *captured;
static int capturing;

AMBI_EXPORT void ambi_capture_begin(void) { capturing++; }

/* An owned reference to the first exception that was to be printed, or NULL. */
AMBI_EXPORT PyObject *ambi_capture_end(void) {
  PyObject *first = captured;
  captured = NULL;
  capturing--;
  return first;
}

AMBI_EXPORT void PyErr_PrintEx(int set_sys_last_vars AMBI_UNUSED) {
  if (!capturing) {
    print_and_clear("");
    return;
  }
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (!type) return;
  PyErr_NormalizeException(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  if (captured) {
    Py_XDECREF(value);
  } else {
    captured = value;
  }
}

AMBI_EXPORT void PyErr_Print(void) { PyErr_PrintEx(1); }

AMBI_EXPORT void PyErr_WriteUnraisable(PyObject *where) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *text = where ? PyObject_Repr(where) : NULL;
  const char *utf8 = text ? PyUnicode_AsUTF8(text) : NULL;
  if (!utf8) PyErr_Clear();
  fprintf(stderr, "Exception ignored in: %s\n", utf8 ? utf8 : "?");
  Py_XDECREF(text);
  PyErr_Restore(type, value, traceback);
  print_and_clear("");
}

/* ---- warnings -------------------------------------------------------------------------------------- */

static int warn_with(PyObject *category, PyObject *text, Py_ssize_t level) {
  if (!text) return -1;
  int status = ambi_warn(category ? category : PyExc_RuntimeWarning, text, level);
  Py_DECREF(text);
  return status;
}

AMBI_EXPORT int PyErr_WarnEx(PyObject *category, const char *message, Py_ssize_t stack_level) {
  return warn_with(category, PyUnicode_FromString(message), stack_level);
}

AMBI_EXPORT int PyErr_WarnFormat(PyObject *category, Py_ssize_t stack_level, const char *format, ...) {
  va_list values;
  va_start(values, format);
  PyObject *text = PyUnicode_FromFormatV(format, values);
  va_end(values);
  return warn_with(category, text, stack_level);
}

AMBI_EXPORT int PyErr_WarnExplicit(PyObject *category, const char *message,
                                   const char *file AMBI_UNUSED, int line AMBI_UNUSED,
                                   const char *module AMBI_UNUSED, PyObject *registry AMBI_UNUSED) {
  return PyErr_WarnEx(category, message, 1);
}
