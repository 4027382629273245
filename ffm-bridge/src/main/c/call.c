/* Calling an object: the vectorcall protocol and tp_call, each in terms of the other. */
#include "types.h"

AMBI_EXPORT PyObject *_Py_CheckFunctionResult(PyThreadState *tstate AMBI_UNUSED, PyObject *callable,
                                              PyObject *result, const char *where) {
  if (AMBI_LIKELY((result != NULL) != (PyErr_Occurred() != NULL))) return result;
  if (!result) {
    return callable ? PyErr_Format(PyExc_SystemError,
                                   "%R returned NULL without setting an exception", callable)
                    : PyErr_Format(PyExc_SystemError,
                                   "%s returned NULL without setting an exception", where);
  }
  Py_DECREF(result);
  PyObject *type, *cause, *traceback;
  PyErr_Fetch(&type, &cause, &traceback);
  PyErr_NormalizeException(&type, &cause, &traceback);
  if (callable) {
    PyErr_Format(PyExc_SystemError, "%R returned a result with an exception set", callable);
  } else {
    PyErr_Format(PyExc_SystemError, "%s returned a result with an exception set", where);
  }
  PyObject *type2, *error, *traceback2;
  PyErr_Fetch(&type2, &error, &traceback2);
  PyErr_NormalizeException(&type2, &error, &traceback2);
  if (error && cause) {
    PyException_SetCause(error, AMBI_NEWREF(cause));
    PyException_SetContext(error, AMBI_NEWREF(cause));
  }
  Py_XDECREF(type);
  Py_XDECREF(cause);
  Py_XDECREF(traceback);
  PyErr_Restore(type2, error, traceback2);
  return NULL;
}

AMBI_EXPORT PyObject *_PyStack_AsDict(PyObject *const *values, PyObject *kwnames) {
  PyObject *dict = PyDict_New();
  if (!dict) return NULL;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(kwnames); i++) {
    if (PyDict_SetItem(dict, PyTuple_GET_ITEM(kwnames, i), values[i]) < 0) {
      Py_DECREF(dict);
      return NULL;
    }
  }
  return dict;
}

static PyObject *not_callable(PyObject *callable) {
  return PyErr_Format(PyExc_TypeError, "'%.200s' object is not callable",
                      Py_TYPE(callable)->tp_name);
}

static PyObject *tp_call_checked(PyObject *callable, PyObject *args, PyObject *kwargs) {
  if (Py_EnterRecursiveCall(" while calling a Python object")) return NULL;
  PyObject *result = Py_TYPE(callable)->tp_call(callable, args, kwargs);
  Py_LeaveRecursiveCall();
  return _Py_CheckFunctionResult(NULL, callable, result, NULL);
}

AMBI_EXPORT PyObject *_PyObject_MakeTpCall(PyThreadState *tstate AMBI_UNUSED, PyObject *callable,
                                           PyObject *const *args, Py_ssize_t nargs,
                                           PyObject *kwargs) {
  if (!Py_TYPE(callable)->tp_call) return not_callable(callable);
  PyObject *dict = NULL;
  if (kwargs && PyDict_Check(kwargs)) {
    dict = AMBI_NEWREF(kwargs);
  } else if (kwargs && PyTuple_GET_SIZE(kwargs)) {
    dict = _PyStack_AsDict(args + nargs, kwargs);
    if (!dict) return NULL;
  }
  PyObject *tuple = ambi_tuple_from_array(args, nargs);
  PyObject *result = tuple ? tp_call_checked(callable, tuple, dict) : NULL;
  Py_XDECREF(tuple);
  Py_XDECREF(dict);
  return result;
}

static inline PyObject *vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf,
                                   PyObject *kwnames) {
  vectorcallfunc function = ambi_vectorcall_of(callable);
  if (!function) {
    return _PyObject_MakeTpCall(NULL, callable, args, PyVectorcall_NARGS(nargsf), kwnames);
  }
  return _Py_CheckFunctionResult(NULL, callable, function(callable, args, nargsf, kwnames), NULL);
}

AMBI_EXPORT PyObject *PyObject_Vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf,
                                          PyObject *kwnames) {
  return vectorcall(callable, args, nargsf, kwnames);
}

