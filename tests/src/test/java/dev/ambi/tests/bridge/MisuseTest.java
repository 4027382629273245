package dev.ambi.tests.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.ExtensionFunction;
import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.Keyword;
import dev.ambi.bridge.PythonException;
import dev.ambi.core.CastLoop;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import dev.ambi.core.UserDType;
import dev.ambi.tests.Wheels;
import dev.ambi.tests.extensions.LiveObjects;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bridge held wrong: each misuse is told in words, and the next call is right. */
class MisuseTest {
  private static final NDArray X = NDArray.of(new double[] {1.0, 2.0, 3.0});

  private ExtensionHost host;
  private ExtensionModule reduce;
  private long live;

  @BeforeEach
  void open() {
    host = ExtensionHost.open();
    reduce = host.load(Wheels.bottleneck("1.6.0"), "bottleneck.reduce");
    reduce.call("nanmean", X);
    // Without what earlier tests of the same process dropped.
    live = LiveObjects.collected();
  }

  @AfterEach
  void nextCallIsRightAndNothingIsLeft() {
    if (!host.isClosed()) {
      assertThat(reduce.call("nanmean", X).asDouble()).isEqualTo(2);
      assertThat(ExtensionHost.liveObjects()).isEqualTo(live);
      host.close();
    }
  }

  @Test
  void anArrayOfAClosedArena() {
    NDArray freed;
    try (Arena arena = Arena.ofShared()) {
      freed = NDArray.zeros(arena, DType.FLOAT64, Order.C, 3);
      assertThat(reduce.call("nansum", freed).asDouble()).isZero();
    }
    assertThatThrownBy(() -> reduce.call("nanmean", freed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("argument 1 of bottleneck.reduce.nanmean")
        .hasMessageContaining("Arena is closed");
    assertThatThrownBy(() -> reduce.call("nanmean", List.of(freed)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("argument 1 of bottleneck.reduce.nanmean");
  }

  /** A dtype of a Java program's own: C has no descriptor for it. */
  private record Own(ByteOrder byteOrder) implements UserDType {
    @Override
    public String name() {
      return "own";
    }

    @Override
    public long itemSize() {
      return 1;
    }

    @Override
    public int alignment() {
      return 1;
    }

    @Override
    public Object family() {
      return Own.class;
    }

    @Override
    public Object getItem(MemorySegment memory, long at) {
      return memory.get(ValueLayout.JAVA_BYTE, at);
    }

    @Override
    public void setItem(MemorySegment memory, long at, Object value) {
      memory.set(ValueLayout.JAVA_BYTE, at, (Byte) value);
    }

    @Override
    public int compare(MemorySegment a, long aAt, MemorySegment b, long bAt) {
      return 0;
    }

    @Override
    public boolean nonzero(MemorySegment memory, long at) {
      return true;
    }

    @Override
    public CastLoop copySwap(boolean swap) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void anArrayOfADtypeThatExtensionsDoNotTake() {
    NDArray own = NDArray.of(Arena.ofAuto().allocate(3), new Own(ByteOrder.nativeOrder()), 3);
    assertThatThrownBy(() -> reduce.call("nanmean", own))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("argument 1 of bottleneck.reduce.nanmean")
        .hasMessageContaining("cannot be handed to extensions");
    NDArray structure = NDArray.zeros(DType.parse("i4,f8"), 3);
    assertThatThrownBy(() -> reduce.call("nanmean", structure))
        .as("what Bottleneck does not know it leaves to Python")
        .isInstanceOf(PythonException.class)
        .hasMessageContaining("bottleneck.slow");
  }

  @Test
  void aClosedHost() {
    ExtensionFunction nanmean = reduce.function("nanmean");
    host.close();
    host.close();
    assertThatThrownBy(() -> nanmean.call(X))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ExtensionHost is closed");
    assertThatThrownBy(() -> reduce.call("nansum", X)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> reduce.functions()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> host.load(Wheels.bottleneck("1.6.0"), "bottleneck.move"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void wrongArguments() {
    assertThatThrownBy(() -> reduce.call("nanmean"))
        .isInstanceOfSatisfying(
            PythonException.class, e -> assertThat(e.type()).isEqualTo("TypeError"));
    assertThatThrownBy(() -> reduce.call("nanmean", X, 0, 0, 0))
        .isInstanceOf(PythonException.class)
        .hasMessageContaining("bottleneck.reduce.nanmean");
    assertThatThrownBy(() -> reduce.call("nanmean", X, Keyword.of("axes", 1)))
        .isInstanceOf(PythonException.class);
    assertThatThrownBy(() -> reduce.call("nanmean", new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("argument 1 of bottleneck.reduce.nanmean")
        .hasMessageContaining("java.lang.Object");
    assertThatThrownBy(() -> reduce.call("nanmean", List.of(1, Path.of("x"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("argument 1");
    assertThatThrownBy(() -> reduce.call("nanmean", Keyword.of("axis", 1), X))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("positional but follows a Keyword");
    assertThatThrownBy(() -> reduce.call("nope", X))
        .isInstanceOf(PythonException.class)
        .hasMessageContaining("AttributeError")
        .hasMessageContaining("nope");
    assertThatThrownBy(() -> reduce.call("__name__"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be called");
  }

  @Test
  void moreDimensionsThanTheAbiAllows() {
    ExtensionModule old = host.load(Wheels.bottleneck("1.3.8"), "bottleneck.reduce");
    old.call("nansum", X);
    long[] shape = IntStream.range(0, 33).mapToLong(i -> 1).toArray();
    NDArray deep = X.get("0:1").reshape(shape);
    assertThatThrownBy(() -> old.call("nansum", deep))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("33")
        .hasMessageContaining("NumPy 1.x")
        .hasMessageContaining("32");
    live = ExtensionHost.liveObjects();
  }

  @Test
  void arraysOnTheJavaHeap() {
    NDArray heap =
        NDArray.of(java.lang.foreign.MemorySegment.ofArray(new double[] {1, 2}), DType.FLOAT64, 2);
    assertThatThrownBy(() -> reduce.call("nansum", heap))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("heap");
  }

  @Test
  void aReadOnlyMappingIsNotWritten(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("x.npy");
    X.copy().save(file);
    ExtensionModule nonreduce = host.load(Wheels.bottleneck("1.6.0"), "bottleneck.nonreduce");
    try (Arena arena = Arena.ofShared()) {
      NDArray mapped = NDArray.map(file, FileChannel.MapMode.READ_ONLY, arena);
      // Bottleneck does not look whether it may write; on a read-only page that would end the JVM.
      nonreduce.call("replace", mapped, 2.0, 20.0);
      assertThat(mapped).isEqualTo(X);
    }
    live = ExtensionHost.liveObjects();
  }

  @Test
  void filesThatAreNoExtensions(@TempDir Path directory) throws Exception {
    Path missing = directory.resolve("missing.so");
    assertThatThrownBy(() -> host.load(missing))
        .isInstanceOf(ExtensionLoadException.class)
        .hasMessageContaining("missing.so");
    Path text = Files.writeString(directory.resolve("text.cpython-311-x86_64-linux-gnu.so"), "no");
    assertThatThrownBy(() -> host.load(text))
        .isInstanceOf(ExtensionLoadException.class)
        .hasMessageContaining("text.cpython");
    assertThatThrownBy(() -> host.load(Wheels.bottleneck("1.6.0"), "bottleneck.nothing"))
        .isInstanceOf(ExtensionLoadException.class)
        .hasMessageContaining("bottleneck.reduce");
  }
}
