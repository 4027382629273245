package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.KernelLinkException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Consumer;

/**
 * How objects of a functional interface become C functions. Parameters and result are numbers,
 * truth values and pointers; an array is declared as in a kernel, and lies in C's memory: it is
 * good until the function returns. Texts are copies.
 */
public final class CallbackShape {
  private static final MethodHandle TELL;
  private static final MethodHandle SHOW;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TELL =
          lookup.findVirtual(
              Consumer.class, "accept", MethodType.methodType(void.class, Object.class));
      SHOW =
          lookup.findVirtual(
              CallbackArguments.class,
              "show",
              MethodType.methodType(Object[].class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final FunctionDescriptor descriptor;

  /** Takes the object and then what C passes. */
  private final MethodHandle target;

  private CallbackShape(FunctionDescriptor descriptor, MethodHandle target) {
    this.descriptor = descriptor;
    this.target = target;
  }

  /**
   * {@return the shape of an interface}
   *
   * @param type the functional interface
   * @param lookup sees it; null for the one of the bridge
   * @param where what messages begin with
   * @throws KernelLinkException if it is none, or C could not call it
   */
  public static CallbackShape of(Class<?> type, MethodHandles.Lookup lookup, String where) {
    Method method = single(type, where);
    String what = where + ": " + type.getSimpleName() + "." + method.getName();
    List<Parameter> parameters = SignatureReader.callbackParameters(method, what);
    MemoryLayout[] layouts = new MemoryLayout[parameters.size()];
    boolean arrays = false;
    for (int i = 0; i < layouts.length; i++) {
      Parameter p = parameters.get(i);
      arrays |= !(p instanceof Parameter.Scalar || p instanceof Parameter.Pointer);
      layouts[i] = p instanceof Parameter.Scalar ? CTypes.scalar(p.type()) : ValueLayout.ADDRESS;
    }
    Class<?> result = method.getReturnType();
    FunctionDescriptor descriptor =
        result == void.class
            ? FunctionDescriptor.ofVoid(layouts)
            : FunctionDescriptor.of(resultLayout(result, what), layouts);
    try {
      MethodHandle target = Lookups.seeing(type, lookup).unreflect(method);
      return new CallbackShape(descriptor, adapt(target, parameters, arrays, descriptor));
    } catch (IllegalAccessException e) {
      throw new KernelLinkException(what + " cannot be reached: " + e.getMessage(), e);
    }
  }

  private static MemoryLayout resultLayout(Class<?> result, String what) {
    MemoryLayout layout =
        result == MemorySegment.class ? ValueLayout.ADDRESS : CTypes.scalar(result);
    if (layout == null) {
      throw new KernelLinkException(
          what + " gives a " + result.getTypeName() + "; C takes a number or a MemorySegment");
    }
    return layout;
  }

  private static Method single(Class<?> type, String where) {
    List<Method> all = AbstractMethods.of(type);
    if (!type.isInterface() || all.size() != 1) {
      throw new KernelLinkException(
          where + ": " + type.getName() + " is no functional interface, which C could call");
    }
    return all.getFirst();
  }

  private static MethodHandle adapt(
      MethodHandle target,
      List<Parameter> parameters,
      boolean arrays,
      FunctionDescriptor descriptor) {
    MethodType called = descriptor.toMethodType();
    if (!arrays) {
      return target.asType(called.insertParameterTypes(0, Object.class));
    }
    // The arguments go through an Object[], where pointers become arrays and texts.
    MethodHandle show = SHOW.bindTo(new CallbackArguments(parameters));
    MethodHandle spread = target.asType(target.type().changeParameterType(0, Object.class));
    spread = spread.asSpreader(1, Object[].class, parameters.size());
    spread = MethodHandles.filterArguments(spread, 1, show);
    spread = spread.asCollector(1, Object[].class, parameters.size());
    return spread.asType(called.insertParameterTypes(0, Object.class));
  }

  /**
   * {@return a C function that calls the object; what that throws is told, and C is given zero}
   *
   * @param function the object
   * @param failures is told what was thrown, by any thread
   * @param arena how long the C function is there
   */
  public MemorySegment stub(Object function, Consumer<Throwable> failures, Arena arena) {
    MethodHandle bound = target.bindTo(function);
    MethodType type = bound.type();
    MethodHandle tell =
        TELL.bindTo(failures).asType(MethodType.methodType(void.class, Throwable.class));
    MethodHandle zero =
        type.returnType() == void.class
            ? null
            : type.returnType() == MemorySegment.class
                ? MethodHandles.constant(MemorySegment.class, MemorySegment.NULL)
                : MethodHandles.zero(type.returnType());
    MethodHandle handler =
        zero == null
            ? tell
            : MethodHandles.foldArguments(
                MethodHandles.dropArguments(zero, 0, Throwable.class), tell);
    MethodHandle safe = MethodHandles.catchException(bound, Throwable.class, handler);
    return Linker.nativeLinker().upcallStub(safe, descriptor, arena);
  }
}
