/*
 * A descriptor as one of the other ABI, where all is as it should be: built-in dtypes, and structures and sub-arrays of them.
 * What is not, down to the fields of fields, is left to Java (dev.ambi.bridge.numpy.Descrs), which says why it is refused.
 */
#include "gil.h"
#include "numpy_descr.h"

/* A nest deeper than this, or of more descriptors, is left to Java. */
enum { DEEPEST = 8, MOST = 256 };

/* The fields that lie elsewhere in each ABI. */
typedef struct {
  npy_intp elsize, alignment;
  uint64_t flags;
  PyObject *fields, *names, *metadata;
  PyArray_ArrayDescr *subarray;
  void *c_metadata;
} parts;

static parts parts_of(PyObject *descr, int abi) {
  if (abi == 1) {
    ambi_descr_1x *d = (ambi_descr_1x *)descr;
    return (parts){d->elsize, d->alignment, (unsigned char)d->flags, d->fields, d->names, d->metadata, d->subarray, d->c_metadata};
  }
  ambi_legacy_descr_2x *d = (ambi_legacy_descr_2x *)descr;
  return (parts){d->common.elsize,   d->common.alignment, d->common.flags, d->fields, d->names,
                 d->common.metadata, d->subarray,         d->c_metadata};
}

static bool is_flexible(int num) { return num == NPY_STRING || num == NPY_UNICODE || num == NPY_VOID; }
static bool is_time(int num) { return num == NPY_DATETIME || num == NPY_TIMEDELTA; }
static bool nothing(PyObject *o) { return !o || o == Py_None; }

/* Whether there is such an object of the type exactly. */
static bool is_exact(PyObject *o, PyTypeObject *type) { return o && Py_IS_TYPE(o, type); }

static bool has_type_of(PyObject *descr, int abi) {
  PyTypeObject *type = Py_TYPE(descr);
  if (abi == 1) return type == &PyArrayDescr_Type_abi1;
  int num = ambi_descr_type_num(descr);
  PyObject *builtin = num >= 0 && num < NPY_NTYPES ? ambi_builtin_descrs[2][num] : NULL;
  return builtin && type == Py_TYPE(builtin);
}

/* Behind the head that NpyAuxData has. */
static PyArray_DatetimeMetaData *unit_of(void *c_metadata) {
  return (PyArray_DatetimeMetaData *)(void *)((char *)c_metadata + 32);
}

static bool is_unit(const PyArray_DatetimeMetaData *unit) {
  enum { BUSINESS_DAYS = 3, GENERIC = 14 };
  return unit->base >= 0 && unit->base <= GENERIC && unit->base != BUSINESS_DAYS && unit->num > 0;
}

/* Whether the numbers and characters make sense, and the target has room for them. */
static bool is_plain(PyObject *descr, int abi, const parts *p) {
  const ambi_descr_1x *head = (const ambi_descr_1x *)descr; /* at the same places in both */
  int num = head->type_num;
  if (num < 0 || num >= NPY_NTYPES || !head->typeobj) return false;
  char order = head->byteorder;
  if (order != '=' && order != '<' && order != '>' && order != '|') return false;
  PyObject *builtin = ambi_builtin_descrs[abi][num];
  if (head->kind != ((ambi_descr_1x *)builtin)->kind || (abi == 1 && !head->f)) return false;
  if (p->elsize < 0 || p->elsize > INT32_MAX || (!is_flexible(num) && p->elsize != ambi_descr_elsize(builtin))) return false;
  if (p->alignment <= 0 || p->alignment > INT32_MAX || (p->alignment & (p->alignment - 1)) || p->flags > 0xff) return false;
  return !is_time(num) || (p->c_metadata && is_unit(unit_of(p->c_metadata)));
}

/* The built-in descriptor, where it says the same; NULL otherwise. */
static PyObject *like(PyObject *descr, int to, const parts *p) {
  const ambi_descr_1x *head = (const ambi_descr_1x *)descr;
  PyObject *builtin = ambi_builtin_descrs[to][head->type_num];
  const ambi_descr_1x *other = (const ambi_descr_1x *)builtin;
  parts q = parts_of(builtin, to);
  bool same = head->type == other->type && head->byteorder == other->byteorder && head->typeobj == other->typeobj &&
              p->elsize == q.elsize && p->alignment == q.alignment && p->flags == q.flags && p->metadata == q.metadata;
  return same ? AMBI_NEWREF(builtin) : NULL;
}

