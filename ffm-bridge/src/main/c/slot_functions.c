/* What fills a slot of a class that defines the special method by an object in its dict. */
#include "slots.h"

PyObject *ambi_lookup_special_method(PyObject *self, PyObject *name, int *unbound) {
  PyObject *found = _PyType_Lookup(Py_TYPE(self), name);
  *unbound = 0;
  if (!found) return NULL;
  Py_INCREF(found);
  if (PyType_HasFeature(Py_TYPE(found), Py_TPFLAGS_METHOD_DESCRIPTOR)) {
    *unbound = 1;
    return found;
  }
  descrgetfunc get = Py_TYPE(found)->tp_descr_get;
  if (!get) return found;
  PyObject *bound = get(found, self, (PyObject *)Py_TYPE(self));
  Py_DECREF(found);
  return bound;
}

PyObject *ambi_lookup_special(PyObject *self, PyObject *name) {
  PyObject *found = _PyType_Lookup(Py_TYPE(self), name);
  if (!found) return NULL;
  descrgetfunc get = Py_TYPE(found)->tp_descr_get;
  if (!get) return AMBI_NEWREF(found);
  Py_INCREF(found);
  PyObject *bound = get(found, self, (PyObject *)Py_TYPE(self));
  Py_DECREF(found);
  return bound;
}

