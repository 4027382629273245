/* Array scalars as Python objects: numbers by way of Python's own; text is Java's. */
#include "numpy_half.h"
#include "numpy_objects.h"

#include "generated_ids.h"

static bool is_scalar(PyObject *o) { return PyObject_TypeCheck(o, &PyGenericArrType_Type); }
static void *value_of(PyObject *scalar) { return scalar + 1; }

AMBI_EXPORT PyObject *ambi_scalar_item(PyObject *scalar) {
  int number = ambi_scalar_type_num(Py_TYPE(scalar));
  switch (number) {
    case -1:
      return ambi_raise(PyExc_TypeError, "an abstract scalar has no value");
    case NPY_OBJECT:
      return AMBI_NEWREF(((PyObjectScalarObject *)scalar)->obval);
    case NPY_STRING:
      return PyBytes_FromStringAndSize(PyBytes_AS_STRING(scalar), PyBytes_GET_SIZE(scalar));
    case NPY_UNICODE:
      return PyUnicode_FromObject(scalar);
    case NPY_VOID:
      return PyBytes_FromStringAndSize(((PyVoidScalarObject *)scalar)->obval, Py_SIZE(scalar));
    case NPY_LONGDOUBLE: /* getitem gives the scalar itself, for Python has no such number */
      return PyFloat_FromDouble((double)*(long double *)value_of(scalar));
    case NPY_CLONGDOUBLE:
      return PyComplex_FromDoubles((double)((long double *)value_of(scalar))[0],
                                   (double)((long double *)value_of(scalar))[1]);
    default:
      return ambi_arr_funcs(number)->getitem(value_of(scalar), NULL);
  }
}

/* ---- the result of an operation, as a scalar -------------------------------------------------------------------- */

/* Boxes a Python number as an array scalar of the type. Consumes the reference. */
static PyObject *box(PyObject *o, int number) {
  if (!o || o == Py_NotImplemented) return o;
  if (number == NPY_BOOL) {
    int truth = PyObject_IsTrue(o);
    Py_DECREF(o);
    return truth < 0 ? NULL : AMBI_NEWREF(AMBI_ARRAY_SCALAR_BOOL(truth));
  }
  _Alignas(16) char item[32];
  if (number <= NPY_ULONGLONG) {
    /* Arithmetic wraps where an assignment would complain. */
    PyObject *i = PyNumber_Long(o);
    Py_DECREF(o);
    if (!i) return NULL;
    unsigned long long bits = PyLong_AsUnsignedLongLongMask(i);
    Py_DECREF(i);
    memcpy(item, &bits, sizeof bits);
  } else {
    int status = ambi_arr_funcs(number)->setitem(o, item, NULL);
    Py_DECREF(o);
    if (status < 0) return NULL;
  }
  return ambi_scalar_from_data(number, item, false);
}

/* A Python number beside an array scalar does not widen it (NEP 50), but a float makes an integer a float64. */
static int weak_type(PyObject *o) {
  return PyBool_Check(o) ? NPY_BOOL : PyLong_Check(o) ? NPY_LONG : PyFloat_Check(o) ? NPY_DOUBLE : PyComplex_Check(o) ? NPY_CDOUBLE : -1;
}

static int category(int number) {
  return number == NPY_BOOL                                                     ? 0
         : number <= NPY_ULONGLONG || number == NPY_TIMEDELTA                   ? 1
         : number == NPY_CFLOAT || number == NPY_CDOUBLE || number == NPY_CLONGDOUBLE ? 3
                                                                                : 2;
}

static bool is_number(int number) {
  return (number >= NPY_BOOL && number <= NPY_CLONGDOUBLE) || number == NPY_HALF;
}

/* The type number of the result of an operation on both; -1 where one is no number. */
static int common_type(PyObject *a, PyObject *b) {
  int x = is_scalar(a) ? ambi_scalar_type_num(Py_TYPE(a)) : -1;
  int y = is_scalar(b) ? ambi_scalar_type_num(Py_TYPE(b)) : -1;
  if (x >= 0 && y >= 0) return is_number(x) && is_number(y) ? AmbiJava_promote_numbers(x, y) : -1;
  int strong = x >= 0 ? x : y, weak = weak_type(x >= 0 ? b : a);
  if (strong < 0 || weak < 0 || !is_number(strong)) return -1;
  if (category(weak) <= category(strong)) return strong;
  if (category(weak) == 3) {
    return strong == NPY_HALF || strong == NPY_FLOAT ? NPY_CFLOAT : strong == NPY_LONGDOUBLE ? NPY_CLONGDOUBLE : NPY_CDOUBLE;
  }
  return weak;
}

