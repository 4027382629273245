package dev.ambi.compat.audit;

import java.util.List;

/**
 * The general registers by the numbers of their encoding: 0 rax, 1 rcx, 2 rdx, 3 rbx, 4 rsp, 5 rbp,
 * 6 rsi, 7 rdi, then r8 to r15. A part of one has its number.
 */
final class Registers {
  static final int RAX = 0;
  static final int RCX = 1;
  static final int RDX = 2;
  static final int RSP = 4;
  static final int RBP = 5;
  static final int RSI = 6;
  static final int RDI = 7;

  /** How many there are. */
  static final int COUNT = 16;

  /** The instruction pointer as the base of an operand in memory. */
  static final int RIP = 16;

  /** A vector of indices. */
  static final int VECTOR = 17;

  /** No register, or none of those. */
  static final int NONE = -1;

  /** What a function may change, by the System V ABI: rax, rcx, rdx, rsi, rdi, r8 to r11. */
  static final int CALLER_SAVED = 1 << RAX | 1 << RCX | 1 << RDX | 1 << RSI | 1 << RDI | 0xf << 8;

  private static final List<String> LEGACY =
      List.of("ax", "cx", "dx", "bx", "sp", "bp", "si", "di");

  private Registers() {}

  /** The number of the register with a name, {@link #RIP} included; or {@link #NONE}. */
  static int number(String name) {
    if (name.equals("rip") || name.equals("eip")) {
      return RIP;
    }
    if (name.matches("r[0-9]+[bwd]?")) {
      return Integer.parseInt(name.replaceAll("[a-z]", ""));
    }
    // rax, eax, ax; al, ah; spl
    String two =
        name.length() == 3 && (name.startsWith("r") || name.startsWith("e"))
            ? name.substring(1)
            : name.length() == 3 && name.endsWith("l") ? name.substring(0, 2) : name;
    if (two.length() == 2
        && "abcd".indexOf(two.charAt(0)) >= 0
        && "lh".indexOf(two.charAt(1)) >= 0) {
      two = two.charAt(0) + "x";
    }
    return LEGACY.indexOf(two);
  }

  /** The number of the vector register with a name; {@link #NONE} if it is none. */
  static int vector(String name) {
    return name.matches("[xyz]mm[0-9]+") ? Integer.parseInt(name.substring(3)) : NONE;
  }
}
