/* str: upper, lower and title case, and the questions about all of a string's characters. */
#include "unicode_ctype.h"
#include "unicode_methods.h"

static int add_case(ambi_writer *text, Py_UCS4 ch, ambi_case which) {
  Py_UCS4 to[3];
  int n = ambi_change_case(ch, which, to);
  for (int i = 0; i < n; i++) {
    if (ambi_writer_char(text, to[i]) < 0) return -1;
  }
  return 0;
}

static bool is_cased(Py_UCS4 ch) {
  return ambi_is(ch, AMBI_IS_LOWER | AMBI_IS_UPPER | AMBI_IS_TITLE);
}

/* Marks that stand in a word without being a letter: Case_Ignorable, as far as a final sigma needs
 * it. */
static bool is_case_ignorable(Py_UCS4 ch) {
  return ch == '\'' || ch == '.' || ch == ':' || ch == '^' || ch == '`' || ch == 0xa8 ||
         ch == 0xad || ch == 0xaf || ch == 0xb4 || ch == 0xb7 || ch == 0xb8 ||
         (ch >= 0x2b0 && ch <= 0x36f) || ch == 0x2019;
}

/* A capital sigma at the end of a word has a lower case of its own. */
static Py_UCS4 lower_sigma(PyObject *s, Py_ssize_t i) {
  Py_ssize_t j = i - 1, n = PyUnicode_GET_LENGTH(s);
  while (j >= 0 && is_case_ignorable(ambi_unicode_at(s, j))) j--;
  if (j < 0 || !is_cased(ambi_unicode_at(s, j))) return 0x3c3;
  j = i + 1;
  while (j < n && is_case_ignorable(ambi_unicode_at(s, j))) j++;
  return j < n && is_cased(ambi_unicode_at(s, j)) ? 0x3c3 : 0x3c2;
}

static int add_lower(ambi_writer *text, PyObject *s, Py_ssize_t i) {
  Py_UCS4 ch = ambi_unicode_at(s, i);
  return ch == 0x3a3 ? ambi_writer_char(text, lower_sigma(s, i)) : add_case(text, ch, AMBI_LOWER);
}

typedef enum { TO_UPPER, TO_LOWER, TO_TITLE, TO_CAPITALIZED, TO_SWAPPED } conversion;

static int convert_one(ambi_writer *text, PyObject *s, Py_ssize_t i, conversion to, bool *in_word) {
  Py_UCS4 ch = ambi_unicode_at(s, i);
  switch (to) {
    case TO_UPPER: return add_case(text, ch, AMBI_UPPER);
    case TO_LOWER: return add_lower(text, s, i);
    case TO_CAPITALIZED: return i == 0 ? add_case(text, ch, AMBI_TITLE) : add_lower(text, s, i);
    case TO_SWAPPED:
      if (ambi_is(ch, AMBI_IS_UPPER)) return add_lower(text, s, i);
      return ambi_is(ch, AMBI_IS_LOWER) ? add_case(text, ch, AMBI_UPPER)
                                        : ambi_writer_char(text, ch);
    default: {
      bool inside = *in_word;
      *in_word = is_cased(ch);
      return inside ? add_lower(text, s, i) : add_case(text, ch, AMBI_TITLE);
    }
  }
}

static PyObject *convert(PyObject *s, conversion to) {
  ambi_writer text = {0};
  bool in_word = false;
  for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(s); i++) {
    if (convert_one(&text, s, i, to, &in_word) < 0) {
      ambi_writer_discard(&text);
      return NULL;
    }
  }
  return ambi_writer_finish(&text);
}

PyObject *ambi_str_upper(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return convert(self, TO_UPPER);
}
PyObject *ambi_str_lower(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return convert(self, TO_LOWER);
}
PyObject *ambi_str_title(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return convert(self, TO_TITLE);
}
PyObject *ambi_str_capitalize(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return convert(self, TO_CAPITALIZED);
}
PyObject *ambi_str_swapcase(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return convert(self, TO_SWAPPED);
}

