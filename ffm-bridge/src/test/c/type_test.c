/* Type objects: readying, inheritance, classes made at run time, specs, descriptors, attributes. */
#include "check.h"

#ifndef AMBI_IN_CPYTHON
#include "types.h"
#endif

static PyObject *get(PyObject *o, const char *name) { return PyObject_GetAttrString(o, name); }
#define TYPE(o) ((PyTypeObject *)(o))
#define C(function) (PyCFunction)(void (*)(void))(function)

/* A class with these bases (a new tuple, taken) and this dict (taken; NULL for an empty one). */
static PyObject *make_class(const char *name, PyObject *bases, PyObject *dict) {
  if (!dict) dict = PyDict_New();
  PyObject *cls = PyObject_CallFunction((PyObject *)&PyType_Type, "sOO", name, bases, dict);
  Py_DECREF(bases);
  Py_DECREF(dict);
  return cls;
}
#define BASES(...) PyTuple_Pack(sizeof((void *[]){__VA_ARGS__}) / sizeof(void *), __VA_ARGS__)
#define CLASS(name, dict, ...) make_class(name, BASES(__VA_ARGS__), dict)

/* Calls f(self, *args) as a method of a class does: a function object that binds. */
static PyObject *bindable(PyMethodDef *def) {
  PyObject *function = PyCFunction_New(def, NULL), *binds = PyInstanceMethod_New(function);
  Py_DECREF(function);
  return binds;
}

/* ---- what is inherited ----------------------------------------------------------------------- */

typedef struct {
  PyObject ob_base;
  long value;
  PyObject *any, *any_ex;
  char flag;
  unsigned small;
  double real;
  const char *text;
} Point;

static int point_traverse(PyObject *o AMBI_UNUSED, visitproc visit AMBI_UNUSED,
                          void *arg AMBI_UNUSED) {
  return 0;
}
static void point_dealloc(PyObject *o) {
  Py_XDECREF(((Point *)o)->any);
  Py_XDECREF(((Point *)o)->any_ex);
  PyTypeObject *type = Py_TYPE(o);
  type->tp_free(o);
  if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) Py_DECREF(type);
}
static PyObject *point_repr(PyObject *o) {
  return PyUnicode_FromFormat("Point(%ld)", ((Point *)o)->value);
}
static Py_hash_t point_hash(PyObject *o) { return ((Point *)o)->value; }
static PyObject *point_richcompare(PyObject *a, PyObject *b, int op) {
  if (!PyObject_TypeCheck(b, Py_TYPE(a)) || op != Py_EQ) Py_RETURN_NOTIMPLEMENTED;
  return PyBool_FromLong(((Point *)a)->value == ((Point *)b)->value);
}
static int point_init(PyObject *o, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"value", NULL};
  ((Point *)o)->value = 0;
  return PyArg_ParseTupleAndKeywords(args, kwargs, "|l:Point", names, &((Point *)o)->value) ? 0
                                                                                            : -1;
}
static PyObject *point_add(PyObject *a, PyObject *b) {
  if (!PyLong_Check(b)) Py_RETURN_NOTIMPLEMENTED;
  return PyLong_FromLong(((Point *)a)->value + PyLong_AsLong(b));
}
static Py_ssize_t point_length(PyObject *o) { return ((Point *)o)->value; }
static PyObject *point_call(PyObject *o, PyObject *args, PyObject *kwargs) {
  return Py_BuildValue("(OOO)", o, args, kwargs ? kwargs : Py_None);
}
static PyObject *point_get_double(PyObject *o, void *closure) {
  return PyLong_FromLong(((Point *)o)->value * 2 + (closure != NULL));
}
static int point_set_double(PyObject *o, PyObject *value, void *closure AMBI_UNUSED) {
  if (!value) {
    PyErr_SetString(PyExc_TypeError, "no");
    return -1;
  }
  ((Point *)o)->value = PyLong_AsLong(value) / 2;
  return PyErr_Occurred() ? -1 : 0;
}
static PyObject *point_scaled(PyObject *o, PyObject *by) {
  return PyLong_FromLong(((Point *)o)->value * PyLong_AsLong(by));
}

static PyNumberMethods point_as_number = {.nb_add = point_add};
static PySequenceMethods point_as_sequence = {.sq_length = point_length};
static PyMethodDef point_methods[] = {{"scaled", point_scaled, METH_O, NULL}, {0}};
static PyMemberDef point_members[] = {
    {"value", T_LONG, offsetof(Point, value), 0, NULL},
    {"fixed", T_LONG, offsetof(Point, value), READONLY, NULL},
    {"any", T_OBJECT, offsetof(Point, any), 0, NULL},
    {"any_ex", T_OBJECT_EX, offsetof(Point, any_ex), 0, NULL},
    {"flag", T_BOOL, offsetof(Point, flag), 0, NULL},
    {"small", T_UINT, offsetof(Point, small), 0, NULL},
    {"real", T_DOUBLE, offsetof(Point, real), 0, NULL},
    {"text", T_STRING, offsetof(Point, text), 0, NULL},
    {0},
};
static PyGetSetDef point_getset[] = {
    {"double", point_get_double, point_set_double, "twice", NULL},
    {"odd", point_get_double, NULL, NULL, point_getset},
    {"dark", NULL, NULL, NULL, NULL},
    {0},
};

static PyTypeObject PointType = {
    .ob_base = PyVarObject_HEAD_INIT(NULL, 0),
    .tp_name = "pkg.Point",
    .tp_basicsize = sizeof(Point),
    .tp_dealloc = point_dealloc,
    .tp_repr = point_repr,
    .tp_as_number = &point_as_number,
    .tp_as_sequence = &point_as_sequence,
    .tp_hash = point_hash,
    .tp_call = point_call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "Point(value)\n--\n\nA point.",
    .tp_traverse = point_traverse,
    .tp_richcompare = point_richcompare,
    .tp_methods = point_methods,
    .tp_members = point_members,
    .tp_getset = point_getset,
    .tp_init = point_init,
    .tp_new = PyType_GenericNew,
};

static PySequenceMethods sub_as_sequence = {0};
static PyTypeObject SubType = {
    .ob_base = PyVarObject_HEAD_INIT(NULL, 0),
    .tp_name = "pkg.Sub",
    .tp_as_sequence = &sub_as_sequence,
    .tp_base = &PointType,
};
static PyTypeObject OpaqueType = {.ob_base = PyVarObject_HEAD_INIT(NULL, 0),
                                  .tp_name = "opaque",
                                  .tp_basicsize = sizeof(PyObject)};