/* A copy of the built-in descriptor with the numbers and characters of `descr`. */
static PyObject *copy_plain(PyObject *descr, int to, const parts *p) {
  const ambi_descr_1x *head = (const ambi_descr_1x *)descr;
  PyObject *copy = PyArray_DescrNew(ambi_builtin_descrs[to][head->type_num]);
  if (!copy) return NULL;
  ambi_descr_1x *own = (ambi_descr_1x *)copy;
  own->kind = head->kind;
  own->type = head->type;
  own->byteorder = head->byteorder;
  Py_INCREF(head->typeobj);
  Py_SETREF(own->typeobj, head->typeobj);
  PyObject **metadata;
  if (to == 1) {
    own->flags = (char)p->flags;
    own->elsize = (int)p->elsize;
    own->alignment = (int)p->alignment;
    metadata = &own->metadata;
  } else {
    ambi_descr_2x *d = (ambi_descr_2x *)copy;
    d->flags = p->flags;
    d->elsize = p->elsize;
    d->alignment = p->alignment;
    metadata = &d->metadata;
  }
  PyObject *old = *metadata;
  *metadata = AMBI_XNEWREF(p->metadata);
  Py_XDECREF(old);
  if (is_time(head->type_num)) memcpy(unit_of(parts_of(copy, to).c_metadata), unit_of(p->c_metadata), sizeof(PyArray_DatetimeMetaData));
  return copy;
}

/* Drops what was there. */
static PyObject *replaced(PyObject *old, PyObject *by) {
  Py_XDECREF(old);
  return by;
}

typedef struct {
  int from, to, depth, seen;
} walk;

static PyObject *translated(PyObject *descr, walk *w);

/* (descriptor, offset) of a field in an element of `elsize` bytes, of the other ABI: new reference, or NULL. */
static PyObject *translated_field(PyObject *entry, npy_intp elsize, walk *w) {
  if (!is_exact(entry, &PyTuple_Type) || PyTuple_GET_SIZE(entry) != 2) return NULL;
  PyObject *offset = PyTuple_GET_ITEM(entry, 1);
  if (!is_exact(offset, &PyLong_Type)) return NULL;
  npy_intp at = PyLong_AsSsize_t(offset);
  PyObject *field = at >= 0 && at <= elsize ? translated(PyTuple_GET_ITEM(entry, 0), w) : NULL;
  if (!field) return NULL;
  PyObject *pair = ambi_descr_elsize(field) <= elsize - at ? PyTuple_New(2) : NULL;
  if (!pair) {
    Py_DECREF(field);
    return NULL;
  }
  PyTuple_SET_ITEM(pair, 0, field);
  PyTuple_SET_ITEM(pair, 1, AMBI_NEWREF(offset));
  return pair;
}

/* The dict of fields: new reference, or NULL. Fields with titles, which have two names, are left to Java. */
static PyObject *translated_fields(const parts *p, walk *w) {
  if (!is_exact(p->names, &PyTuple_Type) || !is_exact(p->fields, &PyDict_Type)) return NULL;
  Py_ssize_t n = PyTuple_GET_SIZE(p->names);
  if (PyDict_Size(p->fields) != n) return NULL;
  PyObject *fields = PyDict_New(), *key = NULL, *entry = NULL;
  Py_ssize_t position = 0;
  for (Py_ssize_t i = 0; fields && i < n; i++) {
    PyObject *name = PyTuple_GET_ITEM(p->names, i);
    bool next = PyDict_Next(p->fields, &position, &key, &entry) && key == name; /* most are in this order */
    if (!is_exact(name, &PyUnicode_Type)) entry = NULL;
    else if (!next) entry = PyDict_GetItemWithError(p->fields, name);
    PyObject *field = translated_field(entry, p->elsize, w);
    if (!field || PyDict_SetItem(fields, name, field) < 0) Py_CLEAR(fields);
    Py_XDECREF(field);
  }
  /* As many names as fields, each of which is another one. */
  if (fields && PyDict_Size(fields) != n) Py_CLEAR(fields);
  return fields;
}

