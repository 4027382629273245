/*
 * The hash table of set and frozenset. PySetObject is a public struct, so its fields mean what they mean in CPython;
 * the probe sequence and the growth are CPython's too, so that sets iterate in the same order here and there.
 */
#ifndef AMBI_SET_TABLE_H
#define AMBI_SET_TABLE_H

#include "containers.h"

/* Puts an empty table into a set whose memory is new. */
void ambi_set_make_empty(PySetObject *set);

/* 1 if the key is in the set, 0 if not, -1 with an error set. */
int ambi_set_find(PySetObject *set, PyObject *key, Py_hash_t hash);

/* Adds a key, taking a new reference. */
int ambi_set_insert(PySetObject *set, PyObject *key, Py_hash_t hash);

/* Removes a key: 1 if it was there, 0 if not, -1 with an error set. */
int ambi_set_remove(PySetObject *set, PyObject *key, Py_hash_t hash);

/* Removes some key and gives its reference to the caller; NULL without an error if the set is empty. */
PyObject *ambi_set_take_any(PySetObject *set);

/* Adds all keys of another set. */
int ambi_set_merge(PySetObject *set, PySetObject *other);

/* Removes all keys. */
void ambi_set_empty(PySetObject *set);

/* Makes the table larger, so that it has room for more than n keys. */
int ambi_set_reserve(PySetObject *set, Py_ssize_t n);

/* The entry at or after *pos, which is moved past it; NULL at the end. */
const setentry *ambi_set_next(PySetObject *set, Py_ssize_t *pos);

#endif
