package dev.ambi.core.internal.ufunc;

import dev.ambi.core.DType;
import dev.ambi.core.internal.datetime.TemporalTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The errors of ufuncs that have no loop for their arguments, or none that reduces. */
public final class NoLoop {

  /** Those whose error names the classes of the dtypes. */
  private static final Set<String> SIMPLE = Set.of("gcd", "lcm");

  private NoLoop() {}

  /** {@return the error of a call} */
  static IllegalArgumentException of(String name, DType[] in) {
    IllegalArgumentException time = TimeErrors.none(name, in);
    if (time != null) {
      return time;
    }
    if (SIMPLE.contains(name)) {
      return classes(name, TemporalTypes.className(in[0]), in[1]);
    }
    if (Arrays.stream(in).allMatch(DType::isNumeric)) {
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
        "ufunc '"
            + name
            + "' did not contain a loop with signature matching types ("
            + String.join(", ", types)
            + (types.size() == 1 ? ",)" : ")")
            + " -> None");
  }

  /** {@return the error that names the classes of two dtypes} */
  static IllegalArgumentException classes(String name, String first, DType second) {
    return new IllegalArgumentException(
        "ufunc '"
            + name
            + "' did not contain a loop with signature matching types ("
            + first
            + ", "
            + TemporalTypes.className(second)
            + ") -> None");
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
