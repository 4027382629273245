package dev.ambi.core.internal.datetime;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.DateTimeDType;
import dev.ambi.core.DateTimeUnit;
import dev.ambi.core.DateTimeValue;
import dev.ambi.core.TimeDeltaDType;
import dev.ambi.core.TimeDeltaValue;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.Elements;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

/** Reads and writes single elements of datetime64 and timedelta64. */
public final class TimeElements {

  private static final Step SECONDS = new Step(DateTimeUnit.SECOND, 1);
  private static final Step MICROSECONDS = new Step(DateTimeUnit.MICROSECOND, 1);
  private static final Step NANOSECONDS = new Step(DateTimeUnit.NANOSECOND, 1);

  private static final Map<Class<?>, DType> CLASSES =
      Map.of(
          LocalDate.class, DType.dateTime64(DateTimeUnit.DAY),
          LocalDateTime.class, DType.dateTime64(DateTimeUnit.MICROSECOND),
          Instant.class, DType.dateTime64(DateTimeUnit.MICROSECOND),
          DateTimeValue.class, DType.dateTime64(DateTimeUnit.GENERIC),
          TimeDeltaValue.class, DType.timeDelta64(DateTimeUnit.GENERIC),
          Duration.class, DType.timeDelta64(DateTimeUnit.MICROSECOND));

  private TimeElements() {}

  /**
   * {@return the element as a {@link DateTimeValue} or {@link TimeDeltaValue}}
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   */
  public static Object get(MemorySegment m, long at, DType dtype) {
    long count = Counts.get(m, at, dtype);
    return switch (dtype) {
      case DateTimeDType d -> new DateTimeValue(count, d.unit(), d.multiple());
      case TimeDeltaDType d -> new TimeDeltaValue(count, d.unit(), d.multiple());
      default -> throw new IllegalArgumentException(dtype + " has no unit of time");
    };
  }

  /**
   * {@return the dtype that holds a value of time without loss, or null if it is none}
   *
   * @param v a {@link DateTimeValue}, a {@link TimeDeltaValue} or a value of {@code java.time};
   *     those that count nanoseconds are taken for ones of microseconds where that loses nothing
   */
  public static DType dtypeOf(Object v) {
    return switch (v) {
      case DateTimeValue d -> d.dtype();
      case TimeDeltaValue d -> d.dtype();
      case LocalDate _ -> DType.dateTime64(DateTimeUnit.DAY);
      case LocalDateTime d -> DType.dateTime64(fraction(d.getNano()));
      case Instant d -> DType.dateTime64(fraction(d.getNano()));
      case Duration d -> DType.timeDelta64(fraction(d.getNano()));
      case null, default -> null;
    };
  }

  /**
   * {@return the dtype that arrays of a class begin with, or null if it is none of time}
   *
   * @param type one of the classes of what {@link #dtypeOf(Object)} takes
   */
  public static DType dtypeOf(Class<?> type) {
    return CLASSES.get(type);
  }

  private static DateTimeUnit fraction(int nanos) {
    return nanos % 1000 == 0 ? DateTimeUnit.MICROSECOND : DateTimeUnit.NANOSECOND;
  }

  /**
   * Writes a value.
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   * @param v a number of steps, text, null for NaT, a {@link DateTimeValue}, a {@link
   *     TimeDeltaValue} or a value of {@code java.time}
   * @throws IllegalArgumentException if the dtype cannot hold it
   * @throws ArithmeticException if it is too large
   */
  public static void set(MemorySegment m, long at, DType dtype, Object v) {
    Counts.set(m, at, dtype, count(dtype.id(), Step.of(dtype), v));
  }

  /**
   * {@return the count that a value has as an element}
   *
   * @param id datetime64 or timedelta64
   * @param step what is counted
   * @param v what {@link #set} takes
   */
  public static long count(TypeId id, Step step, Object v) {
    return id == TypeId.DATETIME64 ? point(v, step) : span(v, step);
  }

  private static long point(Object v, Step step) {
    return switch (v) {
      case null -> Moment.NAT;
      case DateTimeValue d -> point(d.count(), new Step(d.unit(), d.multiple()), step);
      case TimeDeltaValue d -> number(d.count(), step);
      case LocalDate d ->
          point(new Moment(d.getYear(), d.getMonthValue(), d.getDayOfMonth(), 0, 0), step, d);
      case LocalDateTime d -> point(moment(d), step, d);
      case Instant d -> point(moment(d), step, d);
      case CharSequence s -> IsoParser.count(s.toString(), step);
      case byte[] s -> IsoParser.count(new String(s, StandardCharsets.ISO_8859_1), step);
      case Boolean b -> number(b ? 1 : 0, step);
      case BigInteger n -> number(exact(n), step);
      case Long n -> number(n, step);
      case Integer n -> number(n, step);
      case Short n -> number(n, step);
      case Byte n -> number(n, step);
      default -> throw new IllegalArgumentException("Could not convert object to NumPy datetime");
    };
  }

