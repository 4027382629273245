package dev.ambi.bridge.exchange;

import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What Java lends to native code: structs that libambi allocates and ends (exchange.h), and what
 * has to stay reachable until then. Thread-safe.
 */
final class Loans {
  private static final long NEW = LibAmbi.address("ambi_loan_new");
  private static final long FREE = LibAmbi.address("ambi_loan_free");
  private static final long END = LibAmbi.address("ambi_loan_end");
  private static final long ENDED = LibAmbi.address("ambi_loans_ended");
  private static final long LIVE = LibAmbi.address("ambi_loans_live");

  /** Where a loan that ended says which the next one is. */
  private static final long NEXT = -16;

  /** By the address of the loan. */
  private static final Map<Long, Object> HELD = new ConcurrentHashMap<>();

  private Loans() {}

  /** Started with the first loan that holds something. */
  private static final class Returns {
    static {
      Thread thread = new Thread(Returns::run, "ambi-exchange-returns");
      thread.setDaemon(true);
      thread.start();
    }

    static void ensureRunning() {}

    private static void run() {
      while (true) {
        long loan = Downcalls.call(ENDED);
        while (loan != 0) {
          long next = Memory.getLong(loan + NEXT);
          HELD.remove(loan);
          Downcalls.call(FREE, loan);
          loan = next;
        }
      }
    }
  }

  /**
   * {@return the address of zeroed memory}
   *
   * @param size its size in bytes
   * @param held what stays reachable until the loan ends; may be null
   */
  static long make(long size, Object held) {
    if (held != null) {
      Returns.ensureRunning();
    }
    long loan = Downcalls.call(NEW, size, held == null ? 0 : 1);
    if (loan == 0) {
      throw new OutOfMemoryError("no native memory for an export of " + size + " bytes");
    }
    if (held != null) {
      HELD.put(loan, held);
    }
    return loan;
  }

  /** Ends a loan that was not handed out. */
  static void end(long loan) {
    Downcalls.call(END, loan);
  }

  static long live() {
    return Downcalls.call(LIVE);
  }

  /** How many loans hold something; a loan that ended may count for a moment longer. */
  static int held() {
    return HELD.size();
  }
}