/* The sub-array, which a descriptor takes over; NULL without. */
static PyArray_ArrayDescr *translated_subarray(const parts *p, walk *w) {
  PyObject *shape = p->subarray->shape;
  enum { LEAST_MAXDIMS = 32 };
  if (!is_exact(shape, &PyTuple_Type) || PyTuple_GET_SIZE(shape) > LEAST_MAXDIMS || !p->subarray->base) return NULL;
  PyObject *base = translated(p->subarray->base, w);
  npy_intp size = base ? ambi_descr_elsize(base) : 0;
  for (Py_ssize_t i = 0; base && i < PyTuple_GET_SIZE(shape); i++) {
    PyObject *length = PyTuple_GET_ITEM(shape, i);
    npy_intp n = is_exact(length, &PyLong_Type) ? PyLong_AsSsize_t(length) : -1;
    if (n < 0 || __builtin_mul_overflow(size, n, &size)) Py_CLEAR(base);
  }
  PyArray_ArrayDescr *made = base && size == p->elsize ? malloc(sizeof *made) : NULL;
  if (!made) {
    Py_XDECREF(base);
    return NULL;
  }
  made->base = base;
  made->shape = AMBI_NEWREF(shape);
  return made;
}

/* A descriptor of the other ABI: new reference. NULL, with an error or without one, for what is left to Java. */
static PyObject *translated(PyObject *descr, walk *w) {
  if (!descr || !Py_TYPE(descr) || !has_type_of(descr, w->from) || w->depth == DEEPEST || ++w->seen > MOST) return NULL;
  parts p = parts_of(descr, w->from);
  if (!is_plain(descr, w->from, &p)) return NULL;
  if (nothing(p.names) && !p.subarray) {
    if (!nothing(p.fields)) return NULL;
    PyObject *same = is_time(ambi_descr_type_num(descr)) ? NULL : like(descr, w->to, &p);
    return same ? same : copy_plain(descr, w->to, &p);
  }
  if (ambi_descr_type_num(descr) != NPY_VOID || (!nothing(p.names) && p.subarray)) return NULL;
  w->depth++;
  PyObject *fields = p.subarray ? NULL : translated_fields(&p, w);
  PyArray_ArrayDescr *subarray = p.subarray ? translated_subarray(&p, w) : NULL;
  w->depth--;
  PyObject *copy = fields || subarray ? copy_plain(descr, w->to, &p) : NULL;
  if (!copy) {
    Py_XDECREF(fields);
    if (subarray) {
      Py_DECREF(subarray->base);
      Py_DECREF(subarray->shape);
      free(subarray);
    }
    return NULL;
  }
  PyObject *names = subarray ? NULL : AMBI_NEWREF(p.names);
  if (w->to == 1) {
    ambi_descr_1x *own = (ambi_descr_1x *)copy;
    own->fields = replaced(own->fields, fields);
    own->names = replaced(own->names, names);
    own->subarray = subarray;
  } else {
    ambi_legacy_descr_2x *own = (ambi_legacy_descr_2x *)copy;
    own->fields = replaced(own->fields, fields);
    own->names = replaced(own->names, names);
    own->subarray = subarray;
  }
  return copy;
}

static bool is_ready(void) {
  return ambi_builtin_descrs[1][NPY_VOID] && ambi_builtin_descrs[2][NPY_VOID] && !PyErr_Occurred();
}

/* For Java: the descriptor, of ABI `from`, as one of the other; 0 where Java is to look at it. Takes the lock if need be. */
AMBI_EXPORT PyObject *ambi_descr_translate(PyObject *descr, int64_t from) {
  bool locked = ambi_lock();
  walk w = {.from = (int)from, .to = 3 - (int)from};
  PyObject *translation = NULL;
  if (is_ready()) {
    translation = translated(descr, &w);
    if (!translation) PyErr_Clear();
  }
  if (locked) ambi_unlock();
  return translation;
}

/* For Java: the same for the dict of fields of a descriptor that was checked. */
AMBI_EXPORT PyObject *ambi_fields_translate(PyObject *fields, int64_t from) {
  if (!is_ready() || !is_exact(fields, &PyDict_Type)) return NULL;
  walk w = {.from = (int)from, .to = 3 - (int)from};
  PyObject *translation = PyDict_New(), *name, *entry;
  Py_ssize_t position = 0;
  while (translation && PyDict_Next(fields, &position, &name, &entry)) {
    PyObject *field = translated_field(entry, INTPTR_MAX, &w);
    if (!field || PyDict_SetItem(translation, name, field) < 0) Py_CLEAR(translation);
    Py_XDECREF(field);
  }
  if (!translation) PyErr_Clear();
  return translation;
}
