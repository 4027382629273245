/* dict, its views and iterators, mappingproxy, set and frozenset. */
#include "check.h"

#define INT(n) PyLong_FromLong(n)
#define MAKE Py_BuildValue

/* Calls a method with the arguments that the tuple `args` (its reference is taken) holds. */
static PyObject *call_method(PyObject *o, const char *name, PyObject *args) {
  PyObject *method = PyObject_GetAttrString(o, name);
  PyObject *result = method && args ? PyObject_Call(method, args, NULL) : NULL;
  Py_XDECREF(method);
  Py_XDECREF(args);
  return result;
}

static PyObject *call_type(PyTypeObject *type, PyObject *args) {
  PyObject *result = PyObject_Call((PyObject *)type, args, NULL);
  Py_DECREF(args);
  return result;
}

static int set_int(PyObject *dict, const char *key, long value) {
  PyObject *n = INT(value);
  int result = PyDict_SetItemString(dict, key, n);
  Py_DECREF(n);
  return result;
}

/* An int key and an int value, of references that are not kept. */
static int put(PyObject *dict, long key, long value) {
  PyObject *k = INT(key), *v = INT(value);
  int result = PyDict_SetItem(dict, k, v);
  Py_DECREF(k);
  Py_DECREF(v);
  return result;
}

static PyObject *list_of(PyObject *iterable) {
  PyObject *list = iterable ? PySequence_List(iterable) : NULL;
  Py_XDECREF(iterable);
  return list;
}

static void basics(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *dict = PyDict_New();
    CHECK_REPR_OF(AMBI_NEWREF(dict), "{}");
    CHECK(PyDict_GetItemString(dict, "a") == NULL);
    CHECK_NO_ERR();
    CHECK(set_int(dict, "b", 1) == 0 && set_int(dict, "a", 2) == 0 && set_int(dict, "b", 3) == 0);
    CHECK_REPR_OF(AMBI_NEWREF(dict), "{'b': 3, 'a': 2}"); /* the order of insertion */
    CHECK(PyDict_Size(dict) == 2 && PyDict_GET_SIZE(dict) == 2);
    CHECK_INT(PyLong_AsLong(PyDict_GetItemString(dict, "a")), 2);
    CHECK_INT(PyLong_AsLong(_PyDict_GetItemStringWithError(dict, "b")), 3);
    CHECK(PyDict_DelItemString(dict, "b") == 0);
    CHECK(PyDict_DelItemString(dict, "b") == -1);
    CHECK_ERR(PyExc_KeyError, "'b'");
    CHECK(set_int(dict, "b", 4) == 0);
    CHECK_REPR_OF(AMBI_NEWREF(dict), "{'a': 2, 'b': 4}");
    PyObject *tuple = MAKE("(ii)", 1, 2);
    CHECK(PyObject_GetItem(dict, tuple) == NULL);
    CHECK_ERR(PyExc_KeyError, "(1, 2)"); /* the tuple itself is the exception's argument */
    CHECK(PyDict_Contains(dict, tuple) == 0);
    Py_DECREF(tuple);
    PyObject *list = PyList_New(0);
    CHECK(PyDict_SetItem(dict, list, list) == -1);
    CHECK_ERR(PyExc_TypeError, "unhashable type: 'list'");
    CHECK(PyDict_GetItem(dict, list) == NULL); /* swallows the error */
    CHECK_NO_ERR();
    CHECK(PyDict_GetItemWithError(dict, list) == NULL);
    CHECK_ERR(PyExc_TypeError, "unhashable type: 'list'");
    CHECK(PyDict_Contains(dict, list) == -1);
    CHECK_ERR(PyExc_TypeError, "unhashable type: 'list'");
    CHECK(PyObject_Hash(dict) == -1);
    CHECK_ERR(PyExc_TypeError, "unhashable type: 'dict'");
    /* an error set before the look-up stays */
    PyErr_SetString(PyExc_ValueError, "before");
    CHECK(PyDict_GetItem(dict, Py_None) == NULL);
    CHECK_INT(PyLong_AsLong(PyDict_GetItemString(dict, "a")), 2);
    CHECK_ERR(PyExc_ValueError, "before");
    Py_DECREF(list);
    CHECK(PyDict_SetItemString(dict, "self", dict) == 0);
    CHECK_REPR_OF(AMBI_NEWREF(dict), "{'a': 2, 'b': 4, 'self': {...}}");
    PyDict_Clear(dict);
    CHECK(PyDict_Size(dict) == 0);
    CHECK(set_int(dict, "z", 1) == 0);
    CHECK_REPR_OF(dict, "{'z': 1}");
    CHECK(PyDict_Size(Py_None) == -1);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError));
    PyErr_Clear();
    CHECK(PyDict_GetItem(Py_None, Py_None) == NULL);
    CHECK_NO_ERR();
  }
}

