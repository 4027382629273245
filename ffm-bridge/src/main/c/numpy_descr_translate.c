/*
 * A descriptor as one of the other ABI, where all is as it should be: built-in dtypes, and structures and sub-arrays of them.
 * What is not, down to the fields of fields, is left to Java (dev.ambi.bridge.numpy.Descrs), which says why it is refused.
 *
 * Each translation is new, down to the dict of its fields, but for built-in descriptors and what both ABIs share: whoever
 * gets it may change it.
 */
#include "dict_table.h"
#include "gil.h"
#include "numpy_descr.h"
#include "values.h"

/* A nest deeper than this, or of more descriptors, is left to Java. */
enum { DEEPEST = 8, MOST = 256 };

/* Compiled once for each direction, with `from` and `to` as constants: a field has some ten cycles. */
#define DIRECTED static inline __attribute__((always_inline))

/* The fields that lie elsewhere in each ABI. */
typedef struct {
  npy_intp elsize, alignment;
  uint64_t flags;
  PyObject *fields, *names, *metadata;
  PyArray_ArrayDescr *subarray;
  void *c_metadata;
} parts;

DIRECTED parts parts_of(PyObject *descr, int abi) {
  if (abi == 1) {
    ambi_descr_1x *d = (ambi_descr_1x *)descr;
    return (parts){d->elsize, d->alignment, (unsigned char)d->flags, d->fields, d->names, d->metadata, d->subarray, d->c_metadata};
  }
  ambi_legacy_descr_2x *d = (ambi_legacy_descr_2x *)descr;
  return (parts){d->common.elsize,   d->common.alignment, d->common.flags, d->fields, d->names,
                 d->common.metadata, d->subarray,         d->c_metadata};
}

DIRECTED npy_intp elsize_of(PyObject *descr, int abi) {
  return abi == 1 ? ((ambi_descr_1x *)descr)->elsize : ((ambi_descr_2x *)descr)->elsize;
}

/* What lies at the same places in both. */
static inline const ambi_descr_1x *head_of(PyObject *descr) { return (const ambi_descr_1x *)descr; }

static inline bool is_flexible(int num) { return num == NPY_STRING || num == NPY_UNICODE || num == NPY_VOID; }
static inline bool is_time(int num) { return num == NPY_DATETIME || num == NPY_TIMEDELTA; }
static inline bool nothing(PyObject *o) { return !o || o == Py_None; }

/* Whether there is such an object of the type exactly. */
static inline bool is_exact(PyObject *o, PyTypeObject *type) { return o && Py_IS_TYPE(o, type); }

/* The built-in descriptor with the class and number of `descr`; NULL without one, and for what is no descriptor. */
DIRECTED PyObject *builtin_of(PyObject *descr, int abi) {
  PyTypeObject *type = descr ? Py_TYPE(descr) : NULL;
  if (!type || (abi == 1 ? type != &PyArrayDescr_Type_abi1 : Py_TYPE(type) != &PyArrayDTypeMeta_Type)) return NULL;
  int num = head_of(descr)->type_num;
  PyObject *builtin = num >= 0 && num < NPY_NTYPES ? ambi_builtin_descrs[abi][num] : NULL;
  return builtin && Py_TYPE(builtin) == type ? builtin : NULL;
}

/* Behind the head that NpyAuxData has. */
static inline PyArray_DatetimeMetaData *unit_of(void *c_metadata) {
  return (PyArray_DatetimeMetaData *)(void *)((char *)c_metadata + 32);
}

static inline bool is_unit(const PyArray_DatetimeMetaData *unit) {
  enum { BUSINESS_DAYS = 3, GENERIC = 14 };
  return unit->base >= 0 && unit->base <= GENERIC && unit->base != BUSINESS_DAYS && unit->num > 0;
}

/* Whether the numbers and characters make sense, and the target has room for them. */
DIRECTED bool is_plain(PyObject *descr, PyObject *builtin, int abi, const parts *p) {
  const ambi_descr_1x *head = head_of(descr);
  char order = head->byteorder;
  if (order != '=' && order != '<' && order != '>' && order != '|') return false;
  if (!head->typeobj || head->kind != head_of(builtin)->kind || (abi == 1 && !head->f)) return false;
  if (p->elsize < 0 || p->elsize > INT32_MAX) return false;
  if (p->elsize != elsize_of(builtin, abi) && !is_flexible(head->type_num)) return false;
  if (p->alignment <= 0 || p->alignment > INT32_MAX || (p->alignment & (p->alignment - 1)) || p->flags > 0xff) return false;
  return !is_time(head->type_num) || (p->c_metadata && is_unit(unit_of(p->c_metadata)));
}

