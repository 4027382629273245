/* NumPy's iterator objects, whose structs extension code walks by macro, and what the iterator files share. */
#ifndef AMBI_NUMPY_ITER_H
#define AMBI_NUMPY_ITER_H

#include "numpy_array.h"

/* Iterator structs kept this bound when arrays got more dimensions (NPY_MAXDIMS_LEGACY_ITERS). */
#define AMBI_ITER_MAXDIMS 32
#define AMBI_MAXDIMS 64
#define AMBI_MAXDIMS_OF(abi) ((abi) == 1 ? 32 : AMBI_MAXDIMS)
/* NPY_MAXARGS: how many arrays a broadcast takes. */
#define AMBI_MAXARGS_OF(abi) ((abi) == 1 ? 32 : 64)
#define AMBI_MAXARGS 64

typedef struct PyArrayIterObject PyArrayIterObject;
typedef char *npy_iter_get_dataptr_t(PyArrayIterObject *it, const npy_intp *coordinates);

struct PyArrayIterObject {
  PyObject ob_base;
  int nd_m1; /* number of dimensions less one */
  npy_intp index, size;
  npy_intp coordinates[AMBI_ITER_MAXDIMS];
  npy_intp dims_m1[AMBI_ITER_MAXDIMS];
  npy_intp strides[AMBI_ITER_MAXDIMS];
  npy_intp backstrides[AMBI_ITER_MAXDIMS];
  npy_intp factors[AMBI_ITER_MAXDIMS];
  PyArrayObject_fields *ao;
  char *dataptr;
  npy_bool contiguous;
  npy_intp bounds[AMBI_ITER_MAXDIMS][2];
  npy_intp limits[AMBI_ITER_MAXDIMS][2];
  npy_intp limits_sizes[AMBI_ITER_MAXDIMS];
  npy_iter_get_dataptr_t *translate;
};

/* In 1.x `iters` has 32 places, in 2.x as many as there are iterators; both begin at the same offset. */
typedef struct {
  PyObject ob_base;
  int numiter;
  npy_intp size, index;
  int nd;
  npy_intp dimensions[AMBI_ITER_MAXDIMS];
  PyArrayIterObject *iters[AMBI_MAXARGS];
} PyArrayMultiIterObject;

typedef struct {
  PyArrayIterObject base;
  npy_intp nd;
  npy_intp dimensions[AMBI_ITER_MAXDIMS];
  PyArrayIterObject *_internal_iter;
  char *constant;
  int mode;
} PyArrayNeighborhoodIterObject;

_Static_assert(sizeof(PyArrayIterObject) == 2632, "PyArrayIterObject");
_Static_assert(offsetof(PyArrayMultiIterObject, iters) == 304, "PyArrayMultiIterObject");
_Static_assert(sizeof(PyArrayNeighborhoodIterObject) == 2920, "PyArrayNeighborhoodIterObject");

extern AMBI_API PyTypeObject PyArrayIter_Type, PyArrayMultiIter_Type, NpyIter_Type, PyUFunc_Type;
extern PyTypeObject PyArrayNeighborhoodIter_Type;

/* ---- flatiter (numpy_iter_flat.c) --------------------------------------------------------------- */

AMBI_API PyObject *PyArray_IterNew(PyObject *array);
AMBI_API PyObject *PyArray_IterAllButAxis(PyObject *array, int *inaxis);
AMBI_API PyObject *PyArray_BroadcastToShape(PyObject *array, npy_intp *dims, int nd);

/* Makes `it` (all zero but its head) walk over `array`; it holds a reference to the array. */
void ambi_iter_init(PyArrayIterObject *it, PyArrayObject_fields *array);
/* Gives `it` another shape: axes that the array lacks, or has with another length, are repeated. */
void ambi_iter_broadcast(PyArrayIterObject *it, int nd, const npy_intp *dims, npy_intp size);
void ambi_iter_reset(PyArrayIterObject *it);
void ambi_iter_advance(PyArrayIterObject *it);
void ambi_iter_goto(PyArrayIterObject *it, npy_intp index);
/* The element under the iterator as a Python object, an array scalar for most dtypes. */
PyObject *ambi_iter_item(PyArrayIterObject *it);

void ambi_iter_dealloc(PyObject *it);
PyObject *ambi_iter_next(PyObject *it);
extern PyMappingMethods ambi_iter_as_mapping;
extern PyMethodDef ambi_iter_methods[];
extern PyMemberDef ambi_iter_members[];
extern PyGetSetDef ambi_iter_getset[];

/* ---- broadcast (numpy_iter_multi.c) --------------------------------------------------------------- */

