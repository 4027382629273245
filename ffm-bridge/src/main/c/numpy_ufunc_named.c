/* numpy's own ufuncs (numpy.add): their loops are core's, which Java runs, and Python's operators for objects. */
#include "generated_ids.h"
#include "numpy_ufunc.h"

/* `data` is the number by which Java knows the loop. */
void ambi_core_loop(char **args, const npy_intp *dimensions, const npy_intp *steps, void *data) {
  if (dimensions[0] > 0) AmbiJava_core_loop((int64_t)(intptr_t)data, args, dimensions[0], (void *)(intptr_t)steps);
}

/* A loop of one of numpy's own ufuncs is one of core's too. */
int ambi_ufunc_tell_core(PyUFuncObject *u, int *types, PyUFuncGenericFunction *function, void *data) {
  if (!u->ntypes || u->functions[0] != ambi_core_loop) return 0;
  AmbiJava_user_loop((void *)(intptr_t)u->name, types, u->nargs, (void *)function, data);
  return PyErr_Occurred() ? -1 : 0;
}

/* ---- objects ------------------------------------------------------------------------------------------------------- */

static PyObject *compare_with(PyObject *a, PyObject *b, int op) { return PyObject_RichCompare(a, b, op); }
#define COMPARE(name, op) \
  static PyObject *name(PyObject *a, PyObject *b) { return compare_with(a, b, op); }
COMPARE(object_equal, Py_EQ)
COMPARE(object_not_equal, Py_NE)
COMPARE(object_less, Py_LT)
COMPARE(object_less_equal, Py_LE)
COMPARE(object_greater, Py_GT)
COMPARE(object_greater_equal, Py_GE)
#undef COMPARE

/* The truth of what a comparison of objects gives, as OO->? has it. */
static void compare_objects(char **args, const npy_intp *dimensions, const npy_intp *steps, void *data) {
  binaryfunc compare = (binaryfunc)data;
  for (npy_intp i = 0; i < dimensions[0]; i++) {
    PyObject *a = *(PyObject **)(void *)(args[0] + i * steps[0]), *b = *(PyObject **)(void *)(args[1] + i * steps[1]);
    PyObject *result = compare(a ? a : Py_None, b ? b : Py_None);
    int truth = result ? PyObject_IsTrue(result) : -1;
    Py_XDECREF(result);
    if (truth < 0) return;
    *(npy_bool *)(args[2] + i * steps[2]) = (npy_bool)truth;
  }
}

static PyObject *extreme(PyObject *a, PyObject *b, int op) {
  int first = PyObject_RichCompareBool(a, b, op);
  return first < 0 ? NULL : AMBI_NEWREF(first ? a : b);
}
static PyObject *object_minimum(PyObject *a, PyObject *b) { return extreme(a, b, Py_LE); }
static PyObject *object_maximum(PyObject *a, PyObject *b) { return extreme(a, b, Py_GE); }
static PyObject *object_power(PyObject *a, PyObject *b) { return PyNumber_Power(a, b, Py_None); }
static PyObject *object_square(PyObject *a) { return PyNumber_Multiply(a, a); }
static PyObject *object_reciprocal(PyObject *a) {
  PyObject *one = PyLong_FromLong(1), *result = one ? PyNumber_TrueDivide(one, a) : NULL;
  Py_XDECREF(one);
  return result;
}

static const struct {
  const char *name;
  void *function;
  bool compares;
} object_functions[] = {
    {"add", (void *)PyNumber_Add, false},
    {"subtract", (void *)PyNumber_Subtract, false},
    {"multiply", (void *)PyNumber_Multiply, false},
    {"divide", (void *)PyNumber_TrueDivide, false},
    {"floor_divide", (void *)PyNumber_FloorDivide, false},
    {"remainder", (void *)PyNumber_Remainder, false},
    {"power", (void *)object_power, false},
    {"bitwise_and", (void *)PyNumber_And, false},
    {"bitwise_or", (void *)PyNumber_Or, false},
    {"bitwise_xor", (void *)PyNumber_Xor, false},
    {"left_shift", (void *)PyNumber_Lshift, false},
    {"right_shift", (void *)PyNumber_Rshift, false},
    {"minimum", (void *)object_minimum, false},
    {"maximum", (void *)object_maximum, false},
    {"negative", (void *)PyNumber_Negative, false},
    {"positive", (void *)PyNumber_Positive, false},
    {"absolute", (void *)PyNumber_Absolute, false},
    {"invert", (void *)PyNumber_Invert, false},
    {"square", (void *)object_square, false},
    {"reciprocal", (void *)object_reciprocal, false},
    {"equal", (void *)object_equal, true},
    {"not_equal", (void *)object_not_equal, true},
    {"less", (void *)object_less, true},
    {"less_equal", (void *)object_less_equal, true},
    {"greater", (void *)object_greater, true},
    {"greater_equal", (void *)object_greater_equal, true},
};

