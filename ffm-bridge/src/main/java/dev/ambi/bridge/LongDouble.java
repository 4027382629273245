package dev.ambi.bridge;

import dev.ambi.bridge.numpy.LongDoubleDType;
import dev.ambi.core.DType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number of C's {@code long double}, for which Java has no type: with 64 binary digits on x86-64,
 * with 113 where it is IEEE binary128. An element of an array of NumPy's {@code longdouble}.
 *
 * <p>There is no arithmetic: {@link #toBigDecimal()} has it, exactly. Immutable.
 */
public final class LongDouble extends Number implements Comparable<LongDouble> {
  /** Not a number. */
  public static final LongDouble NAN = new LongDouble(Kind.NAN, false, BigInteger.ZERO, 0);

  /** How many binary digits this machine's {@code long double} has. */
  private static final int DIGITS = System.getProperty("os.arch").equals("aarch64") ? 113 : 64;

  private static final int LARGEST_EXPONENT = 16384;
  private static final int SMALLEST_EXPONENT = -16382 - (DIGITS - 1);

  /** Beyond as many decimal places no number is anything but zero or infinite. */
  private static final int DECIMAL_RANGE = 6000;

  private static final long serialVersionUID = 1L;

  private enum Kind {
    FINITE,
    INFINITE,
    NAN
  }

  private final Kind kind;
  private final boolean negative;

  /** The number is this times two to the power of the exponent. */
  private final BigInteger significand;

  private final int exponent;

  private LongDouble(Kind kind, boolean negative, BigInteger significand, int exponent) {
    this.kind = kind;
    this.negative = negative;
    this.significand = significand;
    this.exponent = exponent;
  }

  private static LongDouble infinity(boolean negative) {
    return new LongDouble(Kind.INFINITE, negative, BigInteger.ZERO, 0);
  }

  /** {@return NumPy's {@code longdouble}, for arrays of such numbers} */
  public static DType dtype() {
    return LongDoubleDType.REAL;
  }

  /**
   * {@return the number, exactly}
   *
   * @param value any double
   */
  public static LongDouble of(double value) {
    boolean negative = Double.doubleToRawLongBits(value) < 0;
    if (Double.isNaN(value)) {
      return NAN;
    }
    if (Double.isInfinite(value)) {
      return infinity(negative);
    }
    return value == 0
        ? new LongDouble(Kind.FINITE, negative, BigInteger.ZERO, 0)
        : of(new BigDecimal(value));
  }

  /**
   * {@return the nearest number, of two that are equally near the even one; infinity for what is
   * too large}
   *
   * @param value any number
   */
  public static LongDouble of(BigDecimal value) {
    boolean negative = value.signum() < 0;
    long places = (long) value.precision() - value.scale();
    if (value.signum() != 0 && places > DECIMAL_RANGE) {
      return infinity(negative);
    }
    if (value.signum() == 0 || places < -DECIMAL_RANGE) {
      return new LongDouble(Kind.FINITE, negative, BigInteger.ZERO, 0);
    }
    BigInteger n = value.unscaledValue().abs();
    BigInteger d = BigInteger.ONE;
    if (value.scale() > 0) {
      d = BigInteger.TEN.pow(value.scale());
    } else {
      n = n.multiply(BigInteger.TEN.pow(-value.scale()));
    }
    int exponent = Math.max(n.bitLength() - d.bitLength() - DIGITS, SMALLEST_EXPONENT);
    BigInteger rounded = roundedQuotient(n, d, exponent);
    while (rounded.bitLength() > DIGITS) {
      rounded = roundedQuotient(n, d, ++exponent);
    }
    return rounded.bitLength() + exponent > LARGEST_EXPONENT
        ? infinity(negative)
        : new LongDouble(Kind.FINITE, negative, rounded, exponent);
  }

  /** n / d / 2**exponent to the nearest integer. */
  private static BigInteger roundedQuotient(BigInteger n, BigInteger d, int exponent) {
    BigInteger dividend = exponent < 0 ? n.shiftLeft(-exponent) : n;
    BigInteger divisor = exponent < 0 ? d : d.shiftLeft(exponent);
    BigInteger[] parts = dividend.divideAndRemainder(divisor);
    int half = parts[1].shiftLeft(1).compareTo(divisor);
    boolean up = half > 0 || (half == 0 && parts[0].testBit(0));
    return up ? parts[0].add(BigInteger.ONE) : parts[0];
  }

  /**
   * {@return the number that a text says: digits with or without a point and an exponent, {@code
   * nan}, {@code inf}, with or without a sign}
   *
   * @param text the text
   * @throws NumberFormatException if it says none
   */
  public static LongDouble parse(String text) {
    String word = text.strip();
    boolean negative = word.startsWith("-");
    String bare = negative || word.startsWith("+") ? word.substring(1) : word;
    return switch (bare.toLowerCase(java.util.Locale.ROOT)) {
      case "nan" -> NAN;
      case "inf", "infinity" -> infinity(negative);
      default -> {
        LongDouble value = of(new BigDecimal(bare).abs());
        if (bare.startsWith("-") || bare.startsWith("+")) {
          throw new NumberFormatException("two signs: " + text);
        }
        yield negative ? value.negated() : value;
      }
    };
  }

  private LongDouble negated() {
    return new LongDouble(kind, !negative, significand, exponent);
  }

  // ---- as C has it

  /**
   * {@return the number in memory}
   *
   * @param bytes the sixteen bytes of a {@code long double}, the least significant first
   */
  public static LongDouble ofBytes(byte[] bytes) {
    int fraction = DIGITS == 64 ? 64 : 112;
    byte[] backwards = new byte[fraction / 8];
    for (int i = 0; i < backwards.length; i++) {
      backwards[i] = bytes[backwards.length - 1 - i];
    }
    BigInteger digits = new BigInteger(1, backwards);
    int top = (bytes[fraction / 8] & 0xff) | (bytes[fraction / 8 + 1] & 0xff) << 8;
    boolean negative = (top & 0x8000) != 0;
    int biased = top & 0x7fff;
    if (biased == 0x7fff) {
      boolean nan = digits.clearBit(63).signum() != 0 || (DIGITS != 64 && digits.signum() != 0);
      return nan ? NAN : infinity(negative);
    }
    if (DIGITS != 64 && biased > 0) {
      digits = digits.setBit(112);
    }
    int exponent = SMALLEST_EXPONENT + Math.max(biased, 1) - 1;
    return new LongDouble(Kind.FINITE, negative, digits, exponent);
  }

  /** {@return the sixteen bytes of the number in memory, the least significant first} */
  public byte[] toBytes() {
    int fraction = DIGITS == 64 ? 64 : 112;
    BigInteger digits = significand;
    int biased = 0x7fff;
    if (kind == Kind.FINITE) {
      int shift = significand.signum() == 0 ? 0 : DIGITS - significand.bitLength();
      shift = Math.min(shift, exponent - SMALLEST_EXPONENT);
      digits = significand.shiftLeft(shift);
      biased = digits.bitLength() < DIGITS ? 0 : exponent - shift - SMALLEST_EXPONENT + 1;
    } else {
      digits = DIGITS == 64 ? BigInteger.ONE.shiftLeft(63) : BigInteger.ZERO;
      digits = kind == Kind.NAN ? digits.setBit(fraction == 64 ? 62 : 111) : digits;
    }
    byte[] bytes = new byte[16];
    for (int i = 0; i < fraction / 8; i++) {
      bytes[i] = digits.shiftRight(8 * i).byteValue();
    }
    int top = biased | (negative ? 0x8000 : 0);
    bytes[fraction / 8] = (byte) top;
    bytes[fraction / 8 + 1] = (byte) (top >> 8);
    return bytes;
  }

  // ---- values

  /** {@return whether this is not a number} */
  public boolean isNaN() {
    return kind == Kind.NAN;
  }

  /** {@return whether this is one of the infinities} */
  public boolean isInfinite() {
    return kind == Kind.INFINITE;
  }

  /** {@return whether this is neither infinite nor not a number} */
  public boolean isFinite() {
    return kind == Kind.FINITE;
  }

  /** {@return whether there is a sign: of a number below zero, or of zero} */
  public boolean isNegative() {
    return negative;
  }

  /**
   * {@return the number, exactly; zero without its sign}
   *
   * @throws ArithmeticException if it is not finite
   */
  public BigDecimal toBigDecimal() {
    if (kind != Kind.FINITE) {
      throw new ArithmeticException(this + " is no decimal number");
    }
    BigInteger signed = negative ? significand.negate() : significand;
    if (significand.signum() == 0) {
      return BigDecimal.ZERO;
    }
    return exponent >= 0
        ? new BigDecimal(signed.shiftLeft(exponent))
        : new BigDecimal(signed.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent);
  }

  /** The nearest double. */
  @Override
  public double doubleValue() {
    return switch (kind) {
      case NAN -> Double.NaN;
      case INFINITE -> negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      case FINITE ->
          significand.signum() == 0 ? (negative ? -0.0 : 0.0) : toBigDecimal().doubleValue();
    };
  }

  @Override
  public float floatValue() {
    return kind == Kind.FINITE && significand.signum() != 0
        ? toBigDecimal().floatValue()
        : (float) doubleValue();
  }

  /** As the cast of a double: without what is behind the point, the nearest long there is. */
  @Override
  public long longValue() {
    if (kind != Kind.FINITE) {
      return (long) doubleValue();
    }
    BigInteger whole = toBigDecimal().toBigInteger();
    return whole.bitLength() < Long.SIZE
        ? whole.longValue()
        : negative ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  @Override
  public int intValue() {
    return Math.clamp(longValue(), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** The order of doubles: -0 before 0, NaN behind everything. */
  @Override
  public int compareTo(LongDouble other) {
    if (kind != Kind.FINITE || other.kind != Kind.FINITE) {
      return Double.compare(
          kind == Kind.FINITE ? 0 : doubleValue(),
          other.kind == Kind.FINITE ? 0 : other.doubleValue());
    }
    int order = toBigDecimal().compareTo(other.toBigDecimal());
    return order != 0 ? order : Boolean.compare(other.negative, negative);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LongDouble that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(doubleValue());
  }

  // ---- text

  /**
   * {@return the number without its sign, with the fewest decimal digits that no other number
   * shares}
   *
   * @throws ArithmeticException if it is not finite
   */
  public BigDecimal shortest() {
    BigDecimal exact = toBigDecimal().abs();
    if (exact.signum() == 0) {
      return exact;
    }
    int spare = Math.min(DIGITS - significand.bitLength(), exponent - SMALLEST_EXPONENT);
    int unit = exponent - spare;
    BigDecimal above = power(unit - 1);
    boolean lowest =
        significand.bitCount() == 1 && significand.shiftLeft(spare).bitLength() == DIGITS;
    BigDecimal below = lowest && unit > SMALLEST_EXPONENT ? power(unit - 2) : above;
    boolean even = !significand.shiftLeft(spare).testBit(0);
    for (int precision = 1; ; precision++) {
      BigDecimal d = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
      BigDecimal off = d.subtract(exact);
      int over = off.abs().compareTo(off.signum() < 0 ? below : above);
      if (over < 0 || (over == 0 && even)) {
        return d.stripTrailingZeros();
      }
    }
  }

  private static BigDecimal power(int exponent) {
    return exponent >= 0
        ? new BigDecimal(BigInteger.ONE.shiftLeft(exponent))
        : new BigDecimal(BigInteger.valueOf(5).pow(-exponent), -exponent);
  }

  /** As NumPy's {@code str} writes it: {@code 0.33333333333333333334}, {@code 1e+4000}. */
  @Override
  public String toString() {
    if (kind == Kind.NAN) {
      return "nan";
    }
    String sign = negative ? "-" : "";
    if (kind == Kind.INFINITE) {
      return sign + "inf";
    }
    BigDecimal d = shortest();
    int exponentOfTen = d.signum() == 0 ? 0 : d.precision() - d.scale() - 1;
    if (exponentOfTen >= -4 && exponentOfTen < 16) {
      String plain = d.toPlainString();
      return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
    }
    String digits = d.unscaledValue().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String power = Integer.toString(Math.abs(exponentOfTen));
    return sign
        + mantissa
        + (exponentOfTen < 0 ? "e-" : "e+")
        + (power.length() < 2 ? "0" : "")
        + power;
  }
}
