package dev.ambi.cli;

import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.Keyword;
import dev.ambi.bridge.Value;
import dev.ambi.core.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * A call that the demo makes with both binaries.
 *
 * @param module the module within {@code bottleneck}
 * @param function the function
 * @param inPlace whether the function changes its first argument: then it gets a copy, and the copy
 *     is the answer
 * @param arguments the arguments; an array is a {@link Named}
 */
record DemoCall(String module, String function, boolean inPlace, List<Object> arguments) {

  /**
   * An array and what the demo calls it.
   *
   * @param name the name
   * @param array the array, or a view of it
   */
  record Named(String name, NDArray array) {}

  static DemoCall of(String module, String function, Object... arguments) {
    return new DemoCall(module, function, false, List.of(arguments));
  }

  static DemoCall inPlace(String module, String function, Object... arguments) {
    return new DemoCall(module, function, true, List.of(arguments));
  }

  /** Makes the call. */
  Value answer(ExtensionModule loaded) {
    List<Object> plain = new ArrayList<>();
    for (Object argument : arguments) {
      plain.add(argument instanceof Named named ? named.array() : argument);
    }
    if (!inPlace) {
      return loaded.call(function, plain.toArray());
    }
    NDArray copy = ((NDArray) plain.getFirst()).copy();
    plain.set(0, copy);
    loaded.call(function, plain.toArray());
    return new Value.Array(copy);
  }

  /** The call as Python writes it: {@code reduce.nanmean(x, axis=0)}. */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    for (Object argument : arguments) {
      words.add(
          switch (argument) {
            case Named named -> named.name();
            case Keyword keyword -> keyword.name() + "=" + keyword.value();
            case Double d when Double.isNaN(d) -> "nan";
            default -> argument.toString();
          });
    }
    return module + "." + function + "(" + String.join(", ", words) + ")";
  }
}
