/* The module type, and the functions that read and fill a module. Making one from its definition is module_init.c. */
#include "moduleobject.h"

static PyObject *make(PyTypeObject *type) {
  PyObject *self = type->tp_alloc(type, 0);
  if (!self) return NULL;
  MODULE(self)->md_dict = PyDict_New();
  if (!MODULE(self)->md_dict) Py_CLEAR(self);
  return self;
}

/* The attributes that every module starts with. */
static int fill(PyObject *self, PyObject *name, PyObject *doc) {
  PyObject *dict = MODULE(self)->md_dict;
  PyObject *none = Py_None;
  if (PyDict_SetItem(dict, AMBI_ID("__name__"), name) < 0 ||
      PyDict_SetItem(dict, AMBI_ID("__doc__"), doc ? doc : none) < 0 ||
      PyDict_SetItem(dict, AMBI_ID("__package__"), none) < 0 ||
      PyDict_SetItem(dict, AMBI_ID("__loader__"), none) < 0 || PyDict_SetItem(dict, AMBI_ID("__spec__"), none) < 0) {
    return -1;
  }
  if (PyUnicode_CheckExact(name)) {
    Py_INCREF(name);
    Py_SETREF(MODULE(self)->md_name, name);
  }
  return 0;
}

static PyObject *module_new(PyTypeObject *type, PyObject *args AMBI_UNUSED, PyObject *kwargs AMBI_UNUSED) {
  return make(type);
}

static int module_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"name", "doc", NULL};
  PyObject *name, *doc = NULL;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "U|O:module", names, &name, &doc)) return -1;
  return fill(self, name, doc);
}

static void module_dealloc(PyObject *o) {
  PyModuleObject *self = MODULE(o);
  PyObject_GC_UnTrack(o);
  if (self->md_weaklist) PyObject_ClearWeakRefs(o);
  PyModuleDef *def = self->md_def;
  /* Without its state, a module that asked for one was never executed, and has nothing to free. */
  if (def && def->m_free && (def->m_size <= 0 || self->md_state)) def->m_free(o);
  Py_XDECREF(self->md_dict);
  Py_XDECREF(self->md_name);
  PyMem_Free(self->md_state);
  Py_TYPE(o)->tp_free(o);
}

/* The str that the dict has under a key, borrowed, or NULL. */
static PyObject *text_in(PyObject *self, PyObject *key) {
  PyObject *found = MODULE(self)->md_dict ? PyDict_GetItemWithError(MODULE(self)->md_dict, key) : NULL;
  return found && PyUnicode_Check(found) ? found : NULL;
}

static PyObject *module_repr(PyObject *self) {
  PyObject *name = text_in(self, AMBI_ID("__name__"));
  PyObject *file = text_in(self, AMBI_ID("__file__"));
  if (file) return PyUnicode_FromFormat("<module '%V' from %R>", name, "?", file);
  return PyUnicode_FromFormat("<module '%V'>", name, "?");
}

static PyObject *module_getattro(PyObject *self, PyObject *name) {
  PyObject *found = PyObject_GenericGetAttr(self, name);
  if (found || !PyErr_ExceptionMatches(PyExc_AttributeError)) return found;
  PyErr_Clear();
  PyObject *dict = MODULE(self)->md_dict;
  PyObject *fallback = dict ? PyDict_GetItemWithError(dict, AMBI_ID("__getattr__")) : NULL;
  if (fallback) return PyObject_CallOneArg(fallback, name);
  if (PyErr_Occurred()) return NULL;
  PyObject *own = text_in(self, AMBI_ID("__name__"));
  if (own) return ambi_raise(PyExc_AttributeError, "module '%U' has no attribute '%U'", own, name);
  return ambi_raise(PyExc_AttributeError, "module has no attribute '%U'", name);
}

static PyObject *module_dir(PyObject *self, PyObject *unused AMBI_UNUSED) {
  PyObject *dict = PyModule_GetDict(self);
  if (!dict) return NULL;
  PyObject *own = PyDict_GetItemWithError(dict, AMBI_ID("__dir__"));
  if (own) return PyObject_CallNoArgs(own);
  return PyErr_Occurred() ? NULL : PyDict_Keys(dict);
}

static PyMethodDef module_methods[] = {{"__dir__", module_dir, METH_NOARGS, NULL}, {0}};

static PyMemberDef module_members[] = {
    {"__dict__", T_OBJECT, offsetof(PyModuleObject, md_dict), READONLY, NULL},
    {0},
};

AMBI_EXPORT PyTypeObject PyModule_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "module",
    .tp_basicsize = sizeof(PyModuleObject),
    .tp_dealloc = module_dealloc,
    .tp_repr = module_repr,
    .tp_getattro = module_getattro,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_weaklistoffset = offsetof(PyModuleObject, md_weaklist),
    .tp_methods = module_methods,
    .tp_members = module_members,
    .tp_dictoffset = offsetof(PyModuleObject, md_dict),
    .tp_init = module_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = module_new,
    .tp_free = PyObject_GC_Del,
};

AMBI_EXPORT PyTypeObject PyModuleDef_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "moduledef",
    .tp_basicsize = sizeof(PyModuleDef),
};

int ambi_init_modules(void) {
  return PyType_Ready(&PyModuleDef_Type) < 0 || PyType_Ready(&PyModule_Type) < 0 ? -1 : 0;
}

/* ---- making and reading ---------------------------------------------------------------------------------- */

AMBI_EXPORT PyObject *PyModule_NewObject(PyObject *name) {
  PyObject *self = make(&PyModule_Type);
  if (self && fill(self, name, NULL) < 0) Py_CLEAR(self);
  return self;
}

