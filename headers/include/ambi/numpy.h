/*
 * NumPy's C API for an extension: what numpy/arrayobject.h and numpy/ufuncobject.h are in a NumPy installation, with
 * neither NumPy nor Python.h needed.
 *
 *     #define NPY_TARGET_VERSION NPY_2_0_API_VERSION    if 1.x need not be served; see numpy_version.h
 *     #include <ambi/numpy.h>
 *
 *     static PyObject *total(PyObject *self, PyObject *arg) {
 *       PyArrayObject *a = (PyArrayObject *)PyArray_FROM_OTF(arg, NPY_DOUBLE, NPY_ARRAY_IN_ARRAY);
 *       ...
 *     }
 *
 * A binary compiled for the default target, 1.23, loads into every NumPy from there on, 2.x too, and into Ambi.
 */
#ifndef AMBI_NUMPY_H
#define AMBI_NUMPY_H

#include "cpython.h"
#include "maxdims.h"
#include "npy_enums.h"
#include "npy_types.h"
#include "numpy_api.h"
#include "numpy_descr.h"
#include "numpy_dtypes.h"
#include "numpy_import.h"
#include "numpy_iterators.h"
#include "numpy_layouts.h"
#include "numpy_scalars.h"
#include "numpy_ufunc.h"
#include "numpy_ufunc_api.h"
#include "numpy_walk.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The dimensions that buffers have room for: 64, or what AMBI_MAXDIMS says (maxdims.h). */
#define NPY_MAXDIMS AMBI_MAXDIMS

#define AMBI_ARRAY(a) ((PyArrayObject_fields *)(void *)(a))

/* Reading an array. References are borrowed. */
#define PyArray_NDIM(a) (AMBI_ARRAY(a)->nd)
#define PyArray_DATA(a) ((void *)AMBI_ARRAY(a)->data)
#define PyArray_BYTES(a) (AMBI_ARRAY(a)->data)
#define PyArray_DIMS(a) (AMBI_ARRAY(a)->dimensions)
#define PyArray_SHAPE(a) PyArray_DIMS(a)
#define PyArray_STRIDES(a) (AMBI_ARRAY(a)->strides) /* in bytes */
#define PyArray_DIM(a, i) (PyArray_DIMS(a)[i])
#define PyArray_STRIDE(a, i) (PyArray_STRIDES(a)[i])
#define PyArray_BASE(a) (AMBI_ARRAY(a)->base)
#define PyArray_DESCR(a) ((PyArray_Descr *)AMBI_ARRAY(a)->descr)
#define PyArray_DTYPE(a) PyArray_DESCR(a)
#define PyArray_FLAGS(a) (AMBI_ARRAY(a)->flags)
#define PyArray_TYPE(a) (PyArray_DESCR(a)->type_num)
#define PyArray_ITEMSIZE(a) PyDataType_ELSIZE(PyArray_DESCR(a))
#define PyArray_HANDLER(a) (AMBI_ARRAY(a)->mem_handler)
#define PyArray_SIZE(a) PyArray_MultiplyList(PyArray_DIMS(a), PyArray_NDIM(a))
#define PyArray_NBYTES(a) (PyArray_SIZE(a) * PyArray_ITEMSIZE(a))

/* The element of an index, as void *. */
#define PyArray_GETPTR1(a, i) ((void *)(PyArray_BYTES(a) + (i)*PyArray_STRIDE(a, 0)))
#define PyArray_GETPTR2(a, i, j) ((void *)(PyArray_BYTES(a) + (i)*PyArray_STRIDE(a, 0) + (j)*PyArray_STRIDE(a, 1)))
#define PyArray_GETPTR3(a, i, j, k) ((void *)((char *)PyArray_GETPTR2(a, i, j) + (k)*PyArray_STRIDE(a, 2)))
#define PyArray_GETPTR4(a, i, j, k, l) ((void *)((char *)PyArray_GETPTR3(a, i, j, k) + (l)*PyArray_STRIDE(a, 3)))

