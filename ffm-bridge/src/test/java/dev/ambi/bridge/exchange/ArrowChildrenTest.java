package dev.ambi.bridge.exchange;

import static dev.ambi.bridge.exchange.ArrowAllow.COPY;
import static dev.ambi.bridge.exchange.ArrowAllow.FILL_NULLS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.core.NDArray;
import dev.ambi.core.Shape;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lists of fixed size and structs that another producer made, good ones and bad ones. */
class ArrowChildrenTest extends ArrowImportCase {

  @Test
  void listsOfFixedSizeAreAxes() {
    double[] values = new double[24];
    Arrays.setAll(values, i -> i);
    Produced items = Produced.doubles(arena, values);
    Produced rows = Produced.of(arena, "+w:2", 12, 0, null, items);
    Produced p = Produced.of(arena, "+w:3", 3, 0, null, rows).set("offset", 1);
    NDArray a = imported(p);
    assertThat(a).isEqualTo(NDArray.of(values, 4, 3, 2).get("1:"));
    assertThat(releasedSchemas()).isEqualTo(3);
    Produced offset = Produced.doubles(arena, values).set("offset", 4).set("length", 20);
    Produced p2 = Produced.of(arena, "+w:5", 2, 0, null, offset).set("offset", 1);
    assertThat(imported(p2)).isEqualTo(NDArray.of(values).get("9:19").reshape(2, 5));
    Produced none = Produced.of(arena, "+w:0", 3, 0, null, Produced.doubles(arena));
    assertThat(imported(none).shape()).isEqualTo(Shape.of(3, 0));
  }

  @Test
  void nullsOfListsAndOfTheirItems() {
    Produced items =
        Produced.of(
            arena, "g", 6, 1, bits(0b111110), arena.allocateFrom(JAVA_DOUBLE, 0, 1, 2, 3, 4, 5));
    Produced p = Produced.of(arena, "+w:2", 3, 1, bits(0b101), items);
    NDArray a = Arrow.importing(FILL_NULLS).array(p.array(), p.schema());
    assertThat(a)
        .isEqualTo(
            NDArray.fromArray(new double[][] {{Double.NaN, 1}, {Double.NaN, Double.NaN}, {4, 5}}));
    assertReleased(2);
  }

  @Test
  void listsThatAreWrong() {
    Produced items = Produced.doubles(arena, 1, 2, 3);
    assertRefused(
        Produced.of(arena, "+w:2", 2, 0, null, items), "has length 3, and its parent needs 4");
    assertRefused(
        Produced.of(arena, "+w:2147483647", 1L << 40, 0, null, items), "more elements than");
    assertRefused(Produced.of(arena, "+w:1", 1, 0, null, items, items), "has no single child");
    assertRefused(
        Produced.of(arena, "+w:1", 1, 0, null, items).set("children", 0), "NULL for children");
    assertRefused(
        Produced.of(arena, "+w:1", 1, 0, null, items).setSchema("children", 0),
        "NULL for schema.children");
    assertRefused(
        Produced.of(arena, "+w:1", 1, 0, null, items).setSchema("n_children", 2),
        "has 1 children, and its schema 2");
    assertRefused(
        Produced.of(arena, "+w:1", 1, 0, null, Produced.doubles(arena, 1).set("release", 0)),
        "was released, or moved");
    Produced deep = items;
    for (int i = 0; i < 64; i++) {
      deep = Produced.of(arena, "+w:1", 1, 0, null, deep);
    }
    assertRefused(deep, "has more than 64 dimensions");
  }

  private Produced records() {
    return Produced.of(
        arena,
        "+s",
        3,
        0,
        null,
        Produced.doubles(arena, 1, 2, 3, 4).named(arena, "x"),
        Produced.of(arena, "l", 3, 0, null, arena.allocateFrom(JAVA_LONG, 5, 6, 7, 8))
            .set("offset", 1)
            .named(arena, "y"));
  }

  @Test
  void recordsAreAMapOfColumns() throws InterruptedException {
    Produced p = records();
    Map<String, NDArray> columns = Arrow.importRecords(p.array(), p.schema());
    assertThat(columns.keySet()).containsExactly("x", "y");
    assertThat(releasedSchemas()).isEqualTo(3);
    NDArray y = columns.get("y");
    columns = null;
    System.gc();
    Thread.sleep(20);
    assertThat(releasedArrays()).isZero();
    assertThat(y).isEqualTo(NDArray.of(new long[] {6, 7, 8}));
    y = null;
    assertThat(Gone.soon(() -> live() == 0)).isTrue();
    assertReleased(3);
  }

  @Test
  void recordsHaveAnOffsetAndNullsOfTheirOwn() {
    Produced p =
        Produced.of(
                arena,
                "+s",
                2,
                1,
                bits(0b101),
                Produced.doubles(arena, 1, 2, 3, 4).named(arena, "x"),
                Produced.of(arena, "b", 3, 0, null, bits(0b110)).named(arena, "b"))
            .set("offset", 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrow.importing(COPY).records(p.array(), p.schema()))
        .withMessageStartingWith("column 'x': some elements are null");
    Map<String, MaskedArray> columns = importing(COPY).maskedRecords(p.array(), p.schema());
    for (MaskedArray column : columns.values()) {
      assertThat(column.mask()).isEqualTo(NDArray.of(new boolean[] {true, false}));
    }
    assertThat(columns.get("x").values()).isEqualTo(NDArray.of(new double[] {2, 3}));
    assertThat(columns.get("b").values()).isEqualTo(NDArray.of(new boolean[] {true, true}));
    assertThatThrownBy(columns::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void recordsThatAreWrong() {
    Produced same =
        Produced.of(
            arena, "+s", 1, 0, null, Produced.doubles(arena, 1), Produced.doubles(arena, 1));
    assertRecordsRefused(same, "two columns of the name ''");
    assertRecordsRefused(
        Produced.of(arena, "+s", 2, 0, null, Produced.doubles(arena, 1).named(arena, "x")),
        "column 'x' has length 1, and its parent needs 2");
    assertRecordsRefused(
        Produced.of(arena, "+s", 3, 0, null, records().named(arena, "x")),
        "column 'x' is a struct itself");
    assertRecordsRefused(
        Produced.of(arena, "+s", 0, 0, null).set("n_children", -1).setSchema("n_children", -1),
        "has -1 children, and its schema -1");
    assertRecordsRefused(
        Produced.of(arena, "+s", 0, 0, null)
            .set("n_children", 1L << 40)
            .setSchema("n_children", 1L << 40),
        "has 1099511627776 children");
    assertRecordsRefused(doubles(), "is of format 'g', no struct of columns");
    Produced text =
        Produced.of(
            arena,
            "+s",
            1,
            0,
            null,
            Produced.of(arena, "u", 1, 0, null, arena.allocate(8)).named(arena, "t"));
    assertRecordsRefused(text, "column 't': Arrow's format 'u' is of text of varying length");
    Produced empty = Produced.of(arena, "+s", 7, 0, null);
    assertThat(Arrow.importRecords(empty.array(), empty.schema())).isEmpty();
    assertReleased(1);
  }

  private void assertRecordsRefused(Produced p, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrow.importRecords(p.array(), p.schema()))
        .withMessageContaining(message);
    assertReleased(0);
  }
}
