/* The exceptions of numpy.exceptions that the C API raises. */
#include "numpy_errors.h"

AMBI_EXPORT PyObject *PyExc_AxisError = NULL;
AMBI_EXPORT PyObject *PyExc_DTypePromotionError = NULL;
PyObject *ambi_exc_ufunc_no_loop, *ambi_exc_ufunc_input_casting, *ambi_exc_ufunc_output_casting;

int ambi_init_numpy_errors(void) {
  PyObject *bases = PyTuple_Pack(2, PyExc_ValueError, PyExc_IndexError);
  if (!bases) return -1;
  PyExc_AxisError = PyErr_NewException("numpy.exceptions.AxisError", bases, NULL);
  Py_DECREF(bases);
  PyExc_DTypePromotionError = PyErr_NewException("numpy.exceptions.DTypePromotionError", PyExc_TypeError, NULL);
  PyObject *base = PyErr_NewException("numpy._core._exceptions.UFuncTypeError", PyExc_TypeError, NULL);
  if (!base) return -1;
  ambi_exc_ufunc_no_loop = PyErr_NewException("numpy._core._exceptions._UFuncNoLoopError", base, NULL);
  ambi_exc_ufunc_input_casting = PyErr_NewException("numpy._core._exceptions._UFuncInputCastingError", base, NULL);
  ambi_exc_ufunc_output_casting = PyErr_NewException("numpy._core._exceptions._UFuncOutputCastingError", base, NULL);
  return PyExc_AxisError && PyExc_DTypePromotionError && ambi_exc_ufunc_no_loop && ambi_exc_ufunc_input_casting &&
                 ambi_exc_ufunc_output_casting
             ? 0
             : -1;
}

int ambi_checked_axis(int *axis, int nd, const char *prefix) {
  if (*axis < -nd || *axis >= nd) {
    PyErr_Format(PyExc_AxisError, "%saxis %d is out of bounds for array of dimension %d", prefix, *axis, nd);
    return -1;
  }
  if (*axis < 0) *axis += nd;
  return 0;
}
