package dev.ambi.core.internal;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.ambi.core.Complex;
import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import dev.ambi.core.VoidDType;
import dev.ambi.core.internal.datetime.TimeElements;
import dev.ambi.core.internal.dtype.VoidElements;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Reads and writes single elements, with the checks that NumPy makes of a single value. */
public final class Elements {

  private Elements() {}

  /** Bool or an integer; uint64 as its bits. */
  private static long bits(MemorySegment m, long at, TypeId id, boolean swap) {
    return switch (id) {
      case BOOL -> m.get(JAVA_BYTE, at) != 0 ? 1 : 0;
      case INT8 -> m.get(JAVA_BYTE, at);
      case UINT8 -> m.get(JAVA_BYTE, at) & 0xFF;
      case INT16 -> Words.getShort(m, at, swap);
      case UINT16 -> Words.getShort(m, at, swap) & 0xFFFF;
      case INT32 -> Words.getInt(m, at, swap);
      case UINT32 -> Words.getInt(m, at, swap) & 0xFFFF_FFFFL;
      default -> Words.getLong(m, at, swap);
    };
  }

  private static double real(MemorySegment m, long at, TypeId id, boolean swap) {
    return switch (id) {
      case FLOAT16 -> Float.float16ToFloat(Words.getShort(m, at, swap));
      case FLOAT32 -> Float.intBitsToFloat(Words.getInt(m, at, swap));
      default -> Double.longBitsToDouble(Words.getLong(m, at, swap));
    };
  }

  /**
   * {@return the element as a double}
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   */
  public static double getDouble(MemorySegment m, long at, DType dtype) {
    return switch (dtype.id().kind()) {
      case 'f' -> real(m, at, dtype.id(), !dtype.isNative());
      case 'c' -> {
        Complex z = getComplex(m, at, dtype);
        if (z.im() != 0) {
          throw new IllegalArgumentException("can't convert complex to float: " + z);
        }
        yield z.re();
      }
      case 'b', 'i', 'M', 'm' -> bits(m, at, dtype.id(), !dtype.isNative());
      case 'u' -> Numbers.unsignedToDouble(bits(m, at, dtype.id(), !dtype.isNative()));
      case 'V' -> VoidElements.getDouble(m, at, dtype);
      default -> TextNumbers.real(getString(m, at, dtype));
    };
  }

  /**
   * {@return the element as a long}
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   */
  public static long getLong(MemorySegment m, long at, DType dtype) {
    return switch (dtype.id().kind()) {
      case 'b', 'i', 'u', 'M', 'm' -> {
        long v = bits(m, at, dtype.id(), !dtype.isNative());
        if (v < 0 && dtype.id() == TypeId.UINT64) {
          throw tooLarge(Long.toUnsignedString(v));
        }
        yield v;
      }
      case 'f', 'c' -> {
        BigInteger v = truncate(getDouble(m, at, dtype));
        if (v.bitLength() > 63) {
          throw tooLarge(v.toString());
        }
        yield v.longValue();
      }
      default -> {
        BigInteger v = TextNumbers.integer(getString(m, at, dtype));
        if (v.bitLength() > 63) {
          throw tooLarge(v.toString());
        }
        yield v.longValue();
      }
    };
  }

  private static ArithmeticException tooLarge(String v) {
    return new ArithmeticException(v + " does not fit a long");
  }

  /**
   * {@return whether the element is true: not zero, not empty}
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   */
  public static boolean getBoolean(MemorySegment m, long at, DType dtype) {
    return switch (dtype.id().kind()) {
      case 'b', 'i', 'u', 'M', 'm' -> bits(m, at, dtype.id(), !dtype.isNative()) != 0;
      case 'f' -> real(m, at, dtype.id(), !dtype.isNative()) != 0;
      case 'c' -> {
        Complex z = getComplex(m, at, dtype);
        yield z.re() != 0 || z.im() != 0;
      }
      case 'V' -> VoidElements.isTrue(m, at, dtype);
      default -> !getString(m, at, dtype).isEmpty();
    };
  }

