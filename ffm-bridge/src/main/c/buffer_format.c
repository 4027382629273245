/* The formats of buffers: the characters of Python's struct module. */
#include "buffer.h"

/* What a format character means with native sizes ('@') and with standard ones ('=', '<', '>', '!'). */
static const struct format_code {
  char code;
  uint8_t native_size, alignment, standard_size; /* standard size 0: native only */
} codes[] = {
    {'x', 1, 1, 1},
    {'c', 1, 1, 1},
    {'b', 1, 1, 1},
    {'B', 1, 1, 1},
    {'?', sizeof(_Bool), _Alignof(_Bool), 1},
    {'h', sizeof(short), _Alignof(short), 2},
    {'H', sizeof(short), _Alignof(short), 2},
    {'i', sizeof(int), _Alignof(int), 4},
    {'I', sizeof(int), _Alignof(int), 4},
    {'l', sizeof(long), _Alignof(long), 4},
    {'L', sizeof(long), _Alignof(long), 4},
    {'q', sizeof(long long), _Alignof(long long), 8},
    {'Q', sizeof(long long), _Alignof(long long), 8},
    {'n', sizeof(Py_ssize_t), _Alignof(Py_ssize_t), 0},
    {'N', sizeof(size_t), _Alignof(size_t), 0},
    {'e', 2, 2, 2},
    {'f', sizeof(float), _Alignof(float), 4},
    {'d', sizeof(double), _Alignof(double), 8},
    {'s', 1, 1, 1},
    {'p', 1, 1, 1},
    {'P', sizeof(void *), _Alignof(void *), 0},
};

static const struct format_code *find_code(char code) {
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
    if (codes[i].code == code) return &codes[i];
  }
  return NULL;
}

/* Raises struct.error, which is made when it is first needed: there is no struct module here to import it from. */
static void raise_struct_error(const char *message) {
  static PyObject *struct_error;
  if (!struct_error) struct_error = PyErr_NewException("struct.error", NULL, NULL);
  if (struct_error) PyErr_SetString(struct_error, message);
}

/* struct.calcsize */
AMBI_EXPORT Py_ssize_t PyBuffer_SizeFromFormat(const char *format) {
  bool native = *format == '\0' || !strchr("=<>!", *format);
  if (*format && strchr("@=<>!", *format)) format++;
  Py_ssize_t size = 0;
  for (;;) {
    while (*format == ' ' || (*format >= '\t' && *format <= '\r')) format++;
    if (!*format) return size;
    Py_ssize_t count = 1;
    if (*format >= '0' && *format <= '9') {
      for (count = 0; *format >= '0' && *format <= '9'; format++) {
        if (__builtin_mul_overflow(count, (Py_ssize_t)10, &count) ||
            __builtin_add_overflow(count, (Py_ssize_t)(*format - '0'), &count)) {
          goto too_long;
        }
      }
      if (!*format) {
        raise_struct_error("repeat count given without format specifier");
        return -1;
      }
    }
    const struct format_code *code = find_code(*format++);
    Py_ssize_t item = !code ? 0 : native ? code->native_size : code->standard_size;
    if (item == 0) {
      raise_struct_error("bad char in struct format");
      return -1;
    }
    if (native && size > PY_SSIZE_T_MAX - code->alignment) goto too_long;
    if (native) size = (size + code->alignment - 1) / code->alignment * code->alignment;
    Py_ssize_t bytes;
    if (__builtin_mul_overflow(count, item, &bytes) || __builtin_add_overflow(size, bytes, &size)) goto too_long;
  }
too_long:
  raise_struct_error("total struct size too long");
  return -1;
}

Py_ssize_t ambi_native_size(char code) {
  const struct format_code *found = strchr("cbB?hHiIlLqQnNfdP", code) ? find_code(code) : NULL;
  return found ? found->native_size : 0;
}

char ambi_native_code(const char *format) {
  if (*format == '@') format++;
  return *format && format[1] == '\0' && ambi_native_size(*format) ? *format : 0;
}

#define UNPACK(type, make)        \
  {                               \
    type value;                   \
    memcpy(&value, p, sizeof value); \
    return make(value);           \
  }

PyObject *ambi_unpack(const char *format, const char *p) {
  switch (ambi_native_code(format)) {
    case 'c': return PyBytes_FromStringAndSize(p, 1);
    case 'b': return PyLong_FromLong(*(const signed char *)p);
    case 'B': return PyLong_FromLong(*(const unsigned char *)p);
    case '?': return PyBool_FromLong(*p != 0);
    case 'h': UNPACK(short, PyLong_FromLong)
    case 'H': UNPACK(unsigned short, PyLong_FromLong)
    case 'i': UNPACK(int, PyLong_FromLong)
    case 'I': UNPACK(unsigned int, PyLong_FromUnsignedLong)
    case 'l': UNPACK(long, PyLong_FromLong)
    case 'L': UNPACK(unsigned long, PyLong_FromUnsignedLong)
    case 'q': UNPACK(long long, PyLong_FromLongLong)
    case 'Q': UNPACK(unsigned long long, PyLong_FromUnsignedLongLong)
    case 'n': UNPACK(Py_ssize_t, PyLong_FromSsize_t)
    case 'N': UNPACK(size_t, PyLong_FromSize_t)
    case 'f': UNPACK(float, PyFloat_FromDouble)
    case 'd': UNPACK(double, PyFloat_FromDouble)
    case 'P': UNPACK(void *, PyLong_FromVoidPtr)
    default: return ambi_raise(PyExc_NotImplementedError, "memoryview: format %s not supported", format);
  }
}

