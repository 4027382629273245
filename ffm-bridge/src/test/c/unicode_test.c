/* str. The expected values are CPython 3.11's. */
#include "check.h"

static PyObject *str(const char *utf8) { return PyUnicode_FromString(utf8); }

static PyObject *call(const char *utf8, const char *method, const char *format, ...) {
  va_list va;
  va_start(va, format);
  PyObject *self = str(utf8), *args = Py_VaBuildValue(format, va);
  va_end(va);
  PyObject *bound = PyObject_GetAttrString(self, method);
  PyObject *r = bound ? PyObject_CallObject(bound, args) : NULL;
  Py_XDECREF(bound);
  Py_DECREF(args);
  Py_DECREF(self);
  return r;
}

static PyObject *slice(const char *utf8, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t step) {
  PyObject *self = str(utf8), *bounds[] = {PyLong_FromSsize_t(start), PyLong_FromSsize_t(stop),
                                           PyLong_FromSsize_t(step)};
  PyObject *key = PySlice_New(bounds[0], bounds[1], bounds[2]), *r = PyObject_GetItem(self, key);
  for (int i = 0; i < 3; i++) Py_DECREF(bounds[i]);
  Py_DECREF(key);
  Py_DECREF(self);
  return r;
}

static void kinds(void) {
  static const struct {
    const char *utf8;
    unsigned kind, ascii;
    Py_ssize_t length;
  } cases[] = {{"", 1, 1, 0},
               {"abc", 1, 1, 3},
               {"\xc3\xa9t\xc3\xa9", 1, 0, 3},
               {"\xe6\x97\xa5x", 2, 0, 2},
               {"\xf0\x9f\x98\x80", 4, 0, 1}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    PyObject *s = str(cases[i].utf8);
    CHECK_INT(PyUnicode_KIND(s), cases[i].kind);
    CHECK_INT(PyUnicode_IS_ASCII(s), cases[i].ascii);
    CHECK_INT(PyUnicode_IS_COMPACT(s), 1);
    CHECK_INT(PyUnicode_GetLength(s), cases[i].length);
    CHECK_STR(PyUnicode_AsUTF8(s), cases[i].utf8);
    CHECK(PyUnicode_AsUTF8(s) == PyUnicode_AsUTF8(s));
    CHECK_INT(ambi_unicode_read(PyUnicode_KIND(s), PyUnicode_DATA(s), PyUnicode_GET_LENGTH(s)), 0);
    Py_DECREF(s);
  }
  PyObject *a = str("x"), *b = PyUnicode_FromOrdinal('x'),
           *c = PyUnicode_FromStringAndSize("xy", 1);
  CHECK(a == b && b == c);
  Py_DECREF(a);
  Py_DECREF(b);
  Py_DECREF(c);
  CHECK(!PyUnicode_FromOrdinal(0x110000));
  CHECK_ERR(PyExc_ValueError, "chr() arg not in range(0x110000)");
}

static void filling_a_new_string(void) {
  PyObject *s = PyUnicode_New(5, 0xffff), *part = str("a\xc3\xa9");
  CHECK_INT(PyUnicode_CopyCharacters(s, 0, part, 0, 5), 2);
  CHECK_INT(PyUnicode_WriteChar(s, 2, 0x65e5), 0);
  CHECK_INT(PyUnicode_Fill(s, 3, 9, '.'), 2);
  CHECK_INT(PyUnicode_ReadChar(s, 2), 0x65e5);
  CHECK_STR(PyUnicode_AsUTF8(s), "a\xc3\xa9\xe6\x97\xa5..");
  CHECK_INT(PyUnicode_WriteChar(s, 2, 0x10000), -1);
  CHECK_ERR(PyExc_ValueError, "character out of range");
  PyObject *ascii = PyUnicode_New(2, 127);
  CHECK_INT(PyUnicode_CopyCharacters(ascii, 0, part, 0, 2), -1);
  CHECK_ERR(PyExc_SystemError, "Cannot copy UCS1 characters into a string of ASCII characters");
  Py_DECREF(ascii);
  CHECK_INT(PyUnicode_Resize(&s, 3), 0);
  CHECK_INT(PyUnicode_GET_LENGTH(s), 3);
  PyObject *other = AMBI_NEWREF(s);
  CHECK_INT(PyUnicode_WriteChar(s, 0, 'x'), -1);
  CHECK_ERR(PyExc_SystemError, "Cannot modify a string currently used");
  Py_DECREF(other);
  Py_DECREF(s);
  Py_DECREF(part);
  Py_UCS4 wide[] = {'a', 0xe9, 0x1f600};
  CHECK_STR_OF(PyUnicode_FromKindAndData(4, wide, 2), "a\xc3\xa9");
  CHECK_STR_OF(PyUnicode_FromKindAndData(4, wide, 3), "a\xc3\xa9\xf0\x9f\x98\x80");
}

