/*
 * What the tests of libambi's C files share. A test is a program: its `main` calls ambi_test_init(), then checks,
 * then returns ambi_test_result(). A failed check prints where and what, and the test goes on.
 */
#ifndef AMBI_CHECK_H
#define AMBI_CHECK_H

#ifndef AMBI_AGAINST_CPYTHON
#include "ambi.h"
#else
/*
 * A test that keeps to the C API also runs against CPython 3.11 itself, which proves that what it expects is right:
 * run.sh --cpython. Live objects are not counted there.
 */
#include <Python.h>
#define AMBI_UNUSED __attribute__((unused))
#define AMBI_NEWREF(o) Py_NewRef((PyObject *)(o))
static inline int64_t ambi_live_objects(void) { return 0; }
#endif

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

static int ambi_checks AMBI_UNUSED, ambi_failures AMBI_UNUSED;

#define AMBI_FAIL(...)                                   \
  do {                                                   \
    ambi_failures++;                                     \
    fprintf(stderr, "%s:%d: ", __FILE__, __LINE__);      \
    fprintf(stderr, __VA_ARGS__);                        \
    fputc('\n', stderr);                                 \
    if (PyErr_Occurred()) ambi_print_pending();          \
  } while (0)

/* The condition holds. */
#define CHECK(cond)                              \
  do {                                           \
    ambi_checks++;                               \
    if (!(cond)) AMBI_FAIL("not so: %s", #cond); \
  } while (0)

/* Two C strings are equal. */
#define CHECK_STR(actual, expected)                                                            \
  do {                                                                                         \
    const char *ambi_a = (actual), *ambi_e = (expected);                                       \
    ambi_checks++;                                                                             \
    if (!ambi_a || strcmp(ambi_a, ambi_e) != 0)                                                \
      AMBI_FAIL("%s is \"%s\", not \"%s\"", #actual, ambi_a ? ambi_a : "(null)", ambi_e);      \
  } while (0)

/* Two integers are equal. */
#define CHECK_INT(actual, expected)                                                            \
  do {                                                                                         \
    int64_t ambi_a = (int64_t)(actual), ambi_e = (int64_t)(expected);                          \
    ambi_checks++;                                                                             \
    if (ambi_a != ambi_e) AMBI_FAIL("%s is %" PRId64 ", not %" PRId64, #actual, ambi_a, ambi_e); \
  } while (0)

/* The Python error indicator is set, with exactly this type and this str(); clears it. */
#define CHECK_ERR(type, message)                                          \
  do {                                                                    \
    char ambi_found[1024];                                                \
    ambi_checks++;                                                        \
    if (!ambi_take_error((type), (message), ambi_found, sizeof ambi_found)) \
      AMBI_FAIL("the error is %s, not %s: %s", ambi_found, ((PyTypeObject *)(type))->tp_name, (message)); \
  } while (0)

/* No Python error is set. */
#define CHECK_NO_ERR()                                             \
  do {                                                             \
    ambi_checks++;                                                 \
    if (PyErr_Occurred()) AMBI_FAIL("an error is set");            \
  } while (0)

/* The str() or repr() of an object; the object's reference is taken. */
#define CHECK_STR_OF(object, expected) CHECK_TEXT_(PyObject_Str, object, expected)
#define CHECK_REPR_OF(object, expected) CHECK_TEXT_(PyObject_Repr, object, expected)
#define CHECK_TEXT_(how, object, expected)                             \
  do {                                                                 \
    PyObject *ambi_o = (PyObject *)(object);                           \
    PyObject *ambi_t = ambi_o ? how(ambi_o) : NULL;                    \
    const char *ambi_u = ambi_t ? PyUnicode_AsUTF8(ambi_t) : NULL;     \
    ambi_checks++;                                                     \
    if (!ambi_u || strcmp(ambi_u, (expected)) != 0)                    \
      AMBI_FAIL("%s is \"%s\", not \"%s\"", #object, ambi_u ? ambi_u : "(null)", (expected)); \
    PyErr_Clear();                                                     \
    Py_XDECREF(ambi_t);                                                \
    Py_XDECREF(ambi_o);                                                \
  } while (0)

/*
 * CHECK_LIVE_UNCHANGED { body }: the body leaves as many live objects as it found. It runs twice, and the second
 * run counts: what the first one interns or caches is there to stay. No `break` or `return` in the body.
 */
#define CHECK_LIVE_UNCHANGED                                                        \
  for (struct { int pass; int64_t live; } ambi_run = {0, 0};                        \
       ambi_run.pass < 2 && (ambi_run.live = ambi_live_objects(), 1);               \
       ambi_check_live(__FILE__, __LINE__, ambi_run.pass++, ambi_run.live))

static inline void ambi_print_pending(void) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *text = value ? PyObject_Str(value) : NULL;
  const char *utf8 = text ? PyUnicode_AsUTF8(text) : NULL;
  fprintf(stderr, "  pending error: %s: %s\n", ((PyTypeObject *)type)->tp_name, utf8 ? utf8 : "");
  PyErr_Clear();
  Py_XDECREF(text);
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
}

static inline int ambi_take_error(PyObject *expected, const char *message, char *found, size_t size) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (!type) {
    snprintf(found, size, "none");
    return 0;
  }
  PyErr_NormalizeException(&type, &value, &traceback);
  PyObject *text = value ? PyObject_Str(value) : NULL;
  const char *utf8 = text ? PyUnicode_AsUTF8(text) : NULL;
  if (!utf8) utf8 = "(no text)";
  int same = type == expected && strcmp(utf8, message) == 0;
  snprintf(found, size, "%s: %s", ((PyTypeObject *)type)->tp_name, utf8);
  PyErr_Clear();
  Py_XDECREF(text);
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  return same;
}

static inline void ambi_check_live(const char *file, int line, int pass, int64_t before) {
  if (pass == 0) return;
  int64_t change = ambi_live_objects() - before;
  ambi_checks++;
  if (change != 0) {
    ambi_failures++;
    fprintf(stderr, "%s:%d: %" PRId64 " more live objects than before\n", file, line, change);
  }
}

#ifdef AMBI_AGAINST_CPYTHON
static inline void ambi_test_init(void) { Py_Initialize(); }
#else
/* Takes the lock and readies every built-in type, as libambi's own start does, without a JVM. */
static inline void ambi_test_init(void) {
  static const struct {
    const char *name;
    int (*init)(void);
  } parts[] = {{"types", ambi_init_types},
               {"values", ambi_init_values},
               {"containers", ambi_init_containers},
               {"exceptions", ambi_init_exceptions},
               {"modules", ambi_init_modules}};
  PyGILState_Ensure();
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (parts[i].init() < 0) {
      fprintf(stderr, "ambi_init_%s failed\n", parts[i].name);
      if (PyErr_Occurred()) ambi_print_pending();
      exit(2);
    }
  }
}

#endif

static inline int ambi_test_result(void) {
  printf("%d checks, %d failed\n", ambi_checks, ambi_failures);
  return ambi_failures != 0 || ambi_checks == 0;
}

#endif
