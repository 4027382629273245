/* Between datetime64, its exploded form, and objects such as those of Python's module datetime. */
#include "numpy_datetime.h"

#include "warnings.h"

/* ---- the calendar --------------------------------------------------------------------------------------------- */

enum { DAYS_OF_400_YEARS = 146097, DAYS_TO_2000 = 10957 };

static const int days_before_month[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

static bool is_leap(int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int ambi_days_of_month(int64_t year, int month) {
  if (month < 1 || month > 12) return 31;
  return days_before_month[month] - days_before_month[month - 1] + (month == 2 && is_leap(year));
}

int ambi_datetime_days(const npy_datetimestruct *time, int64_t *days) {
  /* NumPy takes month 13 for the next January, and what is below 1 for January. */
  if (time->month > 13) {
    PyErr_Format(PyExc_ValueError, "month %d in a npy_datetimestruct is out of range: it goes from 1 to 12",
                 (int)time->month);
    return -1;
  }
  int month = time->month < 1 ? 1 : time->month;
  int64_t years = ambi_wrapping_add(time->year, -1970);
  int64_t leaps = ambi_floor_div(ambi_wrapping_add(years, 1), 4, NULL) -
                  ambi_floor_div(ambi_wrapping_add(years, 69), 100, NULL) +
                  ambi_floor_div(ambi_wrapping_add(years, 369), 400, NULL);
  int64_t in_year = days_before_month[month - 1] + (month > 2 && is_leap(time->year)) + (int64_t)time->day - 1;
  *days = ambi_wrapping_add(ambi_wrapping_add(ambi_wrapping_mul(years, 365), leaps), in_year);
  return 0;
}

/* The days of a cycle of 400 years before its `year`th; the first is a leap year. */
static int64_t days_before_year(int64_t year) { return 365 * year + (year + 3) / 4 - (year + 99) / 100 + (year > 0); }

static void set_days(npy_datetimestruct *time, int64_t days) {
  int64_t rest, cycle = ambi_floor_div(ambi_wrapping_add(days, -DAYS_TO_2000), DAYS_OF_400_YEARS, &rest);
  int64_t year = rest / 366;
  while (days_before_year(year + 1) <= rest) year++;
  time->year = 2000 + 400 * cycle + year;
  rest -= days_before_year(year);
  time->month = 1;
  while (rest >= ambi_days_of_month(time->year, time->month)) rest -= ambi_days_of_month(time->year, time->month++);
  time->day = (int32_t)rest + 1;
}

void ambi_datetime_add_minutes(npy_datetimestruct *time, int64_t minutes) {
  int64_t rest, hours = ambi_floor_div(time->min + minutes, 60, &rest);
  time->min = (int32_t)rest;
  int64_t day = time->day + ambi_floor_div(time->hour + hours, 24, &rest);
  time->hour = (int32_t)rest;
  if (day < 1) {
    if (--time->month < 1) {
      time->month = 12;
      time->year = ambi_wrapping_add(time->year, -1);
    }
    day += ambi_days_of_month(time->year, time->month);
  } else if (day > ambi_days_of_month(time->year, time->month)) {
    day -= ambi_days_of_month(time->year, time->month);
    if (++time->month > 12) {
      time->month = 1;
      time->year = ambi_wrapping_add(time->year, 1);
    }
  }
  time->day = (int32_t)day;
}

/* ---- units ---------------------------------------------------------------------------------------------------- */

#define ATTOSECONDS 1000000000000000000
#define MILLION 1000000

static int64_t ticks_per_second(int unit) {
  int64_t ticks = 1;
  for (int u = NPY_FR_s; u < unit; u++) ticks *= 1000;
  return ticks;
}

int ambi_datetime_lossless_unit(const npy_datetimestruct *t) {
  if (t->as % 1000) return NPY_FR_as;
  if (t->as) return NPY_FR_fs;
  if (t->ps % 1000) return NPY_FR_ps;
  if (t->ps) return NPY_FR_ns;
  if (t->us % 1000) return NPY_FR_us;
  if (t->us) return NPY_FR_ms;
  if (t->sec) return NPY_FR_s;
  if (t->min) return NPY_FR_m;
  if (t->hour) return NPY_FR_h;
  if (t->day != 1) return NPY_FR_D;
  return t->month != 1 ? NPY_FR_M : NPY_FR_Y;
}

const char *ambi_datetime_unit_name(int unit) {
  static const char *const names[] = {"Y",  "M",  "W",  NULL, "D",  "h",  "m",      "s",
                                      "ms", "us", "ns", "ps", "fs", "as", "generic"};
  return unit < 0 || unit > NPY_FR_GENERIC || !names[unit] ? "<invalid>" : names[unit];
}

bool ambi_datetime_may_cast(int from, int to, int casting) {
  bool generic = from == NPY_FR_GENERIC || to == NPY_FR_GENERIC;
  switch (casting) {
    case NPY_UNSAFE_CASTING:
      return true;
    case NPY_SAME_KIND_CASTING:
      return !generic || from == NPY_FR_GENERIC;
    case NPY_SAFE_CASTING:
      return generic ? from == NPY_FR_GENERIC : from <= to;
    default:
      return from == to;
  }
}

/* ---- datetime64 to its fields ------------------------------------------------------------------------------------- */

static void set_seconds(npy_datetimestruct *time, int64_t seconds) {
  int64_t rest;
  set_days(time, ambi_floor_div(seconds, 86400, &rest));
  time->hour = (int32_t)(rest / 3600);
  time->min = (int32_t)(rest / 60 % 60);
  time->sec = (int32_t)(rest % 60);
}

static void set_ticks(npy_datetimestruct *time, int64_t value, int64_t per_second) {
  int64_t rest;
  set_seconds(time, ambi_floor_div(value, per_second, &rest));
  rest *= ATTOSECONDS / per_second;
  time->as = (int32_t)(rest % MILLION);
  time->ps = (int32_t)(rest / MILLION % MILLION);
  time->us = (int32_t)(rest / MILLION / MILLION);
}

AMBI_EXPORT int NpyDatetime_ConvertDatetime64ToDatetimeStruct(PyArray_DatetimeMetaData *meta, int64_t value,
                                                              npy_datetimestruct *time) {
  *time = AMBI_DATETIME_EPOCH(1970);
  if (value == NPY_DATETIME_NAT) {
    time->year = NPY_DATETIME_NAT;
    return 0;
  }
  int64_t rest;
  value = meta->base == NPY_FR_GENERIC ? value : ambi_wrapping_mul(value, meta->num);
  switch (meta->base) {
    case NPY_FR_GENERIC:
      PyErr_SetString(PyExc_ValueError, "Cannot convert a NumPy datetime value other than NaT with generic units");
      return -1;
    case NPY_FR_Y:
      time->year = ambi_wrapping_add(1970, value);
      return 0;
    case NPY_FR_M:
      time->year = 1970 + ambi_floor_div(value, 12, &rest);
      time->month = (int32_t)rest + 1;
      return 0;
    case NPY_FR_W:
      set_days(time, ambi_wrapping_mul(value, 7));
      return 0;
    case NPY_FR_D:
      set_days(time, value);
      return 0;
    case NPY_FR_h:
      set_days(time, ambi_floor_div(value, 24, &rest));
      time->hour = (int32_t)rest;
      return 0;
    case NPY_FR_m:
      set_days(time, ambi_floor_div(value, 1440, &rest));
      time->hour = (int32_t)(rest / 60);
      time->min = (int32_t)(rest % 60);
      return 0;
    default:
      if (meta->base < NPY_FR_s || meta->base > NPY_FR_as) break;
      set_ticks(time, value, ticks_per_second(meta->base));
      return 0;
  }
  PyErr_SetString(PyExc_RuntimeError, "NumPy datetime metadata is corrupted with invalid base unit");
  return -1;
}

/* ---- and back -------------------------------------------------------------------------------------------------- */

/* A field that counts parts of a second, `parts` in one, in ticks; nothing where the field before it says all. */
static int64_t field_ticks(int64_t field, int64_t parts, int64_t per_second) {
  if (per_second >= parts) return ambi_wrapping_mul(field, per_second / parts);
  return per_second > parts / MILLION ? field / (parts / per_second) : 0;
}

static int64_t ticks(const npy_datetimestruct *time, int64_t seconds, int64_t per_second) {
  int64_t value = ambi_wrapping_mul(seconds, per_second);
  value = ambi_wrapping_add(value, field_ticks(time->us, MILLION, per_second));
  value = ambi_wrapping_add(value, field_ticks(time->ps, (int64_t)MILLION * MILLION, per_second));
  return ambi_wrapping_add(value, field_ticks(time->as, ATTOSECONDS, per_second));
}

/* The value in units of days and shorter. */
static int64_t from_days(const npy_datetimestruct *time, int64_t value, int unit) {
  if (unit == NPY_FR_W) return ambi_floor_div(value, 7, NULL);
  if (unit >= NPY_FR_h) value = ambi_wrapping_add(ambi_wrapping_mul(value, 24), time->hour);
  if (unit >= NPY_FR_m) value = ambi_wrapping_add(ambi_wrapping_mul(value, 60), time->min);
  if (unit < NPY_FR_s) return value;
  value = ambi_wrapping_add(ambi_wrapping_mul(value, 60), time->sec);
  return ticks(time, value, ticks_per_second(unit));
}

AMBI_EXPORT int NpyDatetime_ConvertDatetimeStructToDatetime64(PyArray_DatetimeMetaData *meta,
                                                              const npy_datetimestruct *time, int64_t *out) {
  if (time->year == NPY_DATETIME_NAT) {
    *out = NPY_DATETIME_NAT;
    return 0;
  }
  int unit = meta->base;
  if (unit == NPY_FR_GENERIC) {
    PyErr_SetString(PyExc_ValueError, "Cannot create a NumPy datetime other than NaT with generic units");
    return -1;
  }
  if (unit < 0 || unit > NPY_FR_as || unit == NPY_FR_W + 1) {
    PyErr_SetString(PyExc_ValueError, "NumPy datetime metadata with corrupt unit value");
    return -1;
  }
  int64_t value = ambi_wrapping_add(time->year, -1970);
  if (unit == NPY_FR_M) {
    value = ambi_wrapping_add(ambi_wrapping_mul(value, 12), (int64_t)time->month - 1);
  } else if (unit > NPY_FR_M) {
    if (ambi_datetime_days(time, &value) < 0) return -1;
    value = from_days(time, value, unit);
  }
  *out = meta->num > 1 ? ambi_floor_div(value, meta->num, NULL) : value;
  return 0;
}

/* ---- from objects with attributes --------------------------------------------------------------------------------- */

/* What does not fit into a field is cut, as in NumPy, before anybody asks whether it is in the calendar. */
static int get_fields(PyObject *o, const char *const *names, int32_t *const *fields, int count) {
  for (int i = 0; i < count; i++) {
    PyObject *value = PyObject_GetAttrString(o, names[i]);
    long number = value ? PyLong_AsLong(value) : -1;
    Py_XDECREF(value);
    if (number == -1 && PyErr_Occurred()) return -1;
    *fields[i] = (int32_t)number;
  }
  return 0;
}

static bool has_attributes(PyObject *o, const char *const *names, int count) {
  for (int i = 0; i < count; i++) {
    if (!PyObject_HasAttrString(o, names[i])) return false;
  }
  return true;
}

static int get_date(PyObject *o, npy_datetimestruct *time) {
  PyObject *year = PyObject_GetAttrString(o, "year");
  time->year = year ? PyLong_AsLong(year) : -1;
  Py_XDECREF(year);
  if (time->year == -1 && PyErr_Occurred()) return -1;
  static const char *const names[] = {"month", "day"};
  if (get_fields(o, names, (int32_t *const[]){&time->month, &time->day}, 2) < 0) return -1;
  if (time->month >= 1 && time->month <= 12 && time->day >= 1 &&
      time->day <= ambi_days_of_month(time->year, time->month)) {
    return 0;
  }
  PyErr_Format(PyExc_ValueError, "Invalid date (%lld,%d,%d) when converting to NumPy datetime", (long long)time->year,
               (int)time->month, (int)time->day);
  return -1;
}

static const char *const time_names[] = {"hour", "minute", "second", "microsecond"};

static int get_time(PyObject *o, npy_datetimestruct *t) {
  if (get_fields(o, time_names, (int32_t *const[]){&t->hour, &t->min, &t->sec, &t->us}, 4) < 0) return -1;
  if (t->hour >= 0 && t->hour < 24 && t->min >= 0 && t->min < 60 && t->sec >= 0 && t->sec < 60 && t->us >= 0 &&
      t->us < MILLION) {
    return 0;
  }
  PyErr_Format(PyExc_ValueError, "Invalid time (%d,%d,%d,%d) when converting to NumPy datetime", (int)t->hour,
               (int)t->min, (int)t->sec, (int)t->us);
  return -1;
}

/* The seconds that a zone is ahead of UTC when it is `o`. */
static int get_utc_offset(PyObject *zone, PyObject *o, double *seconds) {
  PyObject *offset = PyObject_CallMethod(zone, "utcoffset", "O", o);
  PyObject *total = offset ? PyObject_CallMethod(offset, "total_seconds", NULL) : NULL;
  Py_XDECREF(offset);
  if (!total) return -1;
  *seconds = PyFloat_AsDouble(total);
  Py_DECREF(total);
  if (*seconds == -1.0 && PyErr_Occurred()) return -1;
  if (*seconds > INT32_MIN && *seconds < INT32_MAX) return 0;
  PyErr_SetString(PyExc_OverflowError, "the seconds of a UTC offset do not fit into 32 bits");
  return -1;
}

static int apply_zone(PyObject *o, npy_datetimestruct *time) {
  PyObject *zone = PyObject_GetAttrString(o, "tzinfo");
  if (!zone) return -1;
  int status = 0;
  if (zone != Py_None) {
    double seconds = 0;
    status = PyErr_WarnEx(PyExc_UserWarning, AMBI_NO_TIMEZONES, 1);
    if (status == 0) status = get_utc_offset(zone, o, &seconds);
    if (status == 0) ambi_datetime_add_minutes(time, -((int64_t)seconds / 60));
  }
  Py_DECREF(zone);
  return status;
}

AMBI_EXPORT int NpyDatetime_ConvertPyDateTimeToDatetimeStruct(PyObject *o, npy_datetimestruct *time, int *unit,
                                                              int apply_tzinfo) {
  static const char *const date_names[] = {"year", "month", "day"};
  *time = AMBI_DATETIME_EPOCH(0);
  if (!has_attributes(o, date_names, 3)) return 1;
  if (get_date(o, time) < 0) return -1;
  bool whole_day = !has_attributes(o, time_names, 4);
  if (!whole_day && get_time(o, time) < 0) return -1;
  if (!whole_day && apply_tzinfo && PyObject_HasAttrString(o, "tzinfo") && apply_zone(o, time) < 0) return -1;
  if (unit) *unit = whole_day ? NPY_FR_D : NPY_FR_us;
  return 0;
}
