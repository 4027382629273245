/* Times of one unit as times of another: spans by a factor, points of years and months by the calendar. */
#include "numpy_datetime.h"
#include "numpy_descr.h"

/* By what counts are multiplied, and then divided. */
typedef struct {
  int64_t num, den;
} factor;

/* Products of units from here on count as overflown. */
#define SAFE_BITS 56

/* Where the unit of a dtype stands; NULL where it has none. */
static char *metadata(PyObject *descr) {
  enum { HEAD = 32 }; /* of NpyAuxData */
  char *data = ambi_descr_is_1x(descr) ? ((ambi_descr_1x *)descr)->c_metadata : ((ambi_legacy_descr_2x *)descr)->c_metadata;
  return data ? data + HEAD : NULL;
}

PyArray_DatetimeMetaData ambi_time_unit(PyObject *descr) {
  PyArray_DatetimeMetaData unit = {NPY_FR_GENERIC, 1};
  const char *data = metadata(descr);
  if (data) memcpy(&unit, data, sizeof unit);
  return unit;
}

bool ambi_same_unit(PyObject *a, PyObject *b) {
  PyArray_DatetimeMetaData x = ambi_time_unit(a), y = ambi_time_unit(b);
  return x.base == y.base && (x.num == y.num || x.base == NPY_FR_GENERIC);
}

static bool is_unit(PyArray_DatetimeMetaData unit) {
  return unit.base >= 0 && unit.base <= NPY_FR_GENERIC && unit.base != NPY_FR_W + 1 && unit.num > 0;
}

static bool is_calendar(int unit) { return unit == NPY_FR_Y || unit == NPY_FR_M; }

