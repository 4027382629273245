/*
 * Reading a descriptor, whichever NumPy runs: one source, compiled once, on 1.x and on 2.x.
 *
 * Compiled for 2.0 and later these are reads of a field. Compiled for 1.x they ask PyArray_RUNTIME_VERSION each time, since
 * in 2.0 the fields moved and got wider (NEP 53): so import_array() has to come first. References that they give are
 * borrowed. Of dtypes that are not of the old kinds, which 2.x has, the fields of the old kinds read as NULL.
 */
#ifndef AMBI_NUMPY_DESCRIPTORS_H
#define AMBI_NUMPY_DESCRIPTORS_H

#include "numpy_api.h"

#ifdef __cplusplus
extern "C" {
#endif

#define AMBI_DESCR_1(d) ((const ambi_descr_1x *)(const void *)(d))
#define AMBI_DESCR_2(d) ((const _PyArray_LegacyDescr *)(const void *)(d))

/* Whether a type is one that NumPy 1.x could have: built in, or registered with a number. */
#define PyDataType_ISLEGACY(d) ((d)->type_num < NPY_VSTRING && (d)->type_num >= 0)

/* Bytes of an element. */
static inline npy_intp PyDataType_ELSIZE(const PyArray_Descr *d) {
  return ambi_is_numpy_2() ? AMBI_DESCR_2(d)->elsize : AMBI_DESCR_1(d)->elsize;
}

/* For descriptors that were made just now and that nobody else has. 1.x has room for an int. */
static inline void PyDataType_SET_ELSIZE(PyArray_Descr *d, npy_intp size) {
  if (ambi_is_numpy_2()) {
    ((ambi_descr_2x *)(void *)d)->elsize = size;
  } else {
    ((ambi_descr_1x *)(void *)d)->elsize = (int)size;
  }
}

static inline npy_intp PyDataType_ALIGNMENT(const PyArray_Descr *d) {
  return ambi_is_numpy_2() ? AMBI_DESCR_2(d)->alignment : AMBI_DESCR_1(d)->alignment;
}

/* NPY_NEEDS_PYAPI and so on. */
static inline npy_uint64 PyDataType_FLAGS(const PyArray_Descr *d) {
  return ambi_is_numpy_2() ? AMBI_DESCR_2(d)->flags : (unsigned char)AMBI_DESCR_1(d)->flags;
}

/* A dict, or NULL. */
static inline PyObject *PyDataType_METADATA(const PyArray_Descr *d) {
  return !PyDataType_ISLEGACY(d) ? NULL : ambi_is_numpy_2() ? AMBI_DESCR_2(d)->metadata : AMBI_DESCR_1(d)->metadata;
}

/* Of elements that are arrays; else NULL. */
static inline PyArray_ArrayDescr *PyDataType_SUBARRAY(const PyArray_Descr *d) {
  return !PyDataType_ISLEGACY(d) ? NULL : ambi_is_numpy_2() ? AMBI_DESCR_2(d)->subarray : AMBI_DESCR_1(d)->subarray;
}

/* Of a structure: the tuple of the fields' names; else NULL. */
static inline PyObject *PyDataType_NAMES(const PyArray_Descr *d) {
  return !PyDataType_ISLEGACY(d) ? NULL : ambi_is_numpy_2() ? AMBI_DESCR_2(d)->names : AMBI_DESCR_1(d)->names;
}

/* Of a structure: the dict from name to (descriptor, offset); else NULL, or None: built-in types have that. */
static inline PyObject *PyDataType_FIELDS(const PyArray_Descr *d) {
  return !PyDataType_ISLEGACY(d) ? NULL : ambi_is_numpy_2() ? AMBI_DESCR_2(d)->fields : AMBI_DESCR_1(d)->fields;
}

/* Of datetime64 and timedelta64: a PyArray_DatetimeDTypeMetaData. */
static inline NpyAuxData *PyDataType_C_METADATA(const PyArray_Descr *d) {
  void *data = !PyDataType_ISLEGACY(d) ? NULL
               : ambi_is_numpy_2()     ? AMBI_DESCR_2(d)->c_metadata
                                       : AMBI_DESCR_1(d)->c_metadata;
  return (NpyAuxData *)data;
}

/* What a descriptor can do with elements; NULL for the newer kinds of 2.x. */
static inline PyArray_ArrFuncs *PyDataType_GetArrFuncs(const PyArray_Descr *d) {
#if NPY_FEATURE_VERSION >= NPY_2_0_API_VERSION
  return _PyDataType_GetArrFuncs((PyArray_Descr *)(uintptr_t)d);
#else
  if (ambi_is_numpy_2()) {
    return AMBI_MULTIARRAY->_PyDataType_GetArrFuncs((PyArray_Descr *)(uintptr_t)d);
  }
  return (PyArray_ArrFuncs *)AMBI_DESCR_1(d)->f;
#endif
}

#define PyDataType_FLAGCHK(d, flag) ((PyDataType_FLAGS(d) & (flag)) == (flag))
#define PyDataType_REFCHK(d) PyDataType_FLAGCHK(d, NPY_ITEM_REFCOUNT)
#define PyDataType_HASFIELDS(d) (PyDataType_NAMES(d) != NULL)
#define PyDataType_HASSUBARRAY(d) (PyDataType_SUBARRAY(d) != NULL)
#define PyDataType_ISUNSIZED(d) (PyDataType_ELSIZE(d) == 0 && !PyDataType_HASFIELDS(d))

/* What changed its value in 2.0. */
#define NPY_DEFAULT_INT (ambi_is_numpy_2() ? NPY_INTP : NPY_LONG)
#define NPY_RAVEL_AXIS (ambi_is_numpy_2() ? NPY_MIN_INT : 32)
#define NPY_MAXARGS (ambi_is_numpy_2() ? 64 : 32)

#define PyTypeNum_ISBOOL(n) ((n) == NPY_BOOL)
#define PyTypeNum_ISUNSIGNED(n) \
  ((n) == NPY_UBYTE || (n) == NPY_USHORT || (n) == NPY_UINT || (n) == NPY_ULONG || (n) == NPY_ULONGLONG)
#define PyTypeNum_ISSIGNED(n) \
  ((n) == NPY_BYTE || (n) == NPY_SHORT || (n) == NPY_INT || (n) == NPY_LONG || (n) == NPY_LONGLONG)
#define PyTypeNum_ISINTEGER(n) ((n) >= NPY_BYTE && (n) <= NPY_ULONGLONG)
#define PyTypeNum_ISFLOAT(n) (((n) >= NPY_FLOAT && (n) <= NPY_LONGDOUBLE) || (n) == NPY_HALF)
#define PyTypeNum_ISCOMPLEX(n) ((n) >= NPY_CFLOAT && (n) <= NPY_CLONGDOUBLE)
#define PyTypeNum_ISNUMBER(n) ((n) <= NPY_CLONGDOUBLE || (n) == NPY_HALF)
#define PyTypeNum_ISSTRING(n) ((n) == NPY_STRING || (n) == NPY_UNICODE)
#define PyTypeNum_ISFLEXIBLE(n) ((n) >= NPY_STRING && (n) <= NPY_VOID)
#define PyTypeNum_ISDATETIME(n) ((n) == NPY_DATETIME || (n) == NPY_TIMEDELTA)
#define PyTypeNum_ISUSERDEF(n) ((n) >= NPY_USERDEF && (n) < NPY_VSTRING)
#define PyTypeNum_ISOBJECT(n) ((n) == NPY_OBJECT)

#define PyDataType_ISBOOL(d) PyTypeNum_ISBOOL((d)->type_num)
#define PyDataType_ISUNSIGNED(d) PyTypeNum_ISUNSIGNED((d)->type_num)
#define PyDataType_ISSIGNED(d) PyTypeNum_ISSIGNED((d)->type_num)
#define PyDataType_ISINTEGER(d) PyTypeNum_ISINTEGER((d)->type_num)
#define PyDataType_ISFLOAT(d) PyTypeNum_ISFLOAT((d)->type_num)
#define PyDataType_ISCOMPLEX(d) PyTypeNum_ISCOMPLEX((d)->type_num)
#define PyDataType_ISNUMBER(d) PyTypeNum_ISNUMBER((d)->type_num)
#define PyDataType_ISSTRING(d) PyTypeNum_ISSTRING((d)->type_num)
#define PyDataType_ISFLEXIBLE(d) PyTypeNum_ISFLEXIBLE((d)->type_num)
#define PyDataType_ISDATETIME(d) PyTypeNum_ISDATETIME((d)->type_num)
#define PyDataType_ISUSERDEF(d) PyTypeNum_ISUSERDEF((d)->type_num)
#define PyDataType_ISOBJECT(d) PyTypeNum_ISOBJECT((d)->type_num)
#define PyDataType_ISNOTSWAPPED(d) ((d)->byteorder != NPY_OPPBYTE)
#define PyDataType_ISBYTESWAPPED(d) ((d)->byteorder == NPY_OPPBYTE)

#ifdef __cplusplus
}
#endif

#endif
