/* NumPy's type objects for arrays and descriptors, of both ABIs, and their start-up. */
#include "numpy_types.h"

#include "array_view.h"
#include "numpy_errors.h"
#include "numpy_objects.h"

PyObject *ambi_builtin_descrs[3][NPY_NTYPES];

/* Called by Java once for each ABI: the addresses of its NPY_NTYPES built-in descriptors. */
AMBI_EXPORT void ambi_register_descrs(int64_t abi, PyObject *const *descrs) {
  memcpy(ambi_builtin_descrs[abi], descrs, sizeof ambi_builtin_descrs[abi]);
}

/* ---- arrays -------------------------------------------------------------------------------------- */

#define ARRAY_TYPE(methods)                                                             \
  {                                                                            \
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),                         \
    .tp_name = "numpy.ndarray",                                                \
    .tp_basicsize = sizeof(PyArrayObject_fields),                              \
    .tp_dealloc = ambi_array_dealloc,                                          \
    .tp_repr = ambi_array_repr,                                                \
    .tp_str = ambi_array_str,                                                  \
    .tp_as_number = &ambi_array_as_number,                                     \
    .tp_as_sequence = &ambi_array_as_sequence,                                 \
    .tp_as_mapping = &ambi_array_as_mapping,                                   \
    .tp_as_buffer = &ambi_array_as_buffer,                                     \
    .tp_hash = PyObject_HashNotImplemented,                                    \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_SEQUENCE, \
    .tp_richcompare = ambi_array_richcompare,                                  \
    .tp_weaklistoffset = offsetof(PyArrayObject_fields, weakreflist),          \
    .tp_iter = ambi_array_iter,                                                \
    .tp_methods = methods,                                          \
    .tp_getset = ambi_array_getset,                                            \
    .tp_base = &PyBaseObject_Type,                                             \
    .tp_new = ambi_array_new,                                                  \
  }

AMBI_EXPORT PyTypeObject PyArray_Type = ARRAY_TYPE(ambi_array_methods + AMBI_ARRAY_METHODS_1X);
AMBI_EXPORT PyTypeObject PyArray_Type_abi1 = ARRAY_TYPE(ambi_array_methods);

/* Once for arrays beyond 2 GB; nothing makes one since long. In the 1.x table only. */
AMBI_EXPORT PyTypeObject PyBigArray_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "numpy.bigndarray",
    .tp_basicsize = sizeof(PyArrayObject_fields),
    .tp_flags = Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_base = &PyBaseObject_Type,
};

/* ---- descriptors ---------------------------------------------------------------------------------- */

static void free_subarray(PyArray_ArrayDescr *subarray) {
  if (!subarray) return;
  Py_XDECREF(subarray->base);
  Py_XDECREF(subarray->shape);
  free(subarray);
}

/* What c_metadata of a datetime points to: an NpyAuxData, which begins with its own free function. */
static void free_aux_data(void *data) {
  if (data) (*(void (**)(void *))data)(data);
}

static void descr_dealloc_2x(PyObject *o);

/*
 * Memory of dead descriptors, by ABI, linked through typeobj. A translated structure is often made, used for one call and
 * dropped. Under the lock.
 */
enum { FREE_LIMIT = 64 };
static PyObject *free_descrs[3];
static int free_counts[3];

/* The ABI of which the type's objects may come from the free list, and go there; 0 for other types, and those of extensions. */
static inline int pooled_abi(const PyTypeObject *type) {
  if (type == &PyArrayDescr_Type_abi1) return 1;
  bool legacy = type->tp_dealloc == descr_dealloc_2x && type->tp_basicsize == (Py_ssize_t)sizeof(ambi_legacy_descr_2x);
  return legacy && !PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) && type->tp_free == PyObject_Free ? 2 : 0;
}

PyObject *ambi_descr_alloc(PyTypeObject *type) {
  int abi = pooled_abi(type);
  PyObject *o = free_descrs[abi];
  if (!o) return ambi_object_alloc(type, 0, false);
  free_descrs[abi] = (PyObject *)((ambi_descr_1x *)o)->typeobj;
  free_counts[abi]--;
  o->ob_refcnt = 1;
  o->ob_type = type;
  ambi_count_revived();
  return o;
}

static void free_descr(PyObject *o) {
  int abi = pooled_abi(Py_TYPE(o));
  if (abi == 0 || free_counts[abi] == FREE_LIMIT) {
    Py_TYPE(o)->tp_free(o);
    return;
  }
  ((ambi_descr_1x *)o)->typeobj = (PyTypeObject *)free_descrs[abi];
  free_descrs[abi] = o;
  free_counts[abi]++;
}

