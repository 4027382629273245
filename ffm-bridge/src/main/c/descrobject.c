/* Descriptors that a type's tables make: methods, class methods, members, getsets. */
#include "types.h"

#define METHOD_DESCR(o) ((PyMethodDescrObject *)(o))

/* "list.append", made when first asked for. */
PyObject *ambi_descr_get_qualname(PyObject *o, void *closure AMBI_UNUSED) {
  PyDescrObject *d = (PyDescrObject *)o;
  if (!d->d_qualname) {
    PyObject *type_name = PyObject_GetAttr((PyObject *)d->d_type, AMBI_ID("__qualname__"));
    if (!type_name) return NULL;
    if (PyUnicode_Check(type_name)) {
      d->d_qualname = PyUnicode_FromFormat("%S.%S", type_name, d->d_name);
    } else {
      PyErr_SetString(PyExc_TypeError,
                      "<descriptor>.__objclass__.__qualname__ is not a unicode object");
    }
    Py_DECREF(type_name);
  }
  return AMBI_XNEWREF(d->d_qualname);
}

static PyDescrObject *descr_new(PyTypeObject *kind, PyTypeObject *type, const char *name) {
  PyDescrObject *d = (PyDescrObject *)ambi_object_alloc(kind, 0, true);
  if (!d) return NULL;
  Py_INCREF(type);
  d->d_type = type;
  d->d_name = PyUnicode_InternFromString(name);
  if (!d->d_name) Py_CLEAR(d);
  return d;
}

void ambi_descr_dealloc(PyObject *o) {
  PyDescrObject *d = (PyDescrObject *)o;
  Py_XDECREF(d->d_type);
  Py_XDECREF(d->d_name);
  Py_XDECREF(d->d_qualname);
  PyObject_GC_Del(o);
}

static PyObject *method_repr(PyObject *o) {
  return PyUnicode_FromFormat("<method '%U' of '%s' objects>", PyDescr_NAME(o),
                              PyDescr_TYPE(o)->tp_name);
}

static PyObject *member_repr(PyObject *o) {
  return PyUnicode_FromFormat("<member '%U' of '%s' objects>", PyDescr_NAME(o),
                              PyDescr_TYPE(o)->tp_name);
}

static PyObject *getset_repr(PyObject *o) {
  return PyUnicode_FromFormat("<attribute '%U' of '%s' objects>", PyDescr_NAME(o),
                              PyDescr_TYPE(o)->tp_name);
}

/* A descriptor works on C fields of its type: on any other object it would read wild memory. */
int ambi_descr_check(PyObject *descr, PyObject *o) {
  if (AMBI_LIKELY(PyObject_TypeCheck(o, PyDescr_TYPE(descr)))) return 0;
  PyErr_Format(PyExc_TypeError,
               "descriptor '%U' for '%.100s' objects doesn't apply to a '%.100s' object",
               PyDescr_NAME(descr), PyDescr_TYPE(descr)->tp_name, Py_TYPE(o)->tp_name);
  return -1;
}

/* ---- methods: calling ------------------------------------------------------------------------ */

static PyObject *wrong_count(PyObject *f, const char *format, Py_ssize_t nargs) {
  PyObject *name = ambi_function_str(f);
  if (!name) return NULL;
  PyErr_Format(PyExc_TypeError, format, name, nargs);
  Py_DECREF(name);
  return NULL;
}

static inline bool check_self(PyObject *f, PyObject *const *args, Py_ssize_t nargs) {
  if (AMBI_UNLIKELY(nargs < 1)) {
    wrong_count(f, "unbound method %U needs an argument", 0);
    return false;
  }
  return ambi_descr_check(f, args[0]) == 0;
}

#define GUARDED(call)                                                       \
  if (Py_EnterRecursiveCall(" while calling a Python object")) return NULL; \
  PyObject *result = (call);                                                \
  Py_LeaveRecursiveCall();                                                  \
  return result

#define C_FUNCTION(T) ((T)(void (*)(void))METHOD_DESCR(f)->d_method->ml_meth)

static PyObject *call_noargs(PyObject *f, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
  Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  if (!check_self(f, args, nargs) || ambi_no_kwnames(f, kwnames) < 0) return NULL;
  if (nargs != 1) return wrong_count(f, "%U takes no arguments (%zd given)", nargs - 1);
  GUARDED(C_FUNCTION(PyCFunction)(args[0], NULL));
}

static PyObject *call_o(PyObject *f, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
  Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  if (!check_self(f, args, nargs) || ambi_no_kwnames(f, kwnames) < 0) return NULL;
  if (nargs != 2) return wrong_count(f, "%U takes exactly one argument (%zd given)", nargs - 1);
  GUARDED(C_FUNCTION(PyCFunction)(args[0], args[1]));
}

