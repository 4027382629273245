/* isinstance and issubclass, for types, tuples of types, and objects whose metaclass or __bases__
 * say so. */
#include "types.h"

/* The __bases__ of an object that is no type but acts as a class; NULL without an error if it has
 * none. */
static PyObject *bases_of(PyObject *cls) {
  PyObject *bases;
  if (_PyObject_LookupAttr(cls, AMBI_ID("__bases__"), &bases) <= 0) return NULL;
  if (!PyTuple_Check(bases)) Py_CLEAR(bases);
  return bases;
}

static int derives(PyObject *derived, PyObject *cls) {
  if (derived == cls) return 1;
  PyObject *bases = bases_of(derived);
  if (!bases) return PyErr_Occurred() ? -1 : 0;
  int result = 0;
  for (Py_ssize_t i = 0; result == 0 && i < PyTuple_GET_SIZE(bases); i++) {
    result = derives(PyTuple_GET_ITEM(bases, i), cls);
  }
  Py_DECREF(bases);
  return result;
}

static bool check_class(PyObject *cls, const char *message) {
  PyObject *bases = bases_of(cls);
  if (bases) {
    Py_DECREF(bases);
    return true;
  }
  if (!PyErr_Occurred()) PyErr_SetString(PyExc_TypeError, message);
  return false;
}

static int plain_isinstance(PyObject *o, PyObject *cls) {
  PyObject *claimed;
  if (PyType_Check(cls)) {
    if (PyObject_TypeCheck(o, (PyTypeObject *)cls)) return 1;
    int result = _PyObject_LookupAttr(o, AMBI_ID("__class__"), &claimed);
    if (claimed) {
      result = claimed != (PyObject *)Py_TYPE(o) && PyType_Check(claimed) &&
               PyType_IsSubtype((PyTypeObject *)claimed, (PyTypeObject *)cls);
      Py_DECREF(claimed);
    }
    return result;
  }
  if (!check_class(cls, "isinstance() arg 2 must be a type, a tuple of types, or a union"))
    return -1;
  int result = _PyObject_LookupAttr(o, AMBI_ID("__class__"), &claimed);
  if (claimed) {
    result = derives(claimed, cls);
    Py_DECREF(claimed);
  }
  return result;
}

static int plain_issubclass(PyObject *derived, PyObject *cls) {
  if (PyType_Check(cls) && PyType_Check(derived)) {
    return PyType_IsSubtype((PyTypeObject *)derived, (PyTypeObject *)cls);
  }
  if (!check_class(derived, "issubclass() arg 1 must be a class") ||
      !check_class(cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union")) {
    return -1;
  }
  return derives(derived, cls);
}

static int any_of(PyObject *o, PyObject *classes, int (*check)(PyObject *, PyObject *),
                  const char *where) {
  if (Py_EnterRecursiveCall(where)) return -1;
  int result = 0;
  for (Py_ssize_t i = 0; result == 0 && i < PyTuple_GET_SIZE(classes); i++) {
    result = check(o, PyTuple_GET_ITEM(classes, i));
  }
  Py_LeaveRecursiveCall();
  return result;
}

/* What the metaclass says; -2 when it has no such method. */
static int ask(PyObject *cls, PyObject *name, PyObject *o, const char *where) {
  PyObject *method = ambi_lookup_special(cls, name);
  if (!method) return PyErr_Occurred() ? -1 : -2;
  PyObject *answer = NULL;
  if (!Py_EnterRecursiveCall(where)) {
    answer = PyObject_CallOneArg(method, o);
    Py_LeaveRecursiveCall();
  }
  Py_DECREF(method);
  if (!answer) return -1;
  int truth = PyObject_IsTrue(answer);
  Py_DECREF(answer);
  return truth;
}

AMBI_EXPORT int PyObject_IsInstance(PyObject *o, PyObject *cls) {
  if (Py_IS_TYPE(o, (PyTypeObject *)cls)) return 1;
  if (Py_IS_TYPE(cls, &PyType_Type)) return plain_isinstance(o, cls);
  if (PyTuple_Check(cls)) return any_of(o, cls, PyObject_IsInstance, " in __instancecheck__");
  int answer = ask(cls, AMBI_ID("__instancecheck__"), o, " in __instancecheck__");
  return answer == -2 ? plain_isinstance(o, cls) : answer;
}

AMBI_EXPORT int PyObject_IsSubclass(PyObject *derived, PyObject *cls) {
  if (Py_IS_TYPE(cls, &PyType_Type)) return derived == cls ? 1 : plain_issubclass(derived, cls);
  if (PyTuple_Check(cls)) return any_of(derived, cls, PyObject_IsSubclass, " in __subclasscheck__");
  int answer = ask(cls, AMBI_ID("__subclasscheck__"), derived, " in __subclasscheck__");
  return answer == -2 ? plain_issubclass(derived, cls) : answer;
}
