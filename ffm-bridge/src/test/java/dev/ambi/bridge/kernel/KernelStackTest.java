package dev.ambi.bridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.load.CSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Calls and callbacks without end are an error: a stack that ends on the way into Java is none. */
class KernelStackTest {
  interface Apply {
    double apply(DoubleUnaryOperator f, double x);

    @Symbol("apply")
    double applyMade(Callback<DoubleUnaryOperator> f, double x);
  }

  private static final Apply C = Kernels.bind(Apply.class, library());

  private static Library library() {
    String text = "double apply(double (*f)(double), double x) { return f(x) + 1; }";
    try {
      Path directory = Files.createTempDirectory("ambi-kernels");
      return Library.open(new CSource(text).library(directory.resolve("libapply.so")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static double endless(double x) {
    return C.apply(KernelStackTest::endless, x);
  }

  private static double inJava(double x) {
    return x < 0 ? x : inJava(x + 1) + 1;
  }

  private static double deep(int frames, DoubleUnaryOperator f) {
    return frames == 0 ? f.applyAsDouble(1) : deep(frames - 1, f) + 1;
  }

  /** Wherever the stack ends: of many sizes, and begun at many depths. */
  private static int overflows(DoubleUnaryOperator f) throws InterruptedException {
    int[] overflows = new int[1];
    for (int i = 0; i < 60; i++) {
      int frames = i % 13;
      Thread thread =
          new Thread(
              null,
              () -> {
                try {
                  deep(frames, f);
                } catch (StackOverflowError e) {
                  overflows[0]++;
                }
              },
              "small",
              400_000 + 4099L * i);
      thread.start();
      thread.join();
    }
    return overflows[0];
  }

  @Test
  void throughC() throws InterruptedException {
    assertThat(overflows(KernelStackTest::endless)).isEqualTo(60);
  }

  @Test
  void inTheCallback() throws InterruptedException {
    assertThat(overflows(x -> C.apply(KernelStackTest::inJava, x))).isEqualTo(60);
  }

  @Test
  void throughCWithOneCallback() throws InterruptedException {
    DoubleUnaryOperator[] self = new DoubleUnaryOperator[1];
    try (Callback<DoubleUnaryOperator> made =
        Kernels.callback(DoubleUnaryOperator.class, x -> self[0].applyAsDouble(x))) {
      self[0] = x -> C.applyMade(made, x);
      assertThat(overflows(self[0])).isEqualTo(60);
      self[0] = x -> x;
      assertThat(C.applyMade(made, 1)).isEqualTo(2);
    }
  }
}
