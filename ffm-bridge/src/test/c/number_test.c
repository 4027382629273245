/* int, bool, float and complex. The expected values are CPython 3.11's. */
#include "check.h"

#include <limits.h>
#include <math.h>

static PyObject *integer(const char *text) { return PyLong_FromString(text, NULL, 0); }

/* Applies a binary function to two new references, and releases them. */
static PyObject *apply(PyObject *(*f)(PyObject *, PyObject *), PyObject *a, PyObject *b) {
  PyObject *r = f(a, b);
  Py_DECREF(a);
  Py_DECREF(b);
  return r;
}

static PyObject *power(PyObject *a, PyObject *b) { return PyNumber_Power(a, b, Py_None); }

static PyObject *call(PyObject *o, const char *method) {
  PyObject *r = PyObject_CallMethod(o, method, NULL);
  Py_DECREF(o);
  return r;
}

static PyObject *format(PyObject *o, const char *spec) {
  return apply(PyObject_Format, o, PyUnicode_FromString(spec));
}

static void small_ints_are_shared(void) {
  for (long v = -5; v <= 256; v++) {
    PyObject *a = PyLong_FromLong(v),
             *b = PyLong_FromUnsignedLongLong((unsigned long long)(v < 0 ? 0 : v));
    CHECK(v < 0 || a == b);
    CHECK_INT(PyLong_AsLong(a), v);
    Py_DECREF(a);
    Py_DECREF(b);
  }
  PyObject *sum = apply(PyNumber_Subtract, PyLong_FromLong(1000000), PyLong_FromLong(999999)),
           *one = PyLong_FromLong(1);
  CHECK(sum == one);
  Py_DECREF(sum);
  Py_DECREF(one);
}

static void layout_is_cpythons(void) {
  PyObject *v = PyLong_FromLongLong(-((1LL << 40) + 5));
  CHECK_INT(Py_SIZE(v), -2);
  CHECK_INT(((PyLongObject *)v)->ob_digit[0], 5);
  CHECK_INT(((PyLongObject *)v)->ob_digit[1], 1 << 10);
  Py_DECREF(v);
  CHECK_INT(Py_SIZE(Py_True), 1);
  CHECK_INT(Py_SIZE(Py_False), 0);
}

static void int_arithmetic(void) {
  const char *a = "123456789012345678901234567890", *b = "-987654321098765";
  CHECK_STR_OF(apply(PyNumber_Add, integer(a), integer(b)), "123456789012344691246913469125");
  CHECK_STR_OF(apply(PyNumber_Multiply, integer(a), integer(b)),
               "-121932631137021741879287174187806784787655850");
  CHECK_STR_OF(apply(PyNumber_FloorDivide, integer(a), integer(b)), "-124999998860938");
  CHECK_STR_OF(apply(PyNumber_Remainder, integer(a), integer(b)), "-439799363973680");
  CHECK_STR_OF(apply(PyNumber_FloorDivide, PyLong_FromLong(-7), PyLong_FromLong(2)), "-4");
  CHECK_STR_OF(apply(PyNumber_Remainder, PyLong_FromLong(-7), PyLong_FromLong(2)), "1");
  CHECK_STR_OF(apply(PyNumber_Remainder, PyLong_FromLong(7), PyLong_FromLong(-2)), "-1");
  CHECK_STR_OF(apply(PyNumber_Divmod, PyLong_FromLong(-7), PyLong_FromLong(3)), "(-3, 2)");
  CHECK_STR_OF(apply(PyNumber_And, integer("-0x123456789abcdef0"), integer("0xffffffffffff")),
               "186398984577296");
  CHECK_STR_OF(apply(PyNumber_Or, integer("-0x100000000"), PyLong_FromLong(5)), "-4294967291");
  CHECK_STR_OF(apply(PyNumber_Xor, integer("-0x100000000"), integer("0x100000000")), "-8589934592");
  CHECK_STR_OF(apply(PyNumber_Lshift, PyLong_FromLong(-3), PyLong_FromLong(70)),
               "-3541774862152233910272");
  CHECK_STR_OF(apply(PyNumber_Rshift, integer("-3541774862152233910273"), PyLong_FromLong(70)),
               "-4");
  CHECK_STR_OF(apply(power, PyLong_FromLong(-7), PyLong_FromLong(31)),
               "-157775382034845806615042743");
  CHECK_STR_OF(apply(PyNumber_TrueDivide, integer("1000000000000000000000000001"), integer("3")),
               "3.333333333333333e+26");
  CHECK(!apply(PyNumber_FloorDivide, PyLong_FromLong(1), PyLong_FromLong(0)));
  CHECK_ERR(PyExc_ZeroDivisionError, "integer division or modulo by zero");
  CHECK(!apply(PyNumber_Remainder, PyLong_FromLong(1), PyLong_FromLong(0)));
  CHECK_ERR(PyExc_ZeroDivisionError, "integer modulo by zero");
  CHECK(!apply(PyNumber_TrueDivide, PyLong_FromLong(1), PyLong_FromLong(0)));
  CHECK_ERR(PyExc_ZeroDivisionError, "division by zero");
  CHECK(!apply(PyNumber_Lshift, PyLong_FromLong(1), PyLong_FromLong(-1)));
  CHECK_ERR(PyExc_ValueError, "negative shift count");
}

