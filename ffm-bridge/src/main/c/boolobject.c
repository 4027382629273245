/* bool: the two ints that print as words. */
#include "values.h"

#include <stddef.h>

AMBI_EXPORT PyObject *PyBool_FromLong(long v) { return AMBI_NEWREF(v ? Py_True : Py_False); }

static PyObject *bool_repr(PyObject *v) {
  return v == Py_True ? AMBI_NEWREF(AMBI_ID("True")) : AMBI_NEWREF(AMBI_ID("False"));
}

static PyObject *bool_new(PyTypeObject *type AMBI_UNUSED, PyObject *args, PyObject *kwargs) {
  if (kwargs && PyDict_GET_SIZE(kwargs))
    return ambi_raise(PyExc_TypeError, "bool() takes no keyword arguments");
  PyObject *x = Py_False;
  if (!PyArg_UnpackTuple(args, "bool", 0, 1, &x)) return NULL;
  int truth = PyObject_IsTrue(x);
  return truth < 0 ? NULL : PyBool_FromLong(truth);
}

/* Of two bools a bool; with another int, what int does. */
#define BOOL_BITWISE(name, op)                                 \
  static PyObject *bool_##name(PyObject *a, PyObject *b) {     \
    if (PyBool_Check(a) && PyBool_Check(b))                    \
      return PyBool_FromLong((a == Py_True) op(b == Py_True)); \
    return ambi_long_as_number.nb_##name(a, b);                \
  }
BOOL_BITWISE(and, &)
BOOL_BITWISE(or, |)
BOOL_BITWISE(xor, ^)

static PyNumberMethods bool_as_number = {.nb_and = bool_and, .nb_or = bool_or, .nb_xor = bool_xor};

/* A missing Py_INCREF somewhere; the shared object stays. */
static void bool_dealloc(PyObject *v) {
  ambi_count_revived();
  v->ob_refcnt = AMBI_IMMORTAL;
}

AMBI_EXPORT PyTypeObject PyBool_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "bool",
    .tp_basicsize = offsetof(PyLongObject, ob_digit),
    .tp_itemsize = sizeof(digit),
    .tp_dealloc = bool_dealloc,
    .tp_repr = bool_repr,
    .tp_as_number = &bool_as_number,
    .tp_flags = Py_TPFLAGS_LONG_SUBCLASS,
    .tp_base = &PyLong_Type,
    .tp_new = bool_new,
};

AMBI_EXPORT PyLongObject _Py_TrueStruct = {.ob_base = PyVarObject_HEAD_INIT(&PyBool_Type, 1),
                                           .ob_digit = {1}};
AMBI_EXPORT PyLongObject _Py_FalseStruct = {.ob_base = PyVarObject_HEAD_INIT(&PyBool_Type, 0),
                                            .ob_digit = {0}};
