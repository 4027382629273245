package dev.ambi.bridge.exchange;

import static dev.ambi.bridge.exchange.ArrowAllow.COPY;
import static dev.ambi.bridge.exchange.ArrowAllow.DROP_TIMEZONE;
import static dev.ambi.bridge.exchange.ArrowAllow.FILL_NULLS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrow arrays that another producer made, good ones and bad ones. */
class ArrowImportTest extends ArrowImportCase {

  @Test
  void elementsAreTheProducersAndTheStructsAreTaken() {
    Produced p = doubles();
    try (Arena confined = Arena.ofConfined()) {
      NDArray a = Arrow.importing().in(confined).array(p.array(), p.schema());
      assertThat(a).isEqualTo(NDArray.of(new double[] {0, 1, 2, 3, 4}));
      assertThat(a.isWritable()).isFalse();
      assertThat(p.get("release")).isZero();
      assertThat(p.getSchema("release")).isZero();
      assertThat(releasedSchemas()).isEqualTo(1);
      assertThat(releasedArrays()).isZero();
      assertThat(Exchange.liveImports()).isPositive();
      long data = MemorySegment.ofAddress(p.get("buffers")).reinterpret(16).get(JAVA_LONG, 8);
      assertThat(a.address()).isEqualTo(data);
    }
    assertReleased(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrow.importArray(p.array(), p.schema()))
        .withMessageContaining("was released, or moved to another struct: release is NULL");
  }

  @Test
  void theCollectorReleasesOnce() throws InterruptedException {
    Produced p = doubles();
    NDArray view = Arrow.importArray(p.array(), p.schema()).get("1:3");
    System.gc();
    Thread.sleep(20);
    assertThat(view).isEqualTo(NDArray.of(new double[] {1, 2}));
    assertThat(releasedArrays()).isZero();
    view = null;
    assertThat(Gone.soon(() -> live() == 0)).isTrue();
    assertReleased(1);
  }

  @Test
  void offsetsCount() {
    Produced p = doubles().set("offset", 2).set("length", 3);
    assertThat(imported(p)).isEqualTo(NDArray.of(new double[] {2, 3, 4}));
  }

  @Test
  void noElements() {
    Produced p = Produced.of(arena, "g", 0, 0, null, MemorySegment.NULL);
    assertThat(imported(p).shape()).isEqualTo(Shape.of(0));
  }

  @Test
  void misalignedElements() {
    MemorySegment memory = arena.allocate(32, 8);
    memory.set(JAVA_DOUBLE_UNALIGNED, 1, 1.5);
    Produced p = Produced.of(arena, "g", 1, 0, null, memory.asSlice(1));
    assertThat(imported(p)).isEqualTo(NDArray.of(new double[] {1.5}));
  }

