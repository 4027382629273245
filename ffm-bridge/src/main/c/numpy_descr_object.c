/* dtype as a Python object: what its struct says; what needs thought (making, names, text) is Java's. */
#include "numpy_objects.h"

#include "generated_ids.h"

/* The fields that lie elsewhere in each ABI. */
static ambi_legacy_descr_2x *legacy(PyObject *descr) {
  return ambi_descr_is_1x(descr) || ambi_descr_type_num(descr) < 0 ? NULL : (ambi_legacy_descr_2x *)descr;
}
#define FIELD(descr, name) \
  (ambi_descr_is_1x(descr) ? ((ambi_descr_1x *)(descr))->name : legacy(descr) ? legacy(descr)->name : NULL)

static npy_intp alignment_of(PyObject *descr) {
  return ambi_descr_is_1x(descr) ? ((ambi_descr_1x *)descr)->alignment : ((ambi_descr_2x *)descr)->alignment;
}
static uint64_t flags_of(PyObject *descr) {
  return ambi_descr_is_1x(descr) ? (unsigned char)((ambi_descr_1x *)descr)->flags : ((ambi_descr_2x *)descr)->flags;
}

static PyObject *or_none(PyObject *o) { return AMBI_NEWREF(o ? o : Py_None); }
static PyObject *text_of(char c) { return PyUnicode_FromStringAndSize(&c, 1); }

static PyObject *get_type(PyObject *d, void *c AMBI_UNUSED) { return or_none((PyObject *)ambi_descr_typeobj(d)); }
static PyObject *get_kind(PyObject *d, void *c AMBI_UNUSED) { return text_of(((ambi_descr_1x *)d)->kind); }
static PyObject *get_char(PyObject *d, void *c AMBI_UNUSED) { return text_of(((ambi_descr_1x *)d)->type); }
static PyObject *get_num(PyObject *d, void *c AMBI_UNUSED) { return PyLong_FromLong(ambi_descr_type_num(d)); }
static PyObject *get_byteorder(PyObject *d, void *c AMBI_UNUSED) { return text_of(ambi_descr_byteorder(d)); }
static PyObject *get_itemsize(PyObject *d, void *c AMBI_UNUSED) { return PyLong_FromSsize_t(ambi_descr_elsize(d)); }
static PyObject *get_alignment(PyObject *d, void *c AMBI_UNUSED) { return PyLong_FromSsize_t(alignment_of(d)); }
static PyObject *get_flags(PyObject *d, void *c AMBI_UNUSED) { return PyLong_FromLong((int)flags_of(d)); }
static PyObject *get_names(PyObject *d, void *c AMBI_UNUSED) { return or_none(FIELD(d, names)); }
static PyObject *get_fields(PyObject *d, void *c AMBI_UNUSED) {
  PyObject *names = FIELD(d, names), *fields = FIELD(d, fields);
  if (!names || names == Py_None || !fields) Py_RETURN_NONE;
  return PyDictProxy_New(fields);
}
static PyObject *get_metadata(PyObject *d, void *c AMBI_UNUSED) {
  PyObject *metadata =
      ambi_descr_is_1x(d) ? ((ambi_descr_1x *)d)->metadata : ((ambi_descr_2x *)d)->metadata;
  if (!metadata) Py_RETURN_NONE;
  return PyDictProxy_New(metadata);
}
static PyObject *get_hasobject(PyObject *d, void *c AMBI_UNUSED) { return PyBool_FromLong(flags_of(d) & 1); }
static PyObject *get_isnative(PyObject *d, void *c AMBI_UNUSED) { return PyBool_FromLong(!ambi_descr_swapped(d)); }
static PyObject *get_isbuiltin(PyObject *d, void *c AMBI_UNUSED) {
  PyObject *fields = FIELD(d, fields);
  if (fields && fields != Py_None) return PyLong_FromLong(0);
  int num = ambi_descr_type_num(d);
  return PyLong_FromLong(num >= NPY_USERDEF ? 2 : ambi_descr_swapped(d) ? 0 : num < NPY_NTYPES ? 1 : 0);
}
static PyArray_ArrayDescr *subarray_of(PyObject *d) { return FIELD(d, subarray); }
static PyObject *get_shape(PyObject *d, void *c AMBI_UNUSED) {
  PyArray_ArrayDescr *sub = subarray_of(d);
  if (!sub) return PyTuple_New(0);
  return PyTuple_Check(sub->shape) ? AMBI_NEWREF(sub->shape) : PyTuple_Pack(1, sub->shape);
}
static PyObject *get_ndim(PyObject *d, void *c AMBI_UNUSED) {
  PyArray_ArrayDescr *sub = subarray_of(d);
  return PyLong_FromSsize_t(!sub ? 0 : PyTuple_Check(sub->shape) ? PyTuple_GET_SIZE(sub->shape) : 1);
}
static PyObject *get_base(PyObject *d, void *c AMBI_UNUSED) {
  PyArray_ArrayDescr *sub = subarray_of(d);
  return AMBI_NEWREF(sub ? sub->base : d);
}
static PyObject *get_subdtype(PyObject *d, void *c AMBI_UNUSED) {
  PyArray_ArrayDescr *sub = subarray_of(d);
  if (!sub) Py_RETURN_NONE;
  return PyTuple_Pack(2, sub->base, sub->shape);
}

