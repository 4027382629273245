package dev.ambi.core.internal.dtype;

import dev.ambi.core.DType;
import dev.ambi.core.Field;
import dev.ambi.core.StructBuilder;
import dev.ambi.core.StructDType;
import dev.ambi.core.SubArrayDType;
import dev.ambi.core.VoidDType;
import dev.ambi.core.internal.ScalarText;
import java.util.List;
import java.util.stream.Collectors;

/** The common dtype of two void, structured or sub-array dtypes. */
public final class VoidPromotion {

  private VoidPromotion() {}

  /**
   * {@return the dtype to which both convert}
   *
   * @param a one dtype
   * @param b the other
   * @throws IllegalArgumentException if there is none
   */
  public static DType common(DType a, DType b) {
    if (a instanceof StructDType s && b instanceof StructDType t) {
      return structs(s, t);
    }
    if (a instanceof VoidDType && b instanceof VoidDType) {
      if (!a.equals(b)) {
        throw new IllegalArgumentException(
            "Invalid type promotion with void datatypes of different lengths. Use the `np.bytes_`"
                + " datatype instead to pad the shorter value with trailing zero bytes.");
      }
      return a;
    }
    if (!(a instanceof SubArrayDType s && b instanceof SubArrayDType t)) {
      throw new IllegalArgumentException("invalid type promotion with structured datatype(s).");
    }
    if (!s.shape().equals(t.shape())) {
      throw new IllegalArgumentException(
          "invalid type promotion with subarray datatypes (shape mismatch).");
    }
    return new SubArrayDType(DType.promote(s.base(), t.base()), s.shape());
  }

  /** Fields go together by position and have to have the same names; gaps are closed. */
  private static DType structs(StructDType a, StructDType b) {
    if (!a.names().equals(b.names())) {
      throw new IllegalArgumentException(
          "field names `" + tuple(a.names()) + "` and `" + tuple(b.names()) + "` mismatch.");
    }
    StructBuilder builder = DType.struct().aligned(a.aligned() || b.aligned());
    for (int i = 0; i < a.fields().size(); i++) {
      Field f = a.fields().get(i);
      Field g = b.fields().get(i);
      Field common = f.withDType(DType.promote(f.dtype(), g.dtype()));
      if (!f.title().equals(g.title())) {
        throw new IllegalArgumentException("field titles of field '" + f.name() + "' mismatch");
      }
      builder.like(common);
    }
    return builder.build();
  }

  private static String tuple(List<String> names) {
    String all = names.stream().map(ScalarText::quote).collect(Collectors.joining(", "));
    return "(" + all + (names.size() == 1 ? ",)" : ")");
  }
}
