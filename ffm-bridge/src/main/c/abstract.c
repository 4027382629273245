/* The object protocol: text, hash, comparison, truth, size, items and iteration of any object. */
#include "abstract.h"

#include "text_writer.h"

PyObject *ambi_null_argument(void) {
  if (!PyErr_Occurred()) PyErr_SetString(PyExc_SystemError, "null argument to internal routine");
  return NULL;
}

PyObject *ambi_type_error(const char *format, PyObject *o) { return PyErr_Format(PyExc_TypeError, format, TYPE_NAME(o)); }

/* ---- text ------------------------------------------------------------------------------------------ */

static PyObject *check_text(PyObject *result, const char *format) {
  if (!result || PyUnicode_Check(result)) return result;
  ambi_type_error(format, result);
  Py_DECREF(result);
  return NULL;
}

AMBI_EXPORT PyObject *PyObject_Repr(PyObject *o) {
  if (!o) return PyUnicode_FromString("<NULL>");
  if (!Py_TYPE(o)->tp_repr) return PyUnicode_FromFormat("<%s object at %p>", TYPE_NAME(o), o);
  if (Py_EnterRecursiveCall(" while getting the repr of an object")) return NULL;
  PyObject *result = Py_TYPE(o)->tp_repr(o);
  Py_LeaveRecursiveCall();
  return check_text(result, "__repr__ returned non-string (type %.200s)");
}

AMBI_EXPORT PyObject *PyObject_Str(PyObject *o) {
  if (!o) return PyUnicode_FromString("<NULL>");
  if (PyUnicode_CheckExact(o)) return AMBI_NEWREF(o);
  if (!Py_TYPE(o)->tp_str) return PyObject_Repr(o);
  if (Py_EnterRecursiveCall(" while getting the str of an object")) return NULL;
  PyObject *result = Py_TYPE(o)->tp_str(o);
  Py_LeaveRecursiveCall();
  return check_text(result, "__str__ returned non-string (type %.200s)");
}

AMBI_EXPORT PyObject *PyObject_ASCII(PyObject *o) {
  PyObject *repr = PyObject_Repr(o);
  if (!repr || PyUnicode_IS_ASCII(repr)) return repr;
  ambi_writer text;
  text.text = NULL;
  text.length = text.capacity = 0;
  int failed = 0;
  for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(repr) && !failed; i++) {
    Py_UCS4 c = ambi_unicode_read(PyUnicode_KIND(repr), PyUnicode_DATA(repr), i);
    char escaped[12];
    const char *form = c < 0x80 ? "%c" : c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
    failed = ambi_writer_ascii(&text, escaped, snprintf(escaped, sizeof escaped, form, (unsigned)c));
  }
  Py_DECREF(repr);
  if (failed) {
    ambi_writer_discard(&text);
    return NULL;
  }
  return ambi_writer_finish(&text);
}

AMBI_EXPORT PyObject *PyObject_Bytes(PyObject *o) {
  if (!o) return PyBytes_FromString("<NULL>");
  if (PyBytes_CheckExact(o)) return AMBI_NEWREF(o);
  PyObject *method = ambi_lookup_special(o, AMBI_ID("__bytes__"));
  if (!method) return PyErr_Occurred() ? NULL : PyBytes_FromObject(o);
  PyObject *result = PyObject_CallNoArgs(method);
  Py_DECREF(method);
  if (!result || PyBytes_Check(result)) return result;
  ambi_type_error("__bytes__ returned non-bytes (type %.200s)", result);
  Py_DECREF(result);
  return NULL;
}

AMBI_EXPORT PyObject *PyObject_Format(PyObject *obj, PyObject *format_spec) {
  if (format_spec && !PyUnicode_Check(format_spec)) {
    return ambi_raise(PyExc_SystemError, "Format specifier must be a string, not %.200s", TYPE_NAME(format_spec));
  }
  if (!format_spec || PyUnicode_GET_LENGTH(format_spec) == 0) {
    if (PyUnicode_CheckExact(obj)) return AMBI_NEWREF(obj);
    if (PyLong_CheckExact(obj)) return PyObject_Str(obj);
  }
  PyObject *spec = format_spec ? AMBI_NEWREF(format_spec) : PyUnicode_FromStringAndSize(NULL, 0);
  if (!spec) return NULL;
  PyObject *method = ambi_lookup_special(obj, AMBI_ID("__format__")), *result = NULL;
  if (method) {
    result = PyObject_CallOneArg(method, spec);
    Py_DECREF(method);
    if (result && !PyUnicode_Check(result)) {
      PyErr_Format(PyExc_TypeError, "__format__ must return a str, not %.200s", TYPE_NAME(result));
      Py_CLEAR(result);
    }
  } else if (!PyErr_Occurred()) {
    ambi_type_error("Type %.100s doesn't define __format__", obj);
  }
  Py_DECREF(spec);
  return result;
}