/* Random insertions and removals against an array. */
static void churn(void) {
  CHECK_LIVE_UNCHANGED {
    enum { KEYS = 3000 };
    static long model[KEYS];
    memset(model, -1, sizeof model);
    PyObject *dict = PyDict_New();
    uint32_t state = 7;
    Py_ssize_t size = 0;
    uint64_t version = ((PyDictObject *)dict)->ma_version_tag;
    for (int i = 0; i < 60000; i++) {
      state = state * 1664525 + 1013904223;
      long key = (state >> 8) % KEYS;
      if ((state >> 28) < 10) {
        CHECK(put(dict, key * 977, i) == 0);
        size += model[key] == -1;
        model[key] = i;
      } else {
        PyObject *k = INT(key * 977);
        CHECK(PyDict_DelItem(dict, k) == (model[key] == -1 ? -1 : 0));
        PyErr_Clear();
        size -= model[key] != -1;
        model[key] = -1;
        Py_DECREF(k);
      }
    }
    CHECK_INT(PyDict_Size(dict), size);
    CHECK(((PyDictObject *)dict)->ma_version_tag != version);
    for (long key = 0; key < KEYS; key++) {
      PyObject *k = INT(key * 977), *value = PyDict_GetItemWithError(dict, k);
      CHECK(value ? PyLong_AsLong(value) == model[key] : model[key] == -1);
      Py_DECREF(k);
    }
    Py_ssize_t pos = 0, seen = 0;
    PyObject *key, *value;
    long last = -1;
    while (PyDict_Next(dict, &pos, &key, &value)) {
      seen++;
      CHECK(model[PyLong_AsLong(key) / 977] == PyLong_AsLong(value));
      last = PyLong_AsLong(value);
    }
    CHECK(seen == size && last != -1);
    Py_DECREF(dict);
  }
}

/* Sizes at which the width of an index changes. */
static void large(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *dict = PyDict_New();
    for (long i = 0; i < 70000; i++) CHECK(put(dict, i, i) == 0);
    for (long i = 0; i < 70000; i += 7) {
      PyObject *k = INT(i);
      CHECK_INT(PyLong_AsLong(PyDict_GetItem(dict, k)), i);
      Py_DECREF(k);
    }
    PyObject *copy = PyDict_Copy(dict);
    CHECK(PyObject_RichCompareBool(copy, dict, Py_EQ) == 1);
    CHECK(put(copy, 5, -5) == 0 && PyObject_RichCompareBool(copy, dict, Py_NE) == 1);
    for (long i = 0; i < 69990; i++) Py_XDECREF(call_method(dict, "popitem", PyTuple_New(0)));
    CHECK_INT(PyDict_Size(dict), 10);
    CHECK(put(dict, 100, 1) == 0 && put(dict, 101, 1) == 0);
    CHECK_REPR_OF(PyDict_Keys(dict), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 100, 101]");
    Py_DECREF(copy);
    Py_DECREF(dict);
  }
}

static void keys_of_many_types(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *dict = MAKE("{i:s,s:s,(ii):s,O:s}", 1, "int", "1", "str", 1, 2, "tuple", Py_None, "none");
    PyObject *one = PyFloat_FromDouble(1.0); /* equal to 1, so the same key */
    CHECK_STR(PyUnicode_AsUTF8(PyDict_GetItem(dict, one)), "int");
    CHECK_STR(PyUnicode_AsUTF8(PyDict_GetItem(dict, Py_True)), "int");
    CHECK(PyDict_SetItem(dict, one, Py_None) == 0);
    CHECK_REPR_OF(dict, "{1: None, '1': 'str', (1, 2): 'tuple', None: 'none'}");
    Py_DECREF(one);

    dict = PyDict_New();
    PyObject *latin = PyUnicode_FromString("caf\xc3\xa9"), *greek = PyUnicode_FromString("\xce\xb1");
    CHECK(PyDict_SetItem(dict, latin, Py_True) == 0 && PyDict_SetItem(dict, greek, Py_False) == 0);
    CHECK(PyDict_GetItemString(dict, "caf\xc3\xa9") == Py_True && PyDict_GetItemString(dict, "\xce\xb1") == Py_False);
    CHECK(PyDict_GetItemString(dict, "\xce\xb2") == NULL);
    Py_DECREF(latin);
    Py_DECREF(greek);
    Py_DECREF(dict);
  }
}

