/* NpyIter: the iterator over several arrays that extensions make (NEP: "A new iterator"); opaque to them. */
#ifndef AMBI_NUMPY_NDITER_H
#define AMBI_NUMPY_NDITER_H

#include "numpy_iter.h"

#define NPY_ITER_C_INDEX 0x00000001u
#define NPY_ITER_F_INDEX 0x00000002u
#define NPY_ITER_MULTI_INDEX 0x00000004u
#define NPY_ITER_EXTERNAL_LOOP 0x00000008u
#define NPY_ITER_COMMON_DTYPE 0x00000010u
#define NPY_ITER_REFS_OK 0x00000020u
#define NPY_ITER_ZEROSIZE_OK 0x00000040u
#define NPY_ITER_REDUCE_OK 0x00000080u
#define NPY_ITER_RANGED 0x00000100u
#define NPY_ITER_BUFFERED 0x00000200u
#define NPY_ITER_GROWINNER 0x00000400u
#define NPY_ITER_DELAY_BUFALLOC 0x00000800u
#define NPY_ITER_DONT_NEGATE_STRIDES 0x00001000u
#define NPY_ITER_COPY_IF_OVERLAP 0x00002000u
#define NPY_ITER_READWRITE 0x00010000u
#define NPY_ITER_READONLY 0x00020000u
#define NPY_ITER_WRITEONLY 0x00040000u
#define NPY_ITER_NBO 0x00080000u
#define NPY_ITER_ALIGNED 0x00100000u
#define NPY_ITER_CONTIG 0x00200000u
#define NPY_ITER_COPY 0x00400000u
#define NPY_ITER_UPDATEIFCOPY 0x00800000u
#define NPY_ITER_ALLOCATE 0x01000000u
#define NPY_ITER_NO_SUBTYPE 0x02000000u
#define NPY_ITER_VIRTUAL 0x04000000u
#define NPY_ITER_NO_BROADCAST 0x08000000u
#define NPY_ITER_WRITEMASKED 0x10000000u
#define NPY_ITER_ARRAYMASK 0x20000000u
#define NPY_ITER_OVERLAP_ASSUME_ELEMENTWISE 0x40000000u
#define NPY_ITER_PER_OP_FLAGS 0xffff0000u

/* Added to an entry of op_axes: the operand is reduced along the axis. */
#define AMBI_REDUCTION_AXIS (1 << 30)
#define AMBI_NDITER_BUFFERSIZE 8192

/* What is known of one operand, besides its array and the dtype that the loop sees. */
typedef struct {
  bool read, write;
  bool cast;    /* the loop sees another dtype, byte order or alignment than the array has */
  bool contig;  /* the loop wants its elements side by side */
  bool reduced; /* written, and the same element more than once */
  bool masked;  /* written where the mask operand is true only */
  bool elementwise;
  PyObject *write_back;  /* the array that a temporary copy is written to in the end; owned */
  npy_intp offset;       /* of the first element that is visited from the array's data */
  char *buffer;
  bool in_buffer;        /* the chunk's elements stand in the buffer */
  npy_intp buffer_items; /* how many of them */
} nditer_operand;

/*
 * Axis 0 is the fastest. perm[axis] is the place from the end of the caller's axis, or, where the axis is walked
 * backwards, -1 less that place. Where there are no axes there is still one, of length 1, so that its strides and length can be
 * shown. What is tracked as an index is one more operand, behind the others: its pointer is the number.
 */
typedef struct NpyIter {
  uint32_t flags;
  int ndim, nop, maskop, abi;
  bool reduce, buffers_ready;
  npy_intp itersize, iterstart, iterend, iterindex;
  int perm[AMBI_MAXDIMS];
  npy_intp shape[AMBI_MAXDIMS], coords[AMBI_MAXDIMS];
  npy_intp *strides; /* of operand `op` along `axis`: [axis * (nop + 1) + op] */
  char **first;      /* nop + 1 pointers to the first elements */
  char **at;         /* nop + 1 pointers to where the arrays are; in a buffered iterator, where the chunk began */
  char **shown;      /* nop pointers that the loop sees: `at`, or an array of its own when buffered */
  PyObject **arrays; /* owned; NULL for virtual operands */
  PyObject **dtypes; /* owned */
  nditer_operand *ops;
  npy_intp buffersize, chunk, chunk_end; /* elements of this chunk; the index behind it */
  npy_intp *buffer_strides;
} NpyIter;

