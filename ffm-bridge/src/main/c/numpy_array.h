/* What the files about array objects share. */
#ifndef AMBI_NUMPY_ARRAY_H
#define AMBI_NUMPY_ARRAY_H

#include "numpy_descr.h"

#define FIELDS(array) ((PyArrayObject_fields *)(array))

static inline npy_intp ambi_array_size(PyObject *array) {
  npy_intp size = 1;
  for (int i = 0; i < FIELDS(array)->nd; i++) size *= FIELDS(array)->dimensions[i];
  return size;
}

/* 1 or 2: whose type the array has. */
int ambi_array_abi(PyObject *array);
PyTypeObject *ambi_array_type(int abi);
bool ambi_array_base_writeable(PyObject *array);

AMBI_API npy_intp PyArray_MultiplyList(npy_intp const *list, int n);
AMBI_API void PyArray_UpdateFlags(PyObject *array, int mask);
AMBI_API int PyArray_SetBaseObject(PyObject *array, PyObject *base);
AMBI_API int PyArray_FailUnlessWriteable(PyObject *array, const char *name);
AMBI_API PyObject *PyArray_NewFromDescr(PyTypeObject *type, PyObject *descr, int nd, npy_intp const *dims,
                                        npy_intp const *strides, void *data, int flags, PyObject *like);
AMBI_API int PyArray_CopyInto(PyObject *to, PyObject *from);
AMBI_API int PyArray_CopyAnyInto(PyObject *to, PyObject *from);
AMBI_API PyObject *PyArray_NewCopy(PyObject *array, int order);
AMBI_API int PyArray_SetWritebackIfCopyBase(PyObject *array, PyObject *base);
AMBI_API int PyArray_ResolveWritebackIfCopy(PyObject *array);
AMBI_API PyObject *PyArray_NewLikeArray(PyObject *array, int order, PyObject *descr, int subok);
AMBI_API PyObject *PyArray_Newshape(PyObject *array, PyArray_Dims *wanted, int order);
AMBI_API PyObject *PyArray_View(PyObject *array, PyObject *descr, PyTypeObject *type);
AMBI_API PyObject *PyArray_Scalar(void *data, PyObject *descr, PyObject *base);

AMBI_API PyObject *PyArray_CastToType(PyObject *array, PyObject *descr, int fortran);
void ambi_array_drop_objects(PyObject *array);
int ambi_array_assign(PyObject *to, PyObject *from);
PyObject *ambi_array_part(PyObject *array, int nd, npy_intp const *dims, npy_intp const *strides, npy_intp offset);
AMBI_API PyObject *ambi_descr_of_scalar(PyObject *scalar, int abi);
AMBI_API PyObject *ambi_array_of_scalar(PyObject *scalar, int abi);
AMBI_API PyObject *ambi_scalar_new_text(PyTypeObject *type, PyObject *value);

/* NPY_ORDER */
enum { NPY_ANYORDER = -1, NPY_CORDER = 0, NPY_FORTRANORDER = 1, NPY_KEEPORDER = 2 };

#define NPY_ARRAY_UPDATE_ALL (NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_F_CONTIGUOUS | NPY_ARRAY_ALIGNED)

#endif
