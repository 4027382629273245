package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.NativeLoop;
import dev.ambi.core.InnerLoop;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/** A loop of Java's that C can call. */
public final class LoopInJava {
  private static final FunctionDescriptor SIGNATURE =
      FunctionDescriptor.ofVoid(
          ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
  private static final MemorySegment EVERYTHING = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  private static final MethodHandle RUN;

  static {
    try {
      RUN =
          MethodHandles.lookup()
              .findVirtual(
                  LoopInJava.class,
                  "run",
                  MethodType.methodType(
                      void.class,
                      MemorySegment.class,
                      MemorySegment.class,
                      MemorySegment.class,
                      MemorySegment.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final InnerLoop loop;
  private final NativeLoop.Operands operands;

  private LoopInJava(InnerLoop loop, NativeLoop.Operands operands) {
    this.loop = loop;
    this.operands = operands;
  }

  /**
   * {@return the C function}
   *
   * @param loop what it runs
   * @param operands how many arguments it has
   * @param arena how long it is there
   */
  public static MemorySegment pointer(InnerLoop loop, NativeLoop.Operands operands, Arena arena) {
    LoopInJava object = new LoopInJava(loop, operands);
    return Linker.nativeLinker().upcallStub(RUN.bindTo(object), SIGNATURE, arena);
  }

  void run(MemorySegment args, MemorySegment dimensions, MemorySegment steps, MemorySegment data) {
    try {
      long n = word(dimensions, 0);
      if (n <= 0) {
        return;
      }
      int count = operands.operands();
      MemorySegment[] memory = new MemorySegment[count];
      Arrays.fill(memory, EVERYTHING);
      long[] at = new long[count + operands.coreDimensions()];
      for (int i = 0; i < count; i++) {
        at[i] = word(args, i);
      }
      for (int i = count; i < at.length; i++) {
        at[i] = word(dimensions, i - count + 1);
      }
      long[] strides = new long[count + operands.coreAxes()];
      for (int i = 0; i < strides.length; i++) {
        strides[i] = word(steps, i);
      }
      loop.run(memory, at, strides, n);
    } catch (Throwable t) {
      // Nothing may be thrown into C: that ends the process.
      report(t);
    }
  }

  private static void report(Throwable t) {
    Thread thread = Thread.currentThread();
    try {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
    } catch (Throwable again) {
      t.addSuppressed(again);
    }
  }

  private static long word(MemorySegment at, int i) {
    return EVERYTHING.get(ValueLayout.JAVA_LONG, at.address() + 8L * i);
  }
}
