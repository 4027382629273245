/* OSError: made from (errno, strerror, filename, winerror, filename2), as the subclass that the errno calls for. */
#include <errno.h>

#include "exceptions.h"

#define SELF(o) ((PyOSErrorObject *)(o))

/* What a call of the class with these arguments means. All borrowed from the tuple, but for args itself. */
typedef struct {
  PyObject *args; /* owned; becomes the exception's args */
  PyObject *number, *text, *filename, *filename2;
} os_arguments;

static const struct {
  int number;
  PyObject **type;
} subclasses[] = {
    {EAGAIN, &PyExc_BlockingIOError},
    {EALREADY, &PyExc_BlockingIOError},
    {EINPROGRESS, &PyExc_BlockingIOError},
    {EWOULDBLOCK, &PyExc_BlockingIOError},
    {EPIPE, &PyExc_BrokenPipeError},
    {ESHUTDOWN, &PyExc_BrokenPipeError},
    {ECHILD, &PyExc_ChildProcessError},
    {ECONNABORTED, &PyExc_ConnectionAbortedError},
    {ECONNREFUSED, &PyExc_ConnectionRefusedError},
    {ECONNRESET, &PyExc_ConnectionResetError},
    {EEXIST, &PyExc_FileExistsError},
    {ENOENT, &PyExc_FileNotFoundError},
    {EINTR, &PyExc_InterruptedError},
    {EISDIR, &PyExc_IsADirectoryError},
    {ENOTDIR, &PyExc_NotADirectoryError},
    {EACCES, &PyExc_PermissionError},
    {EPERM, &PyExc_PermissionError},
    {ESRCH, &PyExc_ProcessLookupError},
    {ETIMEDOUT, &PyExc_TimeoutError},
};

static PyTypeObject *subclass_for(PyObject *number) {
  int overflow;
  long value = PyLong_AsLongAndOverflow(number, &overflow);
  for (size_t i = 0; !overflow && i < sizeof subclasses / sizeof *subclasses; i++) {
    if (subclasses[i].number == value) return (PyTypeObject *)*subclasses[i].type;
  }
  PyErr_Clear();
  return (PyTypeObject *)PyExc_OSError;
}

static int read_arguments(PyObject *args, os_arguments *to) {
  Py_ssize_t count = PyTuple_GET_SIZE(args);
  PyObject *windows_error;
  *to = (os_arguments){.args = args};
  if (count >= 2 && count <= 5 &&
      !PyArg_UnpackTuple(args, "OSError", 2, 5, &to->number, &to->text, &to->filename, &windows_error, &to->filename2)) {
    return -1;
  }
  Py_INCREF(args);
  return 0;
}

/* Fills in the fields; consumes from->args. */
static int fill(PyOSErrorObject *self, os_arguments *from) {
  PyObject *args = from->args;
  Py_ssize_t count = PyTuple_GET_SIZE(args);
  if (from->filename && from->filename != Py_None) {
    if (Py_IS_TYPE(self, (PyTypeObject *)PyExc_BlockingIOError) && PyNumber_Check(from->filename)) {
      /* The third argument of a BlockingIOError is how much was written. */
      self->written = PyNumber_AsSsize_t(from->filename, PyExc_ValueError);
      if (self->written == -1 && PyErr_Occurred()) {
        Py_DECREF(args);
        return -1;
      }
    } else {
      /* Owned before args is cut, which may hold the last reference. */
      self->filename = AMBI_NEWREF(from->filename);
      if (from->filename2 && from->filename2 != Py_None) self->filename2 = AMBI_NEWREF(from->filename2);
      if (count >= 2 && count <= 5) {
        PyObject *cut = PyTuple_GetSlice(args, 0, 2);
        if (!cut) {
          Py_DECREF(args);
          return -1;
        }
        self->myerrno = AMBI_XNEWREF(from->number);
        self->strerror = AMBI_XNEWREF(from->text);
        Py_DECREF(args);
        Py_SETREF(self->base.args, cut);
        return 0;
      }
    }
  }
  self->myerrno = AMBI_XNEWREF(from->number);
  self->strerror = AMBI_XNEWREF(from->text);
  Py_SETREF(self->base.args, args);
  return 0;
}

static int os_init(PyObject *self, PyObject *args, PyObject *kwargs);
static PyObject *os_new(PyTypeObject *type, PyObject *args, PyObject *kwargs);

/*
 * A subclass that has its own __init__ but not its own __new__ gets its fields from __init__ (which may call this one
 * with other arguments); everything else gets them from __new__.
 */
static bool filled_by_init(const PyTypeObject *type) { return type->tp_init != os_init && type->tp_new == os_new; }

