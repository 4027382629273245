/* capsule: a C pointer with a name, by which extensions hand function tables to each other. */
#include "containers.h"

typedef struct {
  PyObject ob_base;
  void *pointer;
  const char *name; /* not copied: it belongs to whoever made the capsule */
  void *context;
  PyCapsule_Destructor destructor;
} capsule_object;

/* The capsule behind `o`, or NULL with an error that names the function that was called. */
static capsule_object *checked(PyObject *o, const char *function) {
  if (o && PyCapsule_CheckExact(o) && ((capsule_object *)o)->pointer) return (capsule_object *)o;
  PyErr_Format(PyExc_ValueError, "%s called with invalid PyCapsule object", function);
  return NULL;
}

static bool same_name(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

AMBI_EXPORT PyObject *PyCapsule_New(void *pointer, const char *name, PyCapsule_Destructor destructor) {
  if (!pointer) return ambi_raise(PyExc_ValueError, "PyCapsule_New called with null pointer");
  capsule_object *capsule = PyObject_New(capsule_object, &PyCapsule_Type);
  if (!capsule) return NULL;
  capsule->pointer = pointer;
  capsule->name = name;
  capsule->context = NULL;
  capsule->destructor = destructor;
  return (PyObject *)capsule;
}

AMBI_EXPORT int PyCapsule_IsValid(PyObject *o, const char *name) {
  return o && PyCapsule_CheckExact(o) && ((capsule_object *)o)->pointer &&
         same_name(((capsule_object *)o)->name, name);
}

AMBI_EXPORT void *PyCapsule_GetPointer(PyObject *o, const char *name) {
  capsule_object *capsule = checked(o, "PyCapsule_GetPointer");
  if (!capsule) return NULL;
  if (!same_name(capsule->name, name)) {
    return ambi_raise(PyExc_ValueError, "PyCapsule_GetPointer called with incorrect name");
  }
  return capsule->pointer;
}

AMBI_EXPORT const char *PyCapsule_GetName(PyObject *o) {
  capsule_object *capsule = checked(o, "PyCapsule_GetName");
  return capsule ? capsule->name : NULL;
}

AMBI_EXPORT PyCapsule_Destructor PyCapsule_GetDestructor(PyObject *o) {
  capsule_object *capsule = checked(o, "PyCapsule_GetDestructor");
  return capsule ? capsule->destructor : NULL;
}

AMBI_EXPORT void *PyCapsule_GetContext(PyObject *o) {
  capsule_object *capsule = checked(o, "PyCapsule_GetContext");
  return capsule ? capsule->context : NULL;
}

AMBI_EXPORT int PyCapsule_SetPointer(PyObject *o, void *pointer) {
  if (!pointer) {
    PyErr_SetString(PyExc_ValueError, "PyCapsule_SetPointer called with null pointer");
    return -1;
  }
  capsule_object *capsule = checked(o, "PyCapsule_SetPointer");
  if (!capsule) return -1;
  capsule->pointer = pointer;
  return 0;
}

AMBI_EXPORT int PyCapsule_SetName(PyObject *o, const char *name) {
  capsule_object *capsule = checked(o, "PyCapsule_SetName");
  if (!capsule) return -1;
  capsule->name = name;
  return 0;
}

AMBI_EXPORT int PyCapsule_SetDestructor(PyObject *o, PyCapsule_Destructor destructor) {
  capsule_object *capsule = checked(o, "PyCapsule_SetDestructor");
  if (!capsule) return -1;
  capsule->destructor = destructor;
  return 0;
}

AMBI_EXPORT int PyCapsule_SetContext(PyObject *o, void *context) {
  capsule_object *capsule = checked(o, "PyCapsule_SetContext");
  if (!capsule) return -1;
  capsule->context = context;
  return 0;
}

/* The object that a dotted name leads to: a module, then attribute after attribute. */
static PyObject *follow(char *name, int no_block) {
  PyObject *object = NULL;
  for (char *part = name, *dot; part; part = dot) {
    dot = strchr(part, '.');
    if (dot) *dot++ = '\0';
    if (object) {
      Py_SETREF(object, PyObject_GetAttrString(object, part));
    } else if (no_block) {
      object = PyImport_ImportModuleNoBlock(part);
    } else if (!(object = PyImport_ImportModule(part))) {
      PyErr_Format(PyExc_ImportError, "PyCapsule_Import could not import module \"%s\"", part);
    }
    if (!object) return NULL;
  }
  return object;
}

AMBI_EXPORT void *PyCapsule_Import(const char *name, int no_block) {
  size_t bytes = strlen(name) + 1;
  char *parts = PyMem_Malloc(bytes);
  if (!parts) return PyErr_NoMemory();
  memcpy(parts, name, bytes);
  PyObject *object = follow(parts, no_block);
  PyMem_Free(parts);
  if (!object) return NULL;
  void *pointer = NULL;
  if (PyCapsule_IsValid(object, name)) {
    pointer = ((capsule_object *)object)->pointer;
  } else {
    PyErr_Format(PyExc_AttributeError, "PyCapsule_Import \"%s\" is not valid", name);
  }
  Py_DECREF(object);
  return pointer;
}

static void capsule_dealloc(PyObject *self) {
  capsule_object *capsule = (capsule_object *)self;
  if (capsule->destructor) capsule->destructor(self);
  PyObject_Free(self);
}

static PyObject *capsule_repr(PyObject *self) {
  const char *name = ((capsule_object *)self)->name, *quote = name ? "\"" : "";
  return PyUnicode_FromFormat("<capsule object %s%s%s at %p>", quote, name ? name : "NULL", quote, self);
}

AMBI_EXPORT PyTypeObject PyCapsule_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "PyCapsule",
    .tp_basicsize = sizeof(capsule_object),
    .tp_dealloc = capsule_dealloc,
    .tp_repr = capsule_repr,
};