/* Writes the str (flag 1) or the repr to a C stream. */
AMBI_EXPORT int PyObject_Print(PyObject *o, FILE *stream, int flags) {
  PyObject *text = flags & 1 ? PyObject_Str(o) : PyObject_Repr(o);
  Py_ssize_t length;
  const char *utf8 = text ? PyUnicode_AsUTF8AndSize(text, &length) : NULL;
  size_t written = utf8 ? fwrite(utf8, 1, (size_t)length, stream) : 0;
  bool short_of = utf8 && written < (size_t)length;
  Py_XDECREF(text);
  if (short_of) PyErr_SetFromErrno(PyExc_OSError);
  return utf8 && !short_of ? 0 : -1;
}

/* ---- hash, comparison, truth ------------------------------------------------------------------------- */

AMBI_EXPORT Py_hash_t PyObject_HashNotImplemented(PyObject *o) {
  ambi_type_error("unhashable type: '%.200s'", o);
  return -1;
}

AMBI_EXPORT Py_hash_t PyObject_Hash(PyObject *o) {
  PyTypeObject *type = Py_TYPE(o);
  if (!type->tp_hash && !type->tp_dict && PyType_Ready(type) < 0) return -1;
  return type->tp_hash ? type->tp_hash(o) : PyObject_HashNotImplemented(o);
}

static const int swapped[] = {Py_GT, Py_GE, Py_EQ, Py_NE, Py_LT, Py_LE};
static const char *const signs[] = {"<", "<=", "==", "!=", ">", ">="};

/* As for operators: the right operand goes first when its type is a subtype of the left one's. */
static PyObject *rich_compare(PyObject *v, PyObject *w, int op) {
  richcmpfunc of_v = Py_TYPE(v)->tp_richcompare, of_w = Py_TYPE(w)->tp_richcompare;
  bool asked_w = false;
  if (of_w && !Py_IS_TYPE(v, Py_TYPE(w)) && PyType_IsSubtype(Py_TYPE(w), Py_TYPE(v))) {
    asked_w = true;
    PyObject *result = of_w(w, v, swapped[op]);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
  }
  if (of_v) {
    PyObject *result = of_v(v, w, op);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
  }
  if (of_w && !asked_w) {
    PyObject *result = of_w(w, v, swapped[op]);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
  }
  if (op == Py_EQ) return AMBI_NEWREF(v == w ? Py_True : Py_False);
  if (op == Py_NE) return AMBI_NEWREF(v != w ? Py_True : Py_False);
  return ambi_raise(PyExc_TypeError, "'%s' not supported between instances of '%.100s' and '%.100s'", signs[op],
                    TYPE_NAME(v), TYPE_NAME(w));
}

AMBI_EXPORT PyObject *PyObject_RichCompare(PyObject *o1, PyObject *o2, int op) {
  if (!o1 || !o2) {
    if (!PyErr_Occurred()) PyErr_BadInternalCall();
    return NULL;
  }
  if (Py_EnterRecursiveCall(" in comparison")) return NULL;
  PyObject *result = rich_compare(o1, o2, op);
  Py_LeaveRecursiveCall();
  return result;
}

/* An object equals itself here, whatever its type says: containers search that way. */
AMBI_EXPORT int PyObject_RichCompareBool(PyObject *o1, PyObject *o2, int op) {
  if (o1 == o2 && (op == Py_EQ || op == Py_NE)) return op == Py_EQ;
  PyObject *result = PyObject_RichCompare(o1, o2, op);
  if (!result) return -1;
  int truth = PyBool_Check(result) ? result == Py_True : PyObject_IsTrue(result);
  Py_DECREF(result);
  return truth;
}

AMBI_EXPORT int PyObject_IsTrue(PyObject *o) {
  if (o == Py_True) return 1;
  if (o == Py_False || o == Py_None) return 0;
  Py_ssize_t result;
  if (NUMBER_SLOT(o, nb_bool)) {
    result = NUMBER_SLOT(o, nb_bool)(o);
  } else if (MAPPING_SLOT(o, mp_length)) {
    result = MAPPING_SLOT(o, mp_length)(o);
  } else if (SEQUENCE_SLOT(o, sq_length)) {
    result = SEQUENCE_SLOT(o, sq_length)(o);
  } else {
    return 1;
  }
  return result > 0 ? 1 : (int)result;
}

