package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Compares with answers that NumPy gave; see {@code src/test/python/record_datetime.py}. */
class DateTimeAgainstNumPyTest {

  private static final String ERROR = "error: ";

  /** A recorded array: its elements after its dtype, or a file. */
  static NDArray array(String cell) {
    int colon = cell.indexOf(':');
    if (colon < 0) {
      return Recorded.array(cell);
    }
    DType dtype = DType.parse(cell.substring(0, colon));
    String items = cell.substring(colon + 1);
    List<String> list =
        items.isEmpty() && dtype.id() != TypeId.STR ? List.of() : List.of(items.split(",", -1));
    NDArray a = NDArray.zeros(dtype.itemSize() == 0 ? DType.str(1) : dtype, list.size());
    boolean temporal = dtype.id().isTemporal();
    NDArray raw = temporal ? a.view(DType.INT64.withByteOrder(dtype.byteOrder())) : a;
    for (int i = 0; i < list.size(); i++) {
      switch (dtype.kind()) {
        case 'M', 'm', 'b' -> raw.setLong(Long.parseLong(list.get(i)), i);
        case 'i', 'u' -> raw.setObject(new BigInteger(list.get(i)), i);
        case 'f' -> raw.setDouble(number(list.get(i)), i);
        default -> raw.setObject(list.get(i), i);
      }
    }
    return a;
  }

  private static double number(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }

  /** The error that Java has in place of one of Python's. */
  private static String exception(String python) {
    return switch (python) {
      case "OverflowError" -> "ArithmeticException";
      default -> "IllegalArgumentException";
    };
  }

  private static String describe(NDArray a) {
    boolean counts = a.dtype().id().isTemporal() && a.dtype().name().equals("datetime64");
    return a.dtype() + " " + (counts ? a.view(DType.INT64) : a).repr();
  }

  /** Runs, and tells what came of it in the words of the recording. */
  static void check(SoftAssertions softly, String what, String cell, Supplier<NDArray> run) {
    NDArray result = null;
    String failure = "";
    try {
      result = run.get();
    } catch (RuntimeException e) {
      failure = ERROR + e.getClass().getSimpleName() + ": " + e.getMessage();
    }
    if (result == null || cell.startsWith(ERROR)) {
      String actual = result == null ? failure : describe(result);
      String expected = cell.startsWith(ERROR) ? error(cell) : cell;
      if (!actual.equals(expected)) {
        softly.assertThat(actual).as(what).isEqualTo(expected);
      }
      return;
    }
    NDArray expected = array(cell);
    if (!result.equals(expected)) {
      softly.assertThat(result).as(what + " " + describe(expected)).isEqualTo(expected);
    }
  }

  private static String error(String cell) {
    String[] error = Recorded.text(cell.substring(ERROR.length())).split(": ", 2);
    return ERROR + exception(error[0]) + ": " + error[1];
  }

