/*
 * The table of casts that binaries of numpy itself walk: `castingimpls` of each class of descriptors, a dict from classes to
 * PyArrayMethodObjects. Both structs are numpy's private ones, offered here and nowhere else, with the layouts of 1.26 and of
 * 2.0 to 2.4, so that these binaries find what they look for: the facts about each cast. There are no functions in them:
 * casts are made by ambi_transfer. Casts that numpy enters when they are first asked for, and those of registered dtypes, are not in it.
 */
#include "numpy_cast_facts.h"
#include "numpy_types.h"

/* The head of numpy's PyArrayMethodObject, and room for the rest: functions, all NULL. */
typedef struct {
  PyObject ob_base;
  const char *name;
  int nin, nout;
  int casting;
  int flags;
  void *rest[24];
} PyArrayMethodObject;

static PyObject *method_repr(PyObject *o) {
  return PyUnicode_FromFormat("<np._ArrayMethod `%s`>", ((PyArrayMethodObject *)o)->name);
}

static PyTypeObject PyArrayMethod_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "numpy._ArrayMethod",
    .tp_basicsize = sizeof(PyArrayMethodObject),
    .tp_repr = method_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_base = &PyBaseObject_Type,
};

/* numpy's NPY_DType_Slots, of which `castingimpls` has moved: behind 11 functions in 1.26, 12 in 2.0, and 13 from 2.1 on. */
typedef struct {
  void *functions[11];
  PyObject *castingimpls_1_26, *castingimpls_2_0, *castingimpls_2_1;
  void *rest[66];
} NPY_DType_Slots;

/* Of the classes without casts. */
static NPY_DType_Slots no_casts;

void ambi_dtype_class_init(PyArray_DTypeMeta *class) { class->dt_slots = &no_casts; }

/* The classes that descriptors have in 1.26, by name. Descriptors of 1.x are instances of dtype itself here. */
#define DEFINE(number, name, type, text) static PyArray_DTypeMeta name##_1x = {.type_num = number};
AMBI_ALL_DTYPES(DEFINE)
#undef DEFINE

typedef struct {
  PyArray_DTypeMeta *class;
  const char *name;
} named_class;
#define NAMED(number, name, type, text) {&name##_1x, "numpy.dtypes." text "DType"},
static const named_class classes_1x[] = {AMBI_DTYPES_BY_AGE(NAMED)};
#undef NAMED

typedef struct {
  PyArray_DTypeMeta *from, *to;
  PyArrayMethodObject method;
} cast_row;

#define METHOD(casting, flags, name) \
  { {AMBI_IMMORTAL, &PyArrayMethod_Type}, name, 1, 1, casting, flags, {NULL} }
#define ROW(from, to, casting, flags, name) {&from##_1x, &to##_1x, METHOD(casting, flags, name)},
static cast_row casts_1x[] = {AMBI_CASTS_1_26(ROW)};
#undef ROW
#define ROW(from, to, casting, flags, name) \
  {&PyArray_##from##DType, &PyArray_##to##DType, METHOD(casting, flags, name)},
static cast_row casts_2x[] = {AMBI_CASTS_2_4(ROW)};

/* The table of a class, empty where it has none yet. NULL with an error. */
static PyObject *table_of(PyArray_DTypeMeta *class) {
  NPY_DType_Slots *slots = class->dt_slots;
  if (slots != &no_casts) return slots->castingimpls_2_1;
  slots = calloc(1, sizeof *slots);
  PyObject *table = slots ? ambi_make_immortal(PyDict_New()) : NULL;
  if (!table) {
    free(slots);
    return slots ? NULL : PyErr_NoMemory();
  }
  slots->castingimpls_1_26 = slots->castingimpls_2_0 = slots->castingimpls_2_1 = table;
  class->dt_slots = slots;
  return table;
}

static int enter(cast_row *rows, size_t n) {
  for (size_t i = 0; i < n; i++) {
    PyObject *table = table_of(rows[i].from);
    if (!table || PyDict_SetItem(table, (PyObject *)rows[i].to, &rows[i].method.ob_base) < 0) return -1;
  }
  return 0;
}

int ambi_init_numpy_casts(void) {
  PyObject *none = ambi_make_immortal(PyDict_New());
  if (!none || PyType_Ready(&PyArrayMethod_Type) < 0) return -1;
  no_casts.castingimpls_1_26 = no_casts.castingimpls_2_0 = no_casts.castingimpls_2_1 = none;
  for (size_t i = 0; i < sizeof classes_1x / sizeof *classes_1x; i++) {
    PyArray_DTypeMeta *class = classes_1x[i].class;
    class->scalar_type = ambi_scalar_types[class->type_num];
    class->flags = ambi_dtype_class(class->type_num)->flags;
    if (ambi_dtype_class_ready(class, classes_1x[i].name, &PyArrayDescr_Type_abi1, &PyArrayDescr_Type_abi1) < 0) return -1;
  }
  if (enter(casts_1x, sizeof casts_1x / sizeof *casts_1x) < 0) return -1;
  return enter(casts_2x, sizeof casts_2x / sizeof *casts_2x);
}
