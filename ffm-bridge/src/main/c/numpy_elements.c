/*
 * What a built-in dtype can do with its elements: the PyArray_ArrFuncs that extensions read from descr->f (1.x) or
 * get from _PyDataType_GetArrFuncs (2.x). `array` may be NULL or any array, of either ABI; from it comes the byte order
 * and, where the dtype's size is not fixed, the item size.
 */
#include "numpy_elements.h"

#include <errno.h>

#include "numpy_datetime.h"
#include "numpy_user_types.h"
#include "values.h"

static bool swapped(void *array) {
  return array && ambi_descr_swapped(((PyArrayObject_fields *)array)->descr);
}

/* ---- numbers of C ------------------------------------------------------------------------------------------- */

/* An element, in native order and aligned. */
#define LOAD(type, data, array)                                            \
  type value[2];                                                           \
  memcpy(value, data, size);                                               \
  if (swapped(array)) ambi_swap_item(number, value, value, (npy_intp)size)
#define STORE(data, array)                                                 \
  if (swapped(array)) ambi_swap_item(number, value, value, (npy_intp)size); \
  memcpy(data, value, size)

#define SIGNED_FROM(v) PyLong_FromLongLong((long long)(v))
#define UNSIGNED_FROM(v) PyLong_FromUnsignedLongLong((unsigned long long)(v))

/* Python has no long double: an element stays an array scalar. */
static PyObject *long_double_object(const long double *v) { return ambi_scalar_from_data(NPY_LONGDOUBLE, v, false); }

#define GETITEM(NUMBER, name, type, parts, expression)    \
  static PyObject *name##_getitem(void *data, void *array) { \
    const int number = NUMBER;                            \
    const size_t size = (parts) * sizeof(type);           \
    LOAD(type, data, array);                              \
    return expression;                                    \
  }
#define INTEGER(NUMBER, name, type, text) \
  GETITEM(NUMBER, name, type, 1, (type)-1 < (type)1 ? SIGNED_FROM(value[0]) : UNSIGNED_FROM(value[0]))
AMBI_INTEGER_DTYPES(INTEGER)
#undef INTEGER
GETITEM(NPY_BOOL, Bool, npy_bool, 1, PyBool_FromLong(value[0] != 0))
GETITEM(NPY_HALF, Half, uint16_t, 1, PyFloat_FromDouble(ambi_double_of_half(value[0])))
GETITEM(NPY_FLOAT, Float, float, 1, PyFloat_FromDouble((double)value[0]))
GETITEM(NPY_DOUBLE, Double, double, 1, PyFloat_FromDouble(value[0]))
GETITEM(NPY_LONGDOUBLE, LongDouble, long double, 1, long_double_object(value))
GETITEM(NPY_CFLOAT, CFloat, float, 2, PyComplex_FromDoubles((double)value[0], (double)value[1]))
GETITEM(NPY_CDOUBLE, CDouble, double, 2, PyComplex_FromDoubles(value[0], value[1]))
GETITEM(NPY_CLONGDOUBLE, CLongDouble, long double, 2, ambi_scalar_from_data(NPY_CLONGDOUBLE, value, false))
GETITEM(NPY_DATETIME, Datetime, int64_t, 1, PyLong_FromLongLong(value[0]))
GETITEM(NPY_TIMEDELTA, Timedelta, int64_t, 1, PyLong_FromLongLong(value[0]))

/* The error of an element that was given a sequence is that, not what the conversion said. */
static int not_an_element(PyObject *o) {
  if (PySequence_Check(o) && !PyUnicode_Check(o) && !PyBytes_Check(o) && PySequence_Size(o) >= 0) {
    PyErr_SetString(PyExc_ValueError, "setting an array element with a sequence.");
  }
  return -1;
}

/* A Python int for any number; new reference. */
static PyObject *as_int(PyObject *o) { return PyLong_Check(o) ? AMBI_NEWREF(o) : PyNumber_Long(o); }

