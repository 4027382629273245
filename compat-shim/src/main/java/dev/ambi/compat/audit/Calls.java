package dev.ambi.compat.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls that hand something of interest to a function of the binary's own. Each is followed
 * into that function by itself, so that what one hands over does not come back from another.
 */
final class Calls {
  /** Beyond that many, functions are not followed any more. */
  private static final int MOST = 1 << 12;

  private static final int SHIFT = 50;

  /** Where a call returns to, and what is known there but for the result. */
  private record Call(long next, State after) {}

  private final List<Call> calls = new ArrayList<>();
  private final Map<Long, Integer> numbers = new HashMap<>();

  Calls() {}

  /** A place in the code, as it is reached by a call. Files have addresses below 2^50. */
  static long key(long address, int caller) {
    return address & (1L << SHIFT) - 1 | (long) caller << SHIFT;
  }

  static long address(long key) {
    return key & (1L << SHIFT) - 1;
  }

  /** The number of a call, from 1; 0 if there are too many. */
  int note(long next, State after) {
    long key = key(next, after.caller);
    Integer number = numbers.get(key);
    if (number != null) {
      calls.get(number - 1).after.join(after);
      return number;
    }
    if (calls.size() == MOST) {
      return 0;
    }
    calls.add(new Call(next, new State(after)));
    numbers.put(key, calls.size());
    return calls.size();
  }

  long next(int call) {
    return calls.get(call - 1).next;
  }

  State after(int call) {
    return calls.get(call - 1).after;
  }
}
