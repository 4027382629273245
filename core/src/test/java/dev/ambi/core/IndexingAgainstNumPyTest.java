package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Compares with answers that NumPy gave; see {@code src/test/python/record_indexing2.py}. */
class IndexingAgainstNumPyTest {

  private static final Map<String, Class<? extends Exception>> ERRORS =
      Map.of(
          "IndexError", IndexOutOfBoundsException.class,
          "AxisError", IndexOutOfBoundsException.class,
          "ValueError", IllegalArgumentException.class,
          "TypeError", IllegalArgumentException.class,
          "OverflowError", ArithmeticException.class);

  /** What happened, in the words of the recording. */
  private static String outcome(Supplier<NDArray> f, String expected) {
    try {
      NDArray result = f.get();
      return result.dtype() + " " + Arrays.toString(result.shape()) + " " + result;
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
      String type = expected.startsWith("error: ") ? expected.split(": ")[1] : "none";
      boolean right = type.equals("none") || ERRORS.get(type).isInstance(e);
      return "error: " + (right ? type : e.getClass().getSimpleName()) + ": " + e.getMessage();
    }
  }

  private static String expected(String cell) {
    if (cell.startsWith("error: ")) {
      return cell;
    }
    NDArray result = Recorded.array(cell);
    return result.dtype() + " " + Arrays.toString(result.shape()) + " " + result;
  }

  private static Index[] index(String cell) {
    String[] parts = cell.isEmpty() ? new String[0] : cell.split(";");
    Index[] index = new Index[parts.length];
    for (int i = 0; i < parts.length; i++) {
      index[i] =
          parts[i].startsWith("@")
              ? Index.of(Recorded.array(parts[i].substring(1)))
              : Index.parse(parts[i])[0];
    }
    return index;
  }

  private static NDArray inNativeOrder(NDArray a) {
    return a.dtype().isNative() ? a : a.astype(a.dtype().toNative());
  }

  @Test
  void arraysAndMasksSelectWhatTheySelectInNumPy() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("indexing-get.tsv")) {
      String expected = expected(row[2]);
      Index[] index = index(row[1]);
      Layouts.of(Recorded.array(row[0]))
          .forEach((layout, a) -> {
            String what = layout + " " + Arrays.toString(a.shape()) + row[1];
            softly
                .assertThat(outcome(() -> inNativeOrder(a.get(index)), row[2]))
                .as(what)
                .isEqualTo(expected);
          });
      assertThat(softly.errorsCollected().size()).as("" + softly.errorsCollected()).isLessThan(20);
    }
    softly.assertAll();
  }

  @Test
  void assignmentWritesWhatItWritesInNumPy() {
    SoftAssertions softly = new SoftAssertions();
    int[] turn = new int[1];
    for (String[] row : Recorded.rows("indexing-set.tsv")) {
      String expected = expected(row[3]);
      Index[] index = index(row[1]);
      NDArray before = Recorded.array(row[0]);
      List<NDArray> values = List.copyOf(Layouts.of(Recorded.array(row[2])).values());
      Layouts.of(before)
          .forEach((layout, a) -> {
            NDArray value = values.get(turn[0]++ % values.size());
            String what = layout + " " + Arrays.toString(a.shape()) + row[1];
            String happened =
                outcome(
                    () -> {
                      a.set(value, index);
                      return inNativeOrder(a);
                    },
                    row[3]);
            softly.assertThat(happened).as(what).isEqualTo(expected);
            if (happened.startsWith("error: ")) {
              softly.assertThat(inNativeOrder(a)).as(what).isEqualTo(before);
            }
          });
      assertThat(softly.errorsCollected().size()).as("" + softly.errorsCollected()).isLessThan(20);
    }
    softly.assertAll();
  }
}