static int out_of_bounds(PyObject *o, const char *type) {
  PyErr_Clear();
  PyErr_Format(PyExc_OverflowError, "Python integer %R out of bounds for %s", o, type);
  return -1;
}

/* The bits of an int that must fit into C's `long`, or into unsigned long where the dtype is as wide as an unsigned int. */
static int long_bits(PyObject *i, int number, bool is_signed, size_t size, unsigned long long *bits) {
  if (!is_signed && size >= sizeof(int)) {
    *bits = PyLong_AsUnsignedLongLong(i);
    if (*bits != -1ull || !PyErr_Occurred()) return 0;
    PyErr_Clear();
  }
  bool longlong = number == NPY_LONGLONG || number == NPY_ULONGLONG;
  long long value = longlong ? PyLong_AsLongLong(i) : PyLong_AsLong(i);
  *bits = (unsigned long long)value;
  return value == -1 && PyErr_Occurred() ? -1 : 0;
}

/* 2.x: every Python number must fit as an int; array scalars, and everything in 1.x, wrap as C casts do. */
#define SET_INTEGER(NUMBER, name, type, text)                                                       \
  static int name##_setitem(PyObject *o, void *data, void *array) {                                 \
    const int number = NUMBER;                                                                      \
    const size_t size = sizeof(type);                                                               \
    type value[1];                                                                                  \
    bool old = array && ambi_descr_is_1x(((PyArrayObject_fields *)array)->descr);                   \
    PyObject *i = as_int(o);                                                                        \
    if (!i) return old ? not_an_element(o) : -1;                                                    \
    unsigned long long bits;                                                                        \
    if (long_bits(i, number, (type)-1 < (type)1, size, &bits) < 0) {                                \
      Py_DECREF(i);                                                                                 \
      return -1;                                                                                    \
    }                                                                                               \
    value[0] = (type)bits;                                                                          \
    if (!old && !PyObject_TypeCheck(o, &PyGenericArrType_Type)) {                                   \
      PyObject *back = (type)-1 < (type)1 ? SIGNED_FROM(value[0]) : UNSIGNED_FROM(value[0]);        \
      int same = back ? PyObject_RichCompareBool(back, i, Py_EQ) : -1;                              \
      Py_XDECREF(back);                                                                             \
      if (same <= 0) {                                                                              \
        if (!same) out_of_bounds(i, ambi_scalar_types[number]->tp_name + sizeof "numpy." - 1);      \
        Py_DECREF(i);                                                                               \
        return -1;                                                                                  \
      }                                                                                             \
    }                                                                                               \
    Py_DECREF(i);                                                                                   \
    if (PyErr_Occurred()) return -1;                                                                \
    STORE(data, array);                                                                             \
    return 0;                                                                                       \
  }
AMBI_INTEGER_DTYPES(SET_INTEGER)
#undef SET_INTEGER

/* None is NaN, text is parsed. */
static int as_double(PyObject *o, double *value) {
  if (PyFloat_Check(o)) {
    *value = PyFloat_AS_DOUBLE(o);
    return 0;
  }
  if (o == Py_None) {
    *value = NAN;
    return 0;
  }
  PyObject *number = PyNumber_Float(o);
  if (!number) return not_an_element(o);
  *value = PyFloat_AS_DOUBLE(number);
  Py_DECREF(number);
  return 0;
}

static int as_complex(PyObject *o, Py_complex *value) {
  if (o == Py_None) {
    *value = (Py_complex){NAN, NAN};
    return 0;
  }
  if (PyUnicode_Check(o) || PyBytes_Check(o)) {
    PyObject *text = PyBytes_Check(o) ? PyUnicode_FromEncodedObject(o, "ascii", NULL) : AMBI_NEWREF(o);
    PyObject *number = text ? PyObject_CallOneArg((PyObject *)&PyComplex_Type, text) : NULL;
    Py_XDECREF(text);
    if (!number) return -1;
    *value = PyComplex_AsCComplex(number);
    Py_DECREF(number);
    return 0;
  }
  *value = PyComplex_AsCComplex(o);
  return value->real == -1.0 && PyErr_Occurred() ? -1 : 0;
}

