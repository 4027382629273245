/* The object, number, sequence and mapping protocols, and modules. Expectations are CPython 3.11's (run.sh --cpython). */
#include "check.h"

#ifdef AMBI_AGAINST_CPYTHON
#define CREATE_MODULE(def) PyModule_Create2(def, PYTHON_API_VERSION)
#else
#define CREATE_MODULE(def) PyModule_Create2(def, 1013)
#define PyModuleDef_HEAD_INIT {PyObject_HEAD_INIT(NULL), NULL, 0, NULL}
#endif

#define V(...) Py_BuildValue(__VA_ARGS__)

/* ---- dispatch ---------------------------------------------------------------------------------------- */

typedef PyObject *binary(PyObject *, PyObject *);

/* `operate` on two new values; the operands are dropped. */
static PyObject *on(binary *operate, PyObject *v, PyObject *w) {
  PyObject *result = operate(v, w);
  Py_XDECREF(v);
  Py_XDECREF(w);
  return result;
}

static PyObject *power(PyObject *v, PyObject *w) { return PyNumber_Power(v, w, Py_None); }
static PyObject *inplace_power(PyObject *v, PyObject *w) { return PyNumber_InPlacePower(v, w, Py_None); }

static PyObject *on1(PyObject *(*operate)(PyObject *), PyObject *v) {
  PyObject *result = operate(v);
  Py_XDECREF(v);
  return result;
}

#define NO(result, type, message)  \
  do {                             \
    CHECK((result) == NULL);       \
    CHECK_ERR(type, message);      \
  } while (0)

