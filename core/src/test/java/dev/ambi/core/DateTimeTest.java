package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DateTimeTest {

  private static final long NAT = DateTimeValue.NAT;
  private static final DType DAYS = DType.parse("M8[D]");
  private static final DType SECONDS = DType.parse("m8[s]");

  private static NDArray counts(String dtype, long... counts) {
    return NDArray.of(counts).view(DType.parse(dtype));
  }

  private static NDArray points(String dtype, String... texts) {
    return NDArray.of(texts).astype(DType.parse(dtype));
  }

  // ---------------------------------------------------------------- dtypes

  @Test
  void dtypesAreRecords() {
    DateTimeDType d = DType.dateTime64(DateTimeUnit.NANOSECOND);
    assertThat(d).isEqualTo(DType.parse("datetime64[ns]"));
    assertThat(d.hashCode()).isEqualTo(DType.parse("M8[ns]").hashCode());
    assertThat(new TimeDeltaDType(DateTimeUnit.SECOND, 25, ByteOrder.BIG_ENDIAN).typestr())
        .isEqualTo(">m8[25s]");
    assertThat(d.isNumeric()).isFalse();
    assertThat(d.alignment()).isEqualTo(8);
    assertThat(DateTimes.datetimeData(DType.parse("M8[25s]")))
        .isEqualTo(new TimeDeltaValue(25, DateTimeUnit.SECOND));
    assertThatThrownBy(() -> DateTimes.datetimeData(DType.INT64))
        .hasMessage("cannot get datetime metadata from non-datetime type");
  }

  @Test
  void multiplesThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> new DateTimeDType(DateTimeUnit.DAY, 0, ByteOrder.nativeOrder()))
        .isInstanceOf(IllegalArgumentException.class);
    for (String text : new String[] {"M8[0s]", "M8[D/0]", "M8[D/-2]", "m8[99999999999s]"}) {
      assertThatThrownBy(() -> DType.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(DType.parse("M8[2generic]")).isEqualTo(DType.parse("M8"));
  }

  // ---------------------------------------------------------------- elements

  @Test
  void elementsAreReadAsValues() {
    NDArray a = points("M8[s]", "2020-02-29T12:34:56", "NaT", "-0001-01-01");
    DateTimeValue v = (DateTimeValue) a.getObject(0);
    assertThat(v.toString()).isEqualTo("2020-02-29T12:34:56");
    assertThat(v.toInstant()).isEqualTo(Instant.parse("2020-02-29T12:34:56Z"));
    assertThat(v.toLocalDateTime()).isEqualTo(LocalDateTime.of(2020, 2, 29, 12, 34, 56));
    assertThat(v.toLocalDate()).isEqualTo(LocalDate.of(2020, 2, 29));
    assertThat(v.dtype()).isEqualTo(a.dtype());
    assertThat(a.getLong(0)).isEqualTo(v.count()).isEqualTo(v.toInstant().getEpochSecond());
    assertThat(a.getString(0)).isEqualTo(v.toString());
    assertThat(((DateTimeValue) a.getObject(1)).isNaT()).isTrue();
    assertThat(a.getLong(1)).isEqualTo(NAT);
    assertThat(((DateTimeValue) a.getObject(2)).toLocalDate()).isEqualTo(LocalDate.of(-1, 1, 1));
    assertThatThrownBy(() -> ((DateTimeValue) a.getObject(1)).toInstant())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new DateTimeValue(Long.MAX_VALUE, DateTimeUnit.YEAR).toInstant())
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void spansAreReadAsValues() {
    NDArray a = counts("m8[1500ms]", 3, NAT, -1);
    TimeDeltaValue v = (TimeDeltaValue) a.getObject(0);
    assertThat(v).isEqualTo(new TimeDeltaValue(3, DateTimeUnit.MILLISECOND, 1500));
    assertThat(v.toDuration()).isEqualTo(Duration.ofMillis(4500));
    assertThat(v.toString()).isEqualTo("4500 milliseconds");
    assertThat(((TimeDeltaValue) a.getObject(2)).toDuration()).isEqualTo(Duration.ofMillis(-1500));
    assertThat(new TimeDeltaValue(-3, DateTimeUnit.MONTH, 2).toPeriod())
        .isEqualTo(Period.ofMonths(-6));
    assertThat(new TimeDeltaValue(2, DateTimeUnit.WEEK).toDuration())
        .isEqualTo(Duration.ofDays(14));
    assertThat(new TimeDeltaValue(-1, DateTimeUnit.ATTOSECOND).toDuration())
        .isEqualTo(Duration.ofNanos(-1));
    assertThatThrownBy(() -> new TimeDeltaValue(1, DateTimeUnit.YEAR).toDuration())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new TimeDeltaValue(1, DateTimeUnit.HOUR).toPeriod())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ((TimeDeltaValue) a.getObject(1)).toDuration())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void elementsAreWrittenFromWhatNamesATime() {
    NDArray a = NDArray.zeros(DType.parse("M8[ms]"), 9);
    a.setObject("2020-01-01T00:00:00.5", 0);
    a.setObject(LocalDate.of(2020, 1, 1), 1);
    a.setObject(LocalDateTime.of(2020, 1, 1, 1, 0), 2);
    a.setObject(Instant.ofEpochSecond(-1, 1), 3);
    a.setObject(-5L, 4);
    a.setObject(null, 5);
    a.setObject(new DateTimeValue(1, DateTimeUnit.YEAR), 6);
    a.setObject(new TimeDeltaValue(7, DateTimeUnit.YEAR), 7);
    a.setObject("2020".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 8);
    long start = LocalDate.of(2020, 1, 1).toEpochDay() * 86_400_000;
    assertThat(a.view(DType.INT64).toLongArray())
        .containsExactly(
            start + 500, start, start + 3_600_000, -1000, -5, NAT, 31_536_000_000L, 7, start);

    NDArray d = NDArray.zeros(SECONDS, 5);
    d.setObject(Duration.ofMillis(-1), 0);
    d.setObject("12", 1);
    d.setObject(new TimeDeltaValue(2, DateTimeUnit.MINUTE), 2);
    d.setObject(true, 3);
    d.setObject("NaT", 4);
    assertThat(d.view(DType.INT64).toLongArray()).containsExactly(-1, 12, 120, 1, NAT);
  }

  @Test
  void whatIsNoTimeIsRefusedAndChangesNothing() {
    NDArray a = counts("M8[s]", 5);
    NDArray d = counts("m8[s]", 5);
    NDArray generic = counts("M8", NAT);
    assertThatThrownBy(() -> a.setObject(1.5, 0))
        .hasMessage("Could not convert object to NumPy datetime");
    assertThatThrownBy(() -> a.setDouble(1.5, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> a.setComplex(new Complex(1, 2), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> a.setObject(Duration.ofDays(1), 0))
        .hasMessage("Could not convert object to NumPy datetime");
    assertThatThrownBy(() -> a.setObject("today or so", 0))
        .hasMessage("Error parsing datetime string \"today or so\" at position 0");
    assertThatThrownBy(() -> a.setObject(java.math.BigInteger.TWO.pow(70), 0))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("int too big to convert");
    assertThatThrownBy(() -> d.setObject(LocalDate.of(2020, 1, 1), 0))
        .hasMessage("Could not convert object to NumPy timedelta");
    assertThatThrownBy(() -> d.setObject(new TimeDeltaValue(1, DateTimeUnit.YEAR), 0))
        .hasMessage(
            "Cannot cast NumPy timedelta64 scalar from metadata [Y] to [s] according to the rule"
                + " 'same_kind'");
    assertThatThrownBy(() -> generic.setLong(1, 0))
        .hasMessage("Converting an integer to a NumPy datetime requires a specified unit");
    assertThatThrownBy(() -> generic.setObject("2020", 0))
        .hasMessage("Cannot create a NumPy datetime other than NaT with generic units");
    assertThat(a.getLong(0)).isEqualTo(5);
    assertThat(d.getLong(0)).isEqualTo(5);
    assertThat(generic.getLong(0)).isEqualTo(NAT);
  }

  @Test
  void nowAndTodayAreNow() {
    long before = Instant.now().getEpochSecond();
    long now = points("M8[s]", "now").getLong(0);
    assertThat(now).isBetween(before, before + 60);
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    assertThat(points("M8[D]", "Today").getLong(0))
        .isBetween(today.toEpochDay(), today.toEpochDay() + 1);
    assertThat(points("M8[s]", "today").getLong(0) % 86400).isZero();
  }

  @Test
  void javaArraysOfTimesAreArraysOfTheirUnit() {
    LocalDate day = LocalDate.of(2020, 1, 1);
    NDArray a = NDArray.fromArray(new LocalDate[][] {{day, null}, {day.plusDays(1), day}});
    assertThat(a.repr())
        .isEqualTo(
            "array([['2020-01-01',        'NaT'],\n"
                + "       ['2020-01-02', '2020-01-01']], dtype='datetime64[D]')");
    assertThat(NDArray.fromArray(new Instant[] {Instant.EPOCH}).dtype().name())
        .isEqualTo("datetime64[us]");
    assertThat(NDArray.fromArray(new Instant[] {Instant.EPOCH.plusNanos(1)}).dtype().name())
        .isEqualTo("datetime64[ns]");
    assertThat(NDArray.fromArray(new Duration[] {Duration.ofHours(1), null}).repr())
        .isEqualTo("array([3600000000,      'NaT'], dtype='timedelta64[us]')");
    assertThat(
            NDArray.fromArray(
                    new DateTimeValue[] {
                      DateTimeValue.parse("2020"), DateTimeValue.parse("2020-05-06")
                    })
                .dtype())
        .isEqualTo(DAYS);
  }

  // ---------------------------------------------------------------- arrays

  @Test
  void arraysAreEqualByValue() {
    NDArray a = points("M8[D]", "2020-01-01", "NaT");
    assertThat(a).isEqualTo(points("M8[D]", "2020-01-01", "NaT"));
    assertThat(a.hashCode()).isEqualTo(points("M8[D]", "2020-01-01", "NaT").hashCode());
    assertThat(a).isNotEqualTo(points("M8[h]", "2020-01-01", "NaT"));
    assertThat(a).isNotEqualTo(a.view(DType.INT64));
  }

  @Test
  void filesKeepTheUnit(@TempDir Path dir) throws IOException {
    for (String dtype : new String[] {"<M8[25s]", ">m8[ns]", "<m8", "<M8[D]"}) {
      NDArray a = counts("i8", 5, NAT, -7).astype(DType.parse(dtype));
      a.save(dir.resolve("a.npy"));
      NDArray b = NDArray.load(dir.resolve("a.npy"));
      assertThat(b).isEqualTo(a);
      assertThat(b.dtype().typestr()).isEqualTo(dtype);
    }
  }

  @Test
  void everyLayoutComputesTheSame() {
    NDArray a = counts("M8[D]", 1, NAT, 3, 400);
    NDArray hours = counts("m8[h]", 5, 6, NAT, -7);
    NDArray expected = counts("M8[h]", 29, NAT, NAT, 9593);
    assertThat(a.add(hours)).isEqualTo(expected);

    NDArray reversed = a.get("::-1").copy().get("::-1");
    NDArray wide = NDArray.zeros(DType.parse(">m8[h]"), 4, 3);
    wide.get(":, 1").assign(hours);
    assertThat(reversed.add(wide.get(":, 1"))).isEqualTo(expected);

    MemorySegment odd = Arena.ofAuto().allocate(64, 8);
    NDArray misaligned = NDArray.of(odd, 3, a.dtype(), new long[] {4}, new long[] {8}, true);
    misaligned.assign(a);
    assertThat(misaligned.add(hours)).isEqualTo(expected);

    NDArray out = NDArray.zeros(DType.parse(">M8[m]"), 4);
    UFuncs.ADD.into(out, a, hours);
    assertThat(out.astype(DType.parse("M8[h]"))).isEqualTo(expected);
    assertThat(a.reshape(4, 1).subtract(a).shape()).isEqualTo(Shape.of(4, 4));
    assertThat(a.get("2").subtract(a.get("0")).getObject())
        .isEqualTo(new TimeDeltaValue(2, DateTimeUnit.DAY));
    assertThat(NDArray.zeros(DAYS, 0, 3).add(counts("m8[h]", 1)).shape()).isEqualTo(Shape.of(0, 3));

    NDArray readOnly =
        NDArray.of(a.memory(), a.offset(), a.dtype(), a.shape().toArray(), a.strides(), false);
    assertThatThrownBy(() -> UFuncs.ADD.into(readOnly, a, hours.astype(DType.parse("m8[D]"))))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> UFuncs.ADD.into(NDArray.zeros(SECONDS, 4), a, hours))
        .hasMessage(
            "Cannot cast ufunc 'add' output from dtype('<M8[h]') to dtype('<m8[s]') with casting"
                + " rule 'same_kind'");
  }

  @Test
  void javaValuesAreOperands() {
    NDArray a = points("M8[D]", "2020-01-01", "2020-03-01");
    assertThat(UFuncs.LESS.call(a, LocalDate.of(2020, 2, 1)).toString()).isEqualTo("[ True False]");
    assertThat(UFuncs.ADD.call(a, Duration.ofHours(1)).dtype().name()).isEqualTo("datetime64[us]");
    assertThat(UFuncs.ADD.call(a, 3)).isEqualTo(points("M8[D]", "2020-01-04", "2020-03-04"));
    assertThat(UFuncs.SUBTRACT.call(a, DateTimeValue.parse("2020-01")).toString())
        .isEqualTo("[ 0 60]");
    assertThat(UFuncs.MULTIPLY.call(counts("m8[D]", 3, NAT), 2.5).toString())
        .isEqualTo("[    7 'NaT']");
  }

  @Test
  void sortingPutsNatLast() {
    NDArray a = counts("M8[D]", 5, NAT, -3, Long.MAX_VALUE, Long.MIN_VALUE + 1);
    assertThat(Sorting.sort(a).view(DType.INT64).toLongArray())
        .containsExactly(Long.MIN_VALUE + 1, -3, 5, Long.MAX_VALUE, NAT);
  }

  @Test
  void divmodOfNumbersIsQuotientAndRemainder() {
    for (String dtype : new String[] {"i1", "u2", "i8", "u8", "f4", "f8"}) {
      NDArray a = NDArray.arange(2000).astype(DType.parse(dtype));
      NDArray b = NDArray.of(new long[] {7}).astype(DType.parse(dtype));
      NDArray[] r = UFuncs.DIVMOD.with().callAll(a, b);
      assertThat(r[0]).isEqualTo(UFuncs.FLOOR_DIVIDE.call(a, b));
      assertThat(r[1]).isEqualTo(UFuncs.REMAINDER.call(a, b));
      NDArray remainder = r[1].copy();
      NDArray inPlace = a.copy();
      UFuncs.DIVMOD.with().out(inPlace, NDArray.empty(a.dtype(), a.shape())).callAll(inPlace, b);
      assertThat(inPlace).isEqualTo(r[0]);
      assertThat(remainder).isEqualTo(r[1]);
    }
  }

  @Test
  void zonesAreWrittenAsOffsets() {
    NDArray a = points("M8[m]", "2020-07-01T12:00", "2020-01-01T12:00", "NaT");
    NDArray berlin =
        DateTimes.datetimeAsString(a, null, ZoneId.of("Europe/Berlin"), Casting.SAME_KIND);
    assertThat(berlin.toString())
        .isEqualTo("['2020-07-01T14:00+0200' '2020-01-01T13:00+0100' 'NaT']");
    assertThatThrownBy(
            () -> DateTimes.datetimeAsString(a, "D", ZoneId.of("Asia/Tokyo"), Casting.SAME_KIND))
        .hasMessageContaining("without forcing 'unsafe' casting");
    assertThat(
            DateTimes.datetimeAsString(a, "D", ZoneId.of("Asia/Tokyo"), Casting.UNSAFE)
                .getString(0))
        .isEqualTo("2020-07-01");
    assertThatThrownBy(() -> DateTimes.datetimeAsString(a, null, "Mars", Casting.SAFE))
        .hasMessage("Unsupported timezone input string \"Mars\"");
    assertThatThrownBy(() -> DateTimes.datetimeAsString(counts("m8[s]", 1)))
        .hasMessage("input must have type NumPy datetime");
  }

  // ---------------------------------------------------------------- properties

  @Provide
  static Arbitrary<Long> count() {
    return Arbitraries.oneOf(
        Arbitraries.longs(),
        Arbitraries.longs().between(-100_000, 100_000),
        Arbitraries.of(Long.MAX_VALUE, Long.MIN_VALUE + 1, NAT));
  }

  @Provide
  static Arbitrary<DateTimeUnit> unit() {
    return Arbitraries.of(
        Arrays.stream(DateTimeUnit.values()).filter(u -> u != DateTimeUnit.GENERIC).toList());
  }

  /** Beyond this the counts of calendar units, as days, overflow. */
  private static boolean isKnown(long count, DateTimeUnit unit, int multiple) {
    long most =
        switch (unit) {
          case YEAR -> 20_000_000_000_000_000L;
          case MONTH -> 200_000_000_000_000_000L;
          case WEEK -> Long.MAX_VALUE / 7;
          default -> Long.MAX_VALUE - 20_000;
        };
    return count == NAT || Math.abs(count) <= most / multiple;
  }

  @Property(tries = 3000)
  void textsReadBackAsTheCountsThatTheyWereWrittenFrom(
      @ForAll("count") long count,
      @ForAll("unit") DateTimeUnit unit,
      @ForAll @IntRange(min = 1, max = 60) int multiple) {
    Assume.that(isKnown(count, unit, multiple));
    DType dtype = new DateTimeDType(unit, multiple, ByteOrder.nativeOrder());
    NDArray a = NDArray.of(new long[] {count}).view(dtype);
    NDArray text = a.astype(DType.str(0));
    assertThat(text.astype(dtype)).as(text.toString()).isEqualTo(a);
    assertThat(a.astype(DType.bytes(0)).astype(dtype)).isEqualTo(a);
    assertThat(text.astype(DType.parse("M8")).astype(dtype)).isEqualTo(a);
  }

  @Property(tries = 2000)
  void valuesOfJavaTimeAgree(@ForAll long count, @ForAll("unit") DateTimeUnit unit) {
    DateTimeValue v = new DateTimeValue(count, unit);
    LocalDateTime there;
    try {
      Assume.that(!v.isNaT());
      there = v.toLocalDateTime();
    } catch (ArithmeticException e) {
      return; // beyond the years of java.time
    }
    assertThat(DateTimeValue.parse(v.toString()).toLocalDateTime()).isEqualTo(there);
    NDArray a = NDArray.zeros(DType.dateTime64(unit), 1);
    a.setObject(there, 0);
    // What is shorter than a nanosecond is lost on the way.
    long lost = unit.compareTo(DateTimeUnit.NANOSECOND) > 0 ? 1_000_000_000L : 1;
    assertThat(count - a.getLong(0)).isBetween(0L, lost - 1);
  }

  @Property(tries = 2000)
  void finerUnitsHoldEveryCount(
      @ForAll @IntRange int count, @ForAll("unit") DateTimeUnit a, @ForAll("unit") DateTimeUnit b) {
    DType from = DType.dateTime64(a);
    DType to = DType.dateTime64(b);
    Assume.that(a.compareTo(b) <= 0 && DType.canCast(from, to, Casting.SAFE));
    Assume.that(!(a.isCalendar() && b == DateTimeUnit.WEEK)); // safe to NumPy, not without loss
    // Small enough not to overflow where there is a factor at all.
    NDArray x = NDArray.of(new long[] {count % 50}).view(from);
    NDArray y;
    try {
      y = x.astype(to);
    } catch (ArithmeticException e) {
      assertThat(e)
          .hasMessageStartingWith("Integer overflow while computing the conversion factor");
      return;
    }
    assertThat(y.astype(from)).isEqualTo(x);
  }

  @Property(tries = 2000)
  void differencesAddUpAgain(@ForAll("count") long a, @ForAll("count") long b) {
    Assume.that(a != NAT && b != NAT && a - b != NAT);
    NDArray x = counts("M8[us]", a);
    NDArray y = counts("M8[us]", b);
    assertThat(y.add(x.subtract(y))).isEqualTo(x);
    assertThat(UFuncs.LESS.call(x, y).getBoolean(0)).isEqualTo(a < b);
  }

  @Property(tries = 1000)
  void quotientsAndRemaindersAddUp(@ForAll("count") long a, @ForAll("count") long b) {
    Assume.that(a != NAT && b != NAT && b != 0 && b * Math.floorDiv(a, b) != NAT);
    NDArray x = counts("m8[s]", a);
    NDArray y = counts("m8[s]", b);
    NDArray[] r = UFuncs.DIVMOD.with().callAll(x, y);
    assertThat(y.multiply(r[0]).add(r[1])).isEqualTo(x);
    assertThat(UFuncs.FLOOR_DIVIDE.call(x, y)).isEqualTo(r[0]);
    assertThat(UFuncs.REMAINDER.call(x, y)).isEqualTo(r[1]);
  }
}
