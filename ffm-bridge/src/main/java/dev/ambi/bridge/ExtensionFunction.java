package dev.ambi.bridge;

import dev.ambi.bridge.host.PythonExceptions;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Upcalls;
import dev.ambi.bridge.view.ArrayViews;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;

/**
 * A callable of an extension module. Thread-safe; calls run one at a time, except where the
 * extension gives the interpreter lock up.
 */
public final class ExtensionFunction {
  private static final Value NONE = new Value.None();

  private final ExtensionHost host;
  private final CallContext context;
  private final String name;
  private final long callable;

  ExtensionFunction(ExtensionHost host, CallContext context, String name, long callable) {
    this.host = host;
    this.context = context;
    this.name = name;
    this.callable = callable;
  }

  /** The dotted name, the module included. */
  public String name() {
    return name;
  }

  long callable() {
    return callable;
  }

  /**
   * Calls the function.
   *
   * @param arguments null (None), Boolean, integers, BigInteger, Float, Double, Complex, String,
   *     byte[], {@link NDArray} (shared, not copied), List (a list), Object[] (a tuple), Map (a
   *     dict), {@link Value}, {@link PythonObject}; then {@link Keyword}s
   * @throws PythonException when the function raises
   * @throws IllegalArgumentException for an argument that has no Python form, or that the
   *     function's ABI cannot show; C is not reached
   * @throws IllegalStateException when the host is closed or an array's memory was freed
   */
  public Value call(Object... arguments) {
    host.requireOpen();
    int count = arguments.length;
    Scratch scratch = Scratch.get();
    if (count <= Scratch.MOST_ARGUMENTS && scratch.enter()) {
      try {
        if (fill(scratch, arguments)) {
          return callFast(scratch, arguments);
        }
      } finally {
        scratch.leave();
      }
    }
    return PythonCalls.callGeneral(this, arguments);
  }

  /** Writes the arguments where C reads them; false where one of them needs the general way. */
  private boolean fill(Scratch scratch, Object[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      // A pattern switch would cost its bootstrap at the first call of every process.
      if (argument instanceof NDArray a) {
        scratch.put(i, Scratch.VIEW, view(i, a));
      } else if (argument instanceof Integer || argument instanceof Long) {
        scratch.put(i, Scratch.INT, ((Number) argument).longValue());
      } else if (argument instanceof Double d) {
        scratch.put(i, Scratch.FLOAT, Double.doubleToRawLongBits(d));
      } else if (argument == null) {
        scratch.put(i, Scratch.BORROWED, Constants.NONE);
      } else if (argument instanceof Boolean b) {
        scratch.put(i, Scratch.BORROWED, Constants.bool(b));
      } else {
        return false;
      }
    }
    return true;
  }

  private long view(int i, NDArray array) {
    try {
      return ArrayViews.of(array, context.abi());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(argument(i) + e.getMessage(), e);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(argument(i) + e.getMessage(), e);
    }
  }

  /** The head of a message about an argument. */
  String argument(int i) {
    return "argument " + (i + 1) + " of " + name + ": ";
  }

  private Value callFast(Scratch scratch, Object[] arguments) {
    int arrays = 0;
    MemorySegment kept = MemorySegment.NULL;
    for (Object argument : arguments) {
      if (argument instanceof NDArray a) {
        kept = a.memory();
        arrays++;
      }
    }
    try {
      if (arrays <= 1) {
        LibAmbi.call(
            context.id(),
            callable,
            scratch.arguments(),
            arguments.length,
            0,
            scratch.result(),
            kept);
      } else {
        PythonCalls.callKeeping(context.id(), callable, scratch, arguments);
      }
      Value value = result(scratch);
      if (scratch.retained() != 0) {
        PythonCalls.retainArrays(context, arguments);
      }
      return value;
    } finally {
      for (Object argument : arguments) {
        java.lang.ref.Reference.reachabilityFence(argument);
      }
    }
  }

  /** The result that C wrote; takes over its reference. */
  Value result(Scratch scratch) {
    return switch (scratch.kind()) {
      case Scratch.RESULT_FLOAT -> new Value.Float(Double.longBitsToDouble(scratch.payload()));
      case Scratch.RESULT_NONE -> NONE;
      case Scratch.RESULT_INT -> new Value.SmallInt(scratch.payload());
      case Scratch.RESULT_BOOL -> new Value.Bool(scratch.payload() != 0);
      case Scratch.RESULT_OBJECT -> {
        long object = scratch.payload();
        yield Upcalls.underLock(context, () -> Results.take(object, context, name));
      }
      case Scratch.RESULT_CLOSED -> throw ExtensionHost.closed();
      default -> {
        long exception = scratch.payload();
        throw Upcalls.underLock(context, () -> PythonExceptions.take(exception, name));
      }
    };
  }

  CallContext context() {
    return context;
  }

  /** The addresses of singletons, apart so that loading this class does not start libambi. */
  private static final class Constants {
    static final long NONE = LibAmbi.address("_Py_NoneStruct");
    static final long TRUE = LibAmbi.address("_Py_TrueStruct");
    static final long FALSE = LibAmbi.address("_Py_FalseStruct");

    static long bool(boolean value) {
      return value ? TRUE : FALSE;
    }
  }

  /** The dotted name. */
  @Override
  public String toString() {
    return "function " + name;
  }
}
