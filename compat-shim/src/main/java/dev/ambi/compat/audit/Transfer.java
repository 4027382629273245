package dev.ambi.compat.audit;

import static dev.ambi.compat.audit.x86.Registers.RAX;
import static dev.ambi.compat.audit.x86.Registers.RBP;
import static dev.ambi.compat.audit.x86.Registers.RDI;
import static dev.ambi.compat.audit.x86.Registers.RDX;
import static dev.ambi.compat.audit.x86.Registers.RSI;
import static dev.ambi.compat.audit.x86.Registers.RSP;

import dev.ambi.bridge.load.ElfImage;
import dev.ambi.compat.audit.x86.Instruction;
import dev.ambi.compat.audit.x86.Registers;

/** What one instruction makes of a {@link State}, and what it uses of the tables. */
final class Transfer {
  private static final int POINTER = 8;
  private static final int[] ARGUMENTS = {7, 6, 2, 1, 8, 9};

  private final ElfImage image;
  private final Tables tables;
  private final Uses uses;
  private final Versions versions;
  private final Imports imports;

  Transfer(ElfImage image, Tables tables, Uses uses, Versions versions) {
    this.image = image;
    this.tables = tables;
    this.uses = uses;
    this.versions = versions;
    this.imports = new Imports(image);
  }

  /** The imported function that a stub jumps to, or nothing. */
  String behind(long address) {
    return imports.behind(address);
  }

  /** Any instruction that neither jumps nor calls. */
  void other(Instruction i, State s) {
    read(i, s);
    if (i.map == 0 && !i.vector && known(i, s)) {
      return;
    }
    if (i.map > 0 && !isPair(i, s)) {
      s.vectors.step(i, uses);
    }
    if (i.hasMemory() && Stores.isStore(i)) {
      long place = place(i, s);
      if (place != Values.UNKNOWN) {
        s.store(place, Values.UNKNOWN);
      }
    }
    if (i.map == 1 && !i.vector && i.opcode >= 0x40 && i.opcode <= 0x4f) {
      s.registers[i.reg] = Math.max(s.registers[i.reg], i.wide ? operand(i, s) : Values.UNKNOWN);
      return;
    }
    s.forget(Registers.written(i));
  }

  /** The instructions that carry pointers; whether it was one. */
  private boolean known(Instruction i, State s) {
    switch (i.opcode) {
      case 0x8b -> set(s, i.reg, i.index >= 0 ? entry(i, s) : keep(operand(i, s), i));
      case 0x89 -> {
        if (i.hasMemory()) {
          put(i, s, keep(s.registers[i.reg], i));
        } else {
          set(s, i.rm, keep(s.registers[i.reg], i));
        }
      }
      case 0x8d -> set(s, i.reg, i.wide ? address(i, s) : Values.UNKNOWN);
      case 0x63 -> set(s, i.reg, entry(i, s));
      case 0x87 -> {
        if (i.hasMemory()) {
          return false;
        }
        long other = s.registers[i.rm];
        set(s, i.rm, keep(s.registers[i.reg], i));
        set(s, i.reg, keep(other, i));
      }
      case 0x31, 0x33, 0x29, 0x2b -> {
        if (i.rm != i.reg) {
          return false;
        }
        set(s, i.rm, Values.of(Values.CONSTANT, 0));
      }
      case 0x01, 0x03 -> {
        return addRegisters(i, s);
      }
      case 0x81, 0x83 -> {
        return arithmetic(i, s);
      }
      case 0x98 -> {
        if (!i.wide || !Values.is(s.registers[RAX], Values.JUMP_TABLE)) {
          return false;
        }
      }
      case 0x05 -> add(s, RAX, (int) i.immediate, i);
      case 0x2d -> add(s, RAX, (int) -i.immediate, i);
      case 0x3d -> compare(s, s.registers[RAX], i);
      case 0xc7 -> {
        if (i.hasMemory()) {
          put(i, s, Values.UNKNOWN);
        } else {
          set(s, i.rm, Values.of(Values.CONSTANT, i.immediate));
        }
      }
      case 0xc9 -> {
        s.registers[RSP] = s.registers[RBP];
        s.registers[RBP] = pop(s);
      }
      case 0x68, 0x6a -> push(s, Values.UNKNOWN);
      case 0xff -> {
        if (i.group() != 6) {
          return false;
        }
        push(s, operand(i, s));
      }
      case 0x8f -> {
        long value = pop(s);
        if (i.hasMemory()) {
          put(i, s, value);
        } else {
          set(s, i.rm, value);
        }
      }
      default -> {
        if (i.opcode >= 0x50 && i.opcode <= 0x57) {
          push(s, s.registers[i.rm]);
        } else if (i.opcode >= 0x58 && i.opcode <= 0x5f) {
          set(s, i.rm, pop(s));
        } else if (i.opcode >= 0xb8 && i.opcode <= 0xbf) {
          set(s, i.rm, Values.of(Values.CONSTANT, (int) i.immediate));
        } else {
          return false;
        }
      }
    }
    return true;
  }

