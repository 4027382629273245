package dev.ambi.core.internal.datetime;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.StridedNest;
import java.lang.foreign.MemorySegment;

/** Finds the unit where a dtype of time is asked for without one. */
public final class UnitDiscovery {

  private UnitDiscovery() {}

  /**
   * {@return the dtype itself; a dtype of time without a unit gets that of the elements which are
   * to become ones of it: their unit if they are of time, the longest that holds all of them if
   * they are text and are to be points in time}
   *
   * @param type the dtype
   * @param source the elements
   * @throws IllegalArgumentException if a text is no point in time
   */
  public static DType resolve(DType type, NDArray source) {
    if (!type.id().isTemporal() || !Step.of(type).isGeneric()) {
      return type;
    }
    DType from = source.dtype();
    if (from.id().isTemporal()) {
      return TemporalTypes.of(type.id(), Step.of(from)).withByteOrder(type.byteOrder());
    }
    boolean text = from.id() == TypeId.BYTES || from.id() == TypeId.STR;
    if (!text || type.id() != TypeId.DATETIME64) {
      return type;
    }
    return TemporalTypes.of(type.id(), ofTexts(source)).withByteOrder(type.byteOrder());
  }

  private static Step ofTexts(NDArray source) {
    Step[] step = {Step.GENERIC};
    MemorySegment memory = source.memory();
    if (source.size() > 0) {
      new StridedNest(RawShape.of(source), new long[] {source.offset()}, source.strides())
          .forEachRun((at, strides, n) -> {
            for (long i = 0; i < n; i++) {
              String text = TimeElements.text(memory, at[0] + i * strides[0], source.dtype(), true);
              Step found = new Step(IsoParser.parse(text, null, Casting.UNSAFE).unit(), 1);
              step[0] = StepMath.common(step[0], found, false, false);
            }
          });
    }
    return step[0];
  }
}