static void descr_dealloc_1x(PyObject *o) {
  ambi_descr_1x *descr = (ambi_descr_1x *)o;
  Py_XDECREF(descr->typeobj);
  Py_XDECREF(descr->names);
  Py_XDECREF(descr->fields);
  Py_XDECREF(descr->metadata);
  free_subarray(descr->subarray);
  free_aux_data(descr->c_metadata);
  free_descr(o);
}

static void descr_dealloc_2x(PyObject *o) {
  ambi_descr_2x *descr = (ambi_descr_2x *)o;
  Py_XDECREF(descr->typeobj);
  Py_XDECREF(descr->metadata);
  if (descr->type_num >= 0 && Py_TYPE(o)->tp_basicsize >= (Py_ssize_t)sizeof(ambi_legacy_descr_2x)) {
    ambi_legacy_descr_2x *legacy = (ambi_legacy_descr_2x *)o;
    Py_XDECREF(legacy->names);
    Py_XDECREF(legacy->fields);
    free_subarray(legacy->subarray);
    free_aux_data(legacy->c_metadata);
  }
  free_descr(o);
}

#define DESCR_TYPE(metatype, name, size, dealloc, base)       \
  {                                                           \
    .ob_base = PyVarObject_HEAD_INIT(metatype, 0),            \
    .tp_name = name,                                          \
    .tp_basicsize = (size),                                   \
    .tp_dealloc = dealloc,                                    \
    .tp_repr = ambi_descr_repr,                               \
    .tp_str = ambi_descr_str,                                 \
    .tp_as_number = &ambi_descr_as_number,                    \
    .tp_as_sequence = &ambi_descr_as_sequence,                \
    .tp_as_mapping = &ambi_descr_as_mapping,                  \
    .tp_hash = ambi_descr_hash,                               \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,     \
    .tp_richcompare = ambi_descr_richcompare,                 \
    .tp_methods = ambi_descr_methods,                         \
    .tp_getset = ambi_descr_getset,                           \
    .tp_base = base,                                          \
    .tp_new = ambi_descr_new,                                 \
  }

AMBI_EXPORT PyTypeObject PyArrayDescr_Type_abi1 =
    DESCR_TYPE(&PyType_Type, "numpy.dtype", sizeof(ambi_descr_1x), descr_dealloc_1x, &PyBaseObject_Type);

/* The class of the classes of descriptors, since 2.0 (NEP 42). */
AMBI_EXPORT PyTypeObject PyArrayDTypeMeta_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "numpy._DTypeMeta",
    .tp_basicsize = sizeof(PyArray_DTypeMeta),
    .tp_itemsize = sizeof(PyMemberDef),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_TYPE_SUBCLASS,
    .tp_getset = ambi_dtypemeta_getset,
    .tp_base = &PyType_Type,
};

#define NPY_DT_LEGACY 1
#define NPY_DT_ABSTRACT 2
#define NPY_DT_PARAMETRIC 4

AMBI_EXPORT PyArray_DTypeMeta PyArrayDescr_Type = {
    .super.ht_type = DESCR_TYPE(&PyArrayDTypeMeta_Type, "numpy.dtype", sizeof(ambi_descr_2x), descr_dealloc_2x,
                                &PyBaseObject_Type),
    .type_num = -1,
    .flags = NPY_DT_ABSTRACT,
};

/* The classes of Python's own numbers, and what they are kinds of: without a descriptor. */
#define ABSTRACT(name, text, base)                                                                    \
  AMBI_EXPORT PyArray_DTypeMeta PyArray_##name##DType = {                                             \
      .super.ht_type = DESCR_TYPE(&PyArrayDTypeMeta_Type, text, sizeof(ambi_legacy_descr_2x),         \
                                  descr_dealloc_2x, (PyTypeObject *)&base),                           \
      .type_num = -1,                                                                                 \
      .flags = NPY_DT_ABSTRACT,                                                                       \
  };
ABSTRACT(IntAbstract, "numpy.dtypes._IntegerAbstractDType", PyArrayDescr_Type)
ABSTRACT(FloatAbstract, "numpy.dtypes._FloatAbstractDType", PyArrayDescr_Type)
ABSTRACT(ComplexAbstract, "numpy.dtypes._ComplexAbstractDType", PyArrayDescr_Type)
ABSTRACT(PyLong, "numpy.dtypes._PyLongDType", PyArray_IntAbstractDType)
ABSTRACT(PyFloat, "numpy.dtypes._PyFloatDType", PyArray_FloatAbstractDType)
ABSTRACT(PyComplex, "numpy.dtypes._PyComplexDType", PyArray_ComplexAbstractDType)

