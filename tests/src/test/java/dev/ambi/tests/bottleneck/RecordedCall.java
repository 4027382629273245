package dev.ambi.tests.bottleneck;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.Keyword;
import dev.ambi.bridge.PythonException;
import dev.ambi.bridge.Value;
import dev.ambi.core.Complex;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.tests.answers.ArrayComparison;
import dev.ambi.tests.answers.ArrayValue;
import dev.ambi.tests.answers.Case;
import dev.ambi.tests.answers.Outcome;
import dev.ambi.tests.answers.PyValue;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a recorded call again, and says how it differs from the recording. */
final class RecordedCall {
  private final Case recorded;
  private final List<NDArray> arrays = new ArrayList<>();

  private RecordedCall(Case recorded) {
    this.recorded = recorded;
  }

  /** What is different, or nothing. */
  static Optional<String> difference(ExtensionModule module, Case recorded) {
    String difference = new RecordedCall(recorded).run(module);
    return difference == null
        ? Optional.empty()
        : Optional.of(recorded.call() + "\n    " + difference);
  }

  private String run(ExtensionModule module) {
    Object[] arguments = new Object[recorded.args().size() + recorded.kwargs().size()];
    int n = 0;
    for (PyValue value : recorded.args()) {
      arguments[n++] = toJava(value);
    }
    for (Map.Entry<String, PyValue> entry : recorded.kwargs().entrySet()) {
      arguments[n++] = Keyword.of(entry.getKey(), toJava(entry.getValue()));
    }
    // The first use of a function makes its object known to Java, which keeps it.
    var function = module.function(recorded.function());
    long before = ExtensionHost.liveObjects();
    String difference;
    try {
      difference = answer(function.call(arguments));
    } catch (PythonException e) {
      difference = raised(e);
    }
    if (difference == null) {
      difference = written();
    }
    // What a failed import of bottleneck.slow leaves was not recorded: it depends on what stands in
    // for Python there.
    if (difference == null && !recorded.slow()) {
      difference = leaked(ExtensionHost.liveObjects() - before);
    }
    return difference;
  }

  /** The very array is wanted, not an equal one. */
  @SuppressWarnings("ReferenceEquality")
  private String answer(Value value) {
    return switch (recorded.outcome()) {
      case Outcome.Raised r ->
          "returned " + value + " instead of raising " + r.type() + ": " + r.message();
      case Outcome.ReturnedArgument r ->
          value instanceof Value.Array a && a.value() == arrays.get(r.argument())
              ? null
              : "returned " + value + " instead of argument " + r.argument();
      case Outcome.Returned r -> same(r.value(), value);
    };
  }

  private String same(PyValue expected, Value actual) {
    return switch (expected) {
      case PyValue.None _ -> actual.isNone() ? null : "returned " + actual + " instead of None";
      case PyValue.Bool b ->
          actual.equals(new Value.Bool(b.value())) ? null : "returned " + actual + ", not " + b;
      case PyValue.Int i ->
          (actual instanceof Value.SmallInt || actual instanceof Value.Int)
                  && i.value().longValueExact() == actual.asLong()
              ? null
              : "returned " + actual + ", not " + i;
      case PyValue.Float f ->
          actual instanceof Value.Float a && Double.doubleToRawLongBits(a.value()) == f.bits()
              ? null
              : "returned "
                  + actual
                  + (actual instanceof Value.Float a
                      ? " " + Long.toHexString(Double.doubleToRawLongBits(a.value()))
                      : "")
                  + ", not "
                  + f;
      case PyValue.Scalar s ->
          actual instanceof Value.Scalar a
                  && a.value().dtype().typestr().equals(s.dtype())
                  && Arrays.equals(a.value().memory().toArray(ValueLayout.JAVA_BYTE), s.data())
              ? null
              : "returned " + actual + ", not " + s;
      case ArrayValue e ->
          actual instanceof Value.Array a
              ? ArrayComparison.difference(recorded, e, a.value()).orElse(null)
              : "returned " + actual + ", not an array";
      default -> "the recording has a " + expected + " that this test cannot compare";
    };
  }

  private String raised(PythonException e) {
    return switch (recorded.outcome()) {
      case Outcome.Raised r when r.type().equals(e.type()) && r.message().equals(e.text()) -> null;
      case Outcome.Raised r ->
          "raised " + e.type() + ": " + e.text() + ", not " + r.type() + ": " + r.message();
      default -> "raised " + e.type() + ": " + e.text();
    };
  }

  /**
   * Whether the arguments' buffers, also outside of what the arrays show, are as CPython left them.
   */
  private String written() {
    List<ArrayValue> values = recorded.arrays();
    for (int i = 0; i < arrays.size(); i++) {
      byte[] expected = recorded.after().getOrDefault(i, values.get(i).buffer());
      byte[] actual = arrays.get(i).memory().toArray(ValueLayout.JAVA_BYTE);
      if (!Arrays.equals(expected, actual)) {
        int at = Arrays.mismatch(expected, actual);
        return "left argument array " + i + " with another content, from byte " + at + " on";
      }
    }
    return null;
  }

  private String leaked(long alive) {
    long views = recorded.leaks().references().stream().filter(r -> r > 0).count();
    long expected = recorded.leaks().objects() + views;
    return alive == expected
        ? null
        : "left " + alive + " objects alive, where CPython left " + expected;
  }

  private Object toJava(PyValue value) {
    return switch (value) {
      case PyValue.None _ -> null;
      case PyValue.Bool b -> b.value();
      case PyValue.Int i -> i.value();
      case PyValue.Float f -> f.value();
      case PyValue.ComplexNumber c -> new Complex(c.re().value(), c.im().value());
      case PyValue.Text t -> t.value();
      case PyValue.Bytes b -> b.value();
      case PyValue.Scalar s -> new Value.Scalar(scalar(s));
      case PyValue.ListOf l -> new ArrayList<>(l.items().stream().map(this::toJava).toList());
      case PyValue.TupleOf t -> t.items().stream().map(this::toJava).toArray();
      case PyValue.DictOf d -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        d.items().forEach(e -> map.put(toJava(e.getKey()), toJava(e.getValue())));
        yield map;
      }
      case ArrayValue a -> {
        NDArray array = a.toNDArray(Arena.ofAuto());
        arrays.add(array);
        yield array;
      }
    };
  }

  private static NDArray scalar(PyValue.Scalar s) {
    MemorySegment memory = Arena.ofAuto().allocate(Math.max(1, s.data().length), 16);
    MemorySegment.copy(s.data(), 0, memory, ValueLayout.JAVA_BYTE, 0, s.data().length);
    assert ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    return NDArray.of(memory, DType.parse(s.dtype()));
  }
}
