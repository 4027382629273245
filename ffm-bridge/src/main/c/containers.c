/* Start-up of the container types, and the argument checks they share. */
#include "containers.h"

int ambi_init_containers(void) {
  static PyTypeObject *const types[] = {
      &PyTuple_Type,
      &PyList_Type,
      &PyDict_Type,
      &PySet_Type,
      &PyFrozenSet_Type,
      &PySlice_Type,
      &PyRange_Type,
      &PyRangeIter_Type,
      &ambi_long_range_iterator_type,
      &PyTupleIter_Type,
      &PyListIter_Type,
      &ambi_list_reverse_iterator_type,
      &PySeqIter_Type,
      &PyCallIter_Type,
      &PyEnum_Type,
      &PyReversed_Type,
      &PyZip_Type,
      &PyDictKeys_Type,
      &PyDictValues_Type,
      &PyDictItems_Type,
      &PyDictIterKey_Type,
      &PyDictIterValue_Type,
      &PyDictIterItem_Type,
      &ambi_dict_reverse_key_iterator_type,
      &ambi_dict_reverse_value_iterator_type,
      &ambi_dict_reverse_item_iterator_type,
      &PyDictProxy_Type,
      &PySetIter_Type,
      &PyCapsule_Type,
      &_PyWeakref_RefType,
      &_PyWeakref_ProxyType,
      &_PyWeakref_CallableProxyType,
      &_PyManagedBuffer_Type,
      &PyMemoryView_Type,
  };
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (PyType_Ready(types[i]) < 0) return -1;
  }
  return 0;
}

bool ambi_arity(const char *name, Py_ssize_t nargs, Py_ssize_t min, Py_ssize_t max) {
  if (nargs >= min && nargs <= max) return true;
  Py_ssize_t bound = nargs < min ? min : max;
  const char *which = min == max ? "" : nargs < min ? "at least " : "at most ";
  PyErr_Format(PyExc_TypeError, "%.200s expected %s%zd argument%s, got %zd", name, which, bound,
               bound == 1 ? "" : "s", nargs);
  return false;
}

bool ambi_no_keywords(const char *name, PyObject *kwargs) {
  if (!kwargs || PyDict_GET_SIZE(kwargs) == 0) return true;
  PyErr_Format(PyExc_TypeError, "%.200s() takes no keyword arguments", name);
  return false;
}

void ambi_key_error(PyObject *key) {
  /* In a tuple of its own: a key that is a tuple would become the exception's arguments. */
  PyObject *args = PyTuple_Pack(1, key);
  if (!args) return;
  PyErr_SetObject(PyExc_KeyError, args);
  Py_DECREF(args);
}

int ambi_slice_index(PyObject *v, Py_ssize_t *index) {
  if (!PyIndex_Check(v)) {
    PyErr_SetString(PyExc_TypeError, "slice indices must be integers or have an __index__ method");
    return 0;
  }
  Py_ssize_t i = PyNumber_AsSsize_t(v, NULL);
  if (i == -1 && PyErr_Occurred()) return 0;
  *index = i;
  return 1;
}

/* ---- text ------------------------------------------------------------------------------------ */

void ambi_text_start(ambi_text *text) {
  text->parts = PyList_New(0);
  text->failed = !text->parts;
}

static void add_part(ambi_text *text, PyObject *part) {
  if (!part || PyList_Append(text->parts, part) < 0) text->failed = true;
  Py_XDECREF(part);
}

void ambi_text_add(ambi_text *text, const char *ascii) {
  if (!text->failed) add_part(text, PyUnicode_FromString(ascii));
}

void ambi_text_add_repr(ambi_text *text, PyObject *o) {
  if (!text->failed) add_part(text, PyObject_Repr(o));
}

PyObject *ambi_text_finish(ambi_text *text) {
  PyObject *result = NULL;
  if (!text->failed) {
    PyObject *empty = PyUnicode_New(0, 0);
    if (empty) {
      result = PyUnicode_Join(empty, text->parts);
      Py_DECREF(empty);
    }
  }
  Py_CLEAR(text->parts);
  return result;
}

/* ---- repr of a container that holds itself ------------------------------------------------------- */

/* The objects whose repr is being made by this thread, innermost last. */
static _Thread_local struct {
  PyObject **items;
  size_t count, room;
} in_repr;

AMBI_EXPORT int Py_ReprEnter(PyObject *o) {
  for (size_t i = 0; i < in_repr.count; i++) {
    if (in_repr.items[i] == o) return 1;
  }
  if (in_repr.count == in_repr.room) {
    size_t room = in_repr.room ? 2 * in_repr.room : 16;
    PyObject **items = PyMem_RawRealloc(in_repr.items, room * sizeof *items);
    if (!items) {
      PyErr_NoMemory();
      return -1;
    }
    in_repr.items = items;
    in_repr.room = room;
  }
  in_repr.items[in_repr.count++] = o;
  return 0;
}

AMBI_EXPORT void Py_ReprLeave(PyObject *o) {
  for (size_t i = in_repr.count; i-- > 0;) {
    if (in_repr.items[i] != o) continue;
    in_repr.count--;
    memmove(in_repr.items + i, in_repr.items + i + 1, (in_repr.count - i) * sizeof *in_repr.items);
    break;
  }
  if (in_repr.count == 0) {
    PyMem_RawFree(in_repr.items);
    in_repr.items = NULL;
    in_repr.room = 0;
  }
}

/* ---- deferred deallocation --------------------------------------------------------------------- */

typedef struct {
  PyObject *next;
  destructor dealloc;
} deferred_link;
_Static_assert(sizeof(deferred_link) == AMBI_GC_PREFIX, "the link of a waiting object is its GC prefix");

_Thread_local int ambi_dealloc_depth;
_Thread_local PyObject *ambi_dealloc_queue;

static deferred_link *link_of(PyObject *o) {
  return (deferred_link *)(void *)((char *)o - AMBI_GC_PREFIX);
}

bool ambi_dealloc_later(PyObject *self, destructor dealloc) {
  /* A subtype's tp_dealloc goes on using the object's type after ours returns: it cannot wait. */
  if (Py_TYPE(self)->tp_dealloc != dealloc) return false;
  *link_of(self) = (deferred_link){ambi_dealloc_queue, dealloc};
  ambi_dealloc_queue = self;
  return true;
}

void ambi_dealloc_waiting(void) {
  while (ambi_dealloc_queue) {
    PyObject *o = ambi_dealloc_queue;
    ambi_dealloc_queue = link_of(o)->next;
    link_of(o)->dealloc(o);
  }
}
