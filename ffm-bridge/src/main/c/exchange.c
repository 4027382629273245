/* Loans of arrays to other native code: see exchange.h. */
#include "exchange.h"

#include <pthread.h>
#include <stdatomic.h>

_Static_assert(sizeof(ambi_loan) == 16, "Java finds `next` 16 bytes in front of the memory");

static _Atomic(int64_t) live;
static _Atomic(void *) ended;

/* For sleeping alone: who finds the list empty sleeps, and whoever adds the first wakes him. */
static pthread_mutex_t sleep_mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t not_empty = PTHREAD_COND_INITIALIZER;

static ambi_loan *loan_of(void *memory) { return (ambi_loan *)memory - 1; }

AMBI_EXPORT void *ambi_loan_new(int64_t size, int64_t holds) {
  ambi_loan *loan = calloc(1, sizeof *loan + (size_t)size);
  if (!loan) return NULL;
  loan->holds = holds != 0;
  atomic_fetch_add_explicit(&live, 1, memory_order_relaxed);
  return loan + 1;
}

AMBI_EXPORT void ambi_loan_free(void *memory) { free(loan_of(memory)); }

AMBI_EXPORT void ambi_loan_end(void *memory) {
  ambi_loan *loan = loan_of(memory);
  if (atomic_exchange(&loan->ended, 1)) return;
  atomic_fetch_sub_explicit(&live, 1, memory_order_relaxed);
  if (!loan->holds) {
    free(loan);
    return;
  }
  void *first = atomic_load_explicit(&ended, memory_order_relaxed);
  do {
    loan->next = first;
  } while (!atomic_compare_exchange_weak(&ended, &first, memory));
  if (first) return;
  pthread_mutex_lock(&sleep_mutex);
  pthread_cond_signal(&not_empty);
  pthread_mutex_unlock(&sleep_mutex);
}

AMBI_EXPORT void *ambi_loans_ended(void) {
  void *first;
  pthread_mutex_lock(&sleep_mutex);
  while (!(first = atomic_exchange(&ended, NULL))) pthread_cond_wait(&not_empty, &sleep_mutex);
  pthread_mutex_unlock(&sleep_mutex);
  return first;
}

AMBI_EXPORT int64_t ambi_loans_live(void) { return atomic_load_explicit(&live, memory_order_relaxed); }

AMBI_EXPORT void ambi_loan_delete_tensor(DLManagedTensor *self) { ambi_loan_end(self->manager_ctx); }

AMBI_EXPORT void ambi_loan_delete_versioned(DLManagedTensorVersioned *self) { ambi_loan_end(self->manager_ctx); }

/* A consumer may have moved a child out, or released it: then its own `release` is NULL. */
AMBI_EXPORT void ambi_loan_release_array(struct ArrowArray *array) {
  for (int64_t i = 0; i < array->n_children; i++) {
    struct ArrowArray *child = array->children[i];
    if (child->release) child->release(child);
  }
  array->release = NULL;
  ambi_loan_end(array->private_data);
}

AMBI_EXPORT void ambi_loan_release_schema(struct ArrowSchema *schema) {
  for (int64_t i = 0; i < schema->n_children; i++) {
    struct ArrowSchema *child = schema->children[i];
    if (child->release) child->release(child);
  }
  schema->release = NULL;
  ambi_loan_end(schema->private_data);
}
