/*
 * Memory of Java's arrays in the hands of other native code, through DLPack and the Arrow C data interface.
 *
 * A loan is one struct handed out, with what belongs to it. The other side ends it by the struct's own callback, which
 * comes here: from any thread, also one that the JVM does not know, with or without the interpreter lock. So nothing
 * here enters Java or takes that lock. A loan of an array goes onto a list, from which a thread of Java's takes it and
 * lets go of the array; a loan without one is freed at once.
 */
#ifndef AMBI_EXCHANGE_H
#define AMBI_EXCHANGE_H

#include "ambi.h"

/* ---- dlpack.h, version 1 ------------------------------------------------------------------- */

typedef struct {
  int32_t device_type;
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
  int64_t *strides;
  uint64_t byte_offset;
} DLTensor;

typedef struct DLManagedTensor {
  DLTensor dl_tensor;
  void *manager_ctx;
  void (*deleter)(struct DLManagedTensor *self);
} DLManagedTensor;

typedef struct {
  uint32_t major;
  uint32_t minor;
} DLPackVersion;

typedef struct DLManagedTensorVersioned {
  DLPackVersion version;
  void *manager_ctx;
  void (*deleter)(struct DLManagedTensorVersioned *self);
  uint64_t flags;
  DLTensor dl_tensor;
} DLManagedTensorVersioned;

/* ---- Arrow's C data interface --------------------------------------------------------------- */

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
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  struct ArrowArray **children;
  struct ArrowArray *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

/* ---- loans ---------------------------------------------------------------------------------- */

/* In front of a loan's memory; Java reads `next`. */
typedef struct ambi_loan {
  _Alignas(16) void *next; /* in the list of those that ended: the next one's memory */
  _Atomic(int) ended;
  int holds;
} ambi_loan;

/*
 * Zeroed memory, or NULL. `holds` says that Java holds an array for the loan: then, when the loan ends, it is to be had
 * from ambi_loans_ended() and Java frees it.
 */
AMBI_API void *ambi_loan_new(int64_t size, int64_t holds);
/* Of a loan that ended, or of one that was never handed out. */
AMBI_API void ambi_loan_free(void *memory);
/* A loan that was never handed out, or of which the other side wants no more. The second time does nothing. */
AMBI_API void ambi_loan_end(void *memory);
/* Waits until loans that hold arrays have ended; gives the first, and `next` in front of it leads on. */
AMBI_API void *ambi_loans_ended(void);
/* How many loans have not ended. */
AMBI_API int64_t ambi_loans_live(void);

/* The callbacks. `manager_ctx` and `private_data` are the loan's memory. */
AMBI_API void ambi_dlpack_deleter(DLManagedTensor *self);
AMBI_API void ambi_dlpack_deleter_versioned(DLManagedTensorVersioned *self);
AMBI_API void ambi_arrow_release_array(struct ArrowArray *array);
AMBI_API void ambi_arrow_release_schema(struct ArrowSchema *schema);

#endif