static void interning(void) {
  PyObject *a = PyUnicode_InternFromString("a name that nobody has"),
           *b = PyUnicode_InternFromString("a name that nobody has");
  CHECK(a == b);
#ifdef AMBI_IN_CPYTHON
  CHECK_INT(Py_REFCNT(a), 2);
#else
  CHECK(Py_REFCNT(a) > AMBI_IMMORTAL / 2); /* names stay, as from CPython 3.12 on */
#endif
  PyObject *c = str("a name that nobody has");
  CHECK(a != c);
  CHECK_INT(PyObject_Hash(c), PyObject_Hash(a));
  PyUnicode_InternInPlace(&c);
  CHECK(a == c);
  Py_DECREF(a);
  Py_DECREF(b);
  Py_DECREF(c);
  /* Dead strings leave the table: many names, all but some forgotten, and those found again. */
  PyObject *kept[50];
  char name[32];
  for (int i = 0; i < 5000; i++) {
    snprintf(name, sizeof name, "name number %d", i);
    PyObject *s = PyUnicode_InternFromString(name);
    if (i % 100 == 0) {
      kept[i / 100] = s;
    } else {
      Py_DECREF(s);
    }
  }
  for (int i = 0; i < 50; i++) {
    snprintf(name, sizeof name, "name number %d", i * 100);
    PyObject *s = PyUnicode_InternFromString(name);
    CHECK(s == kept[i]);
    Py_DECREF(s);
    Py_DECREF(kept[i]);
  }
}

static void concatenation(void) {
  PyObject *a = str("ab"), *b = str("\xe6\x97\xa5");
  CHECK_STR_OF(PyUnicode_Concat(a, b), "ab\xe6\x97\xa5");
  CHECK_STR_OF(PySequence_Repeat(b, 3), "\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5");
  PyObject *grown = PyUnicode_FromFormat("%d", 1234);
  for (int i = 0; i < 3; i++) PyUnicode_Append(&grown, a);
  PyUnicode_AppendAndDel(&grown, b);
  CHECK_STR_OF(grown, "1234ababab\xe6\x97\xa5");
  CHECK(!PyUnicode_Concat(a, Py_None));
  CHECK_ERR(PyExc_TypeError, "can only concatenate str (not \"NoneType\") to str");
  Py_DECREF(a);
  PyObject *comma = str(", "), *items = Py_BuildValue("[sss]", "x", "\xc3\xa9", "z"),
           *mixed = Py_BuildValue("(si)", "x", 1);
  CHECK_STR_OF(PyUnicode_Join(comma, items), "x, \xc3\xa9, z");
  CHECK(!PyUnicode_Join(comma, mixed));
  CHECK_ERR(PyExc_TypeError, "sequence item 1: expected str instance, int found");
  Py_DECREF(comma);
  Py_DECREF(items);
  Py_DECREF(mixed);
}

