/* NumPy's type objects, and the table of its built-in dtypes from which much is made. */
#ifndef AMBI_NUMPY_TYPES_H
#define AMBI_NUMPY_TYPES_H

#include "ambi.h"

#include <ambi/numpy_layouts.h>

/*
 * The numeric dtypes that C has a type for: X(number, C name, C type, name in numpy.dtypes). Half and bool have
 * C types that do not say what they mean, so that they are not among the AMBI_ARITHMETIC_DTYPES.
 */
#define AMBI_INTEGER_DTYPES(X)                   \
  X(NPY_BYTE, Byte, int8_t, "Int8")              \
  X(NPY_UBYTE, UByte, uint8_t, "UInt8")          \
  X(NPY_SHORT, Short, int16_t, "Int16")          \
  X(NPY_USHORT, UShort, uint16_t, "UInt16")      \
  X(NPY_INT, Int, int32_t, "Int32")              \
  X(NPY_UINT, UInt, uint32_t, "UInt32")          \
  X(NPY_LONG, Long, long, "Int64")               \
  X(NPY_ULONG, ULong, unsigned long, "UInt64")   \
  X(NPY_LONGLONG, LongLong, long long, "LongLong") \
  X(NPY_ULONGLONG, ULongLong, unsigned long long, "ULongLong")
#define AMBI_FLOAT_DTYPES(X)             \
  X(NPY_FLOAT, Float, float, "Float32")  \
  X(NPY_DOUBLE, Double, double, "Float64") \
  X(NPY_LONGDOUBLE, LongDouble, long double, "LongDouble")
/* The C type is that of one part. */
#define AMBI_COMPLEX_DTYPES(X)                \
  X(NPY_CFLOAT, CFloat, float, "Complex64")   \
  X(NPY_CDOUBLE, CDouble, double, "Complex128") \
  X(NPY_CLONGDOUBLE, CLongDouble, long double, "CLongDouble")
/* Those without arithmetic in C. */
#define AMBI_BOOL_DTYPE(X) X(NPY_BOOL, Bool, npy_bool, "Bool")
#define AMBI_HALF_DTYPE(X) X(NPY_HALF, Half, uint16_t, "Float16")
#define AMBI_FLEXIBLE_DTYPES(X)                   \
  X(NPY_OBJECT, Object, PyObject *, "Object")     \
  X(NPY_STRING, Bytes, char, "Bytes")             \
  X(NPY_UNICODE, Unicode, Py_UCS4, "Str")         \
  X(NPY_VOID, Void, char, "Void")                 \
  X(NPY_DATETIME, Datetime, int64_t, "DateTime64") \
  X(NPY_TIMEDELTA, Timedelta, int64_t, "TimeDelta64")
#define AMBI_OTHER_DTYPES(X) AMBI_BOOL_DTYPE(X) AMBI_HALF_DTYPE(X) AMBI_FLEXIBLE_DTYPES(X)
#define AMBI_ALL_DTYPES(X) \
  AMBI_INTEGER_DTYPES(X) AMBI_FLOAT_DTYPES(X) AMBI_COMPLEX_DTYPES(X) AMBI_OTHER_DTYPES(X)
/* In the order in which numpy makes their classes. */
#define AMBI_DTYPES_BY_AGE(X)                                                                  \
  AMBI_BOOL_DTYPE(X) AMBI_INTEGER_DTYPES(X) AMBI_HALF_DTYPE(X) AMBI_FLOAT_DTYPES(X)            \
  AMBI_COMPLEX_DTYPES(X) AMBI_FLEXIBLE_DTYPES(X)

/* Arrays and descriptors: each ABI has its own types, so that from an object one knows its shape. */
extern AMBI_API PyTypeObject PyArray_Type, PyArray_Type_abi1;
extern AMBI_API PyTypeObject PyArrayDescr_Type_abi1;
extern AMBI_API PyArray_DTypeMeta PyArrayDescr_Type;
extern AMBI_API PyTypeObject PyArrayDTypeMeta_Type;
extern AMBI_API PyArray_DTypeMeta PyArray_StringDType;
extern AMBI_API PyTypeObject PyArrayFlags_Type, PyBigArray_Type;

#define DECLARE(number, name, type, text) extern AMBI_API PyArray_DTypeMeta PyArray_##name##DType;
AMBI_ALL_DTYPES(DECLARE)
#undef DECLARE

/* Array scalars, shared by both ABIs. */
#define AMBI_ABSTRACT_SCALARS(X)                               \
  X(Generic, "generic", &PyBaseObject_Type)                    \
  X(Number, "number", &PyGenericArrType_Type)                  \
  X(Integer, "integer", &PyNumberArrType_Type)                 \
  X(SignedInteger, "signedinteger", &PyIntegerArrType_Type)    \
  X(UnsignedInteger, "unsignedinteger", &PyIntegerArrType_Type) \
  X(Inexact, "inexact", &PyNumberArrType_Type)                 \
  X(Floating, "floating", &PyInexactArrType_Type)              \
  X(ComplexFloating, "complexfloating", &PyInexactArrType_Type) \
  X(Flexible, "flexible", &PyGenericArrType_Type)              \
  X(Character, "character", &PyFlexibleArrType_Type)           \
  X(TimeInteger, "timeinteger", &PySignedIntegerArrType_Type)
