package dev.ambi.tests.bench;

import dev.ambi.bridge.ExtensionFunction;
import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.cli.CloneFiles;
import dev.ambi.core.NDArray;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a trace costs a call of {@code bottleneck.reduce.nanmean} on ten elements, which calls three
 * functions of NumPy's: {@code ./ambi bench --jmh Trace}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TraceBenchmark {
  /** So many calls are recorded before the trace is cleared, which is not measured. */
  private static final int CALLS = 10_000;

  /** More than the functions that a call calls. */
  private static final int RECORDS = 8 * CALLS;

  /**
   * The host: {@code untraced}; {@code recording} arguments and structs; or {@code counting} alone,
   * as a trace does that is full.
   */
  @Param({"untraced", "counting", "recording"})
  public String host;

  private ExtensionHost opened;
  private ExtensionFunction nanmean;
  private NDArray array;

  /**
   * Loads the module.
   *
   * @throws IOException when the wheel cannot be fetched
   */
  @Setup
  public void load() throws IOException {
    opened =
        switch (host) {
          case "untraced" -> ExtensionHost.open(NumpyVersion.of("2.4"));
          case "counting" -> ExtensionHost.openTraced(NumpyVersion.of("2.4"), 1);
          default -> ExtensionHost.openTraced(NumpyVersion.of("2.4"), RECORDS);
        };
    nanmean =
        opened
            .load(CloneFiles.find().wheels("bottleneck==1.6.0").getFirst(), "bottleneck.reduce")
            .function("nanmean");
    array = Samples.withNaNs(10);
  }

  /** Makes room in the trace. */
  @Setup(Level.Invocation)
  public void clear() {
    if (host.equals("recording")) {
      if (opened.trace().callsLeftOut() > 0) {
        throw new AssertionError("the trace was full");
      }
      opened.trace().clear();
    }
  }

  /** Closes the host. */
  @TearDown
  public void close() {
    opened.close();
  }

  /**
   * The calls.
   *
   * @return the sum of the means
   */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public double nanmean() {
    double sum = 0;
    for (int i = 0; i < CALLS; i++) {
      sum += nanmean.call(array).asDouble();
    }
    return sum;
  }
}