static void test_static_types(void) {
  CHECK_INT(PyType_Ready(&SubType), 0); /* readies the base too */
  CHECK_INT(PyType_Ready(&SubType), 0);
  CHECK_INT(PyType_Ready(&OpaqueType), 0);
  CHECK(Py_TYPE(&SubType) == &PyType_Type && PointType.tp_base == &PyBaseObject_Type);
  CHECK(SubType.tp_repr == point_repr && SubType.tp_call == point_call &&
        SubType.tp_new == PyType_GenericNew);
  CHECK(SubType.tp_as_number == &point_as_number && sub_as_sequence.sq_length == point_length);
  CHECK(SubType.tp_hash == point_hash && SubType.tp_richcompare == point_richcompare);
  CHECK(SubType.tp_traverse == point_traverse && PyType_HasFeature(&SubType, Py_TPFLAGS_HAVE_GC));
  CHECK(SubType.tp_free == PyObject_GC_Del && SubType.tp_alloc == PyType_GenericAlloc);
  CHECK(SubType.tp_getattro == PyObject_GenericGetAttr && SubType.tp_dealloc == point_dealloc);
  CHECK_INT(SubType.tp_basicsize, sizeof(Point));
  CHECK(PyType_IsSubtype(&SubType, &PointType) && !PyType_IsSubtype(&PointType, &SubType));
  CHECK(!PyType_HasFeature(&SubType, Py_TPFLAGS_BASETYPE));
  CHECK(!OpaqueType.tp_new && PyType_HasFeature(&OpaqueType, Py_TPFLAGS_DISALLOW_INSTANTIATION));
  CHECK(PyType_HasFeature(&PyBool_Type, Py_TPFLAGS_LONG_SUBCLASS));
  CHECK_LIVE_UNCHANGED {
    CHECK_REPR_OF(PyObject_CallFunction((PyObject *)&SubType, "i", 5), "Point(5)");
    CHECK(!PyObject_CallFunction((PyObject *)&SubType, "s", "x"));
    CHECK_ERR(PyExc_TypeError, "'str' object cannot be interpreted as an integer");
    CHECK(!PyObject_CallNoArgs((PyObject *)&OpaqueType));
    CHECK_ERR(PyExc_TypeError, "cannot create 'opaque' instances");
    CHECK_REPR_OF(get((PyObject *)&SubType, "__mro__"),
                  "(<class 'pkg.Sub'>, <class 'pkg.Point'>, <class 'object'>)");
    CHECK_STR_OF(get((PyObject *)&PointType, "__doc__"), "A point.");
    CHECK_STR_OF(get((PyObject *)&PointType, "__text_signature__"), "(value)");
    CHECK_STR_OF(get((PyObject *)&PointType, "__name__"), "Point");
    CHECK_STR_OF(get((PyObject *)&PointType, "__module__"), "pkg");
    CHECK_STR_OF(get((PyObject *)&PyLong_Type, "__module__"), "builtins");
    CHECK_REPR_OF(get((PyObject *)&PointType, "__base__"), "<class 'object'>");
    CHECK_REPR_OF(get((PyObject *)&SubType, "__bases__"), "(<class 'pkg.Point'>,)");
    CHECK(PyObject_SetAttrString((PyObject *)&PointType, "x", Py_None) < 0);
    CHECK_ERR(PyExc_TypeError, "cannot set 'x' attribute of immutable type 'pkg.Point'");
    CHECK(!get((PyObject *)&PointType, "nothing"));
    CHECK_ERR(PyExc_AttributeError, "type object 'pkg.Point' has no attribute 'nothing'");
  }
}

static void test_members_and_getsets(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *o = PyObject_CallFunction((PyObject *)&PointType, "i", 5), *n = PyLong_FromLong(40);
    CHECK_STR_OF(get(o, "value"), "5");
    CHECK_STR_OF(get(o, "double"), "10");
    CHECK_STR_OF(get(o, "odd"), "11");
    CHECK_INT(PyObject_SetAttrString(o, "double", n), 0);
    CHECK_STR_OF(get(o, "value"), "20");
    CHECK_INT(PyObject_SetAttrString(o, "value", n), 0);
    CHECK_STR_OF(get(o, "fixed"), "40");
    CHECK(PyObject_SetAttrString(o, "fixed", n) < 0);
    CHECK_ERR(PyExc_AttributeError, "readonly attribute");
    CHECK(PyObject_SetAttrString(o, "odd", n) < 0);
    CHECK_ERR(PyExc_AttributeError, "attribute 'odd' of 'pkg.Point' objects is not writable");
    CHECK(!get(o, "dark"));
    CHECK_ERR(PyExc_AttributeError, "attribute 'dark' of 'pkg.Point' objects is not readable");
    CHECK(PyObject_SetAttrString(o, "double", NULL) < 0);
    CHECK_ERR(PyExc_TypeError, "no");
    CHECK_STR_OF(get(o, "any"), "None");
    CHECK(!get(o, "any_ex"));
    CHECK_ERR(PyExc_AttributeError, "'pkg.Point' object has no attribute 'any_ex'");
    CHECK_INT(PyObject_SetAttrString(o, "any_ex", n), 0);
    CHECK_INT(PyObject_SetAttrString(o, "any", n), 0);
    CHECK_STR_OF(get(o, "any_ex"), "40");
    CHECK_INT(PyObject_SetAttrString(o, "any_ex", NULL), 0);
    CHECK(PyObject_SetAttrString(o, "any_ex", NULL) < 0);
    CHECK_ERR(PyExc_AttributeError, "any_ex");
    CHECK(PyObject_SetAttrString(o, "flag", n) < 0);
    CHECK_ERR(PyExc_TypeError, "attribute value type must be bool");
    CHECK_INT(PyObject_SetAttrString(o, "flag", Py_True), 0);
    CHECK_STR_OF(get(o, "flag"), "True");
    CHECK_INT(PyObject_SetAttrString(o, "small", n), 0);
    CHECK_STR_OF(get(o, "small"), "40");
    CHECK_INT(PyObject_SetAttrString(o, "real", n), 0);
    CHECK(((Point *)o)->real == 40.0);
    CHECK(PyObject_SetAttrString(o, "value", NULL) < 0);
    CHECK_ERR(PyExc_TypeError, "can't delete numeric/char attribute");
    CHECK(PyObject_SetAttrString(o, "text", n) < 0);
    CHECK_ERR(PyExc_TypeError, "readonly attribute");
    CHECK_STR_OF(get(o, "text"), "None");
    CHECK(PyObject_SetAttrString(o, "new", n) < 0);
    CHECK_ERR(PyExc_AttributeError, "'pkg.Point' object has no attribute 'new'");
    CHECK(PyObject_SetAttrString(o, "scaled", n) < 0);
    CHECK_ERR(PyExc_AttributeError, "'pkg.Point' object attribute 'scaled' is read-only");
    CHECK(!PyObject_GetAttr(o, n));
    CHECK_ERR(PyExc_TypeError, "attribute name must be string, not 'int'");
    CHECK(PyObject_HasAttrString(o, "value") && !PyObject_HasAttrString(o, "valu"));
    CHECK_NO_ERR();
    Py_DECREF(n);
    Py_DECREF(o);
  }
}

