/* What the files about the elements of arrays share. */
#ifndef AMBI_NUMPY_ELEMENTS_H
#define AMBI_NUMPY_ELEMENTS_H

#include "numpy_half.h"
#include "numpy_objects.h"

/* Fills in the `cast` functions, from this type number to all (numpy_casts.c). */
void ambi_add_casts(int type_num, PyArray_ArrFuncs *functions);

/* Fills in argmax, argmin, dotfunc, sort and argsort (numpy_sorts.c). */
void ambi_add_sorts(int type_num, PyArray_ArrFuncs *functions);

/* Fills in sort and argsort where they are missing, for any dtype that compares. */
void ambi_add_generic_sorts(PyArray_ArrFuncs *functions);

/* The functions of void: of structures, sub-arrays and plain bytes (numpy_struct_items.c). */
PyObject *ambi_void_getitem(void *data, void *array);
int ambi_void_setitem(PyObject *o, void *data, void *array);
void ambi_void_copyswapn(void *to, npy_intp to_stride, void *from, npy_intp from_stride, npy_intp n, int swap, void *array);
void ambi_void_copyswap(void *to, void *from, int swap, void *array);

#endif
