/*
 * The hash table of a dict: entries in the order of insertion, and an open-addressed array of indices into them.
 * PyDictObject.ma_keys points to one; a dict without entries may share a static empty table.
 */
#ifndef AMBI_DICT_TABLE_H
#define AMBI_DICT_TABLE_H

#include "containers.h"

typedef struct {
  Py_hash_t hash;
  PyObject *key; /* NULL: deleted */
  PyObject *value;
} ambi_dict_entry;

typedef struct {
  size_t mask;        /* number of index slots, a power of two, less one */
  Py_ssize_t usable;  /* entries that may be added before the table must grow */
  Py_ssize_t count;   /* entries in use, deleted ones included */
  uint8_t log2_width; /* of one index, in bytes */
  ambi_dict_entry *entries;
} ambi_dict_table; /* the indices follow, then the entries */

#define AMBI_DICT_TABLE(dict) ((ambi_dict_table *)((PyDictObject *)(dict))->ma_keys)

/* What a look-up says when there is no entry. */
enum { AMBI_DICT_MISSING = -1, AMBI_DICT_ERROR = -2 };

/* Cython compares ma_version_tag to know whether a cached look-up holds: no two states of any dict share one. */
extern uint64_t ambi_dict_version;
#define AMBI_DICT_CHANGED(dict) (((PyDictObject *)(dict))->ma_version_tag = ++ambi_dict_version)

/* Number of the entry with this key; AMBI_DICT_MISSING, or AMBI_DICT_ERROR with an error set. */
Py_ssize_t ambi_dict_find(PyDictObject *dict, PyObject *key, Py_hash_t hash);

/*
 * The same for an exact str, without running any code: AMBI_DICT_ERROR, with no error set, where a key of another
 * type has the same hash and would have to be asked.
 */
Py_ssize_t ambi_dict_find_str(PyDictObject *dict, PyObject *key, Py_hash_t hash);

/*
 * The same for the exact str with these ASCII characters, without making one. AMBI_DICT_ERROR too, with no error
 * set, where a character is not ASCII.
 */
Py_ssize_t ambi_dict_find_ascii(PyDictObject *dict, const char *text);

/* Adds an entry for a key that is known to be missing; takes new references. */
int ambi_dict_add(PyDictObject *dict, PyObject *key, Py_hash_t hash, PyObject *value);

/* dict[key] = value; takes new references. */
int ambi_dict_put(PyDictObject *dict, PyObject *key, Py_hash_t hash, PyObject *value);

/* Takes the entry out of the table; the caller owns its key and value afterwards. */
ambi_dict_entry ambi_dict_take(PyDictObject *dict, Py_ssize_t entry);

/* Makes room for n entries in all; keeps the entries. */
int ambi_dict_reserve(PyDictObject *dict, Py_ssize_t n);

/* Sets up a dict without entries. */
void ambi_dict_make_empty(PyDictObject *dict);

/*
 * A new dict with the same keys, as its entries 0, 1, 2 and so on in the order of `source`. Their values are NULL: the
 * caller puts them in, with a reference each, before anybody else has the dict. No code of the keys is run.
 */
PyObject *ambi_dict_copy_keys(PyDictObject *source);

/* Releases a table and all it holds. */
void ambi_dict_table_release(ambi_dict_table *table);

/* The borrowed value of what a look-up found, or NULL where it found nothing. */
static inline PyObject *ambi_dict_entry_value(PyDictObject *dict, Py_ssize_t entry) {
  return entry < 0 ? NULL : AMBI_DICT_TABLE(dict)->entries[entry].value;
}

#endif
