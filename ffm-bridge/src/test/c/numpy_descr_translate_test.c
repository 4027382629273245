/*
 * Translations of descriptors from one ABI to the other: that each says what its source says at that time, whatever C has
 * written into the source since, and shares nothing with it that C may change.
 */
#include "numpy_struct_check.h"

#include <pthread.h>

#include "entry.h"

AMBI_API PyObject *ambi_descr_translate(PyObject *descr, int64_t from);
AMBI_API void ambi_aux_data_free(void *data);

enum { SECONDS = 7, DAYS = 4, HEAD = 32 };

/* What Java makes for the built-in descriptors of times. */
static void *time_metadata(int base, int num) {
  char *data = calloc(1, HEAD + sizeof(PyArray_DatetimeMetaData));
  ((void (**)(void *))(void *)data)[0] = ambi_aux_data_free;
  ((void *(**)(void *))(void *)data)[1] = ambi_time_metadata_clone;
  *(PyArray_DatetimeMetaData *)(void *)(data + HEAD) = (PyArray_DatetimeMetaData){.base = base, .num = num};
  return data;
}

static void **c_metadata_of(PyObject *descr) {
  return ambi_descr_is_1x(descr) ? &((ambi_descr_1x *)descr)->c_metadata : &((ambi_legacy_descr_2x *)descr)->c_metadata;
}

static PyArray_DatetimeMetaData *unit_of(PyObject *descr) {
  return (PyArray_DatetimeMetaData *)(void *)((char *)*c_metadata_of(descr) + HEAD);
}

static PyObject **metadata_of(PyObject *descr) {
  return ambi_descr_is_1x(descr) ? &((ambi_descr_1x *)descr)->metadata : &((ambi_descr_2x *)descr)->metadata;
}

static void set_alignment(PyObject *descr, npy_intp alignment) {
  if (ambi_descr_is_1x(descr)) {
    ((ambi_descr_1x *)descr)->alignment = (int)alignment;
  } else {
    ((ambi_descr_2x *)descr)->alignment = alignment;
  }
}

/* The same at both ends of a translation, down to the fields. */
static bool says_the_same(PyObject *a, PyObject *b) {
  const ambi_descr_1x *x = (ambi_descr_1x *)a, *y = (ambi_descr_1x *)b;
  if (x->typeobj != y->typeobj || x->kind != y->kind || x->type != y->type || x->byteorder != y->byteorder ||
      x->type_num != y->type_num || ambi_descr_elsize(a) != ambi_descr_elsize(b) ||
      ambi_descr_alignment(a) != ambi_descr_alignment(b) || ambi_descr_flags(a) != ambi_descr_flags(b) ||
      *metadata_of(a) != *metadata_of(b) || *test_names_of(a) != *test_names_of(b)) {
    return false;
  }
  if (!*c_metadata_of(a) != !*c_metadata_of(b)) return false;
  if (*c_metadata_of(a) && memcmp(unit_of(a), unit_of(b), sizeof *unit_of(a)) != 0) return false;
  PyArray_ArrayDescr *s = *test_subarray_of(a), *t = *test_subarray_of(b);
  if (!s != !t || (s && (s->shape != t->shape || !says_the_same(s->base, t->base)))) return false;
  PyObject *fields = *test_fields_of(a), *others = *test_fields_of(b), *name, *entry;
  if (!fields != !others || (fields && PyDict_Size(fields) != PyDict_Size(others))) return false;
  Py_ssize_t position = 0;
  while (fields && PyDict_Next(fields, &position, &name, &entry)) {
    PyObject *other = PyDict_GetItem(others, name);
    if (!other || PyTuple_GET_SIZE(other) != 2 || PyTuple_GET_ITEM(entry, 1) != PyTuple_GET_ITEM(other, 1) ||
        !says_the_same(PyTuple_GET_ITEM(entry, 0), PyTuple_GET_ITEM(other, 0))) {
      return false;
    }
  }
  return true;
}

/* {'x': '<i8', 'y': '>i4', 't': 'M8[s]', 's': ('<f8', (2, 3)), 'r': {'p': 'V3'}} */
static PyObject *record(int abi) {
  PyObject *time = test_descr(abi, NPY_DATETIME, -1, '=');
  *unit_of(time) = (PyArray_DatetimeMetaData){.base = SECONDS, .num = 1};
  PyObject *inner = test_structure(abi, 3, 1, (test_field[]){{"p", test_descr(abi, NPY_VOID, 3, '|'), 0}});
  return test_structure(abi, 72, 5,
                        (test_field[]){{"x", test_builtin(abi, NPY_LONG), 0},
                                       {"y", test_descr(abi, NPY_INT, -1, '>'), 8},
                                       {"t", time, 12},
                                       {"s", test_subarray(test_builtin(abi, NPY_DOUBLE), 48, 2, (npy_intp[]){2, 3}), 20},
                                       {"r", inner, 68}});
}

