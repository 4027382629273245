package dev.ambi.compat.audit.x86;

/**
 * One decoded instruction. It is filled again for the next one, since a library has millions: who
 * wants to keep something of it copies that. Not for several threads.
 *
 * <p>Registers have the numbers of their encoding: 0 rax, 1 rcx, 2 rdx, 3 rbx, 4 rsp, 5 rbp, 6 rsi,
 * 7 rdi, then r8 to r15.
 */
public final class Instruction {
  /** No register. */
  public static final int NONE = -1;

  /** The instruction pointer as the base of an operand in memory. */
  public static final int RIP = 16;

  /** Where it is in memory. */
  public long address;

  /** How many bytes it has. */
  public int length;

  /**
   * 0 for one-byte opcodes, 1 for those behind 0F, 2 for 0F38, 3 for 0F3A; EVEX has 5 and 6 too.
   */
  public int map;

  /** The opcode in its map. */
  public int opcode;

  /** Whether it has a VEX, EVEX or XOP prefix. */
  public boolean vector;

  /** Log2 of the vector's length in units of 16 bytes, with such a prefix. */
  public int vectorLength;

  /** The further register operand of a VEX instruction. */
  public int extra;

  /** Whether operands have 64 bits (REX.W). */
  public boolean wide;

  /** Whether there is a REX prefix, with which the byte registers 4 to 7 are spl to dil. */
  public boolean rex;

  /** Whether the operand-size prefix 66 is there, or a VEX prefix means it. */
  public boolean operandSize;

  /** F2 or F3 if that prefix is there, or a VEX prefix means it; else 0. */
  public int repeat;

  /** Whether addresses are relative to fs or gs. */
  public boolean segment;

  /** Whether there is a ModRM byte. */
  public boolean modrm;

  /** The register operand, or what tells instructions of a group apart: see {@link #group}. */
  public int reg;

  /** The other operand if it is a register; {@link #NONE} if it is in memory. */
  public int rm;

  /** The base register of the operand in memory, {@link #RIP} or {@link #NONE}. */
  public int base;

  /** The index register of the operand in memory, or {@link #NONE}. */
  public int index;

  /** What the index is multiplied with: 1, 2, 4 or 8. */
  public int scale;

  /** What is added to base and index. */
  public int displacement;

  /** Whether a displacement of one byte counts units whose size depends on the instruction. */
  public boolean compressed;

  /** The immediate operand, or the distance of a jump. */
  public long immediate;

  /** The address of the next instruction. */
  public long next() {
    return address + length;
  }

  /** The address that a jump or call with a distance leads to. */
  public long target() {
    return next() + immediate;
  }

  /** The register field without its extension: which instruction of a group it is. */
  public int group() {
    return reg & 7;
  }

  /**
   * The general register that a register of one byte is a part of: without a REX prefix, 4 to 7 are
   * ah, ch, dh and bh.
   *
   * @param register its number in the instruction
   * @return the number of the general register
   */
  public int byteRegister(int register) {
    return !rex && !vector && register >= 4 && register < 8 ? register - 4 : register;
  }

  /** Whether there is an operand in memory. */
  public boolean hasMemory() {
    return modrm && rm == NONE;
  }

  /** Whether the operand in memory has an address that is known, and what it is: see there. */
  public boolean isRipRelative() {
    return base == RIP && !segment;
  }

  /** The address of an operand relative to the instruction pointer. */
  public long ripTarget() {
    return next() + displacement;
  }

  void clear(long where) {
    address = where;
    length = 0;
    map = 0;
    opcode = 0;
    vector = false;
    vectorLength = 0;
    extra = NONE;
    wide = false;
    rex = false;
    operandSize = false;
    repeat = 0;
    segment = false;
    modrm = false;
    reg = NONE;
    rm = NONE;
    base = NONE;
    index = NONE;
    scale = 1;
    displacement = 0;
    compressed = false;
    immediate = 0;
  }
}
