/* int: the type, its objects, comparison and hash. */
#include "values.h"

#include <stddef.h>

PyLongObject ambi_small_ints[AMBI_SMALL_INT_COUNT];

/* Before anything can ask for an int: types are readied with ints at hand. */
__attribute__((constructor)) static void make_small_ints(void) {
  for (int i = 0; i < AMBI_SMALL_INT_COUNT; i++) {
    int v = i + AMBI_SMALL_INT_MIN;
    ambi_small_ints[i] = (PyLongObject){
        .ob_base = PyVarObject_HEAD_INIT(&PyLong_Type, v < 0 ? -1 : v > 0),
        .ob_digit = {(digit)(v < 0 ? -v : v)},
    };
  }
}

/* ---- memory ---------------------------------------------------------------------------------- */

/* Blocks of freed exact ints with room for two digits, linked through ob_type. */
#define FREE_LIST_MAX 128
static PyObject *free_list;
static int free_count;

PyLongObject *ambi_long_new(Py_ssize_t length) {
  if (length <= 2 && free_list) {
    PyObject *v = free_list;
    free_list = (PyObject *)v->ob_type;
    free_count--;
    ambi_count_revived();
    v->ob_refcnt = 1;
    v->ob_type = &PyLong_Type;
    Py_SET_SIZE(v, length);
    return (PyLongObject *)v;
  }
  if (length >
      (PY_SSIZE_T_MAX - (Py_ssize_t)offsetof(PyLongObject, ob_digit)) / (Py_ssize_t)sizeof(digit)) {
    PyErr_SetString(PyExc_OverflowError, "too many digits in integer");
    return NULL;
  }
  PyLongObject *v = (PyLongObject *)ambi_object_alloc(&PyLong_Type, length < 2 ? 2 : length, false);
  if (v) Py_SET_SIZE(v, length);
  return v;
}

static void long_dealloc(PyObject *v) {
  if (AMBI_UNLIKELY(v >= (PyObject *)ambi_small_ints &&
                    v < (PyObject *)(ambi_small_ints + AMBI_SMALL_INT_COUNT))) {
    /* A missing Py_INCREF somewhere; the shared object stays. */
    ambi_count_revived();
    v->ob_refcnt = AMBI_IMMORTAL;
    return;
  }
  if (PyLong_CheckExact(v) && free_count < FREE_LIST_MAX) {
    v->ob_type = (PyTypeObject *)free_list;
    free_list = v;
    free_count++;
    return;
  }
  Py_TYPE(v)->tp_free(v);
}

PyObject *ambi_long_finish(PyLongObject *v) {
  Py_ssize_t length = ambi_long_length((PyObject *)v), n = ambi_digits_trim(v->ob_digit, length);
  if (n != length) Py_SET_SIZE(v, Py_SIZE(v) < 0 ? -n : n);
  if (n == 0) v->ob_digit[0] = 0;
  if (n <= 1) {
    int64_t value = ambi_long_medium((PyObject *)v);
    if (value >= AMBI_SMALL_INT_MIN && value < AMBI_SMALL_INT_MIN + AMBI_SMALL_INT_COUNT) {
      Py_DECREF(v);
      return AMBI_NEWREF(&ambi_small_ints[value - AMBI_SMALL_INT_MIN]);
    }
  }
  return (PyObject *)v;
}

AMBI_EXPORT PyObject *_PyLong_Copy(PyLongObject *v) {
  Py_ssize_t n = ambi_long_length((PyObject *)v);
  PyLongObject *r = ambi_long_new(n);
  if (!r) return NULL;
  memcpy(r->ob_digit, v->ob_digit, (size_t)n * sizeof(digit));
  Py_SET_SIZE(r, Py_SIZE(v));
  return ambi_long_finish(r);
}

PyObject *ambi_long_exact(PyObject *v) {
  return PyLong_CheckExact(v) ? AMBI_NEWREF(v) : _PyLong_Copy((PyLongObject *)v);
}

/* ---- comparison and hash --------------------------------------------------------------------- */

int ambi_long_compare(PyObject *a, PyObject *b) {
  if (ambi_long_is_negative(a) != ambi_long_is_negative(b))
    return ambi_long_is_negative(a) ? -1 : 1;
  int order =
      ambi_digits_compare(AMBI_DIGITS(a), ambi_long_length(a), AMBI_DIGITS(b), ambi_long_length(b));
  return ambi_long_is_negative(a) ? -order : order;
}

static PyObject *long_richcompare(PyObject *a, PyObject *b, int op) {
  if (!PyLong_Check(a) || !PyLong_Check(b)) Py_RETURN_NOTIMPLEMENTED;
  int order = a == b ? 0 : ambi_long_compare(a, b);
  return AMBI_NEWREF(AMBI_COMPARE(order, 0, op) ? Py_True : Py_False);
}

/* The value modulo 2**61 - 1, with the sign; the numeric types agree on it. */
static Py_hash_t long_hash(PyObject *v) {
  Py_hash_t hash;
  if (ambi_long_is_medium(v)) {
    hash = ambi_long_medium(v);
  } else {
    const uint64_t modulus = ((uint64_t)1 << 61) - 1;
    uint64_t x = 0;
    for (Py_ssize_t i = ambi_long_length(v); i-- > 0;) {
      x = (x << PyLong_SHIFT & modulus) | x >> (61 - PyLong_SHIFT);
      x += AMBI_DIGITS(v)[i];
      if (x >= modulus) x -= modulus;
    }
    hash = ambi_long_is_negative(v) ? -(Py_hash_t)x : (Py_hash_t)x;
  }
  return hash == -1 ? -2 : hash;
}

static PyObject *long_repr(PyObject *v) { return _PyLong_Format(v, 10); }

AMBI_EXPORT PyTypeObject PyLong_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "int",
    .tp_basicsize = offsetof(PyLongObject, ob_digit),
    .tp_itemsize = sizeof(digit),
    .tp_dealloc = long_dealloc,
    .tp_repr = long_repr,
    .tp_as_number = &ambi_long_as_number,
    .tp_hash = long_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_BASETYPE | Py_TPFLAGS_LONG_SUBCLASS,
    .tp_richcompare = long_richcompare,
    .tp_methods = ambi_long_methods,
    .tp_getset = ambi_long_getset,
    .tp_new = ambi_long_new_object,
    .tp_free = PyObject_Free,
};
