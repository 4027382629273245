/* The stubs of traced tables: what passes through them, and what is recorded. */
#include "check.h"

#include <math.h>
#include <pthread.h>
#include <stdarg.h>

#include "gil.h"
#include "numpy_trace.h"

enum { TWELVE = 400, DOUBLES = 401, VARIADIC = 402, CALLS_BACK = 403, CAPACITY = 64, THREADS = 4, CALLS = 1000 };

static ambi_trace_signature signatures[AMBI_TRACE_FUNCTIONS];

static int64_t twelve(int64_t a, int64_t b, int64_t c, int64_t d, int64_t e, int64_t f, int64_t g, int64_t h, int64_t i,
                      int64_t j, int64_t k, int64_t l) {
  const int64_t all[] = {a, b, c, d, e, f, g, h, i, j, k, l};
  int64_t sum = 0;
  for (int n = 0; n < 12; n++) sum = 3 * sum + all[n];
  return sum;
}

static double doubles(double a, int64_t n, double b, double c) { return a + 10 * b + 100 * c + 1000 * (double)n; }

static int64_t variadic(int n, ...) {
  va_list list;
  va_start(list, n);
  int64_t sum = 0;
  for (int i = 0; i < n; i++) sum = 3 * sum + va_arg(list, int64_t);
  double last = va_arg(list, double);
  va_end(list);
  return sum + (int64_t)last;
}

static int64_t lane;

#define STUB(function, target) ((__typeof__(&(target)))ambi_trace_stub(lane, function, (int64_t)(intptr_t)&(target)))

static int64_t calls_back(int64_t depth) {
  return depth == 0 ? 7 : ((int64_t (*)(int64_t))ambi_trace_stub(lane, CALLS_BACK, (int64_t)(intptr_t)&calls_back))(depth - 1) + 1;
}

static void test_passing(void) {
  __typeof__(&twelve) t = STUB(TWELVE, twelve);
  CHECK_INT(t(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), twelve(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
  __typeof__(&doubles) d = STUB(DOUBLES, doubles);
  CHECK(fabs(d(0.5, 4, 0.25, 0.125) - doubles(0.5, 4, 0.25, 0.125)) < 1e-12);
  __typeof__(&variadic) v = STUB(VARIADIC, variadic);
  CHECK_INT(v(9, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 2.5), variadic(9, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 2.5));
  CHECK_INT(STUB(CALLS_BACK, calls_back)(5), 12);
}

static void test_records(void) {
  ambi_trace_clear(lane);
  test_passing();
  ambi_trace *t = ambi_trace_of(lane);
  CHECK_INT(t->next, 9);
  CHECK_INT(t->counts[CALLS_BACK], 6);
  ambi_trace_record *r = t->records;
  CHECK_INT(r[0].function, TWELVE);
  CHECK_INT(r[0].state, AMBI_TRACE_RETURNED);
  for (int i = 0; i < 12; i++) CHECK_INT(r[0].words[i], i + 1);
  CHECK_INT(r[0].result, twelve(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
  double a, c, result;
  memcpy(&a, &r[1].doubles[0], sizeof a);
  memcpy(&c, &r[1].doubles[2], sizeof c);
  memcpy(&result, &r[1].result, sizeof result);
  CHECK(a == 0.5 && c == 0.125 && result == doubles(0.5, 4, 0.25, 0.125));
  CHECK_INT(r[1].words[0], 4);
  CHECK_INT(r[2].words[0], 9);
  CHECK_INT(r[3].words[0], 5); /* the outermost of those that call back begins first and ends last */
  CHECK_INT(r[3].result, 12);
  CHECK_INT(r[8].result, 7);
}

/* Without the lock. */
static void *call_often(void *argument AMBI_UNUSED) {
  __typeof__(&twelve) t = STUB(TWELVE, twelve);
  for (int64_t i = 0; i < CALLS; i++) {
    if (t(i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) != twelve(i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) return (void *)1;
  }
  return NULL;
}

static void test_threads_and_limit(void) {
  ambi_trace_clear(lane);
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, call_often, NULL);
  for (int i = 0; i < 100; i++) ambi_trace_clear(lane); /* under their feet */
  for (int i = 0; i < THREADS; i++) {
    void *wrong;
    pthread_join(threads[i], &wrong);
    CHECK(!wrong);
  }
  ambi_trace_clear(lane);
  pthread_create(&threads[0], NULL, call_often, NULL);
  pthread_join(threads[0], NULL);
  ambi_trace *t = ambi_trace_of(lane);
  CHECK_INT(t->counts[TWELVE], CALLS);
  CHECK_INT(t->next, CALLS);
  CHECK_INT(t->records[CAPACITY - 1].state, AMBI_TRACE_RETURNED);
  CHECK_INT(t->records[CAPACITY - 1].words[0], CAPACITY - 1);
  CHECK_INT(t->records[0].locked, 0);
}

static void test_lanes(void) {
  int64_t others[AMBI_TRACE_LANES];
  for (int i = 1; i < AMBI_TRACE_LANES; i++) CHECK((others[i] = ambi_trace_open(CAPACITY, signatures)) >= 0);
  CHECK_INT(ambi_trace_open(CAPACITY, signatures), -1);
  for (int i = 1; i < AMBI_TRACE_LANES; i++) ambi_trace_close(others[i]);
  __typeof__(&twelve) t = STUB(TWELVE, twelve);
  ambi_trace_close(lane);
  CHECK_INT(t(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2), twelve(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2)); /* not recorded */
  int64_t next = ambi_trace_open(CAPACITY, signatures);
  CHECK(next >= 0 && next != lane);
  CHECK_INT(ambi_trace_of(next)->next, 0);
  ambi_trace_close(next);
}

int main(void) {
  ambi_test_init();
  ambi_lock();
  signatures[TWELVE] = (ambi_trace_signature){12, 6, AMBI_TRACE_WORD, {0}};
  signatures[DOUBLES] = (ambi_trace_signature){
      4, 0, AMBI_TRACE_DOUBLE, {AMBI_TRACE_DOUBLE, AMBI_TRACE_WORD, AMBI_TRACE_DOUBLE, AMBI_TRACE_DOUBLE}};
  signatures[VARIADIC] = (ambi_trace_signature){1, 64, AMBI_TRACE_WORD, {0}};
  signatures[CALLS_BACK] = (ambi_trace_signature){1, 0, AMBI_TRACE_WORD, {0}};
  lane = ambi_trace_open(CAPACITY, signatures);
  if (lane == -3) return ambi_test_result(); /* no stubs for this machine */
  test_passing();
  test_records();
  test_threads_and_limit();
  test_lanes();
  return ambi_test_result();
}
