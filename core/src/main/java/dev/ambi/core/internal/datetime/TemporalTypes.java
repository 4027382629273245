package dev.ambi.core.internal.datetime;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.DateTimeDType;
import dev.ambi.core.DateTimeUnit;
import dev.ambi.core.TimeDeltaDType;
import dev.ambi.core.TypeId;
import java.nio.ByteOrder;

/** What the dtypes datetime64 and timedelta64 promote to and convert to. */
public final class TemporalTypes {

  /** NumPy's room for the text of a timedelta64: that of an int64. */
  private static final int SPAN_LENGTH = 21;

  private TemporalTypes() {}

  /**
   * {@return the dtype of that kind and step, native}
   *
   * @param id datetime64 or timedelta64
   * @param step what a count stands for
   */
  public static DType of(TypeId id, Step step) {
    ByteOrder order = ByteOrder.nativeOrder();
    return id == TypeId.DATETIME64
        ? new DateTimeDType(step.unit(), step.multiple(), order)
        : new TimeDeltaDType(step.unit(), step.multiple(), order);
  }

  /**
   * {@return how many characters NumPy reserves for the values of a dtype as text}
   *
   * @param dtype datetime64 or timedelta64
   */
  public static long textLength(DType dtype) {
    return dtype.id() == TypeId.DATETIME64
        ? Iso8601.length(Step.of(dtype).unit(), false)
        : SPAN_LENGTH;
  }

  /**
   * {@return whether at least one dtype is of time and the other is, or is a number or text}
   *
   * @param a one dtype
   * @param b the other
   */
  public static boolean covers(DType a, DType b) {
    return (a.id().isTemporal() && isBuiltin(b.id())) || (b.id().isTemporal() && isBuiltin(a.id()));
  }

  private static boolean isBuiltin(TypeId id) {
    return id.isTemporal() || id.isNumeric() || id == TypeId.BYTES || id == TypeId.STR;
  }

  /**
   * {@return the smallest dtype to which both convert}
   *
   * @param a one dtype
   * @param b the other; at least one of both is datetime64 or timedelta64
   * @throws IllegalArgumentException if there is none
   * @throws ArithmeticException if the multiple of the common unit is too large
   */
  public static DType promote(DType a, DType b) {
    if (!a.id().isTemporal()) {
      return withNumber(b, a, a, b);
    }
    if (!b.id().isTemporal()) {
      return withNumber(a, b, a, b);
    }
    // A span that meets a point is taken for a point, whose years and months have known lengths.
    boolean span = a.id() == TypeId.TIMEDELTA64 && b.id() == TypeId.TIMEDELTA64;
    Step step = StepMath.common(Step.of(a), Step.of(b), span, span);
    return of(span ? TypeId.TIMEDELTA64 : TypeId.DATETIME64, step);
  }

  private static DType withNumber(DType temporal, DType number, DType a, DType b) {
    TypeId id = number.id();
    boolean counts = id == TypeId.BOOL || (id.isInteger() && id != TypeId.UINT64);
    if (temporal.id() != TypeId.TIMEDELTA64 || !counts) {
      throw noCommon(a, b);
    }
    return temporal.toNative();
  }

  private static IllegalArgumentException noCommon(DType a, DType b) {
    return new IllegalArgumentException(
        "The DTypes "
            + className(a)
            + " and "
            + className(b)
            + " do not have a common DType. For example they cannot be stored in a single array"
            + " unless the dtype is `object`.");
  }

  /**
   * {@return the name of NumPy's class of a dtype, as its messages have it}
   *
   * @param d the dtype
   */
  public static String className(DType d) {
    String name = d.id().baseName();
    String camel =
        switch (d.id()) {
          case DATETIME64 -> "DateTime64";
          case TIMEDELTA64 -> "TimeDelta64";
          case UINT8, UINT16, UINT32, UINT64 -> "UInt" + name.substring(4);
          default -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
        };
    return "<class 'numpy.dtypes." + camel + "DType'>";
  }

  /**
   * {@return the strictest level at which one dtype converts to another}
   *
   * @param from the dtype of the source
   * @param to the dtype of the result; at least one of both is datetime64 or timedelta64
   */
  public static Casting level(DType from, DType to) {
    if (from.id() == to.id()) {
      return level(from, to, from.id() == TypeId.TIMEDELTA64);
    }
    if (to.id() == TypeId.TIMEDELTA64) {
      if (from.id() == TypeId.UINT64) {
        return Casting.SAME_KIND;
      }
      if (from.id() == TypeId.BOOL || from.id().isInteger()) {
        return Casting.SAFE;
      }
    }
    return Casting.UNSAFE;
  }

  private static Casting level(DType from, DType to, boolean strict) {
    Step a = Step.of(from);
    Step b = Step.of(to);
    if (a.equals(b) || StepMath.isMetricAlias(a, b)) {
      return from.isNative() == to.isNative() ? Casting.NO : Casting.EQUIV;
    }
    if (a.isGeneric()) {
      return Casting.SAFE;
    }
    boolean calendarOnOneSide = a.unit().isCalendar() != b.unit().isCalendar();
    if (b.isGeneric() || (strict && calendarOnOneSide)) {
      return Casting.UNSAFE;
    }
    boolean finer = a.unit().compareTo(b.unit()) <= 0;
    return finer && StepMath.divides(a, b, strict) ? Casting.SAFE : Casting.SAME_KIND;
  }

  /**
   * {@return whether a point in time of one unit may become one of another}
   *
   * @param from the unit of the source
   * @param to the unit of the result
   * @param casting the level
   */
  public static boolean canCastUnits(DateTimeUnit from, DateTimeUnit to, Casting casting) {
    return switch (casting) {
      case UNSAFE -> true;
      case NO, EQUIV -> from == to;
      default -> {
        if (from == DateTimeUnit.GENERIC || to == DateTimeUnit.GENERIC) {
          yield from == DateTimeUnit.GENERIC;
        }
        yield casting == Casting.SAME_KIND || from.compareTo(to) <= 0;
      }
    };
  }
}
