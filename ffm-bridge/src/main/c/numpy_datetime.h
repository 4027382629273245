/* What the conversions of datetime64 share: the exploded form of a time, the calendar, units and castings. */
#ifndef AMBI_NUMPY_DATETIME_H
#define AMBI_NUMPY_DATETIME_H

#include "numpy_array.h"
#include "numpy_iter.h"

#define NPY_DATETIME_NAT INT64_MIN

enum {
  NPY_FR_ERROR = -1,
  NPY_FR_Y,
  NPY_FR_M,
  NPY_FR_W,
  NPY_FR_D = 4,
  NPY_FR_h,
  NPY_FR_m,
  NPY_FR_s,
  NPY_FR_ms,
  NPY_FR_us,
  NPY_FR_ns,
  NPY_FR_ps,
  NPY_FR_fs,
  NPY_FR_as,
  NPY_FR_GENERIC
};

/* A time, its fields in the proleptic Gregorian calendar. NaT is what has the year NPY_DATETIME_NAT. */
typedef struct {
  int64_t year;
  int32_t month, day, hour, min, sec, us, ps, as;
} npy_datetimestruct;

/* What overflows wraps, as in NumPy. */
static inline int64_t ambi_wrapping_add(int64_t a, int64_t b) { return (int64_t)((uint64_t)a + (uint64_t)b); }
static inline int64_t ambi_wrapping_mul(int64_t a, int64_t b) { return (int64_t)((uint64_t)a * (uint64_t)b); }

/* The quotient, rounded down, for a positive divisor; what remains, never negative, is put into `remainder`. */
static inline int64_t ambi_floor_div(int64_t value, int64_t divisor, int64_t *remainder) {
  int64_t quotient = value / divisor, rest = value % divisor;
  if (rest < 0) {
    rest += divisor;
    quotient--;
  }
  if (remainder) *remainder = rest;
  return quotient;
}

/* A month that there is not has 31 days. */
int ambi_days_of_month(int64_t year, int month);

/* The days since 1970. -1 with an error where the month is out of the calendar. */
int ambi_datetime_days(const npy_datetimestruct *time, int64_t *days);

/* Moves the time by less than a month. */
void ambi_datetime_add_minutes(npy_datetimestruct *time, int64_t minutes);

/* The coarsest unit that loses nothing of the time, not counting weeks. */
int ambi_datetime_lossless_unit(const npy_datetimestruct *time);

/* "ms", or "<invalid>". */
const char *ambi_datetime_unit_name(int unit);

/* Whether times of one unit may become those of another by this rule of casting. */
bool ambi_datetime_may_cast(int from, int to, int casting);

AMBI_API int NpyDatetime_ConvertDatetime64ToDatetimeStruct(PyArray_DatetimeMetaData *, int64_t, npy_datetimestruct *);
AMBI_API int NpyDatetime_ConvertDatetimeStructToDatetime64(PyArray_DatetimeMetaData *, const npy_datetimestruct *, int64_t *);

/* ---- numpy_datetime_cast.c ------------------------------------------------------------------------------------------ */

static inline bool ambi_is_time(int type_num) { return type_num == NPY_DATETIME || type_num == NPY_TIMEDELTA; }

/* The unit of a dtype of time; generic where it has none. */
PyArray_DatetimeMetaData ambi_time_unit(PyObject *descr);
/* Whether two dtypes of time count the same. */
bool ambi_same_unit(PyObject *a, PyObject *b);
/* ambi_transfer between two datetime64 or two timedelta64. */
int ambi_time_transfer(ambi_run_of from, ambi_run_of to, npy_intp n);

/* The same for one count, which is not NaT; `type_num` says of which kind. */
int ambi_time_convert(int type_num, PyArray_DatetimeMetaData from, PyArray_DatetimeMetaData to, int64_t *value);
/* An element of a dtype of time, in native order. */
int64_t ambi_time_at(const void *data, PyObject *descr);
/* The dtype that an array of dtype `from` is cast to where `descr` may name no unit: that of `from`. Takes over `descr`. */
PyObject *ambi_time_descr_for(PyObject *descr, PyObject *from);

/* ---- numpy_datetime_items.c ----------------------------------------------------------------------------------------- */

/* setitem of datetime64 and timedelta64. */
int ambi_time_setitem(int type_num, PyObject *o, void *data, void *array);

/* The flag in NPY_SAME_VALUE_CASTING, which came with NumPy 2.4. */
#define AMBI_SAME_VALUE_CASTING_FLAG 64

/* What is said of a text or an object that names a time zone. */
#define AMBI_NO_TIMEZONES "no explicit representation of timezones available for np.datetime64"

/* The first moment of a year. */
#define AMBI_DATETIME_EPOCH(first) ((npy_datetimestruct){.year = (first), .month = 1, .day = 1})

#endif
