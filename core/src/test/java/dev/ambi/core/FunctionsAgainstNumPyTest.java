package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of many kinds against answers of NumPy: {@code record_functions.py}. */
class FunctionsAgainstNumPyTest {

  private static final Map<String, List<String[]>> ROWS = new HashMap<>();

  static {
    for (String[] row : Recorded.rows("functions.tsv")) {
      ROWS.computeIfAbsent(row[0], name -> new ArrayList<>()).add(row);
    }
  }

  static List<String> functions() {
    return ROWS.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void answersAreNumPys(String name) {
    List<String> wrong = new ArrayList<>();
    for (String[] row : ROWS.get(name)) {
      Map<String, String> options = options(row[2]);
      List<NDArray> arrays = arrays(row[3]);
      Answer answer = answer(row[4]);
      for (Layout layout : Layout.values()) {
        if (answer.error() != null && layout.compareTo(Layout.SPREAD) > 0) {
          // Messages name the byte order, and care for little else of the layout.
          break;
        }
        NDArray[] in = arrays.stream().map(layout::of).toArray(NDArray[]::new);
        String difference = difference(answer, row[1], name, in, options);
        if (difference != null) {
          String what = name + options + arrays.stream().map(NDArray::repr).toList() + " " + layout;
          wrong.add(what.replace("\n", "") + "\n    " + difference);
          break;
        }
      }
    }
    assertThat(wrong).as(wrong.size() + " of " + ROWS.get(name).size()).isEmpty();
  }

  /** An error's message may say more than NumPy's. */
  private static String difference(
      Answer answer, String exact, String name, NDArray[] in, Map<String, String> options) {
    if (answer.error() == null) {
      return answer.differs(exact, () -> natively(RecordedFunctions.call(name, in, options)), in);
    }
    try {
      NDArray[] got = RecordedFunctions.call(name, in, options);
      return "gave " + Arrays.toString(got) + " instead of " + answer.error();
    } catch (RuntimeException e) {
      String said = e.getClass().getSimpleName() + ":" + e.getMessage();
      return said.startsWith(answer.error())
          ? null
          : "threw " + said + "\n    want  " + answer.error();
    }
  }

  private static NDArray[] natively(NDArray[] all) {
    return Arrays.stream(all).map(Outcome::inNativeOrder).toArray(NDArray[]::new);
  }

  private static Map<String, String> options(String text) {
    Map<String, String> options = new HashMap<>();
    for (String one : text.split(" ")) {
      int equals = one.indexOf('=');
      if (equals > 0 && !one.endsWith("=None")) {
        options.put(one.substring(0, equals), one.substring(equals + 1));
      }
    }
    return options;
  }

  private static List<NDArray> arrays(String cell) {
    return cell.isEmpty()
        ? List.of()
        : Arrays.stream(cell.split(";")).map(Recorded::array).toList();
  }

  private static Answer answer(String cell) {
    return cell.startsWith("!") ? Answer.parse(cell) : new Answer(arrays(cell), null);
  }
}
