/*
 * Where an extension keeps what it has of NumPy: the two tables, and the version that runs.
 *
 * Each source file has its own, fetched by import_array() and import_umath(). An extension of several files shares one: all of them
 * define PY_ARRAY_UNIQUE_SYMBOL as a name of the extension's own before the first header, and all but the one that
 * imports define NO_IMPORT_ARRAY too. PY_UFUNC_UNIQUE_SYMBOL and NO_IMPORT_UFUNC are the same for the table of ufuncs.
 */
#ifndef AMBI_NUMPY_RUNTIME_H
#define AMBI_NUMPY_RUNTIME_H

#include <stdio.h>

#include "cpython.h"
#include "npy_enums.h"
#include "numpy_dtypes.h"
#include "numpy_iterators.h"
#include "numpy_layouts.h"
#include "numpy_ufunc.h"

#ifdef __cplusplus
extern "C" {
#endif

#define AMBI_JOIN_(a, b) a##b
#define AMBI_JOIN(a, b) AMBI_JOIN_(a, b)

#ifdef PY_ARRAY_UNIQUE_SYMBOL
#define PyArray_API PY_ARRAY_UNIQUE_SYMBOL
#define PyArray_RUNTIME_VERSION AMBI_JOIN(PY_ARRAY_UNIQUE_SYMBOL, _RUNTIME_VERSION)
#endif
#ifdef PY_UFUNC_UNIQUE_SYMBOL
#define PyUFunc_API PY_UFUNC_UNIQUE_SYMBOL
#endif

/*
 * PyArray_RUNTIME_VERSION is the version of the C API of the NumPy that runs (or that Ambi emulates), as NPY_2_0_API_VERSION; 0
 * before import_array().
 */
#if defined(NO_IMPORT_ARRAY) || defined(NO_IMPORT)
extern void **PyArray_API;
extern int PyArray_RUNTIME_VERSION;
#elif defined(PY_ARRAY_UNIQUE_SYMBOL)
void **PyArray_API = NULL;
int PyArray_RUNTIME_VERSION = 0;
#else
static void **PyArray_API = NULL;
static int PyArray_RUNTIME_VERSION = 0;
#endif

#if defined(NO_IMPORT_UFUNC) || defined(NO_IMPORT)
extern void **PyUFunc_API;
#elif defined(PY_UFUNC_UNIQUE_SYMBOL)
void **PyUFunc_API = NULL;
#else
static void **PyUFunc_API = NULL;
#endif

/* Whether NumPy 2.x runs, and so whether its layouts and the functions that it has added are there. */
static inline int ambi_is_numpy_2(void) {
#if NPY_FEATURE_VERSION >= NPY_2_0_API_VERSION
  return 1;
#else
  return PyArray_RUNTIME_VERSION >= NPY_2_0_API_VERSION;
#endif
}

/* These make the variables used where a file needs none of them. */
static inline int ambi_has_imported(void) {
  return PyArray_API != NULL && PyArray_RUNTIME_VERSION != 0;
}

static inline int ambi_has_imported_ufunc(void) {
  return PyUFunc_API != NULL;
}

#ifdef __cplusplus
}
#endif

#endif
