/* str: its memory, the shared objects, interning, hash; making strings and resizing them. */
#include "values.h"

#include <stddef.h>

/* ---- the empty string and the 256 of one Latin-1 character: static --------------------------- */

static struct {
  PyASCIIObject head;
  char text[2];
} ascii_chars[128], empty_string;

static struct {
  PyCompactUnicodeObject head;
  char text[2];
} latin_chars[128];

static PyASCIIObject static_head(Py_ssize_t length, bool ascii) {
  PyASCIIObject head = {
      .ob_base = PyObject_HEAD_INIT(&PyUnicode_Type), .length = length, .hash = -1};
  head.state.kind = 1;
  head.state.compact = 1;
  head.state.ascii = ascii;
  head.state.ready = 1;
  return head;
}

/* Before anything can ask for a string. */
__attribute__((constructor)) static void make_static_strings(void) {
  empty_string.head = static_head(0, true);
  empty_string.head.hash = 0;
  for (int i = 0; i < 128; i++) {
    ascii_chars[i].head = static_head(1, true);
    ascii_chars[i].text[0] = (char)i;
    latin_chars[i].head._base = static_head(1, false);
    latin_chars[i].text[0] = (char)(i + 128);
  }
}

static bool is_static(PyObject *s) {
  char *p = (char *)s;
  return p == (char *)&empty_string ||
         (p >= (char *)ascii_chars && p < (char *)(ascii_chars + 128)) ||
         (p >= (char *)latin_chars && p < (char *)(latin_chars + 128));
}

PyObject *ambi_unicode_empty(void) { return AMBI_NEWREF(&empty_string); }

PyObject *ambi_unicode_char(Py_UCS4 ch) {
  if (ch < 128) return AMBI_NEWREF(&ascii_chars[ch]);
  if (ch < 256) return AMBI_NEWREF(&latin_chars[ch - 128]);
  PyObject *s = PyUnicode_New(1, ch);
  if (s) ambi_unicode_write(PyUnicode_KIND(s), PyUnicode_DATA(s), 0, ch);
  return s;
}

/* ---- memory ---------------------------------------------------------------------------------- */

AMBI_EXPORT PyObject *PyUnicode_New(Py_ssize_t size, Py_UCS4 max) {
  if (size == 0) return ambi_unicode_empty();
  if (max > 0x10ffff) {
    return ambi_raise(PyExc_SystemError, "invalid maximum character passed to PyUnicode_New");
  }
  if (size < 0) return ambi_raise(PyExc_SystemError, "Negative size passed to PyUnicode_New");
  bool ascii = max < 128;
  Py_ssize_t kind = max < 256 ? 1 : max < 65536 ? 2 : 4;
  Py_ssize_t head = ascii ? sizeof(PyASCIIObject) : sizeof(PyCompactUnicodeObject);
  if (size > (PY_SSIZE_T_MAX - head) / kind - 1) return PyErr_NoMemory();
  PyObject *s = PyObject_Init(PyObject_Malloc((size_t)(head + (size + 1) * kind)), &PyUnicode_Type);
  if (!s) return NULL;
  PyASCIIObject *a = (PyASCIIObject *)s;
  memset((char *)s + sizeof(PyObject), 0, (size_t)head - sizeof(PyObject));
  a->length = size;
  a->hash = -1;
  a->state.kind = (unsigned)kind & 7;
  a->state.compact = 1;
  a->state.ascii = ascii;
  a->state.ready = 1;
  ambi_unicode_write((unsigned)kind, (char *)s + head, size, 0);
  return s;
}


static void *separate_utf8(PyObject *s) {
  PyCompactUnicodeObject *c = (PyCompactUnicodeObject *)s;
  if (PyUnicode_IS_COMPACT(s)) return PyUnicode_IS_ASCII(s) ? NULL : c->utf8;
  return c->utf8 == PyUnicode_DATA(s) ? NULL : c->utf8;
}

void ambi_unicode_dealloc(PyObject *s) {
  if (AMBI_UNLIKELY(is_static(s))) {
    /* A missing Py_INCREF somewhere; the shared object stays. */
    ambi_count_revived();
    s->ob_refcnt = AMBI_IMMORTAL;
    return;
  }
  PyObject_Free(separate_utf8(s));
  if (!PyUnicode_IS_COMPACT(s)) PyObject_Free(((PyUnicodeObject *)s)->data.any);
  Py_TYPE(s)->tp_free(s);
}

