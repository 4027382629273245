package dev.ambi.core.internal.datetime;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Spans of time as text: {@code 5 days}; only bare numbers are read. */
public final class SpanText {

  private static final Pattern NUMBER = Pattern.compile("[ \\t\\n\\x0B\\f\\r]*[+-]?[0-9]+");

  private SpanText() {}

  /**
   * {@return a span as text}
   *
   * @param count the count, or NaT
   * @param step what it counts
   */
  public static String format(long count, Step step) {
    return count == Moment.NAT ? Iso8601.NAT : count * step.multiple() + " " + step.unit().plural();
  }

  /**
   * {@return the count that a text stands for, cut to what a long holds}
   *
   * @param text a number, NaT or nothing; what follows a NUL is not part of it
   * @throws IllegalArgumentException if it is none of these
   */
  public static long count(String text) {
    int nul = text.indexOf('\0');
    String s = nul < 0 ? text : text.substring(0, nul);
    if (s.isEmpty() || s.equalsIgnoreCase(Iso8601.NAT)) {
      return Moment.NAT;
    }
    if (!NUMBER.matcher(s).matches()) {
      throw new IllegalArgumentException("Could not convert object to NumPy timedelta");
    }
    BigInteger n = new BigInteger(s.strip());
    if (n.bitLength() <= 63) {
      return n.longValue();
    }
    return n.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}
