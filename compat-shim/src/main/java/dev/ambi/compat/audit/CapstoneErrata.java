package dev.ambi.compat.audit;

import java.util.List;
import java.util.Set;

/**
 * What Capstone 5 says of an instruction and is not so, or does not say, of all that the audit
 * reads. Found by comparing it with another decoder over the code of NumPy, SciPy, OpenBLAS and the
 * C library.
 */
final class CapstoneErrata {
  private static final int RAX = 1 << Registers.RAX;
  private static final int BY_SYSTEM_CALL = RAX | 1 << Registers.RCX | 1 << 11;

  /** They are said to write rax, and only read it. */
  private static final Set<String> ONLY_READ_RAX = Set.of("cqo", "cdq", "cwd", "test");

  /** They are said to write to memory, and have no form that does. */
  private static final List<String> NEVER_STORE = List.of("vpgather", "vgather", "vperm", "vcmp");

  /** Of two operands the first is written to, also where that is not said; but for these. */
  private static final Set<String> READ_BOTH = Set.of("cmp", "test", "bt");

  /** They write to their only operand, which is not said. */
  private static final List<String> STORE =
      List.of("set", "fst", "fnst", "fist", "stmxcsr", "vstmxcsr", "rol", "ror");

  private final String mnemonic;
  private final boolean neverStores;
  private final boolean storesFirst;
  private final boolean storesOnly;

  CapstoneErrata(String mnemonic) {
    this.mnemonic = mnemonic;
    neverStores = NEVER_STORE.stream().anyMatch(mnemonic::startsWith);
    storesFirst = !READ_BOTH.contains(mnemonic);
    storesOnly = STORE.stream().anyMatch(mnemonic::startsWith);
  }

  /** The general registers that are written, a bit for each, by those that are said to be. */
  int written(int said) {
    return switch (mnemonic) {
      case "cmpxchg" -> said | RAX;
      case "syscall" -> said | BY_SYSTEM_CALL;
      default -> ONLY_READ_RAX.contains(mnemonic) ? said & ~RAX : said;
    };
  }

  /**
   * Whether an operand in memory is written to.
   *
   * @param said whether it is said to be
   * @param index which operand it is
   * @param count how many there are
   */
  boolean isStore(boolean said, int index, int count) {
    if (said) {
      return !neverStores;
    }
    return index == 0 && (count == 1 ? storesOnly : storesFirst);
  }
}
