/* BaseException: the object, its methods, and PyException_*. Also MemoryError, which differs by its reserve only. */
#include "exceptions.h"

#define SELF(o) ((PyBaseExceptionObject *)(o))

PyObject *ambi_exc_new(PyTypeObject *type, PyObject *args, PyObject *kwargs AMBI_UNUSED) {
  PyBaseExceptionObject *self = SELF(type->tp_alloc(type, 0));
  if (!self) return NULL;
  self->args = args ? AMBI_NEWREF(args) : PyTuple_New(0);
  if (!self->args) {
    Py_DECREF(self);
    return NULL;
  }
  return (PyObject *)self;
}

int ambi_exc_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  if (!_PyArg_NoKeywords(Py_TYPE(self)->tp_name, kwargs)) return -1;
  Py_INCREF(args);
  Py_SETREF(SELF(self)->args, args);
  return 0;
}

void ambi_exc_clear(PyObject *self) {
  Py_CLEAR(SELF(self)->dict);
  Py_CLEAR(SELF(self)->args);
  Py_CLEAR(SELF(self)->notes);
  Py_CLEAR(SELF(self)->traceback);
  Py_CLEAR(SELF(self)->cause);
  Py_CLEAR(SELF(self)->context);
}

static void base_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  ambi_exc_clear(self);
  Py_TYPE(self)->tp_free(self);
}

void ambi_exc_dealloc_fields(PyObject *self, PyObject **first, int count) {
  for (int i = 0; i < count; i++) Py_CLEAR(first[i]);
  base_dealloc(self);
}

PyObject *ambi_exc_str(PyObject *self) {
  PyObject *args = SELF(self)->args;
  switch (PyTuple_GET_SIZE(args)) {
    case 0: return PyUnicode_FromStringAndSize(NULL, 0);
    case 1: return PyObject_Str(PyTuple_GET_ITEM(args, 0));
    default: return PyObject_Str(args);
  }
}

static const char *short_name(PyTypeObject *type) {
  const char *dot = strrchr(type->tp_name, '.');
  return dot ? dot + 1 : type->tp_name;
}

static PyObject *base_repr(PyObject *self) {
  PyObject *args = SELF(self)->args;
  const char *name = short_name(Py_TYPE(self));
  if (PyTuple_GET_SIZE(args) == 1) return PyUnicode_FromFormat("%s(%R)", name, PyTuple_GET_ITEM(args, 0));
  return PyUnicode_FromFormat("%s%R", name, args);
}

static PyObject *base_reduce(PyObject *self, PyObject *unused AMBI_UNUSED) {
  if (SELF(self)->args && SELF(self)->dict) return PyTuple_Pack(3, Py_TYPE(self), SELF(self)->args, SELF(self)->dict);
  return PyTuple_Pack(2, Py_TYPE(self), SELF(self)->args);
}

static PyObject *base_setstate(PyObject *self, PyObject *state) {
  if (state != Py_None) {
    if (!PyDict_Check(state)) {
      PyErr_SetString(PyExc_TypeError, "state is not a dictionary");
      return NULL;
    }
    PyObject *key, *value;
    for (Py_ssize_t i = 0; PyDict_Next(state, &i, &key, &value);) {
      if (PyObject_SetAttr(self, key, value) < 0) return NULL;
    }
  }
  Py_RETURN_NONE;
}

static PyObject *base_with_traceback(PyObject *self, PyObject *traceback) {
  if (PyException_SetTraceback(self, traceback) < 0) return NULL;
  return AMBI_NEWREF(self);
}

static PyObject *base_add_note(PyObject *self, PyObject *note) {
  if (!PyUnicode_Check(note)) {
    return ambi_raise(PyExc_TypeError, "note must be a str, not '%s'", Py_TYPE(note)->tp_name);
  }
  PyObject *notes;
  if (_PyObject_LookupAttr(self, AMBI_ID("__notes__"), &notes) < 0) return NULL;
  if (!notes) {
    notes = PyList_New(0);
    if (!notes || PyObject_SetAttr(self, AMBI_ID("__notes__"), notes) < 0) {
      Py_XDECREF(notes);
      return NULL;
    }
  } else if (!PyList_Check(notes)) {
    Py_DECREF(notes);
    return ambi_raise(PyExc_TypeError, "Cannot add note: __notes__ is not a list");
  }
  int failed = PyList_Append(notes, note) < 0;
  Py_DECREF(notes);
  if (failed) return NULL;
  Py_RETURN_NONE;
}

static PyObject *get_args(PyObject *self, void *closure AMBI_UNUSED) {
  PyObject *args = SELF(self)->args;
  return AMBI_NEWREF(args ? args : Py_None);
}

static int set_args(PyObject *self, PyObject *value, void *closure AMBI_UNUSED) {
  if (!value) {
    PyErr_SetString(PyExc_TypeError, "args may not be deleted");
    return -1;
  }
  PyObject *args = PySequence_Tuple(value);
  if (!args) return -1;
  Py_SETREF(SELF(self)->args, args);
  return 0;
}

static PyObject *get_traceback(PyObject *self, void *closure AMBI_UNUSED) {
  PyObject *traceback = SELF(self)->traceback;
  return AMBI_NEWREF(traceback ? traceback : Py_None);
}

static int set_traceback(PyObject *self, PyObject *value, void *closure AMBI_UNUSED) {
  if (!value) {
    PyErr_SetString(PyExc_TypeError, "__traceback__ may not be deleted");
    return -1;
  }
  if (value != Py_None && !Py_IS_TYPE(value, &PyTraceBack_Type)) {
    PyErr_SetString(PyExc_TypeError, "__traceback__ must be a traceback or None");
    return -1;
  }
  Py_INCREF(value);
  Py_SETREF(SELF(self)->traceback, value);
  return 0;
}