/* (x + 1) * (x - 1) = x * x - 1 and x = (x / y) * y + x % y, past the length where products change
 * algorithm. */
static void large_products(void) {
  PyObject *one = PyLong_FromLong(1), *count = PyLong_FromLong(30 * 200 + 7);
  PyObject *x =
      apply(PyNumber_Subtract, apply(PyNumber_Lshift, PyLong_FromLong(12345), AMBI_NEWREF(count)),
            PyLong_FromLong(99));
  PyObject *left = apply(PyNumber_Multiply, PyNumber_Add(x, one), PyNumber_Subtract(x, one));
  PyObject *square = PyNumber_Multiply(x, x), *right = PyNumber_Subtract(square, one);
  CHECK(PyObject_RichCompareBool(left, right, Py_EQ) == 1);
  PyObject *y = apply(power, PyLong_FromLong(-7), PyLong_FromLong(900));
  PyObject *negative = PyNumber_Negative(y), *quotient = PyNumber_FloorDivide(square, negative);
  PyObject *rest = PyNumber_Remainder(square, negative);
  PyObject *back = apply(PyNumber_Add, PyNumber_Multiply(quotient, negative), AMBI_NEWREF(rest));
  CHECK(PyObject_RichCompareBool(back, square, Py_EQ) == 1);
  CHECK(Py_SIZE(rest) <= 0);
  PyObject *const all[] = {one, count, x, left, square, right, y, negative, quotient, rest, back};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) Py_DECREF(all[i]);
}

static void modular_power(void) {
  PyObject *a = integer("123456789123456789"), *b = integer("987654321987654321"),
           *m = integer("-1000000007"), *r;
  r = PyNumber_Power(a, b, m);
  CHECK_STR_OF(r, "-478617860");
  PyObject *minus = PyLong_FromLong(-1), *four = PyLong_FromLong(4), *two = PyLong_FromLong(2),
           *zero = PyLong_FromLong(0);
  CHECK_STR_OF(PyNumber_Power(a, minus, four), "1");
  CHECK(!PyNumber_Power(two, minus, four));
  CHECK_ERR(PyExc_ValueError, "base is not invertible for the given modulus");
  CHECK(!PyNumber_Power(two, two, zero));
  CHECK_ERR(PyExc_ValueError, "pow() 3rd argument cannot be 0");
  CHECK_STR_OF(PyNumber_Power(two, minus, Py_None), "0.5");
  PyObject *const all[] = {a, b, m, minus, four, two, zero};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) Py_DECREF(all[i]);
}

