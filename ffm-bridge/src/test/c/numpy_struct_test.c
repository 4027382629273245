/* Structures and sub-arrays: casts of random ones, and of those that C may hand over though they make no sense. */
#include "numpy_struct_check.h"

#include "generated_ids.h"
#include "numpy_elements.h"

static uint64_t state = 88172645463325252;

static uint64_t next_random(void) {
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

static int below(int n) { return (int)(next_random() % (uint64_t)n); }

/* ---- random descriptors ------------------------------------------------------------------------------------------- */

static PyObject *random_descr(int abi, int depth);

static PyObject *random_structure(int abi, int depth) {
  static const char *const names[] = {"a", "b", "c", "d"};
  test_field fields[4];
  int n = below(5);
  npy_intp size = 0;
  for (int i = 0; i < n; i++) {
    PyObject *descr = random_descr(abi, depth);
    /* Side by side, with gaps, or over each other. */
    npy_intp offset = below(3) ? size + below(3) : below((int)size + 1), end = offset + ambi_descr_elsize(descr);
    fields[i] = (test_field){names[i], descr, offset};
    if (end > size) size = end;
  }
  return test_structure(abi, size + below(2), n, fields);
}

static PyObject *random_descr(int abi, int depth) {
  static const int numbers[] = {NPY_BOOL,   NPY_BYTE,  NPY_UBYTE,  NPY_SHORT,      NPY_INT,    NPY_ULONG,       NPY_LONGLONG,
                                NPY_FLOAT,  NPY_HALF,  NPY_DOUBLE, NPY_LONGDOUBLE, NPY_CFLOAT, NPY_CLONGDOUBLE, NPY_DATETIME,
                                NPY_TIMEDELTA};
  char order = below(2) ? '=' : '>';
  switch (depth > 0 ? below(8) : below(6)) {
    case 0:
      return test_descr(abi, NPY_VOID, below(9), '|');
    case 1:
      return test_descr(abi, NPY_STRING, below(9), '|');
    case 2:
      return test_descr(abi, NPY_UNICODE, 4 * below(4), order);
    case 6:
      return random_structure(abi, depth - 1);
    case 7: {
      npy_intp dims[3], size;
      int nd = below(4);
      PyObject *base = random_descr(abi, depth - 1);
      size = ambi_descr_elsize(base);
      for (int i = 0; i < nd; i++) size *= dims[i] = below(4);
      return test_subarray(base, size, nd, dims);
    }
    default: {
      int num = numbers[below(sizeof numbers / sizeof *numbers)];
      return test_descr(abi, num, -1, num == NPY_BOOL || num == NPY_BYTE || num == NPY_UBYTE ? '|' : order);
    }
  }
}

/* Elements at odd places, some backwards, with random bytes. */
static ambi_run_of random_run(PyObject *descr, npy_intp n, char **memory) {
  npy_intp size = ambi_descr_elsize(descr), step = size + below(3), start = below(8);
  size_t bytes = (size_t)(start + (n - 1) * step + size);
  *memory = test_memory(bytes);
  for (size_t i = 0; i < bytes; i++) (*memory)[i] = (char)next_random();
  bool backwards = below(4) == 0;
  return (ambi_run_of){descr, *memory + start + (backwards ? (n - 1) * step : 0), backwards ? -step : step, NULL};
}

/* Nothing beside the elements is touched, whatever casts to whatever. */
static void test_random(void) {
  for (int i = 0; i < 6000; i++) {
    int abi = 1 + below(2);
    PyObject *from_descr = random_descr(abi, 3), *to_descr = below(4) ? random_descr(abi, 3) : AMBI_NEWREF(from_descr);
    npy_intp n = 1 + below(5);
    char *from_memory, *to_memory;
    ambi_run_of from = random_run(from_descr, n, &from_memory), to = random_run(to_descr, n, &to_memory);
    int level = ambi_struct_casting(from_descr, to_descr), status = ambi_transfer(from, to, n);
    CHECK(level >= -1 && level <= NPY_UNSAFE_CASTING);
    CHECK(status == 0 || PyErr_Occurred());
    PyErr_Clear();
    PyArrayObject_fields array = ambi_stand_in(to_descr);
    ambi_descr_funcs(to_descr)->copyswapn(to.data, to.stride, below(2) ? to.data : NULL, to.stride, n, below(2), &array);
    PyErr_Clear();
    PyObject *item = ambi_descr_funcs(to_descr)->getitem(to.data, &array);
    if (item && ambi_is_void(to_descr)) ambi_void_setitem(item, to.data, &array);
    PyErr_Clear();
    Py_XDECREF(item);
    free(from_memory);
    free(to_memory);
    Py_DECREF(from_descr);
    Py_DECREF(to_descr);
  }
}

/* A structure of the other ABI and back is what it was; the numbers in it are the same ones. */
AMBI_API PyObject *ambi_descr_translate(PyObject *descr, int64_t from);

static void test_random_translations(void) {
  int translated = 0;
  for (int i = 0; i < 4000; i++) {
    int abi = 1 + below(2);
    PyObject *descr = random_descr(abi, 3), *other = ambi_descr_translate(descr, abi);
    if (other) {
      translated++;
      PyObject *back = ambi_descr_translate(other, 3 - abi);
      CHECK(back && ambi_descr_elsize(back) == ambi_descr_elsize(descr) && ambi_descr_elsize(other) == ambi_descr_elsize(descr));
      int level = back ? ambi_struct_casting(descr, back) : -1;
      CHECK(!back || !ambi_is_void(descr) || PyErr_Occurred() || level == NPY_NO_CASTING || level == NPY_UNSAFE_CASTING);
      PyErr_Clear();
      Py_XDECREF(back);
      Py_DECREF(other);
    }
    CHECK_NO_ERR();
    Py_DECREF(descr);
  }
  CHECK(translated > 1000);
}

/* ---- values ---------------------------------------------------------------------------------------------------------- */

/* {'x': '<i4' at 1, 'y': '>i2' at 5} */
static PyObject *odd_structure(int abi) {
  return test_structure(abi, 7, 2,
                        (test_field[]){{"x", test_builtin(abi, NPY_INT), 1}, {"y", test_descr(abi, NPY_SHORT, -1, '>'), 5}});
}

static void test_misaligned(int abi) {
  PyObject *from = odd_structure(abi);
  PyObject *to = test_structure(abi, 11, 2,
                                (test_field[]){{"p", test_builtin(abi, NPY_DOUBLE), 0}, {"q", test_descr(abi, NPY_HALF, -1, '>'), 9}});
  const char elements[] = {0, 5, 0, 0, 0, 1, 2, 0, -1, -1, -1, -1, -1, -2};
  char *source = test_memory(sizeof elements + 1), *target = test_memory(2 * 11 + 1);
  memcpy(source + 1, elements, sizeof elements);
  CHECK_INT(ambi_transfer((ambi_run_of){from, source + 1, 7, NULL}, (ambi_run_of){to, target + 1, 11, NULL}, 2), 0);
  double p[2];
  memcpy(&p[0], target + 1, 8);
  memcpy(&p[1], target + 12, 8);
  CHECK(p[0] == 5.0 && p[1] == -1.0);
  CHECK(target[10] == 0x5c && target[11] == 0x08); /* 258 */
  CHECK(target[21] == (char)0xc0 && target[22] == 0); /* -2 */
  free(source);
  free(target);
  Py_DECREF(from);
  Py_DECREF(to);
}

/* Objects in structures that are copied, padded, cleared and swapped are counted. */
static void test_objects(int abi) {
  PyObject *pair = test_structure(abi, 9, 2,
                                  (test_field[]){{"n", test_builtin(abi, NPY_BYTE), 0}, {"o", test_builtin(abi, NPY_OBJECT), 1}});
  PyObject *one = test_subarray(AMBI_NEWREF(pair), 9, 1, (npy_intp[]){1});
  PyObject *three = test_subarray(AMBI_NEWREF(pair), 27, 1, (npy_intp[]){3});
  PyObject *value = PyList_New(0), *item;
  char *source = test_memory(9), *target = test_memory(27);
  memcpy(source + 1, &value, sizeof value);
  for (int again = 0; again < 2; again++) {
    CHECK_INT(ambi_transfer((ambi_run_of){one, source, 9, NULL}, (ambi_run_of){three, target, 27, NULL}, 1), 0);
    CHECK_INT(Py_REFCNT(value), 4);
  }
  PyArrayObject_fields array = ambi_stand_in(three);
  ambi_void_copyswap(target, NULL, 1, &array);
  CHECK_INT(Py_REFCNT(value), 4);
  array = ambi_stand_in(pair);
  item = ambi_void_getitem(target + 9, &array);
  CHECK_INT(Py_REFCNT(value), 5);
  CHECK_INT(ambi_void_setitem(item, target, &array), 0);
  Py_XDECREF(item);
  CHECK_INT(Py_REFCNT(value), 4);
  CHECK_NO_ERR();
  memset(source + 1, 0, sizeof value);
  CHECK_INT(ambi_transfer((ambi_run_of){one, source, 9, NULL}, (ambi_run_of){three, target, 27, NULL}, 1), 0);
  CHECK_INT(Py_REFCNT(value), 1);
  free(source);
  free(target);
  Py_DECREF(value);
  Py_DECREF(pair);
  Py_DECREF(one);
  Py_DECREF(three);
}

/* Bytes that are set from a view of themselves. */
static void test_overlapping_bytes(int abi) {
  PyObject *descr = test_descr(abi, NPY_VOID, 6, '|');
  PyArrayObject_fields array = ambi_stand_in(descr);
  char *data = test_memory(8);
  memcpy(data, "abcdefgh", 8);
  PyObject *view = PyMemoryView_FromMemory(data + 2, 6, 0x100 /* PyBUF_READ */);
  CHECK_INT(ambi_void_setitem(view, data, &array), 0);
  CHECK(memcmp(data, "cdefghgh", 8) == 0);
  Py_DECREF(view);
  free(data);
  Py_DECREF(descr);
}

/* ---- what makes no sense ---------------------------------------------------------------------------------------- */

/* Whatever is asked of the descriptor ends, with an error or without. */
static void use_(PyObject *descr, int line) {
  int abi = ambi_descr_abi(descr);
  npy_intp size = ambi_descr_elsize(descr);
  char *a = test_memory(size > 0 ? (size_t)size : 0), *b = test_memory(size > 0 ? (size_t)size : 0);
  PyArrayObject_fields array = ambi_stand_in(descr);
  PyObject *others[] = {AMBI_NEWREF(descr), test_builtin(abi, NPY_INT), test_descr(abi, NPY_VOID, size > 0 ? size : 0, '|'), PyArray_DescrNew(descr)};
  for (int i = 0; i < 4; i++) {
    if (ambi_descr_elsize(others[i]) > size) continue;
    CHECK(ambi_struct_casting(descr, others[i]) <= NPY_UNSAFE_CASTING);
    ambi_transfer((ambi_run_of){descr, a, size, NULL}, (ambi_run_of){others[i], b, size, NULL}, 1);
    PyErr_Clear();
    ambi_transfer((ambi_run_of){others[i], b, size, NULL}, (ambi_run_of){descr, a, size, NULL}, 1);
    PyErr_Clear();
  }
  PyObject *item = ambi_void_getitem(a, &array), *zero = PyLong_FromLong(0);
  PyErr_Clear();
  Py_XDECREF(item);
  ambi_void_setitem(zero, a, &array);
  PyErr_Clear();
  ambi_void_copyswap(a, b, 1, &array);
  PyErr_Clear();
  PyObject *other = ambi_descr_translate(descr, abi);
  if (other) AMBI_FAIL("the descriptor of line %d is translated", line);
  CHECK_NO_ERR();
  Py_XDECREF(other);
  Py_DECREF(zero);
  for (int i = 0; i < 4; i++) Py_DECREF(others[i]);
  free(a);
  free(b);
}

#define use(descr) use_(descr, __LINE__)
#define use_and_drop(descr) use_and_drop_(descr, __LINE__)

static void use_and_drop_(PyObject *descr, int line) {
  use_(descr, line);
  Py_DECREF(descr);
}

/* A structure in itself, once and three times; in a sub-array of itself. */
static void test_cycles(int abi) {
  PyObject *once = odd_structure(abi);
  test_set_field(once, "x", AMBI_NEWREF(once), 0);
  use(once);
  PyArrayObject_fields array = ambi_stand_in(once);
  char *data = test_memory(7);
  CHECK(!ambi_void_getitem(data, &array));
  CHECK_ERR(PyExc_RecursionError, "maximum recursion depth exceeded in a structure that holds itself");
  PyObject *zero = PyLong_FromLong(0);
  CHECK_INT(ambi_void_setitem(zero, data, &array), -1);
  CHECK_ERR(PyExc_RecursionError, "maximum recursion depth exceeded in a structure that holds itself");
  ambi_void_copyswap(data, NULL, 1, &array);
  CHECK_ERR(PyExc_RecursionError, "maximum recursion depth exceeded in a structure that holds itself");
  Py_DECREF(zero);
  free(data);
  PyDict_Clear(*test_fields_of(once));
  Py_DECREF(once);

  PyObject *thrice = test_structure(abi, 8, 3,
                                    (test_field[]){{"x", test_builtin(abi, NPY_INT), 0},
                                                   {"y", test_builtin(abi, NPY_INT), 0},
                                                   {"z", test_builtin(abi, NPY_INT), 0}});
  static const char *const names[] = {"x", "y", "z"};
  for (int i = 0; i < 3; i++) test_set_field(thrice, names[i], AMBI_NEWREF(thrice), 0);
  use(thrice);
  PyDict_Clear(*test_fields_of(thrice));
  Py_DECREF(thrice);

  PyObject *inner = odd_structure(abi), *around = test_subarray(AMBI_NEWREF(inner), 7, 1, (npy_intp[]){1});
  test_set_field(inner, "y", AMBI_NEWREF(around), 0);
  use(inner);
  use(around);
  PyDict_Clear(*test_fields_of(inner));
  Py_DECREF(inner);
  Py_DECREF(around);
}

static void test_spoiled_fields(int abi) {
  PyObject *descr = odd_structure(abi);
  PyObject *negative = test_descr(abi, NPY_VOID, 0, '|');
  ambi_descr_set_elsize(negative, -5);
  test_set_field(descr, "x", negative, 0);
  use_and_drop(descr);
  descr = odd_structure(abi);
  test_set_field(descr, "x", test_builtin(abi, NPY_INT), INTPTR_MAX);
  use_and_drop(descr);
  descr = odd_structure(abi);
  test_set_field(descr, "x", test_builtin(abi, NPY_INT), INTPTR_MIN);
  use_and_drop(descr);
  descr = odd_structure(abi);
  test_set_field(descr, "y", test_builtin(abi, NPY_DOUBLE), 0);
  use_and_drop(descr);
  descr = odd_structure(abi);
  test_set_field(descr, "y", PyLong_FromLong(4), 0);
  use_and_drop(descr);
  descr = odd_structure(abi);
  PyDict_Clear(*test_fields_of(descr));
  use_and_drop(descr);
  descr = odd_structure(abi);
  Py_CLEAR(*test_fields_of(descr));
  use_and_drop(descr);
  descr = odd_structure(abi);
  PyObject *huge = PyLong_FromString("9999999999999999999999", NULL, 10), *entry = Py_BuildValue("(ON)", descr, huge);
  PyDict_SetItemString(*test_fields_of(descr), "x", entry);
  Py_DECREF(entry);
  use(descr);
  PyDict_Clear(*test_fields_of(descr));
  Py_DECREF(descr);
  descr = odd_structure(abi);
  Py_SETREF(*test_names_of(descr), PyLong_FromLong(1000));
  use_and_drop(descr);
}

/* Shapes whose products do not fit, with a length of 0 in front, behind, or elements of no size. */
static void test_huge_shapes(int abi) {
  const npy_intp huge = (npy_intp)1 << 40;
  const npy_intp shapes[][3] = {{0, huge, huge}, {huge, huge, 0}, {huge, 0, huge}, {huge, huge, huge}, {-1, 1, 1}, {-huge, -huge, 1}};
  PyObject *small = test_subarray(test_builtin(abi, NPY_INT), 32, 3, (npy_intp[]){2, 2, 2});
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
    for (int empty = 0; empty < 2; empty++) {
      PyObject *base = empty ? test_descr(abi, NPY_VOID, 0, '|') : test_builtin(abi, NPY_INT);
      PyObject *descr = test_subarray(base, 0, 3, shapes[i]);
      npy_intp dims[AMBI_MAXDIMS];
      PyArrayObject_fields array = ambi_stand_in(descr);
      char *data = test_memory(32);
      CHECK(ambi_subarray_lengths(descr, dims) == 3 || PyErr_Occurred());
      PyErr_Clear();
      ambi_transfer((ambi_run_of){descr, data, 0, NULL}, (ambi_run_of){small, data, 32, NULL}, 1);
      PyErr_Clear();
      ambi_transfer((ambi_run_of){small, data, 32, NULL}, (ambi_run_of){descr, data, 0, NULL}, 1);
      PyErr_Clear();
      ambi_void_copyswapn(data, 0, data, 0, 1, 1, &array);
      PyErr_Clear();
      PyObject *item = ambi_void_getitem(data, &array);
      PyErr_Clear();
      Py_XDECREF(item);
      Py_XDECREF(ambi_descr_translate(descr, abi));
      CHECK_NO_ERR();
      free(data);
      Py_DECREF(descr);
    }
  }
  Py_DECREF(small);
  npy_intp many[AMBI_MAXDIMS + 1];
  for (int i = 0; i <= AMBI_MAXDIMS; i++) many[i] = 1;
  use_and_drop(test_subarray(test_builtin(abi, NPY_INT), 4, AMBI_MAXDIMS + 1, many));
  PyObject *texts = test_subarray(test_builtin(abi, NPY_INT), 4, 1, (npy_intp[]){1});
  Py_SETREF((*test_subarray_of(texts))->shape, Py_BuildValue("(s)", "1"));
  use_and_drop(texts);
}

