package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.Array;
import dev.ambi.bridge.kernel.Callback;
import dev.ambi.bridge.kernel.Critical;
import dev.ambi.bridge.kernel.Errno;
import dev.ambi.bridge.kernel.In;
import dev.ambi.bridge.kernel.InOut;
import dev.ambi.bridge.kernel.KernelLinkException;
import dev.ambi.bridge.kernel.Layout;
import dev.ambi.bridge.kernel.Length;
import dev.ambi.bridge.kernel.Name;
import dev.ambi.bridge.kernel.Out;
import dev.ambi.bridge.kernel.Part;
import dev.ambi.bridge.kernel.Symbol;
import dev.ambi.bridge.kernel.Variadic;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** Reads what a method and its annotations say of a C function. */
public final class SignatureReader {
  /** {@code NPY_MAXDIMS} of NumPy 2.x, and what an array of core has at most. */
  static final int MOST_DIMS = 64;

  /** A thread's stack has 1 MB or more; what is larger than this C passes by a pointer anyway. */
  private static final long MOST_BY_VALUE = 1 << 16;

  /** What a parameter is called of which the class file has no name, with its number from 0. */
  static final String UNNAMED = "parameter ";

  private final Method method;
  private final MethodHandles.Lookup lookup;
  private final String where;
  private final boolean critical;
  private final int mostDims;

  private SignatureReader(Method method, MethodHandles.Lookup lookup, String where, int mostDims) {
    this.mostDims = mostDims;
    this.method = method;
    this.lookup = lookup;
    this.where = where;
    this.critical = method.isAnnotationPresent(Critical.class);
  }

  /**
   * {@return the signature of a kernel's method}
   *
   * @param method the method
   * @param lookup sees its records and functional interfaces; null for the one of the bridge
   * @param mostDims the dimensions that the library's code is made for
   * @throws KernelLinkException if it is none that C could have
   */
  static Signature read(Method method, MethodHandles.Lookup lookup, int mostDims) {
    String where = method.getDeclaringClass().getSimpleName() + "." + method.getName();
    return new SignatureReader(method, lookup, where, mostDims).signature();
  }

  /** {@return what C passes to a callback} */
  static List<Parameter> callbackParameters(Method method, String where) {
    SignatureReader reader = new SignatureReader(method, null, where, MOST_DIMS);
    List<Parameter> all = new ArrayList<>();
    for (java.lang.reflect.Parameter p : method.getParameters()) {
      Parameter read = reader.parameter(p);
      boolean possible =
          switch (read) {
            case Parameter.Scalar _, Parameter.Pointer _, Parameter.Text _ -> true;
            case Parameter.JavaArray a -> a.type() == String[].class && a.length() != null;
            case Parameter.Strided a ->
                a.rule().dtype() != null
                    && a.rule().shape() != null
                    && a.rule().parts().equals(List.of(Part.DATA));
            default -> false;
          };
      if (!possible) {
        throw reader.wrong(
            read.name(),
            "C passes numbers and pointers: a parameter is a number, a MemorySegment, a String, an"
                + " NDArray with @Array(dtype, shape), or an @In @Length String[]");
      }
      all.add(read);
    }
    LengthNames.check(all, where, true);
    return List.copyOf(all);
  }

  private Signature signature() {
    if (method.getTypeParameters().length > 0) {
      throw new KernelLinkException(where + " is generic, and C knows no type variables");
    }
    List<Parameter> parameters = new ArrayList<>();
    int firstVariadic = -1;
    java.lang.reflect.Parameter[] all = method.getParameters();
    for (int i = 0; i < all.length; i++) {
      Parameter p = parameter(all[i]);
      if (firstVariadic < 0 && all[i].isAnnotationPresent(Variadic.class)) {
        firstVariadic = i;
      }
      if (firstVariadic >= 0 && isPromoted(p.type())) {
        throw wrong(
            p.name(),
            "C promotes a %s among variadic arguments: declare %s"
                .formatted(p.type(), p.type() == float.class ? "double" : "int"));
      }
      parameters.add(p);
    }
    LengthNames.check(parameters, where, false);
    List<Parameter> errnos =
        parameters.stream().filter(Parameter.ErrorNumber.class::isInstance).toList();
    if (errnos.size() > 1) {
      throw wrong(errnos.get(1).name(), "there is one errno, and another Errno takes it already");
    }
    Symbol symbol = method.getAnnotation(Symbol.class);
    Signature s =
        new Signature(
            where,
            symbol == null ? method.getName() : symbol.value(),
            result(method.getReturnType()),
            List.copyOf(parameters),
            firstVariadic,
            critical);
    checkCritical(s);
    return s;
  }