static PyObject *field_of(PyObject *descr, const char *name) {
  return PyTuple_GET_ITEM(PyDict_GetItemString(*test_fields_of(descr), name), 0);
}

static PyObject *translate(PyObject *descr) { return ambi_descr_translate(descr, ambi_descr_abi(descr)); }

/* ---- a source that changes ---------------------------------------------------------------------------------------- */

/* Each of these writes one field of `descr`, as C may. */
static void change_elsize(PyObject *descr) { ambi_descr_set_elsize(descr, 80); }
static void change_alignment(PyObject *descr) { set_alignment(descr, 8); }
static void change_flags(PyObject *descr) { test_set_flags(descr, 0x10); }
static void change_type(PyObject *descr) { ((ambi_descr_1x *)descr)->type = 'v'; }
static void change_byteorder(PyObject *descr) { ((ambi_descr_1x *)descr)->byteorder = '>'; }
static void change_typeobj(PyObject *descr) {
  PyTypeObject *old = ((ambi_descr_1x *)descr)->typeobj;
  ((ambi_descr_1x *)descr)->typeobj = (PyTypeObject *)AMBI_NEWREF(&PyTuple_Type);
  Py_DECREF(old);
}
static void change_metadata(PyObject *descr) { Py_SETREF(*metadata_of(descr), PyDict_New()); }
static void change_fields(PyObject *descr) {
  PyObject *copy = PyDict_Copy(*test_fields_of(descr));
  Py_SETREF(*test_fields_of(descr), copy);
  test_set_field(descr, "x", test_builtin(ambi_descr_abi(descr), NPY_DOUBLE), 0);
}
static void change_field_in_dict(PyObject *descr) { test_set_field(descr, "x", test_builtin(ambi_descr_abi(descr), NPY_ULONG), 0); }
static void change_offset_in_dict(PyObject *descr) {
  test_set_field(descr, "y", AMBI_NEWREF(field_of(descr, "y")), 64);
}
static void change_order_in_dict(PyObject *descr) {
  PyObject *fields = *test_fields_of(descr), *entry = AMBI_NEWREF(PyDict_GetItemString(fields, "x"));
  PyDict_DelItemString(fields, "x");
  PyDict_SetItemString(fields, "x", entry);
  Py_DECREF(entry);
}
static void change_names_and_dict(PyObject *descr) {
  PyDict_DelItemString(*test_fields_of(descr), "y");
  test_set_field(descr, "z", test_builtin(ambi_descr_abi(descr), NPY_INT), 8);
  Py_SETREF(*test_names_of(descr), Py_BuildValue("(sssss)", "t", "s", "z", "r", "x"));
}
static void change_byteorder_of_field(PyObject *descr) { ((ambi_descr_1x *)field_of(descr, "y"))->byteorder = '='; }
static void change_metadata_of_field(PyObject *descr) { change_metadata(field_of(descr, "y")); }
static void change_unit_of_field(PyObject *descr) {
  *unit_of(field_of(descr, "t")) = (PyArray_DatetimeMetaData){.base = DAYS, .num = 3};
}
static void change_unit_data_of_field(PyObject *descr) {
  void **data = c_metadata_of(field_of(descr, "t"));
  ambi_aux_data_free(*data);
  *data = time_metadata(DAYS, 7);
}
static void change_shape_of_field(PyObject *descr) {
  PyArray_ArrayDescr *sub = *test_subarray_of(field_of(descr, "s"));
  Py_SETREF(sub->shape, Py_BuildValue("(iii)", 1, 6, 1));
}
static void change_base_of_field(PyObject *descr) {
  PyArray_ArrayDescr *sub = *test_subarray_of(field_of(descr, "s"));
  PyObject *old = sub->base;
  sub->base = test_builtin(ambi_descr_abi(descr), NPY_LONG);
  Py_DECREF(old);
}
static void change_subarray_of_field(PyObject *descr) {
  PyArray_ArrayDescr **sub = test_subarray_of(field_of(descr, "s")), *old = *sub;
  *sub = malloc(sizeof **sub);
  **sub = (PyArray_ArrayDescr){test_builtin(ambi_descr_abi(descr), NPY_DATETIME), Py_BuildValue("(i)", 6)};
  Py_DECREF(old->base);
  Py_DECREF(old->shape);
  free(old);
}
static void change_inner_field(PyObject *descr) {
  test_set_field(field_of(descr, "r"), "p", test_descr(ambi_descr_abi(descr), NPY_STRING, 2, '|'), 1);
}

