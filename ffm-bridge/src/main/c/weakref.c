/*
 * weakref.ref and weakref.proxy. An object whose type has tp_weaklistoffset holds the head of a doubly linked
 * list of its weak references: first the plain reference, then the plain proxy, where there are any (they are
 * shared), then those with callbacks, newest first.
 */
#include "containers.h"

#define AS_REF(o) ((PyWeakReference *)(o))
#define NEXT(ref) AS_REF((ref)->wr_next)
#define PREV(ref) AS_REF((ref)->wr_prev)

static bool is_proxy(PyObject *o) {
  return Py_IS_TYPE(o, &_PyWeakref_ProxyType) || Py_IS_TYPE(o, &_PyWeakref_CallableProxyType);
}

static bool is_weakref(PyObject *o) { return PyObject_TypeCheck(o, &_PyWeakref_RefType) || is_proxy(o); }

static PyWeakReference **list_of(PyObject *o) {
  return (PyWeakReference **)(void *)((char *)o + Py_TYPE(o)->tp_weaklistoffset);
}

/* The referent, or None where it is gone or going. */
static PyObject *referent(PyObject *ref) {
  PyObject *o = AS_REF(ref)->wr_object;
  return Py_REFCNT(o) > 0 ? o : Py_None;
}

/* ---- the list --------------------------------------------------------------------------------- */

static void unlink_ref(PyWeakReference *ref) {
  if (ref->wr_object == Py_None) return;
  PyWeakReference **head = list_of(ref->wr_object);
  if (*head == ref) *head = NEXT(ref);
  if (ref->wr_prev) PREV(ref)->wr_next = ref->wr_next;
  if (ref->wr_next) NEXT(ref)->wr_prev = ref->wr_prev;
  ref->wr_prev = ref->wr_next = NULL;
  ref->wr_object = Py_None;
}

static void link_after(PyWeakReference *ref, PyWeakReference *before, PyWeakReference **head) {
  PyWeakReference *after = before ? NEXT(before) : *head;
  ref->wr_prev = (PyObject *)before;
  ref->wr_next = (PyObject *)after;
  if (after) after->wr_prev = (PyObject *)ref;
  if (before) {
    before->wr_next = (PyObject *)ref;
  } else {
    *head = ref;
  }
}

/* The shared plain reference and plain proxy of an object; NULL where there is none. */
static void find_shared(PyWeakReference *head, PyWeakReference **ref, PyWeakReference **proxy) {
  *ref = *proxy = NULL;
  if (head && !head->wr_callback && Py_IS_TYPE(head, &_PyWeakref_RefType)) {
    *ref = head;
    head = NEXT(head);
  }
  if (head && !head->wr_callback && is_proxy((PyObject *)head)) *proxy = head;
}

static PyObject *cannot_refer(PyObject *o) {
  return ambi_raise(PyExc_TypeError, "cannot create weak reference to '%s' object", Py_TYPE(o)->tp_name);
}

static PyObject *call_ref(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames);

/* A reference of this type to `o`: the shared one, if it is plain and there is one. */
static PyObject *make(PyTypeObject *type, PyObject *o, PyObject *callback) {
  if (Py_TYPE(o)->tp_weaklistoffset <= 0) return cannot_refer(o);
  if (callback == Py_None) callback = NULL;
  bool proxy = type == &_PyWeakref_ProxyType || type == &_PyWeakref_CallableProxyType;
  bool shared = !callback && (proxy || type == &_PyWeakref_RefType);
  PyWeakReference **head = list_of(o), *first_ref, *first_proxy;
  find_shared(*head, &first_ref, &first_proxy);
  PyWeakReference *existing = shared ? (proxy ? first_proxy : first_ref) : NULL;
  if (existing && Py_REFCNT(existing) > 0) return AMBI_NEWREF(existing);
  PyWeakReference *ref = (PyWeakReference *)(proxy ? _PyObject_GC_New(type) : type->tp_alloc(type, 0));
  if (!ref) return NULL;
  ref->hash = -1;
  ref->wr_object = o; /* not counted: that is the point */
  ref->wr_callback = AMBI_XNEWREF(callback);
  ref->vectorcall = proxy ? NULL : call_ref;
  find_shared(*head, &first_ref, &first_proxy); /* tp_alloc may have run code */
  PyWeakReference *before = first_proxy ? first_proxy : first_ref;
  if (shared) before = proxy ? first_ref : NULL;
  link_after(ref, before, head);
  return (PyObject *)ref;
}

