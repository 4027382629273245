#include "datetimes.h"

enum { ROOM = 128, UNTOUCHED = '#' };

/* (local, base) -> the room that a text needs */
static PyObject *length(PyObject *UNUSED(self), PyObject *args) {
  int local, base;
  if (!PyArg_ParseTuple(args, "ii", &local, &base)) return NULL;
  return PyLong_FromLong(NpyDatetime_GetDatetimeISO8601StrLen(local, (NPY_DATETIMEUNIT)base));
}

/* (fields, room, local, utc, base, tzoffset, casting) -> the text. What stands behind the room stays as it was. */
static PyObject *make(PyObject *UNUSED(self), PyObject *args) {
  PyObject *tuple;
  int room, local, utc, base, offset, casting;
  npy_datetimestruct fields;
  if (!PyArg_ParseTuple(args, "O!iiiiii", &PyTuple_Type, &tuple, &room, &local, &utc, &base, &offset, &casting) ||
      !read_fields(tuple, &fields)) {
    return NULL;
  }
  char text[ROOM + 1];
  memset(text, UNTOUCHED, ROOM);
  text[ROOM] = 0;
  int status = NpyDatetime_MakeISO8601Datetime(&fields, text, room, local, utc, (NPY_DATETIMEUNIT)base, offset,
                                               (NPY_CASTING)casting);
  for (int i = room < 0 ? 0 : room; i < ROOM; i++) {
    if (text[i] != UNTOUCHED) return PyErr_Format(PyExc_SystemError, "byte %d was written, of a room of %d", i, room);
  }
  return status < 0 ? NULL : PyUnicode_FromString(text);
}

static PyObject *parsed(const char *text, Py_ssize_t size, int unit, int casting) {
  npy_datetimestruct fields;
  NPY_DATETIMEUNIT best = NPY_FR_ERROR;
  npy_bool special = 99;
  int status = NpyDatetime_ParseISO8601Datetime(text, size, (NPY_DATETIMEUNIT)unit, (NPY_CASTING)casting, &fields, &best,
                                                &special);
  return status < 0 ? NULL : Py_BuildValue("(Nii)", tuple_of(&fields), (int)best, (int)special);
}

/* (text, unit, casting) -> (fields, the unit that holds it all, whether it was a word) */
static PyObject *parse(PyObject *UNUSED(self), PyObject *args) {
  const char *text;
  Py_ssize_t size;
  int unit, casting;
  if (!PyArg_ParseTuple(args, "s#ii", &text, &size, &unit, &casting)) return NULL;
  return parsed(text, size, unit, casting);
}

/* (text, unit, casting) -> whether it was a word, and the unit: for what depends on when it is asked */
static PyObject *parse_word(PyObject *self, PyObject *args) {
  PyObject *all = parse(self, args);
  PyObject *some = all ? PyTuple_GetSlice(all, 1, 3) : NULL;
  Py_XDECREF(all);
  return some;
}

static PyObject *outcome(const char *text, Py_ssize_t size) {
  PyObject *result = parsed(text, size, NPY_FR_ERROR, NPY_SAME_KIND_CASTING);
  if (!result) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    result = value ? PyObject_Str(value) : NULL;
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
  }
  return result ? Py_BuildValue("(s#N)", text, size, result) : NULL;
}

/* (text, seed, count) -> [(the text with some letters replaced, put in or left out, what it is or why it is nothing), ...] */
static PyObject *mutated(PyObject *UNUSED(self), PyObject *args) {
  static const char letters[] = "0123456789--::TtZz+-.. naNT9";
  const char *text;
  Py_ssize_t size;
  unsigned long long seed;
  int count;
  if (!PyArg_ParseTuple(args, "s#Ki", &text, &size, &seed, &count)) return NULL;
  if (size > ROOM / 2) return PyErr_Format(PyExc_ValueError, "text of %zd", size);
  PyObject *list = PyList_New(0);
  npy_uint64 state = seed;
  for (int i = 0; list && i < count; i++) {
    char other[ROOM];
    Py_ssize_t length = size;
    memcpy(other, text, (size_t)size);
    for (int changes = 1 + (int)(next_random(&state) % 3); changes > 0 && length > 0; changes--) {
      npy_uint64 r = next_random(&state);
      Py_ssize_t at = (Py_ssize_t)(r / 64 % (npy_uint64)length);
      char letter = letters[r / 65536 % (sizeof letters - 1)];
      if (r % 4 == 0) {
        memmove(other + at, other + at + 1, (size_t)(--length - at));
      } else if (r % 4 == 1) {
        memmove(other + at + 1, other + at, (size_t)(length++ - at));
        other[at] = letter;
      } else {
        other[at] = letter;
      }
    }
    other[length] = 0;
    PyObject *pair = outcome(other, length);
    if (!pair || PyList_Append(list, pair) < 0) Py_CLEAR(list);
    Py_XDECREF(pair);
  }
  return list;
}

PyMethodDef text_methods[] = {
    {"length", length, METH_VARARGS, NULL},         {"make", make, METH_VARARGS, NULL},
    {"parse", parse, METH_VARARGS, NULL},           {"parse_word", parse_word, METH_VARARGS, NULL},
    {"mutated", mutated, METH_VARARGS, NULL},       {0},
};