#define PyArray_CHKFLAGS(a, flag) ((PyArray_FLAGS(a) & (flag)) == (flag))
#define PyArray_IS_C_CONTIGUOUS(a) PyArray_CHKFLAGS(a, NPY_ARRAY_C_CONTIGUOUS)
#define PyArray_IS_F_CONTIGUOUS(a) PyArray_CHKFLAGS(a, NPY_ARRAY_F_CONTIGUOUS)
#define PyArray_ISCONTIGUOUS(a) PyArray_IS_C_CONTIGUOUS(a)
#define PyArray_ISONESEGMENT(a) (PyArray_IS_C_CONTIGUOUS(a) || PyArray_IS_F_CONTIGUOUS(a))
#define PyArray_ISWRITEABLE(a) PyArray_CHKFLAGS(a, NPY_ARRAY_WRITEABLE)
#define PyArray_ISALIGNED(a) PyArray_CHKFLAGS(a, NPY_ARRAY_ALIGNED)
#define PyArray_ISNOTSWAPPED(a) PyDataType_ISNOTSWAPPED(PyArray_DESCR(a))
#define PyArray_ISBYTESWAPPED(a) (!PyArray_ISNOTSWAPPED(a))
#define PyArray_FLAGSWAP(a, flag) (PyArray_CHKFLAGS(a, flag) && PyArray_ISNOTSWAPPED(a))
#define PyArray_ISCARRAY(a) PyArray_FLAGSWAP(a, NPY_ARRAY_CARRAY)
#define PyArray_ISCARRAY_RO(a) PyArray_FLAGSWAP(a, NPY_ARRAY_CARRAY_RO)
#define PyArray_ISFARRAY(a) PyArray_FLAGSWAP(a, NPY_ARRAY_FARRAY)
#define PyArray_ISFARRAY_RO(a) PyArray_FLAGSWAP(a, NPY_ARRAY_FARRAY_RO)
#define PyArray_ISBEHAVED(a) PyArray_FLAGSWAP(a, NPY_ARRAY_BEHAVED)

#define PyArray_ISBOOL(a) PyTypeNum_ISBOOL(PyArray_TYPE(a))
#define PyArray_ISUNSIGNED(a) PyTypeNum_ISUNSIGNED(PyArray_TYPE(a))
#define PyArray_ISSIGNED(a) PyTypeNum_ISSIGNED(PyArray_TYPE(a))
#define PyArray_ISINTEGER(a) PyTypeNum_ISINTEGER(PyArray_TYPE(a))
#define PyArray_ISFLOAT(a) PyTypeNum_ISFLOAT(PyArray_TYPE(a))
#define PyArray_ISCOMPLEX(a) PyTypeNum_ISCOMPLEX(PyArray_TYPE(a))
#define PyArray_ISNUMBER(a) PyTypeNum_ISNUMBER(PyArray_TYPE(a))
#define PyArray_ISSTRING(a) PyTypeNum_ISSTRING(PyArray_TYPE(a))
#define PyArray_ISFLEXIBLE(a) PyTypeNum_ISFLEXIBLE(PyArray_TYPE(a))
#define PyArray_ISDATETIME(a) PyTypeNum_ISDATETIME(PyArray_TYPE(a))
#define PyArray_ISUSERDEF(a) PyTypeNum_ISUSERDEF(PyArray_TYPE(a))
#define PyArray_ISOBJECT(a) PyTypeNum_ISOBJECT(PyArray_TYPE(a))
#define PyArray_HASFIELDS(a) PyDataType_HASFIELDS(PyArray_DESCR(a))
#define PyArray_SAMESHAPE(a, b) \
  (PyArray_NDIM(a) == PyArray_NDIM(b) && PyArray_CompareLists(PyArray_DIMS(a), PyArray_DIMS(b), PyArray_NDIM(a)))

static inline void PyArray_ENABLEFLAGS(PyArrayObject *a, int flags) {
  AMBI_ARRAY(a)->flags |= flags;
}