static void int_to_c(void) {
  PyObject *large = integer("0x8000000000000000"), *least = integer("-0x8000000000000000"),
           *huge = integer("0x10000000000000000");
  CHECK_INT(PyLong_AsLong(least), LONG_MIN);
  CHECK_NO_ERR();
  CHECK_INT(PyLong_AsLong(large), -1);
  CHECK_ERR(PyExc_OverflowError, "Python int too large to convert to C long");
  CHECK_INT(PyLong_AsLongLong(large), -1);
  CHECK_ERR(PyExc_OverflowError, "int too big to convert");
  CHECK_INT(PyLong_AsSsize_t(large), -1);
  CHECK_ERR(PyExc_OverflowError, "Python int too large to convert to C ssize_t");
  CHECK(PyLong_AsUnsignedLong(large) == 0x8000000000000000u);
  CHECK(PyLong_AsUnsignedLong(huge) == (unsigned long)-1);
  CHECK_ERR(PyExc_OverflowError, "Python int too large to convert to C unsigned long");
  CHECK(PyLong_AsUnsignedLong(least) == (unsigned long)-1);
  CHECK_ERR(PyExc_OverflowError, "can't convert negative value to unsigned int");
  CHECK(PyLong_AsUnsignedLongLong(least) == (unsigned long long)-1);
  CHECK_ERR(PyExc_OverflowError, "can't convert negative int to unsigned");
  CHECK(PyLong_AsSize_t(least) == (size_t)-1);
  CHECK_ERR(PyExc_OverflowError, "can't convert negative value to size_t");
  CHECK(PyLong_AsUnsignedLongMask(least) == 0x8000000000000000u);
  CHECK(PyLong_AsUnsignedLongMask(huge) == 0);
  int overflow;
  CHECK_INT(PyLong_AsLongAndOverflow(huge, &overflow), -1);
  CHECK_INT(overflow, 1);
  CHECK_NO_ERR();
  CHECK_INT(_PyLong_AsInt(large), -1);
  CHECK_ERR(PyExc_OverflowError, "Python int too large to convert to C int");
  CHECK_INT(PyLong_AsLong(Py_None), -1);
  CHECK_ERR(PyExc_TypeError, "'NoneType' object cannot be interpreted as an integer");
  CHECK_INT(PyLong_AsSsize_t(Py_None), -1);
  CHECK_ERR(PyExc_TypeError, "an integer is required");
  Py_DECREF(large);
  Py_DECREF(least);
  Py_DECREF(huge);
}

static void int_text(void) {
  CHECK_STR_OF(integer("0xdead_BEEF"), "3735928559");
  CHECK_STR_OF(PyLong_FromString("  -zz ", NULL, 36), "-1295");
  CHECK(!PyLong_FromString("1__0", NULL, 10));
  CHECK_ERR(PyExc_ValueError, "invalid literal for int() with base 10: '1__0'");
  CHECK(!PyLong_FromString("010", NULL, 0));
  CHECK_ERR(PyExc_ValueError, "invalid literal for int() with base 0: '010'");
  CHECK(!PyLong_FromString("1", NULL, 37));
  CHECK_ERR(PyExc_ValueError, "int() arg 2 must be >= 2 and <= 36");
  char *end;
  CHECK_STR_OF(PyLong_FromString("12ab", &end, 10), "12");
  CHECK_STR(end, "ab");
  PyObject *v = integer("-0xff00ff00ff00ff00ff");
  CHECK_STR_OF(PyNumber_ToBase(v, 16), "-0xff00ff00ff00ff00ff");
  CHECK_STR_OF(PyNumber_ToBase(v, 2),
               "-0b111111110000000011111111000000001111111100000000111111110000000011111111");
  Py_DECREF(v);
  v = apply(power, PyLong_FromLong(10), PyLong_FromLong(4300));
  CHECK(!PyObject_Str(v));
  CHECK_ERR(PyExc_ValueError,
            "Exceeds the limit (4300 digits) for integer string conversion; use "
            "sys.set_int_max_str_digits() to increase the limit");
  Py_DECREF(v);
  char digits[4302];
  memset(digits, '7', 4301);
  digits[4301] = '\0';
  CHECK(!PyLong_FromString(digits, NULL, 10));
  CHECK_ERR(PyExc_ValueError,
            "Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; "
            "use sys.set_int_max_str_digits() to increase the limit");
  CHECK_STR_OF(format(PyLong_FromLong(-1234567), "+015,d"), "-00,001,234,567");
  CHECK_STR_OF(format(PyLong_FromLong(255), "#_b"), "0b1111_1111");
  CHECK_STR_OF(format(PyLong_FromLong(12), "*^8x"), "***c****");
  CHECK(!format(PyLong_FromLong(1), ".2d"));
  CHECK_ERR(PyExc_ValueError, "Precision not allowed in integer format specifier");
}

