/* Capsules: pointer, name, context, destructor. */
#include "objects.h"

static int destroyed;

static void destroy(PyObject *capsule) {
  destroyed++;
  PyMem_Free(PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule)));
}

static PyObject *new_capsule(const char *name, long value) {
  long *memory = PyMem_Malloc(sizeof *memory);
  if (!memory) return PyErr_NoMemory();
  *memory = value;
  PyObject *capsule = PyCapsule_New(memory, name, destroy);
  if (!capsule) PyMem_Free(memory);
  return capsule;
}

/* What comes out of a capsule, under the name that is asked for, and that its end runs the destructor once. */
static PyObject *capsule_value(PyObject *UNUSED(self), PyObject *args) {
  const char *name, *asked;
  long value;
  if (!PyArg_ParseTuple(args, "zzl", &name, &asked, &value)) return NULL;
  PyObject *capsule = new_capsule(name, value);
  if (!capsule) return NULL;
  int before = destroyed;
  static int context;
  if (PyCapsule_SetContext(capsule, &context) < 0) goto failed;
  int valid = PyCapsule_IsValid(capsule, asked);
  long *memory = PyCapsule_GetPointer(capsule, asked);
  if (!memory) goto failed;
  long found = *memory;
  int is_capsule = PyCapsule_CheckExact(capsule) && Py_TYPE(capsule) == &PyCapsule_Type;
  int same_context = PyCapsule_GetContext(capsule) == &context;
  int same_name = PyCapsule_GetName(capsule) == name;
  Py_DECREF(capsule);
  return Py_BuildValue("(liiiii)", found, valid, is_capsule, same_context, same_name, destroyed - before);
failed:
  Py_DECREF(capsule);
  return NULL;
}

static PyObject *capsule_of_null(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) {
  return PyCapsule_New(NULL, "nothing", NULL);
}

static PyObject *pointer_of(PyObject *UNUSED(self), PyObject *object) {
  return PyCapsule_GetPointer(object, "anything") ? PyUnicode_FromString("a pointer") : NULL;
}

PyMethodDef capsule_methods[] = {
    {"capsule_value", capsule_value, METH_VARARGS, NULL},
    {"capsule_of_null", capsule_of_null, METH_NOARGS, NULL},
    {"pointer_of", pointer_of, METH_O, NULL},
    {0},
};
