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

#endif
