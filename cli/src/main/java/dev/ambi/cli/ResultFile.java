package dev.ambi.cli;

import dev.ambi.bridge.Value;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;

/** Saves a result as {@code numpy.save} would: an array, or a scalar as a 0-d array. */
final class ResultFile {
  private ResultFile() {}

  /**
   * Writes the file.
   *
   * @throws IOException when the file cannot be written
   * @throws IllegalArgumentException when the value is no array and no scalar
   */
  static void save(Value value, Path file) throws IOException {
    asArray(value).save(file);
  }

  private static NDArray asArray(Value value) {
    return switch (value) {
      case Value.Array a -> a.value();
      case Value.Scalar s -> s.value();
      case Value.Bool b -> NDArray.scalar(DType.BOOL, b.value());
      case Value.SmallInt i -> NDArray.scalar(i.value());
      case Value.Int i -> integer(i.value());
      case Value.Float f -> NDArray.scalar(f.value());
      case Value.ComplexNumber c -> NDArray.scalar(DType.COMPLEX128, c.value());
      case Value.Text t -> {
        String text = t.value();
        yield NDArray.scalar(DType.str(Math.max(1, text.codePointCount(0, text.length()))), text);
      }
      case Value.Bytes b -> NDArray.scalar(DType.bytes(Math.max(1, b.value().length)), b.value());
      case Value.None _ -> throw cannot("None");
      case Value.ListOf _ -> throw cannot("a list");
      case Value.Tuple _ -> throw cannot("a tuple");
      case Value.Dict _ -> throw cannot("a dict");
      case Value.Opaque o -> throw cannot("a " + o.object().typeName());
    };
  }

  /** As NumPy takes an int: int64, else uint64. */
  private static NDArray integer(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return NDArray.scalar(value.longValue());
    }
    if (value.signum() > 0 && value.bitLength() <= Long.SIZE) {
      return NDArray.scalar(DType.UINT64, value);
    }
    throw cannot("an int of " + value.bitLength() + " bits");
  }

  private static IllegalArgumentException cannot(String what) {
    return new IllegalArgumentException(
        "an array or a scalar can be saved, and the result is " + what);
  }
}
