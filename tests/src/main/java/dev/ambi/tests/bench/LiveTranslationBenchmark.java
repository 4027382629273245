package dev.ambi.tests.bench;

import dev.ambi.bridge.abi.DescrValue;
import dev.ambi.bridge.abi.DescrValue.Field;
import dev.ambi.bridge.abi.DescrValue.SubArray;
import dev.ambi.bridge.numpy.BuiltinType;
import dev.ambi.compat.descr.LiveDescrs;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * Descriptors that are objects of this process, from one ABI to the other, checked to the last
 * field and with all that they refer to: {@code ./ambi bench --jmh LiveTranslation}. Each
 * translation is dropped again.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LiveTranslationBenchmark {
  /** What is translated. */
  @Param({"float64", "swapped", "datetime", "subarray", "structure", "tenfields"})
  public String dtype;

  private long descr1;
  private long descr2;

  private static DescrValue plain(
      BuiltinType type, char order, Optional<DescrValue.TimeUnit> unit) {
    return new DescrValue(
        type.number(),
        type.kind(),
        type.code(),
        order,
        0,
        type.size(),
        type.alignment(),
        Optional.empty(),
        List.of(),
        unit);
  }

  private static DescrValue composed(long elsize, Optional<SubArray> array, List<Field> fields) {
    BuiltinType type = BuiltinType.VOID;
    return new DescrValue(
        type.number(),
        type.kind(),
        type.code(),
        '|',
        0,
        elsize,
        1,
        array,
        fields,
        Optional.empty());
  }

  private static DescrValue value(String dtype) {
    DescrValue float64 = plain(BuiltinType.DOUBLE, '=', Optional.empty());
    return switch (dtype) {
      case "float64" -> float64;
      case "swapped" -> plain(BuiltinType.DOUBLE, '>', Optional.empty());
      case "datetime" ->
          plain(BuiltinType.DATETIME, '=', Optional.of(new DescrValue.TimeUnit(10, 1)));
      case "subarray" ->
          composed(
              6L * Double.BYTES, Optional.of(new SubArray(float64, List.of(2L, 3L))), List.of());
      case "tenfields" ->
          composed(
              10L * Double.BYTES,
              Optional.empty(),
              IntStream.range(0, 10)
                  .mapToObj(i -> field("field" + i, float64, (long) i * Double.BYTES))
                  .toList());
      default ->
          composed(
              2L * Double.BYTES + Integer.BYTES,
              Optional.empty(),
              List.of(
                  field("x", float64, 0),
                  field("y", float64, Double.BYTES),
                  field("n", plain(BuiltinType.INT, '=', Optional.empty()), 2L * Double.BYTES)));
    };
  }

  private static Field field(String name, DescrValue type, long offset) {
    return new Field(name, type, offset, Optional.empty());
  }

  /** Makes the sources. */
  @Setup
  public void make() {
    DescrValue value = value(dtype);
    descr1 = LiveDescrs.write(1, value);
    descr2 = LiveDescrs.write(2, value);
    long translated = LiveDescrs.translate(1, descr1, 2);
    if (!LiveDescrs.read(2, translated).equals(value)) {
      throw new AssertionError("the translation is wrong");
    }
    LiveDescrs.release(translated);
  }

  /** Drops them. */
  @TearDown
  public void drop() {
    LiveDescrs.release(descr1);
    LiveDescrs.release(descr2);
  }

  /**
   * {@code PyArray_Descr} of 1.x to that of 2.x.
   *
   * @return its address
   */
  @Benchmark
  public long toNumpy2() {
    long translated = LiveDescrs.translate(1, descr1, 2);
    LiveDescrs.release(translated);
    return translated;
  }

  /**
   * {@code PyArray_Descr} of 2.x to that of 1.x.
   *
   * @return its address
   */
  @Benchmark
  public long toNumpy1() {
    long translated = LiveDescrs.translate(2, descr2, 1);
    LiveDescrs.release(translated);
    return translated;
  }
}
