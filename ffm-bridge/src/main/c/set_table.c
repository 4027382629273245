/* The hash table of set and frozenset. */
#include "set_table.h"

enum { MIN_SIZE = 8, LINEAR_PROBES = 9, PERTURB_SHIFT = 5 };

/* Marks the place of a removed key; its hash field is -1, which no key has. */
static PyObject removed_key = {1, &PyBaseObject_Type};
#define REMOVED (&removed_key)

void ambi_set_make_empty(PySetObject *set) {
  set->fill = set->used = 0;
  set->mask = MIN_SIZE - 1;
  set->hash = -1;
  set->finger = 0;
  set->table = set->smalltable;
  memset(set->smalltable, 0, sizeof set->smalltable);
}

/*
 * The entry of the key, or the unused one where it would go. NULL with an error set if __eq__ failed.
 * A probe looks at a few neighbours, which share cache lines, before it jumps.
 */
static setentry *look_up(PySetObject *set, PyObject *key, Py_hash_t hash) {
  bool is_str = PyUnicode_CheckExact(key);
restart:;
  size_t mask = (size_t)set->mask, perturb = (size_t)hash, i = perturb & mask;
  for (;;) {
    setentry *entry = &set->table[i];
    for (int probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0; probes >= 0; probes--, entry++) {
      if (!entry->key) return entry;
      if (entry->hash != hash || entry->key == REMOVED) continue;
      if (entry->key == key) return entry;
      if (is_str && PyUnicode_CheckExact(entry->key)) {
        if (ambi_str_equal(entry->key, key)) return entry;
        continue;
      }
      setentry *table = set->table;
      PyObject *other = AMBI_NEWREF(entry->key);
      int equal = PyObject_RichCompareBool(other, key, Py_EQ);
      Py_DECREF(other);
      if (equal < 0) return NULL;
      /* __eq__ may have changed the set */
      if (set->table != table || (size_t)set->mask != mask || entry->key != other) goto restart;
      if (equal) return entry;
    }
    perturb >>= PERTURB_SHIFT;
    i = (i * 5 + 1 + perturb) & mask;
  }
}

int ambi_set_find(PySetObject *set, PyObject *key, Py_hash_t hash) {
  setentry *entry = look_up(set, key, hash);
  return entry ? entry->key != NULL : -1;
}

/* Puts a key that is not there into a table without removed keys. */
static void insert_clean(setentry *table, size_t mask, PyObject *key, Py_hash_t hash) {
  size_t perturb = (size_t)hash, i = perturb & mask;
  for (;;) {
    setentry *entry = &table[i];
    for (int probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0; probes >= 0; probes--, entry++) {
      if (entry->key) continue;
      *entry = (setentry){key, hash};
      return;
    }
    perturb >>= PERTURB_SHIFT;
    i = (i * 5 + 1 + perturb) & mask;
  }
}

int ambi_set_reserve(PySetObject *set, Py_ssize_t n) {
  size_t size = MIN_SIZE;
  while (size <= (size_t)n) size <<= 1;
  setentry *old = set->table, small[MIN_SIZE], *table;
  Py_ssize_t old_mask = set->mask;
  if (size == MIN_SIZE) {
    if (old == set->smalltable) { /* rebuilt in place, to drop removed keys */
      if (set->fill == set->used) return 0;
      memcpy(small, old, sizeof small);
      old = small;
    }
    table = set->smalltable;
    memset(table, 0, sizeof set->smalltable);
  } else {
    table = PyMem_Calloc(size, sizeof *table);
    if (!table) {
      PyErr_NoMemory();
      return -1;
    }
  }
  for (Py_ssize_t i = 0; i <= old_mask; i++) {
    if (old[i].key && old[i].key != REMOVED) insert_clean(table, size - 1, old[i].key, old[i].hash);
  }
  if (old != small && old != set->smalltable) PyMem_Free(old);
  set->table = table;
  set->mask = (Py_ssize_t)size - 1;
  set->fill = set->used;
  return 0;
}

int ambi_set_insert(PySetObject *set, PyObject *key, Py_hash_t hash) {
  Py_INCREF(key); /* it might be the last reference, dropped by an __eq__ */
  setentry *entry = look_up(set, key, hash);
  if (!entry || entry->key) {
    Py_DECREF(key);
    return entry ? 0 : -1;
  }
  *entry = (setentry){key, hash};
  set->fill++;
  set->used++;
  if ((size_t)set->fill * 5 < (size_t)set->mask * 3) return 0;
  return ambi_set_reserve(set, set->used > 50000 ? set->used * 2 : set->used * 4);
}

int ambi_set_remove(PySetObject *set, PyObject *key, Py_hash_t hash) {
  setentry *entry = look_up(set, key, hash);
  if (!entry || !entry->key) return entry ? 0 : -1;
  PyObject *old = entry->key;
  *entry = (setentry){REMOVED, -1};
  set->used--;
  Py_DECREF(old);
  return 1;
}

PyObject *ambi_set_take_any(PySetObject *set) {
  if (set->used == 0) return NULL;
  /* From where the last one was taken: popping every key takes linear time. */
  Py_ssize_t i = set->finger & set->mask;
  while (!set->table[i].key || set->table[i].key == REMOVED) i = i == set->mask ? 0 : i + 1;
  PyObject *key = set->table[i].key;
  set->table[i] = (setentry){REMOVED, -1};
  set->used--;
  set->finger = i + 1;
  return key;
}

int ambi_set_merge(PySetObject *set, PySetObject *other) {
  if (other == set || other->used == 0) return 0;
  if ((size_t)(set->fill + other->used) * 5 >= (size_t)set->mask * 3 &&
      ambi_set_reserve(set, (set->used + other->used) * 2) < 0) {
    return -1;
  }
  if (set->fill == 0) { /* nothing to compare with */
    bool same_layout = set->mask == other->mask && other->fill == other->used;
    set->fill = set->used = other->used;
    for (Py_ssize_t i = 0; i <= other->mask; i++) {
      const setentry *entry = &other->table[i];
      if (!entry->key || entry->key == REMOVED) continue;
      Py_INCREF(entry->key);
      if (same_layout) {
        set->table[i] = *entry;
      } else {
        insert_clean(set->table, (size_t)set->mask, entry->key, entry->hash);
      }
    }
    return 0;
  }
  Py_ssize_t pos = 0;
  const setentry *entry;
  while ((entry = ambi_set_next(other, &pos))) {
    if (ambi_set_insert(set, entry->key, entry->hash) < 0) return -1;
  }
  return 0;
}

void ambi_set_empty(PySetObject *set) {
  if (set->fill == 0 && set->table == set->smalltable) return;
  setentry *old = set->table, small[MIN_SIZE];
  Py_ssize_t mask = set->mask;
  if (old == set->smalltable) old = memcpy(small, old, sizeof small);
  Py_hash_t hash = set->hash;
  ambi_set_make_empty(set);
  set->hash = hash;
  for (Py_ssize_t i = 0; i <= mask; i++) {
    if (old[i].key && old[i].key != REMOVED) Py_DECREF(old[i].key);
  }
  if (old != small) PyMem_Free(old);
}

const setentry *ambi_set_next(PySetObject *set, Py_ssize_t *pos) {
  Py_ssize_t i = *pos;
  while (i <= set->mask && (!set->table[i].key || set->table[i].key == REMOVED)) i++;
  *pos = i + 1;
  return i <= set->mask ? &set->table[i] : NULL;
}