static void methods(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *dict = MAKE("{s:i,s:i}", "a", 1, "b", 2);
    CHECK_REPR_OF(call_method(dict, "get", MAKE("(s)", "a")), "1");
    CHECK_REPR_OF(call_method(dict, "get", MAKE("(s)", "x")), "None");
    CHECK_REPR_OF(call_method(dict, "get", MAKE("(si)", "x", 7)), "7");
    CHECK(call_method(dict, "get", PyTuple_New(0)) == NULL);
    CHECK_ERR(PyExc_TypeError, "get expected at least 1 argument, got 0");
    CHECK_REPR_OF(call_method(dict, "setdefault", MAKE("(si)", "a", 5)), "1");
    CHECK_REPR_OF(call_method(dict, "setdefault", MAKE("(si)", "c", 5)), "5");
    CHECK_REPR_OF(call_method(dict, "pop", MAKE("(s)", "a")), "1");
    CHECK_REPR_OF(call_method(dict, "pop", MAKE("(si)", "a", 8)), "8");
    CHECK(call_method(dict, "pop", MAKE("(s)", "a")) == NULL);
    CHECK_ERR(PyExc_KeyError, "'a'");
    CHECK_REPR_OF(call_method(dict, "popitem", PyTuple_New(0)), "('c', 5)");
    CHECK_REPR_OF(call_method(dict, "__contains__", MAKE("(s)", "b")), "True");
    Py_XDECREF(call_method(dict, "update", MAKE("({s:i,s:i})", "b", 9, "z", 1)));
    Py_XDECREF(call_method(dict, "update", MAKE("([(si)(si)])", "y", 3, "z", 4)));
    CHECK_REPR_OF(AMBI_NEWREF(dict), "{'b': 9, 'z': 4, 'y': 3}");
    CHECK(call_method(dict, "update", MAKE("([(sii)])", "y", 3, 4)) == NULL);
    CHECK_ERR(PyExc_ValueError, "dictionary update sequence element #0 has length 3; 2 is required");
    CHECK(call_method(dict, "update", MAKE("([(ii)i])", 1, 2, 3)) == NULL);
    CHECK_ERR(PyExc_TypeError, "cannot convert dictionary update sequence element #1 to a sequence");
    CHECK(call_method(dict, "update", MAKE("(i)", 3)) == NULL);
    CHECK_ERR(PyExc_TypeError, "'int' object is not iterable");
    PyObject *copy = call_method(dict, "copy", PyTuple_New(0));
    CHECK(copy && copy != dict && PyObject_RichCompareBool(copy, dict, Py_EQ) == 1);
    PyDict_Clear(copy);
    CHECK(call_method(copy, "popitem", PyTuple_New(0)) == NULL);
    CHECK_ERR(PyExc_KeyError, "'popitem(): dictionary is empty'");
    CHECK(PyDict_Merge(copy, dict, 1) == 0 && set_int(copy, "b", -1) == 0 && PyDict_Merge(copy, dict, 0) == 0);
    CHECK_INT(PyLong_AsLong(PyDict_GetItemString(copy, "b")), -1);
    CHECK_REPR_OF(PyNumber_Or(copy, dict), "{'b': 9, 'z': 4, 'y': 3, 1: 2}");
    Py_DECREF(copy);
    CHECK_REPR_OF(call_method(dict, "fromkeys", MAKE("(si)", "ab", 0)), "{'a': 0, 'b': 0}");
    Py_DECREF(dict);

    PyObject *args = MAKE("({s:i})", "a", 1), *kwargs = MAKE("{s:i,s:i}", "a", 2, "k", 3);
    CHECK_REPR_OF(PyObject_Call((PyObject *)&PyDict_Type, args, kwargs), "{'a': 2, 'k': 3}");
    Py_DECREF(args);
    Py_DECREF(kwargs);
    CHECK(call_type(&PyDict_Type, MAKE("(ii)", 1, 2)) == NULL);
    CHECK_ERR(PyExc_TypeError, "dict expected at most 1 argument, got 2");
    PyObject *a = MAKE("{s:i,s:i}", "a", 1, "b", 2), *b = MAKE("{s:i,s:i}", "b", 2, "a", 1);
    CHECK(PyObject_RichCompareBool(a, b, Py_EQ) == 1 && PyObject_RichCompareBool(a, b, Py_LT) == -1);
    CHECK_ERR(PyExc_TypeError, "'<' not supported between instances of 'dict' and 'dict'");
    Py_DECREF(a);
    Py_DECREF(b);
  }
}