/* ---- slots seen from Python ------------------------------------------------------------------ */

static void test_slot_wrappers(void) {
  PyObject *point = (PyObject *)&PointType;
  CHECK_LIVE_UNCHANGED {
    PyObject *o = PyObject_CallFunction(point, "i", 5), *s = PyUnicode_FromString("text");
    CHECK_STR_OF(PyObject_CallMethod(o, "__add__", "i", 3), "8");
    CHECK_STR_OF(PyObject_CallMethod(o, "__add__", "s", "x"), "NotImplemented");
    CHECK_STR_OF(PyObject_CallMethod(o, "__len__", NULL), "5");
    CHECK_STR_OF(PyObject_CallMethod(o, "__repr__", NULL), "Point(5)");
    CHECK_STR_OF(PyObject_CallMethod(o, "__hash__", NULL), "5");
    CHECK_STR_OF(PyObject_CallMethod(o, "__eq__", "O", o), "True");
    CHECK_STR_OF(PyObject_CallMethod(o, "__ne__", "O", o), "NotImplemented");
    CHECK_REPR_OF(PyObject_CallMethod(o, "__call__", "i", 1), "(Point(5), (1,), None)");
    CHECK_STR_OF(PyObject_CallMethod(o, "__init__", "i", 9), "None");
    CHECK_STR_OF(get(o, "value"), "9");
    CHECK_STR_OF(PyObject_CallMethod(point, "__add__", "Oi", o, 3), "12");
    CHECK_STR_OF(PyObject_CallMethod(o, "__getattribute__", "s", "value"), "9");
    CHECK_STR_OF(PyObject_CallMethod(o, "__setattr__", "si", "value", 4), "None");
    CHECK_REPR_OF(get(point, "__add__"), "<slot wrapper '__add__' of 'pkg.Point' objects>");
    CHECK_REPR_OF(get(point, "scaled"), "<method 'scaled' of 'pkg.Point' objects>");
    CHECK_REPR_OF(get(point, "value"), "<member 'value' of 'pkg.Point' objects>");
    CHECK_REPR_OF(get(point, "double"), "<attribute 'double' of 'pkg.Point' objects>");
    CHECK(!PyObject_CallMethod(o, "__add__", NULL));
    CHECK_ERR(PyExc_TypeError, "expected 1 argument, got 0");
    CHECK(!PyObject_CallMethod(point, "__add__", NULL));
    CHECK_ERR(PyExc_TypeError, "descriptor '__add__' of 'pkg.Point' object needs an argument");
    CHECK(!PyObject_CallMethod(point, "__add__", "i", 1));
    CHECK_ERR(PyExc_TypeError,
              "descriptor '__add__' requires a 'pkg.Point' object but received a 'int'");
    PyObject *add = get(o, "__add__"), *args = PyTuple_Pack(1, s),
             *kwargs = Py_BuildValue("{s:i}", "x", 1);
    CHECK(!PyObject_Call(add, args, kwargs));
    CHECK_ERR(PyExc_TypeError, "wrapper __add__() takes no keyword arguments");
    Py_DECREF(add);
    Py_DECREF(args);
    Py_DECREF(kwargs);
    CHECK(
        !PyObject_CallMethod((PyObject *)&PyBaseObject_Type, "__setattr__", "OsO", point, "x", o));
    CHECK_ERR(PyExc_TypeError, "can't apply this __setattr__ to type object");
    CHECK_STR_OF(PyObject_CallMethod(s, "__len__", NULL), "4");
    CHECK_STR_OF(PyObject_CallMethod(s, "__getitem__", "i", 1), "e");
    CHECK_STR_OF(PyObject_CallMethod(s, "__contains__", "s", "ex"), "True");
    CHECK_STR_OF(PyObject_CallMethod(Py_True, "__radd__", "i", 2), "3");
    CHECK_STR_OF(PyObject_CallMethod(Py_True, "__bool__", NULL), "True");
    Py_DECREF(s);
    Py_DECREF(o);
  }
}

/* ---- classes
 * ------------------------------------------------------------------------------------------------------
 */

