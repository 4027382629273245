/*
 * run(operation...): a stack machine over the object protocols, so that a call described in JSON can make objects of
 * this module's types and of the built-in ones and do to them what Python code does. An operation is a tuple: its name
 * and at most two operands. The answer is what lies on top of the stack at the end.
 */
#include "objects.h"

typedef PyObject *(*binary_function)(PyObject *, PyObject *);
typedef PyObject *(*unary_function)(PyObject *);

static PyObject *less(PyObject *a, PyObject *b) { return PyObject_RichCompare(a, b, Py_LT); }
static PyObject *less_or_equal(PyObject *a, PyObject *b) { return PyObject_RichCompare(a, b, Py_LE); }
static PyObject *equal(PyObject *a, PyObject *b) { return PyObject_RichCompare(a, b, Py_EQ); }
static PyObject *not_equal(PyObject *a, PyObject *b) { return PyObject_RichCompare(a, b, Py_NE); }
static PyObject *greater(PyObject *a, PyObject *b) { return PyObject_RichCompare(a, b, Py_GT); }
static PyObject *power(PyObject *a, PyObject *b) { return PyNumber_Power(a, b, Py_None); }
static PyObject *is(PyObject *a, PyObject *b) { return PyBool_FromLong(a == b); }

static PyObject *truth(int result) { return result < 0 ? NULL : PyBool_FromLong(result); }
static PyObject *contains(PyObject *a, PyObject *b) { return truth(PySequence_Contains(a, b)); }
static PyObject *is_instance(PyObject *a, PyObject *b) { return truth(PyObject_IsInstance(a, b)); }
static PyObject *is_subclass(PyObject *a, PyObject *b) { return truth(PyObject_IsSubclass(a, b)); }
static PyObject *format(PyObject *a, PyObject *b) { return PyObject_Format(a, b); }

static PyObject *length(PyObject *a) {
  Py_ssize_t size = PyObject_Size(a);
  return size < 0 ? NULL : PyLong_FromSsize_t(size);
}
static PyObject *hash(PyObject *a) {
  Py_hash_t value = PyObject_Hash(a);
  return value == -1 ? NULL : PyLong_FromSsize_t(value);
}
static PyObject *is_true(PyObject *a) { return truth(PyObject_IsTrue(a)); }
static PyObject *is_callable(PyObject *a) { return truth(PyCallable_Check(a)); }
static PyObject *type_of(PyObject *a) { return Py_NewRef((PyObject *)Py_TYPE(a)); }
static PyObject *type_name(PyObject *a) { return PyUnicode_FromString(Py_TYPE(a)->tp_name); }
static PyObject *as_bytes(PyObject *a) { return PyObject_Bytes(a); }
static PyObject *next(PyObject *a) {
  PyObject *item = PyIter_Next(a);
  return item || PyErr_Occurred() ? item : PyUnicode_FromString("the end");
}

static const struct {
  const char *name;
  binary_function function;
} binaries[] = {{"+", PyNumber_Add},         {"-", PyNumber_Subtract},    {"*", PyNumber_Multiply},
                {"/", PyNumber_TrueDivide},  {"//", PyNumber_FloorDivide}, {"%", PyNumber_Remainder},
                {"**", power},               {"<<", PyNumber_Lshift},     {">>", PyNumber_Rshift},
                {"&", PyNumber_And},         {"|", PyNumber_Or},          {"^", PyNumber_Xor},
                {"@", PyNumber_MatrixMultiply}, {"+=", PyNumber_InPlaceAdd}, {"*=", PyNumber_InPlaceMultiply},
                {"divmod", PyNumber_Divmod}, {"<", less},                 {"<=", less_or_equal},
                {"==", equal},               {"!=", not_equal},           {">", greater},
                {"is", is},                  {"contains", contains},      {"isinstance", is_instance},
                {"issubclass", is_subclass}, {"[]", PyObject_GetItem},    {"format", format}};

