/* Ufuncs on small arrays of both ABIs. */
#include "numpy_check.h"
#include "numpy_errors.h"

#include "numpy_ufunc.h"

typedef PyUFuncGenericFunction loop_function;
AMBI_API loop_function PyUFunc_f_f, PyUFunc_d_d, PyUFunc_ff_f, PyUFunc_dd_d, PyUFunc_OO_O, PyUFunc_e_e_As_d_d, PyUFunc_D_D,
    PyUFunc_F_F_As_D_D;
typedef PyObject *constructor(loop_function **functions, void *const *data, const char *types, int ntypes, int nin, int nout,
                              int identity, const char *name, const char *doc, int unused);
typedef PyObject *core_constructor(loop_function **functions, void *const *data, const char *types, int ntypes, int nin,
                                   int nout, int identity, const char *name, const char *doc, int unused,
                                   const char *signature);
AMBI_API constructor PyUFunc_FromFuncAndData, PyUFunc_FromFuncAndData_abi1;
AMBI_API core_constructor PyUFunc_FromFuncAndDataAndSignature, PyUFunc_FromFuncAndDataAndSignature_abi1;
AMBI_API int PyUFunc_ReplaceLoopBySignature(PyUFuncObject *u, loop_function *function, const int *signature,
                                            loop_function **old);
AMBI_API int PyUFunc_RegisterLoopForType(PyUFuncObject *u, int usertype, loop_function *function, const int *arg_types,
                                         void *data);

static double subtract(double a, double b) { return a - b; }
static float subtractf(float a, float b) { return a - b; }
static double reciprocal(double a) { return 1 / a; }
static void square(double *in, double *out) {
  out[0] = in[0] * in[0] - in[1] * in[1];
  out[1] = 2 * in[0] * in[1];
}

/* (n),(n)->() */
static void inner(char **args, const npy_intp *dims, const npy_intp *steps, void *data AMBI_UNUSED) {
  for (npy_intp k = 0; k < dims[0]; k++) {
    double sum = 0;
    for (npy_intp i = 0; i < dims[1]; i++) {
      sum += *(double *)(void *)(args[0] + k * steps[0] + i * steps[3]) *
             *(double *)(void *)(args[1] + k * steps[1] + i * steps[4]);
    }
    *(double *)(void *)(args[2] + k * steps[2]) = sum;
  }
}

static loop_function *binary_loops[] = {PyUFunc_ff_f, PyUFunc_dd_d, PyUFunc_OO_O};
static const char binary_types[] = {NPY_FLOAT,  NPY_FLOAT,  NPY_FLOAT,  NPY_DOUBLE, NPY_DOUBLE,
                                    NPY_DOUBLE, NPY_OBJECT, NPY_OBJECT, NPY_OBJECT};
static void *binary_data[3];
static loop_function *inner_loops[] = {inner};
static void *no_data[1];

static PyObject *new_subtract(int abi) {
  binary_data[0] = (void *)(intptr_t)subtractf;
  binary_data[1] = (void *)(intptr_t)subtract;
  binary_data[2] = (void *)(intptr_t)PyNumber_Subtract;
  return (abi == 1 ? PyUFunc_FromFuncAndData_abi1 : PyUFunc_FromFuncAndData)(
      binary_loops, binary_data, binary_types, 3, 2, 1, PyUFunc_None, "subtract", "a - b", 0);
}

/* u(a, b), whose references are the caller's. */
static PyObject *call2(PyObject *u, PyObject *a, PyObject *b) {
  PyObject *args[] = {a, b};
  return a && b ? PyObject_Vectorcall(u, args, 2, NULL) : NULL;
}

