package dev.ambi.bridge.nativelib;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.host.HostState;
import java.util.Arrays;

/**
 * On whose behalf native code runs: the host and the NumPy ABI of the extension that was called.
 * Native code carries it as a number in its thread state and gives it back with each upcall.
 *
 * @param host the host that loaded the extension
 * @param abi the ABI whose structs the extension sees
 * @param id the number that native code carries
 */
public record CallContext(HostState host, NumpyAbi abi, int id) {
  /** Append-only; read without a lock on each upcall. Index 0 is "no host". */
  private static volatile CallContext[] all = {null};

  private static final Object LOCK = new Object();

  /** Makes the context of {@code host} for {@code abi}. */
  public static CallContext register(HostState host, NumpyAbi abi) {
    synchronized (LOCK) {
      int id = all.length;
      CallContext context = new CallContext(host, abi, id);
      CallContext[] next = Arrays.copyOf(all, id + 1);
      next[id] = context;
      all = next;
      return context;
    }
  }

  /**
   * The context of an upcall.
   *
   * @param id what the thread state carries
   * @param tag the ABI of the table slot that was called; 0 for a Python symbol
   */
  public static CallContext of(long id, int tag) {
    CallContext[] known = all;
    CallContext context = id > 0 && id < known.length ? known[(int) id] : null;
    if (context == null) {
      throw new IllegalStateException("native code called back without a host (is it closed?)");
    }
    return tag == 0 || tag == context.abi.tag() ? context : context.host.context(tag);
  }
}