static void int_bytes(void) {
  const unsigned char bytes[] = {0xff, 0x00, 0x01, 0x80};
  CHECK_STR_OF(_PyLong_FromByteArray(bytes, 4, 1, 1), "-2147417857");
  CHECK_STR_OF(_PyLong_FromByteArray(bytes, 4, 1, 0), "2147549439");
  CHECK_STR_OF(_PyLong_FromByteArray(bytes, 4, 0, 1), "-16776832");
  unsigned char out[4];
  PyObject *v = PyLong_FromLong(-129);
  CHECK_INT(_PyLong_AsByteArray((PyLongObject *)v, out, 1, 1, 1), -1);
  CHECK_ERR(PyExc_OverflowError, "int too big to convert");
  CHECK_INT(_PyLong_AsByteArray((PyLongObject *)v, out, 4, 0, 1), 0);
  CHECK(memcmp(out, "\xff\xff\xff\x7f", 4) == 0);
  CHECK_INT(_PyLong_AsByteArray((PyLongObject *)v, out, 4, 0, 0), -1);
  CHECK_ERR(PyExc_OverflowError, "can't convert negative int to unsigned");
  Py_DECREF(v);
}

static void numbers_hash_alike(void) {
  static const struct {
    const char *integer;
    double value;
    Py_hash_t hash;
  } cases[] = {
      {"0", 0.0, 0},
      {"-1", -1.0, -2},
      {"0x1fffffffffffffff", 0x1p61, 0}, /* 2**61 - 1 is no double, and has the hash of 0 */
      {"0x2000000000000000", 0x1p61, 1},
      {"-0x10000000000000000000000000", -0x1p100, -549755813888},
      {"1000000000000000000000", 1e21, 1569977010470519217}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    PyObject *n = integer(cases[i].integer), *f = PyFloat_FromDouble(cases[i].value),
             *c = PyComplex_FromDoubles(cases[i].value, 0);
    CHECK_INT(PyObject_Hash(n), cases[i].hash);
    if (PyObject_RichCompareBool(f, n, Py_EQ) == 1) {
      CHECK_INT(PyObject_Hash(f), PyObject_Hash(n));
      CHECK_INT(PyObject_Hash(c), PyObject_Hash(n));
      CHECK(PyObject_RichCompareBool(n, c, Py_EQ) == 1);
    }
    Py_DECREF(n);
    Py_DECREF(f);
    Py_DECREF(c);
  }
  CHECK_INT(_Py_HashDouble(Py_None, 0.5), 1152921504606846976);
  CHECK_INT(_Py_HashDouble(Py_None, (double)INFINITY), 314159);
}

static void ints_and_floats_compare_exactly(void) {
  PyObject *n = integer("9007199254740993"), *f = PyFloat_FromDouble(9007199254740992.0);
  CHECK(PyObject_RichCompareBool(f, n, Py_LT) == 1);
  CHECK(PyObject_RichCompareBool(n, f, Py_GT) == 1);
  CHECK(PyObject_RichCompareBool(n, f, Py_EQ) == 0);
  CHECK(PyLong_AsDouble(n) == 9007199254740992.0);
  Py_SETREF(n, apply(power, PyLong_FromLong(10), PyLong_FromLong(400)));
  CHECK(PyObject_RichCompareBool(f, n, Py_LT) == 1);
  CHECK(PyLong_AsDouble(n) == -1.0);
  CHECK_ERR(PyExc_OverflowError, "int too large to convert to float");
  Py_DECREF(n);
  Py_DECREF(f);
}

