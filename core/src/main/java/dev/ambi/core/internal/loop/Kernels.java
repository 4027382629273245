package dev.ambi.core.internal.loop;

import dev.ambi.core.CastLoop;
import dev.ambi.core.InnerLoop;
import dev.ambi.core.TypeId;

/** Makes kernels: for vectors where there are any for the operator and the type, else scalar. */
public final class Kernels {

  /** Loops that move elements of 1, 2, 4, 8 and 16 bytes, by the binary logarithm and swapping. */
  private static final CastLoop[] MOVES = new CastLoop[5 * 3];

  private Kernels() {}

  /**
   * {@return a loop that moves elements at any strides, or null if there is none of the size}
   *
   * @param size the size of an element
   * @param swapUnit the size of the words whose bytes are reversed; 0 for none
   */
  public static CastLoop move(long size, int swapUnit) {
    if (size > 16 || size < 1 || Long.bitCount(size) != 1) {
      return null;
    }
    int kind = swapUnit <= 1 ? 0 : swapUnit == size ? 1 : swapUnit * 2L == size ? 2 : -1;
    if (kind < 0 || (kind == 1 && size == 16)) {
      return null;
    }
    int index = Long.numberOfTrailingZeros(size) * 3 + kind;
    CastLoop made = MOVES[index];
    if (made == null) {
      int word = kind == 2 ? swapUnit : (int) Math.min(size, 8);
      made =
          Specializer.specialize(
              ScalarMove.class,
              CastLoop.class,
              new ScalarMove.Constants(word, (int) size / word, kind > 0));
      if (kind == 0 && size <= 8 && Vectors.AVAILABLE) {
        made = VectorKernels.move((int) size, made);
      }
      MOVES[index] = made;
    }
    return made;
  }

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
    return stepped(
        new ScalarLoop.Constants(Lanes.of(in), Lanes.of(in), Lanes.of(out), op, Steps.ANY));
  }

  /**
   * {@return a loop of two inputs of different types}
   *
   * @param in the type of the first input
   * @param second the type of the second input
   * @param out the type of the output
   * @param op what is done with a pair of elements
   */
  public static InnerLoop mixed(TypeId in, TypeId second, TypeId out, Op op) {
    return stepped(
        new ScalarLoop.Constants(Lanes.of(in), Lanes.of(second), Lanes.of(out), op, Steps.ANY));
  }

  /**
   * {@return a loop of two outputs}
   *
   * @param in the type of the inputs
   * @param out1 the type of the first output
   * @param out2 the type of the second output
   * @param first what gives the first output
   * @param second what gives the second output
   */
  public static InnerLoop pair(TypeId in, TypeId out1, TypeId out2, Op first, Op second) {
    return Specializer.specialize(
        PairLoop.class,
        InnerLoop.class,
        new PairLoop.Constants(Lanes.of(in), Lanes.of(out1), Lanes.of(out2), first, second));
  }

  private static InnerLoop stepped(ScalarLoop.Constants constants) {
    return new SteppedLoop(
        constants.items(),
        steps -> Specializer.specialize(ScalarLoop.class, InnerLoop.class, constants.with(steps)));
  }
}
