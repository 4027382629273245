/* What the files of dict share, beyond the hash table itself. */
#ifndef AMBI_DICTOBJECT_H
#define AMBI_DICTOBJECT_H

#include "dict_table.h"

extern PyMethodDef ambi_dict_methods[];

/* dict.update's first argument: a mapping, or an iterable of pairs. */
int ambi_dict_update_from(PyObject *dict, PyObject *source);

/* dict.update(*args, **kwargs), and dict(*args, **kwargs) on a new dict. */
int ambi_dict_update(PyObject *dict, PyObject *args, PyObject *kwargs, const char *name);

PyObject *ambi_dict_subscript(PyObject *dict, PyObject *key);

/* An iterator of one of the six types of dict iterators. */
PyObject *ambi_dict_iterator(PyObject *dict, PyTypeObject *type);

/* A view of one of the three types of views. */
PyObject *ambi_dict_view(PyObject *dict, PyTypeObject *type);

#endif