static PyObject *os_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  bool later = filled_by_init(type);
  os_arguments parsed = {0};
  if (!later) {
    if (!_PyArg_NoKeywords(type->tp_name, kwargs) || read_arguments(args, &parsed) < 0) return NULL;
    if (parsed.number && PyLong_Check(parsed.number) && type == (PyTypeObject *)PyExc_OSError) {
      type = subclass_for(parsed.number);
    }
  }
  PyOSErrorObject *self = (PyOSErrorObject *)type->tp_alloc(type, 0);
  if (!self) {
    Py_XDECREF(parsed.args);
    return NULL;
  }
  self->written = -1;
  if (later) {
    self->base.args = PyTuple_New(0);
    if (self->base.args) return (PyObject *)self;
  } else if (fill(self, &parsed) == 0) {
    return (PyObject *)self;
  }
  Py_DECREF(self);
  return NULL;
}

static int os_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  PyTypeObject *type = Py_TYPE(self);
  os_arguments parsed;
  if (!filled_by_init(type)) return 0;
  if (!_PyArg_NoKeywords(type->tp_name, kwargs) || read_arguments(args, &parsed) < 0) return -1;
  return fill(SELF(self), &parsed);
}

static void os_dealloc(PyObject *self) { ambi_exc_dealloc_fields(self, &SELF(self)->myerrno, 4); }

static PyObject *os_str(PyObject *o) {
  PyOSErrorObject *self = SELF(o);
  PyObject *number = self->myerrno ? self->myerrno : Py_None;
  PyObject *text = self->strerror ? self->strerror : Py_None;
  if (self->filename && self->filename2) {
    return PyUnicode_FromFormat("[Errno %S] %S: %R -> %R", number, text, self->filename, self->filename2);
  }
  if (self->filename) return PyUnicode_FromFormat("[Errno %S] %S: %R", number, text, self->filename);
  if (self->myerrno && self->strerror) return PyUnicode_FromFormat("[Errno %S] %S", number, text);
  return ambi_exc_str(o);
}

/* The file names went out of args; for pickling they come back. */
static PyObject *os_reduce(PyObject *o, PyObject *unused AMBI_UNUSED) {
  PyOSErrorObject *self = SELF(o);
  PyObject *args = AMBI_NEWREF(self->base.args);
  if (PyTuple_GET_SIZE(args) == 2 && self->filename) {
    PyObject *number = PyTuple_GET_ITEM(args, 0), *text = PyTuple_GET_ITEM(args, 1);
    Py_SETREF(args, self->filename2 ? PyTuple_Pack(5, number, text, self->filename, Py_None, self->filename2)
                                    : PyTuple_Pack(3, number, text, self->filename));
    if (!args) return NULL;
  }
  PyObject *result = self->base.dict ? PyTuple_Pack(3, Py_TYPE(o), args, self->base.dict)
                                     : PyTuple_Pack(2, Py_TYPE(o), args);
  Py_DECREF(args);
  return result;
}

static PyObject *get_written(PyObject *self, void *closure AMBI_UNUSED) {
  if (SELF(self)->written == -1) {
    PyErr_SetString(PyExc_AttributeError, "characters_written");
    return NULL;
  }
  return PyLong_FromSsize_t(SELF(self)->written);
}

static int set_written(PyObject *self, PyObject *value, void *closure AMBI_UNUSED) {
  if (!value) {
    if (SELF(self)->written == -1) {
      PyErr_SetString(PyExc_AttributeError, "characters_written");
      return -1;
    }
    SELF(self)->written = -1;
    return 0;
  }
  Py_ssize_t written = PyNumber_AsSsize_t(value, PyExc_ValueError);
  if (written == -1 && PyErr_Occurred()) return -1;
  SELF(self)->written = written;
  return 0;
}

static PyMethodDef os_methods[] = {{"__reduce__", os_reduce, METH_NOARGS, NULL}, {0}};

static PyMemberDef os_members[] = {
    {"errno", T_OBJECT, AMBI_FIELD(PyOSErrorObject, myerrno), 0, NULL},
    {"strerror", T_OBJECT, AMBI_FIELD(PyOSErrorObject, strerror), 0, NULL},
    {"filename", T_OBJECT, AMBI_FIELD(PyOSErrorObject, filename), 0, NULL},
    {"filename2", T_OBJECT, AMBI_FIELD(PyOSErrorObject, filename2), 0, NULL},
    {0},
};

static PyGetSetDef os_getset[] = {{"characters_written", get_written, set_written, NULL, NULL}, {0}};

const ambi_exc_family ambi_exc_os = {
    .basicsize = sizeof(PyOSErrorObject),
    .new = os_new,
    .init = os_init,
    .dealloc = os_dealloc,
    .str = os_str,
    .methods = os_methods,
    .members = os_members,
    .getset = os_getset,
};
