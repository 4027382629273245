package dev.ambi.tests.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.host.HostState;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Upcalls;

/** Runs a test's body with the lock, and finds the objects that it leaves behind. */
final class Live {
  static final HostState HOST = new HostState(NumpyVersion.AUTO);

  private Live() {}

  /** The second run counts: the first one interns names. */
  static void leavesNothing(Runnable body) {
    Upcalls.underLock(HOST.context(2), body);
    Upcalls.underLock(
        HOST.context(2),
        () -> {
          long before = LibAmbi.liveObjects();
          body.run();
          assertThat(LibAmbi.liveObjects()).as("live objects").isEqualTo(before);
        });
  }
}
