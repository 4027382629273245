#define EV_IN_C
#include "everything.h"
#include <errno.h>
#include <string.h>

bool ev_both(bool a, bool b) { return a && b; }
char ev_char(char c, signed char s, unsigned char u) { return (char)(c + s + (u > 200)); }
short ev_short(short s, unsigned short u) { return (short)(u > 60000 ? s : -s); }
unsigned ev_unsigned(unsigned int a, uint32_t b) { return a / b; }
unsigned long ev_long_of(long a, size_t b, ev_long c, ev_id d) { return (unsigned long)a + b + (unsigned long)c + d; }
float ev_float(float x) { return x / 2; }
double ev_sum(size_t n, ev_input x) {
  double s = 0;
  for (size_t i = 0; i < n; i++) s += x[i];
  return s;
}
void ev_scale(int n, double factor, double *restrict x) {
  for (int i = 0; i < n; i++) x[i] *= factor;
}
void ev_matmul(int m, int k, const float a[m][k], float row[static 3], float b[m * 2]) {
  for (int i = 0; i < m; i++) {
    b[2 * i] = b[2 * i + 1] = 0;
    for (int j = 0; j < k; j++) b[2 * i] += a[i][j];
    b[2 * i + 1] = row[2];
  }
}
void ev_halves(int n, float x[n / 2]) {
  for (int i = 0; i < n / 2; i++) x[i] = (float)(n / 2);
}
void ev_bytes(const uint8_t *in, unsigned char *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = (unsigned char)(255 - in[i]);
}
void ev_conjugate(double _Complex *x, int n) {
  for (int i = 0; x && i < n; i++) x[i] = conj(x[i]);
}
double _Complex ev_times_i(double _Complex x) { return x * I; }
float complex ev_sum_parts(complex float x, float y) { return crealf(x) + cimagf(x) + y * I; }
int ev_divide(int a, int b, int *quotient, int *remainder) {
  *quotient = a / b;
  *remainder = a % b;
  return 7;
}
double ev_dot(ev_vec3 a, ev_vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
ev_vec3 ev_cross(const ev_vec3 a, ev_vec3 b) {
  return (ev_vec3){a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
ev_mixed ev_next(ev_mixed m) {
  m.tag++;
  m.at.z = -m.at.z;
  m.w[1][2] *= 2;
  m.class = m.ok ? "yes" : "no";
  m.flags[2] = !m.flags[2];
  m.kind = EV_NEXT;
  m.in.id += 1ul << 63;
  m.ptrs[1] = m.ptrs[0];
  m.last++;
  return m;
}
ev_kind ev_kind_after(ev_kind k) { return k == EV_FIRST ? EV_SECOND : EV_NEGATIVE; }
enum ev_wide ev_widest(void) { return EV_WIDEST; }
int ev_length(const char *text) { return text ? (int)strlen(text) : -1; }
const char *ev_text(int which) { return which ? "t\xc3\xa4xt" : NULL; }
char *ev_copy(char *to, const char *from, size_t room) { return strncpy(to, from, room); }
int ev_count(const char *const *texts) {
  int n = 0;
  while (texts[n]) n++;
  return n;
}
struct ev_node {
  int value;
} the_node;
int ev_make(ev_list *out, int value) {
  the_node.value = value;
  *out = &the_node;
  return 0;
}
int ev_take(ev_list list) { return list->value; }
void ev_swap(void **a) {
  void *first = a[0];
  a[0] = a[1];
  a[1] = first;
}
double ev_integrate(double (*f)(double x, void *data), double to, int n, void *data) {
  double s = 0;
  for (int i = 0; i < n; i++) s += f((i + 0.5) * to / n, data) * to / n;
  return s;
}
void ev_log(ev_logger *logger, int n) {
  for (int i = 0; i < n; i++) logger(i ? NULL : "t\xc3\xa4xt", i);
}
int ev_compared(ev_compare compare, const int *a, const int *b) { return compare(a, b); }
int ev_folded(ev_fold *fold, const int *x, int n) {
  int y = 0;
  for (int i = 0; i < n; i++) y = fold(y, x[i]);
  return y;
}
static ev_fold *kept;
void ev_keep(ev_fold fold) { kept = fold; }
int ev_kept(int a, int b) { return kept(a, b); }
int ev_add(int n, ...) {
  va_list list;
  va_start(list, n);
  int s = 0;
  while (n-- > 0) s += va_arg(list, int);
  va_end(list);
  return s;
}
int native(int this, int final) { return this - final; }
static int notified;
void notify(void) { notified++; }
int ev_renamed(int x) { return x + 1; }
int ev_first(void) { return notified; }
int *ev_second(int x) { return x ? &notified : NULL; }
int ev_folding(int a, int b) { return 10 * a + b; }
void ev_unnamed(int a, const double *x, ev_name name) { name[a] = (char)x[0]; }
void ev_any_pointer(union ev_any *a, struct ev_bits *b, FILE *f, va_list *list) {
  (void)b, (void)f, (void)list;
  a->d = 2.5;
}
void ev_atomic(const volatile int *x, long double *y) { *y = *x; }
void ev_call_variadic(int (*f)(int, ...)) { f(1, 2); }

void ev_turn(ev_cloud *c) {
  ev_vec3 first = c->p[0];
  c->n++;
  c->p[0] = c->p[2];
  c->p[2] = first;
  memmove(c->name + 1, c->name, 14);
  c->pairs[1][0].b = c->pairs[0][1].a;
  c->z[1] = c->z[0] * I;
}
ev_cloud ev_turned(ev_cloud c) {
  ev_turn(&c);
  return c;
}
void ev_center(const ev_cloud *c, ev_vec3 *at) { at->x = (c->p[0].x + c->p[1].x + c->p[2].x) / 3; }
void ev_shift(size_t n, ev_vec3 p[n], const ev_vec3 by[static 1]) {
  for (size_t i = 0; i < n; i++) p[i].x += by->x, p[i].z -= by->z;
}
int ev_fill(const unsigned *rows, unsigned long *columns, double x[*rows * *columns]) {
  for (size_t i = 0; i < *rows * *columns; i++) x[i] = (double)i;
  *columns = 0;
  return 1;
}
void ev_vary(ev_variant *v) {
  if (v->kind)
    v->u.d += 0.5;
  else
    v->in.more[1].i = v->u.i;
  v->in.s = -1;
}
int ev_fail(int errno_) {
  errno = errno_;
  return -1;
}
int ev_points_to_bits(struct ev_bits b[2]) { return b[1].b; }