static void api_functions(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *dict = _PyDict_NewPresized(20), *key = PyUnicode_FromString("key");
    PyObject *value = INT(1234), *other = INT(5678);
    CHECK(PyDict_SetDefault(dict, key, value) == value && PyDict_SetDefault(dict, key, other) == value);
    Py_hash_t hash = PyObject_Hash(key);
    CHECK(_PyDict_GetItem_KnownHash(dict, key, hash) == value);
    CHECK(_PyDict_SetItem_KnownHash(dict, key, other, hash) == 0 && PyDict_GetItem(dict, key) == other);
    CHECK(_PyDict_Pop(dict, key, NULL) == other);
    Py_DECREF(other);
    CHECK(_PyDict_Pop(dict, key, value) == value);
    Py_DECREF(value);
    CHECK(_PyDict_Pop(dict, key, NULL) == NULL);
    CHECK_ERR(PyExc_KeyError, "'key'");
    PyObject *pairs = MAKE("((ss)(ss)(ss))", "a", "1", "b", "2", "a", "3");
    CHECK(PyDict_MergeFromSeq2(dict, pairs, 0) == 0);
    CHECK_REPR_OF(PyDict_Items(dict), "[('a', '1'), ('b', '2')]");
    CHECK(PyDict_MergeFromSeq2(dict, pairs, 1) == 0);
    CHECK_REPR_OF(PyDict_Values(dict), "['3', '2']");
    Py_DECREF(pairs);
    Py_DECREF(key);
    Py_DECREF(value);
    Py_DECREF(other);
    Py_DECREF(dict);
  }
}

static void iteration(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *dict = MAKE("{s:i,s:i,s:i}", "a", 1, "b", 2, "c", 3);
    PyObject *it = PyObject_GetIter(dict), *item = PyIter_Next(it);
    CHECK_INT(PyObject_LengthHint(it, -1), 2);
    Py_XDECREF(item);
    CHECK(set_int(dict, "d", 4) == 0);
    CHECK(PyIter_Next(it) == NULL);
    CHECK_ERR(PyExc_RuntimeError, "dictionary changed size during iteration");
    CHECK(PyDict_DelItemString(dict, "d") == 0);
    CHECK(PyIter_Next(it) == NULL); /* the error stays */
    CHECK_ERR(PyExc_RuntimeError, "dictionary changed size during iteration");
    Py_DECREF(it);
    it = PyObject_GetIter(dict);
    for (int i = 0; i < 3; i++) Py_XDECREF(PyIter_Next(it));
    CHECK(PyDict_DelItemString(dict, "a") == 0 && set_int(dict, "a", 1) == 0);
    CHECK(PyIter_Next(it) == NULL);
    CHECK_ERR(PyExc_RuntimeError, "dictionary keys changed during iteration");
    Py_DECREF(it);
    CHECK_REPR_OF(list_of(call_method(dict, "__reversed__", PyTuple_New(0))), "['a', 'c', 'b']");
    Py_DECREF(dict);
  }
}

