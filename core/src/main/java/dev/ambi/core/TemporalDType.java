package dev.ambi.core;

import dev.ambi.core.internal.datetime.Step;

/** Times: signed 64-bit counts of some multiple of a unit. */
public sealed interface TemporalDType extends DType permits DateTimeDType, TimeDeltaDType {

  /** {@return the unit} */
  DateTimeUnit unit();

  /** {@return how many units one count stands for; 1 for a generic unit} */
  int multiple();

  @Override
  default long itemSize() {
    return Long.BYTES;
  }

  @Override
  default String name() {
    return id().baseName() + Step.of(this).suffix();
  }

  @Override
  default String typestr() {
    return DType.super.typestr() + Step.of(this).suffix();
  }
}