  private static long number(long count, Step step) {
    if (step.isGeneric() && count != Moment.NAT) {
      throw new IllegalArgumentException(
          "Converting an integer to a NumPy datetime requires a specified unit");
    }
    return count;
  }

  private static long exact(BigInteger n) {
    if (n.bitLength() > 63) {
      throw new ArithmeticException("int too big to convert");
    }
    return n.longValue();
  }

  private static long point(long count, Step from, Step to) {
    if (count == Moment.NAT || from.equals(to)) {
      return count;
    }
    if (!TemporalTypes.canCastUnits(from.unit(), to.unit(), Casting.SAME_KIND)) {
      throw refused("NumPy datetime64 scalar", from, to);
    }
    return Moment.of(count, from).count(to);
  }

  private static long point(Moment moment, Step to, Object v) {
    if (to.isGeneric()) {
      throw refused(
          v instanceof LocalDate ? "datetime.date object" : "datetime.datetime object",
          v instanceof LocalDate ? new Step(DateTimeUnit.DAY, 1) : MICROSECONDS,
          to);
    }
    return moment.count(to);
  }

  private static Moment moment(LocalDateTime d) {
    return moment(d.toInstant(ZoneOffset.UTC));
  }

  private static Moment moment(Instant d) {
    long second = d.getEpochSecond();
    return Moment.ofDays(
        Math.floorDiv(second, 86400L),
        (int) Math.floorMod(second, 86400L),
        d.getNano() * 1_000_000_000L);
  }

  private static long span(Object v, Step step) {
    return switch (v) {
      case null -> Moment.NAT;
      case TimeDeltaValue d ->
          span(d.count(), new Step(d.unit(), d.multiple()), step, "NumPy timedelta64 scalar");
      case DateTimeValue d -> d.count();
      case Duration d -> duration(d, step);
      case CharSequence s -> SpanText.count(s.toString());
      case byte[] s -> SpanText.count(new String(s, StandardCharsets.ISO_8859_1));
      case Boolean b -> b ? 1 : 0;
      case BigInteger n -> exact(n);
      case Long n -> n;
      case Integer n -> n;
      case Short n -> n;
      case Byte n -> n;
      default -> throw new IllegalArgumentException("Could not convert object to NumPy timedelta");
    };
  }

  private static long duration(Duration d, Step to) {
    if (d.getNano() == 0) {
      return span(d.getSeconds(), SECONDS, to, "datetime.timedelta object");
    }
    return span(d.toNanos(), NANOSECONDS, to, "datetime.timedelta object");
  }

  private static long span(long count, Step from, Step to, String what) {
    if (count == Moment.NAT) {
      return count;
    }
    boolean calendar = from.unit().isCalendar() != to.unit().isCalendar();
    if (!from.isGeneric() && (to.isGeneric() || calendar)) {
      throw refused(what, from, to);
    }
    return CountCast.converter(from, to, true).applyAsLong(count);
  }

  private static IllegalArgumentException refused(String what, Step from, Step to) {
    return new IllegalArgumentException(
        "Cannot cast "
            + what
            + " from metadata "
            + from.suffix()
            + " to "
            + to.suffix()
            + " according to the rule '"
            + Casting.SAME_KIND.name().toLowerCase(Locale.ROOT)
            + "'");
  }

  /** Writes an element of time as text. */
  static void toText(MemorySegment src, long s, DType from, MemorySegment dst, long d, DType to) {
    long count = Counts.get(src, s, from);
    String text;
    if (from.id() == TypeId.TIMEDELTA64) {
      text = SpanText.format(count, Step.of(from));
      // NumPy cuts what is longer than the number alone may be.
      text = text.substring(0, Math.min(text.length(), (int) TemporalTypes.textLength(from)));
    } else {
      text = Iso8601.format(count, Step.of(from));
      if (text.length() > TimeTextCast.length(to)) {
        throw new IllegalArgumentException(
            "The string provided for NumPy ISO datetime formatting was too short, with length "
                + TimeTextCast.length(to));
      }
    }
    Elements.setString(dst, d, to, text);
  }

  /** Reads an element of time from text. */
  static void fromText(MemorySegment src, long s, DType from, MemorySegment dst, long d, DType to) {
    String text = text(src, s, from, to.id() == TypeId.DATETIME64);
    Counts.set(
        dst,
        d,
        to,
        to.id() == TypeId.DATETIME64 ? IsoParser.count(text, Step.of(to)) : SpanText.count(text));
  }

  /** A text element; of points in time NumPy reads ASCII only. */
  static String text(MemorySegment m, long at, DType dtype, boolean ascii) {
    return ascii || dtype.id() == TypeId.BYTES
        ? new String(Elements.getBytes(m, at, dtype), StandardCharsets.ISO_8859_1)
        : Elements.getString(m, at, dtype);
  }
}