static void operators(void) {
  CHECK_REPR_OF(on(PyNumber_Add, V("i", 1), V("i", 2)), "3");
  CHECK_REPR_OF(on(PyNumber_Add, V("i", 1), V("d", 2.5)), "3.5");
  CHECK_REPR_OF(on(PyNumber_Add, V("[i]", 1), V("[i]", 2)), "[1, 2]");
  CHECK_REPR_OF(on(PyNumber_InPlaceAdd, V("[i]", 1), V("(ii)", 2, 3)), "[1, 2, 3]");
  CHECK_REPR_OF(on(PyNumber_Multiply, V("i", 3), V("[i]", 2)), "[2, 2, 2]");
  CHECK_REPR_OF(on(PyNumber_Multiply, V("s", "ab"), V("i", 2)), "'abab'");
  CHECK_REPR_OF(on(PyNumber_InPlaceMultiply, V("[i]", 1), V("i", 2)), "[1, 1]");
  CHECK_REPR_OF(on(PyNumber_Subtract, V("i", 5), V("i", 7)), "-2");
  CHECK_REPR_OF(on(PyNumber_TrueDivide, V("i", 1), V("i", 4)), "0.25");
  CHECK_REPR_OF(on(PyNumber_FloorDivide, V("i", -7), V("i", 2)), "-4");
  CHECK_REPR_OF(on(PyNumber_Remainder, V("i", -7), V("i", 3)), "2");
  CHECK_REPR_OF(on(PyNumber_Divmod, V("i", 7), V("i", 3)), "(2, 1)");
  CHECK_REPR_OF(on(PyNumber_Lshift, V("i", 1), V("i", 70)), "1180591620717411303424");
  CHECK_REPR_OF(on(PyNumber_And, V("i", 12), V("i", 10)), "8");
  CHECK_REPR_OF(on(PyNumber_Or, V("i", 12), V("i", 10)), "14");
  CHECK_REPR_OF(on(PyNumber_Xor, V("i", 12), V("i", 10)), "6");
  CHECK_REPR_OF(on(power, V("i", 2), V("i", 10)), "1024");
  CHECK_REPR_OF(on(inplace_power, V("i", 2), V("i", 3)), "8");
  CHECK_REPR_OF(on1(PyNumber_Negative, V("i", 2)), "-2");
  CHECK_REPR_OF(on1(PyNumber_Invert, V("i", 2)), "-3");
  CHECK_REPR_OF(on1(PyNumber_Absolute, V("d", -2.0)), "2.0");
  CHECK_REPR_OF(on1(PyNumber_Positive, AMBI_NEWREF(Py_True)), "1");

  NO(on(PyNumber_Add, V("i", 1), V("s", "a")), PyExc_TypeError, "unsupported operand type(s) for +: 'int' and 'str'");
  NO(on(PyNumber_InPlaceAdd, V("i", 1), V("s", "a")), PyExc_TypeError, "unsupported operand type(s) for +=: 'int' and 'str'");
  NO(on(PyNumber_Subtract, V("()"), V("s", "a")), PyExc_TypeError, "unsupported operand type(s) for -: 'tuple' and 'str'");
  NO(on(PyNumber_InPlaceSubtract, V("()"), V("s", "a")), PyExc_TypeError, "unsupported operand type(s) for -=: 'tuple' and 'str'");
  NO(on(PyNumber_Multiply, V("[]"), V("s", "a")), PyExc_TypeError, "can't multiply sequence by non-int of type 'str'");
  NO(on(PyNumber_Multiply, V("{}"), V("{}")), PyExc_TypeError, "unsupported operand type(s) for *: 'dict' and 'dict'");
  NO(on(PyNumber_MatrixMultiply, V("i", 1), V("i", 1)), PyExc_TypeError, "unsupported operand type(s) for @: 'int' and 'int'");
  NO(on(PyNumber_Divmod, V("[]"), V("i", 1)), PyExc_TypeError, "unsupported operand type(s) for divmod(): 'list' and 'int'");
  NO(on(power, V("s", "a"), V("i", 1)), PyExc_TypeError, "unsupported operand type(s) for ** or pow(): 'str' and 'int'");
  NO(on(inplace_power, V("s", "a"), V("i", 1)), PyExc_TypeError, "unsupported operand type(s) for **=: 'str' and 'int'");
  NO(PyNumber_Power(Py_None, Py_True, Py_True), PyExc_TypeError,
     "unsupported operand type(s) for ** or pow(): 'NoneType', 'bool', 'bool'");
  NO(on(PyNumber_TrueDivide, V("i", 1), V("i", 0)), PyExc_ZeroDivisionError, "division by zero");
  NO(on1(PyNumber_Negative, V("s", "a")), PyExc_TypeError, "bad operand type for unary -: 'str'");
  NO(on1(PyNumber_Positive, V("s", "a")), PyExc_TypeError, "bad operand type for unary +: 'str'");
  NO(on1(PyNumber_Invert, V("d", 1.0)), PyExc_TypeError, "bad operand type for unary ~: 'float'");
  NO(on1(PyNumber_Absolute, V("s", "a")), PyExc_TypeError, "bad operand type for abs(): 'str'");
}

/* Types whose slots note who was asked, in which order, and how they answer. */
static char asked[32];
static bool answers;

static PyObject *answer(const char *who) {
  strncat(asked, who, sizeof asked - strlen(asked) - 1);
  return answers ? PyUnicode_FromString(who) : AMBI_NEWREF(Py_NotImplemented);
}

static PyObject *base_add(PyObject *v, PyObject *w) {
  (void)v, (void)w;
  return answer("B");
}
static PyObject *derived_add(PyObject *v, PyObject *w) {
  (void)v, (void)w;
  return answer("D");
}
static PyObject *other_add(PyObject *v, PyObject *w) {
  (void)v, (void)w;
  return answer("O");
}
static PyObject *other_compare(PyObject *v, PyObject *w, int op) {
  (void)v, (void)w;
  return answer((const char *[]){"<", "<=", "==", "!=", ">", ">="}[op]);
}
static PyObject *base_iadd(PyObject *v, PyObject *w) {
  (void)v, (void)w;
  return answer("b");
}

static PyNumberMethods base_number = {.nb_add = base_add, .nb_inplace_add = base_iadd};
static PyNumberMethods derived_number = {.nb_add = derived_add};
static PyNumberMethods other_number = {.nb_add = other_add};