static void views(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *dict = MAKE("{s:i,s:i}", "a", 1, "b", 2);
    PyObject *keys = call_method(dict, "keys", PyTuple_New(0));
    PyObject *values = call_method(dict, "values", PyTuple_New(0));
    PyObject *items = call_method(dict, "items", PyTuple_New(0));
    CHECK(set_int(dict, "c", 3) == 0); /* views are live */
    CHECK_REPR_OF(AMBI_NEWREF(keys), "dict_keys(['a', 'b', 'c'])");
    CHECK_REPR_OF(AMBI_NEWREF(values), "dict_values([1, 2, 3])");
    CHECK_REPR_OF(AMBI_NEWREF(items), "dict_items([('a', 1), ('b', 2), ('c', 3)])");
    CHECK_INT(PyObject_Size(items), 3);
    PyObject *pair = MAKE("(si)", "a", 1), *wrong = MAKE("(si)", "a", 2), *two = INT(2);
    CHECK(PySequence_Contains(items, pair) == 1 && PySequence_Contains(items, wrong) == 0);
    CHECK(PySequence_Contains(values, two) == 1);
    PyObject *other = MAKE("{s:i,s:i}", "b", 0, "z", 0), *set = PyFrozenSet_New(other);
    CHECK_REPR_OF(PyNumber_And(keys, set), "{'b'}");
    PyObject *difference = PyNumber_Subtract(keys, set), *expected = PyObject_CallFunction((PyObject *)&PySet_Type, "((ss))", "a", "c");
    CHECK(PyObject_RichCompareBool(difference, expected, Py_EQ) == 1);
    CHECK(PyObject_RichCompareBool(keys, expected, Py_GT) == 1 && PyObject_RichCompareBool(keys, expected, Py_EQ) == 0);
    CHECK_REPR_OF(call_method(keys, "isdisjoint", MAKE("((s))", "q")), "True");
    CHECK_REPR_OF(list_of(call_method(values, "__reversed__", PyTuple_New(0))), "[3, 2, 1]");
    Py_XDECREF(difference);
    Py_XDECREF(expected);
    Py_DECREF(other);
    Py_DECREF(set);
    Py_DECREF(pair);
    Py_DECREF(wrong);
    Py_DECREF(two);
    Py_DECREF(keys);
    Py_DECREF(values);
    Py_DECREF(items);

    PyObject *proxy = PyDictProxy_New(dict), *key = PyUnicode_FromString("a"), *one = INT(1);
    CHECK_REPR_OF(AMBI_NEWREF(proxy), "mappingproxy({'a': 1, 'b': 2, 'c': 3})");
    CHECK_REPR_OF(PyObject_GetItem(proxy, key), "1");
    CHECK(PySequence_Contains(proxy, key) == 1 && PyObject_Size(proxy) == 3);
    CHECK(PyObject_SetItem(proxy, key, one) == -1);
    CHECK_ERR(PyExc_TypeError, "'mappingproxy' object does not support item assignment");
    CHECK_REPR_OF(call_method(proxy, "get", MAKE("(si)", "q", 0)), "0");
    CHECK_REPR_OF(call_method(proxy, "copy", PyTuple_New(0)), "{'a': 1, 'b': 2, 'c': 3}");
    CHECK(PyDictProxy_New(one) == NULL);
    CHECK_ERR(PyExc_TypeError, "mappingproxy() argument must be a mapping, not int");
    Py_DECREF(one);
    Py_DECREF(key);
    Py_DECREF(proxy);
    Py_DECREF(dict);
  }
}

/* ---- keys whose __eq__ runs code ------------------------------------------------------------------ */

static PyObject *dict_under_test;
static int eq_calls;

static Py_hash_t clash_hash(PyObject *self AMBI_UNUSED) { return 42; }

static PyObject *clash_compare(PyObject *a, PyObject *b, int op) {
  if (op != Py_EQ || Py_TYPE(a) != Py_TYPE(b)) Py_RETURN_NOTIMPLEMENTED;
  if (eq_calls++ == 0 && dict_under_test) PyDict_Clear(dict_under_test); /* frees the entry being compared */
  return PyBool_FromLong(a == b);
}

static PyObject *fail_compare(PyObject *a AMBI_UNUSED, PyObject *b AMBI_UNUSED, int op AMBI_UNUSED) {
  PyErr_SetString(PyExc_ZeroDivisionError, "no");
  return NULL;
}

