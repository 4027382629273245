package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares with answers that NumPy gave; see {@code src/test/python/record.py}. */
class AgainstNumPyTest {

  @Test
  void dtypesHaveNumPysNamesAndSizes() {
    for (String[] row : Recorded.rows("dtypes.tsv")) {
      DType d = DType.parse(row[0]);
      assertThat(d.typestr()).as(row[0]).isEqualTo(row[1]);
      assertThat(d.name()).as(row[0]).isEqualTo(row[2]);
      assertThat("" + d.kind()).as(row[0]).isEqualTo(row[3]);
      assertThat(d.itemSize()).as(row[0]).isEqualTo(Long.parseLong(row[4]));
      assertThat(d.alignment()).as(row[0]).isEqualTo(Integer.parseInt(row[5]));
      assertThat(d.isNative()).as(row[0]).isEqualTo(row[6].equals("True"));
      assertThat(d.toString()).as(row[0]).isEqualTo(row[7]);
      assertThat(DType.parse(d.typestr())).isEqualTo(d);
    }
  }

  @Test
  void promotionAndCastingLevelsAreNumPys() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("promotion.tsv")) {
      DType a = DType.parse(row[0]);
      DType b = DType.parse(row[1]);
      String pair = row[0] + " " + row[1];
      softly.assertThat(DType.promote(a, b).typestr()).as(pair).isEqualTo(row[2]);
      StringBuilder levels = new StringBuilder();
      for (Casting level : Casting.values()) {
        levels.append(DType.canCast(a, b, level) ? '1' : '0');
      }
      softly.assertThat(levels.toString()).as("can_cast " + pair).isEqualTo(row[3]);
    }
    softly.assertAll();
  }

  @Test
  void castsGiveNumPysBits() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("casts.tsv")) {
      NDArray expected = Recorded.array(row[3]);
      NDArray actual = Recorded.array(row[2]).astype(DType.parse(row[1]));
      softly.assertThat(actual.repr()).as(row[0] + " to " + row[1]).isEqualTo(expected.repr());
      softly.assertThat(actual).as(row[0] + " to " + row[1]).isEqualTo(expected);
    }
    softly.assertAll();
  }

  @Test
  void castsAreTheSameForSwappedAndStridedArrays() {
    for (String[] row : Recorded.rows("casts.tsv")) {
      NDArray source = Recorded.array(row[2]);
      NDArray expected = Recorded.array(row[3]);
      NDArray spread = NDArray.zeros(swapped(source.dtype()), source.size(), 2);
      spread.get("::-1, 0").assign(source);
      NDArray target = NDArray.zeros(swapped(expected.dtype()), 3, expected.size());
      target.get("1").assign(spread.get("::-1, 0"), Casting.UNSAFE);
      assertThat(target.get("1").astype(expected.dtype()))
          .as(row[0] + " to " + row[1])
          .isEqualTo(expected);
      assertThat(target.get("::2")).isEqualTo(NDArray.zeros(target.dtype(), 2, expected.size()));
    }
  }

  private static DType swapped(DType dtype) {
    return dtype.withByteOrder(java.nio.ByteOrder.BIG_ENDIAN);
  }

  @Test
  void scalarsPrintLikeNumPys() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("scalars.tsv")) {
      NDArray a = Recorded.array(row[1]);
      softly.assertThat(a.toString()).as(row[0]).isEqualTo(Recorded.text(row[2]));
    }
    softly.assertAll();
  }

  @Test
  void arraysPrintLikeNumPys() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("printing.tsv")) {
      NDArray a = Recorded.array(row[0]);
      softly.assertThat(a.toString()).isEqualTo(Recorded.text(row[1]));
      softly.assertThat(a.repr()).isEqualTo(Recorded.text(row[2]));
    }
    softly.assertAll();
  }

  @Test
  void printOptionsMeanWhatTheyMeanInNumPy() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("print-options.tsv")) {
      PrintOptions options =
          new PrintOptions(
              Integer.parseInt(row[1]),
              Long.parseLong(row[2]),
              Integer.parseInt(row[3]),
              Integer.parseInt(row[4]),
              row[5].equals("1"));
      NDArray a = Recorded.array(row[0]);
      softly.assertThat(a.toString(options)).as("" + options).isEqualTo(Recorded.text(row[6]));
      softly.assertThat(a.repr(options)).as("" + options).isEqualTo(Recorded.text(row[7]));
    }
    softly.assertAll();
  }

  @Test
  void savedFilesHaveTheBytesThatNumPyWrites(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("a.npy");
    for (String[] row : Recorded.rows("printing.tsv")) {
      Recorded.array(row[0]).save(file);
      assertThat(Files.readAllBytes(file)).isEqualTo(Recorded.npy(row[0]));
    }
    assertThat(dir.toFile().list()).containsExactly("a.npy");
  }

  @Test
  void indicesSelectWhatTheySelectInNumPy() {
    NDArray base = NDArray.arange(120).reshape(4, 5, 6);
    for (String[] row : Recorded.rows("indexing.tsv")) {
      if (row[1].startsWith("error: ")) {
        assertThatThrownBy(() -> base.get(row[0]))
            .as(row[0])
            .isInstanceOf(IndexOutOfBoundsException.class)
            .hasMessage(row[1].substring(7));
      } else {
        assertThat(base.get(row[0])).as(row[0]).isEqualTo(Recorded.array(row[1]));
        assertThat(base.get(row[0]).memory()).isSameAs(base.memory());
      }
    }
  }

  @Test
  void reshapesAreViewsWhereNumPysAre() {
    for (String[] row : Recorded.rows("reshape.tsv")) {
      NDArray base = strided(Recorded.array(row[0]), Recorded.numbers(row[1]));
      Order order = Order.valueOf(row[2]);
      long[] shape = Recorded.numbers(row[3]);
      String what = row[1] + " " + row[2] + " " + row[3];
      if (row[4].startsWith("error: ")) {
        assertThatThrownBy(() -> base.reshape(order, shape))
            .as(what)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(row[4].substring(7));
      } else {
        NDArray result = base.reshape(order, shape);
        assertThat(result).as(what).isEqualTo(Recorded.array(row[4]));
        assertThat(result.memory() == base.memory()).as(what).isEqualTo(row[5].equals("1"));
      }
    }
  }

  /** The same elements with other strides. */
  private static NDArray strided(NDArray a, long[] strides) {
    MemorySegment memory = Arena.ofAuto().allocate(1024, 8);
    long offset = 0;
    for (int i = 0; i < strides.length; i++) {
      offset += Math.max(0, -strides[i] * (a.shape(i) - 1));
    }
    NDArray b = NDArray.of(memory, offset, a.dtype(), a.shape().toArray(), strides, true);
    b.assign(a);
    return b;
  }
}
