/*
 * The parts of the module capi_arrays. Each file exercises one part of NumPy's C API through small functions and hands
 * a table of them to module.c, which imports NumPy's tables for all of them.
 */
#ifndef CAPI_ARRAYS_H
#define CAPI_ARRAYS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define PY_ARRAY_UNIQUE_SYMBOL capi_arrays_array_api
#define PY_UFUNC_UNIQUE_SYMBOL capi_arrays_ufunc_api
#ifndef CAPI_ARRAYS_MODULE
#define NO_IMPORT_ARRAY
#define NO_IMPORT_UFUNC
#endif
#include <numpy/arrayobject.h>
#include <numpy/arrayscalars.h>
#include <numpy/ufuncobject.h>

/* What the headers of 2.x call the fields of descriptors and iterators. Until 1.x headers are not used any more. */
#if NPY_ABI_VERSION < 0x02000000
#define PyDataType_ELSIZE(descr) ((descr)->elsize)
#define PyDataType_SET_ELSIZE(descr, size) ((descr)->elsize = (int)(size))
#define PyDataType_ALIGNMENT(descr) ((descr)->alignment)
#define NPY_RAVEL_AXIS NPY_MAXDIMS
#define PyArray_MultiIter_NDIM(multi) ((multi)->nd)
#define PyArray_MultiIter_DIMS(multi) ((multi)->dimensions)
#define PyArray_MultiIter_SIZE(multi) ((multi)->size)
#define PyArray_MultiIter_INDEX(multi) ((multi)->index)
#endif

#define UNUSED(name) name __attribute__((unused))

extern PyMethodDef cents_methods[], conversion_methods[], creation_methods[], dtype_methods[], fact_methods[];
extern PyMethodDef indexing_methods[], iterator_methods[], nditer_methods[], scalar_methods[], shape_methods[], ufunc_methods[];

/* Registers a dtype, and a loop for it with a ufunc of the module; 0, or -1 with an error set. */
int add_cents_dtype(PyObject *module);

/* Adds the ufuncs to the module; 0, or -1 with an error set. */
int add_ufuncs(PyObject *module);

/* A tuple of `count` numbers. */
PyObject *tuple_of(int count, const npy_intp *numbers);

#endif