static void comparison(void) {
  PyObject *a = str("ab"), *b = str("b"), *wide = str("a\xe6\x97\xa5");
  CHECK_INT(PyUnicode_Compare(a, b), -1);
  CHECK_INT(PyUnicode_Compare(wide, a), 1);
  CHECK_INT(PyUnicode_CompareWithASCIIString(a, "ab"), 0);
  CHECK_INT(PyUnicode_CompareWithASCIIString(a, "abc"), -1);
  CHECK(PyObject_RichCompareBool(wide, a, Py_NE) == 1);
  CHECK(PyUnicode_Contains(wide, a) == 0);
  CHECK_INT(PyUnicode_Contains(a, Py_None), -1);
  CHECK_ERR(PyExc_TypeError, "'in <string>' requires string as left operand, not NoneType");
  Py_DECREF(a);
  Py_DECREF(b);
  Py_DECREF(wide);
}

static void indexing(void) {
  CHECK_STR_OF(slice("h\xc3\xa9llo", 1, 4, 1), "\xc3\xa9ll");
  CHECK_STR_OF(slice("h\xc3\xa9llo", -1, -6, -2), "olh");
  CHECK_STR_OF(slice("h\xc3\xa9llo", 4, 2, 1), "");
  PyObject *s = str("abc"), *key = PyLong_FromLong(3), *word = str("a");
  CHECK(!PyObject_GetItem(s, key));
  CHECK_ERR(PyExc_IndexError, "string index out of range");
  CHECK(!PyObject_GetItem(s, word));
  CHECK_ERR(PyExc_TypeError, "string indices must be integers, not 'str'");
  CHECK_STR_OF(PyUnicode_Substring(s, 1, 100), "bc");
  CHECK_INT(PyUnicode_FindChar(s, 'c', 0, 3, 1), 2);
  CHECK_INT(PyUnicode_FindChar(s, 'c', 0, 2, -1), -1);
  CHECK_REPR_OF(PySequence_List(s), "['a', 'b', 'c']");
  Py_DECREF(s);
  Py_DECREF(key);
  Py_DECREF(word);
}

static void methods(void) {
  CHECK_REPR_OF(call(" a  b c ", "split", "()"), "['a', 'b', 'c']");
  CHECK_REPR_OF(call(" a  b c ", "split", "(Oi)", Py_None, 1), "['a', 'b c ']");
  CHECK_REPR_OF(call("a,b,,c", "rsplit", "(si)", ",", 2), "['a,b', '', 'c']");
  CHECK_REPR_OF(call("a\r\nb\nc", "splitlines", "(O)", Py_True), "['a\\r\\n', 'b\\n', 'c']");
  CHECK_REPR_OF(call("abcabc", "rpartition", "(s)", "b"), "('abca', 'b', 'c')");
  CHECK_REPR_OF(call("banana", "replace", "(ssi)", "an", "\xc3\xa9", 1),
                "'b\xc3\xa9"
                "ana'");
  CHECK_REPR_OF(call("ab", "replace", "(ss)", "", "-"), "'-a-b-'");
  CHECK_REPR_OF(call("banana", "rfind", "(sii)", "an", 0, 4), "1");
  CHECK(!call("banana", "index", "(s)", "x"));
  CHECK_ERR(PyExc_ValueError, "substring not found");
  CHECK_REPR_OF(call("xxabxx", "strip", "(s)", "x"), "'ab'");
  CHECK_REPR_OF(call("abc", "startswith", "((ss))", "x", "ab"), "True");
  CHECK(!call("abc", "startswith", "(i)", 1));
  CHECK_ERR(PyExc_TypeError, "startswith first arg must be str or a tuple of str, not int");
  CHECK_REPR_OF(call("stra\xc3\x9f"
                     "e",
                     "upper", "()"),
                "'STRASSE'");
  CHECK_REPR_OF(call("\xce\x91\xce\xa3 \xce\xa3", "lower", "()"), "'\xce\xb1\xcf\x82 \xcf\x83'");
  CHECK_REPR_OF(call("they're bill's", "title", "()"), "\"They'Re Bill'S\"");
  CHECK_REPR_OF(call("-7", "zfill", "(i)", 5), "'-0007'");
  CHECK_REPR_OF(call("ab", "center", "(is)", 5, "*"), "'**ab*'");
  CHECK_REPR_OF(call("\xd9\xa3", "isdecimal", "()"), "True");
  CHECK_REPR_OF(call("a1_", "isidentifier", "()"), "True");
  CHECK_REPR_OF(call("banana", "count", "(s)", "ana"), "1");
}