#ifdef AMBI_AGAINST_CPYTHON
#define HEAD PyVarObject_HEAD_INIT(NULL, 0)
#else
#define HEAD PyVarObject_HEAD_INIT(NULL, 0),
#endif
#define TEST_TYPE(c_name, ...)                                                           \
  static PyTypeObject c_name = {                                                         \
      HEAD.tp_name = #c_name, .tp_basicsize = sizeof(PyObject), .tp_new = PyType_GenericNew, \
      .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, __VA_ARGS__}

TEST_TYPE(Base, .tp_as_number = &base_number);
TEST_TYPE(Derived, .tp_base = &Base, .tp_as_number = &derived_number);
TEST_TYPE(Other, .tp_as_number = &other_number, .tp_richcompare = other_compare);

static PyObject *instance(PyTypeObject *type) { return PyObject_CallNoArgs((PyObject *)type); }

static const char *order(binary *operate, PyTypeObject *v, PyTypeObject *w) {
  asked[0] = '\0';
  Py_XDECREF(on(operate, instance(v), instance(w)));
  return asked;
}

static PyObject *less(PyObject *v, PyObject *w) { return PyObject_RichCompare(v, w, Py_LT); }

static void dispatch(void) {
  answers = false;
  CHECK_STR(order(PyNumber_Add, &Base, &Base), "B");
  CHECK_ERR(PyExc_TypeError, "unsupported operand type(s) for +: 'Base' and 'Base'");
  CHECK_STR(order(PyNumber_Add, &Base, &Other), "BO");
  PyErr_Clear();
  CHECK_STR(order(PyNumber_Add, &Base, &Derived), "DB");
  PyErr_Clear();
  CHECK_STR(order(PyNumber_Add, &Derived, &Base), "DB");
  PyErr_Clear();
  CHECK_STR(order(PyNumber_InPlaceAdd, &Base, &Other), "bBO");
  CHECK_ERR(PyExc_TypeError, "unsupported operand type(s) for +=: 'Base' and 'Other'");
  CHECK_STR(order(less, &Other, &Other), "<>");
  CHECK_ERR(PyExc_TypeError, "'<' not supported between instances of 'Other' and 'Other'");
  CHECK_STR(order(less, &Base, &Other), ">");
  PyErr_Clear();
  answers = true;
  CHECK_STR(order(PyNumber_Add, &Base, &Derived), "D");
  CHECK_STR(order(PyNumber_Add, &Base, &Other), "B");
  CHECK_NO_ERR();
}

/* ---- conversions -------------------------------------------------------------------------------------- */

static PyObject *to_int_badly(PyObject *o) {
  (void)o;
  return PyUnicode_FromString("x");
}
static PyObject *to_bool(PyObject *o) {
  (void)o;
  return AMBI_NEWREF(Py_True);
}
static PyNumberMethods bad_number = {.nb_int = to_int_badly, .nb_index = to_int_badly, .nb_float = to_int_badly};
static PyNumberMethods bool_number = {.nb_int = to_bool, .nb_index = to_bool};
TEST_TYPE(Bad, .tp_as_number = &bad_number);
TEST_TYPE(Boolish, .tp_as_number = &bool_number);

static Py_ssize_t as_size(PyObject *o, PyObject *error) {
  Py_ssize_t result = PyNumber_AsSsize_t(o, error);
  Py_DECREF(o);
  return result;
}

static PyObject *hex(PyObject *o) { return PyNumber_ToBase(o, 16); }
static PyObject *octal(PyObject *o) { return PyNumber_ToBase(o, 8); }
static PyObject *binary_digits(PyObject *o) { return PyNumber_ToBase(o, 2); }