/* The class of text of any length: known by name, without descriptors. */
AMBI_EXPORT PyArray_DTypeMeta PyArray_StringDType = {
    .super.ht_type = DESCR_TYPE(&PyArrayDTypeMeta_Type, "numpy.dtypes.StringDType", sizeof(ambi_descr_2x),
                                descr_dealloc_2x, (PyTypeObject *)&PyArrayDescr_Type),
    .type_num = -1,
    .flags = NPY_DT_PARAMETRIC,
};
/*
 * AMBI_DEFINES(PyArray_IntAbstractDType) AMBI_DEFINES(PyArray_FloatAbstractDType)
 * AMBI_DEFINES(PyArray_ComplexAbstractDType) AMBI_DEFINES(PyArray_PyLongDType)
 * AMBI_DEFINES(PyArray_PyFloatDType) AMBI_DEFINES(PyArray_PyComplexDType) AMBI_DEFINES(PyArray_StringDType)
 */

#define FLAGS_OF(number)                                                                             \
  (NPY_DT_LEGACY | ((number) == NPY_STRING || (number) == NPY_UNICODE || (number) == NPY_VOID ||     \
                            (number) == NPY_DATETIME || (number) == NPY_TIMEDELTA                    \
                        ? NPY_DT_PARAMETRIC                                                          \
                        : 0))
#define DEFINE(number, name, text, base)                                                           \
  AMBI_EXPORT PyArray_DTypeMeta PyArray_##name##DType = {                                          \
      .super.ht_type = DESCR_TYPE(&PyArrayDTypeMeta_Type, "numpy.dtypes." text "DType",            \
                                  sizeof(ambi_legacy_descr_2x), descr_dealloc_2x,                  \
                                  (PyTypeObject *)&base),                                          \
      .type_num = number,                                                                          \
      .flags = FLAGS_OF(number),                                                                   \
  };
#define INTEGER(number, name, type, text) DEFINE(number, name, text, PyArray_IntAbstractDType)
#define FLOAT(number, name, type, text) DEFINE(number, name, text, PyArray_FloatAbstractDType)
#define COMPLEX(number, name, type, text) DEFINE(number, name, text, PyArray_ComplexAbstractDType)
#define OTHER(number, name, type, text) DEFINE(number, name, text, PyArrayDescr_Type)
AMBI_INTEGER_DTYPES(INTEGER)
AMBI_HALF_DTYPE(FLOAT)
AMBI_FLOAT_DTYPES(FLOAT)
AMBI_COMPLEX_DTYPES(COMPLEX)
AMBI_BOOL_DTYPE(OTHER)
AMBI_FLEXIBLE_DTYPES(OTHER)
#undef DEFINE
/*
 * AMBI_DEFINES(PyArray_BoolDType) AMBI_DEFINES(PyArray_ByteDType) AMBI_DEFINES(PyArray_UByteDType)
 * AMBI_DEFINES(PyArray_ShortDType) AMBI_DEFINES(PyArray_UShortDType) AMBI_DEFINES(PyArray_IntDType)
 * AMBI_DEFINES(PyArray_UIntDType) AMBI_DEFINES(PyArray_LongDType) AMBI_DEFINES(PyArray_ULongDType)
 * AMBI_DEFINES(PyArray_LongLongDType) AMBI_DEFINES(PyArray_ULongLongDType) AMBI_DEFINES(PyArray_HalfDType)
 * AMBI_DEFINES(PyArray_FloatDType) AMBI_DEFINES(PyArray_DoubleDType) AMBI_DEFINES(PyArray_LongDoubleDType)
 * AMBI_DEFINES(PyArray_CFloatDType) AMBI_DEFINES(PyArray_CDoubleDType) AMBI_DEFINES(PyArray_CLongDoubleDType)
 * AMBI_DEFINES(PyArray_BytesDType) AMBI_DEFINES(PyArray_UnicodeDType) AMBI_DEFINES(PyArray_DatetimeDType)
 * AMBI_DEFINES(PyArray_TimedeltaDType) AMBI_DEFINES(PyArray_ObjectDType) AMBI_DEFINES(PyArray_VoidDType)
 */

/* Names by width are other names of the same objects. */
#define ALIAS(alias_name, name) \
  extern AMBI_API PyArray_DTypeMeta PyArray_##alias_name##DType __attribute__((alias("PyArray_" #name "DType")));
ALIAS(Int8, Byte)      /* AMBI_DEFINES(PyArray_Int8DType) */
ALIAS(UInt8, UByte)    /* AMBI_DEFINES(PyArray_UInt8DType) */
ALIAS(Int16, Short)    /* AMBI_DEFINES(PyArray_Int16DType) */
ALIAS(UInt16, UShort)  /* AMBI_DEFINES(PyArray_UInt16DType) */
ALIAS(Int32, Int)      /* AMBI_DEFINES(PyArray_Int32DType) */
ALIAS(UInt32, UInt)    /* AMBI_DEFINES(PyArray_UInt32DType) */
ALIAS(Int64, Long)     /* AMBI_DEFINES(PyArray_Int64DType) */
ALIAS(UInt64, ULong)   /* AMBI_DEFINES(PyArray_UInt64DType) */
ALIAS(Intp, Long)      /* AMBI_DEFINES(PyArray_IntpDType) */
ALIAS(UIntp, ULong)    /* AMBI_DEFINES(PyArray_UIntpDType) */
ALIAS(DefaultInt, Long) /* AMBI_DEFINES(PyArray_DefaultIntDType) */