static PyObject *call_fast(PyObject *f, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
  Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  if (!check_self(f, args, nargs) || ambi_no_kwnames(f, kwnames) < 0) return NULL;
  GUARDED(C_FUNCTION(PyCFunctionFast)(args[0], args + 1, nargs - 1));
}

static PyObject *call_fast_keywords(PyObject *f, PyObject *const *args, size_t nargsf,
                                    PyObject *kwnames) {
  Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  if (!check_self(f, args, nargs)) return NULL;
  GUARDED(C_FUNCTION(PyCFunctionFastWithKeywords)(args[0], args + 1, nargs - 1, kwnames));
}

static PyObject *call_fast_method(PyObject *f, PyObject *const *args, size_t nargsf,
                                  PyObject *kwnames) {
  Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  if (!check_self(f, args, nargs)) return NULL;
  GUARDED(C_FUNCTION(PyCMethod)(args[0], PyDescr_TYPE(f), args + 1, (size_t)(nargs - 1), kwnames));
}

static PyObject *call_varargs(PyObject *f, PyObject *const *args, size_t nargsf,
                              PyObject *kwnames) {
  Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  if (!check_self(f, args, nargs) || ambi_no_kwnames(f, kwnames) < 0) return NULL;
  PyObject *tuple = ambi_tuple_from_array(args + 1, nargs - 1);
  if (!tuple) return NULL;
  PyObject *result = NULL;
  if (!Py_EnterRecursiveCall(" while calling a Python object")) {
    result = C_FUNCTION(PyCFunction)(args[0], tuple);
    Py_LeaveRecursiveCall();
  }
  Py_DECREF(tuple);
  return result;
}

static PyObject *call_varargs_keywords(PyObject *f, PyObject *const *args, size_t nargsf,
                                       PyObject *kwnames) {
  Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  if (!check_self(f, args, nargs)) return NULL;
  PyObject *tuple = ambi_tuple_from_array(args + 1, nargs - 1), *dict = NULL, *result = NULL;
  if (!tuple) return NULL;
  if (kwnames && PyTuple_GET_SIZE(kwnames)) {
    dict = _PyStack_AsDict(args + nargs, kwnames);
    if (!dict) goto done;
  }
  if (!Py_EnterRecursiveCall(" while calling a Python object")) {
    result = C_FUNCTION(PyCFunctionWithKeywords)(args[0], tuple, dict);
    Py_LeaveRecursiveCall();
  }
done:
  Py_DECREF(tuple);
  Py_XDECREF(dict);
  return result;
}

static vectorcallfunc convention(int flags) {
  switch (flags &
          (METH_VARARGS | METH_FASTCALL | METH_NOARGS | METH_O | METH_KEYWORDS | METH_METHOD)) {
    case METH_VARARGS: return call_varargs;
    case METH_VARARGS | METH_KEYWORDS: return call_varargs_keywords;
    case METH_FASTCALL: return call_fast;
    case METH_FASTCALL | METH_KEYWORDS: return call_fast_keywords;
    case METH_NOARGS: return call_noargs;
    case METH_O: return call_o;
    case METH_METHOD | METH_FASTCALL | METH_KEYWORDS: return call_fast_method;
    default: return NULL;
  }
}

AMBI_EXPORT PyObject *PyDescr_NewMethod(PyTypeObject *type, PyMethodDef *def) {
  vectorcallfunc call = convention(def->ml_flags);
  if (!call) {
    return PyErr_Format(PyExc_SystemError, "%s() method: bad call flags", def->ml_name);
  }
  PyDescrObject *d = descr_new(&PyMethodDescr_Type, type, def->ml_name);
  if (d) {
    METHOD_DESCR(d)->d_method = def;
    METHOD_DESCR(d)->vectorcall = call;
  }
  return (PyObject *)d;
}

AMBI_EXPORT PyObject *PyDescr_NewClassMethod(PyTypeObject *type, PyMethodDef *def) {
  PyDescrObject *d = descr_new(&ambi_ClassMethodDescr_Type, type, def->ml_name);
  if (d) METHOD_DESCR(d)->d_method = def;
  return (PyObject *)d;
}

/* ---- methods: binding ------------------------------------------------------------------------ */

