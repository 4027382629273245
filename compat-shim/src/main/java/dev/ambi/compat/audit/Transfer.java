package dev.ambi.compat.audit;

import static dev.ambi.compat.audit.Registers.RAX;
import static dev.ambi.compat.audit.Registers.RBP;
import static dev.ambi.compat.audit.Registers.RDI;
import static dev.ambi.compat.audit.Registers.RDX;
import static dev.ambi.compat.audit.Registers.RSI;
import static dev.ambi.compat.audit.Registers.RSP;

import dev.ambi.bridge.load.ElfImage;

/** What one instruction makes of a {@link State}, and what it uses of the tables. */
final class Transfer {
  private static final int POINTER = 8;
  private static final int NUMBER = 4;

  /** The registers in which a function is given its arguments, in their order. */
  static final int[] ARGUMENTS = {7, 6, 2, 1, 8, 9};

  private final ElfImage image;
  private final Tables tables;
  private final Uses uses;
  private final Versions versions;
  private final Imports imports;

  Transfer(ElfImage image, Disassembler code, Tables tables, Uses uses, Versions versions) {
    this.image = image;
    this.tables = tables;
    this.uses = uses;
    this.versions = versions;
    this.imports = new Imports(image, code);
  }

  /** The imported function that a stub jumps to, or nothing. */
  String behind(long address) {
    return imports.behind(address);
  }

  /** Any instruction that neither jumps nor calls. */
  void other(Instruction i, State s) {
    if (i.kind() == Kind.NOTHING) {
      return;
    }
    read(i, s);
    if (known(i, s)) {
      return;
    }
    if (!isPair(i, s)) {
      s.vectors.step(i, uses);
    }
    if (i.isStore()) {
      long place = place(i, s);
      if (place != Values.UNKNOWN) {
        s.store(place, Values.UNKNOWN);
      }
    }
    if (i.kind() == Kind.MOVE_IF) {
      long value = i.operand(0).size() == POINTER ? operand(i, 1, s) : Values.UNKNOWN;
      int to = i.register(0);
      set(s, to, Math.max(s.registers[to], value));
      return;
    }
    s.forget(i.written());
  }

  /** The instructions that carry pointers; whether it was one. */
  private boolean known(Instruction i, State s) {
    return switch (i.kind()) {
      case MOVE -> move(i, s);
      case LOAD_ADDRESS ->
          set(s, i.register(0), i.operand(0).size() == POINTER ? address(i, s) : Values.UNKNOWN);
      case EXTEND -> set(s, i.register(0), entry(i, s));
      case EXTEND_RAX -> Values.is(s.registers[RAX], Values.JUMP_TABLE);
      case EXCHANGE -> exchange(i, s);
      case ADD -> i.register(1) >= 0 ? addRegisters(i, s) : add(i, s, 1);
      case SUBTRACT -> clear(i, s) || add(i, s, -1);
      case EXCLUSIVE_OR -> clear(i, s);
      // Aligning the stack: its places keep their names.
      case AND -> i.register(0) == RSP && i.operand(1) instanceof Operand.Immediate;
      case COMPARE -> compare(i, s);
      case PUSH -> {
        push(s, operand(i, 0, s));
        yield true;
      }
      case POP -> {
        long value = pop(s);
        if (i.isMemory(0)) {
          put(i, s, value);
        }
        yield i.memory() != null || set(s, i.register(0), value);
      }
      case LEAVE -> {
        s.registers[RSP] = s.registers[RBP];
        yield set(s, RBP, pop(s));
      }
      default -> false;
    };
  }

  private static boolean set(State s, int register, long value) {
    if (register >= 0) {
      s.registers[register] = value;
    }
    return true;
  }

  private boolean move(Instruction i, State s) {
    Operand from = i.operand(1);
    int size = i.operand(0).size();
    if (i.isMemory(0)) {
      put(i, s, from instanceof Operand.General ? keep(operand(i, 1, s), size) : Values.UNKNOWN);
      return true;
    }
    if (i.register(0) < 0) {
      return false;
    }
    if (from instanceof Operand.Immediate number) {
      boolean whole = size >= NUMBER;
      return set(
          s, i.register(0), whole ? Values.of(Values.CONSTANT, value(number)) : Values.UNKNOWN);
    }
    boolean indexed = i.memory() != null && i.memory().index() >= 0;
    return set(s, i.register(0), indexed ? entry(i, s) : keep(operand(i, 1, s), size));
  }

  /** A number of 32 bits has a sign, whatever the registers hold. */
  private static long value(Operand.Immediate number) {
    return number.size() == POINTER ? number.value() : (int) number.value();
  }

  private static boolean exchange(Instruction i, State s) {
    int one = i.register(0);
    int two = i.register(1);
    if (one < 0 || two < 0) {
      return false;
    }
    int size = i.operand(0).size();
    long other = s.registers[one];
    set(s, one, keep(s.registers[two], size));
    return set(s, two, keep(other, size));
  }

  private static boolean clear(Instruction i, State s) {
    int register = i.register(0);
    return register >= 0
        && i.register(1) == register
        && i.operand(0).size() >= NUMBER
        && set(s, register, Values.of(Values.CONSTANT, 0));
  }

