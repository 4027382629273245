/* What a program asks about the interpreter as a whole: its version, the sys dict, the collector, the end. */
#include <stdarg.h>

#include "ambi.h"

#define VERSION "3.11.9"
#define VERSION_HEX 0x030b09f0

AMBI_EXPORT const unsigned long Py_Version = VERSION_HEX;
AMBI_EXPORT int Py_OptimizeFlag = 0;

/* Extensions read the number before the first space, and compare it with the one that they were built for. */
AMBI_EXPORT const char *Py_GetVersion(void) { return VERSION " (Ambi) [C]"; }
AMBI_EXPORT const char *Py_GetBuildInfo(void) { return "Ambi"; }
AMBI_EXPORT const char *Py_GetCompiler(void) { return "[C]"; }

AMBI_EXPORT const char *Py_GetPlatform(void) {
#if defined(__APPLE__)
  return "darwin";
#else
  return "linux";
#endif
}

AMBI_EXPORT int Py_IsInitialized(void) { return 1; }

/* ---- sys ------------------------------------------------------------------------------------------------- */

static bool little_endian(void) {
  const uint16_t one = 1;
  return *(const unsigned char *)&one == 1;
}

/* The attributes of sys; one for the process. Borrowed; NULL with an error set. */
static PyObject *sys_dict(void) {
  static PyObject *dict;
  if (dict) return dict;
  dict = Py_BuildValue("{s:s,s:k,s:n,s:s,s:s,s:[]}", "version", Py_GetVersion(), "hexversion",
                                 Py_Version, "maxsize", PY_SSIZE_T_MAX, "platform", Py_GetPlatform(), "byteorder",
                                 little_endian() ? "little" : "big", "path");
  return dict;
}

/* Borrowed; NULL, and no error, for what is not there. */
AMBI_EXPORT PyObject *PySys_GetObject(const char *name) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *dict = sys_dict();
  PyObject *found = dict ? PyDict_GetItemString(dict, name) : NULL;
  PyErr_Clear();
  PyErr_Restore(type, value, traceback);
  return found;
}

AMBI_EXPORT int PySys_SetObject(const char *name, PyObject *value) {
  PyObject *dict = sys_dict();
  if (!dict) return -1;
  if (value) return PyDict_SetItemString(dict, name, value);
  if (!PyDict_GetItemString(dict, name)) return PyErr_Occurred() ? -1 : 0;
  return PyDict_DelItemString(dict, name);
}

/* At most a thousand bytes, as documented. */
static void write_limited(FILE *stream, const char *format, va_list values) {
  char text[1001];
  int length = PyOS_vsnprintf(text, sizeof text, format, values);
  fputs(text, stream);
  if (length < 0 || (size_t)length >= sizeof text) fputs("... truncated", stream);
}

AMBI_EXPORT void PySys_WriteStdout(const char *format, ...) {
  va_list values;
  va_start(values, format);
  write_limited(stdout, format, values);
  va_end(values);
}

AMBI_EXPORT void PySys_WriteStderr(const char *format, ...) {
  va_list values;
  va_start(values, format);
  write_limited(stderr, format, values);
  va_end(values);
}

AMBI_EXPORT void PySys_FormatStdout(const char *format, ...) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  va_list values;
  va_start(values, format);
  PyObject *text = PyUnicode_FromFormatV(format, values);
  va_end(values);
  const char *utf8 = text ? PyUnicode_AsUTF8(text) : NULL;
  if (utf8) fputs(utf8, stdout);
  Py_XDECREF(text);
  PyErr_Clear();
  PyErr_Restore(type, value, traceback);
}

/* ---- the collector, of which there is none ------------------------------------------------------------------- */

static int collector_enabled = 1;

static int enable(int on) {
  int before = collector_enabled;
  collector_enabled = on;
  return before;
}

AMBI_EXPORT int PyGC_Enable(void) { return enable(1); }
AMBI_EXPORT int PyGC_Disable(void) { return enable(0); }
AMBI_EXPORT int PyGC_IsEnabled(void) { return collector_enabled; }
AMBI_EXPORT Py_ssize_t PyGC_Collect(void) { return 0; }

/* ---- the end --------------------------------------------------------------------------------------------------- */

/* An extension calls it when it cannot go on in any way. Nothing can: the process ends, and the JVM with it. */
AMBI_EXPORT _Noreturn void _Py_FatalErrorFunc(const char *func, const char *message) {
  fflush(stdout);
  fprintf(stderr, "Fatal Python error: %s%s%s\n", func ? func : "", func ? ": " : "",
          message ? message : "<message not set>");
  fputs("A native extension asked for the end of the process, and there is no other way to stop it.\n", stderr);
  if (PyGILState_Check() && PyErr_Occurred()) PyErr_Print();
  fflush(stderr);
  abort();
}

AMBI_EXPORT void Py_FatalError(const char *message) { _Py_FatalErrorFunc(NULL, message); }
