package dev.ambi.tests.bottleneck;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.PythonException;
import dev.ambi.bridge.Value;
import dev.ambi.tests.answers.ArrayComparison;
import dev.ambi.tests.answers.ArrayValue;
import dev.ambi.tests.answers.Case;
import dev.ambi.tests.answers.JavaArguments;
import dev.ambi.tests.answers.Outcome;
import dev.ambi.tests.answers.PyValue;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;

/** Makes a recorded call again, and says how it differs from the recording. */
final class RecordedCall {
  private final Case recorded;
  private final JavaArguments arguments;

  private RecordedCall(Case recorded) {
    this.recorded = recorded;
    arguments = new JavaArguments(recorded);
  }

  /** What is different, or nothing. */
  static Optional<String> difference(ExtensionModule module, Case recorded) {
    String difference = new RecordedCall(recorded).run(module);
    return difference == null
        ? Optional.empty()
        : Optional.of(recorded.call() + "\n    " + difference);
  }

  private String run(ExtensionModule module) {
    // The first use of a function makes its object known to Java, which keeps it.
    var function = module.function(recorded.function());
    long before = ExtensionHost.liveObjects();
    String difference;
    try {
      difference = answer(function.call(arguments.values()));
    } catch (PythonException e) {
      difference = raised(e);
    }
    if (difference == null) {
      difference = arguments.written();
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
          value instanceof Value.Array a && a.value() == arguments.arrays().get(r.argument())
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

  private String leaked(long alive) {
    long views = recorded.leaks().references().stream().filter(r -> r > 0).count();
    long expected = recorded.leaks().objects() + views;
    return alive == expected
        ? null
        : "left " + alive + " objects alive, where CPython left " + expected;
  }
}
