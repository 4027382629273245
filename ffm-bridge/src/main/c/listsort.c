/*
 * list.sort: a stable merge sort of natural runs. A list shorter than 64 items is one run made longer by binary
 * insertion, as in CPython, so that even an inconsistent order (NaN) gives the same result there.
 */
#include "listobject.h"

enum { MIN_RUN = 64 };

/* Parallel arrays: items[i] is sorted by keys[i]. Without a key function they are the same array. */
typedef struct {
  PyObject **keys;
  PyObject **items;
} sorted_arrays;

static int less(PyObject *a, PyObject *b) { return PyObject_RichCompareBool(a, b, Py_LT); }

static void reverse(PyObject **a, Py_ssize_t n) {
  for (Py_ssize_t i = 0, j = n - 1; i < j; i++, j--) {
    PyObject *o = a[i];
    a[i] = a[j];
    a[j] = o;
  }
}

static void reverse_both(sorted_arrays a, Py_ssize_t start, Py_ssize_t n) {
  reverse(a.items + start, n);
  if (a.keys != a.items) reverse(a.keys + start, n);
}

/* The length of the run at start, made ascending; a descending run is strictly so, to stay stable. */
static Py_ssize_t take_run(sorted_arrays a, Py_ssize_t start, Py_ssize_t stop) {
  Py_ssize_t i = start + 1;
  if (i == stop) return 1;
  int first = less(a.keys[i], a.keys[i - 1]);
  if (first < 0) return -1;
  for (i++; i < stop; i++) {
    int down = less(a.keys[i], a.keys[i - 1]);
    if (down < 0) return -1;
    if (down != first) break;
  }
  if (first) reverse_both(a, start, i - start);
  return i - start;
}

static void rotate_into(PyObject **a, Py_ssize_t from, Py_ssize_t to) {
  PyObject *moved = a[from];
  memmove(a + to + 1, a + to, (size_t)(from - to) * sizeof *a);
  a[to] = moved;
}

/* [start, sorted) is sorted; inserts the rest up to stop. */
static int insert_rest(sorted_arrays a, Py_ssize_t start, Py_ssize_t sorted, Py_ssize_t stop) {
  for (; sorted < stop; sorted++) {
    Py_ssize_t low = start, high = sorted;
    while (low < high) {
      Py_ssize_t middle = low + (high - low) / 2;
      int is_less = less(a.keys[sorted], a.keys[middle]);
      if (is_less < 0) return -1;
      if (is_less) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    rotate_into(a.items, sorted, low);
    if (a.keys != a.items) rotate_into(a.keys, sorted, low);
  }
  return 0;
}

/* Merges [start, middle) and [middle, stop). On error the arrays still hold every object once. */
static int merge(sorted_arrays a, sorted_arrays scratch, Py_ssize_t start, Py_ssize_t middle, Py_ssize_t stop) {
  Py_ssize_t n = middle - start, left = 0, right = middle, out = start;
  int result = 0;
  memcpy(scratch.items, a.items + start, (size_t)n * sizeof(PyObject *));
  if (a.keys != a.items) memcpy(scratch.keys, a.keys + start, (size_t)n * sizeof(PyObject *));
  while (left < n && right < stop) {
    int take_right = less(a.keys[right], scratch.keys[left]);
    if (take_right < 0) {
      result = -1;
      break;
    }
    sorted_arrays from = take_right ? a : scratch;
    Py_ssize_t at = take_right ? right++ : left++;
    a.items[out] = from.items[at];
    if (a.keys != a.items) a.keys[out] = from.keys[at];
    out++;
  }
  memcpy(a.items + out, scratch.items + left, (size_t)(n - left) * sizeof(PyObject *));
  if (a.keys != a.items) memcpy(a.keys + out, scratch.keys + left, (size_t)(n - left) * sizeof(PyObject *));
  return result;
}

static int sort_arrays(sorted_arrays a, Py_ssize_t n) {
  if (n < 2) return 0;
  /* Lengths of the runs still to be merged. Each is more than twice as long as the next, so there are
     at most as many as a size has bits. */
  Py_ssize_t runs[66];
  int count = 0, result = -1;
  PyObject **memory = NULL;
  sorted_arrays scratch = {NULL, NULL};
  if (n > MIN_RUN) {
    size_t arrays = a.keys == a.items ? 1 : 2;
    memory = PyMem_Malloc(arrays * (size_t)n * sizeof(PyObject *));
    if (!memory) {
      PyErr_NoMemory();
      return -1;
    }
    scratch = (sorted_arrays){memory + (arrays - 1) * (size_t)n, memory};
  }
  for (Py_ssize_t start = 0; start < n;) {
    Py_ssize_t run = take_run(a, start, n);
    if (run < 0) goto done;
    Py_ssize_t wanted = n - start < MIN_RUN ? n - start : MIN_RUN;
    if (run < wanted) {
      if (insert_rest(a, start, start + run, start + wanted) < 0) goto done;
      run = wanted;
    }
    runs[count++] = run;
    start += run;
    while (count > 1 && (start == n || runs[count - 2] / 2 <= runs[count - 1])) {
      Py_ssize_t last = runs[--count], middle = start - last;
      if (merge(a, scratch, middle - runs[count - 1], middle, start) < 0) goto done;
      runs[count - 1] += last;
    }
  }
  result = 0;
done:
  PyMem_Free(memory);
  return result;
}

/* keys[i] = key(items[i]). */
static int make_keys(PyObject *key, PyObject **items, PyObject **keys, Py_ssize_t n) {
  for (Py_ssize_t i = 0; i < n; i++) {
    keys[i] = PyObject_CallOneArg(key, items[i]);
    if (keys[i]) continue;
    while (i-- > 0) Py_DECREF(keys[i]);
    return -1;
  }
  return 0;
}

int ambi_list_sort(PyListObject *list, PyObject *key, bool descending) {
  /* While it is sorted the list is empty, so that comparisons and key functions cannot disturb the
     items; room of -1 tells afterwards whether one of them touched it. */
  PyObject **items = list->ob_item, **keys = items;
  Py_ssize_t n = Py_SIZE(list), room = list->allocated;
  list->ob_item = NULL;
  list->allocated = -1;
  Py_SET_SIZE(list, 0);
  int result = -1;
  if (key && key != Py_None) {
    keys = PyMem_Malloc((size_t)n * sizeof(PyObject *));
    if (!keys) {
      PyErr_NoMemory();
    } else if (make_keys(key, items, keys, n) < 0) {
      PyMem_Free(keys);
      keys = NULL;
    }
  }
  if (keys || n == 0) {
    sorted_arrays a = {keys, items};
    /* Reversed before and after, equal items keep their order. */
    if (descending) reverse_both(a, 0, n);
    result = sort_arrays(a, n);
    if (descending) reverse_both(a, 0, n);
    if (keys != items) {
      for (Py_ssize_t i = 0; i < n; i++) Py_DECREF(keys[i]);
      PyMem_Free(keys);
    }
  }
  if (list->allocated != -1 && result == 0) {
    PyErr_SetString(PyExc_ValueError, "list modified during sort");
    result = -1;
  }
  PyObject **intruders = list->ob_item;
  Py_ssize_t intruder_count = Py_SIZE(list);
  list->ob_item = items;
  list->allocated = room;
  Py_SET_SIZE(list, n);
  if (intruders) {
    while (intruder_count-- > 0) Py_XDECREF(intruders[intruder_count]);
    PyMem_Free(intruders);
  }
  return result;
}