  private static void set(State s, int register, long value) {
    s.registers[register] = value;
  }

  /** A move of 32 bits keeps a number and no pointer. */
  private static long keep(long value, Instruction i) {
    boolean number = Values.is(value, Values.VERSION) || Values.is(value, Values.CONSTANT);
    return i.wide || number && !i.operandSize ? value : Values.UNKNOWN;
  }

  /** An entry of a jump table that is being read: 32 bits, by an index that is not known. */
  private static long entry(Instruction i, State s) {
    boolean read = i.hasMemory() && i.index >= 0 && i.base >= 0 && i.displacement == 0;
    if (!read || i.base == Instruction.RIP || i.opcode == 0x8b && i.wide) {
      return Values.UNKNOWN;
    }
    long base = s.registers[i.base];
    base = i.scale == 1 && !Values.is(base, Values.ADDRESS) ? s.registers[i.index] : base;
    return Values.is(base, Values.ADDRESS)
        ? Values.of(Values.JUMP_TABLE, Values.payload(base))
        : Values.UNKNOWN;
  }

  private boolean addRegisters(Instruction i, State s) {
    int to = i.opcode == 1 ? i.rm : i.reg;
    int from = i.opcode == 1 ? i.reg : i.rm;
    if (to < 0 || from < 0) {
      return false;
    }
    long jump = Math.max(s.registers[to], s.registers[from]);
    long base = Math.min(s.registers[to], s.registers[from]);
    boolean target =
        Values.is(jump, Values.JUMP_TABLE)
            && Values.is(base, Values.ADDRESS)
            && Values.payload(jump) == Values.payload(base);
    if (Values.is(jump, Values.TABLE)) {
      uses.computed();
    }
    set(s, to, target ? jump : to == RSP ? s.registers[RSP] : Values.UNKNOWN);
    return true;
  }

  private boolean arithmetic(Instruction i, State s) {
    if (i.group() == 7) {
      compare(s, operand(i, s), i);
      return true;
    }
    if (i.rm == RSP && i.group() == 4) {
      return true; // aligning the stack: its places keep their names
    }
    if (i.rm < 0 || i.group() != 0 && i.group() != 5) {
      return false;
    }
    add(s, i.rm, (int) (i.group() == 0 ? i.immediate : -i.immediate), i);
    return true;
  }

  /** A pointer that is counted on is followed in a table only: loops count with the others. */
  private static void add(State s, int register, int by, Instruction i) {
    long value = s.registers[register];
    boolean moves = Values.is(value, Values.TABLE) || register == RSP;
    set(s, register, moves && i.wide ? plus(value, by) : Values.UNKNOWN);
  }

  private static long plus(long value, int by) {
    return switch (Values.kind(value)) {
      case Values.TABLE ->
          Values.inTable(Values.TABLE, Values.table(value), Values.offset(value) + by);
      case Values.STACK -> Values.of(Values.STACK, Values.payload(value) + by);
      case Values.ADDRESS -> Values.of(Values.ADDRESS, Values.payload(value) + by);
      default -> Values.UNKNOWN;
    };
  }