/* stack[0] is self, passed on only to an unbound method. Takes the reference to `method`. */
static PyObject *call_found(PyObject *method, int unbound, PyObject **stack, Py_ssize_t n) {
  PyObject *result =
      unbound ? PyObject_Vectorcall(method, stack, (size_t)n, NULL)
              : PyObject_Vectorcall(method, stack + 1,
                                    (size_t)(n - 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
  Py_DECREF(method);
  return result;
}

/* Calls a special method; AttributeError(name) where it is missing. */
static PyObject *call_method(PyObject *name, PyObject **stack, Py_ssize_t n) {
  int unbound;
  PyObject *method = ambi_lookup_special_method(stack[0], name, &unbound);
  if (method) return call_found(method, unbound, stack, n);
  if (!PyErr_Occurred()) PyErr_SetObject(PyExc_AttributeError, name);
  return NULL;
}

/* The same; NotImplemented where it is missing. */
static PyObject *call_maybe(PyObject *name, PyObject **stack, Py_ssize_t n) {
  int unbound;
  PyObject *method = ambi_lookup_special_method(stack[0], name, &unbound);
  if (method) return call_found(method, unbound, stack, n);
  if (PyErr_Occurred()) return NULL;
  Py_RETURN_NOTIMPLEMENTED;
}

#define CALL(how, name, ...)                            \
  how(AMBI_ID(name), (PyObject *[]){self, __VA_ARGS__}, \
      sizeof((PyObject *[]){self, __VA_ARGS__}) / sizeof(PyObject *))
#define CALL_SELF(name) call_method(AMBI_ID(name), (PyObject *[]){self}, 1)

static int status(PyObject *result) {
  if (!result) return -1;
  Py_DECREF(result);
  return 0;
}

/* ---- numbers --------------------------------------------------------------------------------- */

/* Does the class of `other`, a subclass of self's, define the reflected method anew? */
static int overloads(PyObject *self, PyObject *other, PyObject *name) {
  PyObject *theirs, *ours;
  if (_PyObject_LookupAttr((PyObject *)Py_TYPE(other), name, &theirs) < 0) return -1;
  if (!theirs) return 0;
  if (_PyObject_LookupAttr((PyObject *)Py_TYPE(self), name, &ours) < 0) {
    Py_DECREF(theirs);
    return -1;
  }
  int different = ours ? PyObject_RichCompareBool(theirs, ours, Py_NE) : 1;
  Py_DECREF(theirs);
  Py_XDECREF(ours);
  return different;
}

static bool has_slot(PyObject *o, size_t offset, void *function) {
  void **slot = ambi_type_slot(Py_TYPE(o), (int)offset);
  return slot && *slot == function;
}

/* One binary operator, for both operands: the slot of either may have brought the call here. */
static PyObject *binary(PyObject *self, PyObject *other, size_t offset, void *function,
                        PyObject *name, PyObject *reflected) {
  bool reflect = !Py_IS_TYPE(self, Py_TYPE(other)) && has_slot(other, offset, function);
  PyObject *result;
  if (has_slot(self, offset, function)) {
    if (reflect && PyType_IsSubtype(Py_TYPE(other), Py_TYPE(self))) {
      int first = overloads(self, other, reflected);
      if (first < 0) return NULL;
      if (first) {
        result = call_maybe(reflected, (PyObject *[]){other, self}, 2);
        if (result != Py_NotImplemented) return result;
        Py_DECREF(result);
        reflect = false;
      }
    }
    result = call_maybe(name, (PyObject *[]){self, other}, 2);
    if (result != Py_NotImplemented || Py_IS_TYPE(other, Py_TYPE(self))) return result;
    Py_DECREF(result);
  }
  if (reflect) return call_maybe(reflected, (PyObject *[]){other, self}, 2);
  Py_RETURN_NOTIMPLEMENTED;
}

#define BINARY(slot, name)                                                                         \
  PyObject *ambi_slot_nb_##slot(PyObject *self, PyObject *other) {                                 \
    return binary(self, other, offsetof(PyHeapTypeObject, as_number.nb_##slot),                    \
                  (void *)ambi_slot_nb_##slot, AMBI_ID("__" name "__"), AMBI_ID("__r" name "__")); \
  }
BINARY(add, "add")
BINARY(subtract, "sub")
BINARY(multiply, "mul")
BINARY(remainder, "mod")
BINARY(divmod, "divmod")
BINARY(lshift, "lshift")
BINARY(rshift, "rshift")
BINARY(and, "and")
BINARY(xor, "xor")
BINARY(or, "or")
BINARY(floor_divide, "floordiv")
BINARY(true_divide, "truediv")
BINARY(matrix_multiply, "matmul")

#define INPLACE(slot, name)                                        \
  PyObject *ambi_slot_nb_##slot(PyObject *self, PyObject *other) { \
    return CALL(call_method, name, other);                         \
  }
AMBI_INPLACE_OPERATORS(INPLACE)

#define UNARY(slot, name) \
  PyObject *ambi_slot_nb_##slot(PyObject *self) { return CALL_SELF(name); }
AMBI_UNARY_OPERATORS(UNARY)
UNARY(index, "__index__")

PyObject *ambi_slot_nb_power(PyObject *self, PyObject *other, PyObject *modulus) {
  size_t offset = offsetof(PyHeapTypeObject, as_number.nb_power);
  if (modulus == Py_None) {
    return binary(self, other, offset, (void *)ambi_slot_nb_power, AMBI_ID("__pow__"),
                  AMBI_ID("__rpow__"));
  }
  /* With a modulus there is no reflected form. */
  if (has_slot(self, offset, (void *)ambi_slot_nb_power))
    return CALL(call_method, "__pow__", other, modulus);
  Py_RETURN_NOTIMPLEMENTED;
}

PyObject *ambi_slot_nb_inplace_power(PyObject *self, PyObject *other,
                                     PyObject *modulus AMBI_UNUSED) {
  return CALL(call_method, "__ipow__", other);
}

int ambi_slot_nb_bool(PyObject *self) {
  int unbound;
  bool by_length = false;
  PyObject *method = ambi_lookup_special_method(self, AMBI_ID("__bool__"), &unbound);
  if (!method) {
    if (PyErr_Occurred()) return -1;
    method = ambi_lookup_special_method(self, AMBI_ID("__len__"), &unbound);
    if (!method) return PyErr_Occurred() ? -1 : 1;
    by_length = true;
  }
  PyObject *value = call_found(method, unbound, (PyObject *[]){self}, 1);
  if (!value) return -1;
  int truth = -1;
  if (by_length) {
    truth = PyObject_IsTrue(value);
  } else if (PyBool_Check(value)) {
    truth = value == Py_True;
  } else {
    PyErr_Format(PyExc_TypeError, "__bool__ should return bool, returned %s",
                 Py_TYPE(value)->tp_name);
  }
  Py_DECREF(value);
  return truth;
}

/* ---- containers ------------------------------------------------------------------------------ */

Py_ssize_t ambi_slot_length(PyObject *self) {
  PyObject *value = CALL_SELF("__len__");
  if (!value) return -1;
  Py_SETREF(value, PyNumber_Index(value));
  if (!value) return -1;
  Py_ssize_t n = -1;
  if (_PyLong_Sign(value) < 0) {
    PyErr_SetString(PyExc_ValueError, "__len__() should return >= 0");
  } else {
    n = PyNumber_AsSsize_t(value, PyExc_OverflowError);
  }
  Py_DECREF(value);
  return n;
}

PyObject *ambi_slot_sq_item(PyObject *self, Py_ssize_t i) {
  PyObject *index = PyLong_FromSsize_t(i);
  if (!index) return NULL;
  PyObject *result = CALL(call_method, "__getitem__", index);
  Py_DECREF(index);
  return result;
}

int ambi_slot_mp_ass_subscript(PyObject *self, PyObject *key, PyObject *value) {
  return status(value ? CALL(call_method, "__setitem__", key, value)
                      : CALL(call_method, "__delitem__", key));
}

int ambi_slot_sq_ass_item(PyObject *self, Py_ssize_t i, PyObject *value) {
  PyObject *index = PyLong_FromSsize_t(i);
  if (!index) return -1;
  int result = ambi_slot_mp_ass_subscript(self, index, value);
  Py_DECREF(index);
  return result;
}

PyObject *ambi_slot_mp_subscript(PyObject *self, PyObject *key) {
  return CALL(call_method, "__getitem__", key);
}

/* `item in o` by iteration, for a class that has no __contains__. */
static int contains_by_iterating(PyObject *o, PyObject *item) {
  PyObject *iterator = PyObject_GetIter(o);
  if (!iterator) return -1;
  int found = 0;
  PyObject *each;
  while (!found && (each = PyIter_Next(iterator))) {
    found = PyObject_RichCompareBool(each, item, Py_EQ);
    Py_DECREF(each);
  }
  Py_DECREF(iterator);
  return !found && PyErr_Occurred() ? -1 : found;
}

int ambi_slot_sq_contains(PyObject *self, PyObject *item) {
  int unbound;
  PyObject *method = ambi_lookup_special_method(self, AMBI_ID("__contains__"), &unbound);
  if (method == Py_None) {
    Py_DECREF(method);
    PyErr_Format(PyExc_TypeError, "'%.200s' object is not a container", Py_TYPE(self)->tp_name);
    return -1;
  }
  if (!method) return PyErr_Occurred() ? -1 : contains_by_iterating(self, item);
  PyObject *value = call_found(method, unbound, (PyObject *[]){self, item}, 2);
  if (!value) return -1;
  int truth = PyObject_IsTrue(value);
  Py_DECREF(value);
  return truth;
}

PyObject *ambi_slot_tp_iter(PyObject *self) {
  int unbound;
  PyObject *method = ambi_lookup_special_method(self, AMBI_ID("__iter__"), &unbound);
  if (method && method != Py_None) return call_found(method, unbound, (PyObject *[]){self}, 1);
  if (!method) {
    if (PyErr_Occurred()) return NULL;
    if (_PyType_Lookup(Py_TYPE(self), AMBI_ID("__getitem__"))) return PySeqIter_New(self);
  }
  Py_XDECREF(method);
  return PyErr_Format(PyExc_TypeError, "'%.200s' object is not iterable", Py_TYPE(self)->tp_name);
}

PyObject *ambi_slot_tp_iternext(PyObject *self) { return CALL_SELF("__next__"); }

/* ---- text, hash, comparison ------------------------------------------------------------------ */

PyObject *ambi_slot_tp_repr(PyObject *self) {
  int unbound;
  PyObject *method = ambi_lookup_special_method(self, AMBI_ID("__repr__"), &unbound);
  if (method) return call_found(method, unbound, (PyObject *[]){self}, 1);
  PyErr_Clear();
  return PyUnicode_FromFormat("<%s object at %p>", Py_TYPE(self)->tp_name, self);
}

PyObject *ambi_slot_tp_str(PyObject *self) { return CALL_SELF("__str__"); }

Py_hash_t ambi_slot_tp_hash(PyObject *self) {
  int unbound;
  PyObject *method = ambi_lookup_special_method(self, AMBI_ID("__hash__"), &unbound);
  if (!method || method == Py_None) {
    Py_XDECREF(method);
    return method || !PyErr_Occurred() ? PyObject_HashNotImplemented(self) : -1;
  }
  PyObject *value = call_found(method, unbound, (PyObject *[]){self}, 1);
  if (!value) return -1;
  if (!PyLong_Check(value)) {
    PyErr_SetString(PyExc_TypeError, "__hash__ method should return an integer");
    Py_DECREF(value);
    return -1;
  }
  /* One that does not fit is reduced as an int's own hash is. */
  Py_hash_t hash = PyLong_AsSsize_t(value);
  if (hash == -1 && PyErr_Occurred()) {
    PyErr_Clear();
    hash = PyLong_Type.tp_hash(value);
  }
  Py_DECREF(value);
  return hash == -1 ? -2 : hash;
}

PyObject *ambi_slot_tp_richcompare(PyObject *self, PyObject *other, int op) {
  PyObject *names[] = {AMBI_ID("__lt__"), AMBI_ID("__le__"), AMBI_ID("__eq__"),
                       AMBI_ID("__ne__"), AMBI_ID("__gt__"), AMBI_ID("__ge__")};
  return call_maybe(names[op], (PyObject *[]){self, other}, 2);
}

/* ---- calls and attributes -------------------------------------------------------------------- */

PyObject *ambi_slot_tp_call(PyObject *self, PyObject *args, PyObject *kwargs) {
  PyObject *method = ambi_lookup_special(self, AMBI_ID("__call__"));
  if (!method) {
    if (!PyErr_Occurred()) PyErr_SetObject(PyExc_AttributeError, AMBI_ID("__call__"));
    return NULL;
  }
  PyObject *result = PyObject_Call(method, args, kwargs);
  Py_DECREF(method);
  return result;
}

/* __getattribute__, and where that raises AttributeError, __getattr__. */
PyObject *ambi_slot_tp_getattr_hook(PyObject *self, PyObject *name) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject *fallback = _PyType_Lookup(type, AMBI_ID("__getattr__"));
  Py_XINCREF(fallback);
  PyObject *first = _PyType_Lookup(type, AMBI_ID("__getattribute__"));
  bool generic =
      !first || (Py_IS_TYPE(first, &PyWrapperDescr_Type) &&
                 ((PyWrapperDescrObject *)first)->d_wrapped == (void *)PyObject_GenericGetAttr);
  PyObject *value =
      generic ? PyObject_GenericGetAttr(self, name) : CALL(call_method, "__getattribute__", name);
  if (!value && fallback && PyErr_ExceptionMatches(PyExc_AttributeError)) {
    PyErr_Clear();
    value = CALL(call_method, "__getattr__", name);
  }
  Py_XDECREF(fallback);
  return value;
}

int ambi_slot_tp_setattro(PyObject *self, PyObject *name, PyObject *value) {
  return status(value ? CALL(call_method, "__setattr__", name, value)
                      : CALL(call_method, "__delattr__", name));
}

PyObject *ambi_slot_tp_descr_get(PyObject *self, PyObject *instance, PyObject *type) {
  PyObject *get = _PyType_Lookup(Py_TYPE(self), AMBI_ID("__get__"));
  if (!get) { /* deleted from the class after the slot was filled */
    Py_TYPE(self)->tp_descr_get = NULL;
    return AMBI_NEWREF(self);
  }
  PyObject *stack[] = {self, instance ? instance : Py_None, type ? type : Py_None};
  return call_method(AMBI_ID("__get__"), stack, 3);
}

int ambi_slot_tp_descr_set(PyObject *self, PyObject *instance, PyObject *value) {
  return status(value ? CALL(call_method, "__set__", instance, value)
                      : CALL(call_method, "__delete__", instance));
}

int ambi_slot_tp_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  PyObject *method = ambi_lookup_special(self, AMBI_ID("__init__"));
  if (!method) {
    if (!PyErr_Occurred()) PyErr_SetObject(PyExc_AttributeError, AMBI_ID("__init__"));
    return -1;
  }
  PyObject *result = PyObject_Call(method, args, kwargs);
  Py_DECREF(method);
  if (!result) return -1;
  if (result != Py_None) {
    PyErr_Format(PyExc_TypeError, "__init__() should return None, not '%.200s'",
                 Py_TYPE(result)->tp_name);
    Py_DECREF(result);
    return -1;
  }
  Py_DECREF(result);
  return 0;
}