  /**
   * {@return the element as a complex number}
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   */
  public static Complex getComplex(MemorySegment m, long at, DType dtype) {
    return switch (dtype.id().kind()) {
      case 'c' -> {
        TypeId part = dtype.id().realPart();
        boolean swap = !dtype.isNative();
        yield new Complex(real(m, at, part, swap), real(m, at + part.size(), part, swap));
      }
      case 'S', 'U' -> TextNumbers.complex(getString(m, at, dtype));
      default -> new Complex(getDouble(m, at, dtype), 0);
    };
  }

  /**
   * {@return the bytes of a text element, without trailing NULs}
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   */
  public static byte[] getBytes(MemorySegment m, long at, DType dtype) {
    if (dtype instanceof VoidDType) {
      return (byte[]) VoidElements.get(m, at, dtype);
    }
    if (dtype.id() != TypeId.BYTES) {
      return ascii(getString(m, at, dtype));
    }
    long n = dtype.itemSize();
    while (n > 0 && m.get(JAVA_BYTE, at + n - 1) == 0) {
      n--;
    }
    byte[] bytes = new byte[Math.toIntExact(n)];
    MemorySegment.copy(m, JAVA_BYTE, at, bytes, 0, bytes.length);
    return bytes;
  }

  /**
   * {@return the element as text, without trailing NULs}
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   */
  public static String getString(MemorySegment m, long at, DType dtype) {
    return switch (dtype.id()) {
      case STR -> {
        boolean swap = !dtype.isNative();
        long n = dtype.itemSize() / 4;
        while (n > 0 && Words.getInt(m, at + (n - 1) * 4, false) == 0) {
          n--;
        }
        StringBuilder b = new StringBuilder();
        for (long i = 0; i < n; i++) {
          int c = Words.getInt(m, at + i * 4, swap);
          if (!Character.isValidCodePoint(c)) {
            throw new IllegalArgumentException(
                "character U+" + Integer.toHexString(c) + " is not in range [U+0000; U+10ffff]");
          }
          b.appendCodePoint(c);
        }
        yield b.toString();
      }
      case BYTES -> {
        byte[] bytes = getBytes(m, at, dtype);
        for (int i = 0; i < bytes.length; i++) {
          if (bytes[i] < 0) {
            throw new IllegalArgumentException(
                String.format(
                    "'ascii' codec can't decode byte 0x%02x in position %d: ordinal not in"
                        + " range(128)",
                    bytes[i], i));
          }
        }
        yield new String(bytes, StandardCharsets.US_ASCII);
      }
      default -> ScalarText.format(dtype, getObject(m, at, dtype));
    };
  }

  /**
   * {@return the element as a Boolean, Long, BigInteger (uint64), Double, Complex, byte[] or
   * String}
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   */
  public static Object getObject(MemorySegment m, long at, DType dtype) {
    boolean swap = !dtype.isNative();
    return switch (dtype.id()) {
      case BOOL -> bits(m, at, dtype.id(), swap) != 0;
      case UINT64 -> new BigInteger(Long.toUnsignedString(bits(m, at, dtype.id(), swap)));
      case INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64 -> bits(m, at, dtype.id(), swap);
      case FLOAT16, FLOAT32, FLOAT64 -> real(m, at, dtype.id(), swap);
      case COMPLEX64, COMPLEX128 -> getComplex(m, at, dtype);
      case BYTES -> getBytes(m, at, dtype);
      case STR -> getString(m, at, dtype);
      case DATETIME64, TIMEDELTA64 -> TimeElements.get(m, at, dtype);
      case VOID, USER -> VoidElements.get(m, at, dtype);
    };
  }

  /**
   * Writes a long.
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   * @param v the value
   */
  public static void setLong(MemorySegment m, long at, DType dtype, long v) {
    switch (dtype.id().kind()) {
      case 'V' -> VoidElements.set(m, at, dtype, v);
      case 'b' -> putBits(m, at, dtype, v != 0 ? 1 : 0);
      case 'i', 'u' -> {
        boolean signed = dtype.kind() == 'i';
        int width = dtype.id().size() * 8;
        boolean fits =
            width == 64
                ? signed || v >= 0
                : signed ? v == v << (64 - width) >> (64 - width) : v >>> width == 0;
        if (!fits) {
          throw outOfBounds(Long.toString(v), dtype);
        }
        putBits(m, at, dtype, v);
      }
      case 'f', 'c' -> setDouble(m, at, dtype, (double) v);
      case 'M', 'm' -> TimeElements.set(m, at, dtype, v);
      default -> setString(m, at, dtype, Long.toString(v));
    }
  }