  /** A move of 32 bits keeps a number and no pointer. */
  private static long keep(long value, int size) {
    boolean number = Values.is(value, Values.VERSION) || Values.is(value, Values.CONSTANT);
    return size == POINTER || number && size == NUMBER ? value : Values.UNKNOWN;
  }

  /** An entry of a jump table that is being read: 32 bits, by an index that is not known. */
  private static long entry(Instruction i, State s) {
    Operand.Memory m = i.memory();
    boolean read =
        m != null
            && m.size() == NUMBER
            && m.displacement() == 0
            && m.base() >= 0
            && m.base() < Registers.COUNT
            && m.index() >= 0
            && m.index() < Registers.COUNT;
    if (!read) {
      return Values.UNKNOWN;
    }
    long base = s.registers[m.base()];
    base = m.scale() == 1 && !Values.is(base, Values.ADDRESS) ? s.registers[m.index()] : base;
    return Values.is(base, Values.ADDRESS)
        ? Values.of(Values.JUMP_TABLE, Values.payload(base))
        : Values.UNKNOWN;
  }

  private boolean addRegisters(Instruction i, State s) {
    int to = i.register(0);
    int from = i.register(1);
    if (to < 0 || i.operand(0).size() < NUMBER) {
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
    return set(s, to, target ? jump : to == RSP ? s.registers[RSP] : Values.UNKNOWN);
  }

  /** A pointer that is counted on is followed in a table only: loops count with the others. */
  private static boolean add(Instruction i, State s, int sign) {
    int register = i.register(0);
    if (register < 0 || !(i.operand(1) instanceof Operand.Immediate number)) {
      return false;
    }
    long value = s.registers[register];
    boolean moves = Values.is(value, Values.TABLE) || register == RSP;
    boolean wide = i.operand(0).size() == POINTER;
    long sum = moves && wide ? plus(value, sign * (int) number.value()) : Values.UNKNOWN;
    return set(s, register, sum);
  }

  private boolean compare(Instruction i, State s) {
    int size = i.operand(0).size();
    if (size < NUMBER || !(i.operand(1) instanceof Operand.Immediate number)) {
      return false;
    }
    long value = operand(i, 0, s);
    s.compared = Values.is(value, Values.VERSION) ? value : Values.UNKNOWN;
    s.comparedWith = number.value();
    return true;
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
    Operand.Memory m = i.memory();
    if (m == null || m.segment()) {
      return Values.UNKNOWN;
    }
    if (m.base() == Registers.RIP) {
      return Values.of(Values.ADDRESS, i.ripTarget());
    }
    return m.base() < 0 || m.index() >= 0
        ? Values.UNKNOWN
        : plus(s.registers[m.base()], m.displacement());
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

  /** The value of an operand that is a register or in memory. */
  long operand(Instruction i, int index, State s) {
    if (!i.isMemory(index)) {
      return i.register(index) < 0 ? Values.UNKNOWN : s.registers[i.register(index)];
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

  /** Notes the slots that the operand in memory reads, if there is one. */
  void read(Instruction i, State s) {
    Operand.Memory m = i.memory();
    if (m == null) {
      return;
    }
    if (m.segment() || m.base() < 0 || m.base() == Registers.RIP) {
      noteName(i, s);
      return;
    }
    long base = s.registers[m.base()];
    if (!Values.is(base, Values.TABLE) || i.kind() == Kind.LOAD_ADDRESS && m.index() < 0) {
      return;
    }
    if (m.index() >= 0) {
      uses.computed();
      return;
    }
    int from = Values.offset(base) + m.displacement();
    if (isPair(i, s)) {
      s.vectors.load(((Operand.Vector) i.operand(0)).number(), Values.table(base), from);
      return;
    }
    // Of how much is read but for whole vectors, nothing is known that matters.
    int width = i.kind() == Kind.VECTOR_MOVE ? m.size() : POINTER;
    for (int at = from; at < from + width; at += POINTER) {
      if (at % POINTER == 0 && at >= 0) {
        uses.slot(Values.table(base), at / POINTER, i.address());
      } else {
        uses.computed();
      }
    }
  }

  /** Whether two slots of a table come into a vector register. */
  private static boolean isPair(Instruction i, State s) {
    Operand.Memory m = i.memory();
    return i.kind() == Kind.VECTOR_MOVE
        && i.operand(0) instanceof Operand.Vector to
        && Vectors.isFollowed(to.number())
        && m != null
        && m.size() == 2 * POINTER
        && !m.segment()
        && m.index() < 0
        && m.base() >= 0
        && m.base() != Registers.RIP
        && Values.is(s.registers[m.base()], Values.TABLE);
  }

  private void noteName(Instruction i, State s) {
    if (i.memory().isRipRelative()) {
      ApiTable named = tables.name(i.ripTarget());
      if (named != null) {
        s.asked = named;
      }
    }
  }

  /** A call through a register or memory; whether it comes back. */
  boolean call(Instruction i, State s) {
    read(i, s);
    long callee = operand(i, 0, s);
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
