package dev.ambi.bridge;

import dev.ambi.bridge.nativelib.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Native memory of a thread in which a call's arguments and its result cross; see ambi_arg and
 * ambi_result in entry.h. One call at a time uses it: a call from within a call takes the general
 * way.
 */
final class Scratch {
  static final int MOST_ARGUMENTS = 8;

  static final int BORROWED = 0;
  static final int OWNED = 1;
  static final int INT = 2;
  static final int FLOAT = 3;
  static final int VIEW = 4;

  static final int RESULT_ERROR = 0;
  static final int RESULT_NONE = 1;
  static final int RESULT_BOOL = 2;
  static final int RESULT_INT = 3;
  static final int RESULT_FLOAT = 4;
  static final int RESULT_OBJECT = 5;
  static final int RESULT_CLOSED = 6;

  private static final int ARGUMENT = 16;
  private static final int RESULT = 24;

  private static final ThreadLocal<Scratch> MINE =
      ThreadLocal.withInitial(() -> new Scratch(MOST_ARGUMENTS));

  private final MemorySegment memory;
  private final long arguments;
  private final long result;
  private boolean used;

  Scratch(int most) {
    memory = Arena.ofAuto().allocate((long) RESULT + (long) ARGUMENT * most, 16);
    result = memory.address();
    arguments = result + RESULT;
  }

  static Scratch get() {
    return MINE.get();
  }

  boolean enter() {
    if (used) {
      return false;
    }
    used = true;
    return true;
  }

  void leave() {
    used = false;
  }

  long arguments() {
    return arguments;
  }

  long result() {
    return result;
  }

  void put(int i, int tag, long payload) {
    long at = arguments + (long) ARGUMENT * i;
    Memory.putLong(at, tag);
    Memory.putLong(at + 8, payload);
  }

  long argument(int i) {
    return Memory.getLong(arguments + (long) ARGUMENT * i + 8);
  }

  int kind() {
    return (int) Memory.getLong(result);
  }

  long payload() {
    return Memory.getLong(result + 8);
  }

  long retained() {
    return Memory.getLong(result + 16);
  }
}
