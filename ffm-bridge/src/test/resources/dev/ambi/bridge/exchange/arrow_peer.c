/* The callbacks of a producer of Arrow arrays, which count; and a consumer. */
#include <stdint.h>
#include <string.h>

struct ArrowSchema {
  const char *format, *name, *metadata;
  int64_t flags, n_children;
  struct ArrowSchema **children, *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length, null_count, offset, n_buffers, n_children;
  const void **buffers;
  struct ArrowArray **children, *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

static int64_t arrays, schemas;
int64_t released_arrays(void) { return arrays; }
int64_t released_schemas(void) { return schemas; }

void release_array(struct ArrowArray *a) {
  for (int64_t i = 0; i < a->n_children; i++)
    if (a->children[i]->release) a->children[i]->release(a->children[i]);
  arrays++;
  a->release = 0;
}

void release_schema(struct ArrowSchema *s) {
  for (int64_t i = 0; i < s->n_children; i++)
    if (s->children[i]->release) s->children[i]->release(s->children[i]);
  schemas++;
  s->release = 0;
}

/* Of float64, with nulls left out; the array is moved out of the caller's struct first, as consumers do. */
double sum_doubles(struct ArrowArray *from) {
  struct ArrowArray a;
  memcpy(&a, from, sizeof a);
  from->release = 0;
  double sum = 0;
  const uint8_t *valid = a.buffers[0];
  const double *data = a.buffers[1];
  for (int64_t i = a.offset; i < a.offset + a.length; i++)
    if (!valid || valid[i / 8] >> i % 8 & 1) sum += data[i];
  a.release(&a);
  return a.release ? -1 : sum;
}

/* Moves child 1 out of a struct array, releases the parent, then sums the child. */
double sum_moved_child(struct ArrowArray *parent) {
  struct ArrowArray child = *parent->children[1];
  parent->children[1]->release = 0;
  parent->release(parent);
  return sum_doubles(&child);
}
