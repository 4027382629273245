/* What a type takes over from its bases. */
#include "types.h"

#define OFFSET(field) offsetof(PyTypeObject, field)

/* The suites: a pointer in the type, and the words behind it, but for those that CPython keeps as
 * reserved. */
static const struct {
  size_t pointer, words;
  unsigned reserved; /* bit i: word i is no slot */
} suites[] = {
    {OFFSET(tp_as_number), sizeof(PyNumberMethods) / 8,
     1u << (offsetof(PyNumberMethods, nb_reserved) / 8)},
    {OFFSET(tp_as_async), sizeof(PyAsyncMethods) / 8, 0},
    {OFFSET(tp_as_sequence), sizeof(PySequenceMethods) / 8,
     1u << (offsetof(PySequenceMethods, was_sq_slice) / 8) |
         1u << (offsetof(PySequenceMethods, was_sq_ass_slice) / 8)},
    {OFFSET(tp_as_mapping), sizeof(PyMappingMethods) / 8, 0},
    {OFFSET(tp_as_buffer), sizeof(PyBufferProcs) / 8, 0},
};

/* A slot is inherited from the class of the MRO that defines it, not from one that inherited it. */
static void copy_slot(void **to, void *from, void *from_its_base) {
  if (!*to && from && from != from_its_base) *to = from;
}

static void inherit_suites(PyTypeObject *type, PyTypeObject *base) {
  for (size_t i = 0; i < sizeof suites / sizeof *suites; i++) {
    void **to = *(void ***)((char *)type + suites[i].pointer);
    void **from = *(void ***)((char *)base + suites[i].pointer);
    if (!to || !from) continue;
    void **before = base->tp_base ? *(void ***)((char *)base->tp_base + suites[i].pointer) : NULL;
    for (size_t w = 0; w < suites[i].words; w++) {
      if (w < 32 && suites[i].reserved >> w & 1) continue;
      copy_slot(&to[w], from[w], before ? before[w] : NULL);
    }
  }
}

/* Whether the type's dict defines __eq__ or __hash__; then neither of the two slots is inherited.
 */
static int overrides_hash(PyTypeObject *type) {
  if (PyDict_GetItemWithError(type->tp_dict, AMBI_ID("__eq__"))) return 1;
  if (PyErr_Occurred()) return -1;
  if (PyDict_GetItemWithError(type->tp_dict, AMBI_ID("__hash__"))) return 1;
  return PyErr_Occurred() ? -1 : 0;
}

#define COPY(field) \
  copy_slot((void **)&type->field, (void *)base->field, before ? (void *)before->field : NULL)

static void inherit_call(PyTypeObject *type, PyTypeObject *base, PyTypeObject *before) {
  if (!type->tp_vectorcall_offset &&
      base->tp_vectorcall_offset != (before ? before->tp_vectorcall_offset : 0)) {
    type->tp_vectorcall_offset = base->tp_vectorcall_offset;
  }
  /* A heap type may get another __call__ later, so it does not inherit the flag. */
  if (!type->tp_call && PyType_HasFeature(base, Py_TPFLAGS_HAVE_VECTORCALL) &&
      PyType_HasFeature(type, Py_TPFLAGS_IMMUTABLETYPE)) {
    type->tp_flags |= Py_TPFLAGS_HAVE_VECTORCALL;
  }
  COPY(tp_call);
}

static void inherit_free(PyTypeObject *type, PyTypeObject *base, PyTypeObject *before) {
  bool gc = PyType_HasFeature(type, Py_TPFLAGS_HAVE_GC);
  if (gc == PyType_HasFeature(base, Py_TPFLAGS_HAVE_GC)) {
    COPY(tp_free);
  } else if (gc && !type->tp_free && base->tp_free == PyObject_Free) {
    type->tp_free = PyObject_GC_Del; /* the base's would free the wrong address */
  }
}

int ambi_type_inherit_slots(PyTypeObject *type, PyTypeObject *base) {
  PyTypeObject *before = base->tp_base;
  inherit_suites(type, base);
  COPY(tp_dealloc);
  if (!type->tp_getattr && !type->tp_getattro) {
    type->tp_getattr = base->tp_getattr;
    type->tp_getattro = base->tp_getattro;
  }
  if (!type->tp_setattr && !type->tp_setattro) {
    type->tp_setattr = base->tp_setattr;
    type->tp_setattro = base->tp_setattro;
  }
  COPY(tp_repr);
  inherit_call(type, base, before);
  COPY(tp_str);
  if (!type->tp_richcompare && !type->tp_hash) {
    int overrides = overrides_hash(type);
    if (overrides < 0) return -1;
    if (!overrides) {
      type->tp_richcompare = base->tp_richcompare;
      type->tp_hash = base->tp_hash;
    }
  }
  COPY(tp_iter);
  COPY(tp_iternext);
  COPY(tp_descr_get);
  if (base->tp_descr_get && type->tp_descr_get == base->tp_descr_get &&
      PyType_HasFeature(type, Py_TPFLAGS_IMMUTABLETYPE) &&
      PyType_HasFeature(base, Py_TPFLAGS_METHOD_DESCRIPTOR)) {
    type->tp_flags |= Py_TPFLAGS_METHOD_DESCRIPTOR;
  }
  COPY(tp_descr_set);
  if (!type->tp_dictoffset) type->tp_dictoffset = base->tp_dictoffset;
  COPY(tp_init);
  COPY(tp_alloc);
  COPY(tp_is_gc);
  COPY(tp_finalize);
  inherit_free(type, base, before);
  return 0;
}

/* The flags that stand for "a subclass of"; the built-in types carry their own. */
#define FAMILY                                                                          \
  (Py_TPFLAGS_LONG_SUBCLASS | Py_TPFLAGS_LIST_SUBCLASS | Py_TPFLAGS_TUPLE_SUBCLASS |    \
   Py_TPFLAGS_BYTES_SUBCLASS | Py_TPFLAGS_UNICODE_SUBCLASS | Py_TPFLAGS_DICT_SUBCLASS | \
   Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_TYPE_SUBCLASS)
/* Py_TPFLAGS_MATCH_SELF: `case int(x)` binds x to the object itself. */
#define MATCH_SELF (1UL << 22)

void ambi_type_inherit_special(PyTypeObject *type, PyTypeObject *base) {
  if (!PyType_HasFeature(type, Py_TPFLAGS_HAVE_GC) && PyType_HasFeature(base, Py_TPFLAGS_HAVE_GC) &&
      !type->tp_traverse && !type->tp_clear) {
    type->tp_flags |= Py_TPFLAGS_HAVE_GC;
    type->tp_traverse = base->tp_traverse;
    type->tp_clear = base->tp_clear;
  }
  type->tp_flags |= base->tp_flags & (FAMILY | MATCH_SELF);
  if (!PyType_HasFeature(type, Py_TPFLAGS_SEQUENCE | Py_TPFLAGS_MAPPING)) {
    type->tp_flags |= base->tp_flags & (Py_TPFLAGS_SEQUENCE | Py_TPFLAGS_MAPPING);
  }
  if (!type->tp_basicsize) type->tp_basicsize = base->tp_basicsize;
  if (!type->tp_itemsize) type->tp_itemsize = base->tp_itemsize;
  if (!type->tp_weaklistoffset) type->tp_weaklistoffset = base->tp_weaklistoffset;
  if (!type->tp_dictoffset) type->tp_dictoffset = base->tp_dictoffset;
}
