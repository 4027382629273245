/* What the files of int, bool, float, complex, bytes, bytearray and str share. */
#ifndef AMBI_VALUES_H
#define AMBI_VALUES_H

#include "ambi.h"

#include "long_digits.h"
#include "text_writer.h"

/* ---- int ------------------------------------------------------------------------------------- */

#define AMBI_SMALL_INT_MIN (-5)
#define AMBI_SMALL_INT_COUNT 262 /* up to 256 */

/* The ints from -5 to 256: static, one object each. */
extern PyLongObject ambi_small_ints[AMBI_SMALL_INT_COUNT];

static inline Py_ssize_t ambi_long_length(PyObject *v) {
  return Py_SIZE(v) < 0 ? -Py_SIZE(v) : Py_SIZE(v);
}
static inline bool ambi_long_is_negative(PyObject *v) { return Py_SIZE(v) < 0; }
#define AMBI_DIGITS(v) (((PyLongObject *)(v))->ob_digit)

/* Whether the value fits one digit, and that value. */
static inline bool ambi_long_is_medium(PyObject *v) { return Py_SIZE(v) >= -1 && Py_SIZE(v) <= 1; }
static inline int64_t ambi_long_medium(PyObject *v) {
  return Py_SIZE(v) * (int64_t)AMBI_DIGITS(v)[0];
}

/* A new int of `length` digits, which are not set. */
PyLongObject *ambi_long_new(Py_ssize_t length);

/* Drops leading zeros, and gives the static object for a small value. Takes and gives a reference.
 */
PyObject *ambi_long_finish(PyLongObject *v);

PyObject *ambi_long_from_int64(int64_t v);

/* An exact int of equal value (the same object where it is exact already). */
PyObject *ambi_long_exact(PyObject *v);

/* -1, 0 or 1. */
int ambi_long_compare(PyObject *a, PyObject *b);

PyObject *ambi_long_add(PyObject *a, PyObject *b);
PyObject *ambi_long_subtract(PyObject *a, PyObject *b);
PyObject *ambi_long_multiply(PyObject *a, PyObject *b);
PyObject *ambi_long_negative(PyObject *v);
PyObject *ambi_long_shift_left(PyObject *v, PyObject *count);
PyObject *ambi_long_shift_right(PyObject *v, PyObject *count);
PyObject *ambi_long_gcd(PyObject *a, PyObject *b);

/* Floor division. Either result may be NULL; `by_zero` is the message for a zero divisor. */
int ambi_long_divmod(PyObject *a, PyObject *b, PyObject **quotient, PyObject **remainder,
                     const char *by_zero);

/* v as m * 2**exponent with 0.5 <= |m| < 1, correctly rounded to 53 bits; OverflowError where the
 * exponent is too large. */
double ambi_long_frexp(PyObject *v, Py_ssize_t *exponent);

extern PyNumberMethods ambi_long_as_number;
extern PyMethodDef ambi_long_methods[];
extern PyGetSetDef ambi_long_getset[];
PyObject *ambi_long_new_object(PyTypeObject *type, PyObject *args, PyObject *kwargs);
PyObject *ambi_long_round(PyObject *self, PyObject *args);

/* ---- float ----------------------------------------------------------------------------------- */

/* Any real number (float, __float__, __index__) as a double; -1.0 with an error set. */
double ambi_as_double(PyObject *o);

/* Decimal text of a double, independent of the locale: printf's, into a buffer that the caller
 * frees with PyMem_Free. */
char *ambi_double_format(double v, char code, int precision, bool alternate);

/* C's strtod in the C locale. */
double ambi_strtod(const char *s, char **end);
long double ambi_strtold(const char *s, char **end);

extern PyMethodDef ambi_float_methods[];
extern PyGetSetDef ambi_float_getset[];

/* ---- format(): the mini-language of format specifications ------------------------------------ */

PyObject *ambi_format_long(PyObject *self, PyObject *spec);
PyObject *ambi_format_float(PyObject *self, PyObject *spec);
PyObject *ambi_format_complex(PyObject *self, PyObject *spec);
PyObject *ambi_format_str(PyObject *self, PyObject *spec);

/* ---- bytes and bytearray --------------------------------------------------------------------- */

/* The contents of bytes and bytearray, and of what derives from them. */
static inline char *ambi_bytes_data(PyObject *o) {
  if (PyBytes_Check(o)) return PyBytes_AS_STRING(o);
  return Py_SIZE(o) ? ((PyByteArrayObject *)o)->ob_start : _PyByteArray_empty_string;
}

/* b'...' or b"..." with what stands before and after it. */
PyObject *ambi_bytes_repr(const char *s, Py_ssize_t n, const char *before, const char *after,
                          bool smart_quotes);

/* A new bytes or bytearray: of the base type that `like` derives from. */
PyObject *ambi_bytes_like(PyObject *like, const char *s, Py_ssize_t n);

/* The bytes of an iterable of ints, or what a buffer holds: a new bytes. `to` names the type in
 * errors. */
PyObject *ambi_bytes_from_object(PyObject *o, const char *to);