static PyObject *method_get(PyObject *o, PyObject *instance, PyObject *type) {
  if (!instance) return AMBI_NEWREF(o);
  if (ambi_descr_check(o, instance) < 0) return NULL;
  PyMethodDef *def = METHOD_DESCR(o)->d_method;
  if (!(def->ml_flags & METH_METHOD)) return PyCFunction_NewEx(def, instance, NULL);
  if (type && !PyType_Check(type)) {
    return PyErr_Format(PyExc_TypeError, "descriptor '%U' needs a type, not '%s', as arg 2",
                        PyDescr_NAME(o), Py_TYPE(type)->tp_name);
  }
  return PyCMethod_New(def, instance, NULL, PyDescr_TYPE(o));
}

static PyObject *classmethod_get(PyObject *o, PyObject *instance, PyObject *type) {
  if (!type) {
    if (!instance) {
      return PyErr_Format(PyExc_TypeError,
                          "descriptor '%U' for type '%.100s' needs either an object or a type",
                          PyDescr_NAME(o), PyDescr_TYPE(o)->tp_name);
    }
    type = (PyObject *)Py_TYPE(instance);
  }
  if (!PyType_Check(type)) {
    return PyErr_Format(PyExc_TypeError,
                        "descriptor '%U' for type '%.100s' needs a type, not a '%.100s' as arg 2",
                        PyDescr_NAME(o), PyDescr_TYPE(o)->tp_name, Py_TYPE(type)->tp_name);
  }
  if (!PyType_IsSubtype((PyTypeObject *)type, PyDescr_TYPE(o))) {
    return PyErr_Format(PyExc_TypeError,
                        "descriptor '%U' requires a subtype of '%.100s' but received '%.100s'",
                        PyDescr_NAME(o), PyDescr_TYPE(o)->tp_name, ((PyTypeObject *)type)->tp_name);
  }
  PyMethodDef *def = METHOD_DESCR(o)->d_method;
  PyTypeObject *cls = def->ml_flags & METH_METHOD ? PyDescr_TYPE(o) : NULL;
  return PyCMethod_New(def, type, NULL, cls);
}

static PyObject *classmethod_call(PyObject *o, PyObject *args, PyObject *kwargs) {
  Py_ssize_t n = PyTuple_GET_SIZE(args);
  if (n < 1) {
    return PyErr_Format(PyExc_TypeError, "descriptor '%U' of '%.100s' object needs an argument",
                        PyDescr_NAME(o), PyDescr_TYPE(o)->tp_name);
  }
  PyObject *self = PyTuple_GET_ITEM(args, 0);
  PyObject *bound = classmethod_get(o, NULL, self);
  if (!bound) return NULL;
  PyObject *result =
      PyObject_VectorcallDict(bound, ((PyTupleObject *)args)->ob_item + 1, (size_t)(n - 1), kwargs);
  Py_DECREF(bound);
  return result;
}

static PyObject *method_get_doc(PyObject *o, void *closure AMBI_UNUSED) {
  PyMethodDef *def = METHOD_DESCR(o)->d_method;
  const char *doc = ambi_doc_without_signature(def->ml_name, def->ml_doc);
  return doc ? PyUnicode_FromString(doc) : AMBI_NEWREF(Py_None);
}

static PyObject *method_get_text_signature(PyObject *o, void *closure AMBI_UNUSED) {
  return ambi_text_signature(METHOD_DESCR(o)->d_method->ml_name, METHOD_DESCR(o)->d_method->ml_doc);
}

/* ---- members and getsets --------------------------------------------------------------------- */

AMBI_EXPORT PyObject *PyDescr_NewMember(PyTypeObject *type, PyMemberDef *def) {
  PyDescrObject *d = descr_new(&PyMemberDescr_Type, type, def->name);
  if (d) ((PyMemberDescrObject *)d)->d_member = def;
  return (PyObject *)d;
}

AMBI_EXPORT PyObject *PyDescr_NewGetSet(PyTypeObject *type, PyGetSetDef *def) {
  PyDescrObject *d = descr_new(&PyGetSetDescr_Type, type, def->name);
  if (d) ((PyGetSetDescrObject *)d)->d_getset = def;
  return (PyObject *)d;
}

static PyObject *member_get(PyObject *o, PyObject *instance, PyObject *type AMBI_UNUSED) {
  if (!instance) return AMBI_NEWREF(o);
  if (ambi_descr_check(o, instance) < 0) return NULL;
  return PyMember_GetOne((char *)instance, ((PyMemberDescrObject *)o)->d_member);
}

static int member_set(PyObject *o, PyObject *instance, PyObject *value) {
  if (ambi_descr_check(o, instance) < 0) return -1;
  return PyMember_SetOne((char *)instance, ((PyMemberDescrObject *)o)->d_member, value);
}