/* Whether the built-in descriptor of the target says all that `descr` does, which has no fields, no sub-array and no unit. */
DIRECTED bool says_the_same(PyObject *descr, const parts *p, PyObject *target, int to) {
  const ambi_descr_1x *head = head_of(descr), *other = head_of(target);
  parts q = parts_of(target, to);
  return head->type == other->type && head->byteorder == other->byteorder && head->typeobj == other->typeobj &&
         p->elsize == q.elsize && p->alignment == q.alignment && p->flags == q.flags && p->metadata == q.metadata;
}

/* ---- making one ------------------------------------------------------------------------------------------------ */

/* What a descriptor owns beside its class and metadata. */
typedef struct {
  PyObject *fields, *names;
  PyArray_ArrayDescr *subarray;
  void *c_metadata;
} inner;

static void drop(inner *own) {
  Py_XDECREF(own->fields);
  Py_XDECREF(own->names);
  if (own->subarray) {
    Py_DECREF(own->subarray->base);
    Py_DECREF(own->subarray->shape);
    free(own->subarray);
  }
  free(own->c_metadata);
}

/* A descriptor with the numbers and characters of `descr`, which takes over what is in `own`. */
DIRECTED PyObject *made(PyObject *descr, const parts *p, PyObject *target, int to, inner own) {
  const ambi_descr_1x *head = head_of(descr);
  PyObject *o = ambi_descr_alloc(Py_TYPE(target));
  if (!o) {
    drop(&own);
    return NULL;
  }
  Py_INCREF(head->typeobj);
  Py_XINCREF(p->metadata);
  /* Field by field, since compilers first clear a whole struct, which takes longer than all of this. */
  ambi_descr_1x *common = (ambi_descr_1x *)o;
  common->typeobj = head->typeobj;
  common->kind = head->kind;
  common->type = head->type;
  common->byteorder = head->byteorder;
  common->type_num = head->type_num;
#define PUT_INNER(d)             \
  ((d)->subarray = own.subarray, \
   (d)->fields = own.fields,     \
   (d)->names = own.names,       \
   (d)->c_metadata = own.c_metadata)
  if (to == 1) {
    common->flags = (char)p->flags;
    common->elsize = (int)p->elsize;
    common->alignment = (int)p->alignment;
    common->f = head_of(target)->f;
    common->metadata = p->metadata;
    common->hash = -1;
    PUT_INNER(common);
  } else {
    ambi_legacy_descr_2x *d = (ambi_legacy_descr_2x *)o;
    d->common._former_flags = 0;
    d->common.flags = p->flags;
    d->common.elsize = p->elsize;
    d->common.alignment = p->alignment;
    d->common.metadata = p->metadata;
    d->common.hash = -1;
    d->common.reserved_null[0] = d->common.reserved_null[1] = NULL;
    PUT_INNER(d);
  }
  return o;
}

/* One without fields and sub-array. */
DIRECTED PyObject *made_plain(PyObject *descr, const parts *p, PyObject *target, int to) {
  parts like = parts_of(target, to);
  inner own = {AMBI_XNEWREF(like.fields), AMBI_XNEWREF(like.names), NULL, NULL};
  if (is_time(head_of(descr)->type_num)) {
    own.c_metadata = like.c_metadata ? ambi_time_metadata_clone(like.c_metadata) : NULL;
    if (!own.c_metadata) {
      drop(&own);
      return NULL;
    }
    memcpy(unit_of(own.c_metadata), unit_of(p->c_metadata), sizeof(PyArray_DatetimeMetaData));
  }
  return made(descr, p, target, to, own);
}

/* ---- the walk --------------------------------------------------------------------------------------------------- */

typedef struct {
  int depth, seen;
} walk;

static PyObject *translated_1(PyObject *descr, walk *w);
static PyObject *translated_2(PyObject *descr, walk *w);

