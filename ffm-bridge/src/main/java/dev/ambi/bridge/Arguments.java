package dev.ambi.bridge;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.numpy.Scalars;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.view.ArrayViews;
import dev.ambi.core.Complex;
import dev.ambi.core.NDArray;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * Java values as Python objects, the slow and general way. All methods need the lock and give new
 * references.
 */
final class Arguments {
  private Arguments() {}

  /**
   * A new reference to the Python form of {@code value}.
   *
   * @throws IllegalArgumentException for a class that has none; says which are allowed
   */
  static long toPython(Object value, NumpyAbi abi, List<NDArray> shown) {
    return switch (value) {
      case null -> Py.incref(Py.NONE);
      case Boolean b -> Py.incref(Py.bool(b));
      case Long n -> Py.newLong(n);
      case Integer n -> Py.newLong(n);
      case Short n -> Py.newLong(n);
      case Byte n -> Py.newLong(n);
      case BigInteger n -> Py.newLong(n);
      case Double d -> Py.newFloat(d);
      case Float f -> Py.newFloat(f);
      case Complex c -> Py.newComplex(c.re(), c.im());
      case String s -> Py.newString(s);
      case byte[] b -> Py.newBytes(b);
      case NDArray a -> view(a, abi, shown);
      case List<?> items -> list(items, abi, shown);
      case Object[] items -> tuple(items, abi, shown);
      case Map<?, ?> entries -> dict(entries, abi, shown);
      case PythonObject o -> o.newReference();
      case dev.ambi.bridge.numpy.RegisteredElement e -> e.toPython();
      case Value.Scalar s -> Scalars.fromJava(s.value(), abi);
      case Value v -> toPython(unwrap(v), abi, shown);
      default -> throw new IllegalArgumentException(notAllowed(value));
    };
  }

  static String notAllowed(Object value) {
    return "a "
        + value.getClass().getName()
        + " cannot be an argument; allowed are null, Boolean, integers, BigInteger, Float, Double,"
        + " Complex, String, byte[], NDArray, List (a list), Object[] (a tuple), Map (a dict),"
        + " Value, UserElement and PythonObject";
  }

  private static long view(NDArray array, NumpyAbi abi, List<NDArray> shown) {
    long view = ArrayViews.of(array, abi);
    shown.add(array);
    return Views.take(view);
  }

  private static long list(List<?> items, NumpyAbi abi, List<NDArray> shown) {
    long list = Py.newList();
    try {
      for (Object item : items) {
        Py.appendTaken(list, toPython(item, abi, shown));
      }
      return list;
    } catch (RuntimeException | Error e) {
      Py.decref(list);
      throw e;
    }
  }

  private static long tuple(Object[] items, NumpyAbi abi, List<NDArray> shown) {
    long[] objects = new long[items.length];
    int made = 0;
    try {
      for (; made < items.length; made++) {
        objects[made] = toPython(items[made], abi, shown);
      }
    } catch (RuntimeException | Error e) {
      for (int i = 0; i < made; i++) {
        Py.decref(objects[i]);
      }
      throw e;
    }
    return Py.newTuple(objects);
  }

  private static long dict(Map<?, ?> entries, NumpyAbi abi, List<NDArray> shown) {
    long dict = Py.newDict();
    try {
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        long key = toPython(entry.getKey(), abi, shown);
        long value;
        try {
          value = toPython(entry.getValue(), abi, shown);
        } catch (RuntimeException | Error e) {
          Py.decref(key);
          throw e;
        }
        Py.setTaken(dict, key, value);
      }
      return dict;
    } catch (RuntimeException | Error e) {
      Py.decref(dict);
      throw e;
    }
  }

  /** The Java object that {@link #toPython} takes for what a call gave. */
  private static Object unwrap(Value value) {
    return switch (value) {
      case Value.None _ -> null;
      case Value.Bool b -> b.value();
      case Value.Int i -> i.value();
      case Value.SmallInt i -> i.value();
      case Value.Float f -> f.value();
      case Value.ComplexNumber c -> c.value();
      case Value.Text t -> t.value();
      case Value.Bytes b -> b.value();
      case Value.Array a -> a.value();
      case Value.Scalar s -> s.value();
      case Value.ListOf l -> l.items();
      case Value.Tuple t -> t.items().toArray();
      case Value.Dict d -> d.entries();
      case Value.Opaque o -> o.object();
    };
  }

  /** A new reference to a view: idle views come to life, see array_view.h. */
  private static final class Views {
    private static final long TAKE =
        dev.ambi.bridge.nativelib.LibAmbi.address("ambi_array_view_take");

    static long take(long view) {
      return dev.ambi.bridge.nativelib.Downcalls.call(TAKE, view);
    }
  }
}