/* Whether the caller, who holds one reference, may change the object. */
static bool is_modifiable(PyObject *s) {
  return Py_REFCNT(s) == 1 && PyUnicode_CheckExact(s) && PyUnicode_IS_COMPACT(s) && !is_static(s) &&
         ((PyASCIIObject *)s)->hash == -1 && !((PyASCIIObject *)s)->state.interned;
}

/* ---- hash and interning ---------------------------------------------------------------------- */

Py_hash_t ambi_unicode_hash(PyObject *s) {
  PyASCIIObject *a = (PyASCIIObject *)s;
  if (a->hash == -1)
    a->hash = _Py_HashBytes(PyUnicode_DATA(s), a->length * (Py_ssize_t)a->state.kind);
  return a->hash;
}

bool ambi_unicode_equal(PyObject *a, PyObject *b) {
  if (a == b) return true;
  Py_ssize_t n = PyUnicode_GET_LENGTH(a);
  return n == PyUnicode_GET_LENGTH(b) && PyUnicode_KIND(a) == PyUnicode_KIND(b) &&
         memcmp(PyUnicode_DATA(a), PyUnicode_DATA(b), (size_t)n * PyUnicode_KIND(a)) == 0;
}

/* Open addressing, linear probing; the entries own nothing: a string leaves when it dies. */
static PyObject **interned;
static size_t interned_capacity, interned_used;

static size_t find_interned(PyObject *s) {
  size_t mask = interned_capacity - 1, i = (size_t)ambi_unicode_hash(s) & mask;
  while (interned[i] && !ambi_unicode_equal(interned[i], s)) i = (i + 1) & mask;
  return i;
}

static bool grow_interned(void) {
  size_t old = interned_capacity;
  PyObject **entries = interned, **larger = calloc(old ? 2 * old : 1024, sizeof *larger);
  if (!larger) return false;
  interned = larger;
  interned_capacity = old ? 2 * old : 1024;
  for (size_t i = 0; i < old; i++) {
    if (entries[i]) interned[find_interned(entries[i])] = entries[i];
  }
  free(entries);
  return true;
}

AMBI_EXPORT void PyUnicode_InternInPlace(PyObject **p) {
  PyObject *s = *p;
  if (!s || !PyUnicode_CheckExact(s) || ((PyASCIIObject *)s)->state.interned) return;
  /* Without memory for the table the string stays as it is, as in CPython. */
  if (interned_used * 3 >= interned_capacity * 2 && !grow_interned()) return;
  size_t i = find_interned(s);
  if (interned[i]) {
    *p = AMBI_NEWREF(interned[i]);
    Py_DECREF(s);
    return;
  }
  interned[i] = s;
  interned_used++;
  ((PyASCIIObject *)s)->state.interned = 1;
  ambi_make_immortal(s); /* as from CPython 3.12 on: names are not counted as live objects */
}

AMBI_EXPORT PyObject *PyUnicode_InternFromString(const char *u) {
  PyObject *s = PyUnicode_FromString(u);
  if (s) PyUnicode_InternInPlace(&s);
  return s;
}

/* ---- copying between kinds ------------------------------------------------------------------- */

#define COPY(TO, FROM)                                                              \
  do {                                                                              \
    for (Py_ssize_t i = 0; i < n; i++) ((TO *)to)[i] = (TO)((const FROM *)from)[i]; \
    return;                                                                         \
  } while (0)

void ambi_unicode_copy(unsigned to_kind, void *to, unsigned from_kind, const void *from,
                       Py_ssize_t n) {
  if (to_kind == from_kind) {
    if (n > 0) memmove(to, from, (size_t)n * to_kind);
    return;
  }
  switch (to_kind << 4 | from_kind) {
    case 0x12: COPY(Py_UCS1, Py_UCS2);
    case 0x14: COPY(Py_UCS1, Py_UCS4);
    case 0x21: COPY(Py_UCS2, Py_UCS1);
    case 0x24: COPY(Py_UCS2, Py_UCS4);
    case 0x41: COPY(Py_UCS4, Py_UCS1);
    default: COPY(Py_UCS4, Py_UCS2);
  }
}