static void conversions(void) {
  CHECK_REPR_OF(on1(PyNumber_Index, AMBI_NEWREF(Py_True)), "1");
  CHECK_REPR_OF(on1(PyNumber_Long, V("d", -2.7)), "-2");
  CHECK_REPR_OF(on1(PyNumber_Long, V("s", " 42 ")), "42");
  CHECK_REPR_OF(on1(PyNumber_Long, V("y", "42")), "42");
  CHECK_REPR_OF(on1(PyNumber_Long, PyByteArray_FromStringAndSize("-7", 2)), "-7");
  CHECK_REPR_OF(on1(PyNumber_Float, V("s", "1e3")), "1000.0");
  CHECK_REPR_OF(on1(PyNumber_Float, V("i", 3)), "3.0");
  CHECK_REPR_OF(on1(PyNumber_Index, instance(&Boolish)), "1");
  CHECK_REPR_OF(on1(PyNumber_Float, instance(&Boolish)), "1.0");
  NO(on1(PyNumber_Index, V("d", 1.0)), PyExc_TypeError, "'float' object cannot be interpreted as an integer");
  NO(on1(PyNumber_Index, instance(&Bad)), PyExc_TypeError, "__index__ returned non-int (type str)");
  NO(on1(PyNumber_Long, instance(&Bad)), PyExc_TypeError, "__int__ returned non-int (type str)");
  NO(on1(PyNumber_Float, instance(&Bad)), PyExc_TypeError, "Bad.__float__ returned non-float (type str)");
  NO(on1(PyNumber_Long, V("[]")), PyExc_TypeError,
     "int() argument must be a string, a bytes-like object or a real number, not 'list'");
  NO(on1(PyNumber_Long, V("y", "4x")), PyExc_ValueError, "invalid literal for int() with base 10: b'4x'");
  NO(on1(PyNumber_Long, V("s", "4x")), PyExc_ValueError, "invalid literal for int() with base 10: '4x'");
  NO(on1(PyNumber_Float, V("s", "4x")), PyExc_ValueError, "could not convert string to float: '4x'");
  NO(on1(PyNumber_Float, V("[]")), PyExc_TypeError, "float() argument must be a string or a real number, not 'list'");
  NO(PyNumber_Long(NULL), PyExc_SystemError, "null argument to internal routine");
  CHECK_INT(as_size(V("i", 5), NULL), 5);
  CHECK_INT(as_size(V("K", ~0ULL), NULL), PTRDIFF_MAX);
  CHECK_INT(as_size(on1(PyNumber_Negative, V("K", ~0ULL)), NULL), PTRDIFF_MIN);
  CHECK_INT(as_size(V("K", ~0ULL), PyExc_IndexError), -1);
  CHECK_ERR(PyExc_IndexError, "cannot fit 'int' into an index-sized integer");
  CHECK_REPR_OF(on1(hex, V("L", 0x123456789abcdefLL)), "'0x123456789abcdef'");
  CHECK_REPR_OF(on1(hex, V("i", 0)), "'0x0'");
  CHECK_REPR_OF(on1(octal, V("L", -0123456701234567LL)), "'-0o123456701234567'");
  CHECK_REPR_OF(on1(binary_digits, V("i", -10)), "'-0b1010'");
  CHECK_REPR_OF(on1(octal, on(PyNumber_Lshift, V("i", 5), V("i", 66))), "'0o50000000000000000000000'");
  PyObject *list = V("[]"), *number = V("i", 1), *complex = PyComplex_FromDoubles(1, 1);
  CHECK(!PyNumber_Check(list) && PyNumber_Check(number) && PyNumber_Check(complex) && !PyNumber_Check(NULL));
  CHECK(PyIndex_Check(number) && !PyIndex_Check(complex));
  Py_DECREF(list);
  Py_DECREF(number);
  Py_DECREF(complex);
}

/* ---- objects, sequences, mappings ----------------------------------------------------------------------- */

