package dev.ambi.compat.audit;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.ambi.compat.audit.x86.Instruction;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipFile;

/**
 * The disassembler Capstone, whose library is in the wheel of its Python binding: the judge of our
 * decoder. Offsets are those of the structs of its version 5.
 */
final class Capstone implements AutoCloseable {
  private static final String LIBRARY = "capstone/lib/libcapstone.so";
  private static final int ARCH_X86 = 3;
  private static final int MODE_64 = 8;
  private static final int OPT_DETAIL = 2;
  private static final int ON = 3;

  private static final int SIZE = 16;
  private static final int MNEMONIC = 42;
  private static final int TEXT = 74;
  private static final int DETAIL = 240;
  private static final int INSN_SIZE = 248;

  private static final int X86 = 96;
  private static final int OPERAND_COUNT = X86 + 64;
  private static final int OPERANDS = X86 + 72;
  private static final int OPERAND_SIZE = 48;
  private static final int MODRM_OFFSET = X86 + 456;
  private static final int DISPLACEMENT_SIZE = X86 + 458;
  private static final int IMMEDIATE_SIZE = X86 + 460;
  private static final int DETAIL_SIZE = 1864;

  private static final int REGISTER = 1;
  private static final int IMMEDIATE = 2;
  private static final int MEMORY = 3;
  private static final int WRITE = 2;

  /** What {@code cs_regs} has room for. */
  private static final int REGISTERS = 64;

  private final Arena arena = Arena.ofConfined();
  private final MethodHandle iterate;
  private final MethodHandle access;
  private final MethodHandle name;
  private final long handle;
  private final MemorySegment insn;
  private final MemorySegment detail;
  private final MemorySegment position = arena.allocate(ADDRESS);
  private final MemorySegment left = arena.allocate(JAVA_LONG);
  private final MemorySegment address = arena.allocate(JAVA_LONG);
  private final MemorySegment read = arena.allocate(JAVA_SHORT, REGISTERS);
  private final MemorySegment written = arena.allocate(JAVA_SHORT, REGISTERS);
  private final MemorySegment readCount = arena.allocate(JAVA_BYTE);
  private final MemorySegment writtenCount = arena.allocate(JAVA_BYTE);
  private final Map<Integer, Integer> general = new HashMap<>();

  /** Loads the library out of its wheel. */
  Capstone(Path wheel, Path directory) throws Throwable {
    Path library = directory.resolve("libcapstone.so");
    try (ZipFile zip = new ZipFile(wheel.toFile());
        var in = zip.getInputStream(zip.getEntry(LIBRARY))) {
      Files.copy(in, library);
    } catch (IOException e) {
      throw new IllegalStateException(wheel + " has no " + LIBRARY, e);
    }
    SymbolLookup symbols = SymbolLookup.libraryLookup(library, arena);
    MethodHandle open =
        function(symbols, "cs_open", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    MethodHandle option =
        function(
            symbols, "cs_option", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG));
    MethodHandle malloc = function(symbols, "cs_malloc", FunctionDescriptor.of(ADDRESS, JAVA_LONG));
    iterate =
        function(
            symbols,
            "cs_disasm_iter",
            FunctionDescriptor.of(JAVA_BOOLEAN, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    access =
        function(
            symbols,
            "cs_regs_access",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    name = function(symbols, "cs_reg_name", FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_INT));
    MemorySegment out = arena.allocate(JAVA_LONG);
    int error = (int) open.invokeExact(ARCH_X86, MODE_64, out);
    if (error != 0) {
      throw new IllegalStateException("cs_open: error " + error);
    }
    handle = out.get(JAVA_LONG, 0);
    error = (int) option.invokeExact(handle, OPT_DETAIL, (long) ON);
    if (error != 0) {
      throw new IllegalStateException("cs_option: error " + error);
    }
    insn = ((MemorySegment) malloc.invokeExact(handle)).reinterpret(INSN_SIZE);
    detail = insn.get(ADDRESS.withTargetLayout(bytes(DETAIL_SIZE)), DETAIL);
  }

  private static MemoryLayout bytes(long size) {
    return MemoryLayout.sequenceLayout(size, JAVA_BYTE);
  }

  private static MethodHandle function(SymbolLookup symbols, String name, FunctionDescriptor type) {
    return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), type);
  }