static int parse_long_double(const char *text, long double *value) {
  char *end;
  errno = 0;
  *value = ambi_strtold(text, &end);
  bool too_large = errno == ERANGE && (*value > 1 || *value < -1);
  if (end == text || *end) {
    PyErr_Format(PyExc_ValueError, "invalid literal for long double: %s", text);
    return -1;
  }
  return too_large ? PyErr_WarnEx(PyExc_RuntimeWarning, "overflow encountered in conversion from string", 1) : 0;
}

/* Text and ints keep all their digits. */
static int as_long_double_of_digits(PyObject *o, long double *value) {
  PyObject *text = PyBytes_Check(o) ? AMBI_NEWREF(o) : PyObject_Str(o);
  if (!text) return -1;
  const char *digits = PyBytes_Check(text) ? PyBytes_AS_STRING(text) : PyUnicode_AsUTF8(text);
  int status = digits ? parse_long_double(digits, value) : -1;
  Py_DECREF(text);
  return status;
}

/* A scalar of long doubles keeps its digits too; every other number comes by way of a double. */
static int as_long_double(PyObject *o, long double *value) {
  if (PyObject_TypeCheck(o, &PyLongDoubleArrType_Type)) {
    memcpy(value, o + 1, sizeof *value);
    return 0;
  }
  if (PyUnicode_Check(o) || PyBytes_Check(o) || (PyLong_Check(o) && !PyBool_Check(o))) {
    return as_long_double_of_digits(o, value);
  }
  double d = 0;
  int status = as_double(o, &d);
  *value = d;
  return status;
}

#define SETITEM(NUMBER, name, type, parts, from, converter, ...) \
  static int name##_setitem(PyObject *o, void *data, void *array) { \
    const int number = NUMBER;                                   \
    const size_t size = (parts) * sizeof(type);                  \
    from x = {0};                                                \
    if (converter(o, &x) < 0) return -1;                         \
    type value[parts] = {__VA_ARGS__};                           \
    STORE(data, array);                                          \
    return 0;                                                    \
  }
SETITEM(NPY_HALF, Half, uint16_t, 1, double, as_double, ambi_half_of_double(x))
SETITEM(NPY_FLOAT, Float, float, 1, double, as_double, (float)x)
SETITEM(NPY_DOUBLE, Double, double, 1, double, as_double, x)
SETITEM(NPY_LONGDOUBLE, LongDouble, long double, 1, long double, as_long_double, x)
SETITEM(NPY_CFLOAT, CFloat, float, 2, Py_complex, as_complex, (float)x.real, (float)x.imag)
SETITEM(NPY_CDOUBLE, CDouble, double, 2, Py_complex, as_complex, x.real, x.imag)
SETITEM(NPY_CLONGDOUBLE, CLongDouble, long double, 2, Py_complex, as_complex, x.real, x.imag)

static int as_bool(PyObject *o, npy_bool *value) {
  int truth = PyObject_IsTrue(o);
  if (truth < 0) return not_an_element(o);
  *value = (npy_bool)truth;
  return 0;
}
SETITEM(NPY_BOOL, Bool, npy_bool, 1, npy_bool, as_bool, x)

static int Datetime_setitem(PyObject *o, void *data, void *array) { return ambi_time_setitem(NPY_DATETIME, o, data, array); }
static int Timedelta_setitem(PyObject *o, void *data, void *array) { return ambi_time_setitem(NPY_TIMEDELTA, o, data, array); }

/* ---- objects, text, raw bytes -------------------------------------------------------------------------------- */

static PyObject *Object_getitem(void *data, void *array AMBI_UNUSED) {
  PyObject *o;
  memcpy(&o, data, sizeof o);
  return AMBI_NEWREF(o ? o : Py_None);
}

static int Object_setitem(PyObject *value, void *data, void *array AMBI_UNUSED) {
  PyObject *old;
  memcpy(&old, data, sizeof old);
  Py_INCREF(value);
  memcpy(data, &value, sizeof value);
  Py_XDECREF(old);
  return 0;
}