AMBI_EXPORT PyObject *PyWeakref_NewRef(PyObject *o, PyObject *callback) {
  return make(&_PyWeakref_RefType, o, callback);
}

AMBI_EXPORT PyObject *PyWeakref_NewProxy(PyObject *o, PyObject *callback) {
  return make(PyCallable_Check(o) ? &_PyWeakref_CallableProxyType : &_PyWeakref_ProxyType, o, callback);
}

AMBI_EXPORT PyObject *PyWeakref_GetObject(PyObject *ref) {
  if (!ref || !is_weakref(ref)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  return referent(ref);
}

/* Called by the tp_dealloc of an object with weak references, before it is taken apart. */
AMBI_EXPORT void PyObject_ClearWeakRefs(PyObject *o) {
  if (!o || Py_TYPE(o)->tp_weaklistoffset <= 0 || Py_REFCNT(o) != 0) {
    PyErr_BadInternalCall();
    return;
  }
  PyWeakReference **head = list_of(o);
  if (!*head) return;
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  while (*head) {
    PyWeakReference *ref = *head;
    unlink_ref(ref);
    PyObject *callback = ref->wr_callback;
    ref->wr_callback = NULL;
    if (callback && Py_REFCNT(ref) > 0) {
      Py_INCREF(ref);
      PyObject *result = PyObject_CallOneArg(callback, (PyObject *)ref);
      if (!result) PyErr_WriteUnraisable(callback);
      Py_XDECREF(result);
      Py_DECREF(ref);
    }
    Py_XDECREF(callback);
  }
  PyErr_Restore(type, value, traceback);
}

static void ref_dealloc(PyObject *self) {
  unlink_ref(AS_REF(self));
  Py_CLEAR(AS_REF(self)->wr_callback);
  Py_TYPE(self)->tp_free(self);
}

/* ---- weakref.ref ------------------------------------------------------------------------------ */

static PyObject *call_ref(PyObject *self, PyObject *const *args AMBI_UNUSED, size_t nargsf, PyObject *kwnames) {
  if (kwnames && PyTuple_GET_SIZE(kwnames)) {
    return ambi_raise(PyExc_TypeError, "weakref() takes no keyword arguments");
  }
  Py_ssize_t nargs = (Py_ssize_t)(nargsf & ~((size_t)1 << 63));
  return ambi_arity("weakref", nargs, 0, 0) ? AMBI_NEWREF(referent(self)) : NULL;
}

static PyObject *ref_call(PyObject *self, PyObject *args, PyObject *kwargs) {
  if (!ambi_no_keywords("weakref", kwargs) || !ambi_arity("weakref", PyTuple_GET_SIZE(args), 0, 0)) return NULL;
  return AMBI_NEWREF(referent(self));
}

static PyObject *ref_new(PyTypeObject *type, PyObject *args, PyObject *kwargs AMBI_UNUSED) {
  Py_ssize_t n = PyTuple_GET_SIZE(args);
  if (!ambi_arity("__new__", n, 1, 2)) return NULL;
  return make(type, PyTuple_GET_ITEM(args, 0), n > 1 ? PyTuple_GET_ITEM(args, 1) : NULL);
}

static int ref_init(PyObject *self AMBI_UNUSED, PyObject *args, PyObject *kwargs) {
  return ambi_no_keywords("ref", kwargs) && ambi_arity("__init__", PyTuple_GET_SIZE(args), 1, 2) ? 0 : -1;
}

static Py_hash_t ref_hash(PyObject *self) {
  PyWeakReference *ref = AS_REF(self);
  if (ref->hash != -1) return ref->hash;
  PyObject *o = referent(self);
  if (o == Py_None) {
    PyErr_SetString(PyExc_TypeError, "weak object has gone away");
    return -1;
  }
  Py_INCREF(o);
  ref->hash = PyObject_Hash(o);
  Py_DECREF(o);
  return ref->hash;
}

/* Live references are equal if their referents are; dead ones only to themselves. */
static PyObject *ref_richcompare(PyObject *v, PyObject *w, int op) {
  if ((op != Py_EQ && op != Py_NE) || !PyObject_TypeCheck(v, &_PyWeakref_RefType) ||
      !PyObject_TypeCheck(w, &_PyWeakref_RefType)) {
    Py_RETURN_NOTIMPLEMENTED;
  }
  PyObject *a = referent(v), *b = referent(w);
  if (a == Py_None || b == Py_None) return PyBool_FromLong((v == w) == (op == Py_EQ));
  Py_INCREF(a);
  Py_INCREF(b);
  PyObject *result = PyObject_RichCompare(a, b, op);
  Py_DECREF(a);
  Py_DECREF(b);
  return result;
}

static PyObject *ref_repr(PyObject *self) {
  PyObject *o = referent(self), *name;
  if (o == Py_None) return PyUnicode_FromFormat("<weakref at %p; dead>", self);
  Py_INCREF(o);
  PyObject *result = NULL;
  if (_PyObject_LookupAttr(o, AMBI_ID("__name__"), &name) >= 0) {
    result = name && PyUnicode_Check(name)
                 ? PyUnicode_FromFormat("<weakref at %p; to '%s' at %p (%U)>", self, Py_TYPE(o)->tp_name, o, name)
                 : PyUnicode_FromFormat("<weakref at %p; to '%s' at %p>", self, Py_TYPE(o)->tp_name, o);
    Py_XDECREF(name);
  }
  Py_DECREF(o);
  return result;
}

static PyMemberDef ref_members[] = {
    {"__callback__", T_OBJECT, offsetof(PyWeakReference, wr_callback), READONLY, NULL},
    {0},
};

AMBI_EXPORT PyTypeObject _PyWeakref_RefType = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "weakref.ReferenceType",
    .tp_basicsize = sizeof(PyWeakReference),
    .tp_dealloc = ref_dealloc,
    .tp_vectorcall_offset = offsetof(PyWeakReference, vectorcall),
    .tp_call = ref_call,
    .tp_repr = ref_repr,
    .tp_hash = ref_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_richcompare = ref_richcompare,
    .tp_members = ref_members,
    .tp_init = ref_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = ref_new,
    .tp_free = PyObject_GC_Del,
};