/* X(number, C name, name, base) */
#define AMBI_CONCRETE_SCALARS(X)                                        \
  X(NPY_BOOL, Bool, "bool", Generic)                                    \
  X(NPY_BYTE, Byte, "int8", SignedInteger)                              \
  X(NPY_UBYTE, UByte, "uint8", UnsignedInteger)                         \
  X(NPY_SHORT, Short, "int16", SignedInteger)                           \
  X(NPY_USHORT, UShort, "uint16", UnsignedInteger)                      \
  X(NPY_INT, Int, "int32", SignedInteger)                               \
  X(NPY_UINT, UInt, "uint32", UnsignedInteger)                          \
  X(NPY_LONG, Long, "int64", SignedInteger)                             \
  X(NPY_ULONG, ULong, "uint64", UnsignedInteger)                        \
  X(NPY_LONGLONG, LongLong, "longlong", SignedInteger)                  \
  X(NPY_ULONGLONG, ULongLong, "ulonglong", UnsignedInteger)             \
  X(NPY_FLOAT, Float, "float32", Floating)                              \
  X(NPY_DOUBLE, Double, "float64", Floating)                            \
  X(NPY_LONGDOUBLE, LongDouble, "longdouble", Floating)                 \
  X(NPY_CFLOAT, CFloat, "complex64", ComplexFloating)                   \
  X(NPY_CDOUBLE, CDouble, "complex128", ComplexFloating)                \
  X(NPY_CLONGDOUBLE, CLongDouble, "clongdouble", ComplexFloating)       \
  X(NPY_OBJECT, Object, "object_", Generic)                             \
  X(NPY_STRING, String, "bytes_", Character)                            \
  X(NPY_UNICODE, Unicode, "str_", Character)                            \
  X(NPY_VOID, Void, "void", Flexible)                                   \
  X(NPY_DATETIME, Datetime, "datetime64", Generic)                      \
  X(NPY_TIMEDELTA, Timedelta, "timedelta64", SignedInteger)             \
  X(NPY_HALF, Half, "float16", Floating)
#define DECLARE(name, text, base) extern AMBI_API PyTypeObject Py##name##ArrType_Type;
AMBI_ABSTRACT_SCALARS(DECLARE)
#undef DECLARE
#define DECLARE(number, name, text, base) extern AMBI_API PyTypeObject Py##name##ArrType_Type;
AMBI_CONCRETE_SCALARS(DECLARE)
#undef DECLARE
extern AMBI_API PyBoolScalarObject _PyArrayScalar_BoolValues[2];
#define AMBI_ARRAY_SCALAR_BOOL(truth) ((PyObject *)&_PyArrayScalar_BoolValues[(truth) ? 1 : 0])

/* The scalar type of a built-in type number. */
extern PyTypeObject *const ambi_scalar_types[NPY_NTYPES];

/* ---- descriptors ---------------------------------------------------------------------------- */

#define PyArray_Check(o) (PyObject_TypeCheck(o, &PyArray_Type) || PyObject_TypeCheck(o, &PyArray_Type_abi1))

/* What is at the same place in both shapes. */
static inline int ambi_descr_type_num(PyObject *descr) { return ((ambi_descr_1x *)descr)->type_num; }
static inline char ambi_descr_byteorder(PyObject *descr) { return ((ambi_descr_1x *)descr)->byteorder; }
static inline PyTypeObject *ambi_descr_typeobj(PyObject *descr) { return ((ambi_descr_1x *)descr)->typeobj; }
static inline bool ambi_descr_is_1x(PyObject *descr) {
  return Py_IS_TYPE(descr, &PyArrayDescr_Type_abi1) || PyType_IsSubtype(Py_TYPE(descr), &PyArrayDescr_Type_abi1);
}
static inline npy_intp ambi_descr_elsize(PyObject *descr) {
  return ambi_descr_is_1x(descr) ? ((ambi_descr_1x *)descr)->elsize : ((ambi_descr_2x *)descr)->elsize;
}
static inline bool ambi_descr_swapped(PyObject *descr) { return ambi_descr_byteorder(descr) == '>'; }

/*
 * The built-in descriptors of an ABI (1 or 2), by type number; immortal. Java fills the table when it makes the ABI
 * known (ambi_register_descrs).
 */
extern PyObject *ambi_builtin_descrs[3][NPY_NTYPES];

/* Memory for a descriptor of the type, of which only the head is set. NULL with MemoryError. */
PyObject *ambi_descr_alloc(PyTypeObject *type);

/* How the elements of a built-in type number are read, written, copied and compared. */
AMBI_API PyArray_ArrFuncs *ambi_arr_funcs(int32_t type_num);

/* The class of the descriptors of a built-in type number, in 2.x. */
AMBI_API PyArray_DTypeMeta *ambi_dtype_class(int64_t type_num);

/* Sets what every class of descriptors has beside its type (numpy_cast_table.c). */
void ambi_dtype_class_init(PyArray_DTypeMeta *class);
/* Makes a class with the functions that `like` has. 0, or -1 with an error. */
int ambi_dtype_class_ready(PyArray_DTypeMeta *class, const char *name, const PyTypeObject *like, PyTypeObject *base);

/* ---- start-up of the parts -------------------------------------------------------------------- */

int ambi_init_numpy_memory(void);
int ambi_init_numpy_scalars(void);
int ambi_init_numpy_arrfuncs(void);
int ambi_init_numpy_casts(void);
int ambi_init_numpy_iterators(void); /* numpy_iter_types.c */

#endif