/* Whether the array has these doubles (or floats); takes the reference. */
static bool has(PyObject *array, int type_num, int count, const double *expected) {
  if (!array || !PyArray_Check(array)) {
    if (PyErr_Occurred()) ambi_print_pending();
    return false;
  }
  PyArrayObject_fields *a = ambi_array(array);
  bool same = ambi_array_type_num(a) == type_num && ambi_array_size(array) == count;
  for (int i = 0; same && i < count; i++) {
    double value;
    ambi_run_of from = {a->descr, a->data + i * ambi_array_elsize(a), 0, a};
    ambi_run_of to = {ambi_builtin_descrs[2][NPY_DOUBLE], (char *)&value, 0, NULL};
    same = ambi_transfer(from, to, 1) == 0 && value == expected[i];
  }
  Py_DECREF(array);
  return same;
}

static void test_calls(int abi) {
  CHECK_LIVE_UNCHANGED {
    npy_intp dims[] = {2, 3}, three = 3;
    PyObject *u = new_subtract(abi), *two = PyFloat_FromDouble(2);
    PyObject *d = test_arange(abi, NPY_DOUBLE, 2, dims), *f = test_arange(abi, NPY_FLOAT, 1, &three);
    PyObject *i = test_arange(abi, NPY_INT, 1, &three), *other = test_arange(abi == 1 ? 2 : 1, NPY_DOUBLE, 1, &three);
    static const double minus_two[] = {-2, -1, 0, 1, 2, 3}, rows[] = {0, 0, 0, 3, 3, 3}, zero[] = {0, 0, 0};
    CHECK(has(call2(u, d, two), NPY_DOUBLE, 6, minus_two));
    CHECK(has(call2(u, d, f), NPY_DOUBLE, 6, rows));
    CHECK(has(call2(u, f, two), NPY_FLOAT, 3, minus_two));
    CHECK(has(call2(u, f, i), NPY_DOUBLE, 3, zero));
    CHECK(has(call2(u, i, other), NPY_DOUBLE, 3, zero));
    PyObject *scalar = call2(u, two, two);
    CHECK(scalar && Py_TYPE(scalar) == &PyDoubleArrType_Type);
    Py_XDECREF(scalar);
    PyObject *t = test_transpose(d), *result = call2(u, t, t);
    CHECK(result && ambi_array_abi(result) == abi && (ambi_array(result)->flags & NPY_ARRAY_F_CONTIGUOUS));
    Py_XDECREF(result);
    CHECK(call2(u, t, d) == NULL);
    CHECK_ERR(PyExc_ValueError, "operands could not be broadcast together with shapes (3,2) (2,3) ");
    PyObject *args[] = {f, f, f};
    result = PyObject_Vectorcall(u, args, 3, NULL);
    CHECK(result == f && has(result, NPY_FLOAT, 3, zero));
    CHECK(PyObject_Vectorcall(u, args, 1, NULL) == NULL);
    CHECK_ERR(PyExc_TypeError, abi == 1 ? "subtract() takes from 2 to 3 positional arguments but 1 were given"
                                        : "subtract() takes from 2 to 3 positional arguments but 1 was given");
    CHECK_REPR_OF(AMBI_NEWREF(u), "<ufunc 'subtract'>");
    CHECK_STR_OF(PyObject_GetAttrString(u, "types"), "['ff->f', 'dd->d', 'OO->O']");
    Py_DECREF(t);
    Py_DECREF(other);
    Py_DECREF(i);
    Py_DECREF(f);
    Py_DECREF(d);
    Py_DECREF(two);
    Py_DECREF(u);
  }
}