  /** Decodes the instruction at an offset; whether there is one. */
  boolean decode(MemorySegment code, long offset, long limit, long where) throws Throwable {
    position.set(ADDRESS, 0, code.asSlice(offset));
    left.set(JAVA_LONG, 0, limit - offset);
    address.set(JAVA_LONG, 0, where);
    return (boolean) iterate.invokeExact(handle, position, left, address, insn);
  }

  int length() {
    return insn.get(JAVA_SHORT, SIZE);
  }

  String text() {
    return insn.getString(MNEMONIC) + " " + insn.getString(TEXT);
  }

  String mnemonic() {
    return insn.getString(MNEMONIC);
  }

  /** Whether its immediate operand is where it leads to. */
  boolean isJump() {
    String mnemonic = mnemonic();
    return mnemonic.startsWith("j")
        || mnemonic.startsWith("call")
        || mnemonic.startsWith("loop")
        || mnemonic.startsWith("xbegin");
  }

  boolean hasModrm() {
    return detail.get(JAVA_BYTE, MODRM_OFFSET) != 0;
  }

  int displacementSize() {
    return detail.get(JAVA_BYTE, DISPLACEMENT_SIZE);
  }

  int immediateSize() {
    return detail.get(JAVA_BYTE, IMMEDIATE_SIZE);
  }

  int operands() {
    return detail.get(JAVA_BYTE, OPERAND_COUNT);
  }

  boolean isRegister(int operand) {
    return type(operand) == REGISTER;
  }

  boolean isImmediate(int operand) {
    return type(operand) == IMMEDIATE;
  }

  boolean isMemory(int operand) {
    return type(operand) == MEMORY;
  }

  private int type(int operand) {
    return detail.get(JAVA_INT, at(operand));
  }

  private static long at(int operand) {
    return OPERANDS + (long) operand * OPERAND_SIZE;
  }

  /** The general register that is an operand, {@link Instruction#NONE} if it is another one. */
  int register(int operand) throws Throwable {
    return general(detail.get(JAVA_INT, at(operand) + 8));
  }

  long immediate(int operand) {
    return detail.get(JAVA_LONG.withByteAlignment(1), at(operand) + 8);
  }

  boolean segment(int operand) throws Throwable {
    String register = registerName(detail.get(JAVA_INT, at(operand) + 8));
    return register.equals("fs") || register.equals("gs");
  }

  int base(int operand) throws Throwable {
    return general(detail.get(JAVA_INT, at(operand) + 12));
  }

  int index(int operand) throws Throwable {
    return general(detail.get(JAVA_INT, at(operand) + 16));
  }

  int scale(int operand) {
    return detail.get(JAVA_INT, at(operand) + 20);
  }

  long displacement(int operand) {
    return detail.get(JAVA_LONG.withByteAlignment(1), at(operand) + 24);
  }

  int size(int operand) {
    return detail.get(JAVA_BYTE, at(operand) + 32) & 0xff;
  }

  boolean isWritten(int operand) {
    return (detail.get(JAVA_BYTE, at(operand) + 33) & WRITE) != 0;
  }

  /** A bit for each general register that is written, named or not. */
  int written() throws Throwable {
    int error = (int) access.invokeExact(handle, insn, read, readCount, written, writtenCount);
    if (error != 0) {
      throw new IllegalStateException("cs_regs_access: error " + error);
    }
    int mask = 0;
    for (int i = 0; i < writtenCount.get(JAVA_BYTE, 0); i++) {
      int number = general(written.getAtIndex(JAVA_SHORT, i));
      mask |= number >= 0 && number < Instruction.RIP ? 1 << number : 0;
    }
    return mask;
  }

  private int general(int register) throws Throwable {
    Integer known = general.get(register);
    if (known == null) {
      known = GeneralRegisters.number(registerName(register));
      general.put(register, known);
    }
    return known;
  }

  private String registerName(int register) throws Throwable {
    MemorySegment text = (MemorySegment) name.invokeExact(handle, register);
    return text.equals(MemorySegment.NULL)
        ? ""
        : text.reinterpret(Long.MAX_VALUE).getString(0, StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    arena.close();
  }
}
