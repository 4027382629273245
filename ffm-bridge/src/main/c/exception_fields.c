/* The exceptions that carry a few named fields: StopIteration, SystemExit, ImportError, NameError, ...; and KeyError. */
#include "exceptions.h"

/* ---- StopIteration ------------------------------------------------------------------------------ */

static int stop_iteration_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  if (ambi_exc_init(self, args, kwargs) < 0) return -1;
  PyObject *value = AMBI_NEWREF(PyTuple_GET_SIZE(args) > 0 ? PyTuple_GET_ITEM(args, 0) : Py_None);
  Py_SETREF(((PyStopIterationObject *)self)->value, value);
  return 0;
}

static void stop_iteration_dealloc(PyObject *self) {
  ambi_exc_dealloc_fields(self, &((PyStopIterationObject *)self)->value, 1);
}

static PyMemberDef stop_iteration_members[] = {
    {"value", T_OBJECT, AMBI_FIELD(PyStopIterationObject, value), 0, NULL},
    {0},
};

const ambi_exc_family ambi_exc_stop_iteration = {
    .basicsize = sizeof(PyStopIterationObject),
    .init = stop_iteration_init,
    .dealloc = stop_iteration_dealloc,
    .members = stop_iteration_members,
};

/* ---- SystemExit --------------------------------------------------------------------------------- */

static int system_exit_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  if (ambi_exc_init(self, args, kwargs) < 0) return -1;
  Py_ssize_t count = PyTuple_GET_SIZE(args);
  if (count == 0) return 0;
  PyObject *code = AMBI_NEWREF(count == 1 ? PyTuple_GET_ITEM(args, 0) : args);
  Py_SETREF(((PySystemExitObject *)self)->code, code);
  return 0;
}

static void system_exit_dealloc(PyObject *self) {
  ambi_exc_dealloc_fields(self, &((PySystemExitObject *)self)->code, 1);
}

static PyMemberDef system_exit_members[] = {
    {"code", T_OBJECT, AMBI_FIELD(PySystemExitObject, code), 0, NULL},
    {0},
};

const ambi_exc_family ambi_exc_system_exit = {
    .basicsize = sizeof(PySystemExitObject),
    .init = system_exit_init,
    .dealloc = system_exit_dealloc,
    .members = system_exit_members,
};

/* ---- those with keyword-only fields ----------------------------------------------------------------- */

/*
 * Reads up to two fields that can be given by keyword only into *first and *second (borrowed, NULL where
 * not given). The format has the name of the class.
 */
static int read_fields(PyObject *kwargs, const char *format, char **names, PyObject **first, PyObject **second) {
  *first = *second = NULL;
  PyObject *none = PyTuple_New(0);
  if (!none) return -1;
  int read = PyArg_ParseTupleAndKeywords(none, kwargs, format, names, first, second);
  Py_DECREF(none);
  return read ? 0 : -1;
}

static void set_field(PyObject **field, PyObject *value) {
  Py_XINCREF(value);
  Py_SETREF(*field, value);
}

/* ---- ImportError -------------------------------------------------------------------------------- */

static int import_init(PyObject *o, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"name", "path", NULL};
  PyImportErrorObject *self = (PyImportErrorObject *)o;
  PyObject *name, *path;
  if (ambi_exc_init(o, args, NULL) < 0 || read_fields(kwargs, "|$OO:ImportError", names, &name, &path) < 0) return -1;
  set_field(&self->name, name);
  set_field(&self->path, path);
  if (PyTuple_GET_SIZE(args) == 1) set_field(&self->msg, PyTuple_GET_ITEM(args, 0));
  return 0;
}

static void import_dealloc(PyObject *self) {
  ambi_exc_dealloc_fields(self, &((PyImportErrorObject *)self)->msg, 3);
}

static PyObject *import_str(PyObject *self) {
  PyObject *message = ((PyImportErrorObject *)self)->msg;
  return message && PyUnicode_CheckExact(message) ? AMBI_NEWREF(message) : ambi_exc_str(self);
}

static PyMemberDef import_members[] = {
    {"msg", T_OBJECT, AMBI_FIELD(PyImportErrorObject, msg), 0, NULL},
    {"name", T_OBJECT, AMBI_FIELD(PyImportErrorObject, name), 0, NULL},
    {"path", T_OBJECT, AMBI_FIELD(PyImportErrorObject, path), 0, NULL},
    {0},
};

const ambi_exc_family ambi_exc_import = {
    .basicsize = sizeof(PyImportErrorObject),
    .init = import_init,
    .dealloc = import_dealloc,
    .str = import_str,
    .members = import_members,
};

/* ---- NameError ---------------------------------------------------------------------------------- */

static int name_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"name", NULL};
  PyObject *name, *none;
  if (ambi_exc_init(self, args, NULL) < 0 || read_fields(kwargs, "|$O:NameError", names, &name, &none) < 0) return -1;
  set_field(&((PyNameErrorObject *)self)->name, name);
  return 0;
}

static void name_dealloc(PyObject *self) { ambi_exc_dealloc_fields(self, &((PyNameErrorObject *)self)->name, 1); }

static PyMemberDef name_members[] = {
    {"name", T_OBJECT, AMBI_FIELD(PyNameErrorObject, name), 0, NULL},
    {0},
};

const ambi_exc_family ambi_exc_name = {
    .basicsize = sizeof(PyNameErrorObject),
    .init = name_init,
    .dealloc = name_dealloc,
    .members = name_members,
};

/* ---- AttributeError ----------------------------------------------------------------------------- */

