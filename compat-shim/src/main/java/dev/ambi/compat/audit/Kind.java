package dev.ambi.compat.audit;

/**
 * What an instruction does, as far as that matters; {@code mnemonics.txt} tells which are which.
 */
enum Kind {
  /** Nothing is known of it but its operands and what it writes. */
  OTHER,
  MOVE,
  LOAD_ADDRESS,
  /** A number of 32 bits becomes one of 64. */
  EXTEND,
  EXTEND_RAX,
  EXCHANGE,
  ADD,
  SUBTRACT,
  EXCLUSIVE_OR,
  AND,
  COMPARE,
  PUSH,
  POP,
  LEAVE,
  CALL,
  JUMP,
  JUMP_IF,
  MOVE_IF,
  SET_IF,
  /** A jump on what is in rcx. */
  LOOP,
  RETURN,
  /** What follows is reached from elsewhere. */
  END,
  NOTHING,
  /** A whole vector register is read or written. */
  VECTOR_MOVE,
  /** The low half, or a part of it; from another register, the rest stays. */
  SCALAR_MOVE,
  /** The low half; the rest becomes zero. */
  QUAD_MOVE,
  LOW_MOVE,
  HIGH_MOVE,
  HIGH_TO_LOW,
  /** The low halves of two vectors, one beside the other. */
  LOW_TO_HIGH,
  /** The high halves of two vectors, one beside the other. */
  HIGHS,
  /** A half of each of two vectors, which an immediate operand chooses. */
  SHUFFLE;

  /** Whether it carries halves of vectors from one place to another. */
  boolean isOfVectors() {
    return compareTo(VECTOR_MOVE) >= 0;
  }
}
