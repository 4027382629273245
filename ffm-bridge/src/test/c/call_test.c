/* Calling: the conventions of C functions, the ways to call, and the messages about wrong
 * arguments. */
#include "check.h"

/* Each function answers what it was given, as a tuple. */
static PyObject *noargs(PyObject *self, PyObject *arg) {
  return Py_BuildValue("(OO)", self ? self : Py_None, arg ? arg : Py_None);
}
static PyObject *one(PyObject *self, PyObject *arg) {
  return Py_BuildValue("(OO)", self ? self : Py_None, arg);
}
static PyObject *varargs(PyObject *self, PyObject *args) {
  return Py_BuildValue("(OO)", self ? self : Py_None, args);
}
static PyObject *keywords(PyObject *self, PyObject *args, PyObject *kwargs) {
  return Py_BuildValue("(OOO)", self ? self : Py_None, args, kwargs ? kwargs : Py_None);
}
static PyObject *fast(PyObject *self, PyObject *const *args, Py_ssize_t n) {
  PyObject *list = PyList_New(0);
  PyList_Append(list, self ? self : Py_None);
  for (Py_ssize_t i = 0; i < n; i++) PyList_Append(list, args[i]);
  return list;
}
static PyObject *fast_keywords(PyObject *self, PyObject *const *args, Py_ssize_t n,
                               PyObject *names) {
  PyObject *list = fast(self, args, n + (names ? PyTuple_GET_SIZE(names) : 0));
  PyList_Append(list, names ? names : Py_None);
  return list;
}
static PyObject *method(PyObject *self, PyTypeObject *cls, PyObject *const *args, size_t n,
                        PyObject *names) {
  PyObject *list = fast_keywords(self, args, (Py_ssize_t)n, names);
  PyObject *name = PyType_GetName(cls);
  PyList_Append(list, name);
  Py_DECREF(name);
  return list;
}
static PyObject *bad_null(PyObject *self AMBI_UNUSED, PyObject *arg AMBI_UNUSED) { return NULL; }
static PyObject *bad_result(PyObject *self AMBI_UNUSED, PyObject *arg AMBI_UNUSED) {
  PyErr_SetString(PyExc_ValueError, "left over");
  Py_RETURN_NONE;
}
static PyObject *recurse(PyObject *self, PyObject *arg) {
  PyObject *f = PyCFunction_New(((PyCFunctionObject *)arg)->m_ml, self);
  PyObject *result = PyObject_CallOneArg(f, arg);
  Py_DECREF(f);
  return result;
}

#define C(function) (PyCFunction)(void (*)(void))(function)
static PyMethodDef functions[] = {
    {"noargs", noargs, METH_NOARGS, NULL},
    {"one", one, METH_O, "one($self, x)\n--\n\nThe doc."},
    {"varargs", varargs, METH_VARARGS, "one thing\n\nand another"},
    {"keywords", C(keywords), METH_VARARGS | METH_KEYWORDS, NULL},
    {"fast", C(fast), METH_FASTCALL, NULL},
    {"fast_keywords", C(fast_keywords), METH_FASTCALL | METH_KEYWORDS, NULL},
    {"bad_null", bad_null, METH_NOARGS, NULL},
    {"bad_result", bad_result, METH_NOARGS, NULL},
    {"recurse", recurse, METH_O, NULL},
    {"nothing", noargs, METH_NOARGS | METH_O, NULL},
    {0},
};

static PyMethodDef methods[] = {
    {"noargs", noargs, METH_NOARGS, NULL},
    {"one", one, METH_O, NULL},
    {"varargs", varargs, METH_VARARGS, NULL},
    {"keywords", C(keywords), METH_VARARGS | METH_KEYWORDS, NULL},
    {"fast", C(fast), METH_FASTCALL, NULL},
    {"fast_keywords", C(fast_keywords), METH_FASTCALL | METH_KEYWORDS, NULL},
    {"method", C(method), METH_METHOD | METH_FASTCALL | METH_KEYWORDS, NULL},
    {"cls", C(fast), METH_FASTCALL | METH_CLASS, NULL},
    {"stat", C(fast), METH_FASTCALL | METH_STATIC, NULL},
    {0},
};

