package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Structured and void dtypes against NumPy; see {@code src/test/python/record_struct.py}. */
class StructAgainstNumPyTest {

  private static final String ERROR = "error: ";

  private static DType dtype(String cell) {
    return DType.parse(Recorded.text(cell));
  }

  @Test
  void dtypesHaveNumPysTextsAndSizes() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("struct-dtypes.tsv")) {
      softly.assertThatCode(() -> dtype(row[0])).as(row[0]).doesNotThrowAnyException();
      if (!softly.wasSuccess()) {
        continue;
      }
      DType d = dtype(row[0]);
      softly.assertThat(d.toString()).as(row[0]).isEqualTo(Recorded.text(row[1]));
      softly.assertThat(d.repr()).as(row[0]).isEqualTo(Recorded.text(row[2]));
      softly.assertThat(d.itemSize()).as(row[0]).isEqualTo(Long.parseLong(row[3]));
      softly.assertThat(d.alignment()).as(row[0]).isEqualTo(Integer.parseInt(row[4]));
      softly.assertThat(d.typestr()).as(row[0]).isEqualTo(row[5]);
      softly.assertThat(d.name()).as(row[0]).isEqualTo(row[6]);
      // NumPy calls every sub-array native, whatever it is made of.
      if (!has(d, SubArrayDType.class::isInstance)) {
        softly.assertThat(d.isNative()).as(row[0]).isEqualTo(row[7].equals("1"));
      }
      softly.assertThat("" + d.kind()).as(row[0]).isEqualTo(row[8]);
    }
    softly.assertAll();
  }

  @Test
  void whatADtypePrintsIsReadAsThatDtype() {
    for (String[] row : Recorded.rows("struct-dtypes.tsv")) {
      DType d = dtype(row[0]);
      boolean unnamed = d instanceof StructDType s && s.names().contains("");
      // Within another structure NumPy writes an aligned one without its offsets.
      boolean loose =
          d instanceof StructDType s
              && s.fields().stream()
                  .anyMatch(f -> has(f.dtype(), t -> t instanceof StructDType u && u.aligned()));
      if (!unnamed && !loose) {
        assertThat(DType.parse(d.toString())).as(row[0]).isEqualTo(d);
      }
      assertThat(d.withByteOrder(ByteOrder.BIG_ENDIAN).withByteOrder(ByteOrder.LITTLE_ENDIAN))
          .as(row[0])
          .isEqualTo(d.withByteOrder(ByteOrder.LITTLE_ENDIAN));
    }
  }

  private static boolean has(DType d, Predicate<DType> what) {
    return what.test(d)
        || (d instanceof SubArrayDType a && has(a.base(), what))
        || (d instanceof StructDType s && s.fields().stream().anyMatch(f -> has(f.dtype(), what)));
  }

  /** Where NumPy hands on what Python's parser says, does not name what is wrong, or misspells. */
  private static final Set<String> OTHER_WORDS =
      Set.of(
          "SyntaxError",
          "integer won't fit into a C int",
          "entry not a 2- or 3- tuple",
          "invalid shape in fixed-type tuple.",
          "invalid shape in fixed-type tuple: dimension smaller then zero.");

  @Test
  void whatNumPyRefusesIsRefusedInItsWords() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("struct-hostile.tsv")) {
      var thrown =
          softly
              .assertThatThrownBy(() -> dtype(row[0]))
              .as(row[0])
              .isInstanceOf(IllegalArgumentException.class);
      if (!OTHER_WORDS.contains(row[1]) && !OTHER_WORDS.contains(row[2])) {
        thrown.hasMessage(Recorded.text(row[2]));
      }
    }
    softly.assertAll();
  }

  @Test
  void promotionAndCastingLevelsAreNumPys() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("struct-promotion.tsv")) {
      DType a = dtype(row[0]);
      DType b = dtype(row[1]);
      String pair = row[0] + " " + row[1];
      if (row[2].startsWith(ERROR)) {
        softly
            .assertThatThrownBy(() -> DType.promote(a, b))
            .as(pair)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(Recorded.text(row[2].substring(ERROR.length())));
      } else {
        softly.assertThat(DType.promote(a, b).toString()).as(pair).isEqualTo(Recorded.text(row[2]));
      }
      StringBuilder levels = new StringBuilder();
      for (Casting level : Casting.values()) {
        levels.append(DType.canCast(a, b, level) ? '1' : '0');
      }
      softly.assertThat(levels.toString()).as("can_cast " + pair).isEqualTo(row[3]);
    }
    softly.assertAll();
  }

  @Test
  void castsGiveNumPysElements() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("struct-casts.tsv")) {
      NDArray a = Recorded.array(row[1]);
      DType to = dtype(row[2]);
      String what = row[0] + " to " + row[2];
      if (row[3].startsWith(ERROR)) {
        softly
            .assertThatThrownBy(() -> a.astype(to))
            .as(what)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(Recorded.text(row[3].substring(ERROR.length())));
      } else {
        NDArray expected = Recorded.array(row[3]);
        softly
            .assertThatCode(() -> assertThat(a.astype(to)).isEqualTo(expected))
            .as(what)
            .doesNotThrowAnyException();
      }
    }
    softly.assertAll();
  }

  @Test
  void castsAreTheSameForStridedMisalignedArrays() {
    for (String[] row : Recorded.rows("struct-casts.tsv")) {
      if (row[3].startsWith(ERROR)) {
        continue;
      }
      NDArray source = Recorded.array(row[1]);
      NDArray expected = Recorded.array(row[3]);
      if (expected.ndim() > 1) {
        continue; // a sub-array became axes: there is no array of sub-arrays to assign to
      }
      NDArray spread = misaligned(source.dtype(), 3, 2).get("::-1, 0");
      spread.assign(source, Casting.NO);
      NDArray target = misaligned(expected.dtype(), 2, 3);
      target.get("1").assign(spread, Casting.UNSAFE);
      assertThat(target.get("1")).as(row[0] + " to " + row[2]).isEqualTo(expected);
      assertThat(target.get("0")).isEqualTo(NDArray.zeros(expected.dtype(), 3));
    }
  }

  private static NDArray misaligned(DType dtype, long... shape) {
    long bytes = shape[0] * shape[1] * dtype.itemSize();
    MemorySegment odd = MemorySegment.ofArray(new byte[(int) bytes + 1]).asSlice(1);
    return NDArray.of(odd, dtype, shape);
  }

  @Test
  void arraysPrintLikeNumPys() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("struct-printing.tsv")) {
      NDArray a = Recorded.array(row[0]);
      softly.assertThat(a.toString()).isEqualTo(Recorded.text(row[1]));
      softly.assertThat(a.repr()).isEqualTo(Recorded.text(row[2]));
      if (a.size() > 0) {
        long[] first = new long[a.ndim()];
        softly.assertThat(a.getString(first)).isEqualTo(Recorded.text(row[3]));
      }
    }
    softly.assertAll();
  }

  @Test
  void savedFilesHaveTheBytesThatNumPyWrites(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("a.npy");
    for (String[] row : Recorded.rows("struct-printing.tsv")) {
      Recorded.array(row[0]).save(file);
      assertThat(Files.readAllBytes(file)).as(row[2]).isEqualTo(Recorded.npy(row[0]));
    }
  }

  @Test
  void fieldsAreTheViewsThatTheyAreInNumPy() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("struct-fields.tsv")) {
      NDArray bytes = Recorded.array(row[2]);
      NDArray a = NDArray.of(bytes.memory(), dtype(row[0]), 2, 3);
      String[] names = row[1].split(",", -1);
      String what = row[0] + " " + row[1];
      if (row[3].startsWith(ERROR)) {
        assertThatThrownBy(() -> view(a, names))
            .as(what)
            .isInstanceOf(IllegalArgumentException.class);
        continue;
      }
      NDArray v = view(a, names);
      softly.assertThat(v.dtype().toString()).as(what).isEqualTo(Recorded.text(row[3]));
      softly.assertThat(v.shape()).as(what).isEqualTo(Shape.of(Recorded.numbers(row[4])));
      softly.assertThat(v.strides()).as(what).isEqualTo(Recorded.numbers(row[5]));
      softly.assertThat(v.repr()).as(what).isEqualTo(Recorded.text(row[6]));
      softly.assertThat(v.memory()).isSameAs(a.memory());
    }
    softly.assertAll();
  }

  private static NDArray view(NDArray a, String... names) {
    return names.length == 1 ? a.field(names[0]) : a.fields(names);
  }
}
