package dev.ambi.tests.bench;

import dev.ambi.bridge.ExtensionFunction;
import dev.ambi.bridge.ExtensionHost;
import dev.ambi.core.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code bottleneck.reduce.nanmean}: calls of the same binary, in this JVM and in CPython. */
final class Nanmean implements Benchmark {
  private static final long[] SIZES = {10, 1_000, 1_000_000};
  private static final int ROUNDS = 15;
  private static final double ROUND_NS = 5e7;

  /** Long enough for the JIT compiler to have done its work. */
  private static final double WARM_UP_NS = 2e9;

  @Override
  public String name() {
    return "nanmean";
  }

  @Override
  public String summary() {
    return "a call of bottleneck.reduce.nanmean, n elements; peer: CPython, the same binary";
  }

  @Override
  public void run(Bench bench) throws IOException {
    Path file = Files.createTempFile("ambi-nanmean", ".npy");
    try (ExtensionHost host = ExtensionHost.open();
        PeerProcess peer = new PeerProcess(bench, "nanmean")) {
      ExtensionFunction nanmean = host.load(bench.wheel(), "bottleneck.reduce").function("nanmean");
      for (long n : SIZES) {
        Bench.progress("nanmean, n = " + n);
        NDArray array = Samples.withNaNs(n);
        array.save(file);
        requireEqual(nanmean.call(array).asDouble(), peer.ask("array " + file));

        long repeats = repeats(nanmean, array);
        Rounds.Medians medians =
            Rounds.interleave(
                ROUNDS,
                () -> new double[] {time(nanmean, array, repeats) / repeats},
                () -> new double[] {Double.parseDouble(peer.ask("round " + repeats)) / repeats});
        bench.report(
            new Measurement(
                "nanmean", n, medians.ours()[0], bench.python().description(), medians.peer()[0]));
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void requireEqual(double ours, String peers) throws IOException {
    if (Double.compare(ours, Double.parseDouble(peers)) != 0) {
      throw new IOException("nanmean gives " + ours + " here and " + peers + " in the peer");
    }
  }

  /** Warms up, and finds how many calls a round should have. */
  private static long repeats(ExtensionFunction nanmean, NDArray array) {
    double spent = 0;
    double one = Double.MAX_VALUE;
    long repeats = 1;
    while (spent < WARM_UP_NS) {
      double time = time(nanmean, array, repeats);
      spent += time;
      one = time / repeats;
      repeats = Math.max(1, Math.round(ROUND_NS / one));
    }
    return repeats;
  }

  private static double time(ExtensionFunction nanmean, NDArray array, long repeats) {
    double sum = 0;
    long begin = System.nanoTime();
    for (long i = 0; i < repeats; i++) {
      sum += nanmean.call(array).asDouble();
    }
    long time = System.nanoTime() - begin;
    if (Double.isNaN(sum)) {
      throw new IllegalStateException("a mean of the samples is never NaN");
    }
    return time;
  }
}
