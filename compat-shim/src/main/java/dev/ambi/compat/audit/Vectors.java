package dev.ambi.compat.audit;

import dev.ambi.compat.audit.x86.Instruction;
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

  /** Carries out an instruction on vectors that is no {@link #load}. */
  void step(Instruction i, Uses uses) {
    if (known == 0) {
      return;
    }
    int a = i.vector ? i.extra : i.reg;
    int b = i.rm;
    if (i.map != 1) {
      consume(i, uses);
      return;
    }
    switch (i.opcode) {
      case 0x10, 0x28, 0x6f -> {
        if (b >= 0 && Stores.isWholeVector(i)) {
          set(i.reg, low(b), high(b));
        } else {
          set(i.reg, Values.UNKNOWN, Values.UNKNOWN);
        }
      }
      case 0x11, 0x29, 0x7f, 0x2b, 0xe7 -> {
        if (b >= 0) {
          set(b, low(i.reg), high(i.reg));
        } else {
          use(low(i.reg), i, uses);
          use(high(i.reg), i, uses);
        }
      }
      case 0x13, 0xd6 -> use(low(i.reg), i, uses);
      case 0x17 -> use(high(i.reg), i, uses);
      case 0x12 -> set(i.reg, high(b), high(a));
      case 0x16 -> set(i.reg, low(a), low(b));
      case 0x7e -> {
        if (i.repeat == 0) {
          use(low(i.reg), i, uses);
        } else {
          set(i.reg, low(b), Values.UNKNOWN);
        }
      }
      case 0x14, 0x6c -> set(i.reg, low(a), low(b));
      case 0x15, 0x6d -> set(i.reg, high(a), high(b));
      case 0xc6 -> {
        if (i.operandSize) {
          long first = (i.immediate & 1) == 0 ? low(a) : high(a);
          set(i.reg, first, (i.immediate & 2) == 0 ? low(b) : high(b));
        } else {
          consume(i, uses);
        }
      }
      default -> consume(i, uses);
    }
  }

  /** Of any other instruction, all that it reads counts. */
  private void consume(Instruction i, Uses uses) {
    if (!i.modrm || Stores.isGeneral(i)) {
      return;
    }
    for (int register : new int[] {i.reg, i.rm, i.vector ? i.extra : Instruction.NONE}) {
      use(low(register), i, uses);
      use(high(register), i, uses);
    }
    set(i.reg, Values.UNKNOWN, Values.UNKNOWN);
  }

  private static void use(long value, Instruction i, Uses uses) {
    if (Values.is(value, Values.FUNCTION) && Values.offset(value) % POINTER == 0) {
      uses.slot(Values.table(value), Values.offset(value) / POINTER, i.address);
    }
  }
}
