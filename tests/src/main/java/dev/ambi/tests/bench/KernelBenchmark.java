package dev.ambi.tests.bench;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.ambi.bridge.kernel.Array;
import dev.ambi.bridge.kernel.Critical;
import dev.ambi.bridge.kernel.In;
import dev.ambi.bridge.kernel.Kernels;
import dev.ambi.bridge.kernel.Library;
import dev.ambi.bridge.kernel.Part;
import dev.ambi.bridge.kernel.Symbol;
import dev.ambi.core.DType;
import dev.ambi.core.Index;
import dev.ambi.core.NDArray;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a call of C on an array costs: through an interface, by the JDK's method handle alone, with
 * JNI and with JNA. {@code ./ambi bench --jmh Kernel}; {@code -prof gc} tells what is allocated.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class KernelBenchmark {
  /** The functions of {@code kernel_peers.c}. */
  public interface Peers {
    /** Checked: dtype, layout, alignment, that the memory is there, the size. */
    double ends(long n, @In @Array(dtype = "float64", size = "n") NDArray x);

    /** The same without the JVM's change of state. */
    @Symbol("ends")
    @Critical
    double critical(long n, @In @Array(dtype = "float64", size = "n") NDArray x);

    /** With the array as a struct. */
    double first(@In @Array(dtype = "float64", as = Part.AMBI_ARRAY) NDArray x);
  }

  /** JNA's interface. */
  public interface JnaPeer extends com.sun.jna.Library {
    /** The function. */
    double ends(long n, Pointer x);
  }

  /** JNA's direct mapping. */
  static final class JnaDirect {
    private JnaDirect() {}

    static native double ends(long n, Pointer x);
  }

  private static final Path FILE = compile();
  private static final Library LIBRARY = Library.open(FILE);
  private static final Peers PEERS = Kernels.bind(Peers.class, LIBRARY);
  private static final MethodHandle ENDS = link(new Linker.Option[0]);
  private static final MethodHandle CRITICAL = link(Linker.Option.critical(true));
  private static final MethodHandle FIRST =
      Linker.nativeLinker()
          .downcallHandle(
              LIBRARY.symbol("first"),
              FunctionDescriptor.of(ValueLayout.JAVA_DOUBLE, ValueLayout.ADDRESS));
  private static final JnaPeer JNA = Native.load(FILE.toString(), JnaPeer.class);

  static {
    System.load(FILE.toString());
    Native.register(JnaDirect.class, FILE.toString());
  }

  private final double[] values = new double[100];
  private final NDArray array = NDArray.fromArray(values);
  private final NDArray row = NDArray.zeros(DType.FLOAT64, 3, 100).get(Index.at(1));
  private final MemorySegment segment = array.memory();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(800);
  private final Pointer pointer = Native.getDirectBufferPointer(buffer);
  private final MemorySegment struct = structOf(array);
  private boolean turn;

  private static MethodHandle link(Linker.Option... options) {
    return Linker.nativeLinker()
        .downcallHandle(
            LIBRARY.symbol("ends"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_DOUBLE, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
            options);
  }

  /** As much of an ambi_array as the function looks at. */
  private static MemorySegment structOf(NDArray array) {
    MemorySegment struct = java.lang.foreign.Arena.ofAuto().allocate(72, 8);
    struct.set(ValueLayout.ADDRESS, 0, array.memory());
    return struct;
  }

  private static Path compile() {
    try (InputStream in = KernelBenchmark.class.getResourceAsStream("kernel_peers.c")) {
      Path directory = Files.createTempDirectory("ambi-kernel-bench");
      Path source = directory.resolve("kernel_peers.c");
      Files.copy(in, source);
      Path file = directory.resolve("libkernel_peers.so");
      Path include = Path.of(System.getProperty("java.home"), "include");
      int status =
          new ProcessBuilder(
                  "cc",
                  "-O2",
                  "-shared",
                  "-fPIC",
                  "-I" + include,
                  "-I" + include.resolve("linux"),
                  "-o",
                  file.toString(),
                  source.toString())
              .inheritIO()
              .start()
              .waitFor();
      if (status != 0) {
        throw new IllegalStateException("cc gave " + status);
      }
      return file;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The interface. */
  @Benchmark
  public double kernel() {
    return PEERS.ends(100, array);
  }

  /** The interface, with a row of a matrix. */
  @Benchmark
  public double kernelOnRow() {
    return PEERS.ends(100, row);
  }

  /** The interface, with now an array that owns its memory, now a row. */
  @Benchmark
  public double kernelOnEither() {
    turn = !turn;
    return PEERS.ends(100, turn ? row : array);
  }

  /** The interface, for a function that cannot call back. */
  @Benchmark
  public double kernelCritical() {
    return PEERS.critical(100, array);
  }

  /** The interface, with the array as a struct. */
  @Benchmark
  public double kernelOnStruct() {
    return PEERS.first(array);
  }

  /** The JDK's method handle. */
  @Benchmark
  public double raw() throws Throwable {
    return (double) ENDS.invokeExact(100L, segment);
  }

  /** The JDK's method handle, for a function that cannot call back. */
  @Benchmark
  public double rawCritical() throws Throwable {
    return (double) CRITICAL.invokeExact(100L, segment);
  }

  /** The JDK's method handle, with a struct that was made before. */
  @Benchmark
  public double rawOnStruct() throws Throwable {
    return (double) FIRST.invokeExact(struct);
  }

  /** JNI, on a Java array. */
  @Benchmark
  public double jniArray() {
    return JniPeer.endsOfArray(100, values);
  }

  /** JNI, on a direct buffer. */
  @Benchmark
  public double jniBuffer() {
    return JniPeer.endsOfBuffer(100, buffer);
  }

  /** JNI, on an address. */
  @Benchmark
  public double jniAddress() {
    return JniPeer.endsOfAddress(100, array.address());
  }

  /** JNA, through an interface. */
  @Benchmark
  public double jna() {
    return JNA.ends(100, pointer);
  }

  /** JNA, mapped directly. */
  @Benchmark
  public double jnaDirect() {
    return JnaDirect.ends(100, pointer);
  }
}
