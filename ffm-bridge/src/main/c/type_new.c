/* type(name, bases, dict): a class made at run time. */
#include "types.h"

/* What type.__new__ finds out before it allocates. */
typedef struct {
  PyObject *name, *bases, *dict; /* dict: our own copy */
  PyObject *slots; /* a sorted tuple of names without __dict__ and __weakref__; or NULL */
  PyTypeObject *base;
  bool add_dict, add_weakref;
} plan;

static int default_bases(plan *p, PyObject *bases) {
  if (PyTuple_GET_SIZE(bases) == 0) {
    p->bases = PyTuple_Pack(1, &PyBaseObject_Type);
    return p->bases ? 0 : -1;
  }
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
    PyObject *base = PyTuple_GET_ITEM(bases, i), *entries;
    if (PyType_Check(base)) continue;
    if (_PyObject_LookupAttr(base, AMBI_ID("__mro_entries__"), &entries) < 0) return -1;
    if (!entries) continue;
    Py_DECREF(entries);
    PyErr_SetString(PyExc_TypeError,
                    "type() doesn't support MRO entry resolution; use types.new_class()");
    return -1;
  }
  p->bases = AMBI_NEWREF(bases);
  return 0;
}

/* ---- __slots__ ------------------------------------------------------------------------------- */

