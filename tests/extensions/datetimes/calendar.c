#include "datetimes.h"

/* (base, num, value) -> the fields */
static PyObject *to_struct(PyObject *UNUSED(self), PyObject *args) {
  int base, num;
  long long value;
  if (!PyArg_ParseTuple(args, "iiL", &base, &num, &value)) return NULL;
  PyArray_DatetimeMetaData meta = {(NPY_DATETIMEUNIT)base, num};
  npy_datetimestruct fields;
  if (NpyDatetime_ConvertDatetime64ToDatetimeStruct(&meta, value, &fields) < 0) return NULL;
  return tuple_of(&fields);
}

/* (base, num, fields) -> the value */
static PyObject *from_struct(PyObject *UNUSED(self), PyObject *args) {
  int base, num;
  PyObject *tuple;
  npy_datetimestruct fields;
  if (!PyArg_ParseTuple(args, "iiO!", &base, &num, &PyTuple_Type, &tuple) || !read_fields(tuple, &fields)) return NULL;
  PyArray_DatetimeMetaData meta = {(NPY_DATETIMEUNIT)base, num};
  npy_datetime value = 0;
  if (NpyDatetime_ConvertDatetimeStructToDatetime64(&meta, &fields, &value) < 0) return NULL;
  return PyLong_FromLongLong(value);
}

static npy_uint64 mixed(npy_uint64 hash, npy_int64 value) { return (hash ^ (npy_uint64)value) * 0x100000001B3ULL; }

/*
 * (base, num, seed, count, bits) -> (a hash of the fields of that many random values of that many bits, how many of them come
 * back as they were, how many are refused)
 */
static PyObject *walk(PyObject *UNUSED(self), PyObject *args) {
  int base, num, count, bits;
  unsigned long long seed;
  if (!PyArg_ParseTuple(args, "iiKii", &base, &num, &seed, &count, &bits)) return NULL;
  PyArray_DatetimeMetaData meta = {(NPY_DATETIMEUNIT)base, num};
  npy_uint64 state = seed, hash = 0xCBF29CE484222325ULL;
  int back = 0, refused = 0;
  for (int i = 0; i < count; i++) {
    npy_int64 value = (npy_int64)next_random(&state) >> (64 - bits);
    npy_datetimestruct f;
    npy_datetime again = 0;
    if (NpyDatetime_ConvertDatetime64ToDatetimeStruct(&meta, value, &f) < 0 ||
        NpyDatetime_ConvertDatetimeStructToDatetime64(&meta, &f, &again) < 0) {
      refused++;
      PyErr_Clear();
      continue;
    }
    hash = mixed(mixed(mixed(mixed(mixed(hash, f.year), f.month), f.day), f.hour), f.min);
    hash = mixed(mixed(mixed(mixed(mixed(hash, f.sec), f.us), f.ps), f.as), again);
    back += again == value;
  }
  return Py_BuildValue("(Kii)", (unsigned long long)hash, back, refused);
}

PyMethodDef calendar_methods[] = {
    {"to_struct", to_struct, METH_VARARGS, NULL},
    {"from_struct", from_struct, METH_VARARGS, NULL},
    {"walk", walk, METH_VARARGS, NULL},
    {0},
};