static void hostile_keys(void) {
  static PyType_Slot clash_slots[] = {{59, clash_hash}, {67, clash_compare}, {0, NULL}}; /* Py_tp_hash, _richcompare */
  static PyType_Slot fail_slots[] = {{59, clash_hash}, {67, fail_compare}, {0, NULL}};
  static PyType_Spec clash_spec = {"test.Clash", 0, 0, Py_TPFLAGS_BASETYPE, clash_slots};
  static PyType_Spec fail_spec = {"test.Fail", 0, 0, Py_TPFLAGS_BASETYPE, fail_slots};
  PyObject *clash = PyType_FromSpec(&clash_spec), *fail = PyType_FromSpec(&fail_spec);
  CHECK(clash && fail);
  if (!clash || !fail) return;
  CHECK_LIVE_UNCHANGED {
    PyObject *a = PyObject_CallNoArgs(clash), *b = PyObject_CallNoArgs(clash), *c = PyObject_CallNoArgs(fail);
    PyObject *dict = PyDict_New();
    dict_under_test = NULL;
    CHECK(PyDict_SetItem(dict, a, Py_True) == 0 && PyDict_SetItem(dict, b, Py_False) == 0 && PyDict_Size(dict) == 2);
    CHECK(PyDict_GetItem(dict, b) == Py_False);
    eq_calls = 0;
    dict_under_test = dict;
    CHECK(PyDict_GetItem(dict, b) == NULL && PyDict_Size(dict) == 0);
    dict_under_test = NULL;
    CHECK(PyDict_SetItem(dict, a, Py_True) == 0);
    CHECK(PyDict_SetItem(dict, c, Py_None) == -1);
    CHECK_ERR(PyExc_ZeroDivisionError, "no");
    CHECK(PyDict_GetItem(dict, c) == NULL);
    CHECK_NO_ERR();
    Py_DECREF(dict);

    PyObject *set = PySet_New(NULL);
    CHECK(PySet_Add(set, a) == 0 && PySet_Add(set, b) == 0 && PySet_Size(set) == 2 && PySet_Contains(set, b) == 1);
    CHECK(PySet_Contains(set, c) == -1);
    CHECK_ERR(PyExc_ZeroDivisionError, "no");
    Py_DECREF(set);
    Py_DECREF(a);
    Py_DECREF(b);
    Py_DECREF(c);
  }
  Py_DECREF(clash);
  Py_DECREF(fail);
}

/* ---- a key that is no str, but equal to one ---------------------------------------------------------- */

static Py_hash_t twin_hash_value;

static Py_hash_t twin_hash(PyObject *self AMBI_UNUSED) { return twin_hash_value; }

static PyObject *twin_compare(PyObject *a AMBI_UNUSED, PyObject *b, int op) {
  const char *text = PyUnicode_Check(b) ? PyUnicode_AsUTF8(b) : "";
  return PyBool_FromLong((strcmp(text, "twin") == 0) == (op == Py_EQ));
}

static void twin_keys(void) {
  static PyType_Slot slots[] = {{59, twin_hash}, {67, twin_compare}, {0, NULL}}; /* Py_tp_hash, _richcompare */
  static PyType_Spec spec = {"test.Twin", 0, 0, Py_TPFLAGS_BASETYPE, slots};
  PyObject *type = PyType_FromSpec(&spec);
  CHECK(type != NULL);
  if (!type) return;
  CHECK_LIVE_UNCHANGED {
    PyObject *text = PyUnicode_FromString("twin"), *dict = PyDict_New();
    twin_hash_value = PyObject_Hash(text);
    PyObject *twin = PyObject_CallNoArgs(type);
    CHECK(PyDict_SetItem(dict, twin, Py_True) == 0);
    CHECK(PyDict_GetItem(dict, text) == Py_True && PyDict_GetItemString(dict, "twin") == Py_True);
    CHECK(_PyDict_GetItemStringWithError(dict, "twin") == Py_True && PyDict_Contains(dict, text) == 1);
    CHECK(PyDict_SetItem(dict, text, Py_False) == 0 && PyDict_Size(dict) == 1);
    CHECK(PyDict_GetItem(dict, twin) == Py_False);
    PyObject *set = PySet_New(dict);
    CHECK(PySet_Contains(set, text) == 1 && PySet_Add(set, text) == 0 && PySet_Size(set) == 1);
    Py_DECREF(set);
    Py_DECREF(dict);
    Py_DECREF(twin);
    Py_DECREF(text);
  }
  Py_DECREF(type);
}

static PyObject *missing(PyObject *self AMBI_UNUSED, PyObject *key) { return PyUnicode_FromFormat("<%S>", key); }

