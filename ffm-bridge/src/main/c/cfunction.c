/* Built-in functions: a C function of any METH_ convention as a callable object. */
#include "types.h"

#define FUNCTION(o) ((PyCFunctionObject *)(o))
#define METH_CONVENTION \
  (METH_VARARGS | METH_KEYWORDS | METH_NOARGS | METH_O | METH_FASTCALL | METH_METHOD)

/* METH_STATIC functions are called without the object that they were found on. */
static inline PyObject *self_of(PyObject *f) {
  return FUNCTION(f)->m_ml->ml_flags & METH_STATIC ? NULL : FUNCTION(f)->m_self;
}

static PyObject *wrong_count(PyObject *f, const char *takes, Py_ssize_t nargs) {
  PyObject *name = ambi_function_str(f);
  if (!name) return NULL;
  PyErr_Format(PyExc_TypeError, "%U takes %s (%zd given)", name, takes, nargs);
  Py_DECREF(name);
  return NULL;
}

/* The depth of C calls is counted where a call can come back here through a callback. */
#define GUARDED(call)                                                       \
  if (Py_EnterRecursiveCall(" while calling a Python object")) return NULL; \
  PyObject *result = (call);                                                \
  Py_LeaveRecursiveCall();                                                  \
  return result

static PyObject *call_noargs(PyObject *f, PyObject *const *args AMBI_UNUSED, size_t nargsf,
                             PyObject *kwnames) {
  Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  if (ambi_no_kwnames(f, kwnames) < 0) return NULL;
  if (AMBI_UNLIKELY(nargs != 0)) return wrong_count(f, "no arguments", nargs);
  GUARDED(FUNCTION(f)->m_ml->ml_meth(self_of(f), NULL));
}

static PyObject *call_o(PyObject *f, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
  Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  if (ambi_no_kwnames(f, kwnames) < 0) return NULL;
  if (AMBI_UNLIKELY(nargs != 1)) return wrong_count(f, "exactly one argument", nargs);
  GUARDED(FUNCTION(f)->m_ml->ml_meth(self_of(f), args[0]));
}

static PyObject *call_fast(PyObject *f, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
  if (ambi_no_kwnames(f, kwnames) < 0) return NULL;
  PyCFunctionFast function = (PyCFunctionFast)(void (*)(void))FUNCTION(f)->m_ml->ml_meth;
  GUARDED(function(self_of(f), args, PyVectorcall_NARGS(nargsf)));
}

static PyObject *call_fast_keywords(PyObject *f, PyObject *const *args, size_t nargsf,
                                    PyObject *kwnames) {
  PyCFunctionFastWithKeywords function =
      (PyCFunctionFastWithKeywords)(void (*)(void))FUNCTION(f)->m_ml->ml_meth;
  GUARDED(function(self_of(f), args, PyVectorcall_NARGS(nargsf), kwnames));
}

static PyObject *call_fast_method(PyObject *f, PyObject *const *args, size_t nargsf,
                                  PyObject *kwnames) {
  PyCMethod function = (PyCMethod)(void (*)(void))FUNCTION(f)->m_ml->ml_meth;
  PyTypeObject *defining = ((PyCMethodObject *)f)->mm_class;
  GUARDED(function(self_of(f), defining, args, (size_t)PyVectorcall_NARGS(nargsf), kwnames));
}

/* tp_call: METH_VARARGS functions come here with what they want, others from tuple-based callers.
 */
static PyObject *cfunction_call(PyObject *f, PyObject *args, PyObject *kwargs) {
  PyMethodDef *ml = FUNCTION(f)->m_ml;
  if (!(ml->ml_flags & METH_VARARGS)) return PyVectorcall_Call(f, args, kwargs);
  if (ml->ml_flags & METH_KEYWORDS) {
    return ((PyCFunctionWithKeywords)(void (*)(void))ml->ml_meth)(self_of(f), args, kwargs);
  }
  if (kwargs && PyDict_GET_SIZE(kwargs)) {
    return PyErr_Format(PyExc_TypeError, "%.200s() takes no keyword arguments", ml->ml_name);
  }
  return ml->ml_meth(self_of(f), args);
}

