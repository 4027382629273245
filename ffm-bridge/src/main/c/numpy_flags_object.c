/* ndarray.flags */
#include "numpy_objects.h"

#define FLAGS(o) (((PyArrayFlagsObject *)(o))->flags)
#define C_AND_F (NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_F_CONTIGUOUS)
#define BEHAVED (NPY_ARRAY_ALIGNED | NPY_ARRAY_WRITEABLE)

PyObject *ambi_flags_of(PyObject *array) {
  PyArrayFlagsObject *o = PyObject_New(PyArrayFlagsObject, &PyArrayFlags_Type);
  if (!o) return NULL;
  o->arr = AMBI_NEWREF(array);
  o->flags = ((PyArrayObject_fields *)array)->flags;
  return &o->ob_base;
}

/* In the 1.x table: flags of an array, or none. */
AMBI_EXPORT PyObject *PyArray_NewFlagsObject(PyObject *array) {
  if (array) return ambi_flags_of(array);
  PyArrayFlagsObject *o = PyObject_New(PyArrayFlagsObject, &PyArrayFlags_Type);
  if (!o) return NULL;
  o->arr = NULL;
  o->flags = C_AND_F | NPY_ARRAY_OWNDATA | NPY_ARRAY_ALIGNED;
  return &o->ob_base;
}

void ambi_flags_dealloc(PyObject *o) {
  Py_XDECREF(((PyArrayFlagsObject *)o)->arr);
  Py_TYPE(o)->tp_free(o);
}

static bool forc(int flags) { return (flags & C_AND_F) != 0; }
static bool fnc(int flags) { return (flags & C_AND_F) == NPY_ARRAY_F_CONTIGUOUS; }

/* All the named bits of `mask` are set. */
static PyObject *get_mask(PyObject *o, void *mask) {
  int m = (int)(intptr_t)mask;
  return PyBool_FromLong((FLAGS(o) & m) == m);
}
static PyObject *get_forc(PyObject *o, void *c AMBI_UNUSED) { return PyBool_FromLong(forc(FLAGS(o))); }
static PyObject *get_fnc(PyObject *o, void *c AMBI_UNUSED) { return PyBool_FromLong(fnc(FLAGS(o))); }
static PyObject *get_farray(PyObject *o, void *c AMBI_UNUSED) {
  return PyBool_FromLong(fnc(FLAGS(o)) && (FLAGS(o) & BEHAVED) == BEHAVED);
}
static PyObject *get_num(PyObject *o, void *c AMBI_UNUSED) { return PyLong_FromLong(FLAGS(o)); }

static int set_writeable(PyObject *o, PyObject *value, void *c AMBI_UNUSED) {
  PyArrayFlagsObject *f = (PyArrayFlagsObject *)o;
  if (!f->arr) {
    PyErr_SetString(PyExc_ValueError, "Cannot set flags on array scalars.");
    return -1;
  }
  PyObject *setflags = value ? PyObject_GetAttrString(f->arr, "setflags") : NULL;
  PyObject *done = setflags ? PyObject_CallOneArg(setflags, value) : NULL;
  Py_XDECREF(setflags);
  Py_XDECREF(done);
  if (!done) return -1;
  f->flags = ((PyArrayObject_fields *)f->arr)->flags;
  return 0;
}

