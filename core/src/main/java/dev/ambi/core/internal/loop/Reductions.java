package dev.ambi.core.internal.loop;

import dev.ambi.core.TypeId;

/** Makes the kernels of reductions, accumulations and searches. */
public final class Reductions {

  private Reductions() {}

  /**
   * {@return a reduction}
   *
   * @param id the type of the elements and of the result, not complex
   * @param op an associative operator on two floats or two integers
   * @param vector the operator's name in {@code VectorOperators}; null if there is none
   */
  public static ReduceLoop reduction(TypeId id, Op op, String vector) {
    return BlockReduction.of(id, op, vector);
  }

  /**
   * {@return the sum of complex numbers}
   *
   * @param id complex64 or complex128
   */
  public static ReduceLoop complexSum(TypeId id) {
    return new ComplexSum(id);
  }

  /**
   * {@return a search for an element}
   *
   * @param id bool, a number that is not complex, datetime64 or timedelta64
   */
  public static FindKernel find(TypeId id) {
    int lane = Lanes.of(id);
    FindKernel scalar =
        Specializer.specialize(ScalarFind.class, FindKernel.class, new ScalarFind.Constants(lane));
    return Vectors.AVAILABLE && lane != Lanes.FLOAT16 ? VectorReductions.find(id, scalar) : scalar;
  }

  /**
   * {@return a scan}
   *
   * @param id the type of the elements and of the results
   * @param op an operator on two of them
   */
  public static ScanLoop scan(TypeId id, Op op) {
    return Specializer.specialize(
        ScalarScan.class,
        ScanLoop.class,
        new ScalarScan.Constants(
            Lanes.of(id),
            op instanceof Op.Doubles2 d ? d.f() : null,
            op instanceof Op.Longs2 l ? l.f() : null));
  }
}
