/* What the files about types, descriptors, attributes and calls share. */
#ifndef AMBI_TYPES_H
#define AMBI_TYPES_H

#include "ambi.h"

/* ---- descriptors of slots -------------------------------------------------------------------- */

typedef PyObject *(*wrapperfunc)(PyObject *self, PyObject *args, void *wrapped);
typedef PyObject *(*wrapperfunc_kwds)(PyObject *self, PyObject *args, void *wrapped,
                                      PyObject *kwargs);

/* CPython's layout: Cython writes `doc` through PyWrapperDescrObject.d_base. */
struct wrapperbase_ {
  const char *name;
  int offset;          /* of the slot in PyHeapTypeObject */
  void *function;      /* goes into the slot when a class defines `name` otherwise than by a slot */
  wrapperfunc wrapper; /* calls the slot with Python arguments; NULL when `name` has no such form */
  const char *doc;
  int flags;
  PyObject *name_strobj;
};
#define PyWrapperFlag_KEYWORDS 1

typedef struct {
  PyDescrObject d_common;
  wrapperbase *d_base;
  void *d_wrapped;
} PyWrapperDescrObject;

#define PyDescr_TYPE(d) (((PyDescrObject *)(d))->d_type)
#define PyDescr_NAME(d) (((PyDescrObject *)(d))->d_name)

extern PyTypeObject ambi_ClassMethodDescr_Type, ambi_MethodWrapper_Type;

/* What every kind of descriptor has (descrobject.c): the type and the name, and "list.append". */
extern PyMemberDef ambi_descr_members[];
PyObject *ambi_descr_get_qualname(PyObject *descr, void *closure);
void ambi_descr_dealloc(PyObject *descr);

/* -1 with an error set where the object is not of the descriptor's type. */
int ambi_descr_check(PyObject *descr, PyObject *o);

/* ---- one slot of a type (type_slots.c) ------------------------------------------------------- */

/* Where the slot at an offset into PyHeapTypeObject is; NULL when the type has not that suite. */
void **ambi_type_slot(PyTypeObject *type, int offset);

/* Interns the names of the table of special methods. Called once, before the first type. */
int ambi_type_slots_init(void);

/* Puts a slot wrapper into tp_dict for each slot that the type itself fills. */
int ambi_type_add_operators(PyTypeObject *type);

/* Fills the slots of a heap type from the special methods that its MRO defines. */
void ambi_type_fixup_slots(PyTypeObject *type);

/* The same for one name that was just set or deleted, on the type and its subclasses. */
void ambi_type_update_slot(PyTypeObject *type, PyObject *name);

/* ---- bases and inheritance ------------------------------------------------------------------- */

/* The C3 linearisation of a type whose bases are ready, as a new tuple. */
PyObject *ambi_type_compute_mro(PyTypeObject *type);

/* The base whose layout the type extends; borrowed. */
PyTypeObject *ambi_type_best_base(PyObject *bases);
PyTypeObject *ambi_type_solid_base(PyTypeObject *type);

/* Calls `type.mro()` where a metaclass overrides it, else computes the MRO; sets tp_mro. */
int ambi_type_set_mro(PyTypeObject *type);

void ambi_type_inherit_special(PyTypeObject *type, PyTypeObject *base);
int ambi_type_inherit_slots(PyTypeObject *type, PyTypeObject *base);

/* The most derived of the metaclasses of `bases` and `metatype`; borrowed. */
PyTypeObject *ambi_calculate_metaclass(PyTypeObject *metatype, PyObject *bases);

/* tp_subclasses: a dict of addresses, which own nothing. A subclass keeps its bases alive. */
int ambi_type_add_subclasses(PyTypeObject *type);
void ambi_type_remove_subclasses(PyTypeObject *type);
PyObject *ambi_type_subclasses(PyTypeObject *type); /* new list of strong references */

/* ---- making types ---------------------------------------------------------------------------- */

/* A zeroed object of any type (object.c). */
PyObject *ambi_object_alloc(PyTypeObject *type, Py_ssize_t nitems, bool zero);

