package dev.ambi.compat.audit;

import java.util.Arrays;

/** What is known at one place of the code: of the registers, and of some places in memory. */
final class State {
  private static final int REGISTERS = 16;

  /** Places in memory that are followed; beyond that many they are forgotten. */
  private static final int PLACES = 64;

  final long[] registers = new long[REGISTERS];
  final Vectors vectors;
  private long[] places = new long[4];
  private long[] values = new long[4];
  private int count;

  /** The number of the call that led here, of those that handed on something; 0 for none. */
  int caller;

  /** The table whose attribute's name was touched last and not yet fetched; null for none. */
  ApiTable asked;

  /** The version that was compared last, and with what; the next condition tells how. */
  long compared;

  long comparedWith;

  State() {
    vectors = new Vectors();
  }

  State(State other) {
    vectors = new Vectors(other.vectors);
    System.arraycopy(other.registers, 0, registers, 0, REGISTERS);
    places = Arrays.copyOf(other.places, other.places.length);
    values = Arrays.copyOf(other.values, other.values.length);
    count = other.count;
    caller = other.caller;
    asked = other.asked;
    compared = other.compared;
    comparedWith = other.comparedWith;
  }

  private int find(long place) {
    for (int i = 0; i < count; i++) {
      if (places[i] == place) {
        return i;
      }
    }
    return -1;
  }

  /** What is at a place in memory; {@link Values#UNKNOWN} if nothing is known of it. */
  long load(long place) {
    int i = find(place);
    return i < 0 ? Values.UNKNOWN : values[i];
  }

  void store(long place, long value) {
    int i = find(place);
    if (value == Values.UNKNOWN) {
      if (i >= 0) {
        count--;
        places[i] = places[count];
        values[i] = values[count];
      }
      return;
    }
    if (i < 0) {
      if (count == PLACES) {
        return;
      }
      if (count == places.length) {
        places = Arrays.copyOf(places, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      i = count++;
      places[i] = place;
    }
    values[i] = value;
  }

  /** Forgets the registers with a bit in the mask; never the stack pointer. */
  void forget(int mask) {
    for (int i = 0; i < REGISTERS; i++) {
      if ((mask >> i & 1) != 0 && i != Registers.RSP) {
        registers[i] = Values.UNKNOWN;
      }
    }
  }

  /** Forgets a version wherever it is: only the first comparison is the one of NumPy's headers. */
  void forgetVersion(long version) {
    for (int i = 0; i < REGISTERS; i++) {
      if (registers[i] == version) {
        registers[i] = Values.UNKNOWN;
      }
    }
    for (int i = count - 1; i >= 0; i--) {
      if (values[i] == version) {
        store(places[i], Values.UNKNOWN);
      }
    }
    compared = Values.UNKNOWN;
  }

  /** Takes in what is known on another path; whether that was anything new. */
  boolean join(State other) {
    boolean changed = vectors.join(other.vectors);
    for (int i = 0; i < REGISTERS; i++) {
      if (other.registers[i] > registers[i]) {
        registers[i] = other.registers[i];
        changed = true;
      }
    }
    for (int i = 0; i < other.count; i++) {
      long here = load(other.places[i]);
      if (other.values[i] > here && (here != Values.UNKNOWN || count < PLACES)) {
        store(other.places[i], other.values[i]);
        changed = true;
      }
    }
    if (other.asked != null && asked == null) {
      asked = other.asked;
      changed = true;
    }
    if (other.compared > compared) {
      compared = other.compared;
      comparedWith = other.comparedWith;
      changed = true;
    }
    return changed;
  }

  /** Whether following this further can find anything. */
  boolean isOfInterest(Tables tables) {
    if (asked != null || compared != Values.UNKNOWN || !vectors.isEmpty()) {
      return true;
    }
    for (long value : registers) {
      if (tables.isOfInterest(value)) {
        return true;
      }
    }
    for (int i = 0; i < count; i++) {
      if (tables.isOfInterest(values[i])) {
        return true;
      }
    }
    return false;
  }
}
