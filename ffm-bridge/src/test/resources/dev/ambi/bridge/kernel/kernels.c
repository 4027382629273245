/* C functions of every kind that a kernel's interface can declare; see KernelsTest. */
#include <complex.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

double sum(int64_t n, const double *x) {
  double s = 0;
  for (int64_t i = 0; i < n; i++) s += x[i];
  return s;
}

void axpy(int n, double alpha, const double *x, int incx, double *y, int incy) {
  for (int i = 0; i < n; i++) y[i * incy] += alpha * x[i * incx];
}

/* c = a b, row by row */
void matmul(int64_t m, int64_t k, int64_t n, const float *a, const float *b, float *c) {
  for (int64_t i = 0; i < m; i++)
    for (int64_t j = 0; j < n; j++) {
      float s = 0;
      for (int64_t l = 0; l < k; l++) s += a[i * k + l] * b[l * n + j];
      c[i * n + j] = s;
    }
}

double strided_sum(const char *x, int nd, const int64_t *shape, const int64_t *strides) {
  if (nd == 0) return *(const double *)x;
  double s = 0;
  for (int64_t i = 0; i < shape[0]; i++)
    s += strided_sum(x + i * strides[0], nd - 1, shape + 1, strides + 1);
  return s;
}

double second(const double *x, int n) { return n > 1 ? x[1] : -1; }

typedef struct {
  double re, im;
} pair;

typedef struct {
  int8_t tag;
  pair where;
  float w[3];
  int16_t last;
} mixed;

pair swap_pair(pair p) { return (pair){p.im, p.re}; }

mixed next_mixed(mixed m) {
  m.tag++;
  m.where.re += m.w[2];
  m.w[0] = m.last;
  m.last = -m.last;
  return m;
}

double weigh(pair p, int n, mixed m) { return p.re * n + m.where.im; }

int64_t text_length(const char *text) { return text == NULL ? -1 : (int64_t)strlen(text); }

const char *name_of(int i) { return i == 0 ? "z\xc3\xa9ro" : i == 1 ? "one" : NULL; }

int count_texts(char **texts) {
  int n = 0;
  while (texts[n] != NULL) n++;
  return n;
}

int divide(int a, int b, int *quotient, int *remainder) {
  if (b == 0) {
    errno = EDOM;
    return -1;
  }
  *quotient = a / b;
  *remainder = a % b;
  return 0;
}

int make(void **handle, int value) {
  int *made = malloc(sizeof *made);
  if (made == NULL) return -1;
  *made = value;
  *handle = made;
  return 0;
}

int take(void *handle) {
  int value = *(int *)handle;
  free(handle);
  return value;
}

typedef double (*function)(double);
double integrate(function f, double from, double to, int n) {
  double h = (to - from) / n, s = 0;
  for (int i = 0; i < n; i++) s += f(from + (i + 0.5) * h);
  return s * h;
}

typedef double (*of_array)(const double *x, int n);
double apply(of_array f, const double *x, int n) { return f(x, n); }

typedef int (*of_texts)(const char *first, char **all, int n);
int visit(of_texts f, char **texts, int n) { return f(n > 0 ? texts[0] : NULL, texts, n); }

static function kept;
void keep(function f) { kept = f; }
double call_kept(double x) { return kept(x); }

double add_all(int n, ...) {
  va_list list;
  va_start(list, n);
  double s = 0;
  for (int i = 0; i < n; i++) s += va_arg(list, double);
  va_end(list);
  return s;
}

bool both(bool a, bool b) { return a && b; }
uint16_t letter(uint16_t c, int8_t by, int16_t times) { return (uint16_t)(c + by * times); }
float half(float x) { return x / 2; }

const void *same(const void *p) { return p; }
int is_null(const void *p) { return p == NULL; }

/* Inner loops of ufuncs. */
void add_loop(char **args, const int64_t *dimensions, const int64_t *steps, void *data) {
  double shift = data == NULL ? 0 : *(double *)data;
  char *a = args[0], *b = args[1], *c = args[2];
  for (int64_t i = 0; i < dimensions[0]; i++) {
    *(double *)c = *(double *)a + *(double *)b + shift;
    a += steps[0];
    b += steps[1];
    c += steps[2];
  }
}

/* (n),(n)->() */
void dot_loop(char **args, const int64_t *dimensions, const int64_t *steps, void *data) {
  (void)data;
  for (int64_t i = 0; i < dimensions[0]; i++) {
    char *a = args[0] + i * steps[0], *b = args[1] + i * steps[1];
    double s = 0;
    for (int64_t j = 0; j < dimensions[1]; j++)
      s += *(double *)(a + j * steps[3]) * *(double *)(b + j * steps[4]);
    *(double *)(args[2] + i * steps[2]) = s;
  }
}

typedef void (*loop)(char **, const int64_t *, const int64_t *, void *);
void run_loop(loop f, double *x, double *y, int64_t n) {
  char *args[2] = {(char *)x, (char *)y};
  int64_t steps[2] = {8, 8};
  f(args, &n, steps, NULL);
}

/* Threads: waits until the flag is set; calls back from a thread of its own. */
#include <pthread.h>
#include <stdatomic.h>

int wait_for(const double *x, atomic_int *flag) {
  atomic_store(flag, 1);
  while (atomic_load(flag) != 2) sched_yield();
  return (int)x[0];
}

int wait_for_struct(const void *array, atomic_int *flag) {
  atomic_store(flag, 1);
  while (atomic_load(flag) != 2) sched_yield();
  return (int)**(double *const *)array;
}

struct job {
  function f;
  double x;
};

static void *work(void *job) {
  struct job *j = job;
  j->x = j->f(j->x);
  return NULL;
}

double in_thread(function f, double x) {
  struct job j = {f, x};
  pthread_t thread;
  if (pthread_create(&thread, NULL, work, &j) != 0) return -1;
  pthread_join(thread, NULL);
  return j.x;
}
