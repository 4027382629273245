package dev.ambi.compat.audit.x86;

/** Which general registers an instruction writes, for those that nothing more is known of. */
public final class Registers {
  public static final int RAX = 0;
  public static final int RCX = 1;
  public static final int RDX = 2;
  public static final int RBX = 3;
  public static final int RSP = 4;
  public static final int RBP = 5;
  public static final int RSI = 6;
  public static final int RDI = 7;

  private static final int A = 1 << RAX;
  private static final int C = 1 << RCX;
  private static final int D = 1 << RDX;
  private static final int SOURCE = 1 << RSI;
  private static final int DESTINATION = 1 << RDI;

  /** What a function may change, by the System V ABI: rax, rcx, rdx, rsi, rdi, r8 to r11. */
  public static final int CALLER_SAVED = A | C | D | 1 << RSI | 1 << RDI | 0xf << 8;

  private Registers() {}

  /**
   * The registers that an instruction writes.
   *
   * @param i the instruction
   * @return a bit for each register
   */
  public static int written(Instruction i) {
    return switch (i.map) {
      case 0 -> oneByte(i);
      case 1 -> i.vector ? vector(i) : twoBytes(i);
      case 2 -> map0F38(i);
      case 5 -> vector(i);
      case 3 -> i.opcode >= 0x14 && i.opcode <= 0x17 ? rm(i) : i.opcode == 0xf0 ? reg(i) : 0;
      default -> 0;
    };
  }

  private static int reg(Instruction i) {
    return 1 << i.reg;
  }

  private static int rm(Instruction i) {
    return i.rm < 0 ? 0 : 1 << i.rm;
  }

  private static int byteReg(Instruction i) {
    return 1 << i.byteRegister(i.reg);
  }

  private static int byteRm(Instruction i) {
    return i.rm < 0 ? 0 : 1 << i.byteRegister(i.rm);
  }

  private static int oneByte(Instruction i) {
    int op = i.opcode;
    if (op < 0x40) {
      return (op & 0x38) == 0x38
          ? 0
          : switch (op & 7) {
            case 0 -> byteRm(i);
            case 1 -> rm(i);
            case 2 -> byteReg(i);
            case 3 -> reg(i);
            default -> A;
          };
    }
    if (op >= 0x50 && op <= 0x57) {
      return 0;
    }
    if (op >= 0xb0 && op <= 0xb7) {
      return byteRm(i);
    }
    if (op >= 0xb8 && op <= 0xbf || op >= 0x58 && op <= 0x5f) {
      return rm(i);
    }
    return switch (op) {
      case 0x63, 0x69, 0x6b, 0x8b, 0x8d -> reg(i);
      case 0x8a -> byteReg(i);
      case 0x80 -> i.group() == 7 ? 0 : byteRm(i);
      case 0x81, 0x83 -> i.group() == 7 ? 0 : rm(i);
      case 0x86 -> byteRm(i) | byteReg(i);
      case 0x87 -> rm(i) | reg(i);
      case 0x88, 0xc0, 0xc6, 0xd0, 0xd2 -> byteRm(i);
      case 0x89, 0x8c, 0x8f, 0xc1, 0xc7, 0xd1, 0xd3 -> rm(i);
      case 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97 -> i.rm == RAX ? 0 : A | rm(i);
      case 0x98, 0x9f, 0xe4, 0xe5, 0xec, 0xed -> A;
      case 0x99 -> D;
      case 0xa0, 0xa1 -> A;
      case 0xa4, 0xa5, 0xa6, 0xa7 -> SOURCE | DESTINATION | counter(i);
      case 0x6c, 0x6d, 0xaa, 0xab, 0xae, 0xaf -> DESTINATION | counter(i);
      case 0x6e, 0x6f -> SOURCE | counter(i);
      case 0xac, 0xad -> A | SOURCE | counter(i);
      case 0xc9 -> 1 << RBP;
      case 0xdf -> i.rm == RAX && i.group() == 4 ? A : 0; // fnstsw
      case 0xe0, 0xe1, 0xe2 -> C;
      case 0xf6 -> i.group() < 2 ? 0 : i.group() < 4 ? byteRm(i) : A;
      case 0xf7 -> i.group() < 2 ? 0 : i.group() < 4 ? rm(i) : A | D;
      case 0xfe -> i.group() < 2 ? byteRm(i) : 0;
      case 0xff -> i.group() < 2 ? rm(i) : 0;
      default -> 0;
    };
  }

  /** Repeated, an instruction on strings counts down. */
  private static int counter(Instruction i) {
    return i.repeat != 0 ? C : 0;
  }

  private static int twoBytes(Instruction i) {
    int op = i.opcode;
    if (op >= 0x40 && op <= 0x4f) {
      return reg(i);
    }
    if (op >= 0x90 && op <= 0x9f) {
      return byteRm(i);
    }
    if (op >= 0xc8 && op <= 0xcf) {
      return rm(i);
    }
    return switch (op) {
      case 0x05 -> A | C | 1 << 11;
      case 0x01 -> A | C | D;
      case 0x31, 0x32, 0x33 -> A | D;
      case 0x20, 0x21, 0xa4, 0xa5, 0xab, 0xac, 0xad, 0xb3, 0xbb -> rm(i);
      case 0xa2 -> A | C | D | 1 << RBX;
      case 0x02, 0x03, 0xaf, 0xb2, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xbc, 0xbd, 0xbe, 0xbf -> reg(i);
      case 0xb0 -> A | byteRm(i);
      case 0xb1 -> A | rm(i);
      case 0xba -> i.group() == 4 ? 0 : rm(i);
      case 0xc0 -> byteReg(i) | byteRm(i);
      case 0xc1 -> reg(i) | rm(i);
      case 0xc7 -> A | D | rm(i);
      default -> vector(i);
    };
  }

  /** Instructions on vectors that give a number. */
  private static int vector(Instruction i) {
    return switch (i.opcode) {
      case 0x2c, 0x2d -> i.repeat != 0 ? reg(i) : 0;
      case 0x78, 0x79 -> i.vector && i.repeat != 0 ? reg(i) : 0;
      case 0x50, 0x93, 0xc5, 0xd7 -> reg(i);
      case 0x7e -> i.repeat == 0 ? rm(i) : 0;
      default -> 0;
    };
  }

  private static int map0F38(Instruction i) {
    return switch (i.opcode) {
      case 0xf0, 0xf1, 0xf2, 0xf5, 0xf6, 0xf7 ->
          reg(i) | (i.vector && i.opcode == 0xf6 && i.repeat == 0xf2 ? 1 << i.extra : 0);
      case 0xf3 -> i.vector ? 1 << i.extra : 0;
      default -> 0;
    };
  }
}