  /**
   * Writes a double.
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   * @param v the value
   */
  public static void setDouble(MemorySegment m, long at, DType dtype, double v) {
    switch (dtype.id().kind()) {
      case 'V' -> VoidElements.set(m, at, dtype, v);
      case 'b' -> putBits(m, at, dtype, v != 0 ? 1 : 0);
      case 'i', 'u' -> setInteger(m, at, dtype, truncate(v));
      case 'f' -> putReal(m, at, dtype.id(), !dtype.isNative(), v);
      case 'c' -> setComplex(m, at, dtype, new Complex(v, 0));
      case 'M', 'm' -> TimeElements.set(m, at, dtype, v);
      default -> setString(m, at, dtype, ScalarText.format(DType.FLOAT64, v));
    }
  }

  /**
   * Writes an integer of any size.
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   * @param v the value
   */
  public static void setInteger(MemorySegment m, long at, DType dtype, BigInteger v) {
    if (v.bitLength() <= 63) {
      setLong(m, at, dtype, v.longValue());
      return;
    }
    switch (dtype.id().kind()) {
      case 'V' -> VoidElements.set(m, at, dtype, v);
      case 'b' -> putBits(m, at, dtype, 1);
      case 'i', 'u' -> {
        if (dtype.id() != TypeId.UINT64 || v.signum() < 0 || v.bitLength() > 64) {
          throw outOfBounds(v.toString(), dtype);
        }
        putBits(m, at, dtype, v.longValue());
      }
      case 'f', 'c' -> {
        double d = v.doubleValue();
        if (Double.isInfinite(d)) {
          throw new ArithmeticException("int too large to convert to float");
        }
        setDouble(m, at, dtype, d);
      }
      case 'M', 'm' -> TimeElements.set(m, at, dtype, v);
      default -> setString(m, at, dtype, v.toString());
    }
  }

  /**
   * Writes a complex number.
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   * @param v the value
   */
  public static void setComplex(MemorySegment m, long at, DType dtype, Complex v) {
    switch (dtype.id().kind()) {
      case 'V' -> VoidElements.set(m, at, dtype, v);
      case 'b' -> putBits(m, at, dtype, v.re() != 0 || v.im() != 0 ? 1 : 0);
      case 'c' -> {
        TypeId part = dtype.id().realPart();
        putReal(m, at, part, !dtype.isNative(), v.re());
        putReal(m, at + part.size(), part, !dtype.isNative(), v.im());
      }
      case 'M', 'm' -> TimeElements.set(m, at, dtype, v);
      case 'S', 'U' -> setString(m, at, dtype, v.toString());
      default ->
          throw new IllegalArgumentException("can't convert complex to " + dtype.name() + ": " + v);
    }
  }

  /**
   * Writes text: parsed into a number, or cut or padded into a text element.
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   * @param v the value
   */
  public static void setString(MemorySegment m, long at, DType dtype, String v) {
    switch (dtype.id().kind()) {
      case 'V' -> VoidElements.set(m, at, dtype, v);
      case 'b' -> putBits(m, at, dtype, v.isEmpty() ? 0 : 1);
      case 'i', 'u' -> setInteger(m, at, dtype, TextNumbers.integer(v));
      case 'f' -> setDouble(m, at, dtype, TextNumbers.real(v));
      case 'c' -> setComplex(m, at, dtype, TextNumbers.complex(v));
      case 'S' -> setBytes(m, at, dtype, ascii(v));
      case 'M', 'm' -> TimeElements.set(m, at, dtype, v);
      default -> {
        long length = dtype.itemSize() / 4;
        int[] points = v.codePoints().limit(length).toArray();
        for (int i = 0; i < points.length; i++) {
          Words.setInt(m, at + i * 4L, !dtype.isNative(), points[i]);
        }
        m.asSlice(at + points.length * 4L, (length - points.length) * 4).fill((byte) 0);
      }
    }
  }