static void (*const changes[])(PyObject *) = {change_elsize,          change_alignment,          change_flags,
                                              change_type,            change_byteorder,          change_typeobj,
                                              change_metadata,        change_fields,             change_field_in_dict,
                                              change_offset_in_dict,  change_order_in_dict,      change_inner_field,
                                              change_byteorder_of_field, change_metadata_of_field, change_unit_of_field,
                                              change_unit_data_of_field, change_shape_of_field,  change_base_of_field,
                                              change_subarray_of_field, change_names_and_dict};
enum { CHANGES = sizeof changes / sizeof *changes };

/* Every translation says what its source says then, and goes on saying it when C writes to the source; in each order of release. */
static void test_changed_sources(int abi) {
  for (int i = 0; i < CHANGES; i++) {
    PyObject *source = record(abi), *unchanged = record(abi);
    PyObject *before = translate(source), *again = translate(source);
    CHECK(before && again && before != again && says_the_same(source, before) && says_the_same(source, again));
    Py_XDECREF(again);
    changes[i](source);
    PyObject *after = translate(source);
    if (!after || !says_the_same(source, after)) AMBI_FAIL("the translation is not that of the source after change %d", i);
    if (changes[i] != change_order_in_dict && says_the_same(source, before)) {
      AMBI_FAIL("change %d is also one of the translation made before", i);
    }
    PyObject *back = before ? translate(before) : NULL;
    CHECK(back && ambi_descr_elsize(back) == ambi_descr_elsize(unchanged) && says_the_same(before, back));
    CHECK_NO_ERR();
    /* The source first, last, or between its translations. */
    PyObject *all[] = {source, before, after, back, unchanged};
    for (int k = 0; k < 5; k++) Py_XDECREF(all[(k + i) % 5]);
  }
}

/* What C writes into a translation reaches neither the source nor other translations, and does not stay. */
static void test_changed_translations(int abi) {
  for (int i = 0; i < CHANGES; i++) {
    PyObject *source = record(abi), *changed = translate(source), *other = translate(source);
    CHECK(changed && other && says_the_same(source, changed));
    changes[i](changed);
    CHECK(says_the_same(source, other));
    if (changes[i] != change_order_in_dict && says_the_same(source, changed)) {
      AMBI_FAIL("change %d of the translation is one of its source", i);
    }
    if (i % 2) Py_CLEAR(changed);
    PyObject *after = translate(source);
    CHECK(after && says_the_same(source, after));
    PyObject *all[] = {after, changed, other, source};
    for (int k = 0; k < 4; k++) Py_XDECREF(all[(k + i) % 4]);
  }
}

/* ---- names and their dict ------------------------------------------------------------------------------------------ */

/* The dict of a translation is a dict: as many entries, in the order of the source's, found by name, and it can grow. */
static void test_fields(int abi, int n, bool churned) {
  PyObject *descr = test_structure(abi, 8, 0, NULL), *names = PyTuple_New(n);
  Py_SETREF(*test_names_of(descr), names);
  for (int i = 0; i < n + 20 * churned; i++) {
    char name[32];
    snprintf(name, sizeof name, "field%d", i * 61 % (n + 20 * churned));
    test_set_field(descr, name, test_builtin(abi, i % 2 ? NPY_INT : NPY_DOUBLE), 0);
  }
  /* Those that go leave gaps in the table. */
  for (int i = 0; i < 20 * churned; i++) {
    char name[32];
    snprintf(name, sizeof name, "field%d", n + i);
    PyDict_DelItemString(*test_fields_of(descr), name);
  }
  for (int i = 0; i < n; i++) PyTuple_SET_ITEM(names, i, PyUnicode_FromFormat("field%d", i));
  PyObject *other = translate(descr), *name, *entry, *key;
  CHECK(other && says_the_same(descr, other));
  if (other) {
    PyObject *fields = *test_fields_of(other);
    Py_ssize_t p = 0, q = 0;
    while (PyDict_Next(*test_fields_of(descr), &p, &name, &entry)) CHECK(PyDict_Next(fields, &q, &key, NULL) && key == name);
    CHECK_INT(PyDict_Size(fields), n);
    for (int i = 0; i < n; i += 2) CHECK_INT(PyDict_DelItem(fields, PyTuple_GET_ITEM(names, i)), 0);
    for (int i = 0; i < 50; i++) test_set_field(other, &"another"[i % 7], test_builtin(3 - abi, NPY_INT), 0);
    CHECK_INT(PyDict_Size(fields), n / 2 + 7);
    for (int i = 1; i < n; i += 2) CHECK(PyDict_Contains(fields, PyTuple_GET_ITEM(names, i)) == 1);
    CHECK_INT(PyDict_Size(*test_fields_of(descr)), n);
  }
  Py_XDECREF(other);
  Py_DECREF(descr);
}