/* The operand as Python's own number. New reference. */
static PyObject *plain(PyObject *o) { return is_scalar(o) ? ambi_scalar_item(o) : AMBI_NEWREF(o); }

static PyObject *arithmetic(PyObject *a, PyObject *b, PyObject *(*operation)(PyObject *, PyObject *), bool divides) {
  if (PyArray_Check(a) || PyArray_Check(b)) Py_RETURN_NOTIMPLEMENTED;
  int number = common_type(a, b);
  if (number < 0) Py_RETURN_NOTIMPLEMENTED;
  if (divides && category(number) <= 1) number = NPY_DOUBLE;
  PyObject *x = plain(a), *y = x ? plain(b) : NULL;
  PyObject *o = y ? operation(x, y) : NULL;
  Py_XDECREF(x);
  Py_XDECREF(y);
  return box(o, number);
}

#define ARITHMETIC(name, function, divides)                                                        \
  static PyObject *scalar_##name(PyObject *a, PyObject *b) { return arithmetic(a, b, function, divides); }

/* What Python refuses and IEEE 754 defines: division by zero. */
static PyObject *divide(PyObject *x, PyObject *y) {
  PyObject *o = PyNumber_TrueDivide(x, y);
  if (o || !PyErr_ExceptionMatches(PyExc_ZeroDivisionError) || PyComplex_Check(x) || PyComplex_Check(y)) return o;
  PyErr_Clear();
  double a = PyFloat_AsDouble(x), b = PyFloat_AsDouble(y);
  if (PyErr_Occurred()) return NULL;
  return PyFloat_FromDouble(a / b);
}
static PyObject *floor_divide(PyObject *x, PyObject *y) {
  PyObject *o = PyNumber_FloorDivide(x, y);
  if (o || !PyErr_ExceptionMatches(PyExc_ZeroDivisionError)) return o;
  PyErr_Clear();
  if (!PyFloat_Check(x) && !PyFloat_Check(y)) return PyLong_FromLong(0);
  return divide(x, y);
}
static PyObject *remainder_of(PyObject *x, PyObject *y) {
  PyObject *o = PyNumber_Remainder(x, y);
  if (o || !PyErr_ExceptionMatches(PyExc_ZeroDivisionError)) return o;
  PyErr_Clear();
  return PyFloat_Check(x) || PyFloat_Check(y) ? PyFloat_FromDouble((double)NAN) : PyLong_FromLong(0);
}
ARITHMETIC(add, PyNumber_Add, false)
ARITHMETIC(subtract, PyNumber_Subtract, false)
ARITHMETIC(multiply, PyNumber_Multiply, false)
ARITHMETIC(true_divide, divide, true)
ARITHMETIC(floor_divide, floor_divide, false)
ARITHMETIC(remainder, remainder_of, false)
ARITHMETIC(and, PyNumber_And, false)
ARITHMETIC(or, PyNumber_Or, false)
ARITHMETIC(xor, PyNumber_Xor, false)
ARITHMETIC(lshift, PyNumber_Lshift, false)
ARITHMETIC(rshift, PyNumber_Rshift, false)

static PyObject *power(PyObject *x, PyObject *y) { return PyNumber_Power(x, y, Py_None); }
static PyObject *scalar_power(PyObject *a, PyObject *b, PyObject *modulo) {
  if (modulo != Py_None) Py_RETURN_NOTIMPLEMENTED;
  return arithmetic(a, b, power, false);
}

#define UNARY(name, function)                                                  \
  static PyObject *scalar_##name(PyObject *a) {                                \
    int number = ambi_scalar_type_num(Py_TYPE(a));                             \
    PyObject *x = ambi_scalar_item(a), *o = x ? function(x) : NULL;            \
    Py_XDECREF(x);                                                             \
    return number < 0 || !is_number(number) ? o : box(o, number);              \
  }
UNARY(negative, PyNumber_Negative)
UNARY(positive, PyNumber_Positive)
UNARY(invert_number, PyNumber_Invert)
#undef UNARY

static PyObject *scalar_invert(PyObject *a) {
  if (ambi_scalar_type_num(Py_TYPE(a)) != NPY_BOOL) return scalar_invert_number(a);
  return AMBI_NEWREF(AMBI_ARRAY_SCALAR_BOOL(!((PyBoolScalarObject *)a)->obval));
}

