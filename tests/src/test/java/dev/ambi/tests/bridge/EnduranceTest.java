package dev.ambi.tests.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.ExtensionFunction;
import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.PythonException;
import dev.ambi.core.NDArray;
import dev.ambi.tests.Wheels;
import dev.ambi.tests.extensions.LiveObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many calls, and many threads. */
class EnduranceTest {
  private static final int THREADS = 8;

  /** A leak of 16 bytes a call would be 16 MB in a million calls. */
  private static final long LEAK_KILOBYTES = 12_000;

  @Test
  void aMillionCallsLeaveNothing() throws IOException {
    try (ExtensionHost host = ExtensionHost.open()) {
      List<ExtensionModule> modules =
          List.of(
              host.load(Wheels.bottleneck("1.3.8"), "bottleneck.reduce"),
              host.load(Wheels.bottleneck("1.6.0"), "bottleneck.reduce"));
      NDArray x = NDArray.arange(0, 12, 1.0).reshape(3, 4);
      calls(modules, x, 100_000);
      long live = LiveObjects.collected();
      long grown = Long.MAX_VALUE;
      // What the JIT takes is as much, but once.
      for (int round = 0; round < 3 && grown >= LEAK_KILOBYTES; round++) {
        long resident = residentKilobytes();
        calls(modules, x, 1_000_000);
        assertThat(LiveObjects.collected()).isEqualTo(live);
        grown = residentKilobytes() - resident;
      }
      assertThat(grown).isLessThan(LEAK_KILOBYTES);
    }
  }

  /** Scalars, arrays and errors, each a third. */
  private static void calls(List<ExtensionModule> modules, NDArray x, int count) {
    for (int i = 0; i < count / 6; i++) {
      for (ExtensionModule module : modules) {
        assertThat(module.call("nansum", x).asDouble() == 66).isTrue();
        assertThat(module.call("nanmean", x, 0).asArray().getDouble(1) == 5).isTrue();
        try {
          module.call("nanmean", x, 2);
          throw new AssertionError("no error");
        } catch (PythonException e) {
          assertThat(e.type().equals("ValueError")).isTrue();
        }
      }
    }
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(l -> l.startsWith("VmRSS:"))
        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eightThreadsGetRightAnswers() throws Exception {
    threads(Executors.newFixedThreadPool(THREADS));
  }

  @Test
  void virtualThreadsGetRightAnswers() throws Exception {
    threads(Executors.newVirtualThreadPerTaskExecutor());
  }

  private static void threads(ExecutorService threads) throws Exception {
    try (ExtensionHost host = ExtensionHost.open();
        threads) {
      ExtensionFunction old =
          host.load(Wheels.bottleneck("1.3.8"), "bottleneck.reduce").function("nansum");
      ExtensionFunction current =
          host.load(Wheels.bottleneck("1.6.0"), "bottleneck.move").function("move_sum");
      NDArray shared = NDArray.arange(0, 1000, 1.0);
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int own = t;
        tasks.add(() -> {
          NDArray mine = NDArray.full(dev.ambi.core.DType.FLOAT64, (double) own, 100);
          for (int i = 0; i < 2000; i++) {
            assertThat(old.call(shared).asDouble() == 499500).isTrue();
            assertThat(old.call(mine).asDouble() == 100.0 * own).isTrue();
            assertThat(current.call(mine, 4).asArray().getDouble(50) == 4.0 * own).isTrue();
            assertThat(current.call(shared, 2).asArray().getDouble(10) == 19).isTrue();
          }
          return null;
        });
      }
      for (Future<Void> future : threads.invokeAll(tasks)) {
        future.get();
      }
    }
  }

  @Test
  void aHostMayBeClosedWhileOthersCall() throws Exception {
    for (int round = 0; round < 10; round++) {
      ExtensionHost host = ExtensionHost.open();
      ExtensionFunction f =
          host.load(Wheels.bottleneck("1.6.0"), "bottleneck.reduce").function("nanmean");
      NDArray x = NDArray.arange(0, 100_000, 1.0);
      try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
        List<Future<Integer>> futures = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
          futures.add(
              threads.submit(() -> {
                int calls = 0;
                try {
                  while (true) {
                    assertThat(f.call(x).asDouble() == 49999.5).isTrue();
                    calls++;
                  }
                } catch (IllegalStateException closed) {
                  return calls;
                }
              }));
        }
        Thread.sleep(20);
        host.close();
        for (Future<Integer> future : futures) {
          assertThat(future.get()).isGreaterThanOrEqualTo(0);
        }
      }
    }
  }
}
