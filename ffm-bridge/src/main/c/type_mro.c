/* The order of bases: the C3 linearisation, subtype tests, the base that decides the layout,
 * subclasses. */
#include "types.h"

AMBI_EXPORT int PyType_IsSubtype(PyTypeObject *a, PyTypeObject *b) {
  if (a == b) return 1;
  PyObject *mro = a->tp_mro;
  if (mro) {
    PyObject *const *items = ((PyTupleObject *)mro)->ob_item;
    for (Py_ssize_t i = 1, n = PyTuple_GET_SIZE(mro); i < n; i++) {
      if (items[i] == (PyObject *)b) return 1;
    }
    return 0;
  }
  /* Not ready yet: the chain of tp_base is all there is. */
  while ((a = a->tp_base)) {
    if (a == b) return 1;
  }
  return b == &PyBaseObject_Type;
}

/* ---- C3 -------------------------------------------------------------------------------------- */

static bool in_tail(PyObject *sequence, Py_ssize_t head, PyObject *o) {
  for (Py_ssize_t i = head + 1; i < PyTuple_GET_SIZE(sequence); i++) {
    if (PyTuple_GET_ITEM(sequence, i) == o) return true;
  }
  return false;
}

/* The names of the classes that stand at the heads of what could not be merged. */
static void no_consistent_order(PyObject **sequences, Py_ssize_t *heads, Py_ssize_t n) {
  PyObject *left = PyDict_New(), *names = PyList_New(0), *separator = NULL, *text = NULL;
  if (!left || !names) goto done;
  for (Py_ssize_t i = 0; i < n; i++) {
    if (heads[i] >= PyTuple_GET_SIZE(sequences[i])) continue;
    PyObject *cls = PyTuple_GET_ITEM(sequences[i], heads[i]);
    PyObject *key = PyLong_FromVoidPtr(cls);
    bool seen = key && PyDict_GetItemWithError(left, key);
    PyObject *name = NULL;
    bool ok = key && (seen || PyDict_SetItem(left, key, Py_None) == 0);
    if (ok && !seen) {
      name = PyObject_GetAttr(cls, AMBI_ID("__name__"));
      ok = name && PyList_Append(names, name) == 0;
    }
    Py_XDECREF(key);
    Py_XDECREF(name);
    if (!ok) goto done;
  }
  separator = PyUnicode_FromString(", ");
  text = separator ? PyUnicode_Join(separator, names) : NULL;
  if (text) {
    PyErr_Format(PyExc_TypeError,
                 "Cannot create a consistent method resolution\norder (MRO) for bases %U", text);
  }
done:
  Py_XDECREF(left);
  Py_XDECREF(names);
  Py_XDECREF(separator);
  Py_XDECREF(text);
}

/* Merges the sequences: each time the first head that is in no tail. `n` of them; steals nothing.
 */
static PyObject *merge(PyTypeObject *type, PyObject **sequences, Py_ssize_t *heads, Py_ssize_t n,
                       Py_ssize_t total) {
  PyObject *result = PyTuple_New(total + 1);
  if (!result) return NULL;
  Py_ssize_t size = 0;
  PyTuple_SET_ITEM(result, size++, AMBI_NEWREF(type));
  for (;;) {
    PyObject *next = NULL;
    bool empty = true;
    for (Py_ssize_t i = 0; i < n && !next; i++) {
      if (heads[i] >= PyTuple_GET_SIZE(sequences[i])) continue;
      empty = false;
      next = PyTuple_GET_ITEM(sequences[i], heads[i]);
      for (Py_ssize_t j = 0; j < n && next; j++) {
        if (in_tail(sequences[j], heads[j], next)) next = NULL;
      }
    }
    if (empty) break;
    if (!next) {
      no_consistent_order(sequences, heads, n);
      Py_DECREF(result);
      return NULL;
    }
    PyTuple_SET_ITEM(result, size++, AMBI_NEWREF(next));
    for (Py_ssize_t i = 0; i < n; i++) {
      if (heads[i] < PyTuple_GET_SIZE(sequences[i]) &&
          PyTuple_GET_ITEM(sequences[i], heads[i]) == next)
        heads[i]++;
    }
  }
  PyObject *exact = PyTuple_GetSlice(result, 0, size);
  for (Py_ssize_t i = size; i < total + 1; i++) PyTuple_SET_ITEM(result, i, NULL);
  Py_DECREF(result);
  return exact;
}

