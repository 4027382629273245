/* Ufuncs made of loops in C: element by element, and over whole lines (a generalized one). */
#include "arrays.h"

/* x * factor + y, where the factor is the data of the loop. */
static void scaled_add_double(char **args, const npy_intp *dimensions, const npy_intp *steps, void *data) {
  double factor = *(double *)data;
  char *x = args[0], *y = args[1], *out = args[2];
  for (npy_intp i = 0; i < dimensions[0]; i++, x += steps[0], y += steps[1], out += steps[2]) {
    *(double *)out = *(double *)x * factor + *(double *)y;
  }
}

static void scaled_add_float(char **args, const npy_intp *dimensions, const npy_intp *steps, void *data) {
  float factor = (float)*(double *)data;
  char *x = args[0], *y = args[1], *out = args[2];
  for (npy_intp i = 0; i < dimensions[0]; i++, x += steps[0], y += steps[1], out += steps[2]) {
    *(float *)out = *(float *)x * factor + *(float *)y;
  }
}

static void halves_double(char **args, const npy_intp *dimensions, const npy_intp *steps, void *UNUSED(data)) {
  for (npy_intp i = 0; i < dimensions[0]; i++) {
    double value = *(double *)(args[0] + i * steps[0]);
    *(double *)(args[1] + i * steps[1]) = value / 2;
    *(npy_bool *)(args[2] + i * steps[2]) = value < 0;
  }
}

/* The product of two lines: the loop's own dimension is the last of `dimensions`. */
static void inner_double(char **args, const npy_intp *dimensions, const npy_intp *steps, void *UNUSED(data)) {
  for (npy_intp n = 0; n < dimensions[0]; n++) {
    double sum = 0;
    char *x = args[0] + n * steps[0], *y = args[1] + n * steps[1];
    for (npy_intp i = 0; i < dimensions[1]; i++, x += steps[3], y += steps[4]) sum += *(double *)x * *(double *)y;
    *(double *)(args[2] + n * steps[2]) = sum;
  }
}

static double two = 2, three = 3;
static PyUFuncGenericFunction scaled_add_loops[] = {scaled_add_float, scaled_add_double};
static void *scaled_add_data[] = {&two, &three};
static char scaled_add_types[] = {NPY_FLOAT, NPY_FLOAT, NPY_FLOAT, NPY_DOUBLE, NPY_DOUBLE, NPY_DOUBLE};

static PyUFuncGenericFunction halves_loops[] = {halves_double};
static void *no_data[] = {NULL};
static char halves_types[] = {NPY_DOUBLE, NPY_DOUBLE, NPY_BOOL};

static PyUFuncGenericFunction inner_loops[] = {inner_double};
static char inner_types[] = {NPY_DOUBLE, NPY_DOUBLE, NPY_DOUBLE};

int add_ufuncs(PyObject *module) {
  PyObject *made[] = {
      PyUFunc_FromFuncAndData(scaled_add_loops, scaled_add_data, scaled_add_types, 2, 2, 1, PyUFunc_None, "scaled_add",
                              "x * factor + y", 0),
      PyUFunc_FromFuncAndData(halves_loops, no_data, halves_types, 1, 1, 2, PyUFunc_None, "halves", NULL, 0),
      PyUFunc_FromFuncAndDataAndSignature(inner_loops, no_data, inner_types, 1, 2, 1, PyUFunc_None, "inner", NULL, 0,
                                          "(n),(n)->()")};
  const char *const names[] = {"scaled_add", "halves", "inner"};
  int result = 0;
  for (size_t i = 0; i < Py_ARRAY_LENGTH(made); i++) {
    if (!made[i] || PyModule_AddObjectRef(module, names[i], made[i]) < 0) result = -1;
    Py_XDECREF(made[i]);
  }
  return result;
}

static PyObject *ufunc_facts(PyObject *module, PyObject *args) {
  const char *name;
  if (!PyArg_ParseTuple(args, "s", &name)) return NULL;
  PyUFuncObject *ufunc = (PyUFuncObject *)PyObject_GetAttrString(module, name);
  if (!ufunc) return NULL;
  PyObject *answer = Py_BuildValue("(iiiisii)", ufunc->nin, ufunc->nout, ufunc->nargs, ufunc->ntypes, ufunc->name,
                                   ufunc->core_enabled, ufunc->types[0]);
  Py_DECREF(ufunc);
  return answer;
}

/* The floating point errors since the last time that they were asked for. */
static PyObject *float_errors(PyObject *UNUSED(self), PyObject *args) {
  double a, b;
  if (!PyArg_ParseTuple(args, "dd", &a, &b)) return NULL;
  PyUFunc_getfperr();
  volatile double x = a, y = b, quotient = x / y;
  (void)quotient;
  int errors = PyUFunc_getfperr();
  return Py_BuildValue("(ii)", errors, PyUFunc_getfperr());
}

/* A loop for a structured dtype is asked for a dtype that is not structured. */
static PyObject *register_for_builtin(PyObject *module, PyObject *UNUSED(ignored)) {
  PyUFuncObject *ufunc = (PyUFuncObject *)PyObject_GetAttrString(module, "halves");
  if (!ufunc) return NULL;
  PyArray_Descr *descr = PyArray_DescrFromType(NPY_DOUBLE);
  PyArray_Descr *types[] = {descr, descr, descr};
  int result = PyUFunc_RegisterLoopForDescr(ufunc, descr, halves_double, types, NULL);
  Py_DECREF(descr);
  Py_DECREF(ufunc);
  return result < 0 ? NULL : PyLong_FromLong(result);
}

PyMethodDef ufunc_methods[] = {
    {"ufunc_facts", ufunc_facts, METH_VARARGS, NULL},
    {"float_errors", float_errors, METH_VARARGS, NULL},
    {"register_for_builtin", register_for_builtin, METH_NOARGS, NULL},
    {0},
};
