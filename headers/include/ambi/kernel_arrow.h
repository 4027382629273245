/*
 * ambi_array to and from the Arrow C data interface, without copying an element. Included by kernel.h.
 *
 * An Arrow array of numbers has one dimension, no gaps, and a mask of what is missing. So one way it takes an ambi_array of
 * one dimension without gaps; the other way it takes an Arrow array of numbers of which none is missing. Arrow packs
 * booleans into bits: they go neither way.
 */
#ifndef AMBI_KERNEL_ARROW_H
#define AMBI_KERNEL_ARROW_H

#include "kernel.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The two structs, and this guard, are Arrow's: whoever includes several headers that have them gets them once. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

/* A struct whose `release` is NULL was released, or moved away by a copy of its bytes. */
struct ArrowSchema {
  const char *format;
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema **children;
  struct ArrowSchema *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count; /* or -1: not counted */
  int64_t offset;     /* in elements */
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers; /* of numbers: the mask of what is there, or NULL; the numbers */
  struct ArrowArray **children;
  struct ArrowArray *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

#endif

/* Arrow's format of a type of numbers, as "g"; NULL where it has none. The text is constant. */
static inline const char *ambi_arrow_format(ambi_dtype type) {
  if (type.lanes != 1) {
    return NULL;
  }
  switch (type.code << 8 | type.bits) {
    case AMBI_DTYPE_INT << 8 | 8:
      return "c";
    case AMBI_DTYPE_UINT << 8 | 8:
      return "C";
    case AMBI_DTYPE_INT << 8 | 16:
      return "s";
    case AMBI_DTYPE_UINT << 8 | 16:
      return "S";
    case AMBI_DTYPE_INT << 8 | 32:
      return "i";
    case AMBI_DTYPE_UINT << 8 | 32:
      return "I";
    case AMBI_DTYPE_INT << 8 | 64:
      return "l";
    case AMBI_DTYPE_UINT << 8 | 64:
      return "L";
    case AMBI_DTYPE_FLOAT << 8 | 16:
      return "e";
    case AMBI_DTYPE_FLOAT << 8 | 32:
      return "f";
    case AMBI_DTYPE_FLOAT << 8 | 64:
      return "g";
    default:
      return NULL;
  }
}

/* The type of a format; one of 0 bits where it is no type of numbers. */
static inline ambi_dtype ambi_dtype_from_arrow(const char *format) {
  ambi_dtype type = {AMBI_DTYPE_INT, 0, 1};
  if (format == NULL || format[0] == 0 || format[1] != 0) {
    return type;
  }
  switch (format[0]) {
    case 'c':
    case 's':
    case 'i':
    case 'l':
      break;
    case 'C':
    case 'S':
    case 'I':
    case 'L':
      type.code = AMBI_DTYPE_UINT;
      break;
    case 'e':
    case 'f':
    case 'g':
      type.code = AMBI_DTYPE_FLOAT;
      break;
    default:
      return type;
  }
  switch (format[0]) {
    case 'c':
    case 'C':
      type.bits = 8;
      break;
    case 's':
    case 'S':
    case 'e':
      type.bits = 16;
      break;
    case 'i':
    case 'I':
    case 'f':
      type.bits = 32;
      break;
    default:
      type.bits = 64;
      break;
  }
  return type;
}

/*
 * Describes an Arrow array of numbers, which keeps its owner: `array` is valid until arrow->release is called, which is still
 * the caller's to do. It is not writeable: what else refers to the buffers, Arrow does not say. `shape_and_stride` is memory of
 * the caller for two numbers that has to live as long as `array`.
 *
 * Gives 0, or -1 and leaves `array` as it was, for what an ambi_array cannot describe: no numbers, some missing, released.
 */
static inline int ambi_array_from_arrow(const struct ArrowSchema *schema, const struct ArrowArray *arrow,
                                        int64_t shape_and_stride[2], ambi_array *array) {
  if (schema->release == NULL || arrow->release == NULL || schema->dictionary != NULL || arrow->n_buffers != 2 ||
      arrow->n_children != 0 || (arrow->null_count != 0 && arrow->buffers[0] != NULL) || arrow->null_count > 0) {
    return -1;
  }
  ambi_dtype type = ambi_dtype_from_arrow(schema->format);
  if (type.bits == 0) {
    return -1;
  }
  shape_and_stride[0] = arrow->length;
  shape_and_stride[1] = 1;
  array->itemsize = type.bits / 8;
  /* Without elements there may be no buffer. */
  array->data = arrow->buffers[1] == NULL ? NULL : (char *)(uintptr_t)arrow->buffers[1] + arrow->offset * array->itemsize;
  array->device.device_type = AMBI_DEVICE_CPU;
  array->device.device_id = 0;
  array->ndim = 1;
  array->dtype = type;
  array->shape = shape_and_stride;
  array->strides = shape_and_stride + 1;
  array->byte_offset = 0;
  array->type_num = ambi_type_num(type);
  array->flags = ambi_layout_flags(array);
  array->reserved = 0;
  return 0;
}

/* What an exported Arrow array needs as long as it lives. The memory is the exporter's. */
typedef struct ambi_arrow_holder {
  const void *buffers[2];
  void (*released)(struct ambi_arrow_holder *); /* called once, when the consumer is done; or NULL. May free the holder. */
  void *owner;                                  /* for `released` */
} ambi_arrow_holder;

static inline void ambi_arrow_release_schema(struct ArrowSchema *schema) {
  schema->release = NULL;
}

static inline void ambi_arrow_release_array(struct ArrowArray *arrow) {
  ambi_arrow_holder *holder = (ambi_arrow_holder *)arrow->private_data;
  arrow->release = NULL;
  if (holder->released != NULL) {
    holder->released(holder);
  }
}

/*
 * Exports an array of one dimension without gaps. `schema` and `arrow` are filled, and may be moved as Arrow allows; `holder`, with
 * `released` and `owner` as the caller has set them, and the elements have to stay until `released` is called. Shape and
 * strides are not needed any more.
 *
 * Gives 0, or -1 and fills nothing, for what an Arrow array cannot be.
 */
static inline int ambi_array_to_arrow(const ambi_array *array, ambi_arrow_holder *holder, struct ArrowSchema *schema,
                                      struct ArrowArray *arrow) {
  const char *format = ambi_arrow_format(array->dtype);
  if (format == NULL || array->ndim != 1 || array->device.device_type != AMBI_DEVICE_CPU ||
      (array->shape[0] > 1 && array->strides[0] != 1)) {
    return -1;
  }
  holder->buffers[0] = NULL;
  holder->buffers[1] = ambi_data(array);
  schema->format = format;
  schema->name = "";
  schema->metadata = NULL;
  schema->flags = 0;
  schema->n_children = 0;
  schema->children = NULL;
  schema->dictionary = NULL;
  schema->release = ambi_arrow_release_schema;
  schema->private_data = NULL;
  arrow->length = array->shape[0];
  arrow->null_count = 0;
  arrow->offset = 0;
  arrow->n_buffers = 2;
  arrow->n_children = 0;
  arrow->buffers = holder->buffers;
  arrow->children = NULL;
  arrow->dictionary = NULL;
  arrow->release = ambi_arrow_release_array;
  arrow->private_data = holder;
  return 0;
}

#ifdef __cplusplus
}
#endif

#endif