void ambi_subtype_dealloc(PyObject *self);
PyObject *ambi_type_new(PyTypeObject *metatype, PyObject *args, PyObject *kwargs);
PyObject *ambi_type_call(PyTypeObject *type, PyObject *args, PyObject *kwargs);
PyObject *ambi_type_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
                               PyObject *kwnames);
PyObject *ambi_object_new(PyTypeObject *type, PyObject *args, PyObject *kwargs);
int ambi_object_init(PyObject *self, PyObject *args, PyObject *kwargs);
PyObject *ambi_new_wrapper(PyObject *self, PyObject *args, PyObject *kwargs);
int ambi_type_add_new_wrapper(PyTypeObject *type);

/* The members that __slots__ or Py_tp_members gave a heap type lie behind the type object. */
#define AMBI_HEAPTYPE_MEMBERS(type) ((PyMemberDef *)((char *)(type) + Py_TYPE(type)->tp_basicsize))

extern PyMethodDef ambi_type_methods[], ambi_object_methods[];
extern PyGetSetDef ambi_type_getset[], ambi_object_getset[], ambi_subtype_getset_dict[],
    ambi_subtype_getset_weakref[], ambi_subtype_getset_both[];
PyObject *ambi_type_getattro(PyObject *type, PyObject *name);
int ambi_type_setattro(PyObject *type, PyObject *name, PyObject *value);
int _PyObject_GenericSetAttrWithDict(PyObject *, PyObject *, PyObject *, PyObject *);

/* The doc string without the `name(args)\n--\n\n` that may begin it, or NULL; and what begins it.
 */
const char *ambi_doc_without_signature(const char *name, const char *doc);
PyObject *ambi_text_signature(const char *name, const char *doc);

/* The part of tp_name after the last dot. */
const char *ambi_type_short_name(PyTypeObject *type);

/* ---- special methods ------------------------------------------------------------------------- */

/* Looks `name` up on the type of `self` and binds it. NULL without an error when it is not there.
 */
PyObject *ambi_lookup_special(PyObject *self, PyObject *name);

/*
 * The same without binding plain methods: *unbound says whether `self` must be passed first. A new
 * reference, or NULL, without an error when it is not there.
 */
PyObject *ambi_lookup_special_method(PyObject *self, PyObject *name, int *unbound);

PyObject *_PyObject_NextNotImplemented(PyObject *self);

/* ---- calls (call.c) -------------------------------------------------------------------------- */

#define PY_VECTORCALL_ARGUMENTS_OFFSET ((size_t)1 << (8 * sizeof(size_t) - 1))
#define PyVectorcall_NARGS(n) ((Py_ssize_t)((n) & ~PY_VECTORCALL_ARGUMENTS_OFFSET))

/* How many argument words the call functions keep on the C stack. */
#define AMBI_SMALL_STACK 6

static inline vectorcallfunc ambi_vectorcall_of(PyObject *callable) {
  PyTypeObject *type = Py_TYPE(callable);
  if (!PyType_HasFeature(type, Py_TPFLAGS_HAVE_VECTORCALL)) return NULL;
  return *(vectorcallfunc *)((char *)callable + type->tp_vectorcall_offset);
}

/* Calls tp_call with a tuple and a dict made of vector arguments. `kwargs`: a tuple of names, a
   dict, or NULL. */
PyObject *_PyObject_MakeTpCall(PyThreadState *tstate, PyObject *callable, PyObject *const *args,
                               Py_ssize_t nargs, PyObject *kwargs);

/* The tuple of `n` borrowed objects (tupleobject.c). */
PyObject *ambi_tuple_from_array(PyObject *const *items, Py_ssize_t n);

/* _PyObject_GetMethod by a C string. */
int ambi_get_method_string(PyObject *o, const char *name, PyObject **method);

/* "module.qualname()" as the messages about wrong arguments have it. */
PyObject *ambi_function_str(PyObject *function);

/* Sets TypeError "NAME() takes no keyword arguments" where `kwnames` has any; returns 0 or -1. */
int ambi_no_kwnames(PyObject *function, PyObject *kwnames);

#endif
