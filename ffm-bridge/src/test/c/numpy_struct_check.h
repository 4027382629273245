/* For tests of structures: descriptors of void dtypes made in C, as extensions make them, also such as make no sense. */
#ifndef AMBI_NUMPY_STRUCT_CHECK_H
#define AMBI_NUMPY_STRUCT_CHECK_H

#include "numpy_check.h"

#include "numpy_descr.h"
#include "numpy_struct.h"

/* A field as a test writes it down. The reference to `descr` is taken. */
typedef struct {
  const char *name;
  PyObject *descr;
  npy_intp offset;
} test_field;

static inline PyObject *test_builtin(int abi, int type_num) { return AMBI_NEWREF(ambi_builtin_descrs[abi][type_num]); }

/* A copy of a built-in descriptor with another size, for text and bytes, and byte order. */
static inline PyObject *test_descr(int abi, int type_num, npy_intp size, char order) {
  PyObject *descr = PyArray_DescrNew(ambi_builtin_descrs[abi][type_num]);
  if (size >= 0) ambi_descr_set_elsize(descr, size);
  ((ambi_descr_1x *)descr)->byteorder = order;
  return descr;
}

static inline void test_set_flags(PyObject *descr, uint64_t flags) {
  if (ambi_descr_is_1x(descr)) {
    ((ambi_descr_1x *)descr)->flags = (char)flags;
  } else {
    ((ambi_descr_2x *)descr)->flags = flags;
  }
}

static inline PyObject **test_names_of(PyObject *descr) {
  return ambi_descr_is_1x(descr) ? &((ambi_descr_1x *)descr)->names : &((ambi_legacy_descr_2x *)descr)->names;
}

static inline PyObject **test_fields_of(PyObject *descr) {
  return ambi_descr_is_1x(descr) ? &((ambi_descr_1x *)descr)->fields : &((ambi_legacy_descr_2x *)descr)->fields;
}

static inline PyArray_ArrayDescr **test_subarray_of(PyObject *descr) {
  return ambi_descr_is_1x(descr) ? &((ambi_descr_1x *)descr)->subarray : &((ambi_legacy_descr_2x *)descr)->subarray;
}

/* Replaces what is said of a field, or adds it to the dict; takes the reference to `descr`. */
static inline void test_set_field(PyObject *structure, const char *name, PyObject *descr, npy_intp offset) {
  PyObject *entry = Py_BuildValue("(Nn)", descr, (Py_ssize_t)offset);
  PyDict_SetItemString(*test_fields_of(structure), name, entry);
  Py_DECREF(entry);
}

static inline PyObject *test_structure(int abi, npy_intp size, int n, const test_field *fields) {
  PyObject *descr = test_descr(abi, NPY_VOID, size, '|'), *names = PyTuple_New(n);
  uint64_t flags = 0;
  *test_fields_of(descr) = PyDict_New();
  *test_names_of(descr) = names;
  for (int i = 0; i < n; i++) {
    flags |= ambi_descr_flags(fields[i].descr);
    PyTuple_SET_ITEM(names, i, PyUnicode_FromString(fields[i].name));
    test_set_field(descr, fields[i].name, fields[i].descr, fields[i].offset);
  }
  test_set_flags(descr, flags & 0xff);
  return descr;
}

/* Takes the reference to `base`; the size is as given, whether it fits or not. */
static inline PyObject *test_subarray(PyObject *base, npy_intp size, int nd, const npy_intp *dims) {
  PyObject *descr = test_descr(ambi_descr_abi(base), NPY_VOID, size, '|');
  PyArray_ArrayDescr *sub = malloc(sizeof *sub);
  *sub = (PyArray_ArrayDescr){base, PyArray_IntTupleFromIntp(nd, dims)};
  *test_subarray_of(descr) = sub;
  test_set_flags(descr, ambi_descr_flags(base) & 0xff);
  return descr;
}

/* Memory for n elements, `size` bytes and not one more, so that a sanitizer sees what is beside it. */
static inline char *test_memory(size_t size) {
  char *memory = malloc(size ? size : 1);
  memset(memory, 0, size ? size : 1);
  return memory;
}

#endif