static void test_mro(void) {
  PyObject *a = CLASS("A", NULL, &PyBaseObject_Type), *b = CLASS("B", NULL, a),
           *c = CLASS("C", NULL, a);
  PyObject *d = CLASS("D", NULL, b, c), *base = (PyObject *)&PyBaseObject_Type;
  PyObject *mro = TYPE(d)->tp_mro, *expected = PyTuple_Pack(5, d, b, c, a, base);
  CHECK(PyObject_RichCompareBool(mro, expected, Py_EQ) == 1);
  Py_DECREF(expected);
  CHECK(PyType_IsSubtype(TYPE(d), TYPE(c)) && TYPE(d)->tp_base == TYPE(b));
  CHECK_REPR_OF(PyObject_CallMethod(a, "__subclasses__", NULL), "[<class 'B'>, <class 'C'>]");
  CHECK(!CLASS("X", NULL, base, a));
  CHECK_ERR(PyExc_TypeError,
            "Cannot create a consistent method resolution\norder (MRO) for bases object, A");
  CHECK(!CLASS("X", NULL, a, a));
  CHECK_ERR(PyExc_TypeError, "duplicate base class A");
  CHECK(!CLASS("X", NULL, &PyLong_Type, &PyUnicode_Type));
  CHECK_ERR(PyExc_TypeError, "multiple bases have instance lay-out conflict");
  CHECK(!CLASS("X", NULL, &PyBool_Type));
  CHECK_ERR(PyExc_TypeError, "type 'bool' is not an acceptable base type");
  PyObject *m1 = CLASS("M1", NULL, &PyType_Type), *m2 = CLASS("M2", NULL, &PyType_Type);
  PyObject *of_m1 = PyObject_CallFunction(m1, "s(){}", "Of1"),
           *of_m2 = PyObject_CallFunction(m2, "s(){}", "Of2");
  CHECK(of_m1 && Py_TYPE(of_m1) == TYPE(m1));
  PyObject *below = CLASS("Below", NULL, of_m1);
  CHECK(below && Py_TYPE(below) == TYPE(m1));
  CHECK(!CLASS("X", NULL, of_m1, of_m2));
  CHECK_ERR(PyExc_TypeError,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass "
            "of the metaclasses "
            "of all its bases");
  CHECK(!PyObject_CallFunction((PyObject *)&PyType_Type, "i()", 1));
  CHECK_ERR(PyExc_TypeError, "type() takes 1 or 3 arguments");
  CHECK(!PyObject_CallFunction((PyObject *)&PyType_Type, "sis", "a", 1, "b"));
  CHECK_ERR(PyExc_TypeError, "type.__new__() argument 2 must be tuple, not int");
  CHECK(PyObject_CallOneArg((PyObject *)&PyType_Type, Py_None) == (PyObject *)&_PyNone_Type);
}

static void test_instances(void) {
  PyObject *a =
      CLASS("A", Py_BuildValue("{s:s,s:i}", "__module__", "mod", "x", 1), &PyBaseObject_Type);
  PyObject *slots =
      CLASS("Slots", Py_BuildValue("{s:(ss)}", "__slots__", "q", "p"), &PyBaseObject_Type);
  CHECK_LIVE_UNCHANGED {
    PyObject *o = PyObject_CallNoArgs(a), *n = PyLong_FromLong(1234);
    CHECK_STR_OF(get(o, "x"), "1");
    CHECK_INT(PyObject_SetAttrString(o, "x", n), 0);
    CHECK_STR_OF(get(o, "x"), "1234");
    CHECK_REPR_OF(get(o, "__dict__"), "{'x': 1234}");
    CHECK_INT(PyObject_SetAttrString(o, "x", NULL), 0);
    CHECK(PyObject_SetAttrString(o, "x", NULL) < 0);
    CHECK_ERR(PyExc_AttributeError, "'A' object has no attribute 'x'");
    CHECK(PyObject_SetAttrString(o, "__dict__", n) < 0);
    CHECK_ERR(PyExc_TypeError, "__dict__ must be set to a dictionary, not a 'int'");
    CHECK_REPR_OF(get(o, "__class__"), "<class 'mod.A'>");
    CHECK(PyObject_SetAttrString(o, "__class__", (PyObject *)&PyLong_Type) < 0);
    CHECK_ERR(PyExc_TypeError,
              "__class__ assignment only supported for mutable types or ModuleType subclasses");
    CHECK(PyObject_SetAttrString(o, "__class__", slots) < 0);
    CHECK_ERR(PyExc_TypeError, "__class__ assignment: 'Slots' object layout differs from 'A'");
    CHECK(!PyObject_CallFunction(a, "i", 1));
    CHECK_ERR(PyExc_TypeError, "A() takes no arguments");
    CHECK(PyObject_RichCompareBool(o, o, Py_EQ) == 1 && PyObject_RichCompareBool(o, n, Py_NE) == 1);
    CHECK(PyObject_Hash(o) != -1);
    PyObject *ref = PyWeakref_NewRef(o, NULL);
    CHECK(ref && PyWeakref_GetObject(ref) == o);
    Py_DECREF(o);
    CHECK(PyWeakref_GetObject(ref) == Py_None);
    Py_DECREF(ref);

    o = PyObject_CallNoArgs(slots);
    CHECK(!get(o, "p"));
    CHECK_ERR(PyExc_AttributeError, "'Slots' object has no attribute 'p'");
    CHECK_INT(PyObject_SetAttrString(o, "p", n), 0);
    CHECK_INT(PyObject_SetAttrString(o, "q", n), 0);
    CHECK_STR_OF(get(o, "p"), "1234");
    CHECK(PyObject_SetAttrString(o, "other", n) < 0);
    CHECK_ERR(PyExc_AttributeError, "'Slots' object has no attribute 'other'");
    Py_DECREF(o);
    Py_DECREF(n);
    CHECK(!CLASS("X", Py_BuildValue("{s:(i)}", "__slots__", 1), &PyBaseObject_Type));
    CHECK_ERR(PyExc_TypeError, "__slots__ items must be strings, not 'int'");
    CHECK(!CLASS("X", Py_BuildValue("{s:(s)}", "__slots__", "a b"), &PyBaseObject_Type));
    CHECK_ERR(PyExc_TypeError, "__slots__ must be identifiers");
    CHECK(!CLASS("X", Py_BuildValue("{s:(s)}", "__slots__", "a"), &PyLong_Type));
    CHECK_ERR(PyExc_TypeError, "nonempty __slots__ not supported for subtype of 'int'");
    CHECK(!CLASS("X", Py_BuildValue("{s:(s),s:i}", "__slots__", "a", "a", 1), &PyBaseObject_Type));
    CHECK_ERR(PyExc_ValueError, "'a' in __slots__ conflicts with class variable");
    CHECK(!CLASS("X", Py_BuildValue("{s:s}", "__slots__", "__dict__"), a));
    CHECK_ERR(PyExc_TypeError, "__dict__ slot disallowed: we already got one");
  }
}

