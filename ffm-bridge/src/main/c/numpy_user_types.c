/*
 * Dtypes that extensions register (PyArray_RegisterDataType). Their type numbers count from NPY_USERDEF, for both ABIs
 * together: an extension belongs to one, and its dtype is known to that ABI's arrays only.
 */
#include "numpy_user_types.h"

#define MOST 1024

static struct {
  PyObject *descr;
  PyArray_ArrFuncs *functions;
} registered[MOST];

extern int NPY_NUMUSERTYPES;

static bool is_user(int type_num) { return type_num >= NPY_USERDEF && type_num < NPY_USERDEF + NPY_NUMUSERTYPES; }

PyArray_ArrFuncs *ambi_user_arr_funcs(int type_num) {
  return is_user(type_num) ? registered[type_num - NPY_USERDEF].functions : NULL;
}

PyObject *ambi_user_descr(int type_num) { return is_user(type_num) ? registered[type_num - NPY_USERDEF].descr : NULL; }

AMBI_EXPORT PyObject *ambi_user_descr_of(PyTypeObject *type, int64_t abi) {
  PyObject *other = NULL;
  for (PyTypeObject *t = type; t; t = t->tp_base) {
    for (int i = 0; i < NPY_NUMUSERTYPES; i++) {
      if (ambi_descr_typeobj(registered[i].descr) != t) continue;
      if (ambi_descr_abi(registered[i].descr) == abi) return registered[i].descr;
      other = registered[i].descr;
    }
  }
  if (other) {
    PyErr_Format(PyExc_TypeError,
                 "a %s belongs to a dtype that an extension registered for NumPy %d.x: a binary built for NumPy %d.x "
                 "cannot be given one, and there is no cast between the two",
                 type->tp_name, ambi_descr_abi(other), (int)abi);
  }
  return NULL;
}

AMBI_EXPORT PyObject *ambi_user_descr_for(int64_t type_num) { return ambi_user_descr((int)type_num); }

AMBI_EXPORT void PyArray_InitArrFuncs(void *f) { memset(f, 0, sizeof(PyArray_ArrFuncs)); }

/* What NumPy fills in for functions that were left out: for elements that are plain bytes. */
static void default_copyswapn(void *to, npy_intp to_stride, void *from, npy_intp from_stride, npy_intp n, int swap, void *array) {
  PyObject *descr = FIELDS(array)->descr;
  PyArray_CopySwapFunc *one = ambi_descr_funcs(descr)->copyswap;
  for (npy_intp i = 0; i < n; i++) {
    one((char *)to + i * to_stride, from ? (char *)from + i * from_stride : NULL, swap, array);
  }
}

static npy_bool default_nonzero(void *data, void *array) {
  npy_intp size = ambi_descr_elsize(FIELDS(array)->descr);
  for (npy_intp i = 0; i < size; i++) {
    if (((char *)data)[i]) return 1;
  }
  return 0;
}

/* The checks that both ABIs make; -1 with an error. `proto` is the 1.x shape in both. */
static int check(const ambi_descr_1x *proto) {
  const PyArray_ArrFuncs *f = proto->f;
  const char *why = NULL;
  if (!f || !f->nonzero) {
    if (f) ((PyArray_ArrFuncs *)proto->f)->nonzero = default_nonzero;
  }
  if (f && !f->copyswapn) ((PyArray_ArrFuncs *)proto->f)->copyswapn = default_copyswapn;
  if (f && f->compare) ambi_add_generic_sorts(proto->f);
  if (proto->elsize == 0) {
    why = "cannot register a flexible data-type";
  } else if (!f || !f->copyswap || !f->getitem || !f->setitem) {
    why = "a required array function is missing.";
  } else if (!proto->typeobj) {
    why = "missing typeobject";
  } else if (NPY_NUMUSERTYPES == MOST) {
    why = "too many data types are registered";
  }
  if (why) PyErr_SetString(PyExc_ValueError, why);
  return why ? -1 : 0;
}

static int enter(PyObject *descr, PyArray_ArrFuncs *functions) {
  int number = NPY_USERDEF + NPY_NUMUSERTYPES;
  registered[NPY_NUMUSERTYPES].descr = AMBI_NEWREF(descr);
  registered[NPY_NUMUSERTYPES].functions = functions;
  NPY_NUMUSERTYPES++;
  return number;
}

/* The number that a prototype got that is registered again; -1 for a new one. */
static int known(const void *proto) {
  for (int i = 0; i < NPY_NUMUSERTYPES; i++) {
    if (registered[i].descr == proto) return NPY_USERDEF + i;
  }
  return -1;
}

/* 1.x: the extension's descriptor is the dtype. */
AMBI_EXPORT int PyArray_RegisterDataType_abi1(PyObject *descr) {
  ambi_descr_1x *d = (ambi_descr_1x *)descr;
  if (known(descr) >= 0) return known(descr);
  if (check(d) < 0) return -1;
  d->type_num = NPY_USERDEF + NPY_NUMUSERTYPES;
  if (!Py_TYPE(descr)) Py_SET_TYPE(descr, &PyArrayDescr_Type_abi1);
  return enter(descr, d->f);
}

