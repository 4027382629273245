package dev.ambi.compat.audit.x86;

/**
 * Decodes x86-64 instructions in 64-bit mode. It knows of each how long it is and what its operands
 * are; which instruction it is, its opcode tells.
 *
 * <p>Not for several threads.
 */
public final class Decoder {
  /** No instruction is longer. */
  private static final int LONGEST = 15;

  private static final int REX_W = 8;
  private static final int REX_R = 4;
  private static final int REX_X = 2;
  private static final int REX_B = 1;

  private final byte[] code;
  private int at;
  private int end;
  private int rex;
  private boolean shortAddress;

  /**
   * A decoder.
   *
   * @param code where the instructions are; not copied
   */
  public Decoder(byte[] code) {
    this.code = code;
  }

  /**
   * Decodes one instruction.
   *
   * @param offset where it begins
   * @param limit where the code ends
   * @param address the address of {@code offset} in memory
   * @param to what to fill
   * @return whether there is one; if not, {@code to} has the length 1
   */
  public boolean decode(int offset, int limit, long address, Instruction to) {
    to.clear(address);
    at = offset;
    end = Math.min(limit, Math.min(code.length, offset + LONGEST));
    rex = 0;
    shortAddress = false;
    boolean known = at < end && decode(to) && at <= end;
    to.length = known ? at - offset : 1;
    return known;
  }

  private boolean decode(Instruction to) {
    while (at < end) {
      int opcode = code[at++] & 0xff;
      char kind = OpcodeTable.of(0, opcode);
      if (kind == 'p') {
        rex = 0;
        prefix(to, opcode);
      } else if (kind == 'r') {
        rex = opcode;
      } else {
        to.rex = rex != 0;
        to.wide = (rex & REX_W) != 0;
        to.opcode = opcode;
        return opcode(to, kind);
      }
    }
    return false;
  }

  private void prefix(Instruction to, int prefix) {
    switch (prefix) {
      case 0x66 -> to.operandSize = true;
      case 0x67 -> shortAddress = true;
      case 0xf2, 0xf3 -> to.repeat = prefix;
      case 0x64, 0x65 -> to.segment = true;
      default -> {}
    }
  }

  private boolean opcode(Instruction to, char kind) {
    return switch (kind) {
      case '0' -> escape(to, 1);
      case '2' -> escape(to, 2);
      case '3' -> escape(to, 3);
      case '4' -> longVex(to);
      case '5' -> shortVex(to);
      case '6' -> evex(to);
      case '8' -> xopOrPop(to);
      default -> operands(to, kind);
    };
  }

  private boolean escape(Instruction to, int map) {
    if (at >= end) {
      return false;
    }
    to.map = map;
    to.opcode = code[at++] & 0xff;
    return opcode(to, OpcodeTable.of(map, to.opcode));
  }

  private boolean shortVex(Instruction to) {
    if (at + 2 > end) {
      return false;
    }
    int p = code[at++];
    rex = (p & 0x80) == 0 ? REX_R : 0;
    return vex(to, 1, p);
  }

  private boolean longVex(Instruction to) {
    if (at + 3 > end) {
      return false;
    }
    int p0 = code[at++];
    int p1 = code[at++];
    rex = ~p0 >> 5 & 7;
    to.wide = (p1 & 0x80) != 0;
    return vex(to, p0 & 0x1f, p1);
  }

  private boolean vex(Instruction to, int map, int p) {
    to.vectorLength = p >> 2 & 1;
    to.extra = ~p >> 3 & 15;
    implied(to, p & 3);
    // Nothing else has been defined with VEX.
    return map >= 1 && map <= 3 && vectorOpcode(to, map);
  }

  private boolean evex(Instruction to) {
    if (at + 4 > end) {
      return false;
    }
    int p0 = code[at++];
    int p1 = code[at++];
    int p2 = code[at++];
    rex = ~p0 >> 5 & 7;
    to.wide = (p1 & 0x80) != 0;
    to.vectorLength = p2 >> 5 & 3;
    to.extra = ~p1 >> 3 & 15;
    implied(to, p1 & 3);
    to.compressed = true;
    int map = p0 & 7;
    return map != 0 && map != 4 && map != 7 && vectorOpcode(to, map);
  }

