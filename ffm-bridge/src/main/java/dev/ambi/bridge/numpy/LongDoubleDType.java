package dev.ambi.bridge.numpy;

import dev.ambi.bridge.ComplexLongDouble;
import dev.ambi.bridge.LongDouble;
import dev.ambi.core.CastLoop;
import dev.ambi.core.Complex;
import dev.ambi.core.PrintOptions;
import dev.ambi.core.UserDType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Function;

/**
 * C's {@code long double}, and complex numbers of two of them, as dtypes of core: elements are
 * {@link LongDouble}s and {@link ComplexLongDouble}s, which convert from and to core's numbers.
 *
 * @param complex whether elements have two parts
 * @param byteOrder of each part
 */
public record LongDoubleDType(boolean complex, ByteOrder byteOrder) implements UserDType {
  /** The numbers of this machine. */
  public static final LongDoubleDType REAL = new LongDoubleDType(false, ByteOrder.nativeOrder());

  /** The complex numbers of this machine. */
  public static final LongDoubleDType COMPLEX = new LongDoubleDType(true, ByteOrder.nativeOrder());

  /** The size of a {@code long double}, unused bytes included, and its alignment. */
  private static final int PART = 16;

  static {
    LongDoubleCasts.register();
  }

  /** What it is among NumPy's types. */
  BuiltinType type() {
    return complex ? BuiltinType.CLONGDOUBLE : BuiltinType.LONGDOUBLE;
  }

  @Override
  public String name() {
    return type().text();
  }

  @Override
  public long itemSize() {
    return complex ? 2 * PART : PART;
  }

  @Override
  public int alignment() {
    return PART;
  }

  @Override
  public char kind() {
    return type().kind();
  }

  @Override
  public char typeChar() {
    return type().code();
  }

  @Override
  public LongDoubleDType withByteOrder(ByteOrder order) {
    return new LongDoubleDType(complex, order);
  }

  @Override
  public Object family() {
    return type();
  }

  @Override
  public String typestr() {
    return (byteOrder == ByteOrder.LITTLE_ENDIAN ? "<" : ">") + kind() + itemSize();
  }

  @Override
  public String repr() {
    return "dtype('" + this + "')";
  }

  @Override
  public String toString() {
    return isNative() ? name() : typestr();
  }

  // ---- elements

  private LongDouble part(MemorySegment memory, long at) {
    byte[] bytes = memory.asSlice(at, PART).toArray(ValueLayout.JAVA_BYTE);
    return LongDouble.ofBytes(byteOrder == ByteOrder.LITTLE_ENDIAN ? bytes : backwards(bytes));
  }

  private void setPart(MemorySegment memory, long at, LongDouble value) {
    byte[] bytes = value.toBytes();
    MemorySegment.copy(
        byteOrder == ByteOrder.LITTLE_ENDIAN ? bytes : backwards(bytes),
        0,
        memory,
        ValueLayout.JAVA_BYTE,
        at,
        PART);
  }

  private static byte[] backwards(byte[] bytes) {
    byte[] result = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      result[i] = bytes[bytes.length - 1 - i];
    }
    return result;
  }

  @Override
  public Object getItem(MemorySegment memory, long at) {
    LongDouble re = part(memory, at);
    return complex ? new ComplexLongDouble(re, part(memory, at + PART)) : re;
  }

  @Override
  public void setItem(MemorySegment memory, long at, Object value) {
    switch (value) {
      case ComplexLongDouble c when complex -> {
        setPart(memory, at, c.re());
        setPart(memory, at + PART, c.im());
      }
      case Complex c when complex -> {
        setPart(memory, at, LongDouble.of(c.re()));
        setPart(memory, at + PART, LongDouble.of(c.im()));
      }
      default -> {
        setPart(memory, at, number(value));
        if (complex) {
          setPart(memory, at + PART, LongDouble.of(0));
        }
      }
    }
  }

  private LongDouble number(Object value) {
    return switch (value) {
      case LongDouble d -> d;
      case BigDecimal d -> LongDouble.of(d);
      case BigInteger i -> LongDouble.of(new BigDecimal(i));
      case Double d -> LongDouble.of(d);
      case Float f -> LongDouble.of(f);
      case Number n -> LongDouble.of(new BigDecimal(n.longValue()));
      case Boolean b -> LongDouble.of(b ? 1 : 0);
      case String s -> LongDouble.parse(s);
      case null, default ->
          throw new IllegalArgumentException(
              "an element of dtype "
                  + name()
                  + " is made of a number or its digits, not of "
                  + value);
    };
  }

  @Override
  public int compare(MemorySegment a, long aAt, MemorySegment b, long bAt) {
    int order = number(a, aAt).compareTo(number(b, bAt));
    return order != 0 || !complex ? order : part(a, aAt + PART).compareTo(part(b, bAt + PART));
  }

  /** For comparing: zeros are equal. */
  private LongDouble number(MemorySegment memory, long at) {
    LongDouble value = part(memory, at);
    return value.isFinite() && value.toBigDecimal().signum() == 0 ? LongDouble.of(0) : value;
  }

  @Override
  public boolean nonzero(MemorySegment memory, long at) {
    LongDouble zero = LongDouble.of(0);
    return !number(memory, at).equals(zero) || (complex && !number(memory, at + PART).equals(zero));
  }

  @Override
  public CastLoop copySwap(boolean swap) {
    return (src, srcAt, srcStride, dst, dstAt, dstStride, n) -> {
      byte[] bytes = new byte[PART];
      int parts = complex ? 2 : 1;
      for (long i = 0; i < n * parts; i++) {
        long from = srcAt + i / parts * srcStride + i % parts * PART;
        long to = dstAt + i / parts * dstStride + i % parts * PART;
        MemorySegment.copy(src, ValueLayout.JAVA_BYTE, from, bytes, 0, PART);
        MemorySegment.copy(
            swap ? backwards(bytes) : bytes, 0, dst, ValueLayout.JAVA_BYTE, to, PART);
      }
    };
  }

  @Override
  public Function<Object, String> formatter(List<Object> shown, PrintOptions options) {
    if (complex) {
      return this::format;
    }
    LongDoubleFormat format =
        new LongDoubleFormat(shown.stream().map(LongDouble.class::cast).toList(), options);
    return value -> format.format((LongDouble) value);
  }
}
