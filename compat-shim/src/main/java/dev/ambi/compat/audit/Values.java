package dev.ambi.compat.audit;

/**
 * What a register or a place in memory may hold, as one number: a kind and what belongs to it.
 * Where two paths meet, the larger one is kept: a table's pointer wins over all else, since a
 * compiler reads a register only where it is the same variable on every path.
 */
final class Values {
  /** The kinds, from the least to the most interesting. */
  static final int UNKNOWN = 0;

  static final int CONSTANT = 1;
  static final int IMPORT = 2;
  static final int STACK = 3;
  static final int ADDRESS = 4;
  static final int JUMP_TABLE = 5;
  static final int FUNCTION = 6;
  static final int VERSION = 7;
  static final int ATTRIBUTE = 8;
  static final int TABLE = 9;

  private static final int SHIFT = 56;
  private static final long PAYLOAD = (1L << SHIFT) - 1;

  private Values() {}

  static long of(int kind, long payload) {
    return (long) kind << SHIFT | payload & PAYLOAD;
  }

  static int kind(long value) {
    return (int) (value >>> SHIFT);
  }

  static boolean is(long value, int kind) {
    return kind(value) == kind;
  }

  /** What belongs to the kind, with its sign. */
  static long payload(long value) {
    return value << 64 - SHIFT >> 64 - SHIFT;
  }

  /** A place in a table: a pointer to it, or for {@link #FUNCTION} what is in it. */
  static long inTable(int kind, ApiTable table, int offset) {
    return of(kind, (long) table.ordinal() << 32 | Integer.toUnsignedLong(offset));
  }

  static ApiTable table(long value) {
    return ApiTable.ALL.get((int) (payload(value) >> 32) & 0xff);
  }

  static int offset(long value) {
    return (int) payload(value);
  }
}
