package dev.ambi.compat.audit;

import dev.ambi.compat.audit.x86.Instruction;
import dev.ambi.compat.audit.x86.Registers;
import java.util.Set;

/** What Capstone says otherwise of an instruction than our decoder, of all that the audit reads. */
final class Objections {
  /** Capstone says that they write rax, which they only read. */
  private static final Set<String> ONLY_READ_RAX = Set.of("cqo", "cdq", "cwd", "test");

  /** Capstone does not say that it writes rax, which it does where the comparison fails. */
  private static final String EXCHANGE = "lock cmpxchg";

  /** Capstone says that they write to memory, and they have no form that does. */
  private static final Set<String> NEVER_STORE = Set.of("vpgather", "vgather", "vperm", "vcmp");

  private static final int NOT_THE_STACK = ~(1 << Registers.RSP);
  private static final int SHIFT_BY_CL = 0xd2;

  private final Instruction ours;
  private final Capstone theirs;

  Objections(Instruction ours, Capstone theirs) {
    this.ours = ours;
    this.theirs = theirs;
  }

  /** What is otherwise, in words; null if nothing is. */
  String first() throws Throwable {
    if (ours.length != theirs.length()) {
      return "length " + ours.length;
    }
    if (ours.modrm != theirs.hasModrm()) {
      return "ModRM " + ours.modrm;
    }
    for (int operand = 0; operand < theirs.operands(); operand++) {
      String objection = operand(operand);
      if (objection != null) {
        return objection;
      }
    }
    return written();
  }

  private String operand(int operand) throws Throwable {
    if (theirs.isMemory(operand)) {
      return ours.modrm ? memory(operand) : null;
    }
    if (theirs.isImmediate(operand)) {
      return theirs.immediateSize() > 0 ? immediate(operand) : null;
    }
    int register = theirs.isRegister(operand) ? theirs.register(operand) : Instruction.NONE;
    return register == Instruction.NONE || names(register, operand) ? null : "no r" + register;
  }

  private String memory(int operand) throws Throwable {
    if (!ours.hasMemory()) {
      return "no memory";
    }
    if (theirs.base(operand) != ours.base) {
      return "base " + ours.base;
    }
    // Where the index is a vector, theirs is no general register.
    boolean vectorIndex = ours.map == 2 && theirs.index(operand) == Instruction.NONE;
    if (!vectorIndex && theirs.index(operand) != ours.index) {
      return "index " + ours.index;
    }
    if (ours.index != Instruction.NONE && theirs.scale(operand) != ours.scale) {
      return "scale " + ours.scale;
    }
    if (theirs.segment(operand) != ours.segment) {
      return "segment " + ours.segment;
    }
    if (Stores.isWholeVector(ours) && theirs.size(operand) != Stores.width(ours)) {
      return "width " + Stores.width(ours);
    }
    if (theirs.isWritten(operand) && !carries() && !Stores.isStore(ours) && mayStore()) {
      return "no store";
    }
    return displacement(operand);
  }

  private String displacement(int operand) {
    long unit = 1;
    if (ours.compressed && theirs.displacementSize() == 1) {
      if (!Stores.isWholeVector(ours)) {
        return null; // the audit does not go by these
      }
      unit = Stores.width(ours);
    }
    return theirs.displacement(operand) == ours.displacement * unit
        ? null
        : "displacement " + ours.displacement;
  }

  /** Moves of a pointer, of which {@link Stores} is not asked. */
  private boolean carries() {
    return ours.map == 0 && (ours.opcode == 0x89 || ours.opcode == 0xc7 || ours.opcode == 0x8f);
  }

  private boolean mayStore() {
    return NEVER_STORE.stream().noneMatch(theirs.mnemonic()::startsWith);
  }

  private String immediate(int operand) {
    boolean distance = theirs.isJump();
    long value = distance ? ours.target() : ours.immediate;
    int unused = 64 - 8 * theirs.size(operand);
    // Theirs is extended with its sign in some instructions, with zeros in others.
    boolean same =
        distance
            ? value == theirs.immediate(operand)
            : (value ^ theirs.immediate(operand)) << unused == 0;
    return same ? null : "immediate " + value;
  }

  private boolean names(int register, int operand) {
    boolean part = theirs.size(operand) == 1;
    return register == ours.extra
        || register == (part ? ours.byteRegister(ours.reg) : ours.reg)
        || register == (part ? ours.byteRegister(ours.rm) : ours.rm)
        || register == Registers.RCX && ours.map == 0 && (ours.opcode & ~1) == SHIFT_BY_CL
        || register == Registers.RAX && !ours.vector && ours.map == 0 && impliesRax()
        || register == Registers.RCX && ours.map == 1 && (ours.opcode & 0xf7) == 0xa5;
  }

  private boolean impliesRax() {
    int op = ours.opcode;
    return op < 0x40 && (op & 6) == 4 || op >= 0x90 && op <= 0x97 || op >= 0xa0 && op <= 0xaf;
  }

  private String written() throws Throwable {
    int expected = theirs.written() & NOT_THE_STACK;
    if (ONLY_READ_RAX.contains(theirs.mnemonic())) {
      expected &= ~(1 << Registers.RAX);
    }
    if (theirs.mnemonic().equals(EXCHANGE)) {
      expected |= 1 << Registers.RAX;
    }
    int written = Registers.written(ours) & NOT_THE_STACK;
    // xgetbv and its like share an opcode, and all that one of them writes is said of each.
    boolean group = ours.map == 1 && ours.opcode == 1;
    return written == expected || group && (expected & ~written) == 0
        ? null
        : "writes " + Integer.toBinaryString(written);
  }
}