Py_UCS4 ambi_unicode_max(unsigned kind, const void *data, Py_ssize_t n) {
  Py_UCS4 all = 0;
  if (kind < 4) {
    /* Only the width matters, and for that the union of all bits does. */
    const Py_UCS1 *p1 = data;
    const Py_UCS2 *p2 = data;
    for (Py_ssize_t i = 0; i < n; i++) all |= kind == 1 ? p1[i] : p2[i];
    return all;
  }
  const Py_UCS4 *p = data;
  for (Py_ssize_t i = 0; i < n; i++) {
    if (p[i] > all) all = p[i];
  }
  return all;
}

AMBI_EXPORT void _PyUnicode_FastCopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from,
                                               Py_ssize_t from_start, Py_ssize_t n) {
  unsigned to_kind = PyUnicode_KIND(to), from_kind = PyUnicode_KIND(from);
  ambi_unicode_copy(to_kind, (char *)PyUnicode_DATA(to) + to_start * (Py_ssize_t)to_kind, from_kind,
                    (char *)PyUnicode_DATA(from) + from_start * (Py_ssize_t)from_kind, n);
}

static int cannot_modify(void) {
  PyErr_SetString(PyExc_SystemError, "Cannot modify a string currently used");
  return -1;
}

AMBI_EXPORT Py_ssize_t PyUnicode_CopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from,
                                                Py_ssize_t from_start, Py_ssize_t n) {
  if (!PyUnicode_Check(from) || !PyUnicode_Check(to)) {
    PyErr_BadInternalCall();
    return -1;
  }
  if ((size_t)from_start > (size_t)PyUnicode_GET_LENGTH(from) ||
      (size_t)to_start > (size_t)PyUnicode_GET_LENGTH(to)) {
    PyErr_SetString(PyExc_IndexError, "string index out of range");
    return -1;
  }
  if (n < 0) {
    PyErr_SetString(PyExc_SystemError, "how_many cannot be negative");
    return -1;
  }
  if (n > PyUnicode_GET_LENGTH(from) - from_start) n = PyUnicode_GET_LENGTH(from) - from_start;
  if (to_start + n > PyUnicode_GET_LENGTH(to)) {
    PyErr_Format(PyExc_SystemError,
                 "Cannot write %zi characters at %zi in a string of %zi characters", n, to_start,
                 PyUnicode_GET_LENGTH(to));
    return -1;
  }
  if (n == 0) return 0;
  if (!is_modifiable(to)) return cannot_modify();
  Py_UCS4 limit = ambi_unicode_limit(to);
  if (ambi_unicode_limit(from) > limit) {
    unsigned kind = PyUnicode_KIND(from);
    if (ambi_unicode_max(kind, (char *)PyUnicode_DATA(from) + from_start * (Py_ssize_t)kind, n) >
        limit) {
      PyErr_Format(PyExc_SystemError, "Cannot copy %s characters into a string of %s characters",
                   kind == 1   ? "UCS1"
                   : kind == 2 ? "UCS2"
                               : "UCS4",
                   limit < 128   ? "ASCII"
                   : limit < 256 ? "UCS1"
                                 : "UCS2");
      return -1;
    }
  }
  _PyUnicode_FastCopyCharacters(to, to_start, from, from_start, n);
  return n;
}

AMBI_EXPORT Py_ssize_t PyUnicode_Fill(PyObject *s, Py_ssize_t start, Py_ssize_t length,
                                      Py_UCS4 ch) {
  if (!PyUnicode_Check(s)) {
    PyErr_BadInternalCall();
    return -1;
  }
  if (!is_modifiable(s)) return cannot_modify();
  if (start < 0) {
    PyErr_SetString(PyExc_IndexError, "string index out of range");
    return -1;
  }
  if (ch > ambi_unicode_limit(s)) {
    PyErr_SetString(PyExc_ValueError, "fill character is bigger than the string maximum character");
    return -1;
  }
  if (length > PyUnicode_GET_LENGTH(s) - start) length = PyUnicode_GET_LENGTH(s) - start;
  if (length <= 0) return 0;
  for (Py_ssize_t i = 0; i < length; i++)
    ambi_unicode_write(PyUnicode_KIND(s), PyUnicode_DATA(s), start + i, ch);
  return length;
}