  private static void compare(State s, long value, Instruction i) {
    s.compared = Values.is(value, Values.VERSION) ? value : Values.UNKNOWN;
    s.comparedWith = i.immediate;
  }

  /** A jump, move or setting on a condition. */
  void condition(int code, State s) {
    if (s.compared != Values.UNKNOWN) {
      versions.compared(s.compared, (int) s.comparedWith, code);
      s.forgetVersion(s.compared);
    }
  }

  private static void push(State s, long value) {
    set(s, RSP, plus(s.registers[RSP], -POINTER));
    if (Values.is(s.registers[RSP], Values.STACK)) {
      s.store(s.registers[RSP], value);
    }
  }

  private static long pop(State s) {
    long value =
        Values.is(s.registers[RSP], Values.STACK) ? s.load(s.registers[RSP]) : Values.UNKNOWN;
    set(s, RSP, plus(s.registers[RSP], POINTER));
    return value;
  }

  /** The address of the operand in memory, as a value. */
  private static long address(Instruction i, State s) {
    if (i.segment) {
      return Values.UNKNOWN;
    }
    if (i.base == Instruction.RIP) {
      return Values.of(Values.ADDRESS, i.ripTarget());
    }
    return i.base < 0 || i.index >= 0 ? Values.UNKNOWN : plus(s.registers[i.base], i.displacement);
  }

  /** Where the operand in memory is, if that is a place which is followed. */
  private static long place(Instruction i, State s) {
    long address = address(i, s);
    return Values.is(address, Values.STACK) || Values.is(address, Values.ADDRESS)
        ? address
        : Values.UNKNOWN;
  }

  private void put(Instruction i, State s, long value) {
    long place = place(i, s);
    if (Values.is(value, Values.TABLE)) {
      if (Values.is(place, Values.ADDRESS) && Values.offset(value) == 0) {
        tables.add(Values.payload(place), Values.table(value));
      } else if (place == Values.UNKNOWN) {
        uses.escape();
      }
    }
    if (place != Values.UNKNOWN) {
      s.store(place, value);
    }
  }

  /** The value of the operand that is a register or in memory. */
  long operand(Instruction i, State s) {
    if (!i.hasMemory()) {
      return i.rm < 0 ? Values.UNKNOWN : s.registers[i.rm];
    }
    long address = address(i, s);
    switch (Values.kind(address)) {
      case Values.TABLE -> {
        return Values.inTable(Values.FUNCTION, Values.table(address), Values.offset(address));
      }
      case Values.STACK -> {
        return s.load(address);
      }
      case Values.ADDRESS -> {
        return load(Values.payload(address), s.load(address));
      }
      default -> {
        return Values.UNKNOWN;
      }
    }
  }

  private long load(long address, long stored) {
    if (stored != Values.UNKNOWN) {
      return stored;
    }
    ApiTable table = tables.variable(address);
    if (table != null) {
      return Values.inTable(Values.TABLE, table, 0);
    }
    return image
        .importAt(address)
        .map(imports::value)
        .orElseGet(() -> {
          long pointer = image.pointerAt(address);
          return pointer == 0 ? Values.UNKNOWN : Values.of(Values.ADDRESS, pointer);
        });
  }

  /** Notes the slots that the operand in memory reads. */
  private void use(Instruction i, State s) {
    if (i.segment || i.base < 0 || i.base == Instruction.RIP) {
      noteName(i, s);
      return;
    }
    long base = s.registers[i.base];
    boolean computesAddress = i.map == 0 && !i.vector && i.opcode == 0x8d;
    if (!Values.is(base, Values.TABLE) || computesAddress && i.index < 0) {
      return;
    }
    if (i.index >= 0 || i.compressed && !Stores.isWholeVector(i)) {
      uses.computed();
      return;
    }
    if (isPair(i, s)) {
      s.vectors.load(i.reg, Values.table(base), Values.offset(base) + i.displacement);
      return;
    }
    int unit = i.compressed && i.displacement == (byte) i.displacement ? Stores.width(i) : 1;
    int from = Values.offset(base) + i.displacement * unit;
    for (int at = from; at < from + Stores.width(i); at += POINTER) {
      if (at % POINTER == 0 && at >= 0) {
        uses.slot(Values.table(base), at / POINTER, i.address);
      } else {
        uses.computed();
      }
    }
  }

