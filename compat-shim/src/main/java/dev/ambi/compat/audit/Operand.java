package dev.ambi.compat.audit;

/** An operand of an instruction. Sizes are in bytes. */
sealed interface Operand {
  /** No operand, or one that nothing here asks for: segment, mask and control registers. */
  Operand NONE = new Nothing();

  /** How many bytes it has. */
  int size();

  /** A general register, or a part of one. */
  record General(int number, int size) implements Operand {}

  /** A vector register. */
  record Vector(int number, int size) implements Operand {}

  /**
   * A number in the instruction.
   *
   * @param value the number; of a jump, the address that it leads to
   */
  record Immediate(long value, int size) implements Operand {}

  /**
   * A place in memory.
   *
   * @param base a general register, {@link Registers#RIP} or {@link Registers#NONE}
   * @param index a general register, {@link Registers#VECTOR} or {@link Registers#NONE}
   * @param segment whether the address is relative to fs or gs
   * @param isWritten whether the instruction writes to it
   */
  record Memory(
      int base,
      int index,
      int scale,
      int displacement,
      boolean segment,
      int size,
      boolean isWritten)
      implements Operand {
    /** Whether the address is relative to that of the next instruction. */
    boolean isRipRelative() {
      return base == Registers.RIP && !segment;
    }
  }

  /** See {@link #NONE}. */
  record Nothing() implements Operand {
    @Override
    public int size() {
      return 0;
    }
  }
}