static PyObject *thing_repr(PyObject *o AMBI_UNUSED) { return PyUnicode_FromString("<thing>"); }
static PyTypeObject Thing = {
    .ob_base = PyVarObject_HEAD_INIT(NULL, 0),
    .tp_name = "test.Thing",
    .tp_basicsize = sizeof(PyObject),
    .tp_repr = thing_repr,
    .tp_methods = methods,
    .tp_new = PyType_GenericNew,
};

static PyObject *function(const char *name, PyObject *self, const char *module) {
  for (PyMethodDef *def = functions; def->ml_name; def++) {
    if (strcmp(def->ml_name, name) != 0) continue;
    PyObject *module_name = module ? PyUnicode_FromString(module) : NULL;
    PyObject *f = PyCFunction_NewEx(def, self, module_name);
    Py_XDECREF(module_name);
    return f;
  }
  return NULL;
}

static PyObject *call(const char *name, const char *format, ...) {
  PyObject *f = function(name, NULL, NULL);
  va_list va;
  va_start(va, format);
  PyObject *args = Py_VaBuildValue(format, va);
  va_end(va);
  PyObject *result = PyObject_Call(f, args, NULL);
  Py_DECREF(args);
  Py_DECREF(f);
  return result;
}

static PyObject *call_kw(const char *name, const char *module) {
  PyObject *f = function(name, NULL, module), *args = PyTuple_Pack(1, Py_None);
  PyObject *kwargs = Py_BuildValue("{s:i,s:i}", "a", 1, "b", 2);
  PyObject *result = PyObject_Call(f, args, kwargs);
  Py_DECREF(f);
  Py_DECREF(args);
  Py_DECREF(kwargs);
  return result;
}

static PyObject *vector(const char *name, int n, bool offset) {
  PyObject *f = function(name, NULL, NULL);
  PyObject *stack[9], *names = Py_BuildValue("(ss)", "x", "y");
  for (int i = 0; i < 9; i++) stack[i] = PyLong_FromLong(i);
  PyObject *result =
      PyObject_Vectorcall(f, stack + 1, (size_t)n | (offset ? (size_t)1 << 63 : 0), names);
  for (int i = 0; i < 9; i++) Py_DECREF(stack[i]);
  Py_DECREF(names);
  Py_DECREF(f);
  return result;
}

static void test_conventions(void) {
  CHECK_LIVE_UNCHANGED {
    CHECK_REPR_OF(call("noargs", "()"), "(None, None)");
    CHECK_REPR_OF(call("one", "(i)", 5), "(None, 5)");
    CHECK_REPR_OF(call("varargs", "(iii)", 1, 2, 3), "(None, (1, 2, 3))");
    CHECK_REPR_OF(call("keywords", "(i)", 1), "(None, (1,), None)");
    CHECK_REPR_OF(call("fast", "(iii)", 1, 2, 3), "[None, 1, 2, 3]");
    CHECK_REPR_OF(call("fast_keywords", "(ii)", 1, 2), "[None, 1, 2, None]");
    CHECK_REPR_OF(call_kw("keywords", NULL), "(None, (None,), {'a': 1, 'b': 2})");
    CHECK_REPR_OF(call_kw("fast_keywords", NULL), "[None, None, 1, 2, ('a', 'b')]");
    CHECK_REPR_OF(vector("fast_keywords", 5, true), "[None, 1, 2, 3, 4, 5, 6, 7, ('x', 'y')]");
    CHECK_REPR_OF(vector("keywords", 0, false), "(None, (), {'x': 1, 'y': 2})");
    CHECK_NO_ERR();
  }
}

