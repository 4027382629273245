package dev.ambi.tests.bench;

import dev.ambi.bridge.layout.NumPy1;
import dev.ambi.bridge.layout.NumPy2;
import dev.ambi.compat.descr.DescrForm;
import dev.ambi.compat.descr.DescrReferences;
import dev.ambi.compat.descr.DescrTranslator;
import dev.ambi.compat.table.ApiTable;
import dev.ambi.compat.table.ApiTableTranslator;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Descriptors and tables from one ABI to the other: {@code ./ambi bench --jmh Translation}.
 *
 * <p>The descriptor is one of float64, whose references stay what they are.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TranslationBenchmark {
  private static final long ANY_ADDRESS = 0x1000;

  private final DescrTranslator toNumpy2 =
      new DescrTranslator(DescrForm.NUMPY_1, DescrForm.NUMPY_2, DescrReferences.none());
  private final DescrTranslator toNumpy1 =
      new DescrTranslator(DescrForm.NUMPY_2, DescrForm.NUMPY_1, new Functions());
  private final Arena arena = Arena.ofShared();
  private MemorySegment descr1;
  private MemorySegment descr2;
  private MemorySegment table1;
  private MemorySegment table2;
  private MemorySegment made;

  /** Knows where functions are, and translates nothing else. */
  private static final class Functions implements DescrReferences {
    @Override
    public long fields(long fields) {
      throw new AssertionError("a float64 has no fields");
    }

    @Override
    public long subarray(long subarray) {
      throw new AssertionError("a float64 has no subarray");
    }

    @Override
    public long functions(int typeNum) {
      return ANY_ADDRESS + typeNum;
    }
  }

  /** Makes the sources. */
  @Setup
  public void make() {
    descr1 = arena.allocate(DescrForm.NUMPY_1.byteSize(), Long.BYTES);
    descr2 = arena.allocate(DescrForm.NUMPY_2.byteSize(), Long.BYTES);
    made = arena.allocate(ValueLayout.JAVA_LONG, ApiTable.ARRAY.slotsOf2());
    descr1.set(ValueLayout.JAVA_LONG, NumPy1.PyArray_Descr.TYPEOBJ, ANY_ADDRESS);
    descr1.set(ValueLayout.JAVA_BYTE, NumPy1.PyArray_Descr.KIND, (byte) 'f');
    descr1.set(ValueLayout.JAVA_BYTE, NumPy1.PyArray_Descr.TYPE, (byte) 'd');
    descr1.set(ValueLayout.JAVA_BYTE, NumPy1.PyArray_Descr.BYTEORDER, (byte) '=');
    descr1.set(ValueLayout.JAVA_INT, NumPy1.PyArray_Descr.TYPE_NUM, 12);
    descr1.set(ValueLayout.JAVA_INT, NumPy1.PyArray_Descr.ELSIZE, Double.BYTES);
    descr1.set(ValueLayout.JAVA_INT, NumPy1.PyArray_Descr.ALIGNMENT, Double.BYTES);
    descr1.set(ValueLayout.JAVA_LONG, NumPy1.PyArray_Descr.F, ANY_ADDRESS);
    toNumpy2.translate(descr1, descr2);
    if (descr2.get(ValueLayout.JAVA_LONG, NumPy2.PyArray_Descr.ELSIZE) != Double.BYTES) {
      throw new AssertionError("the translation is wrong");
    }
    table1 = table(ApiTable.ARRAY.slotsOf1());
    table2 = table(ApiTable.ARRAY.slotsOf2());
  }

  private MemorySegment table(int slots) {
    MemorySegment table = arena.allocate(ValueLayout.JAVA_LONG, slots);
    for (int slot = 0; slot < slots; slot++) {
      table.setAtIndex(ValueLayout.JAVA_LONG, slot, ANY_ADDRESS + slot);
    }
    return table;
  }

  /** Frees them. */
  @TearDown
  public void free() {
    arena.close();
  }

  /**
   * {@code PyArray_Descr} of 1.x to that of 2.x.
   *
   * @return what was written
   */
  @Benchmark
  public MemorySegment descriptorToNumpy2() {
    toNumpy2.translate(descr1, descr2);
    return descr2;
  }

  /**
   * {@code PyArray_Descr} of 2.x to that of 1.x.
   *
   * @return what was written
   */
  @Benchmark
  public MemorySegment descriptorToNumpy1() {
    toNumpy1.translate(descr2, descr1);
    return descr1;
  }

  /**
   * {@code _ARRAY_API} of 1.x to that of 2.x.
   *
   * @return what was written
   */
  @Benchmark
  public MemorySegment tableToNumpy2() {
    return ApiTableTranslator.toNumpy2(
        ApiTable.ARRAY, table1, SegmentAllocator.prefixAllocator(made));
  }

  /**
   * {@code _ARRAY_API} of 2.x to that of 1.x.
   *
   * @return what was written
   */
  @Benchmark
  public MemorySegment tableToNumpy1() {
    return ApiTableTranslator.toNumpy1(
        ApiTable.ARRAY, table2, SegmentAllocator.prefixAllocator(made));
  }
}
