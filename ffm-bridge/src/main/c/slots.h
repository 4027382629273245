/*
 * Special methods and slots. slot_wrappers.c calls a slot with Python arguments (`int.__add__(1,
 * 2)`); slot_functions.c is what a slot holds when a class defines the special method by an object
 * in its dict; type_slots.c has the table that pairs the two.
 */
#ifndef AMBI_SLOTS_H
#define AMBI_SLOTS_H

#include "types.h"

/* Each binary operator: the name of its slot and of its method. */
#define AMBI_BINARY_OPERATORS(X) \
  X(add) X(subtract) X(multiply) X(remainder) X(divmod) X(lshift) X(rshift) X(and) X(xor) X(or) \
  X(floor_divide) X(true_divide) X(matrix_multiply)
#define AMBI_INPLACE_OPERATORS(X) \
  X(inplace_add, "__iadd__") X(inplace_subtract, "__isub__") X(inplace_multiply, "__imul__") \
  X(inplace_remainder, "__imod__") X(inplace_lshift, "__ilshift__") \
  X(inplace_rshift, "__irshift__") X(inplace_and, "__iand__") X(inplace_xor, "__ixor__") \
  X(inplace_or, "__ior__") X(inplace_floor_divide, "__ifloordiv__") \
  X(inplace_true_divide, "__itruediv__") X(inplace_matrix_multiply, "__imatmul__")
#define AMBI_UNARY_OPERATORS(X) \
  X(negative, "__neg__") X(positive, "__pos__") X(absolute, "__abs__") X(invert, "__invert__") \
  X(int, "__int__") X(float, "__float__")

/* wrapperfuncs */
#define AMBI_WRAPPERS(X) \
  X(unary) X(binary) X(binary_l) X(binary_r) X(ternary) X(ternary_r) X(inquiry) X(length) \
  X(index_argument) X(sq_item) X(sq_setitem) X(sq_delitem) X(contains) X(setitem) X(delitem) \
  X(hash) X(setattr) X(delattr) X(next) X(descr_get) X(descr_set) X(descr_delete) X(del) X(lt) \
  X(le) X(eq) X(ne) X(gt) X(ge)
#define DECLARE(name) PyObject *ambi_wrap_##name(PyObject *, PyObject *, void *);
AMBI_WRAPPERS(DECLARE)
#undef DECLARE
PyObject *ambi_wrap_call(PyObject *, PyObject *, void *, PyObject *);
PyObject *ambi_wrap_init(PyObject *, PyObject *, void *, PyObject *);

/* slot functions */
#define DECLARE(name) PyObject *ambi_slot_nb_##name(PyObject *, PyObject *);
AMBI_BINARY_OPERATORS(DECLARE)
#undef DECLARE
#define DECLARE(name, method) PyObject *ambi_slot_nb_##name(PyObject *, PyObject *);
AMBI_INPLACE_OPERATORS(DECLARE)
#undef DECLARE
#define DECLARE(name, method) PyObject *ambi_slot_nb_##name(PyObject *);
AMBI_UNARY_OPERATORS(DECLARE)
#undef DECLARE
PyObject *ambi_slot_nb_power(PyObject *, PyObject *, PyObject *);
PyObject *ambi_slot_nb_inplace_power(PyObject *, PyObject *, PyObject *);
PyObject *ambi_slot_nb_index(PyObject *);
int ambi_slot_nb_bool(PyObject *);
Py_ssize_t ambi_slot_length(PyObject *);
PyObject *ambi_slot_sq_item(PyObject *, Py_ssize_t);
int ambi_slot_sq_ass_item(PyObject *, Py_ssize_t, PyObject *);
int ambi_slot_sq_contains(PyObject *, PyObject *);
PyObject *ambi_slot_mp_subscript(PyObject *, PyObject *);
int ambi_slot_mp_ass_subscript(PyObject *, PyObject *, PyObject *);
PyObject *ambi_slot_tp_repr(PyObject *);
PyObject *ambi_slot_tp_str(PyObject *);
Py_hash_t ambi_slot_tp_hash(PyObject *);
PyObject *ambi_slot_tp_call(PyObject *, PyObject *, PyObject *);
PyObject *ambi_slot_tp_getattr_hook(PyObject *, PyObject *);
int ambi_slot_tp_setattro(PyObject *, PyObject *, PyObject *);
PyObject *ambi_slot_tp_richcompare(PyObject *, PyObject *, int);
PyObject *ambi_slot_tp_iter(PyObject *);
PyObject *ambi_slot_tp_iternext(PyObject *);
PyObject *ambi_slot_tp_descr_get(PyObject *, PyObject *, PyObject *);
int ambi_slot_tp_descr_set(PyObject *, PyObject *, PyObject *);
int ambi_slot_tp_init(PyObject *, PyObject *, PyObject *);
PyObject *ambi_slot_tp_new(PyTypeObject *, PyObject *, PyObject *);
void ambi_slot_tp_finalize(PyObject *);
PyObject *ambi_slot_am_await(PyObject *);
PyObject *ambi_slot_am_aiter(PyObject *);
PyObject *ambi_slot_am_anext(PyObject *);

#endif