static inline void PyArray_CLEARFLAGS(PyArrayObject *a, int flags) {
  AMBI_ARRAY(a)->flags &= ~flags;
}

/* Types of objects */
#define PyArray_Check(o) PyObject_TypeCheck(o, &PyArray_Type)
#define PyArray_CheckExact(o) Py_IS_TYPE(o, &PyArray_Type)
#define PyArray_DescrCheck(o) PyObject_TypeCheck(o, &PyArrayDescr_Type)
#define PyArray_IterCheck(o) PyObject_TypeCheck(o, &PyArrayIter_Type)
#define PyArray_MultiIter_Check(o) PyObject_TypeCheck(o, &PyArrayMultiIter_Type)
#define PyArray_IsScalar(o, name) PyObject_TypeCheck(o, &Py##name##ArrType_Type)
#define PyArray_IsZeroDim(o) (PyArray_Check(o) && PyArray_NDIM(o) == 0)
#define PyArray_IsPythonNumber(o) (PyFloat_Check(o) || PyComplex_Check(o) || PyLong_Check(o) || PyBool_Check(o))
#define PyArray_CheckScalar(o) (PyArray_IsScalar(o, Generic) || PyArray_IsZeroDim(o))
#define PyArray_CheckAnyScalar(o) (PyArray_IsPythonNumber(o) || PyArray_CheckScalar(o))

#define PyArray_IsPythonScalar(o) (PyArray_IsPythonNumber(o) || PyBytes_Check(o) || PyUnicode_Check(o))
#define PyArray_IsAnyScalar(o) (PyArray_IsScalar(o, Generic) || PyArray_IsPythonScalar(o))

/* Making arrays; each gives a new reference, or NULL and an exception. */
#define PyArray_SimpleNew(nd, dims, typenum) \
  PyArray_New(&PyArray_Type, nd, dims, typenum, NULL, NULL, 0, 0, NULL)
#define PyArray_SimpleNewFromData(nd, dims, typenum, data) \
  PyArray_New(&PyArray_Type, nd, dims, typenum, NULL, data, 0, NPY_ARRAY_CARRAY, NULL)
#define PyArray_SimpleNewFromDescr(nd, dims, descr) \
  PyArray_NewFromDescr(&PyArray_Type, descr, nd, dims, NULL, NULL, 0, NULL)
#define PyArray_ZEROS(nd, dims, typenum, fortran) PyArray_Zeros(nd, dims, PyArray_DescrFromType(typenum), fortran)
#define PyArray_EMPTY(nd, dims, typenum, fortran) PyArray_Empty(nd, dims, PyArray_DescrFromType(typenum), fortran)
#define PyArray_FROM_O(o) PyArray_FromAny(o, NULL, 0, 0, 0, NULL)
#define PyArray_FROM_OF(o, flags) PyArray_CheckFromAny(o, NULL, 0, 0, flags, NULL)
#define PyArray_FROM_OT(o, typenum) PyArray_FromAny(o, PyArray_DescrFromType(typenum), 0, 0, 0, NULL)
#define PyArray_FROM_OTF(o, typenum, flags) PyArray_FROMANY(o, typenum, 0, 0, flags)
#define PyArray_FROMANY(o, typenum, min, max, flags)                                                            \
  PyArray_FromAny(o, PyArray_DescrFromType(typenum), min, max,                                                  \
                  (((flags)&NPY_ARRAY_ENSURECOPY) ? (flags) | NPY_ARRAY_DEFAULT : (flags)), NULL)
#define PyArray_ContiguousFromAny(o, typenum, min, max) \
  PyArray_FromAny(o, PyArray_DescrFromType(typenum), min, max, NPY_ARRAY_DEFAULT, NULL)
#define PyArray_Cast(a, typenum) PyArray_CastToType(a, PyArray_DescrFromType(typenum), 0)
#define PyArray_FILLWBYTE(a, byte) memset(PyArray_DATA(a), byte, (size_t)PyArray_NBYTES(a))
#define PyArray_Copy(a) PyArray_NewCopy(a, NPY_CORDER)