static void test_keywords(int abi) {
  CHECK_LIVE_UNCHANGED {
    npy_intp three = 3;
    PyObject *u = new_subtract(abi), *d = test_arange(abi, NPY_DOUBLE, 1, &three), *i = test_arange(abi, NPY_LONG, 1, &three);
    PyObject *out = test_arange(abi, NPY_FLOAT, 1, &three), *mask = test_arange(abi, NPY_BOOL, 1, &three);
    PyObject *names = Py_BuildValue("(ss)", "out", "where"), *name = Py_BuildValue("(s)", "out");
    PyObject *args[] = {d, d, out, mask};
    static const double untouched[] = {0, 1, 2};
    ((npy_bool *)ambi_array(mask)->data)[2] = 0;
    ((float *)(void *)ambi_array(out)->data)[0] = 5;
    ((npy_bool *)ambi_array(mask)->data)[0] = 1;
    PyObject *result = PyObject_Vectorcall(u, args, 2, names);
    static const double expected[] = {0, 0, 2};
    CHECK(result == out && has(result, NPY_FLOAT, 3, expected));
    args[2] = i;
    CHECK(PyObject_Vectorcall(u, args, 2, name) == NULL);
    CHECK(PyErr_Occurred() != NULL);
    PyErr_Clear(); /* the text has those of the dtypes, which Java writes */
    CHECK(has(AMBI_NEWREF(i), NPY_LONG, 3, untouched));
    args[2] = Py_Ellipsis;
    CHECK(PyObject_Vectorcall(u, args, 2, name) == NULL);
    CHECK_ERR(PyExc_TypeError, "return arrays must be of ArrayType");
    Py_DECREF(name);
    Py_DECREF(names);
    Py_DECREF(mask);
    Py_DECREF(out);
    Py_DECREF(i);
    Py_DECREF(d);
    Py_DECREF(u);
  }
}

static void test_methods(int abi) {
  CHECK_LIVE_UNCHANGED {
    npy_intp dims[] = {2, 3};
    PyObject *u = new_subtract(abi), *d = test_arange(abi, NPY_DOUBLE, 2, dims);
    static const double columns[] = {-3, -3, -3}, rows[] = {-3, -6}, running[] = {0, -1, -3, 3, -1, -6};
    CHECK(has(PyObject_CallMethod(u, "reduce", "O", d), NPY_DOUBLE, 3, columns));
    CHECK(has(PyObject_CallMethod(u, "reduce", "Oi", d, 1), NPY_DOUBLE, 2, rows));
    CHECK(has(PyObject_CallMethod(u, "accumulate", "Oi", d, -1), NPY_DOUBLE, 6, running));
    PyObject *outer = PyObject_CallMethod(u, "outer", "OO", d, d);
    CHECK(outer && ambi_array(outer)->nd == 4);
    Py_XDECREF(outer);
    CHECK(PyObject_CallMethod(u, "reduce", "Oi", d, 2) == NULL);
    CHECK_ERR(PyExc_ValueError, "axis 2 is out of bounds for array of dimension 2");
    Py_DECREF(d);
    Py_DECREF(u);
  }
}

static void test_core(int abi) {
  CHECK_LIVE_UNCHANGED {
    npy_intp dims[] = {2, 3}, two = 2;
    core_constructor *make = abi == 1 ? PyUFunc_FromFuncAndDataAndSignature_abi1 : PyUFunc_FromFuncAndDataAndSignature;
    PyObject *u = make(inner_loops, no_data, binary_types + 3, 1, 2, 1, PyUFunc_None, "inner", NULL, 0, "(n),(n)->()");
    CHECK(u != NULL);
    PyObject *d = test_arange(abi, NPY_DOUBLE, 2, dims), *i = test_arange(abi, NPY_INT, 2, dims);
    PyObject *short_one = test_arange(abi, NPY_DOUBLE, 1, &two);
    static const double expected[] = {5, 50};
    CHECK(has(call2(u, d, d), NPY_DOUBLE, 2, expected));
    CHECK(has(call2(u, d, i), NPY_DOUBLE, 2, expected));
    CHECK(call2(u, d, short_one) == NULL);
    CHECK_ERR(PyExc_ValueError, "inner: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
                                "(n),(n)->() (size 2 is different from 3)");
    PyObject *number = PyFloat_FromDouble(1);
    CHECK(call2(u, number, d) == NULL);
    CHECK_ERR(PyExc_ValueError, "inner: Input operand 0 does not have enough dimensions (has 0, gufunc core with signature "
                                "(n),(n)->() requires 1)");
    static const char *const wrong[] = {"(n)(n)->()", "(n),(n)", "(n),(n)->(", "(0),(n)->()", "(n),(n?)->()", "(n),(n)->()x"};
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
      CHECK(make(inner_loops, no_data, binary_types + 3, 1, 2, 1, PyUFunc_None, "inner", NULL, 0, wrong[k]) == NULL);
      CHECK(PyErr_ExceptionMatches(PyExc_ValueError));
      PyErr_Clear();
    }
    Py_DECREF(number);
    Py_DECREF(short_one);
    Py_DECREF(i);
    Py_DECREF(d);
    Py_DECREF(u);
  }
}