/* Its name in 3.8; binaries built against such headers bind it. */
AMBI_EXPORT PyObject *_PyObject_Vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf,
                                           PyObject *kwnames) {
  return vectorcall(callable, args, nargsf, kwnames);
}

AMBI_EXPORT vectorcallfunc PyVectorcall_Function(PyObject *callable) {
  return ambi_vectorcall_of(callable);
}

/* A dict of keyword arguments as vector arguments: the values follow `args` in a new block. */
static PyObject *call_with_dict(PyObject *callable, vectorcallfunc function, PyObject *const *args,
                                Py_ssize_t nargs, PyObject *dict) {
  Py_ssize_t nkw = PyDict_GET_SIZE(dict);
  PyObject *small[AMBI_SMALL_STACK + 1];
  PyObject **stack = small;
  if (nargs + nkw > AMBI_SMALL_STACK) {
    stack = PyMem_Malloc((size_t)(nargs + nkw + 1) * sizeof(PyObject *));
    if (!stack) return PyErr_NoMemory();
  }
  PyObject *names = PyTuple_New(nkw);
  PyObject *result = NULL, *key, *value;
  Py_ssize_t position = 0, n = 0;
  bool strings = true;
  if (!names) goto done;
  if (nargs) memcpy(stack + 1, args, (size_t)nargs * sizeof(PyObject *));
  while (n < nkw && PyDict_Next(dict, &position, &key, &value)) {
    PyTuple_SET_ITEM(names, n, AMBI_NEWREF(key));
    stack[1 + nargs + n++] = AMBI_NEWREF(value); /* the callee may change the dict */
    strings = strings && PyUnicode_Check(key);
  }
  if (strings) {
    result = function(callable, stack + 1, (size_t)nargs | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
  } else {
    PyErr_SetString(PyExc_TypeError, "keywords must be strings");
  }
  while (n > 0) Py_DECREF(stack[1 + nargs + --n]);
  Py_DECREF(names);
done:
  if (stack != small) PyMem_Free(stack);
  return result;
}

AMBI_EXPORT PyObject *PyObject_VectorcallDict(PyObject *callable, PyObject *const *args,
                                              size_t nargsf, PyObject *kwargs) {
  Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  vectorcallfunc function = ambi_vectorcall_of(callable);
  if (!function) return _PyObject_MakeTpCall(NULL, callable, args, nargs, kwargs);
  PyObject *result = kwargs && PyDict_GET_SIZE(kwargs)
                         ? call_with_dict(callable, function, args, nargs, kwargs)
                         : function(callable, args, nargsf, NULL);
  return _Py_CheckFunctionResult(NULL, callable, result, NULL);
}

static PyObject *vectorcall_tuple(PyObject *callable, vectorcallfunc function, PyObject *tuple,
                                  PyObject *dict) {
  Py_ssize_t nargs = PyTuple_GET_SIZE(tuple);
  PyObject *const *args = ((PyTupleObject *)tuple)->ob_item;
  PyObject *result = dict && PyDict_GET_SIZE(dict)
                         ? call_with_dict(callable, function, args, nargs, dict)
                         : function(callable, args, (size_t)nargs, NULL);
  return _Py_CheckFunctionResult(NULL, callable, result, NULL);
}

/* For tp_call: it takes the vectorcall function by the offset, whatever HAVE_VECTORCALL says. */
AMBI_EXPORT PyObject *PyVectorcall_Call(PyObject *callable, PyObject *tuple, PyObject *dict) {
  Py_ssize_t offset = Py_TYPE(callable)->tp_vectorcall_offset;
  vectorcallfunc function = offset > 0 ? *(vectorcallfunc *)((char *)callable + offset) : NULL;
  if (!function) {
    return PyErr_Format(PyExc_TypeError, "'%.200s' object does not support vectorcall",
                        Py_TYPE(callable)->tp_name);
  }
  return vectorcall_tuple(callable, function, tuple, dict);
}

AMBI_EXPORT PyObject *PyObject_Call(PyObject *callable, PyObject *args, PyObject *kwargs) {
  vectorcallfunc function = ambi_vectorcall_of(callable);
  if (function) return vectorcall_tuple(callable, function, args, kwargs);
  if (!Py_TYPE(callable)->tp_call) return not_callable(callable);
  return tp_call_checked(callable, args, kwargs);
}

AMBI_EXPORT PyObject *PyCFunction_Call(PyObject *callable, PyObject *args, PyObject *kwargs) {
  return PyObject_Call(callable, args, kwargs);
}

AMBI_EXPORT PyObject *PyObject_CallNoArgs(PyObject *callable) {
  return vectorcall(callable, NULL, 0, NULL);
}

AMBI_EXPORT PyObject *_PyObject_CallNoArgs(PyObject *callable) {
  return vectorcall(callable, NULL, 0, NULL);
}

AMBI_EXPORT PyObject *PyObject_CallOneArg(PyObject *callable, PyObject *arg) {
  PyObject *stack[2] = {NULL, arg};
  return vectorcall(callable, stack + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
}

AMBI_EXPORT PyObject *PyObject_CallObject(PyObject *callable, PyObject *args) {
  if (!args) return vectorcall(callable, NULL, 0, NULL);
  if (!PyTuple_Check(args)) {
    PyErr_SetString(PyExc_TypeError, "argument list must be a tuple");
    return NULL;
  }
  return PyObject_Call(callable, args, NULL);
}

AMBI_EXPORT PyObject *PyEval_CallObjectWithKeywords(PyObject *callable, PyObject *args,
                                                    PyObject *kwargs) {
  if (args && !PyTuple_Check(args)) {
    PyErr_SetString(PyExc_TypeError, "argument list must be a tuple");
    return NULL;
  }
  if (kwargs && !PyDict_Check(kwargs)) {
    PyErr_SetString(PyExc_TypeError, "keyword list must be a dictionary");
    return NULL;
  }
  if (!args) return PyObject_VectorcallDict(callable, NULL, 0, kwargs);
  return PyObject_Call(callable, args, kwargs);
}

AMBI_EXPORT PyObject *PyObject_VectorcallMethod(PyObject *name, PyObject *const *args,
                                                size_t nargsf, PyObject *kwnames) {
  PyObject *method = NULL;
  int unbound = _PyObject_GetMethod(args[0], name, &method);
  if (!method) return NULL;
  if (unbound) {
    /* args[-1] belongs to the caller of this function, not to the function called. */
    nargsf &= ~PY_VECTORCALL_ARGUMENTS_OFFSET;
  } else {
    /* args[0] is in `method` already; the callee may use its place. */
    args++;
    nargsf = (nargsf - 1) | PY_VECTORCALL_ARGUMENTS_OFFSET;
  }
  PyObject *result = vectorcall(method, args, nargsf, kwnames);
  Py_DECREF(method);
  return result;
}

AMBI_EXPORT int PyCallable_Check(PyObject *o) { return o && Py_TYPE(o)->tp_call != NULL; }

PyObject *ambi_function_str(PyObject *function) {
  PyObject *qualname, *module, *text = NULL;
  if (_PyObject_LookupAttr(function, AMBI_ID("__qualname__"), &qualname) < 0) return NULL;
  if (!qualname) return PyObject_Str(function);
  int found = _PyObject_LookupAttr(function, AMBI_ID("__module__"), &module);
  if (found >= 0) {
    bool named = module && module != Py_None &&
                 !(PyUnicode_Check(module) && _PyUnicode_EqualToASCIIString(module, "builtins"));
    text = named ? PyUnicode_FromFormat("%S.%S()", module, qualname)
                 : PyUnicode_FromFormat("%S()", qualname);
    Py_XDECREF(module);
  }
  Py_DECREF(qualname);
  return text;
}

int ambi_no_kwnames(PyObject *function, PyObject *kwnames) {
  if (AMBI_LIKELY(!kwnames || !PyTuple_GET_SIZE(kwnames))) return 0;
  PyObject *name = ambi_function_str(function);
  if (name) {
    PyErr_Format(PyExc_TypeError, "%U takes no keyword arguments", name);
    Py_DECREF(name);
  }
  return -1;
}

AMBI_EXPORT PyObject *PyObject_CallMethodNoArgs(PyObject *self, PyObject *name) {
  return PyObject_VectorcallMethod(name, &self, 1, NULL);
}

AMBI_EXPORT PyObject *PyObject_CallMethodOneArg(PyObject *self, PyObject *name, PyObject *arg) {
  PyObject *arguments[] = {self, arg};
  return PyObject_VectorcallMethod(name, arguments, 2, NULL);
}
