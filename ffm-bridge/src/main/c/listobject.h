/* What listobject.c, list_methods.c and listsort.c share. */
#ifndef AMBI_LISTOBJECT_H
#define AMBI_LISTOBJECT_H

#include "containers.h"

/* Makes the list n items long; new items are uninitialised, dropped ones are not released. */
int ambi_list_resize(PyListObject *list, Py_ssize_t n);

/* Empties the list, releasing its items last. */
void ambi_list_clear(PyListObject *list);

/* Appends what the iterable gives. */
int ambi_list_extend(PyListObject *list, PyObject *iterable);

extern PyMethodDef ambi_list_methods[];

/* list.sort. key may be NULL or None. */
int ambi_list_sort(PyListObject *list, PyObject *key, bool reverse);

#endif