static void text_and_escapes(void) {
  CHECK_REPR_OF(str("it's \"q\" \\ \n\t\x01\x7f"), "'it\\'s \"q\" \\\\ \\n\\t\\x01\\x7f'");
  CHECK_REPR_OF(str("it's"), "\"it's\"");
  CHECK_REPR_OF(str("\xc3\xa9\xc2\xa0\xe2\x80\xa8\xf0\x9f\x98\x80"),
                "'\xc3\xa9\\xa0\\u2028\xf0\x9f\x98\x80'");
}

static void formatting(void) {
  PyObject *f = str("%(a)s|%(b)05.1f"), *args = Py_BuildValue("{sssd}", "a", "x", "b", -2.25);
  CHECK_STR_OF(PyUnicode_Format(f, args), "x|-02.2");
  Py_SETREF(f, str("%-5d|%+x|%#o|%c|%r|%%|%*d"));
  Py_SETREF(args, Py_BuildValue("(iiiisii)", 42, 255, 8, 0x65e5, "q", 4, 7));
  CHECK_STR_OF(PyUnicode_Format(f, args), "42   |+ff|0o10|\xe6\x97\xa5|'q'|%|   7");
  Py_SETREF(f, str("%d %d"));
  Py_SETREF(args, Py_BuildValue("(i)", 1));
  CHECK(!PyUnicode_Format(f, args));
  CHECK_ERR(PyExc_TypeError, "not enough arguments for format string");
  Py_SETREF(f, str("%d"));
  Py_SETREF(args, Py_BuildValue("(s)", "x"));
  CHECK(!PyUnicode_Format(f, args));
  CHECK_ERR(PyExc_TypeError, "%d format: a real number is required, not str");
  Py_SETREF(f, str("%y"));
  CHECK(!PyUnicode_Format(f, args));
  CHECK_ERR(PyExc_ValueError, "unsupported format character 'y' (0x79) at index 1");
  Py_DECREF(f);
  Py_DECREF(args);
}

static void str_format(void) {
  CHECK_STR_OF(call("{0!r:>6}|{1[1]}|{{}}|{2:{3}}", "format", "(s(ii)di)", "x", 5, 6, 1.5, 8),
               "   'x'|6|{}|     1.5");
  CHECK_STR_OF(call("{} {}", "format", "(ii)", 1, 2), "1 2");
  CHECK(!call("{} {0}", "format", "(i)", 1));
  CHECK_ERR(PyExc_ValueError,
            "cannot switch from automatic field numbering to manual field specification");
  CHECK(!call("{} {}", "format", "(i)", 1));
  CHECK_ERR(PyExc_IndexError, "Replacement index 1 out of range for positional args tuple");
  CHECK(!call("}", "format", "()"));
  CHECK_ERR(PyExc_ValueError, "Single '}' encountered in format string");
}

