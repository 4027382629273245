package dev.ambi.core.internal;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * Splits work over threads. How work is split must never show in its result: whoever combines parts
 * splits at places that do not depend on the number of threads.
 */
public final class Parallel {

  /** Elements below which a part is not worth a thread. */
  public static final long GRAIN = 1 << 16;

  /** Works on the elements from one index up to another. */
  @FunctionalInterface
  public interface RangeBody {
    /**
     * Works.
     *
     * @param from the first
     * @param to behind the last
     */
    void run(long from, long to);
  }

  /** Stands for any thread that is not the owner of a confined arena; never started. */
  private static final Thread ANOTHER = new Thread();

  private static volatile int threads = 1;
  private static volatile ForkJoinPool pool;

  private Parallel() {}

  /** {@return how many threads work} */
  public static int threads() {
    return threads;
  }

  /** {@return whether more than one thread works} */
  public static boolean isOn() {
    return threads > 1;
  }

  /**
   * Says how many threads work.
   *
   * @param n how many, at least one
   */
  public static synchronized void threads(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("parallelism of " + n);
    }
    ForkJoinPool old = pool;
    pool = n == 1 ? null : new ForkJoinPool(n);
    threads = n;
    if (old != null) {
      old.shutdown();
    }
  }

  /**
   * {@return whether the work on some memory may be split: more than one thread works, and others
   * than this one may use the memory}
   *
   * @param memory the memory
   */
  public static boolean mayShare(MemorySegment... memory) {
    if (threads == 1) {
      return false;
    }
    for (MemorySegment m : memory) {
      if (!m.isAccessibleBy(ANOTHER)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Works on all of a range, and returns when that is done.
   *
   * @param n the length of the range
   * @param grain parts are multiples of this, but for the last
   * @param body the work
   */
  public static void ranges(long n, long grain, RangeBody body) {
    ForkJoinPool p = pool;
    long grains = (n + grain - 1) / grain;
    int parts = (int) Math.min(threads, grains);
    if (p == null || parts < 2) {
      body.run(0, n);
      return;
    }
    List<ForkJoinTask<?>> tasks = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      long from = grains * i / parts * grain;
      long to = Math.min(grains * (i + 1) / parts * grain, n);
      tasks.add(ForkJoinTask.adapt(() -> body.run(from, to)));
    }
    try {
      p.submit(() -> ForkJoinTask.invokeAll(tasks)).join();
    } catch (java.util.concurrent.RejectedExecutionException e) {
      // The number of threads was changed meanwhile.
      body.run(0, n);
    }
  }
}