static void test_wrong_arguments(void) {
  CHECK_LIVE_UNCHANGED {
    CHECK(!call("noargs", "(i)", 1));
    CHECK_ERR(PyExc_TypeError, "noargs() takes no arguments (1 given)");
    CHECK(!call("one", "()"));
    CHECK_ERR(PyExc_TypeError, "one() takes exactly one argument (0 given)");
    CHECK(!call("one", "(ii)", 1, 2));
    CHECK_ERR(PyExc_TypeError, "one() takes exactly one argument (2 given)");
    CHECK(!call_kw("one", NULL));
    CHECK_ERR(PyExc_TypeError, "one() takes no keyword arguments");
    CHECK(!call_kw("noargs", NULL));
    CHECK_ERR(PyExc_TypeError, "noargs() takes no keyword arguments");
    CHECK(!call_kw("fast", "math"));
    CHECK_ERR(PyExc_TypeError, "math.fast() takes no keyword arguments");
    CHECK(!call_kw("fast", "builtins"));
    CHECK_ERR(PyExc_TypeError, "fast() takes no keyword arguments");
    /* By tp_call the message has the plain name. */
    CHECK(!call_kw("varargs", "math"));
    CHECK_ERR(PyExc_TypeError, "varargs() takes no keyword arguments");
    CHECK(!function("nothing", NULL, NULL));
    CHECK_ERR(PyExc_SystemError, "nothing() method: bad call flags");
    CHECK(!PyObject_CallNoArgs(Py_None));
    CHECK_ERR(PyExc_TypeError, "'NoneType' object is not callable");
    CHECK(!PyObject_Call(Py_None, Py_None, NULL));
    CHECK_ERR(PyExc_TypeError, "'NoneType' object is not callable");
    CHECK(!PyObject_CallFunction(NULL, NULL));
    CHECK_ERR(PyExc_SystemError, "null argument to internal routine");
  }
}

static void test_results_are_checked(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *null = function("bad_null", NULL, NULL), *result = function("bad_result", NULL, NULL);
    CHECK(!PyObject_CallNoArgs(null));
    CHECK_ERR(PyExc_SystemError,
              "<built-in function bad_null> returned NULL without setting an exception");
    CHECK(!PyObject_CallNoArgs(result));
    CHECK_ERR(PyExc_SystemError,
              "<built-in function bad_result> returned a result with an exception set");
    Py_DECREF(null);
    Py_DECREF(result);
    PyObject *f = function("recurse", NULL, NULL);
    CHECK(!PyObject_CallOneArg(f, f));
    CHECK_ERR(PyExc_RecursionError,
              "maximum recursion depth exceeded while calling a Python object");
    Py_DECREF(f);
  }
}

static void test_by_format(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *f = function("fast", NULL, NULL), *pair = Py_BuildValue("(ii)", 1, 2);
    CHECK_REPR_OF(PyObject_CallFunction(f, NULL), "[None]");
    CHECK_REPR_OF(PyObject_CallFunction(f, ""), "[None]");
    CHECK_REPR_OF(PyObject_CallFunction(f, " ,"), "[None]");
    CHECK_REPR_OF(PyObject_CallFunction(f, "i", 1), "[None, 1]");
    CHECK_REPR_OF(PyObject_CallFunction(f, "si", "a", 1), "[None, 'a', 1]");
    CHECK_REPR_OF(PyObject_CallFunction(f, "(si)", "a", 1), "[None, 'a', 1]");
    CHECK_REPR_OF(PyObject_CallFunction(f, "O", pair), "[None, 1, 2]");
    CHECK_REPR_OF(PyObject_CallFunction(f, "OO", pair, pair), "[None, (1, 2), (1, 2)]");
    CHECK_REPR_OF(PyObject_CallFunction(f, "((i))", 1), "[None, (1,)]");
    CHECK_REPR_OF(PyObject_CallFunction(f, "[i]", 1), "[None, [1]]");
    CHECK_REPR_OF(PyObject_CallFunction(f, "z", NULL), "[None, None]");
    CHECK_REPR_OF(PyObject_CallFunctionObjArgs(f, NULL), "[None]");
    CHECK_REPR_OF(PyObject_CallFunctionObjArgs(f, Py_True, Py_None, pair, Py_True, Py_True, pair,
                                               Py_None, NULL),
                  "[None, True, None, (1, 2), True, True, (1, 2), None]");
    CHECK_REPR_OF(PyObject_CallObject(f, NULL), "[None]");
    CHECK_REPR_OF(PyObject_CallObject(f, pair), "[None, 1, 2]");
    CHECK(!PyObject_CallObject(f, f));
    CHECK_ERR(PyExc_TypeError, "argument list must be a tuple");
    Py_DECREF(f);
    Py_DECREF(pair);
  }
}

