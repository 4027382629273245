package dev.ambi.bridge.nativelib;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The one upcall stub, for {@link Upcalls#enter}, linked in a thread of its own. */
final class UpcallStub implements Runnable {
  private final Thread thread = new Thread(this, "ambi-upcall-stub");
  private MemorySegment stub;
  private Throwable failure;

  private UpcallStub() {
    thread.setDaemon(true);
  }

  static UpcallStub startLinking() {
    UpcallStub maker = new UpcallStub();
    maker.thread.start();
    return maker;
  }

  /** Must not touch {@link LibAmbi}: its initialisation waits for this. */
  @Override
  public void run() {
    try {
      MethodHandle target =
          MethodHandles.lookup()
              .findStatic(
                  Upcalls.class,
                  "enter",
                  MethodType.methodType(long.class, int.class, int.class, long.class, long.class));
      stub =
          Linker.nativeLinker()
              .upcallStub(
                  target,
                  FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG),
                  Arena.global());
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      failure = e;
    }
  }

  /** The address of the stub; waits until it is linked. */
  long address() {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw new LinkageError("the upcall cannot be linked", failure);
    }
    return stub.address();
  }
}