/* ---- weakref.proxy: the operations most used, passed on to the referent ---------------------------- */

/* A new reference to the referent of a proxy (or to the object itself, if it is none); NULL with ReferenceError. */
static PyObject *unwrap(PyObject *o) {
  if (!is_proxy(o)) return AMBI_NEWREF(o);
  PyObject *target = referent(o);
  if (target == Py_None) return ambi_raise(PyExc_ReferenceError, "weakly-referenced object no longer exists");
  return AMBI_NEWREF(target);
}

#define PROXY_UNARY(name, function)           \
  static PyObject *name(PyObject *self) {     \
    PyObject *o = unwrap(self);               \
    if (!o) return NULL;                      \
    PyObject *result = function(o);           \
    Py_DECREF(o);                             \
    return result;                            \
  }

#define PROXY_BINARY(name, function)                        \
  static PyObject *name(PyObject *a, PyObject *b) {         \
    PyObject *x = unwrap(a), *y = x ? unwrap(b) : NULL;     \
    PyObject *result = y ? function(x, y) : NULL;           \
    Py_XDECREF(x);                                          \
    Py_XDECREF(y);                                          \
    return result;                                          \
  }

PROXY_UNARY(proxy_str, PyObject_Str)
PROXY_UNARY(proxy_iter, PyObject_GetIter)
PROXY_UNARY(proxy_negative, PyNumber_Negative)
PROXY_UNARY(proxy_absolute, PyNumber_Absolute)
PROXY_UNARY(proxy_int, PyNumber_Long)
PROXY_UNARY(proxy_float, PyNumber_Float)
PROXY_UNARY(proxy_index, PyNumber_Index)
PROXY_BINARY(proxy_getattr, PyObject_GetAttr)
PROXY_BINARY(proxy_getitem, PyObject_GetItem)
PROXY_BINARY(proxy_add, PyNumber_Add)
PROXY_BINARY(proxy_subtract, PyNumber_Subtract)
PROXY_BINARY(proxy_multiply, PyNumber_Multiply)
PROXY_BINARY(proxy_true_divide, PyNumber_TrueDivide)
PROXY_BINARY(proxy_and, PyNumber_And)
PROXY_BINARY(proxy_or, PyNumber_Or)
PROXY_BINARY(proxy_xor, PyNumber_Xor)

