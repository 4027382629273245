package dev.ambi.tests.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.host.HostState;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Upcalls;
import dev.ambi.bridge.numpy.DescrLayout;
import dev.ambi.bridge.numpy.NativeAbi;
import dev.ambi.bridge.object.Py;

/** Runs a test's body with the lock, and finds the objects that it leaves behind. */
final class Live {
  static final HostState HOST = new HostState(NumpyVersion.AUTO);

  private Live() {}

  static void leavesNothing(Runnable body) {
    leavesNothing(2, body);
  }

  /**
   * The second run counts: the first one interns names.
   *
   * @param abi of the extension that the body stands for
   */
  static void leavesNothing(int abi, Runnable body) {
    Upcalls.underLock(HOST.context(abi), body);
    Upcalls.underLock(
        HOST.context(abi),
        () -> {
          long before = LibAmbi.liveObjects();
          body.run();
          assertThat(LibAmbi.liveObjects()).as("live objects").isEqualTo(before);
        });
  }

  /** Where descriptors of an ABI have their fields. */
  static DescrLayout layout(int abi) {
    return NativeAbi.of(abi).descrs().layout();
  }

  /** The error that is set, as {@code "TypeError: words"}; clears it. */
  static String takeError() {
    long exception = Downcalls.call(LibAmbi.address("ambi_fetch_exception"));
    try {
      return Py.typeName(Py.type(exception)) + ": " + Py.str(exception);
    } finally {
      Py.decref(exception);
    }
  }
}
