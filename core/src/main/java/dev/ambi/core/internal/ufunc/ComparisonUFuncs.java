package dev.ambi.core.internal.ufunc;

import static dev.ambi.core.internal.ufunc.Lambdas.isC;
import static dev.ambi.core.internal.ufunc.Lambdas.isC2;
import static dev.ambi.core.internal.ufunc.Lambdas.isD;
import static dev.ambi.core.internal.ufunc.Lambdas.isD2;
import static dev.ambi.core.internal.ufunc.Lambdas.isL;
import static dev.ambi.core.internal.ufunc.Lambdas.isL2;
import static dev.ambi.core.internal.ufunc.UFuncBuilder.binary;
import static dev.ambi.core.internal.ufunc.UFuncBuilder.reorderable;
import static dev.ambi.core.internal.ufunc.UFuncBuilder.unary;

import dev.ambi.core.UFunc;

/** Comparisons and logic: what gives bool. */
public final class ComparisonUFuncs {

  private ComparisonUFuncs() {}

  /** Whether the two are equal. */
  public static final UFunc EQUAL =
      binary("equal")
          .bool(isL2((a, b) -> a == b))
          .integers(isL2((a, b) -> a == b), "EQ", isL2((a, b) -> a == b), "EQ")
          .mixedSigns((a, b) -> a >= 0 && a == b, (a, b) -> b >= 0 && a == b)
          .floats(isD2((a, b) -> a == b), "EQ")
          .complexes(isC2((a, b, x, y) -> a == x && b == y))
          .done();

  /** Whether the two differ. */
  public static final UFunc NOT_EQUAL =
      binary("not_equal")
          .bool(isL2((a, b) -> a != b))
          .integers(isL2((a, b) -> a != b), "NE", isL2((a, b) -> a != b), "NE")
          .mixedSigns((a, b) -> a < 0 || a != b, (a, b) -> b < 0 || a != b)
          .floats(isD2((a, b) -> a != b), "NE")
          .complexes(isC2((a, b, x, y) -> a != x || b != y))
          .done();

  /** Whether the first is less. */
  public static final UFunc LESS =
      binary("less")
          .bool(isL2((a, b) -> a < b))
          .integers(
              isL2((a, b) -> a < b), "LT", isL2((a, b) -> Long.compareUnsigned(a, b) < 0), "ULT")
          .mixedSigns(
              (a, b) -> a < 0 || Long.compareUnsigned(a, b) < 0,
              (a, b) -> b >= 0 && Long.compareUnsigned(a, b) < 0)
          .floats(isD2((a, b) -> a < b), "LT")
          .complexes(isC2(ComplexMath::less))
          .done();

  /** Whether the first is less or equal. */
  public static final UFunc LESS_EQUAL =
      binary("less_equal")
          .bool(isL2((a, b) -> a <= b))
          .integers(
              isL2((a, b) -> a <= b), "LE", isL2((a, b) -> Long.compareUnsigned(a, b) <= 0), "ULE")
          .mixedSigns(
              (a, b) -> a < 0 || Long.compareUnsigned(a, b) <= 0,
              (a, b) -> b >= 0 && Long.compareUnsigned(a, b) <= 0)
          .floats(isD2((a, b) -> a <= b), "LE")
          .complexes(isC2(ComplexMath::lessOrEqual))
          .done();

  /** Whether the first is greater. */
  public static final UFunc GREATER =
      binary("greater")
          .bool(isL2((a, b) -> a > b))
          .integers(
              isL2((a, b) -> a > b), "GT", isL2((a, b) -> Long.compareUnsigned(a, b) > 0), "UGT")
          .mixedSigns(
              (a, b) -> a >= 0 && Long.compareUnsigned(a, b) > 0,
              (a, b) -> b < 0 || Long.compareUnsigned(a, b) > 0)
          .floats(isD2((a, b) -> a > b), "GT")
          .complexes(isC2((a, b, x, y) -> ComplexMath.less(x, y, a, b)))
          .done();

  /** Whether the first is greater or equal. */
  public static final UFunc GREATER_EQUAL =
      binary("greater_equal")
          .bool(isL2((a, b) -> a >= b))
          .integers(
              isL2((a, b) -> a >= b), "GE", isL2((a, b) -> Long.compareUnsigned(a, b) >= 0), "UGE")
          .mixedSigns(
              (a, b) -> a >= 0 && Long.compareUnsigned(a, b) >= 0,
              (a, b) -> b < 0 || Long.compareUnsigned(a, b) >= 0)
          .floats(isD2((a, b) -> a >= b), "GE")
          .complexes(isC2((a, b, x, y) -> ComplexMath.lessOrEqual(x, y, a, b)))
          .done();

  /** Logical and of what is not zero. */
  public static final UFunc LOGICAL_AND =
      reorderable("logical_and", true)
          .boolTest(isL2((a, b) -> a != 0 && b != 0))
          .integers(isL2((a, b) -> a != 0 && b != 0), null)
          .floats(isD2((a, b) -> a != 0 && b != 0), null)
          .complexes(isC2((a, b, x, y) -> (a != 0 || b != 0) && (x != 0 || y != 0)))
          .done();

  /** Logical or of what is not zero. */
  public static final UFunc LOGICAL_OR =
      reorderable("logical_or", false)
          .boolTest(isL2((a, b) -> a != 0 || b != 0))
          .integers(isL2((a, b) -> a != 0 || b != 0), null)
          .floats(isD2((a, b) -> a != 0 || b != 0), null)
          .complexes(isC2((a, b, x, y) -> (a != 0 || b != 0) || (x != 0 || y != 0)))
          .done();

  /** Logical xor of what is not zero. */
  public static final UFunc LOGICAL_XOR =
      reorderable("logical_xor", false)
          .boolTest(isL2((a, b) -> (a != 0) != (b != 0)))
          .integers(isL2((a, b) -> (a != 0) != (b != 0)), null)
          .floats(isD2((a, b) -> (a != 0) != (b != 0)), null)
          .complexes(isC2((a, b, x, y) -> (a != 0 || b != 0) != (x != 0 || y != 0)))
          .done();

  /** Whether it is zero. */
  public static final UFunc LOGICAL_NOT =
      unary("logical_not")
          .bool(isL(a -> a == 0))
          .integers(isL(a -> a == 0), null)
          .floats(isD(a -> a == 0), null)
          .complexes(isC((a, b) -> a == 0 && b == 0))
          .done();
}
