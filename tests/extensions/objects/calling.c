/* Calling, the calling conventions of functions, attributes, imports. */
#include "objects.h"

static PyObject *take_varargs(PyObject *self, PyObject *args) {
  return Py_BuildValue("(sOi)", "varargs", args, PyModule_Check(self));
}

static PyObject *take_keywords(PyObject *UNUSED(self), PyObject *args, PyObject *kwargs) {
  return Py_BuildValue("(sOO)", "keywords", args, kwargs ? kwargs : Py_None);
}

static PyObject *take_fastcall(PyObject *UNUSED(self), PyObject *const *args, Py_ssize_t count) {
  PyObject *tuple = PyTuple_New(count);
  for (Py_ssize_t i = 0; tuple && i < count; i++) PyTuple_SET_ITEM(tuple, i, Py_NewRef(args[i]));
  return Py_BuildValue("(sN)", "fastcall", tuple);
}

static PyObject *take_fastcall_keywords(PyObject *UNUSED(self), PyObject *const *args, Py_ssize_t count, PyObject *names) {
  PyObject *list = PyList_New(0);
  Py_ssize_t named = names ? PyTuple_GET_SIZE(names) : 0;
  for (Py_ssize_t i = 0; list && i < count + named; i++) {
    if (PyList_Append(list, args[i]) < 0) Py_CLEAR(list);
  }
  return Py_BuildValue("(snNO)", "fastcall keywords", count, list, names ? names : Py_None);
}

static PyObject *take_nothing(PyObject *UNUSED(self), PyObject *nothing) {
  return Py_BuildValue("(si)", "noargs", nothing == NULL);
}

static PyObject *take_one(PyObject *UNUSED(self), PyObject *object) { return Py_BuildValue("(sO)", "o", object); }

PyMethodDef convention_methods[] = {
    {"take_varargs", take_varargs, METH_VARARGS, "take_varargs($module, /, *args)\n--\n\nGives the tuple."},
    {"take_keywords", (PyCFunction)(void (*)(void))take_keywords, METH_VARARGS | METH_KEYWORDS, NULL},
    {"take_fastcall", (PyCFunction)(void (*)(void))take_fastcall, METH_FASTCALL, NULL},
    {"take_fastcall_keywords", (PyCFunction)(void (*)(void))take_fastcall_keywords, METH_FASTCALL | METH_KEYWORDS, NULL},
    {"take_nothing", take_nothing, METH_NOARGS, NULL},
    {"take_one", take_one, METH_O, NULL},
    {0},
};

static PyObject *convention(PyObject *self, const char *name) {
  for (PyMethodDef *def = convention_methods; def->ml_name; def++) {
    if (strcmp(def->ml_name, name) == 0) return PyCFunction_New(def, self);
  }
  return PyErr_Format(PyExc_LookupError, "no convention %s", name);
}

/* Calls a function of each convention through PyObject_Call, by name. */
static PyObject *call_convention(PyObject *self, PyObject *args) {
  const char *name;
  PyObject *arguments, *kwargs = NULL;
  if (!PyArg_ParseTuple(args, "sO!|O!", &name, &PyTuple_Type, &arguments, &PyDict_Type, &kwargs)) return NULL;
  PyObject *function = convention(self, name);
  PyObject *answer = function ? PyObject_Call(function, arguments, kwargs) : NULL;
  Py_XDECREF(function);
  return answer;
}

/* The same function through vectorcall, with room before the arguments as PY_VECTORCALL_ARGUMENTS_OFFSET promises. */
static PyObject *vectorcall_convention(PyObject *self, PyObject *args) {
  const char *name;
  PyObject *arguments, *names = NULL;
  if (!PyArg_ParseTuple(args, "sO!|O!", &name, &PyTuple_Type, &arguments, &PyTuple_Type, &names)) return NULL;
  PyObject *stack[9] = {NULL};
  Py_ssize_t all = PyTuple_GET_SIZE(arguments), named = names ? PyTuple_GET_SIZE(names) : 0;
  if (all > 8 || named > all) return PyErr_Format(PyExc_ValueError, "%zd arguments, %zd named", all, named);
  for (Py_ssize_t i = 0; i < all; i++) stack[i + 1] = PyTuple_GET_ITEM(arguments, i);
  PyObject *function = convention(self, name);
  PyObject *answer =
      function ? PyObject_Vectorcall(function, stack + 1, (size_t)(all - named) | PY_VECTORCALL_ARGUMENTS_OFFSET, names) : NULL;
  Py_XDECREF(function);
  return answer;
}

/* int(text, base) in the ways that there are to call an object. */
static PyObject *call_in_many_ways(PyObject *UNUSED(self), PyObject *args) {
  const char *text;
  int base;
  if (!PyArg_ParseTuple(args, "si", &text, &base)) return NULL;
  PyObject *callable = (PyObject *)&PyLong_Type;
  PyObject *arguments = Py_BuildValue("(si)", text, base);
  if (!arguments) return NULL;
  PyObject *results[] = {
      PyObject_CallObject(callable, arguments), PyObject_CallFunction(callable, "si", text, base),
      PyObject_CallFunctionObjArgs(callable, PyTuple_GET_ITEM(arguments, 0), PyTuple_GET_ITEM(arguments, 1), NULL),
      PyObject_Call(callable, arguments, NULL)};
  Py_DECREF(arguments);
  PyObject *list = PyList_New(0);
  for (size_t i = 0; i < Py_ARRAY_LENGTH(results); i++) {
    if (list && results[i] && PyList_Append(list, results[i]) < 0) Py_CLEAR(list);
    Py_XDECREF(results[i]);
  }
  if (PyErr_Occurred()) Py_CLEAR(list);
  return list;
}

