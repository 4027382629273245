/* What a text of ISO 8601 says as a datetime64. */
#define _POSIX_C_SOURCE 200809L /* localtime_r, gmtime_r */
#include "numpy_datetime.h"

#include "warnings.h"

#include <time.h>

typedef struct {
  const char *text;
  Py_ssize_t size, at;
} reader;

/* ---- errors ------------------------------------------------------------------------------------------------------- */

static PyObject *text_of(const reader *r) {
  const char *end = memchr(r->text, 0, (size_t)r->size);
  return PyUnicode_DecodeUTF8(r->text, end ? end - r->text : r->size, "replace");
}

static int malformed(const reader *r) {
  PyObject *text = text_of(r);
  if (text) PyErr_Format(PyExc_ValueError, "Error parsing datetime string \"%U\" at position %zd", text, r->at);
  Py_XDECREF(text);
  return -1;
}

static int out_of_range(const reader *r, const char *field) {
  PyObject *text = text_of(r);
  if (text) PyErr_Format(PyExc_ValueError, "%s out of range in datetime string \"%U\"", field, text);
  Py_XDECREF(text);
  return -1;
}

static const char *casting_name(int casting) {
  static const char *const names[] = {"'no'", "'equiv'", "'safe'", "'same_kind'", "'unsafe'"};
  static const char *const same_value_names[] = {"'no and same_value'", "'equiv and same_value'", "'safe and same_value'",
                                                 "'same_kind and same_value'", "'same_value'"};
  int rule = casting & ~AMBI_SAME_VALUE_CASTING_FLAG;
  if (rule < 0 || rule > NPY_UNSAFE_CASTING) return "<unknown>";
  return casting == rule ? names[rule] : same_value_names[rule];
}

static int check_casting(const reader *r, int found, int unit, int casting) {
  if (unit == NPY_FR_ERROR || ambi_datetime_may_cast(found, unit, casting)) return 0;
  PyObject *text = text_of(r);
  if (text) {
    PyErr_Format(PyExc_TypeError, "Cannot parse \"%U\" as unit '%s' using casting rule %s", text,
                 ambi_datetime_unit_name(unit), casting_name(casting));
  }
  Py_XDECREF(text);
  return -1;
}

/* ---- reading -------------------------------------------------------------------------------------------------------- */

/* NUL at the end, which no part of a time begins with. */
static char next(const reader *r) { return r->at < r->size ? r->text[r->at] : 0; }

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool skip(reader *r, char letter) {
  if (letter == 0 || next(r) != letter) return false;
  r->at++;
  return true;
}

static void skip_spaces(reader *r) {
  while (next(r) == ' ' || (next(r) >= '\t' && next(r) <= '\r')) r->at++;
}

static bool at_end(const reader *r) { return r->at >= r->size; }

static int two_digits(reader *r, int32_t *value) {
  if (r->size - r->at < 2 || !is_digit(r->text[r->at]) || !is_digit(r->text[r->at + 1])) return malformed(r);
  *value = 10 * (r->text[r->at] - '0') + r->text[r->at + 1] - '0';
  r->at += 2;
  return 0;
}

static int field(reader *r, int32_t *value, int first, int last, const char *name) {
  if (two_digits(r, value) < 0) return -1;
  return *value < first || *value > last ? out_of_range(r, name) : 0;
}

/* Up to six digits, as millionths; the number of digits. */
static int millionths(reader *r, int32_t *value) {
  int digits = 0;
  for (int place = 100000; place > 0 && is_digit(next(r)); place /= 10, digits++) {
    *value += place * (r->text[r->at++] - '0');
  }
  return digits;
}

/* After the point. The unit that holds it: of three digits more for each part that has more than three. */
static int read_fraction(reader *r, npy_datetimestruct *time) {
  int32_t *const parts[] = {&time->us, &time->ps, &time->as};
  int unit = NPY_FR_ms;
  for (int i = 0; i < 3; i++) {
    unit = NPY_FR_ms + 2 * i + (millionths(r, parts[i]) > 3);
    if (!is_digit(next(r))) break;
  }
  return unit;
}

static int read_zone(reader *r, npy_datetimestruct *time) {
  if (at_end(r)) return 0;
  if (PyErr_WarnEx(PyExc_UserWarning, AMBI_NO_TIMEZONES, 1) < 0) return -1;
  bool minus = next(r) == '-';
  if (minus || next(r) == '+') {
    int32_t hours, minutes = 0;
    r->at++;
    if (field(r, &hours, 0, 23, "Timezone hours offset") < 0) return -1;
    if (!at_end(r)) {
      skip(r, ':');
      if (field(r, &minutes, 0, 59, "Timezone minutes offset") < 0) return -1;
    }
    int offset = 60 * hours + minutes;
    ambi_datetime_add_minutes(time, minus ? offset : -offset);
  } else {
    skip(r, 'Z');
  }
  skip_spaces(r);
  return at_end(r) ? 0 : malformed(r);
}