static PyObject *get(PyObject *o, const char *name) { return PyObject_GetAttrString(o, name); }

static void test_methods(void) {
  CHECK_INT(PyType_Ready(&Thing), 0);
  PyObject *type = (PyObject *)&Thing;
  CHECK_LIVE_UNCHANGED {
    PyObject *o = PyObject_CallNoArgs(type);
    CHECK_REPR_OF(PyObject_CallMethod(o, "noargs", NULL), "(<thing>, None)");
    CHECK_REPR_OF(PyObject_CallMethod(o, "one", "i", 1), "(<thing>, 1)");
    CHECK_REPR_OF(PyObject_CallMethod(o, "varargs", "ii", 1, 2), "(<thing>, (1, 2))");
    CHECK_REPR_OF(PyObject_CallMethod(o, "keywords", "ii", 1, 2), "(<thing>, (1, 2), None)");
    CHECK_REPR_OF(PyObject_CallMethod(o, "fast", "ii", 1, 2), "[<thing>, 1, 2]");
    CHECK_REPR_OF(PyObject_CallMethod(o, "method", "i", 1), "[<thing>, 1, None, 'Thing']");
    CHECK_REPR_OF(PyObject_CallMethod(o, "cls", "i", 1), "[<class 'test.Thing'>, 1]");
    CHECK_REPR_OF(PyObject_CallMethod(type, "cls", "i", 1), "[<class 'test.Thing'>, 1]");
    CHECK_REPR_OF(PyObject_CallMethod(type, "stat", "i", 1), "[None, 1]");
    CHECK_REPR_OF(PyObject_CallMethod(o, "stat", "i", 1), "[None, 1]");
    CHECK_REPR_OF(PyObject_CallMethod(type, "method", "Oi", o, 1), "[<thing>, 1, None, 'Thing']");
    CHECK_REPR_OF(PyObject_CallMethod(type, "keywords", "Oi", o, 1), "(<thing>, (1,), None)");
    PyObject *name = PyUnicode_InternFromString("method"), *other = PyUnicode_FromString("fast");
    CHECK_REPR_OF(PyObject_CallMethodObjArgs(o, name, o, NULL),
                  "[<thing>, <thing>, None, 'Thing']");
    CHECK_REPR_OF(PyObject_CallMethodObjArgs(o, other, NULL), "[<thing>]");
    PyObject *stack[] = {o, Py_True};
    CHECK_REPR_OF(PyObject_VectorcallMethod(name, stack, 2, NULL),
                  "[<thing>, True, None, 'Thing']");
    Py_DECREF(name);
    Py_DECREF(other);
    CHECK(!PyObject_CallMethod(o, "one", NULL));
    CHECK_ERR(PyExc_TypeError, "Thing.one() takes exactly one argument (0 given)");
    CHECK(!PyObject_CallMethod(type, "one", NULL));
    CHECK_ERR(PyExc_TypeError, "unbound method Thing.one() needs an argument");
    CHECK(!PyObject_CallMethod(type, "one", "i", 1));
    CHECK_ERR(PyExc_TypeError,
              "descriptor 'one' for 'test.Thing' objects doesn't apply to a 'int' object");
    CHECK(!PyObject_CallMethod(o, "missing", NULL));
    CHECK_ERR(PyExc_AttributeError, "'test.Thing' object has no attribute 'missing'");
    Py_DECREF(o);
  }
}

