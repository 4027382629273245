/* The texts of ISO 8601 that datetime64 is written as. */
#define _POSIX_C_SOURCE 200809L /* localtime_r */
#include "numpy_datetime.h"

#include <stdio.h>
#include <time.h>

/* Room for any text, with its NUL. */
enum { NPY_DATETIME_MAX_ISO8601_STRLEN = 62 };

AMBI_EXPORT int NpyDatetime_GetDatetimeISO8601StrLen(int local, int base) {
  static const int before_zone[] = {21, 24, 27, 0, 27, 30, 33, 36, 40, 43, 46, 49, 52, 55};
  if (base == NPY_FR_ERROR) return NPY_DATETIME_MAX_ISO8601_STRLEN;
  if (base == NPY_FR_GENERIC) return 1 + 3;
  int length = 1 + (base >= 0 && base <= NPY_FR_as ? before_zone[base] : 0);
  return base >= NPY_FR_h ? length + (local ? 5 : 1) : length;
}

/* ---- where the text goes -------------------------------------------------------------------------------------------- */

typedef struct {
  char *at;
  npy_intp left, room;
} text_writer;

static int too_short(const text_writer *w) {
  PyErr_Format(PyExc_RuntimeError, "The string provided for NumPy ISO datetime formatting was too short, with length %zd",
               (Py_ssize_t)w->room);
  return -1;
}

static int put(text_writer *w, int letter) {
  if (w->left < 1) return too_short(w);
  *w->at++ = (char)letter;
  w->left--;
  return 0;
}

/* After a separator, if there is one, the digits of a field from that of `high` to that of `low`. */
static int put_digits(text_writer *w, char separator, int64_t value, int high, int low) {
  if (separator && put(w, separator) < 0) return -1;
  for (int place = high; place >= low; place /= 10) {
    if (put(w, '0' + (int)(value / place % 10)) < 0) return -1;
    if (place == 1) break;
  }
  return 0;
}

/* A field of two digits: where it has more, the first takes them all, as in NumPy. */
static int put_field(text_writer *w, char separator, int32_t value) {
  if (separator && put(w, separator) < 0) return -1;
  return put(w, '0' + value / 10) < 0 ? -1 : put(w, '0' + value % 10);
}

static int put_year(text_writer *w, int64_t year) {
  int length = w->left < 0 ? -1 : snprintf(w->at, (size_t)w->left, "%04lld", (long long)year);
  if (length < 0 || length > w->left) return too_short(w);
  w->at += length;
  w->left -= length;
  return 0;
}

/* The fractions of a second down to those of `unit`. */
static int put_fraction(text_writer *w, const npy_datetimestruct *t, int unit) {
  const struct {
    int32_t field;
    int high, low;
  } groups[] = {{t->us, 100000, 1000}, {t->us, 100, 1}, {t->ps, 100000, 1000},
                {t->ps, 100, 1},       {t->as, 100000, 1000}, {t->as, 100, 1}};
  int count = unit >= NPY_FR_ms && unit < NPY_FR_as ? unit - NPY_FR_s : 6;
  for (int i = 0; i < count; i++) {
    if (put_digits(w, i ? 0 : '.', groups[i].field, groups[i].high, groups[i].low) < 0) return -1;
  }
  return 0;
}

static int put_zone(text_writer *w, int64_t offset) {
  if (put(w, offset < 0 ? '-' : '+') < 0) return -1;
  if (offset < 0) offset = -offset;
  return put_digits(w, 0, offset / 60, 10, 1) < 0 ? -1 : put_digits(w, 0, offset % 60, 10, 1);
}

/* Up to the field of the unit. A unit that there is not gets all of them. */
static int put_fields(text_writer *w, const npy_datetimestruct *t, int unit) {
  const struct {
    int unit;
    char separator;
    int32_t value;
  } fields[] = {{NPY_FR_M, '-', t->month}, {NPY_FR_D, '-', t->day},  {NPY_FR_h, 'T', t->hour},
                {NPY_FR_m, ':', t->min},   {NPY_FR_s, ':', t->sec}};
  if (put_year(w, t->year) < 0) return -1;
  if (unit == NPY_FR_Y) return 0;
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    if (put_field(w, fields[i].separator, fields[i].value) < 0) return -1;
    if (unit == fields[i].unit) return 0;
  }
  return put_fraction(w, t, unit);
}