static const struct {
  const char *name;
  unary_function function;
} unaries[] = {{"neg", PyNumber_Negative}, {"pos", PyNumber_Positive}, {"invert", PyNumber_Invert},
               {"abs", PyNumber_Absolute}, {"int", PyNumber_Long},     {"float", PyNumber_Float},
               {"repr", PyObject_Repr},    {"str", PyObject_Str},      {"ascii", PyObject_ASCII},
               {"bytes", as_bytes},        {"len", length},            {"hash", hash},
               {"bool", is_true},          {"callable", is_callable},  {"type", type_of},
               {"typename", type_name},    {"iter", PyObject_GetIter}, {"next", next},
               {"list", PySequence_List},  {"tuple", PySequence_Tuple}, {"dir", PyObject_Dir}};

/* The stack is a list; what is popped belongs to the caller. */
static PyObject *pop(PyObject *stack) {
  Py_ssize_t size = PyList_GET_SIZE(stack);
  if (size == 0) {
    PyErr_SetString(PyExc_IndexError, "the stack is empty");
    return NULL;
  }
  PyObject *item = Py_NewRef(PyList_GET_ITEM(stack, size - 1));
  if (PyList_SetSlice(stack, size - 1, size, NULL) < 0) Py_CLEAR(item);
  return item;
}

static int push(PyObject *stack, PyObject *item) {
  int result = item ? PyList_Append(stack, item) : -1;
  Py_XDECREF(item);
  return result;
}

static PyObject *pop_tuple(PyObject *stack, Py_ssize_t count) {
  Py_ssize_t size = PyList_GET_SIZE(stack);
  if (count < 0 || count > size) return PyErr_Format(PyExc_IndexError, "no %zd items on the stack", count);
  PyObject *tuple = PyTuple_New(count);
  for (Py_ssize_t i = 0; tuple && i < count; i++) {
    PyTuple_SET_ITEM(tuple, i, Py_NewRef(PyList_GET_ITEM(stack, size - count + i)));
  }
  if (tuple && PyList_SetSlice(stack, size - count, size, NULL) < 0) Py_CLEAR(tuple);
  return tuple;
}

static int binary(PyObject *stack, binary_function function) {
  PyObject *right = pop(stack), *left = right ? pop(stack) : NULL;
  int result = left ? push(stack, function(left, right)) : -1;
  Py_XDECREF(left);
  Py_XDECREF(right);
  return result;
}

static int unary(PyObject *stack, unary_function function) {
  PyObject *object = pop(stack);
  int result = object ? push(stack, function(object)) : -1;
  Py_XDECREF(object);
  return result;
}

static int call(PyObject *stack, Py_ssize_t count, PyObject *kwargs) {
  PyObject *args = pop_tuple(stack, count), *callable = args ? pop(stack) : NULL;
  int result = callable ? push(stack, PyObject_Call(callable, args, kwargs)) : -1;
  Py_XDECREF(callable);
  Py_XDECREF(args);
  return result;
}

/* Leaves the object on the stack. */
static int set_attribute(PyObject *stack, PyObject *name) {
  PyObject *value = pop(stack), *object = value ? pop(stack) : NULL;
  int result = object ? PyObject_SetAttr(object, name, value) : -1;
  Py_XDECREF(value);
  if (result == 0) return push(stack, object);
  Py_XDECREF(object);
  return -1;
}

static int delete_attribute(PyObject *stack, PyObject *name) {
  PyObject *object = pop(stack);
  if (!object) return -1;
  if (PyObject_DelAttr(object, name) == 0) return push(stack, object);
  Py_DECREF(object);
  return -1;
}

static int get_attribute(PyObject *stack, PyObject *name) {
  PyObject *object = pop(stack);
  int result = object ? push(stack, PyObject_GetAttr(object, name)) : -1;
  Py_XDECREF(object);
  return result;
}

