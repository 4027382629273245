/* Structs by pointer and by value; see KernelStructsTest and KernelStructErrorsTest. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct point {
  double x, y;
};

struct cell {
  int8_t tag;
  int16_t at[3];
};

/* Every kind of member, with padding before and after most of them. */
struct nest {
  int8_t n;
  struct point p[3];
  char name[16];
  struct cell cells[2];
  bool flags[3];
  const void *pointers[2];
  struct {
    float f;
    int64_t l[2];
  } inner;
  uint16_t last;
};

/* 12 bytes: C passes and returns it in registers. */
struct small {
  struct {
    int16_t a, b;
  } pairs[2];
  float f;
};

/* Of offsetof and sizeof, in the order of the members. */
int nest_layout(int64_t *at) {
  struct nest s;
  size_t all[] = {
      offsetof(struct nest, n),
      offsetof(struct nest, p),
      offsetof(struct nest, p[2].y),
      offsetof(struct nest, name),
      offsetof(struct nest, cells),
      offsetof(struct nest, cells[1].at[2]),
      offsetof(struct nest, flags),
      offsetof(struct nest, pointers),
      offsetof(struct nest, inner.f),
      offsetof(struct nest, inner.l),
      offsetof(struct nest, last),
      sizeof s,
      _Alignof(struct nest),
  };
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) at[i] = (int64_t)all[i];
  return sizeof all / sizeof *all;
}

static void change(struct nest *s) {
  s->n++;
  for (int i = 0; i < 3; i++) s->p[i].y += s->p[2 - i].x;
  memmove(s->name + 1, s->name, 14);
  s->name[0] = '>';
  s->cells[1].tag = (int8_t)(s->cells[0].tag + s->cells[1].at[2]);
  s->cells[0].at[0] = -7;
  s->flags[0] = !s->flags[0];
  s->flags[2] = s->flags[1];
  s->pointers[1] = s->pointers[0];
  s->inner.l[1] = s->inner.l[0] + (int64_t)s->inner.f;
  s->last--;
}

void change_nest(struct nest *s) { change(s); }

struct nest changed_nest(struct nest s) {
  change(&s);
  return s;
}

struct small swapped(struct small s) {
  struct small t = {{{s.pairs[1].b, s.pairs[1].a}, {s.pairs[0].b, s.pairs[0].a}}, -s.f};
  return t;
}

/* The byte at an offset, as C has it. */
int nest_byte(const struct nest *s, int64_t at) { return ((const uint8_t *)s)[at]; }

double length2(const struct point *p) { return p == NULL ? -1 : p->x * p->x + p->y * p->y; }

void moved(const struct point *from, struct point *to) {
  to->x = from->x + 1;
  to->y = from->y - 1;
}

double sum_points(const struct point *p, int n) {
  double s = 0;
  for (int i = 0; i < n; i++) s += p[i].x + 10 * p[i].y;
  return s;
}

/* Fills n of them; what to has is not looked at. */
void diagonal(struct point *to, int64_t n) {
  for (int64_t i = 0; i < n; i++) to[i] = (struct point){(double)i, (double)-i};
}

int calls;
int count_calls(void) { return calls; }
int called(const struct point *p) { return ++calls + (p == NULL); }
int called_with(struct point p) { return ++calls + (p.x > 0); }
int called_nest(struct nest s) { return ++calls + s.n; }

/* Lengths behind pointers, as zlib has them. */
int fill_bytes(uint8_t *to, uint64_t *length, int8_t value) {
  ++calls;
  for (uint64_t i = 0; i < *length; i++) to[i] = (uint8_t)value;
  *length /= 2;
  return 0;
}

double sum_of(const double *x, const int *shape) {
  ++calls;
  double s = 0;
  for (int i = 0; i < shape[0] * shape[1]; i++) s += x[i];
  return s;
}

/* What Java carries and does not look into. */
struct with_union {
  int8_t kind;
  union {
    double d;
    int32_t i[3];
    char c;
  } u;
  unsigned low : 3, high : 7;
};

int64_t union_layout(int which) {
  return which == 0 ? (int64_t)offsetof(struct with_union, u) : (int64_t)sizeof(struct with_union);
}

void next_union(struct with_union *s) {
  if (s->kind == 0)
    s->u.d += 0.5;
  else
    s->u.i[2] = s->u.i[1] + s->u.i[0];
  s->kind++;
  s->high = s->low + 64;
}