static void test_subclasses_of_builtins(void) {
  PyTypeObject *bases[] = {&PyLong_Type,           &PyFloat_Type,  &PyUnicode_Type, &PyBytes_Type,
                           &PyTuple_Type,          &PyList_Type,   &PyDict_Type,    &PySet_Type,
                           TYPE(PyExc_ValueError), &PyComplex_Type};
  unsigned long flags[] = {Py_TPFLAGS_LONG_SUBCLASS,     0,
                           Py_TPFLAGS_UNICODE_SUBCLASS,  Py_TPFLAGS_BYTES_SUBCLASS,
                           Py_TPFLAGS_TUPLE_SUBCLASS,    Py_TPFLAGS_LIST_SUBCLASS,
                           Py_TPFLAGS_DICT_SUBCLASS,     0,
                           Py_TPFLAGS_BASE_EXC_SUBCLASS, 0};
  for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
    PyObject *cls = CLASS("Sub", NULL, bases[i]);
    CHECK(cls && PyType_HasFeature(TYPE(cls), Py_TPFLAGS_HAVE_GC));
    CHECK(cls && (TYPE(cls)->tp_flags & flags[i]) == flags[i]);
    if (!cls) continue;
    CHECK_LIVE_UNCHANGED {
      PyObject *o = PyObject_CallNoArgs(cls);
      CHECK(o && Py_TYPE(o) == TYPE(cls));
      CHECK_INT(PyObject_SetAttrString(o, "attribute", Py_True), 0);
      CHECK_STR_OF(get(o, "attribute"), "True");
      Py_DECREF(o);
    }
  }
  PyObject *cls = CLASS("Big", NULL, &PyLong_Type);
  CHECK_LIVE_UNCHANGED {
    PyObject *o = PyObject_CallFunction(cls, "si", "-123456789012345678901234567890", 10);
    CHECK_INT(PyObject_SetAttrString(o, "note", Py_True), 0);
    CHECK_STR_OF(Py_XNewRef(o), "-123456789012345678901234567890");
    CHECK_STR_OF(get(o, "note"), "True");
    Py_XDECREF(o);
  }
}

/* ---- special methods
 * --------------------------------------------------------------------------------------------------
 */

static PyObject *s_repr(PyObject *m AMBI_UNUSED, PyObject *self AMBI_UNUSED) {
  return PyUnicode_FromString("special");
}
static PyObject *s_add(PyObject *m AMBI_UNUSED, PyObject *args) {
  return PyUnicode_FromFormat("add %R", PyTuple_GET_ITEM(args, 1));
}
static PyObject *s_radd(PyObject *m AMBI_UNUSED, PyObject *args) {
  return PyUnicode_FromFormat("radd %R", PyTuple_GET_ITEM(args, 1));
}
static PyObject *s_len(PyObject *m AMBI_UNUSED, PyObject *self AMBI_UNUSED) {
  return PyLong_FromLong(3);
}
static PyObject *s_neglen(PyObject *m AMBI_UNUSED, PyObject *self AMBI_UNUSED) {
  return PyLong_FromLong(-3);
}
static PyObject *s_getitem(PyObject *m AMBI_UNUSED, PyObject *args) {
  PyObject *key = PyTuple_GET_ITEM(args, 1);
  if (PyLong_Check(key) && PyLong_AsLong(key) >= 3) return PyErr_Format(PyExc_IndexError, "end");
  return PyUnicode_FromFormat("item %R", key);
}
static PyObject *s_call(PyObject *m AMBI_UNUSED, PyObject *args, PyObject *kwargs) {
  PyObject *rest = PyTuple_GetSlice(args, 1, PyTuple_GET_SIZE(args));
  PyObject *text = PyUnicode_FromFormat("call %R %R", rest, kwargs ? kwargs : Py_None);
  Py_DECREF(rest);
  return text;
}
static PyObject *s_getattr(PyObject *m AMBI_UNUSED, PyObject *args) {
  return PyUnicode_FromFormat("no %U", PyTuple_GET_ITEM(args, 1));
}
static PyObject *s_init(PyObject *m AMBI_UNUSED, PyObject *args) {
  if (PyObject_SetAttrString(PyTuple_GET_ITEM(args, 0), "given", Py_None) < 0) return NULL;
  if (PyTuple_GET_SIZE(args) > 2) return PyLong_FromLong(1); /* which __init__ must not */
  Py_RETURN_NONE;
}
static PyObject *s_eq(PyObject *m AMBI_UNUSED, PyObject *args AMBI_UNUSED) { Py_RETURN_TRUE; }
static PyObject *s_bool(PyObject *m AMBI_UNUSED, PyObject *self AMBI_UNUSED) { Py_RETURN_FALSE; }
static int finalized;
static PyObject *s_del(PyObject *m AMBI_UNUSED, PyObject *self AMBI_UNUSED) {
  finalized++;
  Py_RETURN_NONE;
}

static PyMethodDef special[] = {
    {"__repr__", s_repr, METH_O, NULL},
    {"__add__", s_add, METH_VARARGS, NULL},
    {"__radd__", s_radd, METH_VARARGS, NULL},
    {"__len__", s_len, METH_O, NULL},
    {"__getitem__", s_getitem, METH_VARARGS, NULL},
    {"__call__", C(s_call), METH_VARARGS | METH_KEYWORDS, NULL},
    {"__getattr__", s_getattr, METH_VARARGS, NULL},
    {"__init__", s_init, METH_VARARGS, NULL},
    {"__eq__", s_eq, METH_VARARGS, NULL},
    {"__bool__", s_bool, METH_O, NULL},
    {"__del__", s_del, METH_O, NULL},
    {0},
};
static PyMethodDef neglen = {"__len__", s_neglen, METH_O, NULL};

static PyObject *special_dict(void) {
  PyObject *dict = PyDict_New();
  for (PyMethodDef *def = special; def->ml_name; def++) {
    PyObject *method = bindable(def);
    PyDict_SetItemString(dict, def->ml_name, method);
    Py_DECREF(method);
  }
  return dict;
}