/* An int for a signed format, within [low, high]. */
static int pack_signed(PyObject *value, long long low, long long high, long long *result) {
  PyObject *number = PyNumber_Index(value);
  if (!number) return -1;
  *result = PyLong_AsLongLong(number);
  Py_DECREF(number);
  if (*result == -1 && PyErr_Occurred()) return -1;
  if (*result >= low && *result <= high) return 0;
  PyErr_SetNone(PyExc_OverflowError); /* as PyLong_As... does for what is larger still */
  return -1;
}

static int pack_unsigned(PyObject *value, unsigned long long high, unsigned long long *result) {
  PyObject *number = PyNumber_Index(value);
  if (!number) return -1;
  *result = PyLong_AsUnsignedLongLong(number);
  Py_DECREF(number);
  if (*result == (unsigned long long)-1 && PyErr_Occurred()) return -1;
  if (*result <= high) return 0;
  PyErr_SetNone(PyExc_OverflowError);
  return -1;
}

/* Stores a number; -1 with an error set, of whatever type the conversion gave. */
static int pack_number(char code, char *p, PyObject *value) {
  size_t size = (size_t)ambi_native_size(code);
  if (code == 'f' || code == 'd') {
    double d = PyFloat_AsDouble(value);
    if (d == -1.0 && PyErr_Occurred()) return -1;
    float f = (float)d;
    memcpy(p, code == 'f' ? (void *)&f : (void *)&d, size);
    return 0;
  }
  if (code == 'P') {
    void *pointer = PyLong_AsVoidPtr(value);
    if (!pointer && PyErr_Occurred()) return -1;
    memcpy(p, &pointer, size);
    return 0;
  }
  /* Little or big endian, the low bytes of the widest integer are the narrower one. */
  if (strchr("bhilqn", code)) {
    long long high = (long long)(~0ULL >> (65 - 8 * size)), i;
    if (pack_signed(value, -high - 1, high, &i) < 0) return -1;
    switch (size) {
      case 1: *(signed char *)p = (signed char)i; break;
      case 2: memcpy(p, &(int16_t){(int16_t)i}, 2); break;
      case 4: memcpy(p, &(int32_t){(int32_t)i}, 4); break;
      default: memcpy(p, &(int64_t){i}, 8); break;
    }
    return 0;
  }
  unsigned long long high = ~0ULL >> (64 - 8 * size), u;
  if (pack_unsigned(value, high, &u) < 0) return -1;
  switch (size) {
    case 1: *(unsigned char *)p = (unsigned char)u; break;
    case 2: memcpy(p, &(uint16_t){(uint16_t)u}, 2); break;
    case 4: memcpy(p, &(uint32_t){(uint32_t)u}, 4); break;
    default: memcpy(p, &(uint64_t){u}, 8); break;
  }
  return 0;
}

int ambi_pack(const char *format, char *p, PyObject *value) {
  char code = ambi_native_code(format);
  if (!code) {
    PyErr_Format(PyExc_NotImplementedError, "memoryview: format %s not supported", format);
    return -1;
  }
  if (code == '?') {
    int truth = PyObject_IsTrue(value);
    if (truth < 0) return -1;
    *(_Bool *)p = truth;
    return 0;
  }
  if (code == 'c') {
    if (!PyBytes_Check(value)) {
      PyErr_Format(PyExc_TypeError, "memoryview: invalid type for format '%s'", format);
      return -1;
    }
    if (PyBytes_GET_SIZE(value) != 1) {
      PyErr_Format(PyExc_ValueError, "memoryview: invalid value for format '%s'", format);
      return -1;
    }
    *p = *PyBytes_AS_STRING(value);
    return 0;
  }
  if (pack_number(code, p, value) == 0) return 0;
  /* What kind of error it is, in the words of memoryview. */
  if (PyErr_ExceptionMatches(PyExc_TypeError)) {
    PyErr_Format(PyExc_TypeError, "memoryview: invalid type for format '%s'", format);
  } else if (PyErr_ExceptionMatches(PyExc_OverflowError) || PyErr_ExceptionMatches(PyExc_ValueError)) {
    PyErr_Format(PyExc_ValueError, "memoryview: invalid value for format '%s'", format);
  }
  return -1;
}