static int special_slot(const char *name, bool *add, bool may) {
  if (may && !*add) {
    *add = true;
    return 0;
  }
  PyErr_Format(
      PyExc_TypeError,
      strcmp(name, "__dict__") == 0
          ? "__dict__ slot disallowed: we already got one"
          : "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
  return -1;
}

static int check_slot_name(plan *p, PyObject *name) {
  if (!PyUnicode_Check(name)) {
    PyErr_Format(PyExc_TypeError, "__slots__ items must be strings, not '%.200s'",
                 Py_TYPE(name)->tp_name);
    return -1;
  }
  if (!PyUnicode_IsIdentifier(name)) {
    PyErr_SetString(PyExc_TypeError, "__slots__ must be identifiers");
    return -1;
  }
  bool implicit = _PyUnicode_EqualToASCIIString(name, "__qualname__") ||
                  _PyUnicode_EqualToASCIIString(name, "__classcell__");
  if (!implicit && PyDict_GetItemWithError(p->dict, name)) {
    PyErr_Format(PyExc_ValueError, "%R in __slots__ conflicts with class variable", name);
    return -1;
  }
  return PyErr_Occurred() ? -1 : 0;
}

static int read_slots(plan *p, bool may_add_dict, bool may_add_weakref) {
  PyObject *given = PyDict_GetItemWithError(p->dict, AMBI_ID("__slots__"));
  if (!given) {
    if (PyErr_Occurred()) return -1;
    p->add_dict = may_add_dict;
    p->add_weakref = may_add_weakref;
    return 0;
  }
  PyObject *all = PyUnicode_Check(given) ? PyTuple_Pack(1, given) : PySequence_Tuple(given);
  PyObject *list = PyList_New(0);
  int result = all && list ? 0 : -1;
  if (result == 0 && PyTuple_GET_SIZE(all) > 0 && p->base->tp_itemsize) {
    PyErr_Format(PyExc_TypeError, "nonempty __slots__ not supported for subtype of '%s'",
                 p->base->tp_name);
    result = -1;
  }
  for (Py_ssize_t i = 0; result == 0 && i < PyTuple_GET_SIZE(all); i++) {
    PyObject *name = PyTuple_GET_ITEM(all, i);
    if (!PyUnicode_Check(name)) {
      result = check_slot_name(p, name);
    } else if (_PyUnicode_EqualToASCIIString(name, "__dict__")) {
      result = special_slot("__dict__", &p->add_dict, may_add_dict);
    } else if (_PyUnicode_EqualToASCIIString(name, "__weakref__")) {
      result = special_slot("__weakref__", &p->add_weakref, may_add_weakref);
    } else {
      result = check_slot_name(p, name) < 0 ? -1 : PyList_Append(list, name);
    }
  }
  if (result == 0) result = PyList_Sort(list);
  if (result == 0) p->slots = PyList_AsTuple(list);
  Py_XDECREF(all);
  Py_XDECREF(list);
  return result == 0 && p->slots ? 0 : -1;
}

/* ---- the type -------------------------------------------------------------------------------- */

static int set_layout(PyTypeObject *type, plan *p) {
  PyTypeObject *base = p->base;
  Py_ssize_t offset = base->tp_basicsize;
  Py_ssize_t n = p->slots ? PyTuple_GET_SIZE(p->slots) : 0;
  PyMemberDef *def = AMBI_HEAPTYPE_MEMBERS(type);
  for (Py_ssize_t i = 0; i < n; i++, def++, offset += (Py_ssize_t)sizeof(PyObject *)) {
    def->name = PyUnicode_AsUTF8(PyTuple_GET_ITEM(p->slots, i)); /* kept alive by ht_slots */
    if (!def->name) return -1;
    def->type = T_OBJECT_EX;
    def->offset = offset;
  }
  if (p->add_dict) {
    type->tp_dictoffset = base->tp_itemsize ? -(Py_ssize_t)sizeof(PyObject *) : offset;
    offset += (Py_ssize_t)sizeof(PyObject *);
  }
  if (p->add_weakref) {
    type->tp_weaklistoffset = offset;
    offset += (Py_ssize_t)sizeof(PyObject *);
  }
  type->tp_basicsize = offset;
  type->tp_itemsize = base->tp_itemsize;
  type->tp_members = AMBI_HEAPTYPE_MEMBERS(type);
  type->tp_getset = p->add_dict && p->add_weakref ? ambi_subtype_getset_both
                    : p->add_dict                 ? ambi_subtype_getset_dict
                    : p->add_weakref              ? ambi_subtype_getset_weakref
                                                  : NULL;
  bool gc = PyType_HasFeature(base, Py_TPFLAGS_HAVE_GC) || type->tp_basicsize > base->tp_basicsize;
  if (gc) type->tp_flags |= Py_TPFLAGS_HAVE_GC;
  type->tp_free = gc ? PyObject_GC_Del : PyObject_Free;
  return 0;
}

static PyTypeObject *allocate(PyTypeObject *metatype, plan *p) {
  PyTypeObject *type =
      (PyTypeObject *)metatype->tp_alloc(metatype, p->slots ? PyTuple_GET_SIZE(p->slots) : 0);
  if (!type) return NULL;
  PyHeapTypeObject *heap = (PyHeapTypeObject *)type;
  type->tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_BASETYPE;
  type->tp_as_async = &heap->as_async;
  type->tp_as_number = &heap->as_number;
  type->tp_as_sequence = &heap->as_sequence;
  type->tp_as_mapping = &heap->as_mapping;
  type->tp_as_buffer = &heap->as_buffer;
  heap->ht_name = AMBI_NEWREF(p->name);
  heap->ht_slots = AMBI_XNEWREF(p->slots);
  type->tp_bases = AMBI_NEWREF(p->bases);
  type->tp_base = (PyTypeObject *)AMBI_NEWREF(p->base);
  type->tp_dict = AMBI_NEWREF(p->dict);
  type->tp_dealloc = ambi_subtype_dealloc;
  type->tp_alloc = PyType_GenericAlloc;
  Py_ssize_t length;
  type->tp_name = PyUnicode_AsUTF8AndSize(p->name, &length);
  if (type->tp_name && strlen(type->tp_name) != (size_t)length) {
    PyErr_SetString(PyExc_ValueError, "type name must not contain null characters");
  } else if (type->tp_name && set_layout(type, p) == 0) {
    return type;
  }
  Py_DECREF(type);
  return NULL;
}

static int set_qualname(PyTypeObject *type) {
  PyHeapTypeObject *heap = (PyHeapTypeObject *)type;
  PyObject *qualname = PyDict_GetItemWithError(type->tp_dict, AMBI_ID("__qualname__"));
  if (!qualname) {
    heap->ht_qualname = AMBI_NEWREF(heap->ht_name);
    return PyErr_Occurred() ? -1 : 0;
  }
  if (!PyUnicode_Check(qualname)) {
    PyErr_Format(PyExc_TypeError, "type __qualname__ must be a str, not %s",
                 Py_TYPE(qualname)->tp_name);
    return -1;
  }
  heap->ht_qualname = AMBI_NEWREF(qualname);
  return PyDict_DelItem(type->tp_dict, AMBI_ID("__qualname__"));
}

static int set_doc(PyTypeObject *type) {
  PyObject *doc = PyDict_GetItemWithError(type->tp_dict, AMBI_ID("__doc__"));
  if (!doc || !PyUnicode_Check(doc)) return PyErr_Occurred() ? -1 : 0;
  Py_ssize_t n;
  const char *text = PyUnicode_AsUTF8AndSize(doc, &n);
  if (!text) return -1;
  char *copy = PyObject_Malloc((size_t)n + 1);
  if (!copy) {
    PyErr_NoMemory();
    return -1;
  }
  memcpy(copy, text, (size_t)n + 1);
  type->tp_doc = copy;
  return 0;
}

/* Tells each attribute that asks for it under which name the class got it. */
static int call_set_name(PyTypeObject *type) {
  PyObject *names = PyDict_Copy(type->tp_dict), *key, *value;
  Py_ssize_t position = 0;
  if (!names) return -1;
  int result = 0;
  while (result == 0 && PyDict_Next(names, &position, &key, &value)) {
    PyObject *method = ambi_lookup_special(value, AMBI_ID("__set_name__"));
    if (!method) {
      if (PyErr_Occurred()) result = -1;
      continue;
    }
    PyObject *done = PyObject_CallFunctionObjArgs(method, (PyObject *)type, key, NULL);
    Py_DECREF(method);
    if (done) {
      Py_DECREF(done);
      continue;
    }
    PyObject *error, *cause, *traceback;
    PyErr_Fetch(&error, &cause, &traceback);
    PyErr_Format(PyExc_RuntimeError,
                 "Error calling __set_name__ on '%.100s' instance %R in '%.100s'",
                 Py_TYPE(value)->tp_name, key, type->tp_name);
    _PyErr_ChainExceptions(error, cause, traceback);
    result = -1;
  }
  Py_DECREF(names);
  return result;
}

/* super(type, type).__init_subclass__(**kwargs) */
static int call_init_subclass(PyTypeObject *type, PyObject *kwargs) {
  PyObject *super = PyObject_CallFunctionObjArgs((PyObject *)&PySuper_Type, (PyObject *)type,
                                                 (PyObject *)type, NULL);
  if (!super) return -1;
  PyObject *method = PyObject_GetAttr(super, AMBI_ID("__init_subclass__"));
  Py_DECREF(super);
  PyObject *result = method ? PyObject_VectorcallDict(method, NULL, 0, kwargs) : NULL;
  Py_XDECREF(method);
  if (!result) return -1;
  Py_DECREF(result);
  return 0;
}

static PyObject *make(PyTypeObject *metatype, plan *p, PyObject *kwargs) {
  p->base = ambi_type_best_base(p->bases);
  if (!p->base) return NULL;
  bool may_add_weakref = !p->base->tp_weaklistoffset && !p->base->tp_itemsize;
  if (read_slots(p, !p->base->tp_dictoffset, may_add_weakref) < 0) return NULL;
  PyTypeObject *type = allocate(metatype, p);
  if (!type) return NULL;
  if (set_qualname(type) < 0 || set_doc(type) < 0 || PyType_Ready(type) < 0) goto failed;
  ambi_type_fixup_slots(type);
  if (call_set_name(type) < 0 || call_init_subclass(type, kwargs) < 0) goto failed;
  return (PyObject *)type;
failed:
  Py_DECREF(type);
  return NULL;
}

PyObject *ambi_type_new(PyTypeObject *metatype, PyObject *args, PyObject *kwargs) {
  PyObject *name, *bases, *dict;
  plan p = {0};
  if (!PyArg_ParseTuple(args, "UO!O!:type.__new__", &name, &PyTuple_Type, &bases, &PyDict_Type,
                        &dict)) {
    return NULL;
  }
  PyObject *result = NULL;
  if (default_bases(&p, bases) == 0) {
    PyTypeObject *winner = ambi_calculate_metaclass(metatype, p.bases);
    if (winner && winner != metatype && winner->tp_new != ambi_type_new) {
      result = winner->tp_new(winner, args, kwargs);
    } else if (winner && (p.dict = PyDict_Copy(dict))) {
      p.name = name;
      result = make(winner, &p, kwargs);
    }
  }
  Py_XDECREF(p.bases);
  Py_XDECREF(p.dict);
  Py_XDECREF(p.slots);
  return result;
}
