#ifndef EVERYTHING_H
#define EVERYTHING_H

#include "everything_config.h"
#include <complex.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef EV_API
#define EV_API __attribute__((visibility("default")))
#endif

/* Constants. */
#define EV_VERSION "1.2" "-\xc3\xa4\t\"x\""
#define EV_FLAG (1 << 4 | EV_SECOND)
#define EV_ALL 0xFFFFFFFFu
#define EV_BIG 0x7fffffffffffffffLL
#define EV_HUGE UINT64_MAX
#define EV_LETTER 'a'
#define EV_HALF .5f
#define EV_TINY (-1e-3)
#define EV_SIZE sizeof(ev_vec3)
#define EV_CAST ((uint8_t)-1)
#define EV_EMPTY
#define Kernels 3
#define EV_NO_CONSTANT ((void *)0)
#define EV_OF(x) ((x) + 1)

typedef enum { EV_FIRST, EV_SECOND, EV_TENTH = 10, EV_NEXT, EV_NEGATIVE = -EV_TENTH } ev_kind;
enum ev_wide { EV_WIDEST = 1LL << 40 };

/* Types of types. */
typedef EV_CONST double *ev_input;
typedef long long ev_long, *ev_longs;
typedef ev_word ev_id;
typedef char ev_name[8];

/* Structs. */
typedef struct {
  double x, y, z;
} ev_vec3;

typedef struct ev_mixed {
  char tag;
  ev_vec3 at;
  float w[2][3];
  const char *class;
  bool ok;
  bool flags[3];
  ev_kind kind;
  struct {
    short a;
    ev_id id;
  } in;
  void *ptrs[2];
  unsigned short last;
} ev_mixed;

typedef struct ev_cloud {
  char n;
  ev_vec3 p[3];
  char name[16];
  struct {
    short a, b;
  } pairs[2][2];
  double _Complex z[2];
} ev_cloud;

struct ev_node;
typedef struct ev_node *ev_list;

union ev_any {
  int i;
  double d;
};

typedef struct ev_variant {
  int kind;
  union ev_any u;
  struct {
    short s;
    union ev_any more[2];
  } in;
} ev_variant;

struct ev_bits {
  unsigned a : 3;
  int : 5;
  int b;
};

#pragma pack(push, 1)
struct ev_tight {
  char c;
  int i;
};
#pragma pack(pop)

struct ev_tail {
  int n;
  double values[];
};

/* Functions. */
EV_API bool ev_both(bool a, bool b);
EV_API char ev_char(char c, signed char s, unsigned char u);
EV_API short ev_short(short s, unsigned short u);
EV_API unsigned ev_unsigned(unsigned int a, uint32_t b);
EV_API unsigned long int ev_long_of(long a, size_t b, ev_long c, ev_id d);
EV_API float ev_float(float x);
EV_API double EV_NAME(sum)(size_t n, ev_input x);
EV_API void ev_scale(int n, double factor, double *restrict x);
EV_API void ev_matmul(int m, int k, const float a[m][k], float row[static 3], float b[m * 2]);
EV_API void ev_halves(int n, float x[n / 2]);
EV_API void ev_bytes(const uint8_t *in, unsigned char *out, size_t n);
EV_API void ev_conjugate(double _Complex *x, int n);
EV_API double _Complex ev_times_i(double _Complex x);
EV_API float complex ev_sum_parts(complex float x, float y);
EV_API int ev_divide(int a, int b, int *quotient, int *remainder);
EV_API double ev_dot(ev_vec3 a, ev_vec3 b);
EV_API ev_vec3 ev_cross(const ev_vec3 a, ev_vec3 b);
EV_API ev_mixed ev_next(ev_mixed m);
EV_API ev_kind ev_kind_after(ev_kind k);
EV_API enum ev_wide ev_widest(void);
EV_API int ev_length(const char *text);
EV_API const char *ev_text(int which);
EV_API char *ev_copy(char *to, const char *from, size_t room);
EV_API int ev_count(const char *const *texts);
EV_API int ev_make(ev_list *out, int value);
EV_API int ev_take(ev_list list);
EV_API void ev_swap(void **a);
EV_API double ev_integrate(double (*f)(double x, void *data), double to, int n, void *data);
typedef int (*ev_compare)(const void *a, const void *b);
typedef int ev_fold(int a, int b);
typedef void ev_logger(const char *text, int level);
EV_API void ev_log(ev_logger *logger, int n);
EV_API int ev_compared(ev_compare compare, const int *a, const int *b);
EV_API int ev_folded(ev_fold *fold, const int *x, int n);
EV_API void ev_keep(ev_fold fold);
EV_API int ev_kept(int a, int b);
EV_API int ev_add(int n, ...);
EV_API int native(int this, int final);
EV_API void notify(void);
EV_API int ev_renamed(int x) __asm__("ev_real_name");
EV_API int ev_first(void), *ev_second(int);
EV_API ev_fold ev_folding;
EV_API void ev_unnamed(int, const double *, ev_name);
EV_API void ev_any_pointer(union ev_any *a, struct ev_bits *b, FILE *f, va_list *list);
EV_API void ev_atomic(const volatile int *x, long double *y);
EV_API ev_cloud ev_turned(ev_cloud c);
EV_API void ev_turn(ev_cloud *c);
EV_API void ev_center(const ev_cloud *c, ev_vec3 *at);
EV_API void ev_shift(size_t n, ev_vec3 p[n], const ev_vec3 by[static 1]);
EV_API int ev_fill(const unsigned *rows, unsigned long *columns, double x[*rows * *columns]);
EV_API void ev_vary(ev_variant *v);
EV_API int ev_fail(int errno_);
EV_API int ev_points_to_bits(struct ev_bits b[2]);

/* What cannot be. */
EV_API long double ev_long_double(double x);
EV_API void ev_union(union ev_any a);
EV_API void ev_varied(ev_variant v);
EV_API int ev_bits(struct ev_bits b);
EV_API int ev_tight(struct ev_tight t);
EV_API struct ev_tail ev_tail(void);
EV_API struct ev_node ev_node(void);
EV_API void ev_list_of(va_list list);
EV_API __int128 ev_int128(void);
#ifndef EV_IN_C
EV_API int ev_unknown(ev_nobody n);
#endif
EV_API void ev_call_variadic(int (*f)(int, ...));
extern int ev_variable;
static inline int ev_inline(int x) { return x ? EV_FIRST : 2; }
inline int ev_defined(void) { return 1; }
static int ev_static(void);

#ifdef __cplusplus
}
#endif
#endif
