package dev.ambi.core.internal.loop;

import dev.ambi.core.InnerLoop;
import dev.ambi.core.TypeId;

/** Makes kernels: for vectors where there are any for the operator and the type, else scalar. */
public final class Kernels {

  private Kernels() {}

  /**
   * {@return a loop}
   *
   * @param in the type of the inputs
   * @param out the type of the output
   * @param op what is done with an element
   * @param vector the operator's name in {@code VectorOperators}; null if there is none
   */
  public static InnerLoop loop(TypeId in, TypeId out, Op op, String vector) {
    InnerLoop scalar = scalar(in, out, op);
    boolean lanes = in != TypeId.FLOAT16 && out != TypeId.FLOAT16 && !in.isComplex();
    if (vector == null || !Vectors.AVAILABLE || !lanes) {
      return scalar;
    }
    return switch (op) {
      case Op.Longs l -> VectorKernels.unary(in, vector, scalar);
      case Op.Doubles d -> VectorKernels.unary(in, vector, scalar);
      case Op.Longs2 l -> VectorKernels.binary(in, vector, scalar);
      case Op.Doubles2 d -> VectorKernels.binary(in, vector, scalar);
      case Op.LongTest2 l -> VectorKernels.compare(in, vector, scalar);
      case Op.DoubleTest2 d -> VectorKernels.compare(in, vector, scalar);
      default -> scalar;
    };
  }

  /**
   * {@return a loop that takes one element after another}
   *
   * @param in the type of the inputs
   * @param out the type of the output
   * @param op what is done with an element
   */
  static InnerLoop scalar(TypeId in, TypeId out, Op op) {
    return Specializer.specialize(
        ScalarLoop.class,
        InnerLoop.class,
        new ScalarLoop.Constants(Lanes.of(in), Lanes.of(out), op));
  }

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
}
