/* Types described by a PyType_Spec: the stable ABI's way to make a type. */
#include "types.h"

/* Where each Py_xx_ slot number of CPython's typeslots.h lies in PyHeapTypeObject; the index is the
 * number. */
#define BF(slot) offsetof(PyHeapTypeObject, as_buffer.bf_##slot)
#define MP(slot) offsetof(PyHeapTypeObject, as_mapping.mp_##slot)
#define NB(slot) offsetof(PyHeapTypeObject, as_number.nb_##slot)
#define SQ(slot) offsetof(PyHeapTypeObject, as_sequence.sq_##slot)
#define AM(slot) offsetof(PyHeapTypeObject, as_async.am_##slot)
#define TP(slot) offsetof(PyHeapTypeObject, ht_type.tp_##slot)
static const short slot_offsets[] = {
    0,
    BF(getbuffer),
    BF(releasebuffer),
    MP(ass_subscript),
    MP(length),
    MP(subscript),
    NB(absolute),
    NB(add),
    NB(and),
    NB(bool),
    NB(divmod),
    NB(float),
    NB(floor_divide),
    NB(index),
    NB(inplace_add),
    NB(inplace_and),
    NB(inplace_floor_divide),
    NB(inplace_lshift),
    NB(inplace_multiply),
    NB(inplace_or),
    NB(inplace_power),
    NB(inplace_remainder),
    NB(inplace_rshift),
    NB(inplace_subtract),
    NB(inplace_true_divide),
    NB(inplace_xor),
    NB(int),
    NB(invert),
    NB(lshift),
    NB(multiply),
    NB(negative),
    NB(or),
    NB(positive),
    NB(power),
    NB(remainder),
    NB(rshift),
    NB(subtract),
    NB(true_divide),
    NB(xor),
    SQ(ass_item),
    SQ(concat),
    SQ(contains),
    SQ(inplace_concat),
    SQ(inplace_repeat),
    SQ(item),
    SQ(length),
    SQ(repeat),
    TP(alloc),
    TP(base),
    TP(bases),
    TP(call),
    TP(clear),
    TP(dealloc),
    TP(del),
    TP(descr_get),
    TP(descr_set),
    TP(doc),
    TP(getattr),
    TP(getattro),
    TP(hash),
    TP(init),
    TP(is_gc),
    TP(iter),
    TP(iternext),
    TP(methods),
    TP(new),
    TP(repr),
    TP(richcompare),
    TP(setattr),
    TP(setattro),
    TP(str),
    TP(traverse),
    TP(members),
    TP(getset),
    TP(free),
    NB(matrix_multiply),
    NB(inplace_matrix_multiply),
    AM(await),
    AM(aiter),
    AM(anext),
    TP(finalize),
    AM(send),
};
#define SLOT_COUNT ((int)(sizeof slot_offsets / sizeof *slot_offsets))
/* The slots that are not just copied. */
enum { Py_tp_base = 48, Py_tp_bases = 49, Py_tp_doc = 56, Py_tp_members = 72 };
_Static_assert(SLOT_COUNT == 82, "CPython 3.11 has slots 1 to 81");

static const void *slot_value(PyType_Spec *spec, int number) {
  const void *value = NULL;
  for (PyType_Slot *slot = spec->slots; slot->slot; slot++) {
    if (slot->slot == number) value = slot->pfunc;
  }
  return value;
}

/* A new tuple: the argument, or what the slots say, or object. */
static PyObject *bases_of(PyType_Spec *spec, PyObject *bases) {
  if (!bases) bases = (PyObject *)slot_value(spec, Py_tp_bases);
  if (bases && PyTuple_Check(bases)) return AMBI_NEWREF(bases);
  if (bases && slot_value(spec, Py_tp_bases) == bases) {
    PyErr_SetString(PyExc_SystemError, "Py_tp_bases is not a tuple");
    return NULL;
  }
  if (!bases) bases = (PyObject *)slot_value(spec, Py_tp_base);
  return PyTuple_Pack(1, bases ? bases : (PyObject *)&PyBaseObject_Type);
}

static char *copy_text(const char *text) {
  size_t n = strlen(text) + 1;
  char *copy = PyMem_Malloc(n);
  if (!copy) {
    PyErr_NoMemory();
    return NULL;
  }
  return memcpy(copy, text, n);
}

/* The members whose names are layout, not attributes: where __dict__ and the like lie. */
static void take_offsets(PyTypeObject *type, PyMemberDef *def) {
  for (; def->name; def++) {
    if (def->type != T_PYSSIZET || !(def->flags & READONLY)) continue;
    if (strcmp(def->name, "__weaklistoffset__") == 0) type->tp_weaklistoffset = def->offset;
    if (strcmp(def->name, "__dictoffset__") == 0) type->tp_dictoffset = def->offset;
    if (strcmp(def->name, "__vectorcalloffset__") == 0) type->tp_vectorcall_offset = def->offset;
  }
}

static int copy_slots(PyTypeObject *type, PyType_Spec *spec) {
  for (PyType_Slot *slot = spec->slots; slot->slot; slot++) {
    if (slot->slot < 0 || slot->slot >= SLOT_COUNT) {
      PyErr_SetString(PyExc_RuntimeError, "invalid slot offset");
      return -1;
    }
    if (slot->slot == Py_tp_base || slot->slot == Py_tp_bases) continue;
    if (slot->slot == Py_tp_doc) {
      PyMem_Free((char *)type->tp_doc);
      type->tp_doc = NULL;
      if (slot->pfunc && !(type->tp_doc = copy_text(slot->pfunc))) return -1;
    } else if (slot->slot == Py_tp_members) {
      PyMemberDef *copy = AMBI_HEAPTYPE_MEMBERS(type);
      memcpy(copy, slot->pfunc, (size_t)Py_SIZE(type) * sizeof(PyMemberDef));
      type->tp_members = copy;
      take_offsets(type, copy);
    } else {
      memcpy((char *)type + slot_offsets[slot->slot], &slot->pfunc, sizeof(void *));
    }
  }
  return 0;
}