static npy_intp item_size(void *array) { return ambi_descr_elsize(((PyArrayObject_fields *)array)->descr); }

/* Trailing NULs are padding. */
static PyObject *Bytes_getitem(void *data, void *array) {
  npy_intp n = item_size(array);
  while (n > 0 && ((char *)data)[n - 1] == '\0') n--;
  return PyBytes_FromStringAndSize(data, n);
}

/* Text has no elements of its own: -1 with an error for a sequence that is no text, nor an array without dimensions. */
static int refuse_sequence(PyObject *o) {
  if (!PySequence_Check(o) || PyUnicode_Check(o) || PyBytes_Check(o)) return 0;
  if (PyObject_TypeCheck(o, &PyGenericArrType_Type)) return 0;
  if (PyArray_Check(o) && !((PyArrayObject_fields *)o)->nd) return 0;
  PyErr_SetString(PyExc_ValueError, "setting an array element with a sequence");
  return -1;
}

static int Bytes_setitem(PyObject *o, void *data, void *array) {
  if (refuse_sequence(o) < 0) return -1;
  npy_intp size = item_size(array);
  PyObject *bytes;
  if (PyBytes_Check(o)) {
    bytes = AMBI_NEWREF(o);
  } else {
    PyObject *text = PyUnicode_Check(o) ? AMBI_NEWREF(o) : PyObject_Str(o);
    bytes = text ? PyUnicode_AsASCIIString(text) : NULL;
    Py_XDECREF(text);
  }
  if (!bytes) return -1;
  npy_intp n = PyBytes_GET_SIZE(bytes) < size ? PyBytes_GET_SIZE(bytes) : size;
  memcpy(data, PyBytes_AS_STRING(bytes), (size_t)n);
  memset((char *)data + n, 0, (size_t)(size - n));
  Py_DECREF(bytes);
  return 0;
}

static PyObject *Unicode_getitem(void *data, void *array) {
  npy_intp n = item_size(array) / 4;
  Py_UCS4 *text = malloc(n ? (size_t)n * 4 : 1);
  if (!text) return PyErr_NoMemory();
  memcpy(text, data, (size_t)n * 4);
  if (swapped(array)) ambi_swap_item(NPY_UNICODE, text, text, n * 4);
  while (n > 0 && !text[n - 1]) n--;
  PyObject *o = PyUnicode_FromKindAndData(4, text, n);
  free(text);
  return o;
}

static int Unicode_setitem(PyObject *o, void *data, void *array) {
  if (refuse_sequence(o) < 0) return -1;
  npy_intp n = item_size(array) / 4;
  PyObject *text = PyUnicode_Check(o) ? AMBI_NEWREF(o)
                   : PyBytes_Check(o) ? PyUnicode_FromEncodedObject(o, "ascii", "strict")
                                      : PyObject_Str(o);
  if (!text) return -1;
  npy_intp length = PyUnicode_GET_LENGTH(text);
  for (npy_intp i = 0; i < n; i++) {
    Py_UCS4 c = i < length ? ambi_unicode_read(PyUnicode_KIND(text), PyUnicode_DATA(text), i) : 0;
    if (swapped(array)) c = __builtin_bswap32(c);
    memcpy((char *)data + 4 * i, &c, 4);
  }
  Py_DECREF(text);
  return 0;
}

/* ---- copies ----------------------------------------------------------------------------------------------------- */

static void copyswapn(int number, npy_intp size, char *to, npy_intp to_stride, char *from, npy_intp from_stride,
                      npy_intp n, int swap) {
  if (from && to_stride == size && from_stride == size && !swap) {
    memmove(to, from, (size_t)(n * size));
    return;
  }
  for (npy_intp i = 0; i < n; i++, to += to_stride) {
    if (from) {
      memmove(to, from, (size_t)size);
      from += from_stride;
    }
    if (swap) ambi_swap_item(number, to, to, size);
  }
}

