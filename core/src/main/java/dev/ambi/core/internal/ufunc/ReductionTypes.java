package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Complex;
import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import java.math.BigInteger;

/** The dtype in which a reduction is computed. */
final class ReductionTypes {

  private ReductionTypes() {}

  /** Sums and products of bool and of short integers are computed in 64 bits. */
  static DType of(String ufunc, DType in) {
    if (!ufunc.equals("add") && !ufunc.equals("multiply")) {
      return in.toNative();
    }
    TypeId id = in.id();
    if (id == TypeId.BOOL || (id.kind() == 'i' && id.size() > 0)) {
      return DType.INT64;
    }
    return id.kind() == 'u' ? DType.UINT64 : in.toNative();
  }

  /** {@return the identity in the range of a type: all ones for -1} */
  static Object identity(Object identity, DType type) {
    if (identity instanceof Long ones && ones == -1 && type.id().kind() == 'u') {
      return BigInteger.ONE.shiftLeft(8 * type.id().size()).subtract(BigInteger.ONE);
    }
    return identity;
  }

  /** {@return the value to start with: for floats -0.0 instead of 0, since -0.0 + 0.0 is 0.0} */
  static Object neutral(Object identity, DType type) {
    if (identity instanceof Long zero && zero == 0) {
      if (type.id().isFloat()) {
        return -0.0;
      }
      if (type.id().isComplex()) {
        return new Complex(-0.0, -0.0);
      }
    }
    return identity;
  }
}
