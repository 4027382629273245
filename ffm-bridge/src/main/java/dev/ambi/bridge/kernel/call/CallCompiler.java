package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.KernelLinkException;
import dev.ambi.bridge.kernel.Library;
import dev.ambi.bridge.kernel.Part;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the method handle of a kernel: a hidden class of one static method, which looks at the
 * arguments and calls C. In code, because that is what the JIT compiler turns into next to nothing:
 * a chain of method handles with loops and copies would be longer to write and to compile.
 *
 * <p>The method first asks of all arrays whether they fit. Only where one does not is there a
 * second look, which says what is wrong or makes a copy. What needs native memory, or has to be
 * done after the call, goes through a {@link Frame}.
 */
public final class CallCompiler {
  private CallCompiler() {}

  /**
   * {@return the method handle of a method}
   *
   * @param method the method that declares it
   * @param lookup sees the method's types; null for the one of the bridge
   * @param library has the function
   * @throws KernelLinkException if the method is none that C could have, or the function is not
   *     there
   */
  public static MethodHandle compile(
      java.lang.reflect.Method method, MethodHandles.Lookup lookup, Library library) {
    Signature signature = SignatureReader.read(method, lookup, mostDims(library));
    MethodHandle made = compile(signature, link(signature, library));
    return made.asType(MethodType.methodType(method.getReturnType(), method.getParameterTypes()));
  }

  /** See {@code ambi/maxdims.h}: the library says so where it is made for fewer than 64. */
  private static int mostDims(Library library) {
    int declared =
        library
            .lookup("ambi_maxdims")
            .map(at -> at.reinterpret(4).get(ValueLayout.JAVA_INT_UNALIGNED, 0))
            .orElse(SignatureReader.MOST_DIMS);
    if (declared < 1 || declared > SignatureReader.MOST_DIMS) {
      throw new KernelLinkException(
          library.name() + " exports ambi_maxdims = " + declared + "; 1 to 64 there can be");
    }
    return declared;
  }

  private static MethodHandle link(Signature s, Library library) {
    List<MemoryLayout> layouts = new ArrayList<>();
    int firstVariadic = -1;
    boolean errno = false;
    for (int i = 0; i < s.parameters().size(); i++) {
      if (i == s.firstVariadic()) {
        firstVariadic = layouts.size();
      }
      Parameter p = s.parameters().get(i);
      errno |= p instanceof Parameter.ErrorNumber;
      layouts.addAll(layouts(p));
    }
    List<Linker.Option> options = new ArrayList<>();
    if (s.firstVariadic() >= 0) {
      options.add(Linker.Option.firstVariadicArg(firstVariadic));
    }
    if (errno) {
      options.add(Linker.Option.captureCallState("errno"));
    }
    if (s.critical()) {
      options.add(Linker.Option.critical(true));
    }
    MemoryLayout[] arguments = layouts.toArray(MemoryLayout[]::new);
    MemoryLayout result = resultLayout(s.result());
    FunctionDescriptor descriptor =
        result == null
            ? FunctionDescriptor.ofVoid(arguments)
            : FunctionDescriptor.of(result, arguments);
    try {
      return Linker.nativeLinker()
          .downcallHandle(
              library.symbol(s.symbol()), descriptor, options.toArray(Linker.Option[]::new));
    } catch (IllegalArgumentException e) {
      throw new KernelLinkException(s.where() + " cannot be linked: " + e.getMessage(), e);
    } catch (KernelLinkException e) {
      throw new KernelLinkException(s.where() + ": " + e.getMessage(), e);
    }
  }

  private static MemoryLayout resultLayout(Signature.Result r) {
    if (r.type() == void.class) {
      return null;
    }
    if (r.codec() != null) {
      return r.codec().layout();
    }
    return r.type().isPrimitive() ? CTypes.scalar(r.type()) : ValueLayout.ADDRESS;
  }

  private static List<MemoryLayout> layouts(Parameter p) {
    return switch (p) {
      case Parameter.Scalar s -> List.of(CTypes.scalar(s.type()));
      case Parameter.Struct s -> List.of(s.codec().layout());
      case Parameter.ErrorNumber _ -> List.of();
      case Parameter.Strided a -> a.rule().parts().stream().map(CallCompiler::layout).toList();
      default -> List.of(ValueLayout.ADDRESS);
    };
  }

  private static MemoryLayout layout(Part part) {
    return switch (part) {
      case NDIM_INT, SIZE_INT -> ValueLayout.JAVA_INT;
      case NDIM_LONG, SIZE_LONG -> ValueLayout.JAVA_LONG;
      default -> ValueLayout.ADDRESS;
    };
  }

  /**
   * {@return the call around a downcall}
   *
   * @param s the signature
   * @param downcall the JDK's handle for it
   */
  static MethodHandle compile(Signature s, MethodHandle downcall) {
    List<Class<?>> types = new ArrayList<>();
    s.parameters().forEach(p -> types.add(erased(p.type())));
    MethodType type = MethodType.methodType(erased(s.result().type()), types);
    MethodHandle call =
        HiddenMethod.make(
            "KernelCall", type, (code, data) -> new CallCode(code, s, downcall, data).write());
    return s.isPython() ? LockedCall.of(call) : call;
  }

  /** The class as the hidden class sees it: a user's own may be out of its sight. */
  private static Class<?> erased(Class<?> type) {
    boolean known =
        type.isPrimitive()
            || JavaArrays.isNumbers(type)
            || type.getModule() == Object.class.getModule()
            || type == dev.ambi.core.NDArray.class
            || type == dev.ambi.bridge.kernel.Errno.class
            || type == dev.ambi.bridge.kernel.Callback.class;
    return known ? type : Object.class;
  }
}