static void codecs(void) {
  CHECK(!PyUnicode_DecodeUTF8("a\xffz", 3, NULL));
  CHECK_ERR(PyExc_UnicodeDecodeError,
            "'utf-8' codec can't decode byte 0xff in position 1: invalid start byte");
  CHECK(!PyUnicode_DecodeUTF8("\xe6\x97", 2, NULL));
  CHECK_ERR(PyExc_UnicodeDecodeError,
            "'utf-8' codec can't decode bytes in position 0-1: unexpected end of data");
  CHECK(!PyUnicode_DecodeUTF8("\xed\xa0\x80", 3, "strict"));
  CHECK_ERR(PyExc_UnicodeDecodeError,
            "'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte");
  CHECK_STR_OF(PyUnicode_DecodeUTF8("\xe6\x97z\xff", 4, "replace"), "\xef\xbf\xbdz\xef\xbf\xbd");
  PyObject *escaped = PyUnicode_DecodeUTF8("a\xff", 2, "surrogateescape");
  CHECK_REPR_OF(AMBI_NEWREF(escaped), "'a\\udcff'");
  CHECK(!PyUnicode_AsUTF8(escaped));
  CHECK_ERR(PyExc_UnicodeEncodeError,
            "'utf-8' codec can't encode character '\\udcff' in position 1: surrogates not allowed");
  CHECK_REPR_OF(PyUnicode_AsEncodedString(escaped, "UTF-8", "surrogateescape"), "b'a\\xff'");
  Py_DECREF(escaped);
  PyObject *s = str("a\xc3\xa9\xf0\x9f\x98\x80");
  CHECK_REPR_OF(PyUnicode_AsEncodedString(s, "ascii", "backslashreplace"),
                "b'a\\\\xe9\\\\U0001f600'");
  CHECK_REPR_OF(PyUnicode_AsEncodedString(s, "iso-8859-1", "xmlcharrefreplace"),
                "b'a\\xe9&#128512;'");
  CHECK_REPR_OF(PyUnicode_AsEncodedString(s, "utf-16-le", NULL),
                "b'a\\x00\\xe9\\x00=\\xd8\\x00\\xde'");
  CHECK(!PyUnicode_AsASCIIString(s));
  CHECK_ERR(PyExc_UnicodeEncodeError,
            "'ascii' codec can't encode characters in position 1-2: ordinal not in range(128)");
  CHECK(!PyUnicode_AsEncodedString(s, "klingon", NULL));
  CHECK_ERR(PyExc_LookupError, "unknown encoding: klingon");
  Py_DECREF(s);
  CHECK_STR_OF(PyUnicode_Decode("\xfe\xff\x00x\xd8\x3d\xde\x00", 8, "utf-16", NULL),
               "x\xf0\x9f\x98\x80");
  CHECK_STR_OF(PyUnicode_DecodeLatin1("\xe9", 1, NULL), "\xc3\xa9");
}

static void subclass(void) {
  /* Stays: a type is part of a cycle with its own MRO. */
  static PyObject *type;
  if (!type) type = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){}", "S", &PyUnicode_Type);
  PyObject *text = str("h\xc3\xa9");
  PyObject *s = PyObject_CallOneArg(type, text);
  CHECK(s && !PyUnicode_CheckExact(s) && !PyUnicode_IS_COMPACT(s));
  CHECK_STR(PyUnicode_AsUTF8(s), "h\xc3\xa9");
  CHECK(PyObject_RichCompareBool(s, text, Py_EQ) == 1);
  CHECK_INT(PyObject_Hash(s), PyObject_Hash(text));
  PyObject *plain = PyObject_Str(s);
  CHECK(plain && PyUnicode_CheckExact(plain));
  Py_XDECREF(plain);
  Py_DECREF(s);
  Py_DECREF(text);
  text = str("ascii");
  s = PyObject_CallOneArg(type, text);
  CHECK_STR(PyUnicode_AsUTF8(s), "ascii");
  CHECK_STR_OF(PyUnicode_Concat(s, text), "asciiascii");
  Py_DECREF(s);
  Py_DECREF(text);
}

int main(void) {
  ambi_test_init();
  CHECK_LIVE_UNCHANGED {
    kinds();
    filling_a_new_string();
    interning();
    concatenation();
    comparison();
    indexing();
    methods();
    text_and_escapes();
    formatting();
    str_format();
    codecs();
    subclass();
  }
  return ambi_test_result();
}