  private static boolean isPromoted(Class<?> type) {
    return type == float.class
        || type == short.class
        || type == byte.class
        || type == char.class
        || type == boolean.class;
  }

  private Signature.Result result(Class<?> type) {
    if (type.isPrimitive() || type == String.class || type == MemorySegment.class) {
      return new Signature.Result(type, null);
    }
    if (type.isRecord()) {
      StructCodec codec = StructCodec.of(type, lookup, where);
      requireByValue(codec, where);
      return new Signature.Result(type, codec);
    }
    throw new KernelLinkException(
        "%s gives a %s; C gives a number, a String (char *), a MemorySegment (any pointer) or a struct as a record"
            .formatted(where, type.getTypeName()));
  }

  private void checkCritical(Signature s) {
    if (!critical) {
      return;
    }
    for (Parameter p : s.parameters()) {
      if (p instanceof Parameter.Function) {
        throw wrong(p.name(), "a function that is @Critical cannot call back");
      }
      if (p instanceof Parameter.Strided a && a.rule().isPython()) {
        throw wrong(p.name(), "a function that is @Critical cannot be given Python objects");
      }
    }
  }

  private Parameter parameter(java.lang.reflect.Parameter p) {
    String name =
        p.isAnnotationPresent(Name.class)
            ? p.getAnnotation(Name.class).value()
            : p.isNamePresent() ? p.getName() : UNNAMED + p.getName().replaceAll("\\D", "");
    Class<?> type = p.getType();
    if (type == NDArray.class) {
      return new Parameter.Strided(name, type, rule(p, name));
    }
    if (p.isAnnotationPresent(Array.class)) {
      throw wrong(name, "@Array is for an NDArray, and this is a " + type.getTypeName());
    }
    if (type.isPrimitive()) {
      return new Parameter.Scalar(name, type);
    }
    if (type == MemorySegment.class) {
      return new Parameter.Pointer(name, type);
    }
    if (type == String.class) {
      return new Parameter.Text(name, type);
    }
    if (type == Errno.class) {
      return new Parameter.ErrorNumber(name, type);
    }
    if (type == Callback.class) {
      return new Parameter.Function(name, type, null);
    }
    if (type.isRecord()) {
      return struct(p, name);
    }
    if (type.isArray()) {
      return javaArray(p, name);
    }
    if (type.isInterface()) {
      return new Parameter.Function(
          name, type, CallbackShape.of(type, lookup, where + ", " + name));
    }
    throw wrong(
        name,
        type.getTypeName()
            + " has no form in C; there are numbers, NDArray, arrays of numbers, String,"
            + " MemorySegment, records (structs), functional interfaces and Errno");
  }

  /** By value, or by a pointer where the parameter says which way it goes. */
  private Parameter struct(java.lang.reflect.Parameter p, String name) {
    Class<?> type = p.getType();
    StructCodec codec = StructCodec.of(type, lookup, where + ", " + name);
    if (p.isAnnotationPresent(Out.class) || p.isAnnotationPresent(InOut.class)) {
      throw wrong(
          name,
          "no record changes: %s[] takes what C writes, into an array of one element or more"
              .formatted(type.getSimpleName()));
    }
    if (p.isAnnotationPresent(In.class)) {
      return new Parameter.Structs(name, type, codec, Direction.IN, null);
    }
    requireByValue(codec, where + ", " + name);
    if (codec.layout().byteSize() > MOST_BY_VALUE) {
      throw wrong(
          name,
          "%s has %d bytes, which is too much for C's stack: pass a pointer, @In %s"
              .formatted(type.getSimpleName(), codec.layout().byteSize(), type.getSimpleName()));
    }
    return new Parameter.Struct(name, type, codec);
  }

  /** How C passes a struct depends on what its members are. */
  private static void requireByValue(StructCodec codec, String where) {
    if (codec.isOpaque()) {
      throw new KernelLinkException(
          where
              + ": a struct with bytes that may be anything, @Length(alignment), has no form by"
              + " value: C passes it by what its members are; by a pointer it has, @In");
    }
  }

