package dev.ambi.bridge.nativelib;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * Capstone, the disassembler, for x86-64: decodes one instruction at a time, of which then can be
 * asked. Its numbers of instructions and registers mean something by their names only.
 *
 * <p>Not for several threads.
 */
public final class Capstone implements AutoCloseable {
  /** What an operand is: {@code x86_op_type}. */
  public static final int REGISTER = 1;

  /** See {@link #REGISTER}. */
  public static final int IMMEDIATE = 2;

  /** See {@link #REGISTER}. */
  public static final int MEMORY = 3;

  private static final int ARCH_X86 = 3;
  private static final int MODE_64 = 8;
  private static final int OPT_DETAIL = 2;
  private static final int ON = 3;
  private static final int WRITE = 2;

  /** The major version whose structs {@link CapstoneInsn} has. */
  private static final int VERSION = 5;

  /** The library, opened once for the process; or why it is not. */
  private static final class Library {
    static final String NAME = "libcapstone.so";
    static final String MISSING;
    static final long OPEN;
    static final long OPTION;
    static final long CLOSE;
    static final long MALLOC;
    static final long FREE;
    static final long DISASM_ITER;
    static final long INSN_NAME;
    static final long REG_NAME;

    static {
      long library = 0;
      String missing = null;
      Path file = NativeLibraryFile.find(NAME).orElse(null);
      if (file == null) {
        missing = "Ambi has no " + NAME + " for this platform";
      } else {
        try {
          library = DynamicLibrary.openLocal(file);
        } catch (UnsatisfiedLinkError e) {
          missing = e.getMessage();
        }
      }
      MISSING = missing;
      OPEN = function(library, "cs_open");
      OPTION = function(library, "cs_option");
      CLOSE = function(library, "cs_close");
      MALLOC = function(library, "cs_malloc");
      FREE = function(library, "cs_free");
      DISASM_ITER = function(library, "cs_disasm_iter");
      INSN_NAME = function(library, "cs_insn_name");
      REG_NAME = function(library, "cs_reg_name");
      if (library != 0) {
        requireVersion(function(library, "cs_version"));
      }
    }

    private Library() {}

    private static long function(long library, String name) {
      if (library == 0) {
        return 0;
      }
      long address = DynamicLibrary.symbol(library, name);
      if (address == 0) {
        throw new UnsatisfiedLinkError(NAME + " has no symbol " + name);
      }
      return address;
    }

    private static void requireVersion(long version) {
      int both = (int) Downcalls.call(version, 0, 0);
      if (both >> 8 != VERSION) {
        throw new UnsatisfiedLinkError(
            "%s is of version %d.%d, and what is read are the structs of version %d"
                .formatted(NAME, both >> 8, both & 0xff, VERSION));
      }
    }
  }

  private final Arena arena = Arena.ofConfined();
  private final long handle;
  private final long insnAddress;
  private final MemorySegment insn;
  private final MemorySegment detail;

  /** What {@code cs_disasm_iter} takes and moves on: the code, how much is left, its address. */
  private final MemorySegment cursor = arena.allocate(JAVA_LONG, 3);

  /**
   * A disassembler. To be closed by the thread that opened it.
   *
   * @throws IllegalStateException if there is none here: {@link #missing} says why
   */
  public Capstone() {
    if (Library.MISSING != null) {
      throw new IllegalStateException(Library.MISSING);
    }
    MemorySegment out = arena.allocate(JAVA_LONG);
    // With words that nobody reads, so that one signature is linked for all three functions.
    check("cs_open", Downcalls.call(Library.OPEN, ARCH_X86, MODE_64, out.address(), 0, 0));
    handle = out.get(JAVA_LONG, 0);
    check("cs_option", Downcalls.call(Library.OPTION, handle, OPT_DETAIL, ON, 0, 0));
    insnAddress = Downcalls.call(Library.MALLOC, handle);
    if (insnAddress == 0) {
      throw new OutOfMemoryError("cs_malloc");
    }
    insn = Memory.segment(insnAddress, CapstoneInsn.BYTES);
    detail = Memory.segment(insn.get(JAVA_LONG, CapstoneInsn.DETAIL), CapstoneInsn.DETAIL_BYTES);
  }

  private static void check(String function, long error) {
    if ((int) error != 0) {
      throw new IllegalStateException(function + " gives the error " + (int) error);
    }
  }

  /** Why there is no disassembler on this platform, in words; null if there is one. */
  public static String missing() {
    return Library.MISSING;
  }

