package dev.ambi.core.internal.ufunc;

import dev.ambi.core.DType;
import dev.ambi.core.InnerLoop;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFunc;
import dev.ambi.core.UFuncLoop;
import java.util.List;
import java.util.function.IntPredicate;

/** The loops of text: comparisons by code point, and concatenation. */
public final class TextUFuncs {

  private TextUFuncs() {}

  /** Adds the loops to the ufuncs that come with Ambi. */
  public static void register() {
    compare(ComparisonUFuncs.EQUAL, c -> c == 0);
    compare(ComparisonUFuncs.NOT_EQUAL, c -> c != 0);
    compare(ComparisonUFuncs.LESS, c -> c < 0);
    compare(ComparisonUFuncs.LESS_EQUAL, c -> c <= 0);
    compare(ComparisonUFuncs.GREATER, c -> c > 0);
    compare(ComparisonUFuncs.GREATER_EQUAL, c -> c >= 0);
    for (DType text : List.of(DType.bytes(1), DType.str(1))) {
      ArithmeticUFuncs.ADD.register(
          UFuncLoop.parametric(
              in -> List.of(in.get(0).toNative(), in.get(1).toNative(), joined(in)),
              TextUFuncs::joining,
              text,
              text,
              text));
    }
  }

  private static void compare(UFunc ufunc, IntPredicate test) {
    for (DType text : List.of(DType.bytes(1), DType.str(1))) {
      ufunc.register(
          UFuncLoop.parametric(
              in -> List.of(in.get(0).toNative(), in.get(1).toNative(), DType.BOOL),
              dtypes -> TextLoops.compare(unit(dtypes), length(dtypes, 0), length(dtypes, 1), test),
              text,
              text,
              DType.BOOL));
    }
  }

  private static InnerLoop joining(List<DType> dtypes) {
    return TextLoops.join(unit(dtypes), length(dtypes, 0), length(dtypes, 1));
  }

  private static DType joined(List<DType> in) {
    int unit = unit(in);
    long length = length(in, 0) + length(in, 1);
    return unit == 1 ? DType.bytes(length) : DType.str(length);
  }

  /** The bytes of a character. */
  private static int unit(List<DType> dtypes) {
    return dtypes.get(0).id() == TypeId.STR ? 4 : 1;
  }

  private static long length(List<DType> dtypes, int k) {
    return dtypes.get(k).itemSize() / unit(dtypes);
  }
}