#define COPIES(number, name, size)                                                                           \
  static void name##_copyswap(void *to, void *from, int swap, void *array) {                                 \
    (void)array;                                                                                             \
    copyswapn(number, size, to, 0, from, 0, 1, swap);                                                        \
  }                                                                                                          \
  static void name##_copyswapn(void *to, npy_intp to_stride, void *from, npy_intp from_stride, npy_intp n,   \
                               int swap, void *array) {                                                      \
    (void)array;                                                                                             \
    copyswapn(number, size, to, to_stride, from, from_stride, n, swap);                                      \
  }
#define COPY_ONE(number, name, type, text) COPIES(number, name, (npy_intp)sizeof(type))
#define COPY_TWO(number, name, type, text) COPIES(number, name, 2 * (npy_intp)sizeof(type))
AMBI_INTEGER_DTYPES(COPY_ONE)
AMBI_FLOAT_DTYPES(COPY_ONE)
AMBI_COMPLEX_DTYPES(COPY_TWO)
COPY_ONE(NPY_BOOL, Bool, npy_bool, )
COPY_ONE(NPY_HALF, Half, uint16_t, )
COPY_ONE(NPY_DATETIME, Datetime, int64_t, )
COPY_ONE(NPY_TIMEDELTA, Timedelta, int64_t, )
COPIES(NPY_STRING, Bytes, item_size(array))
COPIES(NPY_UNICODE, Unicode, item_size(array))
#define Void_getitem ambi_void_getitem
#define Void_setitem ambi_void_setitem
#define Void_copyswap ambi_void_copyswap
#define Void_copyswapn ambi_void_copyswapn

static void Object_copyswapn(void *to, npy_intp to_stride, void *from, npy_intp from_stride, npy_intp n,
                             int swap AMBI_UNUSED, void *array) {
  if (!from) return;
  for (npy_intp i = 0; i < n; i++) {
    PyObject *o = Object_getitem((char *)from + i * from_stride, array);
    Object_setitem(o, (char *)to + i * to_stride, array);
    Py_DECREF(o);
  }
}

static void Object_copyswap(void *to, void *from, int swap, void *array) {
  Object_copyswapn(to, 0, from, 0, 1, swap, array);
}

/* ---- comparing: NaN is above every number, so that it sorts to the end ------------------------------------------ */

#define LESS(a, b) ((a) < (b) || ((b) != (b) && (a) == (a)))
#define THREE_WAY(a, b) (LESS(a, b) ? -1 : LESS(b, a) ? 1 : 0)
#define COMPARE(number, name, type, text)                                       \
  static int name##_compare(const void *a, const void *b, void *array) {        \
    (void)array;                                                                \
    type x, y;                                                                  \
    memcpy(&x, a, sizeof x);                                                    \
    memcpy(&y, b, sizeof y);                                                    \
    return THREE_WAY(x, y);                                                     \
  }
AMBI_INTEGER_DTYPES(COMPARE)
AMBI_FLOAT_DTYPES(COMPARE)
COMPARE(NPY_BOOL, Bool, npy_bool, )
#undef COMPARE

static int Half_compare(const void *a, const void *b, void *array AMBI_UNUSED) {
  uint16_t x, y;
  memcpy(&x, a, 2);
  memcpy(&y, b, 2);
  double p = ambi_double_of_half(x), q = ambi_double_of_half(y);
  return THREE_WAY(p, q);
}

/* By real part, then by imaginary part; a number with a NaN is above one without, and one whose real part is NaN above
   one whose imaginary part is. */
#define COMPARE(number, name, type, text)                                        \
  static int name##_compare(const void *a, const void *b, void *array) {         \
    (void)array;                                                                 \
    type x[2], y[2];                                                             \
    memcpy(x, a, sizeof x);                                                      \
    memcpy(y, b, sizeof y);                                                      \
    bool nan_x = x[0] != x[0] || x[1] != x[1], nan_y = y[0] != y[0] || y[1] != y[1]; \
    if (nan_x != nan_y) return nan_x ? 1 : -1;                                   \
    int c = THREE_WAY(x[0], y[0]);                                               \
    return c ? c : THREE_WAY(x[1], y[1]);                                        \
  }
