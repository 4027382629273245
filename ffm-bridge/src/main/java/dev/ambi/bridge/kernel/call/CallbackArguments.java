package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.core.NDArray;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.stream.IntStream;

/** Makes of what C passes to a callback what Java sees: of pointers, arrays and texts. */
final class CallbackArguments {
  private static final MethodType LENGTHS = MethodType.methodType(long[].class, Object[].class);
  private static final ClassDesc NUMBER = Number.class.describeConstable().orElseThrow();

  /** Makes one argument of all that C passes. */
  private interface Argument {
    Object of(Object[] passed) throws Throwable;
  }

  private final List<Argument> arguments;

  CallbackArguments(List<Parameter> parameters) {
    arguments =
        IntStream.range(0, parameters.size()).mapToObj(i -> argument(i, parameters)).toList();
  }

  /** {@return the arguments that Java sees} */
  Object[] show(Object[] passed) throws Throwable {
    Object[] shown = new Object[passed.length];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = arguments.get(i).of(passed);
    }
    return shown;
  }

  private static Argument argument(int i, List<Parameter> parameters) {
    return switch (parameters.get(i)) {
      case Parameter.Strided p -> {
        MethodHandle shape = lengths(p.rule().shape(), parameters);
        yield passed ->
            array(p.rule(), (MemorySegment) passed[i], (long[]) shape.invokeExact(passed));
      }
      case Parameter.Text _ -> passed -> Memory.string(((MemorySegment) passed[i]).address());
      case Parameter.JavaArray p -> {
        MethodHandle length = lengths(List.of(p.length()), parameters);
        yield passed -> texts((MemorySegment) passed[i], ((long[]) length.invokeExact(passed))[0]);
      }
      default -> passed -> passed[i];
    };
  }

  /** {@return what computes the terms: of an Object[], all that C passes, a long[]} */
  private static MethodHandle lengths(List<Term> terms, List<Parameter> parameters) {
    return HiddenMethod.make(
        "CallbackLengths",
        LENGTHS,
        (code, _) -> {
          code.loadConstant(terms.size()).newarray(TypeKind.LONG);
          for (int i = 0; i < terms.size(); i++) {
            code.dup().loadConstant(i);
            TermCode.write(code, terms.get(i), new Passed(code, parameters));
            code.lastore();
          }
          code.areturn();
        });
  }

  /** Loads the value of an integer parameter from all that C passes. */
  private record Passed(CodeBuilder code, List<Parameter> parameters) implements TermCode.Source {
    @Override
    public void name(String name) {
      int i = 0;
      while (!parameters.get(i).name().equals(name)) {
        i++;
      }
      code.aload(0)
          .loadConstant(i)
          .aaload()
          .checkcast(NUMBER)
          .invokevirtual(NUMBER, "longValue", MethodTypeDesc.of(ConstantDescs.CD_long));
    }

    @Override
    public void element(String array, int index) {
      // No array that C passes to a callback is one of whole numbers: see LengthNames.
      throw new AssertionError(array);
    }
  }

  private static NDArray array(ArrayRule rule, MemorySegment at, long[] shape) {
    if (at.address() == 0) {
      return null;
    }
    long size = 1;
    for (long n : shape) {
      if (n < 0) {
        throw new IllegalArgumentException("C passed an array of a negative length, " + n);
      }
      size = Saturating.multiply(size, n);
    }
    MemorySegment memory = at.reinterpret(Saturating.multiply(size, rule.dtype().itemSize()));
    boolean written = rule.direction() != Direction.IN;
    return NDArray.of(written ? memory : memory.asReadOnly(), rule.dtype(), shape);
  }

  private static String[] texts(MemorySegment at, long n) {
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
}
