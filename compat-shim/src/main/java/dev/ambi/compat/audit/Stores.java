package dev.ambi.compat.audit;

import dev.ambi.compat.audit.x86.Instruction;

/** Which instructions write to their operand in memory, and how wide it is. */
final class Stores {
  private static final int POINTER = 8;
  private static final int VECTOR = 16;

  private Stores() {}

  /** Whether the operand in memory is written; instructions that only carry pointers apart. */
  static boolean isStore(Instruction i) {
    return switch (i.map) {
      case 0 -> !i.vector && isOneByteStore(i);
      case 1 -> i.vector ? isVectorStore(i) : isVectorStore(i) || isTwoByteStore(i);
      case 2 -> i.vector ? isLaterVectorStore(i) : i.opcode == 0xf1 && i.repeat == 0; // movbe
      case 3 ->
          switch (i.opcode) {
            case 0x14, 0x15, 0x16, 0x17, 0x19, 0x1b, 0x1d, 0x39, 0x3b -> true; // extractions
            default -> false;
          };
      case 5 -> i.opcode == 0x11 || i.opcode == 0x7e; // half precision
      default -> false;
    };
  }

  private static boolean isOneByteStore(Instruction i) {
    int op = i.opcode;
    int group = i.group();
    if (op < 0x40) {
      return (op & 7) < 2 && (op & 0x38) != 0x38;
    }
    return switch (op) {
      case 0x80, 0x81, 0x83 -> group != 7;
      case 0x86, 0x87, 0x88, 0x8c, 0xc0, 0xc1, 0xc6, 0xd0, 0xd1, 0xd2, 0xd3 -> true;
      case 0xf6, 0xf7 -> group == 2 || group == 3;
      case 0xfe, 0xff -> group < 2;
      // The old floating-point unit.
      case 0xd9 -> group == 2 || group == 3 || group > 5;
      case 0xdb -> group > 0 && group < 4 || group == 7;
      case 0xdd, 0xdf -> group > 0 && group < 4 || group > 5;
      default -> false;
    };
  }

  private static boolean isTwoByteStore(Instruction i) {
    int op = i.opcode;
    if (op >= 0x90 && op <= 0x9f) {
      return true;
    }
    return switch (op) {
      case 0xa4, 0xa5, 0xab, 0xac, 0xad, 0xb0, 0xb1, 0xb3, 0xbb, 0xc0, 0xc1, 0xc3 -> true;
      case 0xae -> i.group() == 0 || i.group() == 3 || i.group() == 4 || i.group() == 6;
      case 0xba -> i.group() > 4;
      case 0xc7 -> i.group() != 6;
      default -> false;
    };
  }

  private static boolean isVectorStore(Instruction i) {
    return switch (i.opcode) {
      case 0x11, 0x13, 0x17, 0x29, 0x2b, 0x7f, 0xd6, 0xe7 -> true;
      case 0x7e -> i.repeat == 0;
      default -> false;
    };
  }

  private static boolean isLaterVectorStore(Instruction i) {
    int op = i.opcode;
    return switch (op) {
      case 0x2e, 0x2f, 0x8e -> true; // masked
      case 0x63, 0x8a, 0x8b -> true; // compressed
      case 0xa0, 0xa1, 0xa2, 0xa3 -> true; // scattered
      // Narrowed: vpmov and its like.
      default -> i.repeat == 0xf3 && op >= 0x10 && op <= 0x35 && (op & 15) < 6;
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
