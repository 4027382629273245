/* The conversions of datetime64: there and back, hostile fields, texts and rooms. */
#define _POSIX_C_SOURCE 200809L /* setenv, tzset */
#include "numpy_check.h"

#include "numpy_datetime.h"
#include "warnings.h"

#include <time.h>

AMBI_API int NpyDatetime_GetDatetimeISO8601StrLen(int local, int base);
AMBI_API int NpyDatetime_MakeISO8601Datetime(npy_datetimestruct *, char *, npy_intp, int, int, int, int, int);
AMBI_API int NpyDatetime_ParseISO8601Datetime(const char *, Py_ssize_t, int, int, npy_datetimestruct *, int *,
                                              npy_bool *);

static uint64_t state = 88172645463325252;

static uint64_t next_random(void) {
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

/* Values, and their texts, come back. */
static void test_there_and_back(void) {
  for (int base = NPY_FR_Y; base <= NPY_FR_as; base++) {
    if (base == NPY_FR_W + 1) continue;
    PyArray_DatetimeMetaData meta = {base, 1};
    for (int i = 0; i < 2000; i++) {
      /* What a week or a year is multiplied with, or added to, may not overflow here. */
      int64_t value = (int64_t)next_random() >> (base == NPY_FR_Y || base == NPY_FR_W || base == NPY_FR_D ? 8 : i % 40);
      if (value == NPY_DATETIME_NAT) continue;
      npy_datetimestruct time, parsed;
      int64_t back = 0;
      CHECK_INT(NpyDatetime_ConvertDatetime64ToDatetimeStruct(&meta, value, &time), 0);
      CHECK_INT(NpyDatetime_ConvertDatetimeStructToDatetime64(&meta, &time, &back), 0);
      CHECK(back == value);
      int room = NpyDatetime_GetDatetimeISO8601StrLen(0, base), unit;
      char *text = malloc((size_t)room);
      npy_bool special = 1;
      CHECK_INT(NpyDatetime_MakeISO8601Datetime(&time, text, room, 0, 0, base, -1, NPY_UNSAFE_CASTING), 0);
      CHECK_INT(NpyDatetime_ParseISO8601Datetime(text, (Py_ssize_t)strlen(text), base, NPY_UNSAFE_CASTING, &parsed, &unit,
                                                 &special),
                0);
      CHECK(memcmp(&time, &parsed, sizeof time) == 0);
      CHECK_INT(unit, base == NPY_FR_W ? NPY_FR_D : base);
      CHECK_INT(special, 0);
      free(text);
    }
  }
}

/* No field, unit or multiplier does harm. */
static void test_hostile_fields(void) {
  for (int i = 0; i < 20000; i++) {
    npy_datetimestruct time = {.year = (int64_t)next_random() >> (next_random() % 64)};
    int32_t *const fields[] = {&time.month, &time.day, &time.hour, &time.min, &time.sec, &time.us, &time.ps, &time.as};
    for (int f = 0; f < 8; f++) *fields[f] = (int32_t)((int64_t)next_random() >> (32 + next_random() % 32));
    PyArray_DatetimeMetaData meta = {(int)(next_random() % 20) - 3, (int)next_random()};
    int64_t value = (int64_t)next_random();
    NpyDatetime_ConvertDatetimeStructToDatetime64(&meta, &time, &value);
    PyErr_Clear();
    int room = (int)(next_random() % 70) - 2;
    char *text = malloc(room > 0 ? (size_t)room : 1);
    int offset = next_random() % 2 ? -1 : (int)next_random();
    NpyDatetime_MakeISO8601Datetime(&time, text, room, (int)(next_random() % 2), 1, meta.base, offset,
                                    (int)(next_random() % 6));
    PyErr_Clear();
    free(text);
    NpyDatetime_ConvertDatetime64ToDatetimeStruct(&meta, (int64_t)next_random(), &time);
    PyErr_Clear();
  }
}

/* Nothing is read after the end of a text, which has no NUL. */
static void test_hostile_texts(void) {
  static const char letters[] = "0123456789-:TZ+. naNTod\xc3";
  static const char pattern[] = "2024-02-29T23:59:59.123456789012345678+01:30";
  for (int i = 0; i < 40000; i++) {
    size_t size = next_random() % sizeof pattern;
    char *text = malloc(size ? size : 1);
    memcpy(text, pattern, size);
    for (int changes = (int)(next_random() % 4); changes && size; changes--) {
      text[next_random() % size] = letters[next_random() % sizeof letters];
    }
    npy_datetimestruct time;
    int unit;
    npy_bool special;
    int status = NpyDatetime_ParseISO8601Datetime(text, (Py_ssize_t)size, (int)(next_random() % 16) - 1,
                                                  (int)(next_random() % 6), &time, &unit, &special);
    CHECK((status < 0) == (PyErr_Occurred() != NULL));
    PyErr_Clear();
    free(text);
  }
}

static void check_local(int64_t year, int month, const char *expected) {
  npy_datetimestruct time = {.year = year, .month = month, .day = 1};
  char text[62];
  CHECK_INT(NpyDatetime_MakeISO8601Datetime(&time, text, sizeof text, 1, 0, NPY_FR_m, -1, NPY_SAME_KIND_CASTING), 0);
  CHECK_STR(text, expected);
}

/* Of the zone that the process is in; before 1970 and after 9999 there is none. */
static void test_local_times(void) {
  setenv("TZ", "AMBI-5:45AMBS,M3.2.0,M11.1.0", 1);
  tzset();
  check_local(2024, 1, "2024-01-01T05:45+0545");
  check_local(2024, 7, "2024-07-01T06:45+0645");
  check_local(1960, 1, "1960-01-01T00:00");
  check_local(10000, 1, "10000-01-01T00:00");
}

static void test_refused_months(void) {
  npy_datetimestruct time = {.year = 2024, .month = 14, .day = 1};
  int64_t value;
  CHECK_INT(NpyDatetime_ConvertDatetimeStructToDatetime64(&(PyArray_DatetimeMetaData){NPY_FR_D, 1}, &time, &value), -1);
  CHECK_ERR(PyExc_ValueError, "month 14 in a npy_datetimestruct is out of range: it goes from 1 to 12");
}

/* A room of less than nothing. */
static void test_negative_rooms(void) {
  npy_datetimestruct time = {.year = 2024, .month = 1, .day = 1};
  char text[1] = {'#'};
  CHECK_INT(NpyDatetime_MakeISO8601Datetime(&time, text, -1, 0, 0, NPY_FR_D, -1, NPY_UNSAFE_CASTING), -1);
  CHECK_ERR(PyExc_RuntimeError, "The string provided for NumPy ISO datetime formatting was too short, with length -1");
  CHECK(text[0] == '#');
}

/* A dtype of time of any unit, also one that there is not. */
static PyObject *dtype_of(int abi, int type_num, PyArray_DatetimeMetaData unit) {
  struct {
    void (*free)(void *);
    void *(*clone)(void *);
    void *reserved[2];
    PyArray_DatetimeMetaData unit;
  } *data = calloc(1, sizeof *data);
  data->free = free;
  data->unit = unit;
  PyObject *descr = PyArray_DescrNew(ambi_builtin_descrs[abi][type_num]);
  if (abi == 1) {
    ((ambi_descr_1x *)descr)->c_metadata = data;
  } else {
    ((ambi_legacy_descr_2x *)descr)->c_metadata = data;
  }
  return descr;
}

static void check_cast(int type_num, PyArray_DatetimeMetaData from, PyArray_DatetimeMetaData to, int64_t value, int64_t expected) {
  PyObject *a = dtype_of(1, type_num, from), *b = dtype_of(1, type_num, to);
  int64_t result = 0;
  CHECK_INT(ambi_transfer((ambi_run_of){a, (char *)&value, 8, NULL}, (ambi_run_of){b, (char *)&result, 8, NULL}, 1), 0);
  CHECK_INT(result, expected);
  Py_DECREF(a);
  Py_DECREF(b);
}

static void test_units(void) {
  PyArray_DatetimeMetaData year = {NPY_FR_Y, 1}, month = {NPY_FR_M, 1}, day = {NPY_FR_D, 1}, three = {NPY_FR_s, 3}, two = {NPY_FR_s, 2};
  check_cast(NPY_DATETIME, year, day, -1001, -365607);
  check_cast(NPY_DATETIME, day, year, -365607, -1001);
  check_cast(NPY_TIMEDELTA, year, day, -1001, -365608);
  check_cast(NPY_TIMEDELTA, year, month, 3, 36);
  check_cast(NPY_TIMEDELTA, three, two, -1, -2);
  check_cast(NPY_TIMEDELTA, three, two, NPY_DATETIME_NAT, NPY_DATETIME_NAT);
}

/* No unit, multiplier or count does harm. */
static void test_hostile_units(void) {
  for (int i = 0; i < 20000; i++) {
    int abi = 1 + (int)(next_random() % 2), type_num = next_random() % 2 ? NPY_DATETIME : NPY_TIMEDELTA;
    PyArray_DatetimeMetaData units[2];
    for (int k = 0; k < 2; k++) {
      units[k] = (PyArray_DatetimeMetaData){(int)(next_random() % 18) - 2, (int)((int64_t)next_random() >> (32 + next_random() % 32))};
    }
    PyObject *from = dtype_of(abi, type_num, units[0]), *to = dtype_of(abi, type_num, units[1]);
    int64_t values[3] = {(int64_t)next_random() >> (next_random() % 64), NPY_DATETIME_NAT, INT64_MAX};
    char results[25] = {0};
    int status = ambi_transfer((ambi_run_of){from, (char *)values, 8, NULL}, (ambi_run_of){to, results + 1, 8, NULL}, 3);
    CHECK((status < 0) == (PyErr_Occurred() != NULL));
    PyErr_Clear();
    Py_DECREF(from);
    Py_DECREF(to);
  }
}

static int ignored(PyObject *category AMBI_UNUSED, PyObject *text AMBI_UNUSED) { return 0; }

int main(void) {
  ambi_test_numpy_init();
  ambi_set_warning_sink(ignored);
  test_there_and_back();
  test_hostile_fields();
  test_hostile_texts();
  test_local_times();
  test_refused_months();
  test_negative_rooms();
  CHECK_LIVE_UNCHANGED {
    test_units();
    test_hostile_units();
  }
  return ambi_test_result();
}
