/* NumPy's scalars: their types, from and to C, and numbers of all kinds as C integers. */
#include "arrays.h"

/* Which scalar types an object is an instance of, and whether the macros find so too. */
static PyObject *scalar_types(PyObject *UNUSED(self), PyObject *object) {
  PyTypeObject *const types[] = {
      &PyGenericArrType_Type, &PyBoolArrType_Type, &PyLongArrType_Type, &PyIntArrType_Type, &PyUByteArrType_Type,
      &PyHalfArrType_Type, &PyFloatArrType_Type, &PyDoubleArrType_Type, &PyLongDoubleArrType_Type,
      &PyComplexFloatingArrType_Type, &PyCFloatArrType_Type, &PyCDoubleArrType_Type, &PyCLongDoubleArrType_Type,
      &PyVoidArrType_Type, &PyStringArrType_Type, &PyUnicodeArrType_Type, &PyNumberArrType_Type,
      &PyIntegerArrType_Type, &PySignedIntegerArrType_Type, &PyFloatingArrType_Type, &PyFlexibleArrType_Type};
  PyObject *names = PyList_New(0);
  for (size_t i = 0; names && i < Py_ARRAY_LENGTH(types); i++) {
    if (!PyObject_TypeCheck(object, types[i])) continue;
    PyObject *name = PyUnicode_FromString(types[i]->tp_name);
    if (!name || PyList_Append(names, name) < 0) Py_CLEAR(names);
    Py_XDECREF(name);
  }
  return Py_BuildValue("(Niiiiii)", names, PyArray_IsScalar(object, Generic), PyArray_IsScalar(object, Double),
                       PyArray_IsScalar(object, Integer), PyArray_IsPythonNumber(object) ? 1 : 0,
                       PyArray_IsAnyScalar(object) ? 1 : 0, PyArray_CheckScalar(object) ? 1 : 0);
}

static PyObject *type_names(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) {
  return Py_BuildValue("(ssssssssss)", PyGenericArrType_Type.tp_name, PyVoidArrType_Type.tp_name,
                       PyLongArrType_Type.tp_name, PyComplexFloatingArrType_Type.tp_name, PyCFloatArrType_Type.tp_name,
                       PyCLongDoubleArrType_Type.tp_name, PyFloatArrType_Type.tp_name, PyDoubleArrType_Type.tp_name,
                       PyLongDoubleArrType_Type.tp_name, PyHalfArrType_Type.tp_name);
}

/* A scalar of the first item of an array, and its item as C has it. */
static PyObject *scalar_of(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &a)) return NULL;
  if (PyArray_SIZE(a) == 0) return PyErr_Format(PyExc_IndexError, "no items");
  return PyArray_Scalar(PyArray_DATA(a), PyArray_DESCR(a), (PyObject *)a);
}

static PyObject *scalar_as_double(PyObject *UNUSED(self), PyObject *scalar) {
  if (!PyArray_IsScalar(scalar, Generic)) return PyErr_Format(PyExc_TypeError, "no scalar");
  PyArray_Descr *descr = PyArray_DescrFromScalar(scalar);
  if (!descr) return NULL;
  int type = descr->type_num;
  Py_DECREF(descr);
  union {
    double as_double;
    float as_float;
    npy_int64 as_long;
    npy_int32 as_int;
    npy_bool as_bool;
    double as_complex[2];
    long double room[4];
  } value;
  memset(&value, 0, sizeof value);
  switch (type) {
    case NPY_DOUBLE: PyArray_ScalarAsCtype(scalar, &value); return Py_BuildValue("(id)", type, value.as_double);
    case NPY_FLOAT: PyArray_ScalarAsCtype(scalar, &value); return Py_BuildValue("(id)", type, (double)value.as_float);
    case NPY_INT64: PyArray_ScalarAsCtype(scalar, &value); return Py_BuildValue("(iL)", type, (long long)value.as_long);
    case NPY_INT32: PyArray_ScalarAsCtype(scalar, &value); return Py_BuildValue("(ii)", type, (int)value.as_int);
    case NPY_BOOL: PyArray_ScalarAsCtype(scalar, &value); return Py_BuildValue("(ii)", type, (int)value.as_bool);
    case NPY_CDOUBLE:
      PyArray_ScalarAsCtype(scalar, &value);
      return Py_BuildValue("(idd)", type, value.as_complex[0], value.as_complex[1]);
    default: return Py_BuildValue("(is)", type, "another type");
  }
}