/* ---- local time ----------------------------------------------------------------------------------------------------- */

static int minutes_of(const npy_datetimestruct *time, int64_t *minutes) {
  int64_t days;
  if (ambi_datetime_days(time, &days) < 0) return -1;
  *minutes = days * 1440 + time->hour * (int64_t)60 + time->min;
  return 0;
}

/* Makes a time of UTC one of the zone that the process is in, which is ahead by `offset` minutes. */
static int to_local(npy_datetimestruct *time, int64_t *offset) {
  int64_t before, after;
  if (minutes_of(time, &before) < 0) return -1;
  time_t moment = (time_t)(before * 60 + time->sec);
  struct tm tm;
  if (!localtime_r(&moment, &tm)) {
    PyErr_SetString(PyExc_OSError, "Failed to use localtime_r() to get a local time");
    return -1;
  }
  time->year = (int64_t)tm.tm_year + 1900;
  time->month = tm.tm_mon + 1;
  time->day = tm.tm_mday;
  time->hour = tm.tm_hour;
  time->min = tm.tm_min;
  time->sec = tm.tm_sec;
  if (minutes_of(time, &after) < 0) return -1;
  *offset = after - before;
  return 0;
}

/* ---- texts ------------------------------------------------------------------------------------------------------- */

static int check_casting(const npy_datetimestruct *time, bool local, int base, int casting) {
  if (casting == NPY_UNSAFE_CASTING || casting & AMBI_SAME_VALUE_CASTING_FLAG) return 0;
  if (local && base <= NPY_FR_D) {
    PyErr_SetString(PyExc_TypeError,
                    "Cannot create a local timezone-based date string from a NumPy datetime without forcing 'unsafe' "
                    "casting");
    return -1;
  }
  int unit = ambi_datetime_lossless_unit(time);
  if (casting == NPY_SAME_KIND_CASTING || unit <= base) return 0;
  PyErr_Format(PyExc_TypeError,
               "Cannot create a string with unit precision '%s' from the NumPy datetime, which has data at unit "
               "precision '%s', requires 'unsafe' or 'same_kind' casting",
               ambi_datetime_unit_name(base), ambi_datetime_unit_name(unit));
  return -1;
}

static int put_text(text_writer *w, const char *text) {
  for (; *text; text++) {
    if (put(w, *text) < 0) return -1;
  }
  return 0;
}

/* Dates have a day at least, and hours their minutes; a local time is more than a date. */
static int default_unit(const npy_datetimestruct *time, bool local) {
  int unit = ambi_datetime_lossless_unit(time);
  if (unit < NPY_FR_m && (local || unit == NPY_FR_h)) return NPY_FR_m;
  return unit < NPY_FR_D ? NPY_FR_D : unit;
}

static int put_datetime(text_writer *w, npy_datetimestruct time, bool local, bool utc, int base, int tzoffset,
                        int casting) {
  int64_t offset = tzoffset;
  bool systems = local && tzoffset == -1;
  /* Outside of these years the C library is not asked. */
  if (systems && (time.year < 1970 || time.year >= 10000)) local = systems = false;
  if (base == NPY_FR_ERROR) base = default_unit(&time, local);
  if (base == NPY_FR_W) base = NPY_FR_D;
  if (systems && to_local(&time, &offset) < 0) return -1;
  if (local && !systems) ambi_datetime_add_minutes(&time, offset);
  if (check_casting(&time, local, base, casting) < 0 || put_fields(w, &time, base) < 0) return -1;
  if (base >= 0 && base <= NPY_FR_D && base != NPY_FR_W + 1) return 0;
  return local ? put_zone(w, offset) : utc ? put(w, 'Z') : 0;
}

/* A text that fills the room has no NUL. */
AMBI_EXPORT int NpyDatetime_MakeISO8601Datetime(npy_datetimestruct *time, char *text, npy_intp room, int local, int utc,
                                                int base, int tzoffset, int casting) {
  text_writer w = {text, room, room};
  int status = time->year == NPY_DATETIME_NAT || base == NPY_FR_GENERIC
                   ? put_text(&w, "NaT")
                   : put_datetime(&w, *time, local != 0, utc != 0, base, tzoffset, casting);
  if (status == 0 && w.left > 0) *w.at = 0;
  return status;
}
