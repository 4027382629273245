/* The conversions of datetime64 that NumPy 2.0 made public, one function of the module for each. */
#ifndef DATETIMES_H
#define DATETIMES_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define PY_ARRAY_UNIQUE_SYMBOL capi_datetimes_ARRAY_API
#ifndef DATETIMES_MODULE
#define NO_IMPORT_ARRAY
#endif
#include <numpy/arrayobject.h>
#include <string.h>

/* For older versions than 2.0 the headers do not name what only some hosts offer there. */
#if NPY_FEATURE_VERSION < NPY_2_0_API_VERSION
#define NpyDatetime_ConvertDatetime64ToDatetimeStruct \
  (*(int (*)(PyArray_DatetimeMetaData *, npy_datetime, npy_datetimestruct *))PyArray_API[307])
#define NpyDatetime_ConvertDatetimeStructToDatetime64 \
  (*(int (*)(PyArray_DatetimeMetaData *, const npy_datetimestruct *, npy_datetime *))PyArray_API[308])
#define NpyDatetime_ConvertPyDateTimeToDatetimeStruct \
  (*(int (*)(PyObject *, npy_datetimestruct *, NPY_DATETIMEUNIT *, int))PyArray_API[309])
#define NpyDatetime_GetDatetimeISO8601StrLen (*(int (*)(int, NPY_DATETIMEUNIT))PyArray_API[310])
#define NpyDatetime_MakeISO8601Datetime                                                                           \
  (*(int (*)(npy_datetimestruct *, char *, npy_intp, int, int, NPY_DATETIMEUNIT, int, NPY_CASTING))PyArray_API[311])
#define NpyDatetime_ParseISO8601Datetime                                                                         \
  (*(int (*)(char const *, Py_ssize_t, NPY_DATETIMEUNIT, NPY_CASTING, npy_datetimestruct *, NPY_DATETIMEUNIT *, \
             npy_bool *))PyArray_API[312])
#endif

#define UNUSED(name) name __attribute__((unused))

/* (year, month, day, hour, minute, second, microsecond, picosecond, attosecond) */
PyObject *tuple_of(const npy_datetimestruct *fields);
int read_fields(PyObject *tuple, npy_datetimestruct *fields);
/* xorshift64*: the same numbers everywhere. The state is not 0. */
npy_uint64 next_random(npy_uint64 *state);

extern PyMethodDef calendar_methods[], text_methods[], object_methods[];

#endif
