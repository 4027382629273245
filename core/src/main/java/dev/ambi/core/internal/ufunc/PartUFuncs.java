package dev.ambi.core.internal.ufunc;

import static dev.ambi.core.internal.ufunc.Lambdas.d;
import static dev.ambi.core.internal.ufunc.Lambdas.d2;
import static dev.ambi.core.internal.ufunc.Lambdas.l2;
import static dev.ambi.core.internal.ufunc.UFuncBuilder.unary;

import dev.ambi.core.TypeId;
import dev.ambi.core.UFunc;
import dev.ambi.core.internal.loop.Op;
import java.util.List;

/** Functions that take numbers apart or put them together. */
public final class PartUFuncs {

  private static final List<TypeId> FLOATS =
      List.of(TypeId.FLOAT16, TypeId.FLOAT32, TypeId.FLOAT64);

  private PartUFuncs() {}

  /** The quotient rounded down, and the remainder. */
  public static final UFunc DIVMOD =
      UFuncBuilder.of("divmod", 2, 2)
          .integerPairs(
              l2(RealMath::floorDivide),
              l2(RealMath::remainder),
              l2(RealMath::unsignedDivide),
              l2(RealMath::unsignedRemainder))
          .floatPairs(d2(RealMath::floorDivide), d2(RealMath::remainder))
          .done();

  /** The fractional and the whole part, both with the sign of the number. */
  public static final UFunc MODF =
      UFuncBuilder.of("modf", 1, 2).floatPairs(d(RealMath::fraction), d(RealMath::trunc)).done();

  /** A mantissa from 0.5 up to 1, and the exponent of the power of two beside it. */
  public static final UFunc FREXP = frexp();

  /** The first times two to the power of the second. */
  public static final UFunc LDEXP = ldexp();

  /** The distance to the next float: away from zero, with its sign; of float16 upwards. */
  public static final UFunc SPACING =
      unary("spacing")
          .mixed(TypeId.FLOAT16, TypeId.FLOAT16, d(RealMath::halfSpacing))
          .mixed(TypeId.FLOAT32, TypeId.FLOAT32, d(a -> RealMath.spacing((float) a)))
          .mixed(TypeId.FLOAT64, TypeId.FLOAT64, d(RealMath::spacing))
          .done();

  private static UFunc frexp() {
    UFuncBuilder b = UFuncBuilder.of("frexp", 1, 2);
    for (TypeId id : FLOATS) {
      b.pair(id, id, TypeId.INT32, d(RealMath::mantissa), new Op.DoubleToLong(RealMath::exponent));
    }
    return b.done();
  }

  private static UFunc ldexp() {
    UFuncBuilder b = UFuncBuilder.of("ldexp", 2, 1);
    for (TypeId id : FLOATS) {
      Op op = new Op.DoubleLong(RealMath::timesPowerOfTwo);
      b.mixed(List.of(id, TypeId.INT32), id, op).mixed(List.of(id, TypeId.INT64), id, op);
    }
    return b.done();
  }
}
