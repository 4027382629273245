package dev.ambi.core.internal;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;

/** Refuses conversions, in NumPy's words. */
public final class CastErrors {

  private CastErrors() {}

  /**
   * Refuses to convert elements where a rule does not allow it.
   *
   * @param from their dtype
   * @param to the dtype that is wanted
   * @param rule the rule
   * @throws IllegalArgumentException if the rule does not allow it
   */
  public static void check(DType from, DType to, Casting rule) {
    if (!DType.canCast(from, to, rule)) {
      throw of(from, to, rule);
    }
  }

  /**
   * {@return the error of elements that may not be converted}
   *
   * @param from their dtype
   * @param to the dtype that is wanted
   * @param rule the rule that does not allow it
   */
  public static IllegalArgumentException of(DType from, DType to, Casting rule) {
    return new IllegalArgumentException(
        "Cannot cast array data" + fromTo(from, to) + " according to the rule '" + rule + "'");
  }

  /**
   * Refuses an output of a function of elements that cannot hold what is computed.
   *
   * @param ufunc the function's name
   * @param made the dtype of what is computed
   * @param out the dtype of the output
   * @param rule the rule
   * @throws IllegalArgumentException if the rule does not allow the conversion
   */
  public static void checkOutput(String ufunc, DType made, DType out, Casting rule) {
    if (!DType.canCast(made, out, rule)) {
      throw ofOperand(ufunc, "output", made, out, rule);
    }
  }

  /**
   * {@return the error of an operand of a function of elements that may not be converted}
   *
   * @param ufunc the function's name
   * @param operand which operand: {@code output}, {@code input 1}
   * @param from the dtype that there is
   * @param to the dtype that is wanted
   * @param rule the rule that does not allow it
   */
  public static IllegalArgumentException ofOperand(
      String ufunc, String operand, DType from, DType to, Casting rule) {
    return new IllegalArgumentException(
        "Cannot cast ufunc '"
            + ufunc
            + "' "
            + operand
            + fromTo(from, to)
            + " with casting rule '"
            + rule
            + "'");
  }

  private static String fromTo(DType from, DType to) {
    return " from " + from.repr() + " to " + to.repr();
  }
}
