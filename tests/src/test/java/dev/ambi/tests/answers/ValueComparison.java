package dev.ambi.tests.answers;

import dev.ambi.bridge.Value;
import dev.ambi.core.NDArray;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Compares what a call gave with what is recorded: types, bits, and everything in containers. */
public final class ValueComparison {

  private ValueComparison() {}

  /**
   * What is different, in words; empty if nothing is.
   *
   * @param asked the case whose answer it is
   * @param expected what CPython gave
   * @param actual what to compare
   */
  public static Optional<String> difference(Case asked, PyValue expected, Value actual) {
    return switch (expected) {
      case PyValue.ListOf list when actual instanceof Value.ListOf a ->
          items(asked, list.items(), a.items());
      case PyValue.TupleOf tuple when actual instanceof Value.Tuple a ->
          items(asked, tuple.items(), a.items());
      case PyValue.DictOf dict when actual instanceof Value.Dict a -> {
        List<PyValue> expectedItems = new ArrayList<>();
        dict.items().forEach(e -> expectedItems.addAll(List.of(e.getKey(), e.getValue())));
        List<Value> items = new ArrayList<>();
        a.entries().forEach((key, value) -> items.addAll(List.of(key, value)));
        yield items(asked, expectedItems, items);
      }
      case ArrayValue array when actual instanceof Value.Array a ->
          ArrayComparison.difference(asked, array, a.value());
      case PyValue.Foreign f when actual instanceof Value.Array a && same(f, a.value()) ->
          Optional.empty();
      case PyValue.Atom atom when same(atom, actual) -> Optional.empty();
      default -> Optional.of("expected " + expected + ", but got " + describe(actual));
    };
  }

  private static Optional<String> items(Case asked, List<PyValue> expected, List<Value> actual) {
    if (expected.size() != actual.size()) {
      return Optional.of("expected " + expected + ", but got " + actual);
    }
    Iterator<Value> values = actual.iterator();
    int at = 0;
    for (PyValue item : expected) {
      Optional<String> difference = difference(asked, item, values.next());
      if (difference.isPresent()) {
        return Optional.of("item " + at + ": " + difference.get());
      }
      at++;
    }
    return Optional.empty();
  }

  private static boolean same(PyValue.Foreign expected, NDArray actual) {
    List<String> items = new ArrayList<>();
    NDArray line = actual.ravel();
    for (long i = 0; i < line.size(); i++) {
      items.add(line.getObject(i).toString());
    }
    return actual.dtype().name().equals(expected.dtype())
        && Arrays.equals(
            actual.shape().toArray(),
            expected.shape().stream().mapToLong(Long::longValue).toArray())
        && items.equals(expected.items());
  }

  private static boolean same(PyValue.Atom expected, Value actual) {
    return switch (expected) {
      case PyValue.None _ -> actual.isNone();
      case PyValue.Bool b -> actual instanceof Value.Bool a && a.value() == b.value();
      case PyValue.Int i ->
          switch (actual) {
            case Value.SmallInt a ->
                i.value().bitLength() < Long.SIZE && i.value().longValue() == a.value();
            case Value.Int a -> i.value().equals(a.value());
            default -> false;
          };
      case PyValue.Float f -> actual instanceof Value.Float a && sameBits(f, a.value());
      case PyValue.ComplexNumber c ->
          actual instanceof Value.ComplexNumber a
              && sameBits(c.re(), a.value().re())
              && sameBits(c.im(), a.value().im());
      case PyValue.Text t -> actual instanceof Value.Text a && a.value().equals(t.value());
      case PyValue.Bytes b ->
          actual instanceof Value.Bytes a && Arrays.equals(a.value(), b.value());
      case PyValue.Opaque o -> actual instanceof Value.Opaque a && a.toString().equals(o.repr());
      case PyValue.Scalar s ->
          actual instanceof Value.Scalar a
              && a.value().dtype().typestr().equals(s.dtype())
              && Arrays.equals(a.value().memory().toArray(ValueLayout.JAVA_BYTE), s.data());
    };
  }

  private static boolean sameBits(PyValue.Float expected, double actual) {
    return Double.doubleToRawLongBits(actual) == expected.bits();
  }

  private static String describe(Value actual) {
    return "%s %s".formatted(actual.getClass().getSimpleName(), actual);
  }
}
