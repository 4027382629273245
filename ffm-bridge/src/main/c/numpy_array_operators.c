/* ndarray's operators: numpy's ufuncs of the array's ABI. */
#include "generated_ids.h"
#include "numpy_array.h"

/* numpy.`name` of the ABI of the operand that is an array; new reference. */
static PyObject *ufunc_for(PyObject *a, PyObject *b, const char *name) {
  PyObject *array = PyArray_Check(a) ? a : b;
  return AmbiJava_numpy_ufunc(ambi_array_abi(array), (void *)(intptr_t)name);
}

/* `out` may be NULL. */
static PyObject *apply(PyObject *a, PyObject *b, PyObject *out, const char *name) {
  PyObject *ufunc = ufunc_for(a, b, name);
  PyObject *result = ufunc ? PyObject_CallFunctionObjArgs(ufunc, a, b, out, NULL) : NULL;
  Py_XDECREF(ufunc);
  return result;
}

static PyObject *apply_to_one(PyObject *a, const char *name) {
  PyObject *ufunc = ufunc_for(a, a, name);
  PyObject *result = ufunc ? PyObject_CallOneArg(ufunc, a) : NULL;
  Py_XDECREF(ufunc);
  return result;
}

#define BINARY(name, ufunc)                                                                              \
  PyObject *ambi_array_##name(PyObject *a, PyObject *b) { return apply(a, b, NULL, ufunc); }             \
  PyObject *ambi_array_inplace_##name(PyObject *a, PyObject *b) { return apply(a, b, a, ufunc); }
AMBI_ARRAY_OPERATORS(BINARY)
#undef BINARY
#define UNARY(name, ufunc) \
  PyObject *ambi_array_##name(PyObject *a) { return apply_to_one(a, ufunc); }
AMBI_ARRAY_UNARY_OPERATORS(UNARY)
#undef UNARY

PyObject *ambi_array_power(PyObject *a, PyObject *b, PyObject *modulo) {
  if (modulo != Py_None) Py_RETURN_NOTIMPLEMENTED;
  return apply(a, b, NULL, "power");
}

/* What cannot be compared for equality is not an error: Python then compares the objects themselves. */
PyObject *ambi_array_richcompare(PyObject *a, PyObject *b, int op) {
  static const char *const names[] = {[Py_LT] = "less",      [Py_LE] = "less_equal", [Py_EQ] = "equal",
                                      [Py_NE] = "not_equal", [Py_GT] = "greater",    [Py_GE] = "greater_equal"};
  PyObject *result = apply(a, b, NULL, names[op]);
  if (result || (op != Py_EQ && op != Py_NE) || !PyErr_ExceptionMatches(PyExc_TypeError)) return result;
  PyErr_Clear();
  Py_RETURN_NOTIMPLEMENTED;
}

/* ---- the table of operators, in the 1.x table ------------------------------------------------------------------------- */

AMBI_EXPORT PyObject *PyArray_GetNumericOps(void) {
  static const char *const names[] = {"add",          "subtract",  "multiply",      "divide",  "remainder", "power",
                                      "floor_divide", "true_divide", "negative",    "positive", "absolute", "invert",
                                      "left_shift",   "right_shift", "bitwise_and", "bitwise_or", "bitwise_xor",
                                      "less",         "less_equal", "equal",        "not_equal", "greater",
                                      "greater_equal", "floor",    "ceil",          "rint",     "square",   "sqrt",
                                      "reciprocal",   "maximum",   "minimum"};
  PyObject *dict = PyDict_New();
  for (size_t i = 0; dict && i < sizeof names / sizeof *names; i++) {
    PyObject *ufunc = AmbiJava_numpy_ufunc(1, (void *)(intptr_t)names[i]);
    if (!ufunc || PyDict_SetItemString(dict, names[i], ufunc) < 0) Py_CLEAR(dict);
    Py_XDECREF(ufunc);
  }
  return dict;
}

/* Ambi's operators are numpy's own ufuncs and stay so: only these can be set. */
AMBI_EXPORT int PyArray_SetNumericOps(PyObject *dict) {
  PyObject *own = PyArray_GetNumericOps(), *name, *ufunc;
  if (!own) return -1;
  for (Py_ssize_t at = 0; PyDict_Next(dict, &at, &name, &ufunc);) {
    PyObject *known = PyDict_GetItemWithError(own, name);
    if (known == ufunc) continue;
    PyErr_Format(PyExc_NotImplementedError, "the operator %R of arrays cannot be replaced in Ambi", name);
    Py_DECREF(own);
    return -1;
  }
  Py_DECREF(own);
  return 0;
}