static PyObject *proxy_next(PyObject *self) {
  PyObject *o = unwrap(self);
  if (!o) return NULL;
  PyObject *result = NULL;
  if (PyIter_Check(o)) {
    result = PyIter_Next(o);
  } else {
    PyErr_Format(PyExc_TypeError, "Weakref proxy referenced a non-iterator '%.200s' object", Py_TYPE(o)->tp_name);
  }
  Py_DECREF(o);
  return result;
}

static int proxy_setattr(PyObject *self, PyObject *name, PyObject *value) {
  PyObject *o = unwrap(self);
  if (!o) return -1;
  int result = PyObject_SetAttr(o, name, value);
  Py_DECREF(o);
  return result;
}

static int proxy_setitem(PyObject *self, PyObject *key, PyObject *value) {
  PyObject *o = unwrap(self);
  if (!o) return -1;
  int result = value ? PyObject_SetItem(o, key, value) : PyObject_DelItem(o, key);
  Py_DECREF(o);
  return result;
}

static int proxy_contains(PyObject *self, PyObject *value) {
  PyObject *o = unwrap(self);
  if (!o) return -1;
  int result = PySequence_Contains(o, value);
  Py_DECREF(o);
  return result;
}

static Py_ssize_t proxy_length(PyObject *self) {
  PyObject *o = unwrap(self);
  if (!o) return -1;
  Py_ssize_t result = PyObject_Size(o);
  Py_DECREF(o);
  return result;
}

static int proxy_bool(PyObject *self) {
  PyObject *o = unwrap(self);
  if (!o) return -1;
  int result = PyObject_IsTrue(o);
  Py_DECREF(o);
  return result;
}

static PyObject *proxy_richcompare(PyObject *a, PyObject *b, int op) {
  PyObject *x = unwrap(a), *y = x ? unwrap(b) : NULL;
  PyObject *result = y ? PyObject_RichCompare(x, y, op) : NULL;
  Py_XDECREF(x);
  Py_XDECREF(y);
  return result;
}

static PyObject *proxy_call(PyObject *self, PyObject *args, PyObject *kwargs) {
  PyObject *o = unwrap(self);
  if (!o) return NULL;
  PyObject *result = PyObject_Call(o, args, kwargs);
  Py_DECREF(o);
  return result;
}

static PyObject *proxy_repr(PyObject *self) {
  PyObject *o = AS_REF(self)->wr_object;
  return PyUnicode_FromFormat("<weakproxy at %p to %s at %p>", self, Py_TYPE(o)->tp_name, o);
}

static PyNumberMethods proxy_as_number = {
    .nb_add = proxy_add,
    .nb_subtract = proxy_subtract,
    .nb_multiply = proxy_multiply,
    .nb_negative = proxy_negative,
    .nb_absolute = proxy_absolute,
    .nb_bool = proxy_bool,
    .nb_and = proxy_and,
    .nb_xor = proxy_xor,
    .nb_or = proxy_or,
    .nb_int = proxy_int,
    .nb_float = proxy_float,
    .nb_true_divide = proxy_true_divide,
    .nb_index = proxy_index,
};

static PySequenceMethods proxy_as_sequence = {.sq_length = proxy_length, .sq_contains = proxy_contains};
static PyMappingMethods proxy_as_mapping = {
    .mp_length = proxy_length,
    .mp_subscript = proxy_getitem,
    .mp_ass_subscript = proxy_setitem,
};

#define PROXY_SLOTS                                                            \
  .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),                           \
  .tp_basicsize = sizeof(PyWeakReference), .tp_dealloc = ref_dealloc,          \
  .tp_repr = proxy_repr, .tp_str = proxy_str, .tp_as_number = &proxy_as_number, \
  .tp_as_sequence = &proxy_as_sequence, .tp_as_mapping = &proxy_as_mapping,    \
  .tp_hash = PyObject_HashNotImplemented, .tp_getattro = proxy_getattr,        \
  .tp_setattro = proxy_setattr, .tp_richcompare = proxy_richcompare,           \
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION, \
  .tp_iter = proxy_iter, .tp_iternext = proxy_next, .tp_free = PyObject_GC_Del

AMBI_EXPORT PyTypeObject _PyWeakref_ProxyType = {
    PROXY_SLOTS,
    .tp_name = "weakref.ProxyType",
};

AMBI_EXPORT PyTypeObject _PyWeakref_CallableProxyType = {
    PROXY_SLOTS,
    .tp_name = "weakref.CallableProxyType",
    .tp_call = proxy_call,
};
