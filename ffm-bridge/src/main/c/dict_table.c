/* The hash table of a dict. */
#include "dict_table.h"

enum { MIN_LOG2_SIZE = 3, PERTURB_SHIFT = 5, FREE_LIMIT = 80 };
enum { EMPTY = -1, DELETED = -2 };

uint64_t ambi_dict_version;

/* One slot that is never used, followed, as in every table, by its indices. */
static struct {
  ambi_dict_table table;
  int8_t indices[8];
} empty = {.table = {.mask = 0, .usable = 0, .count = 0, .log2_width = 0, .entries = NULL}, .indices = {EMPTY}};

/* Dead tables of the smallest size, linked through `entries`. Under the lock. */
static ambi_dict_table *free_tables;
static int free_count;

/* Two thirds full at most. */
static Py_ssize_t usable_of(size_t size) { return (Py_ssize_t)(size * 2 / 3); }

/* Of the smallest table for n entries. */
static unsigned log2_size_for(Py_ssize_t n) {
  unsigned log2_size = MIN_LOG2_SIZE;
  while (AMBI_UNLIKELY(n > (1 << MIN_LOG2_SIZE) / 2) && log2_size < 60 && usable_of((size_t)1 << log2_size) < n) log2_size++;
  return log2_size;
}

static inline Py_ssize_t get_index(const ambi_dict_table *table, size_t slot) {
  const void *indices = table + 1;
  switch (table->log2_width) {
    case 0: return ((const int8_t *)indices)[slot];
    case 1: return ((const int16_t *)indices)[slot];
    case 2: return ((const int32_t *)indices)[slot];
    default: return ((const int64_t *)indices)[slot];
  }
}

static inline void set_index(ambi_dict_table *table, size_t slot, Py_ssize_t index) {
  void *indices = table + 1;
  switch (table->log2_width) {
    case 0: ((int8_t *)indices)[slot] = (int8_t)index; break;
    case 1: ((int16_t *)indices)[slot] = (int16_t)index; break;
    case 2: ((int32_t *)indices)[slot] = (int32_t)index; break;
    default: ((int64_t *)indices)[slot] = index; break;
  }
}

/* A table whose indices are not set yet. */
static inline ambi_dict_table *table_alloc(unsigned log2_size) {
  size_t size = (size_t)1 << log2_size;
  ambi_dict_table *table;
  uint8_t log2_width = log2_size <= 7 ? 0 : log2_size <= 15 ? 1 : log2_size <= 31 ? 2 : 3;
  size_t index_bytes = size << log2_width;
  if (log2_size == MIN_LOG2_SIZE && free_tables) {
    table = free_tables;
    free_tables = (ambi_dict_table *)(void *)table->entries;
    free_count--;
  } else {
    size_t bytes = sizeof *table + index_bytes + (size_t)usable_of(size) * sizeof(ambi_dict_entry);
    table = log2_size > 55 ? NULL : PyMem_Malloc(bytes);
    if (!table) {
      PyErr_NoMemory();
      return NULL;
    }
  }
  table->mask = size - 1;
  table->usable = usable_of(size);
  table->count = 0;
  table->log2_width = log2_width;
  table->entries = (ambi_dict_entry *)(void *)((char *)(table + 1) + index_bytes);
  return table;
}

static ambi_dict_table *table_new(unsigned log2_size) {
  ambi_dict_table *table = table_alloc(log2_size);
  if (table) memset(table + 1, 0xff, (table->mask + 1) << table->log2_width); /* EMPTY in every width */
  return table;
}

static void table_free(ambi_dict_table *table) {
  if (table == &empty.table) return;
  if (table->mask == ((size_t)1 << MIN_LOG2_SIZE) - 1 && free_count < FREE_LIMIT) {
    table->entries = (ambi_dict_entry *)(void *)free_tables;
    free_tables = table;
    free_count++;
  } else {
    PyMem_Free(table);
  }
}

void ambi_dict_table_release(ambi_dict_table *table) {
  for (Py_ssize_t i = 0; i < table->count; i++) {
    Py_XDECREF(table->entries[i].key);
    Py_XDECREF(table->entries[i].value);
  }
  table_free(table);
}

void ambi_dict_make_empty(PyDictObject *dict) {
  dict->ma_used = 0;
  dict->ma_keys = &empty.table;
  dict->ma_values = NULL;
  AMBI_DICT_CHANGED(dict);
}

