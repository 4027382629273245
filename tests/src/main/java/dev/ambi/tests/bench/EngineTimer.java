package dev.ambi.tests.bench;

import dev.ambi.core.NDArray;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Times a case in this JVM. */
final class EngineTimer {
  private static final double BATCH_NS = 2e7;

  /** What an earlier case of other sizes has left to the compiler takes up to a second to redo. */
  private static final double LEAST_WARM_UP_NS = 1e9;

  private static final double MOST_WARM_UP_NS = 5e9;
  private static final int STEADY = 5;
  private static final double STEADY_WITHIN = 0.97;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
  private static final VarHandle SINK;

  static {
    try {
      SINK = MethodHandles.lookup().findStaticVarHandle(EngineTimer.class, "sink", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Where results go, so that the compiler cannot drop what makes them. */
  @SuppressWarnings("unused")
  private static Object sink;

  private final EngineCase.Code code;
  private final NDArray[] inputs;
  private final boolean cpu;

  /**
   * Makes a timer.
   *
   * @param code what is timed
   * @param inputs what it gets
   * @param cpu whether the clock is this thread's, which stands still while others run
   */
  EngineTimer(EngineCase.Code code, NDArray[] inputs, boolean cpu) {
    this.code = code;
    this.inputs = inputs;
    this.cpu = cpu;
  }

  private long now() {
    return cpu ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
  }

  /** The nanoseconds that so many runs take. */
  long time(long repeats) throws IOException {
    long begin = now();
    for (long i = 0; i < repeats; i++) {
      SINK.setRelease(code.run(inputs));
    }
    return now() - begin;
  }

  /**
   * Runs until batches get no faster any more, and all that was compiled is.
   *
   * @return the nanoseconds that one run then takes
   */
  double warmUp() throws IOException {
    double best = Double.MAX_VALUE;
    double last;
    double spent = 0;
    long repeats = 1;
    int steady = 0;
    do {
      long compiled = COMPILER.getTotalCompilationTime();
      double time = time(repeats);
      spent += time;
      last = time / repeats;
      boolean changing =
          last < best * STEADY_WITHIN || COMPILER.getTotalCompilationTime() != compiled;
      steady = changing ? 0 : steady + 1;
      best = Math.min(best, last);
      repeats = repeats(last, BATCH_NS);
    } while (spent < MOST_WARM_UP_NS && (spent < LEAST_WARM_UP_NS || steady < STEADY));
    return best;
  }

  /** How many runs take so long, if one takes {@code one}. */
  static long repeats(double one, double wanted) {
    return Math.max(1, Math.round(wanted / Math.max(one, 0.1)));
  }
}