static PyObject *get_context(PyObject *self, void *closure AMBI_UNUSED) {
  PyObject *context = PyException_GetContext(self);
  return context ? context : AMBI_NEWREF(Py_None);
}

static PyObject *get_cause(PyObject *self, void *closure AMBI_UNUSED) {
  PyObject *cause = PyException_GetCause(self);
  return cause ? cause : AMBI_NEWREF(Py_None);
}

/* The exception to store for an assigned value, in *result: NULL for None. `what` names it in messages. */
static int exception_or_none(PyObject *value, const char *what, PyObject **result) {
  if (!value) {
    PyErr_Format(PyExc_TypeError, "__%s__ may not be deleted", what);
    return -1;
  }
  if (value != Py_None && !PyExceptionInstance_Check(value)) {
    PyErr_Format(PyExc_TypeError, "exception %s must be None or derive from BaseException", what);
    return -1;
  }
  *result = value == Py_None ? NULL : AMBI_NEWREF(value);
  return 0;
}

static int set_context(PyObject *self, PyObject *value, void *closure AMBI_UNUSED) {
  PyObject *context;
  if (exception_or_none(value, "context", &context) < 0) return -1;
  PyException_SetContext(self, context);
  return 0;
}

static int set_cause(PyObject *self, PyObject *value, void *closure AMBI_UNUSED) {
  PyObject *cause;
  if (exception_or_none(value, "cause", &cause) < 0) return -1;
  PyException_SetCause(self, cause);
  return 0;
}

static PyMethodDef base_methods[] = {
    {"__reduce__", base_reduce, METH_NOARGS, NULL},
    {"__setstate__", base_setstate, METH_O, NULL},
    {"with_traceback", base_with_traceback, METH_O, "Sets __traceback__ and returns the exception."},
    {"add_note", base_add_note, METH_O, "Appends a str to __notes__."},
    {0},
};

static PyMemberDef base_members[] = {
    {"__suppress_context__", T_BOOL, AMBI_FIELD(PyBaseExceptionObject, suppress_context), 0, NULL},
    {0},
};

static PyGetSetDef base_getset[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {"args", get_args, set_args, NULL, NULL},
    {"__traceback__", get_traceback, set_traceback, NULL, NULL},
    {"__context__", get_context, set_context, NULL, NULL},
    {"__cause__", get_cause, set_cause, NULL, NULL},
    {0},
};

const ambi_exc_family ambi_exc_base = {
    .basicsize = sizeof(PyBaseExceptionObject),
    .new = ambi_exc_new,
    .init = ambi_exc_init,
    .dealloc = base_dealloc,
    .str = ambi_exc_str,
    .methods = base_methods,
    .members = base_members,
    .getset = base_getset,
};

/* Set by exceptions.c on BaseException only; all other types inherit it. */
reprfunc ambi_exc_base_repr = base_repr;

/* ---- PyException_* --------------------------------------------------------------------------- */

AMBI_EXPORT PyObject *PyException_GetTraceback(PyObject *self) { return AMBI_XNEWREF(SELF(self)->traceback); }

AMBI_EXPORT int PyException_SetTraceback(PyObject *self, PyObject *traceback) {
  return set_traceback(self, traceback, NULL);
}

AMBI_EXPORT PyObject *PyException_GetCause(PyObject *self) { return AMBI_XNEWREF(SELF(self)->cause); }

/* Steals the reference to `cause`. */
AMBI_EXPORT void PyException_SetCause(PyObject *self, PyObject *cause) {
  SELF(self)->suppress_context = 1;
  Py_SETREF(SELF(self)->cause, cause);
}

AMBI_EXPORT PyObject *PyException_GetContext(PyObject *self) { return AMBI_XNEWREF(SELF(self)->context); }

/* Steals the reference to `context`. */
AMBI_EXPORT void PyException_SetContext(PyObject *self, PyObject *context) {
  Py_SETREF(SELF(self)->context, context);
}

AMBI_EXPORT const char *PyExceptionClass_Name(PyObject *type) { return ((PyTypeObject *)type)->tp_name; }

/* ---- MemoryError ----------------------------------------------------------------------------- */

enum { RESERVE = 16 };
static PyObject *reserve[RESERVE];
static int reserved;

static PyObject *memory_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  if (type != (PyTypeObject *)PyExc_MemoryError || reserved == 0) return ambi_exc_new(type, args, kwargs);
  PyObject *empty = args ? AMBI_NEWREF(args) : PyTuple_New(0);
  if (!empty) return NULL;
  PyObject *self = reserve[--reserved];
  self->ob_refcnt = 1;
  ambi_count_revived();
  SELF(self)->args = empty;
  return self;
}

static void memory_dealloc(PyObject *self) {
  if (!Py_IS_TYPE(self, (PyTypeObject *)PyExc_MemoryError) || reserved == RESERVE) {
    base_dealloc(self);
    return;
  }
  ambi_exc_clear(self);
  SELF(self)->suppress_context = 0;
  reserve[reserved++] = self;
}

int ambi_exc_reserve_memory_errors(void) {
  PyObject *made[RESERVE];
  int count = 0;
  PyObject *args = PyTuple_New(0);
  while (args && count < RESERVE) {
    made[count] = ambi_exc_new((PyTypeObject *)PyExc_MemoryError, args, NULL);
    if (!made[count]) break;
    count++;
  }
  for (int i = 0; i < count; i++) Py_DECREF(made[i]);
  Py_XDECREF(args);
  return count == RESERVE ? 0 : -1;
}

const ambi_exc_family ambi_exc_memory = {
    .basicsize = sizeof(PyBaseExceptionObject),
    .new = memory_new,
    .dealloc = memory_dealloc,
};