/* Forms of the text of a descriptor; mirrored by dev.ambi.bridge.numpy.DescrText. */
enum { TEXT_STR, TEXT_REPR, TEXT_NAME, TEXT_TYPESTR };
static PyObject *get_text(PyObject *d, void *form) { return AmbiJava_descr_text(d, (int)(intptr_t)form); }
PyObject *ambi_descr_str(PyObject *d) { return AmbiJava_descr_text(d, TEXT_STR); }
PyObject *ambi_descr_repr(PyObject *d) { return AmbiJava_descr_text(d, TEXT_REPR); }

PyGetSetDef ambi_descr_getset[] = {
    {"type", get_type, NULL, NULL, NULL},           {"kind", get_kind, NULL, NULL, NULL},
    {"char", get_char, NULL, NULL, NULL},           {"num", get_num, NULL, NULL, NULL},
    {"byteorder", get_byteorder, NULL, NULL, NULL}, {"itemsize", get_itemsize, NULL, NULL, NULL},
    {"alignment", get_alignment, NULL, NULL, NULL}, {"flags", get_flags, NULL, NULL, NULL},
    {"names", get_names, NULL, NULL, NULL},         {"fields", get_fields, NULL, NULL, NULL},
    {"metadata", get_metadata, NULL, NULL, NULL},   {"hasobject", get_hasobject, NULL, NULL, NULL},
    {"isnative", get_isnative, NULL, NULL, NULL},   {"isbuiltin", get_isbuiltin, NULL, NULL, NULL},
    {"shape", get_shape, NULL, NULL, NULL},         {"ndim", get_ndim, NULL, NULL, NULL},
    {"base", get_base, NULL, NULL, NULL},           {"subdtype", get_subdtype, NULL, NULL, NULL},
    {"name", get_text, NULL, NULL, (void *)TEXT_NAME},
    {"str", get_text, NULL, NULL, (void *)TEXT_TYPESTR},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyObject *descr_newbyteorder(PyObject *d, PyObject *args) {
  PyObject *order = NULL;
  if (!PyArg_ParseTuple(args, "|O:newbyteorder", &order)) return NULL;
  return AmbiJava_descr_newbyteorder(d, order);
}

PyMethodDef ambi_descr_methods[] = {
    {"newbyteorder", descr_newbyteorder, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

PyObject *ambi_descr_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  return AmbiJava_descr_new(type, args, kwargs);
}

/* dtype('f8') has no truth value of its own: it is false without fields (its length), and 1.26 says so too. */
static int descr_bool(PyObject *d) {
  PyObject *names = FIELD(d, names);
  return ambi_descr_is_1x(d) ? names && names != Py_None && PyTuple_GET_SIZE(names) : 1;
}
PyNumberMethods ambi_descr_as_number = {.nb_bool = descr_bool};

static Py_ssize_t descr_length(PyObject *d) {
  PyObject *names = FIELD(d, names);
  return names && names != Py_None ? PyTuple_GET_SIZE(names) : 0;
}

static PyObject *descr_subscript(PyObject *d, PyObject *key) {
  PyObject *names = FIELD(d, names), *fields = FIELD(d, fields);
  if (!names || names == Py_None || !fields) {
    PyObject *text = ambi_descr_str(d);
    if (text) PyErr_Format(PyExc_KeyError, "There are no fields in dtype %U.", text);
    Py_XDECREF(text);
    return NULL;
  }
  PyObject *name = key;
  if (PyIndex_Check(key)) {
    Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred()) return NULL;
    if (i < 0) i += PyTuple_GET_SIZE(names);
    if (i < 0 || i >= PyTuple_GET_SIZE(names)) return ambi_raise(PyExc_IndexError, "Field index %zd out of range.", i);
    name = PyTuple_GET_ITEM(names, i);
  }
  PyObject *field = PyDict_GetItemWithError(fields, name);
  if (!field) {
    if (!PyErr_Occurred()) PyErr_Format(PyExc_KeyError, "Field named %R not found.", key);
    return NULL;
  }
  return AMBI_NEWREF(PyTuple_GET_ITEM(field, 0));
}

PySequenceMethods ambi_descr_as_sequence = {.sq_length = descr_length};
PyMappingMethods ambi_descr_as_mapping = {descr_length, descr_subscript, NULL};

/* ---- equality ------------------------------------------------------------------------------------------------- */

static bool same_object(PyObject *a, PyObject *b) {
  if (a == b) return true;
  if (!a || !b) return (!a || a == Py_None) && (!b || b == Py_None);
  int same = PyObject_RichCompareBool(a, b, Py_EQ);
  if (same < 0) PyErr_Clear();
  return same > 0;
}

/* The same kind and size in the same byte order: what makes int64 and longlong equal on this platform. */
static bool same_layout(PyObject *a, PyObject *b) {
  if (a == b) return true;
  if (ambi_descr_elsize(a) != ambi_descr_elsize(b) || ambi_descr_swapped(a) != ambi_descr_swapped(b)) return false;
  if (ambi_descr_type_num(a) != ambi_descr_type_num(b)) {
    char kind = ((ambi_descr_1x *)a)->kind;
    return ambi_descr_type_num(a) < NPY_FLOAT && ambi_descr_type_num(b) < NPY_FLOAT && kind != 'b' &&
           kind == ((ambi_descr_1x *)b)->kind;
  }
  PyArray_ArrayDescr *x = subarray_of(a), *y = subarray_of(b);
  if (x || y) return x && y && same_object(x->base, y->base) && same_object(x->shape, y->shape);
  if (ambi_descr_type_num(a) == NPY_DATETIME || ambi_descr_type_num(a) == NPY_TIMEDELTA) {
    void *m = FIELD(a, c_metadata), *n = FIELD(b, c_metadata);
    return m == n || (m && n && memcmp((char *)m + 32, (char *)n + 32, sizeof(PyArray_DatetimeMetaData)) == 0);
  }
  return same_object(FIELD(a, names), FIELD(b, names)) && same_object(FIELD(a, fields), FIELD(b, fields));
}

AMBI_EXPORT unsigned char PyArray_EquivTypes(PyObject *a, PyObject *b) { return same_layout(a, b); }

static bool is_descr(PyObject *o) {
  return PyObject_TypeCheck(o, (PyTypeObject *)&PyArrayDescr_Type) || PyObject_TypeCheck(o, &PyArrayDescr_Type_abi1);
}

/* `o` as a descriptor, or NULL without an error where it says no dtype. */
static PyObject *as_descr(PyTypeObject *type, PyObject *o) {
  if (is_descr(o)) return AMBI_NEWREF(o);
  PyObject *args = PyTuple_Pack(1, o);
  PyObject *descr = args ? AmbiJava_descr_new(type, args, NULL) : NULL;
  Py_XDECREF(args);
  if (!descr) PyErr_Clear();
  return descr;
}

PyObject *ambi_descr_richcompare(PyObject *a, PyObject *b, int op) {
  if (op != Py_EQ && op != Py_NE) Py_RETURN_NOTIMPLEMENTED;
  PyObject *other = as_descr(Py_TYPE(a), b);
  if (!other) Py_RETURN_NOTIMPLEMENTED;
  bool same = same_layout(a, other);
  Py_DECREF(other);
  return PyBool_FromLong(same == (op == Py_EQ));
}

Py_hash_t ambi_descr_hash(PyObject *d) {
  /* Equal descriptors have the same kind, size and order, and the same names. */
  PyObject *names = FIELD(d, names);
  Py_hash_t h = names && names != Py_None ? PyObject_Hash(names) : 0;
  if (h == -1) return -1;
  h = h * 1000003 + ((ambi_descr_1x *)d)->kind;
  h = h * 1000003 + (Py_hash_t)ambi_descr_elsize(d);
  h = h * 1000003 + ambi_descr_swapped(d);
  return h == -1 ? -2 : h;
}

/* ---- classes of descriptors (2.x) ---------------------------------------------------------------------------- */

static PyObject *get_class_type(PyObject *class, void *c AMBI_UNUSED) {
  return or_none((PyObject *)((PyArray_DTypeMeta *)class)->scalar_type);
}
static PyObject *get_class_flag(PyObject *class, void *mask) {
  return PyBool_FromLong((((PyArray_DTypeMeta *)class)->flags & (uintptr_t)mask) != 0);
}
PyGetSetDef ambi_dtypemeta_getset[] = {
    {"type", get_class_type, NULL, NULL, NULL},
    {"_legacy", get_class_flag, NULL, NULL, (void *)1},
    {"_abstract", get_class_flag, NULL, NULL, (void *)2},
    {"_parametric", get_class_flag, NULL, NULL, (void *)4},
    {NULL, NULL, NULL, NULL, NULL},
};
