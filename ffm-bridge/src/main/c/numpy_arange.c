/* PyArray_Arange: the first two values are converted to the dtype, whose fill function goes on by their difference. */
#include <math.h>

#include "numpy_iter.h"

static PyObject *arange(int abi, double start, double stop, double step, int type_num) {
  double length = ceil((stop - start) / step);
  if (isnan(length)) return ambi_raise(PyExc_ValueError, "arange: cannot compute length");
  if (fabs(length) >= 0x1p63) return ambi_raise(PyExc_ValueError, "Maximum allowed size exceeded");
  npy_intp n = length > 0 ? (npy_intp)length : 0;
  PyObject *descr = ambi_descr_from_type(abi, type_num);
  PyObject *array = descr ? ambi_array_make(descr, 1, &n, NULL, NULL, NULL, false) : NULL;
  if (!array) return NULL;
  PyArray_ArrFuncs *f = ambi_descr_funcs(FIELDS(array)->descr);
  npy_intp size = ambi_descr_elsize(FIELDS(array)->descr);
  int status = 0;
  for (npy_intp i = 0; i < n && i < 2 && status >= 0; i++) {
    PyObject *value = PyFloat_FromDouble(i ? start + step : start);
    status = value ? f->setitem(value, FIELDS(array)->data + i * size, array) : -1;
    Py_XDECREF(value);
  }
  if (status >= 0 && n > 2) {
    if (f->fill) {
      status = f->fill(FIELDS(array)->data, n, array);
    } else {
      PyErr_SetString(PyExc_ValueError, "no fill-function for data-type.");
      status = -1;
    }
  }
  if (status < 0) Py_CLEAR(array);
  return array;
}

AMBI_EXPORT PyObject *PyArray_Arange(double start, double stop, double step, int type_num) {
  return arange(2, start, stop, step, type_num);
}

AMBI_EXPORT PyObject *PyArray_Arange_abi1(double start, double stop, double step, int type_num) {
  return arange(1, start, stop, step, type_num);
}