  /** Whether two slots of a table come into a vector register. */
  private static boolean isPair(Instruction i, State s) {
    return Stores.isPairLoad(i)
        && !i.compressed
        && !i.segment
        && i.index < 0
        && i.base >= 0
        && i.base != Instruction.RIP
        && Values.is(s.registers[i.base], Values.TABLE);
  }

  private void noteName(Instruction i, State s) {
    if (i.isRipRelative()) {
      ApiTable named = tables.name(i.ripTarget());
      if (named != null) {
        s.asked = named;
      }
    }
  }

  /** What an instruction reads of a table with its operand, if that is in memory. */
  void read(Instruction i, State s) {
    if (i.hasMemory()) {
      use(i, s);
    }
  }

  /** A call through a register or memory; whether it comes back. */
  boolean call(Instruction i, State s) {
    read(i, s);
    long callee = operand(i, s);
    if (Values.is(callee, Values.IMPORT)) {
      return callImport(imports.name(callee), s);
    }
    s.forget(Registers.CALLER_SAVED);
    s.vectors.clear();
    if (Versions.isVersion(callee)) {
      set(s, RAX, Versions.result(callee));
    }
    return true;
  }

  /** A call of another's function; whether it comes back. */
  boolean callImport(String name, State s) {
    if (Imports.ends(name)) {
      return false;
    }
    long result = result(name, s);
    s.forget(Registers.CALLER_SAVED);
    s.vectors.clear();
    set(s, RAX, result);
    return true;
  }

  private long result(String name, State s) {
    long first = s.registers[RDI];
    long second = s.registers[RSI];
    return switch (name) {
      case "PyObject_GetAttrString", "PyDict_GetItemString", "PyMapping_GetItemString" ->
          attribute(second, s);
      case "PyUnicode_FromString", "PyUnicode_InternFromString" -> attribute(first, s);
      case "PyObject_GetAttr", "PyObject_GetItem", "PyDict_GetItem", "PyDict_GetItemWithError" ->
          Values.is(second, Values.ATTRIBUTE) ? second : Values.UNKNOWN;
      case "PyCapsule_GetPointer", "PyCObject_AsVoidPtr" -> capsule(first, second, s);
      default -> Values.UNKNOWN;
    };
  }

  private long attribute(long text, State s) {
    ApiTable table = Values.is(text, Values.ADDRESS) ? tables.name(Values.payload(text)) : null;
    if (table == null) {
      return Values.UNKNOWN;
    }
    s.asked = null;
    return Values.inTable(Values.ATTRIBUTE, table, 0);
  }

  /** NumPy's capsules have no name, unlike most. */
  private static long capsule(long capsule, long name, State s) {
    if (Values.is(capsule, Values.ATTRIBUTE)) {
      return Values.inTable(Values.TABLE, Values.table(capsule), 0);
    }
    if (s.asked != null && name == Values.of(Values.CONSTANT, 0)) {
      ApiTable asked = s.asked;
      s.asked = null;
      return Values.inTable(Values.TABLE, asked, 0);
    }
    return Values.UNKNOWN;
  }

  /** What a function of the binary is given of interest, or null if nothing. */
  State arguments(State s) {
    State arguments = null;
    for (int register : ARGUMENTS) {
      long value = s.registers[register];
      if (tables.isOfInterest(value)) {
        arguments = arguments == null ? new State() : arguments;
        arguments.registers[register] = value;
      }
    }
    if (arguments != null) {
      arguments.registers[RSP] = Values.of(Values.STACK, 0);
    }
    return arguments;
  }

  /**
   * After a call of the binary's own function, which compilers know not to change all registers.
   */
  void callOwn(State s) {
    s.forget(1 << RAX | 1 << RDX);
    s.vectors.clear();
  }
}
