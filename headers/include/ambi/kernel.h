/*
 * An array as a kernel of one's own sees it: self-contained C11, which C++ reads too. No NumPy and no Python.
 *
 *     #include <ambi/kernel.h>
 *
 *     AMBI_KERNEL double norm(const ambi_array *x) {
 *       double sum = 0;
 *       for (int64_t i = 0; i < x->shape[0]; i++) {
 *         double item = *(const double *)ambi_at1(x, i);
 *         sum += item * item;
 *       }
 *       return sum;
 *     }
 *
 * WHO OWNS WHAT. An ambi_array describes memory and owns nothing: neither data, nor shape, nor strides. It is the
 * caller's and valid for the duration of the call that it was handed to, and so is all that it points to. A kernel that
 * keeps something copies it. It may change what `data` points to where AMBI_ARRAY_WRITEABLE is set, and must not change
 * the struct, shape or strides: the caller may hand the same ones to the next call.
 *
 * THREADS. Nothing here has state. Two kernels may run on the same array at the same time where neither writes to it.
 *
 * DLPACK AND ARROW. The first 48 bytes are DLPack's DLTensor, so that an ambi_array is one (kernel_dlpack.h). The Arrow C
 * data interface is in kernel_arrow.h. Neither conversion copies an element, nor allocates.
 */
#ifndef AMBI_KERNEL_H
#define AMBI_KERNEL_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "maxdims.h"

/* What stands before a function that Ambi shall find in a library. */
#define AMBI_KERNEL AMBI_EXTERN_C AMBI_VISIBLE