static void objects(void) {
  PyObject *list = V("[iii]", 10, 20, 30), *dict = V("{s:i}", "a", 1), *text = V("s", "h\xc3\xa9\xe2\x82\xac"), *one = V("i", 1);
  PyObject *key = V("s", "a");
  CHECK_STR_OF(PyObject_Repr(NULL), "<NULL>");
  CHECK_STR_OF(PyObject_ASCII(text), "'h\\xe9\\u20ac'");
  CHECK_REPR_OF(PyObject_Bytes(list), "b'\\n\\x14\\x1e'");
  NO(PyObject_Bytes(text), PyExc_TypeError, "cannot convert 'str' object to bytes");
  CHECK_REPR_OF(PyObject_Format(one, NULL), "'1'");
  CHECK_REPR_OF(PyObject_Format(list, NULL), "'[10, 20, 30]'");
  NO(PyObject_Format(list, key), PyExc_TypeError, "unsupported format string passed to list.__format__");
  NO(PyObject_Format(one, one), PyExc_SystemError, "Format specifier must be a string, not int");
  CHECK(PyObject_Hash(one) == 1);
  CHECK(PyObject_Hash(list) == -1);
  CHECK_ERR(PyExc_TypeError, "unhashable type: 'list'");
  CHECK_INT(PyObject_Size(list), 3);
  CHECK_INT(PyObject_Size(dict), 1);
  CHECK_INT(PyObject_Size(one), -1);
  CHECK_ERR(PyExc_TypeError, "object of type 'int' has no len()");
  CHECK_INT(PyObject_LengthHint(one, 7), 7);
  CHECK_INT(PyObject_LengthHint(list, 7), 3);
  PyObject *iterator = PyObject_GetIter(list);
  CHECK_INT(PyObject_LengthHint(iterator, 7), 3);
  CHECK(PyIter_Check(iterator) && !PyIter_Check(list));
  CHECK_REPR_OF(PyIter_Next(iterator), "10");
  CHECK_INT(PyObject_LengthHint(iterator, 7), 2);
  PyObject *sent;
  CHECK_INT(PyIter_Send(iterator, Py_None, &sent), 1);
  CHECK_REPR_OF(sent, "20");
  Py_XDECREF(PyIter_Next(iterator));
  CHECK(PyIter_Next(iterator) == NULL);
  CHECK_NO_ERR();
  CHECK_INT(PyIter_Send(iterator, Py_None, &sent), 0);
  CHECK_REPR_OF(sent, "None");
  Py_XDECREF(iterator);
  NO(PyObject_GetIter(one), PyExc_TypeError, "'int' object is not iterable");
  CHECK(PyObject_IsTrue(list) == 1 && PyObject_Not(list) == 0 && PyObject_IsTrue(Py_None) == 0);
  CHECK_REPR_OF(PyObject_Type(one), "<class 'int'>");

  CHECK_REPR_OF(PyObject_GetItem(list, one), "20");
  CHECK_REPR_OF(PyObject_GetItem(dict, key), "1");
  NO(PyObject_GetItem(list, key), PyExc_TypeError, "list indices must be integers or slices, not str");
  NO(PyObject_GetItem(one, one), PyExc_TypeError, "'int' object is not subscriptable");
  NO(PyObject_GetItem((PyObject *)&PyLong_Type, one), PyExc_TypeError, "type 'int' is not subscriptable");
  NO(PyObject_GetItem(list, NULL), PyExc_SystemError, "null argument to internal routine");
  CHECK(PyObject_SetItem(list, one, one) == 0 && PyObject_DelItem(dict, key) == 0);
  CHECK_REPR_OF(AMBI_NEWREF(list), "[10, 1, 30]");
  CHECK(PyObject_DelItemString(dict, "a") < 0);
  CHECK_ERR(PyExc_KeyError, "'a'");
  CHECK(PyObject_SetItem(text, one, one) < 0);
  CHECK_ERR(PyExc_TypeError, "'str' object does not support item assignment");
  CHECK(PyObject_DelItem(text, one) < 0);
  CHECK_ERR(PyExc_TypeError, "'str' object doesn't support item deletion");
  CHECK(PyObject_DelItem(one, one) < 0);
  CHECK_ERR(PyExc_TypeError, "'int' object does not support item deletion");

  CHECK_INT(PyObject_RichCompareBool(one, one, Py_EQ), 1);
  CHECK_INT(PyObject_RichCompareBool(list, dict, Py_EQ), 0);
  NO(PyObject_RichCompare(one, key, Py_GE), PyExc_TypeError, "'>=' not supported between instances of 'int' and 'str'");
  Py_DECREF(list);
  Py_DECREF(dict);
  Py_DECREF(text);
  Py_DECREF(one);
  Py_DECREF(key);
}

