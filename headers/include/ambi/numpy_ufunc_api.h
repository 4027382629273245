/*
 * NumPy's table of ufunc functions (PyUFunc_API), slot by slot. Written by a generator from the project's facts.
 *
 * A function is called by its name, as in NumPy: the macros below find it in the table that import_umath()
 * has fetched. One that is newer than NPY_TARGET_VERSION is not declared; "since" says which version that is, and
 * where it is missing the function is in every version that can be a target. What NumPy 2.0 has removed has no
 * macro, and says what replaces it. It is still a member of the struct, for code that asks
 * PyArray_RUNTIME_VERSION first, and for those who bind the table from another language (who have no variadic
 * function pointers: -DAMBI_FOR_BINDINGS).
 */
#ifndef AMBI_NUMPY_UFUNC_API_H
#define AMBI_NUMPY_UFUNC_API_H

#include <assert.h>

#include "numpy_runtime.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  PyTypeObject *PyUFunc_Type; /* 0 */
  /* 1 */
  PyObject *(*PyUFunc_FromFuncAndData)(PyUFuncGenericFunction *, void *const *, const char *, int, int, int,
      int, const char *, const char *, int);
  /* 2 */
  int (*PyUFunc_RegisterLoopForType)(PyUFuncObject *, int, PyUFuncGenericFunction, const int *, void *);
  /* 3; until 2.0: use PyObject_Call on the ufunc */
  int (*PyUFunc_GenericFunction)(PyUFuncObject *ufunc, PyObject *args, PyObject *kwds, PyArrayObject **op);
  void (*PyUFunc_f_f_As_d_d)(char **, npy_intp const *, npy_intp const *, void *); /* 4 */
  void (*PyUFunc_d_d)(char **, npy_intp const *, npy_intp const *, void *); /* 5 */
  void (*PyUFunc_f_f)(char **, npy_intp const *, npy_intp const *, void *); /* 6 */
  void (*PyUFunc_g_g)(char **, npy_intp const *, npy_intp const *, void *); /* 7 */
  void (*PyUFunc_F_F_As_D_D)(char **, npy_intp const *, npy_intp const *, void *); /* 8 */
  void (*PyUFunc_F_F)(char **, npy_intp const *, npy_intp const *, void *); /* 9 */
  void (*PyUFunc_D_D)(char **, npy_intp const *, npy_intp const *, void *); /* 10 */
  void (*PyUFunc_G_G)(char **, npy_intp const *, npy_intp const *, void *); /* 11 */
  void (*PyUFunc_O_O)(char **, npy_intp const *, npy_intp const *, void *); /* 12 */
  void (*PyUFunc_ff_f_As_dd_d)(char **, npy_intp const *, npy_intp const *, void *); /* 13 */
  void (*PyUFunc_ff_f)(char **, npy_intp const *, npy_intp const *, void *); /* 14 */
  void (*PyUFunc_dd_d)(char **, npy_intp const *, npy_intp const *, void *); /* 15 */
  void (*PyUFunc_gg_g)(char **, npy_intp const *, npy_intp const *, void *); /* 16 */
  void (*PyUFunc_FF_F_As_DD_D)(char **, npy_intp const *, npy_intp const *, void *); /* 17 */
  void (*PyUFunc_DD_D)(char **, npy_intp const *, npy_intp const *, void *); /* 18 */
  void (*PyUFunc_FF_F)(char **, npy_intp const *, npy_intp const *, void *); /* 19 */
  void (*PyUFunc_GG_G)(char **, npy_intp const *, npy_intp const *, void *); /* 20 */
  void (*PyUFunc_OO_O)(char **, npy_intp const *, npy_intp const *, void *); /* 21 */
  void (*PyUFunc_O_O_method)(char **, npy_intp const *, npy_intp const *, void *); /* 22 */
  void (*PyUFunc_OO_O_method)(char **, npy_intp const *, npy_intp const *, void *); /* 23 */
  void (*PyUFunc_On_Om)(char **, npy_intp const *, npy_intp const *, void *); /* 24 */
  int (*PyUFunc_GetPyValues)(char *, int *, int *, PyObject **); /* 25; until 2.0: use numpy.geterr */
  /* 26; until 2.0: use PyUFunc_GiveFloatingpointErrors, or npy_get_floatstatus_barrier and PyErr_WarnEx */
  int (*PyUFunc_checkfperr)(int, PyObject *, int *);
  void (*PyUFunc_clearfperr)(void); /* 27 */
  int (*PyUFunc_getfperr)(void); /* 28 */
  /* 29; until 2.0: use PyUFunc_GiveFloatingpointErrors, or npy_get_floatstatus_barrier and PyErr_WarnEx */
  int (*PyUFunc_handlefperr)(int, PyObject *, int, int *);
  /* 30 */
  int (*PyUFunc_ReplaceLoopBySignature)(PyUFuncObject *, PyUFuncGenericFunction, const int *,
      PyUFuncGenericFunction *);
  /* 31 */
  PyObject *(*PyUFunc_FromFuncAndDataAndSignature)(PyUFuncGenericFunction *, void *const *, const char *, int,
      int, int, int, const char *, const char *, int, const char *);
  int (*PyUFunc_SetUsesArraysAsData)(void **data, size_t i); /* 32; until 2.0 */
  void (*PyUFunc_e_e)(char **, npy_intp const *, npy_intp const *, void *); /* 33 */
  void (*PyUFunc_e_e_As_f_f)(char **, npy_intp const *, npy_intp const *, void *); /* 34 */
  void (*PyUFunc_e_e_As_d_d)(char **, npy_intp const *, npy_intp const *, void *); /* 35 */
  void (*PyUFunc_ee_e)(char **, npy_intp const *, npy_intp const *, void *); /* 36 */
  void (*PyUFunc_ee_e_As_ff_f)(char **, npy_intp const *, npy_intp const *, void *); /* 37 */
  void (*PyUFunc_ee_e_As_dd_d)(char **, npy_intp const *, npy_intp const *, void *); /* 38 */
  /* 39 */
  int (*PyUFunc_DefaultTypeResolver)(PyUFuncObject *, NPY_CASTING, PyArrayObject **, PyObject *,
      PyArray_Descr **);
  /* 40 */
  int (*PyUFunc_ValidateCasting)(PyUFuncObject *, NPY_CASTING, PyArrayObject **, PyArray_Descr *const *);
  /* 41 */
  int (*PyUFunc_RegisterLoopForDescr)(PyUFuncObject *, PyArray_Descr *, PyUFuncGenericFunction,
      PyArray_Descr **, void *);
  /* 42; since 1.16 */
  PyObject *(*PyUFunc_FromFuncAndDataAndSignatureAndIdentity)(PyUFuncGenericFunction *, void *const *,
      const char *, int, int, int, int, const char *, const char *, const int, const char *, PyObject *);
  int (*PyUFunc_AddLoopFromSpec)(PyObject *, PyArrayMethod_Spec *); /* 43; since 2.0 */
  int (*PyUFunc_AddPromoter)(PyObject *, PyObject *, PyObject *); /* 44; since 2.0 */
  /* 45; since 2.0 */
  int (*PyUFunc_AddWrappingLoop)(PyObject *, PyArray_DTypeMeta *new_dtypes[],
      PyArray_DTypeMeta *wrapped_dtypes[], PyArrayMethod_TranslateGivenDescriptors *,
      PyArrayMethod_TranslateLoopDescriptors *);
  int (*PyUFunc_GiveFloatingpointErrors)(const char *, int); /* 46; since 2.0 */
  int (*PyUFunc_AddLoopsFromSpecs)(PyUFunc_LoopSlot *); /* 47; since 2.4 */
  void *_PyUFuncObject_GET_ITEM_DATA; /* 48; since 2.5; not declared here */
} ambi_ufunc_api;

