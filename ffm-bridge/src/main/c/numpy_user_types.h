/* Dtypes that extensions registered. */
#ifndef AMBI_NUMPY_USER_TYPES_H
#define AMBI_NUMPY_USER_TYPES_H

#include "numpy_array.h"

/* NULL where no extension registered the number. The descriptor is borrowed. */
PyArray_ArrFuncs *ambi_user_arr_funcs(int type_num);
PyObject *ambi_user_descr(int type_num);

/* The cast function that an extension registered from one type number to another, or NULL. */
PyArray_VectorUnaryFunc *ambi_user_cast(int from, int to);

#endif
