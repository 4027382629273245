/* Heap types made from specs: an iterable with mapping slots and a dict of its own, and its iterator, which is tracked. */
#include "objects.h"

#include <structmember.h>

typedef struct {
  PyObject_HEAD
  long from, to;
  PyObject *dict, *weak_references;
} Steps;

typedef struct {
  PyObject_HEAD
  Steps *steps;
  long next;
} StepsIterator;

static PyTypeObject *Steps_Type, *StepsIterator_Type;

static int steps_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  Steps *steps = (Steps *)self;
  static char *names[] = {"from_", "to", NULL};
  return PyArg_ParseTupleAndKeywords(args, kwargs, "ll", names, &steps->from, &steps->to) ? 0 : -1;
}

static void steps_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  if (((Steps *)self)->weak_references) PyObject_ClearWeakRefs(self);
  Py_CLEAR(((Steps *)self)->dict);
  type->tp_free(self);
  Py_DECREF(type);
}

static int steps_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(((Steps *)self)->dict);
  return 0;
}

static int steps_clear(PyObject *self) {
  Py_CLEAR(((Steps *)self)->dict);
  return 0;
}

static Py_ssize_t steps_length(PyObject *self) {
  Steps *steps = (Steps *)self;
  return steps->to > steps->from ? steps->to - steps->from : 0;
}

static PyObject *steps_subscript(PyObject *self, PyObject *key) {
  Steps *steps = (Steps *)self;
  Py_ssize_t length = steps_length(self);
  if (PySlice_Check(key)) {
    Py_ssize_t from, to, by;
    if (PySlice_Unpack(key, &from, &to, &by) < 0) return NULL;
    PySlice_AdjustIndices(length, &from, &to, by);
    return PyObject_CallFunction((PyObject *)Py_TYPE(self), "ll", steps->from + from, steps->from + to);
  }
  Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
  if (index == -1 && PyErr_Occurred()) return NULL;
  if (index < 0) index += length;
  if (index < 0 || index >= length) return PyErr_Format(PyExc_IndexError, "no step %R", key);
  return PyLong_FromLong(steps->from + index);
}

static int steps_assign(PyObject *self, PyObject *key, PyObject *value) {
  if (!value) {
    PyErr_Format(PyExc_TypeError, "%.100s steps are there to stay", Py_TYPE(self)->tp_name);
    return -1;
  }
  long *end = PyObject_IsTrue(key) ? &((Steps *)self)->to : &((Steps *)self)->from;
  *end = PyLong_AsLong(value);
  return *end == -1 && PyErr_Occurred() ? -1 : 0;
}

static PyObject *steps_iter(PyObject *self) {
  StepsIterator *iterator = PyObject_GC_New(StepsIterator, StepsIterator_Type);
  if (!iterator) return NULL;
  iterator->steps = (Steps *)Py_NewRef(self);
  iterator->next = ((Steps *)self)->from;
  PyObject_GC_Track(iterator);
  return (PyObject *)iterator;
}

static PyMemberDef steps_members[] = {
    {"from_", T_LONG, offsetof(Steps, from), 0, NULL},
    {"to", T_LONG, offsetof(Steps, to), 0, NULL},
    {"__dictoffset__", T_PYSSIZET, offsetof(Steps, dict), READONLY, NULL},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(Steps, weak_references), READONLY, NULL},
    {0},
};

static PyType_Slot steps_slots[] = {
    {Py_tp_doc, "Whole numbers, one after another."},
    {Py_tp_init, steps_init},
    {Py_tp_new, PyType_GenericNew},
    {Py_tp_dealloc, steps_dealloc},
    {Py_tp_traverse, steps_traverse},
    {Py_tp_clear, steps_clear},
    {Py_tp_iter, steps_iter},
    {Py_tp_members, steps_members},
    {Py_mp_length, steps_length},
    {Py_mp_subscript, steps_subscript},
    {Py_mp_ass_subscript, steps_assign},
    {0},
};

static PyType_Spec steps_spec = {
    .name = "capi_objects.Steps",
    .basicsize = sizeof(Steps),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .slots = steps_slots,
};

static void iterator_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  Py_CLEAR(((StepsIterator *)self)->steps);
  PyObject_GC_Del(self);
  Py_DECREF(type);
}

static int iterator_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(((StepsIterator *)self)->steps);
  return 0;
}

static PyObject *iterator_next(PyObject *self) {
  StepsIterator *iterator = (StepsIterator *)self;
  return iterator->next < iterator->steps->to ? PyLong_FromLong(iterator->next++) : NULL;
}

static PyType_Slot iterator_slots[] = {
    {Py_tp_dealloc, iterator_dealloc}, {Py_tp_traverse, iterator_traverse}, {Py_tp_iter, PyObject_SelfIter},
    {Py_tp_iternext, iterator_next},   {0},
};

static PyType_Spec iterator_spec = {
    .name = "capi_objects.StepsIterator",
    .basicsize = sizeof(StepsIterator),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = iterator_slots,
};

/* A heap type that inherits from another and changes one slot. */
static PyObject *loud_repr(PyObject *self) {
  return PyUnicode_FromFormat("%zd STEPS", steps_length(self));
}

static PyType_Slot loud_slots[] = {{Py_tp_repr, loud_repr}, {0}};

static PyType_Spec loud_spec = {
    .name = "capi_objects.LoudSteps",
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .slots = loud_slots,
};

int add_ranges(PyObject *module) {
  Steps_Type = (PyTypeObject *)PyType_FromSpec(&steps_spec);
  StepsIterator_Type = (PyTypeObject *)PyType_FromSpec(&iterator_spec);
  if (!Steps_Type || !StepsIterator_Type) return -1;
  PyObject *loud = PyType_FromSpecWithBases(&loud_spec, (PyObject *)Steps_Type);
  if (!loud || PyModule_AddObjectRef(module, "LoudSteps", loud) < 0) return -1;
  Py_DECREF(loud);
  return PyModule_AddObjectRef(module, "Steps", (PyObject *)Steps_Type);
}
