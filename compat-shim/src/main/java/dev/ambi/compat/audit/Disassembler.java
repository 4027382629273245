package dev.ambi.compat.audit;

import dev.ambi.bridge.load.ElfImage;
import dev.ambi.bridge.nativelib.Capstone;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The instructions of a binary, decoded by {@link Capstone}; nothing else knows of that. It works
 * on a copy of the code outside of the heap. To be used and closed by the thread that opened it.
 */
final class Disassembler implements AutoCloseable {
  /** Instructions that are kept, since loops come by again: a power of two. */
  private static final int KEPT = 1 << 12;

  /** A part of the code and its copy. */
  private record Part(ElfImage.Segment segment, MemorySegment copy) {}

  /** What is known of a number of Capstone's for an instruction. */
  private record Name(Mnemonics.Meaning meaning, CapstoneErrata errata) {}

  private final Arena arena = Arena.ofConfined();
  private final Capstone capstone = new Capstone();
  private final CapstoneRegisters registers = new CapstoneRegisters(capstone);
  private final List<Part> parts = new ArrayList<>();
  private final List<Name> names = new ArrayList<>();
  private final Instruction[] kept = new Instruction[KEPT];
  private Part recent;

  Disassembler(ElfImage image) {
    MemorySegment bytes = MemorySegment.ofArray(image.bytes());
    for (ElfImage.Segment segment : image.code()) {
      MemorySegment copy = arena.allocate(segment.size());
      copy.copyFrom(bytes.asSlice(segment.offset(), segment.size()));
      parts.add(new Part(segment, copy));
    }
  }

  /** Why nothing can be disassembled on this platform, in words; null if it can. */
  static String missing() {
    return Capstone.missing();
  }

  private Part part(long address) {
    if (recent != null && recent.segment.contains(address)) {
      return recent;
    }
    for (Part part : parts) {
      if (part.segment.contains(address)) {
        recent = part;
        return part;
      }
    }
    return null;
  }

  /** The part of the code that an address is in, or null. */
  ElfImage.Segment code(long address) {
    Part part = part(address);
    return part == null ? null : part.segment;
  }

  private boolean decode(long address) {
    Part part = part(address);
    if (part == null) {
      return false;
    }
    long skip = address - part.segment.address();
    return capstone.decode(part.copy.address() + skip, part.segment.size() - skip, address);
  }

  /** The instruction at an address; null if there is none. */
  Instruction at(long address) {
    int slot = (int) address & KEPT - 1;
    Instruction before = kept[slot];
    if (before != null && before.address() == address) {
      return before;
    }
    if (!decode(address)) {
      return null;
    }
    Instruction instruction = instruction(address);
    kept[slot] = instruction;
    return instruction;
  }

  /**
   * Goes from instruction to instruction, and notes those that refer to an address relative to
   * their own.
   */
  void sweep(long from, long to, References.Sink found) {
    for (long at = from; at < to; ) {
      if (!decode(at)) {
        at++;
        continue;
      }
      long next = at + capstone.length();
      int operands = capstone.operands();
      for (int i = 0; i < operands; i++) {
        if (capstone.type(i) == Capstone.MEMORY
            && registers.number(capstone.base(i)) == Registers.RIP
            && !registers.isThread(capstone.segment(i))) {
          found.note(at, next + capstone.displacement(i));
        }
      }
      at = next;
    }
  }

  private Instruction instruction(long address) {
    Name name = name(capstone.id());
    int count = capstone.operands();
    List<Operand> operands = new ArrayList<>(count);
    Operand.Memory memory = null;
    int written = 0;
    for (int i = 0; i < count; i++) {
      Operand operand = operand(i, name);
      operands.add(operand);
      if (operand instanceof Operand.General register && capstone.isWritten(i)) {
        written |= 1 << register.number();
      }
      // What is not named by the instruction, such as the places that movs copies, is not followed.
      if (operand instanceof Operand.Memory place && memory == null && capstone.hasModrm()) {
        memory = place;
      }
    }
    for (int i = capstone.impliedWrites() - 1; i >= 0; i--) {
      int number = registers.number(capstone.impliedWrite(i));
      written |= number >= 0 && number < Registers.COUNT ? 1 << number : 0;
    }
    return new Instruction(
        address,
        capstone.length(),
        name.meaning.kind(),
        name.meaning.condition(),
        operands,
        memory,
        name.errata.written(written));
  }

  private Operand operand(int i, Name name) {
    int size = capstone.size(i);
    switch (capstone.type(i)) {
      case Capstone.REGISTER -> {
        int number = registers.number(capstone.register(i));
        if (number >= 0 && number < Registers.COUNT) {
          return new Operand.General(number, size);
        }
        int vector = registers.vector(capstone.register(i));
        return vector == Registers.NONE ? Operand.NONE : new Operand.Vector(vector, size);
      }
      case Capstone.IMMEDIATE -> {
        return new Operand.Immediate(capstone.immediate(i), size);
      }
      case Capstone.MEMORY -> {
        return new Operand.Memory(
            registers.number(capstone.base(i)),
            registers.index(capstone.index(i)),
            capstone.scale(i),
            (int) capstone.displacement(i),
            registers.isThread(capstone.segment(i)),
            size,
            name.errata.isStore(capstone.isWritten(i), i, capstone.operands()));
      }
      default -> {
        return Operand.NONE;
      }
    }
  }

  private Name name(int id) {
    while (names.size() <= id) {
      names.add(null);
    }
    Name name = names.get(id);
    if (name == null) {
      String mnemonic = capstone.instructionName(id);
      name = new Name(Mnemonics.of(mnemonic), new CapstoneErrata(mnemonic));
      names.set(id, name);
    }
    return name;
  }

  @Override
  public void close() {
    capstone.close();
    arena.close();
  }
}