AMBI_COMPLEX_DTYPES(COMPARE)
#undef COMPARE

/* NaT sorts to the end. */
static int time_compare(const void *a, const void *b, void *array AMBI_UNUSED) {
  int64_t x, y;
  memcpy(&x, a, 8);
  memcpy(&y, b, 8);
  if (x == INT64_MIN || y == INT64_MIN) return (x == INT64_MIN) - (y == INT64_MIN);
  return THREE_WAY(x, y);
}
#define Datetime_compare time_compare
#define Timedelta_compare time_compare

static int Bytes_compare(const void *a, const void *b, void *array) { return memcmp(a, b, (size_t)item_size(array)); }
#define Void_compare Bytes_compare

static int Unicode_compare(const void *a, const void *b, void *array) {
  for (npy_intp i = 0; i < item_size(array); i += 4) {
    Py_UCS4 x, y;
    memcpy(&x, (const char *)a + i, 4);
    memcpy(&y, (const char *)b + i, 4);
    if (x != y) return x < y ? -1 : 1;
  }
  return 0;
}

static int Object_compare(const void *a, const void *b, void *array AMBI_UNUSED) {
  PyObject *x = *(PyObject *const *)a, *y = *(PyObject *const *)b;
  if (!x || !y) return x == y ? 0 : x ? 1 : -1;
  int less = PyObject_RichCompareBool(x, y, Py_LT);
  if (less < 0) return 0; /* the error stays set */
  if (less) return -1;
  return PyObject_RichCompareBool(x, y, Py_GT) > 0;
}

/* ---- truth -------------------------------------------------------------------------------------------------------- */

#define NONZERO(number, name, type, text)                          \
  static npy_bool name##_nonzero(void *data, void *array) {        \
    (void)array;                                                   \
    type value;                                                    \
    memcpy(&value, data, sizeof value);                            \
    return value != 0;                                             \
  }
AMBI_INTEGER_DTYPES(NONZERO)
AMBI_FLOAT_DTYPES(NONZERO)
NONZERO(NPY_BOOL, Bool, npy_bool, )
NONZERO(NPY_DATETIME, Datetime, int64_t, )
NONZERO(NPY_TIMEDELTA, Timedelta, int64_t, )
#undef NONZERO
#define NONZERO(number, name, type, text)                          \
  static npy_bool name##_nonzero(void *data, void *array) {        \
    (void)array;                                                   \
    type value[2];                                                 \
    memcpy(value, data, sizeof value);                             \
    return value[0] != 0 || value[1] != 0;                         \
  }
AMBI_COMPLEX_DTYPES(NONZERO)
#undef NONZERO

static npy_bool Half_nonzero(void *data, void *array AMBI_UNUSED) {
  uint16_t h;
  memcpy(&h, data, 2);
  return (h & 0x7fff) != 0;
}

static npy_bool Object_nonzero(void *data, void *array AMBI_UNUSED) {
  PyObject *o = *(PyObject **)data;
  return o && PyObject_IsTrue(o) > 0;
}

static npy_bool Bytes_nonzero(void *data, void *array) {
  for (npy_intp i = 0; i < item_size(array); i++) {
    if (((char *)data)[i]) return 1;
  }
  return 0;
}
#define Unicode_nonzero Bytes_nonzero
#define Void_nonzero Bytes_nonzero

/* ---- sequences ------------------------------------------------------------------------------------------------------ */

/* Continues from the first two elements in equal steps. */
#define FILL(number, name, type, text)                                        \
  static int name##_fill(void *data, npy_intp n, void *array) {               \
    (void)array;                                                              \
    type *p = data, start = p[0], step = (type)(p[1] - p[0]);                 \
    for (npy_intp i = 2; i < n; i++) p[i] = (type)(start + (type)i * step);   \
    return 0;                                                                 \
  }