static int set_module_name(PyTypeObject *type, PyType_Spec *spec, const char *last_dot) {
  PyObject *there = PyDict_GetItemWithError(type->tp_dict, AMBI_ID("__module__"));
  if (there || PyErr_Occurred()) return there ? 0 : -1;
  if (!last_dot) {
    return PyErr_WarnFormat(PyExc_DeprecationWarning, 1,
                            "builtin type %.200s has no __module__ attribute", spec->name);
  }
  PyObject *name = PyUnicode_FromStringAndSize(spec->name, last_dot - spec->name);
  if (!name) return -1;
  int result = PyDict_SetItem(type->tp_dict, AMBI_ID("__module__"), name);
  Py_DECREF(name);
  if (result == 0) PyType_Modified(type);
  return result;
}

static PyTypeObject *allocate(PyType_Spec *spec, PyObject *bases, PyObject *module,
                              const char *short_name) {
  Py_ssize_t members = 0;
  for (const PyMemberDef *def = slot_value(spec, Py_tp_members); def && def->name; def++) members++;
  PyTypeObject *base = ambi_type_best_base(bases);
  if (!base) return NULL;
  PyTypeObject *type = (PyTypeObject *)PyType_GenericAlloc(&PyType_Type, members);
  if (!type) return NULL;
  PyHeapTypeObject *heap = (PyHeapTypeObject *)type;
  type->tp_flags = spec->flags | Py_TPFLAGS_HEAPTYPE;
  type->tp_as_async = &heap->as_async;
  type->tp_as_number = &heap->as_number;
  type->tp_as_sequence = &heap->as_sequence;
  type->tp_as_mapping = &heap->as_mapping;
  type->tp_as_buffer = &heap->as_buffer;
  type->tp_base = (PyTypeObject *)AMBI_NEWREF(base);
  type->tp_bases = AMBI_NEWREF(bases);
  type->tp_basicsize = spec->basicsize;
  type->tp_itemsize = spec->itemsize;
  heap->ht_module = AMBI_XNEWREF(module);
  heap->ht_name = PyUnicode_FromString(short_name);
  heap->ht_qualname = AMBI_XNEWREF(heap->ht_name);
  heap->_ht_tpname = copy_text(spec->name); /* the spec may be gone before the type is */
  type->tp_name = heap->_ht_tpname;
  if (heap->ht_name && heap->_ht_tpname && copy_slots(type, spec) == 0) return type;
  Py_DECREF(type);
  return NULL;
}

AMBI_EXPORT PyObject *PyType_FromModuleAndSpec(PyObject *module, PyType_Spec *spec,
                                               PyObject *bases) {
  if (!spec->name) {
    PyErr_SetString(PyExc_SystemError, "Type spec does not define the name field.");
    return NULL;
  }
  const char *last_dot = strrchr(spec->name, '.');
  bases = bases_of(spec, bases);
  if (!bases) return NULL;
  PyTypeObject *type = allocate(spec, bases, module, last_dot ? last_dot + 1 : spec->name);
  Py_DECREF(bases);
  if (!type) return NULL;
  if (!type->tp_dealloc) type->tp_dealloc = ambi_subtype_dealloc;
  if (PyType_Ready(type) < 0 || set_module_name(type, spec, last_dot) < 0) {
    Py_DECREF(type);
    return NULL;
  }
  return (PyObject *)type;
}

AMBI_EXPORT PyObject *PyType_FromSpecWithBases(PyType_Spec *spec, PyObject *bases) {
  return PyType_FromModuleAndSpec(NULL, spec, bases);
}

AMBI_EXPORT PyObject *PyType_FromSpec(PyType_Spec *spec) {
  return PyType_FromModuleAndSpec(NULL, spec, NULL);
}

AMBI_EXPORT void *PyType_GetSlot(PyTypeObject *type, int slot) {
  if (slot <= 0 || slot >= SLOT_COUNT) {
    PyErr_BadInternalCall();
    return NULL;
  }
  void **at = ambi_type_slot(type, slot_offsets[slot]);
  return at ? *at : NULL;
}

AMBI_EXPORT PyObject *PyType_GetModule(PyTypeObject *type) {
  if (!PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) {
    return PyErr_Format(PyExc_TypeError, "PyType_GetModule: Type '%s' is not a heap type",
                        type->tp_name);
  }
  PyObject *module = ((PyHeapTypeObject *)type)->ht_module;
  if (module) return module;
  return PyErr_Format(PyExc_TypeError, "PyType_GetModule: Type '%s' has no associated module",
                      type->tp_name);
}

AMBI_EXPORT void *PyType_GetModuleState(PyTypeObject *type) {
  PyObject *module = PyType_GetModule(type);
  return module ? PyModule_GetState(module) : NULL;
}

AMBI_EXPORT PyObject *PyType_GetModuleByDef(PyTypeObject *type, PyModuleDef *def) {
  PyObject *mro = type->tp_mro;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(mro); i++) {
    PyTypeObject *each = (PyTypeObject *)PyTuple_GET_ITEM(mro, i);
    if (!PyType_HasFeature(each, Py_TPFLAGS_HEAPTYPE)) continue;
    PyObject *module = ((PyHeapTypeObject *)each)->ht_module;
    if (module && PyModule_GetDef(module) == def) return module;
  }
  return PyErr_Format(PyExc_TypeError,
                      "PyType_GetModuleByDef: No superclass of '%s' has the given module",
                      type->tp_name);
}
