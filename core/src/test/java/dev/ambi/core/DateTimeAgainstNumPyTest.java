package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.List;
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
        items.isEmpty() && dtype.id().isTemporal() ? List.of() : List.of(items.split(",", -1));
    NDArray a = NDArray.zeros(dtype.itemSize() == 0 ? DType.str(1) : dtype, list.size());
    NDArray raw =
        dtype.id().isTemporal()
            ? a.view(
                a.dtype().isNative()
                    ? DType.INT64
                    : DType.INT64.withByteOrder(ByteOrder.BIG_ENDIAN))
            : a;
    for (int i = 0; i < list.size(); i++) {
      if (dtype.id().isTemporal()) {
        raw.setLong(Long.parseLong(list.get(i)), i);
      } else {
        raw.setObject(list.get(i), i);
      }
    }
    return a;
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
    String actual;
    NDArray result = null;
    try {
      result = run.get();
      actual = describe(result);
    } catch (RuntimeException e) {
      actual = ERROR + e.getClass().getSimpleName() + ": " + e.getMessage();
    }
    if (cell.startsWith(ERROR)) {
      String[] error = Recorded.text(cell.substring(ERROR.length())).split(": ", 2);
      softly.assertThat(actual).as(what).isEqualTo(ERROR + exception(error[0]) + ": " + error[1]);
      return;
    }
    NDArray expected = array(cell);
    softly.assertThat(actual).as(what).isEqualTo(describe(expected));
    if (result != null) {
      softly.assertThat(result).as(what).isEqualTo(expected);
    }
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
}
