/* Exceptions: raising them, new classes of them, the indicator, warnings. */
#include "objects.h"

static PyObject *error, *precise_error;

int add_exceptions(PyObject *module) {
  error = PyErr_NewException("capi_objects.Error", NULL, NULL);
  if (!error) return -1;
  PyObject *bases = PyTuple_Pack(2, error, PyExc_ValueError);
  if (!bases) return -1;
  PyObject *dict = Py_BuildValue("{s:i}", "code", 7);
  precise_error = dict ? PyErr_NewException("capi_objects.PreciseError", bases, dict) : NULL;
  Py_XDECREF(dict);
  Py_DECREF(bases);
  if (!precise_error) return -1;
  /* Takes over a reference. */
  return PyModule_AddObject(module, "Error", Py_NewRef(error)) < 0 ||
                 PyModule_AddObject(module, "PreciseError", Py_NewRef(precise_error)) < 0
             ? -1
             : 0;
}

static PyObject *class_of(const char *name) {
  const struct {
    const char *name;
    PyObject *type;
  } classes[] = {{"ImportError", PyExc_ImportError},
                 {"ModuleNotFoundError", PyExc_ModuleNotFoundError},
                 {"AttributeError", PyExc_AttributeError},
                 {"RuntimeError", PyExc_RuntimeError},
                 {"NotImplementedError", PyExc_NotImplementedError},
                 {"ValueError", PyExc_ValueError},
                 {"TypeError", PyExc_TypeError},
                 {"MemoryError", PyExc_MemoryError},
                 {"OverflowError", PyExc_OverflowError},
                 {"KeyError", PyExc_KeyError},
                 {"IndexError", PyExc_IndexError},
                 {"SystemError", PyExc_SystemError},
                 {"StopIteration", PyExc_StopIteration},
                 {"ZeroDivisionError", PyExc_ZeroDivisionError},
                 {"OSError", PyExc_OSError},
                 {"Exception", PyExc_Exception},
                 {"UserWarning", PyExc_UserWarning},
                 {"RuntimeWarning", PyExc_RuntimeWarning},
                 {"Error", error},
                 {"PreciseError", precise_error}};
  for (size_t i = 0; i < Py_ARRAY_LENGTH(classes); i++) {
    if (strcmp(name, classes[i].name) == 0) return classes[i].type;
  }
  return PyErr_Format(PyExc_LookupError, "no class %s", name);
}

static PyObject *raise_string(PyObject *UNUSED(self), PyObject *args) {
  const char *name, *text;
  if (!PyArg_ParseTuple(args, "ss", &name, &text)) return NULL;
  PyObject *type = class_of(name);
  if (type) PyErr_SetString(type, text);
  return NULL;
}

static PyObject *raise_object(PyObject *UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *value;
  if (!PyArg_ParseTuple(args, "sO", &name, &value)) return NULL;
  PyObject *type = class_of(name);
  if (type) PyErr_SetObject(type, value);
  return NULL;
}

static PyObject *raise_none(PyObject *UNUSED(self), PyObject *args) {
  const char *name;
  if (!PyArg_ParseTuple(args, "s", &name)) return NULL;
  PyObject *type = class_of(name);
  if (type) PyErr_SetNone(type);
  return NULL;
}

static PyObject *raise_format(PyObject *UNUSED(self), PyObject *object) {
  return PyErr_Format(PyExc_ValueError, "no %s of type %.10s for %R, %d%%", "place", Py_TYPE(object)->tp_name, object, 42);
}

static PyObject *raise_no_memory(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) { return PyErr_NoMemory(); }

static PyObject *return_null(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) { return NULL; }

static PyObject *return_with_error(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) {
  PyErr_SetString(PyExc_ValueError, "left behind");
  return PyLong_FromLong(1);
}

/* Raises one class; does another, or a tuple of it and OSError, match? */
static PyObject *matches(PyObject *UNUSED(self), PyObject *args) {
  const char *raised, *asked;
  if (!PyArg_ParseTuple(args, "ss", &raised, &asked)) return NULL;
  PyObject *type = class_of(raised), *other = class_of(asked);
  if (!type || !other) return NULL;
  PyObject *several = PyTuple_Pack(2, PyExc_OSError, other);
  if (!several) return NULL;
  PyErr_SetString(type, "for the comparison");
  int one = PyErr_ExceptionMatches(other);
  int any = PyErr_ExceptionMatches(several);
  int occurred = PyErr_Occurred() == type;
  PyErr_Clear();
  Py_DECREF(several);
  return Py_BuildValue("(iiii)", one, any, occurred, PyErr_Occurred() != NULL);
}