#ifdef __cplusplus
extern "C" {
#endif

/* ambi_dtype.code, with DLPack's values. */
#define AMBI_DTYPE_INT 0
#define AMBI_DTYPE_UINT 1
#define AMBI_DTYPE_FLOAT 2
#define AMBI_DTYPE_OPAQUE 3 /* anything else of `itemsize` bytes: text, structures, times, objects */
#define AMBI_DTYPE_BFLOAT 4
#define AMBI_DTYPE_COMPLEX 5 /* two floats; `bits` counts both */
#define AMBI_DTYPE_BOOL 6    /* a byte, 0 or 1 */

/* The type of an element: DLPack's DLDataType. */
typedef struct {
  uint8_t code;   /* AMBI_DTYPE_... */
  uint8_t bits;   /* of one lane; 0 where the number does not fit: see ambi_array.itemsize */
  uint16_t lanes; /* 1, but for the vector types of other libraries */
} ambi_dtype;

/* ambi_device.device_type; DLPack names others. */
#define AMBI_DEVICE_CPU 1

/* Where the data are: DLPack's DLDevice. */
typedef struct {
  int32_t device_type;
  int32_t device_id;
} ambi_device;

/* ambi_array.flags, with the values of NumPy's NPY_ARRAY_C_CONTIGUOUS and so on. */
#define AMBI_ARRAY_C_CONTIGUOUS 0x0001 /* in row-major order without gaps */
#define AMBI_ARRAY_F_CONTIGUOUS 0x0002 /* in column-major order without gaps */
#define AMBI_ARRAY_ALIGNED 0x0100      /* each element at an address that its C type can have */
#define AMBI_ARRAY_WRITEABLE 0x0400

/* ambi_array.type_num of a type that NumPy has no number for. */
#define AMBI_NO_TYPE_NUM (-1)

typedef struct ambi_array {
  /* DLPack's DLTensor */
  void *data; /* the element of index 0, 0, ...; not NULL where there are elements */
  ambi_device device;
  int32_t ndim; /* 0 to 64 */
  ambi_dtype dtype;
  int64_t *shape;       /* ndim of them; none is negative */
  int64_t *strides;     /* ndim of them, in elements, of any sign; never NULL, as it may be in DLPack */
  uint64_t byte_offset; /* from data to the first element; 0 from Ambi, which has it in `data` already */
  /* what DLPack does not say */
  int64_t itemsize; /* bytes of an element */
  int32_t flags;    /* AMBI_ARRAY_... */
  int32_t type_num; /* NumPy's type number (NPY_DOUBLE and so on), or AMBI_NO_TYPE_NUM */
  int64_t reserved; /* 0 */
} ambi_array;

static_assert(sizeof(ambi_dtype) == 4 && sizeof(ambi_device) == 8, "as in DLPack");
static_assert(sizeof(void *) != 8 || sizeof(ambi_array) == 72, "the layout that Ambi writes");
static_assert(sizeof(void *) != 8 || offsetof(ambi_array, itemsize) == 48, "after DLPack's DLTensor");

/* The number of elements; 1 for an array without dimensions. */
static inline int64_t ambi_size(const ambi_array *a) {
  int64_t size = 1;
  for (int32_t i = 0; i < a->ndim; i++) {
    size *= a->shape[i];
  }
  return size;
}

/* The first element. */
static inline void *ambi_data(const ambi_array *a) {
  return (char *)a->data + a->byte_offset;
}

/* The distance of two neighbours along a dimension, in bytes. */
static inline int64_t ambi_byte_stride(const ambi_array *a, int32_t dimension) {
  return a->strides[dimension] * a->itemsize;
}

/*
 * The element of an index, which has one number for each dimension, each from 0 to shape - 1: this is not checked.
 * ambi_at1 to ambi_at3 are the same for arrays of that many dimensions.
 */
static inline void *ambi_at(const ambi_array *a, const int64_t *index) {
  int64_t distance = 0;
  for (int32_t i = 0; i < a->ndim; i++) {
    distance += index[i] * a->strides[i];
  }
  return (char *)ambi_data(a) + distance * a->itemsize;
}

static inline void *ambi_at1(const ambi_array *a, int64_t i) {
  return (char *)ambi_data(a) + i * a->strides[0] * a->itemsize;
}

static inline void *ambi_at2(const ambi_array *a, int64_t i, int64_t j) {
  return (char *)ambi_data(a) + (i * a->strides[0] + j * a->strides[1]) * a->itemsize;
}

static inline void *ambi_at3(const ambi_array *a, int64_t i, int64_t j, int64_t k) {
  return (char *)ambi_data(a) + (i * a->strides[0] + j * a->strides[1] + k * a->strides[2]) * a->itemsize;
}

/* Whether all of these flags are set. */
static inline int ambi_has(const ambi_array *a, int32_t flags) {
  return (a->flags & flags) == flags;
}

/* Whether an element is of this type: AMBI_DTYPE_FLOAT of 64 bits, for one. */
static inline int ambi_is(const ambi_array *a, uint8_t code, uint8_t bits) {
  return a->dtype.code == code && a->dtype.bits == bits && a->dtype.lanes == 1;
}

static inline int ambi_is_c_contiguous(const ambi_array *a) {
  return ambi_has(a, AMBI_ARRAY_C_CONTIGUOUS);
}

static inline int ambi_is_f_contiguous(const ambi_array *a) {
  return ambi_has(a, AMBI_ARRAY_F_CONTIGUOUS);
}

static inline int ambi_is_writeable(const ambi_array *a) {
  return ambi_has(a, AMBI_ARRAY_WRITEABLE);
}

/*
 * The three flags that follow from the other fields, for arrays that come from elsewhere. By NumPy's rules: a dimension of
 * length 1 may have any stride, an array without elements is contiguous both ways.
 */
static inline int32_t ambi_layout_flags(const ambi_array *a) {
  int32_t flags = AMBI_ARRAY_C_CONTIGUOUS | AMBI_ARRAY_F_CONTIGUOUS;
  int64_t expected = 1;
  for (int32_t i = 0; i < a->ndim; i++) {
    if (a->shape[i] == 0) {
      return flags | AMBI_ARRAY_ALIGNED;
    }
  }
  for (int32_t i = a->ndim - 1; i >= 0; i--) {
    if (a->shape[i] != 1 && a->strides[i] != expected) {
      flags &= ~AMBI_ARRAY_C_CONTIGUOUS;
    }
    expected *= a->shape[i];
  }
  expected = 1;
  for (int32_t i = 0; i < a->ndim; i++) {
    if (a->shape[i] != 1 && a->strides[i] != expected) {
      flags &= ~AMBI_ARRAY_F_CONTIGUOUS;
    }
    expected *= a->shape[i];
  }
  /* Strides are whole elements: if one element is aligned, all are. A complex number needs what its parts need. */
  uint64_t alignment = a->dtype.code == AMBI_DTYPE_COMPLEX ? (uint64_t)a->itemsize / 2 : (uint64_t)a->itemsize;
  if (a->dtype.code == AMBI_DTYPE_OPAQUE || alignment == 0 || (uintptr_t)ambi_data(a) % alignment == 0) {
    flags |= AMBI_ARRAY_ALIGNED;
  }
  return flags;
}

/* NumPy's number of a type, as NPY_DOUBLE; AMBI_NO_TYPE_NUM where it has none. */
static inline int32_t ambi_type_num(ambi_dtype type) {
  const int is_long = sizeof(long) == 8; /* NumPy's int64 is `long` where that has 64 bits, else `long long` */
  if (type.lanes != 1) {
    return AMBI_NO_TYPE_NUM;
  }
  switch (type.code << 16 | type.bits) {
    case AMBI_DTYPE_BOOL << 16 | 8:
      return 0;
    case AMBI_DTYPE_INT << 16 | 8:
      return 1;
    case AMBI_DTYPE_UINT << 16 | 8:
      return 2;
    case AMBI_DTYPE_INT << 16 | 16:
      return 3;
    case AMBI_DTYPE_UINT << 16 | 16:
      return 4;
    case AMBI_DTYPE_INT << 16 | 32:
      return is_long ? 5 : 7;
    case AMBI_DTYPE_UINT << 16 | 32:
      return is_long ? 6 : 8;
    case AMBI_DTYPE_INT << 16 | 64:
      return is_long ? 7 : 9;
    case AMBI_DTYPE_UINT << 16 | 64:
      return is_long ? 8 : 10;
    case AMBI_DTYPE_FLOAT << 16 | 16:
      return 23;
    case AMBI_DTYPE_FLOAT << 16 | 32:
      return 11;
    case AMBI_DTYPE_FLOAT << 16 | 64:
      return 12;
    case AMBI_DTYPE_FLOAT << 16 | 128:
      return sizeof(long double) == 16 ? 13 : AMBI_NO_TYPE_NUM;
    case AMBI_DTYPE_COMPLEX << 16 | 64:
      return 14;
    case AMBI_DTYPE_COMPLEX << 16 | 128:
      return 15;
    default:
      return AMBI_NO_TYPE_NUM;
  }
}

#ifdef __cplusplus
}
#endif

#include "kernel_dlpack.h"

#include "kernel_arrow.h"

#endif
