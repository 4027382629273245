package dev.ambi.bridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.load.CSource;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Memory that the JDK does not pass to C, or passes without a look: the parameter is named. */
class KernelPointersTest {
  record Holder(MemorySegment p, long n) {}

  interface Pointers {
    double first(@Name("p") MemorySegment p);

    @Critical
    @Symbol("first")
    double critical(@Name("p") MemorySegment p);

    @Symbol("first")
    double array(@Name("a") @In @Array(dtype = "float64") NDArray a);

    @Symbol("first")
    double copied(@Name("a") @In @Array(dtype = "float64", copy = true) NDArray a);

    @Symbol("of_array")
    double struct(
        @Name("a") @In @Array(dtype = "float64", layout = Layout.ANY, as = Part.AMBI_ARRAY)
            NDArray a);

    @Symbol("of_first")
    double list(@Name("list") @In MemorySegment[] list);

    double held(@Name("holder") Holder holder);

    @Symbol("code")
    int twice(int code, @Name("one") Errno one, @Name("two") Errno two);
  }

  interface Good {
    double first(MemorySegment p);
  }

  private static final Library LIBRARY = library();

  private static Library library() {
    String text =
        """
        struct holder { double *p; long n; };
        double first(const double *p) { return *p; }
        double of_first(double **p) { return **p; }
        double of_array(double **a) { return **a; }
        double held(struct holder h) { return h.p[h.n]; }
        """;
    try {
      Path directory = Files.createTempDirectory("ambi-kernels");
      return Library.open(new CSource(text).library(directory.resolve("libpointers.so")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static MethodHandles methods() {
    return new MethodHandles();
  }

  /** Each method alone, because {@code twice} cannot be bound. */
  private static final class MethodHandles {
    private final java.lang.invoke.MethodHandles.Lookup lookup =
        java.lang.invoke.MethodHandles.lookup();

    double call(String method, Object argument) throws Throwable {
      return (double)
          Kernels.handle(lookup, Pointers.class, method, LIBRARY).invokeWithArguments(argument);
    }
  }

  private static void refused(
      String method, Object argument, Class<? extends Throwable> type, String message) {
    assertThatThrownBy(() -> methods().call(method, argument))
        .isInstanceOf(type)
        .hasMessageStartingWith("Pointers." + method + ": " + message);
  }

  @Test
  void onTheHeap() throws Throwable {
    MemorySegment heap = MemorySegment.ofArray(new double[] {3});
    refused("first", heap, IllegalArgumentException.class, "p lies on the Java heap");
    assertThat(methods().call("critical", heap)).isEqualTo(3);
    refused(
        "list",
        new MemorySegment[] {null, heap},
        IllegalArgumentException.class,
        "list[1] lies on the Java heap");
    refused(
        "held",
        new Holder(heap, 0),
        IllegalArgumentException.class,
        "holder.p lies on the Java heap");
  }

  @Test
  void freed() {
    Arena arena = Arena.ofShared();
    MemorySegment memory = arena.allocate(8, 8);
    arena.close();
    String freed = " is memory that was freed: its Arena is closed";
    refused("first", memory, IllegalStateException.class, "p" + freed);
    refused("critical", memory, IllegalStateException.class, "p" + freed);
    refused("list", new MemorySegment[] {memory}, IllegalStateException.class, "list[0]" + freed);
    refused("held", new Holder(memory, 0), IllegalArgumentException.class, "holder.p" + freed);
  }

  @Test
  void ofAnotherThread() throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      NDArray a = NDArray.zeros(arena, DType.FLOAT64, Order.C, 2);
      a.setDouble(5, 0);
      for (String method : new String[] {"array", "copied", "struct"}) {
        assertThat(methods().call(method, a)).isEqualTo(5);
        elsewhere(() ->
            refused(
                method,
                a,
                WrongThreadException.class,
                "a is memory of an Arena that only its own thread may use"));
      }
      MemorySegment memory = arena.allocate(8, 8);
      elsewhere(() ->
          refused(
              "first",
              memory,
              WrongThreadException.class,
              "p is memory of an Arena that only its own thread may use"));
    }
  }

  private static void elsewhere(ThrowingCallable work) throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                work.call();
              } catch (Throwable t) {
                thrown.set(t);
              }
            });
    thread.join();
    assertThat(thread.isAlive()).isFalse();
    assertThat(thrown.get()).isNull();
  }

  @Test
  void goodOnesStillGoThrough() {
    Good c = Kernels.bind(Good.class, LIBRARY);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment p = arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_DOUBLE, 4.5);
      assertThat(c.first(p)).isEqualTo(4.5);
    }
  }

  @Test
  void oneErrnoThereIs() {
    assertThatThrownBy(() -> Kernels.bind(Pointers.class, LIBRARY))
        .isInstanceOf(KernelLinkException.class)
        .hasMessage("Pointers.twice, two: there is one errno, and another Errno takes it already");
  }
}
