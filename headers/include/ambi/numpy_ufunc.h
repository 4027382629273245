/*
 * A ufunc as C makes it: a function over arrays, element by element, from loops over one dimension.
 */
#ifndef AMBI_UFUNC_LAYOUT_H
#define AMBI_UFUNC_LAYOUT_H

#include "npy_enums.h"
#include "numpy_iterators.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * An inner loop: for i from 0 to dimensions[0], the operands are at args[k] + i * steps[k], inputs first. Of a generalized ufunc,
 * dimensions[1] and on are its core dimensions, and behind the steps of the operands come those of the core dimensions.
 */
typedef void (*PyUFuncGenericFunction)(char **args, const npy_intp *dimensions, const npy_intp *steps, void *data);

struct _tagPyUFuncObject;
typedef int(PyUFunc_TypeResolutionFunc)(struct _tagPyUFuncObject *ufunc, NPY_CASTING casting, PyArrayObject **operands,
                                        PyObject *type_tuple, PyArray_Descr **out_dtypes);
typedef int(PyUFunc_ProcessCoreDimsFunc)(struct _tagPyUFuncObject *ufunc, npy_intp *core_dim_sizes);

/*
 * As NumPy 2.2 to 2.4 have it. 1.x and 2.0 end before `process_core_dims_func`, which came in 2.1: ask PyArray_RUNTIME_VERSION
 * before it is touched. What is `dict` here (2.2) was a selector of loops in 1.x that nothing called, and reserved in 2.0.
 */
typedef struct _tagPyUFuncObject {
  PyObject ob_base;
  int nin, nout, nargs;
  int identity; /* PyUFunc_Zero and so on */
  PyUFuncGenericFunction *functions;
  void *const *data; /* not const in 1.x */
  int ntypes;
  int reserved1;
  const char *name;
  const char *types; /* ntypes * nargs type numbers; not const in 1.x */
  const char *doc;
  void *ptr;
  PyObject *obj;
  PyObject *userloops;
  int core_enabled; /* of a generalized ufunc, as is what follows */
  int core_num_dim_ix;
  int *core_num_dims;
  int *core_dim_ixs;
  int *core_offsets;
  char *core_signature;
  PyUFunc_TypeResolutionFunc *type_resolver;
  PyObject *dict;
  vectorcallfunc vectorcall;
  void *reserved3;
  npy_uint32 *op_flags;
  npy_uint32 iter_flags;
  npy_intp *core_dim_sizes;
  npy_uint32 *core_dim_flags;
  PyObject *identity_value;
  void *_dispatch_cache;
  PyObject *_loops;
  PyUFunc_ProcessCoreDimsFunc *process_core_dims_func;
} PyUFuncObject;

/* identity: what a reduction over nothing gives, and whether it may be reordered */
#define PyUFunc_Zero 0
#define PyUFunc_One 1
#define PyUFunc_MinusOne 2
#define PyUFunc_None -1
#define PyUFunc_ReorderableNone -2
#define PyUFunc_IdentityValue -3

/* core_dim_flags */
#define UFUNC_CORE_DIM_SIZE_INFERRED 0x0002
#define UFUNC_CORE_DIM_CAN_IGNORE 0x0004
#define UFUNC_CORE_DIM_MISSING 0x00040000

#define UFUNC_REDUCE 0
#define UFUNC_ACCUMULATE 1
#define UFUNC_REDUCEAT 2
#define UFUNC_OUTER 3

#ifdef __cplusplus
}
#endif

#endif
