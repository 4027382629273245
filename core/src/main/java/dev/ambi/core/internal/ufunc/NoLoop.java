package dev.ambi.core.internal.ufunc;

import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.datetime.TemporalTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The errors of ufuncs that have no loop for their arguments, or none that reduces. */
public final class NoLoop {

  /** Those whose error names the classes of the dtypes. */
  private static final Set<String> SIMPLE = Set.of("gcd", "lcm");

  /** Those whose error quotes the dtypes if they are not all numbers. */
  static final Set<String> QUOTING =
      Set.of(
          "add",
          "subtract",
          "multiply",
          "maximum",
          "minimum",
          "fmax",
          "fmin",
          "gcd",
          "lcm",
          "matmul",
          "vecdot",
          "matvec",
          "vecmat");

  /** Those whose error names the classes of the dtypes if they are not all numbers. */
  private static final Set<String> NAMING =
      Set.of(
          "absolute",
          "negative",
          "positive",
          "sign",
          "equal",
          "not_equal",
          "less",
          "less_equal",
          "greater",
          "greater_equal");

  private NoLoop() {}

  /** {@return the error of a call} */
  static IllegalArgumentException of(String name, DType[] in) {
    IllegalArgumentException time = TimeErrors.none(name, in);
    if (time != null) {
      return time;
    }
    boolean numbers = Arrays.stream(in).allMatch(DType::isNumeric);
    if (numbers && SIMPLE.contains(name)) {
      return classes(name, TemporalTypes.className(in[0]), in[1]);
    }
    if (NAMING.contains(name) && !numbers) {
      return in.length == 1
          ? new IllegalArgumentException(start(name) + TemporalTypes.className(in[0]) + " -> None")
          : classes(name, TemporalTypes.className(in[0]), in[1]);
    }
    if (name.equals("add") && isText(in[0]) && isText(in[1])) {
      return new IllegalArgumentException(
          "ufunc 'add' cannot use operands with types " + in[0].repr() + " and " + in[1].repr());
    }
    if (numbers || !QUOTING.contains(name)) {
      return new IllegalArgumentException(
          "ufunc '"
              + name
              + "' not supported for the input types, and the inputs could not be safely coerced to"
              + " any supported types according to the casting rule ''safe''");
    }
    return forTypes(name, in);
  }

  /**
   * {@return the error that quotes the dtypes}
   *
   * @param name the name of the function
   * @param in the dtypes of the inputs
   */
  public static IllegalArgumentException forTypes(String name, DType... in) {
    List<String> types = Arrays.stream(in).map(DType::repr).toList();
    return new IllegalArgumentException(
        start(name)
            + "("
            + String.join(", ", types)
            + (types.size() == 1 ? ",)" : ")")
            + " -> None");
  }

  private static boolean isText(DType d) {
    return d.id() == TypeId.BYTES || d.id() == TypeId.STR;
  }

  private static String start(String name) {
    return "ufunc '" + name + "' did not contain a loop with signature matching types ";
  }

  /** {@return the error that names the classes of two dtypes} */
  static IllegalArgumentException classes(String name, String first, DType second) {
    return new IllegalArgumentException(
        start(name) + "(" + first + ", " + TemporalTypes.className(second) + ") -> None");
  }

  /**
   * Refuses loops that do not give what they take.
   *
   * @param what the name of the ufunc and of its method
   * @param r the loop
   * @param uniform whether the elements have to have the dtype of the result too
   */
  static void checkReducible(String what, Resolved r, boolean uniform) {
    DType[] d = r.dtypes();
    if (!d[0].equals(d[2]) || (uniform && !d[0].equals(d[1]))) {
      throw new IllegalArgumentException(
          "the resolved dtypes are not compatible with "
              + what
              + ". Resolved "
              + Arrays.stream(d).map(DType::repr).collect(Collectors.joining(", ", "(", ")")));
    }
  }
}
