package dev.ambi.bridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.core.NDArray;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Interfaces of other class loaders, whose unnamed modules are not the one of the bridge. */
class KernelLoadersTest {
  interface Sums {
    double sum(long n, @In @Array(dtype = "float64", size = "n") NDArray x);
  }

  record Pair(double re, double im) {}

  interface Function {
    double of(double x);
  }

  interface Others {
    Pair swap_pair(Pair p);

    double integrate(Function f, double from, double to, int n);

    @Symbol("integrate")
    double integrateJdk(DoubleUnaryOperator f, double from, double to, int n);
  }

  /** Defines the classes of this file for itself. */
  private static final class Loader extends ClassLoader {
    private static final String OURS = KernelLoadersTest.class.getName();

    Loader() {
      super(KernelLoadersTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null || !name.startsWith(OURS)
          ? super.loadClass(name, resolve)
          : define(name);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private static double sum(Class<?> type, Object kernels) throws ReflectiveOperationException {
    Method sum = type.getDeclaredMethod("sum", long.class, NDArray.class);
    sum.setAccessible(true);
    return (double) sum.invoke(kernels, 3L, NDArray.ones(3));
  }

  @Test
  void areBound() throws Exception {
    for (int i = 0; i < 2; i++) {
      Loader loader = new Loader();
      Class<?> type = loader.loadClass(Sums.class.getName());
      assertThat(type).isNotSameAs(Sums.class);
      assertThat(type.getModule()).isNotSameAs(Kernels.class.getModule());
      assertThat(sum(type, Kernels.bind(type, TestKernels.LIBRARY))).isEqualTo(3);
      assertThat(sum(type, Kernels.bind(type, TestKernels.LIBRARY))).isEqualTo(3);
      MethodHandles.Lookup given = MethodHandles.lookup();
      assertThat(sum(type, Kernels.bind(given, type, TestKernels.LIBRARY))).isEqualTo(3);
    }
  }

  @Test
  void withRecordsAndFunctions() throws Exception {
    Loader loader = new Loader();
    Class<?> type = loader.loadClass(Others.class.getName());
    Class<?> pair = loader.loadClass(Pair.class.getName());
    Object kernels = Kernels.bind(type, TestKernels.LIBRARY);
    Method swap = type.getDeclaredMethod("swap_pair", pair);
    swap.setAccessible(true);
    var make = pair.getDeclaredConstructor(double.class, double.class);
    make.setAccessible(true);
    assertThat(swap.invoke(kernels, make.newInstance(1.0, 2.0)))
        .isEqualTo(make.newInstance(2.0, 1.0));
    Method integrate =
        type.getDeclaredMethod(
            "integrateJdk", DoubleUnaryOperator.class, double.class, double.class, int.class);
    integrate.setAccessible(true);
    DoubleUnaryOperator one = _ -> 1;
    assertThat(integrate.invoke(kernels, one, 0.0, 2.0, 8)).isEqualTo(2.0);
  }
}