  /**
   * Decodes the first instruction of some code.
   *
   * @param code where the code is in memory
   * @param size how much of it there is, in bytes: what is behind is not read
   * @param address the address that it is to be taken to have
   * @return whether there is an instruction
   */
  public boolean decode(long code, long size, long address) {
    long at = cursor.address();
    cursor.set(JAVA_LONG, 0, code);
    cursor.set(JAVA_LONG, 8, size);
    cursor.set(JAVA_LONG, 16, address);
    return (byte) Downcalls.call(Library.DISASM_ITER, handle, at, at + 8, at + 16, insnAddress)
        != 0;
  }

  /** How many bytes the instruction has. */
  public int length() {
    return insn.get(JAVA_SHORT, CapstoneInsn.SIZE);
  }

  /** Which instruction it is. */
  public int id() {
    return insn.get(JAVA_INT, CapstoneInsn.ID);
  }

  /** The mnemonic of a number of {@link #id}, without prefixes; empty if it has none. */
  public String instructionName(int id) {
    return name(Library.INSN_NAME, id);
  }

  /** The name of a register; empty if the number is none. */
  public String registerName(int register) {
    return name(Library.REG_NAME, register);
  }

  private String name(long function, int number) {
    String name = Memory.string(Downcalls.call(function, handle, number));
    return name == null ? "" : name;
  }

  /** Whether it has a ModRM byte: whether an operand in memory is one that it names. */
  public boolean hasModrm() {
    return detail.get(JAVA_BYTE, CapstoneInsn.MODRM_OFFSET) != 0;
  }

  /** How many operands it has. */
  public int operands() {
    return Math.min(detail.get(JAVA_BYTE, CapstoneInsn.OP_COUNT), CapstoneInsn.OPERANDS);
  }

  private int word(int operand, long field) {
    return detail.get(JAVA_INT, operand * CapstoneInsn.OPERAND_BYTES + field);
  }

  private int octet(int operand, long field) {
    return detail.get(JAVA_BYTE, operand * CapstoneInsn.OPERAND_BYTES + field) & 0xff;
  }

  /** {@link #REGISTER}, {@link #IMMEDIATE} or {@link #MEMORY}. */
  public int type(int operand) {
    return word(operand, CapstoneInsn.OPERAND_TYPE);
  }

  /** How many bytes an operand has. */
  public int size(int operand) {
    return octet(operand, CapstoneInsn.OPERAND_SIZE);
  }

  /** Whether an operand is said to be written. */
  public boolean isWritten(int operand) {
    return (octet(operand, CapstoneInsn.OPERAND_ACCESS) & WRITE) != 0;
  }

  /** The register that an operand is. */
  public int register(int operand) {
    return word(operand, CapstoneInsn.OPERAND_VALUE);
  }

  /** The value of an immediate operand; of a jump, where it leads to. */
  public long immediate(int operand) {
    return detail.get(JAVA_LONG, operand * CapstoneInsn.OPERAND_BYTES + CapstoneInsn.OPERAND_VALUE);
  }

  /** The segment register of an operand in memory that has an explicit one; else 0. */
  public int segment(int operand) {
    return word(operand, CapstoneInsn.SEGMENT);
  }

  /** The base register of an operand in memory; 0 for none. */
  public int base(int operand) {
    return word(operand, CapstoneInsn.BASE);
  }

  /** The index register of an operand in memory; 0 for none. */
  public int index(int operand) {
    return word(operand, CapstoneInsn.INDEX);
  }

  /** What the index is multiplied with. */
  public int scale(int operand) {
    return word(operand, CapstoneInsn.SCALE);
  }

  /** What is added to base and index, in bytes. */
  public long displacement(int operand) {
    return detail.get(JAVA_LONG, operand * CapstoneInsn.OPERAND_BYTES + CapstoneInsn.DISP);
  }

  /** How many registers are written without being operands. */
  public int impliedWrites() {
    return Math.min(detail.get(JAVA_BYTE, CapstoneInsn.REGS_WRITE_COUNT), CapstoneInsn.REGISTERS);
  }

  /** One of them. */
  public int impliedWrite(int index) {
    return detail.get(JAVA_SHORT, CapstoneInsn.REGS_WRITE + 2L * index);
  }

  @Override
  public void close() {
    Downcalls.call(Library.FREE, insnAddress, 1);
    cursor.set(JAVA_LONG, 0, handle);
    Downcalls.call(Library.CLOSE, cursor.address());
    arena.close();
  }
}