static PyObject *scalar_absolute(PyObject *a) {
  int number = ambi_scalar_type_num(Py_TYPE(a));
  PyObject *x = ambi_scalar_item(a), *o = x ? PyNumber_Absolute(x) : NULL;
  Py_XDECREF(x);
  int part = number == NPY_CFLOAT ? NPY_FLOAT : number == NPY_CDOUBLE ? NPY_DOUBLE : number == NPY_CLONGDOUBLE ? NPY_LONGDOUBLE : number;
  return part < 0 || !is_number(part) ? o : box(o, part);
}

static int scalar_bool(PyObject *a) {
  PyObject *x = ambi_scalar_item(a);
  int truth = x ? PyObject_IsTrue(x) : -1;
  Py_XDECREF(x);
  return truth;
}

/* The real part, without the warning that NumPy gives. */
#define CONVERT(name, function)                                                                   \
  static PyObject *scalar_##name(PyObject *a) {                                                   \
    PyObject *x = ambi_scalar_item(a);                                                            \
    if (x && PyComplex_Check(x)) Py_SETREF(x, PyFloat_FromDouble(PyComplex_RealAsDouble(x)));     \
    PyObject *o = x ? function(x) : NULL;                                                         \
    Py_XDECREF(x);                                                                                \
    return o;                                                                                     \
  }
CONVERT(int, PyNumber_Long)
CONVERT(float, PyNumber_Float)
#undef CONVERT

/* Only integers are indices. */
static PyObject *scalar_index(PyObject *a) { return ambi_scalar_item(a); }

PyNumberMethods ambi_scalar_as_number = {
    .nb_add = scalar_add,
    .nb_subtract = scalar_subtract,
    .nb_multiply = scalar_multiply,
    .nb_remainder = scalar_remainder,
    .nb_power = scalar_power,
    .nb_negative = scalar_negative,
    .nb_positive = scalar_positive,
    .nb_absolute = scalar_absolute,
    .nb_bool = scalar_bool,
    .nb_invert = scalar_invert,
    .nb_lshift = scalar_lshift,
    .nb_rshift = scalar_rshift,
    .nb_and = scalar_and,
    .nb_xor = scalar_xor,
    .nb_or = scalar_or,
    .nb_int = scalar_int,
    .nb_float = scalar_float,
    .nb_floor_divide = scalar_floor_divide,
    .nb_true_divide = scalar_true_divide,
};

PyNumberMethods *ambi_integer_scalar_as_number(void) {
  static PyNumberMethods methods;
  methods = ambi_scalar_as_number;
  methods.nb_index = scalar_index;
  return &methods;
}

/* ---- comparing ------------------------------------------------------------------------------------------------------- */

/* Complex numbers have an order in NumPy: by real part, then by imaginary part. */
static PyObject *compare_complex(PyObject *x, PyObject *y, int op) {
  Py_complex a = PyComplex_AsCComplex(x), b = PyComplex_AsCComplex(y);
  if (PyErr_Occurred()) return NULL;
  bool less = a.real < b.real || (a.real == b.real && a.imag < b.imag);
  bool equal = a.real == b.real && a.imag == b.imag;
  bool greater = a.real > b.real || (a.real == b.real && a.imag > b.imag);
  return PyBool_FromLong(op == Py_LT ? less : op == Py_LE ? less || equal : op == Py_GT ? greater : greater || equal);
}

static bool is_plain_number(PyObject *o) { return PyComplex_Check(o) || PyFloat_Check(o) || PyLong_Check(o); }

/* Python's answer, as np.True_ or np.False_. */
PyObject *ambi_scalar_richcompare(PyObject *a, PyObject *b, int op) {
  if (PyArray_Check(b)) Py_RETURN_NOTIMPLEMENTED;
  PyObject *x = plain(a), *y = x ? plain(b) : NULL;
  bool ordered = y && op != Py_EQ && op != Py_NE && (PyComplex_Check(x) || PyComplex_Check(y)) && is_plain_number(x) &&
                 is_plain_number(y);
  PyObject *o = !y ? NULL : ordered ? compare_complex(x, y, op) : PyObject_RichCompare(x, y, op);
  Py_XDECREF(x);
  Py_XDECREF(y);
  return o && PyBool_Check(o) ? box(o, NPY_BOOL) : o;
}

Py_hash_t ambi_scalar_hash(PyObject *scalar) {
  PyObject *item = ambi_scalar_item(scalar);
  Py_hash_t hash = item ? PyObject_Hash(item) : -1;
  Py_XDECREF(item);
  return hash;
}

/* ---- text, making, attributes --------------------------------------------------------------------------------------------- */

