/*
 * Dtypes and casts of one's own as NEP 42 has them (NumPy 2.0 and later), and StringDType (NEP 55). What 1.x has instead is
 * PyArray_RegisterDataType.
 */
#ifndef AMBI_NUMPY_DTYPES_H
#define AMBI_NUMPY_DTYPES_H

#include "npy_enums.h"
#include "numpy_iterators.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Data that goes along with something and can be copied: the first fields of a struct of one's own. */
typedef struct NpyAuxData_tag NpyAuxData;
typedef void(NpyAuxData_FreeFunc)(NpyAuxData *);
typedef NpyAuxData *(NpyAuxData_CloneFunc)(NpyAuxData *);

struct NpyAuxData_tag {
  NpyAuxData_FreeFunc *free;
  NpyAuxData_CloneFunc *clone;
  void *reserved[2]; /* NULL */
};

/* PyDataType_C_METADATA of datetime64 and timedelta64. */
typedef struct {
  NpyAuxData base;
  PyArray_DatetimeMetaData meta;
} PyArray_DatetimeDTypeMetaData;

typedef enum {
  NPY_METH_REQUIRES_PYAPI = 1 << 0,
  NPY_METH_NO_FLOATINGPOINT_ERRORS = 1 << 1,
  NPY_METH_SUPPORTS_UNALIGNED = 1 << 2,
  NPY_METH_IS_REORDERABLE = 1 << 3,
  NPY_METH_RUNTIME_FLAGS = NPY_METH_REQUIRES_PYAPI | NPY_METH_NO_FLOATINGPOINT_ERRORS
} NPY_ARRAYMETHOD_FLAGS;

/* What a loop is called with. Given to it, never made by it: it may get longer. */
typedef struct PyArrayMethod_Context_tag {
  PyObject *caller;                       /* a ufunc, as a rule; or NULL */
  struct PyArrayMethodObject_tag *method; /* opaque */
  PyArray_Descr *const *descriptors;
#if NPY_FEATURE_VERSION >= NPY_2_4_API_VERSION
  void *_reserved;
  uint64_t flags;
  void *parameters;
#endif
} PyArrayMethod_Context;

typedef struct {
  const char *name;
  int nin, nout;
  NPY_CASTING casting;
  NPY_ARRAYMETHOD_FLAGS flags;
  PyArray_DTypeMeta **dtypes;
  PyType_Slot *slots; /* NPY_METH_..., ended by a slot of 0 */
} PyArrayMethod_Spec;

#define NPY_METH_resolve_descriptors 2
#define NPY_METH_get_loop 3
#define NPY_METH_get_reduction_initial 4
#define NPY_METH_strided_loop 5
#define NPY_METH_contiguous_loop 6
#define NPY_METH_unaligned_strided_loop 7
#define NPY_METH_unaligned_contiguous_loop 8
#define NPY_METH_contiguous_indexed_loop 9

typedef int(PyArrayMethod_StridedLoop)(PyArrayMethod_Context *context, char *const *data, const npy_intp *dimensions,
                                       const npy_intp *strides, NpyAuxData *transferdata);
typedef NPY_CASTING(PyArrayMethod_ResolveDescriptors)(struct PyArrayMethodObject_tag *method,
                                                      PyArray_DTypeMeta *const *dtypes,
                                                      PyArray_Descr *const *given_descrs, PyArray_Descr **loop_descrs,
                                                      npy_intp *view_offset);
typedef int(PyArrayMethod_GetLoop)(PyArrayMethod_Context *context, int aligned, int move_references,
                                   const npy_intp *strides, PyArrayMethod_StridedLoop **out_loop,
                                   NpyAuxData **out_transferdata, NPY_ARRAYMETHOD_FLAGS *flags);
typedef int(PyArrayMethod_GetReductionInitial)(PyArrayMethod_Context *context, npy_bool reduction_is_empty,
                                               void *initial);
typedef int(PyArrayMethod_TranslateGivenDescriptors)(int nin, int nout, PyArray_DTypeMeta *const wrapped_dtypes[],
                                                     PyArray_Descr *const given_descrs[], PyArray_Descr *new_descrs[]);
typedef int(PyArrayMethod_TranslateLoopDescriptors)(int nin, int nout, PyArray_DTypeMeta *const new_dtypes[],
                                                    PyArray_Descr *const given_descrs[],
                                                    PyArray_Descr *original_descrs[], PyArray_Descr *loop_descrs[]);

/* A loop for a ufunc by its name: PyUFunc_AddLoopsFromSpecs (2.4). */
typedef struct {
  const char *name;
  PyArrayMethod_Spec *spec;
} PyUFunc_LoopSlot;

/* A class of dtypes: PyArrayInitDTypeMeta_FromSpec. */
typedef struct {
  PyTypeObject *typeobj;      /* of its scalars; or NULL */
  int flags;                  /* NPY_DT_... */
  PyArrayMethod_Spec **casts; /* ended by NULL; NULL in their dtypes is the new class */
  PyType_Slot *slots;
  PyTypeObject *baseclass; /* or NULL */
} PyArrayDTypeMeta_Spec;

#define NPY_DT_ABSTRACT (1 << 1)
#define NPY_DT_PARAMETRIC (1 << 2)
#define NPY_DT_NUMERIC (1 << 3)

#define NPY_DT_discover_descr_from_pyobject 1
#define NPY_DT_default_descr 3
#define NPY_DT_common_dtype 4
#define NPY_DT_common_instance 5
#define NPY_DT_ensure_canonical 6
#define NPY_DT_setitem 7
#define NPY_DT_getitem 8
#define NPY_DT_get_clear_loop 9
#define NPY_DT_get_fill_zero_loop 10
#define NPY_DT_finalize_descr 11

/* Text of StringDType: packed in the array, whose allocator has the bytes; read through NpyString_load. */
typedef struct npy_packed_static_string npy_packed_static_string;
typedef struct npy_string_allocator npy_string_allocator;

typedef struct {
  size_t size;
  const char *buf; /* UTF-8, not ended by 0 */
} npy_static_string;

typedef struct {
  ambi_descr_2x base;
  PyObject *na_object;
  char coerce;
  char has_nan_na;
  char has_string_na;
  char array_owned;
  npy_static_string default_string;
  npy_static_string na_name;
  npy_string_allocator *allocator;
} PyArray_StringDTypeObject;

/* Of 1.x only. */
typedef struct PyArrayMapIterObject PyArrayMapIterObject;
typedef void(PyDataMem_EventHookFunc)(void *before, void *after, size_t size, void *user_data);

/* PyArray_CreateSortedStridePerm */
typedef struct {
  npy_intp perm, stride;
} npy_stride_sort_item;

#ifdef __cplusplus
}
#endif

#endif
