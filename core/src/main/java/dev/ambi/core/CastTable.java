package dev.ambi.core;

import dev.ambi.core.internal.Casts;
import java.util.function.BinaryOperator;

/**
 * The table of casts and promotions, by {@link DType#family() family}: where a {@link UserDType}
 * says what it converts to. It belongs to the process; entries may be added at any time from any
 * thread.
 */
public final class CastTable {

  private CastTable() {}

  /**
   * Adds a cast.
   *
   * @param from the family of the source
   * @param to the family of the result
   * @param method the cast
   * @throws IllegalArgumentException if there is one already
   */
  public static void register(Object from, Object to, CastMethod method) {
    Casts.register(from, to, method);
  }

  /**
   * Adds a promotion, in both directions.
   *
   * @param a one family
   * @param b the other
   * @param common gives for a dtype of {@code a} and one of {@code b} the dtype to which both
   *     convert, or null if there is none
   * @throws IllegalArgumentException if there is one already
   */
  public static void registerPromotion(Object a, Object b, BinaryOperator<DType> common) {
    Casts.registerPromotion(a, b, common);
  }
}