static void test_special_methods(void) {
  PyObject *cls = CLASS("Special", special_dict(), &PyBaseObject_Type),
           *below = CLASS("Below", NULL, cls);
  PyObject *classes[] = {cls, below};
  for (int i = 0; i < 2; i++) {
    finalized = 0;
    CHECK_LIVE_UNCHANGED {
      PyObject *o = PyObject_CallNoArgs(classes[i]), *n = PyLong_FromLong(7);
      CHECK_REPR_OF(Py_XNewRef(o), "special");
      CHECK_STR_OF(PyNumber_Add(o, n), "add 7");
      CHECK_STR_OF(PyNumber_Add(n, o), "radd 7");
      CHECK_INT(PyObject_Size(o), 3);
      CHECK(!PyObject_GetItem(o, n));
      CHECK_ERR(PyExc_IndexError, "end");
      CHECK_REPR_OF(PySequence_List(o), "['item 0', 'item 1', 'item 2']");
      CHECK_STR_OF(PyObject_CallFunction(o, "i", 1), "call (1,) None");
      CHECK_STR_OF(get(o, "nothing"), "no nothing");
      CHECK_STR_OF(get(o, "given"), "None");
      CHECK(PyObject_RichCompareBool(o, n, Py_EQ) == 1 &&
            PyObject_RichCompareBool(o, n, Py_NE) == 0);
      CHECK_INT(PyObject_IsTrue(o), 0);
      CHECK(PyObject_Hash(o) == -1);
      CHECK_ERR(PyExc_TypeError, i ? "unhashable type: 'Below'" : "unhashable type: 'Special'");
      Py_DECREF(n);
      Py_DECREF(o);
    }
    CHECK_INT(finalized, 2);
  }
  CHECK_LIVE_UNCHANGED {
    CHECK(!PyObject_CallFunction(cls, "ii", 1, 2));
    CHECK_ERR(PyExc_TypeError, "__init__() should return None, not 'int'");
  }
  /* Assigning to the class fills the slots of the class and of those below; deleting empties them.
   */
  PyObject *o = PyObject_CallNoArgs(below), *length = bindable(&neglen);
  CHECK_INT(PyObject_SetAttrString(cls, "__len__", length), 0);
  CHECK_INT(PyObject_Size(o), -1);
  CHECK_ERR(PyExc_ValueError, "__len__() should return >= 0");
  CHECK_INT(PyObject_SetAttrString(cls, "__len__", NULL), 0);
  CHECK_INT(PyObject_Size(o), -1);
  CHECK_ERR(PyExc_TypeError, "object of type 'Below' has no len()");
  CHECK_INT(PyObject_SetAttrString(cls, "__hash__", Py_None), 0);
  CHECK_INT(PyObject_SetAttrString(cls, "__repr__", NULL), 0);
  CHECK(TYPE(below)->tp_repr == PyBaseObject_Type.tp_repr);
  Py_DECREF(o);
  Py_DECREF(length);
  /* What is only inherited from C keeps its C function. */
  PyObject *plain = CLASS("Plain", NULL, &PyLong_Type);
  CHECK(TYPE(plain)->tp_as_number->nb_add == PyLong_Type.tp_as_number->nb_add);
  CHECK(TYPE(plain)->tp_repr == PyLong_Type.tp_repr && TYPE(plain)->tp_hash == PyLong_Type.tp_hash);
  CHECK(TYPE(plain)->tp_new == PyLong_Type.tp_new);
}

/* ---- specs
 * ---------------------------------------------------------------------------------------------------------------
 */

typedef struct {
  PyObject ob_base;
  long value;
  PyObject *dict, *weak;
  vectorcallfunc vectorcall;
} Spec;

static PyObject *spec_vectorcall(PyObject *self, PyObject *const *args AMBI_UNUSED, size_t nargsf,
                                 PyObject *kwnames AMBI_UNUSED) {
  return PyLong_FromLong(((Spec *)self)->value * 100 + PyVectorcall_NARGS(nargsf));
}
static PyObject *spec_new(PyTypeObject *type, PyObject *args AMBI_UNUSED,
                          PyObject *kwargs AMBI_UNUSED) {
  Spec *o = (Spec *)type->tp_alloc(type, 0);
  if (o) {
    o->value = 7;
    o->vectorcall = spec_vectorcall;
  }
  return (PyObject *)o;
}
static PyObject *spec_length_of(PyObject *self, PyObject *ignored AMBI_UNUSED) {
  return PyLong_FromSsize_t(PyObject_Size(self));
}
static Py_ssize_t spec_length(PyObject *o) { return ((Spec *)o)->value; }
static PyMethodDef spec_methods[] = {{"length", spec_length_of, METH_NOARGS, NULL}, {0}};
static PyMemberDef spec_members[] = {
    {"value", T_LONG, offsetof(Spec, value), READONLY, NULL},
    {"__dictoffset__", T_PYSSIZET, offsetof(Spec, dict), READONLY, NULL},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(Spec, weak), READONLY, NULL},
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(Spec, vectorcall), READONLY, NULL},
    {0},
};
enum {
  mp_length = 4,
  tp_base = 48,
  tp_call = 50,
  tp_doc = 56,
  tp_methods = 64,
  tp_new = 65,
  tp_members = 72
};

static void test_specs(void) {
  PyType_Slot slots[] = {{tp_new, (void *)spec_new},
                         {tp_methods, spec_methods},
                         {tp_members, spec_members},
                         {mp_length, (void *)spec_length},
                         {tp_doc, "Doc"},
                         {tp_call, (void *)PyVectorcall_Call},
                         {0, NULL}};
  PyType_Spec spec = {"pack.age.Spec", sizeof(Spec), 0,
                      Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_VECTORCALL, slots};
  PyObject *module = PyModule_New("m"), *type = PyType_FromModuleAndSpec(module, &spec, NULL);
  CHECK(type && PyType_GetModule(TYPE(type)) == module);
  CHECK_REPR_OF(Py_XNewRef(type), "<class 'pack.age.Spec'>");
  CHECK_STR_OF(get(type, "__name__"), "Spec");
  CHECK_STR_OF(get(type, "__module__"), "pack.age");
  CHECK_STR_OF(get(type, "__doc__"), "Doc");
  CHECK(TYPE(type)->tp_name != spec.name);
  CHECK_STR(TYPE(type)->tp_name, "pack.age.Spec");
  CHECK(PyType_GetSlot(TYPE(type), mp_length) == (void *)spec_length &&
        PyType_GetSlot(TYPE(type), tp_new) == (void *)spec_new);
  CHECK(!PyType_GetSlot(TYPE(type), 200));
  PyErr_Clear();
  CHECK_INT(TYPE(type)->tp_dictoffset, offsetof(Spec, dict));
  PyObject *below = CLASS("Below", NULL, type);
  for (int i = 0; i < 2; i++) {
    CHECK_LIVE_UNCHANGED {
      PyObject *o = PyObject_CallNoArgs(i ? below : type), *ref = PyWeakref_NewRef(o, NULL);
      CHECK_STR_OF(PyObject_CallMethod(o, "length", NULL), "7");
      CHECK_STR_OF(PyObject_CallFunction(o, "ii", 1, 2), "702");
      CHECK_INT(PyObject_SetAttrString(o, "extra", Py_True), 0);
      CHECK_STR_OF(get(o, "extra"), "True");
      CHECK_STR_OF(get(o, "value"), "7");
      Py_DECREF(o);
      CHECK(PyWeakref_GetObject(ref) == Py_None);
      Py_DECREF(ref);
    }
  }
  /* Instances keep a heap type alive, each by one reference. */
  Py_ssize_t before = Py_REFCNT(type);
  PyObject *o = PyObject_CallNoArgs(type);
  CHECK_INT(Py_REFCNT(type), before + 1);
  Py_DECREF(o);
  CHECK_INT(Py_REFCNT(type), before);

  PyType_Slot bad[] = {{99, NULL}, {0, NULL}}, none[] = {{0, NULL}};
  spec.slots = bad;
  CHECK(!PyType_FromSpec(&spec));
  CHECK_ERR(PyExc_RuntimeError, "invalid slot offset");
  spec.slots = none;
  spec.name = NULL;
  CHECK(!PyType_FromSpec(&spec));
  CHECK_ERR(PyExc_SystemError, "Type spec does not define the name field.");
  spec.name = "x.y";
  spec.flags = 0;
  CHECK(!PyType_FromSpecWithBases(&spec, (PyObject *)&PyBool_Type));
  CHECK_ERR(PyExc_TypeError, "type 'bool' is not an acceptable base type");
  CHECK(!PyType_GetModule(&PyLong_Type));
  CHECK_ERR(PyExc_TypeError, "PyType_GetModule: Type 'int' is not a heap type");
}