AMBI_EXPORT int PyUnicode_WriteChar(PyObject *s, Py_ssize_t i, Py_UCS4 ch) {
  if (!PyUnicode_Check(s) || !PyUnicode_IS_COMPACT(s)) {
    PyErr_BadArgument();
    return -1;
  }
  if (i < 0 || i >= PyUnicode_GET_LENGTH(s)) {
    PyErr_SetString(PyExc_IndexError, "string index out of range");
    return -1;
  }
  if (!is_modifiable(s)) return cannot_modify();
  if (ch > ambi_unicode_limit(s)) {
    PyErr_SetString(PyExc_ValueError, "character out of range");
    return -1;
  }
  ambi_unicode_write(PyUnicode_KIND(s), PyUnicode_DATA(s), i, ch);
  return 0;
}

AMBI_EXPORT int PyUnicode_Resize(PyObject **p, Py_ssize_t length) {
  PyObject *s = p ? *p : NULL;
  if (!s || !PyUnicode_Check(s) || length < 0) {
    PyErr_BadInternalCall();
    return -1;
  }
  Py_ssize_t old = PyUnicode_GET_LENGTH(s);
  if (old == length) return 0;
  unsigned kind = PyUnicode_KIND(s);
  if (length == 0) {
    Py_SETREF(*p, ambi_unicode_empty());
    return 0;
  }
  if (!is_modifiable(s)) {
    PyObject *copy = PyUnicode_New(length, ambi_unicode_limit(s));
    if (!copy) return -1;
    _PyUnicode_FastCopyCharacters(copy, 0, s, 0, length < old ? length : old);
    Py_SETREF(*p, copy);
    return 0;
  }
  size_t head = PyUnicode_IS_ASCII(s) ? sizeof(PyASCIIObject) : sizeof(PyCompactUnicodeObject);
  void *utf8 = separate_utf8(s);
  if (utf8) {
    PyObject_Free(utf8);
    ((PyCompactUnicodeObject *)s)->utf8 = NULL;
    ((PyCompactUnicodeObject *)s)->utf8_length = 0;
  }
  if ((size_t)length > ((size_t)PY_SSIZE_T_MAX - head) / kind - 1 ||
      !(s = PyObject_Realloc(s, head + ((size_t)length + 1) * kind))) {
    PyErr_NoMemory();
    return -1;
  }
  *p = s;
  PyUnicode_GET_LENGTH(s) = length;
  ambi_unicode_write(kind, (char *)s + head, length, 0);
  return 0;
}

/* ---- from data ------------------------------------------------------------------------------- */

AMBI_EXPORT PyObject *PyUnicode_FromKindAndData(int kind, const void *data, Py_ssize_t size) {
  if (size < 0) return ambi_raise(PyExc_ValueError, "size must be positive");
  if (kind != 1 && kind != 2 && kind != 4) return ambi_raise(PyExc_SystemError, "invalid kind");
  if (size == 0) return ambi_unicode_empty();
  if (size == 1) return ambi_unicode_char(ambi_unicode_read((unsigned)kind, data, 0));
  PyObject *s = PyUnicode_New(size, ambi_unicode_max((unsigned)kind, data, size));
  if (s) ambi_unicode_copy(PyUnicode_KIND(s), PyUnicode_DATA(s), (unsigned)kind, data, size);
  return s;
}

AMBI_EXPORT PyObject *PyUnicode_FromStringAndSize(const char *u, Py_ssize_t size) {
  if (size < 0)
    return ambi_raise(PyExc_SystemError, "Negative size passed to PyUnicode_FromStringAndSize");
  if (!u && size > 0)
    return ambi_raise(
        PyExc_SystemError,
        "NULL string with positive size with NULL passed to PyUnicode_FromStringAndSize");
  return PyUnicode_DecodeUTF8(u, size, NULL);
}

AMBI_EXPORT PyObject *PyUnicode_FromString(const char *u) {
  return PyUnicode_DecodeUTF8(u, (Py_ssize_t)strlen(u), NULL);
}

AMBI_EXPORT PyObject *PyUnicode_FromOrdinal(int ordinal) {
  if (ordinal < 0 || ordinal > 0x10ffff)
    return ambi_raise(PyExc_ValueError, "chr() arg not in range(0x110000)");
  return ambi_unicode_char((Py_UCS4)ordinal);
}

AMBI_EXPORT PyObject *PyUnicode_FromWideChar(const wchar_t *w, Py_ssize_t size) {
  if (!w && size != 0) {
    PyErr_BadInternalCall();
    return NULL;
  }
  if (size == -1) size = (Py_ssize_t)wcslen(w);
  return PyUnicode_FromKindAndData((int)sizeof(wchar_t), w, size);
}

