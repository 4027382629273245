package dev.ambi.tests.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.kernel.Array;
import dev.ambi.bridge.kernel.In;
import dev.ambi.bridge.kernel.Kernels;
import dev.ambi.bridge.kernel.Part;
import dev.ambi.bridge.kernel.Symbol;
import dev.ambi.core.NDArray;
import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two threads in {@code meeting.c}: it sees whether they are there at the same time. */
class ParallelKernelsTest {
  /** Much longer than a thread ever needs to start. */
  private static final long FOREVER = 60_000;

  private static final long A_WHILE = 300;

  interface Meeting {
    /** Takes no lock. */
    @Symbol("meeting")
    int plain(@In @Array(dtype = "float64") NDArray x, long milliseconds);

    /** A {@code PyArrayObject *} of NumPy 2: under the interpreter lock. */
    @Symbol("meeting")
    int locked(@In @Array(as = Part.NUMPY_2X) NDArray x, long milliseconds);

    void meeting_again();
  }

  @TempDir Path directory;

  /** What both threads are told. */
  private static int[] inTwoThreads(IntSupplier call) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Integer> other =
          threads.submit(() -> {
            start.await();
            return call.getAsInt();
          });
      Future<Integer> one =
          threads.submit(() -> {
            start.await();
            return call.getAsInt();
          });
      return new int[] {one.get(), other.get()};
    }
  }

  @Test
  void onlyThoseWithPythonObjectsTakeTheLock() throws Exception {
    Meeting c = Kernels.bind(Meeting.class, NativeSource.c("meeting.c").build(directory));
    NDArray x = NDArray.ones(3);
    assertThat(inTwoThreads(() -> c.plain(x, FOREVER))).containsExactly(1, 1);
    c.meeting_again();
    assertThat(inTwoThreads(() -> c.locked(x, A_WHILE))).containsExactly(0, 0);
    // A plain kernel runs beside one that has the lock.
    boolean[] turn = {false};
    assertThat(
            inTwoThreads(() -> {
              boolean first;
              synchronized (turn) {
                first = !turn[0];
                turn[0] = true;
              }
              return first ? c.locked(x, FOREVER) : c.plain(x, FOREVER);
            }))
        .containsExactly(1, 1);
  }
}
