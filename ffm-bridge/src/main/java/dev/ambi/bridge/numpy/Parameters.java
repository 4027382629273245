package dev.ambi.bridge.numpy;

import dev.ambi.bridge.object.Py;

/** The arguments of a call from Python: a tuple and a dict, both borrowed, either 0. */
record Parameters(long args, long kwargs) {
  /** How many are positional. */
  int count() {
    return args == 0 ? 0 : (int) Py.size(args);
  }

  /** The positional argument, borrowed. */
  long at(int position) {
    return Py.tupleItem(args, position);
  }

  /** The argument of that name or place, borrowed; 0 where it was not given. */
  long get(String name, int position) {
    if (position >= 0 && position < count()) {
      return at(position);
    }
    return kwargs == 0 ? 0 : Py.dictGet(kwargs, name);
  }

  /** The argument as a truth value. */
  boolean flag(String name, int position, boolean otherwise) {
    long value = get(name, position);
    return value == 0 ? otherwise : Py.isTrue(value);
  }

  /** All positional arguments as a shape: f(2, 3), f((2, 3)) or f(6). */
  long[] shape() {
    if (count() == 1) {
      return Intps.of(at(0));
    }
    return Intps.of(args);
  }
}
