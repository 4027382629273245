/* A static type with members, getset, methods of every kind, numbers, comparison, a hash, and room for subclasses. */
#include "objects.h"

#include <structmember.h>

typedef struct {
  PyObject_HEAD
  double x, y;
  PyObject *label;
  int tag;
  char frozen;
} Point;

static PyTypeObject Point_Type, Singleton_Type;

static PyObject *make(PyTypeObject *type, double x, double y) {
  Point *point = (Point *)type->tp_alloc(type, 0);
  if (!point) return NULL;
  point->x = x;
  point->y = y;
  return (PyObject *)point;
}

static PyObject *point_new(PyTypeObject *type, PyObject *UNUSED(args), PyObject *UNUSED(kwargs)) {
  return make(type, 0, 0);
}

static int point_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"x", "y", "label", NULL};
  Point *point = (Point *)self;
  PyObject *label = NULL;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "dd|O:Point", names, &point->x, &point->y, &label)) return -1;
  Py_XINCREF(label);
  Py_XSETREF(point->label, label);
  return 0;
}

static void point_dealloc(PyObject *self) {
  Py_CLEAR(((Point *)self)->label);
  Py_TYPE(self)->tp_free(self);
}

static PyObject *point_repr(PyObject *self) {
  Point *point = (Point *)self;
  char text[64];
  PyOS_snprintf(text, sizeof text, "(%.2f, %.2f)", point->x, point->y);
  return point->label ? PyUnicode_FromFormat("%s%s %R", Py_TYPE(self)->tp_name, text, point->label)
                      : PyUnicode_FromFormat("%s%s", Py_TYPE(self)->tp_name, text);
}

static Py_hash_t point_hash(PyObject *self) {
  Point *point = (Point *)self;
  return (Py_hash_t)(point->x * 1000 + point->y);
}

static PyObject *point_compare(PyObject *self, PyObject *other, int operation) {
  if (!PyObject_TypeCheck(self, &Point_Type) || !PyObject_TypeCheck(other, &Point_Type)) Py_RETURN_NOTIMPLEMENTED;
  Point *a = (Point *)self, *b = (Point *)other;
  double left = a->x * a->x + a->y * a->y, right = b->x * b->x + b->y * b->y;
  Py_RETURN_RICHCOMPARE(left, right, operation);
}

static PyObject *point_add(PyObject *self, PyObject *other) {
  if (!PyObject_TypeCheck(self, &Point_Type) || !PyObject_TypeCheck(other, &Point_Type)) Py_RETURN_NOTIMPLEMENTED;
  return make(&Point_Type, ((Point *)self)->x + ((Point *)other)->x, ((Point *)self)->y + ((Point *)other)->y);
}

/* Point * number and number * Point. */
static PyObject *point_multiply(PyObject *self, PyObject *other) {
  int left = PyObject_TypeCheck(self, &Point_Type);
  Point *point = (Point *)(left ? self : other);
  PyObject *number = left ? other : self;
  if (!PyFloat_Check(number) && !PyLong_Check(number)) Py_RETURN_NOTIMPLEMENTED;
  double factor = PyFloat_AsDouble(number);
  if (factor == -1.0 && PyErr_Occurred()) return NULL;
  return make(&Point_Type, point->x * factor, point->y * factor);
}

static PyObject *point_negative(PyObject *self) {
  return make(&Point_Type, -((Point *)self)->x, -((Point *)self)->y);
}

static int point_bool(PyObject *self) { return ((Point *)self)->x != 0 || ((Point *)self)->y != 0; }

static Py_ssize_t point_length(PyObject *UNUSED(self)) { return 2; }

static PyObject *point_item(PyObject *self, Py_ssize_t index) {
  if (index < 0 || index > 1) {
    PyErr_SetString(PyExc_IndexError, "a point has two parts");
    return NULL;
  }
  return PyFloat_FromDouble(index ? ((Point *)self)->y : ((Point *)self)->x);
}

static int point_contains(PyObject *self, PyObject *number) {
  double value = PyFloat_AsDouble(number);
  if (value == -1.0 && PyErr_Occurred()) return -1;
  return ((Point *)self)->x == value || ((Point *)self)->y == value;
}

static PyObject *point_call(PyObject *self, PyObject *args, PyObject *kwargs) {
  return Py_BuildValue("(NOO)", PyObject_Repr(self), args, kwargs ? kwargs : Py_None);
}

static PyObject *get_norm(PyObject *self, void *power) {
  Point *point = (Point *)self;
  double square = point->x * point->x + point->y * point->y;
  return PyFloat_FromDouble(power ? square * square : square);
}

static int set_norm(PyObject *self, PyObject *value, void *UNUSED(power)) {
  if (!value) {
    PyErr_SetString(PyExc_TypeError, "the norm cannot be deleted");
    return -1;
  }
  double norm = PyFloat_AsDouble(value);
  if (norm == -1.0 && PyErr_Occurred()) return -1;
  ((Point *)self)->x = norm;
  ((Point *)self)->y = 0;
  return 0;
}

