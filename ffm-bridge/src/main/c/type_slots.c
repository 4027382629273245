/*
 * The table of special methods: which slot, which wrapper, which function. It is read in both
 * directions: a slot filled in C becomes a wrapper in tp_dict, a method found on the MRO fills a
 * slot.
 */
#include "slots.h"

#define SLOT(method, place, slot_function, wrap)     \
  {.name = method,                                   \
   .offset = (int)offsetof(PyHeapTypeObject, place), \
   .function = (void *)(slot_function),              \
   .wrapper = (wrap)}
#define WITH_KEYWORDS(method, place, slot_function, wrap) \
  {.name = method,                                        \
   .offset = (int)offsetof(PyHeapTypeObject, place),      \
   .function = (void *)(slot_function),                   \
   .wrapper = (wrapperfunc)(void (*)(void))(wrap),        \
   .flags = PyWrapperFlag_KEYWORDS}
#define TP(method, slot, function, wrap) SLOT(method, ht_type.tp_##slot, function, wrap)
#define BINARY(name, slot)                                                            \
  SLOT("__" name "__", as_number.nb_##slot, ambi_slot_nb_##slot, ambi_wrap_binary_l), \
      SLOT("__r" name "__", as_number.nb_##slot, ambi_slot_nb_##slot, ambi_wrap_binary_r)
#define UNARY(method, slot) SLOT(method, as_number.nb_##slot, ambi_slot_nb_##slot, ambi_wrap_unary)
#define INPLACE(method, slot) \
  SLOT(method, as_number.nb_##slot, ambi_slot_nb_##slot, ambi_wrap_binary)

/*
 * In the order of the offsets, which is also the order of precedence: of two slots for one name the
 * first fills tp_dict, so number before mapping before sequence. No wrapper: the method is not made
 * from the slot.
 */
static wrapperbase slots[] = {
    TP("__getattribute__", getattr, NULL, NULL),
    TP("__getattr__", getattr, NULL, NULL),
    TP("__setattr__", setattr, NULL, NULL),
    TP("__delattr__", setattr, NULL, NULL),
    TP("__repr__", repr, ambi_slot_tp_repr, ambi_wrap_unary),
    TP("__hash__", hash, ambi_slot_tp_hash, ambi_wrap_hash),
    WITH_KEYWORDS("__call__", ht_type.tp_call, ambi_slot_tp_call, ambi_wrap_call),
    TP("__str__", str, ambi_slot_tp_str, ambi_wrap_unary),
    TP("__getattribute__", getattro, ambi_slot_tp_getattr_hook, ambi_wrap_binary),
    TP("__getattr__", getattro, ambi_slot_tp_getattr_hook, NULL),
    TP("__setattr__", setattro, ambi_slot_tp_setattro, ambi_wrap_setattr),
    TP("__delattr__", setattro, ambi_slot_tp_setattro, ambi_wrap_delattr),
    TP("__lt__", richcompare, ambi_slot_tp_richcompare, ambi_wrap_lt),
    TP("__le__", richcompare, ambi_slot_tp_richcompare, ambi_wrap_le),
    TP("__eq__", richcompare, ambi_slot_tp_richcompare, ambi_wrap_eq),
    TP("__ne__", richcompare, ambi_slot_tp_richcompare, ambi_wrap_ne),
    TP("__gt__", richcompare, ambi_slot_tp_richcompare, ambi_wrap_gt),
    TP("__ge__", richcompare, ambi_slot_tp_richcompare, ambi_wrap_ge),
    TP("__iter__", iter, ambi_slot_tp_iter, ambi_wrap_unary),
    TP("__next__", iternext, ambi_slot_tp_iternext, ambi_wrap_next),
    TP("__get__", descr_get, ambi_slot_tp_descr_get, ambi_wrap_descr_get),
    TP("__set__", descr_set, ambi_slot_tp_descr_set, ambi_wrap_descr_set),
    TP("__delete__", descr_set, ambi_slot_tp_descr_set, ambi_wrap_descr_delete),
    WITH_KEYWORDS("__init__", ht_type.tp_init, ambi_slot_tp_init, ambi_wrap_init),
    TP("__new__", new, ambi_slot_tp_new, NULL),
    TP("__del__", finalize, ambi_slot_tp_finalize, ambi_wrap_del),

    SLOT("__await__", as_async.am_await, ambi_slot_am_await, ambi_wrap_unary),
    SLOT("__aiter__", as_async.am_aiter, ambi_slot_am_aiter, ambi_wrap_unary),
    SLOT("__anext__", as_async.am_anext, ambi_slot_am_anext, ambi_wrap_unary),

    BINARY("add", add),
    BINARY("sub", subtract),
    BINARY("mul", multiply),
    BINARY("mod", remainder),
    BINARY("divmod", divmod),
    SLOT("__pow__", as_number.nb_power, ambi_slot_nb_power, ambi_wrap_ternary),
    SLOT("__rpow__", as_number.nb_power, ambi_slot_nb_power, ambi_wrap_ternary_r),
    UNARY("__neg__", negative),
    UNARY("__pos__", positive),
    UNARY("__abs__", absolute),
    SLOT("__bool__", as_number.nb_bool, ambi_slot_nb_bool, ambi_wrap_inquiry),
    UNARY("__invert__", invert),
    BINARY("lshift", lshift),
    BINARY("rshift", rshift),
    BINARY("and", and),
    BINARY("xor", xor),
    BINARY("or", or),
    UNARY("__int__", int),
    UNARY("__float__", float),
    INPLACE("__iadd__", inplace_add),
    INPLACE("__isub__", inplace_subtract),
    INPLACE("__imul__", inplace_multiply),
    INPLACE("__imod__", inplace_remainder),
    SLOT("__ipow__", as_number.nb_inplace_power, ambi_slot_nb_inplace_power, ambi_wrap_ternary),
    INPLACE("__ilshift__", inplace_lshift),
    INPLACE("__irshift__", inplace_rshift),
    INPLACE("__iand__", inplace_and),
    INPLACE("__ixor__", inplace_xor),
    INPLACE("__ior__", inplace_or),
    BINARY("floordiv", floor_divide),
    BINARY("truediv", true_divide),
    INPLACE("__ifloordiv__", inplace_floor_divide),
    INPLACE("__itruediv__", inplace_true_divide),
    UNARY("__index__", index),
    BINARY("matmul", matrix_multiply),
    INPLACE("__imatmul__", inplace_matrix_multiply),

    SLOT("__len__", as_mapping.mp_length, ambi_slot_length, ambi_wrap_length),
    SLOT("__getitem__", as_mapping.mp_subscript, ambi_slot_mp_subscript, ambi_wrap_binary),
    SLOT("__setitem__", as_mapping.mp_ass_subscript, ambi_slot_mp_ass_subscript, ambi_wrap_setitem),
    SLOT("__delitem__", as_mapping.mp_ass_subscript, ambi_slot_mp_ass_subscript, ambi_wrap_delitem),

    /* concat and repeat have no function: a class's __add__ and __mul__ go to the number slots. */
    SLOT("__len__", as_sequence.sq_length, ambi_slot_length, ambi_wrap_length),
    SLOT("__add__", as_sequence.sq_concat, NULL, ambi_wrap_binary),
    SLOT("__mul__", as_sequence.sq_repeat, NULL, ambi_wrap_index_argument),
    SLOT("__rmul__", as_sequence.sq_repeat, NULL, ambi_wrap_index_argument),
    SLOT("__getitem__", as_sequence.sq_item, ambi_slot_sq_item, ambi_wrap_sq_item),
    SLOT("__setitem__", as_sequence.sq_ass_item, ambi_slot_sq_ass_item, ambi_wrap_sq_setitem),
    SLOT("__delitem__", as_sequence.sq_ass_item, ambi_slot_sq_ass_item, ambi_wrap_sq_delitem),
    SLOT("__contains__", as_sequence.sq_contains, ambi_slot_sq_contains, ambi_wrap_contains),
    SLOT("__iadd__", as_sequence.sq_inplace_concat, NULL, ambi_wrap_binary),
    SLOT("__imul__", as_sequence.sq_inplace_repeat, NULL, ambi_wrap_index_argument),
    {.offset = -1},
};

int ambi_type_slots_init(void) {
  for (wrapperbase *p = slots; p->name; p++) {
    p->name_strobj = PyUnicode_InternFromString(p->name);
    if (!p->name_strobj) return -1;
  }
  return 0;
}

void **ambi_type_slot(PyTypeObject *type, int offset) {
  static const struct {
    int start, pointer; /* of the suite in a heap type; of the pointer to it in every type */
  } suites[] = {
      {offsetof(PyHeapTypeObject, as_buffer), offsetof(PyTypeObject, tp_as_buffer)},
      {offsetof(PyHeapTypeObject, as_sequence), offsetof(PyTypeObject, tp_as_sequence)},
      {offsetof(PyHeapTypeObject, as_mapping), offsetof(PyTypeObject, tp_as_mapping)},
      {offsetof(PyHeapTypeObject, as_number), offsetof(PyTypeObject, tp_as_number)},
      {offsetof(PyHeapTypeObject, as_async), offsetof(PyTypeObject, tp_as_async)},
  };
  for (size_t i = 0; i < sizeof suites / sizeof *suites; i++) {
    if (offset < suites[i].start) continue;
    char *suite = *(char **)((char *)type + suites[i].pointer);
    return suite ? (void **)(suite + (offset - suites[i].start)) : NULL;
  }
  return (void **)((char *)type + offset);
}

int ambi_type_add_operators(PyTypeObject *type) {
  for (wrapperbase *p = slots; p->name; p++) {
    if (!p->wrapper) continue;
    void **slot = ambi_type_slot(type, p->offset);
    if (!slot || !*slot) continue;
    if (PyDict_GetItemWithError(type->tp_dict, p->name_strobj)) continue;
    if (PyErr_Occurred()) return -1;
    int set;
    if (*slot == (void *)PyObject_HashNotImplemented) {
      set = PyDict_SetItem(type->tp_dict, p->name_strobj, Py_None);
    } else {
      PyObject *descr = PyDescr_NewWrapper(type, p, *slot);
      if (!descr) return -1;
      set = PyDict_SetItem(type->tp_dict, p->name_strobj, descr);
      Py_DECREF(descr);
    }
    if (set < 0) return -1;
  }
  return 0;
}

/* ---- from methods to slots ------------------------------------------------------------------- */

/* Of the slots that `name` may fill: the one that the type has filled, when it is the only one. */
static void **only_slot_of_name(PyTypeObject *type, PyObject *name) {
  void **only = NULL;
  for (wrapperbase *p = slots; p->name; p++) {
    if (p->name_strobj != name) continue;
    void **slot = ambi_type_slot(type, p->offset);
    if (!slot || !*slot) continue;
    if (only) return NULL;
    only = slot;
  }
  return only;
}

static bool is_new_wrapper(PyObject *o) {
  return Py_IS_TYPE(o, &PyCFunction_Type) &&
         ((PyCFunctionObject *)o)->m_ml->ml_meth == (PyCFunction)(void (*)(void))ambi_new_wrapper;
}

/*
 * Fills one slot, looking at every method that belongs to it; `p` is the first of them, what comes
 * back the first of the next slot. When all that is found are wrappers of one and the same C
 * function, that function goes into the slot directly, so that inherited C behaviour stays at C
 * speed.
 */
static wrapperbase *update_slot(PyTypeObject *type, wrapperbase *p) {
  int offset = p->offset;
  void **slot = ambi_type_slot(type, offset), *generic = NULL, *specific = NULL;
  bool use_generic = false;
  if (!slot) {
    while (p->offset == offset) p++;
    return p;
  }
  for (; p->offset == offset; p++) {
    PyObject *found = _PyType_Lookup(type, p->name_strobj);
    if (!found) {
      if (slot == (void **)&type->tp_iternext) specific = (void *)_PyObject_NextNotImplemented;
    } else if (Py_IS_TYPE(found, &PyWrapperDescr_Type) &&
               ((PyWrapperDescrObject *)found)->d_base->name_strobj == p->name_strobj) {
      PyWrapperDescrObject *descr = (PyWrapperDescrObject *)found;
      void **only = only_slot_of_name(type, p->name_strobj);
      if (!only || only == slot) generic = p->function;
      if ((!specific || specific == descr->d_wrapped) && descr->d_base->wrapper == p->wrapper &&
          PyType_IsSubtype(type, PyDescr_TYPE(descr))) {
        specific = descr->d_wrapped;
      } else {
        use_generic = true;
      }
    } else if (slot == (void **)&type->tp_new && is_new_wrapper(found)) {
      /* The __new__ that the type's own C tp_new made: the slot stays as it was inherited. */
      specific = (void *)type->tp_new;
    } else if (found == Py_None && slot == (void **)&type->tp_hash) {
      specific = (void *)PyObject_HashNotImplemented;
    } else {
      use_generic = true;
      generic = p->function;
      if (slot == (void **)&type->tp_call) type->tp_flags &= ~Py_TPFLAGS_HAVE_VECTORCALL;
    }
  }
  *slot = specific && !use_generic ? specific : generic;
  return p;
}

void ambi_type_fixup_slots(PyTypeObject *type) {
  for (wrapperbase *p = slots; p->name;) p = update_slot(type, p);
}

/* A subclass that defines the name itself, and all below it, do not see the change. */
static void update_tree(PyTypeObject *type, PyObject *name) {
  for (wrapperbase *p = slots; p->name; p++) {
    if (p->name_strobj != name) continue;
    wrapperbase *first = p;
    while (first > slots && first[-1].offset == p->offset) first--;
    update_slot(type, first);
  }
  PyObject *subclasses = ambi_type_subclasses(type);
  if (!subclasses) {
    PyErr_Clear();
    return;
  }
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(subclasses); i++) {
    PyTypeObject *subclass = (PyTypeObject *)PyList_GET_ITEM(subclasses, i);
    if (subclass->tp_dict && PyDict_CheckExact(subclass->tp_dict) &&
        PyDict_GetItemWithError(subclass->tp_dict, name)) {
      continue;
    }
    update_tree(subclass, name);
  }
  Py_DECREF(subclasses);
}

void ambi_type_update_slot(PyTypeObject *type, PyObject *name) {
  for (wrapperbase *p = slots; p->name; p++) {
    if (p->name_strobj == name) {
      update_tree(type, name);
      return;
    }
  }
}
