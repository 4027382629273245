package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.nativelib.Failures;
import dev.ambi.bridge.nativelib.Upcalls;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Runs a call that is given Python objects under the interpreter lock. */
final class LockedCall {
  private static final MethodHandle RUN;

  static {
    try {
      RUN =
          MethodHandles.lookup()
              .findStatic(
                  LockedCall.class,
                  "run",
                  MethodType.methodType(Object.class, MethodHandle.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private LockedCall() {}

  static MethodHandle of(MethodHandle call) {
    int n = call.type().parameterCount();
    MethodHandle spread =
        call.asSpreader(Object[].class, n)
            .asType(MethodType.methodType(Object.class, Object[].class));
    return RUN.bindTo(spread).asCollector(Object[].class, n).asType(call.type());
  }

  static Object run(MethodHandle call, Object[] arguments) {
    return Upcalls.underLock(
        null,
        () -> {
          try {
            return (Object) call.invokeExact(arguments);
          } catch (Throwable t) {
            throw Failures.unchecked(t);
          }
        });
  }
}
