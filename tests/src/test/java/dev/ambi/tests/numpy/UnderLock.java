package dev.ambi.tests.numpy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.host.HostState;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Upcalls;
import dev.ambi.bridge.numpy.Arrays;
import dev.ambi.bridge.numpy.NativeAbi;
import dev.ambi.bridge.object.Py;
import java.util.function.Consumer;

/**
 * Runs a test's body as an extension's call would: with the lock, for one ABI, leaving no object
 * behind.
 */
final class UnderLock {
  private static final HostState HOST = new HostState(NumpyVersion.AUTO);

  private UnderLock() {}

  /** What a body has. */
  record World(CallContext context, NativeAbi abi) {
    NativeAbi other() {
      return Arrays.abi(context, 3 - abi.tag());
    }

    /** {@code str} of the error that is set, with its type's name; clears it. */
    String takeError() {
      long exception = Downcalls.call(LibAmbi.address("ambi_fetch_exception"));
      try {
        return Py.typeName(Py.type(exception)) + ": " + Py.str(exception);
      } finally {
        Py.decref(exception);
      }
    }
  }

  static void run(int tag, Consumer<World> body) {
    CallContext context = HOST.context(tag);
    World world = new World(context, (NativeAbi) context.abi());
    // The second run counts: the first one interns names.
    Upcalls.underLock(context, () -> body.accept(world));
    long[] live = new long[2];
    Upcalls.underLock(
        context,
        () -> {
          live[0] = LibAmbi.liveObjects();
          body.accept(world);
          live[1] = LibAmbi.liveObjects();
        });
    assertThat(live[1]).as("live objects").isEqualTo(live[0]);
  }
}