static int check_duplicates(PyObject *bases) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
    if (!in_tail(bases, i, PyTuple_GET_ITEM(bases, i))) continue;
    PyObject *name = PyObject_GetAttr(PyTuple_GET_ITEM(bases, i), AMBI_ID("__name__"));
    if (name) {
      PyErr_Format(PyExc_TypeError, "duplicate base class %U", name);
      Py_DECREF(name);
    }
    return -1;
  }
  return 0;
}

PyObject *ambi_type_compute_mro(PyTypeObject *type) {
  PyObject *bases = type->tp_bases;
  Py_ssize_t n = PyTuple_GET_SIZE(bases), total = n;
  for (Py_ssize_t i = 0; i < n; i++) {
    PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(bases, i);
    if (!base->tp_mro) {
      return PyErr_Format(PyExc_TypeError, "Cannot extend an incomplete type '%.100s'",
                          base->tp_name);
    }
    total += PyTuple_GET_SIZE(base->tp_mro);
  }
  if (check_duplicates(bases) < 0) return NULL;
  PyObject **sequences = PyMem_Calloc((size_t)n + 1, sizeof *sequences);
  Py_ssize_t *heads = PyMem_Calloc((size_t)n + 1, sizeof *heads);
  PyObject *result = NULL;
  if (sequences && heads) {
    for (Py_ssize_t i = 0; i < n; i++)
      sequences[i] = ((PyTypeObject *)PyTuple_GET_ITEM(bases, i))->tp_mro;
    sequences[n] = bases;
    result = merge(type, sequences, heads, n + 1, total);
  } else {
    PyErr_NoMemory();
  }
  PyMem_Free(sequences);
  PyMem_Free(heads);
  return result;
}

/* What a metaclass's own mro() gave must be types whose layout the type has. */
static int check_custom_mro(PyTypeObject *type, PyObject *mro) {
  PyTypeObject *solid = ambi_type_solid_base(type);
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(mro); i++) {
    PyObject *base = PyTuple_GET_ITEM(mro, i);
    if (!PyType_Check(base)) {
      PyErr_Format(PyExc_TypeError, "mro() returned a non-class ('%.500s')",
                   Py_TYPE(base)->tp_name);
      return -1;
    }
    if (!PyType_IsSubtype(solid, ambi_type_solid_base((PyTypeObject *)base))) {
      PyErr_Format(PyExc_TypeError, "mro() returned base with unsuitable layout ('%.500s')",
                   ((PyTypeObject *)base)->tp_name);
      return -1;
    }
  }
  return 0;
}

int ambi_type_set_mro(PyTypeObject *type) {
  PyObject *mro;
  if (Py_TYPE(type) == &PyType_Type) {
    mro = ambi_type_compute_mro(type);
  } else {
    PyObject *method = ambi_lookup_special((PyObject *)type, AMBI_ID("mro"));
    if (!method) {
      if (!PyErr_Occurred()) PyErr_SetObject(PyExc_AttributeError, AMBI_ID("mro"));
      return -1;
    }
    mro = PyObject_CallNoArgs(method);
    Py_DECREF(method);
    if (mro) Py_SETREF(mro, PySequence_Tuple(mro));
    if (mro && check_custom_mro(type, mro) < 0) Py_CLEAR(mro);
  }
  if (!mro) return -1;
  Py_SETREF(type->tp_mro, mro);
  return 0;
}

/* ---- layout ---------------------------------------------------------------------------------- */

/* Whether `type` adds C fields to `base`, other than a __dict__ and a list of weak references at
 * its end. */
