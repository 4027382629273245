package dev.ambi.tests.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.LongDouble;
import dev.ambi.bridge.Value;
import dev.ambi.bridge.abi.DescrFieldException;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Structures, sub-arrays and times between Java and C of both ABIs: the same memory on both sides,
 * and descriptors that C spoiled. What C sees of them is compared with CPython in {@link
 * ExtensionAnswersTest}.
 */
class ComposedDtypesTest {
  private static ExtensionHost host;

  @BeforeAll
  static void open() {
    host = ExtensionHost.open();
  }

  @AfterAll
  static void close() {
    host.close();
  }

  private static ExtensionModule module(String build) {
    return host.load(TestExtensions.require(build));
  }

  @ParameterizedTest
  @ValueSource(strings = {"descriptors1", "descriptors2"})
  void whatCWritesIsInTheJavaArray(String build) {
    DType dtype = DType.parse("[('x', '<i4'), ('p', '>u2', (2,)), ('when', '<M8[s]')]");
    NDArray a = NDArray.zeros(dtype, 2);
    assertThat(module(build).call("counted", a).asArray()).isSameAs(a);
    assertThat(a.field("x").toLongArray()).containsExactly(0x03020100, 0x13121110);
    assertThat(a.field("p").toLongArray()).containsExactly(0x0405, 0x0607, 0x1415, 0x1617);
    assertThat(a.field("when").dtype()).isEqualTo(DType.parse("<M8[s]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"descriptors1", "descriptors2"})
  void whatCMadeIsWrittenByJava(String build) {
    ExtensionModule module = module(build);
    NDArray made = module.call("zeros", "i4,M8[ms],(2,)>i2").asArray();
    assertThat(made.dtype().repr())
        .isEqualTo("dtype([('f0', '<i4'), ('f1', '<M8[ms]'), ('f2', '>i2', (2,))])");
    made.field("f0").setLong(7, 1);
    made.field("f2").setLong(258, 0, 1);
    assertThat(made.field("f2").getLong(0, 1)).isEqualTo(258);
    // The dtype came from C; what goes back is the same descriptor to it.
    assertThat(module.call("describe", made))
        .isEqualTo(module.call("describe", NDArray.zeros(made.dtype(), 1)));
    assertThat(module.call("counted", made).asArray().field("f0").getLong(1)).isEqualTo(0x13121110);
  }

  /** An element is a scalar, which is a value of Java and goes back as one. */
  @ParameterizedTest
  @ValueSource(strings = {"numpy1", "numpy2"})
  void scalarsGoBothWays(String build) {
    ExtensionModule module = module(build);
    for (String text :
        List.of("<M8[25s]", "<m8[ns]", "V5", "[('x', '<i4'), ('p', '>u2', (2,))]", "longdouble")) {
      DType dtype = text.equals("longdouble") ? LongDouble.dtype() : DType.parse(text);
      NDArray a = NDArray.zeros(dtype, 2);
      a.memory().asSlice(0, Math.min(8, dtype.itemSize())).fill((byte) 1);
      Value first = module.call("item_at", a, 0);
      assertThat(first).as(text).isInstanceOf(Value.Scalar.class);
      assertThat(first.asArray().dtype()).as(text).isEqualTo(dtype);
      assertThat(first.asArray().item()).as(text).isEqualTo(a.getObject(0));
      long left =
          LiveObjects.leftBy(
              () -> assertThat(module.call("put_at", a, 1, first).isNone()).isTrue());
      assertThat(left).as("objects left by a scalar of " + text).isZero();
      assertThat(a.getObject(1)).as(text).isEqualTo(a.getObject(0));
    }
  }

  /** Two dtypes that are equal, but of which C sees that one is aligned. */
  @ParameterizedTest
  @ValueSource(strings = {"descriptors1", "descriptors2"})
  void whetherAStructureIsAlignedIsNotLost(String build) {
    String fields = "'names': ['x', 'y'], 'formats': ['<i4', '<f8'], 'offsets': [0, 8]";
    NDArray packed = NDArray.zeros(DType.parse("{" + fields + ", 'itemsize': 16}"), 1);
    NDArray aligned =
        NDArray.zeros(DType.parse("{" + fields + ", 'itemsize': 16, 'aligned': True}"), 1);
    assertThat(packed.dtype()).isEqualTo(aligned.dtype());
    ExtensionModule module = module(build);
    assertThat(module.call("describe", packed).toString()).startsWith("(V, |, 16, 1, 16, ");
    assertThat(module.call("describe", aligned).toString()).startsWith("(V, |, 16, 8, 144, ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "elsize;          elsize;                  -12",
        "offset;          fields['when'].offset;   5",
        "negative offset; fields['x'].offset;      -4",
        "names;           names;                   an object of type int",
        "unit;            fields['when'].c_metadata.meta.base; 99",
        "size of a field; fields['when'].elsize;   80",
        "byteorder;       fields['when'].byteorder; 'L'",
        "missing field;   fields['x'];             NULL",
      })
  void aSpoiledDescriptorOfAResultIsRefused(String how, String field, String value) {
    for (String build : new String[] {"descriptors1", "descriptors2"}) {
      ExtensionModule module = module(build);
      assertThatThrownBy(() -> module.call("spoiled", how))
          .as(build)
          .isInstanceOfSatisfying(
              DescrFieldException.class,
              e -> {
                assertThat(e.field()).isEqualTo(field);
                assertThat(e.value()).isEqualTo(value);
              });
      long left =
          LiveObjects.leftBy(() ->
              assertThatThrownBy(() -> module.call("spoiled", how))
                  .isInstanceOf(DescrFieldException.class));
      assertThat(left).as("objects left by " + how).isZero();
    }
  }
}
