package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.KernelLinkException;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.core.NDArray;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How objects of a functional interface become C functions. Parameters and result are numbers,
 * truth values and pointers; an array is declared as in a kernel, and lies in C's memory: it is
 * good until the function returns. Texts are copies.
 */
public final class CallbackShape {
  private static final MethodHandle TELL;
  private static final MethodHandle ARRAYS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TELL =
          lookup.findVirtual(
              Consumer.class, "accept", MethodType.methodType(void.class, Object.class));
      ARRAYS =
          lookup.findStatic(
              CallbackArrays.class,
              "show",
              MethodType.methodType(Object[].class, List.class, Object[].class));
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
    MethodHandle show = ARRAYS.bindTo(parameters);
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

  /** Shows what C passes as arrays and texts. */
  static final class CallbackArrays {
    private CallbackArrays() {}

    static Object[] show(List<Parameter> parameters, Object[] values) {
      Object[] shown = values.clone();
      for (int i = 0; i < shown.length; i++) {
        shown[i] =
            switch (parameters.get(i)) {
              case Parameter.Strided p ->
                  array(p.rule(), parameters, values, (MemorySegment) values[i]);
              case Parameter.Text _ -> Memory.string(((MemorySegment) values[i]).address());
              case Parameter.JavaArray p ->
                  texts(evaluate(p.length(), parameters, values), (MemorySegment) values[i]);
              default -> values[i];
            };
      }
      return shown;
    }

    private static String[] texts(long n, MemorySegment at) {
      if (at.address() == 0) {
        return null;
      }
      if (n < 0 || n > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("C passed " + n + " texts");
      }
      String[] texts = new String[(int) n];
      MemorySegment pointers = at.reinterpret(n * ValueLayout.ADDRESS.byteSize());
      for (int i = 0; i < texts.length; i++) {
        texts[i] = Memory.string(pointers.getAtIndex(ValueLayout.JAVA_LONG, i));
      }
      return texts;
    }

    private static NDArray array(
        ArrayRule rule, List<Parameter> parameters, Object[] values, MemorySegment at) {
      if (at.address() == 0) {
        return null;
      }
      List<Long> lengths = new ArrayList<>();
      long size = 1;
      for (Term term : rule.shape()) {
        long n = evaluate(term, parameters, values);
        if (n < 0) {
          throw new IllegalArgumentException("C passed an array of a negative length, " + n);
        }
        lengths.add(n);
        size = Saturating.multiply(size, n);
      }
      long bytes = Saturating.multiply(size, rule.dtype().itemSize());
      MemorySegment memory = at.reinterpret(bytes);
      boolean written = rule.direction() != Direction.IN;
      return NDArray.of(
          written ? memory : memory.asReadOnly(),
          rule.dtype(),
          lengths.stream().mapToLong(Long::longValue).toArray());
    }

    private static long evaluate(Term term, List<Parameter> parameters, Object[] values) {
      return switch (term) {
        case Term.Constant c -> c.value();
        case Term.Name n -> {
          int i = 0;
          while (!parameters.get(i).name().equals(n.name())) {
            i++;
          }
          yield ((Number) values[i]).longValue();
        }
        // No array that C passes to a callback is one of whole numbers: see LengthNames.
        case Term.Element e -> throw new AssertionError(e);
        case Term.Combined c -> {
          long left = evaluate(c.left(), parameters, values);
          long right = evaluate(c.right(), parameters, values);
          yield switch (c.operator()) {
            case ADD -> Saturating.add(left, right);
            case SUBTRACT -> Saturating.subtract(left, right);
            case MULTIPLY -> Saturating.multiply(left, right);
            case DIVIDE -> Saturating.divide(left, right);
            case MAX -> Math.max(left, right);
            case MIN -> Math.min(left, right);
            case DISTANCE -> Saturating.distance(left, right);
            case UNSIGNED -> Saturating.unsigned(left, right);
          };
        }
        case Term.Choice c ->
            Saturating.choose(
                evaluate(c.left(), parameters, values),
                evaluate(c.right(), parameters, values),
                evaluate(c.then(), parameters, values),
                evaluate(c.otherwise(), parameters, values));
      };
    }
  }
}