/* The year, with a sign or without. What is too long wraps. */
static void read_year(reader *r, npy_datetimestruct *time) {
  /* As in NumPy, a minus sign after spaces is skipped and means nothing. */
  bool minus = next(r) == '-';
  skip_spaces(r);
  if (!skip(r, '-')) skip(r, '+');
  time->year = 0;
  while (is_digit(next(r))) {
    time->year = ambi_wrapping_add(ambi_wrapping_mul(time->year, 10), r->text[r->at++] - '0');
  }
  if (minus) time->year = ambi_wrapping_mul(time->year, -1);
}

/* The time of day. The unit that it is said in, or -1 with an error. */
static int read_clock(reader *r, npy_datetimestruct *time) {
  if (field(r, &time->hour, 0, 23, "Hours") < 0) return -1;
  if (!skip(r, ':')) return NPY_FR_h;
  if (field(r, &time->min, 0, 59, "Minutes") < 0) return -1;
  if (!skip(r, ':')) return NPY_FR_m;
  if (field(r, &time->sec, 0, 59, "Seconds") < 0) return -1;
  return skip(r, '.') ? read_fraction(r, time) : NPY_FR_s;
}

/* The unit that the text is said in, or -1 with an error. */
static int read_time(reader *r, npy_datetimestruct *time) {
  read_year(r, time);
  if (at_end(r)) return is_digit(r->text[r->at - 1]) ? NPY_FR_Y : malformed(r);
  if (!skip(r, '-')) return malformed(r);
  if (field(r, &time->month, 1, 12, "Month") < 0) return -1;
  if (at_end(r)) return NPY_FR_M;
  if (!skip(r, '-')) return malformed(r);
  if (field(r, &time->day, 1, ambi_days_of_month(time->year, time->month), "Day") < 0) return -1;
  if (at_end(r)) return NPY_FR_D;
  if (!skip(r, 'T') && !skip(r, ' ')) return malformed(r);
  int unit = read_clock(r, time);
  return unit < 0 || read_zone(r, time) < 0 ? -1 : unit;
}

/* ---- words -------------------------------------------------------------------------------------------------------- */

static bool is_word(const reader *r, const char *word) {
  if (r->size != (Py_ssize_t)strlen(word)) return false;
  for (Py_ssize_t i = 0; i < r->size; i++) {
    char c = r->text[i];
    if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != word[i]) return false;
  }
  return true;
}

/* Today is that of the place, now is that of UTC. */
static int from_clock(npy_datetimestruct *fields, int unit) {
  time_t moment = time(NULL);
  struct tm tm;
  if (!(unit == NPY_FR_D ? localtime_r(&moment, &tm) : gmtime_r(&moment, &tm))) {
    PyErr_SetString(PyExc_OSError, "the system's clock cannot be read");
    return -1;
  }
  fields->year = (int64_t)tm.tm_year + 1900;
  fields->month = tm.tm_mon + 1;
  fields->day = tm.tm_mday;
  if (unit == NPY_FR_D) return unit;
  fields->hour = tm.tm_hour;
  fields->min = tm.tm_min;
  fields->sec = tm.tm_sec;
  return unit;
}

AMBI_EXPORT int NpyDatetime_ParseISO8601Datetime(const char *text, Py_ssize_t size, int unit, int casting,
                                                 npy_datetimestruct *time, int *found_unit, npy_bool *special) {
  reader r = {text, size < 0 ? 0 : size, 0};
  *time = AMBI_DATETIME_EPOCH(0);
  bool word = true;
  int found = NPY_FR_GENERIC;
  if (r.size == 0 || is_word(&r, "nat")) {
    time->year = NPY_DATETIME_NAT;
  } else if (unit == NPY_FR_GENERIC) {
    PyErr_SetString(PyExc_ValueError, "Cannot create a NumPy datetime other than NaT with generic units");
    return -1;
  } else {
    bool today = is_word(&r, "today");
    word = today || is_word(&r, "now");
    found = word ? from_clock(time, today ? NPY_FR_D : NPY_FR_s) : read_time(&r, time);
    if (found < 0 || check_casting(&r, found, unit, casting) < 0) return -1;
  }
  if (found_unit) *found_unit = found;
  if (special) *special = word;
  return 0;
}
