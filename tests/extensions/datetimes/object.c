#include "datetimes.h"

/* An object with these attributes and a name: what has attributes in every runtime is a module. */
static PyObject *with_attributes(PyObject *dict) {
  PyObject *object = PyModule_New("moment"), *name, *value;
  for (Py_ssize_t i = 0; object && PyDict_Next(dict, &i, &name, &value);) {
    if (PyObject_SetAttr(object, name, value) < 0) Py_CLEAR(object);
  }
  return object;
}

static PyObject *give(PyObject *self, PyObject *UNUSED(args)) { return Py_NewRef(self); }

static PyMethodDef give_method = {"give", give, METH_VARARGS, NULL};

/* {name: a function that gives value} */
static PyObject *giving(const char *name, PyObject *value) {
  PyObject *function = PyCFunction_New(&give_method, value);
  PyObject *dict = function ? Py_BuildValue("{sN}", name, function) : NULL;
  PyObject *object = dict ? with_attributes(dict) : NULL;
  Py_XDECREF(dict);
  return object;
}

/* A time zone whose utcoffset is `seconds`; None where there are none. */
static PyObject *zone(PyObject *seconds) {
  if (seconds == Py_None) return Py_NewRef(Py_None);
  PyObject *offset = giving("total_seconds", seconds);
  PyObject *result = offset ? giving("utcoffset", offset) : NULL;
  Py_XDECREF(offset);
  return result;
}

static PyObject *converted(PyObject *object, int apply, int ask_unit) {
  npy_datetimestruct fields;
  NPY_DATETIMEUNIT unit = NPY_FR_GENERIC;
  int status = NpyDatetime_ConvertPyDateTimeToDatetimeStruct(object, &fields, ask_unit ? &unit : NULL, apply);
  if (status < 0) return NULL;
  return Py_BuildValue("(iiN)", status, (int)unit, tuple_of(&fields));
}

/* (object, apply_tzinfo, ask_unit) -> (status, unit, fields) */
static PyObject *from_object(PyObject *UNUSED(self), PyObject *args) {
  PyObject *object;
  int apply, ask_unit;
  if (!PyArg_ParseTuple(args, "Oii", &object, &apply, &ask_unit)) return NULL;
  return converted(object, apply, ask_unit);
}

/* (attributes, apply_tzinfo, seconds of the zone's offset) -> the same of an object with them */
static PyObject *from_attributes(PyObject *UNUSED(self), PyObject *args) {
  PyObject *dict, *seconds = NULL;
  int apply;
  if (!PyArg_ParseTuple(args, "O!i|O", &PyDict_Type, &dict, &apply, &seconds)) return NULL;
  PyObject *object = with_attributes(dict), *tzinfo = object && seconds ? zone(seconds) : NULL, *result = NULL;
  if (object && !(seconds && (!tzinfo || PyObject_SetAttrString(object, "tzinfo", tzinfo) < 0))) {
    result = converted(object, apply, 1);
  }
  Py_XDECREF(tzinfo);
  Py_XDECREF(object);
  return result;
}

PyMethodDef object_methods[] = {
    {"from_object", from_object, METH_VARARGS, NULL},
    {"from_attributes", from_attributes, METH_VARARGS, NULL},
    {0},
};