static void test_bound_methods(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *f = function("fast_keywords", NULL, NULL), *seven = PyLong_FromLong(7);
    PyObject *m = PyMethod_New(f, seven);
    CHECK_REPR_OF(PyObject_CallFunction(m, "ii", 1, 2), "[None, 7, 1, 2, None]");
    CHECK_REPR_OF(PyObject_CallFunction(m, "iiiiiii", 1, 2, 3, 4, 5, 6, 7),
                  "[None, 7, 1, 2, 3, 4, 5, 6, 7, None]");
    PyObject *args = PyTuple_New(0), *kwargs = Py_BuildValue("{s:i}", "k", 1);
    CHECK_REPR_OF(PyObject_Call(m, args, kwargs), "[None, 7, 1, ('k',)]");
    CHECK_REPR_OF(Py_NewRef(m), "<bound method fast_keywords of 7>");
    CHECK_STR_OF(get(m, "__name__"), "fast_keywords");
    CHECK(PyMethod_Self(m) == seven && PyMethod_Function(m) == f);
    CHECK(!PyMethod_New(f, NULL));
    PyErr_Clear();
    Py_DECREF(args);
    Py_DECREF(kwargs);
    Py_DECREF(m);
    Py_DECREF(seven);
    Py_DECREF(f);
  }
}

static void test_attributes_of_functions(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *f = function("one", NULL, "mod"), *seven = PyLong_FromLong(7),
             *g = function("varargs", seven, NULL);
    CHECK_STR_OF(get(f, "__name__"), "one");
    CHECK_STR_OF(get(f, "__module__"), "mod");
    CHECK_STR_OF(get(f, "__doc__"), "The doc.");
    CHECK_STR_OF(get(f, "__text_signature__"), "($self, x)");
    CHECK_STR_OF(get(g, "__doc__"), "one thing\n\nand another");
    CHECK_STR_OF(get(g, "__text_signature__"), "None");
    CHECK_STR_OF(get(g, "__qualname__"), "int.varargs");
    CHECK_STR_OF(get(g, "__self__"), "7");
    CHECK_REPR_OF(Py_NewRef(f), "<built-in function one>");
    CHECK(PyCFunction_GetFlags(f) == METH_O && PyCFunction_GetFunction(f) == one &&
          !PyCFunction_GetSelf(f));
    PyObject *same = function("one", NULL, NULL);
    CHECK(PyObject_RichCompareBool(f, same, Py_EQ) == 1 &&
          PyObject_RichCompareBool(f, g, Py_EQ) == 0);
    CHECK(PyObject_Hash(f) == PyObject_Hash(same));
    CHECK(PyObject_SetAttrString(f, "__name__", seven) < 0);
    CHECK_ERR(PyExc_AttributeError,
              "attribute '__name__' of 'builtin_function_or_method' objects is not writable");
    CHECK(!PyObject_CallNoArgs((PyObject *)&PyCFunction_Type));
    CHECK_ERR(PyExc_TypeError, "cannot create 'builtin_function_or_method' instances");
    Py_DECREF(same);
    Py_DECREF(f);
    Py_DECREF(g);
    Py_DECREF(seven);
  }
}

int main(void) {
  ambi_test_init();
  test_conventions();
  test_wrong_arguments();
  test_results_are_checked();
  test_by_format();
  test_methods();
  test_bound_methods();
  test_attributes_of_functions();
  return ambi_test_result();
}