AMBI_API PyObject *PyArray_MultiIterNew(int n, ...);
AMBI_API PyObject *PyArray_MultiIterNew_abi1(int n, ...);
AMBI_API PyObject *PyArray_MultiIterFromObjects(PyObject **objects, int n, int nadd, ...);
AMBI_API PyObject *PyArray_MultiIterFromObjects_abi1(PyObject **objects, int n, int nadd, ...);
AMBI_API int PyArray_Broadcast(PyArrayMultiIterObject *multi);
AMBI_API int PyArray_RemoveSmallest(PyArrayMultiIterObject *multi);
void ambi_multi_dealloc(PyObject *multi);
PyObject *ambi_multi_next(PyObject *multi);
PyObject *ambi_multi_new(PyTypeObject *type, PyObject *args, PyObject *kwargs);
extern PyMethodDef ambi_multi_methods[];
extern PyMemberDef ambi_multi_members[];
extern PyGetSetDef ambi_multi_getset[];

/* ---- neighbourhoods (numpy_iter_neighborhood.c) ------------------------------------------------- */

AMBI_API PyObject *PyArray_NeighborhoodIterNew(PyArrayIterObject *it, const npy_intp *bounds, int mode,
                                               PyArrayObject_fields *fill);
void ambi_neighborhood_dealloc(PyObject *it);

/* ---- arrays made and examined in C (numpy_iter_array.c) ------------------------------------------- */

static inline PyArrayObject_fields *ambi_array(PyObject *o) { return (PyArrayObject_fields *)o; }
static inline npy_intp ambi_array_elsize(PyArrayObject_fields *a) { return ambi_descr_elsize(a->descr); }
static inline bool ambi_array_swapped(PyArrayObject_fields *a) { return ambi_descr_swapped(a->descr); }
static inline int ambi_array_type_num(PyArrayObject_fields *a) { return ambi_descr_type_num(a->descr); }
static inline bool ambi_array_is_aligned(PyArrayObject_fields *a) { return (a->flags & NPY_ARRAY_ALIGNED) != 0; }
static inline bool ambi_descr_has_object(PyObject *descr) { return (ambi_descr_flags(descr) & NPY_ITEM_REFCOUNT) != 0; }
AMBI_API PyObject *PyArray_IntTupleFromIntp(int n, npy_intp const *values);
/* The product; -1 where it overflows. */
AMBI_API npy_intp PyArray_OverflowMultiplyList(npy_intp const *dims, int nd);

/*
 * A new array of the ABI whose shape `descr` has; takes the reference to `descr` also on failure. Without `data` it
 * owns new memory, C-contiguous where `strides` is NULL; the strides must span it without gaps. With `data` it is a view: `base` must be given and is referenced.
 */
PyObject *ambi_array_make(PyObject *descr, int nd, const npy_intp *dims, const npy_intp *strides, char *data,
                          PyObject *base, bool writeable);
/* `o` as an array of any ABI: arrays as they are, all else in new arrays of `abi`. New reference. */
PyObject *ambi_as_array(PyObject *o, int abi);
/* What indexing with () gives: an array scalar, or the Python object of an object array. Takes the reference. */
PyObject *ambi_array_return(PyObject *array);
/* The element at `data`, as an array scalar. */
PyObject *ambi_element(PyArrayObject_fields *array, char *data);
/* "(2,3)" with a suffix. */
PyObject *ambi_shape_text(int nd, const npy_intp *dims, const char *suffix);
/* The descriptor in native byte order: the same one where it is already. New reference. */
PyObject *ambi_descr_native(PyObject *descr);
/* The same dtype in the shape of the other ABI. New reference. */
PyObject *ambi_descr_for_abi(PyObject *descr, int abi);

/* ---- casting (numpy_iter_cast.c, numpy_iter_transfer.c) --------------------------------------------- */

enum { NPY_NO_CASTING, NPY_EQUIV_CASTING, NPY_SAFE_CASTING, NPY_SAME_KIND_CASTING, NPY_UNSAFE_CASTING };
/* "'same_kind'" */
const char *ambi_casting_name(int casting);
/* For built-in type numbers, whatever their sizes. */
bool ambi_can_cast_types(int from, int to, int casting);
AMBI_API bool ambi_can_cast(PyObject *from, PyObject *to, int casting);
/* The smallest built-in type number that both cast to safely; NPY_NOTYPE where there is none. */
int ambi_promote_types(int a, int b);
/* Whether both say the same elements in the same byte order, whatever their ABI. */
bool ambi_same_descr(PyObject *a, PyObject *b);

/* A run of elements in memory. */
typedef struct {
  PyObject *descr;
  char *data;
  npy_intp stride;
  void *array; /* what the dtype's functions are told; may be NULL for native built-in dtypes */
} ambi_run_of;

/* Copies `n` elements, casting. The target's old objects are released. 0, or -1 with an error. */
int ambi_transfer(ambi_run_of from, ambi_run_of to, npy_intp n);
/* The same by way of Python objects: getitem of the one dtype, setitem of the other. */
int ambi_transfer_items(ambi_run_of from, ambi_run_of to, npy_intp n);
/* What stands for the array that a dtype's functions want to be told, with nothing but the descriptor. */
PyArrayObject_fields ambi_stand_in(PyObject *descr);
/* Copies `n` elements where mask[i * mask_stride] is true. */
int ambi_transfer_masked(ambi_run_of from, ambi_run_of to, npy_intp n, const npy_bool *mask, npy_intp mask_stride);
#endif
