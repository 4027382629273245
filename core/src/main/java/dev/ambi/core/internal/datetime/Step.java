package dev.ambi.core.internal.datetime;

import dev.ambi.core.DType;
import dev.ambi.core.DateTimeUnit;
import dev.ambi.core.TemporalDType;

/**
 * What one count of a datetime64 or timedelta64 stands for: some multiple of a unit.
 *
 * @param unit the unit
 * @param multiple how many of it, at least 1
 */
public record Step(DateTimeUnit unit, int multiple) {

  /** No unit. */
  public static final Step GENERIC = new Step(DateTimeUnit.GENERIC, 1);

  /** Checks the multiple; a generic unit has none. */
  public Step {
    if (multiple <= 0) {
      throw new IllegalArgumentException(
          "the multiple of a datetime unit is positive: " + multiple);
    }
    if (unit == DateTimeUnit.GENERIC) {
      multiple = 1;
    }
  }

  /**
   * {@return the step of a datetime64 or timedelta64}
   *
   * @param dtype the dtype
   */
  public static Step of(DType dtype) {
    if (dtype instanceof TemporalDType time) {
      return new Step(time.unit(), time.multiple());
    }
    throw new IllegalArgumentException(dtype + " has no unit of time");
  }

  /**
   * {@return some multiple of the same unit}
   *
   * @param n the multiple
   */
  public Step withMultiple(int n) {
    return new Step(unit, n);
  }

  /** {@return whether the unit is not known} */
  public boolean isGeneric() {
    return unit == DateTimeUnit.GENERIC;
  }

  /** {@return the step in brackets, such as {@code [25s]}; empty for a generic one} */
  public String suffix() {
    return isGeneric() ? "" : bracketed();
  }

  /** {@return the step in brackets, {@code [generic]} too} */
  public String bracketed() {
    return "[" + (multiple == 1 ? "" : multiple) + unit.symbol() + "]";
  }
}
