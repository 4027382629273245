package dev.ambi.core.internal.datetime;

import static dev.ambi.core.DateTimeUnit.DAY;
import static dev.ambi.core.DateTimeUnit.HOUR;
import static dev.ambi.core.DateTimeUnit.MILLISECOND;
import static dev.ambi.core.DateTimeUnit.MINUTE;
import static dev.ambi.core.DateTimeUnit.MONTH;
import static dev.ambi.core.DateTimeUnit.SECOND;
import static dev.ambi.core.DateTimeUnit.WEEK;
import static dev.ambi.core.DateTimeUnit.YEAR;

import dev.ambi.core.DateTimeUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the unit in the brackets of {@code datetime64[25s]}. */
public final class StepParser {

  private static final Pattern MULTIPLE = Pattern.compile("\\s*[+-]?[0-9]+");

  /** A unit, and how many of it a longer unit has as far as divisors are concerned. */
  private record Part(int count, DateTimeUnit unit) {}

  private static final Map<DateTimeUnit, List<Part>> PARTS =
      Map.of(
          YEAR, List.of(new Part(12, MONTH), new Part(52, WEEK), new Part(365, DAY)),
          MONTH, List.of(new Part(4, WEEK), new Part(30, DAY), new Part(720, HOUR)),
          WEEK, List.of(new Part(7, DAY), new Part(168, HOUR), new Part(10080, MINUTE)),
          DAY, List.of(new Part(24, HOUR), new Part(1440, MINUTE), new Part(86400, SECOND)),
          HOUR, List.of(new Part(60, MINUTE), new Part(3600, SECOND)),
          MINUTE, List.of(new Part(60, SECOND), new Part(60000, MILLISECOND)));

  private StepParser() {}

  /**
   * {@return the step that the text stands for; a generic one for the empty text}
   *
   * @param text all that follows {@code M8} or {@code datetime64}
   * @throws IllegalArgumentException if it is none
   */
  public static Step parse(String text) {
    if (text.isEmpty()) {
      return Step.GENERIC;
    }
    if (text.length() < 3) {
      throw new IllegalArgumentException("Invalid datetime metadata string \"" + text + "\"");
    }
    if (text.charAt(0) != '[') {
      throw invalid(text, 1);
    }
    int close = text.indexOf(']');
    if (close < 0) {
      throw invalid(text, text.length());
    }
    if (close == 1) {
      throw invalid(text, 1);
    }
    Step step = inner(text, close);
    if (close != text.length() - 1) {
      throw invalid(text, close + 1);
    }
    return step;
  }

  private static Step inner(String text, int close) {
    int at = 1;
    int multiple = 1;
    Matcher m = MULTIPLE.matcher(text).region(1, close);
    if (m.lookingAt()) {
      multiple = multiple(m.group().strip());
      if (multiple < 1) {
        throw invalid(text, 1);
      }
      at = m.end();
    }
    int slash = text.indexOf('/', at);
    int end = slash < 0 || slash > close ? close : slash;
    if (end == at) {
      throw invalid(text, at);
    }
    Step step = new Step(unit(text, at, end), multiple);
    if (end == close) {
      return step;
    }
    m.region(end + 1, close);
    if (!m.matches()) {
      throw invalid(text, end + 1);
    }
    return divided(step, multiple(m.group().strip()), text);
  }

  /** The number, or 0 if it is none that a multiple can be. */
  private static int multiple(String digits) {
    try {
      return Math.max(Integer.parseInt(digits), 0);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static DateTimeUnit unit(String text, int at, int end) {
    try {
      return DateTimeUnit.of(text.substring(at, end));
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "Invalid datetime unit in metadata string \"" + text + "\"");
    }
  }

  private static Step divided(Step step, int divisor, String text) {
    if (divisor == 1) {
      return step;
    }
    if (step.isGeneric()) {
      throw new IllegalArgumentException("Can't use 'den' divisor with generic units");
    }
    for (Part part : divisor == 0 ? List.<Part>of() : parts(step.unit())) {
      if (part.count() % divisor == 0) {
        long multiple = (long) step.multiple() * (part.count() / divisor);
        if (multiple > Integer.MAX_VALUE) {
          throw invalid(text, 1);
        }
        return new Step(part.unit(), (int) multiple);
      }
    }
    throw new IllegalArgumentException(
        "divisor ("
            + divisor
            + ") is not a multiple of a lower-unit in datetime metadata \""
            + text
            + "\"");
  }

  private static List<Part> parts(DateTimeUnit unit) {
    List<Part> parts = PARTS.get(unit);
    if (parts != null) {
      return parts;
    }
    DateTimeUnit[] units = DateTimeUnit.values();
    int left = Math.min(DateTimeUnit.ATTOSECOND.ordinal() - unit.ordinal(), 2);
    return List.of(
            new Part(1000, units[unit.ordinal() + Math.min(left, 1)]),
            new Part(1000000, units[unit.ordinal() + left]))
        .subList(0, left);
  }

  private static IllegalArgumentException invalid(String text, int position) {
    return new IllegalArgumentException(
        "Invalid datetime metadata string \"" + text + "\" at position " + position);
  }
}
