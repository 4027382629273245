package dev.ambi.core;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** A user's dtype for tests: fractions of two int32. */
record Fraction(ByteOrder byteOrder) implements UserDType {

  static final Fraction DTYPE = new Fraction(ByteOrder.nativeOrder());

  /** A value. */
  record Value(int over, int under) {
    double toDouble() {
      return (double) over / under;
    }

    @Override
    public String toString() {
      return over + "/" + under;
    }
  }

  static void register() {
    CastTable.register(TypeId.INT32, Fraction.class, cast(Casting.SAFE));
    CastTable.register(Fraction.class, TypeId.FLOAT64, cast(Casting.SAME_KIND));
    CastTable.registerPromotion(Fraction.class, TypeId.INT32, (f, i) -> DTYPE);
    CastTable.registerPromotion(Fraction.class, TypeId.FLOAT64, (f, d) -> DType.FLOAT64);
    CastTable.registerPromotion(Fraction.class, Fraction.class, (a, b) -> DTYPE);
  }

  /** One element at a time, through objects. */
  private static CastMethod cast(Casting level) {
    return new CastMethod() {
      @Override
      public Casting level(DType from, DType to) {
        return level;
      }

      @Override
      public CastLoop loop(DType from, DType to) {
        return (src, s, sStep, dst, d, dStep, n) -> {
          for (long i = 0; i < n; i++) {
            NDArray in = NDArray.of(src, s + i * sStep, from, new long[0], new long[0], false);
            NDArray out = NDArray.of(dst, d + i * dStep, to, new long[0], new long[0], true);
            Object v = in.item();
            out.setObject(v instanceof Value f ? (Object) f.toDouble() : v);
          }
        };
      }
    };
  }

  private ValueLayout.OfInt part() {
    return JAVA_INT_UNALIGNED.withOrder(byteOrder);
  }

  @Override
  public String name() {
    return "fraction";
  }

  @Override
  public long itemSize() {
    return 8;
  }

  @Override
  public int alignment() {
    return 4;
  }

  @Override
  public DType withByteOrder(ByteOrder order) {
    return new Fraction(order);
  }

  @Override
  public Object family() {
    return Fraction.class;
  }

  @Override
  public Object getItem(MemorySegment memory, long at) {
    return new Value(memory.get(part(), at), memory.get(part(), at + 4));
  }

  @Override
  public void setItem(MemorySegment memory, long at, Object value) {
    Value v =
        switch (value) {
          case Value f -> f;
          case Number n -> new Value(n.intValue(), 1);
          case null, default -> throw new IllegalArgumentException("no fraction: " + value);
        };
    memory.set(part(), at, v.over);
    memory.set(part(), at + 4, v.under);
  }

  @Override
  public int compare(MemorySegment a, long aAt, MemorySegment b, long bAt) {
    return Double.compare(
        ((Value) getItem(a, aAt)).toDouble(), ((Value) getItem(b, bAt)).toDouble());
  }

  @Override
  public boolean nonzero(MemorySegment memory, long at) {
    return memory.get(part(), at) != 0;
  }

  @Override
  public CastLoop copySwap(boolean swap) {
    return (src, s, sStep, dst, d, dStep, n) -> {
      Fraction to = swap ? (Fraction) withByteOrder(other()) : this;
      for (long i = 0; i < n; i++) {
        to.setItem(dst, d + i * dStep, getItem(src, s + i * sStep));
      }
    };
  }

  private ByteOrder other() {
    return byteOrder == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
  }
}
