/* Setting elements of datetime64 and timedelta64 from objects: scalars by their units, text, dates, ints as they are. */
#include "numpy_datetime.h"

AMBI_API int NpyDatetime_ParseISO8601Datetime(const char *, Py_ssize_t, int, int, npy_datetimestruct *, int *, npy_bool *);
AMBI_API int NpyDatetime_ConvertPyDateTimeToDatetimeStruct(PyObject *, npy_datetimestruct *, int *, int);

/* An element in native order, of the kind and unit of a dtype. */
typedef struct {
  int type_num;
  PyArray_DatetimeMetaData unit;
  int64_t value;
} element;

static PyTypeObject *scalar_type(int type_num) {
  return type_num == NPY_DATETIME ? &PyDatetimeArrType_Type : &PyTimedeltaArrType_Type;
}

/* The unit as in the name of a dtype; nothing for the generic one. */
static PyObject *unit_text(PyArray_DatetimeMetaData unit) {
  if (unit.base == NPY_FR_GENERIC) return PyUnicode_FromString("");
  const char *name = ambi_datetime_unit_name(unit.base);
  return unit.num == 1 ? PyUnicode_FromFormat("[%s]", name) : PyUnicode_FromFormat("[%d%s]", unit.num, name);
}

/* NumPy speaks of timedelta64 here for either. */
static int refuse_unit(PyArray_DatetimeMetaData from, PyArray_DatetimeMetaData to) {
  PyObject *a = unit_text(from), *b = unit_text(to);
  if (a && b) {
    PyErr_Format(PyExc_TypeError, "Cannot cast NumPy timedelta64 scalar from metadata %U to %U according to the rule 'same_kind'", a, b);
  }
  Py_XDECREF(a);
  Py_XDECREF(b);
  return -1;
}

static bool is_calendar(PyArray_DatetimeMetaData unit) { return unit.base == NPY_FR_Y || unit.base == NPY_FR_M; }

/* From a time of another unit, at the level 'same_kind'. NaT has no unit. */
static int from_time(int64_t value, PyArray_DatetimeMetaData unit, element *e) {
  e->value = value;
  if (value == NPY_DATETIME_NAT || unit.base == NPY_FR_GENERIC) return 0;
  bool mixed = e->type_num == NPY_TIMEDELTA && is_calendar(unit) != is_calendar(e->unit);
  if (e->unit.base == NPY_FR_GENERIC || mixed) return refuse_unit(unit, e->unit);
  return ambi_time_convert(e->type_num, unit, e->unit, &e->value);
}

/* What no text, scalar or int is. */
static int from_other(PyObject *o, element *e) {
  npy_datetimestruct time;
  int found = NPY_FR_GENERIC, status = 1;
  if (e->type_num == NPY_DATETIME) status = NpyDatetime_ConvertPyDateTimeToDatetimeStruct(o, &time, &found, 1);
  if (status == 0) return NpyDatetime_ConvertDatetimeStructToDatetime64(&e->unit, &time, &e->value);
  if (status > 0) PyErr_Format(PyExc_ValueError, "Could not convert object to NumPy %s", e->type_num == NPY_DATETIME ? "datetime" : "timedelta");
  return -1;
}

/* A span is written as an int, a point as ISO 8601 has it. */
static int from_text(PyObject *o, element *e) {
  PyObject *text = PyBytes_Check(o) ? PyUnicode_FromEncodedObject(o, "ascii", NULL) : AMBI_NEWREF(o);
  Py_ssize_t size;
  const char *utf8 = text ? PyUnicode_AsUTF8AndSize(text, &size) : NULL;
  int status = -1;
  if (utf8 && e->type_num == NPY_DATETIME) {
    npy_datetimestruct time;
    status = NpyDatetime_ParseISO8601Datetime(utf8, size, e->unit.base, NPY_SAME_KIND_CASTING, &time, NULL, NULL);
    if (status == 0) status = NpyDatetime_ConvertDatetimeStructToDatetime64(&e->unit, &time, &e->value);
  } else if (utf8 && (!size || (size == 3 && (utf8[0] | 32) == 'n' && (utf8[1] | 32) == 'a' && (utf8[2] | 32) == 't'))) {
    e->value = NPY_DATETIME_NAT;
    status = 0;
  } else if (utf8) {
    PyObject *number = PyLong_FromUnicodeObject(text, 10);
    PyErr_Clear();
    if (!number) status = from_other(o, e);
    else status = (e->value = PyLong_AsLongLong(number)) == -1 && PyErr_Occurred() ? -1 : 0;
    Py_XDECREF(number);
  }
  Py_XDECREF(text);
  return status;
}

static int from_int(PyObject *o, element *e) {
  if (e->type_num == NPY_DATETIME && e->unit.base == NPY_FR_GENERIC) {
    PyErr_SetString(PyExc_ValueError, "Converting an integer to a NumPy datetime requires a specified unit");
    return -1;
  }
  e->value = PyLong_AsLongLong(o);
  return e->value == -1 && PyErr_Occurred() ? -1 : 0;
}

static int from_object(PyObject *o, element *e) {
  if (o == Py_None) {
    e->value = NPY_DATETIME_NAT;
    return 0;
  }
  if (PyUnicode_Check(o) || PyBytes_Check(o)) return from_text(o, e);
  if (PyLong_Check(o) || (e->type_num == NPY_TIMEDELTA && PyObject_TypeCheck(o, &PyIntegerArrType_Type) &&
                          !PyObject_TypeCheck(o, &PyTimedeltaArrType_Type))) {
    return from_int(o, e);
  }
  if (PyObject_TypeCheck(o, scalar_type(e->type_num))) {
    return from_time(((PyDatetimeScalarObject *)o)->obval, ((PyDatetimeScalarObject *)o)->obmeta, e);
  }
  if (PyArray_Check(o) && !ambi_array(o)->nd && ambi_array_type_num(ambi_array(o)) == e->type_num) {
    return from_time(ambi_time_at(ambi_array(o)->data, ambi_array(o)->descr), ambi_time_unit(ambi_array(o)->descr), e);
  }
  return from_other(o, e);
}

int ambi_time_setitem(int type_num, PyObject *o, void *data, void *array) {
  PyObject *descr = array ? ambi_array(array)->descr : NULL;
  element e = {type_num, {NPY_FR_GENERIC, 1}, 0};
  if (descr && ambi_is_time(ambi_descr_type_num(descr))) e.unit = ambi_time_unit(descr);
  if (from_object(o, &e) < 0) return -1;
  if (descr && ambi_descr_swapped(descr)) ambi_swap_item(type_num, &e.value, &e.value, sizeof e.value);
  memcpy(data, &e.value, sizeof e.value);
  return 0;
}