AMBI_EXPORT int PyObject_Not(PyObject *o) {
  int truth = PyObject_IsTrue(o);
  return truth < 0 ? truth : !truth;
}

AMBI_EXPORT PyObject *PyObject_Type(PyObject *o) {
  if (!o) return ambi_null_argument();
  return AMBI_NEWREF(Py_TYPE(o));
}

/* ---- size and items ------------------------------------------------------------------------------------ */

AMBI_EXPORT Py_ssize_t PyObject_Size(PyObject *o) {
  if (!o) {
    ambi_null_argument();
    return -1;
  }
  lenfunc length = SEQUENCE_SLOT(o, sq_length);
  return length ? length(o) : PyMapping_Size(o);
}

AMBI_EXPORT Py_ssize_t PyObject_Length(PyObject *o) { return PyObject_Size(o); }

/* What __length_hint__ says; otherwise `otherwise`. -1 with an error set. */
static Py_ssize_t hint_from_method(PyObject *o, Py_ssize_t otherwise) {
  PyObject *method = ambi_lookup_special(o, AMBI_ID("__length_hint__"));
  if (!method) return PyErr_Occurred() ? -1 : otherwise;
  PyObject *result = PyObject_CallNoArgs(method);
  Py_DECREF(method);
  if (!result) {
    if (!PyErr_ExceptionMatches(PyExc_TypeError)) return -1;
    PyErr_Clear();
    return otherwise;
  }
  Py_ssize_t hint = otherwise;
  if (result == Py_NotImplemented) {
    /* no hint */
  } else if (!PyLong_Check(result)) {
    PyErr_Format(PyExc_TypeError, "__length_hint__ must be an integer, not %.100s", TYPE_NAME(result));
    hint = -1;
  } else {
    hint = PyLong_AsSsize_t(result);
    if (hint < 0 && !PyErr_Occurred()) {
      PyErr_SetString(PyExc_ValueError, "__length_hint__() should return >= 0");
      hint = -1;
    }
  }
  Py_DECREF(result);
  return hint;
}

AMBI_EXPORT Py_ssize_t PyObject_LengthHint(PyObject *o, Py_ssize_t defaultvalue) {
  if (SEQUENCE_SLOT(o, sq_length) || MAPPING_SLOT(o, mp_length)) {
    Py_ssize_t size = PyObject_Size(o);
    if (size >= 0) return size;
    if (!PyErr_ExceptionMatches(PyExc_TypeError)) return -1;
    PyErr_Clear();
  }
  return hint_from_method(o, defaultvalue);
}

/* type[key]: what __class_getitem__ gives. */
static PyObject *class_item(PyObject *type, PyObject *key) {
  PyObject *method;
  if (_PyObject_LookupAttr(type, AMBI_ID("__class_getitem__"), &method) < 0) return NULL;
  if (!method || method == Py_None) {
    Py_XDECREF(method);
    return ambi_raise(PyExc_TypeError, "type '%.200s' is not subscriptable", ((PyTypeObject *)type)->tp_name);
  }
  PyObject *result = PyObject_CallOneArg(method, key);
  Py_DECREF(method);
  return result;
}

AMBI_EXPORT PyObject *PyObject_GetItem(PyObject *o, PyObject *key) {
  if (!o || !key) return ambi_null_argument();
  binaryfunc subscript = MAPPING_SLOT(o, mp_subscript);
  if (subscript) return subscript(o, key);
  if (SEQUENCE_SLOT(o, sq_item)) {
    if (!HAS_INDEX(key)) return ambi_type_error("sequence index must be integer, not '%.200s'", key);
    Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    return i == -1 && PyErr_Occurred() ? NULL : PySequence_GetItem(o, i);
  }
  if (PyType_Check(o)) return class_item(o, key);
  return ambi_type_error("'%.200s' object is not subscriptable", o);
}