/* ---- questions ------------------------------------------------------------------------------- */

static PyObject *all_are(PyObject *s, ambi_char_class class, bool of_empty) {
  Py_ssize_t n = PyUnicode_GET_LENGTH(s);
  if (n == 0) return PyBool_FromLong(of_empty);
  for (Py_ssize_t i = 0; i < n; i++) {
    if (!ambi_is(ambi_unicode_at(s, i), class)) Py_RETURN_FALSE;
  }
  Py_RETURN_TRUE;
}

/* At least one character of the class, none of the other. */
static PyObject *is_of_case(PyObject *s, ambi_char_class class, ambi_char_class other) {
  bool found = false;
  for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(s); i++) {
    Py_UCS4 ch = ambi_unicode_at(s, i);
    if (ambi_is(ch, other)) Py_RETURN_FALSE;
    found |= ambi_is(ch, class);
  }
  return PyBool_FromLong(found);
}

PyObject *ambi_str_isupper(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return is_of_case(self, AMBI_IS_UPPER, AMBI_IS_LOWER | AMBI_IS_TITLE);
}

PyObject *ambi_str_islower(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return is_of_case(self, AMBI_IS_LOWER, AMBI_IS_UPPER | AMBI_IS_TITLE);
}

PyObject *ambi_str_istitle(PyObject *self, PyObject *arg AMBI_UNUSED) {
  bool found = false, in_word = false;
  for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(self); i++) {
    Py_UCS4 ch = ambi_unicode_at(self, i);
    bool upper = ambi_is(ch, AMBI_IS_UPPER | AMBI_IS_TITLE), lower = ambi_is(ch, AMBI_IS_LOWER);
    if (upper ? in_word : lower && !in_word) Py_RETURN_FALSE;
    in_word = upper || lower;
    found |= in_word;
  }
  return PyBool_FromLong(found);
}

PyObject *ambi_str_isspace(PyObject *self, PyObject *arg AMBI_UNUSED) {
  Py_ssize_t n = PyUnicode_GET_LENGTH(self);
  for (Py_ssize_t i = 0; i < n; i++) {
    if (!_PyUnicode_IsWhitespace(ambi_unicode_at(self, i))) Py_RETURN_FALSE;
  }
  return PyBool_FromLong(n > 0);
}

PyObject *ambi_str_isalpha(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return all_are(self, AMBI_IS_ALPHA, false);
}
PyObject *ambi_str_isalnum(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return all_are(self, AMBI_IS_ALPHA | AMBI_IS_DECIMAL | AMBI_IS_DIGIT | AMBI_IS_NUMERIC, false);
}
PyObject *ambi_str_isdecimal(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return all_are(self, AMBI_IS_DECIMAL, false);
}
PyObject *ambi_str_isdigit(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return all_are(self, AMBI_IS_DIGIT, false);
}
PyObject *ambi_str_isnumeric(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return all_are(self, AMBI_IS_NUMERIC, false);
}
PyObject *ambi_str_isascii(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return PyBool_FromLong(PyUnicode_IS_ASCII(self));
}
PyObject *ambi_str_isprintable(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return all_are(self, AMBI_IS_PRINTABLE, true);
}

AMBI_EXPORT int PyUnicode_IsIdentifier(PyObject *s) {
  Py_ssize_t n = PyUnicode_GET_LENGTH(s);
  for (Py_ssize_t i = 0; i < n; i++) {
    if (!ambi_is(ambi_unicode_at(s, i), i ? AMBI_IS_IDENTIFIER_PART : AMBI_IS_IDENTIFIER_START))
      return 0;
  }
  return n > 0;
}

PyObject *ambi_str_isidentifier(PyObject *self, PyObject *arg AMBI_UNUSED) {
  return PyBool_FromLong(PyUnicode_IsIdentifier(self));
}
