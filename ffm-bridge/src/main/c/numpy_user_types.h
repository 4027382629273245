/* Dtypes that extensions registered. */
#ifndef AMBI_NUMPY_USER_TYPES_H
#define AMBI_NUMPY_USER_TYPES_H

#include "numpy_array.h"
#include "numpy_elements.h"

/* NULL where no extension registered the number. The descriptor is borrowed. */
PyArray_ArrFuncs *ambi_user_arr_funcs(int type_num);
PyObject *ambi_user_descr(int type_num);

/* The descriptor whose scalars have this type, for an ABI; borrowed. NULL without an error where the type is none's, with
   one where it is the other ABI's. */
AMBI_API PyObject *ambi_user_descr_of(PyTypeObject *type, int64_t abi);

/* Whether an extension said that the cast loses nothing. */
AMBI_API int64_t ambi_user_can_cast(int64_t from, int64_t to);

/* -1 with an error where one of them was registered and nothing casts between them. */
int ambi_user_check_cast(PyObject *from, PyObject *to);

/* The cast function that an extension registered from one type number to another, or NULL. */
PyArray_VectorUnaryFunc *ambi_user_cast(int from, int to);

#endif