static void sequences(void) {
  PyObject *list = V("[iiii]", 5, 6, 5, 7), *dict = V("{i:s}", 1, "a"), *one = V("i", 1), *five = V("i", 5), *text = V("s", "abc");
  CHECK(PySequence_Check(list) && PySequence_Check(text) && !PySequence_Check(dict) && !PySequence_Check(one));
  CHECK_INT(PySequence_Size(list), 4);
  CHECK_INT(PySequence_Size(dict), -1);
  CHECK_ERR(PyExc_TypeError, "dict is not a sequence");
  CHECK_INT(PyMapping_Size(one), -1);
  CHECK_ERR(PyExc_TypeError, "object of type 'int' has no len()");
  CHECK_REPR_OF(PySequence_GetItem(list, -1), "7");
  NO(PySequence_GetItem(list, -5), PyExc_IndexError, "list index out of range");
  NO(PySequence_GetItem(dict, 0), PyExc_TypeError, "dict is not a sequence");
  NO(PySequence_GetItem(one, 0), PyExc_TypeError, "'int' object does not support indexing");
  CHECK(PySequence_SetItem(text, 0, one) < 0);
  CHECK_ERR(PyExc_TypeError, "'str' object does not support item assignment");
  CHECK(PySequence_DelItem(text, 0) < 0);
  CHECK_ERR(PyExc_TypeError, "'str' object doesn't support item deletion");
  CHECK_REPR_OF(PySequence_GetSlice(list, 1, 3), "[6, 5]");
  NO(PySequence_GetSlice(one, 1, 3), PyExc_TypeError, "'int' object is unsliceable");
  CHECK(PySequence_SetSlice(text, 0, 1, list) < 0);
  CHECK_ERR(PyExc_TypeError, "'str' object doesn't support slice assignment");
  CHECK(PySequence_DelSlice(one, 0, 1) < 0);
  CHECK_ERR(PyExc_TypeError, "'int' object doesn't support slice deletion");
  CHECK_INT(PySequence_Count(list, five), 2);
  CHECK_INT(PySequence_Index(list, five), 0);
  CHECK_INT(PySequence_Index(list, one), -1);
  CHECK_ERR(PyExc_ValueError, "sequence.index(x): x not in sequence");
  CHECK(PySequence_Contains(list, five) == 1 && PySequence_Contains(dict, one) == 1 && PySequence_Contains(list, one) == 0);
  CHECK_INT(PySequence_Contains(one, one), -1);
  CHECK_ERR(PyExc_TypeError, "argument of type 'int' is not iterable");
  CHECK_REPR_OF(PySequence_Tuple(list), "(5, 6, 5, 7)");
  CHECK_REPR_OF(PySequence_Tuple(text), "('a', 'b', 'c')");
  CHECK_REPR_OF(PySequence_List(dict), "[1]");
  NO(PySequence_List(one), PyExc_TypeError, "'int' object is not iterable");
  CHECK_REPR_OF(PySequence_Fast(text, "no"), "['a', 'b', 'c']");
  NO(PySequence_Fast(one, "not this"), PyExc_TypeError, "not this");
  CHECK_REPR_OF(PySequence_Concat(list, list), "[5, 6, 5, 7, 5, 6, 5, 7]");
  NO(PySequence_Concat(one, list), PyExc_TypeError, "'int' object can't be concatenated");
  CHECK_REPR_OF(PySequence_Repeat(text, 2), "'abcabc'");
  NO(PySequence_Repeat(one, 2), PyExc_TypeError, "'int' object can't be repeated");
  CHECK(PySequence_SetSlice(list, 0, 2, text) == 0 && PySequence_DelItem(list, -1) == 0);
  CHECK_REPR_OF(AMBI_NEWREF(list), "['a', 'b', 'c', 5]");

  CHECK(PyMapping_Check(dict) && PyMapping_Check(list) && !PyMapping_Check(one));
  CHECK_REPR_OF(PyMapping_Keys(dict), "[1]");
  CHECK_REPR_OF(PyMapping_Values(dict), "['a']");
  CHECK_REPR_OF(PyMapping_Items(dict), "[(1, 'a')]");
  NO(PyMapping_Keys(one), PyExc_AttributeError, "'int' object has no attribute 'keys'");
  CHECK(PyMapping_SetItemString(dict, "k", one) == 0 && PyMapping_HasKeyString(dict, "k") && !PyMapping_HasKeyString(dict, "q"));
  CHECK(PyMapping_HasKey(dict, one) && !PyMapping_HasKey(dict, list));
  CHECK_NO_ERR();
  CHECK_REPR_OF(PyMapping_GetItemString(dict, "k"), "1");
  Py_DECREF(list);
  Py_DECREF(dict);
  Py_DECREF(one);
  Py_DECREF(five);
  Py_DECREF(text);
}