/* A descriptor of the other ABI: new reference. NULL, with an error or without one, for what is left to Java. */
DIRECTED PyObject *translated(PyObject *descr, int from, walk *w) {
  return from == 1 ? translated_1(descr, w) : translated_2(descr, w);
}

/* An int, which is not negative; less than 0 for what is none, perhaps with an error. */
DIRECTED npy_intp length_of(PyObject *o) {
  if (!is_exact(o, &PyLong_Type)) return -1;
  return AMBI_LIKELY(ambi_long_is_medium(o)) ? ambi_long_medium(o) : PyLong_AsSsize_t(o);
}

/*
 * The built-in descriptor of the target, where `descr` says what that does: new reference. NULL where it has to be looked at
 * more closely. This is nearly every field.
 */
DIRECTED PyObject *shared_builtin(PyObject *descr, int from, int to) {
  PyObject *builtin = builtin_of(descr, from);
  if (!builtin) return NULL;
  const ambi_descr_1x *head = head_of(descr);
  PyObject *target = ambi_builtin_descrs[to][head->type_num];
  parts p = parts_of(descr, from);
  bool bare = nothing(p.names) && nothing(p.fields) && !p.subarray && !is_time(head->type_num) && !(from == 1 && !head->f);
  return bare && head->kind == head_of(target)->kind && says_the_same(descr, &p, target, to) ? AMBI_NEWREF(target) : NULL;
}

/* (descriptor, offset) of a field in an element of `elsize` bytes, of the other ABI: new reference, or NULL. */
DIRECTED PyObject *translated_field(PyObject *entry, npy_intp elsize, int from, int to, walk *w) {
  if (!is_exact(entry, &PyTuple_Type) || PyTuple_GET_SIZE(entry) != 2) return NULL;
  PyObject *offset = PyTuple_GET_ITEM(entry, 1);
  npy_intp at = length_of(offset);
  if (at < 0 || at > elsize) return NULL;
  PyObject *field = shared_builtin(PyTuple_GET_ITEM(entry, 0), from, to);
  if (AMBI_LIKELY(field != NULL)) {
    if (++w->seen > MOST) {
      Py_DECREF(field);
      return NULL;
    }
  } else {
    field = translated(PyTuple_GET_ITEM(entry, 0), from, w);
    if (!field) return NULL;
  }
  if (elsize_of(field, to) > elsize - at) {
    Py_DECREF(field);
    return NULL;
  }
  return ambi_tuple_of_two(field, AMBI_NEWREF(offset));
}

/* Whether each of the dict's keys is a name, and each name another key. No code of anybody's is run. */
static bool names_the_keys(PyObject *names, PyDictObject *dict) {
  const ambi_dict_table *table = AMBI_DICT_TABLE(dict);
  Py_ssize_t n = PyTuple_GET_SIZE(names), i = 0;
  if (dict->ma_used != n || n > MOST || table->count > MOST) return false;
  /* Most are these very objects in this order. */
  if (table->count == n) {
    while (i < n && table->entries[i].key == PyTuple_GET_ITEM(names, i) && PyUnicode_CheckExact(table->entries[i].key)) i++;
  }
  if (AMBI_LIKELY(i == n)) return true;
  uint64_t named[MOST / 64] = {0};
  for (i = 0; i < n; i++) {
    PyObject *name = PyTuple_GET_ITEM(names, i);
    Py_ssize_t at = is_exact(name, &PyUnicode_Type) ? ambi_dict_find_str(dict, name, ambi_hash(name)) : AMBI_DICT_ERROR;
    if (at < 0 || (named[at / 64] >> at % 64 & 1)) return false;
    named[at / 64] |= (uint64_t)1 << at % 64;
  }
  return true;
}

/* The dict with other descriptors in its values: new reference, or NULL. */
DIRECTED PyObject *translated_dict(PyDictObject *source, npy_intp elsize, int from, int to, walk *w) {
  PyObject *fields = ambi_dict_copy_keys(source);
  if (!fields) return NULL;
  ambi_dict_entry *old = AMBI_DICT_TABLE(source)->entries, *new = AMBI_DICT_TABLE(fields)->entries;
  for (ambi_dict_entry *end = new + source->ma_used; new < end; old++) {
    if (!old->key) continue;
    new->value = translated_field(old->value, elsize, from, to, w);
    if (!new++->value) {
      Py_DECREF(fields);
      return NULL;
    }
  }
  return fields;
}

