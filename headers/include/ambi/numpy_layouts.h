/*
 * The struct layouts of NumPy's C API, of 1.x and of 2.x, in self-contained C11.
 *
 * PyArray_Descr changed its shape in NumPy 2.0 (NEP 53); all that is before `alignment` (or `elsize`) did not. Here the
 * shapes have names of their own, so that one file can use both, and NumPy's names too: PyArray_Descr is what the
 * target says (numpy_version.h). Of the structs that did not change, one shape is here. A test compares them with the
 * real headers.
 */
#ifndef AMBI_NUMPY_LAYOUTS_H
#define AMBI_NUMPY_LAYOUTS_H

#include <assert.h>

#include "cpython_layouts.h"
#include "npy_types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What every descriptor has, in 1.x and in 2.x. */
typedef struct {
  PyObject ob_base;
  PyTypeObject *typeobj;
  char kind;
  char type;
  char byteorder;
  char _former_flags; /* 1.x: the flags. 2.x: nothing */
  int type_num;
} ambi_descr_head;

/* NumPy 2.x: the part that every descriptor has. */
typedef struct {
  PyObject ob_base;
  PyTypeObject *typeobj;
  char kind;
  char type;
  char byteorder;
  char _former_flags;
  int type_num;
  uint64_t flags;
  npy_intp elsize;
  npy_intp alignment;
  PyObject *metadata;
  npy_intp hash;
  void *reserved_null[2];
} ambi_descr_2x;

#if NPY_FEATURE_VERSION >= NPY_2_0_API_VERSION
typedef ambi_descr_2x PyArray_Descr;
#else
typedef ambi_descr_head PyArray_Descr; /* the rest is at another place in each: PyDataType_ELSIZE and the like find it */
#endif

/* What stands where a descriptor is pointed to; to those who have no other type for it, PyObject. */
#ifndef AMBI_DESCR
#define AMBI_DESCR PyArray_Descr
#endif

/* Elements that are arrays themselves. */
typedef struct {
  AMBI_DESCR *base;
  PyObject *shape; /* a tuple */
} PyArray_ArrayDescr;

/* NumPy 1.x; 2.x calls this shape PyArray_DescrProto and takes it in PyArray_RegisterDataType only. */
typedef struct {
  PyObject ob_base;
  PyTypeObject *typeobj;
  char kind;
  char type;
  char byteorder;
  char flags;
  int type_num;
  int elsize;
  int alignment;
  PyArray_ArrayDescr *subarray;
  PyObject *fields;
  PyObject *names;
  void *f;
  PyObject *metadata;
  void *c_metadata;
  Py_hash_t hash;
} ambi_descr_1x;

/* NumPy 2.x: descriptors of the types that 1.x had too (_PyArray_LegacyDescr). */
typedef struct {
  ambi_descr_2x common;
  PyArray_ArrayDescr *subarray;
  PyObject *fields;
  PyObject *names;
  void *c_metadata;
} ambi_legacy_descr_2x;

typedef ambi_descr_1x PyArray_DescrProto;

static_assert(offsetof(ambi_descr_head, type_num) == offsetof(ambi_descr_1x, type_num) &&
                  offsetof(ambi_descr_head, type_num) == offsetof(ambi_descr_2x, type_num) &&
                  offsetof(ambi_descr_1x, elsize) == sizeof(ambi_descr_head),
              "where the shapes part");

/* ambi_legacy_descr_2x, with the fields where NumPy has their names. */
typedef struct {
  PyObject ob_base;
  PyTypeObject *typeobj;
  char kind;
  char type;
  char byteorder;
  char _former_flags;
  int type_num;
  uint64_t flags;
  npy_intp elsize;
  npy_intp alignment;
  PyObject *metadata;
  npy_intp hash;
  void *reserved_null[2];
  PyArray_ArrayDescr *subarray;
  PyObject *fields;
  PyObject *names;
  void *c_metadata;
} _PyArray_LegacyDescr;

/* The same in every NumPy since 1.22. What of it code may read, the macros of numpy_array.h say. */
typedef struct {
  PyObject ob_base;
  char *data;
  int nd;
  npy_intp *dimensions;
  npy_intp *strides;
  PyObject *base;
  AMBI_DESCR *descr;
  int flags;
  PyObject *weakreflist;
  void *_buffer_info;
  PyObject *mem_handler;
} PyArrayObject_fields;

/* NumPy 2.x: the class of a descriptor. */
typedef struct {
  PyHeapTypeObject super;
  AMBI_DESCR *singleton;
  int type_num;
  PyTypeObject *scalar_type;
  uint64_t flags;
  void *dt_slots;
  void *reserved[3];
} PyArray_DTypeMeta;