/* ---- modules ---------------------------------------------------------------------------------------------- */

static PyObject *say(PyObject *self, PyObject *arg) {
  (void)arg;
  return AMBI_NEWREF(self);
}

static PyMethodDef methods[] = {{"say", say, METH_NOARGS, "says"}, {0}};
static PyModuleDef single = {PyModuleDef_HEAD_INIT, .m_name = "single", .m_doc = "a doc", .m_size = 16, .m_methods = methods};

static int freed, executed, fails;
static void free_module(void *module) {
  (void)module;
  freed++;
}
static int execute(PyObject *module) {
  if (fails == 1) return -1;
  if (fails == 2) PyErr_SetString(PyExc_ValueError, "unreported");
  if (fails == 3) {
    PyErr_SetString(PyExc_ValueError, "reported");
    return -1;
  }
  executed++;
  return fails ? 0 : PyModule_AddIntConstant(module, "answer", 42);
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, (void *)execute}, {Py_mod_exec, (void *)execute}, {0}};
static PyModuleDef multi = {PyModuleDef_HEAD_INIT, .m_name = "multi", .m_size = 8, .m_methods = methods, .m_slots = slots, .m_free = free_module};
static PyModuleDef_Slot odd_slots[] = {{77, (void *)execute}, {0}};
static PyModuleDef odd = {PyModuleDef_HEAD_INIT, .m_name = "odd", .m_slots = odd_slots};
static PyModuleDef negative = {PyModuleDef_HEAD_INIT, .m_name = "negative", .m_size = -1, .m_slots = slots};

static void modules(void) {
  PyObject *module = CREATE_MODULE(&single);
  CHECK(module != NULL);
  if (!module) return;
  CHECK_STR(PyModule_GetName(module), "single");
  CHECK(PyModule_GetState(module) != NULL && PyModule_GetDef(module) == &single);
  CHECK_STR_OF(PyObject_GetAttrString(module, "__doc__"), "a doc");
  CHECK_STR_OF(PyObject_GetAttrString(module, "__loader__"), "None");
  CHECK_REPR_OF(PyObject_CallMethod(module, "say", NULL), "<module 'single'>");
  CHECK_REPR_OF(PyObject_GetAttrString(module, "say"), "<built-in function say>");
  PyObject *function = PyObject_GetAttrString(module, "say");
  CHECK_STR_OF(PyObject_GetAttrString(function, "__module__"), "single");
  Py_XDECREF(function);
  NO(PyObject_GetAttrString(module, "nope"), PyExc_AttributeError, "module 'single' has no attribute 'nope'");
  CHECK(PyModule_AddIntConstant(module, "i", 3) == 0 && PyModule_AddStringConstant(module, "s", "t") == 0);
  CHECK(PyModule_AddObject(module, "o", V("[i]", 1)) == 0 && PyModule_AddType(module, &Base) == 0);
  CHECK_STR_OF(PyObject_GetAttrString(module, "i"), "3");
  CHECK_STR_OF(PyObject_GetAttrString(module, "o"), "[1]");
  CHECK_REPR_OF(PyObject_GetAttrString(module, "Base"), "<class 'Base'>");
  CHECK(PyModule_AddObjectRef(module, "x", NULL) < 0);
  CHECK_ERR(PyExc_SystemError, "PyModule_AddObjectRef() must be called with an exception raised if value is NULL");
  CHECK(PyModule_AddObject(Py_None, "x", Py_None) < 0);
  CHECK_ERR(PyExc_TypeError, "PyModule_AddObjectRef() first argument must be a module");
  NO(PyModule_GetFilenameObject(module), PyExc_SystemError, "module filename missing");
  CHECK(PyState_FindModule(&single) == NULL);
  CHECK(PyState_AddModule(module, &single) == 0);
  CHECK(PyState_FindModule(&single) == module);
  CHECK(PyState_RemoveModule(&single) == 0);
  CHECK(PyState_FindModule(&single) == NULL);
  CHECK(PyState_AddModule(module, &multi) < 0);
  CHECK_ERR(PyExc_SystemError, "PyState_AddModule called on module with slots");
  /* Its functions hold the module, so it ends when its dict is emptied. */
  PyDict_Clear(PyModule_GetDict(module));
  NO(PyModule_GetNameObject(module), PyExc_SystemError, "nameless module");
  Py_DECREF(module);
  NO(CREATE_MODULE(&multi), PyExc_SystemError, "module multi: PyModule_Create is incompatible with m_slots");
}