static void subtypes(void) {
  static PyMethodDef methods_of_default[] = {{"__missing__", missing, METH_O, NULL}, {0}};
  static PyType_Slot slots[] = {{64, methods_of_default}, {0, NULL}}; /* Py_tp_methods */
  static PyType_Spec spec = {"test.Default", 0, 0, Py_TPFLAGS_BASETYPE, slots};
  PyObject *bases = PyTuple_Pack(1, &PyDict_Type), *type = PyType_FromSpecWithBases(&spec, bases);
  CHECK(type != NULL);
  if (!type) return;
  CHECK_LIVE_UNCHANGED {
    PyObject *dict = PyObject_CallFunction(type, "({si})", "a", 1), *key = PyUnicode_FromString("q");
    CHECK(PyDict_Check(dict) && !PyDict_CheckExact(dict));
    CHECK_REPR_OF(PyObject_GetItem(dict, key), "'<q>'");
    CHECK(PyDict_GetItem(dict, key) == NULL);
    CHECK_REPR_OF(PyDict_Copy(dict), "{'a': 1}");
    Py_DECREF(key);
    Py_XDECREF(dict);
  }
  Py_DECREF(bases);
  Py_DECREF(type);
}

/* ---- sets -------------------------------------------------------------------------------------- */

static PyObject *set_of(PyTypeObject *type, PyObject *items) {
  PyObject *set = PyObject_CallFunctionObjArgs((PyObject *)type, items, NULL);
  Py_DECREF(items);
  return set;
}

static void sets(void) {
  CHECK_LIVE_UNCHANGED {
    CHECK_REPR_OF(PySet_New(NULL), "set()");
    CHECK_REPR_OF(PyFrozenSet_New(NULL), "frozenset()");
    /* the order is CPython's */
    CHECK_REPR_OF(set_of(&PySet_Type, MAKE("(iiiiiii)", 5, 100, 3, 17, 33, 3, -2)), "{33, 3, 100, 5, 17, -2}");
    CHECK_REPR_OF(set_of(&PyFrozenSet_Type, MAKE("[iii]", 9, 1, 8)), "frozenset({8, 9, 1})");
    PyObject *a = set_of(&PySet_Type, MAKE("[iii]", 1, 2, 3)), *b = set_of(&PyFrozenSet_Type, MAKE("[iii]", 2, 3, 4));
    CHECK_REPR_OF(PyNumber_And(a, b), "{2, 3}");
    CHECK_REPR_OF(PyNumber_Or(a, b), "{1, 2, 3, 4}");
    CHECK_REPR_OF(PyNumber_Subtract(a, b), "{1}");
    CHECK_REPR_OF(PyNumber_Xor(b, a), "frozenset({1, 4})");
    CHECK_REPR_OF(call_method(a, "union", MAKE("([i](i))", 7, 6)), "{1, 2, 3, 6, 7}");
    CHECK_REPR_OF(call_method(a, "intersection", MAKE("([iii])", 3, 3, 9)), "{3}");
    CHECK_REPR_OF(call_method(a, "difference", MAKE("([ii]{is})", 3, 9, 1, "")), "{2}");
    CHECK_REPR_OF(call_method(a, "symmetric_difference", MAKE("([iii])", 3, 9, 9)), "{9, 2, 1}");
    CHECK_REPR_OF(call_method(a, "issubset", MAKE("([iiii])", 1, 2, 3, 4)), "True");
    CHECK_REPR_OF(call_method(a, "issuperset", MAKE("([ii])", 1, 4)), "False");
    CHECK_REPR_OF(call_method(a, "isdisjoint", MAKE("([ii])", 5, 4)), "True");
    PyObject *list = MAKE("[i]", 1);
    CHECK(PyNumber_Or(a, list) == NULL);
    CHECK_ERR(PyExc_TypeError, "unsupported operand type(s) for |: 'set' and 'list'");
    CHECK(PySet_Add(a, list) == -1);
    CHECK_ERR(PyExc_TypeError, "unhashable type: 'list'");
    CHECK(PyObject_Hash(a) == -1);
    CHECK_ERR(PyExc_TypeError, "unhashable type: 'set'");
    Py_DECREF(list);
    PyObject *same = PyNumber_InPlaceAnd(a, b);
    CHECK(same == a);
    Py_XDECREF(same);
    CHECK_REPR_OF(AMBI_NEWREF(a), "{2, 3}");
    CHECK(PyObject_RichCompareBool(a, b, Py_LT) == 1 && PyObject_RichCompareBool(b, a, Py_GE) == 1);
    CHECK(PyObject_RichCompareBool(a, b, Py_EQ) == 0 && PyObject_RichCompareBool(a, a, Py_LE) == 1);
    Py_XDECREF(call_method(a, "add", MAKE("(i)", 10)));
    Py_XDECREF(call_method(a, "discard", MAKE("(i)", 99)));
    CHECK(call_method(a, "remove", MAKE("(i)", 99)) == NULL);
    CHECK_ERR(PyExc_KeyError, "99");
    PyObject *ten = INT(10);
    CHECK(PySet_Discard(a, ten) == 1 && PySet_Discard(a, ten) == 0 && PySet_Contains(a, ten) == 0);
    Py_DECREF(ten);
    /* a set in a set is looked for as a frozenset */
    PyObject *outer = PySet_New(NULL), *inner = set_of(&PySet_Type, MAKE("(ii)", 2, 3));
    PyObject *frozen = PyFrozenSet_New(inner);
    CHECK(PySet_Add(outer, frozen) == 0 && PySequence_Contains(outer, inner) == 1);
    CHECK(PySet_Contains(outer, inner) == -1);
    CHECK_ERR(PyExc_TypeError, "unhashable type: 'set'");
    Py_DECREF(outer);
    Py_DECREF(inner);
    Py_DECREF(frozen);
    PyObject *it = PyObject_GetIter(a);
    CHECK(PySet_Clear(a) == 0);
    CHECK(PyIter_Next(it) == NULL);
    CHECK_ERR(PyExc_RuntimeError, "Set changed size during iteration");
    Py_DECREF(it);
    CHECK(PySet_Pop(a) == NULL);
    CHECK_ERR(PyExc_KeyError, "'pop from an empty set'");
    Py_DECREF(a);
    Py_DECREF(b);
    CHECK(call_type(&PySet_Type, MAKE("(ii)", 1, 2)) == NULL);
    CHECK_ERR(PyExc_TypeError, "set expected at most 1 argument, got 2");
    CHECK(PySet_Size(Py_None) == -1);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError));
    PyErr_Clear();
  }
}

