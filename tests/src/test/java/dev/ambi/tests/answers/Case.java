package dev.ambi.tests.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One recorded call and its outcome.
 *
 * @param id names the case, in every recording alike
 * @param module the last part of the module's name, such as {@code reduce}
 * @param function the function's name
 * @param args the positional arguments
 * @param kwargs the keyword arguments, in order
 * @param numpy the versions of NumPy that gave this outcome; another may have another {@code Case}
 *     of the same id
 * @param outcome how the call ended
 * @param after the whole buffers of those array arguments that the call wrote to, by their place in
 *     {@link #arrays()}
 * @param leaks what the binary left behind
 * @param warnings the warnings that were given, each as {@code Category: message}
 * @param slow whether the function turned to {@code bottleneck.slow}, its Python code, which could
 *     not be imported
 * @param nanOrder whether the answer holds ranks that NumPy's sort gave to several NaNs, the order
 *     of which it leaves open
 */
public record Case(
    String id,
    String module,
    String function,
    List<PyValue> args,
    Map<String, PyValue> kwargs,
    List<String> numpy,
    Outcome outcome,
    Map<Integer, byte[]> after,
    Leaks leaks,
    List<String> warnings,
    boolean slow,
    boolean nanOrder) {

  /**
   * The arrays among the arguments, also inside of lists and tuples: the positional ones from left
   * to right, then the keyword ones.
   */
  public List<ArrayValue> arrays() {
    List<ArrayValue> arrays = new ArrayList<>();
    args.forEach(value -> collect(value, arrays));
    kwargs.values().forEach(value -> collect(value, arrays));
    return arrays;
  }

  private static void collect(PyValue value, List<ArrayValue> arrays) {
    switch (value) {
      case ArrayValue array -> arrays.add(array);
      case PyValue.ListOf list -> list.items().forEach(item -> collect(item, arrays));
      case PyValue.TupleOf tuple -> tuple.items().forEach(item -> collect(item, arrays));
      case PyValue.DictOf _, PyValue.Atom _, PyValue.Made _, PyValue.Foreign _ -> {}
    }
  }

  /** The call as Python would write it, for messages. */
  public String call() {
    List<String> parts = new ArrayList<>();
    args.forEach(value -> parts.add(value.toString()));
    kwargs.forEach((name, value) -> parts.add(name + "=" + value));
    return "%s: %s.%s(%s)".formatted(id, module, function, String.join(", ", parts));
  }
}
