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

#include <ambi/kernel.h>

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
/* A loan that was never handed out, or of which the other side wants no more. A second time, before it is freed, does nothing. */
AMBI_API void ambi_loan_end(void *memory);
/* Waits until loans that hold arrays have ended; gives the first, and `next` in front of it leads on. */
AMBI_API void *ambi_loans_ended(void);
/* How many loans have not ended. */
AMBI_API int64_t ambi_loans_live(void);

/* The callbacks. `manager_ctx` and `private_data` are the loan's memory. */
AMBI_API void ambi_loan_delete_tensor(DLManagedTensor *self);
AMBI_API void ambi_loan_delete_versioned(DLManagedTensorVersioned *self);
AMBI_API void ambi_loan_release_array(struct ArrowArray *array);
AMBI_API void ambi_loan_release_schema(struct ArrowSchema *schema);

#endif
