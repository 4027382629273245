package dev.ambi.core;

import dev.ambi.core.internal.datetime.Step;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Points in time: a signed 64-bit count of {@code multiple} times the unit since the start of 1970;
 * the least long is NaT, "not a time".
 *
 * @param unit the unit
 * @param multiple how many units one count stands for; 1 for a generic unit
 * @param byteOrder the byte order
 */
public record DateTimeDType(DateTimeUnit unit, int multiple, ByteOrder byteOrder)
    implements TemporalDType {
  /** Checks the multiple. */
  public DateTimeDType {
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(byteOrder, "byteOrder");
    multiple = new Step(unit, multiple).multiple();
  }

  @Override
  public TypeId id() {
    return TypeId.DATETIME64;
  }

  @Override
  public DType withByteOrder(ByteOrder order) {
    return order == byteOrder ? this : new DateTimeDType(unit, multiple, order);
  }

  @Override
  public String toString() {
    return isNative() ? name() : typestr();
  }
}