  @ParameterizedTest
  @CsvSource({
    "c, int8",
    "C, uint8",
    "s, int16",
    "S, uint16",
    "i, int32",
    "I, uint32",
    "l, int64",
    "L, uint64",
    "e, float16",
    "f, float32",
    "g, float64",
    "w:3, V3",
    "w:0, V0",
    "tss:, datetime64[s]",
    "tsm:, datetime64[ms]",
    "tsu:, datetime64[us]",
    "tsn:, datetime64[ns]",
    "tDs, timedelta64[s]",
    "tDm, timedelta64[ms]",
    "tDu, timedelta64[us]",
    "tDn, timedelta64[ns]"
  })
  void formats(String format, String dtype) {
    Produced p = Produced.of(arena, format, 2, 0, null, arena.allocate(16, 8));
    NDArray a = imported(p);
    assertThat(a.dtype()).isEqualTo(DType.parse(dtype));
    assertThat(a.shape()).isEqualTo(Shape.of(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n | 'n' is of nulls without values",
        "z | 'z' is of bytes of varying length",
        "u | 'u' is of text of varying length",
        "U | 'U' is of text of varying length",
        "vu | 'vu' is of text of varying length",
        "d:19,10 | 'd:19,10' is of decimals",
        "tts | 'tts' is of times of day",
        "ttn | 'ttn' is of times of day",
        "tdm | 'tdm' is no format",
        "tiM | 'tiM' is of intervals of the calendar",
        "+l | '+l' is of lists of varying length",
        "+vL | '+vL' is of lists of varying length",
        "+m | '+m' is of maps",
        "+ud:0,1 | '+ud:0,1' is of unions",
        "+r | '+r' is of run-end encoded values",
        "+s | is of format '+s', a struct of columns: import it as records",
        "tsn:Europe/Berlin | is in the time zone 'Europe/Berlin', which datetime64 has not",
        "b | ArrowAllow.COPY lets them be copied",
        "tdD | ArrowAllow.COPY lets them be copied",
        "'' | is no format of Arrow's",
        "x | 'x' is no format",
        "ts | 'ts' is no format",
        "tsx: | 'tsx:' is no format",
        "w: | in Arrow's format 'w:' there should be a number from 0 to 2147483647",
        "w:-1 | there should be a number from 0 to 2147483647 after 'w:'",
        "w:2147483648 | there should be a number",
        "w:99999999999999999999 | there should be a number",
        "+w:x | there should be a number from 0 to 2147483647 after '+w:'"
      })
  void formatsThatNoArrayHas(String format, String message) {
    Produced p = Produced.of(arena, format, 2, 0, null, arena.allocate(64, 8));
    assertRefused(p, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "length | -1 | has length -1 and offset 0",
        "offset | -1 | has length 5 and offset -1",
        "offset | 9223372036854775807 | has length 5 and offset 9223372036854775807",
        "length | 9223372036854775807 | leaves the address space",
        "offset | 2305843009213693952 | leaves the address space",
        "null_count | -2 | has null_count -2 and length 5",
        "null_count | 6 | has null_count 6 and length 5",
        "null_count | 1 | has null_count 1, and buffers[0], the bitmap, is NULL",
        "n_buffers | 1 | has 1 buffers, and its format wants 2",
        "n_buffers | 3 | has 3 buffers, and its format wants 2",
        "n_buffers | -1 | has -1 buffers",
        "buffers | 0 | has buffers NULL",
        "n_children | 1 | has children",
        "dictionary | 8 | is encoded with a dictionary",
        "release | 0 | was released, or moved"
      })
  void fieldsOfTheArray(String field, long value, String message) {
    assertRefused(doubles().set(field, value), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "format | 0 | has no format: it is NULL",
        "n_children | 1 | has children",
        "dictionary | 8 | is encoded with a dictionary",
        "release | 0 | has a schema that was released, or moved"
      })
  void fieldsOfTheSchema(String field, long value, String message) {
    assertRefused(doubles().setSchema(field, value), message);
  }

  @Test
  void garbageForAFormat() {
    MemorySegment long5000 = arena.allocate(5001).fill((byte) 'x');
    long5000.set(JAVA_BYTE, 5000, (byte) 0);
    assertRefused(doubles().setSchema("format", long5000.address()), "or too long");
    MemorySegment bytes = arena.allocate(3).fill((byte) 0xff);
    assertRefused(doubles().setSchema("format", bytes.address()), "no text of ASCII");
  }

  @Test
  void buffersThatAreNull() {
    Produced p = Produced.of(arena, "g", 2, 0, null, MemorySegment.NULL);
    assertRefused(p, "has 2 elements, and buffers[1] is NULL");
    Produced negative = Produced.of(arena, "g", 2, 0, null, MemorySegment.ofAddress(-16));
    assertRefused(negative, "leaves the address space");
  }

  @Test
  void structsThatAreNone() {
    Produced p = doubles();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrow.importArray(MemorySegment.NULL, p.schema()))
        .withMessage("ArrowArray: a NULL pointer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrow.importArray(p.array(), MemorySegment.NULL))
        .withMessage("ArrowSchema: a NULL pointer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrow.importArray(p.array().asSlice(0, 72), p.schema()))
        .withMessage("ArrowArray: the segment has 72 of 80 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrow.importArray(MemorySegment.ofArray(new long[10]), p.schema()))
        .withMessageContaining("on the Java heap");
    MemorySegment bareArray = MemorySegment.ofAddress(p.array().address());
    MemorySegment bareSchema = MemorySegment.ofAddress(p.schema().address());
    assertThat(importing().array(bareArray, bareSchema).size()).isEqualTo(5);
  }

  @Test
  void closedArenasTakeNothing() {
    Arena closed = Arena.ofConfined();
    closed.close();
    Produced p = doubles();
    assertThatIllegalStateException()
        .isThrownBy(() -> Arrow.importing().in(closed).array(p.array(), p.schema()));
    assertReleased(0);
    Arrow.releaseArray(p.array());
    Arrow.releaseSchema(p.schema());
    assertReleased(1);
    Arrow.releaseArray(p.array());
    Arrow.releaseSchema(p.schema());
    assertReleased(1);
  }

  // ------------------------------------------------------------------ nulls

  private Produced withNulls(String format, long nulls, MemorySegment data) {
    return Produced.of(arena, format, 5, nulls, bits(0b1010_1100, 0xff), data).set("offset", 2);
  }

  @ParameterizedTest
  @CsvSource({"-1", "2"})
  void nullsAreRefusedFilledOrMasked(long nulls) {
    // Bits 2 to 6 are 1 1 0 1 0.
    MemorySegment data = arena.allocateFrom(JAVA_DOUBLE, 9, 9, 0, 1, 2, 3, 4);
    Produced p = withNulls("g", nulls, data);
    assertRefused(p, "some elements are null; ArrowAllow.FILL_NULLS makes them NaN in a copy");
    NDArray filled = Arrow.importing(FILL_NULLS).array(p.array(), p.schema());
    assertThat(filled).isEqualTo(NDArray.of(new double[] {0, 1, Double.NaN, 3, Double.NaN}));
    assertThat(filled.isWritable()).isTrue();
    assertThat(data.getAtIndex(JAVA_DOUBLE, 4)).isEqualTo(2);
    assertReleased(1);

    Produced again = withNulls("g", nulls, data);
    MaskedArray masked = importing().masked(again.array(), again.schema());
    assertThat(masked.values().address()).isEqualTo(data.address() + 16);
    assertThat(masked.mask())
        .isEqualTo(NDArray.of(new boolean[] {false, false, true, false, true}));
  }

  @Test
  void aBitmapWithoutNulls() {
    for (long count : new long[] {-1, 0, 3}) {
      Produced p =
          Produced.of(arena, "g", 3, count, bits(0b111), arena.allocateFrom(JAVA_DOUBLE, 1, 2, 3));
      assertThat(imported(p).sum().getDouble()).isEqualTo(6);
    }
    Produced none = Produced.of(arena, "g", 3, -1, null, arena.allocateFrom(JAVA_DOUBLE, 1, 2, 3));
    assertThat(importing().masked(none.array(), none.schema()).mask())
        .isEqualTo(NDArray.zeros(DType.BOOL, 3));
  }

  @Test
  void whatStandsForNull() {
    MemorySegment halves = arena.allocateFrom(JAVA_SHORT, new short[7]);
    Produced half = withNulls("e", 2, halves);
    NDArray h = Arrow.importing(FILL_NULLS).array(half.array(), half.schema());
    assertThat(h.getDouble(2)).isNaN();
    assertThat(h.getDouble(3)).isZero();
    Produced single = withNulls("f", 2, arena.allocate(28, 8));
    assertThat(Arrow.importing(FILL_NULLS).array(single.array(), single.schema()).getDouble(4))
        .isNaN();
    Produced times = withNulls("tsn:", 2, arena.allocate(56, 8));
    assertThat(Arrow.importing(FILL_NULLS).array(times.array(), times.schema()).view(DType.INT64))
        .isEqualTo(NDArray.of(new long[] {0, 0, Long.MIN_VALUE, 0, Long.MIN_VALUE}));
    for (String format : new String[] {"l", "C", "w:2"}) {
      Produced p = withNulls(format, 2, arena.allocate(56, 8));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Arrow.importing(FILL_NULLS).array(p.array(), p.schema()))
          .withMessageContaining("cannot say; import them masked");
      assertThat(importing().masked(p.array(), p.schema()).mask().getBoolean(2)).isTrue();
    }
  }

  @Test
  void longBitmaps() {
    int n = 1000;
    MemorySegment bitmap = arena.allocate(200, 8);
    boolean[] nulls = new boolean[n];
    for (int i = 0; i < n; i++) {
      nulls[i] = i % 7 == 3 || i > 400 && i < 500;
      if (!nulls[i]) {
        Bits.set(bitmap, 13 + i);
      }
    }
    Produced p =
        Produced.of(arena, "l", n, -1, bitmap, arena.allocate(8 * 1100, 8)).set("offset", 13);
    assertThat(importing().masked(p.array(), p.schema()).mask()).isEqualTo(NDArray.of(nulls));
    long count = 0;
    for (boolean isNull : nulls) {
      count += isNull ? 1 : 0;
    }
    assertThat(Bits.zeros(bitmap.address(), 13, n)).isEqualTo(count);
  }

  // ------------------------------------------------------------------ copies

  @Test
  void boolsAreUnpackedIntoACopy() {
    Produced p = Produced.of(arena, "b", 10, 0, null, bits(0b1010_1100, 0b11)).set("offset", 2);
    NDArray a = Arrow.importing(COPY).array(p.array(), p.schema());
    assertThat(a)
        .isEqualTo(
            NDArray.of(
                new boolean[] {true, true, false, true, false, true, true, true, false, false}));
    assertReleased(1);
    assertThat(live()).isZero();
    Produced nulls = Produced.of(arena, "b", 2, 1, bits(0b10), bits(0b10));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrow.importing(COPY, FILL_NULLS).array(nulls.array(), nulls.schema()))
        .withMessageContaining("import them masked");
    MaskedArray masked = Arrow.importing(COPY).masked(nulls.array(), nulls.schema());
    assertThat(masked.mask()).isEqualTo(NDArray.of(new boolean[] {true, false}));
    assertThat(masked.values().getBoolean(1)).isTrue();
    assertReleased(2);
  }

  @Test
  void daysAreWidenedIntoACopy() {
    MemorySegment days = arena.allocateFrom(JAVA_INT, 0, -1, 20000);
    Produced p = Produced.of(arena, "tdD", 3, 1, bits(0b101), days);
    NDArray a = importing(COPY, FILL_NULLS).array(p.array(), p.schema());
    assertThat(a.dtype()).isEqualTo(DType.parse("datetime64[D]"));
    assertThat(a.view(DType.INT64)).isEqualTo(NDArray.of(new long[] {0, Long.MIN_VALUE, 20000}));
    assertReleased(1);
  }

  @Test
  void timeZonesAreForgottenWhereAllowed() {
    Produced p = Produced.of(arena, "tsn:UTC", 1, 0, null, arena.allocate(8, 8));
    assertRefused(p, "ArrowAllow.DROP_TIMEZONE gives the instants in UTC");
    assertThat(importing(DROP_TIMEZONE).array(p.array(), p.schema()).dtype())
        .isEqualTo(DType.parse("datetime64[ns]"));
  }
}