  private Parameter javaArray(java.lang.reflect.Parameter p, String name) {
    Class<?> type = p.getType();
    Direction direction = direction(p, name);
    Length length = p.getAnnotation(Length.class);
    Term term = length == null ? null : term(name, length.value());
    if (length != null && length.alignment() != 1) {
      throw wrong(name, "@Length(alignment) is for bytes in a struct");
    }
    if (type.getComponentType().isRecord()) {
      StructCodec codec = StructCodec.of(type.getComponentType(), lookup, where + ", " + name);
      return new Parameter.Structs(name, type, codec, direction, term);
    }
    if (type == String[].class && direction != Direction.IN) {
      throw wrong(name, "texts go one way: @In String[]");
    }
    if (!JavaArrays.isNumbers(type) && type != MemorySegment[].class && type != String[].class) {
      throw wrong(name, type.getTypeName() + " has no form in C");
    }
    return new Parameter.JavaArray(name, type, direction, term);
  }

  private Direction direction(java.lang.reflect.Parameter p, String name) {
    boolean in = p.isAnnotationPresent(In.class);
    boolean out = p.isAnnotationPresent(Out.class);
    boolean both = p.isAnnotationPresent(InOut.class);
    if ((in ? 1 : 0) + (out ? 1 : 0) + (both ? 1 : 0) != 1) {
      throw wrong(name, "exactly one of @In, @Out and @InOut says who reads and writes it");
    }
    return in ? Direction.IN : out ? Direction.OUT : Direction.INOUT;
  }

  private ArrayRule rule(java.lang.reflect.Parameter p, String name) {
    Array given = p.getAnnotation(Array.class);
    Array array = given == null ? Defaults.ARRAY : given;
    List<Term> shape = array.shape().isBlank() ? null : shape(name, array.shape());
    Term size = array.size().isBlank() ? null : term(name, array.size());
    List<Part> parts = List.of(array.as());
    if (parts.isEmpty()) {
      throw wrong(name, "as = {} leaves nothing of it for C");
    }
    boolean python = parts.contains(Part.NUMPY_1X) || parts.contains(Part.NUMPY_2X);
    if (array.nullable() && (shape != null || size != null || !parts.equals(List.of(Part.DATA)))) {
      throw wrong(name, "what may be null has no shape, no size, and is a bare pointer in C");
    }
    int least = shape == null ? array.minDims() : shape.size();
    int most = shape == null ? Math.min(array.maxDims(), mostDims) : shape.size();
    if (least < 0 || least > most || most > mostDims || array.maxDims() > MOST_DIMS) {
      throw wrong(
          name,
          "no array has %d to %d dimensions; 0 to %d there are%s"
              .formatted(
                  least,
                  shape == null ? array.maxDims() : most,
                  mostDims,
                  mostDims < MOST_DIMS ? " for this library: it exports ambi_maxdims" : ""));
    }
    return new ArrayRule(
        direction(p, name),
        dtype(name, array.dtype()),
        python && given == null ? Layout.ANY : array.layout(),
        array.aligned(),
        least,
        most,
        shape,
        size,
        array.copy(),
        array.nullable(),
        critical && parts.equals(List.of(Part.DATA)),
        parts);
  }

  private DType dtype(String name, String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      return DType.parse(text).toNative();
    } catch (IllegalArgumentException e) {
      throw wrong(name, e.getMessage());
    }
  }

  private Term term(String name, String text) {
    try {
      return Term.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(name, e.getMessage());
    }
  }

  private List<Term> shape(String name, String text) {
    try {
      return Term.parseShape(text);
    } catch (IllegalArgumentException e) {
      throw wrong(name, e.getMessage());
    }
  }

  private KernelLinkException wrong(String parameter, String what) {
    return new KernelLinkException(where + ", " + parameter + ": " + what);
  }

  /** Where the defaults of {@link Array} are read. */
  private static final class Defaults {
    static final Array ARRAY;

    static {
      try {
        ARRAY =
            Defaults.class
                .getDeclaredMethod("declared", NDArray.class)
                .getParameters()[0]
                .getAnnotation(Array.class);
      } catch (NoSuchMethodException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private Defaults() {}

    @SuppressWarnings({"unused", "UnusedMethod"})
    private static void declared(@Array NDArray a) {}
  }
}
