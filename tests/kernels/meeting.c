/* Says whether two threads are in it at the same time: the first waits for the second, but not longer than so long. */
#define _POSIX_C_SOURCE 200809L
#include <stdatomic.h>
#include <stdint.h>
#include <time.h>

static atomic_int inside;
static atomic_int met;

int meeting(const void *array, int64_t milliseconds) {
  (void)array;
  if (atomic_fetch_add(&inside, 1) == 1) {
    atomic_store(&met, 1);
  }
  for (int64_t i = 0; i < milliseconds && !atomic_load(&met); i++) {
    nanosleep(&(struct timespec){0, 1000000}, NULL);
  }
  int result = atomic_load(&met);
  atomic_fetch_sub(&inside, 1);
  return result;
}

void meeting_again(void) { atomic_store(&met, 0); }