static int attribute_init(PyObject *o, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"name", "obj", NULL};
  PyAttributeErrorObject *self = (PyAttributeErrorObject *)o;
  PyObject *name, *obj;
  if (ambi_exc_init(o, args, NULL) < 0 || read_fields(kwargs, "|$OO:AttributeError", names, &name, &obj) < 0) return -1;
  set_field(&self->name, name);
  set_field(&self->obj, obj);
  return 0;
}

static void attribute_dealloc(PyObject *self) {
  ambi_exc_dealloc_fields(self, &((PyAttributeErrorObject *)self)->obj, 2);
}

static PyMemberDef attribute_members[] = {
    {"name", T_OBJECT, AMBI_FIELD(PyAttributeErrorObject, name), 0, NULL},
    {"obj", T_OBJECT, AMBI_FIELD(PyAttributeErrorObject, obj), 0, NULL},
    {0},
};

const ambi_exc_family ambi_exc_attribute = {
    .basicsize = sizeof(PyAttributeErrorObject),
    .init = attribute_init,
    .dealloc = attribute_dealloc,
    .members = attribute_members,
};

/* ---- KeyError ----------------------------------------------------------------------------------- */

/* The repr of the key, so that a missing '' can be told from no message at all. */
static PyObject *key_str(PyObject *self) {
  PyObject *args = ((PyBaseExceptionObject *)self)->args;
  return PyTuple_GET_SIZE(args) == 1 ? PyObject_Repr(PyTuple_GET_ITEM(args, 0)) : ambi_exc_str(self);
}

const ambi_exc_family ambi_exc_key = {.basicsize = sizeof(PyBaseExceptionObject), .str = key_str};

/* ---- SyntaxError -------------------------------------------------------------------------------- */

static int syntax_init(PyObject *o, PyObject *args, PyObject *kwargs) {
  PySyntaxErrorObject *self = (PySyntaxErrorObject *)o;
  if (ambi_exc_init(o, args, kwargs) < 0) return -1;
  Py_ssize_t count = PyTuple_GET_SIZE(args);
  if (count >= 1) set_field(&self->msg, PyTuple_GET_ITEM(args, 0));
  if (count != 2) return 0;

  PyObject *info = PySequence_Tuple(PyTuple_GET_ITEM(args, 1));
  if (!info) return -1;
  PyObject *filename, *lineno, *offset, *text, *end_lineno = NULL, *end_offset = NULL;
  if (!PyArg_ParseTuple(info, "OOOO|OO", &filename, &lineno, &offset, &text, &end_lineno, &end_offset)) {
    Py_DECREF(info);
    return -1;
  }
  set_field(&self->filename, filename);
  set_field(&self->lineno, lineno);
  set_field(&self->offset, offset);
  set_field(&self->text, text);
  set_field(&self->end_lineno, end_lineno);
  set_field(&self->end_offset, end_offset);
  Py_DECREF(info);
  if (self->end_lineno && !self->end_offset) {
    PyErr_SetString(PyExc_TypeError, "end_offset must be provided when end_lineno is provided");
    return -1;
  }
  return 0;
}

static void syntax_dealloc(PyObject *self) { ambi_exc_dealloc_fields(self, &((PySyntaxErrorObject *)self)->msg, 8); }

static PyObject *basename_of(PyObject *path) {
  const char *text = PyUnicode_AsUTF8(path);
  if (!text) return NULL;
  const char *slash = strrchr(text, '/');
  return slash ? PyUnicode_FromString(slash + 1) : AMBI_NEWREF(path);
}

static PyObject *syntax_str(PyObject *o) {
  PySyntaxErrorObject *self = (PySyntaxErrorObject *)o;
  PyObject *message = self->msg ? self->msg : Py_None;
  bool has_line = self->lineno && PyLong_CheckExact(self->lineno);
  bool has_file = self->filename && PyUnicode_Check(self->filename);
  if (!has_file) {
    return has_line ? PyUnicode_FromFormat("%S (line %S)", message, self->lineno) : PyObject_Str(message);
  }
  PyObject *file = basename_of(self->filename);
  if (!file) return NULL;
  PyObject *result = has_line ? PyUnicode_FromFormat("%S (%U, line %S)", message, file, self->lineno)
                              : PyUnicode_FromFormat("%S (%U)", message, file);
  Py_DECREF(file);
  return result;
}

static PyMemberDef syntax_members[] = {
    {"msg", T_OBJECT, AMBI_FIELD(PySyntaxErrorObject, msg), 0, NULL},
    {"filename", T_OBJECT, AMBI_FIELD(PySyntaxErrorObject, filename), 0, NULL},
    {"lineno", T_OBJECT, AMBI_FIELD(PySyntaxErrorObject, lineno), 0, NULL},
    {"offset", T_OBJECT, AMBI_FIELD(PySyntaxErrorObject, offset), 0, NULL},
    {"text", T_OBJECT, AMBI_FIELD(PySyntaxErrorObject, text), 0, NULL},
    {"end_lineno", T_OBJECT, AMBI_FIELD(PySyntaxErrorObject, end_lineno), 0, NULL},
    {"end_offset", T_OBJECT, AMBI_FIELD(PySyntaxErrorObject, end_offset), 0, NULL},
    {"print_file_and_line", T_OBJECT, AMBI_FIELD(PySyntaxErrorObject, print_file_and_line), 0, NULL},
    {0},
};

const ambi_exc_family ambi_exc_syntax = {
    .basicsize = sizeof(PySyntaxErrorObject),
    .init = syntax_init,
    .dealloc = syntax_dealloc,
    .str = syntax_str,
    .members = syntax_members,
};
