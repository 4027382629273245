#include "text_writer.h"

/* Room for `count` more; where to write them, or NULL with an error set. */
static Py_UCS4 *room(ambi_writer *to, Py_ssize_t count) {
  Py_ssize_t capacity = to->text ? to->capacity : (Py_ssize_t)(sizeof to->small / sizeof *to->small);
  Py_UCS4 *text = to->text ? to->text : to->small;
  if (count > capacity - to->length) {
    const Py_ssize_t most = PY_SSIZE_T_MAX / (Py_ssize_t)sizeof(Py_UCS4) / 2;
    if (count > most - to->length) {
      PyErr_NoMemory();
      return NULL;
    }
    Py_ssize_t larger = (to->length + count) * 2;
    text = PyMem_Realloc(to->text, (size_t)larger * sizeof(Py_UCS4));
    if (!text) {
      PyErr_NoMemory();
      return NULL;
    }
    if (!to->text) memcpy(text, to->small, (size_t)to->length * sizeof(Py_UCS4));
    to->text = text;
    to->capacity = larger;
  }
  text += to->length;
  to->length += count;
  return text;
}

int ambi_writer_ascii(ambi_writer *to, const char *text, Py_ssize_t length) {
  Py_UCS4 *at = room(to, length);
  if (!at) return -1;
  for (Py_ssize_t i = 0; i < length; i++) at[i] = (unsigned char)text[i];
  return 0;
}

int ambi_writer_fill(ambi_writer *to, Py_UCS4 c, Py_ssize_t count) {
  Py_UCS4 *at = room(to, count);
  if (!at) return -1;
  for (Py_ssize_t i = 0; i < count; i++) at[i] = c;
  return 0;
}

int ambi_writer_str(ambi_writer *to, PyObject *str, Py_ssize_t length) {
  Py_UCS4 *at = room(to, length);
  if (!at) return -1;
  unsigned kind = PyUnicode_KIND(str);
  const void *data = PyUnicode_DATA(str);
  for (Py_ssize_t i = 0; i < length; i++) at[i] = ambi_unicode_read(kind, data, i);
  return 0;
}

PyObject *ambi_writer_finish(ambi_writer *to) {
  PyObject *result = PyUnicode_FromKindAndData(4, to->text ? to->text : to->small, to->length);
  ambi_writer_discard(to);
  return result;
}

void ambi_writer_discard(ambi_writer *to) {
  PyMem_Free(to->text);
  to->text = NULL;
  to->length = 0;
}