/* The first slot for this hash that holds nothing, deleted ones included. */
static size_t free_slot(const ambi_dict_table *table, Py_hash_t hash) {
  size_t perturb = (size_t)hash, slot = perturb & table->mask;
  while (get_index(table, slot) >= 0) {
    perturb >>= PERTURB_SHIFT;
    slot = (slot * 5 + perturb + 1) & table->mask;
  }
  return slot;
}

/* The slot that points to this entry, which is there. */
static size_t slot_of(const ambi_dict_table *table, Py_ssize_t entry) {
  size_t perturb = (size_t)table->entries[entry].hash, slot = perturb & table->mask;
  while (get_index(table, slot) != entry) {
    perturb >>= PERTURB_SHIFT;
    slot = (slot * 5 + perturb + 1) & table->mask;
  }
  return slot;
}

Py_ssize_t ambi_dict_find_str(PyDictObject *dict, PyObject *key, Py_hash_t hash) {
  const ambi_dict_table *table = dict->ma_keys;
  size_t perturb = (size_t)hash, slot = perturb & table->mask;
  for (;;) {
    Py_ssize_t index = get_index(table, slot);
    if (index >= 0) {
      const ambi_dict_entry *entry = &table->entries[index];
      if (AMBI_LIKELY(entry->key == key)) return index;
      if (entry->hash == hash) {
        if (AMBI_UNLIKELY(!PyUnicode_CheckExact(entry->key))) return AMBI_DICT_ERROR;
        if (ambi_str_equal(entry->key, key)) return index;
      }
    } else if (index == EMPTY) {
      return AMBI_DICT_MISSING;
    }
    perturb >>= PERTURB_SHIFT;
    slot = (slot * 5 + perturb + 1) & table->mask;
  }
}

Py_ssize_t ambi_dict_find_ascii(PyDictObject *dict, const char *text) {
  size_t length = 0;
  for (; text[length]; length++) {
    if ((signed char)text[length] < 0) return AMBI_DICT_ERROR;
  }
  const ambi_dict_table *table = dict->ma_keys;
  Py_hash_t hash = _Py_HashBytes(text, (Py_ssize_t)length); /* as str hashes its characters */
  size_t perturb = (size_t)hash, slot = perturb & table->mask;
  for (;;) {
    Py_ssize_t index = get_index(table, slot);
    if (index >= 0) {
      const ambi_dict_entry *entry = &table->entries[index];
      if (entry->hash == hash) {
        if (AMBI_UNLIKELY(!PyUnicode_CheckExact(entry->key))) return AMBI_DICT_ERROR;
        if ((size_t)PyUnicode_GET_LENGTH(entry->key) == length && PyUnicode_KIND(entry->key) == 1 &&
            memcmp(PyUnicode_DATA(entry->key), text, length) == 0) {
          return index;
        }
      }
    } else if (index == EMPTY) {
      return AMBI_DICT_MISSING;
    }
    perturb >>= PERTURB_SHIFT;
    slot = (slot * 5 + perturb + 1) & table->mask;
  }
}

Py_ssize_t ambi_dict_find(PyDictObject *dict, PyObject *key, Py_hash_t hash) {
  if (PyUnicode_CheckExact(key)) {
    Py_ssize_t entry = ambi_dict_find_str(dict, key, hash);
    if (AMBI_LIKELY(entry != AMBI_DICT_ERROR)) return entry;
  }
restart:;
  const ambi_dict_table *table = dict->ma_keys;
  size_t perturb = (size_t)hash, slot = perturb & table->mask;
  for (;;) {
    Py_ssize_t index = get_index(table, slot);
    if (index >= 0) {
      const ambi_dict_entry *entry = &table->entries[index];
      if (entry->key == key) return index;
      if (entry->hash == hash) {
        uint64_t version = dict->ma_version_tag;
        PyObject *other = AMBI_NEWREF(entry->key);
        int equal = PyObject_RichCompareBool(other, key, Py_EQ);
        Py_DECREF(other);
        if (equal < 0) return AMBI_DICT_ERROR;
        if (dict->ma_version_tag != version) goto restart; /* __eq__ changed the dict */
        if (equal) return index;
      }
    } else if (index == EMPTY) {
      return AMBI_DICT_MISSING;
    }
    perturb >>= PERTURB_SHIFT;
    slot = (slot * 5 + perturb + 1) & table->mask;
  }
}