/* The indicator, fetched as it was set, normalized, and put back for a last look. */
static PyObject *fetched(PyObject *UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *object, *type, *value, *traceback;
  if (!PyArg_ParseTuple(args, "sO", &name, &object)) return NULL;
  PyObject *raised = class_of(name);
  if (!raised) return NULL;
  PyErr_SetObject(raised, object);
  PyErr_Fetch(&type, &value, &traceback);
  if (PyErr_Occurred()) return NULL;
  int raw = value == object;
  PyErr_NormalizeException(&type, &value, &traceback);
  int instance = PyObject_TypeCheck(value, (PyTypeObject *)type);
  PyObject *text = PyObject_Str(value), *arguments = PyObject_GetAttrString(value, "args");
  PyErr_Restore(type, value, traceback);
  int occurred = PyErr_Occurred() == type;
  PyErr_Clear();
  if (!text || !arguments) {
    Py_XDECREF(text);
    Py_XDECREF(arguments);
    return NULL;
  }
  return Py_BuildValue("(iiiNNs)", raw, instance, occurred, text, arguments, ((PyTypeObject *)raised)->tp_name);
}

/* ValueError("late") with RuntimeError("early") as its cause and context. */
static PyObject *chained(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) {
  PyObject *early = PyObject_CallFunction(PyExc_RuntimeError, "s", "early");
  PyObject *late = early ? PyObject_CallFunction(PyExc_ValueError, "si", "late", 2) : NULL;
  if (!late) {
    Py_XDECREF(early);
    return NULL;
  }
  PyException_SetCause(late, Py_NewRef(early));
  PyException_SetContext(late, early);
  int reset = PyException_SetTraceback(late, Py_None);
  PyObject *cause = PyException_GetCause(late), *context = PyException_GetContext(late);
  PyObject *suppressed = PyObject_GetAttrString(late, "__suppress_context__");
  PyObject *traceback = PyException_GetTraceback(late);
  PyObject *answer = Py_BuildValue("(iiiNNN)", reset, cause == early, traceback == NULL, PyObject_Repr(late),
                                   PyObject_Str(cause), suppressed);
  Py_XDECREF(traceback);
  Py_XDECREF(cause);
  Py_XDECREF(context);
  Py_DECREF(late);
  return answer;
}

static PyObject *bad_traceback(PyObject *UNUSED(self), PyObject *object) {
  PyObject *exception = PyObject_CallNoArgs(PyExc_ValueError);
  if (!exception) return NULL;
  int result = PyException_SetTraceback(exception, object);
  Py_DECREF(exception);
  return result < 0 ? NULL : PyLong_FromLong(result);
}

/* Prints to standard error, which clears the indicator. */
static PyObject *print_error(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) {
  PyErr_SetString(PyExc_ValueError, "printed by a test");
  PyErr_Print();
  return PyBool_FromLong(PyErr_Occurred() != NULL);
}

static PyObject *warn(PyObject *UNUSED(self), PyObject *args) {
  const char *name, *text;
  if (!PyArg_ParseTuple(args, "ss", &name, &text)) return NULL;
  PyObject *type = class_of(name);
  if (!type || PyErr_WarnEx(type, text, 1) < 0) return NULL;
  return PyLong_FromLong(0);
}

static PyObject *bad_argument(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) {
  PyErr_BadArgument();
  return NULL;
}

static PyObject *bad_internal_call(PyObject *UNUSED(self), PyObject *object) {
  Py_ssize_t size = PyTuple_Size(object);
  if (size >= 0) return PyLong_FromSsize_t(size);
  /* The message has the file and line of CPython's own sources. */
  int system_error = PyErr_ExceptionMatches(PyExc_SystemError);
  PyErr_Clear();
  return PyBool_FromLong(system_error);
}

/* Ends the process, so no test does it. */
static PyObject *die(PyObject *UNUSED(self), PyObject *args) {
  int really;
  if (!PyArg_ParseTuple(args, "p", &really)) return NULL;
  if (really) Py_FatalError("asked to");
  Py_RETURN_NONE;
}

PyMethodDef error_methods[] = {
    {"raise_string", raise_string, METH_VARARGS, NULL},
    {"raise_object", raise_object, METH_VARARGS, NULL},
    {"raise_none", raise_none, METH_VARARGS, NULL},
    {"raise_format", raise_format, METH_O, NULL},
    {"raise_no_memory", raise_no_memory, METH_NOARGS, NULL},
    {"return_null", return_null, METH_NOARGS, NULL},
    {"return_with_error", return_with_error, METH_NOARGS, NULL},
    {"matches", matches, METH_VARARGS, NULL},
    {"fetched", fetched, METH_VARARGS, NULL},
    {"chained", chained, METH_NOARGS, NULL},
    {"bad_traceback", bad_traceback, METH_O, NULL},
    {"print_error", print_error, METH_NOARGS, NULL},
    {"warn", warn, METH_VARARGS, NULL},
    {"bad_argument", bad_argument, METH_NOARGS, NULL},
    {"bad_internal_call", bad_internal_call, METH_O, NULL},
    {"die", die, METH_VARARGS, NULL},
    {0},
};
