package dev.ambi.tests.extensions;

import dev.ambi.bridge.ExtensionFunction;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.PythonException;
import dev.ambi.bridge.Value;
import dev.ambi.tests.answers.Case;
import dev.ambi.tests.answers.JavaArguments;
import dev.ambi.tests.answers.Outcome;
import dev.ambi.tests.answers.ValueComparison;
import java.util.Optional;

/** Makes a recorded call again, at least twice, and says how it differs from the recording. */
final class RepeatedCall {
  private final ExtensionModule module;
  private final Case recorded;
  private final ExtensionFunction function;

  private RepeatedCall(ExtensionModule module, Case recorded) {
    this.module = module;
    this.recorded = recorded;
    this.function = module.function(recorded.function());
  }

  /** What is different, or nothing. */
  static Optional<String> difference(ExtensionModule module, Case recorded) {
    RepeatedCall call = new RepeatedCall(module, recorded);
    Optional<String> difference = call.answer();
    if (difference.isEmpty()) {
      // What the first call interned or cached is there to stay; further ones add nothing.
      long left = LiveObjects.leftBy(call::answer);
      if (left != 0) {
        difference = Optional.of("left " + left + " objects alive");
      }
    }
    return difference.map(words -> recorded.call() + "\n    " + words);
  }

  private Optional<String> answer() {
    JavaArguments arguments =
        new JavaArguments(recorded, made -> module.call(made.function(), made.args().toArray()));
    Optional<String> difference;
    try {
      Value value = function.call(arguments.values());
      difference = returned(value, arguments);
      if (value instanceof Value.Opaque o) {
        o.object().close();
      }
    } catch (PythonException e) {
      difference = raised(e);
    } finally {
      arguments.release();
    }
    return difference.or(() -> Optional.ofNullable(arguments.written()));
  }

  /** Where an argument came back, the very object is wanted. */
  @SuppressWarnings("ReferenceEquality")
  private Optional<String> returned(Value value, JavaArguments arguments) {
    return switch (recorded.outcome()) {
      case Outcome.Raised r -> Optional.of("returned " + value + " instead of raising " + r);
      case Outcome.ReturnedArgument r ->
          value instanceof Value.Array a && a.value() == arguments.arrays().get(r.argument())
              ? Optional.empty()
              : Optional.of("returned " + value + " instead of argument " + r.argument());
      case Outcome.Returned r -> ValueComparison.difference(recorded, r.value(), value);
    };
  }

  private Optional<String> raised(PythonException e) {
    String actual = e.type() + ": " + e.text();
    return switch (recorded.outcome()) {
      case Outcome.Raised r -> {
        String type = r.type().substring(r.type().lastIndexOf('.') + 1);
        String expected = type + ": " + r.message();
        yield actual.equals(expected)
            ? Optional.empty()
            : Optional.of("raised " + actual + "\n    instead of " + expected);
      }
      default -> Optional.of("raised " + actual + "\n    instead of " + recorded.outcome());
    };
  }
}