AMBI_EXPORT PyObject *PyUnicode_FromObject(PyObject *o) {
  if (PyUnicode_CheckExact(o)) return AMBI_NEWREF(o);
  if (PyUnicode_Check(o)) {
    return PyUnicode_FromKindAndData(PyUnicode_KIND(o), PyUnicode_DATA(o), PyUnicode_GET_LENGTH(o));
  }
  return ambi_raise(PyExc_TypeError, "Can't convert '%.100s' object to str implicitly",
                    Py_TYPE(o)->tp_name);
}

AMBI_EXPORT PyObject *PyUnicode_Substring(PyObject *s, Py_ssize_t start, Py_ssize_t end) {
  Py_ssize_t length = PyUnicode_GET_LENGTH(s);
  if (end > length) end = length;
  if (start == 0 && end == length) return PyUnicode_FromObject(s);
  if (start < 0 || end < 0) return ambi_raise(PyExc_IndexError, "string index out of range");
  if (start >= length || end < start) return ambi_unicode_empty();
  Py_ssize_t n = end - start;
  unsigned kind = PyUnicode_KIND(s);
  if (!PyUnicode_IS_ASCII(s) || n < 2) {
    return PyUnicode_FromKindAndData((int)kind,
                                     (char *)PyUnicode_DATA(s) + start * (Py_ssize_t)kind, n);
  }
  PyObject *r = PyUnicode_New(n, 0x7f);
  if (r) memcpy(PyUnicode_DATA(r), (char *)PyUnicode_DATA(s) + start, (size_t)n);
  return r;
}

AMBI_EXPORT int _PyUnicode_Ready(PyObject *s AMBI_UNUSED) { return 0; }

/* ---- concatenation --------------------------------------------------------------------------- */

int ambi_unicode_check(PyObject *o) {
  if (PyUnicode_Check(o)) return 0;
  PyErr_Format(PyExc_TypeError, "must be str, not %.100s", Py_TYPE(o)->tp_name);
  return -1;
}

AMBI_EXPORT PyObject *PyUnicode_Concat(PyObject *left, PyObject *right) {
  if (ambi_unicode_check(left) < 0) return NULL;
  if (!PyUnicode_Check(right)) {
    return ambi_raise(PyExc_TypeError, "can only concatenate str (not \"%.200s\") to str",
                      Py_TYPE(right)->tp_name);
  }
  Py_ssize_t n = PyUnicode_GET_LENGTH(left), m = PyUnicode_GET_LENGTH(right);
  if (n == 0) return PyUnicode_FromObject(right);
  if (m == 0) return PyUnicode_FromObject(left);
  if (n > PY_SSIZE_T_MAX - m)
    return ambi_raise(PyExc_OverflowError, "strings are too large to concat");
  Py_UCS4 max = ambi_unicode_limit(left), max_right = ambi_unicode_limit(right);
  PyObject *r = PyUnicode_New(n + m, max > max_right ? max : max_right);
  if (!r) return NULL;
  _PyUnicode_FastCopyCharacters(r, 0, left, 0, n);
  _PyUnicode_FastCopyCharacters(r, n, right, 0, m);
  return r;
}

AMBI_EXPORT void PyUnicode_Append(PyObject **pleft, PyObject *right) {
  PyObject *left = *pleft;
  if (!left || !right || !PyUnicode_Check(left) || !PyUnicode_Check(right)) {
    if (!PyErr_Occurred()) PyErr_BadInternalCall();
    Py_CLEAR(*pleft);
    return;
  }
  Py_ssize_t n = PyUnicode_GET_LENGTH(left), m = PyUnicode_GET_LENGTH(right);
  if (n && m && left != right && is_modifiable(left) &&
      ambi_unicode_limit(right) <= ambi_unicode_limit(left) && n <= PY_SSIZE_T_MAX - m) {
    if (PyUnicode_Resize(pleft, n + m) < 0) {
      Py_CLEAR(*pleft);
    } else {
      _PyUnicode_FastCopyCharacters(*pleft, n, right, 0, m);
    }
    return;
  }
  Py_SETREF(*pleft, PyUnicode_Concat(left, right));
}

AMBI_EXPORT void PyUnicode_AppendAndDel(PyObject **pleft, PyObject *right) {
  PyUnicode_Append(pleft, right);
  Py_XDECREF(right);
}