/* What a descriptor can do with elements; descr->f in 1.x, _PyDataType_GetArrFuncs in 2.x. */
typedef void PyArray_VectorUnaryFunc(void *from, void *to, npy_intp n, void *fromarr, void *toarr);
typedef PyObject *PyArray_GetItemFunc(void *data, void *array);
typedef int PyArray_SetItemFunc(PyObject *value, void *data, void *array);
typedef void PyArray_CopySwapNFunc(void *to, npy_intp to_stride, void *from, npy_intp from_stride,
                                   npy_intp n, int swap, void *array);
typedef void PyArray_CopySwapFunc(void *to, void *from, int swap, void *array);
typedef int PyArray_CompareFunc(const void *a, const void *b, void *array);
typedef int PyArray_ArgFunc(void *data, npy_intp n, npy_intp *index, void *array);
typedef void PyArray_DotFunc(void *a, npy_intp a_stride, void *b, npy_intp b_stride, void *out,
                             npy_intp n, void *array);
typedef npy_bool PyArray_NonzeroFunc(void *data, void *array);
typedef int PyArray_FillFunc(void *data, npy_intp n, void *array);
typedef int PyArray_FillWithScalarFunc(void *data, npy_intp n, void *value, void *array);
typedef int PyArray_SortFunc(void *data, npy_intp n, void *array);
typedef int PyArray_ArgSortFunc(void *data, npy_intp *indices, npy_intp n, void *array);
typedef struct {
  PyArray_VectorUnaryFunc *cast[NPY_NTYPES_ABI_COMPATIBLE];
  PyArray_GetItemFunc *getitem;
  PyArray_SetItemFunc *setitem;
  PyArray_CopySwapNFunc *copyswapn;
  PyArray_CopySwapFunc *copyswap;
  PyArray_CompareFunc *compare;
  PyArray_ArgFunc *argmax;
  PyArray_DotFunc *dotfunc;
  void *scanfunc;
  void *fromstr;
  PyArray_NonzeroFunc *nonzero;
  PyArray_FillFunc *fill;
  PyArray_FillWithScalarFunc *fillwithscalar;
  PyArray_SortFunc *sort[3];
  PyArray_ArgSortFunc *argsort[3];
  PyObject *castdict;
  void *scalarkind;
  int **cancastscalarkindto;
  int *cancastto;
  void *fastclip;
  void *fastputmask;
  void *fasttake;
  PyArray_ArgFunc *argmin;
} PyArray_ArrFuncs;

/* Array scalars: an object and a value, which stands at offset 16 always. */
typedef struct {
  PyObject ob_base;
  npy_bool obval;
} PyBoolScalarObject;

typedef struct {
  int base; /* NPY_DATETIMEUNIT */
  int num;
} PyArray_DatetimeMetaData;

typedef struct {
  PyObject ob_base;
  int64_t obval;
  PyArray_DatetimeMetaData obmeta;
} PyDatetimeScalarObject;

typedef struct {
  PyObject ob_base;
  PyObject *obval;
} PyObjectScalarObject;

typedef struct {
  PyUnicodeObject base;
  Py_UCS4 *obval;
  char *buffer_fmt;
} PyUnicodeScalarObject;

typedef struct {
  PyVarObject ob_base;
  char *obval;
  AMBI_DESCR *descr;
  int flags;
  PyObject *base;
  void *_buffer_info;
} PyVoidScalarObject;

typedef struct {
  npy_intp *ptr;
  int len;
} PyArray_Dims;

typedef struct {
  int two; /* is 2: a check */
  int nd;
  char typekind;
  int itemsize;
  int flags;
  npy_intp *shape;
  npy_intp *strides;
  void *data;
  AMBI_DESCR *descr;
} PyArrayInterface;

/* What PyArray_BufferConverter and the like fill. */
typedef struct {
  PyObject ob_base;
  PyObject *base;
  void *ptr;
  npy_intp len;
  int flags;
} PyArray_Chunk;

typedef struct {
  void *ctx;
  void *(*malloc)(void *ctx, size_t size);
  void *(*calloc)(void *ctx, size_t n, size_t size);
  void *(*realloc)(void *ctx, void *p, size_t size);
  void (*free)(void *ctx, void *p, size_t size);
} PyDataMemAllocator;

typedef struct {
  char name[127];
  uint8_t version;
  PyDataMemAllocator allocator;
} PyDataMem_Handler;

#ifdef __cplusplus
}
#endif

#endif
