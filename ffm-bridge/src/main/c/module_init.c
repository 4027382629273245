/* From a PyModuleDef to a module: in one phase (PyModule_Create2), in two (PEP 489), and PyState_*. */
#include "moduleobject.h"

/*
 * The full name of the module that is being imported, while its PyInit function runs: a module in a package that is made in
 * one phase knows the last part of its name only. Whoever imports sets it, and PyModule_Create2 takes it.
 */
extern AMBI_API const char *_Py_PackageContext;
AMBI_EXPORT const char *_Py_PackageContext = NULL;

#define PYTHON_API_VERSION 1013
#define PYTHON_ABI_VERSION 3

static Py_ssize_t last_index;

AMBI_EXPORT PyObject *PyModuleDef_Init(PyModuleDef *def) {
  PyObject *self = &def->m_base.ob_base;
  if (def->m_base.m_index == 0) {
    Py_SET_TYPE(self, &PyModuleDef_Type);
    self->ob_refcnt = 1;
    def->m_base.m_index = ++last_index;
  }
  return self;
}

static bool version_fits(const char *name, int version) {
  if (version == PYTHON_API_VERSION || version == PYTHON_ABI_VERSION) return true;
  return PyErr_WarnFormat(PyExc_RuntimeWarning, 1,
                          "Python C API version mismatch for module %.100s: This Python has API version %d, module "
                          "%.100s has version %d.",
                          name, PYTHON_API_VERSION, name, version) == 0;
}

static int allocate_state(PyObject *module, Py_ssize_t size) {
  /* One byte at least: having a state also says that the module was executed. */
  MODULE(module)->md_state = PyMem_Calloc(1, size ? (size_t)size : 1);
  if (MODULE(module)->md_state) return 0;
  PyErr_NoMemory();
  return -1;
}

/* The methods and the doc string of a definition. */
static int apply(PyObject *module, PyObject *name, PyModuleDef *def) {
  if (def->m_methods && ambi_module_add_functions(module, name, def->m_methods) < 0) return -1;
  return def->m_doc ? PyModule_SetDocString(module, def->m_doc) : 0;
}

AMBI_EXPORT PyObject *PyModule_Create2(PyModuleDef *def, int apiver) {
  PyModuleDef_Init(def);
  const char *name = def->m_name;
  if (!version_fits(name, apiver)) return NULL;
  if (def->m_slots) {
    return ambi_raise(PyExc_SystemError, "module %s: PyModule_Create is incompatible with m_slots", name);
  }
  if (_Py_PackageContext) {
    const char *dot = strrchr(_Py_PackageContext, '.');
    if (dot && strcmp(dot + 1, name) == 0) {
      name = _Py_PackageContext;
      _Py_PackageContext = NULL;
    }
  }
  PyObject *text = PyUnicode_FromString(name);
  PyObject *module = text ? PyModule_NewObject(text) : NULL;
  if (module && ((def->m_size > 0 && allocate_state(module, def->m_size) < 0) || apply(module, text, def) < 0)) {
    Py_CLEAR(module);
  }
  Py_XDECREF(text);
  if (module) MODULE(module)->md_def = def;
  return module;
}

/* ---- two phases -------------------------------------------------------------------------------------------- */

typedef struct {
  PyObject *(*create)(PyObject *spec, PyModuleDef *def); /* NULL: an ordinary module */
  bool executes;
} module_slots;

static bool read_slots(PyModuleDef *def, const char *name, module_slots *to) {
  *to = (module_slots){0};
  for (PyModuleDef_Slot *slot = def->m_slots; slot && slot->slot; slot++) {
    if (slot->slot == Py_mod_create) {
      if (to->create) {
        PyErr_Format(PyExc_SystemError, "module %s has multiple create slots", name);
        return false;
      }
      to->create = (PyObject * (*)(PyObject *, PyModuleDef *)) slot->value;
    } else if (slot->slot == Py_mod_exec) {
      to->executes = true;
    } else {
      PyErr_Format(PyExc_SystemError, "module %s uses unknown slot ID %i", name, slot->slot);
      return false;
    }
  }
  return true;
}

static PyObject *create(PyModuleDef *def, PyObject *spec, const char *name, const module_slots *slots) {
  PyObject *module = slots->create(spec, def);
  if (!module) {
    if (!PyErr_Occurred()) {
      PyErr_Format(PyExc_SystemError, "creation of module %s failed without setting an exception", name);
    }
  } else if (PyErr_Occurred()) {
    PyErr_Format(PyExc_SystemError, "creation of module %s raised unreported exception", name);
    Py_CLEAR(module);
  }
  return module;
}

