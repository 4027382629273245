package dev.ambi.tests.bench;

import dev.ambi.bridge.ExtensionFunction;
import dev.ambi.bridge.ExtensionHost;
import dev.ambi.cli.CloneFiles;
import dev.ambi.core.NDArray;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A call of {@code bottleneck.reduce.nanmean} through the public API: {@code ./ambi bench --jmh
 * Nanmean}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class NanmeanBenchmark {
  /** How many elements. */
  @Param({"10", "1000", "1000000"})
  public long n;

  /** Which build of Bottleneck: 1.3.8 is for NumPy 1.x, 1.6.0 for 2.x. */
  @Param({"1.3.8", "1.6.0"})
  public String bottleneck;

  private ExtensionHost host;
  private ExtensionFunction nanmean;
  private NDArray array;

  /**
   * Loads the module.
   *
   * @throws IOException when the wheel cannot be fetched
   */
  @Setup
  public void load() throws IOException {
    host = ExtensionHost.open();
    nanmean =
        host.load(
                CloneFiles.find().wheels("bottleneck==" + bottleneck).getFirst(),
                "bottleneck.reduce")
            .function("nanmean");
    array = Samples.withNaNs(n);
  }

  /** Closes the host. */
  @TearDown
  public void close() {
    host.close();
  }

  /**
   * The call.
   *
   * @return the mean
   */
  @Benchmark
  public double nanmean() {
    return nanmean.call(array).asDouble();
  }
}