#define MASK(m) (void *)(intptr_t)(m)
PyGetSetDef ambi_flags_getset[] = {
    {"c_contiguous", get_mask, NULL, NULL, MASK(NPY_ARRAY_C_CONTIGUOUS)},
    {"contiguous", get_mask, NULL, NULL, MASK(NPY_ARRAY_C_CONTIGUOUS)},
    {"f_contiguous", get_mask, NULL, NULL, MASK(NPY_ARRAY_F_CONTIGUOUS)},
    {"fortran", get_mask, NULL, NULL, MASK(NPY_ARRAY_F_CONTIGUOUS)},
    {"owndata", get_mask, NULL, NULL, MASK(NPY_ARRAY_OWNDATA)},
    {"aligned", get_mask, NULL, NULL, MASK(NPY_ARRAY_ALIGNED)},
    {"writeable", get_mask, set_writeable, NULL, MASK(NPY_ARRAY_WRITEABLE)},
    {"writebackifcopy", get_mask, NULL, NULL, MASK(NPY_ARRAY_WRITEBACKIFCOPY)},
    {"behaved", get_mask, NULL, NULL, MASK(BEHAVED)},
    {"carray", get_mask, NULL, NULL, MASK(BEHAVED | NPY_ARRAY_C_CONTIGUOUS)},
    {"farray", get_farray, NULL, NULL, NULL},
    {"forc", get_forc, NULL, NULL, NULL},
    {"fnc", get_fnc, NULL, NULL, NULL},
    {"num", get_num, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

/* What flags['NAME'] finds beside the attributes, whose names it takes in upper case. */
static const struct {
  const char *key, *attribute;
} short_names[] = {{"C", "c_contiguous"}, {"F", "f_contiguous"}, {"O", "owndata"}, {"A", "aligned"},
                   {"W", "writeable"},    {"X", "writebackifcopy"}, {"B", "behaved"}, {"CA", "carray"},
                   {"FA", "farray"},      {"CONTIGUOUS", "contiguous"}};

static const char *attribute_of(PyObject *key) {
  const char *name = PyUnicode_Check(key) ? PyUnicode_AsUTF8(key) : NULL;
  if (name) {
    for (size_t i = 0; i < sizeof short_names / sizeof *short_names; i++) {
      if (strcmp(name, short_names[i].key) == 0) return short_names[i].attribute;
    }
    for (PyGetSetDef *g = ambi_flags_getset; g->name; g++) {
      size_t n = strlen(name), k = 0;
      while (k < n && g->name[k] == (name[k] >= 'A' && name[k] <= 'Z' ? name[k] - 'A' + 'a' : '\1')) k++;
      if (k < n && name[k] == '_' && g->name[k] == '_') {
        for (k++; k < n && g->name[k] == name[k] - 'A' + 'a'; k++) continue;
      }
      if (k == n && !g->name[k]) return g->name;
    }
  }
  if (!PyErr_Occurred()) PyErr_SetString(PyExc_KeyError, "Unknown flag");
  return NULL;
}

static PyObject *flags_subscript(PyObject *o, PyObject *key) {
  const char *name = attribute_of(key);
  return name ? PyObject_GetAttrString(o, name) : NULL;
}

static int flags_assign(PyObject *o, PyObject *key, PyObject *value) {
  const char *name = attribute_of(key);
  if (!name) return -1;
  if (!value || strcmp(name, "writeable") != 0) {
    PyErr_SetString(PyExc_KeyError, "Unknown flag");
    return -1;
  }
  return set_writeable(o, value, NULL);
}

PyMappingMethods ambi_flags_as_mapping = {NULL, flags_subscript, flags_assign};

PyObject *ambi_flags_repr(PyObject *o) {
  static const struct {
    int mask;
    const char *name;
  } lines[] = {{NPY_ARRAY_C_CONTIGUOUS, "C_CONTIGUOUS"}, {NPY_ARRAY_F_CONTIGUOUS, "F_CONTIGUOUS"},
               {NPY_ARRAY_OWNDATA, "OWNDATA"},           {NPY_ARRAY_WRITEABLE, "WRITEABLE"},
               {NPY_ARRAY_ALIGNED, "ALIGNED"},           {NPY_ARRAY_WRITEBACKIFCOPY, "WRITEBACKIFCOPY"}};
  char text[256];
  size_t at = 0;
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    at += (size_t)snprintf(text + at, sizeof text - at, "  %s : %s\n", lines[i].name,
                           FLAGS(o) & lines[i].mask ? "True" : "False");
  }
  return PyUnicode_FromString(text);
}

PyObject *ambi_flags_richcompare(PyObject *a, PyObject *b, int op) {
  if (!PyObject_TypeCheck(b, &PyArrayFlags_Type) || (op != Py_EQ && op != Py_NE)) Py_RETURN_NOTIMPLEMENTED;
  return PyBool_FromLong((FLAGS(a) == FLAGS(b)) == (op == Py_EQ));
}