static_assert(sizeof(ambi_ufunc_api) == 49 * sizeof(void *), "a slot more or less");

/* The table; NULL before import_umath(). */
#define AMBI_UFUNC ((const ambi_ufunc_api *)(const void *)PyUFunc_API)

#define PyUFunc_Type (*AMBI_UFUNC->PyUFunc_Type)
#define PyUFunc_FromFuncAndData (AMBI_UFUNC->PyUFunc_FromFuncAndData)
#define PyUFunc_RegisterLoopForType (AMBI_UFUNC->PyUFunc_RegisterLoopForType)
#define PyUFunc_f_f_As_d_d (AMBI_UFUNC->PyUFunc_f_f_As_d_d)
#define PyUFunc_d_d (AMBI_UFUNC->PyUFunc_d_d)
#define PyUFunc_f_f (AMBI_UFUNC->PyUFunc_f_f)
#define PyUFunc_g_g (AMBI_UFUNC->PyUFunc_g_g)
#define PyUFunc_F_F_As_D_D (AMBI_UFUNC->PyUFunc_F_F_As_D_D)
#define PyUFunc_F_F (AMBI_UFUNC->PyUFunc_F_F)
#define PyUFunc_D_D (AMBI_UFUNC->PyUFunc_D_D)
#define PyUFunc_G_G (AMBI_UFUNC->PyUFunc_G_G)
#define PyUFunc_O_O (AMBI_UFUNC->PyUFunc_O_O)
#define PyUFunc_ff_f_As_dd_d (AMBI_UFUNC->PyUFunc_ff_f_As_dd_d)
#define PyUFunc_ff_f (AMBI_UFUNC->PyUFunc_ff_f)
#define PyUFunc_dd_d (AMBI_UFUNC->PyUFunc_dd_d)
#define PyUFunc_gg_g (AMBI_UFUNC->PyUFunc_gg_g)
#define PyUFunc_FF_F_As_DD_D (AMBI_UFUNC->PyUFunc_FF_F_As_DD_D)
#define PyUFunc_DD_D (AMBI_UFUNC->PyUFunc_DD_D)
#define PyUFunc_FF_F (AMBI_UFUNC->PyUFunc_FF_F)
#define PyUFunc_GG_G (AMBI_UFUNC->PyUFunc_GG_G)
#define PyUFunc_OO_O (AMBI_UFUNC->PyUFunc_OO_O)
#define PyUFunc_O_O_method (AMBI_UFUNC->PyUFunc_O_O_method)
#define PyUFunc_OO_O_method (AMBI_UFUNC->PyUFunc_OO_O_method)
#define PyUFunc_On_Om (AMBI_UFUNC->PyUFunc_On_Om)
#define PyUFunc_clearfperr (AMBI_UFUNC->PyUFunc_clearfperr)
#define PyUFunc_getfperr (AMBI_UFUNC->PyUFunc_getfperr)
#define PyUFunc_ReplaceLoopBySignature (AMBI_UFUNC->PyUFunc_ReplaceLoopBySignature)
#define PyUFunc_FromFuncAndDataAndSignature (AMBI_UFUNC->PyUFunc_FromFuncAndDataAndSignature)
#define PyUFunc_e_e (AMBI_UFUNC->PyUFunc_e_e)
#define PyUFunc_e_e_As_f_f (AMBI_UFUNC->PyUFunc_e_e_As_f_f)
#define PyUFunc_e_e_As_d_d (AMBI_UFUNC->PyUFunc_e_e_As_d_d)
#define PyUFunc_ee_e (AMBI_UFUNC->PyUFunc_ee_e)
#define PyUFunc_ee_e_As_ff_f (AMBI_UFUNC->PyUFunc_ee_e_As_ff_f)
#define PyUFunc_ee_e_As_dd_d (AMBI_UFUNC->PyUFunc_ee_e_As_dd_d)
#define PyUFunc_DefaultTypeResolver (AMBI_UFUNC->PyUFunc_DefaultTypeResolver)
#define PyUFunc_ValidateCasting (AMBI_UFUNC->PyUFunc_ValidateCasting)
#define PyUFunc_RegisterLoopForDescr (AMBI_UFUNC->PyUFunc_RegisterLoopForDescr)
#define PyUFunc_FromFuncAndDataAndSignatureAndIdentity (AMBI_UFUNC->PyUFunc_FromFuncAndDataAndSignatureAndIdentity)

#if NPY_FEATURE_VERSION >= NPY_2_0_API_VERSION
#define PyUFunc_AddLoopFromSpec (AMBI_UFUNC->PyUFunc_AddLoopFromSpec)
#define PyUFunc_AddPromoter (AMBI_UFUNC->PyUFunc_AddPromoter)
#define PyUFunc_AddWrappingLoop (AMBI_UFUNC->PyUFunc_AddWrappingLoop)
#define PyUFunc_GiveFloatingpointErrors (AMBI_UFUNC->PyUFunc_GiveFloatingpointErrors)
#endif /* NumPy 2.0 */

#if NPY_FEATURE_VERSION >= NPY_2_4_API_VERSION
#define PyUFunc_AddLoopsFromSpecs (AMBI_UFUNC->PyUFunc_AddLoopsFromSpecs)
#endif /* NumPy 2.4 */

#ifdef __cplusplus
}
#endif

#endif