AMBI_INTEGER_DTYPES(FILL)
AMBI_FLOAT_DTYPES(FILL)
FILL(NPY_DATETIME, Datetime, int64_t, )
FILL(NPY_TIMEDELTA, Timedelta, int64_t, )
#undef FILL
#define FILL(number, name, type, text)                                        \
  static int name##_fill(void *data, npy_intp n, void *array) {               \
    (void)array;                                                              \
    type *p = data, step[2] = {p[2] - p[0], p[3] - p[1]};                     \
    for (npy_intp i = 2; i < n; i++) {                                        \
      p[2 * i] = p[0] + (type)i * step[0];                                    \
      p[2 * i + 1] = p[1] + (type)i * step[1];                                \
    }                                                                         \
    return 0;                                                                 \
  }
AMBI_COMPLEX_DTYPES(FILL)
#undef FILL

static int Half_fill(void *data, npy_intp n, void *array AMBI_UNUSED) {
  uint16_t *p = data;
  float start = (float)ambi_double_of_half(p[0]), step = (float)ambi_double_of_half(p[1]) - start;
  for (npy_intp i = 2; i < n; i++) p[i] = ambi_half_of_double((double)(start + (float)i * step));
  return 0;
}

#define WITH_SCALAR(name, size)                                                           \
  static int name##_fillwithscalar(void *data, npy_intp n, void *value, void *array) {    \
    name##_copyswapn(data, size, value, 0, n, 0, array);                                  \
    return 0;                                                                             \
  }
#define WITH_ONE(number, name, type, text) WITH_SCALAR(name, (npy_intp)sizeof(type))
#define WITH_TWO(number, name, type, text) WITH_SCALAR(name, 2 * (npy_intp)sizeof(type))
AMBI_INTEGER_DTYPES(WITH_ONE)
AMBI_FLOAT_DTYPES(WITH_ONE)
AMBI_COMPLEX_DTYPES(WITH_TWO)
WITH_ONE(, Bool, npy_bool, )
WITH_ONE(, Half, uint16_t, )
WITH_ONE(, Datetime, int64_t, )
WITH_ONE(, Timedelta, int64_t, )
WITH_ONE(, Object, PyObject *, )

/* ---- the tables --------------------------------------------------------------------------------------------------------- */

#define COMMON(name)                                                                                      \
  .getitem = name##_getitem, .setitem = name##_setitem, .copyswapn = name##_copyswapn,                    \
  .copyswap = name##_copyswap, .compare = name##_compare, .nonzero = name##_nonzero
#define FIXED(number, name, type, text) \
  [number] = {COMMON(name), .fill = name##_fill, .fillwithscalar = name##_fillwithscalar},

static PyArray_ArrFuncs functions[NPY_NTYPES] = {
    AMBI_INTEGER_DTYPES(FIXED) AMBI_FLOAT_DTYPES(FIXED) AMBI_COMPLEX_DTYPES(FIXED)
    FIXED(NPY_HALF, Half, , ) FIXED(NPY_DATETIME, Datetime, , ) FIXED(NPY_TIMEDELTA, Timedelta, , )
    [NPY_BOOL] = {COMMON(Bool), .fillwithscalar = Bool_fillwithscalar},
    [NPY_OBJECT] = {COMMON(Object), .fillwithscalar = Object_fillwithscalar},
    [NPY_STRING] = {COMMON(Bytes)},
    [NPY_UNICODE] = {COMMON(Unicode)},
    [NPY_VOID] = {COMMON(Void)},
};

AMBI_EXPORT PyArray_ArrFuncs *ambi_arr_funcs(int32_t type_num) {
  return type_num >= 0 && type_num < NPY_NTYPES ? &functions[type_num] : ambi_user_arr_funcs(type_num);
}

/* 2.x: where 1.x has descr->f. */
AMBI_EXPORT void *_PyDataType_GetArrFuncs(const void *descr) {
  return ambi_arr_funcs(ambi_descr_type_num((PyObject *)descr));
}

int ambi_init_numpy_arrfuncs(void) {
  for (int i = 0; i < NPY_NTYPES; i++) {
    ambi_add_casts(i, &functions[i]);
    ambi_add_sorts(i, &functions[i]);
  }
  return 0;
}