static int set_item(PyObject *stack) {
  PyObject *value = pop(stack), *key = value ? pop(stack) : NULL, *object = key ? pop(stack) : NULL;
  int result = object ? PyObject_SetItem(object, key, value) : -1;
  Py_XDECREF(value);
  Py_XDECREF(key);
  if (result == 0) return push(stack, object);
  Py_XDECREF(object);
  return -1;
}

static int delete_item(PyObject *stack) {
  PyObject *key = pop(stack), *object = key ? pop(stack) : NULL;
  int result = object ? PyObject_DelItem(object, key) : -1;
  Py_XDECREF(key);
  if (result == 0) return push(stack, object);
  Py_XDECREF(object);
  return -1;
}

/* An attribute of this module, or of builtins. */
static PyObject *global(PyObject *module, PyObject *name) {
  PyObject *value = PyObject_GetAttr(module, name);
  if (value || !PyErr_ExceptionMatches(PyExc_AttributeError)) return value;
  PyErr_Clear();
  PyObject *builtins = PyImport_ImportModule("builtins");
  value = builtins ? PyObject_GetAttr(builtins, name) : NULL;
  Py_XDECREF(builtins);
  return value;
}

static int step(PyObject *module, PyObject *stack, const char *name, PyObject *operand, PyObject *second) {
  for (size_t i = 0; i < Py_ARRAY_LENGTH(binaries); i++) {
    if (strcmp(name, binaries[i].name) == 0) return binary(stack, binaries[i].function);
  }
  for (size_t i = 0; i < Py_ARRAY_LENGTH(unaries); i++) {
    if (strcmp(name, unaries[i].name) == 0) return unary(stack, unaries[i].function);
  }
  if (strcmp(name, "setitem") == 0) return set_item(stack);
  if (strcmp(name, "delitem") == 0) return delete_item(stack);
  if (strcmp(name, "drop") == 0) {
    PyObject *dropped = pop(stack);
    Py_XDECREF(dropped);
    return dropped ? 0 : -1;
  }
  if (strcmp(name, "dup") == 0) {
    PyObject *top = pop(stack);
    if (!top || push(stack, Py_NewRef(top)) < 0) return -1;
    return push(stack, top);
  }
  if (!operand) {
    PyErr_Format(PyExc_LookupError, "no operation %s without operands", name);
    return -1;
  }
  if (strcmp(name, "push") == 0) return push(stack, Py_NewRef(operand));
  if (strcmp(name, "global") == 0) return push(stack, global(module, operand));
  if (strcmp(name, "get") == 0) return get_attribute(stack, operand);
  if (strcmp(name, "set") == 0) return set_attribute(stack, operand);
  if (strcmp(name, "del") == 0) return delete_attribute(stack, operand);
  if (strcmp(name, "pack") == 0) return push(stack, pop_tuple(stack, PyLong_AsSsize_t(operand)));
  if (strcmp(name, "call") == 0) return call(stack, PyLong_AsSsize_t(operand), second);
  PyErr_Format(PyExc_LookupError, "no operation %s with operands", name);
  return -1;
}

static PyObject *run(PyObject *module, PyObject *const *operations, Py_ssize_t count) {
  PyObject *stack = PyList_New(0);
  if (!stack) return NULL;
  for (Py_ssize_t i = 0; i < count; i++) {
    const char *name;
    PyObject *operand = NULL, *second = NULL;
    if (!PyTuple_Check(operations[i])) {
      PyErr_SetString(PyExc_TypeError, "an operation is a tuple");
      goto failed;
    }
    if (!PyArg_ParseTuple(operations[i], "s|OO", &name, &operand, &second)) goto failed;
    if (step(module, stack, name, operand, second) < 0) goto failed;
  }
  PyObject *result = pop(stack);
  Py_DECREF(stack);
  return result;
failed:
  Py_DECREF(stack);
  return NULL;
}

PyMethodDef stack_methods[] = {
    {"run", (PyCFunction)(void (*)(void))run, METH_FASTCALL, NULL},
    {0},
};
