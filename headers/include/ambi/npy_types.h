/*
 * NumPy's names of C's types, and its numbers for the types of elements. No Python.
 */
#ifndef AMBI_NPY_TYPES_H
#define AMBI_NPY_TYPES_H

#include <stddef.h>
#include <stdint.h>

#include "numpy_version.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef intptr_t npy_intp;
typedef uintptr_t npy_uintp;
typedef unsigned char npy_bool;
#define NPY_FALSE 0
#define NPY_TRUE 1

typedef signed char npy_byte;
typedef unsigned char npy_ubyte;
typedef short npy_short;
typedef unsigned short npy_ushort;
typedef int npy_int;
typedef unsigned int npy_uint;
typedef long npy_long;
typedef unsigned long npy_ulong;
typedef long long npy_longlong;
typedef unsigned long long npy_ulonglong;
typedef char npy_char;
typedef uint16_t npy_half; /* the bits of a binary16 */
typedef float npy_float;
typedef double npy_double;
typedef long double npy_longdouble;

typedef int8_t npy_int8;
typedef uint8_t npy_uint8;
typedef int16_t npy_int16;
typedef uint16_t npy_uint16;
typedef int32_t npy_int32;
typedef uint32_t npy_uint32;
typedef int64_t npy_int64;
typedef uint64_t npy_uint64;
typedef uint16_t npy_float16;
typedef float npy_float32;
typedef double npy_float64;
typedef uint32_t npy_ucs4;

/* NumPy 2.x has C's complex types here, 1.x structs. The memory is the same; these names work in both, and in C++. */
typedef struct {
  float real, imag;
} npy_cfloat;
typedef struct {
  double real, imag;
} npy_cdouble;
typedef struct {
  long double real, imag;
} npy_clongdouble;
typedef npy_cfloat npy_complex64;
typedef npy_cdouble npy_complex128;

static inline double npy_creal(npy_cdouble z) {
  return z.real;
}

static inline double npy_cimag(npy_cdouble z) {
  return z.imag;
}

static inline float npy_crealf(npy_cfloat z) {
  return z.real;
}

static inline float npy_cimagf(npy_cfloat z) {
  return z.imag;
}

/* Counts of the unit in a type's metadata, from 1970 on; the smallest is NaT. */
typedef int64_t npy_datetime;
typedef int64_t npy_timedelta;

/* The types of elements; the same numbers in 1.x and 2.x. */
enum NPY_TYPES {
  NPY_BOOL,
  NPY_BYTE,
  NPY_UBYTE,
  NPY_SHORT,
  NPY_USHORT,
  NPY_INT,
  NPY_UINT,
  NPY_LONG,
  NPY_ULONG,
  NPY_LONGLONG,
  NPY_ULONGLONG,
  NPY_FLOAT,
  NPY_DOUBLE,
  NPY_LONGDOUBLE,
  NPY_CFLOAT,
  NPY_CDOUBLE,
  NPY_CLONGDOUBLE,
  NPY_OBJECT,
  NPY_STRING,
  NPY_UNICODE,
  NPY_VOID,
  NPY_DATETIME,
  NPY_TIMEDELTA,
  NPY_HALF,
  NPY_NTYPES, /* 2.x calls it NPY_NTYPES_LEGACY, since it counts none of the newer types */
  NPY_NOTYPE = 25,
  NPY_USERDEF = 256,    /* from here on: types of extensions */
  NPY_VSTRING = 2056    /* since 2.0 */
};
#define NPY_NTYPES_LEGACY 24
#define NPY_NTYPES_ABI_COMPATIBLE 21 /* how many casts PyArray_ArrFuncs has room for */

#define NPY_INT8 NPY_BYTE
#define NPY_UINT8 NPY_UBYTE
#define NPY_INT16 NPY_SHORT
#define NPY_UINT16 NPY_USHORT
#define NPY_INT32 NPY_INT
#define NPY_UINT32 NPY_UINT
#define NPY_FLOAT16 NPY_HALF
#define NPY_FLOAT32 NPY_FLOAT
#define NPY_FLOAT64 NPY_DOUBLE
#define NPY_COMPLEX64 NPY_CFLOAT
#define NPY_COMPLEX128 NPY_CDOUBLE
#if defined(__LP64__)
#define NPY_INT64 NPY_LONG
#define NPY_UINT64 NPY_ULONG
#define NPY_INTP NPY_LONG
#define NPY_UINTP NPY_ULONG
#else /* Windows: a long has 32 bits */
#define NPY_INT64 NPY_LONGLONG
#define NPY_UINT64 NPY_ULONGLONG
#define NPY_INTP NPY_LONGLONG
#define NPY_UINTP NPY_ULONGLONG
#endif

/* PyArrayObject.flags */
#define NPY_ARRAY_C_CONTIGUOUS 0x0001
#define NPY_ARRAY_F_CONTIGUOUS 0x0002
#define NPY_ARRAY_OWNDATA 0x0004
#define NPY_ARRAY_ALIGNED 0x0100
#define NPY_ARRAY_WRITEABLE 0x0400
#define NPY_ARRAY_WRITEBACKIFCOPY 0x2000

#ifdef __cplusplus
}
#endif

#endif