static inline npy_intp *ambi_nditer_strides(NpyIter *it, int axis) { return it->strides + axis * (it->nop + 1); }
static inline bool ambi_nditer_has(NpyIter *it, uint32_t flags) { return (it->flags & flags) != 0; }
#define AMBI_NDITER_INDEX (NPY_ITER_C_INDEX | NPY_ITER_F_INDEX)

typedef int NpyIter_IterNextFunc(NpyIter *it);
typedef void NpyIter_GetMultiIndexFunc(NpyIter *it, npy_intp *index);

/* What NpyIter_AdvancedNew is given. */
typedef struct {
  int nop;
  PyObject **arrays;
  uint32_t flags;
  int order, casting;
  const uint32_t *op_flags;
  PyObject **op_dtypes;
  int oa_ndim;
  int **op_axes;
  const npy_intp *itershape;
  npy_intp buffersize;
} nditer_request;

/* numpy_nditer_new.c */
AMBI_API NpyIter *NpyIter_AdvancedNew(int nop, PyObject **arrays, unsigned int flags, int order, int casting,
                                      unsigned int *op_flags, PyObject **op_dtypes, int oa_ndim, int **op_axes,
                                      npy_intp *itershape, npy_intp buffersize);
AMBI_API int NpyIter_Deallocate(NpyIter *it);

/* numpy_nditer_operands.c */
int ambi_nditer_check_operands(const nditer_request *q, NpyIter *it);
/* Which dtype the loop sees of each operand, and whether the casts are allowed. */
int ambi_nditer_find_dtypes(const nditer_request *q, NpyIter *it);

/* numpy_nditer_axes.c: which axis of each operand is which axis of the iteration. */
typedef struct {
  int ndim;
  npy_intp shape[AMBI_MAXDIMS]; /* in the caller's order */
  int (*axis_of)[AMBI_MAXDIMS]; /* for each operand and axis: the operand's axis, or -1 */
} nditer_axes;
int ambi_nditer_check_op_axes(const nditer_request *q);
int ambi_nditer_map_axes(const nditer_request *q, NpyIter *it, nditer_axes *axes);
void ambi_nditer_order(const nditer_request *q, NpyIter *it, nditer_axes *axes);
/* Takes the array's strides and first element for an operand. */
void ambi_nditer_attach(NpyIter *it, const nditer_axes *axes, int op);
/* A new array for operand `op`: its axes lie in memory as they are walked. */
PyObject *ambi_nditer_allocate(NpyIter *it, const nditer_request *q, nditer_axes *axes, int op, PyObject *dtype);
void ambi_nditer_track_index(NpyIter *it);
void ambi_nditer_coalesce(NpyIter *it);

/* numpy_nditer_query.c */
AMBI_API int NpyIter_RemoveAxis(NpyIter *it, int axis);
AMBI_API int NpyIter_RemoveMultiIndex(NpyIter *it);
AMBI_API int NpyIter_EnableExternalLoop(NpyIter *it);
AMBI_API char **NpyIter_GetDataPtrArray(NpyIter *it);
AMBI_API npy_intp *NpyIter_GetInnerStrideArray(NpyIter *it);
AMBI_API npy_intp *NpyIter_GetInnerLoopSizePtr(NpyIter *it);

/* numpy_nditer_walk.c */
AMBI_API NpyIter_IterNextFunc *NpyIter_GetIterNext(NpyIter *it, char **errmsg);
void ambi_nditer_goto(NpyIter *it, npy_intp index);
/* Begins at iterstart; makes the buffers where they are missing. 0, or -1 with an error. */
int ambi_nditer_restart(NpyIter *it);

/* numpy_nditer_buffer.c */
int ambi_nditer_make_buffers(NpyIter *it);
void ambi_nditer_free_buffers(NpyIter *it);
/* Shows the elements from iterindex on. */
int ambi_nditer_fill(NpyIter *it);
/* Writes what was shown back to the arrays. */
int ambi_nditer_flush(NpyIter *it);

#endif
