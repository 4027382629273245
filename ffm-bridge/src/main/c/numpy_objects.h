/* What the files about arrays, descriptors and array scalars as Python objects share. */
#ifndef AMBI_NUMPY_OBJECTS_H
#define AMBI_NUMPY_OBJECTS_H

#include "numpy_types.h"

/* ndarray (numpy_array_object.c, numpy_array_buffer.c) */
extern PyNumberMethods ambi_array_as_number;
extern PySequenceMethods ambi_array_as_sequence;
extern PyMappingMethods ambi_array_as_mapping;
extern PyBufferProcs ambi_array_as_buffer;
extern PyMethodDef ambi_array_methods[];
#define AMBI_ARRAY_METHODS_1X 1 /* how many of them, at the beginning, 2.x has not */
extern PyGetSetDef ambi_array_getset[];
PyObject *ambi_array_repr(PyObject *array);
PyObject *ambi_array_str(PyObject *array);
PyObject *ambi_array_iter(PyObject *array);
/* X(slot, numpy's name) */
#define AMBI_ARRAY_OPERATORS(X)                                                                       \
  X(add, "add") X(subtract, "subtract") X(multiply, "multiply") X(remainder, "remainder")             \
  X(floor_divide, "floor_divide") X(true_divide, "divide") X(and, "bitwise_and") X(or, "bitwise_or")  \
  X(xor, "bitwise_xor") X(lshift, "left_shift") X(rshift, "right_shift")
#define AMBI_ARRAY_UNARY_OPERATORS(X) \
  X(negative, "negative") X(positive, "positive") X(absolute, "absolute") X(invert, "invert")
#define DECLARE(name, ufunc)                                    \
  PyObject *ambi_array_##name(PyObject *a, PyObject *b);         \
  PyObject *ambi_array_inplace_##name(PyObject *a, PyObject *b);
AMBI_ARRAY_OPERATORS(DECLARE)
#undef DECLARE
#define DECLARE(name, ufunc) PyObject *ambi_array_##name(PyObject *a);
AMBI_ARRAY_UNARY_OPERATORS(DECLARE)
#undef DECLARE
PyObject *ambi_array_power(PyObject *a, PyObject *b, PyObject *modulo);
PyObject *ambi_array_richcompare(PyObject *a, PyObject *b, int op);
PyObject *ambi_array_new(PyTypeObject *type, PyObject *args, PyObject *kwargs);

/* dtype (numpy_descr_object.c) */
extern PyNumberMethods ambi_descr_as_number;
extern PySequenceMethods ambi_descr_as_sequence;
extern PyMappingMethods ambi_descr_as_mapping;
extern PyMethodDef ambi_descr_methods[];
extern PyGetSetDef ambi_descr_getset[];
extern PyGetSetDef ambi_dtypemeta_getset[];
PyObject *ambi_descr_repr(PyObject *descr);
PyObject *ambi_descr_str(PyObject *descr);
Py_hash_t ambi_descr_hash(PyObject *descr);
PyObject *ambi_descr_richcompare(PyObject *a, PyObject *b, int op);
PyObject *ambi_descr_new(PyTypeObject *type, PyObject *args, PyObject *kwargs);

/* ndarray.flags (numpy_flags_object.c) */
typedef struct {
  PyObject ob_base;
  PyObject *arr;
  int flags;
} PyArrayFlagsObject;
extern PyMappingMethods ambi_flags_as_mapping;
extern PyGetSetDef ambi_flags_getset[];
void ambi_flags_dealloc(PyObject *flags);
PyObject *ambi_flags_repr(PyObject *flags);
PyObject *ambi_flags_richcompare(PyObject *a, PyObject *b, int op);
PyObject *ambi_flags_of(PyObject *array);

/* Array scalars (numpy_scalars.c, numpy_scalar_methods.c) */
extern PyNumberMethods ambi_scalar_as_number;
PyNumberMethods *ambi_integer_scalar_as_number(void); /* with nb_index */
extern PyMethodDef ambi_scalar_methods[];
extern PyGetSetDef ambi_scalar_getset[];
PyObject *ambi_scalar_repr(PyObject *scalar);
PyObject *ambi_scalar_str(PyObject *scalar);
Py_hash_t ambi_scalar_hash(PyObject *scalar);
PyObject *ambi_scalar_richcompare(PyObject *a, PyObject *b, int op);
PyObject *ambi_scalar_new(PyTypeObject *type, PyObject *args, PyObject *kwargs);

/* The type number of an array scalar's type or of its nearest built-in base; -1 where it is none. */
int ambi_scalar_type_num(PyTypeObject *type);

/* A new array scalar of a fixed-size built-in type with the value at `data`, in native byte order after swapping. */
PyObject *ambi_scalar_from_data(int type_num, const void *data, bool swap);

/* Whether the scalar's value stands at offset 16, and how many bytes it has; 0 for those of variable size. */
int ambi_scalar_value_size(int type_num);

/* Reverses the bytes of one item (each half of a complex by itself), from `from` to `to`; they may be the same. */
void ambi_swap_item(int type_num, void *to, const void *from, npy_intp size);

/* A Python number (int, float, complex, bool) with the scalar's value; for a time the int. New reference. */
AMBI_API PyObject *ambi_scalar_item(PyObject *scalar);

#endif