/* ---- object, type.__new__, isinstance -------------------------------------------------------- */

static void test_object(void) {
  PyObject *object = (PyObject *)&PyBaseObject_Type;
  CHECK_LIVE_UNCHANGED {
    CHECK(!PyObject_CallFunction(object, "i", 1));
    CHECK_ERR(PyExc_TypeError, "object() takes no arguments");
    CHECK(!PyObject_CallMethod(object, "__new__", "O", &PyLong_Type));
    CHECK_ERR(PyExc_TypeError, "object.__new__(int) is not safe, use int.__new__()");
    CHECK(!PyObject_CallMethod(object, "__new__", NULL));
    CHECK_ERR(PyExc_TypeError, "object.__new__(): not enough arguments");
    CHECK(!PyObject_CallMethod(object, "__new__", "i", 1));
    CHECK_ERR(PyExc_TypeError, "object.__new__(X): X is not a type object (int)");
    CHECK(!PyObject_CallMethod((PyObject *)&PyLong_Type, "__new__", "O", &PyUnicode_Type));
    CHECK_ERR(PyExc_TypeError, "int.__new__(str): str is not a subtype of int");
    PyObject *o = PyObject_CallNoArgs(object);
    CHECK_STR_OF(PyObject_CallMethod(o, "__lt__", "O", o), "NotImplemented");
    CHECK_STR_OF(PyObject_CallMethod(o, "__eq__", "O", o), "True");
    CHECK_STR_OF(PyObject_CallMethod(o, "__ne__", "O", o), "False");
    CHECK(!PyObject_CallMethod(o, "__format__", "s", "x"));
    CHECK_ERR(PyExc_TypeError, "unsupported format string passed to object.__format__");
    CHECK(!PyObject_CallMethod(o, "__init__", "i", 1));
    CHECK_ERR(PyExc_TypeError,
              "object.__init__() takes exactly one argument (the instance to initialize)");
#ifndef AMBI_IN_CPYTHON /* which has it */
    CHECK(!PyObject_CallMethod(o, "__reduce__", NULL));
    CHECK_ERR(PyExc_NotImplementedError, "not implemented yet: object.__reduce__");
#endif
    PyObject *names = PyObject_Dir(o), *wanted = PyUnicode_FromString("__sizeof__");
    CHECK(names && PySequence_Contains(names, wanted) == 1);
    Py_XDECREF(names);
    Py_DECREF(wanted);
    Py_DECREF(o);
  }
}

static void test_isinstance(void) {
  PyObject *a = CLASS("A", NULL, &PyLong_Type);
  CHECK_LIVE_UNCHANGED {
    PyObject *o = PyObject_CallFunction(a, "i", 1),
             *tuple = PyTuple_Pack(2, &PyUnicode_Type, &PyLong_Type);
    CHECK(PyObject_IsInstance(o, (PyObject *)&PyLong_Type) == 1 &&
          PyObject_IsInstance(o, (PyObject *)&PyFloat_Type) == 0);
    CHECK(PyObject_IsInstance(o, a) == 1 && PyObject_IsInstance(o, tuple) == 1 &&
          PyObject_IsInstance(Py_None, tuple) == 0);
    CHECK(PyObject_IsSubclass(a, tuple) == 1 &&
          PyObject_IsSubclass(a, (PyObject *)&PyFloat_Type) == 0);
    CHECK(PyObject_IsInstance(o, Py_None) == -1);
    CHECK_ERR(PyExc_TypeError, "isinstance() arg 2 must be a type, a tuple of types, or a union");
    CHECK(PyObject_IsSubclass(o, (PyObject *)&PyLong_Type) == -1);
    CHECK_ERR(PyExc_TypeError, "issubclass() arg 1 must be a class");
    CHECK(PyObject_IsSubclass(a, Py_None) == -1);
    CHECK_ERR(PyExc_TypeError,
              "issubclass() arg 2 must be a class, a tuple of classes, or a union");
    Py_DECREF(o);
    Py_DECREF(tuple);
  }
}

/* ---- property, super, staticmethod, classmethod ---------------------------------------------- */

static PyMethodDef fget = {"fget", s_len, METH_O, NULL};
static PyObject *echo(PyObject *self AMBI_UNUSED, PyObject *args) { return Py_NewRef(args); }
static PyMethodDef echo_def = {"echo", echo, METH_VARARGS, NULL};

