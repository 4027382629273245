/* Descriptors as structs: finding the built-in ones, copying, changing the byte order. */
#include "numpy_descr.h"

#include "numpy_user_types.h"

/* Fortran's characters, which 1.x also gave a type number: bytes of length 1 with a code of their own. */
enum { NPY_CHAR = 26, NPY_CHARLTR = 'c' };

static PyObject *character(int abi) {
  PyObject *descr = PyArray_DescrNew(ambi_builtin_descrs[abi][NPY_STRING]);
  if (!descr) return NULL;
  ambi_descr_set_elsize(descr, 1);
  ((ambi_descr_1x *)descr)->type = NPY_CHARLTR; /* at the same offset in both layouts */
  return descr;
}

PyObject *ambi_descr_from_type(int abi, int type_num) {
  if (type_num >= 0 && type_num < NPY_NTYPES) return AMBI_NEWREF(ambi_builtin_descrs[abi][type_num]);
  if (type_num == NPY_NOTYPE) return NULL; /* not an error: "none" */
  if (ambi_user_descr(type_num)) return AMBI_NEWREF(ambi_user_descr(type_num));
  if (type_num == NPY_CHARLTR || (type_num == NPY_CHAR && abi == 1)) return character(abi);
  /* A dtype's one-letter code is a type number too. */
  for (int i = 0; i < NPY_NTYPES; i++) {
    if (((ambi_descr_1x *)ambi_builtin_descrs[abi][i])->type == type_num) return AMBI_NEWREF(ambi_builtin_descrs[abi][i]);
  }
  if (type_num == 'p') return AMBI_NEWREF(ambi_builtin_descrs[abi][NPY_LONG]);
  if (type_num == 'P') return AMBI_NEWREF(ambi_builtin_descrs[abi][NPY_ULONG]);
  if (type_num == 'a') return AMBI_NEWREF(ambi_builtin_descrs[abi][NPY_STRING]);
  return ambi_raise(PyExc_ValueError, "Invalid data-type for array");
}

AMBI_EXPORT PyObject *PyArray_DescrFromType(int type_num) { return ambi_descr_from_type(2, type_num); }
AMBI_EXPORT PyObject *PyArray_DescrFromType_abi1(int type_num) { return ambi_descr_from_type(1, type_num); }

static PyArray_ArrayDescr *copy_subarray(const PyArray_ArrayDescr *from) {
  PyArray_ArrayDescr *to = malloc(sizeof *to);
  if (!to) return NULL;
  *to = *from;
  Py_INCREF(to->base);
  Py_INCREF(to->shape);
  return to;
}

/* NpyAuxData begins with its free function and its clone function. */
static void *copy_aux_data(void *data) { return data ? ((void *(**)(void *))data)[1](data) : NULL; }

#define COPY_OWNED(d)                                            \
  do {                                                           \
    Py_XINCREF((d)->names);                                      \
    Py_XINCREF((d)->fields);                                     \
    if ((d)->subarray) (d)->subarray = copy_subarray((d)->subarray); \
    (d)->c_metadata = copy_aux_data((d)->c_metadata);            \
  } while (0)

AMBI_EXPORT PyObject *PyArray_DescrNew(PyObject *descr) {
  PyTypeObject *type = Py_TYPE(descr);
  if (!ambi_descr_is_1x(descr) && ambi_descr_type_num(descr) < 0) {
    return ambi_raise(PyExc_RuntimeError, "cannot copy new style dtypes");
  }
  /* All of it is written next. */
  PyObject *copy = type->tp_alloc == PyType_GenericAlloc ? ambi_descr_alloc(type) : type->tp_alloc(type, 0);
  if (!copy) return NULL;
  memcpy((char *)copy + sizeof *copy, (char *)descr + sizeof *descr, (size_t)type->tp_basicsize - sizeof *copy);
  Py_XINCREF(ambi_descr_typeobj(copy));
  if (ambi_descr_is_1x(copy)) {
    ambi_descr_1x *d = (ambi_descr_1x *)copy;
    COPY_OWNED(d);
    Py_XINCREF(d->metadata);
    d->hash = -1;
  } else {
    ambi_legacy_descr_2x *d = (ambi_legacy_descr_2x *)copy;
    COPY_OWNED(d);
    Py_XINCREF(d->common.metadata);
    d->common.hash = -1;
  }
  return copy;
}

static PyObject *copy_and_drop(PyObject *descr) {
  PyObject *copy = descr ? PyArray_DescrNew(descr) : NULL;
  Py_XDECREF(descr);
  return copy;
}

AMBI_EXPORT PyObject *PyArray_DescrNewFromType(int type_num) { return copy_and_drop(PyArray_DescrFromType(type_num)); }
AMBI_EXPORT PyObject *PyArray_DescrNewFromType_abi1(int type_num) {
  return copy_and_drop(PyArray_DescrFromType_abi1(type_num));
}

AMBI_EXPORT PyObject *PyArray_TypeObjectFromType(int type_num) {
  PyObject *descr = PyArray_DescrFromType(type_num);
  if (!descr) return NULL;
  PyObject *type = AMBI_XNEWREF(ambi_descr_typeobj(descr));
  Py_DECREF(descr);
  return type;
}

AMBI_EXPORT int PyArray_ValidType(int type_num) {
  PyObject *descr = PyArray_DescrFromType(type_num);
  if (!descr) return 0;
  Py_DECREF(descr);
  return 1;
}

AMBI_EXPORT unsigned char PyArray_EquivTypenums(int a, int b) {
  PyObject *x = PyArray_DescrFromType(a), *y = x ? PyArray_DescrFromType(b) : NULL;
  unsigned char same = y ? PyArray_EquivTypes(x, y) : 0;
  Py_XDECREF(x);
  Py_XDECREF(y);
  return same;
}

AMBI_EXPORT int PyArray_GetEndianness(void) {
  return 1; /* NPY_CPU_LITTLE */
}

void ambi_descr_set_elsize(PyObject *descr, npy_intp size) {
  if (ambi_descr_is_1x(descr)) {
    ((ambi_descr_1x *)descr)->elsize = (int)size;
  } else {
    ((ambi_descr_2x *)descr)->elsize = size;
  }
}

PyArray_ArrayDescr *ambi_descr_subarray(PyObject *descr) {
  if (ambi_descr_is_1x(descr)) return ((ambi_descr_1x *)descr)->subarray;
  return ambi_descr_type_num(descr) < 0 ? NULL : ((ambi_legacy_descr_2x *)descr)->subarray;
}

uint64_t ambi_descr_flags(PyObject *descr) {
  return ambi_descr_is_1x(descr) ? (unsigned char)((ambi_descr_1x *)descr)->flags : ((ambi_descr_2x *)descr)->flags;
}

npy_intp ambi_descr_alignment(PyObject *descr) {
  return ambi_descr_is_1x(descr) ? ((ambi_descr_1x *)descr)->alignment : ((ambi_descr_2x *)descr)->alignment;
}

PyArray_ArrFuncs *ambi_descr_funcs(PyObject *descr) {
  if (ambi_descr_is_1x(descr)) return ((ambi_descr_1x *)descr)->f;
  return _PyDataType_GetArrFuncs(descr);
}

/* ---- the unit of a time, as NpyAuxData --------------------------------------------------------------------- */

AMBI_EXPORT void ambi_aux_data_free(void *data) { free(data); }

AMBI_EXPORT void *ambi_time_metadata_clone(void *data) {
  enum { SIZE = 40 };
  void *copy = malloc(SIZE);
  if (copy) memcpy(copy, data, SIZE);
  return copy;
}