/* An element as a Python object: a new reference. The type's own function, as the memory is the array's. */
static inline PyObject *PyArray_GETITEM(const PyArrayObject *a, const char *item) {
  PyArrayObject *array = (PyArrayObject *)(uintptr_t)a;
  return PyDataType_GetArrFuncs(PyArray_DESCR(array))->getitem((void *)(uintptr_t)item, array);
}

/* 0, or -1 and an exception. */
static inline int PyArray_SETITEM(PyArrayObject *a, char *item, PyObject *value) {
  return PyDataType_GetArrFuncs(PyArray_DESCR(a))->setitem(value, item, a);
}

/* The element at an address as an array scalar: a new reference. */
#define PyArray_ToScalar(item, a) PyArray_Scalar(item, PyArray_DESCR(a), _PyObject_CAST(a))

/* Of an array with NPY_ARRAY_WRITEBACKIFCOPY: drops what was written to the copy. */
static inline void PyArray_DiscardWritebackIfCopy(PyArrayObject *a) {
  PyArrayObject_fields *fields = AMBI_ARRAY(a);
  if (fields->base != NULL && (fields->flags & NPY_ARRAY_WRITEBACKIFCOPY) != 0) {
    PyArray_ENABLEFLAGS((PyArrayObject *)(void *)fields->base, NPY_ARRAY_WRITEABLE);
    Py_CLEAR(fields->base);
    PyArray_CLEARFLAGS(a, NPY_ARRAY_WRITEBACKIFCOPY);
  }
}

/* Memory for dimensions; what PyArray_IntpConverter fills is released with PyDimMem_FREE. */
#define PyDimMem_NEW(n) ((npy_intp *)PyMem_RawMalloc((size_t)(n) * sizeof(npy_intp)))
#define PyDimMem_RENEW(dims, n) ((npy_intp *)PyMem_RawRealloc(dims, (size_t)(n) * sizeof(npy_intp)))
#define PyDimMem_FREE(dims) PyMem_RawFree(dims)

/* Other threads run while a loop works on elements that are no objects. */
#define NPY_BEGIN_THREADS_DEF PyThreadState *_save = NULL;
#define NPY_BEGIN_THREADS              \
  do {                                 \
    _save = PyEval_SaveThread();       \
  } while (0);
/* Giving the lock up and taking it again has its price: so only for so many elements. */
#define NPY_BEGIN_THREADS_THRESHOLDED(n) \
  do {                                   \
    if ((n) > 500) {                     \
      _save = PyEval_SaveThread();       \
    }                                    \
  } while (0);
#define NPY_BEGIN_THREADS_DESCR(d)                    \
  do {                                                \
    if (!PyDataType_FLAGCHK(d, NPY_NEEDS_PYAPI)) {    \
      _save = PyEval_SaveThread();                    \
    }                                                 \
  } while (0);
#define NPY_END_THREADS_DESCR(d) NPY_END_THREADS
#define NPY_END_THREADS                \
  do {                                 \
    if (_save) {                       \
      PyEval_RestoreThread(_save);     \
      _save = NULL;                    \
    }                                  \
  } while (0);
#define NPY_BEGIN_ALLOW_THREADS Py_BEGIN_ALLOW_THREADS
#define NPY_END_ALLOW_THREADS Py_END_ALLOW_THREADS

/*
 * Whether this code is made for an array of so many dimensions: 0, or -1 and a ValueError. For a binary that sets
 * AMBI_MAXDIMS to 32, and that NumPy 2.x may hand an array of 64.
 */
static inline int ambi_check_array_ndim(const PyArrayObject *a) {
  int nd = ((const PyArrayObject_fields *)(const void *)a)->nd;
  if (ambi_check_ndim(nd)) {
    return 0;
  }
  PyErr_Format(PyExc_ValueError, "the array has %d dimensions, and this module is made for %d at most", nd,
               (int)AMBI_MAXDIMS);
  return -1;
}

#ifdef __cplusplus
}
#endif

#endif
