package dev.ambi.compat.audit;

import java.util.Arrays;

/**
 * What of a table is in the vector registers. Compilers read two neighbouring slots at once, even
 * where only one of them is wanted: what counts is which half goes on to somewhere.
 */
final class Vectors {
  private static final int REGISTERS = 16;
  private static final int POINTER = 8;

  /** The low and the high half of each register: a {@link Values#FUNCTION}, or unknown. */
  private final long[] halves = new long[2 * REGISTERS];

  private int known;

  Vectors() {}

  Vectors(Vectors other) {
    System.arraycopy(other.halves, 0, halves, 0, halves.length);
    known = other.known;
  }

  /** Whether it is one of the registers that are followed: those without EVEX prefixes. */
  static boolean isFollowed(int register) {
    return register < REGISTERS;
  }

  boolean isEmpty() {
    return known == 0;
  }

  void clear() {
    if (known > 0) {
      Arrays.fill(halves, Values.UNKNOWN);
      known = 0;
    }
  }

  boolean join(Vectors other) {
    boolean changed = false;
    for (int i = 0; i < halves.length; i++) {
      if (other.halves[i] > halves[i]) {
        set(i, other.halves[i]);
        changed = true;
      }
    }
    return changed;
  }

  private void set(int half, long value) {
    known += (value == 0 ? 0 : 1) - (halves[half] == 0 ? 0 : 1);
    halves[half] = value;
  }

  private void set(int register, long low, long high) {
    if (register >= 0 && register < REGISTERS) {
      set(2 * register, low);
      set(2 * register + 1, high);
    }
  }

  private long low(int register) {
    return register < 0 || register >= REGISTERS ? Values.UNKNOWN : halves[2 * register];
  }

  private long high(int register) {
    return register < 0 || register >= REGISTERS ? Values.UNKNOWN : halves[2 * register + 1];
  }

  /** Two slots of a table come into a register. */
  void load(int register, ApiTable table, int offset) {
    set(
        register,
        Values.inTable(Values.FUNCTION, table, offset),
        Values.inTable(Values.FUNCTION, table, offset + POINTER));
  }

  /** Carries out an instruction that is no {@link #load}. */
  void step(Instruction i, Uses uses) {
    if (known == 0) {
      return;
    }
    if (!i.kind().isOfVectors()) {
      consume(i, uses);
      return;
    }
    Operand first = i.operand(0);
    Operand[] sources = sources(i);
    int a = number(sources[0]);
    int b = number(sources[1]);
    if (first instanceof Operand.Vector to) {
      move(i, to.number(), a, b);
    } else {
      use(i.kind() == Kind.HIGH_MOVE ? high(b) : low(b), i, uses);
      if (i.kind() == Kind.VECTOR_MOVE) {
        use(high(b), i, uses);
      }
    }
  }

  private void move(Instruction i, int to, int a, int b) {
    switch (i.kind()) {
      case VECTOR_MOVE -> set(to, low(b), high(b));
      case SCALAR_MOVE -> set(to, low(b), b < 0 ? Values.UNKNOWN : high(a));
      case QUAD_MOVE -> set(to, low(b), Values.UNKNOWN);
      case LOW_MOVE -> set(to, low(b), high(a));
      case HIGH_MOVE, LOW_TO_HIGH -> set(to, low(a), low(b));
      case HIGH_TO_LOW -> set(to, high(b), high(a));
      case HIGHS -> set(to, high(a), high(b));
      case SHUFFLE -> {
        long which =
            i.operands().getLast() instanceof Operand.Immediate number ? number.value() : 0;
        set(to, (which & 1) == 0 ? low(a) : high(a), (which & 2) == 0 ? low(b) : high(b));
      }
      default -> throw new IllegalArgumentException(i.toString());
    }
  }

  /** The last two operands that are read: the first too, where there are but two. */
  private static Operand[] sources(Instruction i) {
    Operand[] sources = {Operand.NONE, Operand.NONE};
    for (Operand operand : i.operands()) {
      if (operand != Operand.NONE && !(operand instanceof Operand.Immediate)) {
        sources[0] = sources[1];
        sources[1] = operand;
      }
    }
    return sources;
  }

  private static int number(Operand operand) {
    return operand instanceof Operand.Vector vector ? vector.number() : Registers.NONE;
  }

  /** Of any other instruction, all that it names counts, read or not. */
  private void consume(Instruction i, Uses uses) {
    for (Operand operand : i.operands()) {
      use(low(number(operand)), i, uses);
      use(high(number(operand)), i, uses);
    }
    set(number(i.operand(0)), Values.UNKNOWN, Values.UNKNOWN);
  }

  private static void use(long value, Instruction i, Uses uses) {
    if (Values.is(value, Values.FUNCTION) && Values.offset(value) % POINTER == 0) {
      uses.slot(Values.table(value), Values.offset(value) / POINTER, i.address());
    }
  }
}
