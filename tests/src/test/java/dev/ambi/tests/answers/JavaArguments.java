package dev.ambi.tests.answers;

import dev.ambi.bridge.Keyword;
import dev.ambi.bridge.Value;
import dev.ambi.core.Complex;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The arguments of a recorded call, for one call in Java: its arrays are fresh and writable. */
public final class JavaArguments {

  private static final long ALIGNMENT = 16;

  /** A call of a function of the module. */
  public record Call(String function, List<Object> args) {}

  private final Case recorded;
  private final Function<Call, Object> module;
  private final List<NDArray> arrays = new ArrayList<>();
  private final List<Object> made = new ArrayList<>();
  private final Object[] values;

  /** Makes the arguments of a case. */
  public JavaArguments(Case recorded) {
    this(
        recorded,
        made -> {
          throw new IllegalArgumentException("no module to make an argument: " + made);
        });
  }

  /**
   * Makes the arguments of a case, some of which a function of the module gives.
   *
   * @param module makes those
   */
  public JavaArguments(Case recorded, Function<Call, Object> module) {
    this.recorded = recorded;
    this.module = module;
    List<Object> all = new ArrayList<>();
    recorded.args().forEach(value -> all.add(toJava(value)));
    recorded.kwargs().forEach((name, value) -> all.add(Keyword.of(name, toJava(value))));
    this.values = all.toArray();
  }

  /** What to give to {@code ExtensionFunction.call}. */
  public Object[] values() {
    return values.clone();
  }

  /** Lets go of the Python objects that the module made. */
  public void release() {
    for (Object value : made) {
      if (value instanceof Value.Opaque o) {
        o.object().close();
      }
    }
  }

  /** The arrays among the arguments, in the order of {@link Case#arrays()}. */
  public List<NDArray> arrays() {
    return List.copyOf(arrays);
  }

  /**
   * Compares the buffers of the arrays, also outside of what the arrays show, with what CPython
   * left in them.
   *
   * @return the number of the first array that differs and where, in words, or null
   */
  public String written() {
    List<ArrayValue> recordedArrays = recorded.arrays();
    for (int i = 0; i < arrays.size(); i++) {
      byte[] before = recordedArrays.get(i).buffer();
      byte[] expected = recorded.after().getOrDefault(i, before);
      byte[] actual = arrays.get(i).memory().toArray(ValueLayout.JAVA_BYTE);
      int at = Arrays.mismatch(expected, actual);
      if (at >= 0) {
        return "left argument array %d with another content, from byte %d on".formatted(i, at);
      }
    }
    return null;
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
      case PyValue.Opaque o -> throw new IllegalArgumentException("an argument: " + o);
      case PyValue.Foreign f -> throw new IllegalArgumentException("an argument: " + f);
      case PyValue.Made m -> {
        // Its arrays are not among those of the call.
        int own = arrays.size();
        List<Object> args = m.args().stream().map(this::toJava).toList();
        arrays.subList(own, arrays.size()).clear();
        Object object = module.apply(new Call(m.function(), args));
        made.add(object);
        made.addAll(args);
        yield object;
      }
      case PyValue.Scalar s -> new Value.Scalar(scalar(s));
      case PyValue.ListOf l -> {
        List<Object> items = new ArrayList<>();
        l.items().forEach(item -> items.add(toJava(item)));
        yield items;
      }
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
    MemorySegment memory = Arena.ofAuto().allocate(Math.max(1, s.data().length), ALIGNMENT);
    MemorySegment.copy(s.data(), 0, memory, ValueLayout.JAVA_BYTE, 0, s.data().length);
    return NDArray.of(memory, DType.parse(s.dtype()));
  }
}
