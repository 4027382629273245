package dev.ambi.bridge;

import dev.ambi.bridge.host.PythonExceptions;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Upcalls;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import dev.ambi.bridge.view.ArrayViews;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Calls that take the general way: any arguments, keywords, nested calls. */
final class PythonCalls {
  private PythonCalls() {}

  /**
   * Builds the arguments as Python objects, calls, and takes the result apart, all in one turn with
   * the lock: what is built and what is called see one state.
   */
  static Value callGeneral(ExtensionFunction function, Object[] arguments) {
    int positional = 0;
    while (positional < arguments.length && !(arguments[positional] instanceof Keyword)) {
      positional++;
    }
    for (int i = positional; i < arguments.length; i++) {
      if (!(arguments[i] instanceof Keyword)) {
        throw new IllegalArgumentException(
            "argument "
                + (i + 1)
                + " of "
                + function.name()
                + " is positional but follows a Keyword");
      }
    }
    int count = positional;
    CallContext context = function.context();
    List<NDArray> shown = new ArrayList<>();
    Scratch scratch = new Scratch(arguments.length);
    Value value =
        Upcalls.underLock(
            context,
            () -> {
              int made = 0;
              long names = 0;
              try {
                for (; made < arguments.length; made++) {
                  Object argument =
                      arguments[made] instanceof Keyword k ? k.value() : arguments[made];
                  scratch.put(
                      made, Scratch.OWNED, Arguments.toPython(argument, context.abi(), shown));
                }
                names = count < arguments.length ? names(arguments, count) : 0;
              } catch (RuntimeException | Error e) {
                for (int i = 0; i < made; i++) {
                  Py.decref(scratch.argument(i));
                }
                throw withArgument(function, made, PythonExceptions.of(e, function.name()));
              }
              callKeeping(context.id(), function.callable(), scratch, count, names, shown);
              Py.xdecref(names);
              Value result = function.result(scratch);
              for (NDArray array : shown) {
                ArrayViews.retain(array, context.abi());
              }
              return result;
            });
    java.lang.ref.Reference.reachabilityFence(shown);
    return value;
  }

  private static RuntimeException withArgument(
      ExtensionFunction function, int i, RuntimeException e) {
    String message = function.argument(i) + e.getMessage();
    return switch (e) {
      case IllegalArgumentException _ -> new IllegalArgumentException(message, e);
      case IllegalStateException _ -> new IllegalStateException(message, e);
      default -> e;
    };
  }

  private static long names(Object[] arguments, int from) {
    long[] names = new long[arguments.length - from];
    for (int i = 0; i < names.length; i++) {
      names[i] = Py.internString(((Keyword) arguments[from + i]).name());
    }
    return Py.newTuple(names);
  }

  /** The fast call with several arrays: all arguments positional. */
  static void callKeeping(long context, long callable, Scratch scratch, Object[] arguments) {
    List<NDArray> arrays = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument instanceof NDArray a) {
        arrays.add(a);
      }
    }
    callKeeping(context, callable, scratch, arguments.length, 0, arrays);
  }

  /**
   * Calls with the arrays' arenas held open. More arrays than the linked signature has room for are
   * held by nesting: each level of ambi_run keeps some more.
   */
  private static void callKeeping(
      long context, long callable, Scratch scratch, int count, long names, List<NDArray> arrays) {
    MemorySegment[] kept = new MemorySegment[LibAmbi.KEPT];
    Arrays.fill(kept, MemorySegment.NULL);
    int room = Math.min(arrays.size(), kept.length);
    for (int i = 0; i < room; i++) {
      kept[i] = arrays.get(i).memory();
    }
    if (arrays.size() <= kept.length) {
      LibAmbi.call(context, callable, scratch.arguments(), count, names, scratch.result(), kept);
    } else {
      LibAmbi.keeping(
          kept,
          () ->
              callKeeping(
                  context, callable, scratch, count, names, arrays.subList(room, arrays.size())));
    }
  }

  /** After a fast call in which C kept a reference to a view. */
  static void retainArrays(CallContext context, Object[] arguments) {
    Upcalls.underLock(
        context,
        () -> {
          for (Object argument : arguments) {
            if (argument instanceof NDArray a) {
              ArrayViews.retain(a, context.abi());
            }
          }
        });
  }

  /** A new reference to an attribute; PythonException where there is none. The lock is held. */
  static long getAttribute(long object, String attribute, String where) {
    try {
      return Py.getAttr(object, attribute);
    } catch (PythonError e) {
      throw PythonExceptions.of(e, where);
    }
  }
}
