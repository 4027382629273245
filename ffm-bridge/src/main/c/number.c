/* PyNumber_*: dispatch of operators over the number slots. Conversions are in number_convert.c. */
#include "abstract.h"

/* Slots are named by their offset in PyNumberMethods, so that one function serves every operator. */
#define SLOT(name) offsetof(PyNumberMethods, name)

static void *slot_at(PyObject *o, size_t offset) {
  PyNumberMethods *methods = Py_TYPE(o)->tp_as_number;
  return methods ? *(void **)((char *)methods + offset) : NULL;
}

/* ---- binary -------------------------------------------------------------------------------------- */

/*
 * The left operand's slot goes first, then the right one's; but a right operand whose type is a subtype of the left one's
 * and has a slot of its own goes before. A new reference to NotImplemented when nobody knows.
 */
static PyObject *binary(PyObject *v, PyObject *w, size_t slot) {
  binaryfunc of_v = (binaryfunc)slot_at(v, slot), of_w = NULL;
  if (!Py_IS_TYPE(w, Py_TYPE(v))) {
    of_w = (binaryfunc)slot_at(w, slot);
    if (of_w == of_v) of_w = NULL;
  }
  if (of_v) {
    if (of_w && PyType_IsSubtype(Py_TYPE(w), Py_TYPE(v))) {
      PyObject *result = of_w(v, w);
      if (result != Py_NotImplemented) return result;
      Py_DECREF(result);
      of_w = NULL;
    }
    PyObject *result = of_v(v, w);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
  }
  if (of_w) {
    PyObject *result = of_w(v, w);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
  }
  Py_RETURN_NOTIMPLEMENTED;
}

static PyObject *inplace(PyObject *v, PyObject *w, size_t inplace_slot, size_t slot) {
  binaryfunc of_v = (binaryfunc)slot_at(v, inplace_slot);
  if (of_v) {
    PyObject *result = of_v(v, w);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
  }
  return binary(v, w, slot);
}

static PyObject *unsupported(PyObject *v, PyObject *w, const char *operator) {
  return ambi_raise(PyExc_TypeError, "unsupported operand type(s) for %.100s: '%.100s' and '%.100s'", operator,
                    TYPE_NAME(v), TYPE_NAME(w));
}

/* NotImplemented becomes the error. */
static PyObject *or_unsupported(PyObject *result, PyObject *v, PyObject *w, const char *operator) {
  if (result != Py_NotImplemented) return result;
  Py_DECREF(result);
  return unsupported(v, w, operator);
}

#define BINARY(name, slot, operator)                                              \
  AMBI_EXPORT PyObject *name(PyObject *o1, PyObject *o2) {                        \
    return or_unsupported(binary(o1, o2, SLOT(slot)), o1, o2, operator);          \
  }
#define INPLACE(name, inplace_slot, slot, operator)                               \
  AMBI_EXPORT PyObject *name(PyObject *o1, PyObject *o2) {                        \
    return or_unsupported(inplace(o1, o2, SLOT(inplace_slot), SLOT(slot)), o1, o2, operator); \
  }

/* Name, in-place name, slot, in-place slot and sign. */
#define OPERATORS(X)                                                                          \
  X(PyNumber_Subtract, PyNumber_InPlaceSubtract, nb_subtract, nb_inplace_subtract, "-")       \
  X(PyNumber_Or, PyNumber_InPlaceOr, nb_or, nb_inplace_or, "|")                               \
  X(PyNumber_Xor, PyNumber_InPlaceXor, nb_xor, nb_inplace_xor, "^")                           \
  X(PyNumber_And, PyNumber_InPlaceAnd, nb_and, nb_inplace_and, "&")                           \
  X(PyNumber_Lshift, PyNumber_InPlaceLshift, nb_lshift, nb_inplace_lshift, "<<")              \
  X(PyNumber_Rshift, PyNumber_InPlaceRshift, nb_rshift, nb_inplace_rshift, ">>")              \
  X(PyNumber_MatrixMultiply, PyNumber_InPlaceMatrixMultiply, nb_matrix_multiply, nb_inplace_matrix_multiply, "@") \
  X(PyNumber_FloorDivide, PyNumber_InPlaceFloorDivide, nb_floor_divide, nb_inplace_floor_divide, "//") \
  X(PyNumber_TrueDivide, PyNumber_InPlaceTrueDivide, nb_true_divide, nb_inplace_true_divide, "/") \
  X(PyNumber_Remainder, PyNumber_InPlaceRemainder, nb_remainder, nb_inplace_remainder, "%")

#define BOTH(name, inplace_name, slot, inplace_slot, sign) \
  BINARY(name, slot, sign)                                 \
  INPLACE(inplace_name, inplace_slot, slot, sign "=")

OPERATORS(BOTH)
BINARY(PyNumber_Divmod, nb_divmod, "divmod()")

PyObject *ambi_number_add(PyObject *v, PyObject *w) { return binary(v, w, SLOT(nb_add)); }
PyObject *ambi_number_multiply(PyObject *v, PyObject *w) { return binary(v, w, SLOT(nb_multiply)); }
PyObject *ambi_number_inplace_add(PyObject *v, PyObject *w) {
  return inplace(v, w, SLOT(nb_inplace_add), SLOT(nb_add));
}
PyObject *ambi_number_inplace_multiply(PyObject *v, PyObject *w) {
  return inplace(v, w, SLOT(nb_inplace_multiply), SLOT(nb_multiply));
}

/* ---- + and *, which sequences have too ------------------------------------------------------------- */