/* What a create slot made need not be a module, but then it can have neither state nor slots to execute. */
static bool fits(PyModuleDef *def, PyObject *module, const char *name, const module_slots *slots) {
  if (PyModule_Check(module)) {
    MODULE(module)->md_state = NULL;
    MODULE(module)->md_def = def;
    return true;
  }
  if (def->m_size > 0 || def->m_traverse || def->m_clear || def->m_free) {
    PyErr_Format(PyExc_SystemError, "module %s is not a module object, but requests module state", name);
    return false;
  }
  if (slots->executes) {
    PyErr_Format(PyExc_SystemError,
                 "module %s specifies execution slots, but did not create a ModuleType instance", name);
    return false;
  }
  return true;
}

static PyObject *from_def(PyModuleDef *def, PyObject *spec, PyObject *text, const char *name) {
  if (def->m_size < 0) {
    return ambi_raise(PyExc_SystemError, "module %s: m_size may not be negative for multi-phase initialization", name);
  }
  module_slots slots;
  if (!read_slots(def, name, &slots)) return NULL;
  PyObject *module = slots.create ? create(def, spec, name, &slots) : PyModule_NewObject(text);
  if (module && (!fits(def, module, name, &slots) || apply(module, text, def) < 0)) Py_CLEAR(module);
  return module;
}

AMBI_EXPORT PyObject *PyModule_FromDefAndSpec2(PyModuleDef *def, PyObject *spec, int apiver) {
  PyModuleDef_Init(def);
  PyObject *text = PyObject_GetAttrString(spec, "name");
  if (!text) return NULL;
  const char *name = PyUnicode_AsUTF8(text);
  PyObject *module = name && version_fits(name, apiver) ? from_def(def, spec, text, name) : NULL;
  Py_DECREF(text);
  return module;
}

AMBI_EXPORT int PyModule_ExecDef(PyObject *module, PyModuleDef *def) {
  const char *name = PyModule_GetName(module);
  if (!name) return -1;
  if (def->m_size >= 0 && !MODULE(module)->md_state && allocate_state(module, def->m_size) < 0) return -1;
  for (PyModuleDef_Slot *slot = def->m_slots; slot && slot->slot; slot++) {
    if (slot->slot == Py_mod_create) continue; /* PyModule_FromDefAndSpec2 has called it */
    if (slot->slot != Py_mod_exec) {
      PyErr_Format(PyExc_SystemError, "module %s initialized with unknown slot %i", name, slot->slot);
      return -1;
    }
    int failed = ((int (*)(PyObject *))slot->value)(module);
    if (failed) {
      if (!PyErr_Occurred()) {
        PyErr_Format(PyExc_SystemError, "execution of module %s failed without setting an exception", name);
      }
      return -1;
    }
    if (PyErr_Occurred()) {
      PyErr_Format(PyExc_SystemError, "execution of module %s raised unreported exception", name);
      return -1;
    }
  }
  return 0;
}

/* ---- the module that belongs to a definition ------------------------------------------------------------------ */

/* By m_index. Each loaded copy of a binary has definitions of its own, and so modules of its own here. */
static PyObject **modules;
static Py_ssize_t modules_length;

AMBI_EXPORT PyObject *PyState_FindModule(PyModuleDef *def) {
  Py_ssize_t index = def->m_base.m_index;
  if (def->m_slots || index <= 0 || index >= modules_length) return NULL;
  return modules[index];
}

AMBI_EXPORT int PyState_AddModule(PyObject *module, PyModuleDef *def) {
  if (!def) {
    PyErr_SetString(PyExc_SystemError, "PyState_AddModule: module definition is NULL");
    return -1;
  }
  if (def->m_slots) {
    PyErr_SetString(PyExc_SystemError, "PyState_AddModule called on module with slots");
    return -1;
  }
  PyModuleDef_Init(def);
  Py_ssize_t index = def->m_base.m_index;
  if (index >= modules_length) {
    Py_ssize_t length = index * 2 + 8;
    PyObject **larger = PyMem_Realloc(modules, (size_t)length * sizeof *larger);
    if (!larger) {
      PyErr_NoMemory();
      return -1;
    }
    memset(larger + modules_length, 0, (size_t)(length - modules_length) * sizeof *larger);
    modules = larger;
    modules_length = length;
  }
  if (modules[index] == module) {
    /* CPython ends the process here. */
    PyErr_Format(PyExc_SystemError, "PyState_AddModule: module %p already added", module);
    return -1;
  }
  Py_INCREF(module);
  Py_SETREF(modules[index], module);
  return 0;
}

AMBI_EXPORT int PyState_RemoveModule(PyModuleDef *def) {
  if (def->m_slots) {
    PyErr_SetString(PyExc_SystemError, "PyState_RemoveModule called on module with slots");
    return -1;
  }
  Py_ssize_t index = def->m_base.m_index;
  if (index <= 0 || index >= modules_length || !modules[index]) {
    PyErr_SetString(PyExc_SystemError, "PyState_RemoveModule: module index invalid");
    return -1;
  }
  Py_CLEAR(modules[index]);
  return 0;
}
