/* What the container types (tuple, list, dict, set, ...) share, beyond the C API. */
#ifndef AMBI_CONTAINERS_H
#define AMBI_CONTAINERS_H

#include "ambi.h"

/* A class pattern with one positional part matches the subject itself; private to CPython's headers. */
#define AMBI_TPFLAGS_MATCH_SELF (1UL << 22)

/* Sets "NAME expected at most MAX arguments, got N" and the like; true when the number is right. */
bool ambi_arity(const char *name, Py_ssize_t nargs, Py_ssize_t min, Py_ssize_t max);

/* Sets "NAME() takes no keyword arguments" unless kwargs is NULL or empty; true when there are none. */
bool ambi_no_keywords(const char *name, PyObject *kwargs);

/* Sets KeyError(key), also where the key is a tuple. */
void ambi_key_error(PyObject *key);

/* An index of a slice: anything with __index__, clamped to Py_ssize_t. 0 with an error set if it is none. */
int ambi_slice_index(PyObject *v, Py_ssize_t *index);

/* New tuple or list of n items; takes new references to the items. */
PyObject *ambi_tuple_from_array(PyObject *const *items, Py_ssize_t n);
/* New tuple of two; takes the references to the items, also where it fails. */
PyObject *ambi_tuple_of_two(PyObject *first, PyObject *second);
/* New tuple of the numbers. */
PyObject *ambi_tuple_of_sizes(const Py_ssize_t *values, Py_ssize_t n);
PyObject *ambi_list_from_array(PyObject *const *items, Py_ssize_t n);

/* Hash of a key: without a call where it is an exact str that knows its own. -1 on error. */
static inline Py_hash_t ambi_hash(PyObject *key) {
  if (PyUnicode_CheckExact(key)) {
    Py_hash_t hash = ((PyASCIIObject *)key)->hash;
    return hash != -1 ? hash : PyUnicode_Type.tp_hash(key);
  }
  return PyObject_Hash(key);
}

/* Whether two exact strings are equal. Strings are in canonical form, so equal ones have one kind. */
static inline bool ambi_str_equal(PyObject *a, PyObject *b) {
  Py_ssize_t length = PyUnicode_GET_LENGTH(a);
  return length == PyUnicode_GET_LENGTH(b) && PyUnicode_KIND(a) == PyUnicode_KIND(b) &&
         memcmp(PyUnicode_DATA(a), PyUnicode_DATA(b), (size_t)length * PyUnicode_KIND(a)) == 0;
}

/*
 * The text of a container, built piece by piece. ambi_text_finish gives the str and empties the
 * builder; after any failure it gives NULL with the error set, so only its result needs a check.
 */
typedef struct {
  PyObject *parts;
  bool failed;
} ambi_text;

void ambi_text_start(ambi_text *text);
void ambi_text_add(ambi_text *text, const char *ascii);
void ambi_text_add_repr(ambi_text *text, PyObject *o);
PyObject *ambi_text_finish(ambi_text *text);

/*
 * Deallocation of deeply nested containers without deep recursion. A tp_dealloc of a type with
 * Py_TPFLAGS_HAVE_GC begins with `if (ambi_dealloc_deferred(self, its_own_name)) return;` and ends with
 * ambi_dealloc_done(). Beyond a depth the object waits in a list, linked through its GC prefix.
 */
enum { AMBI_DEALLOC_DEPTH = 50 };
extern _Thread_local int ambi_dealloc_depth;
extern _Thread_local PyObject *ambi_dealloc_queue;
bool ambi_dealloc_later(PyObject *self, destructor dealloc);
void ambi_dealloc_waiting(void);

static inline bool ambi_dealloc_deferred(PyObject *self, destructor dealloc) {
  if (AMBI_UNLIKELY(ambi_dealloc_depth >= AMBI_DEALLOC_DEPTH) && ambi_dealloc_later(self, dealloc)) return true;
  ambi_dealloc_depth++;
  return false;
}

static inline void ambi_dealloc_done(void) {
  if (ambi_dealloc_depth == 1 && AMBI_UNLIKELY(ambi_dealloc_queue != NULL)) ambi_dealloc_waiting();
  ambi_dealloc_depth--;
}

/* Types of iterators that have no name in the C API. */
extern PyTypeObject ambi_list_reverse_iterator_type;
extern PyTypeObject ambi_dict_reverse_key_iterator_type;
extern PyTypeObject ambi_dict_reverse_value_iterator_type;
extern PyTypeObject ambi_dict_reverse_item_iterator_type;
extern PyTypeObject ambi_long_range_iterator_type;
extern AMBI_API PyTypeObject PyReversed_Type, PyZip_Type;
extern AMBI_API PyTypeObject _PyWeakref_ProxyType, _PyWeakref_CallableProxyType;
extern AMBI_API PyTypeObject _PyManagedBuffer_Type;

/* An iterator over a sequence by index; seq NULL once it is exhausted. Steals nothing. */
PyObject *ambi_sequence_iterator(PyTypeObject *type, PyObject *seq, Py_ssize_t index);

#endif
