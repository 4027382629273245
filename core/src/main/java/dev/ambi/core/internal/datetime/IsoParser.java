package dev.ambi.core.internal.datetime;

import dev.ambi.core.Casting;
import dev.ambi.core.DateTimeUnit;
import dev.ambi.core.DateTimeValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/**
 * Reads points in time: ISO 8601 with years of any length and sign, a blank for the T if wanted, an
 * optional offset; and NaT, "now" (in UTC) and "today" (at this place).
 */
public final class IsoParser {

  /**
   * What a text stands for.
   *
   * @param moment the point in time, null for NaT
   * @param unit the longest unit that has all of it
   */
  record Parsed(Moment moment, DateTimeUnit unit) {
    static final Parsed NAT = new Parsed(null, DateTimeUnit.GENERIC);

    long count(Step step) {
      return moment == null ? Moment.NAT : moment.count(step);
    }
  }

  private static final int SECOND_DIGITS = 18;

  private final String text;
  private int at;
  private long year;
  private int month = 1;
  private int day = 1;
  private int second;
  private long attos;
  private DateTimeUnit unit = DateTimeUnit.YEAR;

  private IsoParser(String text) {
    this.text = text;
  }

  /**
   * {@return the count that a text stands for}
   *
   * @param text the text
   * @param step what is counted
   * @throws IllegalArgumentException if the text is no point in time
   */
  public static long count(String text, Step step) {
    return parse(text, step.unit(), Casting.SAME_KIND).count(step);
  }

  /**
   * {@return the value that a text stands for, in the longest unit that has all of it}
   *
   * @param text the text
   * @throws IllegalArgumentException if the text is no point in time
   */
  public static DateTimeValue value(String text) {
    Parsed p = parse(text, null, Casting.UNSAFE);
    return new DateTimeValue(p.count(new Step(p.unit(), 1)), p.unit());
  }

  /**
   * Reads a text.
   *
   * @param text the text; what follows a NUL is not part of it
   * @param wanted the unit of the result, or null if the text decides
   * @param casting how the unit of the text may become the one that is wanted
   */
  static Parsed parse(String text, DateTimeUnit wanted, Casting casting) {
    int nul = text.indexOf('\0');
    String s = nul < 0 ? text : text.substring(0, nul);
    String lower = s.length() <= 5 ? s.toLowerCase(Locale.ROOT) : s;
    if (s.isEmpty() || lower.equals("nat")) {
      return Parsed.NAT;
    }
    if (wanted == DateTimeUnit.GENERIC) {
      throw new IllegalArgumentException(
          "Cannot create a NumPy datetime other than NaT with generic units");
    }
    Parsed result =
        switch (lower) {
          case "today" ->
              new Parsed(
                  Moment.ofDays(LocalDate.now(ZoneId.systemDefault()).toEpochDay(), 0, 0),
                  DateTimeUnit.DAY);
          case "now" ->
              new Parsed(
                  Moment.of(Instant.now().getEpochSecond(), new Step(DateTimeUnit.SECOND, 1)),
                  DateTimeUnit.SECOND);
          default -> new IsoParser(s).parse();
        };
    if (wanted != null && !TemporalTypes.canCastUnits(result.unit(), wanted, casting)) {
      throw new IllegalArgumentException(
          "Cannot parse \""
              + s
              + "\" as unit '"
              + wanted.symbol()
              + "' using casting rule '"
              + casting.name().toLowerCase(Locale.ROOT)
              + "'");
    }
    return result;
  }

  private Parsed parse() {
    boolean timed = date();
    Moment m = new Moment(year, month, day, second, attos);
    return new Parsed(timed ? zone(m) : m, unit);
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\n\u000b\f\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean isAtEnd() {
    return at == text.length();
  }

  /** Reads the date and the time; false if there is none of the latter. */
  private boolean date() {
    skipBlanks();
    if (peek() == '-' || peek() == '+') {
      at++;
    }
    if (isAtEnd()) {
      throw malformed();
    }
    while (isDigit(peek())) {
      year = 10 * year + (text.charAt(at++) - '0');
    }
    if (text.charAt(0) == '-') { // a sign behind blanks means nothing to NumPy
      year = -year;
    }
    if (isAtEnd()) {
      return false;
    }
    separator('-');
    month = two("Month", 1, 12);
    unit = DateTimeUnit.MONTH;
    if (isAtEnd()) {
      return false;
    }
    separator('-');
    day = two("Day", 1, Moment.daysIn(year, month));
    unit = DateTimeUnit.DAY;
    if (isAtEnd()) {
      return false;
    }
    if (peek() != 'T' && peek() != ' ') {
      throw malformed();
    }
    at++;
    time();
    return true;
  }

  private void separator(char c) {
    if (peek() != c) {
      throw malformed();
    }
    at++;
    if (isAtEnd()) {
      throw malformed();
    }
  }

  private void time() {
    second = two("Hours", 0, 23) * 3600;
    unit = DateTimeUnit.HOUR;
    if (peek() != ':') {
      return;
    }
    separator(':');
    second += two("Minutes", 0, 59) * 60;
    unit = DateTimeUnit.MINUTE;
    if (peek() != ':') {
      return;
    }
    separator(':');
    second += two("Seconds", 0, 59);
    unit = DateTimeUnit.SECOND;
    if (peek() == '.') {
      at++;
      fraction();
    }
  }

  private void fraction() {
    int digits = 0;
    while (digits < SECOND_DIGITS && isDigit(peek())) {
      attos = 10 * attos + (text.charAt(at++) - '0');
      digits++;
    }
    unit =
        DateTimeUnit.values()[DateTimeUnit.SECOND.ordinal() + Math.max(1, Math.ceilDiv(digits, 3))];
    for (int i = digits; i < SECOND_DIGITS; i++) {
      attos *= 10;
    }
  }

  private int two(String what, int low, int high) {
    if (at + 1 >= text.length() || !isDigit(text.charAt(at)) || !isDigit(text.charAt(at + 1))) {
      throw malformed();
    }
    int n = 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
    if (n < low || n > high) {
      throw new IllegalArgumentException(what + " out of range " + in());
    }
    at += 2;
    return n;
  }

  private Moment zone(Moment m) {
    Moment result = m;
    if (peek() == 'Z') {
      at++;
    } else if (peek() == '-' || peek() == '+') {
      int sign = text.charAt(at++) == '-' ? 1 : -1;
      int minutes = two("Timezone hours offset", 0, 23) * 60;
      if (!isAtEnd()) {
        if (peek() == ':') {
          at++;
        }
        minutes += two("Timezone minutes offset", 0, 59);
      }
      result = m.plusMinutes(sign * minutes);
    }
    skipBlanks();
    if (!isAtEnd()) {
      throw malformed();
    }
    return result;
  }

  private String in() {
    return "in datetime string \"" + text + "\"";
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "Error parsing datetime string \"" + text + "\" at position " + at);
  }
}
