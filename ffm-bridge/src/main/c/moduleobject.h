/* The module object. Its layout is private in CPython too: extensions use the functions. */
#ifndef AMBI_MODULEOBJECT_H
#define AMBI_MODULEOBJECT_H

#include "ambi.h"

typedef struct {
  PyObject ob_base;
  PyObject *md_dict;
  PyModuleDef *md_def;
  void *md_state;
  PyObject *md_weaklist;
  PyObject *md_name; /* for messages, when the dict is gone */
} PyModuleObject;

#define MODULE(o) ((PyModuleObject *)(o))

/* Makes each method of a table an attribute of the module, whose name is given. */
int ambi_module_add_functions(PyObject *module, PyObject *name, PyMethodDef *functions);

#endif
