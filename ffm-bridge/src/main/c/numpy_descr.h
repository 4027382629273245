/* Reading descriptors of either shape. */
#ifndef AMBI_NUMPY_DESCR_H
#define AMBI_NUMPY_DESCR_H

#include "numpy_objects.h"

/* PyArray_Descr.flags */
#define NPY_ITEM_REFCOUNT 0x01
#define NPY_NEEDS_INIT 0x08

/* PyArray_DescrFromType for the ABI: new reference. */
PyObject *ambi_descr_from_type(int abi, int type_num);

void ambi_descr_set_elsize(PyObject *descr, npy_intp size);
PyArray_ArrayDescr *ambi_descr_subarray(PyObject *descr);
uint64_t ambi_descr_flags(PyObject *descr);
npy_intp ambi_descr_alignment(PyObject *descr);
PyArray_ArrFuncs *ambi_descr_funcs(PyObject *descr);
static inline int ambi_descr_abi(PyObject *descr) { return ambi_descr_is_1x(descr) ? 1 : 2; }

AMBI_API void *ambi_time_metadata_clone(void *data);
AMBI_API PyObject *PyArray_DescrFromType(int type_num);
AMBI_API PyObject *PyArray_DescrFromType_abi1(int type_num);
AMBI_API PyObject *PyArray_DescrNew(PyObject *descr);
AMBI_API unsigned char PyArray_EquivTypes(PyObject *a, PyObject *b);
AMBI_API void *_PyDataType_GetArrFuncs(const void *descr);

#endif
