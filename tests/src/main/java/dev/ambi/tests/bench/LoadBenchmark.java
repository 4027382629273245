package dev.ambi.tests.bench;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.cli.CloneFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Loading, once in each of ten fresh JVMs, since the first time is the one that a program waits
 * for: {@code ./ambi bench --jmh Load}.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(10)
public class LoadBenchmark {

  /** The wheel, in a warm file cache. */
  @State(Scope.Benchmark)
  public static class Wheel {
    private Path file;

    /**
     * Fetches it.
     *
     * @throws IOException when it cannot be fetched
     */
    @Setup(Level.Trial)
    public void fetch() throws IOException {
      file = CloneFiles.find().wheels("bottleneck==1.6.0").getFirst();
    }
  }

  /** An open host. */
  @State(Scope.Benchmark)
  public static class Open {
    private ExtensionHost host;

    /** Opens it. */
    @Setup(Level.Trial)
    public void open() {
      host = ExtensionHost.open();
    }

    /** Closes it. */
    @TearDown(Level.Trial)
    public void close() {
      host.close();
    }
  }

  /** An open host that has loaded a module of the wheel. */
  @State(Scope.Benchmark)
  public static class OneLoaded {
    private ExtensionHost host;

    /** Opens it and loads a module. */
    @Setup(Level.Trial)
    public void load(Wheel wheel) {
      host = ExtensionHost.open();
      host.load(wheel.file, "bottleneck.reduce");
    }

    /** Closes it. */
    @TearDown(Level.Trial)
    public void close() {
      host.close();
    }
  }

  /**
   * Opening a host.
   *
   * @return the host; the JVM ends soon, and so nobody closes it
   */
  @Benchmark
  public ExtensionHost host() {
    return ExtensionHost.open();
  }

  /**
   * Loading the first module.
   *
   * @return the module
   */
  @Benchmark
  public ExtensionModule firstModule(Open open, Wheel wheel) {
    return open.host.load(wheel.file, "bottleneck.reduce");
  }

  /**
   * Loading a second module of the same wheel.
   *
   * @return the module
   */
  @Benchmark
  public ExtensionModule secondModule(OneLoaded loaded, Wheel wheel) {
    return loaded.host.load(wheel.file, "bottleneck.move");
  }
}
