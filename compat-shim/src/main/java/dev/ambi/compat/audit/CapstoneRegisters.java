package dev.ambi.compat.audit;

import dev.ambi.bridge.nativelib.Capstone;
import java.util.Arrays;

/** Capstone's numbers of registers, and those of {@link Registers}. */
final class CapstoneRegisters {
  /** There are fewer than 250. */
  private static final int MOST = 512;

  private static final byte UNSEEN = 0;
  private static final byte GENERAL = 1;
  private static final byte VECTOR = 2;
  private static final byte THREAD = 3;
  private static final byte OTHER = 4;

  private final Capstone capstone;
  private final byte[] kinds = new byte[MOST];
  private final byte[] numbers = new byte[MOST];

  CapstoneRegisters(Capstone capstone) {
    this.capstone = capstone;
    Arrays.fill(numbers, (byte) Registers.NONE);
    kinds[0] = OTHER;
  }

  private int kind(int register) {
    if (register < 0 || register >= MOST) {
      return OTHER;
    }
    if (kinds[register] == UNSEEN) {
      look(register, capstone.registerName(register));
    }
    return kinds[register];
  }

  private void look(int register, String name) {
    int number = Registers.number(name);
    if (number != Registers.NONE) {
      kinds[register] = GENERAL;
      numbers[register] = (byte) number;
    } else if (Registers.vector(name) != Registers.NONE) {
      kinds[register] = VECTOR;
      numbers[register] = (byte) Registers.vector(name);
    } else {
      kinds[register] = name.equals("fs") || name.equals("gs") ? THREAD : OTHER;
    }
  }

  /** The number of a general register or of the instruction pointer. */
  int number(int register) {
    return kind(register) == GENERAL ? numbers[register] : Registers.NONE;
  }

  /** The number of a vector register. */
  int vector(int register) {
    return kind(register) == VECTOR ? numbers[register] : Registers.NONE;
  }

  /** The register that is an index, {@link Registers#VECTOR} for any vector. */
  int index(int register) {
    return kind(register) == VECTOR ? Registers.VECTOR : number(register);
  }

  /** Whether it is fs or gs, whose segment is the thread's. */
  boolean isThread(int register) {
    return kind(register) == THREAD;
  }
}