  private boolean xopOrPop(Instruction to) {
    if (at >= end || (code[at] & 0x1f) < 8) {
      return operands(to, 'm');
    }
    if (at + 3 > end) {
      return false;
    }
    int map = code[at++] & 0x1f;
    at++;
    to.vector = true;
    to.map = map;
    to.opcode = code[at++] & 0xff;
    return switch (map) {
      case 8 -> operands(to, 'B');
      case 9 -> operands(to, 'm');
      case 10 -> operands(to, 'Z');
      default -> false;
    };
  }

  private static void implied(Instruction to, int prefix) {
    to.operandSize = prefix == 1;
    to.repeat = prefix == 2 ? 0xf3 : prefix == 3 ? 0xf2 : 0;
  }

  private boolean vectorOpcode(Instruction to, int map) {
    to.vector = true;
    to.map = map;
    to.opcode = code[at++] & 0xff;
    char kind = OpcodeTable.of(map, to.opcode);
    boolean none = kind == '.' && to.opcode == 0x77;
    return operands(to, none ? '.' : kind == 'B' ? 'B' : 'm');
  }

  private boolean operands(Instruction to, char kind) {
    boolean full = !to.operandSize || to.wide;
    boolean hasModrm =
        switch (kind) {
          case 'm', 'B', 'Z', 'g', 'G' -> true;
          default -> false;
        };
    if (hasModrm && !modrm(to)) {
      return false;
    }
    return switch (kind) {
      case '.', 'm' -> opcodeRegister(to);
      case 'b', 'B', 'j' -> opcodeRegister(to) && immediate(to, 1);
      case 'w' -> immediate(to, 2);
      case 'e' -> immediate(to, 3);
      case 'o' -> immediate(to, shortAddress ? 4 : 8);
      case 'J' -> immediate(to, 4);
      case 'z' -> opcodeRegister(to) && immediate(to, full ? 4 : 2);
      case 'Z' -> immediate(to, full || to.vector ? 4 : 2);
      case 'v' -> opcodeRegister(to) && immediate(to, to.wide ? 8 : full ? 4 : 2);
      case 'g' -> to.group() > 1 || immediate(to, 1);
      case 'G' -> to.group() > 1 || immediate(to, full ? 4 : 2);
      default -> false;
    };
  }

  /** Some one-byte opcodes have their register in the low bits. */
  private boolean opcodeRegister(Instruction to) {
    if (!to.modrm) {
      to.rm = (to.opcode & 7) | (rex & REX_B) << 3;
    }
    return true;
  }

  private boolean immediate(Instruction to, int size) {
    if (at + size > end) {
      return false;
    }
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (code[at + i] & 0xffL) << 8 * i;
    }
    at += size;
    int unused = 64 - 8 * size;
    to.immediate = value << unused >> unused;
    return true;
  }

  private boolean modrm(Instruction to) {
    if (at >= end) {
      return false;
    }
    int modrm = code[at++] & 0xff;
    int mod = modrm >> 6;
    to.modrm = true;
    to.reg = (modrm >> 3 & 7) | (rex & REX_R) << 1;
    int rm = modrm & 7;
    if (mod == 3 || isControlRegisterMove(to)) {
      to.rm = rm | (rex & REX_B) << 3;
      return true;
    }
    if (rm == 4) {
      if (at >= end) {
        return false;
      }
      int sib = code[at++] & 0xff;
      int index = (sib >> 3 & 7) | (rex & REX_X) << 2;
      to.index = index == 4 ? Instruction.NONE : index;
      to.scale = 1 << (sib >> 6);
      boolean noBase = (sib & 7) == 5 && mod == 0;
      to.base = noBase ? Instruction.NONE : (sib & 7) | (rex & REX_B) << 3;
      return mod != 0 || noBase ? displacement(to, mod == 1 ? 1 : 4) : true;
    }
    if (rm == 5 && mod == 0) {
      to.base = Instruction.RIP;
      return displacement(to, 4);
    }
    to.base = rm | (rex & REX_B) << 3;
    return mod == 0 || displacement(to, mod == 1 ? 1 : 4);
  }

  /** These take both operands for registers, whatever the ModRM byte says. */
  private static boolean isControlRegisterMove(Instruction to) {
    return to.map == 1 && !to.vector && (to.opcode & ~3) == 0x20;
  }

  private boolean displacement(Instruction to, int size) {
    if (!immediate(to, size)) {
      return false;
    }
    to.displacement = (int) to.immediate;
    to.immediate = 0;
    return true;
  }
}
