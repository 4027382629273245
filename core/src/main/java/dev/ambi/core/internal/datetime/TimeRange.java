package dev.ambi.core.internal.datetime;

import dev.ambi.core.DType;
import dev.ambi.core.DateTimeValue;
import dev.ambi.core.NDArray;
import dev.ambi.core.TimeDeltaValue;
import dev.ambi.core.TypeId;
import java.time.Duration;

/** Evenly spaced points and spans of time. */
public final class TimeRange {

  private TimeRange() {}

  /**
   * {@return the values from a start up to an end and without it}
   *
   * @param start the first; null for a span of zero
   * @param stop the end
   * @param step the distance; null for one count
   * @param dtype the dtype; null to find it from the others
   */
  public static NDArray of(Object start, Object stop, Object step, DType dtype) {
    if (stop == null) {
      throw new IllegalArgumentException("arange needs at least a stopping value");
    }
    if (isPoint(step)) {
      throw new IllegalArgumentException("cannot use a datetime as a step in arange");
    }
    if (dtype != null && !dtype.id().isTemporal()) {
      throw new IllegalArgumentException("datetime_arange was given a non-datetime dtype");
    }
    boolean points =
        dtype != null ? dtype.id() == TypeId.DATETIME64 : isPoint(start) || isPoint(stop);
    if (points && start == null) {
      throw new IllegalArgumentException(
          "arange requires both a start and a stop for NumPy datetime64 ranges");
    }
    TypeId id = points ? TypeId.DATETIME64 : TypeId.TIMEDELTA64;
    TypeId stopId = points && !isSpan(stop) ? TypeId.DATETIME64 : TypeId.TIMEDELTA64;
    Step unit = dtype == null ? Step.GENERIC : Step.of(dtype);
    if (unit.isGeneric()) {
      unit = StepMath.common(unitOf(stop, stopId), unitOf(start, id), spans(stopId), !points);
      unit = StepMath.common(unitOf(step, TypeId.TIMEDELTA64), unit, true, !points);
    }
    long first = start == null ? 0 : TimeElements.count(id, unit, start);
    long end = TimeElements.count(stopId, unit, stop);
    long by = step == null ? 1 : TimeElements.count(TypeId.TIMEDELTA64, unit, step);
    if (points && stopId == TypeId.TIMEDELTA64 && end != Moment.NAT) {
      end += first;
    }
    if (first == Moment.NAT || end == Moment.NAT || by == Moment.NAT) {
      throw new IllegalArgumentException("arange: cannot use NaT (not-a-time) datetime values");
    }
    DType type = TemporalTypes.of(id, unit);
    return fill(first, end, by, dtype == null ? type : type.withByteOrder(dtype.byteOrder()));
  }

  private static NDArray fill(long first, long end, long by, DType type) {
    if (by == 0) {
      throw new IllegalArgumentException("arange: step cannot be zero");
    }
    boolean none = by > 0 ? end <= first : end >= first;
    long n = none ? 0 : Math.subtractExact(end, first + Long.signum(by)) / by + 1;
    NDArray a = NDArray.empty(type, n);
    for (long i = 0; i < n; i++) {
      Counts.set(a.memory(), a.offset() + i * Long.BYTES, type, first + i * by);
    }
    return a;
  }

  private static boolean spans(TypeId id) {
    return id == TypeId.TIMEDELTA64;
  }

  private static boolean isPoint(Object v) {
    DType d = TimeElements.dtypeOf(v);
    return d != null && d.id() == TypeId.DATETIME64;
  }

  private static boolean isSpan(Object v) {
    return v instanceof Number || v instanceof TimeDeltaValue || v instanceof Duration;
  }

  private static Step unitOf(Object v, TypeId id) {
    DType d = TimeElements.dtypeOf(v);
    if (d != null) {
      return Step.of(d);
    }
    if (v instanceof CharSequence text && id == TypeId.DATETIME64) {
      DateTimeValue parsed = IsoParser.value(text.toString());
      return new Step(parsed.unit(), parsed.multiple());
    }
    return Step.GENERIC;
  }
}