/* Sets o[key], or deletes it when v is NULL. */
static int assign(PyObject *o, PyObject *key, PyObject *v, const char *refusal) {
  objobjargproc subscript = MAPPING_SLOT(o, mp_ass_subscript);
  if (subscript) return subscript(o, key, v);
  PySequenceMethods *sequence = Py_TYPE(o)->tp_as_sequence;
  if (sequence) {
    if (HAS_INDEX(key)) {
      Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
      if (i == -1 && PyErr_Occurred()) return -1;
      return v ? PySequence_SetItem(o, i, v) : PySequence_DelItem(o, i);
    }
    if (sequence->sq_ass_item) {
      ambi_type_error("sequence index must be integer, not '%.200s'", key);
      return -1;
    }
  }
  ambi_type_error(refusal, o);
  return -1;
}

AMBI_EXPORT int PyObject_SetItem(PyObject *o, PyObject *key, PyObject *v) {
  if (!o || !key || !v) {
    ambi_null_argument();
    return -1;
  }
  return assign(o, key, v, "'%.200s' object does not support item assignment");
}

AMBI_EXPORT int PyObject_DelItem(PyObject *o, PyObject *key) {
  if (!o || !key) {
    ambi_null_argument();
    return -1;
  }
  return assign(o, key, NULL, "'%.200s' object does not support item deletion");
}

AMBI_EXPORT int PyObject_DelItemString(PyObject *o, const char *key) {
  if (!o || !key) {
    ambi_null_argument();
    return -1;
  }
  PyObject *name = PyUnicode_FromString(key);
  if (!name) return -1;
  int result = PyObject_DelItem(o, name);
  Py_DECREF(name);
  return result;
}

/* ---- iteration ------------------------------------------------------------------------------------------- */

AMBI_EXPORT PyObject *PyObject_SelfIter(PyObject *o) { return AMBI_NEWREF(o); }

/* tp_iternext of a class that has unset __next__. */
AMBI_EXPORT PyObject *_PyObject_NextNotImplemented(PyObject *o) {
  return ambi_type_error("'%.200s' object is not iterable", o);
}

AMBI_EXPORT int PyIter_Check(PyObject *o) {
  iternextfunc next = Py_TYPE(o)->tp_iternext;
  return next && next != _PyObject_NextNotImplemented;
}

AMBI_EXPORT PyObject *PyObject_GetIter(PyObject *o) {
  getiterfunc iter = Py_TYPE(o)->tp_iter;
  if (!iter) {
    if (PySequence_Check(o)) return PySeqIter_New(o);
    return ambi_type_error("'%.200s' object is not iterable", o);
  }
  PyObject *iterator = iter(o);
  if (iterator && !PyIter_Check(iterator)) {
    ambi_type_error("iter() returned non-iterator of type '%.100s'", iterator);
    Py_CLEAR(iterator);
  }
  return iterator;
}

AMBI_EXPORT PyObject *PyIter_Next(PyObject *iterator) {
  PyObject *item = Py_TYPE(iterator)->tp_iternext(iterator);
  if (!item && PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_StopIteration)) PyErr_Clear();
  return item;
}

/* The value of a StopIteration that is set, which it clears; None when no error is set. -1 for any other error. */
AMBI_EXPORT int _PyGen_FetchStopIterationValue(PyObject **value) {
  *value = NULL;
  if (!PyErr_Occurred()) {
    *value = AMBI_NEWREF(Py_None);
    return 0;
  }
  if (!PyErr_ExceptionMatches(PyExc_StopIteration)) return -1;
  PyObject *type, *exception, *traceback;
  PyErr_Fetch(&type, &exception, &traceback);
  PyErr_NormalizeException(&type, &exception, &traceback);
  int failed = exception ? _PyObject_LookupAttr(exception, AMBI_ID("value"), value) < 0 : 0;
  if (!failed && !*value) *value = AMBI_NEWREF(Py_None);
  Py_XDECREF(type);
  Py_XDECREF(exception);
  Py_XDECREF(traceback);
  return failed ? -1 : 0;
}

/* PySendResult */
enum { SEND_RETURN = 0, SEND_ERROR = -1, SEND_NEXT = 1 };

AMBI_EXPORT PySendResult PyIter_Send(PyObject *iterator, PyObject *arg, PyObject **result) {
  PyAsyncMethods *async = Py_TYPE(iterator)->tp_as_async;
  if (async && async->am_send) return async->am_send(iterator, arg, result);
  *result = arg == Py_None && PyIter_Check(iterator)
                ? Py_TYPE(iterator)->tp_iternext(iterator)
                : PyObject_CallMethodObjArgs(iterator, AMBI_ID("send"), arg, NULL);
  if (*result) return SEND_NEXT;
  return _PyGen_FetchStopIterationValue(result) == 0 ? SEND_RETURN : SEND_ERROR;
}
