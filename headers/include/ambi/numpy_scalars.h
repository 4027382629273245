/*
 * Array scalars: an object of one element. The value is behind the object's head, for all but text and structures.
 */
#ifndef AMBI_NUMPY_SCALARS_H
#define AMBI_NUMPY_SCALARS_H

#include "numpy_api.h"

#ifdef __cplusplus
extern "C" {
#endif

#define AMBI_SCALAR(name, type) \
  typedef struct {              \
    PyObject ob_base;           \
    type obval;                 \
  } Py##name##ScalarObject

AMBI_SCALAR(Byte, signed char);
AMBI_SCALAR(Short, short);
AMBI_SCALAR(Int, int);
AMBI_SCALAR(Long, long);
AMBI_SCALAR(LongLong, npy_longlong);
AMBI_SCALAR(UByte, unsigned char);
AMBI_SCALAR(UShort, unsigned short);
AMBI_SCALAR(UInt, unsigned int);
AMBI_SCALAR(ULong, unsigned long);
AMBI_SCALAR(ULongLong, npy_ulonglong);
AMBI_SCALAR(Half, npy_half);
AMBI_SCALAR(Float, float);
AMBI_SCALAR(Double, double);
AMBI_SCALAR(LongDouble, npy_longdouble);
AMBI_SCALAR(CFloat, npy_cfloat);
AMBI_SCALAR(CDouble, npy_cdouble);
AMBI_SCALAR(CLongDouble, npy_clongdouble);

typedef PyDatetimeScalarObject PyTimedeltaScalarObject;
typedef PyBytesObject PyStringScalarObject;

/* The value in a scalar of a kind: PyArrayScalar_VAL(o, Double). */
#define PyArrayScalar_VAL(o, kind) (((Py##kind##ScalarObject *)(void *)(o))->obval)
#define PyArrayScalar_ASSIGN(o, kind, value) (PyArrayScalar_VAL(o, kind) = (value))
#define PyArrayScalar_New(kind) Py##kind##ArrType_Type.tp_alloc(&Py##kind##ArrType_Type, 0)

/* There are two of numpy.bool. */
#define PyArrayScalar_False _PyObject_CAST(&_PyArrayScalar_BoolValues[0])
#define PyArrayScalar_True _PyObject_CAST(&_PyArrayScalar_BoolValues[1])
#define PyArrayScalar_FromLong(i) _PyObject_CAST(&_PyArrayScalar_BoolValues[(i) != 0])
#define PyArrayScalar_RETURN_FALSE return Py_NewRef(PyArrayScalar_False)
#define PyArrayScalar_RETURN_TRUE return Py_NewRef(PyArrayScalar_True)
#define PyArrayScalar_RETURN_BOOL_FROM_LONG(i) return Py_NewRef(PyArrayScalar_FromLong(i))

#ifdef __cplusplus
}
#endif

#endif