static PyObject *scaled(PyObject *self, PyObject *args) {
  double factor;
  if (!PyArg_ParseTuple(args, "d:scaled", &factor)) return NULL;
  return make(Py_TYPE(self), ((Point *)self)->x * factor, ((Point *)self)->y * factor);
}

static PyObject *diagonal(PyObject *type, PyObject *value) {
  double both = PyFloat_AsDouble(value);
  if (both == -1.0 && PyErr_Occurred()) return NULL;
  return PyObject_CallFunction(type, "dd", both, both);
}

static PyObject *describe(PyObject *self, PyObject *UNUSED(ignored)) {
  return PyUnicode_FromString(self ? "with self" : "without self");
}

/* With METH_COEXIST it is not replaced by the slot's wrapper of the same name. */
static PyObject *contains_as_text(PyObject *self, PyObject *object) {
  int found = PySequence_Contains(self, object);
  return found < 0 ? NULL : PyUnicode_FromString(found ? "in" : "not in");
}

static PyMemberDef point_members[] = {
    {"x", T_DOUBLE, offsetof(Point, x), 0, "The first part."},
    {"y", T_DOUBLE, offsetof(Point, y), READONLY, NULL},
    {"label", T_OBJECT, offsetof(Point, label), 0, NULL},
    {"strict_label", T_OBJECT_EX, offsetof(Point, label), 0, NULL},
    {"tag", T_INT, offsetof(Point, tag), 0, NULL},
    {"frozen", T_BOOL, offsetof(Point, frozen), 0, NULL},
    {0},
};

static PyGetSetDef point_getset[] = {
    {"norm", get_norm, set_norm, "The squared length.", NULL},
    {"fourth", get_norm, NULL, NULL, (void *)1},
    {0},
};

static PyMethodDef point_methods[] = {
    {"scaled", scaled, METH_VARARGS, "Scaled by a number."},
    {"diagonal", diagonal, METH_CLASS | METH_O, NULL},
    {"describe", describe, METH_STATIC | METH_NOARGS, NULL},
    {"__contains__", contains_as_text, METH_O | METH_COEXIST, NULL},
    {0},
};

static PyNumberMethods point_number = {
    .nb_add = point_add,
    .nb_multiply = point_multiply,
    .nb_negative = point_negative,
    .nb_bool = point_bool,
};

static PySequenceMethods point_sequence = {
    .sq_length = point_length,
    .sq_item = point_item,
    .sq_contains = point_contains,
};

static PyTypeObject Point_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "capi_objects.Point",
    .tp_basicsize = sizeof(Point),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc = "A point of the plane.",
    .tp_new = point_new,
    .tp_init = point_init,
    .tp_dealloc = point_dealloc,
    .tp_repr = point_repr,
    .tp_hash = point_hash,
    .tp_call = point_call,
    .tp_richcompare = point_compare,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_members = point_members,
    .tp_getset = point_getset,
    .tp_methods = point_methods,
    .tp_as_number = &point_number,
    .tp_as_sequence = &point_sequence,
};

/* A subtype that C makes, with a base that C names, and that Python code cannot make instances of. */
static PyTypeObject Pixel_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "capi_objects.Pixel",
    .tp_basicsize = sizeof(Point),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_base = &Point_Type,
};

typedef struct {
  PyObject_HEAD
  long number;
} Singleton;

static void singleton_dealloc(PyObject *self) { PyObject_Free(self); }

static PyObject *singleton_str(PyObject *self) { return PyUnicode_FromFormat("the %ld", ((Singleton *)self)->number); }

/* Without tp_new: only PyObject_New makes one. */
static PyTypeObject Singleton_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "capi_objects.Singleton",
    .tp_basicsize = sizeof(Singleton),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_dealloc = singleton_dealloc,
    .tp_str = singleton_str,
};

static PyObject *singleton(PyObject *UNUSED(module), PyObject *args) {
  long number;
  if (!PyArg_ParseTuple(args, "l", &number)) return NULL;
  Singleton *object = PyObject_New(Singleton, &Singleton_Type);
  if (object) object->number = number;
  return (PyObject *)object;
}

static PyMethodDef singleton_methods[] = {{"singleton", singleton, METH_VARARGS, NULL}, {0}};

int add_points(PyObject *module) {
  if (PyType_Ready(&Point_Type) < 0 || PyType_Ready(&Pixel_Type) < 0 || PyType_Ready(&Singleton_Type) < 0) return -1;
  if (PyDict_SetItemString(Point_Type.tp_dict, "origin", Py_None) < 0) return -1;
  PyType_Modified(&Point_Type);
  return PyModule_AddObjectRef(module, "Point", (PyObject *)&Point_Type) < 0 ||
                 PyModule_AddObjectRef(module, "Pixel", (PyObject *)&Pixel_Type) < 0 ||
                 PyModule_AddObjectRef(module, "Singleton", (PyObject *)&Singleton_Type) < 0 ||
                 PyModule_AddFunctions(module, singleton_methods) < 0
             ? -1
             : 0;
}