/* What bytes() and bytearray() make of their arguments: a new bytes. */
PyObject *ambi_bytes_from_arguments(PyObject *args, PyObject *kwargs, const char *function,
                                    const char *to);

int ambi_bytes_contains(PyObject *self, PyObject *arg);
PyObject *ambi_bytes_concat(PyObject *a, PyObject *b);
PyObject *ambi_bytes_subscript(PyObject *self, PyObject *key);
PyObject *ambi_bytes_compare(PyObject *a, PyObject *b, int op);
/* An int that fits a byte, or -1 with an error set. */
int ambi_byte_value(PyObject *o);

/* The methods that both types have; ends with an empty entry. */
extern PyMethodDef ambi_bytes_methods[];

/* The parts of ambi_init_values. */
int ambi_init_bytes_iterator(void);
int ambi_init_bytearray_methods(void);

/* format % args for bytes and bytearray: a new bytes. */
PyObject *ambi_bytes_percent(PyObject *format, PyObject *args);

/* ---- str ------------------------------------------------------------------------------------- */

/* Appends s[start:end). */
static inline int ambi_writer_slice(ambi_writer *t, PyObject *s, Py_ssize_t start, Py_ssize_t end) {
  if (ambi_writer_fill(t, 0, end - start) < 0) return -1;
  Py_UCS4 *to = (t->text ? t->text : t->small) + t->length - (end - start);
  for (Py_ssize_t i = start; i < end; i++)
    *to++ = ambi_unicode_read(PyUnicode_KIND(s), PyUnicode_DATA(s), i);
  return 0;
}

static inline int ambi_writer_char(ambi_writer *t, Py_UCS4 ch) {
  return ambi_writer_fill(t, ch, 1);
}
static inline int ambi_writer_all(ambi_writer *t, PyObject *s) {
  return ambi_writer_str(t, s, PyUnicode_GET_LENGTH(s));
}

/* The largest code point that a kind and the ascii flag admit. */
static inline Py_UCS4 ambi_unicode_limit(PyObject *s) {
  return PyUnicode_IS_ASCII(s)    ? 0x7f
         : PyUnicode_KIND(s) == 1 ? 0xff
         : PyUnicode_KIND(s) == 2 ? 0xffff
                                  : 0x10ffff;
}

static inline void ambi_unicode_write(unsigned kind, void *data, Py_ssize_t i, Py_UCS4 ch) {
  if (kind == 1) {
    ((Py_UCS1 *)data)[i] = (Py_UCS1)ch;
  } else if (kind == 2) {
    ((Py_UCS2 *)data)[i] = (Py_UCS2)ch;
  } else {
    ((Py_UCS4 *)data)[i] = ch;
  }
}

static inline Py_UCS4 ambi_unicode_at(PyObject *s, Py_ssize_t i) {
  return ambi_unicode_read(PyUnicode_KIND(s), PyUnicode_DATA(s), i);
}

/* Copies code points between any two kinds; those that do not fit are cut. */
void ambi_unicode_copy(unsigned to_kind, void *to, unsigned from_kind, const void *from,
                       Py_ssize_t n);

/* The largest code point, exact. */
Py_UCS4 ambi_unicode_max(unsigned kind, const void *data, Py_ssize_t n);

/* The one-character str: shared for Latin-1. */
PyObject *ambi_unicode_char(Py_UCS4 ch);
PyObject *ambi_unicode_empty(void);
Py_hash_t ambi_unicode_hash(PyObject *s);
bool ambi_unicode_equal(PyObject *a, PyObject *b);
PyObject *ambi_unicode_repr(PyObject *s);

/* Position of the needle in [start, end), or -1. direction as PyUnicode_Find. Kinds may differ. */
Py_ssize_t ambi_unicode_search(PyObject *s, PyObject *needle, Py_ssize_t start, Py_ssize_t end,
                               int direction);

/* TypeError unless it is a str. */
int ambi_unicode_check(PyObject *o);

/* The arguments `encoding` and `errors` of a function: NULL where not given. TypeError where one is
 * no str. */
int ambi_codec_arguments(const char *function, PyObject *encoding_str, PyObject *errors_str,
                         const char **encoding, const char **errors);

/* Clamps a slice's ends as Python does. */
static inline void ambi_adjust_ends(Py_ssize_t *start, Py_ssize_t *end, Py_ssize_t length) {
  if (*end > length) {
    *end = length;
  } else if (*end < 0 && (*end += length) < 0) {
    *end = 0;
  }
  if (*start < 0 && (*start += length) < 0) *start = 0;
}

extern PyMethodDef ambi_unicode_methods[];

/* str.format and str.format_map: without args, fields have names only; kwargs is any mapping, or
 * NULL. */
PyObject *ambi_unicode_do_format(PyObject *self, PyObject *args, PyObject *kwargs);

/* The str with decimal digits and spaces of every script turned to ASCII, other non-ASCII to '?'.
 */
PyObject *ambi_unicode_to_ascii_number(PyObject *s);

#endif