static PyObject *getset_get(PyObject *o, PyObject *instance, PyObject *type AMBI_UNUSED) {
  PyGetSetDef *def = ((PyGetSetDescrObject *)o)->d_getset;
  if (!instance) return AMBI_NEWREF(o);
  if (ambi_descr_check(o, instance) < 0) return NULL;
  if (def->get) return def->get(instance, def->closure);
  return PyErr_Format(PyExc_AttributeError, "attribute '%U' of '%.100s' objects is not readable",
                      PyDescr_NAME(o), PyDescr_TYPE(o)->tp_name);
}

static int getset_set(PyObject *o, PyObject *instance, PyObject *value) {
  PyGetSetDef *def = ((PyGetSetDescrObject *)o)->d_getset;
  if (ambi_descr_check(o, instance) < 0) return -1;
  if (def->set) return def->set(instance, value, def->closure);
  PyErr_Format(PyExc_AttributeError, "attribute '%U' of '%.100s' objects is not writable",
               PyDescr_NAME(o), PyDescr_TYPE(o)->tp_name);
  return -1;
}

static PyObject *text_or_none(const char *text) {
  return text ? PyUnicode_FromString(text) : AMBI_NEWREF(Py_None);
}

static PyObject *member_get_doc(PyObject *o, void *closure AMBI_UNUSED) {
  return text_or_none(((PyMemberDescrObject *)o)->d_member->doc);
}

static PyObject *getset_get_doc(PyObject *o, void *closure AMBI_UNUSED) {
  return text_or_none(((PyGetSetDescrObject *)o)->d_getset->doc);
}

AMBI_EXPORT int PyDescr_IsData(PyObject *o) { return Py_TYPE(o)->tp_descr_set != NULL; }

/* ---- their types ----------------------------------------------------------------------------- */

PyMemberDef ambi_descr_members[] = {
    {"__objclass__", T_OBJECT, offsetof(PyDescrObject, d_type), READONLY, NULL},
    {"__name__", T_OBJECT, offsetof(PyDescrObject, d_name), READONLY, NULL},
    {0},
};

static PyGetSetDef method_getset[] = {
    {"__doc__", method_get_doc, NULL, NULL, NULL},
    {"__qualname__", ambi_descr_get_qualname, NULL, NULL, NULL},
    {"__text_signature__", method_get_text_signature, NULL, NULL, NULL},
    {0},
};

static PyGetSetDef member_getset[] = {
    {"__doc__", member_get_doc, NULL, NULL, NULL},
    {"__qualname__", ambi_descr_get_qualname, NULL, NULL, NULL},
    {0},
};

static PyGetSetDef getset_getset[] = {
    {"__doc__", getset_get_doc, NULL, NULL, NULL},
    {"__qualname__", ambi_descr_get_qualname, NULL, NULL, NULL},
    {0},
};

AMBI_EXPORT PyTypeObject PyMethodDescr_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "method_descriptor",
    .tp_basicsize = sizeof(PyMethodDescrObject),
    .tp_dealloc = ambi_descr_dealloc,
    .tp_vectorcall_offset = offsetof(PyMethodDescrObject, vectorcall),
    .tp_repr = method_repr,
    .tp_call = PyVectorcall_Call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL |
                Py_TPFLAGS_METHOD_DESCRIPTOR,
    .tp_members = ambi_descr_members,
    .tp_getset = method_getset,
    .tp_descr_get = method_get,
};

PyTypeObject ambi_ClassMethodDescr_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "classmethod_descriptor",
    .tp_basicsize = sizeof(PyMethodDescrObject),
    .tp_dealloc = ambi_descr_dealloc,
    .tp_repr = method_repr,
    .tp_call = classmethod_call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_members = ambi_descr_members,
    .tp_getset = method_getset,
    .tp_descr_get = classmethod_get,
};

AMBI_EXPORT PyTypeObject PyMemberDescr_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "member_descriptor",
    .tp_basicsize = sizeof(PyMemberDescrObject),
    .tp_dealloc = ambi_descr_dealloc,
    .tp_repr = member_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_members = ambi_descr_members,
    .tp_getset = member_getset,
    .tp_descr_get = member_get,
    .tp_descr_set = member_set,
};

AMBI_EXPORT PyTypeObject PyGetSetDescr_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "getset_descriptor",
    .tp_basicsize = sizeof(PyGetSetDescrObject),
    .tp_dealloc = ambi_descr_dealloc,
    .tp_repr = getset_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_members = ambi_descr_members,
    .tp_getset = getset_getset,
    .tp_descr_get = getset_get,
    .tp_descr_set = getset_set,
};