AMBI_EXPORT PyObject *PyNumber_Add(PyObject *o1, PyObject *o2) {
  PyObject *result = ambi_number_add(o1, o2);
  if (result != Py_NotImplemented) return result;
  Py_DECREF(result);
  binaryfunc concat = SEQUENCE_SLOT(o1, sq_concat);
  return concat ? concat(o1, o2) : unsupported(o1, o2, "+");
}

AMBI_EXPORT PyObject *PyNumber_InPlaceAdd(PyObject *o1, PyObject *o2) {
  PyObject *result = ambi_number_inplace_add(o1, o2);
  if (result != Py_NotImplemented) return result;
  Py_DECREF(result);
  binaryfunc concat = SEQUENCE_SLOT(o1, sq_inplace_concat);
  if (!concat) concat = SEQUENCE_SLOT(o1, sq_concat);
  return concat ? concat(o1, o2) : unsupported(o1, o2, "+=");
}

static PyObject *repeat(ssizeargfunc how, PyObject *sequence, PyObject *times) {
  if (!HAS_INDEX(times)) return ambi_type_error("can't multiply sequence by non-int of type '%.200s'", times);
  Py_ssize_t count = PyNumber_AsSsize_t(times, PyExc_OverflowError);
  if (count == -1 && PyErr_Occurred()) return NULL;
  return how(sequence, count);
}

AMBI_EXPORT PyObject *PyNumber_Multiply(PyObject *o1, PyObject *o2) {
  PyObject *result = ambi_number_multiply(o1, o2);
  if (result != Py_NotImplemented) return result;
  Py_DECREF(result);
  ssizeargfunc how = SEQUENCE_SLOT(o1, sq_repeat);
  if (how) return repeat(how, o1, o2);
  how = SEQUENCE_SLOT(o2, sq_repeat);
  return how ? repeat(how, o2, o1) : unsupported(o1, o2, "*");
}

AMBI_EXPORT PyObject *PyNumber_InPlaceMultiply(PyObject *o1, PyObject *o2) {
  PyObject *result = ambi_number_inplace_multiply(o1, o2);
  if (result != Py_NotImplemented) return result;
  Py_DECREF(result);
  if (Py_TYPE(o1)->tp_as_sequence) {
    ssizeargfunc how = SEQUENCE_SLOT(o1, sq_inplace_repeat);
    if (!how) how = SEQUENCE_SLOT(o1, sq_repeat);
    if (how) return repeat(how, o1, o2);
  } else {
    /* The right operand is not the one to change. */
    ssizeargfunc how = SEQUENCE_SLOT(o2, sq_repeat);
    if (how) return repeat(how, o2, o1);
  }
  return unsupported(o1, o2, "*=");
}

/* ---- power ----------------------------------------------------------------------------------------- */

/* As binary, with a third operand that is asked last. */
static PyObject *power(PyObject *v, PyObject *w, PyObject *z, const char *operator) {
  ternaryfunc of_v = NUMBER_SLOT(v, nb_power), of_w = NULL;
  if (!Py_IS_TYPE(w, Py_TYPE(v))) {
    of_w = NUMBER_SLOT(w, nb_power);
    if (of_w == of_v) of_w = NULL;
  }
  ternaryfunc order[3] = {of_v, of_w, NULL};
  if (of_v && of_w && PyType_IsSubtype(Py_TYPE(w), Py_TYPE(v))) {
    order[0] = of_w;
    order[1] = of_v;
  }
  ternaryfunc of_z = NUMBER_SLOT(z, nb_power);
  if (of_z != of_v && of_z != of_w) order[2] = of_z;
  for (int i = 0; i < 3; i++) {
    if (!order[i]) continue;
    PyObject *result = order[i](v, w, z);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
  }
  if (z == Py_None) return unsupported(v, w, operator);
  return ambi_raise(PyExc_TypeError, "unsupported operand type(s) for %.100s: '%.100s', '%.100s', '%.100s'", operator,
                    TYPE_NAME(v), TYPE_NAME(w), TYPE_NAME(z));
}

AMBI_EXPORT PyObject *PyNumber_Power(PyObject *o1, PyObject *o2, PyObject *o3) {
  return power(o1, o2, o3, "** or pow()");
}

AMBI_EXPORT PyObject *PyNumber_InPlacePower(PyObject *o1, PyObject *o2, PyObject *o3) {
  ternaryfunc of_v = NUMBER_SLOT(o1, nb_inplace_power);
  if (of_v) {
    PyObject *result = of_v(o1, o2, o3);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
  }
  return power(o1, o2, o3, "**=");
}

/* ---- unary ----------------------------------------------------------------------------------------- */

static PyObject *unary(PyObject *o, size_t slot, const char *format) {
  if (!o) return ambi_null_argument();
  unaryfunc of_o = (unaryfunc)slot_at(o, slot);
  return of_o ? of_o(o) : ambi_type_error(format, o);
}

AMBI_EXPORT PyObject *PyNumber_Negative(PyObject *o) {
  return unary(o, SLOT(nb_negative), "bad operand type for unary -: '%.200s'");
}

AMBI_EXPORT PyObject *PyNumber_Positive(PyObject *o) {
  return unary(o, SLOT(nb_positive), "bad operand type for unary +: '%.200s'");
}

AMBI_EXPORT PyObject *PyNumber_Invert(PyObject *o) {
  return unary(o, SLOT(nb_invert), "bad operand type for unary ~: '%.200s'");
}

AMBI_EXPORT PyObject *PyNumber_Absolute(PyObject *o) {
  return unary(o, SLOT(nb_absolute), "bad operand type for abs(): '%.200s'");
}
