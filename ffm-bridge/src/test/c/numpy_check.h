/*
 * For tests of the NumPy side without a JVM: the built-in descriptors, which Java makes otherwise, and small arrays.
 */
#ifndef AMBI_NUMPY_CHECK_H
#define AMBI_NUMPY_CHECK_H

#include "check.h"

#include "numpy_iter.h"
#include "numpy_objects.h"
#include "upcall.h"

AMBI_API void ambi_register_descrs(int64_t abi, PyObject *const *descrs);

static const char test_chars[] = "?bBhHiIlLqQfdgFDGOSUVMme";
static const char test_kinds[] = "biuiuiuiuiufffcccOSUVMmf";

static ambi_descr_1x test_descrs_1x[NPY_NTYPES];
static ambi_legacy_descr_2x test_descrs_2x[NPY_NTYPES];

static inline PyArray_DTypeMeta *test_class(int num) {
#define CLASS(number, name, type, text) \
  if (num == number) return &PyArray_##name##DType;
  AMBI_ALL_DTYPES(CLASS)
#undef CLASS
  return NULL;
}

/* What is asked of Java, as the text of a dtype, is an error here. */
static int64_t test_upcall(int32_t fn, int32_t abi AMBI_UNUSED, int64_t context AMBI_UNUSED, const int64_t *argv AMBI_UNUSED) {
  PyErr_Format(PyExc_SystemError, "upcall %d in a test without a JVM", (int)fn);
  return 0;
}

static inline void ambi_test_numpy_init(void) {
  ambi_set_java_entry(test_upcall);
  ambi_test_init();
  if (ambi_init_numpy() < 0) {
    ambi_print_pending();
    exit(2);
  }
  PyObject *all[3][NPY_NTYPES];
  for (int i = 0; i < NPY_NTYPES; i++) {
    int size = ambi_scalar_value_size(i), alignment = size == 32 ? 16 : size ? size : 1;
    if (i == NPY_CFLOAT || i == NPY_CDOUBLE) alignment = size / 2;
    char order = i == NPY_OBJECT || size <= 1 ? '|' : '=';
    uint64_t flags = i == NPY_OBJECT ? 0x3f : 0;
    test_descrs_1x[i] = (ambi_descr_1x){.ob_base = {AMBI_IMMORTAL, &PyArrayDescr_Type_abi1},
                                        .typeobj = ambi_scalar_types[i],
                                        .kind = test_kinds[i],
                                        .type = test_chars[i],
                                        .byteorder = order,
                                        .flags = (char)flags,
                                        .type_num = i,
                                        .elsize = size,
                                        .alignment = alignment,
                                        .f = ambi_arr_funcs(i),
                                        .hash = -1};
    test_descrs_2x[i] = (ambi_legacy_descr_2x){.common = {.ob_base = {AMBI_IMMORTAL, (PyTypeObject *)test_class(i)},
                                                          .typeobj = ambi_scalar_types[i],
                                                          .kind = test_kinds[i],
                                                          .type = test_chars[i],
                                                          .byteorder = order,
                                                          .type_num = i,
                                                          .flags = flags,
                                                          .elsize = size,
                                                          .alignment = alignment,
                                                          .hash = -1}};
    all[1][i] = &test_descrs_1x[i].ob_base;
    all[2][i] = &test_descrs_2x[i].common.ob_base;
  }
  ambi_register_descrs(1, all[1]);
  ambi_register_descrs(2, all[2]);
}

/* A new array with the numbers 0, 1, 2, ... in C order. */
static inline PyObject *test_arange(int abi, int type_num, int nd, const npy_intp *dims) {
  PyObject *array = ambi_array_make(AMBI_NEWREF(ambi_builtin_descrs[abi][type_num]), nd, dims, NULL, NULL, NULL, true);
  npy_intp size = ambi_array_size(array);
  for (npy_intp i = 0; i < size; i++) {
    ambi_run_of from = {ambi_builtin_descrs[abi][NPY_LONG], (char *)&i, 8, NULL};
    ambi_run_of to = {ambi_builtin_descrs[abi][type_num], ambi_array(array)->data + i * ambi_array_elsize(ambi_array(array)),
                      0, NULL};
    if (ambi_transfer(from, to, 1) < 0) ambi_print_pending();
  }
  return array;
}

/* A view with axes in another order. */
static inline PyObject *test_transpose(PyObject *array) {
  PyArrayObject_fields *a = ambi_array(array);
  npy_intp dims[AMBI_MAXDIMS], strides[AMBI_MAXDIMS];
  for (int i = 0; i < a->nd; i++) {
    dims[i] = a->dimensions[a->nd - 1 - i];
    strides[i] = a->strides[a->nd - 1 - i];
  }
  return ambi_array_make(AMBI_NEWREF(a->descr), a->nd, dims, strides, a->data, array, true);
}

#endif