/* 2.x: the extension gives a prototype of the old shape; the dtype gets a class of its own (NEP 42). */
AMBI_EXPORT int PyArray_RegisterDataType(PyObject *prototype) {
  const ambi_descr_1x *proto = (const ambi_descr_1x *)prototype;
  if (check(proto) < 0) return -1;
  PyArray_DTypeMeta *class = calloc(1, sizeof *class);
  char *name = malloc(sizeof "numpy.dtype[]" + strlen(proto->typeobj->tp_name));
  if (!class || !name) {
    free(class);
    free(name);
    PyErr_NoMemory();
    return -1;
  }
  const char *dot = strrchr(proto->typeobj->tp_name, '.');
  sprintf(name, "numpy.dtype[%s]", dot ? dot + 1 : proto->typeobj->tp_name);
  class->scalar_type = proto->typeobj;
  class->flags = 1; /* NPY_DT_LEGACY */
  PyTypeObject *type = &class->super.ht_type;
  if (ambi_dtype_class_ready(class, name, &PyArray_VoidDType.super.ht_type, (PyTypeObject *)&PyArrayDescr_Type) < 0) return -1;
  ambi_legacy_descr_2x *d = (ambi_legacy_descr_2x *)type->tp_alloc(type, 0);
  if (!d) return -1;
  d->common.typeobj = proto->typeobj;
  Py_INCREF(proto->typeobj);
  d->common.kind = proto->kind;
  d->common.type = proto->type;
  d->common.byteorder = proto->byteorder;
  d->common.flags = (unsigned char)proto->flags;
  d->common.elsize = proto->elsize;
  d->common.alignment = proto->alignment;
  d->common.metadata = AMBI_XNEWREF(proto->metadata);
  d->common.hash = -1;
  d->fields = AMBI_XNEWREF(proto->fields);
  d->names = AMBI_XNEWREF(proto->names);
  int number = enter((PyObject *)d, proto->f);
  d->common.type_num = class->type_num = number;
  class->singleton = (PyObject *)d;
  return number;
}

/* ---- casts ---------------------------------------------------------------------------------------------------- */

typedef struct entry {
  int from, to;
  PyArray_VectorUnaryFunc *cast;
  struct entry *next;
} entry;
static entry *entries;

PyArray_VectorUnaryFunc *ambi_user_cast(int from, int to) {
  for (entry *e = entries; e; e = e->next) {
    if (e->from == from && e->to == to) return e->cast;
  }
  return NULL;
}

AMBI_EXPORT int PyArray_RegisterCastFunc(PyObject *descr, int to, void *cast) {
  int from = ambi_descr_type_num(descr);
  if (to >= NPY_NTYPES && !is_user(to)) {
    PyErr_SetString(PyExc_TypeError, "invalid type number.");
    return -1;
  }
  entry *e = malloc(sizeof *e);
  if (!e) {
    PyErr_NoMemory();
    return -1;
  }
  *e = (entry){from, to, (PyArray_VectorUnaryFunc *)cast, entries};
  entries = e;
  if (is_user(from) && to < NPY_NTYPES_ABI_COMPATIBLE) registered[from - NPY_USERDEF].functions->cast[to] = e->cast;
  return 0;
}

/* Which casts lose nothing; `kind` of scalars is not told apart. */
typedef struct safe {
  int from, to;
  struct safe *next;
} safe;
static safe *safes;

AMBI_EXPORT int PyArray_RegisterCanCast(PyObject *descr, int to, int kind AMBI_UNUSED) {
  int from = ambi_descr_type_num(descr);
  if (!is_user(from) && !is_user(to)) {
    PyErr_SetString(PyExc_ValueError, "At least one of the types provided to RegisterCanCast must be user-defined.");
    return -1;
  }
  safe *s = malloc(sizeof *s);
  if (!s) {
    PyErr_NoMemory();
    return -1;
  }
  *s = (safe){from, to, safes};
  safes = s;
  return 0;
}

/* Also for Java: whether an extension said so. Every element is an object too. */
AMBI_EXPORT int64_t ambi_user_can_cast(int64_t from, int64_t to) {
  if (from == to || (is_user((int)from) && to == NPY_OBJECT)) return 1;
  for (safe *s = safes; s; s = s->next) {
    if (s->from == from && s->to == to) return 1;
  }
  return 0;
}

/* For Java: whether there is a cast at all. */
AMBI_EXPORT int64_t ambi_user_has_cast(int64_t from, int64_t to) {
  PyObject *a = ambi_user_descr((int)from), *b = ambi_user_descr((int)to);
  if (a && b && ambi_descr_abi(a) != ambi_descr_abi(b)) return 0;
  return from == to || ambi_user_cast((int)from, (int)to) != NULL;
}

int ambi_user_check_cast(PyObject *from, PyObject *to) {
  int a = ambi_descr_type_num(from), b = ambi_descr_type_num(to);
  if ((a < NPY_USERDEF && b < NPY_USERDEF) || a == NPY_OBJECT || b == NPY_OBJECT) return 0;
  if (ambi_descr_abi(from) == ambi_descr_abi(to) && (a == b || ambi_user_cast(a, b))) return 0;
  PyErr_Format(PyExc_TypeError, "Cannot cast array data from %R to %R according to the rule 'unsafe'", from, to);
  return -1;
}

/* In the 1.x table: NULL with an error where there is no such cast. */
AMBI_EXPORT void *PyArray_GetCastFunc(PyObject *descr, int to) {
  PyArray_VectorUnaryFunc *cast = NULL;
  PyArray_ArrFuncs *f = ambi_descr_funcs(descr);
  if (to >= 0 && to < NPY_NTYPES_ABI_COMPATIBLE && f) cast = f->cast[to];
  if (!cast) cast = ambi_user_cast(ambi_descr_type_num(descr), to);
  if (!cast) PyErr_SetString(PyExc_ValueError, "No cast function available.");
  return (void *)cast;
}
