package dev.ambi.core.internal.ufunc;

import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.datetime.TemporalTypes;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The errors of ufuncs that have no loop for some arguments of datetime64 or timedelta64. */
final class TimeErrors {

  private static final Set<String> ARITHMETIC =
      Set.of("add", "subtract", "multiply", "divide", "floor_divide", "remainder", "divmod");
  private static final Set<String> EXTREMA = Set.of("maximum", "minimum", "fmax", "fmin");
  private static final Set<String> SIGNS = Set.of("negative", "positive", "absolute", "sign");

  private static final Set<String> PRODUCTS = Set.of("matmul", "vecdot", "matvec", "vecmat");

  private TimeErrors() {}

  private static boolean isTextOrVoid(DType d) {
    return d.id() == TypeId.STR || d.id() == TypeId.BYTES || d.id() == TypeId.VOID;
  }

  /** {@return the error, or null if no argument is a time and the ufunc is for any} */
  static IllegalArgumentException none(String name, DType[] in) {
    if (name.equals("isnat")) {
      return new IllegalArgumentException(
          "ufunc 'isnat' is only defined for np.datetime64 and np.timedelta64.");
    }
    if (Arrays.stream(in).noneMatch(d -> d.id().isTemporal())) {
      return null;
    }
    boolean others = Arrays.stream(in).anyMatch(TimeErrors::isTextOrVoid);
    if (others && !ARITHMETIC.contains(name) && NoLoop.QUOTING.contains(name)) {
      return null;
    }
    boolean times = Arrays.stream(in).allMatch(d -> d.id().isTemporal());
    if (in.length == 2 && (ARITHMETIC.contains(name) || (times && Comparisons.is(name)))) {
      return new IllegalArgumentException(
          "ufunc '"
              + name
              + "' cannot use operands with types "
              + in[0].repr()
              + " and "
              + in[1].repr());
    }
    String start = "ufunc '" + name + "' did not contain a loop with signature matching types ";
    if (SIGNS.contains(name)) {
      return new IllegalArgumentException(start + TemporalTypes.className(in[0]) + " -> None");
    }
    if (EXTREMA.contains(name) || PRODUCTS.contains(name) || Comparisons.is(name)) {
      return new IllegalArgumentException(
          start
              + Arrays.stream(in)
                  .map(TemporalTypes::className)
                  .collect(Collectors.joining(", ", "(", ")"))
              + " -> None");
    }
    return new IllegalArgumentException(
        "ufunc '"
            + name
            + "' not supported for the input types, and the inputs could not be safely coerced to"
            + " any supported types according to the casting rule ''safe''");
  }
}