/* A call of a ufunc with one more argument by name. Takes the value over. */
static PyObject *call_with(PyObject *u, PyObject *a, PyObject *b, const char *name, PyObject *value) {
  PyObject *args = PyTuple_Pack(2, a, b), *kwargs = PyDict_New();
  PyDict_SetItemString(kwargs, name, value);
  Py_DECREF(value);
  PyObject *result = PyObject_Call(u, args, kwargs);
  Py_DECREF(args);
  Py_DECREF(kwargs);
  return result;
}

static void test_axes(int abi) {
  CHECK_LIVE_UNCHANGED {
    npy_intp dims[] = {2, 3};
    core_constructor *make = abi == 1 ? PyUFunc_FromFuncAndDataAndSignature_abi1 : PyUFunc_FromFuncAndDataAndSignature;
    PyObject *u = make(inner_loops, no_data, binary_types + 3, 1, 2, 1, PyUFunc_None, "inner", NULL, 0, "(n),(n)->()");
    PyObject *d = test_arange(abi, NPY_DOUBLE, 2, dims), *i = test_arange(abi, NPY_INT, 2, dims);
    static const double columns[] = {9, 17, 29}, rows[] = {5, 50};
    CHECK(has(call_with(u, d, d, "axis", PyLong_FromLong(0)), NPY_DOUBLE, 3, columns));
    CHECK(has(call_with(u, d, i, "axis", PyLong_FromLong(-2)), NPY_DOUBLE, 3, columns));
    CHECK(has(call_with(u, i, d, "axes", Py_BuildValue("[ii]", 0, 0)), NPY_DOUBLE, 3, columns));
    PyObject *kept = call_with(u, d, d, "keepdims", AMBI_NEWREF(Py_True));
    CHECK(kept && ambi_array(kept)->nd == 2 && ambi_array(kept)->dimensions[0] == 2 && ambi_array(kept)->dimensions[1] == 1);
    CHECK(has(kept, NPY_DOUBLE, 2, rows));
    CHECK(call_with(u, d, d, "axis", PyLong_FromLong(2)) == NULL);
    CHECK_ERR(PyExc_AxisError, "axis 2 is out of bounds for array of dimension 2");
    CHECK(call_with(u, d, d, "axes", Py_BuildValue("[(i)(ii)]", 0, 0, 1)) == NULL);
    CHECK_ERR(PyExc_AxisError, "inner: operand 1 has 1 core dimensions, but 2 dimensions are specified by axes tuple.");
    CHECK(call_with(u, d, d, "axes", Py_BuildValue("[is]", 0, "x")) == NULL);
    CHECK(PyErr_ExceptionMatches(PyExc_TypeError));
    PyErr_Clear();
    static const struct {
      int nin, nout;
    } counts[] = {{1, 0}, {0, 1}, {0, 0}, {-1, 1}, {-1, 2}, {-1, 0}, {3, 3}};
    for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
      CHECK(make(NULL, NULL, NULL, 0, counts[k].nin, counts[k].nout, PyUFunc_None, "f", NULL, 0, "(n),(n)->()") == NULL);
      CHECK(PyErr_Occurred() != NULL);
      PyErr_Clear();
    }
    Py_DECREF(i);
    Py_DECREF(d);
    Py_DECREF(u);
  }
}

