package dev.ambi.compat.audit;

import java.util.List;

/**
 * One instruction, whoever decoded it.
 *
 * @param address where it is
 * @param length how many bytes it has
 * @param kind what it does
 * @param condition the processor's code of the condition, of kinds that depend on one
 * @param operands its operands, the one that is written first
 * @param memory the operand in memory that it names; null if there is none
 * @param written a bit for each general register that it writes, named or not
 */
record Instruction(
    long address,
    int length,
    Kind kind,
    int condition,
    List<Operand> operands,
    Operand.Memory memory,
    int written) {

  /** The address of the next instruction. */
  long next() {
    return address + length;
  }

  /** An operand, {@link Operand#NONE} if there are fewer. */
  Operand operand(int index) {
    return index < operands.size() ? operands.get(index) : Operand.NONE;
  }

  /** The number of an operand that is a general register, else {@link Registers#NONE}. */
  int register(int index) {
    return operand(index) instanceof Operand.General register ? register.number() : Registers.NONE;
  }

  /** Whether an operand is the one in memory. */
  boolean isMemory(int index) {
    return memory != null && operand(index).equals(memory);
  }

  /** Whether it writes to memory. */
  boolean isStore() {
    return memory != null && memory.isWritten();
  }

  /** The address that an operand relative to the next instruction has. */
  long ripTarget() {
    return next() + memory.displacement();
  }
}