static PyArray_DTypeMeta *const dtype_classes[] = {
#define ADDRESS(number, name, type, text) &PyArray_##name##DType,
    AMBI_DTYPES_BY_AGE(ADDRESS)
#undef ADDRESS
};

static PyArray_DTypeMeta *const abstract_classes[] = {
    &PyArray_IntAbstractDType, &PyArray_FloatAbstractDType, &PyArray_ComplexAbstractDType, &PyArray_PyLongDType,
    &PyArray_PyFloatDType,     &PyArray_PyComplexDType,
};

/* ---- flags, and data that the tables hold ------------------------------------------------------------- */

AMBI_EXPORT PyTypeObject PyArrayFlags_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "numpy._core.multiarray.flagsobj",
    .tp_basicsize = sizeof(PyArrayFlagsObject),
    .tp_dealloc = ambi_flags_dealloc,
    .tp_repr = ambi_flags_repr,
    .tp_str = ambi_flags_repr,
    .tp_as_mapping = &ambi_flags_as_mapping,
    .tp_richcompare = ambi_flags_richcompare,
    .tp_getset = ambi_flags_getset,
    .tp_base = &PyBaseObject_Type,
};

/* The number of dtypes that extensions registered. */
AMBI_EXPORT int NPY_NUMUSERTYPES = 0;

/* NPY_SAME_KIND_CASTING */
AMBI_EXPORT int NPY_DEFAULT_ASSIGN_CASTING = 3;

/* ---- start-up -------------------------------------------------------------------------------------------- */

static int ready(PyTypeObject *type) {
  if (!type->tp_name) return 0;
  return PyType_Ready(type);
}

int ambi_init_numpy(void) {
  static PyTypeObject *const types[] = {
      &PyArray_Type,           &PyArray_Type_abi1,      &PyBigArray_Type,
      &PyArrayDescr_Type_abi1, &PyArrayDTypeMeta_Type,  (PyTypeObject *)&PyArrayDescr_Type,
      &PyArrayFlags_Type,
  };
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (ready(types[i]) < 0) return -1;
  }
  if (ambi_init_numpy_errors() < 0 || ambi_init_numpy_memory() < 0 || ambi_init_numpy_scalars() < 0 || ambi_init_numpy_arrfuncs() < 0 ||
      ambi_init_numpy_iterators() < 0) {
    return -1;
  }
  for (size_t i = 0; i < sizeof abstract_classes / sizeof *abstract_classes; i++) {
    ambi_dtype_class_init(abstract_classes[i]);
    if (ready(&abstract_classes[i]->super.ht_type) < 0) return -1;
  }
  for (size_t i = 0; i < sizeof dtype_classes / sizeof *dtype_classes; i++) {
    PyArray_DTypeMeta *class = dtype_classes[i];
    class->scalar_type = ambi_scalar_types[class->type_num];
    ambi_dtype_class_init(class);
    if (ready(&class->super.ht_type) < 0) return -1;
  }
  ambi_dtype_class_init(&PyArray_StringDType);
  PyArray_StringDType.scalar_type = &PyUnicode_Type;
  if (ready(&PyArray_StringDType.super.ht_type) < 0) return -1;
  return ambi_init_numpy_casts();
}

int ambi_dtype_class_ready(PyArray_DTypeMeta *class, const char *name, const PyTypeObject *like, PyTypeObject *base) {
  PyTypeObject *type = &class->super.ht_type;
  *type = *like;
  type->ob_base = (PyVarObject)PyVarObject_HEAD_INIT(&PyArrayDTypeMeta_Type, 0);
  type->tp_name = name;
  type->tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE;
  type->tp_dict = type->tp_bases = type->tp_mro = type->tp_subclasses = type->tp_cache = NULL;
  type->tp_version_tag = 0;
  type->tp_base = base;
  ambi_dtype_class_init(class);
  return PyType_Ready(type);
}

/* For Java: the class of the descriptors of a built-in type number, in 2.x. */
AMBI_EXPORT PyArray_DTypeMeta *ambi_dtype_class(int64_t type_num) {
  for (size_t i = 0; i < sizeof dtype_classes / sizeof *dtype_classes; i++) {
    if (dtype_classes[i]->type_num == type_num) return dtype_classes[i];
  }
  return NULL;
}

/* For Java: the scalar type of a built-in type number. */
AMBI_EXPORT PyTypeObject *ambi_scalar_type(int64_t type_num) { return ambi_scalar_types[type_num]; }
