package dev.ambi.bridge.numpy;

import dev.ambi.core.Complex;
import dev.ambi.core.NDArray;
import java.math.BigInteger;

/** {@code numpy.min_scalar_type}: the smallest type that holds one value. */
final class MinimalTypes {
  private static final BuiltinType[] UNSIGNED = {
    BuiltinType.UBYTE, BuiltinType.USHORT, BuiltinType.UINT, BuiltinType.ULONG
  };
  private static final BuiltinType[] SIGNED = {
    BuiltinType.BYTE, BuiltinType.SHORT, BuiltinType.INT, BuiltinType.LONG
  };

  /** Up to where NumPy takes the next smaller float. */
  private static final double HALF_LIMIT = 65000;

  private static final double FLOAT_LIMIT = 3.4e38;

  private MinimalTypes() {}

  static BuiltinType of(BuiltinType type, NDArray value) {
    return switch (type.kind()) {
      case 'i', 'u' -> integer(new BigInteger(value.getObject().toString()));
      case 'f' -> real(type, value.getDouble());
      case 'c' -> complex(type, value.getComplex());
      default -> type;
    };
  }

  private static BuiltinType integer(BigInteger value) {
    boolean negative = value.signum() < 0;
    BuiltinType[] types = negative ? SIGNED : UNSIGNED;
    int bits = value.bitLength() + (negative ? 1 : 0);
    for (BuiltinType type : types) {
      if (bits <= type.size() * 8) {
        return type;
      }
    }
    return types[types.length - 1];
  }

  private static BuiltinType real(BuiltinType type, double value) {
    double size = Math.abs(value);
    BuiltinType least =
        !Double.isFinite(value) || size < HALF_LIMIT
            ? BuiltinType.HALF
            : size < FLOAT_LIMIT ? BuiltinType.FLOAT : BuiltinType.DOUBLE;
    return least.size() < type.size() ? least : type;
  }

  private static BuiltinType complex(BuiltinType type, Complex value) {
    boolean small =
        (!Double.isFinite(value.re()) || Math.abs(value.re()) < FLOAT_LIMIT)
            && (!Double.isFinite(value.im()) || Math.abs(value.im()) < FLOAT_LIMIT);
    return small ? BuiltinType.CFLOAT : type;
  }
}