/* False when the flags are no convention; *call is NULL for METH_VARARGS, which goes by tp_call. */
static bool convention(int flags, vectorcallfunc *call) {
  switch (flags & METH_CONVENTION) {
    case METH_VARARGS:
    case METH_VARARGS | METH_KEYWORDS: *call = NULL; return true;
    case METH_NOARGS: *call = call_noargs; return true;
    case METH_O: *call = call_o; return true;
    case METH_FASTCALL: *call = call_fast; return true;
    case METH_FASTCALL | METH_KEYWORDS: *call = call_fast_keywords; return true;
    case METH_METHOD | METH_FASTCALL | METH_KEYWORDS: *call = call_fast_method; return true;
    default: return false;
  }
}

AMBI_EXPORT PyObject *PyCMethod_New(PyMethodDef *ml, PyObject *self, PyObject *module,
                                    PyTypeObject *cls) {
  vectorcallfunc call;
  if (!convention(ml->ml_flags, &call)) {
    return PyErr_Format(PyExc_SystemError, "%s() method: bad call flags", ml->ml_name);
  }
  bool method = ml->ml_flags & METH_METHOD;
  if (method != (cls != NULL)) {
    PyErr_SetString(PyExc_SystemError,
                    method ? "attempting to create PyCMethod with a METH_METHOD flag but no class"
                           : "attempting to create PyCFunction with class but no METH_METHOD flag");
    return NULL;
  }
  PyCFunctionObject *f =
      (PyCFunctionObject *)_PyObject_GC_New(method ? &PyCMethod_Type : &PyCFunction_Type);
  if (!f) return NULL;
  f->m_weakreflist = NULL;
  f->m_ml = ml;
  f->m_self = AMBI_XNEWREF(self);
  f->m_module = AMBI_XNEWREF(module);
  f->vectorcall = call;
  if (method) {
    Py_INCREF(cls);
    ((PyCMethodObject *)f)->mm_class = cls;
  }
  return (PyObject *)f;
}

AMBI_EXPORT PyObject *PyCFunction_NewEx(PyMethodDef *ml, PyObject *self, PyObject *module) {
  return PyCMethod_New(ml, self, module, NULL);
}

AMBI_EXPORT PyObject *PyCFunction_New(PyMethodDef *ml, PyObject *self) {
  return PyCMethod_New(ml, self, NULL, NULL);
}

#define CHECKED(o, otherwise)  \
  if (!PyCFunction_Check(o)) { \
    PyErr_BadInternalCall();   \
    return otherwise;          \
  }

AMBI_EXPORT PyCFunction PyCFunction_GetFunction(PyObject *o) {
  CHECKED(o, NULL)
  return FUNCTION(o)->m_ml->ml_meth;
}

AMBI_EXPORT PyObject *PyCFunction_GetSelf(PyObject *o) {
  CHECKED(o, NULL)
  return self_of(o);
}

AMBI_EXPORT int PyCFunction_GetFlags(PyObject *o) {
  CHECKED(o, -1)
  return FUNCTION(o)->m_ml->ml_flags;
}

static void cfunction_dealloc(PyObject *o) {
  PyCFunctionObject *f = FUNCTION(o);
  if (f->m_weakreflist) PyObject_ClearWeakRefs(o);
  if (f->m_ml->ml_flags & METH_METHOD) Py_CLEAR(((PyCMethodObject *)f)->mm_class);
  Py_CLEAR(f->m_self);
  Py_CLEAR(f->m_module);
  PyObject_GC_Del(o);
}

static PyObject *cfunction_repr(PyObject *o) {
  PyCFunctionObject *f = FUNCTION(o);
  if (!f->m_self || PyModule_Check(f->m_self)) {
    return PyUnicode_FromFormat("<built-in function %s>", f->m_ml->ml_name);
  }
  return PyUnicode_FromFormat("<built-in method %s of %s object at %p>", f->m_ml->ml_name,
                              Py_TYPE(f->m_self)->tp_name, f->m_self);
}

