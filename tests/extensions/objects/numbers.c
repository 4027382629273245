/* Numbers: from and to C, conversions, type checks. */
#include "objects.h"

static PyObject *add_longs(PyObject *UNUSED(self), PyObject *args) {
  long a, b;
  if (!PyArg_ParseTuple(args, "ll:add_longs", &a, &b)) return NULL;
  return Py_BuildValue("l", a + b);
}

static PyObject *as_long(PyObject *UNUSED(self), PyObject *number) {
  long value = PyLong_AsLong(number);
  if (value == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(value);
}

static PyObject *as_long_and_overflow(PyObject *UNUSED(self), PyObject *number) {
  int overflow;
  long value = PyLong_AsLongAndOverflow(number, &overflow);
  if (value == -1 && !overflow && PyErr_Occurred()) return NULL;
  return Py_BuildValue("(li)", value, overflow);
}

static PyObject *from_long_long(PyObject *UNUSED(self), PyObject *number) {
  long long value = PyLong_AsLongLong(number);
  if (value == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLongLong(value);
}

static PyObject *unsigned_round_trip(PyObject *UNUSED(self), PyObject *number) {
  unsigned long value = PyLong_AsUnsignedLong(number);
  if (value == (unsigned long)-1 && PyErr_Occurred()) return NULL;
  return PyLong_FromUnsignedLong(value);
}

static PyObject *size_round_trip(PyObject *UNUSED(self), PyObject *number) {
  Py_ssize_t value = PyLong_AsSsize_t(number);
  if (value == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromSsize_t(value);
}

static PyObject *pointer_round_trip(PyObject *UNUSED(self), PyObject *number) {
  void *pointer = PyLong_AsVoidPtr(number);
  if (!pointer && PyErr_Occurred()) return NULL;
  return PyLong_FromVoidPtr(pointer);
}

static PyObject *as_double(PyObject *UNUSED(self), PyObject *number) {
  double value = PyFloat_AsDouble(number);
  if (value == -1.0 && PyErr_Occurred()) return NULL;
  return PyFloat_FromDouble(value);
}

static PyObject *number_long(PyObject *UNUSED(self), PyObject *number) { return PyNumber_Long(number); }

static PyObject *number_float(PyObject *UNUSED(self), PyObject *number) { return PyNumber_Float(number); }

static PyObject *number_index(PyObject *UNUSED(self), PyObject *number) { return PyNumber_Index(number); }

static PyObject *as_index(PyObject *UNUSED(self), PyObject *number) {
  Py_ssize_t value = PyNumber_AsSsize_t(number, PyExc_IndexError);
  if (value == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromSsize_t(value);
}

static PyObject *complex_parts(PyObject *UNUSED(self), PyObject *number) {
  Py_complex value = PyComplex_AsCComplex(number);
  if (value.real == -1.0 && PyErr_Occurred()) return NULL;
  return Py_BuildValue("(dd)", value.real, value.imag);
}

static PyObject *is_not(PyObject *UNUSED(self), PyObject *object) {
  int result = PyObject_Not(object);
  if (result < 0) return NULL;
  if (result) Py_RETURN_TRUE;
  Py_RETURN_FALSE;
}

/* Which types an object is of: by the exact type, by the base types, and by the flags that the macros read. */
static PyObject *kinds(PyObject *UNUSED(self), PyObject *object) {
  static const struct {
    const char *name;
    PyTypeObject *type;
  } types[] = {{"float", &PyFloat_Type},   {"complex", &PyComplex_Type}, {"int", &PyLong_Type},
               {"bool", &PyBool_Type},     {"set", &PySet_Type},         {"type", &PyType_Type},
               {"capsule", &PyCapsule_Type}, {"tuple", &PyTuple_Type},   {"list", &PyList_Type},
               {"dict", &PyDict_Type},     {"str", &PyUnicode_Type},     {"bytes", &PyBytes_Type}};
  PyObject *found = PyList_New(0);
  if (!found) return NULL;
  for (size_t i = 0; i < Py_ARRAY_LENGTH(types); i++) {
    if (!PyType_IsSubtype(Py_TYPE(object), types[i].type)) continue;
    PyObject *name = PyUnicode_FromFormat("%s%s", types[i].name, Py_IS_TYPE(object, types[i].type) ? "!" : "");
    int failed = !name || PyList_Append(found, name) < 0;
    Py_XDECREF(name);
    if (failed) {
      Py_DECREF(found);
      return NULL;
    }
  }
  int flags = PyLong_Check(object) << 0 | PyUnicode_Check(object) << 1 | PyBytes_Check(object) << 2 |
              PyTuple_Check(object) << 3 | PyList_Check(object) << 4 | PyDict_Check(object) << 5 |
              PyType_Check(object) << 6 | PyExceptionInstance_Check(object) << 7 | PyFloat_Check(object) << 8 |
              PyComplex_Check(object) << 9 | PyBool_Check(object) << 10 | PyIndex_Check(object) << 11 |
              PyNumber_Check(object) << 12 | PyAnySet_Check(object) << 13 | PyIter_Check(object) << 14;
  return Py_BuildValue("(Ni)", found, flags);
}

PyMethodDef number_methods[] = {
    {"add_longs", add_longs, METH_VARARGS, "The sum of two longs."},
    {"as_long", as_long, METH_O, NULL},
    {"as_long_and_overflow", as_long_and_overflow, METH_O, NULL},
    {"from_long_long", from_long_long, METH_O, NULL},
    {"unsigned_round_trip", unsigned_round_trip, METH_O, NULL},
    {"size_round_trip", size_round_trip, METH_O, NULL},
    {"pointer_round_trip", pointer_round_trip, METH_O, NULL},
    {"as_double", as_double, METH_O, NULL},
    {"number_long", number_long, METH_O, NULL},
    {"number_float", number_float, METH_O, NULL},
    {"number_index", number_index, METH_O, NULL},
    {"as_index", as_index, METH_O, NULL},
    {"complex_parts", complex_parts, METH_O, NULL},
    {"is_not", is_not, METH_O, NULL},
    {"kinds", kinds, METH_O, NULL},
    {0},
};
