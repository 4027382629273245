/* The call functions of C's `...`: by format, and by a list of objects that NULL ends. */
#include "types.h"

static PyObject *null_argument(void) {
  if (!PyErr_Occurred()) {
    PyErr_SetString(PyExc_SystemError, "null argument to internal routine");
  }
  return NULL;
}

/*
 * One value that is a tuple is the argument list itself, so "O" with a tuple calls f(*tuple): a
 * rule of the C API since Python 1.
 */
static PyObject *call_format(PyObject *callable, const char *format, va_list va) {
  if (!format || !format[strspn(format, ",: \t")]) return PyObject_CallNoArgs(callable);
  PyObject *value = Py_VaBuildValue(format, va);
  if (!value) return NULL;
  PyObject *result = PyTuple_Check(value) ? PyObject_Call(callable, value, NULL)
                                          : PyObject_CallOneArg(callable, value);
  Py_DECREF(value);
  return result;
}

/* The method takes `o` first; the values of the format follow. */
static PyObject *call_unbound_format(PyObject *method, PyObject *o, const char *format,
                                     va_list va) {
  PyObject *small[AMBI_SMALL_STACK + 2] = {NULL, o};
  if (!format || !format[strspn(format, ",: \t")]) {
    return PyObject_Vectorcall(method, small + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
  }
  PyObject *value = Py_VaBuildValue(format, va), *result = NULL;
  if (!value) return NULL;
  Py_ssize_t n = PyTuple_Check(value) ? PyTuple_GET_SIZE(value) : 1;
  PyObject *const *items = PyTuple_Check(value) ? ((PyTupleObject *)value)->ob_item : &value;
  PyObject **stack = small;
  if (n > AMBI_SMALL_STACK && !(stack = PyMem_Malloc((size_t)(n + 2) * sizeof(PyObject *)))) {
    PyErr_NoMemory();
  } else {
    stack[1] = o;
    memcpy(stack + 2, items, (size_t)n * sizeof(PyObject *));
    result = PyObject_Vectorcall(method, stack + 1,
                                 (size_t)(n + 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
  }
  if (stack != small) PyMem_Free(stack);
  Py_DECREF(value);
  return result;
}

static PyObject *call_method_format(PyObject *o, const char *name, const char *format, va_list va) {
  if (!o || !name) return null_argument();
  PyObject *method;
  int unbound = ambi_get_method_string(o, name, &method);
  if (!method) return NULL;
  PyObject *result = NULL;
  if (unbound) {
    result = call_unbound_format(method, o, format, va);
  } else if (PyCallable_Check(method)) {
    result = call_format(method, format, va);
  } else {
    PyErr_Format(PyExc_TypeError, "attribute of type '%.200s' is not callable",
                 Py_TYPE(method)->tp_name);
  }
  Py_DECREF(method);
  return result;
}

#define FORWARD(call, last)  \
  va_list va;                \
  va_start(va, last);        \
  PyObject *result = (call); \
  va_end(va);                \
  return result

AMBI_EXPORT PyObject *PyObject_CallFunction(PyObject *callable, const char *format, ...) {
  if (!callable) return null_argument();
  FORWARD(call_format(callable, format, va), format);
}

AMBI_EXPORT PyObject *_PyObject_CallFunction_SizeT(PyObject *callable, const char *format, ...) {
  if (!callable) return null_argument();
  FORWARD(call_format(callable, format, va), format);
}

AMBI_EXPORT PyObject *PyEval_CallFunction(PyObject *callable, const char *format, ...) {
  if (!callable) return null_argument();
  FORWARD(call_format(callable, format, va), format);
}

AMBI_EXPORT PyObject *PyObject_CallMethod(PyObject *o, const char *name, const char *format, ...) {
  FORWARD(call_method_format(o, name, format, va), format);
}

AMBI_EXPORT PyObject *_PyObject_CallMethod_SizeT(PyObject *o, const char *name, const char *format,
                                                 ...) {
  FORWARD(call_method_format(o, name, format, va), format);
}

AMBI_EXPORT PyObject *PyEval_CallMethod(PyObject *o, const char *name, const char *format, ...) {
  FORWARD(call_method_format(o, name, format, va), format);
}

/* Calls with `first` (unless NULL) and the objects of `va` up to NULL. */
static PyObject *call_objects(PyObject *callable, PyObject *first, va_list va) {
  va_list again;
  va_copy(again, va);
  Py_ssize_t n = first != NULL;
  while (va_arg(again, PyObject *)) n++;
  va_end(again);
  PyObject *small[AMBI_SMALL_STACK + 1], **stack = small;
  if (n > AMBI_SMALL_STACK) {
    stack = PyMem_Malloc((size_t)(n + 1) * sizeof(PyObject *));
    if (!stack) return PyErr_NoMemory();
  }
  Py_ssize_t i = 0;
  if (first) stack[1 + i++] = first;
  while (i < n) stack[1 + i++] = va_arg(va, PyObject *);
  PyObject *result =
      PyObject_Vectorcall(callable, stack + 1, (size_t)n | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
  if (stack != small) PyMem_Free(stack);
  return result;
}

AMBI_EXPORT PyObject *PyObject_CallFunctionObjArgs(PyObject *callable, ...) {
  if (!callable) return null_argument();
  FORWARD(call_objects(callable, NULL, va), callable);
}

AMBI_EXPORT PyObject *PyObject_CallMethodObjArgs(PyObject *o, PyObject *name, ...) {
  if (!o || !name) return null_argument();
  PyObject *method = NULL;
  int unbound = _PyObject_GetMethod(o, name, &method);
  if (!method) return NULL;
  va_list va;
  va_start(va, name);
  PyObject *result = call_objects(method, unbound ? o : NULL, va);
  va_end(va);
  Py_DECREF(method);
  return result;
}