/* The fields of the structs of scalars, read directly. */
static PyObject *scalar_value(PyObject *UNUSED(self), PyObject *scalar) {
  if (PyArray_IsScalar(scalar, Double)) return PyFloat_FromDouble(PyArrayScalar_VAL(scalar, Double));
  if (PyArray_IsScalar(scalar, Float)) return PyFloat_FromDouble(PyArrayScalar_VAL(scalar, Float));
  if (PyArray_IsScalar(scalar, Long)) return PyLong_FromLong(PyArrayScalar_VAL(scalar, Long));
  if (PyArray_IsScalar(scalar, Int)) return PyLong_FromLong(PyArrayScalar_VAL(scalar, Int));
  if (PyArray_IsScalar(scalar, UByte)) return PyLong_FromLong(PyArrayScalar_VAL(scalar, UByte));
  if (PyArray_IsScalar(scalar, Bool)) return PyBool_FromLong(scalar == PyArrayScalar_True);
  return PyErr_Format(PyExc_TypeError, "a scalar of type %.100s", Py_TYPE(scalar)->tp_name);
}

static PyObject *from_scalar(PyObject *UNUSED(self), PyObject *args) {
  PyObject *scalar;
  PyArray_Descr *descr = NULL;
  if (!PyArg_ParseTuple(args, "O|O&", &scalar, PyArray_DescrConverter2, &descr)) return NULL;
  if (!PyArray_IsScalar(scalar, Generic)) {
    Py_XDECREF(descr);
    return PyErr_Format(PyExc_TypeError, "no scalar");
  }
  return PyArray_FromScalar(scalar, descr);
}

static PyObject *scalar_of_bools(PyObject *UNUSED(self), PyObject *args) {
  int truth;
  if (!PyArg_ParseTuple(args, "p", &truth)) return NULL;
  if (truth) PyArrayScalar_RETURN_TRUE;
  PyArrayScalar_RETURN_FALSE;
}

static PyObject *as_int(PyObject *UNUSED(self), PyObject *object) {
  int value = PyArray_PyIntAsInt(object);
  if (value == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(value);
}

static PyObject *as_intp(PyObject *UNUSED(self), PyObject *object) {
  npy_intp value = PyArray_PyIntAsIntp(object);
  if (value == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromSsize_t(value);
}

/* The number protocols of a scalar, as C code calls them. */
static PyObject *scalar_as_number(PyObject *UNUSED(self), PyObject *args) {
  PyObject *object;
  const char *how;
  if (!PyArg_ParseTuple(args, "Os", &object, &how)) return NULL;
  if (strcmp(how, "float") == 0) {
    double value = PyFloat_AsDouble(object);
    return value == -1 && PyErr_Occurred() ? NULL : PyFloat_FromDouble(value);
  }
  if (strcmp(how, "long") == 0) {
    long value = PyLong_AsLong(object);
    return value == -1 && PyErr_Occurred() ? NULL : PyLong_FromLong(value);
  }
  if (strcmp(how, "index") == 0) return PyNumber_Index(object);
  if (strcmp(how, "bool") == 0) {
    int truth = PyObject_IsTrue(object);
    return truth < 0 ? NULL : PyBool_FromLong(truth);
  }
  if (strcmp(how, "complex") == 0) {
    Py_complex value = PyComplex_AsCComplex(object);
    return value.real == -1 && PyErr_Occurred() ? NULL : PyComplex_FromCComplex(value);
  }
  if (strcmp(how, "str") == 0) return PyObject_Str(object);
  return PyErr_Format(PyExc_LookupError, "no way %s", how);
}

PyMethodDef scalar_methods[] = {
    {"scalar_types", scalar_types, METH_O, NULL},
    {"type_names", type_names, METH_NOARGS, NULL},
    {"scalar_of", scalar_of, METH_VARARGS, NULL},
    {"scalar_as_double", scalar_as_double, METH_O, NULL},
    {"scalar_value", scalar_value, METH_O, NULL},
    {"from_scalar", from_scalar, METH_VARARGS, NULL},
    {"scalar_of_bools", scalar_of_bools, METH_VARARGS, NULL},
    {"as_int", as_int, METH_O, NULL},
    {"as_intp", as_intp, METH_O, NULL},
    {"scalar_as_number", scalar_as_number, METH_VARARGS, NULL},
    {0},
};