static Py_hash_t cfunction_hash(PyObject *o) {
  Py_hash_t hash = _Py_HashPointer(FUNCTION(o)->m_self) ^
                   _Py_HashPointer((void *)(uintptr_t)FUNCTION(o)->m_ml->ml_meth);
  return hash == -1 ? -2 : hash;
}

static PyObject *cfunction_richcompare(PyObject *a, PyObject *b, int op) {
  if ((op != Py_EQ && op != Py_NE) || !PyCFunction_Check(a) || !PyCFunction_Check(b)) {
    Py_RETURN_NOTIMPLEMENTED;
  }
  bool equal = FUNCTION(a)->m_self == FUNCTION(b)->m_self &&
               FUNCTION(a)->m_ml->ml_meth == FUNCTION(b)->m_ml->ml_meth;
  return PyBool_FromLong(equal == (op == Py_EQ));
}

static PyObject *get_doc(PyObject *o, void *closure AMBI_UNUSED) {
  PyMethodDef *ml = FUNCTION(o)->m_ml;
  const char *doc = ambi_doc_without_signature(ml->ml_name, ml->ml_doc);
  if (!doc) Py_RETURN_NONE;
  return PyUnicode_FromString(doc);
}

static PyObject *get_text_signature(PyObject *o, void *closure AMBI_UNUSED) {
  return ambi_text_signature(FUNCTION(o)->m_ml->ml_name, FUNCTION(o)->m_ml->ml_doc);
}

static PyObject *get_name(PyObject *o, void *closure AMBI_UNUSED) {
  return PyUnicode_FromString(FUNCTION(o)->m_ml->ml_name);
}

static PyObject *get_qualname(PyObject *o, void *closure AMBI_UNUSED) {
  PyCFunctionObject *f = FUNCTION(o);
  if (!f->m_self || PyModule_Check(f->m_self)) return PyUnicode_FromString(f->m_ml->ml_name);
  PyObject *type = PyType_Check(f->m_self) ? f->m_self : (PyObject *)Py_TYPE(f->m_self);
  PyObject *type_name = PyObject_GetAttr(type, AMBI_ID("__qualname__"));
  if (!type_name) return NULL;
  PyObject *name = NULL;
  if (PyUnicode_Check(type_name)) {
    name = PyUnicode_FromFormat("%S.%s", type_name, f->m_ml->ml_name);
  } else {
    PyErr_SetString(PyExc_TypeError, "<method>.__class__.__qualname__ is not a unicode object");
  }
  Py_DECREF(type_name);
  return name;
}

static PyObject *get_self(PyObject *o, void *closure AMBI_UNUSED) {
  PyObject *self = self_of(o);
  return AMBI_NEWREF(self ? self : Py_None);
}

static PyGetSetDef getset[] = {
    {"__doc__", get_doc, NULL, NULL, NULL},
    {"__name__", get_name, NULL, NULL, NULL},
    {"__qualname__", get_qualname, NULL, NULL, NULL},
    {"__self__", get_self, NULL, NULL, NULL},
    {"__text_signature__", get_text_signature, NULL, NULL, NULL},
    {0},
};

static PyMemberDef members[] = {
    {"__module__", T_OBJECT, offsetof(PyCFunctionObject, m_module), 0, NULL},
    {0},
};

AMBI_EXPORT PyTypeObject PyCFunction_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "builtin_function_or_method",
    .tp_basicsize = sizeof(PyCFunctionObject),
    .tp_dealloc = cfunction_dealloc,
    .tp_vectorcall_offset = offsetof(PyCFunctionObject, vectorcall),
    .tp_repr = cfunction_repr,
    .tp_hash = cfunction_hash,
    .tp_call = cfunction_call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_richcompare = cfunction_richcompare,
    .tp_weaklistoffset = offsetof(PyCFunctionObject, m_weakreflist),
    .tp_members = members,
    .tp_getset = getset,
};

AMBI_EXPORT PyTypeObject PyCMethod_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "builtin_method",
    .tp_basicsize = sizeof(PyCMethodObject),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_base = &PyCFunction_Type,
};
