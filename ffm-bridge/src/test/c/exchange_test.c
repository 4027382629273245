/* Loans: ended once, from many threads at once, and taken back by the one that Java has for it. */
#include "exchange.h"

#include <pthread.h>
#include <stdatomic.h>

#include "check.h"

enum { THREADS = 4, LOANS = 2000 };

static void *made[THREADS][LOANS];
static _Atomic(int) taken;

static void *collect(void *unused AMBI_UNUSED) {
  while (taken < THREADS * LOANS) {
    for (void *loan = ambi_loans_ended(), *next; loan; loan = next) {
      next = ((ambi_loan *)loan - 1)->next;
      ambi_loan_free(loan);
      taken++;
    }
  }
  return NULL;
}

static void *end_all(void *loans) {
  for (int i = 0; i < LOANS; i++) ambi_loan_end(((void **)loans)[i]);
  return NULL;
}

static void threads(void) {
  pthread_t collector, enders[THREADS];
  for (int t = 0; t < THREADS; t++)
    for (int i = 0; i < LOANS; i++) made[t][i] = ambi_loan_new(8, 1);
  CHECK_INT(ambi_loans_live(), THREADS * LOANS);
  CHECK_INT(pthread_create(&collector, NULL, collect, NULL), 0);
  for (int t = 0; t < THREADS; t++) CHECK_INT(pthread_create(&enders[t], NULL, end_all, made[t]), 0);
  for (int t = 0; t < THREADS; t++) pthread_join(enders[t], NULL);
  pthread_join(collector, NULL);
  CHECK_INT(taken, THREADS * LOANS);
  CHECK_INT(ambi_loans_live(), 0);
}

static void once(void) {
  int64_t *loan = ambi_loan_new(24, 1);
  CHECK_INT((uintptr_t)loan % 16, 0);
  CHECK(!loan[0] && !loan[1] && !loan[2]);
  DLManagedTensor plain = {.manager_ctx = loan, .deleter = ambi_loan_delete_tensor};
  plain.deleter(&plain);
  plain.deleter(&plain);
  CHECK_INT(ambi_loans_live(), 0);
  CHECK(ambi_loans_ended() == loan);
  CHECK(!((ambi_loan *)loan - 1)->next);
  ambi_loan_free(loan);

  /* Without an array it is freed at once: the sanitizer would tell otherwise. */
  DLManagedTensorVersioned versioned = {.manager_ctx = ambi_loan_new(0, 0)};
  CHECK_INT(ambi_loans_live(), 1);
  ambi_loan_delete_versioned(&versioned);
  CHECK_INT(ambi_loans_live(), 0);
}

/* A parent whose children's structs lie in its loan, of which one was moved out. */
static void children(void) {
  struct {
    struct ArrowArray *pointers[2];
    struct ArrowArray structs[2];
  } *loan = ambi_loan_new(sizeof *loan, 0);
  for (int i = 0; i < 2; i++) {
    loan->pointers[i] = &loan->structs[i];
    loan->structs[i].release = ambi_loan_release_array;
    loan->structs[i].private_data = ambi_loan_new(8, 0);
  }
  struct ArrowArray parent = {.n_children = 2, .children = loan->pointers, .private_data = loan};
  struct ArrowArray moved = loan->structs[0];
  loan->structs[0].release = NULL;
  CHECK_INT(ambi_loans_live(), 3);
  ambi_loan_release_array(&parent);
  CHECK(!parent.release);
  CHECK_INT(ambi_loans_live(), 1);
  moved.release(&moved);
  CHECK(!moved.release);
  CHECK_INT(ambi_loans_live(), 0);

  struct {
    struct ArrowSchema *pointers[1];
    struct ArrowSchema structs[1];
  } *field = ambi_loan_new(sizeof *field, 0);
  field->pointers[0] = field->structs;
  field->structs[0].release = ambi_loan_release_schema;
  field->structs[0].private_data = ambi_loan_new(8, 0);
  struct ArrowSchema schema = {.n_children = 1, .children = field->pointers, .private_data = field};
  CHECK_INT(ambi_loans_live(), 2);
  ambi_loan_release_schema(&schema);
  CHECK(!schema.release);
  CHECK_INT(ambi_loans_live(), 0);
}

int main(void) {
  once();
  children();
  threads();
  return ambi_test_result();
}