/* The dict of fields: new reference, or NULL. Fields with titles, which have two names, are left to Java. */
DIRECTED PyObject *translated_fields(const parts *p, int from, int to, walk *w) {
  if (!is_exact(p->names, &PyTuple_Type) || !is_exact(p->fields, &PyDict_Type)) return NULL;
  PyDictObject *source = (PyDictObject *)p->fields;
  return names_the_keys(p->names, source) ? translated_dict(source, p->elsize, from, to, w) : NULL;
}

/* The sub-array, which a descriptor takes over; NULL without. */
DIRECTED PyArray_ArrayDescr *translated_subarray(const parts *p, int from, int to, walk *w) {
  PyObject *shape = p->subarray->shape;
  enum { LEAST_MAXDIMS = 32 };
  if (!is_exact(shape, &PyTuple_Type) || PyTuple_GET_SIZE(shape) > LEAST_MAXDIMS || !p->subarray->base) return NULL;
  PyObject *base = translated(p->subarray->base, from, w);
  npy_intp size = base ? elsize_of(base, to) : 0;
  for (Py_ssize_t i = 0; base && i < PyTuple_GET_SIZE(shape); i++) {
    npy_intp n = length_of(PyTuple_GET_ITEM(shape, i));
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

/* One with fields or a sub-array. */
DIRECTED PyObject *translated_void(PyObject *descr, const parts *p, PyObject *target, int from, int to, walk *w) {
  if (!nothing(p->names) && p->subarray) return NULL;
  inner own = {0};
  w->depth++;
  if (p->subarray) {
    own.subarray = translated_subarray(p, from, to, w);
  } else {
    own.fields = translated_fields(p, from, to, w);
  }
  w->depth--;
  if (!own.fields && !own.subarray) return NULL;
  own.names = p->subarray ? NULL : AMBI_NEWREF(p->names);
  return made(descr, p, target, to, own);
}

DIRECTED PyObject *translated_any(PyObject *descr, int from, int to, walk *w) {
  PyObject *builtin = builtin_of(descr, from);
  if (!builtin || w->depth == DEEPEST || ++w->seen > MOST) return NULL;
  parts p = parts_of(descr, from);
  if (!is_plain(descr, builtin, from, &p)) return NULL;
  int num = head_of(descr)->type_num;
  PyObject *target = ambi_builtin_descrs[to][num];
  if (nothing(p.names) && !p.subarray) {
    if (!nothing(p.fields)) return NULL;
    if (!is_time(num) && says_the_same(descr, &p, target, to)) return AMBI_NEWREF(target);
    return made_plain(descr, &p, target, to);
  }
  return num == NPY_VOID ? translated_void(descr, &p, target, from, to, w) : NULL;
}

static PyObject *translated_1(PyObject *descr, walk *w) { return translated_any(descr, 1, 2, w); }
static PyObject *translated_2(PyObject *descr, walk *w) { return translated_any(descr, 2, 1, w); }

/* ---- for Java --------------------------------------------------------------------------------------------------- */

static bool is_ready(void) {
  return ambi_builtin_descrs[1][NPY_VOID] && ambi_builtin_descrs[2][NPY_VOID] && !PyErr_Occurred();
}

/* The descriptor, of ABI `from`, as one of the other; NULL where Java is to look at it. Takes the lock if need be. */
AMBI_EXPORT PyObject *ambi_descr_translate(PyObject *descr, int64_t from) {
  bool locked = ambi_lock();
  walk w = {0};
  PyObject *translation = NULL;
  if (is_ready()) {
    translation = translated(descr, (int)from, &w);
    if (!translation) PyErr_Clear();
  }
  if (locked) ambi_unlock();
  return translation;
}

/* The same for the dict of fields of a descriptor that was checked. */
AMBI_EXPORT PyObject *ambi_fields_translate(PyObject *fields, int64_t from) {
  if (!is_ready() || !is_exact(fields, &PyDict_Type)) return NULL;
  walk w = {0};
  PyDictObject *source = (PyDictObject *)fields;
  PyObject *translation =
      from == 1 ? translated_dict(source, INTPTR_MAX, 1, 2, &w) : translated_dict(source, INTPTR_MAX, 2, 1, &w);
  if (!translation) PyErr_Clear();
  return translation;
}
