package dev.ambi.core;

import java.lang.foreign.MemorySegment;

/** Fractions once more, as a dtype of its own for each tag: all of one name. */
record Tagged(String tag) implements UserDType {
  private static final Fraction ELEMENTS = Fraction.DTYPE;

  /** A dtype that converts to float64 safely, and to nothing else. */
  static Tagged registered(String tag) {
    Tagged dtype = new Tagged(tag);
    CastTable.register(
        dtype.family(),
        TypeId.FLOAT64,
        new CastMethod() {
          @Override
          public Casting level(DType from, DType to) {
            return Casting.SAFE;
          }

          @Override
          public CastLoop loop(DType from, DType to) {
            return (src, s, sStep, dst, d, dStep, n) -> {
              for (long i = 0; i < n; i++) {
                Fraction.Value v = (Fraction.Value) ELEMENTS.getItem(src, s + i * sStep);
                dst.set(
                    java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED,
                    d + i * dStep,
                    v.toDouble());
              }
            };
          }
        });
    return dtype;
  }

  @Override
  public String name() {
    return "tagged";
  }

  @Override
  public Object family() {
    return tag;
  }

  @Override
  public long itemSize() {
    return ELEMENTS.itemSize();
  }

  @Override
  public int alignment() {
    return ELEMENTS.alignment();
  }

  @Override
  public Object getItem(MemorySegment memory, long at) {
    return ELEMENTS.getItem(memory, at);
  }

  @Override
  public void setItem(MemorySegment memory, long at, Object value) {
    ELEMENTS.setItem(memory, at, value);
  }

  @Override
  public int compare(MemorySegment a, long aAt, MemorySegment b, long bAt) {
    return ELEMENTS.compare(a, aAt, b, bAt);
  }

  @Override
  public boolean nonzero(MemorySegment memory, long at) {
    return ELEMENTS.nonzero(memory, at);
  }

  @Override
  public CastLoop copySwap(boolean swap) {
    return ELEMENTS.copySwap(swap);
  }
}