static void test_descriptors(void) {
  PyObject *get3 = PyCFunction_New(&fget, NULL), *f = PyCFunction_New(&echo_def, NULL);
  PyObject *property = PyObject_CallOneArg((PyObject *)&PyProperty_Type, get3);
  PyObject *empty = PyObject_CallNoArgs((PyObject *)&PyProperty_Type);
  PyObject *stat = PyStaticMethod_New(f), *clsm = PyClassMethod_New(f);
  PyObject *a = CLASS(
      "A", Py_BuildValue("{s:O,s:O,s:O,s:O}", "p", property, "e", empty, "s", stat, "c", clsm),
      &PyBaseObject_Type);
  PyObject *b = CLASS("B", Py_BuildValue("{s:i}", "p", 1), a);
  CHECK_LIVE_UNCHANGED {
    PyObject *o = PyObject_CallNoArgs(b),
             *super = PyObject_CallFunctionObjArgs((PyObject *)&PySuper_Type, b, o, NULL);
    CHECK_STR_OF(get(o, "p"), "1");
    CHECK_STR_OF(get(super, "p"), "3");
    CHECK(!get(super, "nothing"));
    CHECK_ERR(PyExc_AttributeError, "'super' object has no attribute 'nothing'");
    CHECK(!get(o, "e"));
    CHECK_ERR(PyExc_AttributeError, "property 'e' of 'B' object has no getter");
    CHECK(PyObject_SetAttrString(o, "e", o) < 0);
    CHECK_ERR(PyExc_AttributeError, "property 'e' of 'B' object has no setter");
    CHECK(PyObject_SetAttrString(o, "e", NULL) < 0);
    CHECK_ERR(PyExc_AttributeError, "property 'e' of 'B' object has no deleter");
    CHECK_REPR_OF(PyObject_CallMethod(o, "s", "i", 1), "(1,)");
    CHECK_REPR_OF(PyObject_CallMethod(o, "c", "i", 1), "(<class 'B'>, 1)");
    CHECK_REPR_OF(PyObject_CallMethod(a, "c", "i", 1), "(<class 'A'>, 1)");
    CHECK_REPR_OF(Py_NewRef(stat), "<staticmethod(<built-in function echo>)>");
    CHECK(!PyObject_CallFunctionObjArgs((PyObject *)&PySuper_Type, (PyObject *)&PyLong_Type, o,
                                        NULL));
    CHECK_ERR(PyExc_TypeError, "super(type, obj): obj must be an instance or subtype of type");
    Py_DECREF(super);
    Py_DECREF(o);
  }
}

/* ---- the method cache
 * --------------------------------------------------------------------------------------------------------
 */

static void test_cache_follows_changes(void) {
  PyObject *a = CLASS("A", NULL, &PyBaseObject_Type), *b = CLASS("B", NULL, a),
           *o = PyObject_CallNoArgs(b);
  PyObject *name = PyUnicode_InternFromString("cached"), *one = PyLong_FromLong(1),
           *two = PyLong_FromLong(2);
  CHECK(!_PyType_Lookup(TYPE(b), name));
  CHECK_INT(PyObject_SetAttr(a, name, one), 0);
  CHECK(_PyType_Lookup(TYPE(b), name) == one);
  CHECK_INT(PyObject_SetAttr(b, name, two), 0);
  CHECK(_PyType_Lookup(TYPE(b), name) == two && _PyType_Lookup(TYPE(a), name) == one);
  CHECK_INT(PyObject_SetAttr(b, name, NULL), 0);
  CHECK(_PyType_Lookup(TYPE(b), name) == one);
  /* As Cython does it: straight into the dict, then PyType_Modified. */
  PyDict_SetItem(TYPE(a)->tp_dict, name, two);
  PyType_Modified(TYPE(a));
  CHECK(_PyType_Lookup(TYPE(b), name) == two);
  CHECK_STR_OF(PyObject_GetAttr(o, name), "2");
#ifndef AMBI_IN_CPYTHON /* which clears it for names that its cache does not know */
  PyErr_SetString(PyExc_ValueError, "pending");
  PyObject *fresh = PyUnicode_FromString("never seen");
  CHECK(!_PyType_Lookup(TYPE(b), fresh));
  CHECK_ERR(PyExc_ValueError, "pending");
  Py_DECREF(fresh);
#endif
}

static void test_type_attributes(void) {
  PyObject *a =
      CLASS("A", Py_BuildValue("{s:s,s:s}", "__doc__", "About A", "__qualname__", "Outer.A"),
            &PyBaseObject_Type);
  PyObject *n = PyLong_FromLong(1), *s = PyUnicode_FromString("Renamed");
  CHECK_STR_OF(get(a, "__doc__"), "About A");
  CHECK_STR_OF(get(a, "__qualname__"), "Outer.A");
  CHECK(PyObject_SetAttrString(a, "__name__", n) < 0);
  CHECK_ERR(PyExc_TypeError, "can only assign string to A.__name__, not 'int'");
  CHECK(PyObject_SetAttrString(a, "__name__", NULL) < 0);
  CHECK_ERR(PyExc_TypeError, "cannot delete '__name__' attribute of immutable type 'A'");
  CHECK_INT(PyObject_SetAttrString(a, "__name__", s), 0);
  CHECK_STR(TYPE(a)->tp_name, "Renamed");
  CHECK(!get(a, "__abstractmethods__"));
  CHECK_ERR(PyExc_AttributeError, "__abstractmethods__");
  PyObject *abstract = Py_BuildValue("[ss]", "two", "one");
  CHECK_INT(PyObject_SetAttrString(a, "__abstractmethods__", abstract), 0);
  CHECK(!PyObject_CallNoArgs(a));
  CHECK_ERR(PyExc_TypeError,
            "Can't instantiate abstract class Renamed with abstract methods one, two");
  PyObject *dict = get(a, "__dict__");
  CHECK(dict && Py_TYPE(dict) == &PyDictProxy_Type);
  CHECK_REPR_OF(PyObject_CallMethod((PyObject *)&PyBool_Type, "mro", NULL),
                "[<class 'bool'>, <class 'int'>, <class 'object'>]");
  Py_XDECREF(dict);
  Py_DECREF(abstract);
  Py_DECREF(n);
  Py_DECREF(s);
}

int main(void) {
  ambi_test_init();
  test_static_types();
  test_members_and_getsets();
  test_slot_wrappers();
  test_mro();
  test_instances();
  test_subclasses_of_builtins();
  test_special_methods();
  test_specs();
  test_object();
  test_isinstance();
  test_descriptors();
  test_cache_follows_changes();
  test_type_attributes();
  return ambi_test_result();
}