  /**
   * Writes bytes, cut or padded; into an element that is not bytes, as the text that they are.
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   * @param v the value
   */
  public static void setBytes(MemorySegment m, long at, DType dtype, byte[] v) {
    if (dtype.id().kind() == 'V') {
      VoidElements.set(m, at, dtype, v);
      return;
    }
    if (dtype.id() != TypeId.BYTES) {
      MemorySegment heap = MemorySegment.ofArray(v);
      setString(m, at, dtype, getString(heap, 0, DType.bytes(v.length)));
      return;
    }
    int n = (int) Math.min(v.length, dtype.itemSize());
    MemorySegment.copy(v, 0, m, JAVA_BYTE, at, n);
    m.asSlice(at + n, dtype.itemSize() - n).fill((byte) 0);
  }

  /**
   * Writes a Boolean, a Number, a {@link Complex}, a {@code byte[]} or a String.
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   * @param v the value
   */
  public static void setObject(MemorySegment m, long at, DType dtype, Object v) {
    if (dtype.id().isTemporal()) {
      TimeElements.set(m, at, dtype, v);
      return;
    }
    if (dtype.id().kind() == 'V') {
      VoidElements.set(m, at, dtype, v);
      return;
    }
    switch (v) {
      case Boolean b when !dtype.isNumeric() -> setString(m, at, dtype, b ? "True" : "False");
      case Boolean b -> setLong(m, at, dtype, b ? 1 : 0);
      case BigInteger b -> setInteger(m, at, dtype, b);
      case BigDecimal b -> setDouble(m, at, dtype, b.doubleValue());
      case Double d -> setDouble(m, at, dtype, d);
      case Float f -> setDouble(m, at, dtype, f);
      case Number n -> setLong(m, at, dtype, n.longValue());
      case Complex z -> setComplex(m, at, dtype, z);
      case byte[] bytes -> setBytes(m, at, dtype, bytes);
      case CharSequence s -> setString(m, at, dtype, s.toString());
      case null -> throw new IllegalArgumentException("null is no element of dtype " + dtype);
      default ->
          throw new IllegalArgumentException(
              "a " + v.getClass().getName() + " is no element of dtype " + dtype);
    }
  }

  private static void putBits(MemorySegment m, long at, DType dtype, long v) {
    boolean swap = !dtype.isNative();
    switch (dtype.id().size()) {
      case 1 -> m.set(JAVA_BYTE, at, (byte) v);
      case 2 -> Words.setShort(m, at, swap, (short) v);
      case 4 -> Words.setInt(m, at, swap, (int) v);
      default -> Words.setLong(m, at, swap, v);
    }
  }

  private static void putReal(MemorySegment m, long at, TypeId id, boolean swap, double v) {
    switch (id) {
      case FLOAT16 -> Words.setShort(m, at, swap, Numbers.toHalf(v));
      case FLOAT32 -> Words.setInt(m, at, swap, Float.floatToRawIntBits((float) v));
      default -> Words.setLong(m, at, swap, Double.doubleToRawLongBits(v));
    }
  }

  private static BigInteger truncate(double v) {
    if (Double.isNaN(v)) {
      throw new IllegalArgumentException("cannot convert float NaN to integer");
    }
    if (Double.isInfinite(v)) {
      throw new ArithmeticException("cannot convert float infinity to integer");
    }
    return Math.abs(v) < 0x1p62 ? BigInteger.valueOf((long) v) : new BigDecimal(v).toBigInteger();
  }

  private static ArithmeticException outOfBounds(String v, DType dtype) {
    BigInteger n = new BigInteger(v);
    boolean unsignedLong = dtype.id() == TypeId.UINT32 || dtype.id() == TypeId.UINT64;
    boolean fits = n.bitLength() < Long.SIZE || (n.signum() > 0 && n.bitLength() == Long.SIZE);
    if (n.bitLength() >= Long.SIZE && !(unsignedLong && fits)) {
      return new ArithmeticException("Python int too large to convert to C long");
    }
    return new ArithmeticException(
        "Python integer " + v + " out of bounds for " + dtype.id().baseName());
  }

  private static byte[] ascii(String v) {
    for (int i = 0; i < v.length(); i++) {
      if (v.charAt(i) > 0x7F) {
        int c = v.codePointAt(i);
        String escape = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
        throw new IllegalArgumentException(
            "'ascii' codec can't encode character '"
                + String.format(escape, c)
                + "' in position "
                + i
                + ": ordinal not in range(128)");
      }
    }
    return v.getBytes(StandardCharsets.US_ASCII);
  }
}