static void float_text(void) {
  static const struct {
    double v;
    const char *repr;
  } cases[] = {{0.1, "0.1"},
               {-0.0, "-0.0"},
               {1e16, "1e+16"},
               {1e15, "1000000000000000.0"},
               {1.0 / 3, "0.3333333333333333"},
               {0.0001, "0.0001"},
               {0.00001, "1e-05"},
               {5e-324, "5e-324"},
               {0x1p-44, "5.684341886080802e-14"},
               {1.7976931348623157e308, "1.7976931348623157e+308"},
               {123456789.125, "123456789.125"},
               {9007199254740993.0, "9007199254740992.0"},
               {(double)INFINITY, "inf"},
               {(double)NAN, "nan"},
               {1e23, "1e+23"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    CHECK_REPR_OF(PyFloat_FromDouble(cases[i].v), cases[i].repr);
  CHECK_STR_OF(format(PyFloat_FromDouble(1234567.891), ",.2f"), "1,234,567.89");
  CHECK_STR_OF(format(PyFloat_FromDouble(0.25), ".1%"), "25.0%");
  CHECK_STR_OF(format(PyFloat_FromDouble(123456.0), ".6"), "1.23456e+05");
  CHECK_STR_OF(format(PyFloat_FromDouble(-0.001), "z.1f"), "0.0");
  CHECK(!format(PyFloat_FromDouble(1.0), "d"));
  CHECK_ERR(PyExc_ValueError, "Unknown format code 'd' for object of type 'float'");
  char *end;
  CHECK(PyOS_string_to_double("1e400", NULL, NULL) == (double)INFINITY);
  CHECK(PyOS_string_to_double("0x10", &end, NULL) == 0.0);
  CHECK_STR(end, "x10");
  CHECK(PyOS_string_to_double("1e400", NULL, PyExc_OverflowError) == -1.0);
  CHECK_ERR(PyExc_OverflowError, "value too large to convert to float: '1e400'");
  CHECK(PyOS_string_to_double(" 1", NULL, NULL) == -1.0);
  CHECK_ERR(PyExc_ValueError, "could not convert string to float: ' 1'");
  PyObject *text = PyUnicode_FromString(" 1_000.5e1\n"), *wrong = PyUnicode_FromString("1_.5");
  CHECK_REPR_OF(PyFloat_FromString(text), "10005.0");
  CHECK(!PyFloat_FromString(wrong));
  CHECK_ERR(PyExc_ValueError, "could not convert string to float: '1_.5'");
  Py_DECREF(text);
  Py_DECREF(wrong);
}

static void float_arithmetic(void) {
  CHECK_REPR_OF(apply(PyNumber_FloorDivide, PyFloat_FromDouble(-1.0), PyFloat_FromDouble(0.1)),
                "-10.0");
  CHECK_REPR_OF(apply(PyNumber_Remainder, PyFloat_FromDouble(-1.0), PyFloat_FromDouble(3.0)),
                "2.0");
  CHECK_REPR_OF(
      apply(PyNumber_Remainder, PyFloat_FromDouble(1.0), PyFloat_FromDouble(-(double)INFINITY)),
      "-inf");
  CHECK_REPR_OF(apply(PyNumber_Divmod, PyFloat_FromDouble(7.5), PyLong_FromLong(-2)),
                "(-4.0, -0.5)");
  CHECK_REPR_OF(apply(power, PyFloat_FromDouble(-8.0), PyFloat_FromDouble(1.0 / 3)),
                "(1.0000000000000002+1.7320508075688772j)");
  CHECK(!apply(power, PyFloat_FromDouble(0.0), PyLong_FromLong(-1)));
  CHECK_ERR(PyExc_ZeroDivisionError, "0.0 cannot be raised to a negative power");
  CHECK(!apply(power, PyFloat_FromDouble(10.0), PyLong_FromLong(400)));
  CHECK_ERR(PyExc_OverflowError, "(34, 'Numerical result out of range')");
  CHECK(!apply(PyNumber_TrueDivide, PyFloat_FromDouble(1.0), PyLong_FromLong(0)));
  CHECK_ERR(PyExc_ZeroDivisionError, "float division by zero");
  CHECK_REPR_OF(call(PyFloat_FromDouble(2.5), "__round__"), "2");
  PyObject *v = PyFloat_FromDouble(2.675);
  CHECK_REPR_OF(PyObject_CallMethod(v, "__round__", "i", 2), "2.67");
  Py_DECREF(v);
  CHECK_REPR_OF(call(PyFloat_FromDouble(-0.1), "hex"), "'-0x1.999999999999ap-4'");
  CHECK_REPR_OF(call(PyFloat_FromDouble(-2.5), "as_integer_ratio"), "(-5, 2)");
  CHECK(PyFloat_AsDouble(Py_None) == -1.0);
  CHECK_ERR(PyExc_TypeError, "must be real number, not NoneType");
  CHECK(PyFloat_AsDouble(Py_True) == 1.0);
}

static void freed_floats_are_reused(void) {
  PyObject *a = PyFloat_FromDouble(1.0);
  Py_DECREF(a);
  PyObject *b = PyFloat_FromDouble(2.0);
  CHECK(a == b);
  CHECK_INT(Py_REFCNT(b), 1);
  Py_DECREF(b);
  /* More at once than the list keeps. */
  PyObject *many[1000];
  for (int i = 0; i < 1000; i++) many[i] = PyFloat_FromDouble(i);
  for (int i = 0; i < 1000; i++) CHECK(PyFloat_AS_DOUBLE(many[i]) == i);
  for (int i = 0; i < 1000; i++) Py_DECREF(many[i]);
}

static void complex_numbers(void) {
  CHECK_REPR_OF(PyComplex_FromDoubles(-0.0, 1.5), "(-0+1.5j)");
  CHECK_REPR_OF(PyComplex_FromDoubles(0.0, -2.0), "-2j");
  CHECK_REPR_OF(PyComplex_FromDoubles(1, (double)NAN), "(1+nanj)");
  CHECK_REPR_OF(apply(PyNumber_Multiply, PyComplex_FromDoubles(1, 2), PyComplex_FromDoubles(3, -4)),
                "(11+2j)");
  CHECK_REPR_OF(
      apply(PyNumber_TrueDivide, PyComplex_FromDoubles(1, 2), PyComplex_FromDoubles(3, -4)),
      "(-0.2+0.4j)");
  CHECK_REPR_OF(apply(power, PyComplex_FromDoubles(1, 1), PyLong_FromLong(5)), "(-4-4j)");
  CHECK(!apply(PyNumber_TrueDivide, PyComplex_FromDoubles(1, 2), PyLong_FromLong(0)));
  CHECK_ERR(PyExc_ZeroDivisionError, "complex division by zero");
  PyObject *text = PyUnicode_FromString(" (1e3-j) "), *wrong = PyUnicode_FromString("1+2");
  CHECK_REPR_OF(PyObject_CallOneArg((PyObject *)&PyComplex_Type, text), "(1000-1j)");
  CHECK(!PyObject_CallOneArg((PyObject *)&PyComplex_Type, wrong));
  CHECK_ERR(PyExc_ValueError, "complex() arg is a malformed string");
  Py_DECREF(text);
  Py_DECREF(wrong);
}

static void bools(void) {
  CHECK(apply(PyNumber_And, Py_True, AMBI_NEWREF(Py_False)) == Py_False);
  CHECK_REPR_OF(apply(PyNumber_Xor, AMBI_NEWREF(Py_True), PyLong_FromLong(3)), "2");
  CHECK_REPR_OF(apply(PyNumber_Add, AMBI_NEWREF(Py_True), AMBI_NEWREF(Py_True)), "2");
  CHECK_REPR_OF(AMBI_NEWREF(Py_True), "True");
  CHECK_REPR_OF(PyNumber_Long(Py_True), "1");
}

/* An instance of a class derived from `base`, which stays: a type is part of a cycle with its own
 * MRO. */
static PyObject *derived_instance(PyTypeObject *base, PyObject **type, PyObject *arg) {
  if (!*type) *type = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){}", "D", base);
  PyObject *o = *type ? PyObject_CallOneArg(*type, arg) : NULL;
  Py_DECREF(arg);
  return o;
}

static void subclasses(void) {
  static PyObject *int_type, *float_type;
  PyObject *zero = derived_instance(&PyLong_Type, &int_type, PyLong_FromLong(0));
  PyObject *large = derived_instance(&PyLong_Type, &int_type, integer("0x123456789abcdef0123"));
  CHECK(zero && !PyLong_CheckExact(zero) && PyLong_Check(zero));
  CHECK_INT(PyLong_AsLong(zero), 0);
  CHECK_STR_OF(large, "5373003642731685151011");
  CHECK_REPR_OF(apply(PyNumber_Add, zero, PyLong_FromLong(2)), "2");
  PyObject *f = derived_instance(&PyFloat_Type, &float_type, PyFloat_FromDouble(1.5));
  CHECK(f && PyFloat_AsDouble(f) == 1.5);
  CHECK_REPR_OF(f, "1.5");
}

int main(void) {
  ambi_test_init();
  CHECK_LIVE_UNCHANGED {
    small_ints_are_shared();
    layout_is_cpythons();
    int_arithmetic();
    large_products();
    modular_power();
    int_to_c();
    int_text();
    int_bytes();
    numbers_hash_alike();
    ints_and_floats_compare_exactly();
    float_text();
    float_arithmetic();
    freed_floats_are_reused();
    complex_numbers();
    bools();
    subclasses();
  }
  return ambi_test_result();
}
