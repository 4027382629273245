package dev.ambi.core;

import dev.ambi.core.internal.datetime.Step;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Spans of time: a signed 64-bit count of {@code multiple} times the unit; the least long is NaT,
 * "not a time".
 *
 * @param unit the unit
 * @param multiple how many units one count stands for; 1 for a generic unit
 * @param byteOrder the byte order
 */
public record TimeDeltaDType(DateTimeUnit unit, int multiple, ByteOrder byteOrder)
    implements TemporalDType {
  /** Checks the multiple. */
  public TimeDeltaDType {
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(byteOrder, "byteOrder");
    multiple = new Step(unit, multiple).multiple();
  }

  @Override
  public TypeId id() {
    return TypeId.TIMEDELTA64;
  }

  @Override
  public DType withByteOrder(ByteOrder order) {
    return order == byteOrder ? this : new TimeDeltaDType(unit, multiple, order);
  }

  @Override
  public String toString() {
    return isNative() ? name() : typestr();
  }
}
