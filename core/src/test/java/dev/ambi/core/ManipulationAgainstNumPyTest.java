package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Compares with answers that NumPy gave; see {@code src/test/python/record_manipulation.py}. */
class ManipulationAgainstNumPyTest {

  /** The arguments of a recorded call, the first of which may stand in other memory. */
  private record Call(String[] row, NDArray first) {

    NDArray array(int i) {
      return i == 0 && first != null ? first : Recorded.array(row[i + 2].substring(1));
    }

    NDArray[] arrays(int i) {
      return Arrays.stream(row[i + 2].split(" "))
          .map(part -> Recorded.array(part.substring(1)))
          .toArray(NDArray[]::new);
    }

    int number(int i) {
      return Integer.parseInt(row[i + 2]);
    }

    double real(int i) {
      return Double.parseDouble(row[i + 2]);
    }

    long[] longs(int i) {
      return Recorded.numbers(row[i + 2]);
    }

    int[] ints(int i) {
      return Arrays.stream(longs(i)).mapToInt(Math::toIntExact).toArray();
    }

    DType dtype(int i) {
      return DType.parse(row[i + 2]);
    }

    boolean flag(int i) {
      return row[i + 2].equals("1");
    }
  }

  @FunctionalInterface
  private interface Function {
    Object call(Call c);
  }

  private static final Map<String, Function> FUNCTIONS =
      Map.ofEntries(
          Map.entry("expandDims", c -> Manipulation.expandDims(c.array(0), c.ints(1))),
          Map.entry("flip", c -> Manipulation.flip(c.array(0), c.ints(1))),
          Map.entry("moveaxis", c -> Manipulation.moveaxis(c.array(0), c.ints(1), c.ints(2))),
          Map.entry("permuteDims", c -> Manipulation.permuteDims(c.array(0), c.ints(1))),
          Map.entry("rollFlat", c -> Manipulation.roll(c.array(0), c.number(1))),
          Map.entry("roll", c -> Manipulation.roll(c.array(0), c.number(1), c.number(2))),
          Map.entry("rollAxes", c -> Manipulation.roll(c.array(0), c.longs(1), c.ints(2))),
          Map.entry(
              "rot90", c -> Manipulation.rot90(c.array(0), c.number(1), c.number(2), c.number(3))),
          Map.entry("squeeze", c -> Manipulation.squeeze(c.array(0), c.ints(1))),
          Map.entry("unstack", c -> Manipulation.unstack(c.array(0), c.number(1))),
          Map.entry(
              "arraySplit", c -> Manipulation.arraySplit(c.array(0), c.number(1), c.number(2))),
          Map.entry("split", c -> Manipulation.split(c.array(0), c.number(1), c.number(2))),
          Map.entry("splitAt", c -> Manipulation.split(c.array(0), c.longs(1), c.number(2))),
          Map.entry("broadcastArrays", c -> Manipulation.broadcastArrays(c.arrays(0))),
          Map.entry("concat", c -> Manipulation.concat(c.number(0), c.arrays(1))),
          Map.entry("stack", c -> Manipulation.stack(c.number(0), c.arrays(1))),
          Map.entry("vstack", c -> Manipulation.vstack(c.arrays(0))),
          Map.entry("hstack", c -> Manipulation.hstack(c.arrays(0))),
          Map.entry("dstack", c -> Manipulation.dstack(c.arrays(0))),
          Map.entry("columnStack", c -> Manipulation.columnStack(c.arrays(0))),
          Map.entry("repeat", c -> Manipulation.repeat(c.array(0), c.number(1), c.number(2))),
          Map.entry("repeatFlat", c -> Manipulation.repeat(c.array(0), c.number(1))),
          Map.entry("repeatEach", c -> Manipulation.repeat(c.array(0), c.array(1), c.number(2))),
          Map.entry("tile", c -> Manipulation.tile(c.array(0), c.longs(1))),
          Map.entry("pad", ManipulationAgainstNumPyTest::pad),
          Map.entry(
              "delete", c -> Manipulation.delete(c.array(0), Index.at(c.number(1)), c.number(2))),
          Map.entry(
              "deleteMany",
              c -> Manipulation.delete(c.array(0), Index.of(c.array(1)), c.number(2))),
          Map.entry(
              "deleteMask",
              c -> Manipulation.delete(c.array(0), Index.of(c.array(1)), c.number(2))),
          Map.entry(
              "insert", c -> Manipulation.insert(c.array(0), c.number(1), c.array(2), c.number(3))),
          Map.entry(
              "insertMany",
              c -> Manipulation.insert(c.array(0), c.array(1), c.array(2), c.number(3))),
          Map.entry("eye", c -> Creation.eye(c.number(0), c.number(1), c.number(2), c.dtype(3))),
          Map.entry("tri", c -> Creation.tri(c.number(0), c.number(1), c.number(2), c.dtype(3))),
          Map.entry("tril", c -> Creation.tril(c.array(0), c.number(1))),
          Map.entry("triu", c -> Creation.triu(c.array(0), c.number(1))),
          Map.entry("vander", c -> Creation.vander(c.array(0), c.number(1), c.flag(2))),
          Map.entry("meshgrid", c -> Creation.meshgrid(c.row()[2].equals("xy"), c.arrays(1))),
          Map.entry(
              "arangeLong",
              c -> Creation.arange(c.number(0), c.number(1), c.number(2), c.dtype(3))),
          Map.entry(
              "arangeDouble", c -> Creation.arange(c.real(0), c.real(1), c.real(2), c.dtype(3))),
          Map.entry(
              "linspace",
              c -> Creation.linspace(c.real(0), c.real(1), c.number(2), c.flag(3), c.dtype(4))),
          Map.entry(
              "linspaceStep",
              c ->
                  NDArray.scalar(
                      Creation.linspaceStep(c.real(0), c.real(1), c.number(2), c.flag(3)))),
          Map.entry(
              "linspaceArrays",
              c -> Creation.linspace(c.array(0), c.array(1), c.number(2), c.flag(3), c.number(4))));