AMBI_EXPORT PyObject *PyModule_New(const char *name) {
  PyObject *text = PyUnicode_FromString(name);
  if (!text) return NULL;
  PyObject *self = PyModule_NewObject(text);
  Py_DECREF(text);
  return self;
}

/* Sets the error for a thing that is no module, or returns true. */
static bool check(PyObject *module) {
  if (PyModule_Check(module)) return true;
  PyErr_BadArgument();
  return false;
}

AMBI_EXPORT PyObject *PyModule_GetDict(PyObject *module) {
  if (!PyModule_Check(module)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  return MODULE(module)->md_dict;
}

AMBI_EXPORT PyObject *PyModule_GetNameObject(PyObject *module) {
  if (!check(module)) return NULL;
  PyObject *name = text_in(module, AMBI_ID("__name__"));
  if (name) return AMBI_NEWREF(name);
  if (!PyErr_Occurred()) PyErr_SetString(PyExc_SystemError, "nameless module");
  return NULL;
}

/* The text lives as long as the name in the module's dict. */
AMBI_EXPORT const char *PyModule_GetName(PyObject *module) {
  PyObject *name = PyModule_GetNameObject(module);
  if (!name) return NULL;
  Py_DECREF(name);
  return PyUnicode_AsUTF8(name);
}

AMBI_EXPORT PyObject *PyModule_GetFilenameObject(PyObject *module) {
  if (!check(module)) return NULL;
  PyObject *file = text_in(module, AMBI_ID("__file__"));
  if (file) return AMBI_NEWREF(file);
  if (!PyErr_Occurred()) PyErr_SetString(PyExc_SystemError, "module filename missing");
  return NULL;
}

AMBI_EXPORT const char *PyModule_GetFilename(PyObject *module) {
  PyObject *file = PyModule_GetFilenameObject(module);
  if (!file) return NULL;
  Py_DECREF(file);
  return PyUnicode_AsUTF8(file);
}

AMBI_EXPORT PyModuleDef *PyModule_GetDef(PyObject *module) { return check(module) ? MODULE(module)->md_def : NULL; }

AMBI_EXPORT void *PyModule_GetState(PyObject *module) { return check(module) ? MODULE(module)->md_state : NULL; }

/* ---- filling --------------------------------------------------------------------------------------------- */

int ambi_module_add_functions(PyObject *module, PyObject *name, PyMethodDef *functions) {
  for (PyMethodDef *def = functions; def->ml_name; def++) {
    if (def->ml_flags & (METH_CLASS | METH_STATIC)) {
      PyErr_SetString(PyExc_ValueError, "module functions cannot set METH_CLASS or METH_STATIC");
      return -1;
    }
    PyObject *function = PyCFunction_NewEx(def, module, name);
    if (!function) return -1;
    int failed = PyObject_SetAttrString(module, def->ml_name, function) < 0;
    Py_DECREF(function);
    if (failed) return -1;
  }
  return 0;
}

AMBI_EXPORT int PyModule_AddFunctions(PyObject *module, PyMethodDef *functions) {
  PyObject *name = PyModule_GetNameObject(module);
  if (!name) return -1;
  int result = ambi_module_add_functions(module, name, functions);
  Py_DECREF(name);
  return result;
}

AMBI_EXPORT int PyModule_SetDocString(PyObject *module, const char *doc) {
  PyObject *text = PyUnicode_FromString(doc);
  int result = text ? PyObject_SetAttr(module, AMBI_ID("__doc__"), text) : -1;
  Py_XDECREF(text);
  return result;
}

AMBI_EXPORT int PyModule_AddObjectRef(PyObject *module, const char *name, PyObject *value) {
  if (!PyModule_Check(module)) {
    PyErr_SetString(PyExc_TypeError, "PyModule_AddObjectRef() first argument must be a module");
    return -1;
  }
  if (!value) {
    if (!PyErr_Occurred()) {
      PyErr_SetString(PyExc_SystemError,
                      "PyModule_AddObjectRef() must be called with an exception raised if value is NULL");
    }
    return -1;
  }
  PyObject *dict = PyModule_GetDict(module);
  if (!dict) {
    PyErr_Format(PyExc_SystemError, "module '%s' has no __dict__", PyModule_GetName(module));
    return -1;
  }
  return PyDict_SetItemString(dict, name, value);
}

/* Steals the reference to the value, but only where it succeeds. */
AMBI_EXPORT int PyModule_AddObject(PyObject *module, const char *name, PyObject *value) {
  int result = PyModule_AddObjectRef(module, name, value);
  if (result == 0) Py_DECREF(value);
  return result;
}

static int add_new(PyObject *module, const char *name, PyObject *value) {
  int result = PyModule_AddObjectRef(module, name, value);
  Py_XDECREF(value);
  return result;
}

AMBI_EXPORT int PyModule_AddIntConstant(PyObject *module, const char *name, long value) {
  return add_new(module, name, PyLong_FromLong(value));
}

AMBI_EXPORT int PyModule_AddStringConstant(PyObject *module, const char *name, const char *value) {
  return add_new(module, name, PyUnicode_FromString(value));
}

AMBI_EXPORT int PyModule_AddType(PyObject *module, PyTypeObject *type) {
  if (PyType_Ready(type) < 0) return -1;
  const char *dot = strrchr(type->tp_name, '.');
  return PyModule_AddObjectRef(module, dot ? dot + 1 : type->tp_name, (PyObject *)type);
}
