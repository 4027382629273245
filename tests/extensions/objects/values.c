/* Py_BuildValue and PyArg_ParseTupleAndKeywords without PY_SSIZE_T_CLEAN: the other names of the same functions. */
#include "objects.h"

static PyObject *build_numbers(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) {
  Py_complex z = {1.5, -2.5};
  return Py_BuildValue("(bBhHiIlkLKnfdDcC)", -1, 255, -300, 65000, -70000, 4000000000u, -5000000000L, 18446744073709551615uL,
                       -9223372036854775807LL, 18446744073709551615uLL, (Py_ssize_t)-12, 0.5f, 1e300, &z, 'a', 0x20ac);
}

static PyObject *build_text(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) {
  return Py_BuildValue("(szyzUs)", "text", NULL, "bytes", "maybe", "unicode", NULL);
}

static PyObject *build_containers(PyObject *UNUSED(self), PyObject *object) {
  return Py_BuildValue("[i,(O),{s:i,s:[]},(),[(ii)],N]", 1, object, "one", 1, "none", 2, 3, PyLong_FromLong(4));
}

static PyObject *build_nothing(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) { return Py_BuildValue(""); }

static PyObject *build_two(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) { return Py_BuildValue("is", 1, "two"); }

static PyObject *from_long(void *number) { return PyLong_FromLong(*(long *)number); }

static PyObject *build_converted(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) {
  long number = 12;
  return Py_BuildValue("(O&O&)", from_long, &number, from_long, &number);
}

/* NULL for "O" without an error set, and with one. */
static PyObject *build_null(PyObject *UNUSED(self), PyObject *args) {
  int with_error;
  if (!PyArg_ParseTuple(args, "p", &with_error)) return NULL;
  if (with_error) PyErr_SetString(PyExc_KeyError, "set before");
  return Py_BuildValue("(iO)", 1, NULL);
}

static PyObject *build_unknown(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) { return Py_BuildValue("(i?)", 1, 2); }

static PyObject *parse_plain_keywords(PyObject *UNUSED(self), PyObject *args, PyObject *kwargs) {
  static char *names[] = {"a", "b", NULL};
  int a, b = 5;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "i|i", names, &a, &b)) return NULL;
  return Py_BuildValue("(ii)", a, b);
}

PyMethodDef value_methods[] = {
    {"build_numbers", build_numbers, METH_NOARGS, NULL},
    {"build_text", build_text, METH_NOARGS, NULL},
    {"build_containers", build_containers, METH_O, NULL},
    {"build_nothing", build_nothing, METH_NOARGS, NULL},
    {"build_two", build_two, METH_NOARGS, NULL},
    {"build_converted", build_converted, METH_NOARGS, NULL},
    {"build_null", build_null, METH_VARARGS, NULL},
    {"build_unknown", build_unknown, METH_NOARGS, NULL},
    {"parse_plain_keywords", (PyCFunction)(void (*)(void))parse_plain_keywords, METH_VARARGS | METH_KEYWORDS, NULL},
    {0},
};
