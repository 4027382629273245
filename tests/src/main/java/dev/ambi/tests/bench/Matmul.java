package dev.ambi.tests.bench;

import dev.ambi.bridge.kernel.Blas;
import dev.ambi.bridge.kernel.Kernels;
import dev.ambi.bridge.kernel.Library;
import dev.ambi.core.DType;
import dev.ambi.core.LinearAlgebra;
import dev.ambi.core.NDArray;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Products of square float64 matrices by OpenBLAS: the file that the peer's NumPy uses too. */
final class Matmul implements Benchmark {
  private static final long[] SIZES = {64, 256, 1024, 2048};
  private static final int ROUNDS = 15;
  private static final double ROUND_NS = 3e8;
  private static final double WARM_UP_NS = 1e9;

  /** OpenBLAS's threads look for more work for some time before they sleep. */
  private static final long UNTIL_THREADS_SLEEP_MS = 100;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** OpenBLAS asks C for the environment, which Java cannot change. */
  interface C {
    int unsetenv(String name);

    int setenv(String name, String value, int overwrite);
  }

  private boolean cpu;

  @Override
  public String name() {
    return "matmul";
  }

  @Override
  public String summary() {
    return "a product of n x n matrices by OpenBLAS; peer: CPython's NumPy, the same file of it";
  }

  @Override
  public boolean takesOptions() {
    return true;
  }

  @Override
  public void run(Bench bench) throws IOException {
    cpu = bench.options().equals(List.of("--cpu"));
    if (!cpu && !bench.options().isEmpty()) {
      throw new IllegalArgumentException("matmul takes --cpu, and nothing else");
    }
    C c = Kernels.bind(C.class, Library.system());
    PeerPython.UNSET.forEach(c::unsetenv);
    Map<String, String> threads = cpu ? Map.of("OPENBLAS_NUM_THREADS", "1") : Map.of();
    threads.forEach((name, value) -> c.setenv(name, value, 1));
    LinearAlgebra.useMultiplier(Blas.multiplier(Library.open(openblas(bench.python()))));
    Path directory = Files.createTempDirectory("ambi-matmul");
    List<Path> files = new ArrayList<>();
    try (PeerProcess peer =
        new PeerProcess(bench, "matmul", cpu ? "thread_time_ns" : "perf_counter_ns", threads)) {
      for (String name : List.of("a.npy", "b.npy", "product.npy")) {
        files.add(directory.resolve(name));
      }
      for (long n : SIZES) {
        one(bench, peer, n, files);
      }
    } finally {
      LinearAlgebra.useMultiplier(null);
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.delete(directory);
    }
  }

  private void one(Bench bench, PeerProcess peer, long n, List<Path> files) throws IOException {
    Bench.progress("matmul, n = " + n);
    NDArray a = matrix(n, 1);
    NDArray b = matrix(n, 2);
    a.save(files.get(0));
    b.save(files.get(1));
    a.matmul(b).save(files.get(2));
    String answer = peer.ask("matrices " + files.get(0) + " " + files.get(1) + " " + files.get(2));
    if (!answer.equals("equal")) {
      throw new IOException("the product of " + n + " differs: " + answer);
    }
    long repeats = repeats(a, b);
    Rounds.Medians medians =
        Rounds.interleave(
            ROUNDS,
            () -> new double[] {time(a, b, repeats) / (double) repeats},
            () -> {
              pause();
              return new double[] {Double.parseDouble(peer.ask("round " + repeats)) / repeats};
            });
    bench.report(
        new Measurement(
            "matmul", n, medians.ours()[0], bench.python().description(), medians.peer()[0]));
  }

  /** The library in the peer's NumPy. */
  private static Path openblas(PeerPython python) throws IOException {
    try (Stream<Path> files = Files.walk(python.executable().getParent().resolveSibling("lib"))) {
      return files
          .filter(file -> file.getParent().endsWith("numpy.libs"))
          .filter(file -> file.getFileName().toString().contains("openblas"))
          .findFirst()
          .orElseThrow(() -> new IOException("the peer's NumPy has no OpenBLAS of its own"));
    }
  }

  private static NDArray matrix(long n, long seed) {
    return new EngineInput(DType.FLOAT64, seed, -0.5, 1).make(new long[] {n, n}, 1);
  }

  private long repeats(NDArray a, NDArray b) throws IOException {
    double spent = 0;
    double one = Double.MAX_VALUE;
    long repeats = 1;
    while (spent < WARM_UP_NS) {
      double time = time(a, b, repeats);
      spent += time;
      one = time / repeats;
      repeats = Math.max(1, Math.round(ROUND_NS / one));
    }
    return repeats;
  }

  private long time(NDArray a, NDArray b, long repeats) throws IOException {
    pause();
    long begin = now();
    NDArray product = a;
    for (long i = 0; i < repeats; i++) {
      product = a.matmul(b);
    }
    long time = now() - begin;
    if (Double.isNaN(product.getDouble(0, 0))) {
      throw new IllegalStateException("a product of the samples is never NaN");
    }
    return time;
  }

  private long now() {
    return cpu ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(UNTIL_THREADS_SLEEP_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
