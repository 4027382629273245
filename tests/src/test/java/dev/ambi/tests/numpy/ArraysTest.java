package dev.ambi.tests.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.numpy.Arrays;
import dev.ambi.bridge.numpy.DescrParser;
import dev.ambi.bridge.numpy.FromAny;
import dev.ambi.bridge.object.Py;
import dev.ambi.core.NDArray;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Array objects of both ABIs, and arrays gathered from Python values. */
class ArraysTest {
  private static final Object NONE = new Object();

  /** A new Python object of the value: lists, numbers, text. */
  private static long python(Object value) {
    if (value instanceof List<?> items) {
      long list = Py.newList();
      items.forEach(item -> Py.appendTaken(list, python(item)));
      return list;
    }
    return switch (value) {
      case Boolean b -> Py.incref(Py.bool(b));
      case Integer i -> Py.newLong(i);
      case Long i -> Py.newLong(i);
      case java.math.BigInteger i -> Py.newLong(i);
      case Double d -> Py.newFloat(d);
      case String s -> Py.newString(s);
      default -> Py.incref(Py.NONE);
    };
  }

  private static long descr(UnderLock.World world, String spec) {
    if (spec.isEmpty()) {
      return 0;
    }
    long text = Py.newString(spec);
    try {
      return new DescrParser(world.context(), world.abi()).parse(text);
    } finally {
      Py.decref(text);
    }
  }

  private static String gathered(UnderLock.World world, Object value, String spec, int most) {
    long object = python(value);
    try {
      long descr = descr(world, spec);
      long array =
          FromAny.convert(world.context(), world.abi(), object, descr, 0, most, Arrays.FORCECAST);
      String text = Py.repr(array);
      Py.decref(array);
      return text;
    } finally {
      Py.decref(object);
    }
  }

  private static void assertGathered(Object value, String spec, String expected) {
    for (int tag : new int[] {1, 2}) {
      UnderLock.run(tag, world -> assertThat(gathered(world, value, spec, 0)).isEqualTo(expected));
    }
  }

  @Test
  void holdEveryValueOfAList() {
    assertGathered(List.of(1, 2, 3), "", "array([1, 2, 3])");
    assertGathered(List.of(1, 2.5), "", "array([1. , 2.5])");
    assertGathered(List.of(true, 2), "", "array([1, 2])");
    assertGathered(List.of(List.of(1, 2), List.of(3, 4)), "", "array([[1, 2],\n       [3, 4]])");
    assertGathered(List.of(), "", "array([], dtype=float64)");
    assertGathered(List.of("a", "bcd"), "", "array(['a', 'bcd'], dtype='<U3')");
    assertGathered(List.of(1, "a"), "", "array(['1', 'a'], dtype='<U21')");
    assertGathered(Long.MIN_VALUE, "", "array(-9223372036854775808)");
    assertGathered(
        java.math.BigInteger.ONE.shiftLeft(63), "", "array(9223372036854775808, dtype=uint64)");
    assertGathered(
        java.math.BigInteger.ONE.shiftLeft(64), "", "array(18446744073709551616, dtype=object)");
    assertGathered(List.of(NONE, 1), "", "array([None, 1], dtype=object)");
  }

  @Test
  void haveTheDtypeAskedFor() {
    assertGathered(List.of(1.7, -1.7), "i4", "array([ 1, -1], dtype=int32)");
    assertGathered(List.of(1, 0), ">f8", "array([1., 0.], dtype='>f8')");
    assertGathered(List.of("1.5", "2"), "f8", "array([1.5, 2. ])");
    assertGathered(List.of(1.5, "a"), "U", "array(['1.5', 'a'], dtype='<U3')");
    assertGathered(List.of(12, 3), "S", "array([b'12', b'3'], dtype='|S2')");
    assertGathered(List.of(1, 2), "O", "array([1, 2], dtype=object)");
    assertGathered(List.of(0.5, 1), "e", "array([0.5, 1. ], dtype=float16)");
  }

  @Test
  void refuseWhatIsNoArray() {
    Map<Object, String> refused =
        Map.of(
            List.of(List.of(1), List.of(2, 3)),
            "inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous",
            List.of(List.of(1, 2), 3),
            "inhomogeneous shape after 1 dimensions.");
    UnderLock.run(
        2,
        world ->
            refused.forEach((value, words) ->
                assertThatThrownBy(() -> gathered(world, value, "", 0))
                    .hasMessageContaining(words)));
  }

  @Test
  void refuseTooManyDimensionsInEachVersionsWords() {
    List<?> deep = List.of(List.of(1, 2), List.of(3, 4));
    UnderLock.run(
        1,
        world ->
            assertThatThrownBy(() -> gathered(world, deep, "", 1))
                .hasMessage("object too deep for desired array"));
    UnderLock.run(
        2,
        world ->
            assertThatThrownBy(() -> gathered(world, deep, "", 1))
                .hasMessageEndingWith("would exceed the maximum number of dimension of 1."));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void areOneArrayInBothAbis(int tag) {
    UnderLock.run(
        tag,
        world -> {
          NDArray values = NDArray.of(new double[] {1, 2, 3, 4}, 2, 2);
          long array = Arrays.copyOf(world.abi(), values);
          long view = Arrays.forAbi(world.context(), world.other(), array);
          assertThat(Arrays.tag(view)).isEqualTo(3 - tag);
          assertThat(Arrays.data(view)).isEqualTo(Arrays.data(array));
          assertThat(Arrays.base(view)).isEqualTo(array);
          Arrays.toNDArray(world.context(), view).setDouble(9, 1, 0);
          assertThat(Arrays.toNDArray(world.context(), array).getDouble(1, 0)).isEqualTo(9);
          Py.decref(array);
          assertThat(Arrays.toNDArray(world.context(), view).getDouble(0, 1)).isEqualTo(2);
          Py.decref(view);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void dropTheObjectsThatTheyHold(int tag) {
    UnderLock.run(
        tag,
        world -> {
          long list = python(List.of(1e300, "text", List.of(1)));
          long array =
              FromAny.convert(world.context(), world.abi(), list, descr(world, "O"), 0, 1, 0);
          Py.decref(list);
          long copy = Arrays.copy(array, 0);
          Py.decref(array);
          assertThat(Py.str(copy)).contains("text");
          Py.decref(copy);
        });
  }
}
