/* A library that speaks DLPack: sums a tensor of float64, makes tensors of its own, and counts its deleter's calls. */
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct {
  void *data;
  int32_t device_type, device_id, ndim;
  uint8_t code, bits;
  uint16_t lanes;
  int64_t *shape, *strides;
  uint64_t byte_offset;
} DLTensor;

typedef struct DLManagedTensor {
  DLTensor dl_tensor;
  void *manager_ctx;
  void (*deleter)(struct DLManagedTensor *);
} DLManagedTensor;

typedef struct DLManagedTensorVersioned {
  struct { uint32_t major, minor; } version;
  void *manager_ctx;
  void (*deleter)(struct DLManagedTensorVersioned *);
  uint64_t flags;
  DLTensor dl_tensor;
} DLManagedTensorVersioned;

static double sum_axis(const DLTensor *t, int axis, const char *at) {
  if (axis == t->ndim) return *(const double *)at;
  double sum = 0;
  for (int64_t i = 0; i < t->shape[axis]; i++) sum += sum_axis(t, axis + 1, at + i * t->strides[axis] * (t->bits / 8));
  return sum;
}

double sum_tensor(const DLTensor *t) {
  if (t->code != 2 || t->bits != 64 || t->lanes != 1 || t->device_type != 1) return -1;
  return sum_axis(t, 0, (const char *)t->data + t->byte_offset);
}

double take_plain(DLManagedTensor *m) {
  double sum = sum_tensor(&m->dl_tensor);
  m->deleter(m);
  return sum;
}

double take_versioned(DLManagedTensorVersioned *m) {
  double sum = m->version.major == 1 ? sum_tensor(&m->dl_tensor) : -2;
  m->deleter(m);
  return sum;
}

static void *delete_in_thread(void *m) {
  ((DLManagedTensor *)m)->deleter(m);
  return NULL;
}

/* The deleter called by a thread that the JVM has never seen. */
int64_t delete_elsewhere(DLManagedTensor *m) {
  pthread_t thread;
  return pthread_create(&thread, NULL, delete_in_thread, m) || pthread_join(thread, NULL);
}

static int64_t deleted;
int64_t deletions(void) { return deleted; }

typedef struct {
  DLManagedTensor plain;
  DLManagedTensorVersioned versioned;
  int64_t shape[2], strides[2];
  double data[];
} made;

static void delete_plain(DLManagedTensor *m) {
  deleted++;
  free(m->manager_ctx);
}

static void delete_versioned(DLManagedTensorVersioned *m) {
  deleted++;
  free(m->manager_ctx);
}

static made *make(int64_t rows, int64_t columns, DLTensor *(*tensor)(made *)) {
  made *m = calloc(1, sizeof *m + (size_t)(rows * columns) * sizeof(double));
  DLTensor *t = tensor(m);
  for (int64_t i = 0; i < rows * columns; i++) m->data[i] = (double)i;
  *t = (DLTensor){m->data, 1, 0, 2, 2, 64, 1, m->shape, m->strides, 0};
  m->shape[0] = rows, m->shape[1] = columns;
  m->strides[0] = columns, m->strides[1] = 1;
  m->plain.manager_ctx = m->versioned.manager_ctx = m;
  m->plain.deleter = delete_plain;
  m->versioned.deleter = delete_versioned;
  m->versioned.version.major = 1;
  m->versioned.version.minor = 1;
  return m;
}

static DLTensor *plain(made *m) { return &m->plain.dl_tensor; }
static DLTensor *versioned(made *m) { return &m->versioned.dl_tensor; }

DLManagedTensor *make_plain(int64_t rows, int64_t columns) { return &make(rows, columns, plain)->plain; }

DLManagedTensorVersioned *make_versioned(int64_t rows, int64_t columns, int64_t flags) {
  DLManagedTensorVersioned *m = &make(rows, columns, versioned)->versioned;
  m->flags = (uint64_t)flags;
  return m;
}