static void test_objects(int abi) {
  CHECK_LIVE_UNCHANGED {
    npy_intp three = 3;
    PyObject *u = new_subtract(abi), *o = test_arange(abi, NPY_LONG, 1, &three);
    PyObject *objects = ambi_array_make(AMBI_NEWREF(ambi_builtin_descrs[abi][NPY_OBJECT]), 1, &three, NULL, NULL, NULL, true);
    CHECK(ambi_array_assign(objects, o) == 0);
    static const double zero[] = {0, 0, 0};
    CHECK(has(call2(u, objects, o), NPY_OBJECT, 3, zero));
    PyObject *text = PyUnicode_FromString("x");
    ((PyObject **)(void *)ambi_array(objects)->data)[1] = NULL; /* None */
    CHECK(call2(u, objects, o) == NULL);
    CHECK_ERR(PyExc_TypeError, "unsupported operand type(s) for -: 'NoneType' and 'int'");
    Py_DECREF(text);
    Py_DECREF(objects);
    Py_DECREF(o);
    Py_DECREF(u);
  }
}

static void test_loops(int abi) {
  static loop_function *loops[] = {PyUFunc_e_e_As_d_d, PyUFunc_d_d, PyUFunc_F_F_As_D_D, PyUFunc_D_D};
  static const char types[] = {NPY_HALF, NPY_HALF, NPY_DOUBLE, NPY_DOUBLE, NPY_CFLOAT, NPY_CFLOAT, NPY_CDOUBLE, NPY_CDOUBLE};
  void *data[] = {(void *)(intptr_t)reciprocal, (void *)(intptr_t)reciprocal, (void *)(intptr_t)square,
                  (void *)(intptr_t)square};
  CHECK_LIVE_UNCHANGED {
    npy_intp three = 3;
    PyObject *u = PyUFunc_FromFuncAndData(loops, data, types, 4, 1, 1, PyUFunc_None, "f", NULL, 0);
    static const double recip[] = {1 / 0.0, 1, 0.5}, squares[] = {0, 1, 4};
    static const int nums[] = {NPY_HALF, NPY_DOUBLE, NPY_CFLOAT, NPY_CDOUBLE};
    for (int k = 0; k < 4; k++) {
      PyObject *a = test_arange(abi, nums[k], 1, &three);
      if (k < 2) { /* without the zero, whose warning Java shows */
        npy_intp two = 2;
        PyArrayObject_fields *fields = ambi_array(a);
        PyObject *tail = ambi_array_make(AMBI_NEWREF(fields->descr), 1, &two, NULL, fields->data + ambi_array_elsize(fields),
                                         a, true);
        CHECK(has(PyObject_CallOneArg(u, tail), nums[k], 2, recip + 1));
        Py_DECREF(tail);
      } else {
        CHECK(has(PyObject_CallOneArg(u, a), nums[k], 3, squares));
      }
      Py_DECREF(a);
    }
    const int signature[] = {NPY_DOUBLE, NPY_DOUBLE}, none[] = {NPY_LONG, NPY_LONG};
    loop_function *old = NULL;
    CHECK_INT(PyUFunc_ReplaceLoopBySignature(ufunc_of(u), PyUFunc_d_d, signature, &old), 0);
    CHECK(old == PyUFunc_d_d);
    CHECK_INT(PyUFunc_ReplaceLoopBySignature(ufunc_of(u), PyUFunc_d_d, none, NULL), -1);
    CHECK_INT(PyUFunc_RegisterLoopForType(ufunc_of(u), NPY_DOUBLE, PyUFunc_d_d, NULL, NULL), -1);
    CHECK_ERR(PyExc_TypeError, "unknown user-defined type");
    CHECK_INT(PyUFunc_RegisterLoopForType(ufunc_of(u), NPY_VOID, PyUFunc_d_d, NULL, NULL), 0);
    Py_DECREF(u);
  }
  PyUFunc_clearfperr();
  volatile double zero = 0, huge = 1e300, result = 1 / zero + huge * huge;
  (void)result;
  CHECK_INT(PyUFunc_getfperr(), 3);
  CHECK_INT(PyUFunc_getfperr(), 0);
}

int main(void) {
  ambi_test_numpy_init();
  for (int abi = 1; abi <= 2; abi++) {
    test_calls(abi);
    test_keywords(abi);
    test_methods(abi);
    test_core(abi);
    test_axes(abi);
    test_objects(abi);
    test_loops(abi);
  }
  return ambi_test_result();
}