/* Structures without fields and of no bytes. */
static void test_nothing(int abi) {
  PyObject *none = test_structure(abi, 0, 0, NULL), *bytes = test_descr(abi, NPY_VOID, 0, '|'), *number = test_builtin(abi, NPY_INT);
  PyObject *const all[] = {none, bytes, number};
  char *a = test_memory(4), *b = test_memory(4);
  for (int i = 0; i < 9; i++) {
    ambi_run_of from = {all[i / 3], a, 4, NULL}, to = {all[i % 3], b, 4, NULL};
    CHECK_INT(ambi_transfer(from, to, 0), 0);
    int status = ambi_transfer(from, to, 1);
    CHECK(status == 0 || PyErr_Occurred());
    PyErr_Clear();
  }
  free(a);
  free(b);
  Py_DECREF(none);
  Py_DECREF(bytes);
  Py_DECREF(number);
}

/* Java answers nothing here; it takes over the descriptor of an array that it is to make. */
static int64_t no_answer(int32_t fn, int32_t abi, int64_t context, const int64_t *argv) {
  if (fn == AMBI_FN_FROM_ANY) Py_DECREF((PyObject *)(intptr_t)argv[1]);
  return test_upcall(fn, abi, context, argv);
}

int main(void) {
  ambi_test_numpy_init();
  ambi_set_java_entry(no_answer);
  CHECK_LIVE_UNCHANGED { test_random(); }
  CHECK_LIVE_UNCHANGED { test_random_translations(); }
  for (int abi = 1; abi <= 2; abi++) {
    CHECK_LIVE_UNCHANGED {
      test_misaligned(abi);
      test_objects(abi);
      test_overlapping_bytes(abi);
      test_cycles(abi);
      test_spoiled_fields(abi);
      test_huge_shapes(abi);
      test_nothing(abi);
    }
  }
  return ambi_test_result();
}