static void two_phases(void) {
  PyObject *spec = PyModule_New("spec"), *name = V("s", "pkg.multi");
  CHECK(PyObject_SetAttrString(spec, "name", name) == 0);
  Py_DECREF(name);
  freed = executed = fails = 0;
  CHECK(PyModuleDef_Init(&multi) == (PyObject *)&multi);
  CHECK(Py_TYPE(&multi) == &PyModuleDef_Type);
  PyObject *module = PyModule_FromDefAndSpec2(&multi, spec, 1013);
  CHECK(module != NULL);
  if (!module) return;
  CHECK_STR(PyModule_GetName(module), "pkg.multi");
  CHECK(PyModule_GetState(module) == NULL);
  fails = 1;
  CHECK(PyModule_ExecDef(module, &multi) < 0);
  CHECK_ERR(PyExc_SystemError, "execution of module pkg.multi failed without setting an exception");
  fails = 2;
  CHECK(PyModule_ExecDef(module, &multi) < 0);
  CHECK_ERR(PyExc_SystemError, "execution of module pkg.multi raised unreported exception");
  fails = 3;
  CHECK(PyModule_ExecDef(module, &multi) < 0);
  CHECK_ERR(PyExc_ValueError, "reported");
  fails = executed = 0;
  CHECK_INT(PyModule_ExecDef(module, &multi), 0);
  CHECK_INT(executed, 2);
  CHECK(PyModule_GetState(module) != NULL);
  CHECK_STR_OF(PyObject_GetAttrString(module, "answer"), "42");
  PyDict_Clear(PyModule_GetDict(module));
  Py_DECREF(module);
  CHECK_INT(freed, 1);
  NO(PyModule_FromDefAndSpec2(&odd, spec, 1013), PyExc_SystemError, "module pkg.multi uses unknown slot ID 77");
  NO(PyModule_FromDefAndSpec2(&negative, spec, 1013), PyExc_SystemError,
     "module pkg.multi: m_size may not be negative for multi-phase initialization");
  PyDict_Clear(PyModule_GetDict(spec));
  Py_DECREF(spec);
}

int main(void) {
  ambi_test_init();
  PyTypeObject *types[] = {&Base, &Derived, &Other, &Bad, &Boolish};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) CHECK(PyType_Ready(types[i]) == 0);
  CHECK_LIVE_UNCHANGED { operators(); }
  CHECK_LIVE_UNCHANGED { dispatch(); }
  CHECK_LIVE_UNCHANGED { conversions(); }
  CHECK_LIVE_UNCHANGED { objects(); }
  CHECK_LIVE_UNCHANGED { sequences(); }
  CHECK_LIVE_UNCHANGED { modules(); }
  CHECK_LIVE_UNCHANGED { two_phases(); }
  return ambi_test_result();
}