PyObject *ambi_scalar_repr(PyObject *scalar) { return AmbiJava_scalar_text(scalar, 1); }
PyObject *ambi_scalar_str(PyObject *scalar) { return AmbiJava_scalar_text(scalar, 0); }

PyObject *ambi_scalar_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  return AmbiJava_scalar_new(type, args, kwargs);
}

/* Python has no long double: such a scalar is its own item. */
static PyObject *own_item(PyObject *self) {
  int number = ambi_scalar_type_num(Py_TYPE(self));
  return number == NPY_LONGDOUBLE || number == NPY_CLONGDOUBLE ? AMBI_NEWREF(self) : ambi_scalar_item(self);
}

static PyObject *item_method(PyObject *self, PyObject *args) {
  if (PyTuple_GET_SIZE(args)) {
    PyObject *i = PyTuple_GET_ITEM(args, 0);
    if (PyTuple_Check(i) && !PyTuple_GET_SIZE(i)) return own_item(self);
    Py_ssize_t at = PyNumber_AsSsize_t(i, PyExc_IndexError);
    if (at == -1 && PyErr_Occurred()) return NULL;
    if (at != 0 && at != -1) return ambi_raise(PyExc_IndexError, "index %zd is out of bounds for size 1", at);
  }
  return own_item(self);
}

static PyObject *tolist_method(PyObject *self, PyObject *args AMBI_UNUSED) { return own_item(self); }

static PyObject *array_method(PyObject *self, PyObject *args AMBI_UNUSED) { return AmbiJava_scalar_to_array(self); }

PyMethodDef ambi_scalar_methods[] = {
    {"item", item_method, METH_VARARGS, NULL},
    {"tolist", tolist_method, METH_NOARGS, NULL},
    {"__array__", array_method, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyObject *get_dtype(PyObject *self, void *c AMBI_UNUSED) { return AmbiJava_scalar_descr(self); }
static PyObject *get_zero(PyObject *self AMBI_UNUSED, void *c AMBI_UNUSED) { return PyLong_FromLong(0); }
static PyObject *get_one(PyObject *self AMBI_UNUSED, void *c AMBI_UNUSED) { return PyLong_FromLong(1); }
static PyObject *get_empty(PyObject *self AMBI_UNUSED, void *c AMBI_UNUSED) { return PyTuple_New(0); }
static PyObject *get_self(PyObject *self, void *c AMBI_UNUSED) { return AMBI_NEWREF(self); }
static PyObject *get_none(PyObject *self AMBI_UNUSED, void *c AMBI_UNUSED) { Py_RETURN_NONE; }
static PyObject *get_itemsize(PyObject *self, void *c AMBI_UNUSED) {
  PyObject *descr = AmbiJava_scalar_descr(self);
  if (!descr) return NULL;
  PyObject *size = PyLong_FromSsize_t(ambi_descr_elsize(descr));
  Py_DECREF(descr);
  return size;
}

/* The part of a complex as a scalar of its own type; of any other number the number, or its zero. */
static PyObject *part(PyObject *self, int which) {
  int number = ambi_scalar_type_num(Py_TYPE(self));
  int size = number < 0 ? 0 : ambi_scalar_value_size(number);
  if (number >= NPY_CFLOAT && number <= NPY_CLONGDOUBLE) {
    return ambi_scalar_from_data(number - NPY_CFLOAT + NPY_FLOAT, (char *)value_of(self) + which * size / 2, false);
  }
  if (!which) return AMBI_NEWREF(self);
  static _Alignas(16) const char zeros[32];
  return number >= 0 && size && number != NPY_OBJECT ? ambi_scalar_from_data(number, zeros, false) : PyLong_FromLong(0);
}
static PyObject *get_real(PyObject *self, void *c AMBI_UNUSED) { return part(self, 0); }
static PyObject *get_imag(PyObject *self, void *c AMBI_UNUSED) { return part(self, 1); }

PyGetSetDef ambi_scalar_getset[] = {
    {"dtype", get_dtype, NULL, NULL, NULL},   {"ndim", get_zero, NULL, NULL, NULL},
    {"shape", get_empty, NULL, NULL, NULL},   {"strides", get_empty, NULL, NULL, NULL},
    {"size", get_one, NULL, NULL, NULL},      {"itemsize", get_itemsize, NULL, NULL, NULL},
    {"nbytes", get_itemsize, NULL, NULL, NULL}, {"T", get_self, NULL, NULL, NULL},
    {"base", get_none, NULL, NULL, NULL},     {"real", get_real, NULL, NULL, NULL},
    {"imag", get_imag, NULL, NULL, NULL},     {NULL, NULL, NULL, NULL, NULL},
};
