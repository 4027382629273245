package dev.ambi.tests.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.numpy.BuiltinType;
import dev.ambi.bridge.numpy.DescrParser;
import dev.ambi.bridge.numpy.Descrs;
import dev.ambi.bridge.numpy.StructDescrs;
import dev.ambi.bridge.object.Py;
import dev.ambi.core.DType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptors of both ABIs. */
class DtypesTest {
  private static final List<String> ATTRIBUTES = List.of("name", "str");

  static Stream<String> recorded() throws IOException {
    try (var in = DtypesTest.class.getResourceAsStream("/numpy/dtypes.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().skip(1).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void sayWhatNumPySays(String line) {
    String[] f = line.split("\t");
    for (int tag : new int[] {1, 2}) {
      UnderLock.run(
          tag,
          world -> {
            long spec = Py.newString(f[0]);
            long descr = new DescrParser(world.context(), world.abi()).parse(spec);
            assertThat(Py.str(descr)).isEqualTo(f[1]);
            assertThat(Py.repr(descr)).isEqualTo(f[2]);
            for (String name : ATTRIBUTES) {
              long text = Py.getAttr(descr, name);
              assertThat(Py.string(text)).as(name).isEqualTo(f[3 + ATTRIBUTES.indexOf(name)]);
              Py.decref(text);
            }
            Py.decref(descr);
            Py.decref(spec);
          });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nosuch", "f9", "x", "", "M8[xx]", "i3"})
  void refuseWhatNamesNone(String spec) {
    UnderLock.run(
        2,
        world -> {
          long text = Py.newString(spec);
          assertThatThrownBy(() -> new DescrParser(world.context(), world.abi()).parse(text))
              .hasMessageContaining(
                  spec.startsWith("M8") ? "xx" : "data type '" + spec + "' not understood");
          Py.decref(text);
        });
  }

  @Test
  void keepTheirKindFromOneAbiToTheOther() {
    for (int tag : new int[] {1, 2}) {
      UnderLock.run(
          tag,
          world -> {
            StructDescrs from = world.abi().descrs();
            StructDescrs to = world.other().descrs();
            for (BuiltinType type : BuiltinType.all()) {
              for (boolean swapped : new boolean[] {false, true}) {
                long elsize = type.isFlexible() ? 12 : type.size();
                long descr =
                    Descrs.translate(world.abi(), from.of(type, elsize, swapped), world.other());
                assertThat(to.type(descr)).isEqualTo(type);
                assertThat(to.elsize(descr)).isEqualTo(elsize);
                assertThat(number(descr, "alignment")).isEqualTo(type.alignment());
                assertThat(number(descr, "isnative"))
                    .isEqualTo(swapped && type.isOrdered() ? 0 : 1);
                Py.decref(descr);
              }
            }
          });
    }
  }

  private static long number(long descr, String attribute) {
    long value = Py.getAttr(descr, attribute);
    try {
      return Py.asLong(value);
    } finally {
      Py.decref(value);
    }
  }

  @Test
  void keepTheirFieldsFromOneAbiToTheOther() {
    UnderLock.run(
        2,
        world -> {
          long spec = Py.newString("f8,>i4,3S5");
          long descr = new DescrParser(world.context(), world.abi()).parse(spec);
          long old = Descrs.translate(world.abi(), descr, world.other());
          assertThat(Py.repr(old)).isEqualTo(Py.repr(descr));
          assertThat(Memory.getInt(old + 32)).as("elsize of 1.x").isEqualTo(27);
          Py.decref(old);
          Py.decref(descr);
          Py.decref(spec);
        });
  }

  @Test
  void tellAnItemSizeThatOneDotXCannotSay() {
    UnderLock.run(
        2,
        world -> {
          long size = Integer.MAX_VALUE + 1L;
          long wide = world.abi().descrs().descrFor(DType.bytes(size));
          assertThat(world.abi().descrs().elsize(wide)).isEqualTo(size);
          assertThatThrownBy(() -> Descrs.translate(world.abi(), wide, world.other()))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessage(
                  "elsize = 2147483648 of a descriptor of NumPy 1.x: an element of a bytes dtype"
                      + " there has at most 2147483647 bytes");
        });
  }

  @Test
  void haveFunctionsInOneDotX() {
    UnderLock.run(
        1,
        world -> {
          for (BuiltinType type : BuiltinType.all()) {
            long functions = Memory.getLong(world.abi().descrs().builtin(type) + 64);
            for (int slot : new int[] {168, 176, 184, 192, 200, 240}) {
              assertThat(Memory.getLong(functions + slot)).as(type + " " + slot).isNotZero();
            }
          }
        });
  }

  @Test
  void areTheSameObjectForEqualDtypes() {
    UnderLock.run(
        1,
        world -> {
          StructDescrs descrs = world.abi().descrs();
          for (DType dtype :
              List.of(DType.FLOAT64, DType.parse(">i4"), DType.str(7), DType.bytes(3))) {
            assertThat(descrs.descrFor(dtype)).isEqualTo(descrs.descrFor(dtype));
            assertThat(descrs.dtypeOf(descrs.descrFor(dtype))).isEqualTo(dtype);
          }
        });
  }
}