static void frozenset_hash(void) {
  CHECK_LIVE_UNCHANGED { /* the hashes are CPython's */
    PyObject *set = PyFrozenSet_New(NULL);
    CHECK_INT(PyObject_Hash(set), 133146708735736);
    Py_DECREF(set);
    set = set_of(&PyFrozenSet_Type, MAKE("(iii)", 1, 2, 3));
    CHECK_INT(PyObject_Hash(set), -272375401224217160);
    Py_DECREF(set);
  }
}

static void large_set(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *set = PySet_New(NULL);
    for (long i = 0; i < 20000; i++) {
      PyObject *n = INT(i * 31);
      CHECK(PySet_Add(set, n) == 0 && PySet_Add(set, n) == 0);
      Py_DECREF(n);
    }
    CHECK_INT(PySet_Size(set), 20000);
    PyObject *copy = PySet_New(set);
    CHECK(PyObject_RichCompareBool(copy, set, Py_EQ) == 1);
    for (long i = 0; i < 20000; i += 2) {
      PyObject *n = INT(i * 31);
      CHECK(PySet_Discard(set, n) == 1);
      Py_DECREF(n);
    }
    PyObject *odd = PyNumber_Subtract(copy, set);
    CHECK_INT(PySet_Size(odd), 10000);
    Py_ssize_t pos = 0, seen = 0;
    PyObject *key;
    Py_hash_t hash;
    while (_PySet_NextEntry(set, &pos, &key, &hash)) seen += PyLong_AsLong(key) % 2 == 1 && hash == PyLong_AsLong(key);
    CHECK_INT(seen, 10000);
    while (PySet_Size(set) > 0) Py_XDECREF(PySet_Pop(set));
    CHECK_NO_ERR();
    Py_DECREF(odd);
    Py_DECREF(copy);
    Py_DECREF(set);
  }
}

int main(void) {
  ambi_test_init();
  basics();
  churn();
  large();
  keys_of_many_types();
  methods();
  api_functions();
  iteration();
  views();
  hostile_keys();
  twin_keys();
  subtypes();
  sets();
  frozenset_hash();
  large_set();
  return ambi_test_result();
}
