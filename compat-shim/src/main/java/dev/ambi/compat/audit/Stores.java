package dev.ambi.compat.audit;

import dev.ambi.compat.audit.x86.Instruction;

/** Which instructions write to their operand in memory, and how wide it is. */
final class Stores {
  private static final int POINTER = 8;
  private static final int VECTOR = 16;

  private Stores() {}

  /** Whether the operand in memory is written; instructions that only carry pointers apart. */
  static boolean isStore(Instruction i) {
    int op = i.opcode;
    if (i.map == 0 && !i.vector) {
      return op < 0x40 && (op & 7) < 2 && (op & 0x38) != 0x38
          || switch (op) {
            case 0x80, 0x81, 0x83 -> i.group() != 7;
            case 0x86, 0x87, 0x88, 0xc0, 0xc1, 0xc6, 0xd0, 0xd1, 0xd2, 0xd3 -> true;
            case 0xf6, 0xf7 -> i.group() == 2 || i.group() == 3;
            case 0xfe, 0xff -> i.group() < 2;
            default -> false;
          };
    }
    return i.map == 1
        && switch (op) {
          case 0x11, 0x13, 0x17, 0x29, 0x2b, 0x7f, 0xd6, 0xe7 -> true;
          case 0x7e -> i.repeat == 0;
          default -> false;
        };
  }

  /** Whether a vector of full width is moved. */
  static boolean isWholeVector(Instruction i) {
    return i.map == 1
        && switch (i.opcode) {
          case 0x10, 0x11 -> i.repeat == 0;
          case 0x28, 0x29 -> true;
          case 0x6f, 0x7f -> i.vector || i.operandSize || i.repeat == 0xf3;
          default -> false;
        };
  }

  /** Whether two slots, and no more, come into a vector register. */
  static boolean isPairLoad(Instruction i) {
    boolean load = i.opcode == 0x10 || i.opcode == 0x28 || i.opcode == 0x6f;
    return load && i.hasMemory() && isWholeVector(i) && i.vectorLength == 0;
  }

  /** Whether an instruction behind 0F, or a later map, has nothing to do with vectors. */
  static boolean isGeneral(Instruction i) {
    if (i.vector) {
      return false;
    }
    int op = i.opcode;
    return switch (i.map) {
      case 1 ->
          op < 0x10
              || op >= 0x18 && op < 0x28
              || op >= 0x80 && op < 0xc2
              || op >= 0x30 && op < 0x50
              || op >= 0xc7 && op < 0xd0;
      case 2 -> op >= 0xf0;
      case 3 -> false;
      default -> true;
    };
  }

  /** How many bytes of memory are read; where that is not known, a pointer's. */
  static int width(Instruction i) {
    return isWholeVector(i) ? VECTOR << i.vectorLength : POINTER;
  }
}
