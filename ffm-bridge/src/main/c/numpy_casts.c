/* The cast functions of the built-in dtypes: C's conversions, contiguous and in native order. */
#include "numpy_elements.h"

/* The value of element i of `from` as a C number, by source type. */
#define REAL_VALUE(type) (((const type *)from)[i])
#define HALF_VALUE(type) ambi_double_of_half(((const uint16_t *)from)[i])
#define COMPLEX_VALUE(type) (((const type *)from)[2 * i])
#define ZERO_IMAGINARY(type) 0
#define COMPLEX_IMAGINARY(type) (((const type *)from)[2 * i + 1])

#define LOOP(source, target, statement)                                                       \
  static void source##_to_##target(void *from, void *to, npy_intp n, void *fa, void *ta) {    \
    (void)fa;                                                                                 \
    (void)ta;                                                                                 \
    for (npy_intp i = 0; i < n; i++) statement;                                               \
  }

/* All targets of one source. IM is the imaginary part of its element. */
#define TARGETS(source, type, RE, IM)                                                                     \
  LOOP(source, Bool, ((npy_bool *)to)[i] = RE(type) != 0 || IM(type) != 0)                                \
  LOOP(source, Byte, ((int8_t *)to)[i] = (int8_t)RE(type))                                                \
  LOOP(source, UByte, ((uint8_t *)to)[i] = (uint8_t)RE(type))                                             \
  LOOP(source, Short, ((int16_t *)to)[i] = (int16_t)RE(type))                                             \
  LOOP(source, UShort, ((uint16_t *)to)[i] = (uint16_t)RE(type))                                          \
  LOOP(source, Int, ((int32_t *)to)[i] = (int32_t)RE(type))                                               \
  LOOP(source, UInt, ((uint32_t *)to)[i] = (uint32_t)RE(type))                                            \
  LOOP(source, Long, ((int64_t *)to)[i] = (int64_t)RE(type))                                              \
  LOOP(source, ULong, ((uint64_t *)to)[i] = (uint64_t)RE(type))                                           \
  LOOP(source, Float, ((float *)to)[i] = (float)RE(type))                                                 \
  LOOP(source, Double, ((double *)to)[i] = (double)RE(type))                                              \
  LOOP(source, LongDouble, ((long double *)to)[i] = (long double)RE(type))                                \
  LOOP(source, CFloat, (((float *)to)[2 * i] = (float)RE(type), ((float *)to)[2 * i + 1] = (float)IM(type)))     \
  LOOP(source, CDouble, (((double *)to)[2 * i] = (double)RE(type), ((double *)to)[2 * i + 1] = (double)IM(type))) \
  LOOP(source, CLongDouble,                                                                               \
       (((long double *)to)[2 * i] = (long double)RE(type), ((long double *)to)[2 * i + 1] = (long double)IM(type)))

#define FROM_REAL(number, name, type, text) TARGETS(name, type, REAL_VALUE, ZERO_IMAGINARY)
#define FROM_COMPLEX(number, name, type, text) TARGETS(name, type, COMPLEX_VALUE, COMPLEX_IMAGINARY)
#define SOURCES(REAL, COMPLEX, HALF)                                                                     \
  REAL(NPY_BYTE, Byte, int8_t, ) REAL(NPY_UBYTE, UByte, uint8_t, ) REAL(NPY_SHORT, Short, int16_t, )     \
  REAL(NPY_USHORT, UShort, uint16_t, ) REAL(NPY_INT, Int, int32_t, ) REAL(NPY_UINT, UInt, uint32_t, )    \
  REAL(NPY_LONG, Long, int64_t, ) REAL(NPY_ULONG, ULong, uint64_t, ) REAL(NPY_FLOAT, Float, float, )     \
  REAL(NPY_DOUBLE, Double, double, ) REAL(NPY_LONGDOUBLE, LongDouble, long double, )                     \
  REAL(NPY_BOOL, Bool, npy_bool, ) COMPLEX(NPY_CFLOAT, CFloat, float, )                                  \
  COMPLEX(NPY_CDOUBLE, CDouble, double, ) COMPLEX(NPY_CLONGDOUBLE, CLongDouble, long double, )           \
  HALF(NPY_HALF, Half, uint16_t, )
#define FROM_HALF(number, name, type, text) TARGETS(name, type, HALF_VALUE, ZERO_IMAGINARY)
SOURCES(FROM_REAL, FROM_COMPLEX, FROM_HALF)

/* long long is long here, and a time is its number. */
#define ROW(number, name, type, text)                                                                        \
  [number] = {[NPY_BOOL] = name##_to_Bool,         [NPY_BYTE] = name##_to_Byte,                              \
              [NPY_UBYTE] = name##_to_UByte,       [NPY_SHORT] = name##_to_Short,                            \
              [NPY_USHORT] = name##_to_UShort,     [NPY_INT] = name##_to_Int,                                \
              [NPY_UINT] = name##_to_UInt,         [NPY_LONG] = name##_to_Long,                              \
              [NPY_ULONG] = name##_to_ULong,       [NPY_LONGLONG] = name##_to_Long,                          \
              [NPY_ULONGLONG] = name##_to_ULong,   [NPY_FLOAT] = name##_to_Float,                            \
              [NPY_DOUBLE] = name##_to_Double,     [NPY_LONGDOUBLE] = name##_to_LongDouble,                  \
              [NPY_CFLOAT] = name##_to_CFloat,     [NPY_CDOUBLE] = name##_to_CDouble,                        \
              [NPY_CLONGDOUBLE] = name##_to_CLongDouble},
static PyArray_VectorUnaryFunc *const casts[NPY_NTYPES][NPY_OBJECT] = {SOURCES(ROW, ROW, ROW)};

static int same_as(int type_num) {
  switch (type_num) {
    case NPY_LONGLONG:
    case NPY_DATETIME:
    case NPY_TIMEDELTA:
      return NPY_LONG;
    case NPY_ULONGLONG:
      return NPY_ULONG;
    default:
      return type_num;
  }
}

/* Between a number and a Python object: by way of the element's own getitem and setitem. */
static void to_object(void *from, void *to, npy_intp n, void *from_array, void *to_array AMBI_UNUSED) {
  PyObject *descr = ((PyArrayObject_fields *)from_array)->descr;
  PyArray_ArrFuncs *f = ambi_arr_funcs(ambi_descr_type_num(descr));
  npy_intp size = ambi_descr_elsize(descr);
  PyObject **out = to;
  for (npy_intp i = 0; i < n; i++) {
    PyObject *o = f->getitem((char *)from + i * size, from_array);
    if (!o) return;
    Py_SETREF(out[i], o);
  }
}

static void from_object(void *from, void *to, npy_intp n, void *from_array AMBI_UNUSED, void *to_array) {
  PyObject *descr = ((PyArrayObject_fields *)to_array)->descr;
  PyArray_ArrFuncs *f = ambi_arr_funcs(ambi_descr_type_num(descr));
  npy_intp size = ambi_descr_elsize(descr);
  PyObject **in = from;
  for (npy_intp i = 0; i < n; i++) {
    if (f->setitem(in[i] ? in[i] : Py_False, (char *)to + i * size, to_array) < 0) return;
  }
}

void ambi_add_casts(int type_num, PyArray_ArrFuncs *functions) {
  if (type_num == NPY_OBJECT) {
    for (int to = 0; to < NPY_NTYPES_ABI_COMPATIBLE; to++) functions->cast[to] = from_object;
    return;
  }
  memcpy(functions->cast, casts[same_as(type_num)], sizeof casts[0]);
  functions->cast[NPY_OBJECT] = to_object;
}