int ambi_dict_reserve(PyDictObject *dict, Py_ssize_t n) {
  ambi_dict_table *old = dict->ma_keys;
  ambi_dict_table *table = table_new(log2_size_for(n));
  if (!table) return -1;
  for (Py_ssize_t i = 0; i < old->count; i++) {
    if (!old->entries[i].key) continue;
    set_index(table, free_slot(table, old->entries[i].hash), table->count);
    table->entries[table->count++] = old->entries[i];
  }
  table->usable -= table->count;
  dict->ma_keys = table;
  table_free(old);
  return 0;
}

int ambi_dict_add(PyDictObject *dict, PyObject *key, Py_hash_t hash, PyObject *value) {
  ambi_dict_table *table = dict->ma_keys;
  if (table->usable <= 0) {
    /* Deleted entries are dropped on the way, so a dict that only churns does not grow. */
    if (ambi_dict_reserve(dict, dict->ma_used + dict->ma_used / 2 + 1) < 0) return -1;
    table = dict->ma_keys;
  }
  set_index(table, free_slot(table, hash), table->count);
  table->entries[table->count++] = (ambi_dict_entry){hash, AMBI_NEWREF(key), AMBI_NEWREF(value)};
  table->usable--;
  dict->ma_used++;
  AMBI_DICT_CHANGED(dict);
  return 0;
}

/* Without gaps: the indices are the same, and the entries are in the same places. */
static inline ambi_dict_table *copy_table(const ambi_dict_table *from, unsigned log2_size) {
  ambi_dict_table *table = table_alloc(log2_size);
  if (!table) return NULL;
  if (AMBI_LIKELY(log2_size == MIN_LOG2_SIZE)) {
    memcpy(table + 1, from + 1, (size_t)1 << MIN_LOG2_SIZE);
  } else {
    memcpy(table + 1, from + 1, (from->mask + 1) << from->log2_width);
  }
  for (Py_ssize_t i = 0; i < from->count; i++) {
    const ambi_dict_entry *entry = &from->entries[i];
    table->entries[i] = (ambi_dict_entry){entry->hash, AMBI_NEWREF(entry->key), NULL};
  }
  table->count = from->count;
  return table;
}

static ambi_dict_table *copy_with_gaps(const ambi_dict_table *from, unsigned log2_size) {
  ambi_dict_table *table = table_new(log2_size);
  for (Py_ssize_t i = 0; table && i < from->count; i++) {
    const ambi_dict_entry *entry = &from->entries[i];
    if (!entry->key) continue;
    set_index(table, free_slot(table, entry->hash), table->count);
    table->entries[table->count++] = (ambi_dict_entry){entry->hash, AMBI_NEWREF(entry->key), NULL};
  }
  return table;
}

PyObject *ambi_dict_copy_keys(PyDictObject *source) {
  PyDictObject *dict = (PyDictObject *)PyDict_New();
  const ambi_dict_table *from = AMBI_DICT_TABLE(source);
  if (!dict || source->ma_used == 0) return (PyObject *)dict;
  unsigned log2_size = log2_size_for(source->ma_used);
  bool gaps = from->count != source->ma_used || from->mask >> log2_size;
  ambi_dict_table *table = gaps ? copy_with_gaps(from, log2_size) : copy_table(from, log2_size);
  if (!table) {
    Py_DECREF(dict);
    return NULL;
  }
  table->usable -= table->count;
  dict->ma_used = table->count;
  dict->ma_keys = table;
  return (PyObject *)dict;
}

int ambi_dict_put(PyDictObject *dict, PyObject *key, Py_hash_t hash, PyObject *value) {
  Py_ssize_t entry = ambi_dict_find(dict, key, hash);
  if (entry == AMBI_DICT_ERROR) return -1;
  if (entry == AMBI_DICT_MISSING) return ambi_dict_add(dict, key, hash, value);
  PyObject *old = AMBI_DICT_TABLE(dict)->entries[entry].value;
  AMBI_DICT_TABLE(dict)->entries[entry].value = AMBI_NEWREF(value);
  AMBI_DICT_CHANGED(dict);
  Py_DECREF(old);
  return 0;
}

ambi_dict_entry ambi_dict_take(PyDictObject *dict, Py_ssize_t entry) {
  ambi_dict_table *table = dict->ma_keys;
  set_index(table, slot_of(table, entry), DELETED);
  ambi_dict_entry taken = table->entries[entry];
  table->entries[entry].key = table->entries[entry].value = NULL;
  dict->ma_used--;
  AMBI_DICT_CHANGED(dict);
  return taken;
}
