package dev.ambi.core;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/** What came of a call, as text, to be compared with what was recorded. */
final class Outcome {

  private static final String ERROR = "error: ";

  private static final Map<String, Class<? extends Exception>> ERRORS =
      Map.of(
          "IndexError", IndexOutOfBoundsException.class,
          "AxisError", IndexOutOfBoundsException.class,
          "ValueError", IllegalArgumentException.class,
          "TypeError", IllegalArgumentException.class,
          "OverflowError", ArithmeticException.class);

  private Outcome() {}

  static boolean isError(String cell) {
    return cell.startsWith(ERROR);
  }

  /** The array in this machine's byte order: layouts may be byte-swapped, NumPy's answer is not. */
  static NDArray inNativeOrder(NDArray a) {
    return a.dtype().isNative() ? a : a.astype(a.dtype().toNative());
  }

  private static String text(NDArray a) {
    return a.dtype()
        + " "
        + a.shape()
        + " "
        + a.toString(new PrintOptions(17, 10_000, 3, 75, false));
  }

  private static Object recorded(String cell) {
    if (isError(cell)) {
      return cell;
    }
    if (!cell.startsWith("list: ")) {
      return List.of(inNativeOrder(Recorded.array(cell)));
    }
    return Arrays.stream(cell.substring(6).split(" "))
        .filter(part -> !part.isEmpty())
        .map(part -> inNativeOrder(Recorded.array(part)))
        .toList();
  }

  /** Arrays, or the error in the words of the recording. */
  private static Object happened(String recorded, Supplier<?> f) {
    try {
      Object result = f.get();
      return result instanceof NDArray[] all
          ? Arrays.stream(all).map(Outcome::inNativeOrder).toList()
          : List.of(inNativeOrder((NDArray) result));
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
      String type = isError(recorded) ? recorded.split(": ", 3)[1] : "none";
      boolean right = isError(recorded) && ERRORS.get(type).isInstance(e);
      return ERROR + (right ? type : e.getClass().getSimpleName()) + ": " + e.getMessage();
    }
  }

  private static String text(Object outcome) {
    return outcome instanceof List<?> all
        ? all.stream().map(a -> text((NDArray) a)).collect(Collectors.joining("\n"))
        : outcome.toString();
  }

  /** Compares; an error's message may say more than NumPy's does. */
  static void compare(SoftAssertions softly, String what, String recorded, Supplier<?> f) {
    Object happened = happened(recorded, f);
    Object expected = recorded(recorded);
    boolean same =
        expected instanceof String message
            ? happened.toString().startsWith(message)
            : happened.equals(expected);
    if (!same) {
      softly.assertThat(text(happened)).as(what).isEqualTo(text(expected) + " (differs)");
    }
  }
}
