/* What the files of set and frozenset share, beyond the hash table. */
#ifndef AMBI_SETOBJECT_H
#define AMBI_SETOBJECT_H

#include "set_table.h"

#define AS_SET(o) ((PySetObject *)(o))
#define PySet_Check(o) PyObject_TypeCheck(o, &PySet_Type)
#define PyFrozenSet_Check(o) PyObject_TypeCheck(o, &PyFrozenSet_Type)
#define PyFrozenSet_CheckExact(o) Py_IS_TYPE(o, &PyFrozenSet_Type)

extern PyMethodDef ambi_set_methods[], ambi_frozenset_methods[];
extern PyNumberMethods ambi_set_as_number, ambi_frozenset_as_number;

/* A set of this very type with what the iterable gives; iterable may be NULL. */
PyObject *ambi_set_of_type(PyTypeObject *type, PyObject *iterable);

/* A plain set or frozenset, whichever `like` derives from: what the set operations give for subtypes. */
PyObject *ambi_set_like(PyObject *like, PyObject *iterable);

/* Adds what the iterable gives. */
int ambi_set_update(PySetObject *set, PyObject *iterable);

/* key in set, where a set that is no frozenset stands for the frozenset of its keys; -1 on error. */
int ambi_set_contains(PyObject *set, PyObject *key);

/* Whether all keys of `a` are in `b`; -1 on error. */
int ambi_set_is_subset(PySetObject *a, PySetObject *b);

#endif