/* A name that is there twice, that is missing, or that is no string; more fields than names. */
static void test_names(int abi) {
  PyObject *descr = test_structure(
      abi, 8, 2, (test_field[]){{"a", test_builtin(abi, NPY_INT), 0}, {"b", test_builtin(abi, NPY_INT), 4}});
  PyObject *good = AMBI_NEWREF(*test_names_of(descr));
  PyObject *const bad[] = {Py_BuildValue("(ss)", "a", "a"), Py_BuildValue("(ss)", "a", "c"), Py_BuildValue("(si)", "a", 1),
                           Py_BuildValue("(s)", "a"), Py_BuildValue("(sss)", "a", "b", "b"), Py_BuildValue("[ss]", "a", "b")};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    Py_SETREF(*test_names_of(descr), bad[i]);
    CHECK(!translate(descr));
    CHECK_NO_ERR();
  }
  Py_SETREF(*test_names_of(descr), good);
  PyObject *other = translate(descr), *number = PyLong_FromLong(1);
  CHECK(other && says_the_same(descr, other));
  Py_XDECREF(other);
  PyDict_SetItem(*test_fields_of(descr), number, PyDict_GetItemString(*test_fields_of(descr), "b"));
  PyDict_DelItemString(*test_fields_of(descr), "b");
  CHECK(!translate(descr));
  Py_SETREF(*test_names_of(descr), Py_BuildValue("(si)", "a", 1));
  CHECK(!translate(descr));
  CHECK_NO_ERR();
  Py_DECREF(number);
  Py_DECREF(descr);
}

/* Objects that are no descriptors are not read as such. */
static void test_others(int abi) {
  PyObject *const others[] = {Py_None, (PyObject *)&PyTuple_Type, (PyObject *)&PyArrayDescr_Type, test_builtin(3 - abi, NPY_INT)};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    CHECK(!ambi_descr_translate(others[i], abi));
    CHECK_NO_ERR();
  }
  CHECK(!ambi_descr_translate(NULL, abi));
}

/* ---- threads --------------------------------------------------------------------------------------------------------- */

enum { ROUNDS = 20000 };

/* Translates what another thread writes to meanwhile. */
static void *translates(void *descr) {
  PyObject *kept = NULL;
  for (int i = 0; i < ROUNDS; i++) {
    PyObject *other = translate(descr);
    if (!other) return "there is no translation";
    if (kept) ambi_release(kept);
    kept = other;
  }
  ambi_release(kept);
  return NULL;
}

static void *changes_it(void *descr) {
  for (int i = 0; i < ROUNDS; i++) {
    PyGILState_STATE state = PyGILState_Ensure();
    changes[i % CHANGES](descr);
    PyObject *other = translate(descr);
    bool same = other && says_the_same(descr, other);
    Py_XDECREF(other);
    if (i % CHANGES == CHANGES - 1) {
      /* As it was: the first change is one of it again. */
      PyObject *fresh = record(ambi_descr_abi(descr)), **fields = test_fields_of(descr), **names = test_names_of(descr);
      Py_SETREF(*fields, AMBI_NEWREF(*test_fields_of(fresh)));
      Py_SETREF(*names, AMBI_NEWREF(*test_names_of(fresh)));
      Py_DECREF(fresh);
    }
    PyGILState_Release(state);
    if (!same) return "a translation is not that of its source";
  }
  return NULL;
}

static void test_threads(int abi) {
  PyObject *descr = record(abi);
  pthread_t threads[3];
  PyThreadState *state = PyEval_SaveThread();
  for (int i = 0; i < 3; i++) pthread_create(&threads[i], NULL, i ? translates : changes_it, descr);
  for (int i = 0; i < 3; i++) {
    void *wrong = NULL;
    pthread_join(threads[i], &wrong);
    if (wrong) AMBI_FAIL("thread %d: %s", i, (char *)wrong);
    ambi_checks++;
  }
  PyEval_RestoreThread(state);
  Py_DECREF(descr);
}

int main(void) {
  ambi_test_numpy_init();
  for (int num = NPY_DATETIME; num <= NPY_TIMEDELTA; num++) {
    test_descrs_1x[num].c_metadata = time_metadata(SECONDS, 1);
    test_descrs_2x[num].c_metadata = time_metadata(SECONDS, 1);
  }
  for (int abi = 1; abi <= 2; abi++) {
    CHECK_LIVE_UNCHANGED {
      test_changed_sources(abi);
      test_changed_translations(abi);
      for (int n = 0; n < 40; n++) {
        test_fields(abi, n, false);
        test_fields(abi, n, true);
      }
      test_names(abi);
      test_others(abi);
    }
    CHECK_LIVE_UNCHANGED { test_threads(abi); }
  }
  return ambi_test_result();
}