/* The loops for objects behind the `n` others; how many there are. */
static int add_object_loops(const char *name, int nin, int n, PyUFuncGenericFunction **functions, void **data, char *types) {
  for (size_t i = 0; i < sizeof object_functions / sizeof *object_functions; i++) {
    if (strcmp(object_functions[i].name, name) != 0) continue;
    int nargs = nin + 1, added = 0;
    if (object_functions[i].compares) {
      functions[n] = compare_objects;
      data[n] = object_functions[i].function;
      memset(types + n * nargs, NPY_OBJECT, (size_t)nin);
      types[n * nargs + nin] = NPY_BOOL;
      added++;
    }
    functions[n + added] = nin == 1 ? PyUFunc_O_O : PyUFunc_OO_O;
    data[n + added] = object_functions[i].function;
    memset(types + (n + added) * nargs, NPY_OBJECT, (size_t)nargs);
    return added + 1;
  }
  return 0;
}

/*
 * For Java: numpy.`name` for an ABI. `types` are the type numbers of `ntypes` loops, whose numbers are `keys`. The
 * ufunc owns the block with its tables. New reference.
 */
AMBI_EXPORT PyObject *ambi_ufunc_named(int64_t abi, const char *name, int64_t nin, int64_t nout, int64_t identity,
                                       int64_t ntypes, const char *types, const int64_t *keys) {
  size_t most = (size_t)ntypes + 2, nargs = (size_t)(nin + nout), length = strlen(name) + 1;
  char *block = PyMem_RawMalloc(most * (2 * sizeof(void *) + nargs) + length);
  if (!block) return PyErr_NoMemory();
  PyUFuncGenericFunction **functions = (PyUFuncGenericFunction **)(void *)block;
  void **data = (void **)(functions + most);
  char *own_types = (char *)(data + most), *own_name = own_types + most * nargs;
  memcpy(own_types, types, (size_t)ntypes * nargs);
  memcpy(own_name, name, length);
  for (int64_t i = 0; i < ntypes; i++) {
    functions[i] = ambi_core_loop;
    data[i] = (void *)(intptr_t)keys[i];
  }
  if (nout == 1) ntypes += add_object_loops(name, (int)nin, (int)ntypes, functions, data, own_types);
  PyObject *u = abi == 1 ? PyUFunc_FromFuncAndData_abi1(functions, data, own_types, (int)ntypes, (int)nin, (int)nout,
                                                        (int)identity, own_name, NULL, 0)
                         : PyUFunc_FromFuncAndData(functions, data, own_types, (int)ntypes, (int)nin, (int)nout,
                                                   (int)identity, own_name, NULL, 0);
  if (u) {
    ufunc_of(u)->ptr = block;
  } else {
    PyMem_RawFree(block);
  }
  return u;
}

/* ---- numpy.__getattr__ (PEP 562): what Java makes when it is first asked for ---------------------------------------- */

static PyObject *numpy_getattr(PyObject *self, PyObject *name) {
  return AmbiJava_numpy_attribute((int)PyLong_AsLong(self), name);
}

/* For Java: the function for the module of an ABI. New reference. */
AMBI_EXPORT PyObject *ambi_numpy_getattr(int64_t abi) {
  static PyMethodDef def = {"__getattr__", numpy_getattr, METH_O, NULL};
  PyObject *self = PyLong_FromLong((long)abi), *function = self ? PyCFunction_NewEx(&def, self, NULL) : NULL;
  Py_XDECREF(self);
  return function;
}