static PyObject *call_method(PyObject *UNUSED(self), PyObject *args) {
  PyObject *object, *argument = NULL;
  const char *name;
  if (!PyArg_ParseTuple(args, "Os|O", &object, &name, &argument)) return NULL;
  return argument ? PyObject_CallMethod(object, name, "(O)", argument) : PyObject_CallMethod(object, name, NULL);
}

/* Calls an object, or the function of this module that a str names, with NULL for no arguments. */
static PyObject *call_without(PyObject *self, PyObject *object) {
  PyObject *callable = PyUnicode_Check(object) ? PyObject_GetAttr(self, object) : Py_NewRef(object);
  if (!callable) return NULL;
  PyObject *answer =
      PyCallable_Check(callable) ? PyObject_CallObject(callable, NULL) : PyUnicode_FromString("not callable");
  Py_DECREF(callable);
  return answer;
}

static PyObject *call_anything(PyObject *UNUSED(self), PyObject *args) {
  PyObject *callable, *arguments, *kwargs = NULL;
  if (!PyArg_ParseTuple(args, "OO|O", &callable, &arguments, &kwargs)) return NULL;
  return PyObject_Call(callable, arguments, kwargs);
}

static PyObject *get_attribute(PyObject *UNUSED(self), PyObject *args) {
  PyObject *object;
  const char *name;
  if (!PyArg_ParseTuple(args, "Os", &object, &name)) return NULL;
  return PyObject_GetAttrString(object, name);
}

static PyObject *has_attribute(PyObject *UNUSED(self), PyObject *args) {
  PyObject *object;
  const char *name;
  if (!PyArg_ParseTuple(args, "Os", &object, &name)) return NULL;
  return PyBool_FromLong(PyObject_HasAttrString(object, name));
}

static PyObject *set_attribute(PyObject *UNUSED(self), PyObject *args) {
  PyObject *object, *value;
  const char *name;
  if (!PyArg_ParseTuple(args, "OsO", &object, &name, &value)) return NULL;
  if (PyObject_SetAttrString(object, name, value) < 0) return NULL;
  Py_RETURN_NONE;
}

/* An attribute of this module through its dict and through the import machinery. */
static PyObject *module_attribute(PyObject *self, PyObject *args) {
  const char *name;
  if (!PyArg_ParseTuple(args, "s", &name)) return NULL;
  PyObject *dict = PyModule_GetDict(self);
  PyObject *value = PyDict_GetItemString(dict, name);
  if (!value) return PyErr_Format(PyExc_KeyError, "%s has no %s", PyModule_GetName(self), name);
  PyObject *attribute = PyObject_GetAttrString(self, name);
  int same = attribute == value;
  Py_XDECREF(attribute);
  return Py_BuildValue("(isO)", same, PyModule_GetName(self), value);
}

static PyObject *import_attribute(PyObject *UNUSED(self), PyObject *args) {
  const char *module_name, *name;
  if (!PyArg_ParseTuple(args, "ss", &module_name, &name)) return NULL;
  PyObject *module = PyImport_ImportModule(module_name);
  PyObject *value = module ? PyObject_GetAttrString(module, name) : NULL;
  PyObject *text = value ? PyObject_Repr(value) : NULL;
  Py_XDECREF(value);
  Py_XDECREF(module);
  return text;
}

/*
 * A class that inherits from one of this module or of builtins, made as a class statement makes one. Made once for each
 * base: a class refers to itself, so that only a collector of cycles frees it.
 */
static PyObject *subclass(PyObject *self, PyObject *args) {
  PyObject *base;
  if (!PyArg_ParseTuple(args, "O!", &PyType_Type, &base)) return NULL;
  PyObject *key = PyUnicode_FromFormat("subclass of %s", ((PyTypeObject *)base)->tp_name);
  PyObject *dict = PyModule_GetDict(self), *class = key ? Py_XNewRef(PyDict_GetItemWithError(dict, key)) : NULL;
  if (key && !class && !PyErr_Occurred()) {
    class = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){s:i,s:s}", "Sub", base, "extra", 5, "__module__", "here");
    if (class && PyDict_SetItem(dict, key, class) < 0) Py_CLEAR(class);
  }
  Py_XDECREF(key);
  return class;
}

PyMethodDef calling_methods[] = {
    {"subclass", subclass, METH_VARARGS, NULL},
    {"call_convention", call_convention, METH_VARARGS, NULL},
    {"vectorcall_convention", vectorcall_convention, METH_VARARGS, NULL},
    {"call_in_many_ways", call_in_many_ways, METH_VARARGS, NULL},
    {"call_method", call_method, METH_VARARGS, NULL},
    {"call_without", call_without, METH_O, NULL},
    {"call_anything", call_anything, METH_VARARGS, NULL},
    {"get_attribute", get_attribute, METH_VARARGS, NULL},
    {"has_attribute", has_attribute, METH_VARARGS, NULL},
    {"set_attribute", set_attribute, METH_VARARGS, NULL},
    {"module_attribute", module_attribute, METH_VARARGS, NULL},
    {"import_attribute", import_attribute, METH_VARARGS, NULL},
    {0},
};