  @Test
  void dtypesAreReadAndNamedAsNumPysAre() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("datetime-dtypes.tsv")) {
      String name = Recorded.text(row[0]);
      String actual;
      try {
        DType d = DType.parse(name);
        actual =
            String.join("|", d.typestr(), d.name(), "" + d.kind() + d.typeChar(), d.repr(), "" + d);
      } catch (RuntimeException e) {
        actual = ERROR + e.getMessage();
      }
      String expected =
          row[1].startsWith(ERROR)
              ? ERROR + Recorded.text(row[1]).split(": ", 3)[2]
              : String.join("|", row[1], row[2], row[3], row[4], row[5]);
      softly.assertThat(actual).as(name).isEqualTo(expected);
    }
    softly.assertAll();
  }

  @Test
  void promotionAndCastingLevelsAreNumPys() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("datetime-promotion.tsv")) {
      DType a = DType.parse(row[0]);
      DType b = DType.parse(row[1]);
      String common;
      try {
        common = DType.promote(a, b).typestr();
      } catch (IllegalArgumentException e) {
        common =
            ERROR
                + (e.getMessage().contains("DType") ? "DTypePromotionError: " : "TypeError: ")
                + e.getMessage();
      } catch (ArithmeticException e) {
        common = ERROR + "OverflowError: " + e.getMessage();
      }
      String pair = row[0] + " " + row[1];
      softly.assertThat(common).as(pair).isEqualTo(Recorded.text(row[2]));
      StringBuilder levels = new StringBuilder();
      for (Casting level : Casting.values()) {
        levels.append(DType.canCast(a, b, level) ? '1' : '0');
      }
      softly.assertThat(levels.toString()).as("can_cast " + pair).isEqualTo(row[3]);
    }
    softly.assertAll();
  }

  @Test
  void castsGiveNumPysCounts() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("datetime-casts.tsv")) {
      NDArray source = array(row[0]);
      check(softly, row[0] + " to " + row[1], row[2], () -> source.astype(DType.parse(row[1])));
    }
    softly.assertAll();
  }

  @Test
  void castsAreTheSameForSwappedAndStridedArrays() {
    for (String[] row : Recorded.rows("datetime-casts.tsv")) {
      if (row[2].startsWith(ERROR)) {
        continue;
      }
      NDArray source = array(row[0]);
      NDArray expected = array(row[2]);
      NDArray spread = NDArray.zeros(swapped(source.dtype()), source.size(), 2);
      spread.get("::-1, 0").assign(source);
      NDArray target = NDArray.zeros(swapped(expected.dtype()), 3, expected.size());
      target.get("1").assign(spread.get("::-1, 0"), Casting.UNSAFE);
      assertThat(target.get("1").astype(expected.dtype()))
          .as(row[0] + " to " + row[1])
          .isEqualTo(expected);
    }
  }

  private static DType swapped(DType dtype) {
    return dtype.withByteOrder(ByteOrder.BIG_ENDIAN);
  }

  @Test
  void textsAreReadAsNumPyReadsThem() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("datetime-parse.tsv")) {
      boolean array =
          row[1].equals("M8")
              && (row[0].length() > 60 || row[0].contains(":") && row[0].startsWith("<U"));
      NDArray source = array ? array(row[0]) : NDArray.of(new String[] {Recorded.text(row[0])});
      check(
          softly,
          "'" + row[0] + "' to " + row[1],
          row[2],
          () -> source.astype(DType.parse(row[1])));
    }
    softly.assertAll();
  }

  @Test
  void countsAreWrittenAsNumPyWritesThem() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("datetime-written.tsv")) {
      NDArray a = array(row[0]);
      String[] texts = row[1].substring(row[1].indexOf(':') + 1).split(",");
      assertThat(texts).hasSize((int) a.size());
      for (int i = 0; i < texts.length; i++) {
        softly
            .assertThat(a.getObject(i).toString())
            .as(a.dtype() + " " + a.getLong(i))
            .isEqualTo(texts[i]);
        softly.assertThat(a.getString(i)).isEqualTo(texts[i]);
      }
    }
    softly.assertAll();
  }

  @Test
  void arraysPrintLikeNumPys() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("datetime-printing.tsv")) {
      NDArray a = Recorded.array(row[0]);
      softly.assertThat(a.toString()).isEqualTo(Recorded.text(row[1]));
      softly.assertThat(a.repr()).isEqualTo(Recorded.text(row[2]));
    }
    softly.assertAll();
  }

  private static NDArray[] results(String cell) {
    return Arrays.stream(cell.split("\\|"))
        .map(DateTimeAgainstNumPyTest::array)
        .toArray(NDArray[]::new);
  }

  /** Calls a ufunc and compares all of its outputs. */
  private static void checkCall(
      SoftAssertions softly, String what, String cell, UFunc ufunc, NDArray... in) {
    if (ufunc.outputs() == 1 || cell.startsWith(ERROR)) {
      check(softly, what, cell, () -> ufunc.with().callAll((Object[]) in)[0]);
      return;
    }
    NDArray[] expected = results(cell);
    NDArray[] actual = ufunc.with().callAll((Object[]) in);
    for (int i = 0; i < expected.length; i++) {
      softly.assertThat(actual[i]).as(what + " output " + i).isEqualTo(expected[i]);
    }
  }

  @Test
  void functionsOfTwoGiveWhatNumPysGive() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("datetime-binary.tsv")) {
      checkCall(
          softly,
          String.join(" ", row[0], row[1], row[2]),
          row[3],
          UFuncs.named(row[0]).orElseThrow(),
          array(row[1]),
          array(row[2]));
    }
    softly.assertAll();
  }

  @Test
  void functionsOfOneGiveWhatNumPysGive() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("datetime-unary.tsv")) {
      checkCall(
          softly, row[0] + " " + row[1], row[2], UFuncs.named(row[0]).orElseThrow(), array(row[1]));
    }
    softly.assertAll();
  }

  @Test
  void reductionsGiveWhatNumPysGive() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("datetime-reductions.tsv")) {
      UFunc ufunc = UFuncs.named(row[0]).orElseThrow();
      NDArray a = Recorded.array(row[2]);
      int[] axes = row[3].equals("None") ? new int[0] : new int[] {Integer.parseInt(row[3])};
      check(
          softly,
          String.join(" ", row[0], row[1], row[3], a.repr()),
          row[4],
          () -> row[1].equals("reduce") ? ufunc.reduce(a, axes) : ufunc.accumulate(a, axes[0]));
    }
    softly.assertAll();
  }

  @Test
  void rangesAreNumPys() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("datetime-arange.tsv")) {
      DType dtype = row[3].equals("None") ? null : DType.parse(row[3]);
      check(
          softly,
          String.join(" ", row),
          row[4],
          () -> DateTimes.arange(value(row[0]), value(row[1]), value(row[2]), dtype));
    }
    softly.assertAll();
  }

  /** A recorded scalar. */
  private static Object value(String cell) {
    if (cell.equals("null")) {
      return null;
    }
    if (cell.startsWith("'")) {
      return cell.substring(1, cell.length() - 1);
    }
    return cell.startsWith("<") ? array(cell).getObject(0) : Long.valueOf(cell);
  }

  @Test
  void datetimeAsStringWritesWhatNumPysDoes() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("datetime-as-string.tsv")) {
      NDArray a = array(row[0]);
      String unit = row[1].equals("None") ? null : row[1];
      Casting casting = Casting.valueOf(row[3].toUpperCase(Locale.ROOT));
      check(
          softly,
          String.join(" ", row[0], row[1], row[2], row[3]),
          row[4],
          () -> DateTimes.datetimeAsString(a, unit, row[2], casting));
    }
    softly.assertAll();
  }
}
