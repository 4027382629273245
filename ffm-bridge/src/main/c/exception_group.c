/* BaseExceptionGroup and ExceptionGroup: several exceptions in one (PEP 654). Without split, subgroup and derive. */
#include "exceptions.h"

#define SELF(o) ((PyBaseExceptionGroupObject *)(o))

PyTypeObject *ambi_exception_group_type(void) {
  static PyObject *type;
  if (!type) {
    PyObject *bases = PyTuple_Pack(2, PyExc_BaseExceptionGroup, PyExc_Exception);
    if (!bases) return NULL;
    type = PyErr_NewException("builtins.ExceptionGroup", bases, NULL);
    Py_DECREF(bases);
  }
  return (PyTypeObject *)type;
}

/* Whether all are Exceptions; -1 with an error set when one is no exception at all. */
static int all_exceptions(PyObject *members) {
  int all = 1;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(members); i++) {
    PyObject *member = PyTuple_GET_ITEM(members, i);
    if (!PyExceptionInstance_Check(member)) {
      PyErr_Format(PyExc_ValueError, "Item %zd of second argument (exceptions) is not an exception", i);
      return -1;
    }
    if (!PyObject_TypeCheck(member, (PyTypeObject *)PyExc_Exception)) all = 0;
  }
  return all;
}

/* The class to make when `type` is asked for: a group of Exceptions only is itself one. */
static PyTypeObject *class_for(PyTypeObject *type, int all) {
  PyTypeObject *group = ambi_exception_group_type();
  if (!group) return NULL;
  if (type == (PyTypeObject *)PyExc_BaseExceptionGroup) return all ? group : type;
  if (!all && type == group) {
    PyErr_SetString(PyExc_TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
    return NULL;
  }
  if (!all && PyType_IsSubtype(type, (PyTypeObject *)PyExc_Exception)) {
    return (PyTypeObject *)ambi_raise(PyExc_TypeError, "Cannot nest BaseExceptions in '%.200s'", type->tp_name);
  }
  return type;
}

static PyObject *group_new(PyTypeObject *type, PyObject *args, PyObject *kwargs AMBI_UNUSED) {
  PyObject *message, *given;
  if (!PyArg_ParseTuple(args, "UO:BaseExceptionGroup.__new__", &message, &given)) return NULL;
  if (!PySequence_Check(given)) {
    return ambi_raise(PyExc_TypeError, "second argument (exceptions) must be a sequence");
  }
  PyObject *members = PySequence_Tuple(given);
  if (!members) return NULL;
  if (PyTuple_GET_SIZE(members) == 0) {
    Py_DECREF(members);
    return ambi_raise(PyExc_ValueError, "second argument (exceptions) must be a non-empty sequence");
  }
  int all = all_exceptions(members);
  PyTypeObject *chosen = all < 0 ? NULL : class_for(type, all);
  PyObject *self = chosen ? ambi_exc_new(chosen, args, NULL) : NULL;
  if (!self) {
    Py_DECREF(members);
    return NULL;
  }
  SELF(self)->msg = AMBI_NEWREF(message);
  SELF(self)->excs = members;
  return self;
}

static void group_dealloc(PyObject *self) { ambi_exc_dealloc_fields(self, &SELF(self)->msg, 2); }

static PyObject *group_str(PyObject *self) {
  Py_ssize_t count = PyTuple_GET_SIZE(SELF(self)->excs);
  return PyUnicode_FromFormat("%S (%zd sub-exception%s)", SELF(self)->msg, count, count == 1 ? "" : "s");
}

static PyMemberDef group_members[] = {
    {"message", T_OBJECT, AMBI_FIELD(PyBaseExceptionGroupObject, msg), READONLY, NULL},
    {"exceptions", T_OBJECT, AMBI_FIELD(PyBaseExceptionGroupObject, excs), READONLY, NULL},
    {0},
};

const ambi_exc_family ambi_exc_group = {
    .basicsize = sizeof(PyBaseExceptionGroupObject),
    .new = group_new,
    .dealloc = group_dealloc,
    .str = group_str,
    .members = group_members,
};