static int64_t gcd(int64_t a, int64_t b) {
  while (b) {
    int64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/* How many of the shorter unit the longer one has, years and months left out; 0 for too many. */
static int64_t parts(int longer, int shorter) {
  static const int16_t of_next[] = {[NPY_FR_W] = 7,  [NPY_FR_W + 1] = 1, [NPY_FR_D] = 24,   [NPY_FR_h] = 60,   [NPY_FR_m] = 60,
                                    [NPY_FR_s] = 1000, [NPY_FR_ms] = 1000, [NPY_FR_us] = 1000, [NPY_FR_ns] = 1000, [NPY_FR_ps] = 1000,
                                    [NPY_FR_fs] = 1000};
  int64_t count = 1;
  for (int unit = longer; unit < shorter; unit++) {
    if (__builtin_mul_overflow(count, of_next[unit], &count) || count >> SAFE_BITS) return 0;
  }
  return count;
}

/* a c / (b d), reduced; num is 0 where it does not fit. */
static factor product(int64_t a, int64_t b, int64_t c, int64_t d) {
  int64_t ab = gcd(a, b), cd = gcd(c, d);
  a /= ab, b /= ab, c /= cd, d /= cd;
  int64_t ad = gcd(a, d), cb = gcd(c, b);
  factor f;
  bool overflow = __builtin_mul_overflow(a / ad, c / cb, &f.num) || __builtin_mul_overflow(b / cb, d / ad, &f.den);
  return overflow ? (factor){0, 1} : f;
}

/* Years and months have their average length over the 400 years after which the calendar repeats. */
static factor between_units(int longer, int shorter) {
  enum { CYCLE_DAYS = 400 * 365 + 97 };
  if (longer == shorter) return (factor){1, 1};
  if (!is_calendar(longer)) return (factor){parts(longer, shorter), 1};
  if (shorter == NPY_FR_M) return (factor){12, 1};
  int64_t years = longer == NPY_FR_Y ? 400 : 400 * 12, in_a_day = shorter == NPY_FR_W ? 1 : parts(NPY_FR_D, shorter);
  return in_a_day ? product(CYCLE_DAYS, years * (shorter == NPY_FR_W ? 7 : 1), in_a_day, 1) : (factor){0, 1};
}

static int factor_of(PyArray_DatetimeMetaData from, PyArray_DatetimeMetaData to, factor *f) {
  *f = (factor){1, 1};
  if (from.base == NPY_FR_GENERIC) return 0;
  if (to.base == NPY_FR_GENERIC) {
    PyErr_SetString(PyExc_ValueError, "Cannot convert from specific units to generic units in NumPy datetimes or timedeltas");
    return -1;
  }
  bool down = from.base <= to.base;
  int longer = down ? from.base : to.base, shorter = down ? to.base : from.base;
  factor units = between_units(longer, shorter);
  if (units.num) *f = down ? product(units.num, units.den, from.num, to.num) : product(units.den, units.num, from.num, to.num);
  if (units.num && f->num) return 0;
  PyErr_Format(PyExc_OverflowError, "Integer overflow while computing the conversion factor between NumPy datetime units %s and %s",
               ambi_datetime_unit_name(longer), ambi_datetime_unit_name(shorter));
  return -1;
}

/* ---- elements --------------------------------------------------------------------------------------------------------- */

static int64_t read(const void *at, bool swap) {
  uint64_t value;
  memcpy(&value, at, sizeof value);
  return (int64_t)(swap ? __builtin_bswap64(value) : value);
}

static void write(char *at, int64_t value, bool swap) {
  uint64_t bits = swap ? __builtin_bswap64((uint64_t)value) : (uint64_t)value;
  memcpy(at, &bits, sizeof bits);
}

/* Rounded down. */
static int64_t by_factor(int64_t value, factor f) {
  int64_t scaled = ambi_wrapping_mul(value, f.num);
  if (f.den == 1) return scaled;
  return (value < 0 ? ambi_wrapping_add(scaled, 1 - f.den) : scaled) / f.den;
}

/* How counts of one unit become counts of another. */
typedef struct {
  PyArray_DatetimeMetaData from, to;
  bool by_calendar;
  factor factor;
} conversion;

static int prepare(int type_num, PyArray_DatetimeMetaData from, PyArray_DatetimeMetaData to, conversion *c) {
  if (!is_unit(from) || !is_unit(to)) {
    PyErr_SetString(PyExc_RuntimeError, "NumPy datetime metadata is corrupted with invalid base unit");
    return -1;
  }
  *c = (conversion){from, to, type_num == NPY_DATETIME && (is_calendar(from.base) || is_calendar(to.base)), {1, 1}};
  if (c->by_calendar) from.num = to.num = 1; /* only that there is a factor matters */
  return factor_of(from, to, &c->factor);
}

static int convert(const conversion *c, int64_t *value) {
  if (!c->by_calendar) {
    *value = by_factor(*value, c->factor);
    return 0;
  }
  npy_datetimestruct time;
  PyArray_DatetimeMetaData from = c->from, to = c->to;
  if (NpyDatetime_ConvertDatetime64ToDatetimeStruct(&from, *value, &time) < 0) return -1;
  return NpyDatetime_ConvertDatetimeStructToDatetime64(&to, &time, value);
}

int ambi_time_convert(int type_num, PyArray_DatetimeMetaData from, PyArray_DatetimeMetaData to, int64_t *value) {
  conversion c;
  return prepare(type_num, from, to, &c) < 0 ? -1 : convert(&c, value);
}

int64_t ambi_time_at(const void *data, PyObject *descr) { return read(data, ambi_descr_swapped(descr)); }

int ambi_time_transfer(ambi_run_of from, ambi_run_of to, npy_intp n) {
  conversion c;
  if (prepare(ambi_descr_type_num(from.descr), ambi_time_unit(from.descr), ambi_time_unit(to.descr), &c) < 0) return -1;
  bool from_swap = ambi_descr_swapped(from.descr), to_swap = ambi_descr_swapped(to.descr);
  for (npy_intp i = 0; i < n; i++) {
    int64_t value = read(from.data + i * from.stride, from_swap);
    if (value != NPY_DATETIME_NAT && convert(&c, &value) < 0) return -1;
    write(to.data + i * to.stride, value, to_swap);
  }
  return 0;
}

PyObject *ambi_time_descr_for(PyObject *descr, PyObject *from) {
  int num = ambi_descr_type_num(descr), source = ambi_descr_type_num(from);
  if (!ambi_is_time(num) || !ambi_is_time(source) || ambi_time_unit(descr).base != NPY_FR_GENERIC) return descr;
  PyObject *own = num == source && ambi_descr_abi(descr) == ambi_descr_abi(from) ? AMBI_NEWREF(from) : PyArray_DescrNew(descr);
  Py_DECREF(descr);
  char *unit = own ? metadata(own) : NULL;
  PyArray_DatetimeMetaData same = ambi_time_unit(from);
  if (unit && own != from) memcpy(unit, &same, sizeof same);
  return own;
}
