/*
 * ambi_array to and from DLPack, without copying an element. Included by kernel.h.
 *
 * DLPack's structs are declared here as its specification 1.0 has them, unless its own header was included before:
 * include <dlpack/dlpack.h> first where both are used.
 */
#ifndef AMBI_KERNEL_DLPACK_H
#define AMBI_KERNEL_DLPACK_H

#include "kernel.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifndef DLPACK_DLPACK_H_

typedef struct {
  uint32_t major;
  uint32_t minor;
} DLPackVersion;

typedef int32_t DLDeviceType; /* an enumeration in DLPack's header */
#define kDLCPU 1

typedef struct {
  DLDeviceType device_type;
  int32_t device_id;
} DLDevice;

typedef struct {
  uint8_t code;
  uint8_t bits;
  uint16_t lanes;
} DLDataType;

typedef struct {
  void *data;
  DLDevice device;
  int32_t ndim;
  DLDataType dtype;
  int64_t *shape;
  int64_t *strides; /* in elements; NULL, in versions before 1.2, for an array in row-major order without gaps */
  uint64_t byte_offset;
} DLTensor;

/* A tensor with its owner, before version 1.0 of DLPack. Whoever consumes it calls the deleter, once. */
typedef struct DLManagedTensor {
  DLTensor dl_tensor;
  void *manager_ctx;
  void (*deleter)(struct DLManagedTensor *self); /* or NULL */
} DLManagedTensor;

#define DLPACK_FLAG_BITMASK_READ_ONLY (1UL << 0UL)
#define DLPACK_FLAG_BITMASK_IS_COPIED (1UL << 1UL)

/* The same from version 1.0 on. */
typedef struct DLManagedTensorVersioned {
  DLPackVersion version; /* another major number: only `version` and `deleter` may be read */
  void *manager_ctx;
  void (*deleter)(struct DLManagedTensorVersioned *self); /* or NULL */
  uint64_t flags;                                         /* DLPACK_FLAG_BITMASK_... */
  DLTensor dl_tensor;
} DLManagedTensorVersioned;

#endif

static_assert(sizeof(DLTensor) == offsetof(ambi_array, itemsize), "an ambi_array begins with a DLTensor");
static_assert(offsetof(DLTensor, dtype) == offsetof(ambi_array, dtype), "an ambi_array begins with a DLTensor");
static_assert(offsetof(DLTensor, strides) == offsetof(ambi_array, strides), "an ambi_array begins with a DLTensor");

/* Tells the compiler, at no cost, that two structs are the same memory: what was written to one is read from the other. */
#if defined(__GNUC__)
#define AMBI_SAME_MEMORY(pointer) __asm__("" : "+r"(pointer) : : "memory")
#else
#define AMBI_SAME_MEMORY(pointer) ((void)(pointer))
#endif

/*
 * The same array, for a function that takes a DLTensor: valid as long as the ambi_array, and not to be released. Changes
 * made through one after this call need not be seen through the other.
 */
static inline DLTensor *ambi_array_to_dlpack(ambi_array *a) {
  DLTensor *tensor = (DLTensor *)(void *)a;
  AMBI_SAME_MEMORY(tensor);
  return tensor;
}

/*
 * Describes a tensor, which keeps its owner: `array` is valid as long as the tensor is. `strides` is memory of the caller for
 * tensor->ndim numbers; it is used, and has to live as long as `array`, where the tensor has no strides of its own, and may
 * be NULL otherwise. DLPack says of a versioned tensor whether it may be written to (`writeable`), and nothing of an
 * older one.
 *
 * Gives 0, or -1 and leaves `array` as it was, for what an ambi_array cannot describe: data that the CPU cannot reach, elements
 * that are not whole bytes, vector types, more than AMBI_MAXDIMS dimensions, no strides and no memory for them.
 */
static inline int ambi_array_from_dlpack(const DLTensor *tensor, int64_t *strides, int writeable, ambi_array *array) {
  if ((int32_t)tensor->device.device_type != AMBI_DEVICE_CPU || tensor->dtype.lanes != 1 ||
      tensor->dtype.bits == 0 || tensor->dtype.bits % 8 != 0 || !ambi_check_ndim(tensor->ndim)) {
    return -1;
  }
  int64_t *found = tensor->strides;
  if (found == NULL) {
    static int64_t none[1];
    found = tensor->ndim == 0 ? none : strides;
    if (found == NULL) {
      return -1;
    }
    int64_t step = 1;
    for (int32_t i = tensor->ndim - 1; i >= 0; i--) {
      found[i] = step;
      step *= tensor->shape[i];
    }
  }
  array->data = (char *)tensor->data + tensor->byte_offset;
  array->device.device_type = AMBI_DEVICE_CPU;
  array->device.device_id = tensor->device.device_id;
  array->ndim = tensor->ndim;
  array->dtype.code = tensor->dtype.code;
  array->dtype.bits = tensor->dtype.bits;
  array->dtype.lanes = 1;
  array->shape = tensor->shape;
  array->strides = found;
  array->byte_offset = 0;
  array->itemsize = tensor->dtype.bits / 8;
  array->type_num = ambi_type_num(array->dtype);
  array->flags = ambi_layout_flags(array) | (writeable ? AMBI_ARRAY_WRITEABLE : 0);
  array->reserved = 0;
  return 0;
}

#ifdef __cplusplus
}
#endif

#endif
