package dev.ambi.tests.kernels;

import dev.ambi.bridge.kernel.Array;
import dev.ambi.bridge.kernel.InOut;
import dev.ambi.bridge.kernel.Kernels;
import dev.ambi.bridge.kernel.Library;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;

/**
 * Fourier transforms by FFTW.
 *
 * <p>A plan knows the arrays that it was made for by their address, after the call that made it. So
 * it is kept with them in one object, which keeps their memory, and is run by the functions that
 * take the arrays again: during a call, its arrays cannot be freed.
 */
final class Fftw {
  /** The C functions. All but {@code execute} have to be called by one thread at a time. */
  interface C {
    int FORWARD = -1;
    int BACKWARD = 1;
    int ESTIMATE = 1 << 6;

    MemorySegment fftw_plan_dft_1d(
        int n,
        @InOut @Array(dtype = "complex128", shape = "n") NDArray in,
        @InOut @Array(dtype = "complex128", shape = "n") NDArray out,
        int sign,
        int flags);

    MemorySegment fftw_plan_dft_2d(
        int n0,
        int n1,
        @InOut @Array(dtype = "complex128", shape = "n0, n1") NDArray in,
        @InOut @Array(dtype = "complex128", shape = "n0, n1") NDArray out,
        int sign,
        int flags);

    MemorySegment fftw_plan_dft_r2c_1d(
        int n,
        @InOut @Array(dtype = "float64", shape = "n") NDArray in,
        @InOut @Array(dtype = "complex128", shape = "n / 2 + 1") NDArray out,
        int flags);

    MemorySegment fftw_plan_dft_r2c_2d(
        int n0,
        int n1,
        @InOut @Array(dtype = "float64", shape = "n0, n1") NDArray in,
        @InOut @Array(dtype = "complex128", shape = "n0, n1 / 2 + 1") NDArray out,
        int flags);

    MemorySegment fftw_plan_dft_c2r_1d(
        int n,
        @InOut @Array(dtype = "complex128", shape = "n / 2 + 1") NDArray in,
        @InOut @Array(dtype = "float64", shape = "n") NDArray out,
        int flags);

    void fftw_execute_dft(
        MemorySegment plan,
        @InOut @Array(dtype = "complex128") NDArray in,
        @InOut @Array(dtype = "complex128") NDArray out);

    void fftw_execute_dft_r2c(
        MemorySegment plan,
        @InOut @Array(dtype = "float64") NDArray in,
        @InOut @Array(dtype = "complex128") NDArray out);

    void fftw_execute_dft_c2r(
        MemorySegment plan,
        @InOut @Array(dtype = "complex128") NDArray in,
        @InOut @Array(dtype = "float64") NDArray out);

    void fftw_destroy_plan(MemorySegment plan);
  }

  /** How a plan is run. */
  private interface Execute {
    void run(MemorySegment plan, NDArray in, NDArray out);
  }

  /**
   * A plan and its arrays: write to {@link #in}, {@link #run}, read from {@link #out}. Not safe for
   * use by several threads at once.
   */
  final class Plan implements AutoCloseable {
    private final NDArray in;
    private final NDArray out;
    private final Execute execute;
    private MemorySegment plan;

    private Plan(MemorySegment plan, NDArray in, NDArray out, Execute execute) {
      if (plan.address() == 0) {
        throw new IllegalArgumentException("FFTW has no plan for " + in.shape());
      }
      this.plan = plan;
      this.in = in;
      this.out = out;
      this.execute = execute;
    }

    NDArray in() {
      return in;
    }

    NDArray out() {
      return out;
    }

    void run() {
      if (plan == null) {
        throw new IllegalStateException("the plan is closed");
      }
      execute.run(plan, in, out);
    }

    @Override
    public void close() {
      synchronized (Fftw.class) {
        if (plan != null) {
          c.fftw_destroy_plan(plan);
          plan = null;
        }
      }
    }
  }

  private final C c;

  Fftw(Library library) {
    this.c = Kernels.bind(C.class, library);
  }

  /** Complex to complex, of one or two dimensions. */
  Plan complex(int sign, int... shape) {
    NDArray in = NDArray.zeros(DType.COMPLEX128, lengths(shape));
    NDArray out = NDArray.zeros(DType.COMPLEX128, lengths(shape));
    synchronized (Fftw.class) {
      MemorySegment plan =
          shape.length == 1
              ? c.fftw_plan_dft_1d(shape[0], in, out, sign, C.ESTIMATE)
              : c.fftw_plan_dft_2d(shape[0], shape[1], in, out, sign, C.ESTIMATE);
      return new Plan(plan, in, out, c::fftw_execute_dft);
    }
  }

  /** Real to the first half of the complex ones, of one or two dimensions. */
  Plan real(int... shape) {
    long[] half = lengths(shape);
    half[half.length - 1] = half[half.length - 1] / 2 + 1;
    NDArray in = NDArray.zeros(lengths(shape));
    NDArray out = NDArray.zeros(DType.COMPLEX128, half);
    synchronized (Fftw.class) {
      MemorySegment plan =
          shape.length == 1
              ? c.fftw_plan_dft_r2c_1d(shape[0], in, out, C.ESTIMATE)
              : c.fftw_plan_dft_r2c_2d(shape[0], shape[1], in, out, C.ESTIMATE);
      return new Plan(plan, in, out, c::fftw_execute_dft_r2c);
    }
  }

  /** The way back from {@link #real}, of one dimension; destroys what is in {@code in}. */
  Plan realBack(int n) {
    NDArray in = NDArray.zeros(DType.COMPLEX128, n / 2 + 1);
    NDArray out = NDArray.zeros(n);
    synchronized (Fftw.class) {
      MemorySegment plan = c.fftw_plan_dft_c2r_1d(n, in, out, C.ESTIMATE);
      return new Plan(plan, in, out, c::fftw_execute_dft_c2r);
    }
  }

  private static long[] lengths(int... shape) {
    long[] lengths = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      lengths[i] = shape[i];
    }
    return lengths;
  }
}
