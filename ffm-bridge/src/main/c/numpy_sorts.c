/* Order in one dimension: extremes, sorting, and the inner product. */
#include "numpy_elements.h"

/* The first extreme; a NaN is one. */
#define EXTREMES(number, name, type, text)                                                          \
  static int name##_argmax(void *data, npy_intp n, npy_intp *index, void *array) {                  \
    (void)array;                                                                                    \
    const type *p = data;                                                                           \
    npy_intp best = 0;                                                                              \
    for (npy_intp i = 1; i < n && p[best] == p[best]; i++) {                                        \
      if (!(p[i] <= p[best])) best = i;                                                             \
    }                                                                                               \
    *index = best;                                                                                  \
    return 0;                                                                                       \
  }                                                                                                 \
  static int name##_argmin(void *data, npy_intp n, npy_intp *index, void *array) {                  \
    (void)array;                                                                                    \
    const type *p = data;                                                                           \
    npy_intp best = 0;                                                                              \
    for (npy_intp i = 1; i < n && p[best] == p[best]; i++) {                                        \
      if (!(p[i] >= p[best])) best = i;                                                             \
    }                                                                                               \
    *index = best;                                                                                  \
    return 0;                                                                                       \
  }                                                                                                 \
  static void name##_dot(void *a, npy_intp a_stride, void *b, npy_intp b_stride, void *out, npy_intp n, void *array) { \
    (void)array;                                                                                    \
    type sum = 0;                                                                                   \
    for (npy_intp i = 0; i < n; i++) {                                                              \
      sum += *(type *)((char *)a + i * a_stride) * *(type *)((char *)b + i * b_stride);             \
    }                                                                                               \
    *(type *)out = sum;                                                                             \
  }
AMBI_INTEGER_DTYPES(EXTREMES)
AMBI_FLOAT_DTYPES(EXTREMES)
#undef EXTREMES

/*
 * Merge sort by the dtype's own comparison, for all three of NumPy's kinds: stable, which includes what the others
 * promise. `items` are `n` elements of `size` bytes, or indices into `base` where `base` is not NULL.
 */
typedef struct {
  PyArray_CompareFunc *compare;
  void *array;
  npy_intp size;
  const char *base; /* of an argsort */
  npy_intp base_size;
} sorter;

static int order(const sorter *s, const char *a, const char *b) {
  if (s->base) return s->compare(s->base + *(const npy_intp *)a * s->base_size, s->base + *(const npy_intp *)b * s->base_size, s->array);
  return s->compare(a, b, s->array);
}

static void merge_sort(const sorter *s, char *items, npy_intp n, char *spare) {
  if (n < 2) return;
  npy_intp half = n / 2;
  char *middle = items + half * s->size, *end = items + n * s->size;
  merge_sort(s, items, half, spare);
  merge_sort(s, middle, n - half, spare);
  if (order(s, middle - s->size, middle) <= 0) return;
  memcpy(spare, items, (size_t)(half * s->size));
  char *left = spare, *left_end = spare + half * s->size, *right = middle, *to = items;
  while (left < left_end && right < end) {
    char **least = order(s, right, left) < 0 ? &right : &left;
    memcpy(to, *least, (size_t)s->size);
    *least += s->size;
    to += s->size;
  }
  memcpy(to, left, (size_t)(left_end - left));
}

static int run(const sorter *s, void *items, npy_intp n) {
  char *spare = malloc((size_t)(n / 2 * s->size) + 1);
  if (!spare) {
    PyErr_NoMemory();
    return -1;
  }
  merge_sort(s, items, n, spare);
  free(spare);
  return 0;
}

#define SORTS(number, name, bytes)                                                                  \
  static int name##_sort(void *data, npy_intp n, void *array) {                                     \
    sorter s = {ambi_arr_funcs(number)->compare, array, bytes, NULL, 0};                            \
    return run(&s, data, n);                                                                        \
  }                                                                                                 \
  static int name##_argsort(void *data, npy_intp *indices, npy_intp n, void *array) {               \
    sorter s = {ambi_arr_funcs(number)->compare, array, sizeof(npy_intp), data, bytes};             \
    return run(&s, indices, n);                                                                     \
  }
#define SORT_ONE(number, name, type, text) SORTS(number, name, (npy_intp)sizeof(type))
#define SORT_TWO(number, name, type, text) SORTS(number, name, 2 * (npy_intp)sizeof(type))
AMBI_INTEGER_DTYPES(SORT_ONE)
AMBI_FLOAT_DTYPES(SORT_ONE)
AMBI_COMPLEX_DTYPES(SORT_TWO)
SORT_ONE(NPY_BOOL, Bool, npy_bool, )
SORT_ONE(NPY_HALF, Half, uint16_t, )
SORT_ONE(NPY_OBJECT, Object, PyObject *, )
SORT_ONE(NPY_DATETIME, Datetime, int64_t, )
SORT_ONE(NPY_TIMEDELTA, Timedelta, int64_t, )
static npy_intp size_of(void *array) { return ambi_descr_elsize(((PyArrayObject_fields *)array)->descr); }
SORTS(NPY_STRING, Bytes, size_of(array))
SORTS(NPY_UNICODE, Unicode, size_of(array))
SORTS(NPY_VOID, Void, size_of(array))

/* A registered dtype's compare comes from the array. */
static PyArray_CompareFunc *compare_of(void *array) {
  return ambi_arr_funcs(ambi_descr_type_num(((PyArrayObject_fields *)array)->descr))->compare;
}
static int generic_sort(void *data, npy_intp n, void *array) {
  sorter s = {compare_of(array), array, size_of(array), NULL, 0};
  int status = run(&s, data, n);
  return PyErr_Occurred() ? -1 : status;
}
static int generic_argsort(void *data, npy_intp *indices, npy_intp n, void *array) {
  sorter s = {compare_of(array), array, sizeof(npy_intp), data, size_of(array)};
  int status = run(&s, indices, n);
  return PyErr_Occurred() ? -1 : status;
}

void ambi_add_generic_sorts(PyArray_ArrFuncs *functions) {
  for (int kind = 0; kind < 3; kind++) {
    if (!functions->sort[kind]) functions->sort[kind] = generic_sort;
    if (!functions->argsort[kind]) functions->argsort[kind] = generic_argsort;
  }
}

static const struct {
  PyArray_SortFunc *sort;
  PyArray_ArgSortFunc *argsort;
  PyArray_ArgFunc *argmax, *argmin;
  PyArray_DotFunc *dot;
} table[NPY_NTYPES] = {
#define ROW(number, name, type, text) [number] = {name##_sort, name##_argsort, name##_argmax, name##_argmin, name##_dot},
    AMBI_INTEGER_DTYPES(ROW) AMBI_FLOAT_DTYPES(ROW)
#undef ROW
#define ROW(number, name, type, text) [number] = {name##_sort, name##_argsort, NULL, NULL, NULL},
    AMBI_COMPLEX_DTYPES(ROW) AMBI_OTHER_DTYPES(ROW)
#undef ROW
};

void ambi_add_sorts(int type_num, PyArray_ArrFuncs *functions) {
  for (int kind = 0; kind < 3; kind++) {
    functions->sort[kind] = table[type_num].sort;
    functions->argsort[kind] = table[type_num].argsort;
  }
  functions->argmax = table[type_num].argmax;
  functions->argmin = table[type_num].argmin;
  functions->dotfunc = table[type_num].dot;
}