static bool extends_layout(PyTypeObject *type, PyTypeObject *base) {
  size_t size = (size_t)type->tp_basicsize;
  if (type->tp_itemsize || base->tp_itemsize) {
    return type->tp_basicsize != base->tp_basicsize || type->tp_itemsize != base->tp_itemsize;
  }
  bool heap = PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE);
  if (heap && type->tp_weaklistoffset && !base->tp_weaklistoffset &&
      (size_t)type->tp_weaklistoffset + sizeof(PyObject *) == size) {
    size -= sizeof(PyObject *);
  }
  if (heap && type->tp_dictoffset && !base->tp_dictoffset &&
      (size_t)type->tp_dictoffset + sizeof(PyObject *) == size) {
    size -= sizeof(PyObject *);
  }
  return size != (size_t)base->tp_basicsize;
}

PyTypeObject *ambi_type_solid_base(PyTypeObject *type) {
  PyTypeObject *base = type->tp_base ? ambi_type_solid_base(type->tp_base) : &PyBaseObject_Type;
  return extends_layout(type, base) ? type : base;
}

PyTypeObject *ambi_type_best_base(PyObject *bases) {
  PyTypeObject *best = NULL, *winner = NULL;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
    PyObject *o = PyTuple_GET_ITEM(bases, i);
    if (!PyType_Check(o)) {
      PyErr_SetString(PyExc_TypeError, "bases must be types");
      return NULL;
    }
    PyTypeObject *base = (PyTypeObject *)o;
    if (!PyType_HasFeature(base, Py_TPFLAGS_READY) && PyType_Ready(base) < 0) return NULL;
    if (!PyType_HasFeature(base, Py_TPFLAGS_BASETYPE)) {
      PyErr_Format(PyExc_TypeError, "type '%.100s' is not an acceptable base type", base->tp_name);
      return NULL;
    }
    PyTypeObject *candidate = ambi_type_solid_base(base);
    if (!winner || (!PyType_IsSubtype(winner, candidate) && PyType_IsSubtype(candidate, winner))) {
      winner = candidate;
      best = base;
    } else if (!PyType_IsSubtype(winner, candidate)) {
      PyErr_SetString(PyExc_TypeError, "multiple bases have instance lay-out conflict");
      return NULL;
    }
  }
  return best;
}

PyTypeObject *ambi_calculate_metaclass(PyTypeObject *metatype, PyObject *bases) {
  PyTypeObject *winner = metatype;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
    PyTypeObject *each = Py_TYPE(PyTuple_GET_ITEM(bases, i));
    if (PyType_IsSubtype(winner, each)) continue;
    if (!PyType_IsSubtype(each, winner)) {
      PyErr_SetString(PyExc_TypeError,
                      "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                      "subclass of the metaclasses of all its bases");
      return NULL;
    }
    winner = each;
  }
  return winner;
}

/* ---- subclasses ------------------------------------------------------------------------------ */

int ambi_type_add_subclasses(PyTypeObject *type) {
  PyObject *bases = type->tp_bases, *key = PyLong_FromVoidPtr(type);
  int result = key ? 0 : -1;
  for (Py_ssize_t i = 0; result == 0 && bases && i < PyTuple_GET_SIZE(bases); i++) {
    PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(bases, i);
    if (!base->tp_subclasses) base->tp_subclasses = PyDict_New();
    result = base->tp_subclasses ? PyDict_SetItem(base->tp_subclasses, key, Py_None) : -1;
  }
  Py_XDECREF(key);
  return result;
}

void ambi_type_remove_subclasses(PyTypeObject *type) {
  PyObject *bases = type->tp_bases, *key = PyLong_FromVoidPtr(type);
  for (Py_ssize_t i = 0; key && bases && i < PyTuple_GET_SIZE(bases); i++) {
    PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(bases, i);
    if (base->tp_subclasses && PyDict_GetItemWithError(base->tp_subclasses, key)) {
      PyDict_DelItem(base->tp_subclasses, key);
    }
  }
  Py_XDECREF(key);
}

PyObject *ambi_type_subclasses(PyTypeObject *type) {
  PyObject *list = PyList_New(0), *key, *value;
  Py_ssize_t position = 0;
  if (!list || !type->tp_subclasses) return list;
  while (PyDict_Next(type->tp_subclasses, &position, &key, &value)) {
    if (PyList_Append(list, (PyObject *)PyLong_AsVoidPtr(key)) < 0) {
      Py_DECREF(list);
      return NULL;
    }
  }
  return list;
}