  private static NDArray pad(Call c) {
    long[] flat = c.longs(1);
    long[][] widths = new long[flat.length / 2][];
    Arrays.setAll(widths, i -> new long[] {flat[2 * i], flat[2 * i + 1]});
    return c.row()[4].equals("constant")
        ? Manipulation.pad(
            c.array(0), widths, "SU".indexOf(c.array(0).dtype().kind()) < 0 ? (Object) 0 : "0")
        : Manipulation.pad(
            c.array(0), widths, PadMode.valueOf(c.row()[4].toUpperCase(Locale.ROOT)));
  }

  private static void compare(String file) {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows(file)) {
      if (row[0].equals("logspace") || row[0].equals("geomspace")) {
        continue; // below, since the last bits are the C library's
      }
      Function f = FUNCTIONS.get(row[0]);
      String what = row[0] + " " + String.join(" ", Arrays.copyOfRange(row, 3, row.length));
      boolean oneArray = row[2].startsWith("@") && row[2].indexOf(' ') < 0;
      if (oneArray) {
        Layouts.of(Recorded.array(row[2].substring(1)))
            .forEach((layout, a) ->
                Outcome.compare(
                    softly, layout + " " + what, row[1], () -> f.call(new Call(row, a))));
      } else {
        Outcome.compare(softly, what, row[1], () -> f.call(new Call(row, null)));
      }
    }
    softly.assertAll();
  }

  @Test
  void rearranging() {
    compare("rearranging.tsv");
  }

  @Test
  void joining() {
    compare("joining.tsv");
  }

  @Test
  void repeating() {
    compare("repeating.tsv");
  }

  @Test
  void creating() {
    compare("creating.tsv");
  }

  @Test
  void spaces() {
    compare("spaces.tsv");
  }

  @Test
  void logarithmicSpaces() {
    int compared = 0;
    for (String[] row : Recorded.rows("spaces.tsv")) {
      Call c = new Call(row, null);
      NDArray result;
      switch (row[0]) {
        case "logspace" ->
            result = Creation.logspace(c.real(0), c.real(1), c.number(2), c.flag(3), c.real(4));
        case "geomspace" ->
            result = Creation.geomspace(c.real(0), c.real(1), c.number(2), c.flag(3));
        default -> {
          continue;
        }
      }
      double[] expected = Recorded.array(row[1]).toDoubleArray();
      double[] actual = result.toDoubleArray();
      assertThat(actual).as(row[0]).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i])
            .as(row[0] + " " + i)
            .isCloseTo(expected[i], within(8 * Math.ulp(expected[i])));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(1000);
  }
}