PyObject *ambi_slot_tp_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  PyObject *function = PyObject_GetAttr((PyObject *)type, AMBI_ID("__new__"));
  if (!function) return NULL;
  Py_ssize_t n = PyTuple_GET_SIZE(args);
  PyObject *with_type = PyTuple_New(n + 1), *result = NULL;
  if (with_type) {
    PyTuple_SET_ITEM(with_type, 0, AMBI_NEWREF(type));
    for (Py_ssize_t i = 0; i < n; i++)
      PyTuple_SET_ITEM(with_type, i + 1, AMBI_NEWREF(PyTuple_GET_ITEM(args, i)));
    result = PyObject_Call(function, with_type, kwargs);
    Py_DECREF(with_type);
  }
  Py_DECREF(function);
  return result;
}

/* __del__: what it raises has nobody to go to. The error that is set when it runs stays. */
void ambi_slot_tp_finalize(PyObject *self) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *method = ambi_lookup_special(self, AMBI_ID("__del__"));
  if (method) {
    PyObject *result = PyObject_CallNoArgs(method);
    if (!result) PyErr_WriteUnraisable(method);
    Py_XDECREF(result);
    Py_DECREF(method);
  }
  PyErr_Restore(type, value, traceback);
}

/* ---- await
 * ----------------------------------------------------------------------------------------------------
 */

static PyObject *call_async(PyObject *self, PyObject *name, const char *what) {
  int unbound;
  PyObject *method = ambi_lookup_special_method(self, name, &unbound);
  if (method) return call_found(method, unbound, (PyObject *[]){self}, 1);
  return PyErr_Format(PyExc_AttributeError, "object %.50s does not have %s method",
                      Py_TYPE(self)->tp_name, what);
}

PyObject *ambi_slot_am_await(PyObject *self) {
  return call_async(self, AMBI_ID("__await__"), "__await__");
}
PyObject *ambi_slot_am_aiter(PyObject *self) {
  return call_async(self, AMBI_ID("__aiter__"), "__aiter__");
}
PyObject *ambi_slot_am_anext(PyObject *self) {
  return call_async(self, AMBI_ID("__anext__"), "__anext__");
}
